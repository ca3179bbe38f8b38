"""`claimcheck tables`: adding, listing, showing and taking out the tables of a desk."""

from __future__ import annotations

import hashlib
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest
from makers import Run, run_here

from claimcheck.desk_references import kept_at
from claimcheck.review.kept_tables import KeptList
from claimcheck.review.log.store import Store

ROOT = Path(__file__).parents[2]
GDP = "country,code,year,usd\nGermany,DEU,2023,4500\nFrance,FRA,2023,3000\n"
NO_UNIT = "country,year,gdp\nGermany,2023,4500\nFrance,2023,3000\n"
MEMBERS = "country,joined,left\nGermany,1955,\nFrance,1949,\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMCHECK_REVIEWER", "Ana")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    return partial(run_here, capsys)


def write(name: str, content: str) -> None:
    Path(name).write_text(content, encoding="utf-8")


def kept() -> KeptList:
    with Store("claimcheck.db") as store:
        return kept_at(store)


def test_without_a_terminal_it_says_what_it_would_add_and_how(run: Run) -> None:
    write("gdp.csv", GDP)
    said = run("tables", "add", "gdp.csv")
    assert said.status == 1
    for line in ("measure  GDP", "entity   country", "code     code", "value    usd", "unit     USD"):
        assert line in said.out
    assert "Germany                              2023         4500 USD" in said.out
    assert "Nothing was added yet: --yes adds it so" in said.err
    assert kept() == KeptList()


def test_what_is_proposed_is_added_listed_shown_and_taken_out(run: Run) -> None:
    write("gdp.csv", GDP)
    assert run("tables", "add", "gdp.csv", "--yes", "--source", "World Bank").status == 0
    assert run("tables", "add", "gdp.csv", "--yes", "--source", "World Bank").out.endswith(
        "GDP (gdp.csv) is in the list already.\n"
    )
    (table,) = kept().tables
    sha256 = hashlib.sha256(GDP.encode()).hexdigest()
    assert (table.sha256, table.code, table.source) == (sha256, "code", "World Bank")
    listed = run("tables", "list").out
    assert "GDP in USD, 2023, 2 entities, World Bank" in listed
    assert "gdp.csv, added by Ana on " in listed
    shown = run("tables", "show", "gdp").out
    assert sha256 in shown
    assert "Germany" in shown
    assert run("tables", "remove", table.key).out.startswith("Took out GDP (gdp.csv)")
    assert run("tables", "list").out == "There is none yet: `claimcheck tables add FILE` adds one.\n"
    assert Path("claimcheck.db.files", sha256[:2], sha256).read_text(encoding="utf-8") == GDP


def test_a_unit_that_no_column_tells_is_asked_for_by_its_option(run: Run) -> None:
    write("gdp.csv", NO_UNIT)
    said = run("tables", "add", "gdp.csv", "--yes")
    assert said.status == 1
    assert "Nothing was added. Say what the table does not:\n--unit: the unit of the figures" in said.err
    assert run("tables", "add", "gdp.csv", "--yes", "--unit", "billion USD").status == 0
    assert kept().tables[0].unit == "billion USD"


@pytest.mark.parametrize(("answer", "added"), [("y", 1), ("", 0), ("no", 0)])
def test_at_a_terminal_it_asks(run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, added: int) -> None:
    write("gdp.csv", GDP)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert run("tables", "add", "gdp.csv").status == 1 - added
    assert len(kept().tables) == added


def test_a_group_is_added_with_its_years(run: Run) -> None:
    write("members.csv", MEMBERS)
    added = run("tables", "add", "members.csv", "--group", "NATO", "--alias", "the alliance", "--yes")
    assert "since    joined" in added.out
    assert kept().groups[0].aliases == ("the alliance",)
    shown = run("tables", "show", "NATO").out
    assert "NATO: 2 members" in shown
    assert "Germany from 1955" in shown


def test_a_newer_file_of_that_name_is_asked_about(run: Run) -> None:
    write("gdp.csv", GDP)
    run("tables", "add", "gdp.csv", "--yes")
    write("gdp.csv", GDP.replace("usd", "eur"))
    said = run("tables", "add", "gdp.csv", "--yes")
    assert said.status == 1
    assert "GDP (gdp.csv) is there otherwise, added by Ana on " in said.err
    assert "--replace takes its place, --beside keeps both" in said.err
    assert run("tables", "add", "gdp.csv", "--yes", "--beside").status == 0
    assert [table.unit for table in kept().tables] == ["USD", "EUR"]
    several = run("tables", "remove", "GDP")
    assert "GDP may be " in several.err
    assert "Name one by its key" in several.err
    write("gdp.csv", GDP.replace("3000", "3001"))
    assert run("tables", "add", "gdp.csv", "--yes", "--replace").status == 0
    assert [table.value for table in kept().tables] == ["usd"]


