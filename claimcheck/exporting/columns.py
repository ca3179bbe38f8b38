"""The verdict CSV: which columns there are, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from claimcheck.addresses import as_one_word
from claimcheck.arguments import each_of
from claimcheck.errors import ClaimcheckError
from claimcheck.exporting.csv_file import Cell
from claimcheck.exporting.read_table import NUMBERS, columns_and_rows
from claimcheck.model import Article, Claim, Event, Source, Status, Verdict
from claimcheck.review.blind_review import as_all_may_see, silent
from claimcheck.review.events import UNREADABLE
from claimcheck.review.json_values import dumps, to_json
from claimcheck.review.scales import scales
from claimcheck.review.statuses import STAKED

if TYPE_CHECKING:
    from pandas import DataFrame

Place = Callable[[Claim], tuple[bool, float]]
"""What the rows of a table are sorted by."""

_LONGEST_TITLE = 120


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
    "scale": lambda row: row.verdict.scale if row.verdict.rating else None,
    "rationale": lambda row: row.verdict.rationale,
    "sources": lambda row: "; ".join(_all_sources(row.verdict)) or None,
    "source_urls": lambda row: (
        " ".join(filter(None, (as_one_word(source.address) for source in row.verdict.evidence))) or None
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
    # Two blind ratings that agree are no verdict that somebody has staked.
    row = _Row(claim, article, verdict if verdict.status in STAKED else replace(verdict, rating=None))
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
    wanted = chosen_statuses(statuses)
    number = {article_id: number for number, article_id in enumerate(articles)}
    ordered = sorted(claims, key=lambda claim: (number[claim.article_id], claim.span, claim.id))
    if place is not None:
        ordered.sort(key=place)
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
            **{name: getattr(source, name) for name in _OF_A_SOURCE},
            "primary": None if source.primary is None else ("yes" if source.primary else "no"),
            "attached": source.attachment.name if source.attachment else None,
            "attached_sha256": source.attachment.sha256 if source.attachment else None,
        }
        for verdict in verdicts
        if not verdict.doubts
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
            **_done(event),
            "seen": event.seen,
            "digest": event.digest,
        }
        for event in told
    ]


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


def chosen_statuses(names: Sequence[str]) -> set[Status]:
    """The statuses of those *names*; raises ClaimcheckError with those that there are."""
    for name in names:
        if name not in set(Status):
            raise ClaimcheckError(f"No status is called {name!r}; the statuses are {', '.join(Status)}.")
    return {Status(name) for name in names}


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
