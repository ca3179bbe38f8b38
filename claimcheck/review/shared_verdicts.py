"""One check that serves several claims: what is given, to which, and whether it still is the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Status, Verdict
from claimcheck.review.events import BESIDE, SERVED
from claimcheck.review.form_cleaning import work_of
from claimcheck.review.json_values import check_to_json, work_to_json
from claimcheck.review.policies import Policy
from claimcheck.review.queue import counts
from claimcheck.review.replay import live
from claimcheck.review.statuses import FINISHED, STAKED
from claimcheck.review.workflow import kept_apart

# Of these an event of an older version says nothing, which is no difference.
_NOT_RECORDED_AT_FIRST = {"approved_rating", "published_rating"}
_REMEDIES = {Status.PROPOSED: "send it back first", Status.APPROVED: "reopen it first"}


def given(source: Verdict, target: Verdict) -> dict[str, Any]:
    """What the check of *source* makes of *target*: the form and what stands beside it, as JSON values.

    Earlier checks that were confirmed come along as sources; why *target* was selected stays its own.
    """
    work = replace(
        work_of(source),
        sources=source.evidence,
        why_selected=target.why_selected or source.why_selected,
        dismiss_reason=None,
        note=None,
    )
    return {"work": work_to_json(work), "check": check_to_json(source)}


def refuse_unfinished(source: Verdict) -> None:
    """Raise WorkflowError where *source* has no finished check of its own to give."""
    if source.status not in FINISHED:
        raise WorkflowError(
            f"This claim is {source.status}; only a check that is approved, published or corrected can serve "
            "other claims. Finish it first."
        )
    if source.doubts:
        raise WorkflowError(f"This claim's check is in doubt, and serves no other: {source.doubts[0]}.")
    if source.served_from is not None:
        raise WorkflowError(
            "This claim took its check over from another one. Open that one and give its check on, or reopen "
            "this one and check it by itself."
        )


def refuse_unservable(source: Verdict, target: Verdict, words: str, policy: Policy) -> None:
    """Raise WorkflowError where *target*, a claim with these *words*, cannot have the check of *source*."""
    if target.claim_id == source.claim_id:
        raise WorkflowError(f"“{words}” is the claim whose check it is; choose only others.")
    if not counts(target):
        raise WorkflowError(f"“{words}” was taken back or cut anew; leave it out.")
    if kept_apart(target, policy):
        raise WorkflowError(f"“{words}” is being rated blind; leave it out until all have rated.")
    if target.status not in STAKED:
        return
    if _as_it_was_served(target, source.claim_id) is None:
        remedy = _REMEDIES.get(target.status, "record a correction there")
        raise WorkflowError(f"“{words}” is {target.status} already: leave it out, or {remedy}.")


def has_taken_over(target: Verdict, source: Verdict) -> bool:
    """Whether *target* has the check of *source* as it stands now."""
    event = _as_it_was_served(target, source.claim_id)
    return event is not None and _is_now(event, target, source)


def is_stale(target: Verdict, source: Verdict) -> bool:
    """Whether the check that *target* took over from *source* has changed there, or counts no more."""
    event = next(event for event in reversed(live(target.history)) if event.action == SERVED)
    return not _is_now(event, target, source)


def _as_it_was_served(target: Verdict, source_id: str) -> Event | None:
    """The event with which *target* took over that claim's check; None where somebody has moved it since."""
    moves = [event for event in live(target.history) if event.action not in BESIDE]
    served = bool(moves) and moves[-1].action == SERVED and moves[-1].data["from"] == source_id
    return moves[-1] if served else None


def _is_now(event: Event, target: Verdict, source: Verdict) -> bool:
    now = given(source, target)
    check = now["check"]
    for name in _NOT_RECORDED_AT_FIRST - event.data["check"].keys():
        check.pop(name, None)
    return all(event.data[name] == now[name] for name in now)
