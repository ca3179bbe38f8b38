"""What a step changes of a claim's verdict: for each kind of event that changes any, the fields by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from claimcheck.addresses import page_key
from claimcheck.model import (
    BlindRating,
    Event,
    Harm,
    Judgement,
    KnownClaim,
    Reach,
    Source,
    Stakes,
    Status,
    Verdict,
    Vote,
)
from claimcheck.review.json_values import Check, read_as, work_from_json
from claimcheck.review.people import same_person
from claimcheck.review.statuses import FINISHED
from claimcheck.review.tags import joined
from claimcheck.review.workflow import RATERS, Work

CUT_ANEW = "cut anew"
Changes = dict[str, Any]

_WORK_FIELDS = tuple(field.name for field in fields(Work))
_NOT_APPROVED: Changes = {"approved_by": None, "approved_at": None, "approved_rating": None, "votes": ()}
# What a vote is for; a reply that comes in meanwhile, or a note, changes none of it.
_VOTED_ON = ("statement", "rating", "rationale", "sources", "one_source_reason", "worksheet")


def nothing(_verdict: Verdict, _event: Event) -> Changes:
    """A word beside the work changes nothing of it."""
    return {}


def said(verdict: Verdict, event: Event) -> Changes:
    """What the author of a step says: who they are, what the form holds, by which policy and scale."""
    changes: Changes = {}
    settled = event.action in FINISHED and event.action != Status.APPROVED
    # Who did the check, and under which demands, is settled once it is approved.
    if verdict.reviewer is None or event.action not in FINISHED:
        changes["reviewer"] = event.by
    if "work" in event.data:
        changes |= _worked(event.data["work"])
    if "policy" in event.data:
        changes["scale"] = event.data.get("scale")
        if verdict.policy is None or not settled:
            changes["policy"] = event.data["policy"]
    return changes


def updated(verdict: Verdict, event: Event) -> Changes:
    """The form was put before everybody, by which a dismissed claim has no reason for that any more.

    A vote was for what stood there.
    """
    work = work_from_json(event.data.get("work", {}))
    other = "work" in event.data and any(getattr(work, n) != getattr(verdict, n) for n in _VOTED_ON)
    return {"dismiss_reason": None, **({"votes": ()} if other else {})}


def voted(verdict: Verdict, event: Event) -> Changes:
    """One vote more for what is proposed, of somebody else than the proposer, and one of each."""
    before = (verdict.proposed_by, *(vote.by for vote in verdict.votes))
    if verdict.status is not Status.PROPOSED or any(same_person(name, event.by) for name in before):
        return {}
    return {"votes": (*verdict.votes, Vote(event.by, event.at))}


def moved(verdict: Verdict, event: Event) -> Changes:
    """The status that a move leads to, and what else that status brings."""
    status = Status(event.action)
    changes: Changes = {"status": status}
    if status is not Status.DISMISSED:
        changes["dismiss_reason"] = None
    if status not in FINISHED:
        # From here on nothing rests on what cannot be read.
        changes["doubts"] = ()
    rating = event.data["work"].get("rating") if "work" in event.data else verdict.rating
    return changes | _brought(status, verdict, event, rating)


def _brought(status: Status, verdict: Verdict, event: Event, rating: str | None) -> Changes:
    """Who proposed or approved then, and what; *rating* is the new one."""
    if status is Status.PROPOSED:
        proposed = {"proposed_rating": rating, "proposed_by": event.by, "proposed_at": event.at}
        return proposed | _NOT_APPROVED
    if status is Status.RESEARCHING:
        # From here on it is a check of this claim's own, as it is with a correction of its own.
        return _NOT_APPROVED | {"served_from": None}
    if status is Status.APPROVED:
        return {"approved_by": event.by, "approved_at": event.at, "approved_rating": rating}
    if status is Status.PUBLISHED:
        return {"published_rating": rating}
    if status is Status.CORRECTED:
        published = {"published_rating": verdict.published_rating or verdict.rating}
        former = {} if rating == verdict.rating else {"former_rating": verdict.rating}
        return published | former | {"served_from": None}
    return {}


def added(verdict: Verdict, event: Event) -> Changes:
    """A claim that a person made begins where the one stood that it was made of."""
    status = Status(event.data.get("status", Status.UNREVIEWED))
    blind, tags = event.data.get("blind", verdict.blind), event.data.get("tags", verdict.tags)
    return {"status": status, "dismiss_reason": None, "blind": blind, "tags": tuple(tags)}


def recut(_verdict: Verdict, _event: Event) -> Changes:
    """A claim that others were cut from is no part of the pile any more."""
    return {"status": Status.DISMISSED, "dismiss_reason": CUT_ANEW}


def tagged(verdict: Verdict, event: Event) -> Changes:
    """The claim's tags, without those that were taken away and with those that were given."""
    return {"tags": joined(verdict.tags, event.data.get("added", ()), event.data.get("removed", ()))}


