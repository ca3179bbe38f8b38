"""What a sentence compares with what, and by how much.

Each kind of comparison has a finder, which is asked where one of its words is there. Of what they find in
one place the strongest counts, and a sentence's strongest is its claim's: a figure before words, two sides
before one, a rank last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import pairwise
from operator import attrgetter

from claimcheck.flagging.comparisons.antecedents import antecedent
from claimcheck.flagging.comparisons.finders import asked
from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.two_levels import may_go_on, since_the_sentence_before
from claimcheck.flagging.language_words import Language, known_language, lower
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.model import Comparison, Quantity, Relation, Span

_REST = attrgetter(*(field.name for field in fields(Quantity) if field.name not in {"kind", "span"}))
_CLAUSE = 120  # characters before a comparison that may deny it
_NEAR = 3  # words in which a rank is denied
_CLAUSE_END = re.compile(r"[,;:]| but | and ")
_STRENGTH = {
    Relation.TIMES: 6,
    Relation.PERCENT_MORE: 6,
    Relation.PERCENT_LESS: 6,
    Relation.SUM: 4,
    Relation.RANK: 2,
}


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
    low = lower(piece)
    finders, goes_on = asked(low, inside, known), may_go_on(low, inside, known)
    if not finders and not goes_on:
        return ()
    shape = Shape.of(Scan.of(piece, known), [_moved(quantity, -span.start) for quantity in inside])
    found = [one for find in finders for one in find(shape) if not _denied(shape.scan, one)]
    if goes_on and not found and (since := since_the_sentence_before(text, span, shape)):
        found.append(since)
    return tuple(_placed(one, text, span, known) for one in _apart(found, len(piece)))


def _moved(quantity: Quantity, by: int) -> Quantity:
    """The quantity elsewhere; three times as quick as `replace`, and asked for each."""
    span = Span(quantity.span.start + by, quantity.span.end + by)
    return Quantity(quantity.kind, span, *_REST(quantity))


def _placed(found: Comparison, text: str, sentence: Span, language: Language) -> Comparison:
    """A comparison at its place in the text, with whom "they" means."""
    spans = tuple(Span(one.start + sentence.start, one.end + sentence.start) for one in found.spans)
    left = found.left
    if left and left.lower() in language.words("compared", "means_bodies"):
        meant = antecedent(text, sentence, language)
        left = meant.of(text) if meant else left
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
