"""What stands in a report of a check: who said it where, what was found, on what evidence, in which steps.

Pure, from values to values. What was found is told only once somebody has staked a verdict, so that nothing
of a blind review shows; of a claim in doubt nothing is told but why it is. What is the desk's own business
(notes, comments, tags, assignments, how the claimant was reached) stays there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claimcheck.calculations import Calculation
from claimcheck.exporting.claimreview import Check, Record, checks_of, corrections, page, words_of
from claimcheck.exporting.report_charts import YearsChart, years_chart
from claimcheck.model import Article, Claim, Event, Source, Status, Verdict
from claimcheck.review.blind_review import as_all_may_see
from claimcheck.review.events import ASSIGNED, COMMENTED, TAGGED, TAKES_BACK, UNDONE, WEIGHED
from claimcheck.review.log.as_of import Snapshot
from claimcheck.review.queue import counts
from claimcheck.review.rating_colours import colours_of, ink_on
from claimcheck.review.replay import verdicts
from claimcheck.review.statuses import STAKED
from claimcheck.review.timeline import timeline
from claimcheck.worksheet.figure_words import origin_in_words, value_in_words

# A reader comes for what was put right, then for what is out.
_ORDER = (
    *(Status.CORRECTED, Status.PUBLISHED, Status.APPROVED, Status.PROPOSED),
    *(Status.RESEARCHING, Status.SELECTED, Status.UNREVIEWED, Status.DISMISSED),
)
_OWN_BUSINESS = frozenset({COMMENTED, ASSIGNED, TAGGED, WEIGHED})
# A name that no reviewer has, for whom a timeline leaves out what was found.
_NOBODY = ""
_STANCES = (("for", "Sources for the claim"), ("against", "Sources against the claim"), (None, "Sources"))


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with what is known of it; ``facts`` go in one line."""

    source: Source
    facts: tuple[str, ...]

    @property
    def page(self) -> str | None:
        """Its address where a browser opens it."""
        return page(self.source.address)

    @property
    def archived(self) -> str | None:
        """The address of its archived copy where a browser opens that."""
        return page(self.source.archived)


