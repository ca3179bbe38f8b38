"""What each kind of event is: one record says it, and whoever has to know reads it there.

A record says what an event of its kind holds, what it changes of the verdict, how the timeline tells it, what
stands in the way of undoing what was done before it, and what of it a blind review keeps from others. A new
kind is a record here; one that changes much has its changes in `review.event_effects`.

A stored event that does not hold what its kind says shuts out nobody: it is read as one of the kind
UNREADABLE, which changes nothing of the claim but puts its verdict in doubt, and which keeps what stands in
the log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import msgspec

from claimcheck.model import Event, Harm, KnownClaim, Reach, Status, Verdict
from claimcheck.review import event_effects as effects
from claimcheck.review.event_effects import Changes
from claimcheck.review.json_values import (
    Check,
    MisreadError,
    dumps,
    loads,
    read_as,
    refuse_halves,
)
from claimcheck.review.people import same_person
from claimcheck.review.statuses import STATUSES
from claimcheck.review.workflow import Work

# The actions that an event may have beside the statuses that a claim is moved to.
UNDONE, REDONE, ADDED, RECUT = "undone", "redone", "added", "recut"
COMMENTED, ASSIGNED, UPDATED, BLIND, RATED = "commented", "assigned", "updated", "blind", "rated"
TAGGED, WEIGHED, READDRESSED = "tagged", "weighed", "readdressed"
CONFIRMED, REJECTED, SERVED = "confirmed", "rejected", "served"
VOTED = "voted"
# Those of the events that concern no claim. What older databases held, they took in when this was new.
IMPORTED, REFLAGGED, UPDATED_FACTS = "imported", "reflagged", "facts"
POLICY, PRIORITIES, TAKEN_IN = "policy", "priorities", "taken in"
REFERENCE_TABLES = "reference tables"
# One that cannot be read: it holds the "action" it had, "why", and what is "stored".
UNREADABLE = "unreadable"

_SHOWN = 2_000

Details = tuple[tuple[str, str], ...]


# What an event holds


class Said(msgspec.Struct, kw_only=True):
    """What an event of any kind may hold: the form, who typed in that, and the step it is part of."""

    work: Work = msgspec.field(default_factory=Work)
    typed_by: str | None = None
    group: str = ""


class Moved(Said, kw_only=True):
    """Under which policy and scale a step was taken."""

    policy: str | None = None
    scale: str | None = None


class TakenBack(Said, kw_only=True):
    """The events that a step takes back, or up again."""

    events: list[int]


class Added(Moved, kw_only=True):
    """From where in which article a claim was cut, and what of another claim's work goes on in it."""

    article: str | None = None
    start: int | None = None
    end: int | None = None
    giver: str | None = msgspec.field(name="from", default=None)
    status: Status = Status.UNREVIEWED
    blind: bool = False
    tags: list[str] = []


class Recut(Moved, kw_only=True):
    """Into which claims one was cut."""

    into: list[str] = []


class Commented(Said, kw_only=True):
    """What somebody said."""

    text: str


class Assigned(Said, kw_only=True):
    """To whom a claim was handed, until when, with what was typed on it by then."""

    to: str | None
    until: str | None = None


class Tagged(Said, kw_only=True):
    """The tags that were given and those that were taken away."""

    added: list[str] = []
    removed: list[str] = []


class Weighed(Said, kw_only=True):
    """What was said of the claim's reach or its harm; None takes back what was said of that."""

    reach: Reach | None = None
    harm: Harm | None = None


class Readdressed(Said, kw_only=True):
    """Where the published check is, and where it was said to be before."""

    url: str
    former: str | None = None


class AskedBlind(Said, kw_only=True):
    """Whether blind ratings are asked for."""

    on: bool


class Rated(Said, kw_only=True):
    """What somebody found without seeing what others did."""

    work: Work
    scale: str

    def __post_init__(self) -> None:
        if self.work.rating is None:
            raise ValueError("has no rating in “work”")


class Voted(Said, kw_only=True):
    """With which rating somebody approves of what is proposed, and under which policy."""

    rating: str
    policy: str


