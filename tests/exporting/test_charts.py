"""The charts as specifications: what is drawn, in which order and colours, and what names cannot do."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from factories import NOON, QUICK, a_desk, an_article, cut, some_work
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import StoreError
from claimcheck.exporting.charts import (
    Charts,
    progress_chart,
    speakers_chart,
    stays_chart,
)
from claimcheck.exporting.short_names import LONGEST_NAME, shown_name
from claimcheck.model import Span, Status
from claimcheck.review.log.store import Store
from claimcheck.review.statistics import Checked, Period, Progress, Standing, Stay
from claimcheck.review.statuses import STATUSES

VEGALITE = "application/vnd.vegalite.v5+json"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "{{x}} ${alert(3)}",
    'datum["x"]\\',
    "x" * 10_000,
)
SECOND, MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))


def values(chart: dict[str, Any], part: int) -> list[dict[str, Any]]:
    """The rows that one of the charts is drawn from."""
    name = chart["vconcat"][part]["data"]["name"]
    return chart["datasets"][name]  # type: ignore[no-any-return]


def alone(chart: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One chart's specification and the rows that it is drawn from."""
    spec = chart.to_dict()
    return spec, spec["datasets"][spec["data"]["name"]]


def layer(spec: dict[str, Any], mark: str) -> dict[str, Any]:
    """What the layer with that mark shows by what."""
    return next(one["encoding"] for one in spec["layer"] if one["mark"]["type"] == mark)


def progress_of(*counts: int, period: Period = Period.DAY, begin: datetime = NOON) -> Progress:
    """So many unreviewed claims in each period."""
    begins, at = [], period.beginning(begin)
    for _ in counts:
        begins.append(at)
        at = period.after(at)
    none = dict.fromkeys(Status, 0)
    return Progress(
        period,
        tuple(
            Standing(at, {**none, Status.UNREVIEWED: count}) for at, count in zip(begins, counts, strict=True)
        ),
    )


def a_stay(status: Status, *quartiles: timedelta) -> Stay:
    return Stay(status, 4, *quartiles)


# --- the whole ------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a claim of each speaker that could do harm, all rated."""
    path = tmp_path / "log.db"
    text = "\n".join(f"Claim {number}." for number in range(len(HOSTILE)))
    article, claims, at = an_article(text), [], 0
    for line, speaker in zip(text.split("\n"), HOSTILE, strict=True):
        claims.append(cut(article, Span(at, at + len(line)), speaker=speaker))
        at += len(line) + 1
    with Store(path) as store:
        store.add(article, claims)
        desk = a_desk(store)
        for claim in claims:
            desk.take(claim.id, Status.APPROVED, QUICK)
    return path


def test_it_is_shown_by_what_jupyterlab_draws_itself_and_nothing_that_loads_a_page(path: Path) -> None:
    data, metadata = cc.charts(path)._repr_mimebundle_()
    assert set(data) == {VEGALITE, "text/plain"}
    assert data[VEGALITE]["$schema"].endswith("/vega-lite/v5.json")
    options = metadata[VEGALITE]["embed_options"]
    assert options["renderer"] == "svg"
    assert options["actions"]["editor"] is False
    json.dumps([data, metadata])


def test_the_three_charts_are_there_with_their_legends_apart(path: Path) -> None:
    chart = cc.charts(path).to_dict()
    titles = [part["title"]["text"] for part in chart["vconcat"]]
    assert titles == ["Progress", "Verdicts by speaker", "Time in each step"]
    assert chart["resolve"] == {"scale": {"color": "independent"}}
    assert [row["claims"] for row in values(chart, 0)][-1] == len(HOSTILE)
    assert sum(row["verdicts"] for row in values(chart, 1)) == len(HOSTILE)


def test_the_figures_are_those_of_the_data(tmp_path: Path) -> None:
    """What is drawn adds up to what the log holds: claims, verdicts, and claims that left a step."""
    lines = [f"Exports rose by {number} percent." for number in range(10, 50)]
    article, claims, at = an_article("\n".join(lines)), [], 0
    for number, line in enumerate(lines):
        claims.append(cut(article, Span(at, at + len(line)), speaker=f"Speaker {number % 20}"))
        at += len(line) + 1
    with Store(tmp_path / "log.db") as store:
        store.add(article, claims)
        desk = a_desk(store)
        for claim in claims[:25]:
            desk.take(claim.id, Status.APPROVED, QUICK)
        desk.dismiss([claim.id for claim in claims[25:31]], "opinion")
        desk.undo()
        progress = desk.progress
    chart = cc.charts(tmp_path / "log.db").to_dict()
    last = values(chart, 0)[-1]["when"]
    now = {row["status"]: row["claims"] for row in values(chart, 0) if row["when"] == last}
    assert now == {"approved": progress.decided, "unreviewed": progress.total - progress.decided}
    told = " ".join(chart["vconcat"][1]["title"]["subtitle"])
    assert sum(row["verdicts"] for row in values(chart, 1)) == 20
    assert "Not drawn: 5 verdicts" in told


