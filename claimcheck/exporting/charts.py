"""Charts of the pile: its progress, what was found of whom, and how long each step took."""

from __future__ import annotations

import itertools
import json
import math
import textwrap
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

import altair as alt

from claimcheck.exporting.short_names import shown_name
from claimcheck.model import Status
from claimcheck.review.log.store import Store
from claimcheck.review.rating_colours import EDGE, colours_of, ink_on
from claimcheck.review.statistics import (
    OTHERS,
    Checked,
    Course,
    Period,
    Progress,
    Stay,
    courses,
    found_out,
    progress,
    ratings_in_order,
    stays,
    verdicts_by_speaker,
)
from claimcheck.review.statuses import STATUSES

WIDTH = 470  # pixels: what a narrow JupyterLab has room for
STATUS_COLOURS = [record.colour for record in STATUSES.values()]

# JupyterLab 4 draws Vega-Lite up to 5 by itself. Altair 6 writes version 6, which its own display loads from
# the network; what is used here is the same in both.
_VEGALITE = "application/vnd.vegalite.v5+json"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# Drawn as SVG the words of a chart are text on the page. "Open in the Vega editor" would send the data away.
_EMBED = {"renderer": "svg", "actions": {"export": True, "source": False, "compiled": False, "editor": False}}
_INSTEAD = 'Charts, which JupyterLab draws; elsewhere keep them as a page: cc.charts().save("charts.html")'

_LABEL_ROOM, _BAR = 26, 15
_WIDEST_BAR = 60
_NARROWEST_EDGE = 6  # pixels of a bar that has an edge
_NARROWEST_NUMBER = 16  # pixels of a bar that a number fits in

_SHORTEST = timedelta(minutes=1)
# What a time is told in, and from which length on.
_UNITS = (
    ("days", timedelta(days=1), timedelta(days=2)),
    ("hours", timedelta(hours=1), timedelta(hours=2)),
    ("minutes", timedelta(minutes=1), _SHORTEST),
)
_SENTENCE = 68  # characters of a line under a heading

_LEGEND = alt.Legend(title=None, orient="top", columns=4, symbolStrokeColor=EDGE, symbolStrokeWidth=0.5)
_DRAWN: dict[str, Any] = {"size": _BAR, "yOffset": _LABEL_ROOM / 2, "stroke": EDGE, "strokeWidth": 0.5}
# The label of a row stands over what is drawn in it, so that that has the whole width.
_LABEL = alt.Axis(
    title=None,
    labelAlign="left",
    labelPadding=0,
    labelOffset=_LABEL_ROOM / 2 - _BAR / 2 - 8,
    labelLimit=2 * WIDTH,
    labelFontSize=12,
    ticks=False,
    domain=False,
    grid=False,
    zindex=1,
    minExtent=0,
    maxExtent=0,
)

Bundle = tuple[dict[str, Any], dict[str, Any]]


class Charts(alt.VConcatChart):
    """Altair's chart of several under each other, which JupyterLab draws without the network."""

    def _repr_mimebundle_(self, *_: Any, **__: Any) -> Bundle:
        """The data and the metadata of one display, as IPython asks for them."""
        spec = {**self.to_dict(), "$schema": _SCHEMA}
        return {_VEGALITE: spec, "text/plain": _INSTEAD}, {_VEGALITE: {"embed_options": _EMBED}}

    def save(self, fp: str | Path | IO[Any], *args: Any, **kwargs: Any) -> None:
        """Save the charts as Altair does, in the format that the name ends in.

        A saved page loads Vega from the network when it is opened; with ``inline=True`` and the
        package vl-convert-python it carries all that it needs.
        """
        # A name like "</script>" would otherwise end the script that the page keeps its data in.
        kwargs["json_kwds"] = {"cls": _ForPage, **(kwargs.get("json_kwds") or {})}
        super().save(fp, *args, **kwargs)


