"""What several reviewers do together: comment, hand over, rate without seeing each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Verdict
from claimcheck.review.blind_review import rates, shared
from claimcheck.review.events import ASSIGNED, BLIND, COMMENTED, RATED
from claimcheck.review.form_cleaning import clean, tidy, work_of
from claimcheck.review.json_values import work_to_json
from claimcheck.review.limits import LONG, refuse_crowd, refuse_long, refuse_unfit
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.people import named, same_person
from claimcheck.review.recorder import Recorder, new_group, refuse_lacking, refuse_none, untouched
from claimcheck.review.statuses import OPEN
from claimcheck.review.workflow import Work, blind_demands, wants_ratings

# What a blind rating says; the rest of the form is no part of it.
_RATED_FIELDS = ("rating", "rationale", "statement", "sources")


class Collaboration(Recorder):
    """The steps of a reviewer who is not alone."""

    def comment(self, claim_id: str, text: str) -> list[Event]:
        """Say something about the claim that everybody reads; raises WorkflowError where it says nothing."""
        refuse_long("The comment", text, LONG)
        said = clean(text)
        if said is None:
            raise WorkflowError("The comment is empty; write something first.")
        return self._beside([claim_id], COMMENTED, {"text": said})

    def assign(self, claim_ids: Sequence[str], to: str | None) -> list[Event]:
        """Hand claims to somebody, to oneself (taking them over), or with None to whoever takes them.

        What the one who had it has typed is handed over too, as long as the claim is not proposed; claims
        that are there already are passed over. Raises ClaimcheckError where *to* is no name.
        """
        refuse_crowd(claim_ids)
        # So that what is handed over hides nothing that others have done meanwhile.
        self.refresh()
        name = None if to is None else named(to)
        events, group, there = [], new_group(), None
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
        refuse_none(events)
        return self._write(events, then=self.current, versions=untouched(events))

    def ask_blind(self, claim_ids: Sequence[str], on: bool = True) -> list[Event]:
        """Ask for two ratings of each claim, given without seeing each other; *on* False ends that.

        Raises WorkflowError where a claim is proposed or further, and for an end once somebody has rated.
        """
        refuse_crowd(claim_ids)
        self.refresh()
        for claim_id in claim_ids:
            verdict = self._workable(claim_id)
            if verdict.status not in OPEN:
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
        refuse_unfit(work)
        self.refresh()
        work, verdict = tidy(work), self._workable(claim_id)
        if not wants_ratings(verdict, self.policy):
            raise WorkflowError("This claim does not wait for blind ratings (any more); look at it again.")
        refuse_lacking("rated", blind_demands(work, verdict, self.reviewer))
        self.scale.rating(str(work.rating))
        if any(rating.scale not in (None, self.scale.name) for rating in verdict.ratings):
            raise WorkflowError(
                f"The first blind rating of this claim is of the scale {verdict.ratings[0].scale}, "
                f"not {self.scale.name}, and cannot be compared: open the desk with that scale."
            )
        data = {"work": work_to_json(work), "scale": self.scale.name, "group": new_group()}
        versions = None if version is None else {claim_id: version}
        then = self._following(claim_id, {claim_id}, lambda v: rates(v, self.policy, self.reviewer))
        shown = self._form(self._after_one_more(verdict, RATED, data), self.reviewer, None)
        # What else was typed is not part of the rating, and still there for the next step.
        beside = replace(work, **{name: getattr(shown, name) for name in _RATED_FIELDS})
        typed = {claim_id: work_to_json(beside)} if beside != shown else None
        # What another has rated meanwhile does not come between: neither is to see it.
        event = NewEvent(claim_id, RATED, data, None)
        return self._write([event], then=then, versions=versions, drafts_then=typed)

    def _handed_over(self, verdict: Verdict) -> dict[str, Any]:
        """The form as whoever had the claim has it, where they have typed in it and it is still open."""
        holder = verdict.assigned_to or self.reviewer
        drafts = self.store.drafts_on(verdict.claim_id)
        theirs = next((name for name in drafts if same_person(name, holder)), None)
        if theirs is None or verdict.status not in OPEN:
            return {}
        told = shared(tidy(self._form(verdict, theirs, drafts[theirs])), verdict, self.policy)
        told = replace(told, dismiss_reason=verdict.dismiss_reason)
        return {} if told == work_of(verdict) else {"work": work_to_json(told), "typed_by": theirs}
