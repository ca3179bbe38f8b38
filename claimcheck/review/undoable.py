"""Which of their steps a reviewer can take back, and which of those they can take up again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Verdict
from claimcheck.review.events import BESIDE, KINDS, REDONE, TAKES_BACK, UNDONE
from claimcheck.review.replay import live

Group = list[Event]


@dataclass(slots=True)
class Steps:
    """One reviewer's steps, each with all its events: ``done`` and still counting, and ``undone``.

    The last of ``done`` is the one to take back next; with each of the ``undone`` stand the events
    that undid it.
    """

    done: list[Group]
    undone: list[tuple[Group, Group]]


def steps_of(reviewer: str, log: Iterable[Event]) -> Steps:
    """The steps that *reviewer* took in *log*; a new one ends what could be taken up again."""
    steps = Steps([], [])
    for group in _groups(event for event in log if event.by == reviewer):
        if group[0].action == UNDONE:
            _undo(steps, group)
        elif group[0].action == REDONE:
            _redo(steps, group)
        else:
            steps.done.append(group)
            steps.undone.clear()
    return steps


def refuse_what_came_after(own: Sequence[Event], verdict: Verdict) -> None:
    """Raise WorkflowError where somebody has moved the claim on since *own*, a step or its undoing."""
    if all(KINDS[event.action].spoken for event in own):
        return
    # Under a step that is to be taken up again not even an undone one may have gone: its gate was another.
    again = own[-1].action == UNDONE
    standing = verdict.history if again else live(verdict.history)
    since = [
        event
        for event in standing
        if event.id > own[-1].id and event.action not in BESIDE and not (again and event.by == own[-1].by)
    ]
    if since:
        what_now = (
            "your step cannot be taken up again over it; take it anew."
            if again
            else "it can be sent back or dismissed, but your step under it cannot be undone."
        )
        raise WorkflowError(f"{since[-1].by} {KINDS[since[-1].action].since(since[-1])} since; {what_now}")


def _groups(events: Iterable[Event]) -> list[Group]:
    """The events of each step together: what was done in one go bears one name."""
    by_name: dict[str, Group] = {}
    for event in events:
        by_name.setdefault(event.data.get("group", str(event.id)), []).append(event)
    return list(by_name.values())


def _undo(steps: Steps, undoing: Group) -> None:
    place = _last_meant(steps.done, undoing)
    if place is not None:
        steps.undone.append((steps.done.pop(place), undoing))


def _redo(steps: Steps, redoing: Group) -> None:
    place = _last_meant([undoing for _step, undoing in steps.undone], redoing)
    if place is not None:
        steps.done.append(steps.undone.pop(place)[0])


def _last_meant(groups: Sequence[Group], taking: Group) -> int | None:
    """The place of the last of *groups* that *taking*, which undoes or redoes, is about."""
    meant = {number for event in taking if event.action in TAKES_BACK for number in event.data["events"]}
    places = reversed(range(len(groups)))
    return next((place for place in places if meant & {event.id for event in groups[place]}), None)
