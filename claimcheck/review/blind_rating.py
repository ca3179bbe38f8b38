"""Asking for blind ratings, and giving one's own without seeing those of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Verdict
from claimcheck.review.blind_review import rates
from claimcheck.review.events import BLIND, RATED
from claimcheck.review.form_cleaning import tidy
from claimcheck.review.json_values import work_to_json
from claimcheck.review.limits import refuse_crowd, refuse_unfit
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.policies import Policy
from claimcheck.review.recorder import Recorder, refuse_lacking
from claimcheck.review.scales import Scale
from claimcheck.review.statuses import OPEN
from claimcheck.review.workflow import Work, blind_demands, wants_ratings

# What a blind rating says; the rest of the form is no part of it.
_RATED_FIELDS = ("rating", "rationale", "statement", "sources", "worksheet")


class BlindRating:
    """The steps of a reviewer in a blind review."""

    def __init__(self, recorder: Recorder, scale: Scale) -> None:
        self._recorder, self._scale = recorder, scale
        self._reviewer, self._cursor = recorder.reviewer, recorder.cursor

    def ask_blind(self, claim_ids: Sequence[str], on: bool = True) -> list[Event]:
        """Ask for two ratings of each claim, given without seeing each other; *on* False ends that.

        Raises WorkflowError where a claim is proposed or further, and for an end once somebody has rated;
        ConflictError where somebody has acted on a claim since it was looked at.
        """
        refuse_crowd(claim_ids)
        self._recorder.refresh()
        verdicts = self._recorder.begin(*claim_ids)
        for verdict in verdicts:
            (_refuse_asking if on else _refuse_ending)(verdict, self._reviewer.policy)
        steps = [NewEvent(v.claim_id, BLIND, {"on": on}, v.seen) for v in verdicts]
        return self._recorder.write_beside(steps)

    def rate(self, claim_id: str, work: Work, version: int | None = None) -> list[Event]:
        """Give one's own rating of a claim without seeing those of others; WorkflowError like `take`."""
        refuse_unfit(work)
        self._recorder.refresh()
        reviewer, work = self._reviewer, tidy(work)
        (verdict,) = self._recorder.begin(claim_id)
        if not wants_ratings(verdict, reviewer.policy):
            raise WorkflowError("This claim does not wait for blind ratings (any more); look at it again.")
        refuse_lacking("rated", blind_demands(work, verdict, reviewer.name))
        self._refuse_other_scale(work, verdict)
        data = {"work": work_to_json(work), "scale": self._scale.name}
        then = self._cursor.following(claim_id, lambda v: rates(v, reviewer.policy, reviewer.name))
        shown = reviewer.form(reviewer.after(verdict, RATED, data), None)
        # What else was typed is not part of the rating, and still there for the next step.
        beside = replace(work, **{name: getattr(shown, name) for name in _RATED_FIELDS})
        typed = {claim_id: work_to_json(beside)} if beside != shown else None
        # What another has rated meanwhile does not come between: neither is to see it.
        event = NewEvent(claim_id, RATED, data, None)
        return self._recorder.write([event], then=then, version=version, drafts_then=typed)

    def _refuse_other_scale(self, work: Work, verdict: Verdict) -> None:
        self._scale.rating(str(work.rating))
        if any(rating.scale not in (None, self._scale.name) for rating in verdict.ratings):
            raise WorkflowError(
                f"The first blind rating of this claim is of the scale {verdict.ratings[0].scale}, "
                f"not {self._scale.name}, and cannot be compared: open the desk with that scale."
            )


def _refuse_asking(verdict: Verdict, policy: Policy) -> None:
    _refuse_seen_by_all(verdict)
    if wants_ratings(verdict, policy):
        raise WorkflowError("Blind ratings of this claim are asked for already.")


def _refuse_ending(verdict: Verdict, policy: Policy) -> None:
    _refuse_seen_by_all(verdict)
    if not verdict.blind:
        raise WorkflowError("No blind ratings of this claim were asked for.")
    if verdict.ratings and wants_ratings(verdict, policy):
        raise WorkflowError(
            "Somebody has rated this claim already, and ending now would show it: "
            "the review ends when somebody else has rated too."
        )


def _refuse_seen_by_all(verdict: Verdict) -> None:
    if verdict.status not in OPEN:
        raise WorkflowError(
            f"A claim that is {verdict.status} has a rating that all have seen; "
            "only one that nobody has proposed yet can be rated blind."
        )
