"""What each status is: one record says it, and whoever has to know reads it there.

A new status is a member of `Status`, in its place among the steps, and a record here with the moves that lead
from it; the move that leads to it stands in the record of where it comes from. A move asks for nothing unless
`review.workflow` has a gate under its label.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Status


@dataclass(frozen=True, slots=True)
class Move:
    """One step that can be taken: ``label`` is what the reviewer does, in the imperative.

    ``done`` is what the claim is then, ``told`` how the timeline goes on after the name of who took it (both:
    of any step to that status, where they are empty), ``text`` the field of the form that is about this step
    alone.
    """

    label: str
    target: Status
    done: str = ""
    told: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class StatusRecord:
    """What there is to know of one status.

    ``ahead`` is the next step of a check and ``aside`` are the other moves that are open. ``told`` is how the
    timeline goes on after the name of who brought a claim here, ``button`` what the desk's button for that
    says, and ``rated`` how it begins where it names the rating that is chosen. ``staked`` says that somebody
    has staked a verdict on the claim: it shows a rating, and can neither be cut anew nor rated blind. The
    desk offers the step only from the status ``offered_from`` on, and from here on shows the field ``field``
    of the form.
    """

    colour: str
    told: str
    button: str | None = None
    rated: str | None = None
    ahead: Move | None = None
    aside: tuple[Move, ...] = ()
    staked: bool = False
    offered_from: Status | None = None
    field: str | None = None

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that are open, the next step first."""
        return (*filter(None, [self.ahead]), *self.aside)


DISMISS = Move("Dismiss", Status.DISMISSED)
# Where a proposal is voted on, whoever finds otherwise puts another one in its place.
INSTEAD = Move("Propose instead", Status.PROPOSED, "proposed anew")

# The colours go from light to dark along the steps, so that they are told apart without colour too.
STATUSES = {
    Status.UNREVIEWED: StatusRecord(
        "#e9ecf1",
        "put it back on the pile",
        ahead=Move("Select", Status.SELECTED),
        aside=(DISMISS,),
    ),
    Status.SELECTED: StatusRecord(
        "#c7e9b4",
        "selected it",
        button="Select it",
        ahead=Move("Research", Status.RESEARCHING),
        aside=(DISMISS,),
    ),
    Status.RESEARCHING: StatusRecord(
        "#7fcdbb",
        "started the research",
        button="Take it",
        ahead=Move("Propose", Status.PROPOSED),
        aside=(DISMISS,),
    ),
    Status.PROPOSED: StatusRecord(
        "#41b6c4",
        "proposed",
        button="Propose a verdict",
        rated="Propose:",
        ahead=Move("Approve", Status.APPROVED),
        aside=(Move("Send back", Status.RESEARCHING, "sent back", "sent it back", text="note"), INSTEAD),
        staked=True,
    ),
    Status.APPROVED: StatusRecord(
        "#2c8fc4",
        "approved",
        button="Approve",
        rated="Approve as",
        ahead=Move("Publish", Status.PUBLISHED, text="published_url"),
        aside=(Move("Reopen", Status.RESEARCHING, "reopened", "reopened it", text="note"),),
        staked=True,
        field="published_url",
    ),
    Status.PUBLISHED: StatusRecord(
        "#3367b0",
        "marked it as published",
        button="Mark as published",
        ahead=Move("Correct", Status.CORRECTED, text="correction"),
        staked=True,
        field="correction",
    ),
    Status.CORRECTED: StatusRecord(
        "#f0a030",
        "corrected",
        button="Record the correction",
        aside=(Move("Correct again", Status.CORRECTED, text="correction"),),
        staked=True,
        offered_from=Status.PUBLISHED,
    ),
    Status.DISMISSED: StatusRecord(
        "#8d8d8d",
        "dismissed it",
        aside=(Move("Restore", Status.UNREVIEWED),),
    ),
}

STAKED = frozenset(status for status, record in STATUSES.items() if record.staked)
# What has a verdict that somebody has decided on, and that stands.
FINISHED = frozenset(status for status in STAKED if status.decided)
# Where a check has an address that may have been typed wrongly.
OUT = frozenset({Status.PUBLISHED, Status.CORRECTED})
# Where nothing is decided and nobody has staked a verdict yet: a claim can be cut anew, and be rated blind.
OPEN = frozenset(status for status in Status if status not in STAKED and not status.decided)
# The steps of a check, each from the one before.
FORWARD = tuple(record.ahead for record in STATUSES.values() if record.ahead is not None)
MOVES = tuple({move.label: move for record in STATUSES.values() for move in record.moves}.values())
STEPS = (Status.UNREVIEWED, *(move.target for move in FORWARD))