class Judged(Said, kw_only=True):
    """Which earlier check somebody spoke of."""

    known: KnownClaim
    blind: bool = False


class Served(Said, kw_only=True):
    """The check that a claim took over from another, and what its giver had typed on it."""

    giver: str = msgspec.field(name="from")
    work: Work
    check: Check
    from_seen: int = 0
    typed: Work = msgspec.field(default_factory=Work)


class Held(Said, kw_only=True):
    """The checksums of what came into the database, by table and id, and which claims left it."""

    articles: dict[str, str] = {}
    claims: dict[str, str] = {}
    policies: dict[str, str] = {}
    priorities: dict[str, str] = {}
    reference_tables: dict[str, str] = {}
    removed: list[str] = []


# What the timeline tells


@dataclass(frozen=True, slots=True)
class Told:
    """One step as it is told: the claim ``before`` and ``now``, and whether what was found is ``hidden``."""

    event: Event
    before: Verdict
    now: Verdict
    hidden: bool = False


def _moved(told: Told) -> str:
    """What was done as of any step to that status, unless the move that was taken says it otherwise."""
    taken = (m for m in STATUSES[told.before.status].moves if m.target == told.event.action and m.told)
    return next((move.told for move in taken), STATUSES[Status(told.event.action)].told)


def _proposed(told: Told) -> str:
    before = told.before
    anew = before.status is Status.PROPOSED and not told.hidden
    return f"proposed {_rating(told)}" + (f" instead of what {before.proposed_by} proposed" if anew else "")


def _approved(told: Told) -> str:
    proposed = told.now.proposed_rating
    same = told.hidden or proposed in (told.now.rating, None)
    return f"approved {_rating(told)}" + ("" if same else f" instead of {proposed}")


def _published(told: Told) -> str:
    # Alone one may change it with this step too.
    changed = told.now.rating != told.before.rating and told.before.status is Status.APPROVED
    if told.hidden or not changed:
        return "marked it as published"
    return f"published it as {_rating(told)} instead of {told.before.rating or 'no rating'}"


def _corrected(told: Told) -> str:
    if told.hidden:
        return "corrected a rating"
    if told.now.rating == told.before.rating:
        return "recorded a correction"
    return f"corrected {told.before.rating or 'no rating'} to {_rating(told)}"


def _rating(told: Told) -> str:
    return "a rating" if told.hidden else told.now.rating or "no rating"


def _assigned(told: Told) -> str:
    event, to = told.event, told.event.data["to"]
    if to is None:
        return "left it to whoever takes it"
    took = "took it over" if told.before.assigned_to else "took it"
    handed = took if same_person(to, event.by) else f"assigned it to {to}"
    if until := event.data.get("until"):
        handed += f" until {until}"
    typed_by = event.data.get("typed_by")
    if typed_by is None or same_person(typed_by, event.by):
        return handed
    return f"{handed}, with what {typed_by} had typed"


def _tagged(told: Told) -> str:
    named = (("tagged it", "added"), ("took away the tag", "removed"))
    data = told.event.data
    parts = (f"{did} {', '.join(f'“{tag}”' for tag in data[name])}" for did, name in named if data.get(name))
    return " and ".join(parts) or "tagged it with nothing"


def _weighed(told: Told) -> str:
    said = ((what, told.event.data[what]) for what in ("reach", "harm") if what in told.event.data)
    parts = (
        f"took back what was said of its {what}" if level is None else f"said of its {what}: {level}"
        for what, level in said
    )
    return " and ".join(parts) or "said nothing of its reach and harm"


def _new_address(told: Told) -> Details:
    data = told.event.data
    return (("It was", data.get("former") or "(none)"), ("It is now", data["url"]))


def _rated(told: Told) -> str:
    given = "gave a blind rating" if told.hidden else f"rated it blind: {told.event.data['work']['rating']}"
    counts = len(told.now.ratings) != len(told.before.ratings)
    return given if counts else f"{given} (it does not count: the ratings were there)"


def _rationale(told: Told) -> Details:
    rationale = told.event.data["work"].get("rationale")
    return (("Rationale", rationale),) if rationale and not told.hidden else ()