def test_a_saved_page_has_every_name_as_text_and_none_that_ends_its_script(
    path: Path, tmp_path: Path
) -> None:
    plain, hostile = tmp_path / "plain.html", tmp_path / "hostile.html"
    with Store(tmp_path / "new.db"):
        pass
    cc.charts(tmp_path / "new.db").save(plain)
    cc.charts(path).save(hostile)
    tags = re.compile(r"</?(?:script|img)\b", re.IGNORECASE)
    assert tags.findall(hostile.read_text("utf-8")) == tags.findall(plain.read_text("utf-8"))
    assert "\\u003c/script>\\u003cscript>alert(2)" in hostile.read_text("utf-8")


def test_what_is_saved_as_json_is_the_chart(path: Path) -> None:
    chart, file = cc.charts(path), io.StringIO()
    chart.save(file, format="json")
    assert json.loads(file.getvalue()) == chart.to_dict()


def test_a_chart_that_is_changed_is_still_shown_without_the_network(path: Path) -> None:
    changed = cc.charts(path).properties(title="June")
    assert isinstance(changed, Charts)
    assert changed._repr_mimebundle_()[0][VEGALITE]["title"] == "June"


def test_where_there_is_nothing_yet_a_sentence_says_so(tmp_path: Path) -> None:
    with Store(tmp_path / "new.db"):
        pass
    chart = cc.charts(tmp_path / "new.db").to_dict()
    assert [part["title"]["subtitle"] for part in chart["vconcat"]] == [
        "No claim is on the desk yet.",
        "No claim has a verdict that is approved yet.",
        "No claim has gone from one step to the next yet.",
    ]


def test_a_database_that_is_not_there_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nothing\.db"):
        cc.charts(tmp_path / "nothing.db")
    assert not (tmp_path / "nothing.db").exists()


def test_reading_changes_nothing_in_the_database(path: Path) -> None:
    before = path.read_bytes()
    cc.charts(path)
    assert path.read_bytes() == before


# --- progress -------------------------------------------------------------------------------------


def test_statuses_are_in_the_order_of_the_steps_with_their_numbers_of_now() -> None:
    spec, rows = alone(progress_chart(progress_of(3, 5)))
    scale = spec["encoding"]["color"]["scale"]
    # Where no claim ever stood, there is nothing to tell.
    assert scale["domain"] == ["unreviewed 5"]
    assert scale["range"] == [STATUSES[Status.UNREVIEWED].colour]
    assert " ".join(spec["title"]["subtitle"]).endswith("The numbers are those of now, 5 claims in all.")
    assert [(row["when"], row["claims"]) for row in rows] == [("1 Jun", 3), ("2 Jun", 5)]


@pytest.mark.parametrize(
    ("period", "count", "labels"),
    [
        (Period.HOUR, 2, ["1 Jun 12:00", "1 Jun 13:00"]),
        (Period.DAY, 2, ["1 Jun", "2 Jun"]),
        (Period.MONTH, 3, ["Jun 2025", "Jul 2025", "Aug 2025"]),
    ],
)
def test_each_bar_has_its_moment_under_it(period: Period, count: int, labels: list[str]) -> None:
    spec, _ = alone(progress_chart(progress_of(*[1] * count, period=period)))
    assert spec["encoding"]["x"]["scale"]["domain"] == labels


def test_the_year_is_told_where_there_are_two() -> None:
    new_year = datetime(2025, 12, 31)
    spec, _ = alone(progress_chart(progress_of(1, 1, begin=new_year)))
    assert spec["encoding"]["x"]["scale"]["domain"] == ["31 Dec 2025", "1 Jan 2026"]


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (2, [0, 1, 2]),
        (7, [0, 2, 4, 6]),
        (30, [0, 5, 10, 15, 20, 25, 30]),
        (10_000, [0, 2000, 4000, 6000, 8000, 10_000]),
    ],
)
def test_an_axis_has_whole_numbers_and_few(most: int, ticks: list[int]) -> None:
    spec, _ = alone(progress_chart(progress_of(1, most)))
    assert spec["encoding"]["y"]["axis"]["values"] == [tick for tick in ticks if tick <= max(1, most)]


# --- verdicts by speaker --------------------------------------------------------------------------

RATINGS, COLOURS = ["True", "Mixture", "False"], ["#2c7bb6", "#f6e27f", "#d7301f"]


def test_ratings_have_their_order_and_colours_and_their_numbers_stand_in_the_bar() -> None:
    spec, rows = alone(speakers_chart([Checked("Ann", {"False": 1, "True": 99})], RATINGS, COLOURS))
    scale = layer(spec, "bar")["color"]["scale"]
    assert (scale["domain"], scale["range"]) == (RATINGS, COLOURS)
    assert [(row["rating"], row["place"], row["number"], row["ink"]) for row in rows] == [
        ("True", 0, "99", "#ffffff"),
        # One of a hundred is too narrow for its number.
        ("False", 2, "", "#ffffff"),
    ]


