"""What the events of one claim add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from claimcheck.errors import StoreError
from claimcheck.model import Event, Status, Verdict
from claimcheck.review.records import source_from_json

UNDONE, ADDED, RECUT = "undone", "added", "recut"
CUT_ANEW = "cut anew"

_WORK_FIELDS = (
    "statement",
    "rating",
    "rationale",
    "one_source_reason",
    "why_selected",
    "dismiss_reason",
    "checked_before_url",
    "published_url",
    "correction",
    "note",
)


def replay(claim_id: str, events: Sequence[Event]) -> Verdict:
    """The verdict that *events*, all those of one claim in the order of the log, add up to.

    An event that a later one undid counts for nothing; undoing the undoing brings it back.
    """
    verdict = Verdict(claim_id)
    for event in live(events):
        verdict = _step(verdict, event)
    # A flagged claim can be added too, once it was cut anew; only what began by hand can be taken back.
    by_hand = bool(events) and events[0].action == ADDED
    withdrawn = by_hand and not any(event.action == ADDED for event in live(events))
    seen = events[-1].id if events else 0
    return replace(verdict, withdrawn=withdrawn, seen=seen, history=tuple(events))


def live(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that no later event undid, without the undoing ones, in order."""
    undone: set[int] = set()
    for event in reversed(events):
        if event.action == UNDONE and event.id not in undone:
            undone.update(event.data["events"])
    return tuple(event for event in events if event.id not in undone and event.action != UNDONE)


def verdicts(events: Iterable[Event]) -> dict[str, Verdict]:
    """The verdict of every claim that *events*, a whole log in order, speak of."""
    by_claim: dict[str, list[Event]] = {}
    for event in events:
        by_claim.setdefault(event.claim_id, []).append(event)
    return {claim_id: _understood(claim_id, own) for claim_id, own in by_claim.items()}


def _understood(claim_id: str, events: Sequence[Event]) -> Verdict:
    try:
        return replay(claim_id, events)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(
            f"The events {events[0].id} to {events[-1].id} of the claim {claim_id} do not add up "
            f"({type(error).__name__}: {error}): something else wrote in the log, or a newer claimcheck "
            "has. `claimcheck verify` says where it stops fitting; keep a copy of it as it is."
        ) from error


def _step(verdict: Verdict, event: Event) -> Verdict:
    # Who did the check, and under which demands, is settled once it is approved.
    later = event.action in (Status.APPROVED, Status.PUBLISHED, Status.CORRECTED)
    if not later or verdict.reviewer is None:
        verdict = replace(verdict, reviewer=event.by)
    if "work" in event.data:
        verdict = replace(verdict, **_worked(event.data["work"]))
    if "policy" in event.data:
        verdict = replace(verdict, scale=event.data["scale"])
        if event.action not in (Status.PUBLISHED, Status.CORRECTED) or verdict.policy is None:
            verdict = replace(verdict, policy=event.data["policy"])
    if event.action == ADDED:
        status = Status(event.data.get("status", Status.UNREVIEWED))
        return replace(verdict, status=status, dismiss_reason=None)
    if event.action == RECUT:
        return replace(verdict, status=Status.DISMISSED, dismiss_reason=CUT_ANEW)
    return _moved(replace(verdict, status=Status(event.action)), event)


def _moved(verdict: Verdict, event: Event) -> Verdict:
    """*verdict* with who proposed and who approved, as its new status has it."""
    if verdict.status is not Status.DISMISSED:
        verdict = replace(verdict, dismiss_reason=None)
    if verdict.status is Status.PROPOSED:
        return replace(
            verdict,
            proposed_rating=verdict.rating,
            proposed_by=event.by,
            proposed_at=event.at,
            approved_by=None,
            approved_at=None,
        )
    if verdict.status is Status.APPROVED:
        return replace(verdict, approved_by=event.by, approved_at=event.at)
    return verdict


def _worked(work: dict[str, Any]) -> dict[str, Any]:
    """The fields of a verdict that *work*, the whole form at the time of a move, sets."""
    values = {name: work.get(name) for name in _WORK_FIELDS}
    values["sources"] = tuple(source_from_json(source) for source in work.get("sources", ()))
    return values
