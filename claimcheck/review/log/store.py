"""The event log: articles, claims, and every step that anybody took on them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from claimcheck.clock import by_clock
from claimcheck.errors import ArticleError, ConflictError, StoreError
from claimcheck.model import Article, Claim, Event
from claimcheck.review.article_facts import (
    TOLD,
    by_name,
    facts_in,
    newer_facts,
    same_article,
    text_print,
    with_facts,
)
from claimcheck.review.json_values import dumps
from claimcheck.review.log import chain
from claimcheck.review.log.appending import End, Head, goes_on, head_of, refuse_other_log
from claimcheck.review.log.as_of import are_all, came_later, noted, up_to
from claimcheck.review.log.chain import Verification
from claimcheck.review.log.coverage import (
    ARTICLES,
    CHECKSUM,
    CLAIMS,
    IMPORTED,
    POLICIES,
    POLICY,
    REFLAGGED,
    REMOVED,
    UPDATED_FACTS,
    Holdings,
    checksums,
)
from claimcheck.review.log.damage import unreadable_article, with_texts
from claimcheck.review.log.database import BUSY_SECONDS, Database
from claimcheck.review.log.drafts import (
    OVERTAKEN,
    Draft,
    draft_of,
    drafted_by,
    drafts_of,
    end_draft,
    put_draft,
    read_place,
)
from claimcheck.review.log.rows import article_of, article_row, as_kept, claim_of, claim_row, event_of, moment
from claimcheck.review.log.schema import articles, claims, desks, drafts, events, policies, text_prints
from claimcheck.review.log.write_check import refuse_unkept, unkept
from claimcheck.review.policies import UNREADABLE
from claimcheck.review.queue import QueueRow
from claimcheck.review.replay import JUDGED, JUDGES

_AT_ONCE = 500  # claims in one statement


@dataclass(frozen=True, slots=True)
class Added:
    """What an import changed; all zero where it brought nothing new.

    ``article_id`` is the id under which the article is kept.
    """

    articles: int
    claims: int
    removed: int
    article_id: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A step to be taken; ``seen`` is the claim's last event that its reviewer had in front of them.

    None means whatever stands there now: a comment or an assignment does not depend on what was seen.
    A later step of the same batch on the same claim follows the earlier one by itself.
    """

    claim_id: str
    action: str
    data: Mapping[str, Any]
    seen: int | None


