"""Tables whose columns are years, as the World Bank and Eurostat give them: one line an entity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from claimcheck.worksheet.cells import year_of

_YR = re.compile(r"(?i)\AYR(?=\d{4}\Z)")


def year_columns(headers: Iterable[str]) -> dict[str, int]:
    """The years that columns are of, by their headers.

    >>> year_columns(["Country Name", "1960", "1961 [YR1961]", "YR1962", "2023-Q1"])
    {'1960': 1960, '1961 [YR1961]': 1961, 'YR1962': 1962}
    """
    found = {header: year_of(_YR.sub("", header.strip())) for header in headers}
    return {header: year for header, year in found.items() if year is not None and 1000 <= year < 2200}


def one_line_a_figure(
    columns: Mapping[str, Sequence[object]], years: Mapping[str, Sequence[object]], lines: Sequence[int]
) -> tuple[dict[str, list[object]], list[int]]:
    """*columns*, which say whose the figures are, with "period" and "value" from the columns of *years*.

    And the line of the file on which each figure stands, where those of the rows are *lines*.

    >>> one_line_a_figure({"entity": ["France"]}, {"2022": [2.8], "2023": [3.0]}, [2])
    ({'entity': ['France', 'France'], 'period': ['2022', '2023'], 'value': [2.8, 3.0]}, [2, 2])
    """
    of = year_columns(years)
    made: dict[str, list[object]] = {
        name: [cell for cell in column for _ in years] for name, column in columns.items()
    }
    made["period"] = [str(of[header]) for _ in lines for header in years]
    made["value"] = [cell for row in zip(*years.values(), strict=True) for cell in row]
    return made, [line for line in lines for _ in years]
