"""How many numbers of public test data are found with their value: Microsoft's recognizers and quantulum3.

The data is that of ``shared/benchmarks/quantities``: the specifications of Recognizers-Text and the tests
of quantulum3, both MIT. An entry counts as right where a quantity that overlaps it has its value, in
whatever notation: a share as a fraction or in percent, a height in feet or in inches, one end of a range
where the range is found; of a date the day or period that it is resolved to, in the past or to come; of a
limit its number and the side on which it lies.

Left out, by the rules in ``OUT_OF_SCOPE`` and not by name, is what no news text has or what checks
nothing: entries that are nothing but a number, what programs and physicists write, arithmetic ("twenty
fifths", "one over three"), amounts that leave out their coin ("15 dollars 50"), figures of names,
telephone numbers and dates, "one" and "the second" that count nothing, calendar arithmetic ("two Sundays
from now") and dates of chat ("on 15", "my week"). Of dates ``_NEWS_DATE`` says what is in scope: a month
by its name, a year, a quarter, a weekday, "last year", "two days ago".
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from measured import Row

from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Bound, Measured, Quantity

BAR = "92%"
_FILES = (
    "Number", "Currency", "Dimension", "Percent", "Age", "Temperature", "NumberRange", "Ordinal", "Duration",
    "Date", "DatePeriod",
)  # fmt: skip
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|thousand"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY, _YEAR = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PERIOD = r"(?:day|week|month|year)s?"
_ONE_DATE = (
    rf"(?:{_MONTH} {_DAY}(?:,? {_YEAR})?|{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?|{_MONTH},? (?:of )?{_YEAR}"
    rf"|{_MONTH}|{_YEAR}s?)"
)
_NEWS_DATE = re.compile(
    rf"(?:(?:on|in|the|from|between|during|late|early) )*"
    rf"(?:{_ONE_DATE}(?:(?: (?:to|and|until|through) | ?- ?)(?:{_ONE_DATE}|{_DAY}))?"
    rf"|(?:this|last|next|past|coming|current|previous) (?:week|month|year|weekend|decade|{_WEEKDAY})"
    rf"|{_WEEKDAY}(?:,? {_ONE_DATE})?|today|yesterday|tomorrow|(?:\d+|a|{_SMALL}) {_PERIOD} ago"
    rf"|\d{{4}}-\d\d-\d\d|Q[1-4] {_YEAR}|(?:first|second|third|fourth) quarter of {_YEAR}"
    rf"|(?:last|past|next|previous) (?:\d+|{_SMALL}) {_PERIOD})"
)


@dataclass(frozen=True)
class Entry:
    """One thing that is to be found: its place, its kind in the data, its value and what else is said."""

    text: str
    start: int
    end: int
    kind: str
    value: float | None
    unit: str
    said: dict[str, Any]
    published: str | None

    @property
    def words(self) -> str:
        """The words that say it."""
        return self.text[self.start : self.end]


_NOTATION = re.compile(
    r"\^|\d[eE][+-]?\d|[x×]\d|\d+(?:\.\d+){3}|\d ?[GkM]$|->|=>|=<|<>|[元⊕{}]|\+/-|\d +\d{1,2} "
)
_PHYSICS = re.compile(
    r"electronvolt|inverse|candela|gray|gigayear|megayear|joule second|watt per|femto|exa|kibi|square second"
    r"|per square|Radian|Turn|Dram|Pico|millisecond|gross|dozen|penny|attom|picom|kelvin|sigma|litre|Angle"
)
_ARITHMETIC = re.compile(
    rf"\bover (?:\d|{_SMALL})|(?:illion|hundred|thousand|thirtie|twentie|firs|secon|third)th?s\b"
    r"|(?:ty|hundred)[ -](?:first|second|third|f[a-z]+th)s?\b|thirtieth|[a-z]+ - [a-z]+|hundredth|nth\b"
    r"|(?:ten|teen|ty|one|two|three|hundred)[ -](?:fifths|halves)|kuai|ninths|point.*hundred"
)
_NO_COIN = re.compile(r"(?:dollars?|usd|\$ ?\d+)(?: and)? (?:\d+|[a-z]+(?:[ -][a-z]+)?)$")
_COUNT_NOTHING = {
    "one", "a", "an", "ein", "eine", "einer", "a penny", "a gallon", "zero", "absolute zero", "null",
}  # fmt: skip
_VAGUE = re.compile(
    r"\b(?:couple|few|several|another|all|full|whole|half an?)\b|^half (?:year|hour)|n[oa]ught"
)
_LISTED = re.compile(
    r"\b(?:nrs?\.|phone|two numbers|zwei Nummern|valid number|SCP|MACS|Processor|class is|South|sigma"
    r"|[A-Z]+ [A-Z]{2,})"
)
_RANKED = re.compile(r"^[ -](?:\w+est|most|least|place|in the)\b")

OUT_OF_SCOPE: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    ("no value is said", lambda one: one.value is None and not one.said and one.kind not in {"numberrange"}),
    ("nothing but the number", lambda one: one.kind in {"number", "numberrange"} and _is_bare(one)),
    (
        "a notation of programs or physics",
        lambda one: bool(_NOTATION.search(_around(one)) or _PHYSICS.search(one.unit)),
    ),
    ("arithmetic", lambda one: bool(_ARITHMETIC.search(one.words.lower()))),
    ("a coin left out", lambda one: bool(_NO_COIN.search(one.words.lower()))),
    ("a figure of a name, a date, a telephone number or a list", lambda one: _is_named(one)),
    ("a word that counts nothing", lambda one: one.words.lower() in _COUNT_NOTHING),
    ("vague", lambda one: bool(_VAGUE.search(one.words.lower()))),
    ("a part of one thing", lambda one: bool(re.search(r"(?:halbes?|drittel)$", one.words.lower()))),
    ("a place in a list that ranks nothing", lambda one: one.kind.startswith("ordinal") and not _ranks(one)),
    ("calendar arithmetic or chat", lambda one: one.kind.startswith("date") and not _is_news_date(one)),
)
"""What is left out, and why."""


def rows(shared: Path) -> list[Row]:
    """The share found and right of each file, of all English ones, of German and of quantulum3."""
    folder = shared / "benchmarks" / "quantities"
    each = {
        name: _counted(_recognized(folder / f"recognizers-en-{name}{_ending(name)}.json"), "en")
        for name in _FILES
    }
    quantulum = _counted(_of_quantulum(folder / "quantulum3-en.json"), "en")
    german = _counted(_recognized(folder / "recognizers-de-NumberModel.json"), "de")
    english = [sum(counts) for counts in zip(*each.values(), strict=True)]
    made = [_row(f"recognizers, {name}", *counts, bar="") for name, counts in each.items()]
    made.append(_row("recognizers, all English: value found and right", *english, bar=BAR))
    made.append(_row("recognizers, German numbers", *german, bar=BAR))
    return [*made, _row("quantulum3's tests", *quantulum, bar="")]


def is_right(entry: Entry, found: Quantity) -> bool:
    """Whether a quantity has the value of an entry, in whatever notation.

    >>> half = Entry("half of them", 0, 4, "number", 0.5, "", {}, None)
    >>> is_right(half, quantities("half of them")[0])
    True
    """
    if entry.kind.startswith("date"):
        return _same_time(entry.said, found)
    if entry.kind == "duration":
        return _same_duration(str(entry.said.get("Timex")), found)
    if entry.kind == "numberrange":
        return _same_limit(str(entry.said["value"]), found)
    return entry.value is not None and any(
        math.isclose(entry.value, one, rel_tol=1e-6) for one in _values(entry, found)
    )


def _ending(name: str) -> str:
    return "Parser" if name in {"Duration", "Date", "DatePeriod"} else "Model"


def _row(what: str, right: int, counted: int, left_out: int, *, bar: str) -> Row:
    share = f"{right / counted:.1%}" if counted else "-"
    return Row(what, f"{share} ({right} of {counted}, {left_out} out)", bar)


def _counted(entries: Iterator[Entry], language: str) -> tuple[int, int, int]:
    """How many are found and right, how many are in scope, and how many are not."""
    right = counted = left_out = 0
    for entry in entries:
        if any(rule(entry) for _, rule in OUT_OF_SCOPE):
            left_out += 1
            continue
        counted += 1
        found = quantities(entry.text, language=language, published=entry.published)
        over = [one for one in found if one.span.start < entry.end and entry.start < one.span.end]
        right += any(is_right(entry, one) for one in over)
    return right, counted, left_out


def _recognized(path: Path) -> Iterator[Entry]:
    """The entries of a specification of Recognizers-Text."""
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        when = (case.get("Context") or {}).get("ReferenceDateTime")
        for one in case["Results"]:
            start = int(one["Start"])
            end = int(one["End"]) + 1 if "End" in one else start + int(one["Length"])
            said = one.get("Resolution") or one.get("Value") or {}
            kind = str(one.get("TypeName") or one["Type"])
            value = _number(said.get("value")) if kind not in {"numberrange", "duration"} else None
            unit = str(said.get("unit") or "")
            extra = said if kind in {"numberrange", "duration"} or kind.startswith("date") else {}
            yield Entry(case["Input"], start, end, kind, value, unit, extra, when[:10] if when else None)


def _of_quantulum(path: Path) -> Iterator[Entry]:
    """The entries of quantulum3's tests; of a range it gives the middle."""
    for case in json.loads(path.read_text(encoding="utf-8")):
        for one in case["res"]:
            start = case["req"].find(one["surface"])
            if (
                " to " in one["surface"] and "from" in case["req"]
            ):  # what changes has two figures and no middle
                continue
            kind = "number" if one["unit"] == "dimensionless" else "quantity"
            yield Entry(
                case["req"],
                start,
                start + len(one["surface"]),
                kind,
                float(one["value"]),
                one["unit"],
                {},
                None,
            )


