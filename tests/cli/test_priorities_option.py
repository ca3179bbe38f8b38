"""`--priorities` and CLAIMCHECK_PRIORITIES: a desk's own order."""

from __future__ import annotations

from pathlib import Path

import pytest

import claimcheck as cc
from claimcheck.cli.main import main
from claimcheck.errors import ClaimcheckError

TEXT = "NATO has 32 members and spends 2 percent of its output. The hall in Ulm was painted green in spring."
OURS = '[priority.weights]\ninterest = 50\n[priority.topics]\nhalls = ["hall in Ulm"]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "ours.toml").write_text(OURS, encoding="utf-8")
    return tmp_path


def test_the_list_is_in_the_desk_s_own_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = []
    for options in ([], ["--priorities", "ours.toml"]):
        assert main(["add", "a.txt", "--threshold", "0", "--db", f"{len(options)}.db", *options]) == 0
        said = capsys.readouterr().out
        places.append(said.index("The hall in Ulm") < said.index("NATO has 32"))
    assert places == [False, True]


def test_the_desk_and_the_csv_go_by_what_is_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cc.add("log.db", cc.read(folder / "a.txt"), 0)
    house = cc.desk("log.db", "Ana")
    assert house.session.worklist.rows[0].text.startswith("NATO")
    house.session.store.close()
    monkeypatch.setenv("CLAIMCHECK_PRIORITIES", "ours.toml")
    ours = cc.desk("log.db", "Ana")
    assert ours.session.worklist.rows[0].text.startswith("The hall")
    ours.session.store.close()
    table = cc.read_csv(cc.export_csv("log.db", "verdicts.csv"))
    first = table.sort_values("priority", ascending=False).iloc[0]
    assert first["quote"].startswith("The hall")
    assert "of interest here: halls" in first["why_first"]


def test_what_cannot_be_meant_is_refused_before_there_is_a_database(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ours.toml").write_text("[priority.weights]\nwho = -1\n", encoding="utf-8")
    assert main(["add", "a.txt", "--db", "log.db", "--priorities", "ours.toml"]) == 1
    assert "ours.toml: who is -1" in capsys.readouterr().err
    with pytest.raises(ClaimcheckError, match="who is -1"):
        cc.desk("log.db", "Ana", priorities="ours.toml")
    assert not (folder / "log.db").exists()