@dataclass(frozen=True, slots=True)
class RecordedPolicy:
    """The policy that a desk has: what it asks for, who recorded it and when, as the ``number``th."""

    by: str
    at: datetime
    data: Mapping[str, Any]
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a log held at one moment: articles by their id in the order of import, claims, and events.

    ``found`` is what verifying it in the same moment found; ``events`` are those that fit.
    """

    articles: Mapping[str, Article]
    claims: Sequence[Claim]
    events: Sequence[Event]
    found: Verification


class Store:
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

    def __init__(
        self,
        path: str | Path,
        *,
        create: bool = True,
        busy_seconds: float = BUSY_SECONDS,
        read_only: bool = False,
    ) -> None:
        self._database = Database(path, create=create, busy_seconds=busy_seconds, read_only=read_only)
        self.path = self._database.path
        self.file = self._database.file
        # The last event that was seen here: what is written has to go on from it.
        self._head: Head = (0, "")

    def close(self) -> None:
        """Let go of the file or the server."""
        self._database.close()

    def checkpoint(self) -> None:
        """Bring what stands beside the file of the log into it; waits for nobody and raises nothing."""
        self._database.checkpoint()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._database.writing() as connection:
            refuse_other_log(connection, events, self._head)
            yield connection
            head = head_of(connection, events)
        self._head = head

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

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
            kept = _same_article(connection, article)
            held: dict[str, Any] = {}
            if kept is None:
                row = article_row(article)
                held[ARTICLES] = checksums(ARTICLES, [row])
                _put_article(connection, row)
            else:
                newer = by_name(newer_facts(kept, article)) if update_facts else {}
                _refuse_other_reading(with_facts(kept, newer), article)
                held |= {TOLD: {kept.id: newer}} if newer else {}
            names = {*article.possible_ids, article.id}
            kept_as = kept.id if kept else article.possible_ids[0]
            removed, fresh = _reflag(connection, kept_as, _claims_of(kept_as, names, flagged), held)
            if held:
                action = UPDATED_FACTS if TOLD in held else REFLAGGED if kept else IMPORTED
                _enter(connection, by, action, held, datetime.now(UTC))
        return Added(0 if kept else 1, fresh, removed, kept_as)

    def as_kept(self, article: Article, *, update_facts: bool = False) -> Article:
        """*article* as it is kept, if it is, however its lines end or its address is spelled; else itself.

        Its claims are to be flagged on this. With *update_facts* it has the newer facts of *article*.
        """
        with self._database.reading() as connection:
            kept = _same_article(connection, article)
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
        versions: Mapping[str, int] | None = None,
        drafts_then: Mapping[str, Mapping[str, Any]] | None = None,
        rests_on: Mapping[str, int] | None = None,
        policy: int | None = None,
    ) -> list[Event]:
        """Add *steps* to the log, all or none, and return them as they stand there.

        *cuts* are claims made by hand that the steps speak of. The drafts of *by* on the claims
        are done with, but for those newer than in *versions* and for a comment that is being written;
        *drafts_then* are what is kept as drafts afterwards. *desk* is where the reviewer stands
        afterwards. *rests_on* are other claims that the steps go by, each with its last event that the
        reviewer had in front of them. *policy* is the number of the policy by which they were judged, 0
        where none was recorded. The steps are committed when this returns. Raises ConflictError where
        somebody has acted on a claim or recorded a policy since.
        """
        with self._writing() as connection:
            _refuse_other_policy(connection, policy)
            made = _put_cuts(connection, cuts)
            for claim_id, known in (rests_on or {}).items():
                between = _latest(connection, claim_id)
                if between is not None and between.id > known:
                    raise came_between(between)
            written = _append(connection, by, _with_checksums(steps, made), at)
            last, then = {event.claim_id: event.id for event in written}, drafts_then or {}
            for claim_id in last.keys() & (drafted_by(connection, by) | then.keys()):
                newest = (versions or {}).get(claim_id)
                end_draft(connection, by, claim_id, newest, then.get(claim_id), last[claim_id])
            if desk is not None:
                _put_desk(connection, by, desk)
        return written

    def articles(self) -> dict[str, Article]:
        """Every article by its id, in the order of import."""
        with self._database.reading() as connection:
            return _articles(connection)

    def snapshot(self, until: int | None = None) -> Snapshot:
        """Articles, claims and events as they stand at this moment, verified, or as they stood after *until*.

        *until* is the number of an event; what was done or brought in after it is left out. What flagging
        again has replaced since is not kept, and a claim has the score that it has now. Raises StoreError
        where an article or a claim cannot be read.
        """
        with self._database.reading() as connection:
            rows: list[Mapping[str, Any]] = []
            held = Holdings()
            found = chain.verify(noted(held.following(up_to(until, connection)), rows))
            now = until is None or are_all(rows, connection)
            new_articles, new_claims = (set(), set()) if now else came_later(connection, rows, held)
            found = with_texts(connection, found, held, to_its_end=now)
            try:
                flagged = [claim_of(row) for row in connection.execute(select(claims)).mappings()]
                kept = _articles(connection, until)
            except (TypeError, ValueError, AttributeError) as error:
                raise StoreError(f"{self.path}: {unreadable_article(error)}") from error
        return Snapshot(
            {article_id: kept[article_id] for article_id in kept if article_id not in new_articles},
            [claim for claim in flagged if claim.id not in new_claims and claim.article_id in kept],
            [event_of(row) for row in rows[: found.events]],
            found,
        )

    def article(self, article_id: str) -> Article:
        """The article with that id; raises StoreError where there is none."""
        with self._database.reading() as connection:
            found = connection.execute(select(articles).where(articles.c.id == article_id)).mappings().first()
            learned = _facts(connection).get(article_id, {}) if found is not None else {}
        if found is None:
            raise StoreError(f"The database {self.path} has no article {article_id}.")
        return with_facts(article_of(found), learned)

    def queue(self) -> list[QueueRow]:
        """Every claim in short, most worth checking first."""
        place = (claims.c.id, claims.c.article_id, articles.c.added_at, claims.c.start, claims.c.end)
        query = select(*place, claims.c.text, claims.c.speaker, claims.c.worthiness, claims.c.kinds)
        order = (claims.c.worthiness.desc(), claims.c.article_id, claims.c.start, claims.c.id)
        with self._database.reading() as connection:
            return [QueueRow(*row) for row in connection.execute(query.join(articles).order_by(*order))]

    def claims(self, article_id: str | None = None) -> list[Claim]:
        """The claims of one article, or all, in the order of article and place."""
        query = select(claims).order_by(claims.c.article_id, claims.c.start, claims.c.end)
        if article_id is not None:
            query = query.where(claims.c.article_id == article_id)
        with self._database.reading() as connection:
            return [claim_of(row) for row in connection.execute(query).mappings()]

    def claim(self, claim_id: str) -> Claim:
        """The claim with that id; raises StoreError where there is none."""
        with self._database.reading() as connection:
            found = connection.execute(select(claims).where(claims.c.id == claim_id)).mappings().first()
        if found is None:
            raise StoreError(f"The database {self.path} has no claim {claim_id}.")
        return claim_of(found)

    def events(self, after: int = 0) -> list[Event]:
        """The events on claims with an id above *after*, in order."""
        with self._database.reading() as connection:
            if goes_on(connection, events, self._head):
                self._head = head_of(connection, events)
            return list(_events(connection, after))

    def digests(self) -> dict[int, str]:
        """The digest of each event by its number, in order."""
        with self._database.reading() as connection:
            rows = connection.execute(select(events.c.id, events.c.digest).order_by(events.c.id))
            return {row.id: row.digest for row in rows}

    def first_digest(self) -> str | None:
        """The digest of the first event, by which one log is told from another; None where there is none."""
        with self._database.reading() as connection:
            return connection.scalar(select(events.c.digest).where(events.c.id == 1))

    def verify(
        self, head: str | None = None, *, texts: bool = True, until: int | None = None
    ) -> Verification:
        """Recompute the chain of digests, of the events up to *until* where it is given.

        With *texts* also that each article, claim and policy is what the events say, and that the triggers
        and the file are sound. *head* is a digest noted earlier: it has to be in the log.
        """
        with self._database.reading() as connection:
            rows = up_to(until, connection)
            if not texts:
                return chain.verify(rows, head)
            held = Holdings()
            found = chain.verify(held.following(rows), head)
            return with_texts(connection, found, held, to_its_end=until is None)

    def draft(self, claim_id: str, reviewer: str) -> Draft | None:
        """What *reviewer* has typed on that claim, if anything."""
        with self._database.reading() as connection:
            return draft_of(connection, claim_id, reviewer)

    def drafts_on(self, claim_id: str) -> dict[str, Draft]:
        """What each reviewer has typed on that claim, by the reviewer's name."""
        with self._database.reading() as connection:
            return drafts_of(connection, claim_id)

    def save_draft(self, claim_id: str, reviewer: str, data: Mapping[str, Any], version: int) -> int:
        """Keep *data* as the draft that follows *version* (0: the first one); return its version.

        Raises ConflictError where another desk of the same reviewer has saved one meanwhile.
        """
        with self._writing() as connection:
            _still_there(connection, [claim_id])
            present = draft_of(connection, claim_id, reviewer)
            # Versions begin again after a step, so a draft that was typed on a later one is another's too.
            if present is not None and (
                present.version != version or present.data.get("seen", 0) > data.get("seen", 0)
            ):
                raise ConflictError(OVERTAKEN)
            put_draft(connection, claim_id, reviewer, Draft(data, version + 1))
        return version + 1

    def desk(self, reviewer: str) -> dict[str, Any]:
        """Where *reviewer* stood when they last did something; empty for a new one."""
        with self._database.reading() as connection:
            text = connection.scalar(select(desks.c.data).where(desks.c.reviewer == reviewer))
        return {} if text is None else read_place(text)

    def save_desk(self, reviewer: str, data: Mapping[str, Any]) -> None:
        """Keep where *reviewer* stands."""
        with self._writing() as connection:
            _put_desk(connection, reviewer, data)

    def policy(self) -> RecordedPolicy | None:
        """The policy that was recorded last, if any was."""
        with self._database.reading() as connection:
            return _policy(connection)

    def record_policy(self, by: str, data: Mapping[str, Any], at: datetime) -> None:
        """Add *data*, which has a "name", to the policies, unless the last one recorded says the same."""
        with self._writing() as connection:
            last = _policy(connection)
            if last is not None and dumps(last.data) == dumps(data):
                return
            number = (connection.scalar(select(func.max(policies.c.id))) or 0) + 1
            row = {"id": number, "at": at.isoformat(), "by": by, "name": data["name"], "data": dumps(data)}
            connection.execute(insert(policies).values(**row))
            refuse_unkept(connection, policies, [row])
            _enter(connection, by, POLICY, {POLICIES: checksums(POLICIES, [row])}, at)


