"""Which day or period a notation means, seen from the day of publication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.quantities.date_resolution import around, resolve
from claimcheck.flagging.quantities.extract import quantities

DAY = "2024-01-31"  # a Wednesday, and the end of a month longer than the next

CASES = [  # (notation, what it means, what it means where the words look ahead)
    ("2019", "2019", "2019"),
    ("2019-05", "2019-05", "2019-05"),
    ("2019-05-14T10:00", "2019-05-14T10:00", "2019-05-14T10:00"),
    ("2019-02-30", None, None),
    ("2019-Q4", "2019-10/2019-12", "2019-10/2019-12"),
    ("2019-H1", "2019-01/2019-06", "2019-01/2019-06"),
    ("199X", "1990/1999", "1990/1999"),
    ("19XX", "1901/2000", "1901/2000"),
    ("XXXX-WXX-3", "2024-01-31", "2024-02-07"),
    ("XXXX-WXX-1", "2024-01-29", "2024-02-05"),
    ("XXXX-01", "2024-01", "2024-01"),
    ("XXXX-02", "2023-02", "2024-02"),
    ("XXXX-12-24", "2023-12-24", "2024-12-24"),
    ("XXXX-12-24/XXXX-12-26", "2023-12-24/2023-12-26", "2024-12-24/2024-12-26"),
    ("XXXX-Q4", "2023-10/2023-12", "2024-10/2024-12"),
    ("PRESENT_REF", "2024-01-31", "2024-01-31"),
    ("PREV P1D", "2024-01-30", "2024-01-30"),
    ("NEXT P1M", "2024-02", "2024-02"),
    ("PREV P1Y", "2023", "2023"),
    ("THIS P1W", "2024-01-29/2024-02-04", "2024-01-29/2024-02-04"),
    ("THIS P1WE", "2024-02-03/2024-02-04", "2024-02-03/2024-02-04"),
    ("PREV P1Q", "2023-10/2023-12", "2023-10/2023-12"),
    ("PREV P1DE", "2010/2019", "2010/2019"),
    ("PREV P999CE", None, None),
    ("T10:00", None, None),
    ("XXXX-SU", None, None),
]


@pytest.mark.parametrize(("notation", "past", "ahead"), CASES)
def test_resolve(notation: str, past: str | None, ahead: str | None) -> None:
    assert resolve(notation, DAY) == past
    assert resolve(notation, DAY, ahead=True) == ahead


@pytest.mark.parametrize("published", [None, "", "yesterday", "2024-13-01"])
def test_without_a_day_only_what_is_absolute(published: str | None) -> None:
    assert resolve("XXXX-WXX-3", published) is None
    assert resolve("2019", published) == "2019"


def test_a_leap_day_is_that_of_a_leap_year_or_unknown() -> None:
    assert resolve("XXXX-02-29", "2024-03-01") == "2024-02-29"
    assert resolve("XXXX-02-29", "2023-03-01") is None


def test_around() -> None:
    assert around(DAY, 1, "M", 1) == "2024-01-31/2024-02-29"
    assert around(DAY, 2.5, "Y", -1) is None
    assert around(None, 2, "Y", -1) is None


@given(st.text(alphabet="X0123456789-/PQTWYMD ", max_size=20), st.booleans())
def test_any_notation_is_met_without_a_crash(notation: str, ahead: bool) -> None:
    resolve(notation, DAY, ahead=ahead)


YEARLESS = [  # (language, text, what its date means on 15 June 2024)
    ("en", "The scheme closes on 31 January.", "2025-01-31"),
    ("en", "The law took effect on 31 January.", "2024-01-31"),
    ("en", "Pay it by 1 September.", "2024-09-01"),
    ("en", "On 5 October the vote was held.", "2023-10-05"),
    ("en", "The talks begin on July 4.", "2024-07-04"),
    ("en", "They are to meet in November.", "2024-11"),
    ("en", "Prices fell in November.", "2023-11"),
    ("en", "It was signed by Lee on 20 November.", "2023-11-20"),
    ("en", "31 January: prices.", None),
    ("en", "A meeting in November.", None),
    ("de", "Das Museum öffnet am 3. August.", "2024-08-03"),
    ("de", "Das Museum wurde am 3. August eröffnet.", "2023-08-03"),
]


@pytest.mark.parametrize(("language", "text", "meant"), YEARLESS)
def test_a_day_without_its_year_is_that_of_the_verbs_tense(
    language: str, text: str, meant: str | None
) -> None:
    assert [one.resolved for one in quantities(text, language=language, published="2024-06-15")] == [meant]


COUNTED = [  # (language, text, the last year or month that it means)
    ("en", "In 2019 it fell 3% from the previous year.", "2018"),
    ("en", "In 2016 it sold 40 boats, up from 30 a year earlier.", "2015"),
    ("en", "It lost money in 2012 and recovered the following year.", "2013"),
    ("en", "It opened in 1998 and closed two years later.", "2000"),
    ("en", "Compared with the previous year, sales rose.", "2023"),
    ("en", "In May 2019 it rose from the previous month.", "2019-04"),
    ("en", "It opened in 2010. Last year it closed.", "2023"),
    ("de", "2019 sank die Zahl gegenüber dem Vorjahr.", "2018"),
]


@pytest.mark.parametrize(("language", "text", "meant"), COUNTED)
def test_a_year_is_counted_from_the_one_that_is_named(language: str, text: str, meant: str) -> None:
    found = [one.resolved for one in quantities(text, language=language, published="2024-06-15")]
    assert [one for one in found if one][-1] == meant
