"""Eight reviewers on one log, deciding as fast as they can; prints a table for SQLite and for PostgreSQL.

    python benchmarks/store.py [--seconds 60] [--processes 8] [--postgres URL]

Each process is a reviewer: reads what is new, picks a claim, appends a step that says what it had seen. They
work on a few claims, so that they collide. Afterwards every accepted step has to be in the log once, every
refusal has to name what came between, and the chain has to verify. Waits are those of one decision, reading
included; "× bare" is the median against one process that inserts and commits one row on the same database.
PostgreSQL is a server of its own where one is installed, or the empty database URL.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random

import psycopg
from postgres import serving

from claimcheck.errors import ConflictError
from claimcheck.model import Article, Claim, Event, Span
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.store import Store

CLAIMS = 24
BARE_SECONDS = 1.0
# Nobody is to be refused for having waited: it is the wait that is measured.
PATIENCE = 60.0
COLUMNS = ("decisions/s", "refused", "median", "95 %", "longest", "× bare", "events verified")
_SAID = re.compile(r"Meanwhile (?P<by>.+) took a step on this claim \((?P<action>\w+), ")


@dataclass
class Refusal:
    """A step that was refused: on which claim, what its reviewer had seen of it, and the message."""

    claim_id: str
    seen: int
    message: str


@dataclass
class Reviewer:
    """What one process did: each decision's seconds, the accepted events, and the refusals."""

    name: str
    waits: list[float] = field(default_factory=list)
    accepted: list[Event] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def review(where: str, name: str, seconds: float, together: Barrier) -> Reviewer:
    """Decide on *where* for so many seconds, once everybody is there."""
    done, chance, last, seen = Reviewer(name), Random(name), 0, dict[str, int]()
    with Store(where, busy_seconds=PATIENCE) as store:
        claims = [row.claim_id for row in store.queue()]
        together.wait()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            begun = time.perf_counter()
            for event in store.events(after=last):
                seen[event.claim_id] = last = event.id
            claim = chance.choice(claims)
            step = NewEvent(claim, "selected", {"note": "It was said in parliament."}, seen.get(claim, 0))
            try:
                done.accepted += store.append(name, [step], at=datetime.now(UTC))
            except ConflictError as refusal:
                done.refused.append(Refusal(claim, step.seen or 0, str(refusal)))
            done.waits.append(time.perf_counter() - begun)
    return done


def measure(where: str, seconds: float, processes: int) -> list[Reviewer]:
    """Let so many reviewers work at once on an empty database."""
    article = Article(" ".join(f"Number {number} of {CLAIMS}." for number in range(CLAIMS)))
    spans = [Span(*found.span()) for found in re.finditer(r"N[^.]*\.", article.text)]
    with Store(where) as store:
        store.add(article, [Claim(article.id, span, span.of(article.text), span) for span in spans])
    # Each begins as a fresh process would, without the imports that all of them need.
    context = get_context("forkserver")
    context.set_forkserver_preload(["claimcheck.review.log.store", "psycopg"])
    with context.Manager() as manager, context.Pool(processes) as pool:
        together = manager.Barrier(processes)
        names = [f"reviewer {number}" for number in range(processes)]
        return pool.starmap(review, [(where, name, seconds, together) for name in names], chunksize=1)


def verified(where: str, reviewers: Sequence[Reviewer]) -> int:
    """How many events the log holds, once it is checked that all is well; AssertionError where it is not."""
    with Store(where) as store:
        log, found = store.events(), store.verify()
    assert found.clean, found.problem
    # The first is the import.
    assert [event.id for event in log] == list(range(2, len(log) + 2)), "the numbers of the events have gaps"
    accepted = sorted((event for done in reviewers for event in done.accepted), key=lambda event: event.id)
    assert accepted == log, "an accepted step is not in the log once, or the log has one that nobody took"
    for done in reviewers:
        for refusal in done.refused:
            between = [e for e in log if e.claim_id == refusal.claim_id and e.id > refusal.seen]
            said = _SAID.match(refusal.message)
            assert said, refusal.message
            named = Counter((event.by, event.action) for event in between)
            assert named[said["by"], said["action"]], f"nobody so named came between: {refusal.message}"
    return len(log)


def bare_file(where: str) -> float:
    """The median seconds of one row inserted and committed, as durably as the log, in a file beside it."""
    with closing(sqlite3.connect(f"{where}.bare", isolation_level=None)) as plain:
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute("PRAGMA synchronous = FULL")
        plain.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, note TEXT)")
        return _median(lambda: plain.execute("INSERT INTO bare (note) VALUES ('x')"))


def bare_server(where: str) -> float:
    """The median seconds of one row inserted and committed on the server, in a table that goes again."""
    with psycopg.connect(where, autocommit=True) as plain:
        plain.execute("CREATE TABLE bare (id SERIAL PRIMARY KEY, note TEXT)")
        median = _median(lambda: plain.execute("INSERT INTO bare (note) VALUES ('x')"))
        plain.execute("DROP TABLE bare")
    return median


def _median(act: Callable[[], object]) -> float:
    seconds: list[float] = []
    until = time.monotonic() + BARE_SECONDS
    while time.monotonic() < until:
        begun = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def row(reviewers: Sequence[Reviewer], seconds: float, bare: float, events: int) -> list[str]:
    """One database's line of the table, in the order of COLUMNS."""
    waits = sorted(wait for done in reviewers for wait in done.waits)
    median, late = statistics.median(waits), waits[int(len(waits) * 0.95)]
    refused = sum(len(done.refused) for done in reviewers)
    times = [f"{wait * 1000:.1f} ms" for wait in (median, late, waits[-1])]
    return [f"{len(waits) / seconds:.0f}", str(refused), *times, f"{median / bare:.1f}", str(events)]


@contextmanager
def _server(url: str | None) -> Iterator[str]:
    with ExitStack() as stack:
        # The server's own settings: what is saved is on the disk.
        yield url or stack.enter_context(stack.enter_context(serving()).database())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--postgres", metavar="URL", help="an empty database (default: a server of its own)")
    options = parser.parse_args(arguments)
    print(f"{'':<12}" + "".join(f"{name:>16}" for name in COLUMNS))

    def line(name: str, where: str, bare: Callable[[str], float]) -> None:
        once = bare(where)
        reviewers = measure(where, options.seconds, options.processes)
        cells = row(reviewers, options.seconds, once, verified(where, reviewers))
        print(f"{name:<12}" + "".join(f"{cell:>16}" for cell in cells), flush=True)

    with tempfile.TemporaryDirectory() as folder:
        line("SQLite", str(Path(folder) / "claimcheck.db"), bare_file)
    try:
        with _server(options.postgres) as url:
            line("PostgreSQL", url, bare_server)
    except LookupError as absent:
        print(f"PostgreSQL   not measured: {absent}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
