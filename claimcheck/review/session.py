"""What one reviewer may do; the desk forwards to it and redraws, a test drives it alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from claimcheck.errors import ConflictError, WorkflowError
from claimcheck.model import Article, Claim, Event, Span, Status, Verdict
from claimcheck.review.blind import rates, shared
from claimcheck.review.cutting import Cutter, cut_by_hand, pieces, refuse_no_change, refuse_settled
from claimcheck.review.forms import clean, storable, tidy, work_of
from claimcheck.review.people import named, same_person
from claimcheck.review.place import Place
from claimcheck.review.policies import Policy
from claimcheck.review.queue import TO_APPROVE
from claimcheck.review.records import work_to_json
from claimcheck.review.replay import (
    ADDED,
    ASSIGNED,
    BLIND,
    COMMENTED,
    RATED,
    RECUT,
    REDONE,
    UNDONE,
    UPDATED,
    replay,
)
from claimcheck.review.scales import Scale, scale
from claimcheck.review.store import COMMENT, Added, NewEvent, Store, came_between
from claimcheck.review.undoing import Group, refuse_what_came_after, steps_of
from claimcheck.review.workflow import (
    ASIDE,
    FORWARD,
    RATED_FROM,
    Demand,
    Work,
    blind_demands,
    checklist,
    kept_apart,
    leads,
    open_moves,
    path,
    wants_ratings,
)

# Of a reviewer's drafts, this version and earlier ones are done with: none.
_NO_DRAFT = 0
# What a blind rating says; the rest of the form is no part of it.
_RATED_FIELDS = ("rating", "rationale", "statement", "sources")
# Queues in which somebody goes from one proposal to the next.
_OF_PROPOSED = (TO_APPROVE, Status.PROPOSED)


@dataclass(frozen=True, slots=True)
class Way:
    """A step that is open, and what has to be there before it may be taken.

    ``target`` is the status that it leads to, or RATED.
    """

    label: str
    target: str
    demands: tuple[Demand, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not there yet, in words."""
        return tuple(demand.text for demand in self.demands if not demand.met)


