"""What the events of one claim add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from claimcheck.errors import StoreError
from claimcheck.model import BlindRating, Event, Source, Status, Verdict
from claimcheck.review.people import same_person
from claimcheck.review.records import contact_from_json, source_from_json
from claimcheck.review.workflow import RATERS

# The actions that an event may have beside the statuses that a claim is moved to.
UNDONE, REDONE, ADDED, RECUT = "undone", "redone", "added", "recut"
COMMENTED, ASSIGNED, UPDATED, BLIND, RATED = "commented", "assigned", "updated", "blind", "rated"
TAKES_BACK = frozenset({UNDONE, REDONE})

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
        verdict = step(verdict, event)
    # A flagged claim can be added too, once it was cut anew; only what began by hand can be taken back.
    by_hand = bool(events) and events[0].action == ADDED
    withdrawn = by_hand and not any(event.action == ADDED for event in live(events))
    seen = events[-1].id if events else 0
    return replace(verdict, withdrawn=withdrawn, seen=seen, history=tuple(events))


def live(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that no later event undid, without those that undo and redo, in order."""
    undone = taken_back(events)
    return tuple(event for event in events if event.id not in undone and event.action not in TAKES_BACK)


def taken_back(events: Sequence[Event]) -> frozenset[int]:
    """The ids of those among *events* that count for nothing, since a later one that counts undid them."""
    undone: set[int] = set()
    for event in reversed(events):
        if event.action in TAKES_BACK and event.id not in undone:
            undone.update(event.data["events"])
    return frozenset(undone)


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


def step(verdict: Verdict, event: Event) -> Verdict:
    """*verdict* after one more event that counts."""
    if event.action in _BESIDE_THE_WORK:
        return _BESIDE_THE_WORK[event.action](verdict, event)
    before = verdict.rating
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
    if event.action == UPDATED:
        return replace(verdict, dismiss_reason=None)
    if event.action == ADDED:
        status = Status(event.data.get("status", Status.UNREVIEWED))
        return replace(
            verdict, status=status, dismiss_reason=None, blind=event.data.get("blind", verdict.blind)
        )
    if event.action == RECUT:
        return replace(verdict, status=Status.DISMISSED, dismiss_reason=CUT_ANEW)
    return _moved(replace(verdict, status=Status(event.action)), event, before)


def _moved(verdict: Verdict, event: Event, before: str | None) -> Verdict:
    """*verdict* with who proposed and who approved, as its new status has it; *before* was its rating."""
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
    if verdict.status is Status.RESEARCHING:
        return replace(verdict, approved_by=None, approved_at=None)
    if verdict.status is Status.APPROVED:
        return replace(verdict, approved_by=event.by, approved_at=event.at)
    if verdict.status is Status.CORRECTED and verdict.rating != before:
        return replace(verdict, former_rating=before)
    return verdict


def _assigned(verdict: Verdict, event: Event) -> Verdict:
    # Whoever hands a claim over hands over what was typed on it.
    worked = _worked(event.data["work"]) | {"dismiss_reason": None} if "work" in event.data else {}
    return replace(verdict, assigned_to=event.data["to"], **worked)


def _asked_blind(verdict: Verdict, event: Event) -> Verdict:
    return replace(verdict, blind=event.data["on"], ratings=() if event.data["on"] else verdict.ratings)


def _rated(verdict: Verdict, event: Event) -> Verdict:
    # Two desks may have rated in the same moment: one more than was asked for, or one person twice.
    if len(verdict.ratings) >= RATERS or any(same_person(r.by, event.by) for r in verdict.ratings):
        return verdict
    work = event.data["work"]
    rating = BlindRating(
        event.by,
        work["rating"],
        work.get("rationale"),
        event.at,
        work.get("statement"),
        tuple(map(source_from_json, work.get("sources", ()))),
    )
    verdict = replace(verdict, scale=event.data["scale"], ratings=(*verdict.ratings, rating))
    return _joined(verdict) if len(verdict.ratings) == RATERS else verdict


def _joined(verdict: Verdict) -> Verdict:
    """*verdict* once all its blind ratings are there: what they agree on, and the sources of all."""
    agreed = len({rating.rating for rating in verdict.ratings}) == 1
    first = verdict.ratings[0]
    return replace(
        verdict,
        rating=first.rating if agreed else None,
        rationale=verdict.rationale or (first.rationale if agreed else None),
        statement=verdict.statement or first.statement,
        sources=_each_once([*verdict.sources, *(s for rating in verdict.ratings for s in rating.sources)]),
    )


def _each_once(sources: Iterable[Source]) -> tuple[Source, ...]:
    by_address: dict[str | Source, Source] = {}
    for source in sources:
        by_address.setdefault(source.address.casefold() or source, source)
    return tuple(by_address.values())


_BESIDE_THE_WORK: dict[str, Callable[[Verdict, Event], Verdict]] = {
    COMMENTED: lambda verdict, _event: verdict,
    ASSIGNED: _assigned,
    BLIND: _asked_blind,
    RATED: _rated,
}


def _worked(work: dict[str, Any]) -> dict[str, Any]:
    """The fields of a verdict that *work*, the whole form at the time of a move, sets."""
    values = {name: work.get(name) for name in _WORK_FIELDS}
    values["sources"] = tuple(source_from_json(source) for source in work.get("sources", ()))
    values["contact"] = contact_from_json(work.get("contact"))
    return values
