"""The orders in which claims are listed, and which of them a desk leaves out of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claimcheck.errors import ClaimcheckError
from claimcheck.model import Claim
from claimcheck.priority.priorities import Priorities

PRIORITY, WORTHINESS, TEXT = "priority", "worthiness", "text"
ORDERS = (PRIORITY, WORTHINESS, TEXT)

Key = Callable[[Claim], tuple[bool, float]]


def place_by(order: str, priorities: Priorities) -> Key:
    """What to sort claims by that stand in the order of the text, so that equals stay in it.

    What *priorities* leave out comes last where the *order* is that of priority. Raises ClaimcheckError for
    an order that there is not.

    >>> place_by("worthyness", Priorities())
    Traceback (most recent call last):
        ...
    claimcheck.errors.ClaimcheckError: No order is called 'worthyness'; give priority, worthiness or text.
    """
    if order == PRIORITY:
        return lambda claim: (priorities.leaves_out(claim.kinds), -claim.priority)
    if order == WORTHINESS:
        return lambda claim: (False, -claim.worthiness)
    if order == TEXT:
        return lambda _claim: (False, 0.0)
    raise ClaimcheckError(f"No order is called {order!r}; give {', '.join(ORDERS[:-1])} or {ORDERS[-1]}.")


def listed(claims: Iterable[Claim], order: str, priorities: Priorities) -> list[Claim]:
    """Those *claims*, which stand in the order of the text, that reach the minimum, in *order*."""
    reach = (claim for claim in claims if priorities.is_listed(claim.priority))
    return sorted(reach, key=place_by(order, priorities))
