"""The history of a claim as sentences that a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from claimcheck.calculations import KeptWorksheet
from claimcheck.model import Contact, Event, Source, Verdict
from claimcheck.review.blind_review import is_own, worked_alone
from claimcheck.review.events import KINDS, UNDONE, Details, Told, called
from claimcheck.review.replay import replay, step, taken_back

_LABELS = {
    "statement": "Statement",
    "why_selected": "Why it matters",
    "rationale": "Rationale",
    "one_source_reason": "Why one source is enough",
    "published_url": "Published at",
    "correction": "Correction",
    "note": "Note",
}


# What is told of a change: its label, what stands there now and what stood there before.
_Change = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One step as the timeline tells it.

    ``what`` goes on after the name of who did it ("proposed False"), ``details`` are (label, text) of what
    changed in the form, ``before`` what of each of them stood there before, ``undone`` says that it counts no
    more, ``kind`` is the event's action.
    """

    at: datetime
    by: str
    what: str
    details: Details
    undone: bool
    kind: str
    before: tuple[str | None, ...] = ()


def timeline(verdict: Verdict, *, blind_for: str | None = None) -> list[Entry]:
    """Every step on the claim, the first one first.

    *blind_for* names a reviewer who may not see yet how others rate: ratings, rationales, sources and what
    was said of earlier checks are left out, but for their own. Where others have worked on the claim, what
    this reviewer did may repeat what those had found; theirs alone are then their blind rating and what they
    said of earlier checks.
    """
    entries: list[Entry] = []
    words: dict[int, str] = {}
    state, gone = Verdict(verdict.claim_id), taken_back(verdict.history)
    alone = blind_for is not None and worked_alone(blind_for, verdict)
    for place, event in enumerate(verdict.history):
        kind = KINDS[event.action]
        hidden = blind_for is not None and not is_own(event, blind_for, alone)
        changes: list[_Change] = []
        if kind.takes_back:
            now = replay(verdict.claim_id, verdict.history[: place + 1])
            what = _taken_back(event, words)
        else:
            now = step(state, event)
            told = Told(event, state, now, hidden)
            what = kind.tells(told)
            changes = _changes_in_the_form(told) if kind.details is None else _new(kind.details(told))
        words[event.id] = what
        action = called(event.action) if hidden else event.action
        details = tuple((label, text) for label, text, _ in changes)
        before = tuple(former for _, _, former in changes)
        entries.append(Entry(event.at, event.by, what, details, event.id in gone, action, before))
        state = now
    return entries


def _taken_back(event: Event, words: Mapping[int, str]) -> str:
    steps = "; ".join(words[number] for number in event.data["events"] if number in words)
    if event.action == UNDONE:
        return f"took back: {steps}"
    return f"took up again: {steps.removeprefix('took back: ')}"


def _new(details: Details) -> list[_Change]:
    return [(label, text, None) for label, text in details]


def _changes_in_the_form(told: Told) -> list[_Change]:
    before, now, hidden = told.before, told.now, told.hidden
    found: list[_Change] = []
    if not hidden and before.rating != now.rating and now.rating is not None:
        found.append(("Rating", now.rating, before.rating))
    for name, label in _LABELS.items():
        was, said = getattr(before, name), getattr(now, name)
        if was != said and not (hidden and name == "rationale"):
            found.append((label, said or "(emptied)", was))
    if before.contact != now.contact and now.contact is not None:
        found.append(
            ("Claimant", _contacted(now.contact), _contacted(before.contact) if before.contact else None)
        )
    if hidden:
        return found
    if before.worksheet != now.worksheet:
        found.append(("Worksheet", _worked_out(now.worksheet), _worked_out(before.worksheet)))
    return found + _changes_of_sources(before, now)


def _worked_out(kept: KeptWorksheet | None) -> str:
    return "(none)" if kept is None else kept.result or "figures, nothing worked out yet"


def _changes_of_sources(before: Verdict, now: Verdict) -> list[_Change]:
    were = {source.address: _named(source) for source in before.sources}
    fresh = [source for source in now.sources if source not in before.sources]
    gone = were.keys() - {source.address for source in now.sources}
    return [
        *(("Source", _named(source), were.get(source.address)) for source in fresh),
        *(("Source removed", named, None) for address, named in were.items() if address in gone),
    ]


def _contacted(contact: Contact) -> str:
    asked = (contact.asked and f"asked on {contact.asked}", contact.how and f"({contact.how})")
    return _listed(
        " ".join(filter(None, asked)),
        contact.deadline and f"reply wanted by {contact.deadline}",
        contact.replied and f"replied on {contact.replied}",
        contact.reply and f"“{contact.reply}”",
    )


def _named(source: Source) -> str:
    primary = {True: "primary", False: "not primary", None: None}[source.primary]
    return _listed(
        source.title,
        source.address,
        source.stance and f"{source.stance} the claim",
        primary,
        source.passage and f"“{source.passage}”",
        source.archived and f"archived at {source.archived}",
        source.interest and f"interest: {source.interest}",
        source.consulted and f"consulted on {source.consulted}",
        f"attached: {source.attachment.name}" if source.attachment else None,
    )


def _listed(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))
