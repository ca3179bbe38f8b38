"""Work that takes its time, done beside the reviewer's where the kernel has a loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


def beside(work: Callable[[], _T], then: Callable[[_T], object]) -> None:
    """Do *work*, where a loop runs in a thread beside it, and *then* go on with what it gave."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        then(work())
        return
    loop.run_in_executor(None, work).add_done_callback(lambda done: then(done.result()))