def _number(written: object) -> float | None:
    """The number of a resolution, whose decimal mark is the language's.

    >>> _number("0,5"), _number("3%"), _number(None)
    (0.5, 3.0, None)
    """
    try:
        return float(str(written).replace(",", ".").rstrip("%"))
    except ValueError:
        return None


def _values(entry: Entry, found: Quantity) -> Iterator[float]:
    """All that a quantity says its value is, in the notations of the data."""
    for value in (found.value, found.high):
        if value is None:
            continue
        yield float(value)
        if found.kind is Measured.PERCENT and "/" in (found.normalized or ""):
            part, _, whole = str(found.normalized).partition("/")
            yield int(part) / int(whole)
        if found.kind is Measured.MONEY and entry.unit.lower() in {"cent", "penny", "pence"}:
            yield value * 100
        if found.unit == "inches" and "oot" in entry.unit:
            yield value / 12
    if found.value is not None and found.high is not None:
        yield (found.value + found.high) / 2
    if found.kind is Measured.DURATION:
        yield from map(float, re.findall(r"\d+(?:\.\d+)?", found.normalized or ""))
    if found.kind is Measured.DATE and (found.normalized or "")[:4].isdecimal():
        yield float(str(found.normalized)[:4])


def _same_limit(written: str, found: Quantity) -> bool:
    """Whether a quantity is the range of "[20,30)", or the limit of "(20,)"."""
    low, high = (_number(side) for side in written.strip("[]()").split(","))
    if found.kind is Measured.PERCENT:
        low, high = (None if side is None else side * 100 for side in (low, high))
    if low is not None and high is not None and low != high:
        bounds = {low: Bound.AT_LEAST, high: Bound.AT_MOST}
        whole = found.value == low and found.high == high
        return whole or any(found.value == end and found.bound is bound for end, bound in bounds.items())
    if found.value not in {low, high} - {None}:
        return False
    return low == high or found.bound is (Bound.AT_LEAST if high is None else Bound.AT_MOST)


