"""What several reviewers do together: comment, tag, and hand claims over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Verdict
from claimcheck.review.blind_review import shared
from claimcheck.review.events import ASSIGNED, COMMENTED, TAGGED
from claimcheck.review.form_cleaning import clean, tidy, work_of
from claimcheck.review.json_values import work_to_json
from claimcheck.review.limits import LONG, refuse_crowd, refuse_long
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.people import named, same_person
from claimcheck.review.recorder import Recorder
from claimcheck.review.reviewer import form_of
from claimcheck.review.statuses import OPEN
from claimcheck.review.tags import joined, refuse_too_many, tag_key, tags_of


class Collaboration:
    """The steps of a reviewer who is not alone."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder, self._reviewer, self._store = recorder, recorder.reviewer, recorder.store
        self._worklist = recorder.worklist

    def comment(self, claim_id: str, text: str) -> list[Event]:
        """Say something about the claim that everybody reads; raises WorkflowError where it says nothing."""
        refuse_long("The comment", text, LONG)
        said = clean(text)
        if said is None:
            raise WorkflowError("The comment is empty; write something first.")
        self._recorder.begin(claim_id)
        event = NewEvent(claim_id, COMMENTED, {"text": said}, None)
        return self._recorder.write_beside([event])

    def tag(
        self, claim_ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> list[Event]:
        """Give claims the tags *add*, and take those in *remove* away; a comma parts two tags.

        A tag that the pile has in another spelling is that one. Claims on which nothing changes are passed
        over. Raises WorkflowError where that are all, or a tag or a claim's tags are too many or too long.
        """
        refuse_crowd(claim_ids)
        self._recorder.refresh()
        added, removed = tags_of(map(self._worklist.tags.spelled, tags_of(add))), tags_of(remove)
        verdicts = self._recorder.begin(*claim_ids)
        steps = [step for verdict in verdicts if (step := _tagging(verdict, added, removed)) is not None]
        if verdicts and not steps:
            raise WorkflowError(_why_nothing_is_tagged(added, removed))
        return self._recorder.write_beside(steps)

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


def _tagging(verdict: Verdict, added: Sequence[str], removed: Sequence[str]) -> NewEvent | None:
    """What is written of one claim; None where it has its tags already."""
    has, goes = {tag_key(tag) for tag in verdict.tags}, {tag_key(tag) for tag in removed}
    new = [tag for tag in added if tag_key(tag) not in has]
    gone = [tag for tag in verdict.tags if tag_key(tag) in goes]
    refuse_too_many(joined(verdict.tags, new, gone))
    data = {name: tags for name, tags in (("added", new), ("removed", gone)) if tags}
    return NewEvent(verdict.claim_id, TAGGED, data, None) if data else None


def _why_nothing_is_tagged(added: Sequence[str], removed: Sequence[str]) -> str:
    if added:
        return f"It has the tag “{added[0]}” already."
    return f"It has no tag “{removed[0]}”." if removed else "A tag needs a letter, a digit or a sign."


def _is_with(verdict: Verdict, name: str | None) -> bool:
    return same_person(verdict.assigned_to, name) or verdict.assigned_to is name is None
