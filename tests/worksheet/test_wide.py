"""Tables whose columns are years."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import ReferenceTableError
from claimcheck.references import References
from claimcheck.worksheet.wide import year_columns

WIDE = """Country Name,Country Code,Indicator Name,2022 [YR2022],2023
Germany,DEU,GDP,4.4,4.5
Italy,ITA,GDP,..,2.3
"""


def test_years_are_known_however_they_are_written() -> None:
    headers = ["1960", "1961 [YR1961]", "YR1962", " 1963 ", "2010/11", "geo", "2023-Q1", "0012", "9999"]
    assert list(year_columns(headers).values()) == [1960, 1961, 1962, 1963, 2010]


def test_each_year_of_a_line_is_a_figure_of_that_line(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(WIDE, encoding="utf-8")
    references = References()
    references.add(path, measure="GDP", entity="Country Name", code="Country Code", unit="trillion USD")
    (table,) = references.tables
    assert {year: (cell.value, cell.row) for year, cell in table.series("DEU").items()} == {
        2022: (4.4e12, 2),
        2023: (4.5e12, 2),
    }
    assert {year: cell.row for year, cell in table.series("ITA").items()} == {2023: 3}


@pytest.mark.parametrize(
    ("columns", "lacking"),
    [({}, "period"), ({"period": "year"}, "value"), ({"value": "usd"}, "period")],
)
def test_a_column_is_asked_for_where_none_is_a_year(
    tmp_path: Path, columns: dict[str, str], lacking: str
) -> None:
    path = tmp_path / "long.csv"
    path.write_text("country,year,usd\nItaly,2023,2.3\n", encoding="utf-8")
    with pytest.raises(ReferenceTableError, match=f"long.csv: which column is the {lacking}"):
        References().add(path, measure="GDP", entity="country", unit="USD", **columns)
