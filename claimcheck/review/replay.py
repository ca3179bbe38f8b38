"""What the events of one claim add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from claimcheck.addresses import page_key
from claimcheck.model import BlindRating, Event, Judgement, Source, Status, Verdict
from claimcheck.review.json_values import check_from_json, dumps, known_from_json, work_from_json
from claimcheck.review.people import same_person
from claimcheck.review.workflow import FINISHED, RATERS, Work

# The actions that an event may have beside the statuses that a claim is moved to.
UNDONE, REDONE, ADDED, RECUT = "undone", "redone", "added", "recut"
COMMENTED, ASSIGNED, UPDATED, BLIND, RATED = "commented", "assigned", "updated", "blind", "rated"
CONFIRMED, REJECTED, SERVED = "confirmed", "rejected", "served"
TAKES_BACK = frozenset({UNDONE, REDONE})
JUDGES = frozenset({CONFIRMED, REJECTED})
# What those are called to somebody who may not know yet which it was.
JUDGED = "judged"
# One that cannot be read: it holds the "action" it had, "why", and what is "stored".
UNREADABLE = "unreadable"
# What stands beside the work: it holds whether or not the step under it is taken back.
BESIDE = JUDGES | {COMMENTED, ASSIGNED}

CUT_ANEW = "cut anew"

_WORK_FIELDS = tuple(field.name for field in fields(Work))


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
        if event.claim_id:
            by_claim.setdefault(event.claim_id, []).append(event)
    return {claim_id: _understood(claim_id, own) for claim_id, own in by_claim.items()}


def _understood(claim_id: str, events: Sequence[Event]) -> Verdict:
    try:
        return replay(claim_id, events)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"the events of this claim do not add up ({type(error).__name__}: {error})"
        return replay(claim_id, [unreadable(event, why) for event in events])


def unreadable(event: Event, why: str, stored: object = None) -> Event:
    """*event* as one of which nothing is known but what is *stored* of it, for the reason *why*."""
    kept = dumps(event.data) if stored is None else str(stored)
    return replace(event, action=UNREADABLE, data={"action": event.action, "why": why, "stored": kept})


def doubt(event: Event) -> str:
    """That an event cannot be read, and why."""
    return f"Event {event.id} by {event.by} ({event.data['action']}) cannot be read: {event.data['why']}"


def judgements(events: Iterable[Event]) -> tuple[Judgement, ...]:
    """What *events* that count say of earlier checks: the last word on each, in the order of the first."""
    said: dict[str, Judgement] = {}
    for event in events:
        if event.action in JUDGES:
            known = known_from_json(event.data["known"])
            said[known.id] = Judgement(known, event.action == CONFIRMED, event.by, event.at)
    return tuple(said.values())


def step(verdict: Verdict, event: Event) -> Verdict:
    """*verdict* after one more event that counts."""
    if event.action in _WITH_RULES_OF_THEIR_OWN:
        return _WITH_RULES_OF_THEIR_OWN[event.action](verdict, event)
    changes = _said(verdict, event)
    if event.action == UPDATED:
        changes |= {"dismiss_reason": None}
    elif event.action == ADDED:
        status = Status(event.data.get("status", Status.UNREVIEWED))
        blind = event.data.get("blind", verdict.blind)
        changes |= {"status": status, "dismiss_reason": None, "blind": blind}
    elif event.action == RECUT:
        changes |= {"status": Status.DISMISSED, "dismiss_reason": CUT_ANEW}
    else:
        changes |= _moved(verdict, event, changes.get("rating", verdict.rating))
    # Once for all fields: a log has tens of thousands of events, and a verdict is made anew each time.
    return replace(verdict, **changes)


def _said(verdict: Verdict, event: Event) -> dict[str, Any]:
    """What the event's author says: who they are, what the form holds, by which policy and scale."""
    changes: dict[str, Any] = {}
    settled = event.action in (Status.PUBLISHED, Status.CORRECTED)
    # Who did the check, and under which demands, is settled once it is approved.
    if verdict.reviewer is None or not (settled or event.action == Status.APPROVED):
        changes["reviewer"] = event.by
    if "work" in event.data:
        changes |= _worked(event.data["work"])
    if "policy" in event.data:
        changes["scale"] = event.data.get("scale")
        if verdict.policy is None or not settled:
            changes["policy"] = event.data["policy"]
    return changes


