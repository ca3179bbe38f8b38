"""What the events of the whole pile add up to over time; pure, from values to values."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import Any

from claimcheck.clock import by_clock
from claimcheck.model import Event, Status, Verdict
from claimcheck.review.events import ADDED, TAKES_BACK, unreadable
from claimcheck.review.queue import counts
from claimcheck.review.replay import begun_by_hand, by_claim, replay, step
from claimcheck.review.scales import scales
from claimcheck.review.statuses import FINISHED

ARTICLE, OTHERS = "the article", "others"
SPEAKERS_SHOWN = 15

# What these events change can only be told from all before them; any other adds to what there was.
_TOLD_FROM_ALL = TAKES_BACK | {ADDED}


class Period(StrEnum):
    """How long one step of a chart over time is."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"

    def beginning(self, at: datetime) -> datetime:
        """When the period that *at* lies in began."""
        return at.replace(minute=0, second=0, microsecond=0, **_FROM_THE_FIRST[self])

    def after(self, beginning: datetime) -> datetime:
        """When the period after the one that began at *beginning* begins."""
        return self.beginning(beginning + _LONGEST[self])


_FROM_THE_FIRST: dict[Period, dict[str, Any]] = {
    Period.HOUR: {},
    Period.DAY: {"hour": 0},
    Period.MONTH: {"hour": 0, "day": 1},
    Period.YEAR: {"hour": 0, "day": 1, "month": 1},
}
_LONGEST = {
    Period.HOUR: timedelta(hours=1),
    Period.DAY: timedelta(days=1),
    Period.MONTH: timedelta(days=31),
    Period.YEAR: timedelta(days=366),
}
# How long a log may be that is shown so; by years, any: a clock may once have been set to another century.
_SHOWN_UP_TO = {
    Period.HOUR: timedelta(days=2),
    Period.DAY: timedelta(days=400),
    Period.MONTH: timedelta(days=100 * 366),
    Period.YEAR: timedelta.max,
}


@dataclass(frozen=True, slots=True)
class Change:
    """From ``at`` on a claim stood in ``status``; None where it was no part of the pile."""

    at: datetime
    status: Status | None


