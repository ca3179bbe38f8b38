"""The same claim elsewhere: which claims of a pile say the same in other words. Nothing is merged by itself.

Two claims say the same where their words are alike enough, nothing that :mod:`claimcheck.matching.reasons`
finds differs, and only one of them says something that the other does not. Likeness alone would not do: a
claim and its denial have nearly all their words in common, and two claims of one number or name may say
different things of it.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from claimcheck.matching.narrowing import tells_more_than_how_many
from claimcheck.matching.reasons import reasons
from claimcheck.matching.said import Said, Statement
from claimcheck.matching.similarity import likeness
from claimcheck.matching.word_senses import folded
from claimcheck.matching.wording import instead
from claimcheck.model import Reason

THRESHOLD = 0.5
"""How alike the words of two claims have to be."""

_ACROSS = 0.3
# From so many claims on it counts how rare a word is among them.
_PILE_THAT_TELLS = 200
_LEAST_TELLING = 0.25
_LOOKED_AT = 5_000
_COMPARED = 60
# Claims that share fewer of the shorter one's terms are not worth a closer look.
_SHARED_TERMS = 0.25

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Same(Generic[K]):
    """A claim of the pile that says the same: its key, how alike the words are (0 to 1), and the reasons."""

    key: K
    score: float
    reasons: tuple[Reason, ...]


class Pile(Generic[K]):
    """The claims of the day, ready to be asked which of them say the same as one; more can be added.

    >>> pile = Pile([("a", Statement("Hospitals cancelled many operations."))])
    >>> pile.add("b", Statement("Peace at last."))
    >>> pile.add("c", Statement("Many operations were called off by hospitals."))
    >>> [same.key for same in pile.same_as("a")]
    ['c']
    """

    def __init__(self, statements: Iterable[tuple[K, Statement]] = ()) -> None:
        self._said: list[Said] = []
        self._keys: list[K] = []
        self._place: dict[K, int] = {}
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._terms: list[frozenset[str]] = []
        for key, statement in statements:
            self.add(key, statement)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: K) -> bool:
        return key in self._place

    def add(self, key: K, statement: Statement) -> None:
        """Put one more claim on the pile; a key that is there already keeps its claim."""
        if key in self._place:
            return
        place = len(self._keys)
        self._place[key] = place
        self._keys.append(key)
        said = Said(statement)
        self._said.append(said)
        terms = frozenset(_terms(said))
        self._terms.append(terms)
        for term in terms:
            self._places[term].append(place)

    def same_as(self, key: K) -> list[Same[K]]:
        """The claims that say the same as the one at *key*, the most alike first; none for an unknown key."""
        place = self._place.get(key)
        if place is None:
            return []
        found = (
            self.compared(place, other) for other in self._candidates(place) if self._may_be(place, other)
        )
        return sorted(
            (same for same in found if same.score >= THRESHOLD and _nothing_differs(same)),
            key=lambda same: (-same.score, self._place[same.key]),
        )

    def compared(self, place: int, other: int) -> Same[K]:
        """The claim at the place *other*, as it stands to the one at *place*."""
        left, right = self._said[place], self._said[other]
        found = reasons(left, right)
        agreeing = Counter(reason.name for reason in found if reason.agrees)
        score = likeness(left, right, agreeing, self._weigh)
        if score >= _ACROSS and _says_other_things(left, right):
            score = 0.0
        return Same(self._keys[other], round(score, 4), found)

    def _may_be(self, place: int, other: int) -> bool:
        """Whether two claims would be alike enough if all their figures and dates agreed: cheap to say."""
        left, right = self._said[place], self._said[other]
        every = {"number": len(left.figures), "year": len(left.dates)}
        return likeness(left, right, every, self._weigh) >= THRESHOLD

    def _weigh(self, key: str) -> float:
        """How telling an item is: in a large pile, what stands in many of its claims tells less."""
        size = len(self._keys)
        if size < _PILE_THAT_TELLS:
            return 1.0
        return max(_LEAST_TELLING, math.log(size / max(1, len(self._places[key]))) / math.log(size))

    def _candidates(self, place: int) -> list[int]:
        """The claims that share the most telling words, names and figures with the one at *place*."""
        shared: defaultdict[int, float] = defaultdict(float)
        often: Counter[int] = Counter()
        looked_at = 0
        for term in sorted(self._terms[place], key=lambda term: (len(self._places[term]), term)):
            others = self._places[term][: _LOOKED_AT - looked_at]
            telling = self._weigh(term)
            for other in others:
                shared[other] += telling
            often.update(others)
            looked_at += len(others)
        shared.pop(place, None)
        for other, times in often.items():
            least = _SHARED_TERMS * min(len(self._terms[place]), len(self._terms[other]))
            if times < least:
                shared.pop(other, None)
        return heapq.nlargest(_COMPARED, shared, key=lambda other: (shared[other], -other))


def _says_other_things(one: Said, other: Said) -> bool:
    by_number = tells_more_than_how_many(one, other) or tells_more_than_how_many(other, one)
    return by_number or instead(one, other) is not None


def _terms(said: Said) -> Iterator[str]:
    yield from (item.key for item in said.items if item.weight)
    yield from (f"={figure.kind} {figure.value:.2g}" for figure in said.figures)


def say_the_same(one: Statement, other: Statement) -> bool:
    """Whether two claims are one, as far as their words say.

    >>> say_the_same(Statement("Exports doubled."), Statement("The exports have doubled."))
    True
    >>> say_the_same(Statement("Exports may double soon."), Statement("Exports doubled."))
    False
    """
    pile = Pile(((0, one), (1, other)))
    return any(same.key == 1 for same in pile.same_as(0))


def _nothing_differs(same: Same[K]) -> bool:
    return all(reason.agrees for reason in same.reasons)


def group(statements: Sequence[Statement]) -> list[list[int]]:
    """The places of the statements in groups that say the same: every place in one group, in the order given.

    Nobody joins a group in which somebody differs from them or says next to nothing of what they say.

    >>> group([Statement("Exports doubled."), Statement("Nice."), Statement("The exports have doubled.")])
    [[0, 2], [1]]
    """
    alike: defaultdict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
    for place, statement in enumerate(statements):
        alike[folded(statement.text), statement.speaker, statement.date].append(place)
    copies = list(alike.values())
    pile = Pile(((n, statements[places[0]]) for n, places in enumerate(copies)))
    groups = ([place for one in joined for place in copies[one]] for joined in _joined(pile, len(copies)))
    return sorted(sorted(places) for places in groups)


def _joined(pile: Pile[int], size: int) -> list[list[int]]:
    """The groups of a pile whose keys are its places, the most alike pairs joined first."""
    pairs = sorted(
        (-same.score, place, same.key)
        for place in range(size)
        for same in pile.same_as(place)
        if place < same.key
    )
    groups = {place: [place] for place in range(size)}
    for _, one, other in pairs:
        mine, theirs = groups[one], groups[other]
        across = (pile.compared(a, b) for a in mine for b in theirs)
        if mine is not theirs and all(same.score >= _ACROSS and _nothing_differs(same) for same in across):
            mine.extend(theirs)
            groups.update(dict.fromkeys(theirs, mine))
    return list({id(places): places for places in groups.values()}.values())
