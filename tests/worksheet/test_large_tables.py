"""Tables too large to hold answer as held ones do, from a file that is never read whole."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from effort import examples
from figures_at_hand import GDP, PEOPLE, YEARS, table
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import ReferenceTableError
from claimcheck.importing import reference_files
from claimcheck.worksheet import scanned

ASKED: dict[str, Any] = {"entity": "country", "period": "year", "value": "value"}
CLAIMS = [
    "Germany's economy is more than twice the size of Russia's.",
    "Germany makes up four per cent of the world economy.",
    "Per head, Norway produces twice as much as France.",
    "Norway's economy is 600 billion dollars.",
    "Germany is the world's third largest economy.",
    "The German economy grew by five per cent between 2020 and 2022.",
    "Estonia and Latvia together have three million inhabitants.",
    "Four countries have more than 50 million inhabitants.",
]


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_files, "LARGE_LINES", 0)


def told(sheet: cc.Worksheet) -> list[Any]:
    figures = [[(one.name, one.value, one.rows, one.members) for one in r.operands] for r in sheet.readings]
    return [*zip(map(str, sheet.readings), figures, strict=True), sheet.missing]


def written(path: Path, frame: pd.DataFrame, rows: int) -> Path:
    frame.to_parquet(path, row_group_size=rows, index=False)
    return path


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    """Lines in any order, some twice, some without a figure, a year or a name."""
    name = st.sampled_from(
        ["Germany", "France", "Russia", "Russian Federation", "Atlantis", "World", "", None]
    )
    year = st.sampled_from(["2021", "2022-01-01", "2023", "n/a", None])
    value = st.one_of(st.integers(-5, 9000).map(float), st.just(float("nan")))
    lines = draw(st.lists(st.tuples(name, year, value), min_size=1, max_size=40))
    frame = pd.DataFrame(lines, columns=["country", "year", "value"])
    start = pd.DataFrame([("Germany", "2023", 4400.0), ("Russia", "2023", 2000.0)], columns=frame.columns)
    return pd.concat([start, frame]) if draw(st.booleans()) else pd.concat([frame, start])


@settings(max_examples=examples(60), deadline=None)
@given(tables(), st.integers(1, 12), st.sampled_from(CLAIMS))
def test_a_scanned_table_answers_as_a_held_one(frame: pd.DataFrame, rows: int, claim: str) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "gdp.parquet", frame, rows)
        sheets, problems = [], []
        for large in (0, 10**9):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(reference_files, "LARGE_LINES", large)
                refs = cc.References()
                refs.add(path, measure="GDP", unit="billion USD", **ASKED)
            sheets.append(told(cc.worksheet(claim, refs, "2024-06-01")))
            problems.append([one for one in refs.problems if "two figures" in one])
        assert sheets[0] == sheets[1]
        assert set(problems[0]) <= set(problems[1])


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize(("rows", "kept"), [(1, 1), (7, 20), (1000, 400_000)])
def test_two_scanned_tables_answer_as_held_ones(
    tmp_path: Path, claim: str, rows: int, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanned, "KEPT", kept)
    found = []
    for limit in (0, 10**9):
        reference_files.LARGE_LINES = limit
        refs = cc.References()
        for name, figures, unit in (("gdp", GDP, "billion USD"), ("people", PEOPLE, "million people")):
            path = written(tmp_path / f"{name}.parquet", table(figures), rows)
            measure = "GDP" if name == "gdp" else "population"
            refs.add(path, measure=measure, unit=unit, **ASKED)
        found.append(told(cc.worksheet(claim, refs, "2024-06-01")))
    assert found[0] == found[1]
    assert found[0][:-1]


@pytest.mark.usefixtures("small_is_large")
def test_what_is_told_twice_is_a_problem_and_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"country": ["Chad"] * 3, "code": ["TCD"] * 3, "year": [2023] * 3, "value": [1, 1, 2]}
    )
    path = written(tmp_path / "gdp.parquet", frame, 2)
    refs = cc.References()
    refs.add(path, measure="GDP", unit="USD", code="code", **ASKED)
    (repeated,) = refs.problems
    assert (
        repeated
        == "gdp.parquet: 2 lines stand for an entity and a year that an earlier line has, which counts"
    )
    (reading,) = cc.worksheet("The GDP of Chad is 1 dollar.", refs, "2024-06-01").readings
    assert refs.problems[1:] == ("gdp.parquet: Chad has two figures for 2023: 1 (line 2) and 2 (line 4)",)
    assert reading.operands[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.usefixtures("small_is_large")
def test_groups_of_lines_that_cannot_have_it_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimcheck.importing.parquet_batches import ParquetFile

    frame = table(GDP).sort_values(["country", "year"])
    file = ParquetFile(written(tmp_path / "gdp.parquet", frame, len(YEARS)), ASKED)
    assert len(list(file.pieces())) == len(GDP)
    (piece,) = file.pieces(entities=["Finland"])
    first = 2 + len(YEARS) * sorted(GDP).index("Finland")
    assert piece.lines.tolist() == list(range(first, first + len(YEARS)))
    assert list(file.pieces(periods=[1900])) == []
    assert len(list(file.pieces(periods=[2020]))) == len(GDP)


@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize(
    ("columns", "asked", "message"),
    [
        ({"value": ["5"]}, {}, 'the column "value" holds text.*Save its figures as numbers'),
        ({}, {"value": "usd"}, 'no column "usd" for value. It has "country", "year", "value"'),
        ({"value": [float("nan")]}, {}, "no figure in the column of values"),
        ({"year": ["some"]}, {}, "no line with an entity, a year and a figure"),
        ({"country": [""]}, {}, "no line with an entity"),
    ],
)
def test_a_large_table_that_cannot_be_understood_is_refused(
    tmp_path: Path, columns: dict[str, list[object]], asked: dict[str, str], message: str
) -> None:
    frame = pd.DataFrame({"country": ["Chad"], "year": [2023], "value": [5.0]} | columns)
    path = written(tmp_path / "gdp.parquet", frame, 1)
    with pytest.raises(ReferenceTableError, match=message):
        cc.References().add(path, measure="GDP", unit="USD", **{**ASKED, **asked})


@pytest.mark.usefixtures("small_is_large")
def test_fractions_are_asked_about_and_no_parquet_is_refused(tmp_path: Path) -> None:
    frame = pd.DataFrame({"country": ["Chad", "Mali"], "year": [2023] * 2, "value": [0.02, 0.5]})
    path = written(tmp_path / "gdp.parquet", frame, 1)
    with pytest.raises(ReferenceTableError, match="Are they fractions"):
        cc.References().add(path, measure="debt", unit="percent of GDP", **ASKED)
    path.write_bytes(b"country,year,value\n")
    with pytest.raises(ReferenceTableError, match="cannot be read as parquet"):
        cc.References().add(path, measure="debt", unit="percent of GDP", **ASKED)


@pytest.mark.usefixtures("small_is_large")
def test_a_file_that_changed_since_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "gdp.parquet", table(GDP), 5)
    refs = cc.References()
    refs.add(path, measure="GDP", unit="billion USD", **ASKED)
    path.unlink()
    with pytest.raises(ReferenceTableError, match=r"gdp\.parquet has changed, or is gone"):
        cc.worksheet(CLAIMS[0], refs, "2024-06-01")


def test_text_that_would_fill_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_files, "LARGE_BYTES", 20)
    path = tmp_path / "gdp.csv"
    path.write_text("country,year,value\nChad,2023,5\n")
    with pytest.raises(ReferenceTableError, match=r"would have to be read whole\. Save it as Parquet"):
        cc.References().add(path, measure="GDP", unit="USD", **ASKED)
