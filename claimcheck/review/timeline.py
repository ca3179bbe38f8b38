"""The history of a claim as sentences that a person reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from claimcheck.model import Contact, Event, KnownClaim, Source, Status, Verdict
from claimcheck.review.blind_review import FINDS, worked_alone
from claimcheck.review.json_values import known_from_json
from claimcheck.review.people import same_person
from claimcheck.review.replay import (
    ADDED,
    ASSIGNED,
    BLIND,
    COMMENTED,
    CONFIRMED,
    JUDGED,
    JUDGES,
    RATED,
    RECUT,
    REJECTED,
    SERVED,
    TAKES_BACK,
    UNDONE,
    UNREADABLE,
    UPDATED,
    replay,
    step,
    taken_back,
)

_SHOWN_OF_STORED = 2_000
_LABELS = {
    "statement": "Statement",
    "why_selected": "Why it matters",
    "rationale": "Rationale",
    "one_source_reason": "Why one source is enough",
    "published_url": "Published at",
    "correction": "Correction",
    "note": "Note",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One step as the timeline tells it.

    ``what`` goes on after the name of who did it ("proposed False"), ``details`` are (label, text) of what
    changed in the form, ``undone`` says that it counts no more, ``kind`` is the event's action.
    """

    at: datetime
    by: str
    what: str
    details: tuple[tuple[str, str], ...]
    undone: bool
    kind: str


def timeline(verdict: Verdict, *, blind_for: str | None = None) -> list[Entry]:
    """Every step on the claim, the first one first.

    *blind_for* names a reviewer who may not see yet how others rate: ratings, rationales, sources and what
    was said of earlier checks are left out, but for their own. Where others have worked on the claim, what
    this reviewer did may repeat what those had found; theirs alone are then their blind rating and what they
    said of earlier checks.
    """
    entries: list[Entry] = []
    told: dict[int, str] = {}
    state, gone = Verdict(verdict.claim_id), taken_back(verdict.history)
    alone = blind_for is not None and worked_alone(blind_for, verdict)
    for place, event in enumerate(verdict.history):
        own = (alone or event.action in FINDS) and same_person(event.by, blind_for)
        hidden = blind_for is not None and not own
        if event.action in TAKES_BACK:
            now = replay(verdict.claim_id, verdict.history[: place + 1])
            what = _taken_back(event, told)
            details: tuple[tuple[str, str], ...] = ()
        else:
            now = step(state, event)
            what, details = _what(event, state, now, hidden), _details(event, state, now, hidden)
        told[event.id] = what
        kind = JUDGED if hidden and event.action in JUDGES else event.action
        entries.append(Entry(event.at, event.by, what, details, event.id in gone, kind))
        state = now
    return entries


def _taken_back(event: Event, told: dict[int, str]) -> str:
    steps = "; ".join(told[number] for number in event.data["events"] if number in told)
    if event.action == UNDONE:
        return f"took back: {steps}"
    return f"took up again: {steps.removeprefix('took back: ')}"


def _what(event: Event, before: Verdict, now: Verdict, hidden: bool) -> str:
    if event.action == ASSIGNED:
        return _assigned(event, before)
    if event.action == RATED and len(now.ratings) == len(before.ratings):
        return f"{_rated(event, hidden)} (it does not count: the ratings were there)"
    if event.action in _WORDS:
        return _WORDS[event.action](event, hidden)
    status = Status(event.action)
    if status is Status.RESEARCHING:
        return {Status.PROPOSED: "sent it back", Status.APPROVED: "reopened it"}.get(
            before.status, "started the research"
        )
    if hidden and status in _TELLS_THE_RATING:
        return f"{_TELLS_THE_RATING[status]} a rating"
    if status is Status.APPROVED and now.rating != now.proposed_rating and now.proposed_rating:
        return f"approved {_rating(now)} instead of {now.proposed_rating}"
    if status is Status.CORRECTED and now.rating != before.rating:
        return f"corrected {_rating(before)} to {_rating(now)}"
    # Alone one may change it with this step too.
    changed = now.rating != before.rating and before.status is Status.APPROVED and not hidden
    return {
        Status.UNREVIEWED: "put it back on the pile",
        Status.SELECTED: "selected it",
        Status.PROPOSED: f"proposed {_rating(now)}",
        Status.APPROVED: f"approved {_rating(now)}",
        Status.PUBLISHED: f"published it as {_rating(now)} instead of {_rating(before)}"
        if changed
        else "marked it as published",
        Status.CORRECTED: "recorded a correction",
        Status.DISMISSED: f"dismissed it: {now.dismiss_reason}",
    }[status]


