"""Damaged files: every change is found or harmless, looking writes nothing, and what fits can be read."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from bystanders import as_nobody
from effort import examples
from factories import NOON, a_desk, a_pile, behind, drop_triggers, some_work
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.cli.main import main
from claimcheck.errors import ClaimcheckError
from claimcheck.review.log.store import Store

DAMAGES = examples(300)
TABLES = (
    *("articles", "claims", "events", "drafts", "desks"),
    *("policies", "priorities", "reference_tables", "schema_steps"),
)

Rows = list[list[tuple[object, ...]]]


def rows(path: Path) -> Rows | None:
    """All that plain SQLite reads from a file; None where it stumbles."""
    try:
        with behind(path) as plain:
            plain.execute("PRAGMA query_only = ON")
            return [sorted(plain.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES]
    except (sqlite3.Error, OverflowError):
        return None


def listing(name: str) -> Callable[[object], dict[str, object]]:
    """What makes a list of reference tables that holds one of that name."""
    return lambda _: {"tables": [name]}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed log of some forty pages, with events, drafts, places, what is recorded, and free pages."""
    path = tmp_path_factory.mktemp("whole") / "whole.db"
    with Store(path) as store:
        _, claims = a_pile(
            store, " ".join(f"Exports rose by {number} percent in 2019." for number in range(40))
        )
        for reviewer, share in (("Ann", claims[:12]), ("Bo", claims[12:24])):
            desk = a_desk(store, reviewer)
            store.record_policy(reviewer, {"name": f"the policy of {reviewer}"}, NOON)
            for claim in share:
                desk.save_draft(claim.id, some_work(rationale="typed " * 60), 0)
            for claim in share[:8]:
                desk.dismiss([claim.id], "opinion")
            store.record_priorities(reviewer, {"priority": {"people": [reviewer]}}, NOON)
            store.change_reference_tables(reviewer, listing(reviewer), NOON)
    with behind(path) as plain:
        plain.execute("CREATE TABLE scratch AS SELECT * FROM events")
        plain.execute("DROP TABLE scratch")
    return path


@pytest.fixture(scope="module")
def whole(log: Path) -> Rows:
    held = rows(log)
    assert held is not None
    return held


def look(path: Path, whole: Rows, capsys: pytest.CaptureFixture[str]) -> bool:
    """Whether `claimcheck verify` finds something in *path*; fails where it misses damage, or writes."""
    content = path.read_bytes()
    status = main(["verify", "--db", str(path)])
    said = capsys.readouterr()
    assert path.read_bytes() == content, "verify has written into the file"
    assert status in (0, 1)
    if status == 0:
        assert rows(path) == whole, "damage to a row was not found"
        return False
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err
    readable_before_the_damage(path, whole)
    return True


def readable_before_the_damage(path: Path, whole: Rows) -> None:
    """The events before the first that does not fit can be read, and are those of the whole log."""
    try:
        with Store(path, read_only=True) as store:
            found = store.verify(texts=False)
            events = store.snapshot(until=found.events).events
    except ClaimcheckError:
        # Not even the tables can be found, or the claims are damaged.
        return
    digests = [row[-1] for row in sorted(whole[TABLES.index("events")])]
    assert [event.digest for event in events] == digests[: found.events]


def damaged(log: Path, folder: Path, damage: Callable[[bytearray], object]) -> Path:
    """A copy of the log with *damage* done to its bytes."""
    path = folder / "damaged.db"
    for beside in folder.glob("damaged.db*"):
        beside.unlink()
    content = bytearray(log.read_bytes())
    damage(content)
    path.write_bytes(content)
    return path


def flip(content: bytearray, at: int, bit: int) -> None:
    content[at % len(content)] ^= 1 << bit


