"""The verdict CSV: which columns there are, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from claimcheck.addresses import as_one_word
from claimcheck.arguments import each_of, refuse_no_text
from claimcheck.calculations import Calculation, Figure
from claimcheck.exporting.choosing import Choice, Place, choose
from claimcheck.exporting.csv_file import Cell
from claimcheck.exporting.read_table import any_columns_and_rows, columns_and_rows
from claimcheck.exporting.tables import NUMBERS, VERDICTS
from claimcheck.model import Article, Claim, Contact, Event, Source, Verdict
from claimcheck.review.blind_review import as_all_may_see, silent
from claimcheck.review.events import UNREADABLE
from claimcheck.review.json_values import dumps, to_json
from claimcheck.review.scales import scales
from claimcheck.review.statuses import FINISHED, STAKED

if TYPE_CHECKING:
    from pandas import DataFrame

_LONGEST_TITLE = 120
# Many claims have the same sources.
_as_one_word = lru_cache(maxsize=10_000)(as_one_word)


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row is about."""

    claim: Claim
    article: Article
    verdict: Verdict


# What stands in each column of a verdict: first what a person reads …
_OF_THE_VERDICT: dict[str, Callable[[_Row], Cell]] = {
    "claim_id": lambda row: row.claim.id,
    "statement": lambda row: row.verdict.statement,
    "quote": lambda row: row.claim.text,
    "speaker": lambda row: row.claim.speaker,
    "status": lambda row: row.verdict.status.value,
    "verdict": lambda row: row.verdict.rating,
    "verdict_value": lambda row: _value(row.verdict),
    "scale": lambda row: row.verdict.scale if row.verdict.rating or _is_proposed(row.verdict) else None,
    "rationale": lambda row: row.verdict.rationale,
    "sources": lambda row: "\n".join(map(_one_line, _all_sources(row.verdict))) or None,
    "source_urls": lambda row: (
        " ".join(filter(None, (_as_one_word(source.address) for source in row.verdict.evidence))) or None
    ),
    "reviewer": lambda row: row.verdict.reviewer,
    "proposed_verdict": lambda row: row.verdict.proposed_rating,
    "proposed_at": lambda row: _moment(row.verdict.proposed_at),
    "approved_by": lambda row: "; ".join(row.verdict.approvers) or None,
    "approved_at": lambda row: _moment(row.verdict.approved_at),
    "policy": lambda row: row.verdict.policy,
    "dismiss_reason": lambda row: row.verdict.dismiss_reason,
    "published_url": lambda row: row.verdict.published_url,
    "published_verdict": lambda row: row.verdict.published_rating,
    "correction": lambda row: row.verdict.correction,
    "checked_before_url": lambda row: row.verdict.checked_before_url,
    "computed": lambda row: (row.verdict.worksheet.result or None) if row.verdict.worksheet else None,
    "tags": lambda row: "\n".join(row.verdict.tags) or None,
}
# … then where the claim comes from.
_OF_THE_ORIGIN: dict[str, Callable[[_Row], Cell]] = {
    "article_id": lambda row: row.claim.article_id,
    "article_title": lambda row: _title(row.article),
    "publisher": lambda row: row.article.publisher,
    "published": lambda row: row.article.published,
    "article_url": lambda row: row.article.url,
    "start": lambda row: row.claim.span.start,
    "end": lambda row: row.claim.span.end,
    "quoted": lambda row: row.claim.quoted.value,
    "kinds": lambda row: " ".join(row.claim.kinds) or None,
    "priority": lambda row: round(row.claim.priority, 4) if row.claim.priority_parts else None,
    "why_first": lambda row: row.claim.why_first or None,
    "worthiness": lambda row: round(row.claim.worthiness, 4),
    "reasons": lambda row: row.claim.reasons or None,
    "signals": lambda row: (
        " ".join(dict.fromkeys(s.name.replace(" ", "-") for s in row.claim.signals)) or None
    ),
    "quantities": lambda row: dumps(to_json(row.claim.quantities)) if row.claim.quantities else None,
    "comparison": lambda row: dumps(to_json(row.claim.comparison)) if row.claim.comparison else None,
}
_CELLS = _OF_THE_VERDICT | _OF_THE_ORIGIN
VERDICT_COLUMNS, ORIGIN_COLUMNS = tuple(_OF_THE_VERDICT), tuple(_OF_THE_ORIGIN)
COLUMNS = VERDICT_COLUMNS + ORIGIN_COLUMNS
# What a claim has before anybody has looked at it.
CLAIM_COLUMNS = ("claim_id", "quote", "speaker", *ORIGIN_COLUMNS)
_OF_A_SOURCE = tuple(field.name for field in fields(Source) if field.name != "attachment")
SOURCE_COLUMNS = ("claim_id", "number", *_OF_A_SOURCE, "attached", "attached_sha256")
CONTACT_COLUMNS = ("claim_id", *(field.name for field in fields(Contact)))
# What stands in each column of a figure of a worksheet, after the reading that it belongs to.
_OF_A_FIGURE: dict[str, Callable[[Figure], Cell]] = {
    "entity": lambda figure: figure.name,
    "measure": lambda figure: figure.measure,
    "figure_period": lambda figure: figure.period,
    "value": lambda figure: figure.value,
    "figure_unit": lambda figure: figure.unit or None,
    "table": lambda figure: figure.table,
    "sha256": lambda figure: figure.sha256,
    "lines": lambda figure: " ".join(map(str, figure.rows)) or None,
    "source": lambda figure: figure.source,
    "url": lambda figure: figure.url,
    "consulted": lambda figure: figure.consulted,
    "note": lambda figure: figure.note,
}
_OF_A_READING = ("reading", "type", "claimed", "computed_value", "unit", "period", "holds", "slip")
CALCULATION_COLUMNS = ("claim_id", "number", *_OF_A_READING, "figure", *_OF_A_FIGURE)
HISTORY_COLUMNS = ("event", "claim_id", "at", "by", "action", "data", "seen", "digest")


