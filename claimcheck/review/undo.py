"""Taking steps back, and up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Verdict
from claimcheck.review.events import BESIDE, KINDS, REDONE, TAKES_BACK, UNDONE
from claimcheck.review.json_values import work_to_json
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.drafts import ASIDE, COMMENT
from claimcheck.review.recorder import Recorder
from claimcheck.review.replay import by_claim, live
from claimcheck.review.shared_verdicts import is_stale
from claimcheck.review.workflow import kept_apart

Group = list[Event]


@dataclass(slots=True)
class Steps:
    """One reviewer's steps, each with all its events: ``done`` and still counting, and ``undone``.

    The last of ``done`` is the one to take back next; with each of the ``undone`` stand the events
    that undid it.
    """

    done: list[Group]
    undone: list[tuple[Group, Group]]


class Undo:
    """The steps of a reviewer who thinks better of one."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder, self._cursor = recorder, recorder.cursor
        self._reviewer, self._worklist = recorder.reviewer, recorder.worklist

    def undo(self) -> list[Event]:
        """Take back this reviewer's last step, with everything that was done in the same go.

        What was typed for it, or since, comes back as a draft. Raises WorkflowError where there is
        nothing to undo or somebody has acted on the claim since.
        """
        self._recorder.refresh()
        steps = steps_of(self._reviewer.name, self._worklist.log).done
        if not steps:
            raise WorkflowError("There is nothing of yours to undo.")
        written = self._take_back(steps[-1], UNDONE, drafts_then=self._typed(steps[-1]))
        self._cursor.leave_withdrawn()
        return written

    def redo(self) -> list[Event]:
        """Take up again the step that was undone last; raises WorkflowError like `undo`."""
        self._recorder.refresh()
        steps = steps_of(self._reviewer.name, self._worklist.log).undone
        if not steps:
            raise WorkflowError("There is nothing to take up again: no step was undone since your last one.")
        step, undoing = steps[-1]
        typed = {
            event.claim_id: draft.data
            for event in step
            if (draft := self._reviewer.draft(event.claim_id)) is not None and _typed_more(draft.data, event)
        }
        return self._take_back(undoing, REDONE, drafts_then=typed)

    def _take_back(
        self, group: Group, action: str, drafts_then: Mapping[str, Mapping[str, Any]]
    ) -> list[Event]:
        steps, rests_on = [], dict[str, int]()
        for claim_id, own in by_claim(group).items():
            verdict = self._worklist.verdict(claim_id)
            refuse_what_came_after(own, verdict)
            data = {"events": [event.id for event in own]}
            after = self._reviewer.after(verdict, action, data)
            self._refuse_hiding(verdict, after)
            rests_on |= self._check_used(verdict, after)
            steps.append(NewEvent(claim_id, action, data, verdict.seen))
        return self._recorder.write(steps, then=group[0].claim_id, drafts_then=drafts_then, rests_on=rests_on)

    def _check_used(self, verdict: Verdict, after: Verdict) -> dict[str, int]:
        """The check that the claim takes over again by a step that leads to *after*, as it was last seen.

        Raises WorkflowError where it has changed since.
        """
        if after.served_from is None or after.served_from == verdict.served_from:
            return {}
        giver = self._worklist.verdict(after.served_from)
        if is_stale(after, giver):
            raise WorkflowError("The check that was used for this claim has changed since; use it anew.")
        return {giver.claim_id: giver.seen}

    def _refuse_hiding(self, verdict: Verdict, after: Verdict) -> None:
        """Raise WorkflowError where taking a step back would keep from others what they have seen already."""
        policy = self._reviewer.policy
        if after.ratings and kept_apart(after, policy) and not kept_apart(verdict, policy):
            raise WorkflowError(
                "The blind ratings have been shown, and that cannot be taken back; ask for new ones instead."
            )

    def _typed(self, group: Sequence[Event]) -> dict[str, Mapping[str, Any]]:
        """What the forms of the claims of *group* hold: the draft, else what went into the last step."""
        typed: dict[str, Mapping[str, Any]] = {}
        for claim_id, event in {event.claim_id: event for event in group}.items():
            draft = self._reviewer.draft(claim_id)
            stepped = _typed_in(event) if KINDS[event.action].gives_back else {}
            if draft is None:
                typed[claim_id] = stepped
                continue
            # As it stands now, since the draft will count as begun after what others have done meanwhile.
            kept = work_to_json(self._reviewer.form(self._worklist.verdict(claim_id), draft))
            typed[claim_id] = {**stepped, **kept} if KINDS[event.action].finds else kept
        return {claim_id: work for claim_id, work in typed.items() if work}


def _typed_more(draft: Mapping[str, Any], event: Event) -> bool:
    """Whether a draft says more than the step that it came back from."""
    typed = {name: value for name, value in draft.items() if name not in ("seen", COMMENT, ASIDE)}
    return bool(typed) and typed != _typed_in(event)


def _typed_in(event: Event) -> Mapping[str, Any]:
    """What its author had typed when they took the step."""
    typed: Mapping[str, Any] = event.data.get(KINDS[event.action].typed, {})
    return typed


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
