"""Reference tables and groups, and the worksheet of a claim by them.

Composed of reading, flagging and reckoning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypedDict

from claimcheck.arguments import each_of
from claimcheck.calculations import Figure
from claimcheck.errors import ClaimcheckError, ReferenceTableError
from claimcheck.flagging.flag import flag
from claimcheck.flagging.language_words import Language, known_language
from claimcheck.importing.reference_files import Given, Read, large_parquet, read_columns
from claimcheck.model import Article, Claim, Span
from claimcheck.reading.articles import read_text
from claimcheck.reading.sentences import sentences
from claimcheck.table_layout import FileKind, Layout
from claimcheck.worksheet.by_hand import filled
from claimcheck.worksheet.cells import year_of
from claimcheck.worksheet.entities import are_codes, spelt_out, three_letters
from claimcheck.worksheet.groups import Group, Member
from claimcheck.worksheet.known import Known
from claimcheck.worksheet.laid_out import LaidOut
from claimcheck.worksheet.naming import with_names
from claimcheck.worksheet.places import code_of, codes
from claimcheck.worksheet.sentence import Sentence
from claimcheck.worksheet.sheet import worked_out
from claimcheck.worksheet.tables import Origin, ReferenceTable, held_table
from claimcheck.worksheet.tolerance import USUAL, Tolerance
from claimcheck.worksheet.units import unit_of
from claimcheck.worksheet.values import Worksheet
from claimcheck.worksheet.wide import one_line_a_figure, year_columns

_BEFORE = 600
"""Characters in front of a claim in which "we" and "its" are looked up."""


class References:
    """Reference tables and groups of countries, by which the numbers of claims are worked out.

    >>> import pandas as pd
    >>> gdp = pd.DataFrame({"country": ["Germany", "France"], "year": [2023, 2023], "usd": [4.5, 3.0]})
    >>> refs = References()
    >>> refs.add(gdp, measure="GDP", entity="country", period="year", value="usd", unit="trillion USD")
    >>> print(worksheet("The German economy is one and a half times the size of the French one.", refs))
    The German economy is one and a half times the size of the French one.
    - GDP, Germany and France, 2023: claimed 1.5 times · computed 1.5 times for 2023 (the same); holds
    holds in 1 of 1 reading (1.5 times covers 1.35 times to 1.65 times)
    """

    def __init__(self) -> None:
        self._tables: list[ReferenceTable] = []
        self._groups: list[Group] = []
        self._known: Known | None = None
        self._told: tuple[str, ...] = ()

    @classmethod
    def of(cls, parts: Iterable[References], problems: Iterable[str] = ()) -> References:
        """All tables and groups of *parts* together, in order, with what else is told as *problems*."""
        whole = cls()
        for part in parts:
            whole._tables += part._tables
            whole._groups += part._groups
            whole._told += part._told
        whole._told += tuple(problems)
        return whole

    @property
    def tables(self) -> tuple[ReferenceTable, ...]:
        """The tables, in the order in which they were brought in."""
        return tuple(self._tables)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups, in the order in which they were brought in."""
        return tuple(self._groups)

    def add(
        self,
        table: Given,
        *,
        measure: str,
        entity: str,
        period: str | None = None,
        value: str | None = None,
        unit: str,
        code: str | None = None,
        source: str | None = None,
        decimal: str | None = None,
    ) -> None:
        """Bring in a table: a CSV, XLSX or Parquet file, or a DataFrame.

        *measure* is what is measured ("GDP", "population", "military spending", or any other), *entity*,
        *period*, *value* and *code* the headers of its columns, *unit* that of its figures ("USD", "million
        USD", "percent of GDP"), *source* who published it. Without *period* and *value* there is one line an
        entity, and columns are years. Codes of three letters tell countries from aggregates; names are
        understood without. A Parquet file of more than a million lines is not read whole, but where a claim
        asks for its figures. Raises ReferenceTableError where something of it cannot be understood.
        """
        _refuse_no_words(measure=measure, entity=entity, unit=unit)
        _refuse_no_words(**_given(period=period, value=value, code=code, source=source, decimal=decimal))
        given = {"entity": entity, "period": period, "value": value, "code": code}
        headers = {what: header for what, header in given.items() if header is not None}
        asked: _Asked = {"measure": measure, "unit": unit, "language": known_language("en")}
        made = _scanned(table, headers, source, asked) or _held(table, headers, source, decimal, asked)
        self._tables.append(made)
        self._known = None

    def group(
        self,
        name: str,
        table: Given,
        *,
        entity: str,
        code: str | None = None,
        since: str | None = None,
        until: str | None = None,
        aliases: Sequence[str] = (),
    ) -> None:
        """Bring in a group of countries: a file with a line for each member.

        And the years from and to which it is one.
        """
        _refuse_no_words(name=name, entity=entity, **_given(code=code, since=since, until=until))
        others = each_of("aliases", aliases, str, "give other names in a list")
        read = read_columns(table)
        members = _members(read, entity, code, since, until)
        if not members:
            raise ReferenceTableError(f"{read.name} lists no member of {name}.")
        self._groups.append(Group(name, members, tuple(others), read.name))
        self._known = None

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong in the tables: two figures for one year, of which the first is taken.

        And which of a desk's tables cannot be read any more.
        """
        own = (f"{table.origin.name}: {told}" for table in self._tables for told in table.problems)
        return (*self._told, *own)

    @property
    def known(self) -> Known:
        """The tables and groups as a worksheet takes them."""
        if self._known is None:
            self._known = Known(tuple(self._tables), tuple(self._groups), known_language("en"))
        return self._known


def _figures(
    read: Read, entity: str, code: str | None, period: str | None, value: str | None
) -> tuple[Mapping[str, Sequence[object]], Sequence[int]]:
    """The columns of a table, one line a figure, and the lines of the file that they stand on."""
    columns: dict[str, Sequence[object]] = {"entity": read.column(entity, "entity")}
    if are_codes(columns["entity"]):
        columns["entity"], columns["code"] = spelt_out(columns["entity"])
    if code is not None and code != entity:
        columns["code"] = three_letters(read.column(code, "code"))
    if period is not None and value is not None:
        figures = {"period": read.column(period, "period"), "value": read.column(value, "value")}
        return {**columns, **figures}, read.lines
    years = {header: read.columns[header] for header in year_columns(read.columns)}
    if period is not None or value is not None or not years:
        lacking = "period" if period is None else "value"
        raise ReferenceTableError(
            f"{read.name}: which column is the {lacking}? It may be left out only where both are, and the "
            "columns themselves are years."
        )
    return one_line_a_figure(columns, years, read.lines)


class _Asked(TypedDict):
    """What is asked of any table."""

    measure: str
    unit: str
    language: Language


def _scanned(
    given: Given, headers: Mapping[str, str], source: str | None, asked: _Asked
) -> ReferenceTable | None:
    """The table of a Parquet file too large to hold; None of any other."""
    found = large_parquet(given)
    if found is None:
        return None
    if not {"period", "value"} <= headers.keys():
        raise ReferenceTableError(
            f"{found.name} is too large to have years as columns. Bring it in with one line a figure."
        )
    # Not above: importing claimcheck needs no pyarrow.
    from claimcheck.importing.parquet_batches import ParquetFile
    from claimcheck.worksheet.scanned import ScannedTable

    file = ParquetFile(found.path, headers, found.name)
    with _told_of(found.name):
        laid_out = LaidOut(
            Layout(FileKind.PARQUET),
            first=2,
            entity=headers["entity"],
            entities=(),
            values={headers["value"]: ()},
            scale=unit_of(asked["unit"]).scale,
            period=headers["period"],
        )
        origin = Origin(found.name, file.sha256, source, asked["measure"], laid_out)
        return ScannedTable(file, origin=origin, **asked)


def _held(
    given: Given, headers: Mapping[str, str], source: str | None, decimal: str | None, asked: _Asked
) -> ReferenceTable:
    """The table of a file or DataFrame that is read whole."""
    read = read_columns(given)
    columns, lines = _figures(
        read, headers["entity"], headers.get("code"), headers.get("period"), headers.get("value")
    )
    laid_out = _laid_out(read, headers, asked["unit"], decimal)
    origin = Origin(read.name, read.sha256, source, asked["measure"], laid_out)
    with _told_of(read.name):
        return held_table(columns, origin=origin, decimal=decimal, lines=lines, **asked)


@contextmanager
def _told_of(name: str) -> Iterator[None]:
    """What is wrong in a table, with its name."""
    try:
        yield
    except ReferenceTableError:
        raise
    except ClaimcheckError as error:
        raise ReferenceTableError(f"{name}: {error}") from error


def _laid_out(read: Read, given: Mapping[str, str], unit: str, decimal: str | None) -> LaidOut:
    """Where the figures stand, for whoever looks them up in the file again."""
    entity, period, value = given["entity"], given.get("period"), given.get("value")
    headers = {} if value is not None else year_columns(read.columns)
    values = [read.header(value, "value")] if value is not None else list(headers)
    at = read.header(period, "period") if period is not None else None
    whose = read.header(entity, "entity")
    return LaidOut(
        layout=read.layout,
        first=read.first,
        entity=whose,
        entities=read.columns[whose],
        values={header: read.columns[header] for header in values},
        scale=unit_of(unit).scale,
        period=at,
        periods=read.columns[at] if at is not None else (),
        years={year: header for header, year in headers.items()} if value is None else None,
        mark=decimal,
    )


def _members(
    read: Read, entity: str, code: str | None, since: str | None, until: str | None
) -> tuple[Member, ...]:
    names = read.column(entity, "entity")
    given = read.column(code, "code") if code else [None] * len(names)
    begun = read.column(since, "since") if since else [None] * len(names)
    ended = read.column(until, "until") if until else [None] * len(names)
    language, found = known_language("en"), []
    for row, (name, own, start, end) in enumerate(zip(names, given, begun, ended, strict=True), read.first):
        known = str(own or "").strip().upper()
        key = known if known in codes() else code_of(str(name).strip(), language)
        if key is None:
            raise ReferenceTableError(
                f'{read.name}, line {row}: "{name}" is no country that is known. Give its code.'
            )
        found.append(Member(key, str(name).strip(), year_of(start), year_of(end)))
    return tuple(found)


def worksheet(
    claim: Claim | str,
    references: References,
    published: str | None = None,
    *,
    article: Article | None = None,
    figures: Mapping[str, Figure | float] | None = None,
    names: Mapping[str, str] | None = None,
    tolerance: Tolerance | None = None,
) -> Worksheet:
    """What the figures of *references* say of a claim, in every admissible reading.

    *claim* is a Claim, with the *article* that it stands in if what "its" or "we" means shall be looked up
    there, or a text, whose last sentence with a number is the claim. *published* is its ISO date, by which
    the figures of the day are chosen; an article has its own. *figures* are those that no table has, by the
    role that `Worksheet.needed` names. *names* say which country or group words of the claim mean, where
    `Worksheet.read_as` has another: ``{"the bloc": "European Union"}``. Never says what the verdict is.
    Raises ClaimcheckError for what is no claim.

    >>> sheet = worksheet("They make in a month what we make in a year.", References(), figures={"right": 50})
    >>> sheet.claimed.value, sheet.required
    (12.0, 'They would have to be 50')
    """
    for name, given, kind in (
        ("references", references, References),
        ("article", article, Article | None),
        ("figures", figures, Mapping | None),
        ("names", names, Mapping | None),
        ("tolerance", tolerance, Tolerance | None),
    ):
        if not isinstance(given, kind):
            raise ClaimcheckError(f"worksheet(): {name} cannot be {type(given).__name__}: {_TAKES[name]}.")
    if published is not None and (not isinstance(published, str) or year_of(published[:10]) is None):
        raise ClaimcheckError(
            f'published={published!r:.60} is no date; give one such as published="2025-03-11".'
        )
    if isinstance(claim, str):
        article = replace(read_text(claim), published=published)
        found = _last_with_a_number(article)
        if found is None:
            return Worksheet(claim, missing=("no number that could be worked out",))
        claim = found
    elif not isinstance(claim, Claim):
        raise ClaimcheckError(f"worksheet() takes a claim or a text and got {type(claim).__name__}.")
    day = published or (article.published if article else None)
    known = with_names(references.known, names or {})
    sheet = worked_out(_sentence(claim, article, day), known, tolerance or USUAL)
    return filled(sheet, figures, tolerance or USUAL) if figures else sheet


_TAKES = {
    "references": "give the References that hold your tables",
    "article": "give what cc.read or cc.read_text gave",
    "figures": 'give numbers by role, such as figures={"left": 5}',
    "names": 'give names by words, such as names={"the bloc": "European Union"}',
    "tolerance": "give a claimcheck.worksheet.tolerance.Tolerance",
}


def _given(**arguments: object) -> dict[str, object]:
    """Those of the arguments that are not None."""
    return {name: value for name, value in arguments.items() if value is not None}


def _refuse_no_words(**arguments: object) -> None:
    """Raise ReferenceTableError where an argument is no text or an empty one."""
    for name, given in arguments.items():
        if not isinstance(given, str) or not given.strip():
            raise ReferenceTableError(f"{name}={given!r:.60} has to be text, such as the header of a column.")


def _last_with_a_number(article: Article) -> Claim | None:
    claims = flag(article, sentences(article), 0.0)
    numbered = [claim for claim in claims if claim.quantities] or list(claims)
    return max(numbered, key=lambda claim: claim.span.start, default=None)


def _sentence(claim: Claim, article: Article | None, published: str | None) -> Sentence:
    start = claim.span.start
    before = article.text[max(0, start - _BEFORE) : start] if article else ""
    own = tuple(
        replace(quantity, span=Span(quantity.span.start - start, quantity.span.end - start))
        for quantity in claim.quantities
    )
    year = year_of(published[:10]) if published else None
    return Sentence(claim.text, before, claim.speaker, own, claim.comparison, year)