class _ForPage(json.JSONEncoder):
    """JSON that can stand in a page: no character of it begins a tag."""

    def encode(self, o: Any) -> str:
        return super().encode(o).replace("<", "\\u003c")


def charts_of(store: Store) -> Charts:
    """The charts of the log that is open as *store*, by the days of this machine's clock.

    Raises StoreError where its events do not add up.
    """
    # The log first: a claim that comes between the two readings is then one without events.
    log, pile = store.events(), store.queue()
    found = courses({row.claim_id: datetime.fromisoformat(row.added_at) for row in pile}, log)
    return Charts(
        vconcat=[
            progress_chart(progress(found)),
            _speakers_chart(found, {row.claim_id: row.speaker for row in pile}),
            stays_chart(stays(found)),
        ],
        description="Claims by status over time, verdicts by speaker, and the time in each step",
        spacing=28,
        resolve=alt.Resolve(scale={"color": "independent"}),
        config=alt.Config(
            # That of the page, in either theme.
            background="transparent",
            view=alt.ViewConfig(stroke=None),
            axis=alt.AxisConfig(labelFontSize=12, titleFontSize=12),
            legend=alt.LegendConfig(labelFontSize=12),
        ),
    )


def progress_chart(told: Progress) -> alt.Chart:
    """How many claims stood in each status, period by period, as stacked bars."""
    if not told.standings:
        return _sentence("Progress", "No claim is on the desk yet.")
    now = told.standings[-1].claims
    # Of a status in which no claim ever stood there is nothing to tell.
    used = [status for status in Status if any(standing.claims[status] for standing in told.standings)]
    labels = {status: f"{status} {now[status]}" for status in used}
    moments = _moments(told)
    highest = max(sum(standing.claims.values()) for standing in told.standings)
    rows = [
        {
            "when": moment,
            "label": labels[status],
            "status": status.value,
            "claims": claims,
            "place": place,
        }
        for standing, moment in zip(told.standings, moments, strict=True)
        for place, (status, claims) in enumerate(standing.claims.items())
        if claims
    ]
    widest = _WIDEST_BAR if len(moments) * _WIDEST_BAR < WIDTH else alt.Undefined
    edge = 0.5 if len(moments) * _NARROWEST_EDGE < WIDTH else 0
    chart: alt.Chart = (
        alt.Chart(
            alt.InlineData(values=rows),
            title=_title(
                "Progress",
                f"Each claim once, by where it stood at the end of each {told.period}. The numbers are those "
                f"of now, {_many(sum(now.values()), 'claim')} in all.",
            ),
            width=WIDTH,
            height=200,
        )
        .mark_bar(stroke=EDGE, strokeWidth=edge, size=widest)
        .encode(
            x=alt.X("when:O")
            .scale(domain=moments, paddingInner=0, paddingOuter=0)
            .axis(title=None, labelAngle=0, labelOverlap="parity", labelSeparation=8),
            y=_whole("claims", alt.Y("claims:Q").stack("zero"), highest, grid=True),
            color=alt.Color("label:N")
            .scale(domain=list(labels.values()), range=[STATUSES[status].colour for status in used])
            .legend(_LEGEND),
            # The last step lies at the bottom, so that what is done grows from there.
            order=alt.Order("place:Q").sort("descending"),
            tooltip=_tooltips({"when:N": told.period.value, "status:N": "status", "claims:Q": "claims"}),
        )
    )
    return chart


def _speakers_chart(found: Sequence[Course], speakers: Mapping[str, str | None]) -> Any:
    rated = found_out([course.verdict for course in found])
    ratings = ratings_in_order(rated)
    scale_names = {str(verdict.scale) for verdict in rated}
    return speakers_chart(verdicts_by_speaker(rated, speakers), ratings, colours_of(ratings, scale_names))


