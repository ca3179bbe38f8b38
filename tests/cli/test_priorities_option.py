"""`--priorities` and CLAIMCHECK_PRIORITIES: a desk's own order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from factories import NOON

import claimcheck as cc
from claimcheck.cli.main import main
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Kind
from claimcheck.priority.priorities import priorities_to_json
from claimcheck.review.log.store import Store

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


def test_what_was_recorded_orders_lists_and_tables_unless_others_are_given(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cc.add("log.db", cc.read(folder / "a.txt"), 0)
    with Store("log.db") as store:
        store.record_priorities("Ana", priorities_to_json(cc.Priorities.read("ours.toml")), NOON)
    (folder / "house.toml").write_text("", encoding="utf-8")
    for options, first in ([], "The hall"), (["--priorities", "house.toml"], "NATO"):
        assert main(["add", "a.txt", "--threshold", "0", "--db", "log.db", *options]) == 0
        said = capsys.readouterr().out
        assert (said.index("The hall in Ulm") < said.index("NATO has 32")) == (first == "The hall")
        assert main(["export", "--all", "--csv", "v.csv", "--force", "--db", "log.db", *options]) == 0
        assert cc.read_csv("v.csv")["quote"].iloc[0].startswith(first)


def test_the_desk_and_the_csv_go_by_what_is_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cc.add("log.db", cc.read(folder / "a.txt"), 0)
    house = cc.desk("log.db", "Ana")
    assert house.session.worklist.rows[0].text.startswith("NATO")
    house.session.store.close()
    monkeypatch.setenv("CLAIMCHECK_PRIORITIES", "ours.toml")
    ours = cc.desk("log.db", "Ana")
    assert ours.session.worklist.rows[0].text.startswith("The hall")
    ours.session.store.close()
    table = cc.read_csv(cc.export_csv("log.db", "verdicts.csv", everything=True))
    first = table.sort_values("priority", ascending=False).iloc[0]
    assert first["quote"].startswith("The hall")
    assert "of interest here: halls" in first["why_first"]


def test_python_takes_them_by_path_or_as_they_are(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = cc.read(folder / "a.txt")
    cc.add("log.db", article, 0)

    def first_of(**options: Any) -> list[str]:
        frame = cc.flag_frame(pd.DataFrame({"text": [TEXT]}), 0, **options)
        table = cc.read_csv(cc.export_csv("log.db", "v.csv", force=True, **options, everything=True))
        quotes = [cc.flag(article, 0, **options)[0].text, frame["quote"].iloc[0], table["quote"].iloc[0]]
        return [quote[:4] for quote in quotes]

    for ours in ("ours.toml", folder / "ours.toml", cc.Priorities.read("ours.toml")):
        assert first_of(priorities=ours) == ["The "] * 3
    assert first_of() == ["NATO"] * 3
    monkeypatch.setenv("CLAIMCHECK_PRIORITIES", "ours.toml")
    assert first_of() == ["The "] * 3
    assert first_of(priorities=cc.Priorities()) == ["NATO"] * 3
    assert first_of(order="text") == ["NATO"] * 3


def test_what_is_below_the_minimum_is_on_the_desk_alone_and_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "high.toml").write_text("[priority]\nminimum = 0.5\n", encoding="utf-8")
    ours = ["--priorities", "high.toml", "--threshold", "0"]
    said = "1 claim of a priority below 0.5, the minimum, is not listed."
    main(["flag", "a.txt", *ours])
    listed = capsys.readouterr()
    assert ("The hall" in listed.out, listed.err) == (False, f"{said} --all lists them too.\n")
    main(["flag", "a.txt", *ours, "--all"])
    assert "The hall" in capsys.readouterr().out
    main(["flag", "a.txt", *ours, "--csv", "c.csv"])
    assert said in capsys.readouterr().err
    assert len(cc.read_csv("c.csv")) == len(cc.flag(cc.read("a.txt"), 0, priorities="high.toml")) == 1
    main(["add", "a.txt", *ours, "--db", "log.db"])
    listed = capsys.readouterr()
    assert "The hall" not in listed.out
    assert f"{said} The desk has them, last." in listed.out
    assert len(cc.read_csv(cc.export_csv("log.db", "v.csv", priorities="high.toml", everything=True))) == 2


def test_what_is_left_out_by_its_kind_comes_last_in_lists_too(folder: Path) -> None:
    article = cc.read(folder / "a.txt")
    ours = replace(cc.Priorities.read("ours.toml"), leave_out=frozenset({Kind.EVENT}))
    listed = cc.flag(article, 0, priorities=ours)
    assert [claim.text[:4] for claim in listed] == ["NATO", "The "]
    assert listed[0].priority < listed[1].priority


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"order": "worthyness"}, "No order is called 'worthyness'; give priority, worthiness or text."),
        ({"order": None}, "No order is called None"),
        ({"priorities": "none.toml"}, r"The priorities none\.toml cannot be read: No such file"),
        ({"priorities": "."}, "The priorities . cannot be read"),
        ({"priorities": 3}, "priorities=3 is an int; give the path of a file"),
    ],
)
def test_no_priorities_and_no_order_are_refused_and_nothing_is_written(
    folder: Path, wrong: dict[str, Any], said: str
) -> None:
    cc.add("log.db", cc.read("a.txt"), 0)
    with pytest.raises(ClaimcheckError, match=said):
        cc.flag(cc.read("a.txt"), **wrong)
    with pytest.raises(ClaimcheckError, match=said):
        cc.export_csv("log.db", "v.csv", **wrong, everything=True)
    assert not (folder / "v.csv").exists()


def test_what_cannot_be_meant_is_refused_before_there_is_a_database(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ours.toml").write_text("[priority.weights]\nwho = -1\n", encoding="utf-8")
    assert main(["add", "a.txt", "--db", "log.db", "--priorities", "ours.toml"]) == 1
    assert "ours.toml: who is -1" in capsys.readouterr().err
    with pytest.raises(ClaimcheckError, match="who is -1"):
        cc.desk("log.db", "Ana", priorities="ours.toml")
    assert not (folder / "log.db").exists()
