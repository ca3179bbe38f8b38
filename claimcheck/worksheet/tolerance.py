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

    def covers(self, claimed: Claimed, *, exact: bool = False) -> tuple[float, float] | None:
        """From which figure to which a claim is borne out; None where it is a limit.

        >>> Tolerance().covers(Claimed(25, "times", "25 times", step=1))
        (23.75, 26.25)
        """
        value = claimed.value
        if claimed.bound is not None:
            return None
        if claimed.high is not None:
            low, high = sorted((value, claimed.high))
            return low * (1 - self.plain), high * (1 + self.plain)
        if claimed.nearly:
            ends = sorted((value * self.nearly_from, value * self.nearly_to))
            return ends[0], ends[1]
        if exact:
            return value, value
        part = self.about if claimed.approximate or claimed.fraction else self.plain
        apart = max(part * abs(value), claimed.step / 2)
        return value - apart, value + apart

    def bears_out(self, claimed: Claimed, computed: float, *, exact: bool = False) -> bool:
        """Whether *computed* holds for what is *claimed*; *exact* for ranks and counts.

        >>> said = Claimed(25, "times", "25 times", step=1)
        >>> Tolerance().bears_out(said, 25.6), Tolerance().bears_out(said, 21.3)
        (True, False)
        """
        limits = self.covers(claimed, exact=exact)
        if limits is None:
            # Of what fell, "more than a third" is further down.
            value = claimed.value
            more = abs(computed) > abs(value) and computed * value >= 0 if value else computed > 0
            return more if claimed.bound is Bound.AT_LEAST else abs(computed) < abs(value)
        if exact:
            return round(computed) == round(claimed.value)
        return limits[0] <= computed <= limits[1]


USUAL = Tolerance()