class ReviewSession(Place):
    """One reviewer at one log, and every step that they may take.

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
        super().__init__(store, reviewer, policy or Policy.solo(), now)
        self.scale, self._cut = scale, cut

    # What may be done

    def checklist(self, claim_id: str, target: Status, work: Work) -> tuple[Demand, ...]:
        """What has to be there before the claim can become *target*; WorkflowError where no way leads."""
        verdict = self.verdict(claim_id)
        return checklist(path(verdict.status, target), tidy(work), self.policy, verdict, self.reviewer)

    def ways(self, claim_id: str, work: Work) -> list[Way]:
        """The moves that are open to the claim, runs of forward steps included, and what each needs."""
        verdict = self.verdict(claim_id)
        ahead = [move for move in FORWARD if leads(verdict.status, move.target)]
        aside = [move for move in open_moves(verdict.status) if move in ASIDE]
        ways = [
            # The reason for a dismissal is chosen with the dismissal itself.
            Way(m.label, m.target, () if m.label == "Dismiss" else self.checklist(claim_id, m.target, work))
            for m in (*ahead, *aside)
        ]
        if rates(verdict, self.policy, self.reviewer):
            ways.append(Way("Rate blind", RATED, blind_demands(tidy(work), verdict, self.reviewer)))
        return ways

    def forward(self, claim_id: str) -> str | None:
        """Where "go on" leads: the next step, or under a policy of one person the decision itself."""
        verdict = self.verdict(claim_id)
        chosen = verdict.blind or not self.policy.why_selected or verdict.status is not Status.UNREVIEWED
        if chosen and rates(verdict, self.policy, self.reviewer):
            return RATED
        if not self.policy.second_editor and leads(verdict.status, Status.APPROVED):
            return Status.APPROVED
        return next((move.target for move in FORWARD if verdict.status in move.sources), None)

    # Working on a claim

    def save_draft(
        self, claim_id: str, work: Work, version: int, seen: int | None = None, comment: str = ""
    ) -> int:
        """Keep what was typed on the claim as of event *seen*; the version to hand in with the next one.

        *comment* is one that is being written and that nobody else reads yet.
        """
        seen = self.verdict(claim_id).seen if seen is None else seen
        draft = storable({**work_to_json(work), **({COMMENT: comment} if comment else {})})
        return self.store.save_draft(claim_id, self.reviewer, {**draft, "seen": seen}, version)

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
        done = {"Send back": "sent back", "Reopen": "reopened"}.get(moves[-1].label, str(target))
        _refuse_lacking(done, checklist(moves, work, self.policy, verdict, self.reviewer))
        if work.rating is not None:
            self.scale.rating(work.rating)
        if any(move.target is Status.PROPOSED for move in moves):
            # A note that sent it back has been followed; the next one has to be written anew.
            work = replace(work, note=None)
        told = shared(work, verdict, self.policy)
        group = _group()
        steps = [self._step(claim_id, move.target, told, group) for move in moves]
        # What a blind review keeps from others stays with its reviewer.
        typed = {claim_id: work_to_json(work)} if told != work else None
        versions = None if version is None else {claim_id: version}
        return self._write(steps, then=self._after(claim_id, target), versions=versions, drafts_then=typed)

    def update(
        self, claim_id: str, work: Work, seen: int | None = None, version: int | None = None
    ) -> list[Event]:
        """Put what was typed before everybody without moving the claim; raises ConflictError like `take`."""
        work, verdict = tidy(work), self._workable(claim_id, seen)
        if verdict.status.decided:
            raise WorkflowError(
                f"A claim that is {verdict.status} keeps what was decided; what you typed stays your draft. "
                "Reopen or restore it, or record a correction."
            )
        if work.rating is not None:
            self.scale.rating(work.rating)
        told = shared(work, verdict, self.policy)
        if told == work_of(verdict):
            raise WorkflowError("There is nothing new in the form; it stands as everybody sees it.")
        typed = {claim_id: work_to_json(work)} if told != work else None
        event = NewEvent(claim_id, UPDATED, {"work": work_to_json(told), "group": _group()}, verdict.seen)
        versions = None if version is None else {claim_id: version}
        return self._write([event], then=claim_id, versions=versions, drafts_then=typed)

    def dismiss(self, claim_ids: Sequence[str], reason: str) -> list[Event]:
        """Dismiss one or a handful at once, all or none; raises like `take`."""
        group, steps, typed = _group(), [], {}
        for claim_id in dict.fromkeys(claim_ids):
            verdict = self._workable(claim_id)
            work = replace(self._work(claim_id), dismiss_reason=reason)
            moves = path(verdict.status, Status.DISMISSED)
            _refuse_lacking("dismissed", checklist(moves, work, self.policy, verdict, self.reviewer))
            told = shared(work, verdict, self.policy)
            steps.append(self._step(claim_id, Status.DISMISSED, told, group))
            if told != work:
                typed[claim_id] = work_to_json(work)
        _refuse_none(steps)
        leaving = {step.claim_id for step in steps}
        then = (
            self._after(self.current, Status.DISMISSED, leaving) if self.current in leaving else self.current
        )
        return self._write(steps, then=then, drafts_then=typed)

    # Working with others

    def comment(self, claim_id: str, text: str) -> list[Event]:
        """Say something about the claim that everybody reads; raises WorkflowError where it says nothing."""
        said = clean(text)
        if said is None:
            raise WorkflowError("The comment is empty; write something first.")
        return self._beside([claim_id], COMMENTED, {"text": said})

    def assign(self, claim_ids: Sequence[str], to: str | None) -> list[Event]:
        """Hand claims to somebody, to oneself (taking them over), or with None to whoever takes them.

        What the one who had it has typed is handed over too, as long as the claim is not proposed; claims
        that are there already are passed over. Raises ClaimcheckError where *to* is no name.
        """
        # So that what is handed over hides nothing that others have done meanwhile.
        self.refresh()
        name = None if to is None else named(to)
        events, group, there = [], _group(), None
        for claim_id in dict.fromkeys(claim_ids):
            verdict = self._workable(claim_id)
            if same_person(verdict.assigned_to, name) or verdict.assigned_to is name is None:
                there = verdict.assigned_to
                continue
            handed = self._handed_over(verdict)
            seen = verdict.seen if handed else None
            events.append(NewEvent(claim_id, ASSIGNED, {"to": name, "group": group, **handed}, seen))
        if claim_ids and not events:
            raise WorkflowError(f"It is with {there or 'nobody'} already.")
        _refuse_none(events)
        return self._write(events, then=self.current, versions=_untouched(events))

    def ask_blind(self, claim_ids: Sequence[str], on: bool = True) -> list[Event]:
        """Ask for two ratings of each claim, given without seeing each other; *on* False ends that.

        Raises WorkflowError where a claim is proposed or further, and for an end once somebody has rated.
        """
        self.refresh()
        for claim_id in claim_ids:
            verdict = self._workable(claim_id)
            if verdict.status not in RATED_FROM:
                raise WorkflowError(
                    f"A claim that is {verdict.status} has a rating that all have seen; "
                    "only one that nobody has proposed yet can be rated blind."
                )
            if on and wants_ratings(verdict, self.policy):
                raise WorkflowError("Blind ratings of this claim are asked for already.")
            if not on and not verdict.blind:
                raise WorkflowError("No blind ratings of this claim were asked for.")
            if not on and verdict.ratings and wants_ratings(verdict, self.policy):
                raise WorkflowError(
                    "Somebody has rated this claim already, and ending now would show it: "
                    "the review ends when somebody else has rated too."
                )
        return self._beside(claim_ids, BLIND, {"on": on}, follows_seen=True)

    def rate(self, claim_id: str, work: Work, version: int | None = None) -> list[Event]:
        """Give one's own rating of a claim without seeing those of others; WorkflowError like `take`."""
        self.refresh()
        work, verdict = tidy(work), self._workable(claim_id)
        if not wants_ratings(verdict, self.policy):
            raise WorkflowError("This claim does not wait for blind ratings (any more); look at it again.")
        _refuse_lacking("rated", blind_demands(work, verdict, self.reviewer))
        self.scale.rating(str(work.rating))
        if any(rating.scale not in (None, self.scale.name) for rating in verdict.ratings):
            raise WorkflowError(
                f"The first blind rating of this claim is of the scale {verdict.ratings[0].scale}, "
                f"not {self.scale.name}, and cannot be compared: open the desk with that scale."
            )
        data = {"work": work_to_json(work), "scale": self.scale.name, "group": _group()}
        versions = None if version is None else {claim_id: version}
        then = self._following(claim_id, {claim_id}, lambda v: rates(v, self.policy, self.reviewer))
        shown = self._form(self._after_one_more(verdict, RATED, data), self.reviewer, None)
        # What else was typed is not part of the rating, and still there for the next step.
        beside = replace(work, **{name: getattr(shown, name) for name in _RATED_FIELDS})
        typed = {claim_id: work_to_json(beside)} if beside != shown else None
        # What another has rated meanwhile does not come between: neither is to see it.
        event = NewEvent(claim_id, RATED, data, None)
        return self._write([event], then=then, versions=versions, drafts_then=typed)

    # Taking back

    def undo(self) -> list[Event]:
        """Take back this reviewer's last step, with everything that was done in the same go.

        What was typed for it, or since, comes back as a draft. Raises WorkflowError where there is
        nothing to undo or somebody has acted on the claim since.
        """
        self.refresh()
        steps = steps_of(self.reviewer, self.board.log).done
        if not steps:
            raise WorkflowError("There is nothing of yours to undo.")
        written = self._take_back(steps[-1], UNDONE, drafts_then=self._typed(steps[-1]))
        if self.verdict(written[0].claim_id).withdrawn:
            self.current = None
            self.back()
        return written

    def redo(self) -> list[Event]:
        """Take up again the step that was undone last; raises WorkflowError like `undo`."""
        self.refresh()
        steps = steps_of(self.reviewer, self.board.log).undone
        if not steps:
            raise WorkflowError("There is nothing to take up again: no step was undone since your last one.")
        step, undoing = steps[-1]
        typed = {
            event.claim_id: draft.data
            for event in step
            if (draft := self.store.draft(event.claim_id, self.reviewer)) is not None
            and _typed_more(draft.data, event)
        }
        return self._take_back(undoing, REDONE, drafts_then=typed)

    # Cutting claims by hand

    def add_claim(self, article_id: str, span: Span) -> Claim:
        """Put a claim that the machine missed on the desk and open it.

        Raises WorkflowError where the same words are a claim already; then that one is opened.
        """
        claim = cut_by_hand(self._cut, self.article(article_id), span)
        if self.board.holds(claim.id):
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
        refuse_settled(verdict)
        article = self.article(old.article_id)
        by_hand = (cut_by_hand(self._cut, article, span) for span in spans)
        cuts = list({claim.id: claim for claim in by_hand}.values())
        fresh = [claim for claim in cuts if not self.board.holds(claim.id)]
        refuse_no_change(claim_id, cuts, fresh)
        into = [claim.id for claim in cuts]
        typed = self._work(claim_id)
        told = shared(typed, verdict, self.policy)
        group, work = _group(), work_to_json(told)
        rules = {"policy": self.policy.label, "scale": self.scale.name}
        blind = {"blind": True} if verdict.blind else {}
        kept = {"from": claim_id, "status": verdict.status, "work": work, **rules, **blind}
        left = {"into": into, "work": work, "group": group}
        steps = [] if claim_id in into else [NewEvent(claim_id, RECUT, left, verdict.seen)]
        steps += [self._added(claim, group, kept) for claim in fresh]
        drafts = {step.claim_id: work_to_json(typed) for step in steps} if told != typed else {}
        draft = self.store.draft(claim_id, self.reviewer)
        if fresh and draft is not None and COMMENT in draft.data:
            # The comment that is being written goes where the work goes on.
            drafts[fresh[0].id] = {**work_to_json(typed), COMMENT: draft.data[COMMENT]}
        self._write(steps, cuts=fresh, then=cuts[0].id, drafts_then=drafts)
        return cuts

    def split(self, claim_id: str, span: Span) -> list[Claim]:
        """Cut a claim in two or three: what stands before *span*, in it, and after it.

        Raises WorkflowError where *span* does not part the claim, or like `recut`.
        """
        claim = self.store.claim(claim_id)
        return self.recut(claim_id, pieces(self.article(claim.article_id).text, claim.span, span))

    def bring_in(self, article: Article, flagged: Sequence[Claim]) -> Added:
        """Put an article with its claims on the desk and open the best of them that is new.

        Without any, the article itself is opened, so that claims can be added by hand.
        """
        added = self.store.add(article, flagged)
        before = self.board.known
        self.reload()
        fresh = [row.claim_id for row in self.board.rows if row.claim_id not in before]
        if fresh:
            self.go(fresh[0])
        elif not self.board.claims_in(article.id):
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
        self._leave_for(then)
        return written

    def _beside(
        self, claim_ids: Sequence[str], action: str, said: Mapping[str, Any], *, follows_seen: bool = False
    ) -> list[Event]:
        """Write what leaves the work as it is, and what was typed on it too.

        With *follows_seen* it is refused where somebody has acted on a claim since it was looked at.
        """
        data = {**said, "group": _group()}
        events = []
        for claim_id in dict.fromkeys(claim_ids):
            seen = self._workable(claim_id).seen
            events.append(NewEvent(claim_id, action, data, seen if follows_seen else None))
        _refuse_none(events)
        return self._write(events, then=self.current, versions=_untouched(events))

    def _take_back(
        self, group: Group, action: str, drafts_then: Mapping[str, Mapping[str, Any]]
    ) -> list[Event]:
        name, steps = _group(), []
        for claim_id in dict.fromkeys(event.claim_id for event in group):
            own = [event for event in group if event.claim_id == claim_id]
            verdict = self.verdict(claim_id)
            refuse_what_came_after(own, verdict)
            data = {"events": [event.id for event in own], "group": name}
            self._refuse_hiding(verdict, action, data)
            steps.append(NewEvent(claim_id, action, data, verdict.seen))
        return self._write(steps, then=group[0].claim_id, drafts_then=drafts_then)

    def _after_one_more(self, verdict: Verdict, action: str, data: Mapping[str, Any]) -> Verdict:
        """What *verdict* would be after one more event of this reviewer."""
        seen = verdict.seen
        event = Event(seen + 1, verdict.claim_id, self._now(), self.reviewer, action, data, seen, "")
        return replay(verdict.claim_id, [*verdict.history, event])

    def _refuse_hiding(self, verdict: Verdict, action: str, data: Mapping[str, Any]) -> None:
        """Raise WorkflowError where taking a step back would keep from others what they have seen already."""
        after = self._after_one_more(verdict, action, data)
        if after.ratings and kept_apart(after, self.policy) and not kept_apart(verdict, self.policy):
            raise WorkflowError(
                "The blind ratings have been shown, and that cannot be taken back; ask for new ones instead."
            )

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

    def _work(self, claim_id: str) -> Work:
        draft = self.store.draft(claim_id, self.reviewer)
        return tidy(self._form(self.verdict(claim_id), self.reviewer, draft))

    def _handed_over(self, verdict: Verdict) -> dict[str, Any]:
        """The form as whoever had the claim has it, where they have typed in it and it is still open."""
        holder = verdict.assigned_to or self.reviewer
        drafts = self.store.drafts_on(verdict.claim_id)
        theirs = next((name for name in drafts if same_person(name, holder)), None)
        if theirs is None or verdict.status not in RATED_FROM:
            return {}
        told = shared(tidy(self._form(verdict, theirs, drafts[theirs])), verdict, self.policy)
        told = replace(told, dismiss_reason=verdict.dismiss_reason)
        return {} if told == work_of(verdict) else {"work": work_to_json(told), "typed_by": theirs}

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

    def _typed(self, group: Sequence[Event]) -> dict[str, Mapping[str, Any]]:
        """What the forms of the claims of *group* hold: the draft, else what went into the last step."""
        typed: dict[str, Mapping[str, Any]] = {}
        for claim_id, event in {event.claim_id: event for event in group}.items():
            draft = self.store.draft(claim_id, self.reviewer)
            # The work on an added claim came from the one that it was cut from, and goes back there.
            stepped = {} if event.action in (ADDED, ASSIGNED) else event.data.get("work", {})
            if draft is None:
                typed[claim_id] = stepped
                continue
            # As it stands now, since the draft will count as begun after what others have done meanwhile.
            kept = work_to_json(self._form(self.verdict(claim_id), self.reviewer, draft))
            typed[claim_id] = {**stepped, **kept} if event.action == RATED else kept
        return {claim_id: work for claim_id, work in typed.items() if work}

    def _after(self, claim_id: str | None, target: Status, leaving: Iterable[str] = ()) -> str | None:
        """Where the reviewer stands after a step: at the next claim to work on once one is done with."""
        done = target in {Status.DISMISSED, Status.APPROVED}
        if not done and not (target is Status.PROPOSED and self.policy.second_editor):
            return claim_id
        return self._following(claim_id, {claim_id, *leaving}, self._wants_work)

    def _wants_work(self, verdict: Verdict) -> bool:
        """Whether this reviewer can do something on the claim: a proposal waits for somebody else."""
        if verdict.status is Status.PROPOSED and self.policy.second_editor:
            return self.filter.show in _OF_PROPOSED and not same_person(verdict.proposed_by, self.reviewer)
        return not verdict.status.decided

    def _following(
        self, claim_id: str | None, gone: set[str | None], wanted: Callable[[Verdict], bool]
    ) -> str | None:
        """The next claim of the queue after *claim_id* that is *wanted* and not *gone*; else the same."""
        ids = [row.claim_id for row in self.queue]
        at = ids.index(claim_id) if claim_id in ids else 0
        for candidate in ids[at:] + ids[:at]:
            if candidate not in gone and wanted(self.verdict(candidate)):
                return candidate
        return claim_id


def _refuse_lacking(done: str, demands: Iterable[Demand]) -> None:
    lacking = [demand.text for demand in demands if not demand.met]
    if lacking:
        raise WorkflowError(f"Not {done} yet. Still missing: {'; '.join(lacking)}.")


def _refuse_none(steps: Sequence[NewEvent]) -> None:
    if not steps:
        raise WorkflowError("No claim is marked; mark some in the queue first.")


def _untouched(events: Iterable[NewEvent]) -> dict[str, int]:
    """For each claim of *events*, that its reviewer's draft stays."""
    return {event.claim_id: _NO_DRAFT for event in events}


def _typed_more(draft: Mapping[str, Any], event: Event) -> bool:
    """Whether a draft says more than the step that it came back from."""
    typed = {name: value for name, value in draft.items() if name not in ("seen", COMMENT)}
    stepped: Mapping[str, Any] = event.data.get("work", {})
    return bool(typed) and typed != stepped


def _group() -> str:
    return uuid.uuid4().hex