def test_the_tables_of_the_seeds_are_added_once(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(ROOT / "seeds" / "reference", folder)
    once = ("tables", "add", "--once", "--quiet", str(folder))
    assert run(*once).out.count("Added") == 2
    again = run(*once)
    assert (again.status, again.out, again.err) == (0, "", "")
    run("tables", "remove", "GDP")
    assert run(*once).out == ""
    assert (kept().tables, [one.name for one in kept().groups]) == ((), ["NATO"])
    assert "Added GDP" in run("tables", "add", str(folder)).out


BAD = {
    "text.csv": (
        "country,year,usd\nFrance,2023,many\nItaly,2023,2\n" + "Spain,2023,1\n" * 30,
        "is no number",
    ),
    "none.csv": ("country,year,usd\nFrance,2023,\n", "no column holds figures"),
    "twice.csv": ("country,year,usd,usd\nFrance,2023,1,2\n", 'has the column "usd" twice'),
    "empty.csv": ("", "is empty"),
    "one.csv": ("country\nFrance\n", "no header of several columns"),
    "many.csv": ("country,year,indicator,value\nFrance,2023,a,1\nItaly,2023,b,1\n", "holds 2 measures"),
    "page.html": ("<html>", "is no table; what can be added ends in csv"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_table_is_refused_with_what_is_wrong(run: Run, name: str) -> None:
    content, words = BAD[name]
    write(name, content)
    said = run("tables", "add", name, "--yes")
    assert said.status == 1
    assert words in said.err
    assert "Traceback" not in said.err
    assert kept() == KeptList()


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("", "describes no table"),
        ("table = 1", "under a line [[table]]"),
        ("[[table]]\nfile = '../gdp.csv'", "one that lies beside it"),
        ("[[table]]\nfile = '/etc/passwd'", "one that lies beside it"),
        ("[[table]]\nfile = 'gdp.csv'\nunits = 'USD'", '"units" is not known'),
        ("[[table]]\nfile = 'gdp.csv'\nunit = 3", '"unit" has to be text'),
        ("[[group]]\nfile = 'gdp.csv'", 'give the group in gdp.csv a "name"'),
        ("[[group]]\nfile = 'gdp.csv'\nname = 'G'\naliases = 'x'", '"aliases" has to be a list'),
        ("[[table", "TOML"),
    ],
)
def test_a_description_that_cannot_be_meant_is_told(run: Run, description: str, words: str) -> None:
    write("tables.toml", description)
    write("gdp.csv", GDP)
    said = run("tables", "add", "tables.toml")
    assert said.status == 1
    assert words in said.err


def test_a_file_of_300_mb_is_refused_unread(run: Run) -> None:
    with Path("big.csv").open("wb") as file:
        file.truncate(300_000_000)
    assert "has 300 MB; a table of its kind may have 20 MB" in run("tables", "add", "big.csv", "--yes").err


def test_a_folder_that_cannot_be_written_is_told(run: Run) -> None:
    write("gdp.csv", GDP)
    write("claimcheck.db.files", "no folder")
    said = run("tables", "add", "gdp.csv", "--yes")
    assert said.status == 1
    assert "Nothing was added: make room there, or let it be written to." in said.err
    assert kept() == KeptList()


def test_hostile_names_and_cells_are_shown_without_their_commands(run: Run) -> None:
    write("gdp\x1b[2J\u202e.csv", "country,year,usd\n\x1b]0;x\x07Italy,2023,1\nFrance,2023,2\nSpain,2023,2\n")
    said = run("tables", "add", "gdp\x1b[2J\u202e.csv", "--yes", "--measure", "GDP")
    assert not {"\x1b", "\x07", "\u202e"} & set(said.out + said.err)
    assert kept().tables[0].file == "gdp[2J.csv"


def test_of_parquet_the_beginning_is_looked_at_and_all_is_kept(run: Run) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    years = list(range(1900, 2024)) * 60
    frame = pandas.DataFrame({"country": ["France"] * len(years), "year": years, "usd": range(len(years))})
    frame.tail(1).assign(country="Italy", usd=5).pipe(lambda last: pandas.concat([frame, last])).to_parquet(
        "gdp.parquet"
    )
    assert f"gdp.parquet, {len(years) + 1} lines:" in run("tables", "add", "gdp.parquet", "--yes").out
    assert "2 entities" in run("tables", "list").out
    write("none.parquet", "no parquet")
    assert "none.parquet cannot be read as parquet" in run("tables", "add", "none.parquet", "--yes").err
