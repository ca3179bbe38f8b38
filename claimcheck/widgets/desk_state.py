"""What the page is told: the values of a session as JSON values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from claimcheck.clock import by_clock
from claimcheck.errors import WorkflowError
from claimcheck.model import (
    Article,
    BlindRating,
    Comparison,
    Event,
    Measured,
    Quantity,
    Relation,
    Signal,
    Span,
    Status,
    Verdict,
)
from claimcheck.review.events import ADDED, ASSIGNED, RATED, REDONE, UNDONE
from claimcheck.review.form_cleaning import work_of
from claimcheck.review.json_values import to_json, work_to_json
from claimcheck.review.people import same_person
from claimcheck.review.policies import Policy
from claimcheck.review.queue import (
    FOR_ME,
    ORDERS,
    SHOWN,
    THE_ARTICLE,
    QueueRow,
    reply_overdue,
    sent_back,
    work_overdue,
)
from claimcheck.review.rating_colours import colours_of
from claimcheck.review.reviewer import View
from claimcheck.review.scales import Scale
from claimcheck.review.session import ReviewSession
from claimcheck.review.shared_verdicts import has_taken_over, is_stale, refuse_unfinished, refuse_unservable
from claimcheck.review.statuses import (
    DISMISS,
    FINISHED,
    INSTEAD,
    MOVES,
    OPEN,
    OUT,
    STATUSES,
    STEPS,
    StatusRecord,
)
from claimcheck.review.timeline import Entry
from claimcheck.review.weighing import LEVELS
from claimcheck.review.why_it_matters import why_it_matters
from claimcheck.review.workflow import (
    DISMISS_REASONS,
    RATERS,
    Work,
    in_dispute,
    wants_ratings,
)
from claimcheck.widgets import match_state
from claimcheck.widgets.desk_tools import OfferStatement, Same
from claimcheck.widgets.offered_state import offered_statement
from claimcheck.widgets.worth_working_out import has_numbers

# An article is sent whole up to this length; of a longer one, this much around the claim.
WHOLE = 60_000
_ROW_TEXT = 240
_TITLE = 60
# Of the speakers so many are offered, those who say most first; any other can be typed.
_SPEAKERS = 300
# The tags too, those on most claims first.
_TAGS = 500
# The moves with a button of their own beside the next step: to dismiss is chosen with its reason, and to
# propose something else is the next step once the form says something else.
_ASIDE = {move for record in STATUSES.values() for move in record.aside} - {DISMISS, INSTEAD}


NOTHING_DONE: dict[str, Any] = {"words": "", "undone": False}
_UNDERWAY = (Status.UNREVIEWED, Status.RESEARCHING)
_DONE: dict[str, str] = {
    **{status: status.capitalize() for status in Status if status not in _UNDERWAY},
    ASSIGNED: "Handed over",
    UNDONE: "Took back",
    REDONE: "Took up again",
}


def config(session: ReviewSession) -> dict[str, Any]:
    """Whose desk it is, and by which policy and scale it goes; a policy that is recorded changes it."""
    policy = session.policy
    return {
        "reviewer": session.reviewer,
        "place": session.where,
        "fills": session.cursor.fills,
        "policy": policy.name,
        "policyLabel": policy.label,
        "secondEditor": policy.second_editor,
        "team": policy.second_editor or policy.double_blind,
        "forMe": FOR_ME,
        "levels": [[what, list(levels)] for what, levels in LEVELS.items()],
        "ratings": _ratings(session.scale),
        "dismissReasons": list(DISMISS_REASONS),
        "labels": _labels(policy),
        "ratedLabels": _rated_labels(policy),
        "needs": {"why": policy.why_selected, "oneSourceReason": policy.one_source_reason},
        "statuses": [_status(status, record) for status, record in STATUSES.items()],
        "moves": {move.label: {"aside": move in _ASIDE, "text": move.text} for move in MOVES},
    }


def _ratings(scale: Scale) -> list[dict[str, Any]]:
    """The ratings that can be given, each with its colour."""
    given = [rating for rating in scale.ratings if not rating.retired]
    colours = colours_of([rating.name for rating in given], [scale.name])
    return [
        {"name": rating.name, "value": rating.value, "colour": colour}
        for rating, colour in zip(given, colours, strict=True)
    ]


def offered(session: ReviewSession) -> dict[str, Any]:
    """By what the pile can be filtered, as it is now."""
    worklist, articles = session.worklist, session.articles()
    return {
        "shows": list(SHOWN),
        "orders": list(ORDERS),
        "articles": [[article_id, title(shown)] for article_id, shown in articles.items()],
        "kinds": worklist.kinds(),
        "speakers": [THE_ARTICLE, *worklist.speakers()[:_SPEAKERS]],
    }


def tags(session: ReviewSession) -> list[list[Any]]:
    """The tags that are in use, each with the number of its claims."""
    return [list(tag) for tag in session.worklist.tags.counted()[:_TAGS]]


def _labels(policy: Policy) -> dict[str, str]:
    """What the button says for each step that a claim can be brought to."""
    said: dict[str, str] = {status: record.button for status, record in STATUSES.items() if record.button}
    if not policy.second_editor:
        said[Status.APPROVED] = "Decide and go on"
    return {**said, RATED: "Give your blind rating"}


def _rated_labels(policy: Policy) -> dict[str, str]:
    """How the button begins for the steps that are taken with the rating that is chosen; that follows."""
    said: dict[str, str] = {status: record.rated for status, record in STATUSES.items() if record.rated}
    if not policy.second_editor:
        said[Status.APPROVED] = "Decide:"
    return {**said, RATED: "Rate blind:"}


def _status(status: Status, record: StatusRecord) -> dict[str, Any]:
    """What the page has to know of a status: whether it is a step, and which fields the form shows then."""
    so_far = STEPS[: STEPS.index(status) + 1] if status in STEPS else ()
    return {
        "name": status,
        "decided": status.decided,
        "finished": status in FINISHED,
        "step": status in STEPS,
        "offeredFrom": record.offered_from,
        "fields": [field for step in so_far if (field := STATUSES[step].field)],
    }


def title(article: Article) -> str:
    """What an article is called: its title, else its file's name in words, else its first words."""
    if article.title or article.path:
        return article.title or re.sub(r"[-_\s]+", " ", PurePath(str(article.path)).stem).strip().capitalize()
    words = " ".join(article.text[: 2 * _TITLE].split())
    return words if len(words) <= _TITLE else f"{words[:_TITLE].rpartition(' ')[0] or words[:_TITLE]} …"