def _rating(verdict: Verdict) -> str:
    return verdict.rating or "no rating"


_TELLS_THE_RATING = {
    Status.PROPOSED: "proposed",
    Status.APPROVED: "approved",
    Status.CORRECTED: "corrected",
}


def _assigned(event: Event, before: Verdict) -> str:
    to = event.data["to"]
    if to is None:
        return "left it to whoever takes it"
    took = "took it over" if before.assigned_to else "took it"
    handed = took if same_person(to, event.by) else f"assigned it to {to}"
    typed_by = event.data.get("typed_by")
    if typed_by is None or same_person(typed_by, event.by):
        return handed
    return f"{handed}, with what {typed_by} had typed"


def _rated(event: Event, hidden: bool) -> str:
    return "gave a blind rating" if hidden else f"rated it blind: {event.data['work']['rating']}"


def _judged(said: str, event: Event, hidden: bool) -> str:
    return "looked at an earlier check" if hidden else said


_WORDS: dict[str, Callable[[Event, bool], str]] = {
    ADDED: lambda event, _: "made it of another claim" if "from" in event.data else "added it by hand",
    RECUT: lambda _event, _: "cut it anew",
    UPDATED: lambda _event, _: "brought the form up to date",
    COMMENTED: lambda _event, _: "commented",
    BLIND: lambda event, _: "asked for two blind ratings" if event.data["on"] else "ended the blind review",
    RATED: _rated,
    CONFIRMED: partial(_judged, "confirmed that this was checked before"),
    REJECTED: partial(_judged, "rejected an earlier check: it is of another claim"),
    SERVED: lambda _event, _: "gave it the check of another claim",
    UNREADABLE: lambda event, _: (
        f"took a step that cannot be read (event {event.id}, {event.data['action']}): {event.data['why']}"
    ),
}


def _details(event: Event, before: Verdict, now: Verdict, hidden: bool) -> tuple[tuple[str, str], ...]:
    if event.action == COMMENTED:
        return (("", event.data["text"]),)
    if event.action == UNREADABLE:
        return (("As it is stored", event.data["stored"][:_SHOWN_OF_STORED]),) if not hidden else ()
    if event.action == RATED:
        rationale = event.data["work"].get("rationale")
        return (("Rationale", rationale),) if rationale and not hidden else ()
    if event.action in JUDGES:
        return () if hidden else _earlier_check(known_from_json(event.data["known"]))
    found = []
    if not hidden and before.rating != now.rating and now.rating is not None:
        found.append(("Rating", f"{before.rating} → {now.rating}" if before.rating else now.rating))
    for name, label in _LABELS.items():
        was, said = getattr(before, name), getattr(now, name)
        if was != said and not (hidden and name == "rationale"):
            found.append((label, said or "(emptied)"))
    if before.contact != now.contact and now.contact is not None:
        found.append(("Claimant", _contacted(now.contact)))
    if hidden:
        return tuple(found)
    found += [("Source", _named(source)) for source in now.sources if source not in before.sources]
    kept = {source.address for source in now.sources}
    found += [("Source removed", _named(s)) for s in before.sources if s.address not in kept]
    return tuple(found)


def _earlier_check(known: KnownClaim) -> tuple[tuple[str, str], ...]:
    found = {
        "Claim": known.text,
        "Rating": known.rating,
        "Publisher": known.publisher,
        "Address": known.url,
    }
    return tuple((label, text) for label, text in found.items() if text)


def _contacted(contact: Contact) -> str:
    parts: Sequence[str | None] = (
        " ".join(
            filter(None, (contact.asked and f"asked on {contact.asked}", contact.how and f"({contact.how})"))
        ),
        contact.deadline and f"reply wanted by {contact.deadline}",
        contact.replied and f"replied on {contact.replied}",
        contact.reply and f"“{contact.reply}”",
    )
    return ", ".join(filter(None, parts))


def _named(source: Source) -> str:
    primary = {True: "primary", False: "not primary", None: None}[source.primary]
    parts: Sequence[str | None] = (
        source.title,
        source.address,
        source.stance and f"{source.stance} the claim",
        primary,
        source.passage and f"“{source.passage}”",
        source.archived and f"archived at {source.archived}",
        source.interest and f"interest: {source.interest}",
        source.consulted and f"consulted on {source.consulted}",
    )
    return ", ".join(filter(None, parts))
