"""A reading as a cell of plain pandas: it comes to the same number, and nothing in it is taken for code."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from effort import examples
from figures_at_hand import ALLIES, ARMS, GDP, INFLATION, PEOPLE, RATES, YEARS, at_hand, table
from hypothesis import given, settings
from hypothesis import strategies as st
from test_sheet import PUBLISHED, WORKED

import claimcheck as cc
from claimcheck.calculations import Figure
from claimcheck.errors import ClaimcheckError
from claimcheck.importing import reference_files
from claimcheck.table_layout import FileKind, Layout
from claimcheck.worksheet.formulas import Term
from claimcheck.worksheet.laid_out import LaidOut
from claimcheck.worksheet.pandas_cell import pandas_cell
from claimcheck.worksheet.tables import Origin
from claimcheck.worksheet.values import Worksheet

TABLES = (
    ("gdp", GDP, "GDP", "billion USD"),
    ("people", PEOPLE, "population", "million people"),
    ("arms", ARMS, "military spending", "billion USD"),
    ("inflation", INFLATION, "inflation", "percent a year"),
    ("rates", RATES, "exchange rate", "per USD"),
)
ANSWERED = [(claim, form) for claim, form, *_ in WORKED if form]


def run(text: str, folder: Path) -> float:
    """What a cell comes to in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        found: dict[str, Any] = {}
        exec(compile(text, "cell", "exec"), found)
        return float(found["result"])
    finally:
        os.chdir(before)


def with_tables(
    folder: Path, write: Callable[[pd.DataFrame, Path], Path], wide: bool = False
) -> cc.References:
    refs = cc.References()
    for name, figures, measure, unit in TABLES:
        lines = table(figures)
        columns = {} if wide else {"period": "year", "value": "value"}
        if wide:
            lines = lines.pivot(index="country", columns="year", values="value").reset_index()
        path = write(lines, folder / name)
        refs.add(path, measure=measure, entity="country", unit=unit, **columns)
    allies = pd.DataFrame({"country": list(ALLIES), "joined": list(ALLIES.values())})
    refs.group("NATO", allies, entity="country", since="joined")
    return refs


def as_csv(lines: pd.DataFrame, path: Path) -> Path:
    path = path.with_suffix(".csv")
    lines.to_csv(path, index=False)
    return path


def as_people_write_it(lines: pd.DataFrame, path: Path) -> Path:
    """With a title, blank lines, semicolons and the decimals of Germany, as Excel saves it there."""
    path = path.with_suffix(".csv")
    body = lines.to_csv(index=False, sep=";", decimal=",")
    path.write_bytes(f'"Überblick; mit\nTitel"\n\n{body}'.encode("cp1252"))
    return path


def as_workbook(lines: pd.DataFrame, path: Path) -> Path:
    path = path.with_suffix(".xlsx")
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"note": ["ours"]}).to_excel(book, sheet_name="Notes", index=False)
        lines.to_excel(book, sheet_name="Fig'ures", index=False, startrow=3)
    return path


def as_parquet(lines: pd.DataFrame, path: Path) -> Path:
    path = path.with_suffix(".parquet")
    lines.rename(columns=str).to_parquet(path)
    return path


@cache
def sheet(claim: str) -> Worksheet:
    return cc.worksheet(claim, at_hand(), PUBLISHED)


@pytest.fixture(scope="module")
def csv_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, cc.References]:
    folder = tmp_path_factory.mktemp("csv")
    return folder, with_tables(folder, as_csv)


@pytest.mark.parametrize(("claim", "form"), ANSWERED)
def test_every_reading_comes_to_the_same_from_the_same_files(
    csv_files: tuple[Path, cc.References], claim: str, form: str
) -> None:
    folder, refs = csv_files
    found = cc.worksheet(claim, refs, PUBLISHED)
    assert found.readings[0].type == form
    for number, reading in enumerate(found.readings, 1):
        text = found.as_pandas(number)
        assert run(text, folder) == pytest.approx(reading.computed, rel=1e-9), text
        assert "sha256" in text