def row(session: ReviewSession, entry: QueueRow) -> list[Any]:
    """One row of the queue: id, priority, text, speaker, status, rating, by hand, remarks, article."""
    verdict = session.verdict(entry.claim_id)
    return [
        entry.claim_id,
        round(session.worklist.priority(entry.claim_id), 4),
        entry.text[:_ROW_TEXT],
        entry.speaker,
        verdict.status,
        _found(verdict),
        any(event.action == ADDED for event in verdict.history),
        _remarks(session, verdict),
        entry.article_id,
    ]


def done(step: Sequence[Event], said: str) -> dict[str, Any]:
    """What *step*, which *said* tells in full, came to in a word or two: "Dismissed 10"."""
    actions = {event.action for event in step}
    word = _DONE.get(next(iter(actions)), "") if len(actions) == 1 else ""
    claims = len({event.claim_id for event in step})
    return {"words": f"{word} {claims}" if word else said, "undone": actions == {UNDONE}}


def _found(verdict: Verdict) -> str | None:
    """What was decided, in a word; None where nothing is."""
    if verdict.doubts:
        return "in doubt"
    return verdict.dismiss_reason or verdict.rating if verdict.status.decided else None


def _remarks(session: ReviewSession, verdict: Verdict) -> str:
    """What the queue says of a claim beside its status: who has it, and what it waits for."""
    if verdict.status.decided:
        return ""
    if wants_ratings(verdict, session.policy) and (verdict.blind or verdict.ratings):
        blind = f"{len(verdict.ratings)} of {RATERS} blind ratings"
    else:
        blind = "ratings differ" if in_dispute(verdict) else ""
    votes = session.policy.votes > 1 and verdict.status is Status.PROPOSED
    voted = _voted(verdict, session.policy) if votes else ""
    late = "reply overdue" if reply_overdue(verdict, session.today) else ""
    back = _sent_back(verdict) if sent_back(verdict, session.reviewer) else ""
    return " · ".join(filter(None, [back, late, blind, voted, _assigned(session, verdict)]))


