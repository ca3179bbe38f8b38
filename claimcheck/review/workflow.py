"""The steps of a check: which way leads where, and what a policy demands before each move.

Data and pure functions; nothing here knows a database or a screen.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from claimcheck.addresses import is_web_address, page_key
from claimcheck.calculations import KeptWorksheet
from claimcheck.errors import WorkflowError
from claimcheck.model import Contact, Source, Status, Verdict
from claimcheck.review.people import same_person
from claimcheck.review.policies import Policy
from claimcheck.review.statuses import FORWARD, OPEN, STAKED, STATUSES, STEPS, Move

RATERS = 2
CHECKED_BEFORE = "checked before"
DISMISS_REASONS = ("opinion", "forecast", "too vague", "not of interest", CHECKED_BEFORE)
_SHOWN = 60


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
    published_url: str | None = None
    correction: str | None = None
    note: str | None = None
    contact: Contact | None = None
    worksheet: KeptWorksheet | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """One line of a gate's checklist: what has to be there, in words, and whether it is.

    ``field`` is the field of `Work` that it asks for; None where no field can meet it.
    """

    text: str
    met: bool
    field: str | None = dataclasses.field(default=None, compare=False)


def leads(status: Status, target: Status) -> bool:
    """Whether forward steps alone lead from *status* to *target*."""
    return status in STEPS and target in STEPS and STEPS.index(status) < STEPS.index(target)


def path(status: Status, target: Status) -> tuple[Move, ...]:
    """The moves that lead from *status* to *target*: one, or a run of forward steps.

    >>> [move.label for move in path(Status.UNREVIEWED, Status.PROPOSED)]
    ['Select', 'Research', 'Propose']

    Raises WorkflowError that names the moves that are open.
    """
    moves = STATUSES[status].moves
    for move in moves:
        if move.target is target:
            return (move,)
    if leads(status, target):
        return FORWARD[STEPS.index(status) : STEPS.index(target)]
    names = ", ".join(f"{move.label} (to {move.target})" for move in moves)
    raise WorkflowError(
        f"A claim that is {status} cannot become {target}. Open from here: {names or 'none'}."
    )


def checklist(
    moves: tuple[Move, ...], work: Work, policy: Policy, verdict: Verdict, by: str
) -> tuple[Demand, ...]:
    """What has to be there before *by* may go along *moves*, each demand once, met or not."""
    on_the_way = any(move.target is Status.PROPOSED for move in moves)
    if on_the_way and verdict.status is not Status.PROPOSED:
        verdict = replace(verdict, status=Status.PROPOSED, rating=work.rating, proposed_by=by, sources=())
    gates = (_GATES[move.label] for move in moves if move.label in _GATES)
    demands = (demand for gate in gates for demand in gate(work, policy, verdict, by))
    return tuple({demand.text: demand for demand in demands}.values())


def blind_demands(work: Work, verdict: Verdict, by: str) -> tuple[Demand, ...]:
    """What has to be there before *by* may rate a claim without seeing what others found."""
    given = any(same_person(rating.by, by) for rating in verdict.ratings)
    own = [Demand("the rating of somebody else, since you have given yours", met=False)] if given else []
    return (
        *own,
        Demand("a rating", bool(work.rating), "rating"),
        Demand("a rationale", bool(work.rationale), "rationale"),
    )


def kept_apart(verdict: Verdict, policy: Policy) -> bool:
    """Whether what each reviewer finds is still kept from the others.

    A dismissed claim can be restored, so that dismissing one shows nobody what the other has found.
    """
    asked = verdict.blind or policy.double_blind
    return asked and len(verdict.ratings) < RATERS and verdict.status not in STAKED


def wants_ratings(verdict: Verdict, policy: Policy) -> bool:
    """Whether the claim waits for reviewers who rate it without seeing each other."""
    return kept_apart(verdict, policy) and verdict.status in OPEN


def in_dispute(verdict: Verdict) -> bool:
    """Whether the claim's blind ratings differ and nobody has settled on one yet."""
    differ = len({rating.rating for rating in verdict.ratings}) > 1
    return len(verdict.ratings) >= RATERS and differ and verdict.status in OPEN


def votes_left(verdict: Verdict, policy: Policy) -> int:
    """How many have to approve what is proposed still; at least one, which takes the step."""
    return max(1, policy.votes - len(verdict.votes))


def awaits(verdict: Verdict, policy: Policy, by: str) -> bool:
    """Whether the claim is proposed and waits for *by* to approve it."""
    of_another = verdict.status is Status.PROPOSED and not same_person(verdict.proposed_by, by)
    return of_another and not (policy.votes > 1 and has_voted(verdict, by))


def has_voted(verdict: Verdict, by: str) -> bool:
    """Whether *by* has voted for what is proposed."""
    return any(same_person(vote.by, by) for vote in verdict.votes)


def differs(work: Work, verdict: Verdict) -> bool:
    """Whether *work* is another check than that of *verdict*, whatever note goes with it."""
    names = (field.name for field in dataclasses.fields(Work) if field.name != "note")
    return any(getattr(work, name) != getattr(verdict, name) for name in names)


def _to_selected(work: Work, policy: Policy, verdict: Verdict, by: str) -> Iterator[Demand]:
    if policy.why_selected:
        yield Demand("why this claim matters", bool(work.why_selected), "why_selected")


def _to_proposed(work: Work, policy: Policy, verdict: Verdict, by: str) -> Iterator[Demand]:
    yield from _filled_in(work, policy, verdict)
    if verdict.blind or policy.double_blind:
        given = len(verdict.ratings)
        yield Demand(f"two blind ratings ({given} given)", given >= RATERS)