def speakers_chart(
    checked: Sequence[Checked], ratings: Sequence[str], colours: Sequence[str]
) -> alt.Chart | alt.LayerChart:
    """How often each of *ratings* was given to whom, as one stacked bar a speaker with its numbers."""
    title = "Verdicts by speaker"
    if not checked:
        return _sentence(title, "No claim has a verdict that is approved yet.")
    told = _of_whom(checked)
    # All the others together would make every bar beside theirs too short to be read.
    checked = [row for row in checked if row.speaker != OTHERS]
    labels = _labels(checked)
    ink = {rating: ink_on(colour) for rating, colour in zip(ratings, colours, strict=True)}
    most = max(row.total for row in checked)
    rows = [
        {
            "speaker": label,
            "name": shown_name(row.speaker),
            "rating": rating,
            "verdicts": row.ratings[rating],
            "all": row.total,
            "number": str(row.ratings[rating])
            if row.ratings[rating] / most * WIDTH >= _NARROWEST_NUMBER
            else "",
            "ink": ink[rating],
            "place": place,
        }
        for row, label in zip(checked, labels, strict=True)
        for place, rating in enumerate(ratings)
        if row.ratings.get(rating)
    ]
    stacked = _whole("verdicts", alt.X("verdicts:Q").stack("zero"), most)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("speaker:N").scale(domain=labels).axis(_LABEL),
        order=alt.Order("place:Q"),
        tooltip=_tooltips(
            {"name:N": "speaker", "rating:N": "rating", "verdicts:Q": "verdicts", "all:Q": "of"}
        ),
    )
    bars = base.mark_bar(**_DRAWN).encode(
        x=stacked,
        color=alt.Color("rating:N").scale(domain=list(ratings), range=list(colours)).legend(_LEGEND),
    )
    numbers = base.mark_text(yOffset=_LABEL_ROOM / 2, fontSize=10).encode(
        x=stacked.bandPosition(0.5),
        text="number:N",
        fill=alt.Fill("ink:N").scale(None),
        detail="rating:N",
    )
    return _in_rows(bars + numbers, title, told)


def _of_whom(checked: Sequence[Checked]) -> str:
    """What the verdicts by speaker count, and how many are of others than those that are drawn."""
    others = sum(row.total for row in checked if row.speaker == OTHERS)
    counted = (
        "Approved, published and corrected checks; one that serves several claims of a speaker counts once."
    )
    further = (
        f" Not drawn: {_many(others, 'verdict')} on those who were checked less often." if others else ""
    )
    return counted + further


def stays_chart(found: Sequence[Stay]) -> alt.Chart | alt.LayerChart:
    """How long claims stood in each status that they left: the middle half as a bar, the median in it."""
    title = "Time in each step"
    if not found:
        return _sentence(title, "No claim has gone from one step to the next yet.")
    drawn = [stay for stay in found if stay.upper >= _SHORTEST]
    if not drawn:
        return _sentence(title, "Every step was left within a minute.")
    name, unit = _unit_of(drawn)
    rows = [
        {
            "step": f"{stay.status} · median {_in_words(stay.median)} · {_many(stay.claims, 'claim')}",
            "status": stay.status.value,
            "lower": stay.lower / unit,
            "median": stay.median / unit,
            "upper": stay.upper / unit,
            "claims": stay.claims,
        }
        for stay in drawn
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("step:N").scale(domain=[str(row["step"]) for row in rows]).axis(_LABEL),
        tooltip=[
            alt.Tooltip("status:N", title="step"),
            alt.Tooltip("median:Q", title=f"median, {name}", format=".1f"),
            alt.Tooltip("lower:Q", title="a quarter left within", format=".1f"),
            alt.Tooltip("upper:Q", title="three quarters left within", format=".1f"),
            alt.Tooltip("claims:Q", title="claims"),
        ],
    )
    halves = base.mark_bar(**_DRAWN).encode(
        x=_whole(name, alt.X("lower:Q"), max(stay.upper / unit for stay in drawn)),
        x2="upper:Q",
        color=alt.Color("status:N").scale(domain=[*STATUSES], range=STATUS_COLOURS).legend(None),
    )
    medians = base.mark_tick(
        size=_BAR,
        thickness=3,
        yOffset=_LABEL_ROOM / 2,
        color="#111111",
        stroke="#ffffff",
        strokeWidth=0.7,
    ).encode(x="median:Q")
    told = (
        "How long claims stood in a step that they left, each claim once: the line is the median, the bar "
        "the middle half."
    )
    quick = " Steps that were left within a minute are not drawn." if len(drawn) < len(found) else ""
    return _in_rows(halves + medians, title, told + quick)