def _assigned(session: ReviewSession, verdict: Verdict) -> str | None:
    """Who has the claim, and until when."""
    if verdict.assigned_to is None:
        return None
    holder = "you" if same_person(verdict.assigned_to, session.reviewer) else verdict.assigned_to
    if work_overdue(verdict, session.today):
        return f"overdue since {verdict.due}, with {holder}"
    return f"with {holder} until {verdict.due}" if verdict.due else f"with {holder}"


def _sent_back(verdict: Verdict) -> str:
    """By whom, and with which note."""
    by = next(event.by for event in reversed(verdict.history) if event.action == Status.RESEARCHING)
    return f"sent back by {by}: {verdict.note}"


def article(session: ReviewSession, shown: Article, claim: Span, outline: Sequence[Span]) -> dict[str, Any]:
    """The article around *claim*, whole where it is not too long."""
    window = _window(len(shown.text), claim)
    return {
        "id": shown.id,
        "title": title(shown),
        "publisher": shown.publisher,
        "author": shown.author,
        "published": shown.published,
        "url": shown.url,
        "digest": shown.digest,
        "offset": window.start,
        "text": window.of(shown.text),
        "before": window.start > 0,
        "after": window.end < len(shown.text),
        "sentences": [[span.start, span.end] for span in outline if span in window],
        "claims": [[r.start, r.end, r.claim_id] for r in session.claims_in(shown.id)],
    }


def claim(
    session: ReviewSession,
    view: View,
    statement: OfferStatement = lambda article, claim: None,
    begun: str | None = None,
) -> dict[str, Any]:
    """The claim on the desk with its reasons, the form's content and the moves that are open.

    *statement* offers one that stands alone, where none is written; *begun* is where a step
    leads that was taken and refused.
    """
    found, verdict = view.claim, view.verdict
    moves = ways(session, found.id, view.work)
    # What marks words comes first; who says it stands beside the reasons already.
    signals = sorted(found.signals, key=lambda signal: (not signal.spans, -signal.weight))
    told = [one for one in signals if one.weight or (not one.spans and one.name != "speaker")]
    return {
        "id": found.id,
        "seen": view.verdict.seen,
        "start": found.span.start,
        "end": found.span.end,
        "quote": found.text,
        "offered": _offered(view, statement),
        "why": list(why_it_matters(found, view.article)),
        "speaker": found.speaker,
        "quoted": found.quoted,
        "worthiness": found.worthiness,
        "priority": found.priority,
        "whyFirst": found.why_first,
        "parts": [[part.name, round(part.points, 4), part.words] for part in found.priority_parts],
        "marks": [[span.start, span.end, s.name, s.reason] for s in signals if _marks(s) for span in s.spans],
        "reasons": [[signal.name, signal.reason, round(signal.weight, 2)] for signal in told],
        "measured": [[quantity.text, measured(quantity)] for quantity in found.quantities],
        "numbers": has_numbers(found),
        "arithmetic": found.comparison and arithmetic(found.comparison),
        "status": verdict.status,
        "notices": notices(session, view),
        "tags": list(verdict.tags),
        "stakes": {what: getattr(verdict.stakes, what) for what in LEVELS},
        "assigned": verdict.assigned_to,
        "due": verdict.due,
        "mine": same_person(verdict.assigned_to, session.reviewer),
        "blind": verdict.blind,
        "wantsRatings": wants_ratings(verdict, session.policy),
        "canBlind": verdict.status in OPEN and not wants_ratings(verdict, session.policy),
        "ratings": [_rated(rating) for rating in verdict.ratings],
        "settle": in_dispute(verdict),
        "proposed": verdict.proposed_rating if verdict.status is Status.PROPOSED else None,
        "proposal": _proposal(session, verdict),
        "history": [_entry(entry) for entry in view.history],
        "work": work_to_json(view.work),
        "comment": view.comment,
        "version": view.draft_version,
        "moves": moves,
        "mends": verdict.status in OUT,
        "forward": session.forward(found.id),
        "begun": begun if begun in map(_target_to_finish, moves) else None,
        "judgements": match_state.judgements(verdict.judgements),
        "served": _served(session, verdict),
    }


