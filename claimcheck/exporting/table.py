"""The verdict CSV: which columns there are, and what stands in them."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.arguments import each_of
from claimcheck.errors import ClaimcheckError, ExportError
from claimcheck.exporting.cells import Cell, file_at, to_csv, unguard, write_text
from claimcheck.model import Article, Claim, Event, Source, Status, Verdict
from claimcheck.review.blind import as_all_may_see, silent
from claimcheck.review.records import comparison_to_json, dumps, quantity_to_json
from claimcheck.review.scales import scales
from claimcheck.targets import special

if TYPE_CHECKING:
    from pandas import DataFrame

VERDICT_COLUMNS = (
    "claim_id",
    "statement",
    "quote",
    "speaker",
    "status",
    "verdict",
    "verdict_value",
    "scale",
    "rationale",
    "sources",
    "source_urls",
    "reviewer",
    "proposed_verdict",
    "proposed_at",
    "approved_by",
    "approved_at",
    "policy",
    "dismiss_reason",
    "published_url",
    "correction",
    "checked_before_url",
)
ORIGIN_COLUMNS = (
    "article_id",
    "article_title",
    "publisher",
    "published",
    "article_url",
    "start",
    "end",
    "quoted",
    "kinds",
    "worthiness",
    "reasons",
    "signals",
    "quantities",
    "comparison",
)
COLUMNS = VERDICT_COLUMNS + ORIGIN_COLUMNS
# What a claim has before anybody has looked at it.
CLAIM_COLUMNS = ("claim_id", "quote", "speaker", *ORIGIN_COLUMNS)
SOURCE_COLUMNS = (
    "claim_id",
    "number",
    "address",
    "title",
    "passage",
    "consulted",
    "archived",
    "primary",
    "interest",
    "stance",
)
HISTORY_COLUMNS = ("event", "claim_id", "at", "by", "action", "data", "seen", "digest")
_NUMBERS: dict[str, type[int] | type[float]] = {
    "verdict_value": int,
    "start": int,
    "end": int,
    "worthiness": float,
    "number": int,
    "event": int,
    "seen": int,
}
_TOO_LARGE = 2**63  # for a whole number in a DataFrame


def claim_row(claim: Claim, article: Article | None) -> dict[str, Cell]:
    """The cells of CLAIM_COLUMNS for one claim; what only its article knows is None without it."""
    return {
        "claim_id": claim.id,
        "quote": claim.text,
        "speaker": claim.speaker,
        "article_id": claim.article_id,
        "article_title": article.title if article else None,
        "publisher": article.publisher if article else None,
        "published": article.published if article else None,
        "article_url": article.url if article else None,
        "start": claim.span.start,
        "end": claim.span.end,
        "quoted": claim.quoted.value,
        "kinds": " ".join(claim.kinds) or None,
        "worthiness": round(claim.worthiness, 4),
        "reasons": claim.reasons or None,
        "signals": " ".join(dict.fromkeys(s.name.replace(" ", "-") for s in claim.signals)) or None,
        "quantities": dumps([quantity_to_json(q) for q in claim.quantities]) if claim.quantities else None,
        "comparison": dumps(comparison_to_json(claim.comparison)) if claim.comparison else None,
    }


def verdict_row(claim: Claim, article: Article, verdict: Verdict) -> dict[str, Cell]:
    """The cells of COLUMNS for one claim."""
    verdict = as_all_may_see(verdict)
    return {
        **claim_row(claim, article),
        "statement": verdict.statement,
        "status": verdict.status.value,
        "verdict": verdict.rating,
        "verdict_value": _value(verdict),
        "scale": verdict.scale if verdict.rating else None,
        "rationale": verdict.rationale,
        "sources": "; ".join(_named(source) for source in verdict.evidence) or None,
        "source_urls": " ".join(filter(None, map(_address, verdict.evidence))) or None,
        "reviewer": verdict.reviewer,
        "proposed_verdict": verdict.proposed_rating,
        "proposed_at": _moment(verdict.proposed_at),
        "approved_by": verdict.approved_by,
        "approved_at": _moment(verdict.approved_at),
        "policy": verdict.policy,
        "dismiss_reason": verdict.dismiss_reason,
        "published_url": verdict.published_url,
        "correction": verdict.correction,
        "checked_before_url": verdict.checked_before_url,
    }


def verdict_rows(
    articles: Mapping[str, Article],
    claims: Iterable[Claim],
    verdicts: Mapping[str, Verdict],
    statuses: Sequence[str] = (),
) -> list[dict[str, Cell]]:
    """One row a claim in the order of article and place; only those in *statuses* where any are named.

    A claim that a reviewer added and took back is none. Raises ClaimcheckError for a status
    that there is not.
    """
    wanted = _statuses(statuses)
    place = {article_id: number for number, article_id in enumerate(articles)}
    ordered = sorted(claims, key=lambda claim: (place[claim.article_id], claim.span, claim.id))
    rows = []
    for claim in ordered:
        verdict = verdicts.get(claim.id) or Verdict(claim.id)
        if not verdict.withdrawn and (not wanted or verdict.status in wanted):
            rows.append(verdict_row(claim, articles[claim.article_id], verdict))
    return rows


def source_rows(verdicts: Iterable[Verdict]) -> list[dict[str, Cell]]:
    """One row a source, numbered within its claim; earlier checks that were confirmed are among them."""
    return [
        {
            "claim_id": verdict.claim_id,
            "number": number,
            "address": source.address,
            "title": source.title,
            "passage": source.passage,
            "consulted": source.consulted,
            "archived": source.archived,
            "primary": None if source.primary is None else ("yes" if source.primary else "no"),
            "interest": source.interest,
            "stance": source.stance,
        }
        for verdict in verdicts
        for number, source in enumerate(as_all_may_see(verdict).evidence, 1)
    ]


def history_rows(events: Iterable[Event], kept: Collection[int] = ()) -> list[dict[str, Cell]]:
    """One row an event, in the order of the log; the last digest is the log's head.

    Of the events whose ids are *kept* what was found is left out: nobody may read it yet.
    """
    told = (_until_both_have_rated(event) if event.id in kept else event for event in events)
    return [
        {
            "event": event.id,
            "claim_id": event.claim_id or None,
            "at": _moment(event.at),
            "by": event.by or None,
            "action": event.action,
            "data": dumps(event.data),
            "seen": event.seen,
            "digest": event.digest,
        }
        for event in told
    ]


def _until_both_have_rated(event: Event) -> Event:
    told = silent(event)
    return replace(told, data={**told.data, "kept": "until both have rated"})


def write_csv(
    path: str | Path, columns: Sequence[str], rows: Sequence[Mapping[str, Cell]], *, force: bool = False
) -> Path:
    """Write *rows* to *path*; raises ExportError where it exists and *force* is off, or cannot be written."""
    target = file_at(path)
    write_text(target, to_csv(columns, rows), force=force)
    return target


def to_frame(claims: Iterable[Claim], articles: Iterable[Article] = ()) -> DataFrame:
    """One row a claim with the columns of the contract that a claim has before it is reviewed.

    *articles* fill in title, publisher, date and address. Shape (claims, 17).
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
        if name in _NUMBERS:
            table[name] = table[name].astype("Int64" if _NUMBERS[name] is int else "Float64")
    return table


