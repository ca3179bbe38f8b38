"""One reviewer: what they may see of a claim, what they have typed on it, and what their steps were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from claimcheck.clock import by_clock
from claimcheck.errors import ConflictError
from claimcheck.model import Article, Claim, Event, Verdict
from claimcheck.review.blind_review import as_seen_by, shared, standing
from claimcheck.review.form_cleaning import resumed, storable, tidy, work_of
from claimcheck.review.json_values import work_to_json
from claimcheck.review.limits import refuse_unfit
from claimcheck.review.log.drafts import ASIDE, COMMENT, OVERTAKEN, Draft, Typed
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.policy_in_force import PolicyInForce
from claimcheck.review.queue import Seat
from claimcheck.review.replay import by_claim, replay
from claimcheck.review.timeline import Entry, timeline
from claimcheck.review.workflow import Work, kept_apart
from claimcheck.review.worklist import Worklist

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


class Reviewer:
    """The reviewer called *name*, before the claims of *worklist*, by the clock *now*.

    ``pending`` is what they have typed that is kept with their next step, or by `keep_pending`.
    """

    def __init__(
        self,
        name: str,
        store: Store,
        worklist: Worklist,
        in_force: PolicyInForce,
        now: Callable[[], datetime],
    ) -> None:
        self.name = name
        self.pending: Typed | None = None
        self.store, self.worklist, self.in_force, self.now = store, worklist, in_force, now

    @property
    def policy(self) -> Policy:
        """The policy that they go by."""
        return self.in_force.policy

    @property
    def today(self) -> date:
        """The date where the reviewer is, by which a deadline has passed or not."""
        return by_clock(self.now()).date()

    def seat(self) -> Seat:
        """Who looks, under which policy, today where they are."""
        return Seat(self.name, self.policy, self.today)

    # What they have typed

    def save_draft(
        self, claim_id: str, work: Work, version: int, seen: int | None = None, comment: str = ""
    ) -> int:
        """Keep what was typed on the claim as of event *seen*; the version to hand in with the next one.

        *comment* is one that is being written and that nobody else reads yet.
        """
        kept = self.hold(claim_id, work, version, seen, comment)
        self.keep_pending()
        return kept

    def hold(
        self, claim_id: str, work: Work, version: int, seen: int | None = None, comment: str = ""
    ) -> int:
        """Have what was typed kept with the step that comes next, in one go; else like `save_draft`."""
        refuse_unfit(work, comment)
        seen = self.worklist.verdict(claim_id).seen if seen is None else seen
        draft = storable({**work_to_json(work), **({COMMENT: comment} if comment else {})})
        self.pending = Typed(claim_id, {**draft, "seen": seen}, version)
        return version + 1

    def let_go(self) -> None:
        """Forget what was held for the next step."""
        self.pending = None

    def keep_pending(self) -> None:
        """Keep what no step has taken with it as a draft; raises like `Store.save_draft`."""
        pending = self.pending
        self.let_go()
        if pending is not None:
            self.store.save_draft(pending.claim_id, self.name, pending.data, pending.version)

    def draft(self, claim_id: str) -> Draft | None:
        """What they have typed on the claim, if anything."""
        pending = self.pending
        if pending is not None and pending.claim_id == claim_id:
            return Draft(pending.data, pending.version + 1)
        return self.store.draft(claim_id, self.name)

    def refuse_overtaken(self, claim_id: str, version: int) -> None:
        """Raise ConflictError where the reviewer's draft is newer than *version*, which a form goes by."""
        draft = self.store.draft(claim_id, self.name)
        if draft is not None and draft.version > version:
            raise ConflictError(OVERTAKEN)

    def work(self, claim_id: str) -> Work:
        """The form of the claim as they have it, made fit to be kept."""
        return tidy(self.form(self.worklist.verdict(claim_id), self.draft(claim_id)))

    def form(self, verdict: Verdict, draft: Draft | None) -> Work:
        """The form of the claim with *draft* in it, over what they may see."""
        return form_of(self.name, verdict, draft, self.policy)

    def shared(self, verdict: Verdict, work: Work) -> tuple[Work, dict[str, Mapping[str, Any]]]:
        """*work* as far as others may see it, and the whole as a draft where that is less.

        What a blind review keeps from others stays with its reviewer.
        """
        told = shared(work, verdict, self.policy)
        return told, {} if told == work else {verdict.claim_id: work_to_json(work)}

    # What they see

    def sees(self, verdict: Verdict) -> Verdict:
        """*verdict* without what a blind review keeps from them."""
        return as_seen_by(self.name, verdict, self.policy)

    def view(self, claim_id: str) -> View:
        """The claim with its article, its history and its form; StoreError where there is none."""
        claim, verdict = self.store.claim(claim_id), self.worklist.verdict(claim_id)
        draft, article = self.draft(claim_id), self.worklist.article(claim.article_id)
        return View(
            self.worklist.explained(article, claim),
            article,
            self.sees(verdict),
            self.form(verdict, draft),
            draft.version if draft else 0,
            tuple(self._history(verdict)),
            standing(verdict, self.policy, self.name),
            str(draft.data.get(COMMENT, "")) if draft else "",
            _set_aside(draft) if draft else None,
        )

    def after(self, verdict: Verdict, action: str, data: Mapping[str, Any]) -> Verdict:
        """What *verdict* would be after one more event of theirs."""
        seen = verdict.seen
        event = Event(seen + 1, verdict.claim_id, self.now(), self.name, action, data, seen, "")
        return replay(verdict.claim_id, [*verdict.history, event])

    def deed(self, step: Sequence[Event]) -> str:
        """What *step*, all events of one, was: "dismissed it: opinion (on 10 claims)"."""
        told = Counter(self._told(claim_id, own) for claim_id, own in by_claim(step).items())
        return "; ".join(f"{what} (on {n} claims)" if n > 1 else what for what, n in told.items())

    def outcome(self, step: Sequence[Event]) -> str:
        """Where the claims of *step* stand after it: "The claim is approved now."."""
        verdicts = map(self.worklist.verdict, dict.fromkeys(event.claim_id for event in step))
        stand = Counter("off the pile" if verdict.withdrawn else verdict.status.value for verdict in verdicts)
        if stand.total() == 1:
            return f"The claim is {next(iter(stand))} now."
        told = (f"{n} claims are {where}" if n > 1 else f"1 claim is {where}" for where, n in stand.items())
        return f"{', '.join(told)} now."

    def _history(self, verdict: Verdict) -> list[Entry]:
        return timeline(verdict, blind_for=self.name if kept_apart(verdict, self.policy) else None)

    def _told(self, claim_id: str, own: Sequence[Event]) -> str:
        """The events *own* as the history of their claim tells them."""
        verdict, numbers = self.worklist.verdict(claim_id), {event.id for event in own}
        told = zip(verdict.history, self._history(verdict), strict=True)
        return "; ".join(entry.what for event, entry in told if event.id in numbers)


def form_of(reviewer: str, verdict: Verdict, draft: Draft | None, policy: Policy) -> Work:
    """The form of the claim as *reviewer* has it: what they typed, over what they may see."""
    as_seen = partial(as_seen_by, reviewer, policy=policy)
    return resumed(draft.data, verdict, as_seen) if draft else work_of(as_seen(verdict))


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
