"""Where one reviewer stands: their queue, the claim at hand, and the way from one to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from claimcheck.clock import by_clock
from claimcheck.errors import ClaimcheckError, WorkflowError
from claimcheck.model import Article, Claim, Event, Verdict
from claimcheck.review.blind_review import as_seen_by, standing
from claimcheck.review.form_cleaning import resumed, work_of
from claimcheck.review.json_values import MisreadError, read_as
from claimcheck.review.log.drafts import ASIDE, COMMENT, Draft
from claimcheck.review.log.store import RecordedPolicy, Store
from claimcheck.review.people import named
from claimcheck.review.policies import Policy, at_least, policy_from_json
from claimcheck.review.queue import ORDERS, SHOWN, Filter, QueueRow, Seat, status_of
from claimcheck.review.shared_verdicts import is_stale
from claimcheck.review.timeline import Entry, timeline
from claimcheck.review.workflow import Work, kept_apart
from claimcheck.review.worklist import Progress, Worklist

_SHOWN_OF_ASIDE = 500


@dataclass(frozen=True, slots=True)
class View:
    """One claim as the reviewer has it in front of them; ``work`` is their draft where they have one.

    ``verdict`` and ``history`` leave out what a blind review keeps from them; ``blind`` says in words
    how that stands, None where there is none; ``comment`` is what they are writing and nobody reads yet.
    ``aside`` says of an earlier draft of theirs that it cannot be read, None where there is none.
    """

    claim: Claim
    article: Article
    verdict: Verdict
    work: Work
    draft_version: int
    history: tuple[Entry, ...]
    blind: str | None
    comment: str
    aside: str | None = None


class Cursor:
    """One reviewer before the pile, on one claim at a time; it only looks, and remembers where.

    Raises ClaimcheckError where the reviewer has no name.
    """

    def __init__(
        self, store: Store, reviewer: str, policy: Policy | None, now: Callable[[], datetime]
    ) -> None:
        self.store, self.reviewer = store, named(reviewer)
        recorded = store.policy()
        self.policy = policy or (policy_from_json(recorded.data) if recorded else Policy.solo())
        self._policy_number = recorded.number if recorded else 0
        self.policy_news: str | None = None
        self._now = now
        self._visited: list[str] = []
        self.worklist = Worklist(store)
        place = store.desk(self.reviewer)
        self.filter = _filter(place.get("filter"))
        self._visible: list[QueueRow] | None = None
        self.reading: str | None = None
        self.current = self._standing(place.get("claim"))
        self._kept_place = place

    # What is seen

    def reload(self) -> None:
        """Read the whole pile and the whole log again."""
        self.follow_policy()
        self.worklist.reload()
        self._visible = None
        if self.current is not None and self.current not in self.worklist.known:
            self.current = self._standing(None)

    def refresh(self) -> bool:
        """Take in what others have done since; whether there was anything."""
        followed, fresh = self.follow_policy(), self.worklist.refresh()
        if fresh:
            self._visible = None
        return followed or bool(fresh)

    def follow_policy(self) -> bool:
        """Go on by the policy that was recorded last; whether it is a new one. ``policy_news`` tells of it.

        Where this version cannot read it, what was asked for so far is asked for still.
        """
        recorded = self.store.policy()
        if recorded is None or recorded.number == self._policy_number:
            return False
        self._policy_number = recorded.number
        former, unreadable = self.policy, None
        try:
            self.policy = policy_from_json(recorded.data)
        except ClaimcheckError as refusal:
            self.policy, unreadable = at_least(former, recorded.data), str(refusal)
        if self.policy == former:
            return False
        self.policy_news, self._visible = _news_of(recorded, former, unreadable), None
        return True

    @property
    def queue(self) -> list[QueueRow]:
        """The claims that the filter lets through, in its order."""
        if self._visible is None:
            self._visible = self.worklist.arranged(self.filter, self.seat)
        return self._visible

    @property
    def seat(self) -> Seat:
        """Who looks, under which policy, today where they are."""
        return Seat(self.reviewer, self.policy, self.today)

    @property
    def today(self) -> date:
        """The date where the reviewer is, by which a deadline has passed or not."""
        return by_clock(self._now()).date()

    @property
    def progress(self) -> Progress:
        """How far the whole pile is, whatever the filter."""
        return self.worklist.progress(self.seat)

    def verdict(self, claim_id: str) -> Verdict:
        """What the events of that claim, as far as this reviewer has seen them, add up to."""
        return self.worklist.verdict(claim_id)

    def served_is_stale(self, verdict: Verdict) -> bool:
        """Whether the check that the claim took over from another has changed there, or counts no more."""
        return verdict.served_from is not None and is_stale(
            self.verdict(verdict.claim_id), self.verdict(verdict.served_from)
        )

    @property
    def where(self) -> str:
        """The path of the database, for a message."""
        return self.store.path

    def articles(self) -> dict[str, Article]:
        """Every article by its id, in the order of import."""
        return self.store.articles()

    def article(self, article_id: str) -> Article:
        """The article with that id."""
        return self.worklist.article(article_id)

    def view(self) -> View | None:
        """The claim that the reviewer is at; None where the pile is empty."""
        if self.current is None:
            return None
        claim, verdict = self.store.claim(self.current), self.verdict(self.current)
        draft = self.store.draft(self.current, self.reviewer)
        return View(
            claim,
            self.article(claim.article_id),
            as_seen_by(self.reviewer, verdict, self.policy),
            self._form(verdict, self.reviewer, draft),
            draft.version if draft else 0,
            tuple(self._history(verdict)),
            standing(verdict, self.policy, self.reviewer),
            str(draft.data.get(COMMENT, "")) if draft else "",
            _set_aside(draft) if draft else None,
        )

    def claims_in(self, article_id: str) -> list[QueueRow]:
        """The claims of one article that are part of the pile, in the order of the text."""
        return self.worklist.claims_in(article_id)

    def deed(self, step: Sequence[Event]) -> str:
        """What *step*, all events of one, was: "dismissed it: opinion (on 10 claims)"."""
        by_claim: dict[str, list[int]] = {}
        for event in step:
            by_claim.setdefault(event.claim_id, []).append(event.id)
        told = Counter(self._told(claim_id, numbers) for claim_id, numbers in by_claim.items())
        return "; ".join(f"{what} (on {n} claims)" if n > 1 else what for what, n in told.items())

    def outcome(self, step: Sequence[Event]) -> str:
        """Where the claims of *step* stand after it: "The claim is approved now."."""
        claims = [self.verdict(claim_id) for claim_id in dict.fromkeys(event.claim_id for event in step)]
        stand = Counter("off the pile" if verdict.withdrawn else verdict.status.value for verdict in claims)
        if len(claims) == 1:
            return f"The claim is {next(iter(stand))} now."
        told = (f"{n} claims are {where}" if n > 1 else f"1 claim is {where}" for where, n in stand.items())
        return f"{', '.join(told)} now."

    # Moving about

    def go(self, claim_id: str) -> None:
        """Open that claim; raises WorkflowError where the pile does not hold it."""
        if claim_id not in self.worklist.known:
            raise WorkflowError(
                f"There is no claim {claim_id} on this desk; it was flagged anew. Choose another."
            )
        self._leave_for(claim_id)

    def next(self, step: int = 1) -> None:
        """Open the claim *step* places further in the queue; at either end, stay."""
        ids = [row.claim_id for row in self.queue]
        if not ids:
            return
        if self.current not in ids:
            self.go(ids[0])
            return
        self.go(ids[min(max(ids.index(self.current) + step, 0), len(ids) - 1)])

    def back(self) -> None:
        """Open the claim that was open before this one; without one, the one above in the queue."""
        while self._visited:
            claim_id = self._visited.pop()
            if claim_id in self.worklist.known and not self.verdict(claim_id).withdrawn:
                self.current = claim_id
                return
        self.next(-1)

    def keep_place(self) -> None:
        """Keep where the reviewer stands, for the next time; a step that is taken keeps it by itself."""
        place = self._place(self.current)
        if place != self._kept_place:
            self.store.save_desk(self.reviewer, place)
            self._kept_place = place

    def rest(self) -> None:
        """What is good to do when nobody is at work: a copy of the log's file alone then has every step."""
        self.store.checkpoint()

    def read(self, article_id: str) -> None:
        """Open an article without any of its claims."""
        self.article(article_id)
        self._leave_for(None)
        self.reading = article_id

    def show(self, wanted: Filter) -> None:
        """Change what the queue shows; an article chosen for the first time is opened."""
        chosen = wanted.article if wanted.article != self.filter.article else None
        self.filter, self._visible = wanted, None
        if chosen is not None and self.queue:
            self.go(self.queue[0].claim_id)
        elif chosen is not None:
            self.read(chosen)

    # Inside

    def _form(self, verdict: Verdict, reviewer: str, draft: Draft | None) -> Work:
        """The form of the claim as *reviewer* has it: what they typed, over what they may see."""

        def as_seen(whole: Verdict) -> Verdict:
            return as_seen_by(reviewer, whole, self.policy)

        return resumed(draft.data, verdict, as_seen) if draft else work_of(as_seen(verdict))

    def _history(self, verdict: Verdict) -> list[Entry]:
        kept_from = self.reviewer if kept_apart(verdict, self.policy) else None
        return timeline(verdict, blind_for=kept_from)

    def _told(self, claim_id: str, numbers: Sequence[int]) -> str:
        """The events with those *numbers* as the history of their claim tells them."""
        verdict = self.verdict(claim_id)
        told = zip(verdict.history, self._history(verdict), strict=True)
        return "; ".join(entry.what for event, entry in told if event.id in numbers)

    def _leave_for(self, claim_id: str | None) -> None:
        if self.current not in (None, claim_id):
            self._visited.append(str(self.current))
        self.current = claim_id

    def _standing(self, claim_id: object) -> str | None:
        """Where to begin: where the reviewer stood, else at the first claim that wants work."""
        kept = isinstance(claim_id, str) and claim_id in self.worklist.known
        if kept and not self.verdict(str(claim_id)).withdrawn:
            return str(claim_id)
        ids = [row.claim_id for row in self.queue]
        undecided = (i for i in ids if not status_of(i, self.worklist.verdicts).decided)
        return next(undecided, ids[0] if ids else None)

    def _place(self, claim_id: str | None) -> dict[str, Any]:
        return {"claim": claim_id, "filter": asdict(self.filter)}


