"""Saved means there: in the file that lies at the path, and as it was written; else the step is refused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from factories import NOON, a_pile, a_step, an_article, behind, claim_on, flagged

from claimcheck.errors import StoreError
from claimcheck.review.log.backup import backup
from claimcheck.review.log.sqlite import Presence
from claimcheck.review.log.store import Store

LOST = "was removed, moved or replaced while it was open here, and nothing of this step was saved"
UNKEPT = "did not keep what was written into its table {}: something in it"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claimcheck.db"


def a_copy(path: Path) -> Path:
    return Path(backup(path, path.with_name("copy.db")).path)


def beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def gone(*endings: str) -> Callable[[Path], None]:
    def lose(path: Path) -> None:
        for ending in endings:
            beside(path, ending).unlink()

    return lose


def emptied(path: Path) -> None:
    beside(path, "-wal").unlink()
    beside(path, "-wal").touch()


def rewritten(path: Path) -> None:
    path.rename(path.with_name("old.db"))
    shutil.copyfile(path.with_name("old.db"), path)


LOSSES: dict[str, Callable[[Path], object]] = {
    "file removed": gone(""),
    "all removed": gone("", "-wal", "-shm"),
    "file moved away": lambda path: path.rename(path.with_name("elsewhere.db")),
    "folder moved away": lambda path: path.parent.rename(path.parent.with_name(f"{path.parent.name} moved")),
    "backup moved over it": lambda path: a_copy(path).replace(path),
    "copied anew": rewritten,
    "-wal removed": gone("-wal"),
    "-shm removed": gone("-shm"),
    "both beside it removed": gone("-wal", "-shm"),
    "-wal made anew": emptied,
}
STEPS: dict[str, Callable[[Store], object]] = {
    "step": lambda store: store.append("Ann", [a_step(store.claims()[0].id)], at=NOON),
    "draft": lambda store: store.save_draft(store.claims()[0].id, "Ann", {"note": "typed"}, 0),
    "import": lambda store: store.add(an_article("Another one."), []),
    "policy": lambda store: store.record_policy("Ann", {"name": "solo"}, NOON),
    "place": lambda store: store.save_desk("Ann", {"claim": None}),
}


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES.keys())
def test_a_file_that_is_not_there_any_more_takes_no_step_of_any_kind(
    path: Path, lose: Callable[[Path], object]
) -> None:
    with Store(path) as store:
        a_pile(store)
        lose(path)
        for step in STEPS.values():
            with pytest.raises(StoreError, match=LOST):
                step(store)
        assert len(store.events()) == 0


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_a_file_that_goes_while_a_step_is_committed_is_told(
    path: Path, step: Callable[[Store], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(path) as store:
        a_pile(store)
        looks = iter([None, path])
        monkeypatch.setattr(Presence, "lost", lambda self: next(looks, path))
        with pytest.raises(StoreError, match=LOST):
            step(store)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
@pytest.mark.parametrize("looks", [0, 1], ids=["at once", "after a look"])
@pytest.mark.parametrize("of", ["an earlier state", "another log"])
def test_a_file_that_was_written_over_takes_no_step(
    path: Path, step: Callable[[Store], object], looks: int, of: str
) -> None:
    with Store(path) as store:
        a_pile(store)
        if of == "an earlier state":
            over = a_copy(path)
        else:
            over = path.with_name("other.db")
            with Store(over) as other:
                a_pile(other)
                other.checkpoint()
        claim_id = store.claims()[0].id
        for _ in range(50):
            store.append("Ann", [replace(a_step(claim_id), seen=None)], at=NOON)
        store.checkpoint()
        shutil.copyfile(over, path)
        for _ in range(looks):
            # Damaged pages may be told already here.
            with suppress(StoreError):
                store.events(40)
        with pytest.raises(StoreError, match="Nothing of this step was saved"):
            step(store)
    with Store(path) as again:
        assert again.verify().clean
        assert len(again.events()) == 0


def test_a_file_that_is_put_back_takes_steps_again(path: Path) -> None:
    with Store(path) as store:
        a_pile(store)
        path.rename(path.with_name("away.db"))
        with pytest.raises(StoreError, match=LOST):
            STEPS["step"](store)
        path.with_name("away.db").rename(path)
        STEPS["step"](store)
    with Store(path) as again:
        assert len(again.events()) == 1


def test_a_new_connection_knows_the_files_that_it_opens_itself(path: Path) -> None:
    with Store(path) as store:
        a_pile(store)
        # As an interrupted kernel leaves it: the last connection goes, and the files beside the log with it.
        store.engine.dispose()
        assert not beside(path, "-wal").exists()
        STEPS["step"](store)
        a_copy(path).replace(path)
        store.engine.dispose()
        with pytest.raises(StoreError, match=LOST):
            STEPS["draft"](store)


def test_steps_from_several_threads_are_taken(path: Path) -> None:
    with Store(path, busy_seconds=60) as store, ThreadPoolExecutor(8) as threads:
        a_pile(store)
        list(threads.map(lambda _: store.save_desk("Ann", {"claim": None}), range(40)))
        STEPS["step"](store)


def test_a_log_through_a_link_is_the_file_that_it_leads_to(path: Path, tmp_path: Path) -> None:
    Store(path).close()
    link = tmp_path / "link.db"
    link.symlink_to(path)
    with Store(link) as store:
        a_pile(store)
        STEPS["step"](store)


def test_what_was_not_there_is_not_missed(tmp_path: Path) -> None:
    known = Presence([tmp_path / "one", tmp_path / "two"])
    assert known.lost() is None
    (tmp_path / "one").touch()
    assert known.lost() is None
    assert Presence([tmp_path / "one"]).lost() is None


# What is in the file, but drops or changes what is written

DROPPING = [
    ("events", "BEFORE INSERT", "SELECT RAISE(IGNORE)", "step"),
    ("events", "AFTER INSERT", "UPDATE events SET by = 'Eve' WHERE id = NEW.id", "step"),
    ("events", "AFTER INSERT", "DELETE FROM events WHERE id = NEW.id", "import"),
    ("drafts", "BEFORE INSERT", "SELECT RAISE(IGNORE)", "draft"),
    ("drafts", "AFTER INSERT", "UPDATE drafts SET data = '{}'", "draft"),
    ("articles", "BEFORE INSERT", "SELECT RAISE(IGNORE)", "import"),
    ("articles", "AFTER INSERT", "UPDATE articles SET title = 'x' WHERE id = NEW.id", "import"),
    ("policies", "BEFORE INSERT", "SELECT RAISE(IGNORE)", "policy"),
    ("policies", "AFTER INSERT", "DELETE FROM policies", "policy"),
]


@pytest.mark.parametrize(("table", "when", "body", "step"), DROPPING)
def test_a_trigger_that_drops_or_changes_a_row_lets_nothing_be_called_saved(
    path: Path, table: str, when: str, body: str, step: str
) -> None:
    with Store(path) as store:
        a_pile(store)
        with behind(path) as plain:
            for guard in ("update", "delete", "replace"):
                plain.execute(f"DROP TRIGGER IF EXISTS {table}_refuse_{guard}")
            plain.execute(f"CREATE TRIGGER quiet {when} ON {table} BEGIN {body}; END")
        with pytest.raises(StoreError, match=UNKEPT.format(table)):
            STEPS[step](store)
        assert (store.events(), store.policy(), len(store.articles())) == ([], None, 1)


CLAIMS_DROPPED = [
    ("BEFORE INSERT", "SELECT RAISE(IGNORE)"),
    ("AFTER INSERT", "UPDATE claims SET speaker = 'Nobody' WHERE id = NEW.id"),
    ("BEFORE UPDATE", "SELECT RAISE(IGNORE)"),
    ("BEFORE DELETE", "SELECT RAISE(IGNORE)"),
]


@pytest.mark.parametrize(("when", "body"), CLAIMS_DROPPED)
def test_a_trigger_that_drops_or_changes_a_claim_lets_no_flagging_be_called_done(
    path: Path, when: str, body: str
) -> None:
    article = an_article()
    with Store(path) as store:
        store.add(article, flagged(article))
        with behind(path) as plain:
            plain.execute(f"CREATE TRIGGER quiet {when} ON claims BEGIN {body}; END")
        before = store.claims()
        with pytest.raises(StoreError, match=UNKEPT.format("claims")):
            store.add(article, [claim_on(article, "32 members"), claim_on(article, before[0].text)])
        by_hand = claim_on(article, "25 times")
        if "INSERT" in when:
            with pytest.raises(StoreError, match=UNKEPT.format("claims")):
                store.append("Ann", [a_step(by_hand.id, "added")], at=NOON, cuts=[by_hand])
        assert store.claims() == before


# Bringing what stands beside the file into it


def test_after_a_checkpoint_the_file_alone_holds_every_step(path: Path, tmp_path: Path) -> None:
    with Store(path) as store:
        a_pile(store)
        STEPS["step"](store)
        assert beside(path, "-wal").stat().st_size > 0
        store.checkpoint()
        assert beside(path, "-wal").stat().st_size == 0
        with Store(Path(shutil.copyfile(path, tmp_path / "by cp.db"))) as copied:
            assert copied.events() == store.events() != []
        STEPS["draft"](store)


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN"])
def test_a_checkpoint_waits_for_nobody_and_keeps_nobody_waiting(path: Path, begin: str) -> None:
    with Store(path, busy_seconds=60) as store:
        a_pile(store)
        with behind(path) as plain:
            plain.execute(begin)
            plain.execute("SELECT count(*) FROM events").fetchone()
            store.checkpoint()
            plain.execute("ROLLBACK")
        STEPS["step"](store)
        assert store.verify().clean


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES.keys())
def test_a_checkpoint_of_a_file_that_is_not_there_harms_nothing(
    path: Path, lose: Callable[[Path], object]
) -> None:
    with Store(path) as store:
        a_pile(store)
        lose(path)
        held = {file: file.read_bytes() for file in path.parent.glob("*") if file != path}
        store.checkpoint()
        assert all(file.read_bytes() == content for file, content in held.items())


def test_a_checkpoint_is_nothing_to_a_server_and_to_a_log_in_memory(postgres_url: str) -> None:
    for where in (postgres_url, ":memory:"):
        with Store(where) as store:
            a_pile(store)
            store.checkpoint()
            assert re.match("NATO", store.claims()[0].text)
