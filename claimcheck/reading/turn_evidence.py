"""Which of the heads of a document are people who speak, and which are labels: "MOSS:" or "THE FACTS:".

No list says so. A speaker comes back, stands beside others written in the same way, and what follows is
speech: "I" and "we", "Yes." and "Thank you.", questions. A label is followed by figures and fragments, or
by sentences that nobody says; its words stand in small letters elsewhere in the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.reading.sentence_words import Language
from claimcheck.reading.turn_forms import Form
from claimcheck.reading.turn_heads import Head

_HEARD = 400
"""Characters of a turn that are looked at."""

_FIRM = frozenset({Form.DASH, Form.STOP, Form.TIMED})
_QUOTED = re.compile(r"[“\"„«][^”\"“»\n]{0,300}[”\"“»]")
_HAN = "\u4e00-\u9fff"  # written without blanks, so each character is looked at
_WORDS = re.compile(rf"[{_HAN}]|[^\W\d_{_HAN}]+")
# Not after the end of a sentence, where all words have a capital
_CAPITALS = re.compile(r"(?<=[\w,]\s)[A-Z][a-z]{1,20}")
_SMALL = re.compile(r"\b[^\W\d_]{3,}\b")
_OPENER = re.compile(r"\W{0,6}(?P<first>[^\W\d_]+)(?P<mark>\s?[,.!?…—–]|$)?")
_TITLE = re.compile(r"(?P<title>[^\W\d_]{1,6})\.?\s")
_SENTENCE_END = re.compile(r"[.!?…:”\"'’)\]*_—–-]{1,4}$")
_FRAGMENT_WORDS = 4
_FEW_WORDS = 12  # which are looked for one by one in less time than all of a text is cut into words


@dataclass(frozen=True, slots=True)
class _Turn:
    """A head with what is heard after it, and what its name looks like."""

    head: Head
    personal: bool
    together: bool
    addressed: bool
    asks: bool
    fragment: bool
    shouted: bool
    titled: bool
    plain: bool

    @property
    def spoken(self) -> bool:
        return self.personal or self.together or self.addressed or self.asks

    @property
    def person(self) -> bool:
        """Whether the name has the shape of a person's, and its words are no plain words of the document."""
        words = [
            word for word in (self.head.name or "").split() if word.isalpha() or "." in word or "-" in word
        ]
        return self.titled or (not self.plain and (self.shouted or self.head.noted or len(words) > 1))


def speakers(text: str, heads: Sequence[Head], paragraphs: int, language: Language) -> list[Head]:
    """Those of *heads* that begin a turn; *paragraphs* is how many lines of *text* are not blank.

    >>> from claimcheck.reading.sentence_words import language
    >>> from claimcheck.reading.turn_heads import heads, lines
    >>> text = "CLAIM: It fell.\\nTHE FACTS: It rose.\\nCLAIM: It rose.\\nTHE FACTS: It fell."
    >>> speakers(text, heads(text, list(lines(text)), language("en")), 4, language("en"))
    []
    """
    sure = _chat(heads) or _cues(heads)
    if sure:
        return sure
    named = [head for head in heads if head.name is not None and head.form is not Form.CHAT]
    if not named or (len(named) == 1 and _is_weak(named[0])):
        return _times(heads)
    # Lines that only name who speaks, or when, are no paragraphs.
    paragraphs -= sum(head.name is None or text[head.end : head.end + 1] in {"\n", "\r"} for head in heads)
    turns = _turns(text, named, language)
    letters = _letters(turns)
    accepted = letters + _firm(turns) + _loose(turns, letters, paragraphs, language)
    if not accepted:
        return sorted([*_alone(text, turns, language), *_times(heads)])
    known = _consistent(turns, accepted, language)
    changes = [head for head in heads if head.form is Form.CHANGE]
    return sorted({*known, *_times(heads), *changes})


def _is_weak(head: Head) -> bool:
    """Whether *head* is none where it is the only one of a document."""
    return (
        head.form in {Form.COLON, Form.LINE, Form.LETTER}
        and not head.time
        and not (head.name or "").isupper()
    )


def _chat(heads: Sequence[Head]) -> list[Head]:
    """The messages of a chat, and what it tells itself; two make one, or one with which all begins."""
    lines = [head for head in heads if head.form is Form.CHAT]
    opens = bool(lines) and lines[0] is heads[0] and lines[0].start == 0
    return lines if (len(lines) > 1 or opens) and any(head.name for head in lines) else []


def _cues(heads: Sequence[Head]) -> list[Head]:
    """The heads that captions were given, where they have voices."""
    cues = [head for head in heads if head.form is Form.CUE]
    return cues if any(head.name for head in cues) else []


def _times(heads: Sequence[Head]) -> list[Head]:
    """The lines that hold only a time, where there are two or more."""
    lines = [head for head in heads if head.form in {Form.CUE, Form.TIMED} and head.name is None]
    return lines if len(lines) > 1 or any(head.form is Form.CUE for head in lines) else []


