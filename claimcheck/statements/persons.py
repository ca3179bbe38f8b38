"""Who "he" and "she" are: the only person whom the sentences before name and who may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.flagging.comparisons.side_words import known_verbs
from claimcheck.flagging.language_words import alternatives
from claimcheck.model import Quoted, Span
from claimcheck.statements.names import Person
from claimcheck.statements.passage import WORD, Passage, last_word
from claimcheck.statements.values import Finding, Insertion

_WHO = "whom it means is not told beyond doubt"
_OPENING, _CLOSING = frozenset("\"“„'«"), frozenset("\"”“'»")
_NAME = re.compile(r"[A-Z][\w'-]+ [A-Z][\w'-]+")


def he(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """What is to be said of a first "he" or "his"."""
    return _person(passage, number, word, "he")


def she(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """What is to be said of a first "she" or "her"."""
    return _person(passage, number, word, "she")


def _person(passage: Passage, number: int, word: re.Match[str], pronoun: str) -> Finding | None:
    """The person of a pronoun; somebody who is told of in the claim itself needs no bracket."""
    if (_told_in_claim(passage, word) and not _outside(passage, word)) or passage.after_word(
        word.end()
    ) in passage.lists.both:  # "his or her"
        return None
    outside = _outside(passage, word)
    name = _subject_before(passage, pronoun) if passage.opens(number) or outside else None
    fits = {one for one in passage.people_before() if _fits(passage, one, pronoun)}
    if (
        name is None
        or fits != {name}
        or _unnamed_before(passage, pronoun)
        or not _may_say(passage, name, outside)
    ):
        return passage.open(word, "two may be meant" if len(fits) > 1 else _WHO)
    low = word[0].partition("'")[0].lower()
    possessive = low in passage.listed("own") and (low != "her" or _before_noun(passage, word))
    told = f"{name}'s" if possessive else name
    return Insertion(Span(word.start(), word.start() + len(low)), told, passage.named.people[name].at)


def _subject_before(passage: Passage, pronoun: str) -> str | None:
    """Whom the sentence before begins with; where that is the same pronoun, the one before it."""
    for span in passage.before:
        words = list(WORD.finditer(passage.text, span.start, span.end))
        first = next((word for word in words if not _leads(passage, word[0])), None)
        if first is None:
            return None
        if _is_pronoun(passage, first[0], pronoun):
            continue
        people = list(passage.named.in_words(passage.text, span))
        at, person = people[0] if people else (span, None)
        if person is None or _other_name(passage, span, people):
            return None
        before = _behind_front(passage, passage.text[first.start() : at.start]).split()
        subject = all(_belongs_to_name(passage, word) for word in before) and _acts(passage, at)
        sure = passage.lists.gender.get(person.name.split()[0]) == pronoun
        return person.name if subject and (sure or not _stranger(passage, span)) else None
    return None


_NAMES_GO_ON = frozenset({"the", "of", "for"})


def _behind_front(passage: Passage, before: str) -> str:
    """What stands before a name, without what is put in front: "In a speech in Oslo, | Mayor"."""
    front, comma, rest = before.rpartition(", ")
    return rest if comma and front.split()[0].lower() in passage.lists.prepositions else before


def _belongs_to_name(passage: Passage, word: str) -> bool:
    """Whether a word before a surname may be of the name or the office: no "After"."""
    opener = word.lower() in passage.lists.openers | passage.lists.prepositions
    return word in _NAMES_GO_ON or (word[0].isupper() and not opener)


def _acts(passage: Passage, at: Span) -> bool:
    """Whether a verb, "and" or a mark stands behind a name, and no noun: "Hale | won", no "Hale | camp"."""
    after = passage.after_word(at.end)
    return not after or after in passage.small or passage.verb_follows(at.end) or not after.islower()


def _stranger(passage: Passage, span: Span) -> bool:
    """Whether a sentence seems to name somebody of whom nothing more is known: "invited Gennifer Flowers"."""
    known = [at.end for at, _ in passage.named.in_words(passage.text, span)]
    return any(
        found[0] not in passage.named.people
        and not _is_thing(passage, found, span)
        and not any(found.start() < end <= found.end() for end in known)
        for found in _NAME.finditer(passage.text, span.start, span.end)
    )


def _is_thing(passage: Passage, found: re.Match[str], span: Span) -> bool:
    """Whether two capitals are a place, a body or an office: in | South Dakota, the | South East."""
    lists, words = passage.lists, found[0].split()
    before = last_word(passage.text[max(span.start, found.start() - 30) : found.start()])
    if before in lists.prepositions | lists.determiners:
        return True
    named = any(word in lists.body_names or word.lower() in lists.nations for word in words)
    return named or lists.is_title(words[-1].lower()) or lists.is_title(words[0].lower())


def _is_pronoun(passage: Passage, word: str, pronoun: str) -> bool:
    low = word.partition("'")[0].lower()
    lists = passage.lists
    return low in (lists.he_pronouns if pronoun == "he" else lists.she_pronouns)


def _leads(passage: Passage, word: str) -> bool:
    return word.lower() in passage.lists.and_ | passage.lists.adverbs | {"but", "aber"}


def _other_name(passage: Passage, span: Span, people: Sequence[tuple[Span, Person | None]]) -> bool:
    """Whether a sentence has "Mr. Obama" of whom no full name is known."""
    known = {at.start for at, _ in people}
    titled = re.compile(rf"(?<!\w)(?:{alternatives(passage.lists.honorifics) or '(?!)'}) (?=[A-Z])")
    return any(found.end() not in known for found in titled.finditer(passage.text, span.start, span.end))


def _before_noun(passage: Passage, word: re.Match[str]) -> bool:
    """Whether "her" stands before a noun: "her plan", not "told her that"."""
    after = passage.after_word(word.end())
    return bool(after) and after not in passage.small


def _outside(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a pronoun stands behind the words that a claim quotes: "…," she said."""
    before = passage.text[passage.span.start : word.start()].strip()
    return before[:1] in _OPENING and before[-1:] in _CLOSING and len(before) > 2