def _filled_in(work: Work, policy: Policy, verdict: Verdict) -> Iterator[Demand]:
    """What a proposal needs in the form, and every later step too: it may have been emptied since."""
    if policy.statement:
        yield Demand("a statement that stands alone", bool(work.statement), "statement")
    yield Demand("a rating", bool(work.rating), "rating")
    if policy.rationale:
        yield Demand("a rationale", bool(work.rationale), "rationale")
    yield from _enough_sources(work, policy, verdict)
    if policy.claimant_asked:
        asked = work.contact is not None and bool(work.contact.asked)
        yield Demand("the day on which the claimant was asked", asked, "contact")


def _enough_sources(work: Work, policy: Policy, verdict: Verdict) -> list[Demand]:
    unfit = _unfit_source(work, verdict)
    if unfit:
        return [Demand(unfit, met=False, field="sources")]
    evidence = replace(verdict, sources=work.sources).evidence
    # Two addresses of one page, or a page and its copy in an archive, are one source; so is a worksheet.
    worked_out = work.worksheet is not None and work.worksheet.has_source
    count = len({page_key(source.address) for source in evidence}) + worked_out
    lacking = policy.sources - count
    several = f"{policy.sources} sources" if policy.sources > 1 else "a source"
    if lacking <= 0 or count == 0:
        return [Demand(several, lacking <= 0, "sources")] if policy.sources else []
    if not policy.one_source_reason:
        return [Demand(f"{lacking} more source{'s' if lacking > 1 else ''}", met=False, field="sources")]
    more = "one more source" if lacking == 1 else f"{lacking} more sources"
    these = "one is" if count == 1 else f"{count} are"
    return [Demand(f"{more}, or why {these} enough", bool(work.one_source_reason), "one_source_reason")]


def _unfit_source(work: Work, verdict: Verdict) -> str | None:
    """What is demanded of the address of a source; None where each is one.

    What a former version took goes on counting where it stands in a verdict.
    """
    standing = {source.address for source in verdict.sources} if verdict.status in STAKED else set()
    for address in (source.address for source in work.sources):
        if not address:
            return "an address for each source"
        if address not in standing and not is_web_address(address):
            shown = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
            return f"a web address for each source (https://…, no blank in it), and not “{shown}”"
    return None


def _to_approved(work: Work, policy: Policy, verdict: Verdict, by: str) -> Iterator[Demand]:
    yield from _filled_in(work, policy, verdict)
    if policy.second_editor and same_person(verdict.proposed_by, by):
        yield Demand("the approval of somebody else, since you proposed it", met=False)
    elif policy.votes > 1 and has_voted(verdict, by):
        yield Demand("the vote of somebody else, since you have given yours", met=False)
    elif policy.second_editor:
        yield Demand("another person than the proposer", met=True)
        if policy.votes > 1 and differs(work, verdict):
            yield Demand("the check as it was proposed, or a proposal of your own instead", met=False)


def _to_be_proposed_instead(work: Work, policy: Policy, verdict: Verdict, by: str) -> Iterator[Demand]:
    yield from _filled_in(work, policy, verdict)
    if policy.votes == 1:
        yield Demand("a policy that asks for votes (here, approve it as you find it)", met=False)
    yield Demand("something other than what is proposed", differs(work, verdict))


def _to_published(work: Work, policy: Policy, verdict: Verdict, by: str) -> Iterator[Demand]:
    yield from _filled_in(work, policy, verdict)
    missing = votes_left(verdict, policy) if verdict.status is Status.PROPOSED else 1
    if missing > 1:
        yield Demand(f"{missing} votes before it is approved", met=False)
    if policy.second_editor and verdict.status is Status.APPROVED and work.rating != verdict.rating:
        text = f"the rating that was approved, {verdict.rating} (reopen the claim to change it)"
        yield Demand(text, met=False)
    address = is_web_address(work.published_url)
    yield Demand("the web address of the published check (https://…)", address, "published_url")


def _to_corrected(work: Work, policy: Policy, verdict: Verdict, by: str) -> Iterator[Demand]:
    yield from _filled_in(work, policy, verdict)
    yield Demand("what changed and why", bool(work.correction), "correction")


def _to_be_corrected_again(work: Work, policy: Policy, verdict: Verdict, by: str) -> Iterator[Demand]:
    yield from _filled_in(work, policy, verdict)
    new = bool(work.correction) and work.correction != verdict.correction
    yield Demand("what changed this time and why", new, "correction")


def _to_dismissed(work: Work, policy: Policy, verdict: Verdict, by: str) -> Iterator[Demand]:
    text = f"a reason for dismissing it: {', '.join(DISMISS_REASONS)}"
    yield Demand(text, work.dismiss_reason in DISMISS_REASONS)


def _to_be_done_again(work: Work, policy: Policy, verdict: Verdict, by: str) -> Iterator[Demand]:
    yield Demand("a note that says what to do", bool(work.note), "note")


# By label and not by target, since work comes back to researching by two ways with different demands.
_GATES: dict[str, Callable[[Work, Policy, Verdict, str], Iterator[Demand]]] = {
    "Select": _to_selected,
    "Propose": _to_proposed,
    "Approve": _to_approved,
    "Publish": _to_published,
    "Correct": _to_corrected,
    "Correct again": _to_be_corrected_again,
    "Dismiss": _to_dismissed,
    "Send back": _to_be_done_again,
    "Propose instead": _to_be_proposed_instead,
    "Reopen": _to_be_done_again,
}