def _turns(text: str, heads: Sequence[Head], language: Language) -> list[_Turn]:
    small = _small(text, heads)
    ends = [following.start for _, following in pairwise(heads)] + [len(text)]
    return [_heard(text, head, end, small, language) for head, end in zip(heads, ends, strict=True)]


def _small(text: str, heads: Sequence[Head]) -> set[str]:
    """The words of the names that *text* also has in small letters; of many names, all that it has."""
    words = {word for head in heads for word in (head.name or "").lower().split() if _SMALL.fullmatch(word)}
    if len(words) > _FEW_WORDS:
        return set(_SMALL.findall(" ".join(set(text.split()))))
    return {word for word in words if word in text and re.search(rf"\b{word}\b", text)}


def is_personal(said: str, language: Language) -> bool:
    """Whether "I" or "we" stands in *said*, outside quotation marks."""
    return bool(_words(said) & (language.first_person | language.first_plural))


def is_addressed(said: str, language: Language) -> bool:
    """Whether "you" stands in *said*, outside quotation marks; amid a sentence also the "Sie" of German."""
    return bool((_words(said) | set(_CAPITALS.findall(said))) & language.second_person)


def _words(said: str) -> set[str]:
    return {word.lower() for word in _WORDS.findall(_QUOTED.sub(" ", said))}


def _heard(text: str, head: Head, end: int, small: set[str], language: Language) -> _Turn:
    name = head.name or ""
    said = text[head.end : min(end, head.end + _HEARD)].strip(" \t\n\r*_")
    words = _words(said)
    opener = _OPENER.match(said)
    opens = bool(opener and opener["mark"] is not None and opener["first"].lower() in language.openers)
    return _Turn(
        head,
        personal=opens or bool(words & language.first_person),
        together=bool(words & language.first_plural),
        addressed=bool(words & language.second_person),
        asks="?" in said or "？" in said,
        fragment=_is_fragment(said),
        shouted=name.isupper() and sum(map(str.isalpha, name)) > 1,
        titled=_is_titled(name, language),
        plain=_is_plain(name, small, language),
    )


def _is_fragment(said: str) -> bool:
    """Whether a figure or a few words without an end follow, as after "Germany:" in a table."""
    line = said.split("\n", 1)[0].rstrip()
    ended = _SENTENCE_END.search(line) is not None
    return not ended and len(line.split(None, _FRAGMENT_WORDS)) <= _FRAGMENT_WORDS


def _is_titled(name: str, language: Language) -> bool:
    match = _TITLE.match(name)
    return match is not None and match["title"] in language.never and match["title"][0].isupper()


def _is_plain(name: str, small: set[str], language: Language) -> bool:
    """Whether *name* opens with a word that opens sentences, or has one that the document writes small."""
    words = [word for word in name.split() if word not in language.particles]
    if not words or words[0].capitalize() in language.starters:
        return True
    return any(word.lower() in small for word in words)


def _letters(turns: Sequence[_Turn]) -> list[_Turn]:
    """ "Q." and "A.", "Question:" and "Answer:", where there is a question, and not it alone."""
    found = [turn for turn in turns if turn.head.form is Form.LETTER]
    return found if len(turns) > 1 and any(turn.asks for turn in found) else []


def _firm(turns: Sequence[_Turn]) -> list[_Turn]:
    """Heads in a form that hardly anything else has, where two stand in one document or a title is in it."""
    found = [turn for turn in turns if turn.head.form in _FIRM or (turn.head.time and turn.head.name)]
    if not found or _are_fragments(found):
        return []
    back = _come_back(found) or sum(turn.spoken for turn in found) * 4 >= len(found)
    if any(turn.titled for turn in found) or (len(found) > 1 and back):
        return found
    return []


def _loose(
    turns: Sequence[_Turn], letters: Sequence[_Turn], paragraphs: int, language: Language
) -> list[_Turn]:
    """Heads that end in a colon, or are lines of their own, where what follows is speech."""
    found = [turn for turn in turns if turn.head.form in {Form.COLON, Form.LINE}]
    count = len(found) + len(letters)
    if count < 2 or not found or _are_fragments(found):
        return []
    if not _come_back(found) and 2 * count < paragraphs:
        return []
    return (
        found
        if _is_speech(found) or _is_interview(found) or _is_dialogue(found, paragraphs, language)
        else []
    )


def _is_speech(turns: Sequence[_Turn]) -> bool:
    """Whether enough is heard that only speech has, the less of it the more the names look like people's."""
    personal, spoken = _share(t.personal for t in turns), _share(t.spoken for t in turns)
    people, plain = _share(t.person for t in turns), _share(t.plain for t in turns)
    noted = _share(t.titled or t.head.noted for t in turns)
    if noted >= 0.5 or (people >= 0.5 and spoken >= 0.1 and _by_surname(turns)):
        return True
    if people >= 0.5 and spoken >= 0.3 and (_come_back(turns) or any(t.personal or t.asks for t in turns)):
        return True
    whole = _share(t.person and " " in t.head.key for t in turns) >= 0.8
    if spoken >= 0.3 and whole and _are_sure(turns):
        return True
    if personal >= 0.2 and spoken >= 0.4 and (plain < 0.5 or personal >= 0.3 or _come_back(turns)):
        return True
    lines = all(turn.head.form is Form.LINE for turn in turns)
    return spoken >= 0.2 and (lines or (people >= 0.8 and _come_back(turns)))


