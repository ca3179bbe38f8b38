"""Whether a rating found a claim true or false, on any scale of the house and by common words."""

from __future__ import annotations

from functools import cache

from claimcheck.folding import fold
from claimcheck.review.scales import scales

# A rating among the lowest two fifths of its scale says that a claim was found false, among the highest true.
_FIFTHS = 0.4
_FALSE = ("false", "fake", "incorrect", "wrong", "falsch", "faux", "falso")
_TRUE = ("true", "correct", "accurate", "richtig", "wahr", "vrai", "verdadero", "cierto")


def found_true_or_false(rating: str | None) -> bool | None:
    """True or False as a check found it, None where the rating is neither or means nothing here.

    >>> [found_true_or_false(rating) for rating in ("Pants on Fire", "Mostly true", "Mixture")]
    [False, True, None]
    """
    return _sides().get(fold(rating or ""))


@cache
def _sides() -> dict[str, bool]:
    found = {**dict.fromkeys(_FALSE, False), **dict.fromkeys(_TRUE, True)}
    for scale in scales().values():
        values = [rating.value for rating in scale.ratings if rating.value is not None]
        span = max(values) - min(values) if values else 0
        for rating in scale.ratings:
            if rating.value is None:
                continue
            if rating.value <= min(values) + _FIFTHS * span:
                found.setdefault(fold(rating.name), False)
            elif rating.value >= max(values) - _FIFTHS * span:
                found.setdefault(fold(rating.name), True)
    return found