def test_others_are_told_in_words_since_their_bar_would_dwarf_all() -> None:
    checked = [Checked("Ann", {"True": 2}), Checked("others", {"True": 600, "False": 13})]
    spec, rows = alone(speakers_chart(checked, RATINGS, COLOURS))
    assert {row["name"] for row in rows} == {"Ann"}
    told = " ".join(spec["title"]["subtitle"])
    assert told.endswith("Not drawn: 613 verdicts on those who were checked less often.")


def test_names_that_are_alike_once_they_are_shortened_keep_rows_of_their_own() -> None:
    long = "A very long name " * 9
    checked = [Checked(f"{long}{end}", {"True": 1}) for end in "abc"]
    spec, rows = alone(speakers_chart(checked, RATINGS, COLOURS))
    labels = layer(spec, "bar")["y"]["scale"]["domain"]
    assert len(set(labels)) == 3
    assert [label.endswith(end) for label, end in zip(labels, ("· 1", "(2)", "(3)"), strict=True)] == [
        True
    ] * 3
    assert [row["speaker"] for row in rows] == labels


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_data_and_stands_in_no_expression(name: str) -> None:
    spec, rows = alone(speakers_chart([Checked(name, {"True": 1})], RATINGS, COLOURS))
    shown = shown_name(name)
    assert rows[0]["name"] == shown
    assert rows[0]["speaker"] == f"\u2068{shown}\u2069 · 1"
    for one in spec["layer"]:
        one["encoding"]["y"]["scale"].pop("domain")
    assert shown not in json.dumps(spec["layer"], ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Mark  Rutte\n", "Mark Rutte"),
        ("gnp\u202eexe", "gnp\ufffdexe"),
        ("\u2067x\u2069", "\ufffdx\ufffd"),
        ("a\x00b", "a\ufffdb"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 10_000, "x" * (LONGEST_NAME - 1) + "…"),
    ],
)
def test_a_name_is_shown_as_one_short_line(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@given(st.text(max_size=80))
def test_no_name_turns_the_direction_of_what_stands_beside_it(name: str) -> None:
    shown = shown_name(name)
    assert len(shown) <= LONGEST_NAME
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n\r")


# --- the time in each step ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quartiles", "median", "axis", "last"),
    [
        ((MINUTE, 4 * MINUTE, 90 * MINUTE), "4 minutes", "minutes", 90),
        ((HOUR, 2 * HOUR, 47 * HOUR), "2 hours", "hours", 47),
        ((DAY, 2.5 * DAY, 3 * DAY), "2.5 days", "days", 3),
        ((0 * HOUR, 20 * SECOND, MINUTE), "under a minute", "minutes", 1),
        ((0 * HOUR, MINUTE, MINUTE), "1 minute", "minutes", 1),
    ],
)
def test_a_time_is_told_in_what_it_is_best_told_in(
    quartiles: tuple[timedelta, ...], median: str, axis: str, last: float
) -> None:
    spec, [row] = alone(stays_chart([a_stay(Status.UNREVIEWED, *quartiles)]))
    assert row["step"] == f"unreviewed · median {median} · 4 claims"
    assert row["upper"] == last
    assert layer(spec, "bar")["x"]["axis"]["title"] == axis


def test_steps_that_took_no_time_are_not_drawn_and_told() -> None:
    quick, long = a_stay(Status.SELECTED, *[SECOND] * 3), a_stay(Status.PROPOSED, HOUR, 3 * HOUR, 4 * HOUR)
    spec, rows = alone(stays_chart([quick, long]))
    assert [row["status"] for row in rows] == ["proposed"]
    assert "Steps that were left within a minute are not drawn." in " ".join(spec["title"]["subtitle"])
    assert alone(stays_chart([quick]))[0]["title"]["subtitle"] == "Every step was left within a minute."


def test_each_step_has_the_colour_that_it_has_in_the_progress() -> None:
    spec, _ = alone(stays_chart([a_stay(Status.PROPOSED, HOUR, HOUR, HOUR)]))
    scale = layer(spec, "bar")["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        status: record.colour for status, record in STATUSES.items()
    }


def test_steps_of_a_log_have_their_times(tmp_path: Path) -> None:
    clock = [NOON]
    with Store(tmp_path / "log.db") as store:
        article = an_article()
        claim = cut(article, Span(0, 20))
        store.add(article, [claim])
        desk = a_desk(store, now=lambda: clock[-1])
        desk.take(claim.id, Status.SELECTED, some_work())
        clock.append(NOON + 3 * HOUR)
        desk.take(claim.id, Status.RESEARCHING, some_work())
    assert "selected · median 3 hours · 1 claim" in [
        row["step"] for row in values(cc.charts(tmp_path / "log.db").to_dict(), 2)
    ]
