"""Trouble that passes: a step is refused in a sentence, nothing typed is lost, and later it works."""

from __future__ import annotations

import re
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from bystanders import as_nobody, in_a_child
from factories import a_desk, a_pile, a_source, behind, some_work, work_at
from postgres import Server

from claimcheck.errors import StoreError
from claimcheck.model import Status
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession

TYPED = some_work(rationale="What was typed. " * 400, sources=(a_source(), a_source("https://example.org/2")))
SAVED_BEFORE = some_work(rationale="What was saved as a draft before.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "claimcheck.db"
    with Store(path) as store:
        a_pile(store)
    return path


def opened(db: str | Path, busy_seconds: float = 0.05) -> ReviewSession:
    return a_desk(Store(db, busy_seconds=busy_seconds))


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as refusal:
        act()
    message = str(refusal.value)
    assert message.endswith("Nothing of this step was saved.")
    assert "\n" not in message
    return message


def survives(desk: ReviewSession, trouble: Callable[[], object], over: Callable[[], object]) -> str:
    """What is said while there is *trouble*; fails where a word is lost, or where it fails afterwards."""
    claim_id, before = desk.cursor.current, desk.store.events()
    assert claim_id is not None
    version = desk.save_draft(claim_id, SAVED_BEFORE, 0)
    trouble()
    try:
        message = refused(lambda: desk.save_draft(claim_id, TYPED, version))
        again = refused(lambda: desk.take(claim_id, Status.PROPOSED, TYPED, 0, version))
        # A server that goes down closes a connection at first, and refuses the next one.
        assert without_cause(again) == without_cause(message)
    finally:
        over()
    assert desk.cursor.current == claim_id
    assert desk.store.events() == before
    assert work_at(desk).rationale == SAVED_BEFORE.rationale
    version = desk.save_draft(claim_id, TYPED, version)
    assert work_at(desk).rationale == TYPED.rationale
    desk.take(claim_id, Status.PROPOSED, TYPED, 0, version)
    assert desk.verdict(claim_id).rationale == (TYPED.rationale or "").strip()
    assert desk.store.verify().clean
    return message


def without_cause(message: str) -> str:
    """*message* without what the database's own driver says in brackets."""
    return re.sub(r"\(.*\)", "()", message, flags=re.DOTALL)


# Locked


def test_a_log_that_another_program_has_locked(path: Path) -> None:
    with behind(path) as other:
        message = survives(
            opened(path), lambda: other.execute("BEGIN EXCLUSIVE"), lambda: other.execute("ROLLBACK")
        )
    assert re.search(r"claimcheck\.db is locked by another program; close it there or wait", message)


def test_a_lock_is_waited_for_five_seconds_unless_one_says_otherwise(path: Path) -> None:
    with behind(path) as other, Store(path) as store:
        desk = a_desk(store)
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        refused(lambda: desk.dismiss([desk.cursor.queue[0].claim_id], "opinion"))
        # Not how fast it is, but that it waits: a backup or an export of somebody else may hold it so long.
        assert time.monotonic() - began > 4
        other.execute("ROLLBACK")
        desk.dismiss([desk.cursor.queue[0].claim_id], "opinion")


# Full


def limited(bytes_more: int, path: Path) -> None:
    """Let no file of this process grow further than so many bytes beyond *path*, as if the disk were full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    wal = path.with_name(f"{path.name}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size + bytes_more, hard))


def unlimited() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@pytest.mark.parametrize("room", [0, 100, 4096, 9000])
def test_a_file_that_cannot_grow(path: Path, room: int) -> None:
    """Without room for a byte, for a page, and for a part of the step."""
    said = in_a_child(lambda: survives(opened(path), lambda: limited(room, path), unlimited))
    assert re.search(r"claimcheck\.db cannot (grow|be read or written): .*(disk|space)", str(said)), said
    with Store(path) as store:
        assert store.verify().clean
        assert [event.action for event in store.events()] == ["selected", "researching", "proposed"]


# Not allowed


def test_a_file_that_became_read_only(public_folder: Path) -> None:
    path = public_folder / "claimcheck.db"
    with Store(path) as store:
        a_pile(store)
    public_folder.chmod(0o777)
    path.chmod(0o444)

    def step() -> None:
        desk = opened(path)
        desk.dismiss([desk.cursor.queue[0].claim_id], "opinion")

    said = as_nobody(step)
    assert "is read-only; change the permissions" in str(said)
    # SQLite gave the files that it made beside the log the rights of the log.
    for each in public_folder.iterdir():
        each.chmod(0o666)
    assert as_nobody(step) == "None"


def test_a_folder_that_is_read_only(public_folder: Path) -> None:
    path = public_folder / "claimcheck.db"
    with Store(path) as store:
        a_pile(store)
    path.chmod(0o666)
    public_folder.chmod(0o555)

    def step() -> None:
        desk = opened(path)
        desk.dismiss([desk.cursor.queue[0].claim_id], "opinion")

    assert re.search("folder is read-only.*; change .*permissions or name another file", str(as_nobody(step)))
    public_folder.chmod(0o777)
    assert as_nobody(step) == "None"


# A server that goes and comes back


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
def test_a_server_that_is_gone_and_comes_back(
    postgres_server: Server, postgres_url: str, how: signal.Signals
) -> None:
    with Store(postgres_url) as store:
        a_pile(store)
    message = survives(opened(postgres_url), lambda: postgres_server.stop(how), postgres_server.start)
    assert re.search(r"cannot be opened \(.*\); check that its server runs", message), message
    assert "p@ss" not in message
    assert "p%40ss" not in message


def test_a_server_whose_database_another_program_has_locked(
    postgres_server: Server, postgres_url: str
) -> None:
    with Store(postgres_url) as store:
        a_pile(store)
    with psycopg.connect(postgres_url) as other:
        message = survives(
            opened(postgres_url),
            lambda: other.execute("LOCK TABLE drafts, events IN EXCLUSIVE MODE"),
            other.rollback,
        )
    assert "is locked by another program; close it there or wait, then try again" in message
