"""What a pile knows of its claims: where else the same is said, and what was found false and came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from claimcheck.folding import fold
from claimcheck.matching.duplicates import Same
from claimcheck.model import Match
from claimcheck.priority.prioritize import Elsewhere
from claimcheck.rating_sides import found_true_or_false
from claimcheck.review.queue import QueueRow

# As sure as a match has to be before a claim goes to the top for it.
_SURE = 0.5
# Of a larger pile only what is said in the same words is looked for, since all others would take minutes.
COMPARED = 5_000
_NAMED = 3


class PileFacts:
    """The facts of a pile that grows; ``seen`` has them by claim id, and another object when they change.

    What is said in the same words is kept together, so that a wire story in thousands of articles is compared
    with the rest of the pile once.
    """

    def __init__(self) -> None:
        self.seen: Mapping[str, Elsewhere] = {}
        self._words: dict[str, str] = {}
        self._copies: defaultdict[str, list[QueueRow]] = defaultdict(list)
        self._asked: set[tuple[str, str | None]] = set()
        self._alike: defaultdict[str, set[str]] = defaultdict(set)
        self._false: dict[str, str] = {}

    def take(
        self,
        rows: Iterable[QueueRow],
        same_as: Callable[[str], Sequence[Same[str]]],
        before: Callable[[QueueRow], Sequence[Match]],
    ) -> None:
        """Take in *rows*: *same_as* finds claims that say the same, *before* the earlier checks of one."""
        for row in rows:
            words = self._words[row.claim_id] = fold(row.text)
            if (words, row.speaker) not in self._asked and len(self._words) <= COMPARED:
                self._asked.add((words, row.speaker))
                self._alike[words].update(same.key for same in same_as(row.claim_id))
            self._copies[words].append(row)
            rating = found_false(before(row))
            if rating is not None:
                self._false[row.claim_id] = rating

    def tell(self) -> None:
        """Let ``seen`` say what was taken in."""
        found: dict[str, Elsewhere] = {}
        for words, others in self._in_other_words().items():
            said = _Said([row for each in (words, *others) for row in self._copies[each]])
            for row in self._copies[words]:
                facts = said.beyond(row, self._false.get(row.claim_id))
                if facts != Elsewhere():
                    found[row.claim_id] = facts
        if found != self.seen:
            self.seen = found

    def _in_other_words(self) -> Mapping[str, set[str]]:
        """In which other words of the pile the same is said, for all words of it."""
        found: dict[str, set[str]] = {words: set() for words in self._copies}
        for words, claim_ids in self._alike.items():
            for other in {self._words[one] for one in claim_ids if one in self._words} - {words}:
                found[words].add(other)
                found[other].add(words)
        return found


class _Said:
    """In which articles something is said, and by whom."""

    def __init__(self, rows: Sequence[QueueRow]) -> None:
        self._articles = {row.article_id for row in rows}
        by: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows:
            if row.speaker:
                by[row.speaker].add(row.article_id)
        self._by = sorted(by.items())

    def beyond(self, own: QueueRow, before: str | None) -> Elsewhere:
        """What is said of it beyond the article of *own*, which is one of them."""
        away = (speaker for speaker, articles in self._by if articles != {own.article_id})
        others = (speaker for speaker in away if speaker != own.speaker)
        return Elsewhere(len(self._articles) - 1, tuple(islice(others, _NAMED)), before)


def same_words(rows: Iterable[QueueRow]) -> Mapping[str, Elsewhere]:
    """Where else the very words of each of *rows* are said, by claim.

    >>> one, other = (QueueRow(f"c{n}", f"a{n}", "", 0, 9, "It rains.", f"Ann {n}", 0.5) for n in (1, 2))
    >>> same_words([one, other])["c1"]
    Elsewhere(others=1, by=('Ann 2',), before=None)
    """
    facts = PileFacts()
    facts.take(rows, lambda _claim_id: (), lambda _row: ())
    facts.tell()
    return facts.seen


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