@dataclass(frozen=True, slots=True)
class Course:
    """Where one claim stood from its beginning on, and the verdict that it has now (without its history)."""

    changes: tuple[Change, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """How many claims stood in each status at the end of the period that began at ``begin``."""

    begin: datetime
    claims: Mapping[Status, int]


@dataclass(frozen=True, slots=True)
class Progress:
    """How the pile stood period by period, without a gap; empty where there is no claim."""

    period: Period
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """How long so many claims stood in a status that they left: the median and the quartiles."""

    status: Status
    claims: int
    lower: timedelta
    median: timedelta
    upper: timedelta


@dataclass(frozen=True, slots=True)
class Checked:
    """How often each rating was given to what one speaker said."""

    speaker: str
    ratings: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many verdicts there are."""
        return sum(self.ratings.values())


def courses(begun: Mapping[str, datetime], events: Iterable[Event]) -> list[Course]:
    """The course of every claim: those of *begun*, and those that *events*, a whole log in order, speak of.

    *begun* says when the article of each claim was brought in; from then on the claim is
    unreviewed. An undo counts from its own moment on and changes nothing before it. An event that cannot be
    read changes nothing.
    """
    own: dict[str, list[Event]] = {claim_id: [] for claim_id in begun} | by_claim(events)
    return [_course(claim_id, begun.get(claim_id), steps) for claim_id, steps in own.items()]


def _course(claim_id: str, begun: datetime | None, events: Sequence[Event]) -> Course:
    changes: list[Change] = []
    if begun is not None and not begun_by_hand(events):
        changes.append(Change(min([begun, *(event.at for event in events[:1])]), Status.UNREVIEWED))
    verdict = Verdict(claim_id)
    # The clock of another machine may be behind; the order of the log holds.
    moments = list(accumulate((event.at for event in events), max))
    for number, at in enumerate(moments, 1):
        verdict = _after(verdict, events[:number])
        passing = number < len(events) and moments[number] == at
        status = verdict.status if counts(verdict) else None
        if not passing and status is not (changes[-1].status if changes else None):
            changes.append(Change(at, status))
    return Course(tuple(changes), verdict)


def _after(verdict: Verdict, events: Sequence[Event]) -> Verdict:
    """*verdict* after the last of *events*, all those of its claim so far."""
    claim_id, event = verdict.claim_id, events[-1]
    try:
        if event.action not in _TOLD_FROM_ALL:
            return step(verdict, event)
        return replace(replay(claim_id, events), history=())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"it does not add up with those before it ({type(error).__name__}: {error})"
        return step(verdict, unreadable(event, why))


def progress(found: Sequence[Course], zone: tzinfo | None = None) -> Progress:
    """How many claims of the courses *found* stood in each status at the end of each day of *zone*.

    The days run from the first change to the last; hours where all lie within two days, months
    where they lie more than 400 days apart, years where it is more than a hundred of those. The times are
    those of a clock on the wall in *zone*, without it of this machine's own.
    """
    changes = [
        (by_clock(change.at, zone).replace(tzinfo=None), before, change.status)
        for course in found
        for before, change in zip((None, *(c.status for c in course.changes)), course.changes, strict=False)
    ]
    if not changes:
        return Progress(Period.DAY, ())
    first, last = min(at for at, _, _ in changes), max(at for at, _, _ in changes)
    period = next(period for period, longest in _SHOWN_UP_TO.items() if last - first <= longest)
    begins = [period.beginning(first)]
    # After the last period of the calendar there is none.
    while begins[-1] < period.beginning(last):
        begins.append(period.after(begins[-1]))
    shifts: defaultdict[datetime, Counter[Status | None]] = defaultdict(Counter)
    for at, before, after in changes:
        shifts[period.beginning(at)].update({before: -1, after: 1})
    standing, standings = Counter[Status | None](), []
    for begin in begins:
        standing.update(shifts[begin])
        standings.append(Standing(begin, {status: standing[status] for status in Status}))
    return Progress(period, tuple(standings))


def stays(found: Iterable[Course]) -> list[Stay]:
    """How long the claims of the courses *found* stood in each status that they left, in the order of steps.

    Each claim counts once in a status, with all the time that it stood there till it left it last. A claim
    that went through several steps in one go stood in none between them. Where a claim was taken back or cut
    anew, its last stay is no step that was done.
    """
    seconds: dict[Status, list[float]] = {status: [] for status in Status}
    for course in found:
        for status, length in _times_of(course).items():
            seconds[status].append(length)
    return [_stay(status, lengths) for status, lengths in seconds.items() if lengths]


def _times_of(course: Course) -> dict[Status, float]:
    """For how many seconds a claim stood in each status that it left."""
    times: defaultdict[Status, float] = defaultdict(float)
    for change, following in pairwise(course.changes):
        if change.status is not None and following.status is not None:
            times[change.status] += (following.at - change.at).total_seconds()
    return times


def _stay(status: Status, seconds: Sequence[float]) -> Stay:
    # One stay alone is its own quartiles, which `quantiles` refuses before Python 3.13.
    several = seconds if len(seconds) > 1 else [*seconds, *seconds]
    quartiles = statistics.quantiles(several, n=4, method="inclusive")
    return Stay(status, len(seconds), *(timedelta(seconds=quartile) for quartile in quartiles))


def found_out(standing: Iterable[Verdict]) -> list[Verdict]:
    """Those of the verdicts *standing* that say beyond doubt what was found, being finished."""
    found = (verdict for verdict in standing if verdict.rating and verdict.status in FINISHED)
    return [verdict for verdict in found if not verdict.doubts]


def verdicts_by_speaker(
    rated: Iterable[Verdict], speakers: Mapping[str, str | None], shown: int = SPEAKERS_SHOWN
) -> list[Checked]:
    """How often each rating was given to whom, the most checked first.

    *speakers* says whose each claim is, by its id; None is the article's own voice. A check that serves
    several claims of one speaker counts once. Those after the first *shown* are put together as "others",
    last.
    """
    by_speaker: dict[str | None, Counter[str]] = {}
    checks = {(v.served_from or v.claim_id, speakers.get(v.claim_id)): str(v.rating) for v in rated}
    for (_check, speaker), rating in checks.items():
        by_speaker.setdefault(speaker, Counter())[rating] += 1
    ranked = sorted(by_speaker.items(), key=lambda item: (-item[1].total(), item[0] or ""))
    rows = [Checked(ARTICLE if name is None else name, dict(ratings)) for name, ratings in ranked[:shown]]
    rest: Counter[str] = sum((ratings for _, ratings in ranked[shown:]), Counter())
    return [*rows, Checked(OTHERS, dict(rest))] if rest else rows


def ratings_in_order(rated: Sequence[Verdict]) -> list[str]:
    """Every rating that the scales of *rated* have, truest first, then those that no scale of ours knows."""
    used = {verdict.scale for verdict in rated}
    given = {str(verdict.rating) for verdict in rated}
    known = [
        rating.name
        for name, scale in scales().items()
        if name in used
        for rating in scale.ratings
        if rating.name in given or not rating.retired
    ]
    return list(dict.fromkeys([*known, *sorted(given.difference(known))]))
