"""The order of a desk's pile: what to check first by the desk's own priorities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from claimcheck.errors import LanguageError, StoreError
from claimcheck.flagging.flag import language_of
from claimcheck.flagging.language_words import known_language
from claimcheck.model import SAID_BY, Article, Claim
from claimcheck.priority.orders import Key, place_by
from claimcheck.priority.priorities import WEIGHTS, Priorities
from claimcheck.priority.prioritize import HOUSE, Elsewhere, prioritized, shares
from claimcheck.review.log.store import Store
from claimcheck.review.queue import QueueRow
from claimcheck.review.worklist import Ranked

if TYPE_CHECKING:
    from claimcheck.priority.ranking import Floats


class DeskOrder:
    """What a desk would check first, by its *priorities* and by what its pile has *seen* of each claim."""

    def __init__(
        self, priorities: Priorities = HOUSE, seen: Callable[[], Mapping[str, Elsewhere]] = dict
    ) -> None:
        self.priorities, self._seen = priorities, seen
        self._rows: Sequence[QueueRow] | None = None
        self._ranked_by: Mapping[str, Elsewhere] = seen()

    def rank(self, rows: Sequence[QueueRow]) -> Ranked:
        """The order of *rows*, and the priority of each; the same rows are measured once."""
        # Not above: it brings NumPy along, and flagging needs none of it.
        from claimcheck.priority.ranking import ranked

        if rows is not self._rows:
            self._rows, self._table = rows, self.measured(rows)
        came_back = self._note_seen(rows)
        share = shares(self.priorities)
        last = self._left_out(rows)
        return Ranked(*ranked(self._table, [share[name] for name in WEIGHTS], came_back, last))

    def measured(self, rows: Sequence[QueueRow]) -> Floats:
        """The values of the parts, shape (rows, parts of WEIGHTS), without what the pile has seen."""
        from claimcheck.priority.ranking import measured, read_parts

        parts = read_parts(row.parts for row in rows)
        table = measured([row.worthiness for row in rows], parts)
        if self.priorities.named:
            of_interest = self.priorities.of_interest
            table[:, WEIGHTS.index("interest")] = [
                bool(of_interest(row.text, row.speaker, str(part.get(SAID_BY) or "")))
                for row, part in zip(rows, parts, strict=True)
            ]
        return table

    def changed(self) -> bool:
        """Whether the pile was seen otherwise than when it was ranked."""
        return self._seen() is not self._ranked_by

    def explained(self, article: Article, claim: Claim) -> Claim:
        """*claim* of *article* with its priority and what that is made of."""
        return self.in_order(article, [claim])[0]

    def in_order(self, article: Article, claims: Sequence[Claim]) -> list[Claim]:
        """The *claims* of *article* with their priority and what that is made of."""
        return in_order(article, claims, self.priorities, self._seen())

    def place_by(self, order: str) -> Key:
        """What to sort claims by that stand in the order of the text; ClaimcheckError for no *order*."""
        return place_by(order, self.priorities)

    def _note_seen(self, rows: Sequence[QueueRow]) -> list[int]:
        """Put into the table where else each claim is said; the places of those that came back."""
        self._ranked_by = seen = self._seen()
        column = WEIGHTS.index("elsewhere")
        self._table[:, column] = 0.0
        if not seen:
            return []
        known = [(place, seen[row.claim_id]) for place, row in enumerate(rows) if row.claim_id in seen]
        for place, one in known:
            self._table[place, column] = one.value
        return [place for place, one in known if one.before is not None]

    def _left_out(self, rows: Sequence[QueueRow]) -> list[int]:
        """The places of the claims that are of nothing but kinds which the desk leaves out."""
        if not self.priorities.leave_out:
            return []
        leaves_out = self.priorities.leaves_out
        return [place for place, row in enumerate(rows) if leaves_out(row.kinds.split())]


def in_order(
    article: Article,
    claims: Sequence[Claim],
    priorities: Priorities = HOUSE,
    seen: Mapping[str, Elsewhere] | None = None,
) -> list[Claim]:
    """The *claims* of *article* with their priority, also in a language that flagging does not know."""
    try:
        language = language_of(article)
    except LanguageError:
        # A person can mark what no rules can read.
        language = known_language("en")
    return prioritized(article, claims, language, priorities, seen)


def measure_the_rest(store: Store) -> None:
    """Work out what counts for the priority of claims that an older claimcheck has brought in."""
    for article_id in store.without_parts():
        # What cannot be read is named where it is looked at, and keeps nobody from the others.
        with suppress(StoreError):
            store.keep_parts(in_order(store.article(article_id), store.claims(article_id)))