def claim_row(claim: Claim, article: Article | None) -> dict[str, Cell]:
    """The cells of CLAIM_COLUMNS for one claim; what only its article knows is None without it."""
    row = _Row(claim, article or Article(""), Verdict(claim.id))
    return {name: _CELLS[name](row) for name in CLAIM_COLUMNS}


def verdict_row(claim: Claim, article: Article, verdict: Verdict) -> dict[str, Cell]:
    """The cells of COLUMNS for one claim; of one in doubt, only why it is."""
    verdict = as_all_may_see(verdict)
    if verdict.doubts:
        nothing_known = verdict_row(claim, article, Verdict(claim.id))
        return {**nothing_known, "status": f"in doubt: {'; '.join(verdict.doubts)}"}
    # What is proposed is no verdict yet, nor are two blind ratings that agree.
    row = _Row(claim, article, verdict if verdict.status in FINISHED else replace(verdict, rating=None))
    return {name: cell(row) for name, cell in _CELLS.items()}


def verdict_rows(
    articles: Mapping[str, Article],
    claims: Iterable[Claim],
    verdicts: Mapping[str, Verdict],
    statuses: Sequence[str] = (),
    place: Place | None = None,
) -> list[dict[str, Cell]]:
    """One row a claim in the order of article and place; only those in *statuses* where any are named.

    *place* sorts them by something else first. A claim that a reviewer added and took back is none. Raises
    ClaimcheckError for a status that there is not.
    """
    choice = Choice(statuses=statuses, everything=not statuses)
    chosen = choose(articles, claims, verdicts, choice, place)
    return [verdict_row(claim, articles[claim.article_id], verdict) for claim, verdict in chosen.claims]


def source_rows(verdicts: Iterable[Verdict]) -> list[dict[str, Cell]]:
    """One row a source, numbered within its claim; earlier checks that were confirmed are among them."""
    return [
        {
            "claim_id": verdict.claim_id,
            "number": number,
            **{name: getattr(source, name) for name in _OF_A_SOURCE},
            "primary": None if source.primary is None else ("yes" if source.primary else "no"),
            "attached": source.attachment.name if source.attachment else None,
            "attached_sha256": source.attachment.sha256 if source.attachment else None,
        }
        for verdict in verdicts
        if not verdict.doubts
        for number, source in enumerate(as_all_may_see(verdict).evidence, 1)
    ]


def contact_rows(verdicts: Iterable[Verdict]) -> list[dict[str, Cell]]:
    """One row a claim whose claimant was asked: what, when, by when, and what they said."""
    return [
        {"claim_id": verdict.claim_id, **{name: getattr(seen.contact, name) for name in CONTACT_COLUMNS[1:]}}
        for verdict in verdicts
        if not verdict.doubts and (seen := as_all_may_see(verdict)).contact is not None
    ]


def calculation_rows(verdicts: Iterable[Verdict]) -> list[dict[str, Cell]]:
    """One row a figure of each reading of the worksheets that were kept: what it is, and where from."""
    return [
        row
        for verdict in verdicts
        if not verdict.doubts and (kept := as_all_may_see(verdict).worksheet) is not None
        for number, reading in enumerate(kept.calculations, 1)
        for row in _figures(verdict.claim_id, number, kept.claimed, reading)
    ]


def _figures(claim_id: str, number: int, claimed: str, reading: Calculation) -> Iterator[dict[str, Cell]]:
    of_all: dict[str, Cell] = {
        "claim_id": claim_id,
        "number": number,
        "reading": reading.words,
        "type": reading.type,
        "claimed": claimed or None,
        "computed_value": reading.computed,
        "unit": reading.unit or None,
        "period": reading.period or None,
        "holds": "yes" if reading.holds else "no",
        "slip": reading.slip,
    }
    for place, figure in enumerate(reading.figures, 1):
        yield {**of_all, "figure": place, **{name: cell(figure) for name, cell in _OF_A_FIGURE.items()}}
    if not reading.figures:
        yield {**of_all, "figure": None, **dict.fromkeys(_OF_A_FIGURE)}


