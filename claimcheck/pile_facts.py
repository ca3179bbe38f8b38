"""What a pile knows of its claims: where else the same is said, and what was found false and came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from claimcheck.folding import fold
from claimcheck.matching.duplicates import Same
from claimcheck.model import Match
from claimcheck.priority.prioritize import Elsewhere
from claimcheck.rating_sides import found_true_or_false
from claimcheck.review.queue import QueueRow

# As sure as a match has to be before a claim goes to the top for it.
_SURE = 0.5
# Of a larger pile only what is said in the same words is looked for, since all others would take minutes.
_COMPARED = 5_000
_NAMED = 3


class PileFacts:
    """The facts of a pile that grows; ``seen`` has them by claim id, and another object when they change."""

    def __init__(self) -> None:
        self.seen: Mapping[str, Elsewhere] = {}
        self._rows: dict[str, QueueRow] = {}
        self._same: defaultdict[str, set[str]] = defaultdict(set)
        self._by_words: defaultdict[str, list[str]] = defaultdict(list)
        self._false: dict[str, str] = {}

    def take(
        self,
        rows: Iterable[QueueRow],
        same_as: Callable[[str], Sequence[Same[str]]],
        before: Callable[[QueueRow], Sequence[Match]],
    ) -> None:
        """Take in *rows*: *same_as* finds claims that say the same, *before* the earlier checks of one."""
        for row in rows:
            self._rows[row.claim_id] = row
            said = self._by_words[fold(row.text)]
            alike = [same.key for same in same_as(row.claim_id)] if len(self._rows) <= _COMPARED else []
            for other in {*said, *alike}:
                self._same[row.claim_id].add(other)
                self._same[other].add(row.claim_id)
            said.append(row.claim_id)
            rating = found_false(before(row))
            if rating is not None:
                self._false[row.claim_id] = rating

    def tell(self) -> None:
        """Let ``seen`` say what was taken in."""
        known = (one for one in {*self._same, *self._false} if one in self._rows)
        seen = {claim_id: self._of(claim_id) for claim_id in known}
        found = {claim_id: one for claim_id, one in seen.items() if one != Elsewhere()}
        if found != self.seen:
            self.seen = found

    def _of(self, claim_id: str) -> Elsewhere:
        own = self._rows[claim_id]
        others = [self._rows[one] for one in self._same[claim_id] if one in self._rows]
        away = [row for row in others if row.article_id != own.article_id]
        speakers = sorted({row.speaker for row in away if row.speaker and row.speaker != own.speaker})
        articles = len({row.article_id for row in away})
        return Elsewhere(articles, tuple(speakers[:_NAMED]), self._false.get(claim_id))


def found_false(matches: Iterable[Match]) -> str | None:
    """The rating of the first of *matches* that says the same and was found false; None where there is none.

    >>> from claimcheck.model import KnownClaim
    >>> found_false([Match(KnownClaim("It rains.", rating="Pants on Fire", publisher="X"), 0.9)])
    'Pants on Fire (X)'
    """
    for match in matches:
        rating, agrees = match.known.rating, all(reason.agrees for reason in match.reasons)
        if rating and match.score >= _SURE and agrees and found_true_or_false(rating) is False:
            return f"{rating} ({match.known.publisher})" if match.known.publisher else rating
    return None