def _policy(connection: Connection) -> RecordedPolicy | None:
    query = select(policies).order_by(policies.c.id.desc()).limit(1)
    row = connection.execute(query).first()
    if row is None:
        return None
    try:
        data = json.loads(row.data)
    except ValueError:
        data = None
    said = data if isinstance(data, dict) else {"name": row.name, UNREADABLE: True}
    return RecordedPolicy(row.by, moment(row.at), said, row.id)


def _refuse_other_policy(connection: Connection, judged_by: int | None) -> None:
    """Raise ConflictError where another policy than the one numbered *judged_by* was recorded last."""
    last = _policy(connection) if judged_by is not None else None
    if last is not None and last.number != judged_by:
        raise ConflictError(
            f"Meanwhile {last.by} recorded the policy “{last.data.get('name')}”. Nothing was written and "
            "what you typed is kept: see what it asks for, then decide again."
        )


def _articles(connection: Connection, until: int | None = None) -> dict[str, Article]:
    # Not in SQL: not every collation of a server orders moments as text.
    rows = connection.execute(select(articles)).mappings()
    in_order = sorted(rows, key=lambda row: (row["added_at"], row["id"]))
    learned = _facts(connection, until)
    return {row["id"]: with_facts(article_of(row), learned.get(row["id"], {})) for row in in_order}


