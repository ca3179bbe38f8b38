"""`claimcheck known`: what it prints, what it refuses and with which words, and its exit status."""

from __future__ import annotations

import csv
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from makers import Run, Said, run_here

import claimcheck as cc
from claimcheck.cli import earlier_checks
from claimcheck.errors import ModelError
from claimcheck.exporting.csv_file import unguard
from claimcheck.matcher import KnownClaims
from claimcheck.model import KnownClaim, Source, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, and no variable that says where anything is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMCHECK_DB", raising=False)
    monkeypatch.delenv("CLAIMCHECK_KNOWN", raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return partial(run_here, capsys, "known")


def record(text: str, **fields: Any) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "claimReviewed": text,
        "reviewRating": {"alternateName": "False"},
        **fields,
    }


def put(folder: Path, name: str, *records: dict[str, Any]) -> str:
    (folder / name).write_text(json.dumps(records), encoding="utf-8")
    return name


def kept(path: Path) -> list[KnownClaim]:
    return list(KnownClaims(path))


RAIN = record("It rained on 32 days in June.", url="https://paper.example/rain", datePublished="2019-10-30")
SNOW = record("It never snows in Ankara.", author={"name": "The Wire"})
BAD = record("", url="https://paper.example/empty")


# --- add ------------------------------------------------------------------------------------------


def test_adding_counts_what_is_new_and_adding_again_what_is_as_it_was(run: Run, folder: Path) -> None:
    name = put(folder, "feed.json", RAIN, SNOW)
    assert run("add", name) == Said(
        0, "claimcheck.known: 2 added, 0 updated, 0 unchanged; 0 problems, 0 of them not imported.\n", ""
    )
    put(folder, "feed.json", RAIN, {**SNOW, "reviewRating": "True"})
    assert "0 added, 1 updated, 1 unchanged" in run("add", name).out
    assert sorted((one.text, one.rating, one.origin) for one in kept(folder / "claimcheck.known")) == [
        ("It never snows in Ankara.", "True", "feed.json"),
        ("It rained on 32 days in June.", "False", "feed.json"),
    ]


def test_what_is_refused_is_listed_and_the_rest_imported(run: Run, folder: Path) -> None:
    said = run("add", put(folder, "feed.json", RAIN, BAD, {**SNOW, "datePublished": "03/04/2019"}))
    assert said.status == 1
    assert said.out.endswith("2 added, 0 updated, 0 unchanged; 2 problems, 1 of them not imported.\n")
    assert said.err.splitlines() == [
        "feed.json, record 2 (https://paper.example/empty): it does not say which claim was checked",
        "feed.json, record 3: the date was left out: '03/04/2019' may be 2019-03-04 or 2019-04-03; "
        "say which with --day-first or --month-first (day_first=True or False)",
    ]


def test_what_costs_no_record_is_told_and_no_failure(run: Run, folder: Path) -> None:
    said = run("add", put(folder, "feed.json", {**RAIN, "reviewRating": -1}))
    assert said.status == 0
    assert "feed.json, record 1 (https://paper.example/rain): its rating is -1" in said.err


def test_a_source_that_cannot_be_read_leaves_the_others(run: Run, folder: Path) -> None:
    said = run("add", put(folder, "a.json", RAIN), "missing.json", put(folder, "b.json", SNOW))
    assert said.status == 1
    assert said.err.startswith("missing.json: there is no such file.")
    assert "2 added, 0 updated, 0 unchanged; 1 problem, 1 of them not imported." in said.out


def test_a_feed_that_breaks_is_imported_up_to_there(run: Run, folder: Path) -> None:
    (folder / "feed.json").write_text(f"[{json.dumps(RAIN)},", encoding="utf-8")
    said = run("add", "feed.json")
    assert said.status == 1
    assert "feed.json, after record 1: this is not JSON to its end" in said.err
    assert len(kept(folder / "claimcheck.known")) == 1


def test_fifty_problems_are_shown_and_the_rest_counted(run: Run, folder: Path) -> None:
    said = run("add", put(folder, "feed.json", RAIN, *[BAD] * 60))
    assert len(said.err.splitlines()) == 51
    assert said.err.endswith("… and 10 more problems; --problems PATH lists them all.\n")
    assert "60 problems, 60 of them not imported" in said.out