@pytest.mark.parametrize("claim", [claim for claim, _ in ANSWERED][::5])
def test_of_a_dataframe_the_rows_stand_in_the_cell(tmp_path: Path, claim: str) -> None:
    found = sheet(claim)
    text = found.as_pandas()
    assert run(text, tmp_path) == pytest.approx(found.readings[0].computed, rel=1e-9)
    assert "no SHA-256" in text


@pytest.mark.filterwarnings("ignore:.*not UTF-8")
@pytest.mark.parametrize("write", [as_csv, as_people_write_it, as_workbook, as_parquet])
@pytest.mark.parametrize("wide", [False, True], ids=["long", "wide"])
def test_however_the_file_is_laid_out(
    tmp_path: Path, write: Callable[[pd.DataFrame, Path], Path], wide: bool
) -> None:
    refs = with_tables(tmp_path, write, wide)
    for claim, _ in ANSWERED[::9]:
        found = cc.worksheet(claim, refs, PUBLISHED)
        assert found.readings, claim
        assert found.readings[0].computed == pytest.approx(sheet(claim).readings[0].computed, rel=1e-9)
        text = found.as_pandas()
        assert run(text, tmp_path) == pytest.approx(found.readings[0].computed, rel=1e-9), text


def test_a_table_too_large_to_hold_is_read_by_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference_files, "LARGE_LINES", 0)
    refs = with_tables(tmp_path, as_parquet)
    for claim, _ in ANSWERED[::9]:
        found = cc.worksheet(claim, refs, PUBLISHED)
        text = found.as_pandas()
        assert "pd.read_parquet" in text
        assert run(text, tmp_path) == pytest.approx(found.readings[0].computed, rel=1e-9)


def test_eurostats_first_column_and_its_flags(tmp_path: Path) -> None:
    path = tmp_path / "gdp.tsv"
    path.write_text(
        "freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \nA,CP_MEUR,FR\t2.5\t3.0 p\nA,CP_MEUR,DE\t4.0 e\t4.5 b\n",
        encoding="utf-8",
    )
    refs = cc.References()
    refs.add(path, measure="GDP", entity="geo", unit="trillion USD")
    found = cc.worksheet("In 2023 the GDP of Germany was twice that of France.", refs, PUBLISHED)
    assert run(found.as_pandas(), tmp_path) == pytest.approx(1.5)


ODD = [
    # One that stands twice is told by its line, of which the first is taken.
    "country,year,usd\nFrance,2023,2\nGermany,2023,3\nGermany,2023,4\n",
    # Blank lines, and a line that is too long.
    "country,year,usd\n\nFrance,2023,2,,,\n\nGermany,2023,3\n",
    "country,year,usd,\nFrance,2023,2,\nGermany,2023,3,\n",
    ' country , year,usd\n"Fran\nce",2023,9\nFrance,2023-01-01,2\nGermany,FY 2023,"3"\n',
    'country\tyear\tusd\nFrance\t2023\t"2,000"\nGermany\t2023\t"3,000"\nItaly\t2023\t"1,000.5"\n',
    "\ufeffcountry,year,usd\nFrance,2023,2 %\nGermany,2023,3%\n",
    "country,year,usd\nFR,2023,2\nDE,2023,3\n",
]


