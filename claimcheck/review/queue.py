"""Which claims a reviewer sees, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.model import Status, Verdict
from claimcheck.review.blind_review import rates
from claimcheck.review.event_effects import CUT_ANEW
from claimcheck.review.people import person
from claimcheck.review.policies import Policy
from claimcheck.review.workflow import awaits, in_dispute

ALL, TO_DO, DECIDED = "all", "to do", "decided"
MINE, TO_APPROVE, TO_RATE = "assigned to me", "for me to approve", "for me to rate blind"
IN_DISPUTE, OVERDUE = "blind ratings differ", "overdue"
SENT_BACK = "sent back to me"
BELOW = "below the minimum"
"""What nobody has begun and is of less priority than the desk wants to see among what is to do."""
FOR_ME = "for me"
"""What concerns a reviewer: sent back to them, theirs to approve or to rate, assigned to them, or overdue."""
SHOWN = (
    ALL,
    TO_DO,
    BELOW,
    DECIDED,
    FOR_ME,
    SENT_BACK,
    MINE,
    TO_APPROVE,
    TO_RATE,
    IN_DISPUTE,
    OVERDUE,
    *Status,
)

PRIORITY, WORTHINESS = "what to check first", "most checkable"
PLACE, NEWEST = "place in article", "newest article"
LATEST, DEADLINE = "latest step", "next deadline"
ORDERS = (PRIORITY, WORTHINESS, PLACE, NEWEST, LATEST, DEADLINE)
THE_ARTICLE = "the article's own voice"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What the queue shows of a claim; ``kinds`` are the claim's, parted by one space.

    ``parts`` are what counts for its priority by itself, as JSON, None where that is not known.
    """

    claim_id: str
    article_id: str
    added_at: str
    start: int
    end: int
    text: str
    speaker: str | None
    worthiness: float
    kinds: str = ""
    parts: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """What the queue shows; an empty text or None lets all through.

    ``show`` is one of SHOWN, ``order`` one of ORDERS, ``article`` the id of one article, ``text`` words
    that the claim or its speaker has, nearly as they are spelt; ``kind`` one of the nine, ``speaker`` a
    part of a speaker's name or THE_ARTICLE, ``reviewer`` somebody who has the claim or took a step on it,
    ``tag`` one that was put on it.
    """

    show: str = ALL
    order: str = PRIORITY
    article: str | None = None
    text: str = ""
    kind: str = ""
    speaker: str = ""
    reviewer: str = ""
    tag: str = ""


START = Filter(show=TO_DO)
"""What a reviewer sees who has not filtered yet."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who looks at the queue, under which policy, on which day."""

    reviewer: str
    policy: Policy
    today: date


def counts(verdict: Verdict) -> bool:
    """Whether the claim is part of the pile: not taken back, and not cut anew into others."""
    return not verdict.withdrawn and verdict.dismiss_reason != CUT_ANEW


def status_of(claim_id: str, verdicts: Mapping[str, Verdict]) -> Status:
    """Where the work on a claim is; a claim without events is unreviewed."""
    verdict = verdicts.get(claim_id)
    return verdict.status if verdict else Status.UNREVIEWED


def arrange(
    rows: Sequence[QueueRow],
    verdicts: Mapping[str, Verdict],
    wanted: Filter,
    seat: Seat,
    having: Collection[str] | None = None,
    low: Collection[str] = (),
) -> list[QueueRow]:
    """The *rows* that *wanted* lets through, in its order; *rows* come in that of their priority.

    *having* are the ids of the claims that have the text and the tag which are looked for, None where none
    is; *low* those of the claims below the desk's minimum.
    """
    kept = [row for row in rows if having is None or row.claim_id in having]
    for test in filter(None, (_origin(wanted), _hands(wanted, verdicts))):
        kept = [row for row in kept if test(row)]
    if wanted.show == BELOW:
        kept = [row for row in kept if row.claim_id in low and row.claim_id not in verdicts]
    elif wanted.show == TO_DO and low:
        kept = [row for row in kept if row.claim_id not in low or row.claim_id in verdicts]
    return _ordered(_showing(kept, verdicts, wanted.show, seat), verdicts, wanted.order)


def overdue(verdict: Verdict, today: date) -> bool:
    """Whether a reply or the work on the claim is late."""
    return reply_overdue(verdict, today) or work_overdue(verdict, today)


def reply_overdue(verdict: Verdict, today: date) -> bool:
    """Whether the claimant has not replied in time to somebody who still works on the claim."""
    return verdict.contact is not None and not verdict.status.decided and verdict.contact.overdue(today)


def work_overdue(verdict: Verdict, today: date) -> bool:
    """Whether the claim is not decided though the date until which it was assigned has passed."""
    return verdict.due is not None and not verdict.status.decided and verdict.due < today.isoformat()


def sent_back(verdict: Verdict, reviewer: str) -> bool:
    """Whether what *reviewer* proposed was sent back, and is to be worked on again."""
    return (
        verdict.status is Status.RESEARCHING
        and bool(verdict.note)
        and verdict.proposed_by is not None
        and person(verdict.proposed_by) == person(reviewer)
    )


