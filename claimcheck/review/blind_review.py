"""Rating without seeing what the other found: what is kept from whom, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from claimcheck.model import Event, Verdict
from claimcheck.review.events import KINDS, RATED, UNREADABLE, called
from claimcheck.review.people import same_person
from claimcheck.review.policies import Policy
from claimcheck.review.replay import judgements, live
from claimcheck.review.workflow import RATERS, Work, in_dispute, kept_apart, wants_ratings

# What of a form says how its reviewer rates the claim, and on what evidence.
_KEPT_APART = ("rating", "rationale", "sources", "one_source_reason", "worksheet")
# The same of a verdict, beside its sources.
_FINDINGS = (
    *("rating", "rationale", "one_source_reason", "worksheet"),
    *("proposed_rating", "approved_rating", "published_rating", "former_rating"),
)


def rates(verdict: Verdict, policy: Policy, reviewer: str) -> bool:
    """Whether the claim waits for *reviewer*'s own blind rating."""
    return wants_ratings(verdict, policy) and not _has_rated(verdict, reviewer)


def as_seen_by(reviewer: str, verdict: Verdict, policy: Policy) -> Verdict:
    """*verdict* without what would tell *reviewer* how others rate and on what evidence, until all have.

    That is gone from its history too, but for *reviewer*'s own blind rating and what they said of
    earlier checks.
    """
    if not kept_apart(verdict, policy):
        return verdict
    own = tuple(rating for rating in verdict.ratings if same_person(rating.by, reviewer))
    # Not those of the verdict: of two who judged the same check it has only the last.
    said = judgements(live([event for event in verdict.history if same_person(event.by, reviewer)]))
    verdict = replace(verdict, ratings=own, judgements=said)
    alone = worked_alone(reviewer, verdict)
    told = tuple(event if is_own(event, reviewer, alone) else silent(event) for event in verdict.history)
    hidden: dict[str, Any] = {} if alone else {**dict.fromkeys(_FINDINGS), "sources": ()}
    return replace(verdict, history=told, **hidden)


def as_all_may_see(verdict: Verdict) -> Verdict:
    """*verdict* without what others may not know yet of earlier checks, for a file that anybody may read."""
    return replace(verdict, judgements=()) if kept_apart(verdict, Policy.solo()) else verdict


def shared(work: Work, verdict: Verdict, policy: Policy) -> Work:
    """*work* as far as others may see it: what somebody rates blind stays with them until all have."""
    if not kept_apart(verdict, policy):
        return work
    return replace(work, **{name: getattr(verdict, name) for name in _KEPT_APART})


def worked_alone(reviewer: str, verdict: Verdict) -> bool:
    """Whether all that is in the claim's form comes from *reviewer*, so that it tells them nothing new."""
    filled = [event for event in verdict.history if "work" in event.data and event.action != RATED]
    # A new cut, a hand-over and the check of another claim bring along what others had typed.
    own = (event.data.get("typed_by", event.by) for event in filled)
    brought = any(KINDS[event.action].brings for event in filled)
    # Ratings of an earlier round have joined in the form what their reviewers found.
    joined = sum(event.action == RATED for event in verdict.history) > len(verdict.ratings)
    return not brought and not joined and all(same_person(name, reviewer) for name in own)


def kept_to_themselves(verdicts: Iterable[Verdict]) -> frozenset[int]:
    """The ids of the events of what somebody has found blind, which nobody else may read yet."""
    apart = (verdict for verdict in verdicts if kept_apart(verdict, Policy.solo()))
    # Of one that cannot be read nobody knows what it would tell.
    kept = {UNREADABLE, *(action for action, kind in KINDS.items() if kind.finds)}
    return frozenset(event.id for verdict in apart for event in verdict.history if event.action in kept)


def silent(event: Event) -> Event:
    """*event* without the form that went into it, and without what was said of which earlier check."""
    hides = {"work", *KINDS[event.action].hides}
    data = {name: value for name, value in event.data.items() if name not in hides}
    return replace(event, action=called(event.action), data=data)


def standing(verdict: Verdict, policy: Policy, reviewer: str) -> str | None:
    """How the blind review of the claim stands, in words; None where there is none."""
    given = len(verdict.ratings)
    if wants_ratings(verdict, policy):
        if _has_rated(verdict, reviewer):
            return "Your blind rating is kept. All are shown once somebody else has rated too."
        so_far = "nobody has rated yet" if given == 0 else f"{given} of {RATERS} ratings given"
        return (
            f"Rate this claim without seeing what others find ({so_far}); all are shown once both are there."
        )
    if in_dispute(verdict):
        return "The blind ratings differ. Settle on one: read both rationales, choose, and propose."
    if given >= RATERS:
        same = len({rating.rating for rating in verdict.ratings}) == 1
        return "Both blind ratings agree." if same else "The blind ratings differed."
    return None


def is_own(event: Event, reviewer: str | None, alone: bool) -> bool:
    """Whether *reviewer* may read all of the event: theirs, and what they found or what they did *alone*."""
    return (alone or KINDS[event.action].finds) and same_person(event.by, reviewer)


def _has_rated(verdict: Verdict, reviewer: str) -> bool:
    return any(same_person(rating.by, reviewer) for rating in verdict.ratings)
