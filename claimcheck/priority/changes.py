"""What is different between two priorities, in words."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.priority.priorities import WEIGHTS, Priorities
from claimcheck.priority.prioritize import NAMES


def changes(before: Priorities, after: Priorities) -> list[str]:
    """What has changed from *before* to *after*, a line each; none where nothing has.

    >>> changes(Priorities(), Priorities(people=("Ana Ruiz",), minimum=0.3))
    ['of interest now: Ana Ruiz', 'minimum: 0 → 0.3']
    """
    return [
        *_of_weights(before, after),
        *_of_topics(before, after),
        *_of_names("of interest", before.people, after.people),
        *_of_names("left out", sorted(before.leave_out), sorted(after.leave_out)),
        *_of_number("minimum", before.minimum, after.minimum),
    ]


def _of_weights(before: Priorities, after: Priorities) -> Iterable[str]:
    for name in WEIGHTS:
        yield from _of_number(NAMES[name], getattr(before.weights, name), getattr(after.weights, name))


def _of_topics(before: Priorities, after: Priorities) -> Iterable[str]:
    for name, words in after.topics.items():
        if before.topics.get(name) != words:
            new = "" if name in before.topics else "new "
            yield f"{new}topic “{name}”: {', '.join(words)}"
    yield from (f"no topic “{name}” any more" for name in before.topics if name not in after.topics)


def _of_names(what: str, before: Iterable[str], after: Iterable[str]) -> Iterable[str]:
    former, now = list(before), list(after)
    if come := [name for name in now if name not in former]:
        yield f"{what} now: {', '.join(come)}"
    if gone := [name for name in former if name not in now]:
        yield f"no longer {what}: {', '.join(gone)}"


def _of_number(what: str, before: float, after: float) -> Iterable[str]:
    if before != after:
        yield f"{what}: {before:g} → {after:g}"