def _earlier_check(told: Told) -> Details:
    if told.hidden:
        return ()
    known = read_as(told.event.data["known"], KnownClaim)
    found = (
        ("Claim", known.text),
        ("Rating", known.rating),
        ("Publisher", known.publisher),
        ("Address", known.url),
    )
    return tuple((label, text) for label, text in found if text)


# What cannot be read


def unreadable(event: Event, why: str, stored: object = None) -> Event:
    """*event* as one of which nothing is known but what is *stored* of it, for the reason *why*."""
    kept = dumps(event.data) if stored is None else str(stored)
    return replace(event, action=UNREADABLE, data={"action": event.action, "why": why, "stored": kept})


def doubt(event: Event) -> str:
    """That an event cannot be read, and why."""
    return f"Event {event.id} by {event.by} ({event.data['action']}) cannot be read: {event.data['why']}"


def _in_doubt(verdict: Verdict, event: Event) -> Changes:
    # A word beside the work, a tag, or its weight would change nothing of it.
    kind = KINDS.get(event.data["action"])
    changes_nothing = kind is not None and kind.changes in (effects.nothing, effects.tagged, effects.weighed)
    return {} if changes_nothing else {"doubts": (*verdict.doubts, doubt(event))}


# What each kind is


@dataclass(frozen=True, slots=True)
class EventKind:
    """What there is to know of one kind of event.

    ``holds`` is the type of its data: of one that is a `Moved` its author's form goes into the verdict,
    before what it ``changes`` beside. ``tells`` is how the timeline goes on after the name of who did it,
    ``details`` are told under that (None: what changed in the form). ``since`` is what is said of it to
    somebody who wants to undo a step under it.

    What was done ``beside`` the work holds whether or not a step under it is undone; what was only ``spoken``
    can itself be undone whatever others have done since. ``judges`` says that it is of an earlier check,
    ``finds`` that it is what somebody found blind, ``brings`` that it brings along what others had typed,
    ``takes_back`` that it undoes or redoes others. ``hides`` are the parts of its data that tell, with its
    form, how somebody rates the claim. ``typed`` is the part that its author had typed, which comes back as a
    draft when the step is undone, unless it ``gives_back`` nothing.
    """

    holds: type[Said]
    tells: Callable[[Told], str] = _moved
    changes: Callable[[Verdict, Event], Changes] = effects.moved
    details: Callable[[Told], Details] | None = None
    since: Callable[[Event], str] = lambda event: f"has moved this claim to {event.action}"
    beside: bool = False
    spoken: bool = False
    judges: bool = False
    finds: bool = False
    brings: bool = False
    takes_back: bool = False
    hides: tuple[str, ...] = ()
    typed: str = "work"
    gives_back: bool = True


def _words(words: str) -> Callable[[object], str]:
    return lambda _: words


def _judgement(confirmed: bool, words: str) -> EventKind:
    return EventKind(
        Judged,
        lambda told: "looked at an earlier check" if told.hidden else words,
        partial(effects.judged, confirmed),
        _earlier_check,
        beside=True,
        spoken=True,
        judges=True,
        finds=True,
        hides=("known",),
    )


