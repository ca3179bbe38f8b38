"""What one reviewer sees and may do; the desk forwards to it and redraws, a test drives it alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from claimcheck.errors import ClaimcheckError, ConflictError, WorkflowError
from claimcheck.model import Article, Claim, Event, Span, Status, Verdict
from claimcheck.review.forms import has_words, resumed, storable, tidy, trimmed, work_of
from claimcheck.review.queue import ORDERS, SHOWN, Filter, QueueRow, arrange, counts, status_of
from claimcheck.review.records import work_to_json
from claimcheck.review.replay import ADDED, RECUT, UNDONE, live, replay, verdicts
from claimcheck.review.scales import Scale, scale
from claimcheck.review.store import Added, NewEvent, Store, came_between
from claimcheck.review.workflow import (
    ASIDE,
    FORWARD,
    RECUT_FROM,
    Policy,
    Work,
    leads,
    missing_on,
    open_moves,
    path,
)

Cutter = Callable[[Article, Span], Claim]


@dataclass(frozen=True, slots=True)
class View:
    """One claim as the reviewer has it in front of them; ``work`` is their draft where they have one."""

    claim: Claim
    article: Article
    verdict: Verdict
    work: Work
    draft_version: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the whole pile is: decided, waiting for a second editor, all."""

    decided: int
    waiting: int
    total: int


@dataclass(frozen=True, slots=True)
class Way:
    """A move that is open, and what is missing before it may be taken, in words."""

    label: str
    target: Status
    missing: tuple[str, ...]


