"""What several reviewers do together: comment, and hand claims over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Verdict
from claimcheck.review.blind_review import shared
from claimcheck.review.events import ASSIGNED, COMMENTED
from claimcheck.review.form_cleaning import clean, tidy, work_of
from claimcheck.review.json_values import work_to_json
from claimcheck.review.limits import LONG, refuse_crowd, refuse_long
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.people import named, same_person
from claimcheck.review.recorder import Recorder
from claimcheck.review.reviewer import form_of
from claimcheck.review.statuses import OPEN


class Collaboration:
    """The steps of a reviewer who is not alone."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder, self._reviewer, self._store = recorder, recorder.reviewer, recorder.store

    def comment(self, claim_id: str, text: str) -> list[Event]:
        """Say something about the claim that everybody reads; raises WorkflowError where it says nothing."""
        refuse_long("The comment", text, LONG)
        said = clean(text)
        if said is None:
            raise WorkflowError("The comment is empty; write something first.")
        self._recorder.begin(claim_id)
        event = NewEvent(claim_id, COMMENTED, {"text": said}, None)
        return self._recorder.write_beside([event])

    def assign(self, claim_ids: Sequence[str], to: str | None, until: str | None = None) -> list[Event]:
        """Hand claims to somebody, to oneself (taking them over), or with None to whoever takes them.

        *until* is the ISO date by which they are to be decided, None where none is said.

        What the one who had it has typed is handed over too, as long as the claim is not proposed; claims
        that are there already, until that date, are passed over. Raises ClaimcheckError where *to* is no
        name, or *until* no date.
        """
        refuse_crowd(claim_ids)
        # So that what is handed over hides nothing that others have done meanwhile.
        self._recorder.refresh()
        name = None if to is None else named(to)
        due = None if name is None else _date(until)
        verdicts = self._recorder.begin(*claim_ids)
        elsewhere = [v for v in verdicts if not _is_with(v, name) or v.due != due]
        if verdicts and not elsewhere:
            raise WorkflowError(f"It is with {verdicts[-1].assigned_to or 'nobody'} already.")
        return self._recorder.write_beside([self._handing(verdict, name, due) for verdict in elsewhere])

    def _handing(self, verdict: Verdict, name: str | None, due: str | None) -> NewEvent:
        handed = self._handed_over(verdict)
        seen = verdict.seen if handed else None
        until = {} if due is None else {"until": due}
        return NewEvent(verdict.claim_id, ASSIGNED, {"to": name, **until, **handed}, seen)

    def _handed_over(self, verdict: Verdict) -> dict[str, Any]:
        """The form as whoever had the claim has it, where they have typed in it and it is still open."""
        holder = verdict.assigned_to or self._reviewer.name
        drafts = self._store.drafts_on(verdict.claim_id)
        own = self._reviewer.draft(verdict.claim_id)
        drafts |= {self._reviewer.name: own} if own is not None else {}
        theirs = next((name for name in sorted(drafts) if same_person(name, holder)), None)
        if theirs is None or verdict.status not in OPEN:
            return {}
        policy = self._reviewer.policy
        told = shared(tidy(form_of(theirs, verdict, drafts[theirs], policy)), verdict, policy)
        told = replace(told, dismiss_reason=verdict.dismiss_reason)
        return {} if told == work_of(verdict) else {"work": work_to_json(told), "typed_by": theirs}


def _date(said: str | None) -> str | None:
    """*said* as an ISO date, None where nothing is said; raises WorkflowError where it is no date."""
    words = clean(said)
    if words is None:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise WorkflowError(
            f"“{words[:40]}” is no date until which a claim could be assigned; write it as 2026-12-31."
        ) from None


def _is_with(verdict: Verdict, name: str | None) -> bool:
    return same_person(verdict.assigned_to, name) or verdict.assigned_to is name is None