def test_all_problems_can_be_written_and_no_spreadsheet_runs_them(run: Run, folder: Path) -> None:
    name = put(folder, "=feed.json", RAIN, *[BAD] * 60, {**SNOW, "url": "=HYPERLINK(1)"})
    said = run("add", name, "--problems", "problems.csv")
    assert "Problems: problems.csv" in said.err
    with (folder / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["source", "where", "problem", "imported"]
    assert len(rows) == 62
    assert [row[3] for row in rows[1:]] == ["no"] * 60 + ["yes"]
    assert {row[0] for row in rows[1:]} == {"'=feed.json"}
    assert unguard(rows[1][0]) == "=feed.json"


@pytest.mark.parametrize("place", ["nowhere/problems.csv", "feed.json/problems.csv", ".", "", "W" * 300])
def test_where_no_problems_can_be_written_nothing_is_read(run: Run, folder: Path, place: str) -> None:
    said = run("add", put(folder, "feed.json", RAIN, BAD), "--problems", place)
    assert (said.status, said.out) == (1, "")
    assert len(said.err) > 20
    assert not (folder / "claimcheck.known").exists()


PLACES = [
    ".",
    "..",
    "/",
    "W" * 300,
    "W" * 5_000,
    "feed.json",
    "feed.json/x",
    "/dev/null",
    "/dev/null/x",
    "x\udcff",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("option", ["--db", "--known"])
@pytest.mark.parametrize(
    "verb", [("search", "rain"), ("add", "feed.json"), ("rebuild",)], ids=lambda verb: verb[0]
)
def test_whatever_is_named_as_a_place_is_answered_in_words(
    run: Run, folder: Path, verb: tuple[str, ...], option: str, place: str
) -> None:
    put(folder, "feed.json", RAIN)
    said = run(*verb, option, place)
    assert said.status in {0, 1}
    assert said.out or said.err


def test_a_file_of_problems_is_not_overwritten_and_then_nothing_is_read(run: Run, folder: Path) -> None:
    (folder / "problems.csv").write_text("mine", encoding="utf-8")
    name = put(folder, "feed.json", RAIN, BAD)
    said = run("add", name, "--problems", "problems.csv")
    assert (said.status, said.out) == (1, "")
    assert "problems.csv exists and was not overwritten" in said.err
    assert not (folder / "claimcheck.known").exists()
    run("add", name, "--problems", "problems.csv", "--force")
    assert "paper.example/empty" in (folder / "problems.csv").read_text(encoding="utf-8")


def test_columns_publisher_and_order_of_dates_can_be_given(run: Run, folder: Path) -> None:
    table = "Aussage;Urteil;Datum\nEs regnet nie in Wien.;Falsch;03/04/2019\n"
    (folder / "a.csv").write_text(table, encoding="utf-8")
    columns = [f"--column={name}" for name in ("text=Aussage", "rating=Urteil", "date=Datum")]
    said = run("add", "a.csv", *columns, "--publisher", "The Paper", "--day-first")
    assert (said.status, said.err) == (0, "")
    [known] = kept(folder / "claimcheck.known")
    assert (known.text, known.rating, known.date) == ("Es regnet nie in Wien.", "Falsch", "2019-04-03")
    assert known.publisher == "The Paper"
    assert "no column of it is known to hold the claims" in run("add", "a.csv").err


@pytest.mark.parametrize("column", ["Aussage", "claim=Aussage", "text=", "=Aussage"])
def test_a_column_that_is_no_pair_is_refused(run: Run, column: str) -> None:
    said = run("add", "a.csv", "--column", column)
    assert said.status == 2
    assert "is not text=…, title=…" in said.err


def test_an_address_of_the_own_network_is_refused_unless_allowed(run: Run) -> None:
    said = run("add", "http://127.0.0.1:9/feed.json")
    assert said.status == 1
    assert "leads to 127.0.0.1 and is not fetched" in said.err
    assert "no connection can be made" in run("add", "--allow-private", "http://127.0.0.1:9/feed.json").err


# --- where ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "variables", "where"),
    [
        ([], {}, "claimcheck.known"),
        (["--known", "mine"], {"CLAIMCHECK_KNOWN": "other"}, "mine"),
        ([], {"CLAIMCHECK_KNOWN": "other", "CLAIMCHECK_DB": "desk/a.db"}, "other"),
        ([], {"CLAIMCHECK_DB": "desk/a.db"}, "desk/a.known"),
        (["--db", "b.db"], {"CLAIMCHECK_DB": "desk/a.db"}, "b.known"),
        (["--db", "postgresql://ann@server/claims"], {}, "claimcheck.known"),
    ],
)
def test_the_collection_is_where_it_is_said_to_be(
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    variables: dict[str, str],
    where: str,
) -> None:
    (folder / "desk").mkdir()
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    said = run("add", put(folder, "feed.json", RAIN), *arguments)
    assert said.out.startswith(f"{where}: 1 added")
    assert len(kept(folder / where)) == 1


# --- search ---------------------------------------------------------------------------------------


def test_searching_shows_the_check_the_claim_and_why(run: Run, folder: Path) -> None:
    run("add", put(folder, "feed.json", {**RAIN, "itemReviewed": {"author": "Ann"}}, SNOW))
    said = run("search", "It rained on 31 days in June")
    assert (said.status, said.err) == (0, "")
    check, claim, *reasons = said.out.splitlines()
    assert check.endswith("False · 2019-10-30 · https://paper.example/rain")
    assert 0 < float(check.split()[0]) <= 1
    assert claim == "       Ann: It rained on 32 days in June."
    assert any(line.startswith("       ≠ ") and "31" in line and "32" in line for line in reasons)


def test_no_more_is_shown_than_asked_for(run: Run, folder: Path) -> None:
    run("add", put(folder, "feed.json", *(record(f"It rained on {day} days in June.") for day in range(9))))
    assert run("search", "It rained in June").out.count("It rained") == 5
    assert run("search", "It rained in June", "--limit", "2").out.count("It rained") == 2
    assert "'0' is no number from 1" in run("search", "It rained", "--limit", "0").err


def test_nothing_found_is_said(run: Run, folder: Path) -> None:
    run("add", put(folder, "feed.json", SNOW))
    assert run("search", "Butterflies quote spreadsheets") == Said(0, "Nothing like it among 1 check.\n", "")


def test_searching_what_is_not_there_says_how_to_bring_it_in(run: Run) -> None:
    said = run("search", "It rains")
    assert (said.status, said.out) == (1, "")
    assert (
        said.err
        == "claimcheck.known: no checks are known yet; bring some in with `claimcheck known add FILE`.\n"
    )


def test_a_search_by_meaning_is_passed_on(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Asked:
        known = 1

        def __init__(self, _path: Path, semantic: bool) -> None:
            self.semantic = semantic

        def refresh(self, _rows: list[Any], _own: list[Any]) -> None: ...

        def search(self, text: str, limit: int) -> list[Any]:
            raise ModelError(f"{text} {limit} {self.semantic}")

    monkeypatch.setattr(earlier_checks, "Matcher", Asked)
    assert run("search", "rain", "--semantic", "--limit", "3") == Said(1, "", "rain 3 True\n")


def test_the_verdicts_of_the_desk_are_searched_too(run: Run, folder: Path) -> None:
    article = cc.read_text("The alliance has 32 members. It rained all day.")
    cc.add("claimcheck.db", article, 0)
    with Store("claimcheck.db") as store:
        desk = ReviewSession(store, "Ann", policy=Policy.solo())
        work = Work(rating="True", sources=(Source("https://example.org/members"),))
        desk.take(cc.flag(article, 0)[0].id, Status.APPROVED, work)
    said = run("search", "32 members of the alliance")
    assert said.status == 0
    assert "True · this desk" in said.out
    assert "The alliance has 32 members." in said.out


def test_a_damaged_collection_is_made_anew(run: Run, folder: Path) -> None:
    run("add", put(folder, "feed.json", RAIN, SNOW))
    (records,) = Path("claimcheck.known").glob("*/records.jsonl")
    records.write_bytes(records.read_bytes()[:-20])
    assert "claimcheck known rebuild" in run("search", "rain").err
    said = run("rebuild")
    assert said.status == 1
    assert said.out.startswith(
        "claimcheck.known: 1 check. 1 record lost; add them again from where they came."
    )
    assert run("search", "rain").status == 0
    assert "cut short" not in run("search", "rain").err


def test_hostile_text_tells_the_terminal_nothing(run: Run, folder: Path) -> None:
    hostile = "\x1b]0;rain\x07 \u202erain \u2066in June"
    one = record(
        hostile, reviewRating=hostile, publisher=hostile, itemReviewed={"author": hostile}, url=hostile
    )
    said = run("add", put(folder, "feed.json", one), put(folder, "\x1b[2J.json", BAD))
    shown = said.out + said.err + run("search", "rain in June").out
    assert "rain" in shown
    assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(shown)
