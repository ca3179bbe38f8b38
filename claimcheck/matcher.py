"""What was checked before and the same claim elsewhere, composed of measuring, matching and the pile."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from claimcheck.arguments import refuse_no_number, refuse_no_path, refuse_no_switch, refuse_no_text
from claimcheck.errors import KnownClaimsError, ReadingWarning
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.frames import records_of
from claimcheck.importing.intake import Intake, Problem
from claimcheck.importing.mappings import claims_of_mapping
from claimcheck.match_cards import best, one_card_each, with_judged
from claimcheck.matching.duplicates import Pile, Same, say_the_same
from claimcheck.matching.index import Added, Index, search
from claimcheck.matching.reasons import why
from claimcheck.matching.retrieval import TOGETHER
from claimcheck.matching.said import Statement
from claimcheck.matching.semantic import Encoder
from claimcheck.model import Claim, KnownClaim, Match, Quantity
from claimcheck.pile_facts import COMPARED, PileFacts, same_words
from claimcheck.priority.prioritize import Elsewhere
from claimcheck.review.queue import QueueRow

if TYPE_CHECKING:
    from pandas import DataFrame

Check: TypeAlias = KnownClaim | Mapping[str, Any]
Checks: TypeAlias = "Check | Iterable[Check] | DataFrame"

_SHOWN = 3
_SEARCHED = 10
# Among so many cards is a contrary check looked for, and among so many candidates are these looked for.
_LOOKED_AT = 10
_CANDIDATES = (TOGETHER, 10 * TOGETHER)
# So many claims of the pile are taken in at once: a tenth of a second's work.
_PART = 100
# About one in eight claims of the news that nobody has checked finds something that seems as likely.
_LIKELY = 0.15


class KnownClaims(Index):
    """What was checked before, in the folder *path*, or only in memory without one.

    *model* is the sentence encoder of ``search(…, semantic=True)``: the folder or the name of a model for
    sentence-transformers; without one CLAIMCHECK_SEMANTIC_MODEL counts, else all-MiniLM-L6-v2.

    >>> known = KnownClaims()
    >>> known.add([KnownClaim("The alliance has 31 members.", rating="False")])
    Added(added=1, updated=0, unchanged=0)
    >>> match = known.search("The alliance has 32 members.")[0]
    >>> match.known.rating, [reason.name for reason in match.reasons if not reason.agrees]
    ('False', ['number'])

    Raises KnownClaimsError with the remedy where *path* cannot be read as a collection.
    """

    def __init__(self, path: str | Path | None = None, *, model: str | Path | None = None) -> None:
        if path is not None:
            refuse_no_path("path", path, KnownClaimsError)
        if model is not None:
            refuse_no_path("model", model, KnownClaimsError)
        super().__init__(path, encoder=Encoder(model))

    def add(self, records: Checks) -> Added:
        """Put checks into the collection; the same check again takes the place of the former one.

        *records* are KnownClaims, dicts, several of them, or a DataFrame. A dict is ClaimReview markup, an
        answer of Google's Fact Check Tools API, or a plain record with the names that a table has: text (or
        claim), rating, title, publisher, url, date, speaker. What cannot be understood of one is a
        ReadingWarning; raises KnownClaimsError for one that says no claim, and keeps those before it.

        >>> KnownClaims().add([{"claim": "It rains.", "verdict": "False"}])
        Added(added=1, updated=0, unchanged=0)
        """
        return super().add(_checks(records))

    def search(self, text: str, limit: int = 5, semantic: bool = False) -> list[Match]:
        """What `Index.search` finds, each with the reasons why it matches or differs."""
        refuse_no_text("text", text, "NATO has 32 members")
        refuse_no_number("limit", limit)
        refuse_no_switch("semantic", semantic)
        return explained(statement(text), super().search(text, limit, semantic))


class Matcher:
    """What a desk asks: checks in the collection *path* and of the desk itself, and the same claim elsewhere.

    The collection is opened with the first question, so that a damaged one keeps no desk from opening.
    """

    def __init__(self, path: str | Path | None = None, semantic: bool = False) -> None:
        self._path, self._semantic = path, semantic
        self._imported: KnownClaims | None = None
        self._own = Index()
        self._checks: dict[str, KnownClaim] = {}
        self._rows: Sequence[QueueRow] = ()
        self._ids: set[str] = set()
        self._pile: Pile[str] = Pile()
        self._facts = PileFacts()

    @property
    def known(self) -> int:
        """How many checks there are to find, the desk's own among them."""
        return len(self._collection()) + len(self._own)

    def refresh(self, rows: Sequence[QueueRow], own: Sequence[KnownClaim]) -> None:
        """Take in the desk's own finished checks, and note the pile; cheap where nothing has changed."""
        if rows is not self._rows:
            self._rows, self._ids = rows, {row.claim_id for row in rows}
        checks = {check.id: check for check in own}
        if checks != self._checks:
            self._own.remove(known_id for known_id in self._checks if known_id not in checks)
            self._own.add(check for known_id, check in checks.items() if self._checks.get(known_id) != check)
            self._checks = checks

    def grow(self) -> bool:
        """Take in a further part of the pile for `elsewhere`; whether anything is left."""
        fresh = (row for row in self._rows if row.claim_id not in self._pile)
        taken = list(islice(fresh, _PART))
        for row in taken:
            self._pile.add(row.claim_id, statement(row.text, row.speaker))
            # Whoever works at the desk goes first, also where both share one interpreter.
            time.sleep(0)
        self._facts.take(taken, self._pile.same_as, self._earlier)
        if len(taken) < _PART:
            self._facts.tell()
        return len(taken) == _PART

    @property
    def seen(self) -> Mapping[str, Elsewhere]:
        """What is known of the claims of the pile beyond their articles, once all of it was taken in."""
        return self._facts.seen

    def _earlier(self, row: QueueRow) -> list[Match]:
        """The earlier checks of the very claim of *row*, if there are any at all."""
        try:
            if not self.known:
                return []
        except KnownClaimsError:
            # Who asks for the checks of a claim is told of it; the pile can be compared all the same.
            return []
        asked = statement(row.text, row.speaker)
        found = self._search(row.text, _SHOWN + 1)
        others = [match for match in found if match.known.claim_id != row.claim_id]
        return explained(
            asked, [match for match in others if say_the_same(asked, _statement_of(match.known))]
        )

    def before(self, claim: Claim, published: str | None, judged: Iterable[KnownClaim] = ()) -> list[Match]:
        """The three earlier checks that most likely are of *claim*; *published* is its article's ISO date.

        What is a copy of one of *judged*, of which somebody has said already whether it is of the claim, is
        one card with it.
        """
        asked = Statement.from_claim(claim, published)
        found = self._search(claim.text, _LOOKED_AT)
        others = [match for match in found if match.known.claim_id != claim.id and match.score >= _LIKELY]
        return explained(asked, with_judged(best(others, _SHOWN), judged))

    def elsewhere(self, claim_id: str) -> list[Same[str]]:
        """The claims of the pile that say the same as that one, the most alike first."""
        return [same for same in self._pile.same_as(claim_id) if same.key in self._ids]

    def search(self, text: str, limit: int = _SEARCHED) -> list[Match]:
        """The earlier checks that most likely say what *text* says, likeliest first."""
        found = explained(statement(text), self._search(text, limit))
        # What is unlikely and shares not even a word stands there by chance.
        return [match for match in found if match.score >= _LIKELY or match.reasons]

    def _search(self, text: str, limit: int) -> list[Match]:
        known = self._collection()
        segments = [*known.segments, *self._own.segments]
        encoder = known.encoder if self._semantic else None
        cards: list[Match] = []
        for candidates in _CANDIDATES:
            found = search(segments, text, 2 * candidates, encoder, candidates)
            cards = one_card_each(found)
            # Only where copies fill the list is what stands behind them looked for.
            if len(cards) >= limit or len(found) < candidates:
                break
        return cards[:limit]

    def _collection(self) -> KnownClaims:
        if self._imported is None:
            self._imported = KnownClaims(self._path)
        return self._imported


