"""The whole pile as one reviewer knows it: claims, what was done on each, and what of it they look at."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from claimcheck.model import UNSAID, Article, Claim, Event, Kind, KnownClaim, Stakes, Status, Verdict
from claimcheck.review.log.store import Store
from claimcheck.review.people import person
from claimcheck.review.queue import (
    ALL,
    PRIORITY,
    Filter,
    QueueRow,
    Seat,
    arrange,
    concerns,
    counts,
    overdue,
)
from claimcheck.review.replay import by_claim, verdicts
from claimcheck.review.search import WordIndex
from claimcheck.review.statuses import FINISHED
from claimcheck.review.tags import Tags
from claimcheck.review.workflow import awaits


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Without Python's collector, which walks a hundred thousand rows again and again while they are made."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the whole pile is.

    ``waiting`` are proposed, ``to_approve`` those of them that this reviewer may approve, ``overdue`` those
    of which a reply or the work is late, ``for_me`` all that concern this reviewer.
    """

    decided: int
    waiting: int
    total: int
    to_approve: int = 0
    overdue: int = 0
    for_me: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """How far those claims are that a filter is about, shown or not; ``filtered``, where that is not all."""

    decided: int
    total: int
    filtered: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """The places of a pile's rows in the ``order`` of their priority, and all ``priorities`` by place.

    ``low`` are the places of those below the desk's minimum.
    """

    order: Sequence[int]
    priorities: Sequence[float]
    low: Sequence[int] = ()


class Order(Protocol):
    """What says of a pile what to check first, and why."""

    def rank(self, rows: Sequence[QueueRow], stakes: Mapping[str, Stakes]) -> Ranked:
        """The order of *rows*, and the priority of each; *stakes* are what was said of some, by claim."""

    def explained(self, article: Article, claim: Claim, stakes: Stakes = UNSAID) -> Claim:
        """*claim* of *article*, of which *stakes* were said, with its priority and what that is made of."""

    def changed(self) -> bool:
        """Whether `rank` would give another order than it gave the last time, for what is known by now."""


