"""How far a claim can be looked up: what it measures, ranks or compares, and whether both sides are known."""

from __future__ import annotations

from claimcheck.model import Claim, Comparison, Kind, Measured, Relation

# "First" and "second" are ranks where they rank something, which a comparison says.
_NO_FIGURES = frozenset({Measured.DATE, Measured.DURATION, Measured.RANK})


def look_up(claim: Claim) -> tuple[float, str]:
    """From 0 to 1 how far *claim* can be looked up, and what there is to look up in words.

    A comparison that says by how much, or of which both sides are known, can be held against two figures;
    a rank or a record against a list; figures against one place, and a date alone hardly helps.

    >>> from claimcheck.model import Quantity, Span
    >>> three = Quantity(Measured.PERCENT, Span(0, 2), "3%", 3)
    >>> look_up(Claim("a", Span(0, 9), "3% of GDP", Span(0, 9), quantities=(three,)))
    (0.5, 'a figure, can be looked up')
    """
    if claim.comparison is not None:
        return _of_comparison(claim.comparison), f"{_named(claim.comparison)}, can be looked up"
    kinds = [quantity.kind for quantity in claim.quantities]
    if Measured.MULTIPLIER in kinds:
        return 0.75, "a multiple, can be looked up"
    figures = sum(kind not in _NO_FIGURES for kind in kinds)
    if figures > 1:
        return 0.6, "figures, can be looked up"
    if figures:
        return 0.5, "a figure, can be looked up"
    # "The only thing that works" is a rank of which nobody keeps a list.
    if any(signal.kind is Kind.RANK and signal.weight > 0 for signal in claim.signals):
        return 0.3, "a rank"
    return (0.2, "") if kinds else (0.0, "")


def _named(comparison: Comparison) -> str:
    return "a rank" if comparison.relation is Relation.RANK else "a comparison"


def _of_comparison(comparison: Comparison) -> float:
    """What it says by how much weighs most, and next whether of what and against what."""
    sides = bool(comparison.left) + bool(comparison.right)
    if comparison.factor is not None or comparison.amount is not None:
        return 0.8 + 0.1 * sides
    # "Far faster than" holds or not by whatever somebody takes for far.
    return 0.5 + 0.05 * sides
