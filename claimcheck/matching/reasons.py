"""Why two claims match or differ: the reasons that a person reads before they judge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from claimcheck.matching.claim_words import Word, words
from claimcheck.matching.compared_dates import compare_dates, dates
from claimcheck.matching.compared_names import Name, Shared, names_said, person, same_person, share_names
from claimcheck.matching.compared_numbers import Figure, compare_figures, figures
from claimcheck.matching.polarity import (
    around_than,
    directions,
    exchanged,
    is_passive,
    negated_alone,
    negations,
    opposed,
)
from claimcheck.model import Claim, Quantity, Reason, Span
from claimcheck.plain_text import plain_text

_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
_RATE = re.compile(
    rf"\b(?:per|each|every)\s+(?P<period>hour|day|week|month|year)\b|\b(?P<adverb>{'|'.join(_ADVERBS)})\b",
    re.IGNORECASE,
)
_WORDS_SHOWN = 5
_COMPARED = 60
_MOST_CHANGED = 3


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
        self.passive = is_passive(self.text)
        self.speaker = person(self.speaker_said)


def _items(found: Sequence[Word], named: Sequence[Name], measured: Sequence[Figure]) -> tuple[Item, ...]:
    """The parts of a claim in order; a figure stands for all of its kind, as figures are compared apart."""
    names = {place: name for name in named for place in range(name.first, name.last + 1)}
    parts = [(figure.start, Item(f"#{figure.kind}", figure.said, 0.0)) for figure in measured]
    for place, word in enumerate(found):
        name = names.get(place)
        if name is None:
            if word.weight:
                noun = word.weight == 1 and not word.plain.endswith(("ed", "ing", "ly"))
                parts.append((word.start, Item(word.sense, word.text, word.weight, noun=noun)))
        elif place == name.last:
            parts.append((word.start, Item(name.land or word.sense, name.said, 1.0, name=True)))
    return tuple(item for _, item in sorted(parts, key=lambda part: part[0]))


def why(claim: Statement, known: Statement) -> tuple[Reason, ...]:
    """In what two claims agree and in what they differ, as far as their texts say; what differs comes first.

    Only what both say is compared: a year, a figure or a speaker of one alone is no reason.

    >>> [reason.text for reason in why(Statement("The shop is open."), Statement("The shop is not open."))]
    ['only one says “not”', 'both say “shop”, “open”']
    """
    return reasons(Said(claim), Said(known))


def reasons(claim: Said, known: Said) -> tuple[Reason, ...]:
    """What `why` gives, for statements that are taken apart already."""
    shared = share_names(claim.names, claim.words, known.names, known.words, {*claim.speaker, *known.speaker})
    amounts = list(compare_figures(claim.figures, known.figures))
    found = [
        *amounts,
        *_periods(claim, known, amounts),
        *compare_dates(claim.dates, known.dates),
        *_speakers(claim, known),
        *_one_negation(claim, known),
        *(turned := list(_direction(claim, known, shared))),
        *_subject(claim, known, shared, turned),
        *_words(claim, known),
    ]
    return tuple(sorted(found, key=lambda reason: reason.agrees))


def _periods(claim: Said, known: Said, amounts: Sequence[Reason]) -> Iterator[Reason]:
    """The same amount per another period, which may stand apart from the figure: "3 tonnes of it per day"."""
    if not any(reason.name == "number" and reason.agrees for reason in amounts):
        return
    one, other = (
        {
            (found["period"] or _ADVERBS[found["adverb"].casefold()]).casefold(): found.group()
            for found in _RATE.finditer(said.text)
        }
        for said in (claim, known)
    )
    if len(one) == len(other) == 1 and one.keys() != other.keys():
        yield Reason("unit", False, f"{min(one.values())} against {min(other.values())}")


def _speakers(claim: Said, known: Said) -> Iterator[Reason]:
    if claim.speaker and known.speaker:
        if same_person(claim.speaker, known.speaker):
            yield Reason("speaker", True, f"both by {claim.speaker_said}")
        else:
            yield Reason("speaker", False, f"{claim.speaker_said} against {known.speaker_said}")


def _one_negation(claim: Said, known: Said) -> Iterator[Reason]:
    alone = negated_alone(claim.negations, claim.words, known.negations, known.words)
    if alone is not None:
        yield Reason("negation", False, f"only one says “{alone}”")


def _direction(claim: Said, known: Said, shared: Shared) -> Iterator[Reason]:
    """Opposite words, or the two sides exchanged; both at once say the same again.

    "Russia's economy is smaller than NATO's" is "NATO's is larger than Russia's", and so with a passive.
    """
    turned = list(opposed(claim.directions, known.directions))
    if change := _change_of_places(claim, known, shared):
        mine, theirs = ({item.key for item in said.items} for said in (claim, known))
        # Where the words are very different, their order says nothing.
        alike = len(mine ^ theirs) <= 2 * _MOST_CHANGED
        if alike and bool(turned) == (claim.passive != known.passive):
            yield Reason("direction", False, change)
    elif turned:
        one, other = turned[0]
        yield Reason("direction", False, f"“{one}” against “{other}”")


def _change_of_places(claim: Said, known: Said, shared: Shared) -> str | None:
    """What is said of the two sides being exchanged: the names in front, or what stands around a "than"."""
    in_front = _begins_with_a_name(claim) and _begins_with_a_name(known)
    if in_front and exchanged(claim.names, known.names, shared.both):
        return f"{claim.names[0].said} and {known.names[0].said} change places"
    (mine, mine_after), (theirs, theirs_after) = around_than(claim.words), around_than(known.words)
    if not (mine & theirs_after and mine_after & theirs):
        return None
    return f"{min(mine & theirs_after)} and {min(mine_after & theirs)} change places"


def _begins_with_a_name(said: Said) -> bool:
    """Whether the first that is said is a name, which is then mostly that of who does or is something."""
    weighty = [word for word in said.words if word.weight]
    return bool(said.names and weighty) and weighty[0].start == said.words[said.names[0].first].start


def _subject(claim: Said, known: Said, shared: Shared, turned: Sequence[Reason]) -> Iterator[Reason]:
    for one, other in shared.apart[:1]:
        yield Reason("subject", False, f"{one} against {other}")
    if not shared.apart:
        # What is an opposite has been said to be one.
        for one, other in _replaced(claim, known) if not turned else ():
            yield Reason("subject", False, f"“{one}” against “{other}”")
            return
        if shared.both:
            yield Reason("subject", True, f"both about {', '.join(shared.both[:_WORDS_SHOWN])}")


def _replaced(claim: Said, known: Said) -> Iterator[tuple[str, str]]:
    """The nouns that stand in each other's place in two claims that are nearly the same, word for word."""
    mine, theirs = claim.items[:_COMPARED], known.items[:_COMPARED]
    if abs(len(mine) - len(theirs)) > _MOST_CHANGED:
        return
    # In a fixed order: the match of two rows may depend on which is the first.
    exchanged_rows = [item.key for item in mine] > [item.key for item in theirs]
    first, second = (theirs, mine) if exchanged_rows else (mine, theirs)
    matcher = SequenceMatcher(None, [i.key for i in first], [i.key for i in second], autojunk=False)
    steps = matcher.get_opcodes()
    changed = sum(max(step[2] - step[1], step[4] - step[3]) for step in steps if step[0] != "equal")
    kept = sum(step[2] - step[1] for step in steps if step[0] == "equal")
    if changed > _MOST_CHANGED or kept <= changed:
        return
    for step, one_from, one_to, other_from, other_to in steps:
        if step != "replace":
            continue
        ones, others = first[one_from:one_to], second[other_from:other_to]
        # What a claim begins with is what it is about, whatever its form ("smoking").
        opening = one_from == other_from == 0 and all(item.weight == 1 for item in (*ones, *others))
        nouns = len(ones) == len(others) and any(a.noun and b.noun for a, b in zip(ones, others, strict=True))
        if opening or nouns:
            told = " ".join(item.text for item in ones), " ".join(item.text for item in others)
            yield told[::-1] if exchanged_rows else told


def _words(claim: Said, known: Said) -> Iterator[Reason]:
    theirs = {item.key for item in known.items}
    both: dict[str, tuple[float, str]] = {}
    for item in claim.items:
        if item.weight and item.key in theirs:
            both.setdefault(item.key, (item.weight, item.text))
    if both:
        heaviest = sorted(both.values(), key=lambda found: -found[0])[:_WORDS_SHOWN]
        yield Reason("words", True, "both say " + ", ".join(f"“{text}”" for _, text in heaviest))