def _moved(verdict: Verdict, event: Event, rating: str | None) -> dict[str, Any]:
    """The status that a move leads to, and who proposed and who approved then; *rating* is the new one."""
    status = Status(event.action)
    changes: dict[str, Any] = {"status": status}
    if status is not Status.DISMISSED:
        changes["dismiss_reason"] = None
    if status not in FINISHED:
        # From here on nothing rests on what cannot be read.
        changes["doubts"] = ()
    if status is Status.PROPOSED:
        proposed = {"proposed_rating": rating, "proposed_by": event.by, "proposed_at": event.at}
        return changes | proposed | _NOT_APPROVED
    if status is Status.RESEARCHING:
        # From here on it is a check of this claim's own, as it is with a correction of its own.
        return changes | _NOT_APPROVED | {"served_from": None}
    if status is Status.APPROVED:
        return changes | {"approved_by": event.by, "approved_at": event.at, "approved_rating": rating}
    if status is Status.PUBLISHED:
        return changes | {"published_rating": rating}
    if status is Status.CORRECTED:
        published = {"published_rating": verdict.published_rating or verdict.rating}
        former = {} if rating == verdict.rating else {"former_rating": verdict.rating}
        return changes | published | former | {"served_from": None}
    return changes


_NOT_APPROVED = {"approved_by": None, "approved_at": None, "approved_rating": None}


def _in_doubt(verdict: Verdict, event: Event) -> Verdict:
    # A word beside the work would change nothing of it.
    beside = event.data["action"] == COMMENTED
    return verdict if beside else replace(verdict, doubts=(*verdict.doubts, doubt(event)))


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
    work = work_from_json(event.data["work"])
    found = (work.rationale, event.at, work.statement, work.sources, event.data["scale"])
    rating = BlindRating(event.by, event.data["work"]["rating"], *found)
    # Blind for every desk from then on, also for one under a policy that did not ask for it.
    ratings = (*verdict.ratings, rating)
    verdict = replace(verdict, scale=event.data["scale"], ratings=ratings, blind=True)
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


def _judged(verdict: Verdict, event: Event) -> Verdict:
    (said,) = judgements([event])
    last = {judgement.known.id: judgement for judgement in verdict.judgements} | {said.known.id: said}
    # Found while ratings were to be kept apart: for every desk then, as with a blind rating.
    blind = verdict.blind or event.data.get("blind", False)
    return replace(verdict, judgements=tuple(last.values()), blind=blind)


def _served(verdict: Verdict, event: Event) -> Verdict:
    check = check_from_json(event.data["check"])
    return replace(verdict, **_worked(event.data["work"]), **check, served_from=event.data["from"])


def _each_once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """*sources* without those that cite no other passage of a page than one before."""
    first: dict[str | Source, Source] = {}
    for source in sources:
        page = page_key(source.address) or source
        former = first.setdefault(page, source)
        if source.passage not in {None, former.passage}:
            first.setdefault(f"{page} {source.passage}", source)
    return tuple(first.values())


_WITH_RULES_OF_THEIR_OWN: dict[str, Callable[[Verdict, Event], Verdict]] = {
    COMMENTED: lambda verdict, _event: verdict,
    UNREADABLE: _in_doubt,
    ASSIGNED: _assigned,
    BLIND: _asked_blind,
    RATED: _rated,
    CONFIRMED: _judged,
    REJECTED: _judged,
    SERVED: _served,
}


def _worked(work: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a verdict that *work*, the whole form at the time of a move, sets."""
    filled = work_from_json(work)
    return {name: getattr(filled, name) for name in _WORK_FIELDS}