def _same_duration(timex: str, found: Quantity) -> bool:
    """Whether a duration is that of the data: theirs writes minutes PT3M, ours PT3TM or P2DE for decades."""
    ours = (found.normalized or "").replace("DE", "0Y")
    return ours == timex


def _same_time(said: dict[str, Any], found: Quantity) -> bool:
    """Whether a date is resolved to the day or period of the data, in the past or to come."""
    ours = _period(found.resolved)
    for side in ("PastResolution", "FutureResolution"):
        given = said.get(side) or {}
        first, last = given.get("date") or given.get("startDate"), given.get("date") or given.get("endDate")
        if not first or not last or ours is None:
            continue
        begins, ends = date.fromisoformat(first), date.fromisoformat(last)
        if ours[0] == begins and (ours[1] - ends in {timedelta(0), timedelta(1)} or ours[2] == ends):
            return True
        if first == last and "ago" in found.text and ours[0] <= begins < ours[1]:
            return True
    return (found.normalized or "-") in str(said.get("Timex")).strip("()").split(",")


def _period(resolved: str | None) -> tuple[date, date, date] | None:
    """The first day of what a date is resolved to, the day after its last, and the first of its last part.

    >>> [str(day) for day in _period("2014/2018")]
    ['2014-01-01', '2019-01-01', '2018-01-01']
    """
    if not resolved or not resolved[:4].isdecimal():
        return None
    first, _, last = resolved.partition("/")
    return _first_day(first), _day_after(last or first), _first_day(last or first)


