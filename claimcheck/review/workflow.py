"""The steps of a check: which moves there are, and what a policy demands before each.

Data and pure functions; nothing here knows a database or a screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from claimcheck.errors import WorkflowError
from claimcheck.model import Source, Status, Verdict

DISMISS_REASONS = ("opinion", "forecast", "too vague", "not of interest", "checked before")


@dataclass(frozen=True, slots=True)
class Move:
    """One step that can be taken: ``label`` is what the reviewer does, in the imperative."""

    label: str
    sources: frozenset[Status]
    target: Status


def _move(label: str, *sources: Status, to: Status) -> Move:
    return Move(label, frozenset(sources), to)


FORWARD = (
    _move("Select", Status.UNREVIEWED, to=Status.SELECTED),
    _move("Research", Status.SELECTED, to=Status.RESEARCHING),
    _move("Propose", Status.RESEARCHING, to=Status.PROPOSED),
    _move("Approve", Status.PROPOSED, to=Status.APPROVED),
    _move("Publish", Status.APPROVED, to=Status.PUBLISHED),
    _move("Correct", Status.PUBLISHED, to=Status.CORRECTED),
)
ASIDE = (
    _move("Dismiss", Status.UNREVIEWED, Status.SELECTED, Status.RESEARCHING, to=Status.DISMISSED),
    _move("Restore", Status.DISMISSED, to=Status.UNREVIEWED),
    _move("Send back", Status.PROPOSED, to=Status.RESEARCHING),
)
MOVES = FORWARD + ASIDE

# Where a claim can still be cut anew: nobody has staked a verdict on its words yet.
RECUT_FROM = frozenset({Status.UNREVIEWED, Status.SELECTED, Status.RESEARCHING})


@dataclass(frozen=True, slots=True)
class Work:
    """What a reviewer fills in for one claim; None is "left empty"."""

    statement: str | None = None
    rating: str | None = None
    rationale: str | None = None
    sources: tuple[Source, ...] = ()
    one_source_reason: str | None = None
    why_selected: str | None = None
    dismiss_reason: str | None = None
    checked_before_url: str | None = None
    published_url: str | None = None
    correction: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What a desk demands before each move.

    ``sources`` is how many a proposal needs; with fewer, but at least one, a stated reason
    does where ``one_source_reason`` is on.
    """

    name: str
    label: str
    why_selected: bool
    statement: bool
    rationale: bool
    sources: int
    one_source_reason: bool
    second_editor: bool

    @classmethod
    def solo(cls) -> Policy:
        """One person does it all: a rating and one source are enough."""
        return cls("solo", "solo: no second editor looked", False, False, False, 1, False, False)

    @classmethod
    def newsroom(cls) -> Policy:
        """The gates of a desk with a second editor."""
        return cls("newsroom", "newsroom: a second editor approves", True, True, True, 2, True, True)


def open_moves(status: Status) -> tuple[Move, ...]:
    """The moves that the table has from *status*, in the order of the steps."""
    return tuple(move for move in MOVES if status in move.sources)


def leads(status: Status, target: Status) -> bool:
    """Whether forward steps alone lead from *status* to *target*."""
    order = [Status.UNREVIEWED, *(move.target for move in FORWARD)]
    return status in order and target in order and order.index(status) < order.index(target)


def path(status: Status, target: Status) -> tuple[Move, ...]:
    """The moves that lead from *status* to *target*: one, or a run of forward steps.

    >>> [move.label for move in path(Status.UNREVIEWED, Status.PROPOSED)]
    ['Select', 'Research', 'Propose']

    Raises WorkflowError that names the moves that are open.
    """
    for move in open_moves(status):
        if move.target is target:
            return (move,)
    if leads(status, target):
        order = [move.target for move in FORWARD]
        first = order.index(status) + 1 if status in order else 0
        return FORWARD[first : order.index(target) + 1]
    names = ", ".join(f"{move.label} (to {move.target})" for move in open_moves(status))
    raise WorkflowError(
        f"A claim that is {status} cannot become {target}. Open from here: {names or 'none'}."
    )