def read_csv(path: str | Path) -> DataFrame:
    """A CSV that claimcheck wrote, with the values that it was written from.

    Raises ExportError where the file is missing or not one of ours.
    """
    file = file_at(path)
    kind = special(file)
    if kind is not None:
        raise ExportError(f"{file} is a {kind}; save what comes from it to a file and read that.")
    csv.field_size_limit(2**31 - 1)
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            lines = list(csv.reader(text, strict=True))
    except OSError as error:
        raise ExportError(f"{file} cannot be read: {error.strerror or error}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ExportError(f"{file} is not a CSV that claimcheck wrote ({error}); export it anew.") from error
    if not lines or not lines[0] or lines[0][0] not in ("claim_id", "event"):
        raise ExportError(f"{file} is not a CSV that claimcheck wrote: its header is not ours.")
    columns = lines[0]
    rows = []
    for number, line in enumerate(lines[1:], 2):
        place = f"{file}, row {number}"
        if len(line) != len(columns):
            raise ExportError(f"{place}: {len(line)} cells instead of {len(columns)}; export it anew.")
        cells = zip(columns, line, strict=True)
        rows.append({name: _value_of(name, cell, place) for name, cell in cells})
    return frame(rows, columns)


def _value_of(name: str, cell: str, place: str) -> Cell:
    if cell == "":
        return None
    if name not in _NUMBERS:
        return unguard(cell)
    with suppress(ValueError):
        value = _NUMBERS[name](cell)
        if -_TOO_LARGE < value < _TOO_LARGE:
            return value
    raise ExportError(f"{place}, {name}: {cell!r} is no number that fits; export it anew.")


def _statuses(names: Sequence[str]) -> set[Status]:
    for name in names:
        if name not in set(Status):
            raise ClaimcheckError(f"No status is called {name!r}; the statuses are {', '.join(Status)}.")
    return {Status(name) for name in names}


def _value(verdict: Verdict) -> int | None:
    scale = scales().get(verdict.scale or "")
    if scale is None or verdict.rating is None:
        return None
    return next((rating.value for rating in scale.ratings if rating.name == verdict.rating), None)


def _named(source: Source) -> str:
    return (
        f"{source.title} ({source.address})"
        if source.title and source.address
        else source.title or source.address
    )


def _address(source: Source) -> str:
    # One space parts two addresses, so none may stand in one.
    return "%20".join(source.address.split())


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
