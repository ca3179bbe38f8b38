"""Dates as checks are dated: many forms, one day, and no guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading.dates import NoDateError, iso_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-10-30", "2019-10-30"),
        (" 2019-10-30 ", "2019-10-30"),
        ("2019-10-30T23:30:00-05:00", "2019-10-30"),
        ("2019-10-30T23:30:00.000Z", "2019-10-30"),
        ("2019-10-30 23:30:00 UTC", "2019-10-30"),
        ("20191030", "2019-10-30"),
        ("2019/10/30", "2019-10-30"),
        ("2019/3/4", "2019-03-04"),
        ("Wednesday, October 30th, 2019", "2019-10-30"),
        ("30 October 2019", "2019-10-30"),
        ("Oct. 30, 2019", "2019-10-30"),
        ("Wed, 30 Oct 2019 10:00:00 +0000", "2019-10-30"),
        ("10/30/2019", "2019-10-30"),
        ("10/30/2019 23:00 EST", "2019-10-30"),
        ("30.10.2019", "2019-10-30"),
        ("03/03/2019", "2019-03-03"),
        ("October 2019", "2019-10"),
        ("2019-10", "2019-10"),
        ("2019", "2019"),
    ],
)
def test_a_date_of_any_form_is_one_day(written: str, day: str) -> None:
    assert iso_day(written) == day


@pytest.mark.parametrize("written", ["03/04/2019", "3.4.2019", "03-04-2019 10:00"])
def test_a_date_that_may_be_two_days_is_not_guessed(written: str) -> None:
    with pytest.raises(NoDateError, match="may be 2019-03-04 or 2019-04-03"):
        iso_day(written)
    assert iso_day(written, day_first=True) == "2019-04-03"
    assert iso_day(written, day_first=False) == "2019-03-04"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("30/10/19", "year in four digits"),
        ("Oct 30", "year in four digits"),
        ("1572393600", "year in four digits"),
        ("", "year in four digits"),
        ("today", "year in four digits"),
        ("2019-02-30", "no day of the calendar"),
        ("2019-30-10", "no day of the calendar"),
        ("0000-00-00", "no day of the calendar"),
        ("30. Oktober 2019", "can be read"),
        ("<b>2019</b>", "can be read"),
        ("31 February 2019", "can be read"),
        ("2019 " * 1000, "year in four digits"),
    ],
)
def test_what_is_no_date_is_refused_with_its_words(written: str, why: str) -> None:
    with pytest.raises(NoDateError, match=why) as refused:
        iso_day(written)
    assert written[:30].strip() in str(refused.value)
    assert len(str(refused.value)) < 200


@given(st.text(st.sampled_from("0123456789/-:., TZOctoberMay+"), max_size=40) | st.text(max_size=90))
def test_anything_is_a_date_or_refused(written: str) -> None:
    try:
        day = iso_day(written)
    except NoDateError:
        return
    assert day == iso_day(day)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_form_that_names_its_month(day: date) -> None:
    for form in ("{:%Y-%m-%d}", "{:%A, %B %d, %Y}", "{:%d %B %Y}", "{:%a, %d %b %Y 23:59:59 -1200}"):
        assert iso_day(form.format(day)) == f"{day:%Y-%m-%d}"
