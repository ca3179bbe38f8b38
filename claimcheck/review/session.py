"""One reviewer at one log; the desk forwards to it and redraws, a test drives it alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from claimcheck.model import Article
from claimcheck.review.blind_rating import BlindRating
from claimcheck.review.claim_editing import ClaimEditing, Cutter
from claimcheck.review.collaboration import Collaboration
from claimcheck.review.cursor import Cursor
from claimcheck.review.decisions import Decisions
from claimcheck.review.log.store import Store
from claimcheck.review.people import named
from claimcheck.review.policies import Policy
from claimcheck.review.policy_in_force import PolicyInForce
from claimcheck.review.recorder import Recorder
from claimcheck.review.reviewer import Reviewer, View
from claimcheck.review.scales import Scale, scale
from claimcheck.review.undo import Undo
from claimcheck.review.verdict_reuse import VerdictReuse
from claimcheck.review.weighing import Weighing
from claimcheck.review.worklist import Order, Progress, Worklist


class ReviewSession:
    """One reviewer at one log, and every step that they may take.

    Each step is judged by the policy that was recorded last; *policy* counts until another one is recorded.
    *cut* makes the claim for a span that a person marked by hand, *order* says what of the pile to check
    first. *now* is the clock. Raises ClaimcheckError where the reviewer has no name, or the recorded policy
    cannot be read.

    What is done stands in the parts, each a class of its own: ``worklist`` is the pile as it is known,
    ``cursor`` where the reviewer stands in it, ``in_force`` the policy, ``recorder`` what commits. The steps
    are theirs too, called here by their own names: ``session.undo`` is `Undo.undo`.
    """

    def __init__(
        self,
        store: Store,
        reviewer: str,
        *,
        policy: Policy | None = None,
        scale: Scale = scale(),  # noqa: B008 - a frozen value
        cut: Cutter | None = None,
        order: Order | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.store, self.reviewer, self.scale = store, named(reviewer), scale
        self.in_force = in_force = PolicyInForce(store, policy)
        self.worklist = worklist = Worklist(store, order)
        self._person = person = Reviewer(self.reviewer, store, worklist, in_force, now)
        self.cursor = Cursor(worklist, person.seat, store.desk(self.reviewer))
        self.recorder = recorder = Recorder(person, self.cursor)
        self.reload, self.refresh, self.keep_place = recorder.reload, recorder.refresh, recorder.keep_place
        self.verdict, self.article, self.claims_in = worklist.verdict, worklist.article, worklist.claims_in
        self.save_draft, self.hold, self.keep_pending = person.save_draft, person.hold, person.keep_pending
        self.let_go, self.refuse_overtaken = person.let_go, person.refuse_overtaken
        self.deed, self.outcome = person.deed, person.outcome
        decisions = Decisions(recorder, scale)
        self.checklist, self.ways, self.forward = decisions.checklist, decisions.ways, decisions.forward
        self.take, self.update, self.dismiss = decisions.take, decisions.update, decisions.dismiss
        self.mend_address = decisions.mend_address
        undo = Undo(recorder)
        self.undo, self.redo = undo.undo, undo.redo
        collaboration = Collaboration(recorder)
        self.comment, self.assign = collaboration.comment, collaboration.assign
        self.tag = collaboration.tag
        self.weigh = Weighing(recorder).weigh
        blind = BlindRating(recorder, scale)
        self.ask_blind, self.rate = blind.ask_blind, blind.rate
        reuse = VerdictReuse(recorder)
        self.judge, self.serve = reuse.judge, reuse.serve
        editing = ClaimEditing(recorder, scale, cut)
        self.add_claim, self.recut, self.split = editing.add_claim, editing.recut, editing.split
        self.bring_in, self.as_kept = editing.bring_in, store.as_kept
        self.rest = store.checkpoint

    @property
    def policy(self) -> Policy:
        """The policy that the desk goes by now."""
        return self.in_force.policy

    @property
    def today(self) -> date:
        """The date where the reviewer is, by which a deadline has passed or not."""
        return self._person.today

    @property
    def where(self) -> str:
        """The path of the database, for a message."""
        return self.store.path

    @property
    def progress(self) -> Progress:
        """How far the whole pile is, whatever the filter."""
        return self.worklist.progress(self._person.seat())

    def view(self, claim_id: str | None = None) -> View | None:
        """That claim, else the one that the reviewer is at; None where the pile is empty."""
        shown = claim_id or self.cursor.current
        return None if shown is None else self._person.view(shown)

    def articles(self) -> dict[str, Article]:
        """Every article by its id, in the order of import."""
        return self.store.articles()
