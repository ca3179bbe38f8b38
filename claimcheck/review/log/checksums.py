"""A sum over each row that no digest of the log covers, so that damage to it is found too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SUM = "sum"


def row_sum(row: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over what *row* holds besides its own sum; absent and None are the same.

    >>> row_sum({"id": 1, "name": None}) == row_sum({"id": 1.0, "sum": "…"})
    True
    """
    # A database gives back 1.0 or True for the 1 that was handed in.
    held = {
        name: float(value) if isinstance(value, int) else value
        for name, value in row.items()
        if name != SUM and value is not None
    }
    content = json.dumps(held, sort_keys=True, default=repr)
    return hashlib.sha256(content.encode("ascii")).hexdigest()