def any_damage(chance: random.Random) -> Callable[[bytearray], object]:
    """One of the ways in which disks and programs damage a file."""

    def one_bit(content: bytearray) -> None:
        flip(content, chance.randrange(len(content)), chance.randrange(8))

    def some_bytes(content: bytearray) -> None:
        at = chance.randrange(len(content))
        content[at : at + chance.randint(1, 64)] = chance.randbytes(min(16, len(content) - at))[
            : len(content) - at
        ]

    def zeroes(content: bytearray) -> None:
        at = chance.randrange(len(content))
        end = min(len(content), at + 512)
        content[at:end] = bytes(end - at)

    def cut_anywhere(content: bytearray) -> None:
        del content[chance.randrange(len(content)) :]

    def cut_at_a_page(content: bytearray) -> None:
        del content[4096 * chance.randrange(len(content) // 4096) :]

    def a_page_twice(content: bytearray) -> None:
        one, other = (4096 * chance.randrange(len(content) // 4096) for _ in range(2))
        content[one : one + 4096] = content[other : other + 4096]

    ways = [one_bit, one_bit, one_bit, some_bytes, zeroes, cut_anywhere, cut_at_a_page, a_page_twice]
    return chance.choice(ways)


def test_the_whole_log_is_clean(log: Path, whole: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    assert not look(log, whole, capsys)
    assert all(whole)


def test_random_damage_is_found_or_harmless(
    log: Path, whole: Rows, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(20250601)
    found = 0
    for _ in range(DAMAGES):
        damage = any_damage(chance)
        found += look(damaged(log, tmp_path, damage), whole, capsys)
    assert DAMAGES * 0.5 < found < DAMAGES, "so few that the test says nothing, or none harmless"


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**20), st.integers(0, 7))
def test_any_flipped_bit_is_found_or_harmless(
    log: Path, whole: Rows, tmp_path: Path, capsys: pytest.CaptureFixture[str], at: int, bit: int
) -> None:
    look(damaged(log, tmp_path, lambda content: flip(content, at, bit)), whole, capsys)


# What somebody changed behind the program's back

CHANGES = [
    (
        "UPDATE events SET data = '{}' WHERE id = 3",
        r"Event 3 \(dismissed by Ann, .* was changed after it was",
    ),
    ("UPDATE events SET at = 'no date' WHERE id = 3", r"Event 3 \(dismissed by Ann, no date, "),
    ("UPDATE events SET data = CAST(x'ff' AS TEXT) WHERE id = 3", r"Event 3 cannot be read, the database is"),
    ("DELETE FROM events WHERE id = 3", r"Event 3 is missing: the next one is event 4"),
    (
        "DELETE FROM claims WHERE id = (SELECT claim_id FROM events WHERE id = 3)",
        r"The events speak of claims that are not",
    ),
    ("UPDATE articles SET text = text || '.'", r"The article \S+ \(“.+”\) does not fit its id"),
    ("UPDATE articles SET author = 'Nobody'", r"The article \S+ \(“.+”\) was changed after it was kept"),
    ("UPDATE claims SET text = text || '.'", r"The claim \S+ \(“.+”\) does not fit its id or its article"),
    ("UPDATE claims SET speaker = 'Nobody'", r"The claim \S+ \(“.+”\) was changed after it was kept"),
    ("UPDATE claims SET record = 'no JSON'", r"The claim \S+ cannot be read"),
    ("UPDATE drafts SET data = '{}' WHERE reviewer = 'Bo'", r"The draft of Bo on the claim \S+ was changed"),
    ("UPDATE desks SET data = '{}' WHERE reviewer = 'Bo'", r"The place of Bo at the desk was changed"),
    ("UPDATE policies SET data = '{}' WHERE id = 2", r"The policy 2 \(the policy of Bo\) was changed"),
    (
        "UPDATE priorities SET data = '{}' WHERE id = 2",
        r"The record of priorities 2 \(by Bo\) was changed after it was kept",
    ),
    (
        "UPDATE reference_tables SET data = '{}' WHERE id = 2",
        r"The list of reference tables 2 \(by Bo\) was changed after it was kept",
    ),
]


@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_what_another_program_changed_is_named(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str, words: str
) -> None:
    path = Path(shutil.copyfile(log, tmp_path / "changed.db"))
    with behind(path) as plain:
        drop_triggers(plain)
        plain.execute(change)
    before = path.read_bytes()
    assert main(["verify", "--db", str(path)]) == 1
    said = capsys.readouterr()
    assert re.search(words, said.err), said.err
    assert path.read_bytes() == before


def test_the_events_before_a_changed_one_are_exported(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copyfile(log, tmp_path / "changed.db"))
    with behind(path) as plain:
        triggers = drop_triggers(plain)
        plain.execute("UPDATE events SET data = CAST(x'ff' AS TEXT) WHERE id = 8")
        for statement in triggers:
            plain.execute(statement)
    csv, history = tmp_path / "v.csv", tmp_path / "h.csv"
    arguments = ["export", "--db", str(path), "--csv", str(csv), "--history", str(history)]
    assert main(arguments) == 1
    assert "`claimcheck export --until 7`" in capsys.readouterr().err
    assert not csv.exists()
    assert main([*arguments, "--until", "7"]) == 0
    whole_history = tmp_path / "whole.csv"
    cc.export_csv(log, tmp_path / "w.csv", history=whole_history, everything=True)
    assert history.read_text().splitlines() == whole_history.read_text().splitlines()[:8]
    assert list(cc.read_csv(csv)["status"]).count("dismissed") == 5


# The steps that are not in the file itself yet


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    """A log as a power cut leaves it: its last steps are in the -wal file beside it."""
    made = tmp_path / "made"
    made.mkdir()
    with Store(made / "log.db") as store:
        _, claims = a_pile(store)
        desk = a_desk(store, "Ann")
        for claim in claims:
            desk.dismiss([claim.id], "opinion")
        (tmp_path / "torn").mkdir()
        for name in ("log.db", "log.db-wal"):
            shutil.copyfile(made / name, tmp_path / "torn" / name)
    return tmp_path / "torn" / "log.db"


def digests(path: Path) -> list[str]:
    with Store(path, read_only=True) as store:
        assert store.verify().clean
        return [event.digest for event in store.events()]


def test_steps_beside_the_file_are_read_and_neither_file_is_written(torn: Path) -> None:
    before = [path.read_bytes() for path in (torn, torn.with_name("log.db-wal"))]
    assert len(digests(torn)) == 4
    assert [path.read_bytes() for path in (torn, torn.with_name("log.db-wal"))] == before


def test_a_cut_wal_is_a_log_that_was_cut_and_a_head_tells(
    torn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = digests(torn)
    wal = torn.with_name("log.db-wal")
    content = wal.read_bytes()
    seen = set()
    for length in range(len(content), 0, -1500):
        torn.with_name("log.db-shm").unlink(missing_ok=True)
        wal.write_bytes(content[:length])
        try:
            kept = digests(torn)
        except ClaimcheckError as refusal:
            # Cut before the tables were made: an empty file.
            assert "there is no event log in it" in str(refusal)  # noqa: PT017 - either is right
            continue
        assert kept == whole[: len(kept)]
        seen.add(len(kept))
        status = main(["verify", "--db", str(torn), "--head", whole[-1]])
        assert status == (0 if kept == whole else 1)
    assert {0, 2, 4} <= seen
    assert "was cut short or rewritten since" in capsys.readouterr().err


# Where nothing may be written


def test_a_log_in_a_read_only_folder_is_verified_exported_and_backed_up(
    log: Path, whole: Rows, public_folder: Path
) -> None:
    path = Path(shutil.copyfile(log, public_folder / "log.db"))
    path.chmod(0o444)
    public_folder.chmod(0o555)
    out = public_folder.parent / f"{public_folder.name}-out"
    out.mkdir()
    out.chmod(0o777)
    try:
        for arguments in (
            ["verify"],
            ["export", "--csv", str(out / "v.csv")],
            ["backup", "--to", str(out / "b.db")],
        ):
            assert as_nobody(lambda: main([*arguments, "--db", str(path)])) == 0, arguments  # noqa: B023
        copied = rows(out / "b.db")
        assert copied is not None
        assert copied[:-1] == whole[:-1], "all but the moments at which the tables were made"
        assert [each.name for each in public_folder.iterdir()] == ["log.db"]
    finally:
        shutil.rmtree(out)
