"""What the page is told of earlier checks, as JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claimcheck.model import Judgement, KnownClaim, Match, Reason

# A text that is longer comes from a page that is no check; what is kept of it is whole.
_TEXT = 5_000


def known(check: KnownClaim) -> dict[str, Any]:
    """An earlier check; ``own`` is the claim that it was made on, None for one from elsewhere."""
    return {
        "id": check.id,
        "text": check.text[:_TEXT],
        "title": check.title and check.title[:_TEXT],
        "rating": check.rating,
        "publisher": check.publisher,
        "url": check.url,
        "date": check.date,
        "speaker": check.speaker,
        "own": check.claim_id,
        "reasons": [],
        "copies": [],
        "also": [],
    }


def found(likely: Iterable[Match]) -> list[dict[str, Any]]:
    """Earlier checks with the reasons why they were found, best first."""
    return [
        {
            **known(match.known),
            "reasons": reasons(match.reasons),
            "copies": [known(copy) for copy in match.copies],
            "also": list(match.also),
        }
        for match in likely
    ]


def reasons(given: Iterable[Reason]) -> list[list[Any]]:
    """Each as its name, whether it agrees, and its words."""
    return [[reason.name, reason.agrees, reason.text] for reason in given]


def judgements(given: Iterable[Judgement]) -> list[dict[str, Any]]:
    """What people said of earlier checks."""
    return [
        {"known": known(one.known), "confirmed": one.confirmed, "by": one.by, "at": one.at.isoformat()}
        for one in given
    ]
