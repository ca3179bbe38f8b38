"""Making the claims: what the machine missed, cut too wide, or in an article that is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Article, Claim, Span, Verdict
from claimcheck.review.events import ADDED, RECUT
from claimcheck.review.form_cleaning import has_words, trimmed
from claimcheck.review.json_values import work_to_json
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.articles import Added
from claimcheck.review.log.drafts import COMMENT
from claimcheck.review.log.rows import as_kept
from claimcheck.review.recorder import Recorder
from claimcheck.review.scales import Scale
from claimcheck.review.statuses import OPEN

Cutter = Callable[[Article, Span], Claim]


class ClaimEditing:
    """The steps of a reviewer that change which claims there are; *cut* makes a claim of words by hand."""

    def __init__(self, recorder: Recorder, scale: Scale, cut: Cutter | None) -> None:
        self._recorder, self._scale, self._cut = recorder, scale, cut
        self._reviewer, self._cursor = recorder.reviewer, recorder.cursor
        self._store, self._worklist = recorder.store, recorder.worklist

    def add_claim(self, article_id: str, span: Span) -> Claim:
        """Put a claim that the machine missed on the desk and open it.

        Raises WorkflowError where the same words are a claim already; then that one is opened.
        """
        self._recorder.begin()
        claim = self._claim_at(self._worklist.article(article_id), span)
        if self._worklist.holds(claim.id):
            self._cursor.go(claim.id)
            raise WorkflowError("These words are a claim already; it is the one that is open now.")
        self._recorder.write([self._added(claim, {})], cuts=[claim], then=claim.id)
        return claim

    def recut(self, claim_id: str, spans: Iterable[Span]) -> list[Claim]:
        """Replace a claim by the claims at *spans*: wider, narrower, or several.

        The work on it goes on in each that is new; the old cut is dismissed as "cut anew". Raises
        WorkflowError where the claim is proposed or further, or nothing would change.
        """
        (verdict,) = self._recorder.begin(claim_id)
        refuse_settled(verdict)
        article = self._worklist.article(self._store.claim(claim_id).article_id)
        cuts = list({claim.id: claim for claim in (self._claim_at(article, span) for span in spans)}.values())
        fresh = [claim for claim in cuts if not self._worklist.holds(claim.id)]
        refuse_no_change(claim_id, cuts, fresh)
        typed = self._reviewer.work(claim_id)
        told, _whole = self._reviewer.shared(verdict, typed)
        steps = self._steps(verdict, cuts, fresh, work_to_json(told))
        drafts = {step.claim_id: work_to_json(typed) for step in steps} if told != typed else {}
        draft = self._reviewer.draft(claim_id)
        if fresh and draft is not None and COMMENT in draft.data:
            # The comment that is being written goes where the work goes on.
            drafts[fresh[0].id] = {**work_to_json(typed), COMMENT: draft.data[COMMENT]}
        self._recorder.write(steps, cuts=fresh, then=cuts[0].id, drafts_then=drafts)
        return cuts

    def split(self, claim_id: str, span: Span) -> list[Claim]:
        """Cut a claim in two or three: what stands before *span*, in it, and after it.

        Raises WorkflowError where *span* does not part the claim, or like `recut`.
        """
        claim = self._store.claim(claim_id)
        text = self._worklist.article(claim.article_id).text
        return self.recut(claim_id, pieces(text, claim.span, span))

    def bring_in(self, article: Article, flagged: Sequence[Claim], *, update_facts: bool = False) -> Added:
        """Put an article, as `as_kept` has it, with its claims on the desk; open the best that is new.

        Without any, the article itself is opened, so that claims can be added by hand. With *update_facts*
        what is new about an article that is there holds from now on.
        """
        added = self._store.add(article, flagged, self._reviewer.name, update_facts=update_facts)
        before = self._worklist.known
        self._recorder.reload()
        fresh = next((row for row in self._worklist.rows if row.claim_id not in before), None)
        if fresh is not None:
            self._cursor.go(fresh.claim_id)
        elif not self._worklist.claims_in(added.article_id):
            self._cursor.read(added.article_id)
        return added

    def _steps(
        self, old: Verdict, cuts: Sequence[Claim], fresh: Sequence[Claim], work: Mapping[str, Any]
    ) -> list[NewEvent]:
        """What is written where *old* is cut into *cuts*: it goes, and those that are *fresh* come."""
        into = [claim.id for claim in cuts]
        rules = {"policy": self._reviewer.policy.label, "scale": self._scale.name}
        blind = {"blind": True} if old.blind else {}
        tags = {"tags": list(old.tags)} if old.tags else {}
        kept = {"from": old.claim_id, "status": old.status, "work": work, **rules, **blind, **tags}
        left = NewEvent(old.claim_id, RECUT, {"into": into, "work": work}, old.seen)
        leaving = [] if old.claim_id in into else [left]
        return leaving + [self._added(claim, kept) for claim in fresh]

    def _claim_at(self, article: Article, span: Span) -> Claim:
        return as_kept(cut_by_hand(self._cut, article, span), self._worklist.known)

    def _added(self, claim: Claim, kept: Mapping[str, Any]) -> NewEvent:
        where = {"article": claim.article_id, "start": claim.span.start, "end": claim.span.end}
        return NewEvent(claim.id, ADDED, {**where, **kept}, self._worklist.verdict(claim.id).seen)


def cut_by_hand(cut: Cutter | None, article: Article, span: Span) -> Claim:
    """The claim that *cut* makes of the words at *span*; raises WorkflowError where it can make none."""
    if cut is None:
        raise WorkflowError("This desk cannot cut claims: it was opened without a flagger.")
    return cut(article, trimmed(article, span))


def pieces(text: str, whole: Span, part: Span) -> list[Span]:
    """What *whole* falls into where *part* of it is split off: what stands before, in and after it.

    Raises WorkflowError where *part* does not part it.
    """
    inner = Span(max(whole.start, part.start), min(whole.end, part.end))
    if inner.start >= inner.end:
        raise WorkflowError("The words to split at are not in this claim; select some that are.")
    parts = (Span(whole.start, inner.start), inner, Span(inner.end, whole.end))
    found = [piece for piece in parts if has_words(piece.of(text))]
    if len(found) < 2:
        raise WorkflowError("The whole claim is selected; select only the part to split off.")
    return found


def refuse_settled(verdict: Verdict) -> None:
    """Raise WorkflowError where somebody has staked a verdict on the claim's words."""
    if verdict.status not in OPEN:
        raise WorkflowError(f"A claim that is {verdict.status} keeps its words; undo or send it back first.")


def refuse_no_change(claim_id: str, cuts: Sequence[Claim], fresh: Sequence[Claim]) -> None:
    """Raise WorkflowError where the claim would stay as it is: *fresh* are those of *cuts* that are new."""
    if not cuts or (not fresh and claim_id in {claim.id for claim in cuts}):
        raise WorkflowError("The claim already has these words; select other ones.")
