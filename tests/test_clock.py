"""A clock set to the first or last day of the calendar, in zones that would leave it: the work goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from factories import QUICK, a_desk, a_pile

import claimcheck as cc
from claimcheck.clock import by_clock
from claimcheck.model import Contact, Status, Verdict
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession
from claimcheck.review.statistics import Change, Course, Period, progress

FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
WEST, EAST = timezone(timedelta(hours=-10)), timezone(timedelta(hours=14))


@pytest.fixture(params=["America/New_York", "Pacific/Kiritimati"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A zone of this machine's clock, behind the sun or before it."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("moment", "in_zone", "day"),
    [
        (datetime(2025, 6, 1, 23, tzinfo=UTC), EAST, date(2025, 6, 2)),
        (datetime(2025, 6, 1, 1, tzinfo=UTC), WEST, date(2025, 5, 31)),
        (FIRST, EAST, date(1, 1, 1)),
        (FIRST, WEST, date(1, 1, 1)),
        (LAST, EAST, date(9999, 12, 31)),
        (LAST.replace(tzinfo=WEST), UTC, date(9999, 12, 31)),
    ],
)
def test_a_moment_is_told_by_another_clock_where_that_has_it(
    moment: datetime, in_zone: timezone, day: date
) -> None:
    assert by_clock(moment, in_zone).date() == day


@pytest.mark.parametrize("now", [FIRST, LAST, LAST.replace(tzinfo=WEST)], ids=["first", "last", "beyond"])
def test_a_desk_works_on_whatever_day_the_clock_shows(zone: str, now: datetime, tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with Store(path) as store:
        _, claims = a_pile(store)
        session: ReviewSession = a_desk(store, now=lambda: now)
        assert session.today.year in {1, 9999}
        session.take(claims[0].id, Status.APPROVED, QUICK)
        other: ReviewSession = a_desk(store, "Ben", now=lambda: now)
        other.comment(claims[0].id, "Which year?")
        session.refresh()
        assert session.undo()
        assert store.verify().clean
    assert cc.charts(path) is not None
    assert cc.export_csv(path, tmp_path / "v.csv", history=tmp_path / "h.csv", everything=True).exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_article_of_whatever_day_is_flagged(day: str) -> None:
    text = "It doubled last year. On Monday 32 came. Next week 5 will. In 300 days 9 will. In March 4 did."
    assert len(cc.flag(cc.read_text(text, published=day), 0)) == 5


def test_a_deadline_at_the_end_of_the_calendar_passes_or_does_not() -> None:
    assert not Contact(deadline="9999-12-31").overdue(LAST.date())
    assert Contact(deadline="0001-01-01").overdue(LAST.date())


def course(begins: datetime, ends: datetime) -> Course:
    return Course((Change(begins, Status.UNREVIEWED), Change(ends, Status.SELECTED)), Verdict("c"))


def test_a_log_that_ends_with_the_calendar_is_drawn_to_its_end() -> None:
    told = progress([course(LAST - timedelta(hours=3), LAST)], UTC)
    assert (told.period, len(told.standings)) == (Period.HOUR, 4)


def test_a_log_of_millennia_is_drawn_by_the_year() -> None:
    told = progress([course(FIRST, LAST)], UTC)
    assert (told.period, len(told.standings)) == (Period.YEAR, 9_999)
    assert told.standings[-1].claims[Status.SELECTED] == 1