def _offered(view: View, statement: OfferStatement) -> dict[str, Any] | None:
    """A statement that stands alone, where none is written."""
    if view.work.statement:
        return None
    return offered_statement(view.article, statement(view.article, view.claim))


def _rated(found: BlindRating) -> dict[str, Any]:
    """What somebody found blind, as the page sets it beside what another did."""
    return {
        "by": found.by,
        "rating": found.rating,
        "statement": found.statement,
        "rationale": found.rationale,
        "sources": to_json(found.sources),
    }


def _proposal(session: ReviewSession, verdict: Verdict) -> dict[str, Any] | None:
    """What a second editor reads before they approve; None where there is nothing for them to read."""
    if not _is_read(session, verdict) or verdict.proposed_at is None:
        return None
    return {
        "by": verdict.proposed_by,
        "at": verdict.proposed_at.isoformat(),
        "rating": verdict.proposed_rating,
        "work": work_to_json(work_of(verdict)),
        "votes": [[vote.by, vote.at.isoformat()] for vote in verdict.votes],
        "needed": session.policy.votes,
    }


def _is_read(session: ReviewSession, verdict: Verdict) -> bool:
    """Whether the claim stands before somebody who may approve what another has proposed."""
    of_another = not same_person(verdict.proposed_by, session.reviewer)
    return verdict.status is Status.PROPOSED and session.policy.second_editor and of_another


def _entry(entry: Entry) -> dict[str, Any]:
    """One step as the history of the page takes it."""
    return {
        **asdict(entry),
        "at": entry.at.isoformat(),
        "details": [list(pair) for pair in entry.details],
        "before": list(entry.before),
    }


def news(session: ReviewSession, view: View | None, former: Mapping[str, Any], answers: bool) -> str | None:
    """What others have done on the claim since the page was sent *former*, in words.

    It stands until the page is sent an answer, by which the reviewer has gone on.
    """
    shown = former.get("claim")
    if view is None or shown is None or shown["id"] != view.claim.id:
        return None
    fresh = view.history[len(shown["history"]) :]
    others = [entry for entry in fresh if not same_person(entry.by, session.reviewer)]
    if not others:
        return None if answers else former["news"]
    did = "; ".join(f"{entry.by} {entry.what}" for entry in others)
    return f"Meanwhile {did}. The claim is shown as it stands now; what you typed is kept."


def notices(session: ReviewSession, view: View) -> list[str]:
    """What the reviewer should know of the claim before they work on it, a sentence each."""
    verdict = view.verdict
    said = [_doubted(verdict), view.aside, view.blind, _waiting(session, verdict)]
    if verdict.status is Status.RESEARCHING and verdict.note and verdict.proposed_by:
        said.append(f"To do before it is proposed again: {verdict.note}")
    if work_overdue(verdict, session.today):
        said.append(f"It was to be done by {verdict.due}.")
    if reply_overdue(verdict, session.today) and verdict.contact is not None:
        said.append(f"The claimant has not replied; the deadline was {verdict.contact.deadline}.")
    if verdict.approved_by and verdict.proposed_by and verdict.status.decided:
        said.append(_decided(verdict))
    if verdict.status is Status.CORRECTED and verdict.former_rating not in (None, verdict.rating):
        said.append(_corrected(verdict))
    return [sentence for sentence in said if sentence]