def _facts(connection: Connection, until: int | None = None) -> dict[str, dict[str, str]]:
    """What was learned about articles after their import, up to the event *until*, by their ids."""
    query = select(events).where(events.c.claim_id.is_(None), events.c.action == UPDATED_FACTS)
    learned: dict[str, dict[str, str]] = {}
    for row in connection.execute(query.order_by(events.c.id)).mappings():
        # Not in SQL: a server's numbers end before Python's.
        if until is not None and row["id"] > until:
            break
        # One that cannot be read is named by `verify`, and shuts nobody out.
        with suppress(StoreError):
            for article_id, facts in facts_in(event_of(row).data).items():
                learned.setdefault(article_id, {}).update(facts)
    return learned


def _same_article(connection: Connection, article: Article) -> Article | None:
    """The article, as it is known now, of which *article* is another reading; None where none is kept."""
    names = {*article.possible_ids, article.id}
    alike = select(text_prints.c.article_id).where(text_prints.c.print == text_print(article.text))
    query = select(articles).where(articles.c.id.in_(names) | articles.c.id.in_(alike))
    rows = connection.execute(query).mappings().all()
    learned = _facts(connection) if rows else {}
    found = [with_facts(article_of(row), learned.get(row["id"], {})) for row in rows]
    found.sort(key=lambda kept: (kept.id not in names, kept.text != article.text, kept.id))
    return next((kept for kept in found if kept.id in names or same_article(kept, article)), None)


def _put_article(connection: Connection, row: Mapping[str, Any]) -> None:
    connection.execute(insert(articles).values(**row))
    refuse_unkept(connection, articles, [row])
    connection.execute(insert(text_prints).values(article_id=row["id"], print=text_print(row["text"])))


