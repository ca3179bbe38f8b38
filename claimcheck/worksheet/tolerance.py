"""Whether a figure bears out what was claimed, as people round."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Bound
from claimcheck.worksheet.values import Claimed


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a figure may be from what is said: ``plain`` of it, or half a unit of the last digit; more for
    fractions and "about"; "nearly" is from ``nearly_from`` of it to just over it."""

    plain: float = 0.05
    about: float = 0.10
    nearly_from: float = 0.90
    nearly_to: float = 1.005

    def bears_out(self, claimed: Claimed, computed: float, *, exact: bool = False) -> bool:
        """Whether *computed* holds for what is *claimed*; *exact* for ranks and counts.

        >>> said = Claimed(25, "times", "25 times", step=1)
        >>> Tolerance().bears_out(said, 25.6), Tolerance().bears_out(said, 21.3)
        (True, False)
        """
        value = claimed.value
        if claimed.high is not None:
            low, high = sorted((value, claimed.high))
            return low * (1 - self.plain) <= computed <= high * (1 + self.plain)
        if claimed.nearly:
            part = computed / value if value else float("inf")
            return self.nearly_from <= part <= self.nearly_to
        if claimed.bound is not None:
            # Of what fell, "more than a third" is further down.
            more = abs(computed) > abs(value) and computed * value >= 0 if value else computed > 0
            return more if claimed.bound is Bound.AT_LEAST else abs(computed) < abs(value)
        if exact:
            return round(computed) == round(value)
        part = self.about if claimed.approximate or claimed.fraction else self.plain
        return abs(computed - value) <= max(part * abs(value), claimed.step / 2)


USUAL = Tolerance()