def weighed(verdict: Verdict, event: Event) -> Changes:
    """What is said of reach or harm from now on; what the event says nothing of stays."""
    said, reach, harm = event.data, verdict.stakes.reach, verdict.stakes.harm
    if "reach" in said:
        reach = None if said["reach"] is None else Reach(said["reach"])
    if "harm" in said:
        harm = None if said["harm"] is None else Harm(said["harm"])
    return {"stakes": Stakes(reach, harm)}


def readdressed(_verdict: Verdict, event: Event) -> Changes:
    """The check stands elsewhere than was said; nothing else of it has changed."""
    return {"published_url": event.data["url"]}


def assigned(_verdict: Verdict, event: Event) -> Changes:
    """Whoever hands a claim over hands over what was typed on it."""
    worked = _worked(event.data["work"]) | {"dismiss_reason": None} if "work" in event.data else {}
    return {"assigned_to": event.data["to"], "due": event.data.get("until"), **worked}


def asked_blind(verdict: Verdict, event: Event) -> Changes:
    """A blind review begins without ratings; one that ends keeps those that it has."""
    return {"blind": event.data["on"], "ratings": () if event.data["on"] else verdict.ratings}


def rated(verdict: Verdict, event: Event) -> Changes:
    """One rating more, and once all are there what they agree on."""
    # Two desks may have rated in the same moment: one more than was asked for, or one person twice.
    if len(verdict.ratings) >= RATERS or any(same_person(r.by, event.by) for r in verdict.ratings):
        return {}
    work, scale = work_from_json(event.data["work"]), event.data["scale"]
    found = (work.rationale, event.at, work.statement, work.sources, scale, work.worksheet)
    ratings = (*verdict.ratings, BlindRating(event.by, event.data["work"]["rating"], *found))
    # Blind for every desk from then on, also for one under a policy that did not ask for it.
    changes: Changes = {"scale": scale, "ratings": ratings, "blind": True}
    return changes | (_joined(verdict, ratings) if len(ratings) == RATERS else {})


def _joined(verdict: Verdict, ratings: tuple[BlindRating, ...]) -> Changes:
    """What all blind *ratings* agree on, and the sources of all."""
    agreed = len({rating.rating for rating in ratings}) == 1
    first = ratings[0]
    return {
        "rating": first.rating if agreed else None,
        "rationale": verdict.rationale or (first.rationale if agreed else None),
        "statement": verdict.statement or first.statement,
        "worksheet": verdict.worksheet or next((r.worksheet for r in ratings if r.worksheet), None),
        "sources": _each_once([*verdict.sources, *(s for rating in ratings for s in rating.sources)]),
    }


def _each_once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """*sources* without those that cite no other passage of a page than one before."""
    first: dict[str | Source, Source] = {}
    for source in sources:
        page = page_key(source.address) or source
        former = first.setdefault(page, source)
        if source.passage not in {None, former.passage}:
            first.setdefault(f"{page} {source.passage}", source)
    return tuple(first.values())


def judged(confirmed: bool, verdict: Verdict, event: Event) -> Changes:
    """The last word on an earlier check: that it is of this very claim, or that it is not."""
    known = read_as(event.data["known"], KnownClaim)
    last = {judgement.known.id: judgement for judgement in verdict.judgements}
    last[known.id] = Judgement(known, confirmed, event.by, event.at)
    # Found while ratings were to be kept apart: for every desk then, as with a blind rating.
    return {"judgements": tuple(last.values()), "blind": verdict.blind or event.data.get("blind", False)}


def served(_verdict: Verdict, event: Event) -> Changes:
    """The check of another claim, whole."""
    check = read_as(event.data["check"], Check)
    beside = {field.name: getattr(check, field.name) for field in fields(Check)}
    return {**_worked(event.data["work"]), **beside, "served_from": event.data["from"]}


def _worked(work: Mapping[str, Any]) -> Changes:
    """The fields of a verdict that *work*, the whole form at the time of a move, sets."""
    filled = work_from_json(work)
    return {name: getattr(filled, name) for name in _WORK_FIELDS}
