"""Reference tables and groups, and the worksheet of a claim by them.

Composed of reading, flagging and reckoning.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.arguments import refuse_no_text
from claimcheck.errors import ClaimcheckError, ReferenceTableError
from claimcheck.flagging.flag import flag, language_of
from claimcheck.flagging.language_words import known_language
from claimcheck.importing.reference_files import Given, Read, read_columns
from claimcheck.model import Article, Claim, Quantity, Span
from claimcheck.reading.articles import read_text
from claimcheck.reading.sentences import sentences
from claimcheck.worksheet.cells import year_of
from claimcheck.worksheet.groups import Group, Member
from claimcheck.worksheet.known import Known
from claimcheck.worksheet.places import code_of, codes
from claimcheck.worksheet.sentence import Sentence
from claimcheck.worksheet.sheet import worked_out
from claimcheck.worksheet.tables import Origin, ReferenceTable, held_table
from claimcheck.worksheet.tolerance import Tolerance
from claimcheck.worksheet.values import Worksheet


class References:
    """Reference tables and groups of countries, by which the numbers of claims are worked out.

    >>> refs = References()
    >>> frame = {"c": ["Germany", "France"], "y": [2023, 2023], "v": [4.5, 3.0]}
    >>> import pandas as pd
    >>> refs.add(pd.DataFrame(frame), measure="GDP", entity="c", period="y", value="v", unit="trillion USD")
    >>> worksheet("The German economy is half as large again as the French one.", refs).missing
    ()
    """

    def __init__(self) -> None:
        self._tables: list[ReferenceTable] = []
        self._groups: list[Group] = []
        self._known: Known | None = None

    def add(
        self,
        table: Given,
        *,
        measure: str,
        entity: str,
        period: str,
        value: str,
        unit: str,
        code: str | None = None,
        source: str | None = None,
        decimal: str | None = None,
    ) -> None:
        """Bring in a table: a CSV, XLSX or Parquet file, or a DataFrame, one line a figure.

        *measure* is what is measured ("GDP", "population", "military spending", or any other), *entity*,
        *period*, *value* and *code* the headers of its columns, *unit* that of its figures ("USD", "million
        USD", "percent of GDP"), *source* who published it. Codes of three letters tell countries from
        aggregates; names are understood without. Raises ReferenceTableError where something of it cannot be
        understood.
        """
        for name, given in (("measure", measure), ("unit", unit)):
            refuse_no_text(name, given, "GDP" if name == "measure" else "USD")
        read = read_columns(table)
        columns = {"entity": read.column(entity, "entity"), "period": read.column(period, "period")}
        columns["value"] = read.column(value, "value")
        if code is not None:
            columns["code"] = read.column(code, "code")
        origin = Origin(read.name, read.sha256, source)
        try:
            made = held_table(
                columns,
                measure=measure,
                unit=unit,
                origin=origin,
                language=known_language("en"),
                decimal=decimal,
            )
        except ReferenceTableError:
            raise
        except ClaimcheckError as error:
            raise ReferenceTableError(f"{read.name}: {error}") from error
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
        refuse_no_text("name", name, "NATO")
        read = read_columns(table)
        members = _members(read, entity, code, since, until)
        if not members:
            raise ReferenceTableError(f"{read.name} lists no member of {name}.")
        self._groups.append(Group(name, members, tuple(aliases), read.name))
        self._known = None

    @property
    def known(self) -> Known:
        """The tables and groups as a worksheet takes them."""
        if self._known is None:
            self._known = Known(tuple(self._tables), tuple(self._groups), known_language("en"))
        return self._known


def _members(
    read: Read, entity: str, code: str | None, since: str | None, until: str | None
) -> tuple[Member, ...]:
    names = read.column(entity, "entity")
    given = read.column(code, "code") if code else [None] * len(names)
    begun = read.column(since, "since") if since else [None] * len(names)
    ended = read.column(until, "until") if until else [None] * len(names)
    language, found = known_language("en"), []
    for row, (name, own, start, end) in enumerate(zip(names, given, begun, ended, strict=True), 2):
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
    tolerance: Tolerance | None = None,
) -> Worksheet:
    """What the figures of *references* say of a claim, in every admissible reading.

    *claim* is a Claim, with the *article* that it stands in if what "its" or "we" means shall be looked up
    there, or a text, whose last sentence with a number is the claim. *published* is its ISO date, by which
    the figures of the day are chosen; an article has its own.
    """
    if isinstance(claim, str):
        article = read_text(claim) if published is None else Article(claim, published=published)
        if published is not None:
            article = Article(article.text, published=published, language=read_text(claim).language)
        flagged = flag(article, sentences(article), 0.0)
        numbered = [one for one in flagged if one.quantities] or list(flagged)
        if not numbered:
            return Worksheet(claim, missing=("no number that could be worked out",))
        claim = max(numbered, key=lambda one: one.span.start)
    elif not isinstance(claim, Claim):
        raise ClaimcheckError(f"worksheet() takes a claim or a text and got {type(claim).__name__}.")
    day = published or (article.published if article else None)
    return worked_out(_sentence(claim, article, day), references.known, tolerance or Tolerance())


def _sentence(claim: Claim, article: Article | None, published: str | None) -> Sentence:
    start = claim.span.start
    before = article.text[max(0, start - 600) : start] if article else ""
    own = tuple(_moved(quantity, -start) for quantity in claim.quantities)
    year = year_of(published[:10]) if published else None
    return Sentence(claim.text, before, claim.speaker, own, claim.comparison, year)


def _moved(quantity: Quantity, by: int) -> Quantity:
    from dataclasses import replace

    return replace(quantity, span=Span(quantity.span.start + by, quantity.span.end + by))


__all__ = ["References", "language_of", "worksheet"]