class Worklist:
    """What the log of *store* says, as far as it has been read; `refresh` reads on.

    *order* says what of it to check first; without it the most checkable come first.

    ``version`` is another number whenever anything was read that had not been before or the order is another
    one, ``reading`` whenever the whole pile was read: its claims and its articles change with that alone.
    ``stakes`` are what was said of the reach and harm of claims, by claim.
    """

    def __init__(self, store: Store, order: Order | None = None) -> None:
        self._store, self._order, self.version, self.reading = store, order, 0, 0
        self._checks: dict[str, KnownClaim] = {}
        self.reload()

    def reload(self) -> None:
        """Read the whole pile and the whole log again."""
        with _collecting_later():
            self._reload()

    def _reload(self) -> None:
        self.version += 1
        self.reading += 1
        # The log first: a claim that comes between the two readings is then one without events, which follow.
        # The other way round its events would be known and the claim would stay away.
        self.log = self._store.events()
        self.verdicts = verdicts(self.log)
        self._articles: dict[str, Article] = {}
        self._kept = self._store.queue()
        self._by_article: dict[str, list[QueueRow]] = {}
        for row in self._kept:
            self._by_article.setdefault(row.article_id, []).append(row)
        self._by_id = {row.claim_id: row for row in self._kept}
        self._place = {claim_id: place for place, claim_id in enumerate(self._by_id)}
        self._index: WordIndex | None = None
        self.stakes = {one.claim_id: one.stakes for one in self.verdicts.values() if one.stakes != UNSAID}
        self._rank_rows()
        self._changed = set(self.known)
        self._unchecked = set(self.known)
        self._names = dict.fromkeys(event.by for event in self.log)
        self.tags = Tags()
        for verdict in self.verdicts.values():
            self._sort_tags(verdict)
        self._tally = Tally(verdict for verdict in self.verdicts.values() if verdict.claim_id in self.known)

    def order_anew(self) -> None:
        """Put the pile into its order again, since what counts for it has changed."""
        self.version += 1
        self._rank_rows()
        # The priority of any may be another one.
        self._changed = set(self._by_id)

    @property
    def known(self) -> KeysView[str]:
        """The ids of all claims that have been read."""
        return self._by_id.keys()

    def refresh(self) -> list[Event]:
        """Take in what was done since, and return it."""
        fresh = self._store.events(after=self.log[-1].id if self.log else 0)
        if any(event.claim_id not in self.known for event in fresh):
            self.reload()
        elif fresh:
            self._take_in(fresh)
        if self._order is not None and self._order.changed():
            self.order_anew()
        return fresh

    @property
    def measured(self) -> Sequence[QueueRow]:
        """All rows in the order in which the store has them, which is that of what `Order.rank` is given."""
        return self._kept

    def row(self, claim_id: str) -> QueueRow | None:
        """The claim in short; None where there is no such claim."""
        return self._by_id.get(claim_id)

    def priority(self, claim_id: str) -> float:
        """From 0 to 1 how soon the claim, which the pile holds, is to be checked."""
        return self._priorities[self._place[claim_id]]

    def explained(self, article: Article, claim: Claim) -> Claim:
        """*claim* with its priority in this pile and what that is made of, where it is known."""
        if self._order is None:
            return claim
        return self._order.explained(article, claim, self.stakes.get(claim.id, UNSAID))

    def verdict(self, claim_id: str) -> Verdict:
        """What the events of that claim, as far as they have been read, add up to."""
        return self.verdicts.get(claim_id) or Verdict(claim_id)

    def arranged(self, wanted: Filter, seat: Seat) -> list[QueueRow]:
        """The claims that *wanted* lets through, in its order."""
        return arrange(self.rows, self.verdicts, wanted, seat, self._having(wanted), self._low)

    def progress(self, seat: Seat) -> Progress:
        """How far the whole pile is, whatever the filter."""
        tally = self._tally
        return Progress(
            decided=len(tally.decided),
            waiting=len(tally.proposed),
            total=len(self.rows) - len(tally.aside),
            to_approve=sum(
                awaits(self.verdicts[claim_id], seat.policy, seat.reviewer) for claim_id in tally.proposed
            ),
            overdue=sum(overdue(self.verdicts[claim_id], seat.today) for claim_id in tally.begun),
            for_me=sum(concerns(self.verdicts[claim_id], seat) for claim_id in tally.begun),
        )

    def share(self, wanted: Filter, seat: Seat) -> Share:
        """How far those claims are that *wanted* lets through, whatever it shows of them."""
        about = replace(wanted, show=ALL, order=PRIORITY)
        if about == Filter():
            return Share(len(self._tally.decided), len(self.rows) - len(self._tally.aside), filtered=False)
        rows = self.arranged(about, seat)
        decided = sum(row.claim_id in self._tally.decided for row in rows)
        return Share(decided, len(rows), filtered=True)

    def article(self, article_id: str) -> Article:
        """The article with that id."""
        if article_id not in self._articles:
            self._articles[article_id] = self._store.article(article_id)
        return self._articles[article_id]

    def claims_in(self, article_id: str) -> list[QueueRow]:
        """The claims of one article that are part of the pile, in the order of the text."""
        rows = self._by_article.get(article_id, [])
        return sorted((row for row in rows if counts(self.verdict(row.claim_id))), key=lambda row: row.start)

    def pile(self) -> list[QueueRow]:
        """Every claim that is part of the pile, whatever the filter."""
        return [row for row in self.rows if counts(self.verdict(row.claim_id))]

    def out_of_sight(self) -> int:
        """How many claims are not among what is to do, since they are below the minimum and nobody began."""
        return len(self._low - self.verdicts.keys())

    def holds(self, claim_id: str) -> bool:
        """Whether the claim is part of the pile."""
        return claim_id in self.known and counts(self.verdict(claim_id))

    def changes(self) -> set[str]:
        """The claims whose standing has changed since this was last asked."""
        changed, self._changed = self._changed, set()
        return changed

    def own_checks(self) -> list[KnownClaim]:
        """What was found on the claims of this pile, in the order of the claims; each check once."""
        found = (own_check(row, self.verdict(row.claim_id)) for row in self.rows)
        return [known for known in found if known is not None]

    def changed_checks(self) -> dict[str, KnownClaim | None]:
        """Those of `own_checks` that have changed since this was last asked, at first all, by claim.

        None is for a check that counts no more, since its claim was reopened, say.
        """
        touched, self._unchecked = self._unchecked, set()
        changed: dict[str, KnownClaim | None] = {}
        for claim_id in touched:
            before = self._checks.pop(claim_id, None)
            now = own_check(self._by_id[claim_id], self.verdict(claim_id))
            if now is not None:
                self._checks[claim_id] = now
            if now != before:
                changed[claim_id] = now
        return changed

    def kinds(self) -> list[str]:
        """The kinds of claim that the pile has, in the order of the vocabulary."""
        found = {kind for row in self.rows for kind in row.kinds.split()}
        return [kind.value for kind in Kind if kind in found]

    def speakers(self) -> list[str]:
        """Everybody who says something in the pile, whoever says most first."""
        return [
            name for name, _count in Counter(filter(None, (row.speaker for row in self.rows))).most_common()
        ]

    def people(self) -> list[str]:
        """Everybody who has or had a claim, each under the spelling that came first."""
        assigned = dict.fromkeys(verdict.assigned_to for verdict in self.verdicts.values())
        by_person: dict[str, str] = {}
        for name in (*self._names, *filter(None, assigned)):
            by_person.setdefault(person(name), name)
        return sorted(by_person.values(), key=str.casefold)

    def words(self) -> WordIndex:
        """Where which words are in the pile; made when it is asked for first, which takes its time."""
        if self._index is None:
            self._index = WordIndex(f"{row.text} {row.speaker or ''}" for row in self._kept)
            for claim_id in self.tags.tagged:
                self._note_tags(claim_id)
        return self._index

    def _rank_rows(self) -> None:
        """Put the pile into the order of its priorities; without any, as the store has it."""
        if self._order is None:
            self.rows = self._kept
            self._priorities: Sequence[float] = [row.worthiness for row in self._kept]
            self._low: Set[str] = frozenset()
            return
        ranked = self._order.rank(self._kept, self.stakes)
        self.rows = list(map(self._kept.__getitem__, ranked.order))
        self._priorities = ranked.priorities
        self._low = {self._kept[place].claim_id for place in ranked.low}

    def _having(self, wanted: Filter) -> set[str] | None:
        """The ids of the claims that have the words and the tag of *wanted*; None where it names neither."""
        places = self.words().having(wanted.text) if wanted.text.strip() else None
        worded = None if places is None else {self._kept[place].claim_id for place in places}
        if not wanted.tag.strip():
            return worded
        tagged = self.tags.having(wanted.tag)
        return tagged if worded is None else worded & tagged

    def _sort_tags(self, verdict: Verdict) -> None:
        self.tags.sort(verdict.claim_id, verdict.tags if counts(verdict) else ())
        self._note_tags(verdict.claim_id)

    def _note_tags(self, claim_id: str) -> None:
        """Let the claim be found by its tags, once words can be looked for at all."""
        if self._index is not None and claim_id in self._place:
            self._index.note(self._place[claim_id], " ".join(self.tags.of(claim_id)))

    def _take_in(self, fresh: Sequence[Event]) -> None:
        self.version += 1
        self.log.extend(fresh)
        self._names.update(dict.fromkeys(event.by for event in fresh))
        weighed = dict(self.stakes)
        for claim_id, own in by_claim(fresh).items():
            self.verdicts.update(verdicts([*self.verdict(claim_id).history, *own]))
            self._tally.sort(self.verdicts[claim_id])
            self._sort_tags(self.verdicts[claim_id])
            self._changed.add(claim_id)
            self._unchecked.add(claim_id)
            self._note_stakes(self.verdicts[claim_id])
        if self.stakes != weighed:
            self._rank_rows()

    def _note_stakes(self, verdict: Verdict) -> None:
        self.stakes.pop(verdict.claim_id, None)
        if verdict.stakes != UNSAID:
            self.stakes[verdict.claim_id] = verdict.stakes


