"""Which column of a table is what, as far as its headers and cells tell; what they do not tell is asked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.language_words import known_language
from claimcheck.worksheet.cells import is_blank, numbers, year_of
from claimcheck.worksheet.entities import are_codes, distinct, spelt_out
from claimcheck.worksheet.known import kind_of
from claimcheck.worksheet.places import code_of
from claimcheck.worksheet.wide import year_columns
from claimcheck.worksheet.words import words_of

Columns = Mapping[str, Sequence[object]]

_HALF, _MOST = 0.5, 0.9
_SAMPLES = 3
_MONEY = r"USD|EUR|GBP|JPY|CNY|CHF|RUB|TRY|PLN|SEK|NOK|DKK|CZK|HUF|RON|BGN|CAD|AUD|INR|BRL|KRW|MXN|ZAR"
_STEPS = {
    "thousand": "thousand", "thousands": "thousand", "tsd": "thousand", "k": "thousand",
    "million": "million", "millions": "million", "mn": "million", "mio": "million", "m": "million",
    "billion": "billion", "billions": "billion", "bn": "billion", "mrd": "billion",
    "trillion": "trillion", "trillions": "trillion", "tn": "trillion",
}  # fmt: skip
_WORDS = re.compile(r"[^\W_]+")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\s*$")
_ABOVE = re.compile(
    r"(?i)^(unit|units|unit of measure|einheit|unité|source|data source|quelle)(?:\s*[:\-–]\s*|\s+)(.+)$"
)
_IN = re.compile(r"(?i)(?:^|[,;(]\s*|\s)in\s+([^,;()]+)\)?$")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What each column of a table is, None for what is not told; ``asks`` says why not, by its name.

    ``years`` are the headers that are years, where the columns are. ``samples`` are lines as they would be
    read: entity, period, figure. ``problem`` says why the table cannot be added as it is, whatever is said.
    """

    measure: str | None = None
    entity: str | None = None
    code: str | None = None
    period: str | None = None
    value: str | None = None
    unit: str | None = None
    source: str | None = None
    decimal: str | None = None
    years: tuple[str, ...] = ()
    asks: Mapping[str, str] | None = None
    samples: tuple[tuple[str, str, str], ...] = ()
    problem: str | None = None


FIELDS = ("measure", "entity", "code", "period", "value", "unit", "source", "decimal")
"""What a person may say of a table."""


@dataclass(frozen=True, slots=True)
class GroupProposal:
    """The columns of a file that lists the members of a group, and its first members."""

    entity: str | None
    code: str | None
    since: str | None
    until: str | None
    samples: tuple[tuple[str, str, str], ...] = ()


def proposed(
    columns: Columns, name: str, above: Sequence[str] = (), said: Mapping[str, str] | None = None
) -> Proposal:
    """What the columns of the table *name* are; *above* are the lines over its header, *said* what is known.

    >>> table = {"country": ["France", "Italy"], "year": ["2023", "2023"], "usd": ["3.0", "2.3"]}
    >>> found = proposed(table, "gdp.csv")
    >>> found.measure, found.entity, found.period, found.value, found.unit, found.samples[0]
    ('GDP', 'country', 'year', 'usd', 'USD', ('France', '2023', '3.0'))
    """
    known = {field: text for field, text in (said or {}).items() if field in FIELDS and text.strip()}
    asks: dict[str, str] = {}
    problem = _several(columns)
    # An empty text says that there is none.
    code = (said or {}).get("code", _code(columns)) or None
    entity = known.get("entity") or _entity(columns, code, asks)
    years = tuple(year_columns(columns))
    taken = {entity, code}
    period = known.get("period") or _period(columns, taken, years)
    value = known.get("value")
    if period is None and len(years) >= 1 and value is None:
        figures: list[Sequence[object]] = [columns[year] for year in years]
    else:
        years = ()
        if period is None:
            asks["period"] = "no column holds years"
        value = value or _value(columns, {*taken, period}, asks)
        figures = [_cells(columns, value)]
    decimal = known.get("decimal")
    if decimal is None:
        _ask_for_decimal(figures, asks)
    topic = _only(columns, "measure")
    unit = known.get("unit") or _unit(columns, topic, value, above)
    if unit is None:
        asks["unit"] = "nothing in the table says in what its figures are"
    measure = known.get("measure") or _measure(topic, value, name)
    if measure is None:
        asks["measure"] = "neither a column nor the file's name says what is measured"
    source = (said or {}).get("source", _source(columns, above)) or None
    found = Proposal(measure, entity, code, period, value, unit, source, decimal, years, asks, (), problem)
    return replace(found, samples=tuple(_samples(columns, found)))


