"""The priorities of a whole pile at once: a matrix of what was measured, times the weights of a desk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.priority.priorities import WEIGHTS
from claimcheck.priority.prioritize import BY_ITSELF, LEAST, NAMES

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Kept = Mapping[str, Any]
"""What is kept of a claim: by the name of a part its value and, where there are any, its words."""

# By more than the parts of any claim can come to.
_ABOVE, _BELOW = 2.0, -4.0
_HIGHEST = 1.0 + _ABOVE
_STAKES = WEIGHTS.index("stakes")


def read_parts(records: Iterable[str | None]) -> list[Kept]:
    """What is kept of each claim, as JSON; nothing where it is None, or no such JSON any more.

    >>> read_parts(['{"who says it": [1.0, "Ann Lee"]}', None, "{"])
    [{'who says it': [1.0, 'Ann Lee']}, {}, {}]
    """
    listed = [record or "{}" for record in records]
    # All at once: of a hundred thousand each by itself takes three times as long.
    found = _read(f"[{','.join(listed)}]")
    if not isinstance(found, list) or len(found) != len(listed):
        found = [_read(record) for record in listed]
    return [one if isinstance(one, dict) else {} for one in found]


def measured(worthiness: Sequence[float], parts: Sequence[Kept]) -> Floats:
    """The values of all parts, shape (claims, parts of WEIGHTS), as `read_parts` gives them.

    >>> measured([0.5], [{"who says it": [1.0]}]).round(2).tolist()
    [[0.5, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]]
    """
    table = np.zeros((len(parts), len(WEIGHTS)))
    scores = np.asarray(worthiness, float)
    for_it = np.sqrt(scores + LEAST)
    table[:, 0] = for_it / (for_it + np.sqrt(1 + LEAST - scores))
    for name in BY_ITSELF:
        table[:, WEIGHTS.index(name)] = _column(NAMES[name], parts)
    return np.clip(np.nan_to_num(table), 0.0, 1.0)


def worded(name: str, parts: Iterable[Kept]) -> list[str]:
    """The words of the part *name* of WEIGHTS, "" where there are none.

    >>> worded("who", [{"who says it": [1.0, "Ann Lee"]}, {}])
    ['Ann Lee', '']
    """
    told = NAMES[name]
    found = [one.get(told) for one in parts]
    return [str(one[1]) if isinstance(one, list) and len(one) > 1 else "" for one in found]


def _column(told: str, parts: Sequence[Kept]) -> list[float]:
    try:
        return [float(one[told][0]) if told in one else 0.0 for one in parts]
    except (TypeError, ValueError, LookupError):
        # What something else has changed counts nothing.
        return [_value(one.get(told)) for one in parts]


def _value(kept: Any) -> float:
    try:
        return float(kept[0])
    except (TypeError, ValueError, LookupError):
        return 0.0


def ranked(
    table: Floats, share: Sequence[float], came_back: Sequence[int] = (), last: Sequence[int] = ()
) -> tuple[list[int], list[float]]:
    """The places of the rows of *table*, what to check first first, and the priority of each row.

    The parts count *share* each; in the last column stands which way the desk leans. What
    *came_back* stands above all and has the priority 1, what is to be *last* below; among themselves they are
    in the order of their parts, and equals in that of the rows.

    >>> ranked(np.eye(2, 7), [0.2, 0.8, 0, 0, 0, 0, 0])
    ([1, 0], [0.2, 0.8])
    """
    sums = table[:, :_STAKES] @ np.asarray(share[:_STAKES], float)
    leans = table[:, _STAKES]
    sums += share[_STAKES] * leans * np.where(leans > 0, 1 - sums, sums)
    key = sums.copy()
    key[list(came_back)] += _ABOVE
    key[list(last)] += _BELOW
    sums[list(came_back)] = 1.0
    return _highest_first(key).tolist(), np.minimum(sums, 1.0).tolist()


def below(priorities: Sequence[float], minimum: float) -> list[int]:
    """The places of the *priorities* that do not reach the *minimum* as they are shown, with four digits.

    >>> below([0.1 + 0.2, 0.29], 0.3)
    [1]
    """
    places: list[int] = np.flatnonzero(np.asarray(priorities) < minimum - 0.00005).tolist()
    return places


def _highest_first(key: Floats) -> Places:
    """The places of *key*, the highest first, equals in their order.

    Each key becomes a whole number with its place in the last digits: those are sorted several times faster
    than floats whose equals have to stay. Differences under 1e-10 are none.
    """
    room = len(key).bit_length()
    steps = np.rint((_HIGHEST - key) * 2.0 ** (60 - room)).astype(np.int64)
    places: Places = np.sort((steps << room) | np.arange(len(key))) & ((1 << room) - 1)
    return places


def _read(record: str) -> Any:
    try:
        return json.loads(record)
    except (ValueError, RecursionError):
        return {}
