"""What an event of each kind holds, and what becomes of a stored one that does not hold it.

Such an event shuts out nobody: it is read as one of the kind UNREADABLE, which changes nothing of the claim
but puts its verdict in doubt, and which keeps what stands in the log.
"""

from __future__ import annotations

from typing import Any

import msgspec

from claimcheck.model import KnownClaim, Status
from claimcheck.review.json_values import Check, MisreadError, loads, read_as, refuse_halves
from claimcheck.review.log.checksums import IMPORTED, POLICY, REFLAGGED, TAKEN_IN, UPDATED_FACTS
from claimcheck.review.replay import (
    ADDED,
    ASSIGNED,
    BLIND,
    COMMENTED,
    CONFIRMED,
    RATED,
    RECUT,
    REDONE,
    REJECTED,
    SERVED,
    UNDONE,
    UPDATED,
)
from claimcheck.review.workflow import Work


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


class Recut(Moved, kw_only=True):
    """Into which claims one was cut."""

    into: list[str] = []


class Commented(Said, kw_only=True):
    """What somebody said."""

    text: str


class Assigned(Said, kw_only=True):
    """To whom a claim was handed, with what was typed on it by then."""

    to: str | None


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
    removed: list[str] = []


# Each kind of event by its action.
KINDS: dict[str, type[msgspec.Struct]] = {
    **dict.fromkeys(Status, Moved),
    **dict.fromkeys((UNDONE, REDONE), TakenBack),
    **dict.fromkeys((CONFIRMED, REJECTED), Judged),
    ADDED: Added,
    RECUT: Recut,
    COMMENTED: Commented,
    ASSIGNED: Assigned,
    UPDATED: Moved,
    BLIND: AskedBlind,
    RATED: Rated,
    SERVED: Served,
    **dict.fromkeys((IMPORTED, REFLAGGED, UPDATED_FACTS, POLICY, TAKEN_IN), Held),
}


def data_of(action: object, stored: object) -> dict[str, Any]:
    """What an event with that *action* holds, of which *stored* is the JSON.

    >>> data_of("commented", '{"text": "So it is."}')
    {'text': 'So it is.'}

    Raises MisreadError where it is no such event. What a newer version says beside is passed over.
    """
    if not isinstance(action, str) or action not in KINDS:
        raise MisreadError("it is of a kind that this version of claimcheck does not know")
    data: dict[str, Any] = loads(stored)
    read_as(data, KINDS[action])
    if "\\u" in str(stored):
        refuse_halves(data)
    return data