def _may_say(passage: Passage, name: str, outside: bool = False) -> bool:
    """Whether who says the claim agrees: whoever speaks in their own words is "I", not "he"."""
    claim = passage.claim
    if outside:
        return claim.speaker in {None, name}
    if claim.quoted is Quoted.DIRECT:
        return claim.speaker not in {None, name}
    return claim.quoted is not Quoted.INDIRECT or claim.speaker in {None, name}


def _fits(passage: Passage, name: str | None, pronoun: str) -> bool:
    """Whether a person may be a "he" or "she", as far as a given name, an office or a title tells."""
    if name is None:
        return True
    lists = passage.lists
    surname = name.rpartition(" ")[2]
    expected = lists.gender.get(name.split()[0])
    offices = (lists.gender[one] for one in passage.named.people[name].office if one in lists.gender)
    titles = (told for one, told in lists.honorifics.items() if f"{one} {surname}" in passage.text)
    return (next(titles, None) or expected or next(offices, None)) in {None, pronoun}


def _unnamed_before(passage: Passage, pronoun: str) -> bool:
    """Whether the sentences before tell of somebody without a name whom the pronoun may mean."""
    lists, verbs = passage.lists, known_verbs(passage.language)
    for span in passage.before[:2]:
        words = [word[0].lower() for word in WORD.finditer(passage.text, span.start, span.end)]
        for n, word in enumerate(words):
            after = words[n + 1] if n + 1 < len(words) else ""
            if after and after not in passage.small | verbs | lists.past_forms and not after.endswith("ed"):
                continue  # "a major | drive"
            anew = any(before in passage.listed("anew") for before in words[max(0, n - 3) : n])
            if lists.gender.get(word) == pronoun or (anew and word in lists.nouns):
                return True
    return False


def _told_in_claim(passage: Passage, word: re.Match[str]) -> bool:
    """Whether the claim says whom a pronoun means: somebody before it, or behind "In his speech,"."""
    lists = passage.lists
    if passage.opens(passage.words.index(word)) and passage.after_word(word.end()) in passage.listed(
        "relations"
    ):
        return False  # "His brother, Dan Hale"
    places = [at.start for at, _ in passage.named.in_words(passage.text, passage.span)]
    places += [name.start() for name in _NAME.finditer(passage.text, passage.span.start, passage.span.end)]
    for other in passage.words:
        low = other[0].lower()
        if low in lists.nouns or lists.is_title(low):
            places.append(other.start())
    fronted = word[0].lower() in passage.listed("own")
    return any(place < word.start() or fronted for place in places)