def group_proposed(columns: Columns, said: Mapping[str, str] | None = None) -> GroupProposal:
    """Which columns of a file list the members of a group, and from and to which year they are."""
    told = said or {}
    code = told.get("code", _code(columns)) or None
    entity = told.get("entity") or _entity(columns, code, {})
    since, until = (told.get(name, _called(columns, name)) or None for name in ("since", "until"))
    shown = []
    for row in range(min(_SAMPLES, len(_cells(columns, entity)))):
        cells = ([*_cells(columns, one), *[""] * _SAMPLES][row] for one in (entity, since, until))
        first, begun, ended = (str(cell).strip() for cell in cells)
        shown.append((first, begun, ended))
    return GroupProposal(entity, code, since, until, tuple(shown))


# Whose the figures are


def _code(columns: Columns) -> str | None:
    found = [
        header
        for header in columns
        if are_codes(columns[header], (3,)) or (_rank(header, "code") is not None and _three(columns[header]))
    ]
    found = found or [header for header in columns if are_codes(columns[header])]
    return _likeliest(found, "code")


def _three(column: Sequence[object]) -> bool:
    """Whether all of a column are three capitals, as the World Bank's codes of aggregates are too."""
    cells = distinct(column)
    return bool(cells) and all(len(cell) == 3 and cell.isalpha() and cell.isupper() for cell in cells)


def _entity(columns: Columns, code: str | None, asks: dict[str, str]) -> str | None:
    language = known_language("en")
    aggregates = {name.casefold() for names in words_of(language)["aggregates"].values() for name in names}

    def is_place(cell: str) -> bool:
        return code_of(cell, language) is not None or cell.casefold() in aggregates

    found = []
    for header, column in columns.items():
        cells = [] if header == code else distinct(column)
        if cells and sum(map(is_place, cells)) >= _HALF * len(cells):
            found.append(header)
    if not found:
        called = _called(columns, "entity")
        if called or code:
            return called or code
        asks["entity"] = "no column holds the names of countries"
        return None
    return _one_of(found, "entity", asks) or code


# Which year, and how much


def _period(columns: Columns, taken: set[str | None], years: Sequence[str]) -> str | None:
    found = [
        header
        for header in columns
        if header not in taken and header not in years and _mostly(columns[header], _is_year)
    ]
    likely = [header for header in found if _rank(header, "period") is not None]
    if likely:
        return _likeliest(likely, "period")
    # Figures may look like years; a column that says nothing of time is one only where there is no other.
    return found[0] if len(found) == 1 and not years else None


def _value(columns: Columns, taken: set[str | None], asks: dict[str, str]) -> str | None:
    ignored = set(_told("ignored"))
    found = [
        header
        for header in columns
        if header not in taken and _plain(header) not in ignored and _mostly(columns[header], _is_number)
    ]
    scales = {header for header in found if _rank(header, "scale") is not None}
    found = [header for header in found if header not in scales and not year_columns([header])]
    if not found:
        asks["value"] = "no column holds figures"
        return None
    return _one_of(found, "value", asks)


def _is_year(cell: object) -> bool:
    year = year_of(cell)
    return year is not None and 1000 <= year < 2200


def _is_number(cell: object) -> bool:
    try:
        return numbers([cell], "value", ".")[0] is not None or numbers([cell], "value", ",")[0] is not None
    except ClaimcheckError:
        try:
            return numbers([cell], "value", ",")[0] is not None
        except ClaimcheckError:
            return False


def _mostly(column: Sequence[object], holds: Callable[[object], bool]) -> bool:
    cells = [cell for cell in column[:400] if not is_blank(cell)]
    return bool(cells) and sum(map(holds, cells)) >= _MOST * len(cells)


def _ask_for_decimal(figures: Iterable[Sequence[object]], asks: dict[str, str]) -> None:
    cells = [cell for column in figures for cell in column]
    try:
        numbers([cell for cell in cells if is_blank(cell) or _is_number(cell)], "value")
    except ClaimcheckError:
        asks["decimal"] = "its figures may have thousands or decimals behind the mark"


