"""`claimcheck priorities learn`: from a desk's own decisions, and nothing changes unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import a_desk, some_work

import claimcheck as cc
from claimcheck.cli.main import main
from claimcheck.model import Status
from claimcheck.priority.priorities import Priorities
from claimcheck.review.log.store import Store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that has taken sixty claims with figures and dismissed sixty without."""
    monkeypatch.chdir(tmp_path)
    figures = " ".join(f"District {number} has {number} clinics and 4 schools." for number in range(101, 161))
    plain = " ".join(
        f"District {'abcdefghij'[n // 6]}{'uvwxyz'[n % 6]} is a fine place to live." for n in range(60)
    )
    cc.add("log.db", cc.read_text(f"{figures}\n\n{plain}"), 0)
    with Store("log.db") as store:
        one = a_desk(store)
        rows = list(one.worklist.rows)
        for row in rows:
            if "clinics" in row.text:
                one.take(row.claim_id, Status.SELECTED, some_work())
        one.dismiss([row.claim_id for row in rows if "fine place" in row.text], "not of interest")
    return tmp_path


def test_what_was_learned_is_shown_and_written_only_when_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name for path in folder.iterdir()}
    assert main(["priorities", "learn", "--db", "log.db"]) == 0
    said = capsys.readouterr().out
    assert "120 decisions: 60 to check, 60 dismissed." in said
    assert "in 100% by weights learned from the others" in said
    assert "first now" in said
    assert "Nothing was changed." in said
    assert {path.name for path in folder.iterdir()} == before
    assert main(["priorities", "learn", "--db", "log.db", "--write", "ours.toml"]) == 0
    learned = Priorities.read("ours.toml")
    assert learned.weights != Priorities().weights
    with Store("log.db") as store:
        assert store.priorities() is None
    assert main(["priorities", "learn", "--db", "log.db", "--keep", "--reviewer", "Ann"]) == 0
    assert "Recorded by Ann" in capsys.readouterr().out
    assert main(["priorities", "show", "--db", "log.db"]) == 0
    assert capsys.readouterr().out.startswith("Recorded by Ann on ")
    assert main(["priorities", "show", "--db", "log.db", "--toml"]) == 0
    (folder / "shown.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert Priorities.read("shown.toml") == learned
    assert main(["priorities", "show", "--db", "log.db", "--priorities", "ours.toml"]) == 0
    assert capsys.readouterr().out.startswith("From ours.toml")


def test_a_file_that_is_there_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ours.toml").write_text("mine", encoding="utf-8")
    assert main(["priorities", "learn", "--db", "log.db", "--write", "ours.toml"]) == 1
    assert "ours.toml" in capsys.readouterr().err
    assert (folder / "ours.toml").read_text(encoding="utf-8") == "mine"
    assert main(["priorities", "learn", "--db", "log.db", "--write", "ours.toml", "--force"]) == 0


def test_a_desk_that_has_hardly_begun_is_told_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cc.add(tmp_path / "log.db", cc.read_text("NATO has 32 members."), 0)
    assert main(["priorities", "learn", "--db", str(tmp_path / "log.db")]) == 1
    assert "0 decided so far" in capsys.readouterr().err