def _doubted(verdict: Verdict) -> str | None:
    """That something of the claim's history cannot be read; None where all of it can."""
    if not verdict.doubts:
        return None
    return (
        f"{'; '.join(verdict.doubts)}. What stands here is in doubt without it: look at the history. The "
        "doubt ends when the claim is proposed anew, sent back, reopened or dismissed."
    )


def _decided(verdict: Verdict) -> str:
    """Who found what, where a second person had a say."""
    if same_person(verdict.approved_by, verdict.proposed_by):
        return f"{verdict.approved_by} decided alone."
    proposed = f"{verdict.proposed_by} proposed {verdict.proposed_rating}"
    approved = verdict.approved_rating
    by = " and ".join(verdict.approvers)
    # A check that an older version took over from another claim does not say what was approved.
    what = " it" if approved == verdict.proposed_rating else f" {approved} instead" if approved else ""
    return f"{proposed}; {by} approved{what}."


def _corrected(verdict: Verdict) -> str:
    """What a correction has changed; the rating that was published first is told too."""
    before = f"Corrected: it was {verdict.former_rating} before"
    first = verdict.published_rating
    return (
        f"{before}." if first in (None, verdict.former_rating) else f"{before}, and {first} when published."
    )


def _waiting(session: ReviewSession, verdict: Verdict) -> str | None:
    """For whom a proposed verdict waits; None where it is not proposed, or is read as a page that says so."""
    if verdict.status is not Status.PROPOSED or verdict.proposed_at is None or _is_read(session, verdict):
        return None
    day = f"{by_clock(verdict.proposed_at):%Y-%m-%d}"
    if not same_person(verdict.proposed_by, session.reviewer):
        return f"{verdict.proposed_by} proposed {verdict.proposed_rating} on {day}."
    return f"You proposed {verdict.proposed_rating} on {day}.{_waits_for(verdict, session.policy)}"


def _waits_for(verdict: Verdict, policy: Policy) -> str:
    """For whom what somebody proposed waits; nothing where it waits for themselves."""
    if policy.votes == 1:
        return " It waits for a second editor." if policy.second_editor else ""
    by = f" ({', '.join(vote.by for vote in verdict.votes)})" if verdict.votes else ""
    return f" {_voted(verdict, policy)}{by}."


def _voted(verdict: Verdict, policy: Policy) -> str:
    """How many of the votes that are needed there are."""
    return f"{len(verdict.votes)} of {policy.votes} votes"


def measured(quantity: Quantity) -> str:
    """A quantity as a reviewer reads it, every digit written out.

    >>> measured(Quantity(Measured.MONEY, Span(0, 7), "$94.9bn", 94_900_000_000, unit="USD", per="year"))
    '94,900,000,000 USD per year'
    """
    if quantity.kind is Measured.DATE:
        notation = quantity.normalized or ""
        clock = notation[1:] if notation.startswith("T") else ""
        return quantity.resolved or clock or "not settled to a date"
    unit = {"percent": "%", None: ""}.get(quantity.unit, f" {quantity.unit}")
    if quantity.kind is Measured.DURATION and quantity.value == 1 and quantity.high is None:
        unit = unit.removesuffix("s")
    before = [quantity.bound.value if quantity.bound else "", "about" if quantity.approximate else ""]
    amounts = [_digits(amount) for amount in (quantity.value, quantity.high) if amount is not None]
    amount = " to ".join(amounts)
    if quantity.kind is Measured.RANK:
        amount, unit = f"place {amount}", ""
    elif quantity.kind is Measured.MULTIPLIER:
        unit = " times"
    rate = f"per {quantity.per}" if quantity.per else ""
    return " ".join(filter(None, [*before, f"{amount}{unit}", rate]))


def arithmetic(comparison: Comparison) -> str:
    """What a comparison comes to, and between what and what where its words do not say so.

    >>> arithmetic(Comparison(Relation.TIMES, (), "25 times as much", "NATO", "Russia", "output", 25))
    '25 times as much (NATO against Russia, in output)'
    >>> arithmetic(Comparison(Relation.TIMES, (), "25 times Russia", "NATO", "Russia", "output", 25))
    '25 times Russia (NATO, in output)'
    """
    sides = (comparison.left, comparison.right, comparison.measure)
    left, right, measure = (side if side and side not in comparison.explanation else None for side in sides)
    if comparison.relation is Relation.RANK:
        parts = [left, measure, right and f"of {right}"]
    elif comparison.right and right is None:
        parts = [left, measure and f"in {measure}"]
    else:
        parts = [f"{left} against {right}" if left and right else None, measure and f"in {measure}"]
    told = ", ".join(filter(None, parts))
    return f"{comparison.explanation} ({told})" if told else comparison.explanation


