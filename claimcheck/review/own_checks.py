"""The desk's own finished verdicts, as checks that another claim can be compared with."""

from __future__ import annotations

from claimcheck.model import KnownClaim, Verdict
from claimcheck.review.queue import QueueRow
from claimcheck.review.statuses import FINISHED


def own_check(row: QueueRow, verdict: Verdict) -> KnownClaim | None:
    """What was found on the claim of *row*; None where nothing is, or its check is that of another claim."""
    if verdict.status not in FINISHED or not verdict.rating or verdict.served_from is not None:
        return None
    if verdict.doubts:
        return None
    return KnownClaim(
        text=verdict.statement or row.text,
        rating=verdict.rating,
        url=verdict.published_url,
        date=verdict.approved_at.date().isoformat() if verdict.approved_at else None,
        speaker=row.speaker,
        claim_id=row.claim_id,
    )