# Each kind of event by its action.
KINDS: dict[str, EventKind] = {
    **dict.fromkeys(Status, EventKind(Moved)),
    Status.PROPOSED: EventKind(Moved, _proposed),
    Status.APPROVED: EventKind(Moved, _approved),
    Status.PUBLISHED: EventKind(Moved, _published),
    Status.CORRECTED: EventKind(Moved, _corrected),
    Status.DISMISSED: EventKind(Moved, lambda told: f"dismissed it: {told.now.dismiss_reason}"),
    ADDED: EventKind(
        Added,
        lambda told: "made it of another claim" if "from" in told.event.data else "added it by hand",
        effects.added,
        since=_words("has added this claim"),
        brings=True,
        # The work on it came from the claim that it was cut from, and goes back there.
        gives_back=False,
    ),
    RECUT: EventKind(
        Recut,
        _words("cut it anew"),
        effects.recut,
        since=_words("has cut this claim anew"),
        brings=True,
    ),
    UPDATED: EventKind(
        Moved,
        _words("brought the form up to date"),
        effects.updated,
        since=_words("has brought this claim's form up to date"),
    ),
    COMMENTED: EventKind(
        Commented,
        _words("commented"),
        effects.nothing,
        lambda told: (("", told.event.data["text"]),),
        beside=True,
        spoken=True,
    ),
    TAGGED: EventKind(
        Tagged,
        _tagged,
        effects.tagged,
        lambda told: (),
        beside=True,
        spoken=True,
        gives_back=False,
    ),
    WEIGHED: EventKind(
        Weighed,
        _weighed,
        effects.weighed,
        lambda told: (),
        beside=True,
        spoken=True,
        gives_back=False,
    ),
    READDRESSED: EventKind(
        Readdressed,
        _words("mended the address of the published check"),
        effects.readdressed,
        _new_address,
        since=_words("has mended the address of the published check"),
    ),
    ASSIGNED: EventKind(Assigned, _assigned, effects.assigned, beside=True, gives_back=False),
    BLIND: EventKind(
        AskedBlind,
        lambda told: "asked for two blind ratings" if told.event.data["on"] else "ended the blind review",
        effects.asked_blind,
        since=lambda event: (
            "has asked for blind ratings of this claim"
            if event.data["on"]
            else "has ended the blind review of this claim"
        ),
    ),
    RATED: EventKind(
        Rated,
        _rated,
        effects.rated,
        _rationale,
        since=_words("has rated this claim blind"),
        finds=True,
    ),
    VOTED: EventKind(
        Voted,
        lambda told: "voted for it" if told.hidden else f"voted for {told.event.data['rating']}",
        effects.voted,
        since=_words("has voted on this claim"),
        hides=("rating",),
    ),
    CONFIRMED: _judgement(True, "confirmed that this was checked before"),
    REJECTED: _judgement(False, "rejected an earlier check: it is of another claim"),
    SERVED: EventKind(
        Served,
        _words("gave it the check of another claim"),
        effects.served,
        since=_words("has given this claim the check of another"),
        brings=True,
        hides=("check", "typed"),
        # What it brought is not what its author had typed.
        typed="typed",
    ),
    UNDONE: EventKind(TakenBack, since=_words("has undone a step on this claim"), takes_back=True),
    REDONE: EventKind(TakenBack, since=_words("has taken up a step on this claim again"), takes_back=True),
    UNREADABLE: EventKind(
        Said,
        lambda told: (
            f"took a step that cannot be read (event {told.event.id}, {told.event.data['action']}): "
            f"{told.event.data['why']}"
        ),
        _in_doubt,
        lambda told: () if told.hidden else (("As it is stored", told.event.data["stored"][:_SHOWN]),),
        since=_words("has taken a step on this claim that cannot be read"),
        hides=("stored",),
    ),
    **dict.fromkeys(
        (IMPORTED, REFLAGGED, UPDATED_FACTS, POLICY, PRIORITIES, REFERENCE_TABLES, TAKEN_IN), EventKind(Held)
    ),
}

TAKES_BACK = frozenset(action for action, kind in KINDS.items() if kind.takes_back)
JUDGES = frozenset(action for action, kind in KINDS.items() if kind.judges)
BESIDE = frozenset(action for action, kind in KINDS.items() if kind.beside)
# What those that judge are called to somebody who may not know yet which it was.
JUDGED = "judged"


def called(action: str) -> str:
    """What a step is called to somebody who may not know yet what was found with it."""
    return JUDGED if action in JUDGES else action


def data_of(action: object, stored: object) -> dict[str, Any]:
    """What an event with that *action* holds, of which *stored* is the JSON.

    >>> data_of("commented", '{"text": "So it is."}')
    {'text': 'So it is.'}

    Raises MisreadError where it is no such event. What a newer version says beside is passed over.
    """
    if not isinstance(action, str) or action not in KINDS or action == UNREADABLE:
        raise MisreadError("it is of a kind that this version of claimcheck does not know")
    data: dict[str, Any] = loads(stored)
    read_as(data, KINDS[action].holds)
    if "\\u" in str(stored):
        refuse_halves(data)
    return data