def _are_sure(turns: Sequence[_Turn]) -> bool:
    """Whether heads of two words are people's where only "we" is heard, as below "Key Points:" too.

    They are in capitals and not all plurals, or one of them says "I" or "you".
    """
    if any(turn.personal or turn.addressed for turn in turns):
        return True
    things = _share(re.search("[^s]s$", turn.head.key) is not None for turn in turns)
    return things < 1 and all(turn.shouted for turn in turns)


def _by_surname(turns: Sequence[_Turn]) -> bool:
    """Whether one of the names is the last word of another: "LENA MOSS:" and then "MOSS:"."""
    keys = {turn.head.key for turn in turns}
    return any(" " in key and key.rsplit(None, 1)[1] in keys for key in keys)


def _is_interview(turns: Sequence[_Turn]) -> bool:
    """Whether one asks "you", and another answers "we"."""
    names = Counter(turn.head.key for turn in turns)
    asking = Counter(turn.head.key for turn in turns if turn.asks)
    asked = {turn.head.key for turn in turns if turn.asks and turn.addressed}
    asked = {name for name in asked if 2 * asking[name] >= names[name] > 1}
    answering = (turn for turn in turns if turn.head.key not in asked and names[turn.head.key] > 1)
    return bool(asked) and any(turn.together or turn.personal for turn in answering)


def _is_dialogue(turns: Sequence[_Turn], paragraphs: int, language: Language) -> bool:
    """Whether names in bold stand before all that is said, one asks, and no name is a word or a label."""
    if len(turns) < paragraphs or not _come_back(turns) or not any(turn.asks for turn in turns):
        return False
    return all(
        turn.head.marked
        and not turn.plain
        and turn.head.key not in language.labels
        and " " not in turn.head.key
        for turn in turns
    )


def _are_fragments(turns: Sequence[_Turn]) -> bool:
    return 2 * sum(turn.fragment and not turn.spoken for turn in turns) >= len(turns)


def _come_back(turns: Iterable[_Turn]) -> bool:
    return any(count > 1 for count in Counter(turn.head.key for turn in turns).values())


def _consistent(turns: Sequence[_Turn], accepted: Sequence[_Turn], language: Language) -> list[Head]:
    """The heads of a transcript without the labels in it: written otherwise, or with no speech after them."""
    named = [turn for turn in accepted if turn.head.form is not Form.LETTER]
    shouted = _mostly(turn.shouted for turn in named)
    marked = _mostly(turn.head.marked for turn in named)
    names = Counter(turn.head.key for turn in turns)
    sure = {turn.head.key for turn in accepted if turn.titled or turn.head.form in _FIRM or turn.head.noted}
    sure |= {turn.head.key for turn in accepted if names[turn.head.key] > 1 and turn.personal}
    sure |= {name.split()[-1] for name in sure}
    fits = []
    for turn in turns:
        head = turn.head
        alike = (turn.shouted or not shouted) and (head.marked or not marked)
        known = head.form in {Form.LETTER, Form.ASKED} or head.key in sure or turn.titled
        if known or (alike and not _is_label(turn, names[head.key], shouted, language)):
            fits.append(head)
    return fits


def _is_label(turn: _Turn, count: int, shouted: bool, language: Language) -> bool:
    """Whether a head that is written as the others are is none all the same; "THE COURT:" is one."""
    if turn.personal:
        return False
    plain = turn.plain and count == 1 and not ((shouted or turn.head.marked) and " " in turn.head.key)
    return (turn.fragment and not turn.spoken) or plain or turn.head.key in language.labels


def _mostly(found: Iterable[bool]) -> bool:
    return _share(found) >= 0.6


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / max(1, len(values))


def _alone(text: str, turns: Sequence[_Turn], language: Language) -> list[Head]:
    """The one head of a text, in capitals, with which all begins that is said: "RUTTE: We pay."

    Where a longer text follows it has to be speech, since a place stands there too: "ISLAMABAD: The …".
    """
    first = turns[0]
    if len({turn.head.key for turn in turns}) > 1 or first.head.form is not Form.COLON or first.head.inline:
        return []
    if not first.shouted or first.head.key in language.labels:
        return []
    before = [line.strip() for line in text[: first.head.start].splitlines() if line.strip()]
    opens = all(line[-1] not in '.!?…"”' for line in before)
    more = text[first.head.end :].strip()
    return [first.head] if opens and (first.spoken or "\n" not in more) else []