def _refuse_other_reading(kept: Article, article: Article) -> None:
    """Refuse an article of which claims were flagged that do not fit the one that is kept."""
    if kept.text != article.text:
        raise ArticleError(
            "This article is in the database already, with other line ends or other characters at its ends. "
            "Nothing was written: flag its claims as it is kept (Store.as_kept), as cc.add does."
        )
    for name in ("published", "language"):
        before, now = getattr(kept, name), getattr(article, name)
        if before != now:
            raise ArticleError(
                f"This article is in the database already, with {name}: {before or 'none'}, "
                f"not {now or 'none'}; its claims are read by that. Nothing was written: add the article as "
                "it was, or with update_facts=True, which flags anew what nobody has touched."
            )


def _claims_of(kept_as: str, names: Collection[str], flagged: Iterable[Claim]) -> Iterator[Claim]:
    """*flagged* as claims of the article kept as *kept_as*, where they call it by one of its *names*."""
    for claim in flagged:
        own = claim.article_id in names
        yield replace(claim, article_id=kept_as, kept_as=None) if own else claim


def _reflag(
    connection: Connection, article_id: str, flagged: Iterable[Claim], held: dict[str, Any]
) -> tuple[int, int]:
    """Bring an article's untouched claims to those *flagged*; how many went and how many came.

    What the log has to say of it is put into *held*.
    """
    present = _checksums_of_claims(connection, article_id)
    wanted = {claim.id: claim for claim in (as_kept(claim, present) for claim in flagged)}
    touched = _touched(connection, article_id)
    _without_same_words(connection, touched, wanted)
    removed = [claim_id for claim_id in present if claim_id not in wanted and claim_id not in touched]
    for claim_id in removed:
        connection.execute(delete(claims).where(claims.c.id == claim_id))
    rows = {claim_id: claim_row(claim) for claim_id, claim in wanted.items() if claim_id not in touched}
    now = checksums(CLAIMS, rows.values())
    for claim_id in rows.keys() & present.keys():
        if now[claim_id] != present[claim_id]:
            connection.execute(update(claims).where(claims.c.id == claim_id).values(**rows[claim_id]))
    fresh = [row for claim_id, row in rows.items() if claim_id not in present]
    if fresh:
        connection.execute(insert(claims), fresh)
    wanted_there = {**present, **now}
    for claim_id in removed:
        del wanted_there[claim_id]
    if _checksums_of_claims(connection, article_id) != wanted_there:
        raise unkept(claims.name)
    changed = {claim_id: said for claim_id, said in now.items() if said != present.get(claim_id)}
    held |= {CLAIMS: changed} if changed else {}
    held |= {REMOVED: removed} if removed else {}
    return len(removed), len(fresh)


def _checksums_of_claims(connection: Connection, article_id: str) -> dict[str, str]:
    query = select(claims).where(claims.c.article_id == article_id)
    return checksums(CLAIMS, (dict(row) for row in connection.execute(query).mappings()))


def _put_cuts(connection: Connection, cuts: Iterable[Claim]) -> dict[str, str]:
    """Keep those of *cuts* that are not there yet; their checksums."""
    made: dict[str, str] = {}
    for claim in cuts:
        if not connection.scalar(select(func.count()).where(claims.c.id == claim.id)):
            row = claim_row(claim)
            connection.execute(insert(claims).values(**row))
            refuse_unkept(connection, claims, [row])
            made |= checksums(CLAIMS, [row])
    return made


def _with_checksums(steps: Sequence[NewEvent], made: Mapping[str, str]) -> Sequence[NewEvent]:
    """*steps*, of which the first on each claim that was *made* with them says what it holds."""
    said = dict(made)
    whole = [
        replace(step, data={**step.data, CHECKSUM: said.pop(step.claim_id)})
        if step.claim_id in said
        else step
        for step in steps
    ]
    if said:
        raise ValueError(f"no step speaks of the claims {', '.join(said)} that are cut with it")
    return whole


def _without_same_words(connection: Connection, touched: set[str], wanted: dict[str, Claim]) -> None:
    """Take from *wanted* what a *touched* claim says already.

    An older claimcheck let a quotation mark stand alone at the end of a claim, and the two are one.
    """
    query = select(claims.c.id, claims.c.start, claims.c.text).where(claims.c.id.in_(touched - wanted.keys()))
    said = {_words(row.start, row.text) for row in connection.execute(query)}
    for claim in list(wanted.values()):
        if claim.id not in touched and _words(claim.span.start, claim.text) in said:
            del wanted[claim.id]


