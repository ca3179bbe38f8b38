"""Whose the cues of an article are, read from its first sentence to its last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claimcheck.flagging.quotations import cues
from claimcheck.flagging.quotations.coreference import People
from claimcheck.flagging.quotations.cues import Found, Rank
from claimcheck.flagging.quotations.noun_phrases import Form, Phrase, Reader
from claimcheck.flagging.quotations.speech_words import speech_words
from claimcheck.flagging.quotations.tokens import Tokens, tokens
from claimcheck.model import Role, Sentence, Span


@dataclass(frozen=True, slots=True)
class Cue:
    """That a sentence reports speech, and whose, as far as that is known.

    ``around`` reaches over the words of the cue and of the speaker; ``named`` says that
    ``speaker`` is a name and not the words for somebody without one.
    """

    rank: Rank
    span: Span
    around: Span
    mention: Span | None
    speaker: str | None
    named: bool


@dataclass
class Listener:
    """Resolves the cues in order, so that "she" is whoever spoke before; names are read when first needed."""

    outside: str
    sentences: Sequence[Sentence]
    language: str
    heard: list[list[Cue]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = speech_words(self.language)
        self.people = People(self.language)
        self.anonymous: set[str] = set()
        self.learnt = 0

    def cues(self) -> list[list[Cue]]:
        """The cues of each sentence."""
        for n, sentence in enumerate(self.sentences):
            if sentence.role is Role.BOILERPLATE or sentence.speaker is not None:
                self.heard.append([])
                continue
            made: list[Cue] = []
            for found in cues.cues(self.outside, sentence.span.start, sentence.span.end, self.known):
                cue = self._resolved(n, found, made)
                if cue is None:
                    continue
                if cue.speaker is not None and cue.rank is not Rank.CLAIM:
                    self.people.speaks(cue.speaker, self._person(cue, found))
                made.append(cue)
            self.heard.append(_ordered(made))
        return self.heard

    def _learn(self, n: int) -> None:
        """Read the names of all sentences up to the one at *n*."""
        while self.learnt <= n:
            sentence = self.sentences[self.learnt]
            if sentence.role is not Role.BOILERPLATE:
                self.people.learn(self.outside[sentence.span.start : sentence.span.end])
            self.learnt += 1

    def _resolved(self, n: int, found: Found, made: Sequence[Cue]) -> Cue | None:
        """The cue with its speaker; None where the words for one are no name after all."""
        span = found.read.span(found.start, found.end)
        if found.phrase is None:
            before = next((cue for cue in reversed(made) if cue.rank is not Rank.CLAIM), None)
            if before is None:
                subject = Reader(found.read, self.known).main_subject(found.start)
                if subject is None or subject.end > found.start:
                    return Cue(found.rank, span, span, None, None, False)
                return self._resolved(n, Found(found.rank, found.read, found.start, found.end, subject), made)
            return Cue(found.rank, span, span, before.mention, before.speaker, before.named)
        self._learn(n)
        phrase = found.phrase
        speaker, named = self._who(n, found.read, phrase)
        if found.noun is not None and not named:
            speaker, named = self._who(n, found.read, found.noun)
        if speaker is None and phrase.form is Form.NAME:
            return None
        mention = found.read.span(phrase.start, phrase.end)
        begin = (
            mention.start if found.noun is None else min(mention.start, found.read.starts[found.noun.start])
        )
        around = Span(min(span.start, begin), max(span.end, mention.end))
        around = span if found.rank is Rank.PARTICIPLE else around
        return Cue(found.rank, span, around, mention, speaker, named)

    def _who(self, n: int, read: Tokens, phrase: Phrase) -> tuple[str | None, bool]:
        """The speaker that a phrase means, and whether that is a name."""
        if phrase.form is Form.PRONOUN:
            if read.lows[phrase.start] in self.known.persons.they:
                return None, False
            nearest = self._nearest(n, read, phrase)
            found = self.people.resolve(read.lows[phrase.start], nearest)
            return found, found is not None and found not in self.anonymous
        if phrase.form is Form.NAME:
            found = self._name(read, phrase)
            if found is not None:
                return found, True
        office = self._office(read, phrase)
        if office is not None or phrase.form is Form.NAME:
            return office, office is not None and office not in self.anonymous
        words = self.outside[read.starts[phrase.start] : read.ends[phrase.end - 1]]
        self.anonymous.add(words)
        return words, False

    def _name(self, read: Tokens, phrase: Phrase) -> str | None:
        """The full name of a phrase that ends in one: "labour minister Tom Varga"."""
        start, persons = phrase.head, self.known.persons
        while start > phrase.start:
            word, low = read.words[start - 1], read.lows[start - 1]
            joins = start < phrase.head and (
                low in persons.particles
                or (low in persons.name_of and start >= 2 and read.words[start - 2] in persons.body_names)
                or (
                    low in self.known.grammar.definite
                    and start >= 2
                    and read.lows[start - 2] in persons.name_of
                )
            )
            body = read.words[phrase.head - 1] in persons.body_names  # the Prime Minister's Office
            if not (word[0].isupper() or joins) or (low.endswith("'s") and start < phrase.head and not body):
                break
            start -= 1
        return self.people.name(" ".join(read.words[start : phrase.head]))

    def _office(self, read: Tokens, phrase: Phrase) -> str | None:
        """The person of "the prime minister of Norland"; None for "a minister" and "officials"."""
        grammar, lows = self.known.grammar, read.lows
        start = phrase.start
        owned = any(low.endswith("'s") for low in lows[start : phrase.head])
        definite = lows[start] in grammar.definite
        if lows[start] in grammar.determiners and not definite:
            return None
        head = lows[phrase.head - 1]
        title = self.known.persons.is_title(head) or head in self.known.persons.anyone
        if not (definite or owned or (title and read.words[start][0].isupper())) or (
            head not in self.known.persons.nations.values() and head in self.known.persons.bodies
        ):
            return None
        first = start + 1 if definite else start
        rest = [low for low in lows[phrase.head : phrase.end] if low not in grammar.prepositions]
        return self.people.title([*rest, *lows[first : phrase.head]])

    def _nearest(self, n: int, read: Tokens, phrase: Phrase) -> str | None:
        """The subject of this sentence, if it stands before the pronoun, or of the one before."""
        subject = Reader(read, self.known).main_subject(phrase.start)
        if subject is not None and subject.form is not Form.PRONOUN and subject.end <= phrase.start:
            return self._person_of(read, subject)
        if n == 0 or self.sentences[n - 1].role is not Role.SENTENCE:
            return None
        span = self.sentences[n - 1].span
        before = tokens(self.outside, span.start, min(span.end, span.start + 400))
        subject = Reader(before, self.known).main_subject(len(before))
        return None if subject is None or subject.form is Form.PRONOUN else self._person_of(before, subject)

    def _person_of(self, read: Tokens, subject: Phrase) -> str | None:
        """The known name that a subject means; a single unknown capital may be a place."""
        name = self._name(read, subject) if subject.form is Form.NAME else self._office(read, subject)
        return name if name is not None and name in self.people.offices else None

    def _person(self, cue: Cue, found: Found) -> bool | None:
        """Whether somebody without a name is one person; None lets the name say so."""
        if cue.named or found.phrase is None or found.phrase.form is not Form.OFFICE:
            return None if cue.named else self.people.spoke.get(cue.speaker or "", False)
        head = found.read.lows[found.phrase.head - 1]
        first = found.read.lows[found.phrase.start]
        return head not in self.known.persons.bodies and first in self.known.grammar.one


def _ordered(made: list[Cue]) -> list[Cue]:
    """In the order of the text."""
    return sorted(made, key=lambda cue: cue.span) if len(made) > 1 else made
