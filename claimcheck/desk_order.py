"""The order of a desk's pile: what to check first by the desk's own priorities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from claimcheck.errors import LanguageError, StoreError
from claimcheck.flagging.flag import language_of
from claimcheck.flagging.language_words import known_language
from claimcheck.measured_pile import MeasuredPile
from claimcheck.model import UNSAID, Article, Claim, Stakes
from claimcheck.priority.orders import Key, place_by
from claimcheck.priority.priorities import Priorities
from claimcheck.priority.prioritize import HOUSE, Elsewhere, prioritized
from claimcheck.review.log.store import Store
from claimcheck.review.queue import QueueRow
from claimcheck.review.worklist import Ranked

if TYPE_CHECKING:
    from claimcheck.priority.ranking import Floats


NOTHING_SAID: Mapping[str, Stakes] = {}
_NOTHING_SEEN: Mapping[str, Elsewhere] = {}


def nothing_seen() -> Mapping[str, Elsewhere]:
    """What a pile knows that nobody has looked at: the very same each time, so that nothing has changed."""
    return _NOTHING_SEEN


class DeskOrder:
    """What a desk would check first, by its ``priorities`` and by what its pile has *seen* of each claim.

    The priorities can be exchanged; what ranked by the former ones says then that it has `changed`.
    """

    def __init__(
        self, priorities: Priorities = HOUSE, seen: Callable[[], Mapping[str, Elsewhere]] = nothing_seen
    ) -> None:
        self.priorities, self._seen = priorities, seen
        self._pile: MeasuredPile | None = None
        self._ranked_by = priorities, seen()

    def rank(self, rows: Sequence[QueueRow], stakes: Mapping[str, Stakes] = NOTHING_SAID) -> Ranked:
        """The order of *rows*, and the priority of each; the same rows are measured once."""
        self._ranked_by = self.priorities, self._seen()
        return self.tried(rows, stakes, self.priorities)

    def tried(self, rows: Sequence[QueueRow], stakes: Mapping[str, Stakes], priorities: Priorities) -> Ranked:
        """What `rank` would say by other *priorities*, which are not taken over."""
        return self._measured(rows).ranked(priorities, self._seen(), stakes)

    def measured(self, rows: Sequence[QueueRow], stakes: Mapping[str, Stakes] = NOTHING_SAID) -> Floats:
        """The values of the parts, shape (rows, parts of WEIGHTS)."""
        return self._measured(rows).table(self.priorities, self._seen(), stakes)

    def lines(self, rows: Sequence[QueueRow], stakes: Mapping[str, Stakes] = NOTHING_SAID) -> list[str]:
        """Why each of *rows* comes first, as `explained` says it; no article is read for it."""
        return self._measured(rows).lines(self.priorities, self._seen(), stakes)

    def changed(self) -> bool:
        """Whether the pile was seen otherwise, or by other priorities, than when it was ranked."""
        priorities, seen = self._ranked_by
        return self._seen() is not seen or self.priorities is not priorities

    def explained(self, article: Article, claim: Claim, stakes: Stakes = UNSAID) -> Claim:
        """*claim* of *article* with its priority and what that is made of; *stakes* were said of it."""
        return self.in_order(article, [claim], {claim.id: stakes} if stakes != UNSAID else NOTHING_SAID)[0]

    def in_order(
        self, article: Article, claims: Sequence[Claim], stakes: Mapping[str, Stakes] = NOTHING_SAID
    ) -> list[Claim]:
        """The *claims* of *article* with their priority and what that is made of."""
        return in_order(article, claims, self.priorities, self._seen(), stakes)

    def place_by(self, order: str) -> Key:
        """What to sort claims by that stand in the order of the text; ClaimcheckError for no *order*."""
        return place_by(order, self.priorities)

    def _measured(self, rows: Sequence[QueueRow]) -> MeasuredPile:
        if self._pile is None or self._pile.rows is not rows:
            self._pile = MeasuredPile(rows)
        return self._pile


def in_order(
    article: Article,
    claims: Sequence[Claim],
    priorities: Priorities = HOUSE,
    seen: Mapping[str, Elsewhere] | None = None,
    stakes: Mapping[str, Stakes] = NOTHING_SAID,
) -> list[Claim]:
    """The *claims* of *article* with their priority, also in a language that flagging does not know."""
    try:
        language = language_of(article)
    except LanguageError:
        # A person can mark what no rules can read.
        language = known_language("en")
    return prioritized(article, claims, language, priorities, seen, stakes)


def measure_the_rest(store: Store) -> None:
    """Work out what counts for the priority of claims that an older claimcheck has brought in."""
    for article_id in store.without_parts():
        # What cannot be read is named where it is looked at, and keeps nobody from the others.
        with suppress(StoreError):
            store.keep_parts(in_order(store.article(article_id), store.claims(article_id)))