def seen_in(
    rows: Sequence[QueueRow], own: Sequence[KnownClaim], known: str | Path | None
) -> Mapping[str, Elsewhere]:
    """What a pile knows of the claims of *rows* beyond their articles, by claim.

    *own* are the desk's finished checks, *known* the collection of others. Of more than 5,000 claims only
    what is said in the same words is looked for: all else would take minutes.
    """
    if len(rows) > COMPARED:
        return same_words(rows)
    matcher = Matcher(known)
    matcher.refresh(rows, own)
    while matcher.grow():
        pass
    return matcher.seen


def _checks(records: Checks) -> Iterator[KnownClaim]:
    intake = Intake("", _warn)
    for where, record in _places(records):
        if isinstance(record, KnownClaim):
            yield record
        elif isinstance(record, Mapping):
            # An object in memory has no place that it was read from.
            yield from (replace(known, origin=None) for known in claims_of_mapping(record, where, intake))
        else:
            raise KnownClaimsError(
                f"{where}: a {type(record).__name__} is no check. add() takes KnownClaims, dicts "
                "(ClaimReview, or with text, rating, url …) and DataFrames; `claimcheck known add FILE` "
                "brings in a file."
            )


def _places(records: Any) -> Iterator[tuple[str, Any]]:
    """Each record with the words for where it stands."""
    if hasattr(records, "itertuples"):
        yield from records_of(records)
    elif isinstance(records, (KnownClaim, Mapping, str, bytes)) or not isinstance(records, Iterable):
        yield "What was given", records
    else:
        yield from ((f"record {number}", record) for number, record in enumerate(records, 1))


def _warn(problem: Problem) -> None:
    if problem.refused:
        raise KnownClaimsError(
            f"{problem.where}: {problem.what}. What came before it was added; mend or leave out this one."
        )
    warnings.warn(f"{problem.where}: {problem.what}.", ReadingWarning, stacklevel=2)


def statement(text: str, speaker: str | None = None, date: str | None = None) -> Statement:
    """What *text* says, measured."""
    return Statement(text, _measured(text), speaker, date)


def explained(asked: Statement, matches: Sequence[Match]) -> list[Match]:
    """*matches* with the reasons why each says what is asked for, or something else."""
    return [replace(match, reasons=why(asked, _statement_of(match.known))) for match in matches]


def _statement_of(known: KnownClaim) -> Statement:
    return statement(known.text, known.speaker, known.date)


@lru_cache(maxsize=2_000)
def _measured(text: str) -> tuple[Quantity, ...]:
    return quantities(text)
