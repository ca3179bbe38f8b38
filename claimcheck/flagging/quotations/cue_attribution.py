"""Whose the cues of an article are, read from its first sentence to its last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.flagging.quotations.clause_cues import ACTS, Cue, Rank
from claimcheck.flagging.quotations.coreference import People
from claimcheck.flagging.quotations.cues import cues
from claimcheck.flagging.quotations.noun_phrases import Form, Phrase
from claimcheck.flagging.quotations.speech_words import SpeechWords
from claimcheck.flagging.quotations.subjects import Reader
from claimcheck.model import Role, Sentence, Span

_NOT_ASKED = frozenset({Rank.CLAIM, Rank.NOUN})
"""Cues that do not tell whose a further verb of their sentence is."""
_LETTERS = re.compile(r"[^\W\d_]{1,40}")


@dataclass(frozen=True, slots=True)
class AttributedCue:
    """That a sentence reports speech, and whose, as far as that is known.

    ``around`` reaches over the words of the cue and of the speaker; ``named`` says that
    ``speaker`` is a name and not the words for somebody without one.
    """

    rank: Rank
    span: Span
    around: Span
    mention: Span | None = None
    speaker: str | None = None
    named: bool = False


def attributed_cues(
    outside: str, sentences: Sequence[Sentence], lists: SpeechWords, acts: bool = False
) -> tuple[list[list[AttributedCue]], dict[int, AttributedCue]]:
    """The cues of each sentence of a levelled text whose quotations are blanked, in order.

    And whom the sentence before is about, of those that are a quotation and have no cue near.
    """
    attribution = _Attribution(outside, sentences, lists, acts)
    return [attribution.of_sentence(n) for n in range(len(sentences))], attribution.about


class _Attribution:
    """Resolves the cues in order, so that "she" is whoever spoke before; names are read when first needed."""

    def __init__(self, outside: str, sentences: Sequence[Sentence], lists: SpeechWords, acts: bool) -> None:
        self.outside, self.sentences, self.lists, self.acts = outside, sentences, lists, acts
        self.attributed = -1  # the last sentence that somebody is known to say
        self.several: str | None = None  # whom "they" means
        self.people = People(lists)
        self.anonymous: set[str] = set()
        self.learnt = 0
        self.last = -1
        self.about: dict[int, AttributedCue] = {}
        self.carried: AttributedCue | None = None  # the last cue of the sentence before
        self.carried_from = 0

    def of_sentence(self, n: int) -> list[AttributedCue]:
        """The cues of one sentence; those of the sentences before have been asked for."""
        sentence = self.sentences[n]
        if sentence.role is Role.BOILERPLATE or sentence.speaker is not None:
            return []
        made: list[AttributedCue] = []
        if n != self.last + 1:
            self.carried = None
        for cue in cues(self.outside, sentence.span.start, sentence.span.end, self.lists, self.acts):
            attributed = self._attributed(n, cue, made)
            if attributed is None or self._has_a_verb(attributed.speaker):
                continue
            if attributed.speaker is not None and attributed.rank not in ACTS:
                self.attributed = n
            if attributed.speaker is not None and attributed.rank not in ACTS | {Rank.CLAIM}:
                self._remember(attributed, cue)
            made.append(attributed)
        made = made or self._reportive(n)
        if not made:
            self._note_subject(n)
        self.last = n
        if made or not self.lists.reportive:
            self.carried, self.carried_from = made[-1] if made else None, n
        return sorted(made, key=lambda attributed: attributed.span)

    def _has_a_verb(self, speaker: str | None) -> bool:
        """Whether what was taken for who says it goes over a verb: "His return has stirred | fears"."""
        words = (speaker or "").split()
        verb = next((n for n, word in enumerate(words) if word in self.lists.auxiliaries), None)
        return verb is not None and self.lists.openers.isdisjoint(map(str.lower, words[:verb]))

    def _reportive(self, n: int) -> list[AttributedCue]:
        """The cue of the sentence before, where the mood of the verb says that its words go on."""
        before, sentence = self.carried, self.sentences[n]
        if (
            before is None
            or not self.lists.reportive
            or self.sentences[self.carried_from].paragraph != sentence.paragraph
        ):
            return []
        words = set(_LETTERS.findall(self.outside[sentence.span.start : sentence.span.end].lower()))
        if self.lists.reportive.isdisjoint(words) or not self.lists.first_person.isdisjoint(words):
            return []
        return [replace(before, rank=Rank.PARTICIPLE, around=Span(sentence.span.start, sentence.span.start))]

    def _note_subject(self, n: int) -> None:
        """Note whom a sentence is about, where the next is but a quotation: "Lee was blunt. “No.”"."""
        if n + 1 >= len(self.sentences) or not self._is_quotation(n + 1) or self._is_quotation(n):
            return
        if self.sentences[n].role is not Role.SENTENCE:
            return
        span = self.sentences[n].span
        read = Reader(self.outside, span.start, min(span.end, span.start + 400), self.lists)
        phrase = read.main_subject(len(read.words))
        if phrase is None or phrase.form not in {Form.NAME, Form.PRONOUN}:
            return
        self._learn(n)
        speaker, named = self._speaker(n, read, phrase)
        if speaker is not None and named and speaker in self.people.offices:
            mention = read.span(phrase.start, phrase.end)
            self.about[n + 1] = AttributedCue(Rank.LEAD_IN, mention, mention, mention, speaker, True)
            self.people.speaks(speaker)

    def _is_quotation(self, n: int) -> bool:
        span = self.sentences[n].span
        words = self.outside[span.start : span.end]
        return words[:1] == "\x00" and not words.strip("\x00\x03 \n")

    def _remember(self, attributed: AttributedCue, cue: Cue) -> None:
        """Remember who spoke, for the pronouns that come."""
        assert attributed.speaker is not None
        phrase = cue.phrase
        several = phrase is not None and (phrase.also is not None or self._is_plural(cue.read, phrase))
        if several:
            self.several = attributed.speaker
        if phrase is None or phrase.also is None:
            self.people.speaks(attributed.speaker, self._is_person(attributed, cue))

    def _is_plural(self, read: Reader, phrase: Phrase) -> bool:
        return phrase.form is Form.OFFICE and read.lows[phrase.head - 1].endswith(("s", "people", "men"))

    def _learn(self, n: int) -> None:
        """Read the names of all sentences up to the one at *n*."""
        for sentence in self.sentences[self.learnt : n + 1]:
            if sentence.role is not Role.BOILERPLATE:
                self.people.learn(self.outside[sentence.span.start : sentence.span.end])
        self.learnt = max(self.learnt, n + 1)

    def _attributed(self, n: int, cue: Cue, made: Sequence[AttributedCue]) -> AttributedCue | None:
        """The cue with its speaker; None where the words for one are no name after all."""
        span = cue.read.span(cue.start, cue.end)
        phrase = cue.phrase
        if cue.rank is Rank.HEADLINE:
            return self._headline(n, cue, span)
        if phrase is None:
            before = next((other for other in reversed(made) if other.rank not in _NOT_ASKED), None)
            if before is not None:
                return replace(before, rank=cue.rank, span=span, around=span)
            phrase = cue.read.main_subject(cue.start)
            if phrase is None or phrase.end > cue.start:
                return AttributedCue(cue.rank, span, span)
        return self._with_speaker(n, cue, phrase, span)

    def _headline(self, n: int, cue: Cue, span: Span) -> AttributedCue | None:
        """The cue of "Lee: Rents will fall", where the words before the colon are somebody's name."""
        phrase, read = cue.phrase, cue.read
        assert phrase is not None
        words = read.words[phrase.start : phrase.head]
        last = words[-1]
        person = any(self.lists.is_title(word.lower()) or word in self.lists.gender for word in words[:-1])
        full = re.search(rf"(?<!\w)([A-Z][a-z]{{1,20}}) {re.escape(last)}(?!\w)", self.outside[span.end :])
        known = full is not None and full[1] not in self.lists.no_names and full[1] != words[0]
        if len(words) == 1 and known and full is not None:
            self.people.learn(full.group())
        return self._with_speaker(n, cue, phrase, span) if person or (known and len(words) == 1) else None

    def _with_speaker(self, n: int, cue: Cue, phrase: Phrase, span: Span) -> AttributedCue | None:
        self._learn(n)
        speaker, named = self._speakers(n, cue.read, phrase)
        if cue.noun is not None and not named:
            speaker, named = self._speaker(n, cue.read, cue.noun)
        if speaker is None and phrase.form is Form.NAME:
            return None
        stands = phrase.relative
        mention = (
            cue.read.span(phrase.start, phrase.end) if stands is None else cue.read.span(stands, stands + 1)
        )
        begin = mention.start if cue.noun is None else min(mention.start, cue.read.starts[cue.noun.start])
        around = Span(min(span.start, begin), max(span.end, mention.end))
        return AttributedCue(
            cue.rank, span, span if cue.rank is Rank.PARTICIPLE else around, mention, speaker, named
        )

    def _speakers(self, n: int, read: Reader, phrase: Phrase) -> tuple[str | None, bool]:
        """The speaker or the two that a phrase means, and whether those are names."""
        if phrase.also is None:
            return self._speaker(n, read, phrase)
        first, also = replace(phrase, also=None, end=phrase.head), phrase.also
        both = [self._speaker(n, read, first), self._speaker(n, read, also)]
        joint = self.outside[read.ends[also.start - 2] : read.starts[also.start]]
        if first.form is Form.NAME and both[0][1]:
            second = both[1][0] if both[1][1] else self._words(read, also)
            return f"{both[0][0]}{joint}{second}", True
        return self._words(read, phrase), False

    def _words(self, read: Reader, phrase: Phrase) -> str:
        """The words of a phrase as they stand."""
        return _plain(self.outside[read.starts[phrase.start] : read.ends[phrase.end - 1]]).removesuffix("'s")

    def _speaker(self, n: int, read: Reader, phrase: Phrase) -> tuple[str | None, bool]:
        """The speaker that a phrase means, and whether that is a name."""
        if phrase.form is Form.PRONOUN:
            pronoun = read.lows[phrase.start].split("'")[0]
            if pronoun in self.lists.they_pronouns or pronoun in self.lists.possessive_they:
                return self._several_before(n) or self.several, False
            fresh = self.attributed < n - 1  # the sentence before tells of somebody who says nothing
            found = self.people.resolve(pronoun, self._nearest(n, read, phrase), fresh)
            return found, found is not None and found not in self.anonymous
        if phrase.form is Form.NAME and (name := self._name(read, phrase)) is not None:
            return name, True
        office = self._office(read, phrase)
        if office is not None or phrase.form is Form.NAME:
            return office, office is not None and office not in self.anonymous
        mentioned = self._words(read, phrase)
        self.anonymous.add(mentioned)
        return mentioned, False

    def _name(self, read: Reader, phrase: Phrase) -> str | None:
        """The full name of a phrase that ends in one: "labour minister Tom Varga"."""
        start = phrase.head
        body = read.words[phrase.head - 1] in self.lists.body_names  # the Prime Minister's Office
        while start > phrase.start:
            word, low = read.words[start - 1], read.lows[start - 1]
            joins = start < phrase.head and self._joins(read, start - 1)
            if not (word[0].isupper() or word[0] == "\x01" or joins) or (
                low.endswith("'s") and start < phrase.head and not body
            ):
                break
            start -= 1
        return self.people.name(_plain(" ".join(read.words[start : phrase.head])))

    def _joins(self, read: Reader, at: int) -> bool:
        """Whether a small word joins what stands around it to one name: "van", "Bank of the West"."""
        lists, low = self.lists, read.lows[at]
        if low in lists.particles:
            return True
        if at == 0:
            return False
        if low in lists.both and read.words[at - 1][0].isupper():
            return True
        of_body = low in lists.name_of and read.words[at - 1] in lists.body_names
        return of_body or (low in self.lists.definite and read.lows[at - 1] in lists.name_of)

    def _office(self, read: Reader, phrase: Phrase) -> str | None:
        """The person of "the prime minister of Norland"; None for "a minister" and "officials"."""
        lists, lows, start = self.lists, read.lows, phrase.start
        definite = lows[start] in lists.definite
        if lows[start] in lists.determiners and not definite:
            return None
        head = lows[phrase.head - 1]
        owned = any(low.endswith("'s") for low in lows[start : phrase.head])
        title = lists.is_title(head) or head in lists.anyone
        if not (definite or owned or (title and read.words[start][0].isupper())):
            return None
        if head in lists.bodies and head not in lists.nations.values():
            return None
        rest = [low for low in lows[phrase.head : phrase.end] if low not in lists.prepositions]
        return self.people.by_office([*rest, *lows[start + definite : phrase.head]])

    def _several_before(self, n: int) -> str | None:
        """The two that the sentence before is about."""
        if n == 0:
            return None
        span = self.sentences[n - 1].span
        before = Reader(self.outside, span.start, min(span.end, span.start + 400), self.lists)
        subject = before.main_subject(len(before.words))
        two = before.coordinated(subject, len(before.words), True) if subject is not None else None
        return self._speakers(n, before, two)[0] if two is not None and two.also is not None else None

    def _nearest(self, n: int, read: Reader, phrase: Phrase) -> str | None:
        """The subject of this sentence, if it stands before the pronoun, or of the one before."""
        subject = read.main_subject(phrase.start)
        if subject is not None and subject.form is not Form.PRONOUN and subject.end <= phrase.start:
            return self._person_of(read, subject)
        if n == 0 or self.sentences[n - 1].role is not Role.SENTENCE:
            return None
        span = self.sentences[n - 1].span
        before = Reader(self.outside, span.start, min(span.end, span.start + 400), self.lists)
        subject = before.main_subject(len(before.words))
        if subject is None or subject.form is Form.PRONOUN:
            return self._owner(before) if subject is None else None
        return self._person_of(before, subject) or self._apposition(before, subject) or self._owner(before)

    def _apposition(self, read: Reader, subject: Phrase) -> str | None:
        """The name behind a noun: "Her rival, Ann Lee,"."""
        if read.words[subject.end : subject.end + 1] != [","]:
            return None
        name = read.phrase_at(subject.end + 1, len(read.words))
        return self._person_of(read, name) if name is not None and name.form is Form.NAME else None

    def _owner(self, read: Reader) -> str | None:
        """Whose what a sentence is about is: "Ann Lee's budget"."""
        for at in range(min(8, len(read.words))):
            if read.lows[at].endswith("'s") and read.words[at][0].isupper():
                start = at
                while start and read.words[start - 1][0].isupper():
                    start -= 1
                name = self.people.name(_plain(" ".join(read.words[start : at + 1])))
                return name if name in self.people.offices else None
        return None

    def _person_of(self, read: Reader, subject: Phrase) -> str | None:
        """The known name that a subject means; a single unknown capital may be a place."""
        name = self._name(read, subject) if subject.form is Form.NAME else self._office(read, subject)
        return name if name is not None and name in self.people.offices else None

    def _is_person(self, attributed: AttributedCue, cue: Cue) -> bool | None:
        """Whether somebody without a name is one person; None lets the name say so."""
        if attributed.named:
            return None
        if cue.phrase is None or cue.phrase.form is not Form.OFFICE:
            return self.people.spoke.get(attributed.speaker or "", False)
        head, first = cue.read.lows[cue.phrase.head - 1], cue.read.lows[cue.phrase.start]
        return head not in self.lists.bodies and first in self.lists.one


def _plain(words: str) -> str:
    """Words with plain marks around a nickname or a title."""
    return words.replace("\x01", '"').replace("\x02", '"')
