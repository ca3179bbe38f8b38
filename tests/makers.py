"""What the tests of exporting, the command line and the desk have beyond `factories`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from factories import an_article, flagged, some_work

from claimcheck.model import Article
from claimcheck.review.store import Store
from claimcheck.review.workflow import Work

BEGIN = datetime(2026, 3, 4, 9, tzinfo=UTC)
SENTENCES = [claim.text for claim in flagged(an_article())]


def ticking() -> Iterator[datetime]:
    """A clock that begins at BEGIN and moves a minute whenever it is looked at."""
    at = BEGIN
    while True:
        yield at
        at += timedelta(minutes=1)


def checked(**filled: Any) -> Work:
    """A form filled in as far as "approved" asks, and no further."""
    return some_work(**{"note": None, "published_url": None, "correction": None, **filled})


def database(path: Path, *brought: Article) -> Path:
    """A database at *path* with the articles (where none is named, one) and a claim for each sentence."""
    with Store(path) as store:
        for article in brought or (an_article(),):
            store.add(article, flagged(article))
    return path
