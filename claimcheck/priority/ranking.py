"""The priorities of a whole pile at once: a matrix of what was measured, times the weights of a desk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from claimcheck.priority.priorities import WEIGHTS
from claimcheck.priority.prioritize import BY_ITSELF, NAMES, on_flat_scale

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

# By more than the parts of any claim can come to.
_ABOVE, _BELOW = 2.0, -4.0


def measured(worthiness: Sequence[float], parts: Iterable[str | None]) -> Floats:
    """The values of all parts, shape (claims, parts of WEIGHTS); *parts* are JSON by name, None: not known.

    >>> measured([0.5], ['{"who says it": 1.0}']).round(2).tolist()
    [[0.5, 0.0, 1.0, 0.0, 0.0, 0.0]]
    """
    names = [NAMES[name] for name in BY_ITSELF]
    table = np.zeros((len(worthiness), len(WEIGHTS)))
    table[:, 0] = [on_flat_scale(score) for score in worthiness]
    known = [[found.get(name, 0.0) for name in names] for found in map(_read, parts)]
    if known:
        first = WEIGHTS.index(BY_ITSELF[0])
        table[:, first : first + len(names)] = known
    return table


def ranked(
    table: Floats, share: Sequence[float], came_back: Sequence[int] = (), last: Sequence[int] = ()
) -> tuple[list[int], list[float]]:
    """The places of the rows of *table*, what to check first first, and the priority of each row.

    The parts count *share* each. What *came_back* stands above all and has the priority 1, what is to be
    *last* below; among themselves they are in the order of their parts, and equals in that of the rows.

    >>> ranked(np.eye(2, 6), [0.2, 0.8, 0, 0, 0, 0])
    ([1, 0], [0.2, 0.8])
    """
    sums = table @ np.asarray(share, float)
    key = sums.copy()
    key[list(came_back)] += _ABOVE
    key[list(last)] += _BELOW
    sums[list(came_back)] = 1.0
    return np.argsort(-key, kind="stable").tolist(), np.minimum(sums, 1.0).tolist()


def _read(record: str | None) -> dict[str, float]:
    """The values that *record* has; what something else has changed counts nothing."""
    try:
        found = json.loads(record) if record else {}
    except ValueError:
        return {}
    fits = isinstance(found, dict) and all(isinstance(one, int | float) for one in found.values())
    return found if fits else {}
