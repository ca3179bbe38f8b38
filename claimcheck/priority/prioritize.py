"""The priority of claims: what each of its parts comes to under the weights of a desk, and their sum."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.flagging.language_words import Language
from claimcheck.model import UNSAID, Article, Claim, PriorityPart, Stakes
from claimcheck.priority import stakes
from claimcheck.priority.article_words import ArticleWords
from claimcheck.priority.look_up import look_up
from claimcheck.priority.priorities import WEIGHTS, Priorities
from claimcheck.priority.speakers import who

NAMES = {
    "checkable": "checkable",
    "look_up": "can be looked up",
    "who": "who says it",
    "about": "what the article is about",
    "elsewhere": "said elsewhere",
    "interest": "of interest to this desk",
    "stakes": stakes.NAME,
}
CAME_BACK = "came back"
BY_ITSELF = ("look_up", "who", "about")
"""What is measured by the claim and its article alone, and does not change."""
TOLD = ("who", "look_up", "about")
"""The same in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the pile knows of a claim: in how many ``others`` of its articles the same is said, and by whom.

    ``before`` is the rating of an earlier check that found it false.
    """

    others: int = 0
    by: tuple[str, ...] = ()
    before: str | None = None

    @property
    def value(self) -> float:
        """From 0 to 1 how much it counts; each further article less, and one other half of all it can."""
        return self.others / (1 + self.others)


LEAST = 0.005
"""What a score is moved from 0 and 1 by, where its odds have an end."""
NOWHERE = Elsewhere()
HOUSE = Priorities()

Measure = tuple[float, str]


def prioritized(
    article: Article,
    claims: Iterable[Claim],
    language: Language,
    priorities: Priorities = HOUSE,
    pile: Mapping[str, Elsewhere] | None = None,
    said: Mapping[str, Stakes] | None = None,
) -> list[Claim]:
    """The *claims* of *article* with their priority and its parts, in the order given.

    *pile* says by claim id what is known from beyond the article, *said* what the desk says of its reach and
    harm.

    >>> from claimcheck.flagging.language_words import known_language
    >>> from claimcheck.model import Span
    >>> said = Claim("a", Span(0, 9), "It is so.", Span(0, 9), worthiness=0.5)
    >>> (claim,) = prioritized(Article("It is so."), [said], known_language("en"))
    >>> round(claim.priority, 6) == round(sum(part.points for part in claim.priority_parts), 6)
    True
    """
    words, share, pile, said = ArticleWords(article, language), shares(priorities), pile or {}, said or {}

    def found(claim: Claim) -> Claim:
        # An id is a digest, which flagging need not take for nothing.
        name = claim.id if pile or said else ""
        seen = pile.get(name, NOWHERE)
        measures = _measures(claim, words, language, priorities, seen)
        return claim.with_priority(_parts(measures, share, said.get(name, UNSAID), seen.before))

    return [found(claim) for claim in claims]


def _measures(
    claim: Claim, words: ArticleWords, language: Language, priorities: Priorities, pile: Elsewhere
) -> list[tuple[str, Measure]]:
    said_by = who(claim, language)
    measures = [
        ("who", said_by),
        ("look_up", look_up(claim)),
        ("checkable", (on_flat_scale(claim.worthiness), "")),
        ("about", words.about(claim.span, claim.text, claim.speaker)),
        ("elsewhere", said_elsewhere(pile)),
    ]
    if priorities.named:
        named = priorities.of_interest(claim.text, claim.speaker, said_by[1])
        measures.append(("interest", of_interest(named)))
    return measures


def on_flat_scale(worthiness: float) -> float:
    """The score on a scale on which those near 0 and near 1, where most lie, stand further apart.

    The root of its odds, as a chance again: 0.5 stays, and 0.99 is 0.91.

    >>> [round(on_flat_scale(score), 2) for score in (0.0, 0.5, 0.99, 1.0)]
    [0.07, 0.5, 0.89, 0.93]
    """
    for_it, against = math.sqrt(worthiness + LEAST), math.sqrt(1 + LEAST - worthiness)
    return for_it / (for_it + against)


def shares(priorities: Priorities) -> dict[str, float]:
    """What the highest value of each part comes to: its weight, divided by the sum of those that count.

    What the desk says of reach and harm has a share of its own, where it has said something: of a weight of 2
    two thirds of the way to the top.

    >>> house = shares(HOUSE)
    >>> round(sum(house.values()) - house["stakes"], 6)
    1.0
    """
    counted = {name: getattr(priorities.weights, name) for name in WEIGHTS}
    if not priorities.named:
        counted["interest"] = 0.0
    said = counted.pop("stakes")
    total = sum(counted.values()) or 1.0
    found = {name: weight / total for name, weight in counted.items()}
    return {**found, "stakes": said / (1 + said)}


def _parts(
    measures: Iterable[tuple[str, Measure]], share: Mapping[str, float], said: Stakes, before: str | None
) -> tuple[PriorityPart, ...]:
    parts = tuple(
        [PriorityPart(NAMES[name], value, share[name] * value, words) for name, (value, words) in measures]
    )
    if said != UNSAID:
        parts += (stakes.part_of(said, sum(part.points for part in parts), share["stakes"]),)
    if before is None:
        return parts
    # What was found false before stands above all else, whatever that comes to.
    rest = max(0.0, 1.0 - sum(part.points for part in parts))
    return (PriorityPart(CAME_BACK, 1.0, rest, came_back(before)), *parts)


def came_back(before: str) -> str:
    """What is said of a claim that was found false *before*, by that rating."""
    return f"was checked before: {before}"


def of_interest(named: Sequence[str]) -> Measure:
    """How much it counts that a claim is about what a desk has *named*, and what that is."""
    return (1.0, f"of interest here: {', '.join(named)}") if named else (0.0, "")


def said_elsewhere(pile: Elsewhere) -> Measure:
    """How much it counts where else a claim is said, and how often and by whom that is."""
    if not pile.others:
        return 0.0, ""
    by = f", by {', '.join(pile.by)}" if pile.by else ""
    return pile.value, f"said in {1 + pile.others} articles{by}"
