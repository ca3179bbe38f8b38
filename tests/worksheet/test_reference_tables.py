"""What tables hold, however they are written: numbers, years, names, groups; and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import claimcheck as cc
from claimcheck.errors import ClaimcheckError, ReferenceTableError
from claimcheck.flagging.language_words import known_language
from claimcheck.worksheet.cells import numbers, year_of
from claimcheck.worksheet.places import code_of
from claimcheck.worksheet.units import unit_of

ENGLISH = known_language("en")
ASKED: dict[str, Any] = {
    "measure": "GDP",
    "entity": "country",
    "period": "year",
    "value": "usd",
    "unit": "USD",
}


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["1", "2.5"], [1, 2.5]),
        (["1,234,567", "5"], [1234567, 5]),
        (["1.234.567", "5"], [1234567, 5]),
        (["1 234,5", "7"], [1234.5, 7]),
        (["1\u202f234", "7,25"], [1234, 7.25]),
        (["1'234.50"], [1234.5]),
        (["−5", "-3"], [-5, -3]),
        (["3.5%", "2"], [3.5, 2]),
        (["..", "n/a", "", "4"], [None, None, None, 4]),
        ([1, 2.0, float("nan"), None], [1, 2, None, None]),
        (["1e6"], [1e6]),
        (["0.125"], [0.125]),
    ],
)
def test_numbers_however_they_are_written(cells: list[object], wanted: list[float | None]) -> None:
    assert numbers(cells, "usd") == wanted


def test_what_may_be_thousands_or_decimals_is_asked() -> None:
    with pytest.raises(ClaimcheckError, match=r'"1,234" may be thousands or three decimals.*decimal="\."'):
        numbers(["1,234", "5,678"], "usd")
    assert numbers(["1,234"], "usd", ".") == [1234]
    assert numbers(["1,234"], "usd", ",") == [1.234]


def test_text_among_numbers_is_named_with_its_line() -> None:
    with pytest.raises(ClaimcheckError, match=r'Column "usd", line 3: "about 5" is no number'):
        numbers(["4", "about 5"], "usd")


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2023", 2023),
        (2023, 2023),
        (2023.0, 2023),
        ("2023-01-01", 2023),
        (pd.Timestamp("2023-12-31"), 2023),
        ("2023 [YR2023]", 2023),
        ("x", None),
        ("", None),
    ],
)
def test_years(cell: object, year: int | None) -> None:
    assert year_of(cell) == year


@pytest.mark.parametrize(
    ("words", "name", "scale"),
    [
        ("USD", "USD", 1), ("million USD", "USD", 1e6), ("billion US dollars", "USD", 1e9),
        ("current US$", "USD", 1),
        ("% of GDP", "percent of GDP", 1), ("per cent", "percent", 1), ("thousand people", "people", 1e3),
        ("tonnes", "tonnes", 1),
    ],
)  # fmt: skip
def test_units(words: str, name: str, scale: float) -> None:
    assert (unit_of(words).name, unit_of(words).scale) == (name, scale)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TUR"), ("Türkiye", "TUR"), ("Turkiye", "TUR"), ("TUR", "TUR"),
        ("Egypt, Arab Rep.", "EGY"), ("Korea, South", "KOR"), ("Korea, Rep.", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"), ("Viet Nam", "VNM"), ("Congo, DR", "COD"),
        ("Congo, Rep.", "COG"), ("Cote d'Ivoire", "CIV"), ("Côte d’Ivoire", "CIV"), ("Czechia", "CZE"),
        ("Slovak Republic", "SVK"), ("Bahamas, The", "BHS"), ("Gambia, The", "GMB"),
        ("Iran, Islamic Rep.", "IRN"), ("Russian Federation", "RUS"), ("Kosovo", "XKX"),
        ("Deutschland", None), ("United States of America", "USA"), ("European Union", None),
        ("World", None), ("Euro area", None), ("Kyrgyz Republic", "KGZ"), ("Cape Verde", "CPV"),
        ("Burma", "MMR"), ("Eswatini", "SWZ"), ("Taiwan", "TWN"),
    ],
)  # fmt: skip
def test_a_country_by_whatever_name(name: str, code: str | None) -> None:
    assert code_of(name, ENGLISH) == code


def frame(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_two_figures_for_one_year_are_told_and_the_first_is_kept() -> None:
    refs = cc.References()
    refs.add(frame(country=["Turkey", "Türkiye", "Chad"], year=[2023] * 3, usd=[5, 6, 1]), **ASKED)
    assert refs.problems == ("the DataFrame: Turkey has two figures for 2023: 5 (line 2) and 6 (line 3)",)


REFUSED: list[tuple[pd.DataFrame, dict[str, Any], str]] = [
    (frame(country=["Chad"], year=[2023]), {}, r'no column "usd" for value\. It has "country", "year"'),
    (frame(country=["Chad"], year=[2023], usd=["x"]), {}, r'line 2: "x" is no number'),
    (frame(country=["Chad"], year=[2023], usd=[""]), {}, "no figure in the column"),
    (frame(country=["Chad"], year=["some"], usd=[5]), {}, "no line with an entity, a year and a figure"),
    (
        frame(country=["Chad", "Mali"], year=[2023] * 2, usd=[0.02, 0.5]),
        {"unit": "percent of GDP"},
        "Are they fractions",
    ),
]


@pytest.mark.parametrize(("table", "other", "told"), REFUSED)
def test_a_table_that_cannot_be_understood_is_refused(
    table: pd.DataFrame, other: dict[str, Any], told: str
) -> None:
    refs = cc.References()
    with pytest.raises(ReferenceTableError, match=told):
        refs.add(table, **{**ASKED, **other})
    assert refs.known.tables == ()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no header of several columns"),
        (b"country,year,usd,usd\nChad,2023,5,6\n", 'column "usd" twice'),
        (b"just text\n", "no header of several columns"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "gdp.csv"
    path.write_bytes(content)
    with pytest.raises(ReferenceTableError, match=told):
        cc.References().add(path, **ASKED)


@pytest.mark.parametrize("missing", ["nowhere.csv", "", "a\0b"])
def test_a_file_that_is_not_there_is_refused(missing: str) -> None:
    with pytest.raises(ReferenceTableError):
        cc.References().add(missing, **ASKED)


def _columns(suffix: str, path: Path, table: pd.DataFrame) -> None:
    if suffix == ".xlsx":
        table.to_excel(path, index=False)
    elif suffix == ".parquet":
        table.to_parquet(path)
    else:
        table.to_csv(path, index=False, sep={".csv": ",", ".tsv": "\t", ".txt": ";"}[suffix])


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt", ".xlsx", ".parquet"])
def test_a_table_of_any_kind_of_file_gives_the_same_figures(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"gdp{suffix}"
    _columns(suffix, path, frame(country=["Chad", "Mali"], year=[2022, 2022], usd=[12.5, 18]))
    refs = cc.References()
    refs.add(path, **{**ASKED, "unit": "billion USD"}, source="somebody")
    sheet = cc.worksheet("In 2022 the GDP of Mali was 18 billion dollars.", refs, "2023-05-01")
    (figure,) = sheet.readings[0].operands
    assert (figure.value, figure.table, figure.source, figure.rows) == (18e9, path.name, "somebody", (3,))
    assert figure.sha256 is not None
    assert len(figure.sha256) == 64


def test_a_group_with_a_name_that_no_country_has_is_refused() -> None:
    with pytest.raises(ReferenceTableError, match=r'line 3: "Atlantis" is no country'):
        cc.References().group("G2", frame(country=["Chad", "Atlantis"]), entity="country")


def test_what_is_no_table_of_countries_answers_by_its_own_names() -> None:
    refs = cc.References()
    table = frame(state=["Bavaria", "Saxony"], year=[2023, 2023], n=[13.4, 4.1])
    refs.add(table, measure="population", entity="state", period="year", value="n", unit="million people")
    sheet = cc.worksheet(
        "Bavaria has more than three times as many inhabitants as Saxony.", refs, "2024-02-01"
    )
    assert sheet.readings[0].computed == pytest.approx(3.268, rel=1e-3)
    assert sheet.readings[0].holds


def two_tables(*figures: float) -> cc.References:
    refs = cc.References()
    for usd in figures:
        table = frame(country=["Chad", "Mali"], year=[2023, 2023], usd=[usd, 4])
        refs.add(table, **{**ASKED, "unit": "billion USD"})
    return refs


@pytest.mark.parametrize(
    ("claim", "computed"),
    [
        ("In 2023 the GDP of Chad was 12 billion dollars.", [12e9, 10e9]),
        ("In 2023 Chad's economy was three times as large as Mali's.", [3, 2.5]),
        ("In 2023 Chad's GDP was 8 billion dollars more than that of Mali.", [8e9, 6e9]),
        ("Chad is the world's largest economy.", [1, 1]),
    ],
)
def test_of_two_tables_that_disagree_both_are_worked_out(claim: str, computed: list[float]) -> None:
    readings = cc.worksheet(claim, two_tables(12, 10), "2024-05-01").readings
    assert [one.computed for one in readings] == pytest.approx(computed)
    assert ["table 1" in one.words for one in readings] == [True, False]
    assert ["table 2" in one.words for one in readings] == [False, True]


def test_money_of_another_currency_is_not_taken_for_that_of_the_table() -> None:
    sheet = cc.worksheet("In 2023 the GDP of Chad was 12 billion euros.", two_tables(12), "2024-05-01")
    assert sheet.readings == ()
    assert sheet.missing == ("a table of exchange rates: it is said in EUR, and kept in USD",)


@pytest.mark.parametrize(
    ("unit", "claim", "holds"),
    [
        ("million tonnes", "In 2023 the steel output of Chad was 12 million tonnes.", True),
        ("million tonnes", "In 2023 the steel output of Chad was 12 million litres.", None),
        ("million tonnes", "In 2023 the steel output of Chad was 12 million lb.", None),
        ("million tonnes", "In 2023 the steel output of Chad was 12 million.", True),
        (
            "million tonnes",
            "In 2023 the steel output of Chad was 8 million tonnes more than Mali's.",
            True,
        ),
        ("million tonnes", "In 2023 the steel output of Chad was 8 million kg more than that of Mali.", None),
        ("million tonnes", "In 2023 the steel output of Chad was three times that of Mali.", True),
        ("million kilometres", "In 2023 the steel output of Chad was 12 million km.", True),
        ("million cars", "In 2023 the steel output of Chad was 12 million km.", None),
    ],
)
def test_a_figure_in_another_unit_is_not_taken_for_that_of_the_claim(
    unit: str, claim: str, holds: bool | None
) -> None:
    refs = cc.References()
    table = frame(country=["Chad", "Mali"], year=[2023, 2023], usd=[12, 4])
    refs.add(table, **{**ASKED, "measure": "steel output", "unit": unit})
    sheet = cc.worksheet(claim, refs, "2024-05-01")
    assert [one.holds for one in sheet.readings] == ([] if holds is None else [holds]), str(sheet)
    assert holds is not None or "figures in the unit of the claim" in sheet.missing[0]


@pytest.mark.parametrize(
    ("lines", "claim", "missing"),
    [
        ([("Chad", 2020, 0), ("Chad", 2023, 10)], "Chad's GDP doubled since 2020.", "above 0"),
        ([("Chad", 2020, -4), ("Chad", 2023, 10)], "Chad's GDP doubled since 2020.", "above 0"),
        ([("Chad", 2023, 10), ("Mali", 2023, 0)], "In 2023 Chad's GDP was twice that of Mali.", "divide by"),
        ([("Chad", 2021, 5), ("Chad", 2023, 9)], "In 2022 the GDP of Chad was 8 dollars.", "Chad for 2022"),
    ],
)
def test_a_base_of_nothing_and_a_year_that_is_not_there_are_said(
    lines: list[tuple[object, ...]], claim: str, missing: str
) -> None:
    refs = cc.References()
    refs.add(pd.DataFrame(lines, columns=["country", "year", "usd"]), **ASKED)
    sheet = cc.worksheet(claim, refs, "2024-05-01")
    assert sheet.readings == ()
    assert missing in "; ".join(sheet.missing)