def _words(start: int, text: str) -> tuple[int, int]:
    """Where the words of a claim that begins at *start* begin and end, without the marks around them."""
    inside = [place for place, character in enumerate(text) if character.isalnum()]
    return (start + inside[0], start + inside[-1]) if inside else (start, start + len(text))


def came_between(latest: Event) -> ConflictError:
    """The refusal of a step that was decided on before *latest* was seen."""
    # Which of the two it was may be kept from others, in a blind review.
    action = JUDGED if latest.action in JUDGES else latest.action
    return ConflictError(
        f"Meanwhile {latest.by} took a step on this claim ({action}, "
        f"{by_clock(latest.at, UTC):%Y-%m-%d %H:%M:%S} UTC). Nothing was written and what you typed "
        "is kept: look at the claim as it stands now, then decide again."
    )


def _append(connection: Connection, by: str, steps: Sequence[NewEvent], at: datetime) -> list[Event]:
    end = End(connection, events)
    latest = _latest_of(connection, {step.claim_id for step in steps})
    last = {claim_id: event.id if event else 0 for claim_id, event in latest.items()}
    written: list[Event] = []
    for step in steps:
        between = latest[step.claim_id]
        if between is not None and step.seen is not None and between.id > step.seen:
            raise came_between(between)
        event = end.add(step.claim_id, by, step.action, step.data, last[step.claim_id], at)
        written.append(event)
        last[step.claim_id] = event.id
    end.refuse_unkept()
    return written


def _enter(connection: Connection, by: str, action: str, data: Mapping[str, Any], at: datetime) -> None:
    """Add an event that concerns no claim."""
    end = End(connection, events)
    end.enter(by, action, data, at)
    end.refuse_unkept()


def _latest(connection: Connection, claim_id: str) -> Event | None:
    return _latest_of(connection, {claim_id})[claim_id]


def _latest_of(connection: Connection, claim_ids: Collection[str]) -> dict[str, Event | None]:
    """The last event of each claim, None where there is none; ConflictError where a claim is gone."""
    latest: dict[str, Event | None] = {}
    for some in _in_parts(claim_ids):
        newest = select(func.max(events.c.id)).where(events.c.claim_id.in_(some)).group_by(events.c.claim_id)
        rows = connection.execute(select(events).where(events.c.id.in_(newest))).mappings()
        found = {row["claim_id"]: event_of(row) for row in rows}
        _still_there(connection, [claim_id for claim_id in some if claim_id not in found])
        latest |= {claim_id: found.get(claim_id) for claim_id in some}
    return latest


def _in_parts(ids: Collection[str]) -> Iterator[list[str]]:
    """*ids* in parts of what one statement may name."""
    every = list(ids)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))


def _still_there(connection: Connection, claim_ids: Sequence[str]) -> None:
    """Raise ConflictError where a claim is gone: a new flagging takes those that nobody has touched."""
    there = connection.scalar(select(func.count()).where(claims.c.id.in_(claim_ids)))
    if there != len(claim_ids):
        which = "This claim is" if len(claim_ids) == 1 else "One of these claims is"
        raise ConflictError(
            f"{which} no longer on the desk: its article was flagged anew meanwhile. Nothing was "
            "written; choose another, or add it again by its words in the article."
        )


def _touched(connection: Connection, article_id: str) -> set[str]:
    """The claims of an article that carry events or drafts."""
    touched: set[str] = set()
    for table in (events, drafts):
        query = select(table.c.claim_id).distinct().join(claims, claims.c.id == table.c.claim_id)
        touched.update(connection.scalars(query.where(claims.c.article_id == article_id)))
    return touched


def _put_desk(connection: Connection, reviewer: str, data: Mapping[str, Any]) -> None:
    connection.execute(delete(desks).where(desks.c.reviewer == reviewer))
    connection.execute(insert(desks).values(reviewer=reviewer, data=dumps(data)))


def _events(connection: Connection, after: int = 0) -> Iterator[Event]:
    query = select(events).where(events.c.id > after, events.c.claim_id.is_not(None)).order_by(events.c.id)
    for row in connection.execute(query).mappings():
        yield event_of(row)