def concerns(verdict: Verdict, seat: Seat) -> bool:
    """Whether the claim, which somebody has touched, is one of those `FOR_ME`.

    What is late on a claim concerns whoever has it, and everybody where nobody has.
    """
    late = verdict.assigned_to is None and overdue(verdict, seat.today)
    return late or any(_FOR_ME[name](verdict, seat) for name in _CONCERNS)


def hands(verdict: Verdict) -> set[str]:
    """The names, folded, of those who have the claim or took a step on it."""
    names = {event.by for event in verdict.history} | (
        {verdict.assigned_to} if verdict.assigned_to else set()
    )
    return {person(name) for name in names}


def _showing(
    rows: Iterable[QueueRow], verdicts: Mapping[str, Verdict], show: str, seat: Seat
) -> list[QueueRow]:
    fresh = show in (ALL, TO_DO, BELOW, Status.UNREVIEWED) or (show == TO_RATE and seat.policy.double_blind)
    # Chosen once, since it is asked of ten thousand claims at every step.
    shows = _shown_under(show, seat)
    touched = ((row, verdicts.get(row.claim_id)) for row in rows)
    return [row for row, verdict in touched if (fresh if verdict is None else shows(verdict))]


def _shown_under(show: str, seat: Seat) -> Callable[[Verdict], bool]:
    """Whether a claim that somebody has touched is shown under *show*."""
    if show == ALL:
        return counts
    if show == BELOW:
        return lambda _verdict: False
    if show in (TO_DO, DECIDED):
        wanted = {status for status in Status if status.decided is (show == DECIDED)}
        return lambda verdict: verdict.status in wanted and counts(verdict)
    if show in _FOR_ME:
        for_me = _FOR_ME[show]
        return lambda verdict: for_me(verdict, seat) and counts(verdict)
    # An earlier cut is out of the way, but not lost: the dismissed show it.
    return lambda verdict: verdict.status == show and not verdict.withdrawn


def _is_at(seat: Seat, name: str | None) -> bool:
    return name is not None and person(name) == person(seat.reviewer)


_FOR_ME: dict[str, Callable[[Verdict, Seat], bool]] = {
    MINE: lambda verdict, seat: _is_at(seat, verdict.assigned_to) and not verdict.status.decided,
    TO_APPROVE: lambda verdict, seat: awaits(verdict, seat.policy, seat.reviewer),
    TO_RATE: lambda verdict, seat: rates(verdict, seat.policy, seat.reviewer),
    IN_DISPUTE: lambda verdict, _seat: in_dispute(verdict),
    OVERDUE: lambda verdict, seat: overdue(verdict, seat.today),
    SENT_BACK: lambda verdict, seat: sent_back(verdict, seat.reviewer),
    FOR_ME: concerns,
}
# A blind rating that is asked of everybody concerns nobody; one that is asked of a claim is a touch on it.
_CONCERNS = (SENT_BACK, TO_APPROVE, TO_RATE, MINE)


def _origin(wanted: Filter) -> Callable[[QueueRow], bool] | None:
    """Whether a claim is of the article, kind and speaker that *wanted* names; None where it names none."""
    article, kind, speaker = wanted.article, wanted.kind, wanted.speaker.strip().casefold()
    if article is None and not kind and not speaker:
        return None
    own_voice = speaker == THE_ARTICLE

    def fits(row: QueueRow) -> bool:
        said = row.speaker is None if own_voice else speaker in (row.speaker or "").casefold()
        return (
            said
            and (article is None or row.article_id == article)
            and (not kind or kind in row.kinds.split())
        )

    return fits


def _hands(wanted: Filter, verdicts: Mapping[str, Verdict]) -> Callable[[QueueRow], bool] | None:
    if not wanted.reviewer.strip():
        return None
    name = person(wanted.reviewer)
    theirs = {verdict.claim_id for verdict in verdicts.values() if name in hands(verdict)}
    return lambda row: row.claim_id in theirs


def _ordered(rows: list[QueueRow], verdicts: Mapping[str, Verdict], order: str) -> list[QueueRow]:
    if order == WORTHINESS:
        return sorted(rows, key=lambda row: -row.worthiness)
    if order == PLACE:
        return sorted(rows, key=lambda row: (row.added_at, row.article_id, row.start))
    if order == NEWEST:
        return sorted(rows, key=lambda row: row.added_at, reverse=True)
    if order == LATEST:
        return sorted(rows, key=lambda row: -verdicts[row.claim_id].seen if row.claim_id in verdicts else 0)
    if order == DEADLINE:
        return sorted(rows, key=lambda row: _deadline(verdicts.get(row.claim_id)))
    return rows


def _deadline(verdict: Verdict | None) -> tuple[bool, str]:
    """The next date of a claim that is not decided, as a key: those without one come last."""
    if verdict is None or verdict.status.decided:
        return (True, "")
    contact = verdict.contact
    waits = contact is not None and not (contact.reply or contact.replied)
    dates = [verdict.due, contact.deadline if contact is not None and waits else None]
    return min(((False, day) for day in dates if day is not None), default=(True, ""))
