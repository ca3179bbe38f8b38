"""Cutting claims by hand: which words, and into what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimcheck.errors import WorkflowError
from claimcheck.model import Article, Claim, Span, Verdict
from claimcheck.review.form_cleaning import has_words, trimmed
from claimcheck.review.statuses import OPEN

Cutter = Callable[[Article, Span], Claim]


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