@dataclass(frozen=True, slots=True)
class Said:
    """One place where the claim was found."""

    claim: Claim
    article: Article

    @property
    def words(self) -> str:
        """The words of the article, without marks of Markdown and HTML."""
        return words_of(self.claim)

    @property
    def page(self) -> str | None:
        """The address of the article where a browser opens it."""
        return page(self.article.url)

    @property
    def facts(self) -> tuple[str, ...]:
        """Who published the article, who wrote it, and when."""
        told = (self.article.publisher, self.article.author, self.article.published)
        return tuple(filter(None, told))


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is told: what ``by`` did, and whether it was taken back later."""

    at: datetime
    by: str
    what: str
    undone: bool


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """One reading of the worksheet, its figures as (name, value, from where)."""

    calculation: Calculation
    figures: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportedCheck:
    """One check as a report tells it; ``staked`` says whether a verdict is told."""

    verdict: Verdict
    words: str
    said: tuple[Said, ...]
    staked: bool
    colour: str
    ink: str
    corrections: tuple[Record, ...]
    sources: tuple[tuple[str, tuple[Cited, ...]], ...]
    worked_out: tuple[WorkedOut, ...]
    chart: YearsChart | None
    steps: tuple[Step, ...]

    @property
    def page(self) -> str | None:
        """The address of the published check."""
        return page(self.verdict.published_url)


def reported(check: Check) -> ReportedCheck:
    """*check* as a report tells it."""
    told = _as_told(check.verdict)
    staked = told.status in STAKED
    sheet = told.worksheet
    (colour,) = colours_of([told.rating or ""], {told.scale or ""})
    return ReportedCheck(
        told,
        replace(check, verdict=told).words,
        tuple(Said(claim, article) for claim, article in check.said),
        staked,
        colour,
        ink_on(colour),
        tuple(corrections(told)) if staked else (),
        tuple(_cited(told)),
        tuple(map(_worked_out, sheet.calculations)) if sheet else (),
        years_chart(sheet) if sheet else None,
        tuple(_steps(check.verdict, staked)),
    )


def checks_to_report(taken: Snapshot, statuses: Iterable[Status]) -> list[Check]:
    """The checks of those *statuses*, what was corrected first, each in the order of article and place.

    A claim in doubt is among them whatever its status: nobody knows what was decided.
    """
    wanted, standing = frozenset(statuses), standing_of(taken)
    shown = {name: verdict for name, verdict in standing.items() if not verdict.doubts}
    found = checks_of(taken.articles, taken.claims, shown, wanted)
    found += checks_of(
        taken.articles,
        taken.claims,
        {name: verdict for name, verdict in standing.items() if verdict.doubts},
        frozenset(Status),
    )
    return sorted(found, key=lambda check: _ORDER.index(check.verdict.status))


def standing_of(taken: Snapshot) -> dict[str, Verdict]:
    """The verdict of every claim that is part of the pile, those too that nobody has touched."""
    known = verdicts(taken.events)
    standing = {claim.id: known.get(claim.id) or Verdict(claim.id) for claim in taken.claims}
    return {name: verdict for name, verdict in standing.items() if counts(verdict)}


def _as_told(verdict: Verdict) -> Verdict:
    """*verdict* with what may be told of it."""
    if verdict.doubts:
        return Verdict(verdict.claim_id, doubts=verdict.doubts)
    if verdict.status in STAKED:
        return verdict
    seen = as_all_may_see(verdict)
    return Verdict(
        verdict.claim_id,
        verdict.status,
        verdict.statement,
        dismiss_reason=verdict.dismiss_reason,
        judgements=seen.judgements,
    )


def _cited(told: Verdict) -> Iterator[tuple[str, tuple[Cited, ...]]]:
    """The sources in groups, those for the claim first; where none says for or against, in one."""
    for stance, heading in _STANCES:
        own = tuple(_with_facts(source) for source in told.evidence if (source.stance or None) == stance)
        if own:
            others = stance is None and len(own) < len(told.evidence)
            yield "Other sources" if others else heading, own


def _with_facts(source: Source) -> Cited:
    kind = {True: "primary source", False: "secondary source", None: None}[source.primary]
    kept = source.attachment
    facts = (
        kind,
        source.consulted and f"consulted on {source.consulted}",
        source.interest and f"interest in the matter: {source.interest}",
        f"kept by the desk: {kept.name} (SHA-256 {kept.sha256})" if kept else None,
    )
    return Cited(source, tuple(filter(None, facts)))


def _worked_out(calculation: Calculation) -> WorkedOut:
    figures = ((one.name, value_in_words(one), origin_in_words(one)) for one in calculation.figures)
    return WorkedOut(calculation, tuple(figures))


def _steps(verdict: Verdict, staked: bool) -> Iterator[Step]:
    """The steps that are not the desk's own business; without what was found until a verdict is staked."""
    if verdict.doubts:
        return
    entries = timeline(verdict, blind_for=None if staked else _NOBODY)
    own: set[int] = set()
    for event, entry in zip(verdict.history, entries, strict=True):
        if _is_own_business(event, own):
            own.add(event.id)
            continue
        what = entry.what
        if event.action in TAKES_BACK:
            # What it took back may be in part the desk's own business; the step itself is marked.
            what = "took a step back" if event.action == UNDONE else "took a step up again"
        yield Step(entry.at, entry.by, what, entry.undone)


def _is_own_business(event: Event, own: set[int]) -> bool:
    if event.action in TAKES_BACK:
        return own.issuperset(event.data["events"])
    return event.action in _OWN_BUSINESS


def tally(standing: Mapping[str, Verdict]) -> dict[Status, int]:
    """How many claims stand in each status, in the order of the steps; what is in doubt is left out."""
    sure = [verdict.status for verdict in standing.values() if not verdict.doubts]
    return {status: sure.count(status) for status in Status if status in sure}


def decided_verdicts(checks: Sequence[Check]) -> list[tuple[Verdict, str | None]]:
    """The verdict of each place where a check's claim was said, with the speaker there."""
    return [
        (
            replace(check.verdict, claim_id=claim.id, served_from=check.verdict.claim_id if place else None),
            claim.speaker,
        )
        for check in checks
        for place, (claim, _) in enumerate(check.said)
    ]
