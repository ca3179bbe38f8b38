"""Which claims have a number that a worksheet is for."""

from __future__ import annotations

from claimcheck.model import Claim, Measured, Quantity, Relation

_ALWAYS = {Measured.PERCENT, Measured.MONEY, Measured.MULTIPLIER}
_MANY = 10


def has_numbers(claim: Claim) -> bool:
    """Whether a worksheet is shown for the claim: it compares, or has an amount that figures can bear out.

    "Three people", "the first woman" and a date alone are none.
    """
    compares = claim.comparison is not None and claim.comparison.relation is not Relation.RANK
    return compares or _is_ranked(claim) or any(map(_is_amount, claim.quantities))


def _is_ranked(claim: Claim) -> bool:
    """Whether it says "the largest", and not only who was the first."""
    ranked = claim.comparison is not None and claim.comparison.relation is Relation.RANK
    return ranked and not any(quantity.text.casefold() == "first" for quantity in claim.quantities)


def _is_amount(quantity: Quantity) -> bool:
    value = quantity.value or 0
    if quantity.kind is Measured.RANK:
        return value > 1
    return quantity.kind in _ALWAYS or (quantity.kind is Measured.COUNT and abs(value) >= _MANY)
