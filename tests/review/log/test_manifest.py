"""An anchor outside: what exports and backups note, and today's log held against it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import NOON, a_pile, a_step, behind, drop_triggers

import claimcheck as cc
from claimcheck.cli.main import main
from claimcheck.errors import ExportError
from claimcheck.output_paths import MANIFEST
from claimcheck.review.log import chain
from claimcheck.review.log.manifest import changed_files, manifest_of, read
from claimcheck.review.log.store import Store


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    with Store(path) as store:
        _, claims = a_pile(store)
        for claim in claims:
            store.append("Ann", [a_step(claim.id)], at=NOON)
    return path


def go_on(log: Path) -> None:
    with Store(log) as store:
        store.append("Bo", [a_step(store.claims()[0].id, "researching", seen=None)], at=NOON)


def rewritten(log: Path, number: int) -> None:
    """Change an event, and make all digests after it anew, as somebody would who knows how."""
    with behind(log) as plain:
        plain.row_factory = lambda cursor, row: dict(
            zip([c[0] for c in cursor.description], row, strict=True)
        )
        triggers = [
            row["sql"] for row in plain.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        ]
        for sql in triggers:
            plain.execute(f"DROP TRIGGER {sql.split()[2]}")
        plain.execute("UPDATE events SET at = '2025-01-01T00:00:00+00:00' WHERE id = ?", (number,))
        before = chain.EMPTY
        for row in plain.execute("SELECT * FROM events ORDER BY id").fetchall():
            before = chain.digest(before, row)
            plain.execute("UPDATE events SET digest = ? WHERE id = ?", (before, row["id"]))
        for sql in triggers:
            plain.execute(sql)


def cut(log: Path, after: int) -> None:
    with behind(log) as plain:
        triggers = drop_triggers(plain)
        plain.execute("DELETE FROM events WHERE id > ?", (after,))
        for sql in triggers:
            plain.execute(sql)


def against(log: Path, *files: object) -> int:
    return main(["verify", "--db", str(log), "--against", *map(str, files)])


def test_an_export_notes_its_files_and_the_state_of_the_log(log: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    tables = {"sources": tmp_path / "s.csv", "history": tmp_path / "out" / "h.csv"}
    written = cc.export_csv(
        log, tmp_path / "v.csv", sources=tables["sources"], history=tables["history"], everything=True
    )
    noted = read(manifest_of(written))
    with Store(log) as store:
        assert (noted.events, noted.head, noted.first) == (5, store.verify().head, store.first_digest())
    assert list(noted.files) == ["v.csv", "s.csv", "out/h.csv"]
    assert changed_files(noted) == []
    assert json.loads(noted.path.read_text())["program"]


def test_a_manifest_is_not_overwritten_without_force(log: Path, tmp_path: Path) -> None:
    for write in (
        lambda force=False: cc.export_csv(log, tmp_path / "v.csv", force, everything=True),
        lambda force=False: cc.backup(log, tmp_path / "b.db", force),
    ):
        write()
        for name in ("v.csv", "b.db"):
            (tmp_path / name).unlink(missing_ok=True)
        with pytest.raises(cc.ClaimcheckError, match=r"manifest\.json exists and was not overwritten"):
            write()
        write(True)


def test_a_log_that_goes_on_fits_every_manifest_of_before(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cc.backup(log, tmp_path / "b.db")
    cc.export_csv(log, tmp_path / "v.csv", until=2, everything=True)
    go_on(log)
    assert against(log, tmp_path / f"b.db{MANIFEST}", tmp_path / "v.csv") == 0
    said = capsys.readouterr().out.splitlines()
    assert [re.sub(r".*: the log", "the log", line).split(" (")[0] for line in said[1:]] == [
        "the log goes on from its 2 events",
        "the log goes on from its 5 events",
    ]
    assert against(tmp_path / "b.db", tmp_path / f"v.csv{MANIFEST}") == 0


CHANGES: list[tuple[Callable[[Path], None], str]] = [
    (lambda log: rewritten(log, 3), r"Event 3 does not fit what \S+ noted on .*: it was changed since"),
    (lambda log: rewritten(log, 5), r"Event 5 does not fit"),
    (lambda log: rewritten(log, 1), r"Event 1 does not fit .*: it is of another log, or all of this one"),
    (lambda log: cut(log, 3), r"Event 4 is missing: the log ends with event 3, and had 5"),
    (lambda log: cut(log, 0), r"Event 1 is missing: the log has no events any more, and had 5 by what"),
]


@pytest.mark.parametrize("beside", ["backup", "history"])
@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_the_first_event_that_does_not_fit_is_named(
    log: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], None],
    words: str,
    beside: str,
) -> None:
    if beside == "backup":
        cc.backup(log, tmp_path / "noted")
    else:
        cc.export_csv(log, tmp_path / "noted", history=tmp_path / "h.csv", everything=True)
    change(log)
    with Store(log) as store:
        assert store.verify(texts=False).clean, "a log alone does not show it"
    assert against(log, tmp_path / f"noted{MANIFEST}") == 1
    assert re.search(words, capsys.readouterr().err)


def test_without_the_events_beside_it_a_manifest_says_between_which_the_change_is(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cc.export_csv(log, tmp_path / "early.csv", until=2, everything=True)
    cc.export_csv(log, tmp_path / "late.csv", everything=True)
    rewritten(log, 4)
    assert against(log, tmp_path / "late.csv", tmp_path / "early.csv") == 1
    said = capsys.readouterr()
    assert "the log goes on from its 2 events" in said.out
    assert re.search(r"Event 5 does not fit .*: it, or one after event 2, was changed since", said.err)


def test_a_file_that_was_changed_or_is_absent_is_named(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cc.export_csv(log, tmp_path / "v.csv", sources=tmp_path / "s.csv", everything=True)
    (tmp_path / "v.csv").write_text("other")
    (tmp_path / "s.csv").unlink()
    assert against(log, tmp_path / f"v.csv{MANIFEST}") == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{tmp_path}/v.csv was changed since it was written; the log itself goes on from it",
        f"{tmp_path}/s.csv is absent; the log itself goes on from it",
    ]


def test_a_manifest_of_another_log_is_said_to_be_one(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(tmp_path / "other.db") as store:
        a_pile(store)
    cc.export_csv(tmp_path / "other.db", tmp_path / "v.csv", everything=True)
    assert against(log, tmp_path / f"v.csv{MANIFEST}") == 1
    assert "it is of another log" in capsys.readouterr().err


def test_without_a_manifest_it_is_said_what_a_log_alone_cannot_show(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--db", str(log)]) == 0
    said = capsys.readouterr().out
    assert "A log alone cannot show that its end was cut off or that all of it was rewritten" in said
    assert "Drafts and where each reviewer stands are not covered." in said


D = "0" * 64
SOUND = {"claimcheck_manifest": 1, "at": "now", "events": 1, "first": D, "head": D, "files": {}}
UNSOUND: list[dict[str, object]] = [
    {"claimcheck_manifest": 2},
    {"events": -1},
    {"events": True},
    {"events": 10**30},
    {"events": "5"},
    {"head": "abc"},
    {"first": None},
    {"at": 5},
    {"files": []},
    {"files": {"v.csv": "x"}},
]
BAD = [
    "",
    "{",
    "[]",
    "5",
    "null",
    "{}",
    '{"name": "an app"}',
    "[" * 100_000,
    "x" * 1_000_001,
    json.dumps(SOUND)[:-20],
    *(json.dumps({**SOUND, **change}) for change in UNSOUND),
]


@pytest.mark.parametrize("content", BAD, ids=[str(content)[:40] for content in BAD])
def test_what_is_no_manifest_is_refused_in_words(tmp_path: Path, content: str) -> None:
    path = tmp_path / "m.manifest.json"
    path.write_text(content)
    with pytest.raises(ExportError, match=r"is no manifest of claimcheck .*; name a file that an export"):
        read(path)


def test_a_database_is_no_manifest_and_the_refusal_says_what_one_is_called(log: Path) -> None:
    with pytest.raises(ExportError) as refused:
        read(log)
    assert str(refused.value).startswith(
        f"{log} is no manifest of claimcheck (it is no JSON text); name a file"
    )
    assert "verdicts.csv.manifest.json" in str(refused.value)


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    for name in (
        tmp_path,
        tmp_path / "nowhere",
        tmp_path / "pipe",
        "/dev/zero",
        "nul\0",
        "x" * 300,
        tmp_path / "bytes",
    ):
        with pytest.raises(ExportError, match="is no manifest of claimcheck"):
            read(name)


def test_names_in_a_manifest_that_are_no_files_are_absent(tmp_path: Path) -> None:
    names = ["/dev/zero", "..", "nul\0", "x" * 300, ""]
    (tmp_path / "m.manifest.json").write_text(json.dumps({**SOUND, "files": dict.fromkeys(names, D)}))
    assert len(changed_files(read(tmp_path / "m.manifest.json"))) == len(names)