def _set_aside(draft: Draft) -> str | None:
    """That what was typed earlier cannot be read, with its beginning; None where nothing was set aside."""
    aside = draft.data.get(ASIDE)
    if aside is None:
        return None
    stored = aside["stored"]
    begins = stored if len(stored) <= _SHOWN_OF_ASIDE else f"{stored[:_SHOWN_OF_ASIDE]} …"
    return (
        f"What you typed here earlier cannot be read ({aside['why']}) and was set aside; it is kept in the "
        f"database as it is: {begins}"
    )


def _news_of(recorded: RecordedPolicy, former: Policy, unreadable: str | None) -> str:
    """What a reviewer is told of a policy that was *recorded* while they worked under the *former* one."""
    chose = f"{recorded.by} chose the policy “{recorded.data.get('name')}” at {by_clock(recorded.at):%H:%M}"
    if unreadable is None:
        return f"{chose}, and this desk goes by it now; it was “{former.name}”."
    return (
        f"{chose}, which this claimcheck cannot read. All that “{former.name}” asks for is asked for still. "
        f"{unreadable}"
    )


def _filter(kept: object) -> Filter:
    """The filter as it was kept; one that is damaged, or of another version, is the default."""
    try:
        wanted = read_as(kept, Filter)
    except MisreadError:
        return Filter()
    return wanted if wanted.show in SHOWN and wanted.order in ORDERS else Filter()
