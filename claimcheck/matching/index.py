"""The same claim elsewhere in the pile, pointed at and never merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

THRESHOLD = 85.0
_MOST = 5


@dataclass(frozen=True, slots=True)
class Near:
    """A claim of another article with nearly the same words; ``score`` runs from 0 to 100."""

    claim_id: str
    score: float


class Pile:
    """The claims of the day, ready to be asked which of them say nearly the same.

    *claims* are (claim id, article id, text). Likeness is rapidfuzz's `token_set_ratio`, which
    does not mind the order of words or what one paper adds. It is blind to a changed figure or
    a "not": what it finds is for a person to compare, not a match.

    >>> pile = Pile([("a", "1", "NATO now has 32 members."), ("b", "2", "NATO has 32 members now, he said.")])
    >>> [near.claim_id for near in pile.near("a")]
    ['b']
    """

    def __init__(self, claims: Iterable[tuple[str, str, str]]) -> None:
        self._article: dict[str, str] = {}
        self._text: dict[str, str] = {}
        for claim_id, article_id, text in claims:
            self._article[claim_id] = article_id
            self._text[claim_id] = utils.default_process(text)

    def near(self, claim_id: str, threshold: float = THRESHOLD) -> list[Near]:
        """The claims of other articles that score at least *threshold*, likest first, at most five.

        A claim that is not in the pile is near to none.
        """
        if claim_id not in self._text:
            return []
        own, article_id = self._text[claim_id], self._article[claim_id]
        # A few words stand in many a longer sentence and would score 100 there.
        length = len(own.split())
        choices = {
            other: text
            for other, text in self._text.items()
            if self._article[other] != article_id and length <= 2 * len(text.split()) <= 4 * length
        }
        found = process.extract(
            own, choices, scorer=fuzz.token_set_ratio, score_cutoff=threshold, limit=_MOST
        )
        return [Near(other, round(score, 1)) for _, score, other in found]
