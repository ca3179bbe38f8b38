"""Whether files that are open are still those that lie at their paths."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


class Presence:
    """Which files lay at *paths* when this was made; one that was not there is not missed later."""

    def __init__(self, paths: Iterable[Path]) -> None:
        there = ((path, _identity(path)) for path in paths)
        self._known = {path: identity for path, identity in there if identity is not None}

    def lost(self) -> Path | None:
        """The first of the files that was removed, moved away or replaced since.

        A program that has it open can go on writing into it, but nobody finds there what it writes.
        """
        return next((path for path, was in self._known.items() if _identity(path) != was), None)


def _identity(path: Path) -> tuple[int, int] | None:
    """The device and the number of the file at *path*; None where there is none, or none to be seen."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