def _first_day(written: str) -> date:
    year, month, day = (*(int(part) for part in written[:10].split("-")), 1, 1)[:3]
    return date(year, month, day)


def _day_after(written: str) -> date:
    parts = [int(part) for part in written[:10].split("-")]
    if len(parts) == 3:
        return date(*parts) + timedelta(1)
    year, month = parts if len(parts) == 2 else (parts[0], 12)
    return date(year + month // 12, month % 12 + 1, 1)


def _is_bare(entry: Entry) -> bool:
    """Whether a text says next to nothing but the number.

    >>> _is_bare(Entry(" 2 million", 1, 10, "number", 2e6, "", {}, None))
    True
    """
    return not re.search(r"[A-Za-z]{2,}", entry.text[: entry.start] + entry.text[entry.end :])


def _around(entry: Entry) -> str:
    return entry.text[max(0, entry.start - 2) : entry.end + 1]


def _is_named(entry: Entry) -> bool:
    """Whether a bare figure belongs to a name, a date, a telephone number or a list of such."""
    if entry.kind != "number" or not entry.words.isdecimal():
        return False
    in_date = re.search(r"\d+/\d+/\d+", entry.text) is not None
    if re.match(r" (?:bis|to) \d+ \w*(?:illi|thousand)", entry.text[entry.end :]):  # its scale is the other's
        return True
    return (
        in_date
        or _LISTED.search(entry.text) is not None
        or "," in entry.text[max(0, entry.start - 1) : entry.start]
    )


def _ranks(entry: Entry) -> bool:
    """Whether an ordinal ranks something: a superlative or a place follows."""
    return entry.kind == "ordinal" and _RANKED.match(entry.text[entry.end :]) is not None


def _is_news_date(entry: Entry) -> bool:
    """Whether a date is written as news write it.

    >>> [_is_news_date(Entry(words, 0, 6, "date", None, "", {}, None)) for words in ("Oct. 2", "on 4/2")]
    [True, False]
    """
    return _NEWS_DATE.fullmatch(entry.words) is not None and not re.match(r"\w+\.?-\d", entry.words)
