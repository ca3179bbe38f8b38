"""What the tests of flagging, exporting, the command line and the desk have beyond `factories`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from factories import an_article, flagged, some_work

from claimcheck.cli.main import main
from claimcheck.model import Article, Claim, Span, Verdict
from claimcheck.plain_text import plain_text
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.statuses import Move
from claimcheck.review.workflow import Work, checklist

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


def missing_on(
    moves: tuple[Move, ...], work: Work, policy: Policy, verdict: Verdict, by: str
) -> tuple[str, ...]:
    """What is missing on the way along *moves*, in words."""
    return tuple(demand.text for demand in checklist(moves, work, policy, verdict, by) if not demand.met)


@dataclass(frozen=True)
class Said:
    """What a run of the command said and with which status it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


def run_here(capsys: pytest.CaptureFixture[str], *arguments: object) -> Said:
    """Run one verb in this process. An exception that leaves `main` fails the test as a traceback would."""
    try:
        status = main([str(argument) for argument in arguments])
    except SystemExit as left:
        status = int(str(left.code))
    return Said(status, *capsys.readouterr())


def _plain(text: str, span: Span) -> str:
    """The words of a span without marks of Markdown and HTML."""
    plain = plain_text(text)
    return plain.text[plain.place(span.start) : plain.place(span.end)]


def check_offsets(article: Article, found: Sequence[Claim]) -> None:
    """Every span that a claim carries lies in it, and every word that it quotes stands there."""
    text, last = article.text, 0
    for claim in sorted(found, key=lambda claim: claim.span):
        assert claim.text == claim.span.of(text)
        assert claim.span in claim.paragraph
        assert 0 <= claim.worthiness <= 1
        assert last <= claim.span.start < claim.span.end <= len(text)
        last = claim.span.end
        for signal in claim.signals:
            assert all(span in claim.span and len(span) for span in signal.spans), signal
        for quantity in claim.quantities:
            assert quantity.span in claim.span
            assert _plain(text, quantity.span) == quantity.text != ""
        if claim.comparison:
            assert all(span in claim.span and len(span) for span in claim.comparison.spans)
