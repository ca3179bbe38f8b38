"""The event log: articles, claims, and every step that anybody took on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from claimcheck.errors import ConflictError, StoreError
from claimcheck.model import Article, Claim, Event
from claimcheck.review.article_facts import by_name, newer_facts, with_facts
from claimcheck.review.events import POLICY, PRIORITIES, REFERENCE_TABLES
from claimcheck.review.log import as_of
from claimcheck.review.log.appending import (
    Head,
    NewEvent,
    append_steps,
    goes_on,
    head_of,
    refuse_other_log,
    refuse_unseen,
)
from claimcheck.review.log.articles import Added, find_same, keep_article, read_article, read_articles
from claimcheck.review.log.as_of import Snapshot
from claimcheck.review.log.chain import Verification
from claimcheck.review.log.database import Database
from claimcheck.review.log.drafts import (
    Draft,
    Typed,
    draft_of,
    drafted_by,
    drafts_of,
    end_draft,
    keep_typed,
    put_desk,
    read_desk,
)
from claimcheck.review.log.priority_parts import keep_parts, without_parts
from claimcheck.review.log.recorded import Recorded, all_recorded, newest, record, record_change
from claimcheck.review.log.rows import claim_of, event_of
from claimcheck.review.log.tables import (
    articles,
    claims,
    events,
    policies,
    priorities,
    priority_parts,
    reference_tables,
)
from claimcheck.review.queue import QueueRow


class Store(Database):
    """The log in one SQLite file, or in a database of a PostgreSQL server; every method is one transaction.

    *path* is a file, ``:memory:`` or an address like ``postgresql://user:password@host/database``, which
    needs the extra ``postgres``. ``path`` is then what people are told of it, never with the password, and
    ``file`` the file, None where there is none. A write lock is waited for as long as *busy_seconds*.

    >>> store = Store(":memory:")
    >>> store.add(Article("NATO has 32 members."), [])
    Added(articles=1, claims=0, removed=0)

    Raises StoreError with the remedy where the database refuses; then nothing was written, unless it says
    that this could not be found out. With *read_only* the log has to be there, and not a byte of it is
    changed.
    """

    # The last event that was seen here: what is written has to go on from it.
    _head: Head = (0, "")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.writing() as connection:
            refuse_other_log(connection, self._head)
            yield connection
            head = head_of(connection)
        self._head = head

    def add(
        self, article: Article, flagged: Iterable[Claim], by: str = "", *, update_facts: bool = False
    ) -> Added:
        """Keep *article* with its *flagged* claims, as brought in *by* somebody.

        Claims of an earlier flagging go where they are not flagged again and nobody has touched
        them; those with events or drafts stay as they are. With *update_facts* what *article* says otherwise
        of itself than it is kept holds from now on. Raises ArticleError where the article is there with other
        characters, or another date or language, by which its claims were read; `as_kept` is how it is there.
        """
        with self._writing() as connection:
            return keep_article(connection, article, flagged, by, update_facts=update_facts)

    def as_kept(self, article: Article, *, update_facts: bool = False) -> Article:
        """*article* as it is kept, if it is, however its lines end or its address is spelled; else itself.

        Its claims are to be flagged on this. With *update_facts* it has the newer facts of *article*.
        """
        with self.reading() as connection:
            kept = find_same(connection, article)
        if kept is None:
            return article
        return with_facts(kept, by_name(newer_facts(kept, article))) if update_facts else kept

    def append(
        self,
        by: str,
        steps: Sequence[NewEvent],
        *,
        at: datetime,
        cuts: Iterable[Claim] = (),
        desk: Mapping[str, Any] | None = None,
        typed: Typed | None = None,
        version: int | None = None,
        drafts_then: Mapping[str, Mapping[str, Any]] | None = None,
        rests_on: Mapping[str, int] | None = None,
        policy: int | None = None,
    ) -> list[Event]:
        """Add *steps* to the log, all or none, and return them as they stand there.

        *cuts* are claims made by hand that the steps speak of. *typed* is kept as a draft first, as by
        `save_draft`. Then the drafts of *by* on the claims are done with, but for those newer than *version*
        and for a comment that is being written; *drafts_then* are what is kept as drafts afterwards. *desk*
        is where the reviewer stands afterwards. *rests_on* are other claims that the steps go by, each with
        its last event that the reviewer had in front of them. *policy* is the number of the policy by which
        they were judged, 0 where none was recorded. The steps are committed when this returns. Raises
        ConflictError where somebody has acted on a claim, recorded a policy or kept another draft since.
        """
        with self._writing() as connection:
            if typed is not None:
                keep_typed(connection, by, typed)
            _refuse_other_policy(connection, policy)
            refuse_unseen(connection, rests_on or {})
            written = append_steps(connection, by, steps, cuts, at)
            last, then = {event.claim_id: event.id for event in written}, drafts_then or {}
            for claim_id in last.keys() & (drafted_by(connection, by) | then.keys()):
                end_draft(connection, by, claim_id, version, then.get(claim_id), last[claim_id])
            if desk is not None:
                put_desk(connection, by, desk)
        return written

    def articles(self) -> dict[str, Article]:
        """Every article by its id, in the order of import."""
        with self.reading() as connection:
            return read_articles(connection)

    def snapshot(self, until: int | None = None) -> Snapshot:
        """Articles, claims and events as they stand at this moment, verified, or as they stood after *until*.

        *until* is the number of an event; what was done or brought in after it is left out. What flagging
        again has replaced since is not kept, and a claim has the score that it has now. Raises StoreError
        where an article or a claim cannot be read.
        """
        with self.reading() as connection:
            return as_of.snapshot(connection, until, self.path)

    def article(self, article_id: str) -> Article:
        """The article with that id; raises StoreError where there is none."""
        with self.reading() as connection:
            found = read_article(connection, article_id)
        if found is None:
            raise StoreError(f"The database {self.path} has no article {article_id}.")
        return found

    def queue(self) -> list[QueueRow]:
        """Every claim in short, the most checkable first."""
        place = (claims.c.id, claims.c.article_id, articles.c.added_at, claims.c.start, claims.c.end)
        said = (claims.c.text, claims.c.speaker, claims.c.worthiness, claims.c.kinds)
        query = select(*place, *said, priority_parts.c.record).join(articles)
        query = query.outerjoin(priority_parts, priority_parts.c.claim_id == claims.c.id)
        order = (claims.c.worthiness.desc(), claims.c.article_id, claims.c.start, claims.c.id)
        with self.reading() as connection:
            return [QueueRow(*values) for values in map(tuple, connection.execute(query.order_by(*order)))]

    def without_parts(self) -> list[str]:
        """The articles with claims that were kept before their priority was known, by their ids."""
        with self.reading() as connection:
            return without_parts(connection)

    def keep_parts(self, measured: Iterable[Claim]) -> None:
        """Keep what of each claim counts for its priority, in place of what was kept of it before."""
        with self._writing() as connection:
            keep_parts(connection, measured)

    def claims(self, article_id: str | None = None) -> list[Claim]:
        """The claims of one article, or all, in the order of article and place."""
        query = select(claims).order_by(claims.c.article_id, claims.c.start, claims.c.end)
        if article_id is not None:
            query = query.where(claims.c.article_id == article_id)
        with self.reading() as connection:
            return [claim_of(row) for row in connection.execute(query).mappings()]

    def claim(self, claim_id: str) -> Claim:
        """The claim with that id; raises StoreError where there is none."""
        with self.reading() as connection:
            found = connection.execute(select(claims).where(claims.c.id == claim_id)).mappings().first()
        if found is None:
            raise StoreError(f"The database {self.path} has no claim {claim_id}.")
        return claim_of(found)

    def events(self, after: int = 0) -> list[Event]:
        """The events on claims with an id above *after*, in order."""
        with self.reading() as connection:
            if goes_on(connection, self._head):
                self._head = head_of(connection)
            on_claims = select(events).where(events.c.id > after, events.c.claim_id.is_not(None))
            return [event_of(row) for row in connection.execute(on_claims.order_by(events.c.id)).mappings()]

    def digests(self) -> dict[int, str]:
        """The digest of each event by its number, in order."""
        with self.reading() as connection:
            rows = connection.execute(select(events.c.id, events.c.digest).order_by(events.c.id))
            return {row.id: row.digest for row in rows}

    def first_digest(self) -> str | None:
        """The digest of the first event, by which one log is told from another; None where there is none."""
        with self.reading() as connection:
            return connection.scalar(select(events.c.digest).where(events.c.id == 1))

    def verify(self, head: str | None = None, *, texts: bool = True) -> Verification:
        """Recompute the chain of digests.

        With *texts* also that each article, claim, policy, priorities and list of reference tables are what
        the events say, and that the triggers and the file are sound. *head* is a digest noted earlier: it
        has to be in the log.
        """
        with self.reading() as connection:
            return as_of.verify(connection, head, texts)

    def draft(self, claim_id: str, reviewer: str) -> Draft | None:
        """What *reviewer* has typed on that claim, if anything."""
        with self.reading() as connection:
            return draft_of(connection, claim_id, reviewer)

    def drafts_on(self, claim_id: str) -> dict[str, Draft]:
        """What each reviewer has typed on that claim, by the reviewer's name."""
        with self.reading() as connection:
            return drafts_of(connection, claim_id)

    def save_draft(self, claim_id: str, reviewer: str, data: Mapping[str, Any], version: int) -> int:
        """Keep *data* as the draft that follows *version* (0: the first one); return its version.

        Raises ConflictError where another desk of the same reviewer has saved one meanwhile.
        """
        with self._writing() as connection:
            return keep_typed(connection, reviewer, Typed(claim_id, data, version))

    def desk(self, reviewer: str) -> dict[str, Any]:
        """Where *reviewer* stood when they last did something; empty for a new one."""
        with self.reading() as connection:
            return read_desk(connection, reviewer)

    def save_desk(self, reviewer: str, data: Mapping[str, Any]) -> None:
        """Keep where *reviewer* stands."""
        with self._writing() as connection:
            put_desk(connection, reviewer, data)

    def policy(self) -> Recorded | None:
        """The policy that was recorded last, if any was."""
        with self.reading() as connection:
            return newest(connection, policies)

    def record_policy(self, by: str, data: Mapping[str, Any], at: datetime) -> None:
        """Add *data*, which has a "name", to the policies, unless the last one recorded says the same."""
        with self._writing() as connection:
            record(connection, policies, POLICY, by, data, at)

    def priorities(self) -> Recorded | None:
        """The priorities that were recorded last, if any were."""
        with self.reading() as connection:
            return newest(connection, priorities)

    def all_priorities(self) -> list[Recorded]:
        """All priorities that were ever recorded, in order."""
        with self.reading() as connection:
            return all_recorded(connection, priorities)

    def record_priorities(self, by: str, data: Mapping[str, Any], at: datetime) -> None:
        """Let *data* be the priorities from now on, unless the last ones recorded say the same."""
        with self._writing() as connection:
            record(connection, priorities, PRIORITIES, by, data, at)

    def reference_tables(self) -> Recorded | None:
        """The list of reference tables that was recorded last, if any was."""
        with self.reading() as connection:
            return newest(connection, reference_tables)

    def all_reference_tables(self) -> list[Recorded]:
        """All lists of reference tables that were ever recorded, in order."""
        with self.reading() as connection:
            return all_recorded(connection, reference_tables)

    def change_reference_tables(
        self, by: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]], at: datetime
    ) -> None:
        """Let what *change* makes of the list that was recorded last, empty at first, be it from now on.

        What others have recorded until this moment is in what *change* is given; what it raises is raised
        here, and nothing is written.
        """
        with self._writing() as connection:
            record_change(connection, reference_tables, REFERENCE_TABLES, by, change, at)


def _refuse_other_policy(connection: Connection, judged_by: int | None) -> None:
    """Raise ConflictError where another policy than the one numbered *judged_by* was recorded last."""
    last = newest(connection, policies) if judged_by is not None else None
    if last is not None and last.number != judged_by:
        raise ConflictError(
            f"Meanwhile {last.by} recorded the policy “{last.data.get('name')}”. Nothing was written and "
            "what you typed is kept: see what it asks for, then decide again."
        )