# What is measured, in what, by whom


def _several(columns: Columns) -> str | None:
    """Why a table that holds several measures or units is not one table."""
    for field, what in (("measure", "measures"), ("unit", "units")):
        header = _called(columns, field)
        found = distinct(columns[header]) if header else []
        if len(found) > 1 and not _mostly(columns[header or ""], _is_number):
            shown = ", ".join(f'"{one[:40]}"' for one in found[:3])
            return (
                f'Its column "{header}" holds {len(found)} {what} ({shown}{" …" if len(found) > 3 else ""}), '
                "and one table has one. Save the lines of one of them as a file of its own."
            )
    return None


def _unit(columns: Columns, topic: str | None, value: str | None, above: Sequence[str]) -> str | None:
    own = _only(columns, "unit")
    if own is None:
        # The OECD's older tables have it in a column "MEASURE".
        topics = [distinct(columns[header]) for header in columns if _rank(header, "measure") is not None]
        own = next((one[0] for one in topics if len(one) == 1 and one[0] in _file()["units"]), None)
    if own is not None:
        scale = _only(columns, "scale") or ""
        scale = _file()["scales"].get(scale.casefold().removesuffix(".0"), scale.casefold())
        unit = unit_in(own) or _as_told(own)
        return unit if not scale or unit.startswith(("million", "billion")) else f"{scale} {unit}"
    in_topic = _in_words(topic)
    if in_topic:
        return in_topic
    in_value = _in_words(value)
    if in_value:
        return in_value
    for line in above:
        told = _ABOVE.match(line)
        if told and told[1].casefold().startswith(("unit", "einheit")):
            return unit_in(told[2]) or _as_told(told[2])
    for line in above:
        named = _IN.search(line)
        found = unit_in(named[1]) if named else None
        bracket = _BRACKET.search(line)
        found = found or (unit_in(bracket[1]) if bracket else None)
        if found:
            return found
    return None


def _in_words(text: str | None) -> str | None:
    """The unit that an indicator or a header says: "GDP (current US$)", "gdp_usd_bn", "usd"."""
    if text is None:
        return None
    bracket = _BRACKET.search(text)
    if bracket is not None:
        return unit_in(bracket[1].removesuffix("annual ")) or None
    # As the World Bank calls it; a column "population" may be of thousands.
    return "people" if _plain(text) == "population, total" else unit_in(text)


def unit_in(text: str) -> str | None:
    """The unit that *text* names, in a table's own words where they are known, None where it names none.

    >>> [unit_in(text) for text in ("current US$", "gdp_usd_bn", "% of GDP", "Mrd. Euro", "gdp")]
    ['current US$', 'billion USD', 'percent of GDP', 'billion EUR', None]
    """
    told = _file()["units"].get(text.strip()) or _file()["units"].get(text.strip().casefold())
    if told:
        return str(told)
    words = [word.casefold() for word in _WORDS.findall(text)]
    if "%" in text or "percent" in words or "pct" in words or "percentage" in words or "per cent" in text:
        return "percent of GDP" if "gdp" in words else "percent"
    step = next((_STEPS[word] for word in words if word in _STEPS), "")
    if re.search(r"(?i)us\s?\$|u\.?s\.? dollars?|us-dollar", text) or "$" in text:
        has_own = re.search(r"(?i)constant|current|ppp|international|per capita", text)
        if has_own and not step:
            return text.strip()
        return f"{step} USD".strip()
    money = next((word.upper() for word in words if re.fullmatch(_MONEY, word.upper())), None)
    money = money or ("EUR" if {"euro", "euros"} & set(words) or "€" in text else None)
    if money:
        per = " per head" if "capita" in words or "head" in words else ""
        return f"{step} {money}{per}".strip()
    counted = {"people", "persons", "inhabitants", "einwohner", "personen"}
    if counted & set(words):
        return f"{step} people".strip()
    return None


def _as_told(text: str) -> str:
    return " ".join(text.split())


