"""What somebody says, and the same taken apart, to be compared with what others say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from claimcheck.matching.appositions import appositions
from claimcheck.matching.claim_words import Word, words
from claimcheck.matching.compared_dates import dates
from claimcheck.matching.compared_names import Name, names_said, person
from claimcheck.matching.compared_numbers import Figure, figures
from claimcheck.matching.contents import Content, contents
from claimcheck.matching.operators import Operators, operators
from claimcheck.matching.parts import Part, parts
from claimcheck.matching.polarity import directions, is_passive, negations, says_none_more
from claimcheck.matching.synonyms import meant
from claimcheck.matching.tokens import Token, tokens
from claimcheck.matching.word_senses import folded, sense
from claimcheck.model import Claim, Quantity, Span
from claimcheck.plain_text import plain_text


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says: the text, what it measures (`cc.quantities`), the speaker, the ISO date."""

    text: str
    quantities: tuple[Quantity, ...] = ()
    speaker: str | None = None
    date: str | None = None

    @classmethod
    def from_claim(cls, claim: Claim, date: str | None = None) -> Statement:
        """What a claim says; *date* is that of its article."""
        # A claim's quantities lie in its article, and are compared in its words.
        plain, start = plain_text(claim.text), claim.span.start

        def moved(span: Span) -> Span:
            return Span(plain.place(span.start - start), plain.place(span.end - start))

        quantities = (replace(one, span=moved(one.span)) for one in claim.quantities)
        return cls(plain.text, tuple(quantities), claim.speaker, date)


@dataclass(frozen=True, slots=True)
class Item:
    """One part of what a claim says: a name, a figure or a word; claims share it where they share its key.

    ``noun`` is on for a word that a claim may be about: no form of a verb, nothing of little weight.
    """

    key: str
    text: str
    weight: float
    name: bool = False
    noun: bool = False


class Said:
    """A statement taken apart once, to be compared with many: its words, names, figures, dates and turns."""

    def __init__(self, statement: Statement) -> None:
        self.text, self.speaker_said = statement.text, statement.speaker or ""
        self.figures = figures(self.text, statement.quantities)
        spans = [(quantity.span.start, quantity.span.end) for quantity in statement.quantities]
        self.words = words(self.text, (*spans, *((figure.start, figure.end) for figure in self.figures)))
        self.names = names_said(self.words)
        self.items = _items(self.words, self.names, self.figures)
        self.dates = dates(statement.quantities, statement.date)
        self.negations = negations(self.text, self.words)
        self.directions = directions(self.words, {figure.start for figure in self.figures})
        self.speaker = person(self.speaker_said)
        self._quantities = statement.quantities

    # What only claims are asked for that come close to another, so that a large pile is taken apart quickly.

    @cached_property
    def passive(self) -> bool:
        """Whether somebody has something done to them by another."""
        return is_passive(self.words)

    @cached_property
    def none_more(self) -> bool:
        """Whether it says of nobody what it says of one."""
        return says_none_more(self.text)

    @cached_property
    def contents(self) -> tuple[Content, ...]:
        """The words that say something, without names and figures."""
        beside = appositions(self.text, self.words, self.named_places)
        return contents(self.words, self.named_places | beside | self.measured.keys())

    @cached_property
    def meant(self) -> frozenset[str | int]:
        """All that its words, alone, may mean."""
        return frozenset(one for word in self.contents for one in meant(word.plains[0]))

    @cached_property
    def meant_together(self) -> frozenset[str | int]:
        """All that its words, alone and with their neighbours, and the words of its figures may mean."""
        return frozenset(one for plain in self.plains for one in meant(plain))

    @cached_property
    def plains(self) -> tuple[str, ...]:
        """Its words, folded, alone and with their neighbours, and those of its figures."""
        alone = (plain for word in self.contents for plain in word.plains)
        of_figures = (plain for figure in self.figures for plain in figure.said.casefold().split())
        return tuple(dict.fromkeys((*alone, *of_figures)))

    @cached_property
    def lands(self) -> frozenset[int]:
        """The places of the names of countries and bodies."""
        return frozenset(name.first for name in self.names if name.land)

    @cached_property
    def named_places(self) -> frozenset[int]:
        """The places of the words of names."""
        return frozenset(place for name in self.names for place in range(name.first, name.last + 1))

    @cached_property
    def measured(self) -> dict[int, str]:
        """The places of the words of an amount or a date, with the kind of it."""
        spans = [(one.span.start, one.span.end, one.kind.value) for one in self._quantities]
        spans += [(figure.start, figure.end, figure.kind) for figure in self.figures]
        return {
            place: kind
            for place, word in enumerate(self.words)
            for start, end, kind in spans
            if start <= word.start < end
        }

    @cached_property
    def operators(self) -> Operators:
        """The small words that change what is claimed."""
        return operators(self.words, {figure.start for figure in self.figures})

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its words, amounts and dates with what stands before them."""
        return parts(self.text, self.words, self._quantities)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words as edits are seen."""
        return tokens(self.words, self.names, self.measured)


def _of_figure(figure: Figure) -> Item:
    """A superlative says what it ranks by: "warmest"."""
    last = folded(figure.said).split()[-1:] if figure.kind == "rank" else []
    if last and last[0].endswith("est"):
        return Item(sense(last[0]), figure.said, 1.0)
    return Item(f"#{figure.kind}", figure.said, 0.0)


def _items(found: Sequence[Word], named: Sequence[Name], measured: Sequence[Figure]) -> tuple[Item, ...]:
    """The parts of a claim in order; a figure stands for all of its kind, as figures are compared apart."""
    names = {place: name for name in named for place in range(name.first, name.last + 1)}
    parts = [(figure.start, _of_figure(figure)) for figure in measured]
    for place, word in enumerate(found):
        name = names.get(place)
        if name is None:
            if word.weight:
                noun = word.weight == 1 and not word.plain.endswith(("ed", "ing", "ly"))
                parts.append((word.start, Item(word.sense, word.text, word.weight, noun=noun)))
        elif place == name.last:
            parts.append((word.start, Item(name.land or word.sense, name.said, 1.0, name=True)))
    return tuple(item for _, item in sorted(parts, key=lambda part: part[0]))