@pytest.mark.parametrize("content", ODD)
def test_odd_files_are_read_as_they_were(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gdp.csv"
    path.write_text(content, encoding="utf-8")
    refs = cc.References()
    refs.add(path, measure="GDP", entity="country", period="year", value="usd", unit="billion USD")
    found = cc.worksheet("In 2023 the GDP of Germany was twice that of France.", refs, PUBLISHED)
    assert found.readings[0].computed == pytest.approx(1.5)
    assert run(found.as_pandas(), tmp_path) == pytest.approx(1.5), found.as_pandas()


def test_another_file_is_refused(csv_files: tuple[Path, cc.References], tmp_path: Path) -> None:
    _, refs = csv_files
    as_csv(table({**GDP, "Italy": (1,) * len(YEARS)}), tmp_path / "gdp")
    text = cc.worksheet("Italy's GDP was 2.1 trillion dollars in 2021.", refs, PUBLISHED).as_pandas()
    with pytest.raises(AssertionError):
        run(text, tmp_path)


def test_files_may_lie_in_a_folder(csv_files: tuple[Path, cc.References]) -> None:
    folder, refs = csv_files
    found = cc.worksheet("Italy's GDP was 2.1 trillion dollars in 2021.", refs, PUBLISHED)
    assert run(found.as_pandas(folder=folder.name), folder.parent) == pytest.approx(2.1e12)


def test_two_dataframes_of_one_measure_are_told_apart(tmp_path: Path) -> None:
    refs = cc.References()
    for figures in ({"France": (1,) * 5, "Italy": (2,) * 5}, {"Germany": (7,) * 5, "Italy": (2,) * 5}):
        refs.add(table(figures), measure="GDP", entity="country", period="year", value="value", unit="USD")
    found = cc.worksheet("Italy's GDP was 2 dollars in 2021.", refs, PUBLISHED)
    assert run(found.as_pandas(), tmp_path) == 2


def test_figures_of_ones_own_stand_as_they_are(tmp_path: Path) -> None:
    claim = "They make in three months what the others are making in a year."
    found = cc.worksheet(
        claim, cc.References(), figures={"left": Figure("They\nimport os", "x", value=5), "right": 2}
    )
    assert run(found.as_pandas(), tmp_path) == found.readings[0].computed == pytest.approx(10)


@pytest.mark.parametrize("number", [0, 2, -1, True, "1"])
def test_a_reading_that_is_none_is_refused(number: Any) -> None:
    found = cc.worksheet("Italy's GDP was 2.1 trillion dollars in 2021.", at_hand(), PUBLISHED)
    with pytest.raises(ClaimcheckError, match="reading"):
        found.as_pandas(number)


def test_where_no_table_has_what_is_counted_the_figures_stand_in_the_cell(tmp_path: Path) -> None:
    counted = Term("sum(one >= 2 for one in each)", ())
    figures = [Figure(name, "arms", 2023, value) for name, value in (("France", 2.0), ("Italy", 1.0))]
    each = [Term("{0}", (figure,)) for figure in figures]
    assert run(pandas_cell([], counted, each, []), tmp_path) == 1
    assert run(pandas_cell([], counted, [], []), tmp_path) == 0


HOSTILE = st.text(min_size=1, max_size=40) | st.sampled_from(
    [
        "'''\nimport os",
        '"); import os; ("',
        "\\",
        "\\'",
        "{0}",
        "{figure_1}",
        "\u2028x = 1",
        "\rx = 1",
        "\ud800",
    ]
)


def hostile_cell(kind: FileKind, country: str, measure: str, column: str, file: str) -> str:
    laid_out = LaidOut(
        Layout(kind, ";", "utf-8", sheet=file, above=1, split=(column, "geo")),
        2,
        f"e{column}",
        [f"x{country}", "France"],
        {f"v{column}": ["1 p", "2"]},
        period=f"y{column}",
        periods=[country, country],
        mark=".",
    )
    origin = Origin(file, None if kind is FileKind.FRAME else "ab", file, measure, laid_out)
    of_table = [
        Figure(country, measure, 2023, 1, table=file, sha256=origin.sha256, rows=(row,), absent=(country,))
        for row in (2, 3)
    ]
    given = Figure(country, measure, value=1.5, note=country)
    each = [Term("{0}", (figure,)) for figure in of_table]
    return pandas_cell(
        [country, measure], Term("{0} + {1} + sum(each)", (of_table[0], given)), each, [origin], file
    )


def shape(cell: str) -> list[str]:
    """Every statement, name and call of a cell; of constants only that they are some."""
    return [
        f"{type(node).__name__} {getattr(node, 'id', getattr(node, 'attr', ''))}"
        for node in ast.walk(ast.parse(cell))
    ]


@settings(max_examples=examples(200))
@given(st.sampled_from(FileKind), HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_text_from_files_and_names_stands_only_in_constants(
    kind: FileKind, country: str, measure: str, column: str, file: str
) -> None:
    cell = hostile_cell(kind, country, measure, column, file)
    assert shape(cell) == shape(hostile_cell(kind, "a", "b", "c", "d"))
    constants = [node.value for node in ast.walk(ast.parse(cell)) if isinstance(node, ast.Constant)]
    assert {f"e{column}", f"y{column}", f"v{column}", f"x{country}", country} <= set(constants)
    assert kind is FileKind.FRAME or f"{file.rstrip('/')}/{file}" in constants