def _measure(topic: str | None, value: str | None, name: str) -> str | None:
    language = known_language("en")
    others: Mapping[str, str] = _file()["measures"]
    stem = name.rpartition(".")[0] or name
    kinds = words_of(language)["measures"]
    if topic is not None and topic not in _file()["units"]:
        plain = _BRACKET.sub("", topic).strip()
        return others.get(plain.casefold(), plain)
    for text in (value or "", _YEAR.sub(" ", stem)):
        words = [word for word in _WORDS.findall(text) if not _is_of_unit(word)]
        said = " ".join(words)
        if said.casefold() in others:
            return others[said.casefold()]
        if kind_of(said, language) in kinds and said:
            return said.upper() if said.casefold() in ("gdp", "cpi") else said
    words = [word for word in _WORDS.findall(_YEAR.sub(" ", stem)) if not _is_of_unit(word)]
    is_words = words and all(word.isalpha() for word in words) and len("".join(words)) > 2
    telling = {word.casefold() for word in words} - _NO_MEASURE
    return " ".join(words) if is_words and telling == {word.casefold() for word in words} else None


_NO_MEASURE = frozenset(
    {
        "figures",
        "values",
        "stats",
        "data",
        "table",
        "export",
        "download",
        "sheet",
        "file",
        "tabelle",
        "copy",
        "new",
    }
)


def _is_of_unit(word: str) -> bool:
    plain = word.casefold()
    return plain in {*_STEPS, "in"} or unit_in(word) is not None


def _source(columns: Columns, above: Sequence[str]) -> str | None:
    own = _only(columns, "source")
    if own is not None:
        return own
    for line in above:
        told = _ABOVE.match(line)
        if told and told[1].casefold() in ("source", "data source", "quelle"):
            return _as_told(told[2])
    flow = next(
        (cell for name in ("DATAFLOW", "STRUCTURE_ID") for cell in distinct(columns.get(name, ()))), ""
    )
    return {"ESTAT": "Eurostat", "OECD": "OECD"}.get(re.split(r"[.:]", flow)[0])


# What headers say


def _samples(columns: Columns, found: Proposal) -> Iterable[tuple[str, str, str]]:
    """The first lines with a figure, of different entities as far as there are."""
    names = _cells(columns, found.entity)
    shown = spelt_out(names)[0] if are_codes(names) else names
    given: list[tuple[str, str, str]] = []
    for row, name in enumerate(shown):
        if any(str(name).strip() == one[0] for one in given):
            continue
        pairs = [(year, columns[year][row]) for year in reversed(found.years)]
        figures, periods = _cells(columns, found.value), _cells(columns, found.period)
        if figures and periods:
            pairs = [(str(periods[row]), figures[row])]
        filled = next(((year, cell) for year, cell in pairs if not is_blank(cell)), None)
        if filled and str(name).strip():
            year = year_of(filled[0])
            given.append((str(name).strip(), str(year or filled[0]), str(filled[1]).strip()))
        if len(given) == _SAMPLES:
            break
    yield from given


def _one_of(found: Sequence[str], field: str, asks: dict[str, str]) -> str | None:
    """The one column of *found*, or the one that is called so; None where that is to be asked."""
    ranked = [header for header in found if _rank(header, field) is not None]
    if len(found) == 1 or ranked:
        return _likeliest(ranked or found, field)
    shown = ", ".join(f'"{header[:40]}"' for header in found[:6])
    asks[field] = f"it may be {shown}{' …' if len(found) > 6 else ''}"
    return None


def _likeliest(found: Sequence[str], field: str) -> str | None:
    last = len(_told(field))
    return min(
        found, key=lambda header: last if (place := _rank(header, field)) is None else place, default=None
    )


def _called(columns: Columns, field: str) -> str | None:
    return _likeliest([header for header in columns if _rank(header, field) is not None], field)


def _only(columns: Columns, field: str) -> str | None:
    """The one thing that the column of that *field* says in all lines."""
    found = distinct(_cells(columns, _called(columns, field)))
    return found[0] if len(found) == 1 else None


def _cells(columns: Columns, header: str | None) -> Sequence[object]:
    return () if header is None else columns.get(header, ())


def _rank(header: str, field: str) -> int | None:
    told, plain = _told(field), _plain(header)
    return told.index(plain) if plain in told else None


def _plain(header: str) -> str:
    return " ".join(header.casefold().split())


def _told(field: str) -> list[str]:
    told: list[str] = _file()[field]
    return told


@cache
def _file() -> dict[str, Any]:
    text = files("claimcheck.worksheet").joinpath("table_headers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
