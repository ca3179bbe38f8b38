"""Where a file may be written, and that nothing waits for ever on what is no file."""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from factories import an_article, flagged

import claimcheck as cc
from claimcheck.cli.main import main
from claimcheck.errors import ClaimcheckError
from claimcheck.output_paths import base_of, is_database, is_worked_in, named_twice, special, unfit
from claimcheck.review.log.store import Store
from claimcheck.review.policies import policy_of

Said = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with one of each thing that is no place for a table; a log is open in it."""
    monkeypatch.chdir(tmp_path)
    with (
        Store(tmp_path / "log.db") as store,
        closing(sqlite3.connect(tmp_path / "other.db")) as other,
        closing(socket.socket(socket.AF_UNIX)) as listening,
    ):
        store.add(an_article(), flagged(an_article()))
        other.execute("CREATE TABLE t (x)")
        listening.bind("socket.csv")
        (tmp_path / "folder.csv").mkdir()
        (tmp_path / "text.txt").write_text("NATO has 32 members.", encoding="utf-8")
        (tmp_path / "hard.csv").hardlink_to(tmp_path / "log.db")
        links = {"linked.csv": "log.db", "dangling.csv": "nowhere.csv", "loop.csv": "loop.csv"}
        for name, to in {**links, "null.csv": "/dev/null", "walled.csv": "log.db-wal"}.items():
            (tmp_path / name).symlink_to(to)
        os.mkfifo("pipe.csv")
        yield tmp_path


def state(folder: Path) -> dict[str, object]:
    """What is there, with the content of what holds any."""
    return {
        path.name: path.read_bytes() if path.is_file() else (path.lstat().st_mode, path.is_symlink())
        for path in sorted(folder.iterdir())
        if not path.name.endswith("-shm")
    }


# What no table and no backup may replace, and what is said of it.
UNFIT = [
    ("folder.csv", "is a folder|is no file"),
    (".", "is no file|is a folder"),
    ("/dev/null", "is a device"),
    ("/dev/stdout", "is a (pipe|device)|is no place for a file"),
    ("/dev/fd/1", "is a (pipe|device)|is no place for a file"),
    ("/proc/self/comm", "is no place for a file"),
    ("pipe.csv", "is a pipe"),
    ("socket.csv", "is a socket"),
    ("dangling.csv", "is a link to nowhere.csv, where there is nothing"),
    ("null.csv", "is a device"),
    ("loop.csv", "leads back to itself|is a link to loop.csv, where there is nothing"),
    ("log.db", "is the database itself"),
    ("./sub/../log.db", "is the database itself|cannot be written|is no file|itself"),
    ("linked.csv", "is the database itself"),
    ("hard.csv", "is the database itself"),
    ("log.db-wal", "would be taken for a part of the database"),
    ("log.db-shm", "would be taken for a part of the database"),
    ("log.db-journal", "would be taken for a part of the database"),
    ("LOG.DB-WAL", "would be taken for a part of the database|LOG.DB-WAL"),
    ("other.db-wal", "would be taken for a part of the database"),
    ("other.db-journal", "would be taken for a part of the database"),
    ("walled.csv", "would be taken for a part of the database"),
    ("text.txt/v.csv", "cannot be written: Not a directory|There is no folder"),
    ("missing/v.csv", "cannot be written: No such file|There is no folder"),
    ("n\0ul.csv", "is out of reach|is the path of no file"),
    ("x" * 300, "cannot be written: File name too long|is out of reach"),
]
SPARED = {"LOG.DB-WAL"}  # another name on a disk where capitals count


@pytest.mark.parametrize("table", ["path", "sources", "history"])
@pytest.mark.parametrize(("name", "why"), [case for case in UNFIT if case[0] not in SPARED])
def test_no_table_replaces_what_is_no_file_of_its_own(folder: Path, table: str, name: str, why: str) -> None:
    places = {"path": "a.csv", "sources": "b.csv", "history": "c.csv", table: name}
    before = state(folder)
    for force in (False, True):
        with pytest.raises(ClaimcheckError, match=why):
            cc.export_csv("log.db", **places, force=force, everything=True)  # type: ignore[arg-type]
    assert {name: held for name, held in state(folder).items() if name in before} == before


@pytest.mark.parametrize(("name", "why"), [case for case in UNFIT if case[0] not in SPARED])
def test_no_backup_replaces_what_is_no_file_of_its_own(folder: Path, name: str, why: str) -> None:
    before = state(folder)
    for force in (False, True):
        with pytest.raises(ClaimcheckError, match=why):
            cc.backup("log.db", name, force=force)
    assert state(folder) == before


def test_another_database_is_replaced_by_no_table_and_by_a_backup_only_where_no_desk_is_on_it(
    folder: Path,
) -> None:
    with Store(folder / "colleague.db") as store:
        store.add(an_article("Another desk's."), [])
    before = state(folder)
    for name in ("other.db", "colleague.db"):
        with pytest.raises(ClaimcheckError, match=rf"{name} is a database; name another file"):
            cc.export_csv("log.db", name, force=True, everything=True)
    with pytest.raises(ClaimcheckError, match="is a database that a desk works in"):
        cc.backup("log.db", "colleague.db", force=True)
    assert state(folder) == before
    cc.backup("log.db", "monday.db")
    assert cc.backup("log.db", "monday.db", force=True).articles == 1


def test_a_link_to_a_file_stays_one_and_the_file_is_made_anew(folder: Path) -> None:
    (folder / "real.csv").write_text("what stood there", encoding="utf-8")
    (folder / "link.csv").symlink_to("real.csv")
    with pytest.raises(ClaimcheckError, match=r"link\.csv exists and was not overwritten"):
        cc.export_csv("log.db", "link.csv", everything=True)
    assert cc.export_csv("log.db", "link.csv", force=True, everything=True) == Path("link.csv")
    assert (folder / "link.csv").is_symlink()
    assert "claim_id" in (folder / "real.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("other", ["a.csv", "./a.csv", "A.csv", "b/../a.csv", "-"])
def test_two_tables_do_not_share_a_name_whatever_its_capitals(folder: Path, other: str) -> None:
    (folder / "b").mkdir()
    with pytest.raises(ClaimcheckError, match="is named for two tables"):
        cc.export_csv("log.db", "-" if other == "-" else "a.csv", sources=other, force=True, everything=True)
    assert not (folder / "a.csv").exists()


def test_an_export_to_standard_output_is_the_table_and_what_is_said_is_said_beside_it(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--all", "--db", "log.db", "--csv", "-"]) == 0
    table, told = capsysbinary.readouterr()
    cc.export_csv("log.db", "same.csv", everything=True)
    assert table == (folder / "same.csv").read_bytes()
    assert b"log head" in told
    assert main(["export", "--all", "--db", "log.db", "--csv", "v.csv", "--history", "-"]) == 0
    table, told = capsysbinary.readouterr()
    assert b"event" in table.splitlines()[0]
    assert b"v.csv" in told
    assert main(["flag", "text.txt", "--threshold", "0", "--csv", "-"]) == 0
    table, told = capsysbinary.readouterr()
    assert b"claim_id" in table.splitlines()[0]
    assert b"1 claim: -" in told
    assert not (folder / "-").exists()


def test_a_database_does_not_go_to_standard_output(folder: Path) -> None:
    with pytest.raises(ClaimcheckError, match="does not go through a pipe; name a file"):
        cc.backup("log.db", "-")


def test_the_text_that_is_read_is_not_overwritten_by_its_claims(folder: Path, capsys: Said) -> None:
    assert main(["flag", "./text.txt", "--csv", "text.txt", "--force"]) == 1
    assert "is one of the texts that are read" in capsys.readouterr().err
    assert (folder / "text.txt").read_text(encoding="utf-8") == "NATO has 32 members."


# --- what is opened -------------------------------------------------------------------------------


@contextmanager
def nothing_comes(pipe: Path) -> Iterator[None]:
    """A pipe through which nothing comes; whoever opens it all the same finds its end and does not wait."""

    def end() -> None:
        with suppress(OSError):
            pipe.open("wb").close()

    thread = threading.Thread(target=end, daemon=True)
    thread.start()
    yield
    # Nobody did: the thread is let go.
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    thread.join()
    os.close(reader)


OPENED: dict[str, Callable[[str], object]] = {
    "read": cc.read,
    "read_csv": cc.read_csv,
    "policy": policy_of,
    "database": lambda name: cc.export_csv(name, "out.csv", everything=True),
    "database to add to": lambda name: cc.add(name, an_article()),
    "desk": lambda name: cc.desk(name),
    "backup of": lambda name: cc.backup(name, "out.db"),
    "restore of": lambda name: cc.restore(name, "out.db"),
    "restore to": lambda name: cc.restore("log.db", name, force=True),
}


@pytest.mark.parametrize("opened", OPENED)
@pytest.mark.parametrize("name", ["pipe.csv", "/dev/zero", "socket.csv"])
def test_what_is_no_file_is_refused_in_words_and_not_waited_for(folder: Path, opened: str, name: str) -> None:
    with nothing_comes(folder / "pipe.csv"), pytest.raises(ClaimcheckError) as refused:
        OPENED[opened](name)
    assert any(word in str(refused.value) for word in ("pipe", "device", "socket", "no regular file"))


@pytest.mark.parametrize(
    "verb",
    [
        ["add", "pipe.csv"],
        ["flag", "pipe.csv"],
        ["known", "add", "pipe.csv"],
        ["add", "text.txt", "--db", "pipe.csv"],
        ["verify", "--db", "pipe.csv"],
        ["known", "search", "NATO", "--known", "pipe.csv"],
        ["known", "search", "NATO", "--db", "pipe.csv"],
        ["known", "rebuild", "--known", "pipe.csv"],
    ],
    ids=" ".join,
)
def test_no_verb_waits_for_a_pipe(folder: Path, capsys: Said, verb: list[str]) -> None:
    with nothing_comes(folder / "pipe.csv"):
        assert main(verb) == 1
    assert capsys.readouterr().err


@pytest.mark.parametrize("name", ["log.db-wal", "log.db-journal", "dangling.csv"])
def test_no_database_is_made_where_it_would_be_taken_for_something_else(folder: Path, name: str) -> None:
    before = state(folder)
    with pytest.raises(ClaimcheckError, match=r"part of the database|where there is nothing"):
        cc.add(name, an_article("Another."))
    assert state(folder) == before


# --- the rules ------------------------------------------------------------------------------------


def test_what_stands_there_is_told_apart(folder: Path) -> None:
    assert [
        special(folder / name) for name in ("pipe.csv", "socket.csv", "text.txt", "folder.csv", "none")
    ] == [
        "pipe",
        "socket",
        None,
        None,
        None,
    ]
    assert is_worked_in(folder / "log.db")
    assert is_database(folder / "other.db")
    assert not is_worked_in(folder / "other.db")
    assert base_of(folder / "log.db-wal") == folder / "log.db"
    assert base_of(folder / "none.db-wal") is None
    assert base_of(folder / "-wal") is None
    assert unfit(folder / "new.csv") is None
    assert unfit(folder / "my-journal") is None


def test_a_log_left_by_a_crash_without_its_database_is_not_overwritten(folder: Path) -> None:
    (folder / "gone.db-wal").write_bytes((folder / "log.db-wal").read_bytes())
    assert unfit(folder / "gone.db-wal") == "is a part of a database that was open; choose another name"


def test_names_that_differ_in_capitals_or_accents_written_otherwise_are_one(tmp_path: Path) -> None:
    assert named_twice([tmp_path / "é.csv", tmp_path / "E\u0301.CSV"]) == tmp_path / "E\u0301.CSV"
    assert named_twice([tmp_path / "a.csv", tmp_path / "b.csv"]) is None