def missing(move: Move, work: Work, policy: Policy, verdict: Verdict, by: str) -> tuple[str, ...]:
    """What still has to be there before *by* may take *move*, in words; empty when the gate is open."""
    gate = _GATES.get(move.label)
    return tuple(gate(work, policy, verdict, by)) if gate else ()


def missing_on(
    moves: tuple[Move, ...], work: Work, policy: Policy, verdict: Verdict, by: str
) -> tuple[str, ...]:
    """What is missing on the way along *moves*, each demand once."""
    if any(move.target is Status.PROPOSED for move in moves):
        verdict = _as_proposed(verdict, work, by)
    demands = [demand for move in moves for demand in missing(move, work, policy, verdict, by)]
    return tuple(dict.fromkeys(demands))


def _as_proposed(verdict: Verdict, work: Work, by: str) -> Verdict:
    return Verdict(verdict.claim_id, Status.PROPOSED, rating=work.rating, proposed_by=by)


def _to_selected(work: Work, policy: Policy, verdict: Verdict, by: str) -> list[str]:
    return ["why this claim matters"] if policy.why_selected and not work.why_selected else []


def _to_proposed(work: Work, policy: Policy, verdict: Verdict, by: str) -> list[str]:
    demands = []
    if policy.statement and not work.statement:
        demands.append("a statement that stands alone")
    if not work.rating:
        demands.append("a rating")
    if policy.rationale and not work.rationale:
        demands.append("a rationale")
    return demands + _missing_sources(work, policy)


def _missing_sources(work: Work, policy: Policy) -> list[str]:
    if not all(source.address for source in work.sources):
        return ["an address for each source"]
    lacking = policy.sources - len({source.address.casefold() for source in work.sources})
    if lacking <= 0:
        return []
    if not work.sources:
        return ["a source"] if policy.sources == 1 else [f"{policy.sources} sources"]
    if policy.one_source_reason:
        return [] if work.one_source_reason else ["one more source, or why one is enough"]
    return [f"{lacking} more source{'s' if lacking > 1 else ''}"]


def _to_approved(work: Work, policy: Policy, verdict: Verdict, by: str) -> list[str]:
    # Asked again at every later step: the form may have been emptied since.
    demands = _to_proposed(work, policy, verdict, by)
    same = verdict.proposed_by is not None and verdict.proposed_by.casefold() == by.casefold()
    if policy.second_editor and same:
        demands.append("the approval of somebody else, since you proposed it")
    return demands


def _to_published(work: Work, policy: Policy, verdict: Verdict, by: str) -> list[str]:
    demands = _to_proposed(work, policy, verdict, by)
    if policy.second_editor and verdict.status is Status.APPROVED and work.rating != verdict.rating:
        demands.append(f"the rating that was approved, {verdict.rating} (undo the approval to change it)")
    if not is_web_address(work.published_url):
        demands.append("the web address of the published check (https://…)")
    return demands


def _to_corrected(work: Work, policy: Policy, verdict: Verdict, by: str) -> list[str]:
    demands = _to_proposed(work, policy, verdict, by)
    return demands + ([] if work.correction else ["what changed and why"])


def _to_dismissed(work: Work, policy: Policy, verdict: Verdict, by: str) -> list[str]:
    if work.dismiss_reason in DISMISS_REASONS:
        return []
    return [f"a reason for dismissing it: {', '.join(DISMISS_REASONS)}"]


def _to_be_sent_back(work: Work, policy: Policy, verdict: Verdict, by: str) -> list[str]:
    return [] if work.note else ["a note that says what to do"]


# By label and not by target, since work comes back to researching by two ways with different demands.
_GATES: dict[str, Callable[[Work, Policy, Verdict, str], list[str]]] = {
    "Select": _to_selected,
    "Propose": _to_proposed,
    "Approve": _to_approved,
    "Publish": _to_published,
    "Correct": _to_corrected,
    "Dismiss": _to_dismissed,
    "Send back": _to_be_sent_back,
}


def is_web_address(address: str | None) -> bool:
    """Whether *address* is one that a browser may open: http or https, with a host."""
    if not address:
        return False
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    # White space in the host: a sentence, or two addresses in one field.
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and host != "" and not re.search(r"\s", host)