class ReviewSession:
    """One reviewer at one log, on one claim at a time.

    *cut* makes the claim for a span that a person marked by hand. *now* is the clock. Raises
    ClaimcheckError where the reviewer has no name.
    """

    def __init__(
        self,
        store: Store,
        reviewer: str,
        *,
        policy: Policy | None = None,
        scale: Scale = scale(),  # noqa: B008 - a frozen value
        cut: Cutter | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.store, self.reviewer = store, named(reviewer)
        self.policy, self.scale = policy or Policy.solo(), scale
        self._cut, self._now = cut, now
        self._articles: dict[str, Article] = {}
        self._visited: list[str] = []
        place = store.desk(self.reviewer)
        self.filter = _filter(place.get("filter", {}))
        self.current: str | None = None
        self.reading: str | None = None
        self.reload()
        self.current = self._standing(place.get("claim"))
        self._kept_place = place

    # What is seen

    def reload(self) -> None:
        """Read the whole pile and the whole log again."""
        self._rows = self.store.queue()
        self._known = {row.claim_id for row in self._rows}
        self._by_article: dict[str, list[QueueRow]] = {}
        for row in self._rows:
            self._by_article.setdefault(row.article_id, []).append(row)
        self._changed: set[str] = set(self._known)
        self._log = self.store.events()
        self._verdicts = verdicts(self._log)
        self._visible: list[QueueRow] | None = None
        if self.current is not None and self.current not in self._known:
            self.current = self._standing(None)

    def refresh(self) -> bool:
        """Take in what others have done since; whether there was anything."""
        fresh = self.store.events(after=self._log[-1].id if self._log else 0)
        if any(event.claim_id not in self._known for event in fresh):
            self.reload()
        else:
            self._take_in(fresh)
        return bool(fresh)

    @property
    def queue(self) -> list[QueueRow]:
        """The claims that the filter lets through, in its order."""
        if self._visible is None:
            self._visible = arrange(self._rows, self._verdicts, self.filter)
        return self._visible

    @property
    def progress(self) -> Progress:
        """How far the whole pile is, whatever the filter."""
        known = [verdict for verdict in self._verdicts.values() if verdict.claim_id in self._known]
        standing = [verdict for verdict in known if counts(verdict)]
        return Progress(
            decided=sum(verdict.status.decided for verdict in standing),
            waiting=sum(verdict.status is Status.PROPOSED for verdict in standing),
            total=len(self._rows) - (len(known) - len(standing)),
        )

    def verdict(self, claim_id: str) -> Verdict:
        """What the events of that claim, as far as this reviewer has seen them, add up to."""
        return self._verdicts.get(claim_id) or Verdict(claim_id)

    @property
    def where(self) -> str:
        """The path of the database, for a message."""
        return self.store.path

    def articles(self) -> dict[str, Article]:
        """Every article by its id, in the order of import."""
        return self.store.articles()

    def article(self, article_id: str) -> Article:
        """The article with that id."""
        if article_id not in self._articles:
            self._articles[article_id] = self.store.article(article_id)
        return self._articles[article_id]

    def view(self) -> View | None:
        """The claim that the reviewer is at; None where the pile is empty."""
        if self.current is None:
            return None
        claim, verdict = self.store.claim(self.current), self.verdict(self.current)
        draft = self.store.draft(self.current, self.reviewer)
        work = resumed(draft.data, verdict) if draft else work_of(verdict)
        return View(claim, self.article(claim.article_id), verdict, work, draft.version if draft else 0)

    def lacking(self, claim_id: str, target: Status, work: Work) -> tuple[str, ...]:
        """What is missing before the claim can become *target*; raises WorkflowError where no way leads."""
        verdict = self.verdict(claim_id)
        return missing_on(path(verdict.status, target), tidy(work), self.policy, verdict, self.reviewer)

    def ways(self, claim_id: str, work: Work) -> list[Way]:
        """The moves that are open to the claim, runs of forward steps included, and what each lacks."""
        status = self.verdict(claim_id).status
        ahead = [move for move in FORWARD if leads(status, move.target)]
        aside = [move for move in open_moves(status) if move in ASIDE]
        # The reason for a dismissal is chosen with the dismissal itself.
        return [
            Way(m.label, m.target, () if m.label == "Dismiss" else self.lacking(claim_id, m.target, work))
            for m in (*ahead, *aside)
        ]

    def forward(self, claim_id: str) -> Status | None:
        """Where "go on" leads: the next step, or under a policy of one person the decision itself."""
        status = self.verdict(claim_id).status
        if not self.policy.second_editor and leads(status, Status.APPROVED):
            return Status.APPROVED
        return next((move.target for move in FORWARD if status in move.sources), None)

    def claims_in(self, article_id: str) -> list[QueueRow]:
        """The claims of one article that are part of the pile, in the order of the text."""
        rows = self._by_article.get(article_id, [])
        return sorted((row for row in rows if counts(self.verdict(row.claim_id))), key=lambda row: row.start)

    @property
    def pile(self) -> list[QueueRow]:
        """Every claim that is part of the pile, whatever the filter."""
        return [row for row in self._rows if counts(self.verdict(row.claim_id))]

    def changes(self) -> set[str]:
        """The claims whose standing has changed since this was last asked."""
        changed, self._changed = self._changed, set()
        return changed

    # Moving about

    def go(self, claim_id: str) -> None:
        """Open that claim; raises WorkflowError where the pile does not hold it."""
        if claim_id not in self._known:
            raise WorkflowError(
                f"There is no claim {claim_id} on this desk; it was flagged anew. Choose another."
            )
        if self.current not in (None, claim_id):
            self._visited.append(str(self.current))
        self.current = claim_id

    def next(self, step: int = 1) -> None:
        """Open the claim *step* places further in the queue; at either end, stay."""
        ids = [row.claim_id for row in self.queue]
        if not ids:
            return
        if self.current not in ids:
            self.go(ids[0])
            return
        self.go(ids[min(max(ids.index(self.current) + step, 0), len(ids) - 1)])

    def back(self) -> None:
        """Open the claim that was open before this one; without one, the one above in the queue."""
        while self._visited:
            claim_id = self._visited.pop()
            if claim_id in self._known and not self.verdict(claim_id).withdrawn:
                self.current = claim_id
                return
        self.next(-1)

    def keep_place(self) -> None:
        """Keep where the reviewer stands, for the next time; a step that is taken keeps it by itself."""
        place = self._place(self.current)
        if place != self._kept_place:
            self.store.save_desk(self.reviewer, place)
            self._kept_place = place

    def read(self, article_id: str) -> None:
        """Open an article without any of its claims."""
        self.article(article_id)
        if self.current is not None:
            self._visited.append(self.current)
        self.current, self.reading = None, article_id

    def show(self, wanted: Filter) -> None:
        """Change what the queue shows; an article chosen for the first time is opened."""
        chosen = wanted.article if wanted.article != self.filter.article else None
        self.filter, self._visible = wanted, None
        if chosen is not None and self.queue:
            self.go(self.queue[0].claim_id)
        elif chosen is not None:
            self.read(chosen)

    # Working on a claim

    def save_draft(self, claim_id: str, work: Work, version: int, seen: int | None = None) -> int:
        """Keep what was typed on the claim as of event *seen*; the version to hand in with the next one."""
        seen = self.verdict(claim_id).seen if seen is None else seen
        data = {**storable(work_to_json(work)), "seen": seen}
        return self.store.save_draft(claim_id, self.reviewer, data, version)

    def take(
        self, claim_id: str, target: Status, work: Work, seen: int | None = None, version: int | None = None
    ) -> list[Event]:
        """Move the claim to *target*, through the steps between, with *work* as the form's content.

        *seen* is the claim's last event that the reviewer had in front of them, *version* their
        draft's; without them, those that the session knows. Returns the events as committed.
        Raises WorkflowError that says what is missing, or ConflictError that says what came
        between; then nothing was written.
        """
        work, verdict = tidy(work), self._workable(claim_id, seen)
        moves = path(verdict.status, target)
        lacking = missing_on(moves, work, self.policy, verdict, self.reviewer)
        if lacking:
            done = "sent back" if moves[-1].label == "Send back" else target
            raise WorkflowError(f"Not {done} yet. Still missing: {'; '.join(lacking)}.")
        if work.rating is not None:
            self.scale.rating(work.rating)
        if any(move.target is Status.PROPOSED for move in moves):
            # A note that sent it back has been followed; the next one has to be written anew.
            work = replace(work, note=None)
        group = _group()
        steps = [self._step(claim_id, move.target, work, group) for move in moves]
        versions = None if version is None else {claim_id: version}
        return self._write(steps, then=self._after(claim_id, target), versions=versions)

    def dismiss(self, claim_ids: Sequence[str], reason: str) -> list[Event]:
        """Dismiss one or a handful at once, all or none; raises like `take`."""
        group, steps = _group(), []
        for claim_id in dict.fromkeys(claim_ids):
            verdict = self._workable(claim_id)
            work = replace(self._work(claim_id), dismiss_reason=reason)
            moves = path(verdict.status, Status.DISMISSED)
            lacking = missing_on(moves, work, self.policy, verdict, self.reviewer)
            if lacking:
                raise WorkflowError(f"Not dismissed yet. Still missing: {'; '.join(lacking)}.")
            steps.append(self._step(claim_id, Status.DISMISSED, work, group))
        if not steps:
            raise WorkflowError("No claim is marked; mark some in the queue first.")
        leaving = {step.claim_id for step in steps}
        then = (
            self._after(self.current, Status.DISMISSED, leaving) if self.current in leaving else self.current
        )
        return self._write(steps, then=then)

    def undo(self) -> list[Event]:
        """Take back this reviewer's last step, with everything that was done in the same go.

        What was typed for it, or since, comes back as a draft. Raises WorkflowError where there is
        nothing to undo or somebody has acted on the claim since.
        """
        self.refresh()
        group = self._last_group()
        if not group:
            raise WorkflowError("There is nothing of yours to undo.")
        steps = []
        for claim_id in dict.fromkeys(event.claim_id for event in group):
            own = [event.id for event in group if event.claim_id == claim_id]
            verdict = self.verdict(claim_id)
            latest = live(verdict.history)[-1]
            if latest.id not in own:
                raise WorkflowError(
                    f"{latest.by} has moved this claim to {latest.action} since; "
                    "it can be sent back or dismissed, but your step under it cannot be undone."
                )
            steps.append(NewEvent(claim_id, UNDONE, {"events": own, "group": _group()}, verdict.seen))
        typed = self._typed(group)
        written = self._write(steps, then=group[0].claim_id, drafts_then=typed)
        if self.verdict(group[0].claim_id).withdrawn:
            self.current = None
            self.back()
        return written

    # Cutting claims by hand

    def add_claim(self, article_id: str, span: Span) -> Claim:
        """Put a claim that the machine missed on the desk and open it.

        Raises WorkflowError where the same words are a claim already; then that one is opened.
        """
        claim = self._by_hand(self.article(article_id), span)
        if self._in_pile(claim.id):
            self.go(claim.id)
            raise WorkflowError("These words are a claim already; it is the one that is open now.")
        self._write([self._added(claim, _group(), {})], cuts=[claim], then=claim.id)
        return claim

    def recut(self, claim_id: str, spans: Iterable[Span]) -> list[Claim]:
        """Replace a claim by the claims at *spans*: wider, narrower, or several.

        The work on it goes on in each that is new; the old cut is dismissed as "cut anew". Raises
        WorkflowError where the claim is proposed or further, or nothing would change.
        """
        old, verdict = self.store.claim(claim_id), self._workable(claim_id)
        if verdict.status not in RECUT_FROM:
            raise WorkflowError(
                f"A claim that is {verdict.status} keeps its words; undo or send it back first."
            )
        article = self.article(old.article_id)
        cuts = list({claim.id: claim for claim in (self._by_hand(article, span) for span in spans)}.values())
        into, fresh = [claim.id for claim in cuts], [claim for claim in cuts if not self._in_pile(claim.id)]
        if not into or (claim_id in into and not fresh):
            raise WorkflowError("The claim already has these words; select other ones.")
        group, work = _group(), work_to_json(self._work(claim_id))
        rules = {"policy": self.policy.label, "scale": self.scale.name}
        kept = {"from": claim_id, "status": verdict.status, "work": work, **rules}
        left = {"into": into, "work": work, "group": group}
        steps = [] if claim_id in into else [NewEvent(claim_id, RECUT, left, verdict.seen)]
        steps += [self._added(claim, group, kept) for claim in fresh]
        self._write(steps, cuts=fresh, then=cuts[0].id)
        return cuts

    def split(self, claim_id: str, span: Span) -> list[Claim]:
        """Cut a claim in two or three: what stands before *span*, in it, and after it.

        Raises WorkflowError where *span* does not part the claim, or like `recut`.
        """
        whole = self.store.claim(claim_id).span
        inner = Span(max(whole.start, span.start), min(whole.end, span.end))
        if inner.start >= inner.end:
            raise WorkflowError("The words to split at are not in this claim; select some that are.")
        text = self.article(self.store.claim(claim_id).article_id).text
        parts = (Span(whole.start, inner.start), inner, Span(inner.end, whole.end))
        pieces = [part for part in parts if has_words(part.of(text))]
        if len(pieces) < 2:
            raise WorkflowError("The whole claim is selected; select only the part to split off.")
        return self.recut(claim_id, pieces)

    def bring_in(self, article: Article, flagged: Sequence[Claim]) -> Added:
        """Put an article with its claims on the desk and open the best of them that is new.

        Without any, the article itself is opened, so that claims can be added by hand.
        """
        added = self.store.add(article, flagged)
        before = self._known
        self.reload()
        fresh = [row.claim_id for row in self._rows if row.claim_id not in before]
        if fresh:
            self.go(fresh[0])
        elif not self._by_article.get(article.id):
            self.read(article.id)
        return added

    # Inside

    def _write(
        self,
        steps: Sequence[NewEvent],
        *,
        then: str | None,
        cuts: Sequence[Claim] = (),
        versions: Mapping[str, int] | None = None,
        drafts_then: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> list[Event]:
        try:
            written = self.store.append(
                self.reviewer,
                steps,
                at=self._now(),
                cuts=cuts,
                desk=self._place(then),
                versions=versions,
                drafts_then=drafts_then,
            )
        except ConflictError:
            self.reload()
            raise
        self._kept_place = self._place(then)
        # Others may have written between what was known and this; their events come first.
        self.refresh()
        if then != self.current:
            if self.current is not None:
                self._visited.append(self.current)
            self.current = then
        return written

    def _take_in(self, fresh: Sequence[Event]) -> None:
        self._log.extend(fresh)
        for claim_id in {event.claim_id for event in fresh}:
            own = [event for event in fresh if event.claim_id == claim_id]
            self._verdicts[claim_id] = replay(claim_id, [*self.verdict(claim_id).history, *own])
            self._changed.add(claim_id)
        if fresh:
            self._visible = None

    def _step(self, claim_id: str, target: Status, work: Work, group: str) -> NewEvent:
        data = {
            "work": work_to_json(work),
            "policy": self.policy.label,
            "scale": self.scale.name,
            "group": group,
        }
        return NewEvent(claim_id, target, data, self.verdict(claim_id).seen)

    def _added(self, claim: Claim, group: str, kept: dict[str, Any]) -> NewEvent:
        where = {"article": claim.article_id, "start": claim.span.start, "end": claim.span.end}
        return NewEvent(claim.id, ADDED, {**where, **kept, "group": group}, self.verdict(claim.id).seen)

    def _by_hand(self, article: Article, span: Span) -> Claim:
        if self._cut is None:
            raise WorkflowError("This desk cannot cut claims: it was opened without a flagger.")
        return self._cut(article, trimmed(article, span))

    def _work(self, claim_id: str) -> Work:
        draft, verdict = self.store.draft(claim_id, self.reviewer), self.verdict(claim_id)
        return tidy(resumed(draft.data, verdict)) if draft else work_of(verdict)

    def _workable(self, claim_id: str, seen: int | None = None) -> Verdict:
        """The verdict of a claim that steps can be taken on.

        Raises WorkflowError where it was taken back, ConflictError where it has events after *seen*.
        """
        verdict = self.verdict(claim_id)
        if seen is not None and seen < verdict.seen:
            raise came_between(verdict.history[-1])
        if verdict.withdrawn:
            raise WorkflowError(
                f"{verdict.history[-1].by} has taken this claim back; "
                "add it again by its words in the article."
            )
        return verdict

    def _in_pile(self, claim_id: str) -> bool:
        return claim_id in self._known and counts(self.verdict(claim_id))

    def _typed(self, group: Sequence[Event]) -> dict[str, Mapping[str, Any]]:
        """What the forms of the claims of *group* hold: the draft, else what went into the last step."""
        typed: dict[str, Mapping[str, Any]] = {}
        for claim_id, event in {event.claim_id: event for event in group}.items():
            draft = self.store.draft(claim_id, self.reviewer)
            # The work on an added claim came from the one that it was cut from, and goes back there.
            stepped = {} if event.action == ADDED else event.data.get("work", {})
            typed[claim_id] = draft.data if draft else stepped
        return {claim_id: work for claim_id, work in typed.items() if work}

    def _last_group(self) -> list[Event]:
        """The events of this reviewer's last step that still counts."""
        undone = {number for event in self._log if event.action == UNDONE for number in event.data["events"]}
        for event in reversed(self._log):
            if event.by == self.reviewer and event.action != UNDONE and event.id not in undone:
                group = event.data["group"]
                return [e for e in self._log if e.data.get("group") == group and e.id not in undone]
        return []

    def _after(self, claim_id: str | None, target: Status, leaving: Iterable[str] = ()) -> str | None:
        """Where the reviewer stands after a step: at the next undecided claim once one is done with."""
        done = target in {Status.DISMISSED, Status.APPROVED}
        if not done and not (target is Status.PROPOSED and self.policy.second_editor):
            return claim_id
        gone = {claim_id, *leaving}
        ids = [row.claim_id for row in self.queue]
        at = ids.index(claim_id) if claim_id in ids else 0
        waiting = {Status.PROPOSED} if self.policy.second_editor else set()
        for candidate in ids[at:] + ids[:at]:
            status = status_of(candidate, self._verdicts)
            if candidate not in gone and not status.decided and status not in waiting:
                return candidate
        return claim_id

    def _standing(self, claim_id: str | None) -> str | None:
        """Where to begin: where the reviewer stood, else at the first claim that wants work."""
        if claim_id in self._known and not self.verdict(str(claim_id)).withdrawn:
            return claim_id
        ids = [row.claim_id for row in self.queue]
        undecided = (i for i in ids if not status_of(i, self._verdicts).decided)
        return next(undecided, ids[0] if ids else None)

    def _place(self, claim_id: str | None) -> dict[str, Any]:
        return {"claim": claim_id, "filter": asdict(self.filter)}


def named(reviewer: str) -> str:
    """The reviewer's name without white space around it; raises ClaimcheckError where nothing is left."""
    name = " ".join(reviewer.split())
    if not name or not name.isprintable() or len(name) > 80:
        raise ClaimcheckError(
            "A reviewer needs a name of up to 80 characters: pass reviewer=… (or --reviewer), "
            "or set CLAIMCHECK_REVIEWER."
        )
    return name


def _filter(kept: Mapping[str, Any]) -> Filter:
    """The filter as it was kept; what this version does not know is passed over."""
    known = {field.name: kept[field.name] for field in fields(Filter) if field.name in kept}
    wanted = Filter(**known)
    return wanted if wanted.show in SHOWN and wanted.order in ORDERS else Filter()


def _group() -> str:
    return uuid.uuid4().hex
