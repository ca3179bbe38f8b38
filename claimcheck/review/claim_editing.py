"""Making the claims: what the machine missed, cut too wide, or in an article that is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Article, Claim, Span
from claimcheck.review.blind_review import shared
from claimcheck.review.claim_cutting import cut_by_hand, pieces, refuse_no_change, refuse_settled
from claimcheck.review.events import ADDED, RECUT
from claimcheck.review.json_values import work_to_json
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.articles import Added
from claimcheck.review.log.drafts import COMMENT
from claimcheck.review.log.rows import as_kept
from claimcheck.review.recorder import Recorder, new_group


class ClaimEditing(Recorder):
    """The steps of a reviewer that change which claims there are."""

    def add_claim(self, article_id: str, span: Span) -> Claim:
        """Put a claim that the machine missed on the desk and open it.

        Raises WorkflowError where the same words are a claim already; then that one is opened.
        """
        self.follow_policy()
        claim = self._claim_at(self.article(article_id), span)
        if self.worklist.holds(claim.id):
            self.go(claim.id)
            raise WorkflowError("These words are a claim already; it is the one that is open now.")
        self._write([self._added(claim, new_group(), {})], cuts=[claim], then=claim.id)
        return claim

    def recut(self, claim_id: str, spans: Iterable[Span]) -> list[Claim]:
        """Replace a claim by the claims at *spans*: wider, narrower, or several.

        The work on it goes on in each that is new; the old cut is dismissed as "cut anew". Raises
        WorkflowError where the claim is proposed or further, or nothing would change.
        """
        self.follow_policy()
        old, verdict = self.store.claim(claim_id), self._workable(claim_id)
        refuse_settled(verdict)
        article = self.article(old.article_id)
        by_hand = (self._claim_at(article, span) for span in spans)
        cuts = list({claim.id: claim for claim in by_hand}.values())
        fresh = [claim for claim in cuts if not self.worklist.holds(claim.id)]
        refuse_no_change(claim_id, cuts, fresh)
        into = [claim.id for claim in cuts]
        typed = self._work(claim_id)
        told = shared(typed, verdict, self.policy)
        group, work = new_group(), work_to_json(told)
        rules = {"policy": self.policy.label, "scale": self.scale.name}
        blind = {"blind": True} if verdict.blind else {}
        kept = {"from": claim_id, "status": verdict.status, "work": work, **rules, **blind}
        left = {"into": into, "work": work, "group": group}
        steps = [] if claim_id in into else [NewEvent(claim_id, RECUT, left, verdict.seen)]
        steps += [self._added(claim, group, kept) for claim in fresh]
        drafts = {step.claim_id: work_to_json(typed) for step in steps} if told != typed else {}
        draft = self.store.draft(claim_id, self.reviewer)
        if fresh and draft is not None and COMMENT in draft.data:
            # The comment that is being written goes where the work goes on.
            drafts[fresh[0].id] = {**work_to_json(typed), COMMENT: draft.data[COMMENT]}
        self._write(steps, cuts=fresh, then=cuts[0].id, drafts_then=drafts)
        return cuts

    def split(self, claim_id: str, span: Span) -> list[Claim]:
        """Cut a claim in two or three: what stands before *span*, in it, and after it.

        Raises WorkflowError where *span* does not part the claim, or like `recut`.
        """
        claim = self.store.claim(claim_id)
        return self.recut(claim_id, pieces(self.article(claim.article_id).text, claim.span, span))

    def as_kept(self, article: Article, *, update_facts: bool = False) -> Article:
        """*article* as it is on the desk, if it is; like `Store.as_kept`."""
        return self.store.as_kept(article, update_facts=update_facts)

    def bring_in(self, article: Article, flagged: Sequence[Claim], *, update_facts: bool = False) -> Added:
        """Put an article, as `as_kept` has it, with its claims on the desk; open the best that is new.

        Without any, the article itself is opened, so that claims can be added by hand. With *update_facts*
        what is new about an article that is there holds from now on.
        """
        added = self.store.add(article, flagged, self.reviewer, update_facts=update_facts)
        before = self.worklist.known
        self.reload()
        fresh = [row.claim_id for row in self.worklist.rows if row.claim_id not in before]
        if fresh:
            self.go(fresh[0])
        elif not self.worklist.claims_in(added.article_id):
            self.read(added.article_id)
        return added

    def _claim_at(self, article: Article, span: Span) -> Claim:
        return as_kept(cut_by_hand(self._cut, article, span), self.worklist.known)

    def _added(self, claim: Claim, group: str, kept: dict[str, Any]) -> NewEvent:
        where = {"article": claim.article_id, "start": claim.span.start, "end": claim.span.end}
        return NewEvent(claim.id, ADDED, {**where, **kept, "group": group}, self.verdict(claim.id).seen)
