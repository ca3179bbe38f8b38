"""What a sentence compares with what, and by how much.

Each kind of comparison has a finder, which is asked where one of its words is there. Of what they find in
one place the strongest counts, and a sentence's strongest is its claim's: a figure before words, two sides
before one, a rank last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from claimcheck.flagging.comparisons import changes, levels, places, surpassing
from claimcheck.flagging.comparisons.antecedents import antecedent
from claimcheck.flagging.comparisons.differences import as_much, more_than, without_side
from claimcheck.flagging.comparisons.multiples import folds, of_something
from claimcheck.flagging.comparisons.periods import periods
from claimcheck.flagging.comparisons.ratios import to_each
from claimcheck.flagging.comparisons.records import records
from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.superlatives import superlatives
from claimcheck.flagging.comparisons.totals import total_of
from claimcheck.flagging.comparisons.two_figures import two_figures
from claimcheck.flagging.comparisons.two_levels import (
    LEVELS,
    may_go_on,
    since_the_sentence_before,
    two_levels,
)
from claimcheck.flagging.comparisons.unequalled import unequalled
from claimcheck.flagging.language_words import Language, alternatives, known_language, lower
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.model import Comparison, Measured, Quantity, Relation, Span

_Finder = Callable[[Shape], Iterable[Comparison]]
_WORDS = re.compile(r"[^\W\d_]+")
_REST = attrgetter(*(field.name for field in fields(Quantity) if field.name not in {"kind", "span"}))
_CLAUSE = 120  # characters before a comparison that may deny it
_NEAR = 3  # words in which a rank is denied
_FORMULA = re.compile(r"[A-Z] ?[=+]")
_CLAUSE_END = re.compile(r"[,;:]| but | and ")
_STRENGTH = {
    Relation.TIMES: 6,
    Relation.PERCENT_MORE: 6,
    Relation.PERCENT_LESS: 6,
    Relation.SUM: 4,
    Relation.RANK: 2,
}
_ROSE = "rising rising:s,ed,ing rose raising raising:s,ed,ing up"
_FELL = "falling falling:s,ed,ing fell lowering lowering:s,ed,ing cut down"

_FIGURES = frozenset({Measured.PERCENT, Measured.MONEY, Measured.COUNT, Measured.MULTIPLIER})
_NONE: frozenset[Measured] = frozenset()
# Each finder with the lists of words of which one is there where it finds anything, and the kinds of figures.
_FINDERS: tuple[tuple[_Finder, str, frozenset[Measured]], ...] = (
    (more_than, "than", _NONE),
    (as_much, "like", _NONE),
    (without_side, "higher lower more less as", _FIGURES | {Measured.DURATION}),
    (changes.by_so_much, f"{_ROSE} {_FELL} rise_nouns fall_nouns", _FIGURES),
    (two_figures, "compared up down changed above below", _FIGURES | {Measured.DURATION}),
    (changes.to_a_level, f"{_ROSE} {_FELL}", _FIGURES),
    (changes.than_before, "up down", _NONE),
    (changes.since_a_time, "since_only", _NONE),
    (changes.halved, "in_half", _NONE),
    (surpassing.beyond, "outdone undone keeping_up leading_by", _NONE),
    (surpassing.expectations, "beaten", _NONE),
    (levels.levels, "above below ahead behind in_line over_a under_a", _NONE),
    (levels.the_same, "same par alike", _NONE),
    (levels.as_large_as, "the_size_of equivalent", _NONE),
    (to_each, "for_each", frozenset({Measured.COUNT})),
    (records, "record peaks records", _NONE),
    (places.hit_hardest, "hardest only_to", _NONE),
    (unequalled, "not_since never_before no_other the_only", _NONE),
)
# … and those that need a quantity of a kind.
_BY_FIGURE: tuple[tuple[_Finder, frozenset[Measured]], ...] = (
    (of_something, frozenset({Measured.MULTIPLIER, Measured.PERCENT})),
    (folds, frozenset({Measured.MULTIPLIER})),
    (changes.multiplied, frozenset({Measured.MULTIPLIER})),
    (periods, frozenset({Measured.DURATION})),
    (places.ranks, frozenset({Measured.RANK})),
)


def comparison(
    text: str, span: Span, quantities: Sequence[Quantity], language: str | Language = "en"
) -> Comparison | None:
    """The strongest comparison that the sentence at *span* makes with its *quantities*, if any.

    >>> comparison("Norway sells more cars than Italy.", Span(0, 34), ()).right
    'Italy'
    """
    return max(comparisons(text, span, quantities, language), key=strength, default=None)


def strength(found: Comparison) -> int:
    """How much a comparison says: a figure before words, two sides before one, a rank last.

    >>> one, other = (Comparison(relation, (), "") for relation in (Relation.RANK, Relation.TIMES))
    >>> strength(one) < strength(other)
    True
    """
    in_words = 4 if found.over_time else 3 if found.right else 1
    figures = _STRENGTH.get(found.relation, 5 if found.amount is not None else in_words)
    return 4 * figures + 2 * bool(found.right) + bool(found.left)


def comparisons(
    text: str, span: Span, quantities: Sequence[Quantity], language: str | Language = "en"
) -> tuple[Comparison, ...]:
    """Every comparison of the sentence at *span* with its *quantities*, in order; none overlaps another.

    Whom "they" means is looked for in the sentence before.

    >>> said = "Rents rose by 5% and are twice those of Vienna."
    >>> [one.explanation for one in comparisons(said, Span(0, 47), ())]
    []
    """
    known = known_language(language)
    piece = span.of(text)
    inside = [quantity for quantity in quantities if quantity.span in span]
    finders, goes_on = _asked(lower(piece), inside, known), may_go_on(inside, len(piece))
    if not finders and not goes_on:
        return ()
    shape = Shape.of(Scan.of(piece, known), [_moved(quantity, -span.start) for quantity in inside])
    found = [one for find in finders for one in find(shape) if not _denied(shape.scan, one)]
    if goes_on and not found and (since := since_the_sentence_before(text, span, shape)):
        found.append(since)
    return tuple(_placed(one, text, span, known) for one in _apart(found, len(piece)))


def _asked(low: str, inside: Sequence[Quantity], language: Language) -> list[_Finder]:
    """The finders whose words or figures are there: for most sentences none."""
    words = frozenset(_WORDS.findall(low))
    asked = []
    if not _cues(language).all.isdisjoint(words):
        asked = [find for find, cues, kinds in _cues(language).each if not cues.isdisjoint(words)
                 and (not kinds or any(quantity.kind in kinds for quantity in inside))]  # fmt: skip
    if inside:
        kinds = {quantity.kind for quantity in inside}
        asked += [find for find, needed in _BY_FIGURE if not needed.isdisjoint(kinds)]
    if not _cues(language).best.isdisjoint(words) or _superlative(language).search(low):
        asked.append(superlatives)
    if len(inside) > 1 and len({q.kind for q in inside if q.kind in LEVELS}) < sum(
        q.kind in LEVELS for q in inside
    ):
        asked.append(two_levels)
    if len(inside) > 2:
        asked.append(_totals)
    return asked


def _totals(shape: Shape) -> Iterator[Comparison]:
    """The sum that a sentence says it makes: "in total", "together"; a formula is none: "5% + 10% = 15%"."""
    if not _sums(shape.scan.language).search(shape.scan.low) or _FORMULA.search(shape.low):
        return
    total = total_of(list(shape.at.values()))
    if total is not None:
        yield total


@cache
def _sums(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(language.words('compared', 'sums'))})(?!\w)")


class _Cues(NamedTuple):
    """The words of all finders, those that are superlatives, and each finder with its own and its figures."""

    all: frozenset[str]
    best: frozenset[str]
    each: tuple[tuple[_Finder, frozenset[str], frozenset[Measured]], ...]


@cache
def _cues(language: Language) -> _Cues:
    none = frozenset(language.words("figures", "stops"))

    def cues(lists: str) -> frozenset[str]:
        named = " ".join(f"compared.{name}" for name in lists.split())
        return frozenset(_cue(phrase, none) for phrase in language.listed(named))

    each = tuple((find, cues(lists), kinds) for find, lists, kinds in _FINDERS)
    best = frozenset(language.listed("compared.best ranks.most compared.leading"))
    return _Cues(frozenset().union(*(own for _, own, _ in each)), best, each)


@cache
def _superlative(language: Language) -> re.Pattern[str]:
    """The endings by which a superlative is told at first sight."""
    return re.compile(rf"(?:{alternatives(language.words('ranks', 'superlative_endings'))})(?!\w)")


def _cue(phrase: str, none: frozenset[str]) -> str:
    """The word by which a phrase is told at first sight: the longest, and none that stands everywhere.

    >>> _cue("the same", frozenset({"the", "with"})), _cue("lag behind", frozenset())
    ('same', 'behind')
    """
    words = _WORDS.findall(phrase.lower())[::-1]
    return max((word for word in words if word not in none), key=len, default=max(words, key=len, default=""))


def _moved(quantity: Quantity, by: int) -> Quantity:
    """The quantity elsewhere; three times as quick as `replace`, and asked for each."""
    span = Span(quantity.span.start + by, quantity.span.end + by)
    return Quantity(quantity.kind, span, *_REST(quantity))


def _placed(found: Comparison, text: str, sentence: Span, language: Language) -> Comparison:
    """A comparison at its place in the text, with whom "they" means."""
    spans = tuple(Span(one.start + sentence.start, one.end + sentence.start) for one in found.spans)
    left = found.left
    if left and left.lower() in language.words("compared", "means_bodies"):
        left = antecedent(text, sentence, language) or left
    return replace(found, spans=spans, left=left)


def _apart(found: Sequence[Comparison], length: int) -> list[Comparison]:
    """The strongest of what overlaps in a sentence of so many characters, in the order of the text."""
    taken, kept = bytearray(length), []
    for one in sorted(found, key=strength, reverse=True):
        if not any(any(taken[span.start : span.end]) for span in one.spans):
            kept.append(one)
            for span in one.spans:
                taken[span.start : span.end] = b"\1" * len(span)
    return sorted(kept, key=lambda one: one.spans)


def _denied(scan: Scan, found: Comparison) -> bool:
    """Whether the clause before a comparison says that it does not hold: "not as many as"."""
    if found.relation is Relation.SUM:
        return False
    start = min(one.start for one in found.spans)
    words = _CLAUSE_END.split(scan.low[max(0, start - _CLAUSE) : start])[-1].split()
    if found.relation is Relation.RANK:  # "is not the first"; "no ally is hit hardest" is too seldom
        words = words[-_NEAR:]
    denials, allowed = scan.words("compared", "denied"), scan.words("compared", "allowed")
    return any(
        (word in denials or word.endswith("n't")) and after not in allowed
        for word, after in pairwise([*words, ""])
    )