def history_rows(events: Iterable[Event], kept: Collection[int] = ()) -> list[dict[str, Cell]]:
    """One row an event, in the order of the log; the last digest is the log's head.

    Of the events whose ids are *kept* what was found is left out: nobody may read it yet.
    """
    return list(each_step(events, kept))


def each_step(events: Iterable[Event], kept: Collection[int] = ()) -> Iterator[dict[str, Cell]]:
    """The rows of `history_rows`, one after the other."""
    for event in events:
        told = _until_both_have_rated(event) if event.id in kept else event
        yield {
            "event": told.id,
            "claim_id": told.claim_id or None,
            "at": _moment(told.at),
            "by": told.by or None,
            **_done(told),
            "seen": told.seen,
            "digest": told.digest,
        }


def _done(event: Event) -> dict[str, Cell]:
    """What an event is, as it stands in the log, also where it cannot be read."""
    if event.action == UNREADABLE and "stored" in event.data:
        return {"action": event.data["action"], "data": event.data["stored"]}
    return {"action": event.action, "data": dumps(event.data)}


def _until_both_have_rated(event: Event) -> Event:
    told = silent(event)
    return replace(told, data={**told.data, "kept": "until both have rated"})


def to_frame(claims: Iterable[Claim], articles: Iterable[Article] = ()) -> DataFrame:
    """One row a claim with the columns of the contract that a claim has before it is reviewed.

    *articles* fill in title, publisher, date and address. The rows are in the order of *claims*, as
    ``cc.flag(article, order=…)`` has put them. Shape (claims, 19).
    """
    shown = each_of("claims", claims, Claim, "give claims, such as those of cc.flag(article)")
    of = each_of("articles", articles, Article, "give articles, such as [cc.read(path)]")
    by_id = {article.id: article for article in of}
    return frame([claim_row(claim, by_id.get(claim.article_id)) for claim in shown], CLAIM_COLUMNS)


def frame(rows: Sequence[Mapping[str, Cell]], columns: Sequence[str]) -> DataFrame:
    """*rows* as a DataFrame: text as objects with None for what is not known, numbers as nullable numbers."""
    import pandas as pd

    table = pd.DataFrame(
        [[row[name] for name in columns] for row in rows], columns=list(columns), dtype=object
    )
    for name in columns:
        if name in NUMBERS:
            table[name] = table[name].astype("Int64" if NUMBERS[name] is int else "Float64")
    return table


def read_csv(path: str | Path) -> DataFrame:
    """A CSV that claimcheck wrote, with the values that it was written from.

    Also after Excel, Calc or another spreadsheet has saved it, with ";" or a tab between the cells, decimal
    commas, and TRUE, WAHR or VRAI for a rating. Raises ExportError where the file is missing or not one of
    ours, and with row and column where it cannot be told what a cell was.
    """
    columns, rows = columns_and_rows(path)
    return frame(rows, columns)


def read_table(path: str | Path, sheet: str = VERDICTS) -> DataFrame:
    """A table that claimcheck wrote, by its ending: a CSV, a *sheet* of an XLSX workbook, or Parquet.

    A workbook may have been worked in since; of its cells text is taken as it stands, and a date, a number or
    a truth value as what it was written from. Raises ExportError where the file or the sheet is missing or
    not one of ours, and with row and column for a formula and where it cannot be told what a cell was.
    """
    refuse_no_text("sheet", sheet, VERDICTS)
    columns, rows = any_columns_and_rows(path, sheet)
    return frame(rows, columns)


def _is_proposed(verdict: Verdict) -> bool:
    return verdict.status in STAKED and verdict.proposed_rating is not None


def _one_line(citation: str) -> str:
    return " ".join(citation.splitlines())


def _value(verdict: Verdict) -> int | None:
    scale = scales().get(verdict.scale or "")
    if scale is None or verdict.rating is None:
        return None
    return next((rating.value for rating in scale.ratings if rating.name == verdict.rating), None)


def _all_sources(verdict: Verdict) -> list[str]:
    """Each source as it is cited, and after them where the figures of the worksheet are from."""
    figures = verdict.worksheet.origins if verdict.worksheet else ()
    return [*map(_named, verdict.evidence), *figures]


def _named(source: Source) -> str:
    return (
        f"{source.title} ({source.address})"
        if source.title and source.address
        else source.title or source.address
    )


def _title(article: Article) -> str | None:
    """The article's title, else its first line, cut where it is long, else the name of its file."""
    for words in (article.title or "").splitlines(), article.text.splitlines():
        line = next((" ".join(line.split()) for line in words if line.strip()), "")
        if line:
            return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1].rstrip()}…"
    return PurePath(article.path).name or None if article.path else None


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