def _many(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"


def _in_words(time: timedelta) -> str:
    """How long something took: "under a minute", "4 minutes", "2.5 hours", "6.3 days"."""
    if time < _SHORTEST:
        return "under a minute"
    name, unit = next((name, unit) for name, unit, least in _UNITS if time >= least)
    number = f"{time / unit:.1f}".removesuffix(".0")
    return f"{number} {name.removesuffix('s') if number == '1' else name}"


def _labels(checked: Sequence[Checked]) -> list[str]:
    """What stands over each bar, no two the same: names may be once they are shortened."""
    labels: list[str] = []
    for row in checked:
        # Isolated, so that a name written from right to left leaves the number where it is.
        label = f"\u2068{shown_name(row.speaker)}\u2069 · {row.total}"
        same = sum(other == label or other.startswith(f"{label} (") for other in labels)
        labels.append(f"{label} ({same + 1})" if same else label)
    return labels


def _in_rows(layers: alt.LayerChart, title: str, subtitle: str) -> alt.LayerChart:
    """*layers* with a heading, each row high enough for its label and its bar."""
    chart: alt.LayerChart = layers.properties(
        title=_title(title, subtitle), width=WIDTH, height=alt.Step(_LABEL_ROOM + _BAR)
    )
    return chart


def _whole(title: str, channel: Any, most: float, *, grid: bool = False) -> Any:
    """*channel* from 0 to *most* with an axis of whole numbers only, six at most beside the 0."""
    end = max(1, math.ceil(most))
    # Vega's own least step of 1 still gives "0 1 1 2 2" where the axis ends at 2.
    step = next(
        base * 10**power for power in itertools.count() for base in (1, 2, 5) if base * 10**power * 6 >= end
    )
    axis = alt.Axis(title=title, format="d", values=list(range(0, end + 1, step)), grid=grid)
    return channel.scale(domain=[0, end], nice=False).axis(axis)


def _tooltips(titles: Mapping[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(field, title=title) for field, title in titles.items()]


def _title(title: str, subtitle: str) -> alt.TitleParams:
    lines = textwrap.wrap(subtitle, _SENTENCE)
    told = lines if len(lines) > 1 else subtitle
    return alt.TitleParams(
        title, subtitle=told, subtitleFontSize=12, anchor="start", frame="group", fontSize=15, offset=8
    )


def _sentence(title: str, sentence: str) -> alt.Chart:
    """A chart that has nothing to show yet, and says so."""
    chart = alt.Chart(alt.InlineData(values=[{}]), title=_title(title, sentence), width=WIDTH, height=1)
    drawn: alt.Chart = chart.mark_point(opacity=0)
    return drawn


def _unit_of(found: Sequence[Stay]) -> tuple[str, timedelta]:
    longest = max(stay.upper for stay in found)
    return next((name, unit) for name, unit, least in _UNITS if longest >= least)


def _moments(told: Progress) -> list[str]:
    """What stands under each bar of *told*; the year only where there are two."""
    begins = [standing.begin for standing in told.standings]
    if told.period is Period.YEAR:
        return [f"{begin.year}" for begin in begins]
    if told.period is Period.MONTH:
        return [f"{begin:%b %Y}" for begin in begins]
    year = " %Y" if begins[0].year != begins[-1].year else ""
    clock = " %H:%M" if told.period is Period.HOUR else ""
    return [f"{begin.day} {begin:%b{year}{clock}}" for begin in begins]
