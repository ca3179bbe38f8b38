"""What a user whom permissions and limits bind does in a process of its own; root heeds neither."""

from __future__ import annotations

import os
from collections.abc import Callable

NOBODY = 65534


def as_nobody(act: Callable[[], object]) -> object:
    """What *act* returns, or the words it is refused with, done by a user without rights."""

    def without_rights() -> object:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        return act()

    return in_a_child(without_rights)


def in_a_child(act: Callable[[], object]) -> object:
    """What *act* returns or raises, done in a process of its own: a number, else words."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            done = act()
        except BaseException as fault:  # noqa: BLE001 - for the parent to show
            done = f"{type(fault).__name__}: {fault}"
        os.write(write, str(done).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return int(said) if said.lstrip("-").isdigit() else said