def _digits(amount: float) -> str:
    """An amount in plain digits, its thousands parted."""
    return f"{amount:,}" if isinstance(amount, int) else f"{Decimal(f'{amount:.15g}'):,f}"


def _marks(signal: Signal) -> bool:
    """Whether the words of a signal are shown in colour: not where they are the whole claim, or any words."""
    return signal.weight > 0 and signal.name not in {"by hand", "wording"}


def ways(session: ReviewSession, claim_id: str, work: Work) -> list[dict[str, Any]]:
    """The moves that are open to a claim, with what each lacks."""
    return [
        {
            "label": way.label,
            "target": way.target,
            "demands": [[demand.text, demand.met, demand.field] for demand in way.demands],
            "missing": list(way.missing),
        }
        for way in session.ways(claim_id, work)
    ]


def _target_to_finish(move: Mapping[str, Any]) -> str | None:
    """Where a move leads that this reviewer can finish in the form; None where it waits for others."""
    return move["target"] if all(met or field for _text, met, field in move["demands"]) else None


def elsewhere(session: ReviewSession, claim_id: str, found: Sequence[Same]) -> list[dict[str, Any]]:
    """Claims of the pile that say the same as the claim with that id, as far as they are still part of it."""
    rows = ((session.worklist.row(same.key), same) for same in found if session.worklist.holds(same.key))
    return [_same(session, claim_id, entry, same) for entry, same in rows if entry is not None]


def _same(session: ReviewSession, claim_id: str, entry: QueueRow, same: Same) -> dict[str, Any]:
    verdict = session.verdict(entry.claim_id)
    return {
        "id": entry.claim_id,
        "text": entry.text,
        "title": title(session.article(entry.article_id)),
        "status": verdict.status,
        "rating": _found(verdict),
        "speaker": entry.speaker,
        "reasons": match_state.reasons(same.reasons),
        "takes": _gives(session, claim_id, entry.claim_id),
        "gives": _gives(session, entry.claim_id, claim_id),
    }


def _gives(session: ReviewSession, giver: str, taker: str) -> bool:
    """Whether one claim has a finished check that the other may have and has not yet, as it stands now."""
    given, taken = session.verdict(giver), session.verdict(taker)
    try:
        refuse_unfinished(given)
        refuse_unservable(given, taken, taker, session.policy)
    except WorkflowError:
        return False
    return not has_taken_over(taken, given)


def _served(session: ReviewSession, verdict: Verdict) -> dict[str, Any] | None:
    """From where a claim has its check, and whether that has changed since; None where it has its own."""
    giver = verdict.served_from
    if giver is None:
        return None
    entry = session.worklist.row(giver)
    return {
        "from": giver,
        "text": entry.text if entry else giver,
        "title": title(session.article(entry.article_id)) if entry else None,
        "changed": _changed(session.verdict(giver))
        if is_stale(session.verdict(verdict.claim_id), session.verdict(giver))
        else None,
        "again": _gives(session, giver, verdict.claim_id),
    }


def _changed(giver: Verdict) -> str:
    """What has become of a check that another claim took over."""
    if giver.status in FINISHED:
        return f"It has changed since: {giver.rating} ({giver.status})."
    return f"That check is open again ({giver.status})."


def _window(length: int, claim: Span) -> Span:
    if length <= WHOLE:
        return Span(0, length)
    # In fixed steps, so that neighbouring claims share one window and it need not be sent again.
    step = WHOLE // 3
    first = max(0, claim.start // step - 1) * step
    return Span(first, min(length, max(first + WHOLE, claim.end + step)))
