"""The report: checks as one page of HTML to read, print and pass on, or one check in a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.arguments import each_of, refuse_no_switch, refuse_no_text
from claimcheck.errors import ExportError
from claimcheck.exporting.choosing import chosen_statuses
from claimcheck.exporting.claimreview import Check
from claimcheck.exporting.export import Written, in_doubt, refuse_misfit
from claimcheck.exporting.report_charts import BarChart, bar_chart, speaker_rows
from claimcheck.exporting.report_page import drawn
from claimcheck.exporting.report_values import (
    ReportedCheck,
    checks_to_report,
    decided_verdicts,
    reported,
    standing_of,
    tally,
)
from claimcheck.exporting.whole_files import file_at, refuse_taken, write_text
from claimcheck.model import Status
from claimcheck.output_paths import STDOUT, same_file
from claimcheck.review.form_cleaning import clean
from claimcheck.review.log.as_of import Snapshot
from claimcheck.review.log.manifest import manifest_of
from claimcheck.review.log.manifest import write as write_manifest
from claimcheck.review.log.store import Store
from claimcheck.review.rating_colours import colours_of
from claimcheck.review.statistics import OTHERS, found_out, ratings_in_order, verdicts_by_speaker
from claimcheck.review.statuses import STATUSES

_SHOWN = 80
_DECIDED = frozenset(status for status in Status if status.decided)


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """One check, which a notebook shows as the report has it; ``html`` is what it shows."""

    claim_id: str
    words: str
    rating: str | None
    status: str
    html: str

    def _repr_html_(self) -> str:
        """What IPython asks for."""
        return self.html

    def __str__(self) -> str:
        return f"{self.words} · {self.rating or self.status}"

    def __repr__(self) -> str:
        return f"ClaimReport({self.claim_id!r}, {str(self)!r})"


def write_report(
    store: Store,
    path: str | Path,
    force: bool = False,
    *,
    claim_id: str | None = None,
    statuses: Sequence[str] = (),
    title: str | None = None,
) -> Written:
    """What `claimcheck.report` does, for a log that is open already."""
    refuse_no_switch("force", force)
    chosen = chosen_statuses(
        each_of("statuses", statuses, str, 'give a list, such as statuses=["published"]')
    )
    if claim_id is not None and chosen:
        raise ExportError(
            "One claim was named, and statuses too. Name the claim alone, or the statuses alone."
        )
    heading = _title(title, "Fact checks" if claim_id is None else "Fact check")
    target = file_at(path)
    if store.file and same_file(target, store.file):
        raise ExportError(f"{store.path} is the database itself; write the report to another file.")
    kept = [target] if str(target) != STDOUT else []
    refuse_taken([target, *map(manifest_of, kept)], force=force)
    taken = store.snapshot()
    refuse_misfit(taken.found, None)
    if claim_id is None:
        text = page_of(taken, chosen or set(_DECIDED), heading)
    else:
        text = page_of_one(taken, _check_of(store, taken, claim_id), heading)
    write_text(target, text, force=force)
    if kept:
        write_manifest(kept, taken.found.events, store.first_digest(), taken.found.head)
    return Written(target, taken.found)


def claim_report_of(store: Store, claim_id: str) -> ClaimReport:
    """What `claimcheck.claim_report` does, for a log that is open already."""
    taken = store.snapshot()
    refuse_misfit(taken.found, None)
    check = reported(_check_of(store, taken, claim_id))
    rating = check.verdict.rating if check.staked else None
    status = "in doubt" if check.verdict.doubts else check.verdict.status.value
    return ClaimReport(
        check.verdict.claim_id, check.words, rating, status, drawn("notebook.html", check=check)
    )


def page_of(taken: Snapshot, statuses: set[Status], title: str) -> str:
    """The report of all checks of those *statuses*."""
    found = checks_to_report(taken, statuses)
    told = [(check, reported(check)) for check in found]
    doubted = [one for _, one in told if one.verdict.doubts]
    dismissed = [one for _, one in told if one.verdict.status is Status.DISMISSED]
    whole = [one for _, one in told if not one.verdict.doubts and one.verdict.status is not Status.DISMISSED]
    counted = tally(standing_of(taken))
    return drawn(
        "report.html",
        title=title,
        alone=False,
        standing=_counted(whole, dismissed, doubted),
        checks=whole,
        dismissed=dismissed,
        in_doubt=doubted,
        none_because=_none_because(statuses, counted),
        overview=_overview(found, counted),
        head=_head(taken),
    )


def page_of_one(taken: Snapshot, check: Check, title: str) -> str:
    """The report of one *check*."""
    return drawn(
        "report.html",
        title=title,
        alone=True,
        standing="",
        checks=[reported(check)],
        dismissed=[],
        in_doubt=[],
        none_because="",
        overview=[],
        head=_head(taken),
    )


def _check_of(store: Store, taken: Snapshot, claim_id: str) -> Check:
    """The check of a claim, or the one that serves it; raises ExportError where there is no such claim."""
    refuse_no_text("claim_id", claim_id, "c152f4f17ba99116c")
    for check in checks_to_report(taken, Status):
        if claim_id in {claim.id for claim, _ in check.said}:
            return check
    shown = claim_id if len(claim_id) <= _SHOWN else f"{claim_id[:_SHOWN]}…"
    if any(claim.id == claim_id for claim in taken.claims):
        raise ExportError(
            f"The claim {shown} was taken back or cut anew, and has no check. Name another, from the column "
            "claim_id of the verdict CSV."
        )
    raise ExportError(
        f"{store.path} has no claim {shown!r}. The column claim_id of the verdict CSV names each."
    )


def _title(given: str | None, usual: str) -> str:
    if given is None:
        return usual
    refuse_no_text("title", given, "Checks of the week")
    title = clean(given)
    if title is None:
        raise ExportError("The title is empty; say what the report is of, or leave it out.")
    return title


def _counted(
    whole: Sequence[ReportedCheck], dismissed: Sequence[ReportedCheck], doubted: Sequence[ReportedCheck]
) -> str:
    parts = [f"{len(whole)} check{'' if len(whole) == 1 else 's'}"]
    corrected = sum(bool(one.corrections) for one in whole)
    if corrected:
        parts.append(f"{corrected} corrected")
    if dismissed:
        parts.append(f"{len(dismissed)} looked at and not checked")
    if doubted:
        parts.append(f"{len(doubted)} in doubt")
    return " · ".join(parts)


def _none_because(statuses: set[Status], counted: Mapping[Status, int]) -> str:
    """Why no check is in the report, with where the claims stand."""
    wanted = "decided" if statuses == _DECIDED else " or ".join(one for one in Status if one in statuses)
    stand = ", ".join(f"{number} {status}" for status, number in counted.items())
    return f"no claim is {wanted} (of the pile: {stand})." if stand else "there is no claim yet."


def _overview(found: Sequence[Check], counted: Mapping[Status, int]) -> list[BarChart]:
    """How many by rating, by speaker and by status; without a bar none is drawn."""
    given = decided_verdicts(found)
    rated = found_out(verdict for verdict, _ in given)
    own = [verdict for verdict in rated if verdict.served_from is None]
    ratings = ratings_in_order(rated)
    colours = dict(zip(ratings, colours_of(ratings, {verdict.scale or "" for verdict in rated}), strict=True))
    times = {rating: sum(verdict.rating == rating for verdict in own) for rating in ratings}
    checked = verdicts_by_speaker(rated, {verdict.claim_id: speaker for verdict, speaker in given})
    others = sum(row.total for row in checked if row.speaker == OTHERS)
    further = f" Not drawn: {others} on others." if others else ""
    charts = (
        bar_chart(
            "Ratings",
            "Checks that are approved, published or corrected.",
            [(rating, {rating: number}) for rating, number in times.items() if number],
            colours,
        ),
        bar_chart(
            "Who was checked",
            f"The same checks, by who said it.{further}",
            speaker_rows([row for row in checked if row.speaker != OTHERS]),
            colours,
        ),
        bar_chart(
            "The pile",
            "Every claim on the desk, by where the work on it is.",
            [(status.value, {status.value: number}) for status, number in counted.items()],
            {status.value: record.colour for status, record in STATUSES.items()},
        ),
    )
    return [chart for chart in charts if chart is not None]


def _head(taken: Snapshot) -> str:
    """What the report was made of, by which it can be held against the log later."""
    last = taken.events[-1].at if taken.events else None
    when = f", the last of {last:%Y-%m-%d %H:%M} UTC" if last else ""
    number = taken.found.events
    sound = "" if taken.found.clean else f" {in_doubt(taken.found)}"
    return (
        f"As of {number} event{'' if number == 1 else 's'}{when}; head of the log {taken.found.head}.{sound}"
    )
