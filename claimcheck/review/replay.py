"""What the events of one claim add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimcheck.model import Event, Judgement, Verdict
from claimcheck.review.event_effects import said
from claimcheck.review.events import ADDED, JUDGES, KINDS, TAKES_BACK, Moved, unreadable


def replay(claim_id: str, events: Sequence[Event]) -> Verdict:
    """The verdict that *events*, all those of one claim in the order of the log, add up to.

    An event that a later one undid counts for nothing; undoing the undoing brings it back.
    """
    verdict = Verdict(claim_id)
    for event in live(events):
        verdict = step(verdict, event)
    # A flagged claim can be added too, once it was cut anew; only what began by hand can be taken back.
    withdrawn = begun_by_hand(events) and not any(event.action == ADDED for event in live(events))
    seen = events[-1].id if events else 0
    return replace(verdict, withdrawn=withdrawn, seen=seen, history=tuple(events))


def begun_by_hand(events: Sequence[Event]) -> bool:
    """Whether a claim, of which these are all *events*, was made by a person."""
    return bool(events) and events[0].action == ADDED


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
    return {claim_id: _understood(claim_id, own) for claim_id, own in by_claim(events).items()}


def by_claim(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Those of *events* that concern a claim, by its id."""
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.claim_id:
            found.setdefault(event.claim_id, []).append(event)
    return found


def _understood(claim_id: str, events: Sequence[Event]) -> Verdict:
    try:
        return replay(claim_id, events)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"the events of this claim do not add up ({type(error).__name__}: {error})"
        return replay(claim_id, [unreadable(event, why) for event in events])


def judgements(events: Iterable[Event]) -> tuple[Judgement, ...]:
    """What *events* that count say of earlier checks: the last word on each, in the order of the first."""
    verdict = Verdict("")
    for event in events:
        if event.action in JUDGES:
            verdict = step(verdict, event)
    return verdict.judgements


def step(verdict: Verdict, event: Event) -> Verdict:
    """*verdict* after one more event that counts."""
    kind = KINDS[event.action]
    changes = said(verdict, event) if issubclass(kind.holds, Moved) else {}
    changes |= kind.changes(verdict, event)
    # Once for all fields: a log has tens of thousands of events, and a verdict is made anew each time.
    return replace(verdict, **changes) if changes else verdict
