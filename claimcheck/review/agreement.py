"""How far two reviewers agree who rated the same claims without seeing each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimcheck.arguments import refuse_no_text
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Verdict
from claimcheck.review.log.store import Store
from claimcheck.review.queue import counts
from claimcheck.review.replay import verdicts
from claimcheck.review.scales import DEFAULT_SCALE, Level, Scale
from claimcheck.review.scales import scale as scale_called
from claimcheck.review.workflow import RATERS

RELIABLE, TENTATIVE = 0.8, 0.667  # the bounds that Krippendorff draws for conclusions from data
# Of fewer claims alpha moves by tenths with each.
ENOUGH = 20

_REMEDY = "for Krippendorff's alpha, pip install 'claimcheck-notebooks[agreement]'"
_AT_DESK = "Krippendorff's alpha needs a part of claimcheck that whoever set up this desk can install"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the two ratings of each of ``pairs`` claims agree.

    ``percent`` is the share of equal ratings, ``alpha`` Krippendorff's alpha at ``level``: 1 is
    perfect, 0 no better than chance. ``left_out`` counts the pairs that alpha leaves out, since a
    rating of theirs has no place in the order. What cannot be told is None, ``without_alpha`` says why.
    """

    pairs: int
    percent: float | None
    alpha: float | None
    level: Level
    left_out: int = 0
    without_alpha: str | None = None

    def __str__(self) -> str:
        """The agreement in words, for the desk."""
        if self.percent is None:
            return "No claim has been rated by two reviewers who did not see each other's rating yet."
        agreed = round(self.pairs * self.percent / 100)
        claims = "claim" if self.pairs == 1 else "claims"
        told = f"Two blind reviewers agreed on {agreed} of {self.pairs} {claims} ({self.percent:.0f}%)"
        out = f" ({self.left_out} left out, rated outside the order)" if self.left_out else ""
        if self.alpha is None:
            return f"{told}; {self.without_alpha}{out}."
        # "-0.00" says nothing that "0.00" does not.
        alpha = f"{round(self.alpha, 2) + 0.0:.2f}"
        return f"{told}; Krippendorff's alpha, {self.level}, is {alpha}{out}: {self._meaning(self.alpha)}."

    @property
    def at_desk(self) -> str:
        """The agreement in words for somebody at a desk, who can install nothing."""
        without = _AT_DESK if self.without_alpha == _REMEDY else self.without_alpha
        return str(replace(self, without_alpha=without))

    def _meaning(self, alpha: float) -> str:
        if self.pairs - self.left_out < ENOUGH:
            return f"of fewer than {ENOUGH} claims, too few to rely on"
        if alpha >= RELIABLE:
            return "reliable"
        tentative = alpha >= TENTATIVE
        return "good enough for tentative conclusions" if tentative else "too low to draw conclusions from"


def agreement_of(store: Store, scale_name: str | None = None) -> Agreement:
    """What `claimcheck.agreement` gives, for a log that is open already."""
    if scale_name is not None:
        refuse_no_text("scale_name", scale_name, DEFAULT_SCALE)
    pairs = blind_pairs(verdicts(store.events()).values())
    if scale_name is None and len(pairs) > 1:
        said = f"Claims were rated by several scales ({', '.join(pairs)}), whose ratings cannot be compared"
        raise ClaimcheckError(f"{said}: name one of them, agreement(scale_name=…).", at_desk=f"{said}.")
    name = scale_name or next(iter(pairs), DEFAULT_SCALE)
    return agreement(pairs.get(name, []), scale_called(name))


def agreement(pairs: Sequence[Pair], scale: Scale) -> Agreement:
    """How far the ratings in *pairs* agree, each pair the two blind ratings of one claim in any order.

    >>> from claimcheck.review.scales import scale
    >>> found = agreement([("True", "True"), ("False", "Mostly false"), ("False", "False")], scale())
    >>> round(found.percent), round(found.alpha, 2)
    (67, 0.78)

    Raises ClaimcheckError where a rating is not of *scale*.
    """
    values = [(scale.rating(one).value, scale.rating(other).value) for one, other in pairs]
    if not pairs:
        return Agreement(0, None, None, scale.level)
    percent = 100 * sum(one == other for one, other in pairs) / len(pairs)
    if scale.level == "nominal":
        number = {rating.name: place for place, rating in enumerate(scale.ratings)}
        placed = [(number[one], number[other]) for one, other in pairs]
    else:
        placed = [(one, other) for one, other in values if one is not None and other is not None]
    left_out = len(pairs) - len(placed)
    alpha, reason = _alpha(placed, scale.level)
    return Agreement(len(pairs), percent, alpha, scale.level, left_out, reason)


def blind_pairs(verdicts: Iterable[Verdict]) -> dict[str, list[Pair]]:
    """The two blind ratings of each claim that has them, by the name of the scale that they are of."""
    pairs: dict[str, list[Pair]] = {}
    for verdict in verdicts:
        if len(verdict.ratings) == RATERS and counts(verdict):
            one, other = verdict.ratings
            # Ratings of two scales say nothing of each other.
            if one.scale == other.scale:
                pairs.setdefault(str(one.scale), []).append((one.rating, other.rating))
    return pairs


def _alpha(placed: Sequence[tuple[int, int]], level: Level) -> tuple[float | None, str | None]:
    """Krippendorff's alpha, or why there is none, in words."""
    if len(placed) < 2:
        return None, f"Krippendorff's alpha needs two claims whose ratings it can compare, not {len(placed)}"
    if len({value for pair in placed for value in pair}) == 1:
        return None, "Krippendorff's alpha is not defined where all ratings are the same"
    try:
        import krippendorff
    except ImportError:
        return None, _REMEDY
    # One row a rater, one column a claim.
    return float(krippendorff.alpha(list(zip(*placed, strict=True)), level_of_measurement=level)), None
