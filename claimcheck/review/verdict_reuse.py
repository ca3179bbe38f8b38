"""Not checking the same claim twice: what was checked before, and one check that serves several claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Judgement, KnownClaim, Verdict
from claimcheck.review.events import CONFIRMED, REJECTED, SERVED
from claimcheck.review.form_cleaning import storable
from claimcheck.review.json_values import read_as, to_json, work_to_json
from claimcheck.review.limits import refuse_crowd
from claimcheck.review.log.appending import NewEvent, came_between
from claimcheck.review.recorder import Recorder
from claimcheck.review.shared_verdicts import given, has_taken_over, refuse_unfinished, refuse_unservable
from claimcheck.review.statuses import FINISHED
from claimcheck.review.workflow import kept_apart

_WORDS_SHOWN = 60


class VerdictReuse:
    """The steps of a reviewer who finds that the work was done already."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder, self._cursor = recorder, recorder.cursor
        self._reviewer, self._worklist = recorder.reviewer, recorder.worklist

    def judge(self, claim_id: str, known: KnownClaim, confirmed: bool) -> list[Event]:
        """Say that *known* is a check of this very claim, or that it is of another one.

        The last word on *known* counts. A confirmed check that has an address is a source of the claim.
        Raises WorkflowError where that was said already, *known* is the claim's own check, or a finished
        verdict rests on it alone; ConflictError where somebody has judged the same match meanwhile.

        >>> session.judge(claim.id, match.known, confirmed=True)[0].action  # doctest: +SKIP
        'confirmed'
        """
        before = _judged(self._worklist.verdict(claim_id), known)
        self._recorder.refresh()
        (verdict,) = self._recorder.begin(claim_id)
        apart = kept_apart(verdict, self._reviewer.policy)
        if not apart and _judged(verdict, known) != before:
            raise came_between(verdict.history[-1])
        if known.claim_id == claim_id:
            raise WorkflowError("This is the claim's own check, not one from before; choose another.")
        kept = storable(to_json(known))
        if not confirmed:
            _refuse_last_source(verdict, known)
        _refuse_said_before(self._reviewer.sees(verdict), read_as(kept, KnownClaim), confirmed)
        said: dict[str, Any] = {"known": kept, **({"blind": True} if apart else {})}
        event = NewEvent(claim_id, CONFIRMED if confirmed else REJECTED, said, None)
        return self._recorder.write_beside([event])

    def serve(self, claim_id: str, to: Sequence[str]) -> list[Event]:
        """Give the finished check of a claim to the claims *to* that say the same, all or none.

        Those that have it as it stands now are passed over. Raises WorkflowError where the check is not
        finished, or one of *to* is proposed or further by other means, or rated blind now; ConflictError
        like `take`, also where somebody has acted on the check.
        """
        refuse_crowd(to)
        (source,) = self._recorder.begin(claim_id)
        refuse_unfinished(source)
        steps = []
        for target in map(self._worklist.verdict, dict.fromkeys(to)):
            refuse_unservable(source, target, self._words(target.claim_id), self._reviewer.policy)
            if not has_taken_over(target, source):
                steps.append(self._serving(source, target))
        if to and not steps:
            raise WorkflowError("They have this check already, as it stands now.")
        return self._recorder.write(steps, then=self._cursor.current, rests_on={claim_id: source.seen})

    def _serving(self, source: Verdict, target: Verdict) -> NewEvent:
        data = {"from": source.claim_id, "from_seen": source.seen, **given(source, target)}
        if self._reviewer.draft(target.claim_id) is not None:
            # It ends with this step, and is what comes back where the step is taken back.
            data["typed"] = work_to_json(self._reviewer.work(target.claim_id))
        return NewEvent(target.claim_id, SERVED, data, target.seen)

    def _words(self, claim_id: str) -> str:
        """The claim as a message names it."""
        row = self._worklist.row(claim_id)
        words = " ".join(row.text.split()) if row else claim_id
        return words if len(words) <= _WORDS_SHOWN else f"{words[:_WORDS_SHOWN].rstrip()} …"


def _judged(verdict: Verdict, known: KnownClaim) -> Judgement | None:
    return next((said for said in verdict.judgements if said.known.id == known.id), None)


def _refuse_last_source(verdict: Verdict, known: KnownClaim) -> None:
    """Raise WorkflowError where a finished verdict rests on this check alone."""
    others = [one for one in verdict.checked_before if one.id != known.id and one.url]
    is_source = known.id in {one.id for one in verdict.checked_before}
    if is_source and verdict.status in FINISHED and not verdict.sources and not others:
        raise WorkflowError(
            f"This check is the only source of a verdict that is {verdict.status}. Reopen the claim, or add "
            "another source with a correction, before you say that it is of another claim."
        )


def _refuse_said_before(verdict: Verdict, known: KnownClaim, confirmed: bool) -> None:
    for judgement in verdict.judgements:
        if judgement.confirmed is confirmed and _told(judgement.known) == _told(known):
            said = "confirmed" if confirmed else "rejected"
            raise WorkflowError(f"{judgement.by} {said} this match on {judgement.at:%Y-%m-%d %H:%M} UTC.")


def _told(known: KnownClaim) -> KnownClaim:
    """*known* without when and from where it was imported: importing it again changes nothing."""
    return replace(known, origin=None, added=None)