class Tally:
    """Which claims of *verdicts* stand where, by their ids; `sort` keeps it right without counting anew.

    Those ``aside`` are no part of the pile, and those ``begun`` are touched and not decided.
    """

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        self.aside: set[str] = set()
        self.decided: set[str] = set()
        self.proposed: set[str] = set()
        self.begun: set[str] = set()
        for verdict in verdicts:
            self.sort(verdict)

    def sort(self, verdict: Verdict) -> None:
        """Put the claim where it stands now."""
        claim_id = verdict.claim_id
        for claims in (self.aside, self.decided, self.proposed, self.begun):
            claims.discard(claim_id)
        if not counts(verdict):
            self.aside.add(claim_id)
            return
        if verdict.status.decided:
            self.decided.add(claim_id)
        else:
            self.begun.add(claim_id)
        if verdict.status is Status.PROPOSED:
            self.proposed.add(claim_id)


def own_check(row: QueueRow, verdict: Verdict) -> KnownClaim | None:
    """What was found on the claim of *row*; None where nothing is, or its check is that of another claim."""
    found = verdict.status in FINISHED and verdict.rating and not verdict.doubts
    if not found or verdict.served_from is not None:
        return None
    return KnownClaim(
        text=verdict.statement or row.text,
        rating=verdict.rating,
        url=verdict.published_url,
        date=verdict.approved_at.date().isoformat() if verdict.approved_at else None,
        speaker=row.speaker,
        claim_id=row.claim_id,
    )
