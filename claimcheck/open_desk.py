"""The reviewer's desk, put together: a session over the log, and the rest of claimcheck as its tools."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.arguments import refuse_no_path, refuse_no_switch
from claimcheck.clock import by_clock
from claimcheck.desk_order import DeskOrder, measure_the_rest
from claimcheck.desk_priorities import FollowingOrder, PrioritiesInForce
from claimcheck.desk_references import kept_at, references_in
from claimcheck.desk_worksheets import DeskWorksheets
from claimcheck.errors import ClaimcheckError, ExportWarning, KnownClaimsError, LanguageError, ReadingError
from claimcheck.exporting.choosing import Choice, choose
from claimcheck.exporting.export import in_doubt_at_desk, write_tables
from claimcheck.flagging.flag import claim_at, flag, refuse_unusable
from claimcheck.flagging.scorer import Scorer
from claimcheck.importing.fetching import Limits, fetched, is_address
from claimcheck.model import Article, Claim, Sentence, Span
from claimcheck.priority.orders import PRIORITY
from claimcheck.priority_panel import PriorityPanel
from claimcheck.reading.articles import read_bytes, read_text
from claimcheck.reading.decoding import MAX_BYTES
from claimcheck.reading.sentences import sentences
from claimcheck.references import References
from claimcheck.review.agreement import agreement_of
from claimcheck.review.log.attachment_folder import AttachmentFolder
from claimcheck.review.log.recorded import Recorded
from claimcheck.review.log.store import Store
from claimcheck.review.people import named
from claimcheck.review.policies import Policy, policy_from_json, policy_to_json
from claimcheck.review.replay import verdicts
from claimcheck.review.scales import scale
from claimcheck.review.session import ReviewSession
from claimcheck.settings import (
    chosen_policy,
    database_path,
    files_path,
    given_priorities,
    known_path,
    reviewer_name,
)
from claimcheck.statements.stand_alone import stand_alone
from claimcheck.statements.values import StandAlone
from claimcheck.table_panel import TablePanel

if TYPE_CHECKING:
    from claimcheck.exporting.charts import Charts
    from claimcheck.priority.priorities import Priorities
    from claimcheck.widgets.desk import Desk
    from claimcheck.widgets.desk_tools import Attachments, Exported, Matcher, Tools

_CLAIM_ID = re.compile(r"(?<![0-9a-z])c?[0-9a-f]{16}(?![0-9a-z])")


def desk(
    db: str | Path | None = None,
    reviewer: str | None = None,
    *,
    policy: Policy | str | Path | None = None,
    priorities: Priorities | str | Path | None = None,
    scale_name: str = "claimcheck",
    threshold: float | None = None,
    scorer: Scorer | str | None = None,
    known: str | Path | None = None,
    semantic: bool = False,
    claim: str | None = None,
    references: References | None = None,
) -> Desk:
    """The reviewer's desk over *db*, a widget for a notebook cell.

    *policy* is what it demands before each step: ``cc.Policy.newsroom()`` or "newsroom", "solo", or the path
    of a TOML file with your own. It is recorded in the database and holds from then on; without one
    CLAIMCHECK_POLICY counts, else what was recorded last, else solo. *priorities*, or a TOML file with yours
    (CLAIMCHECK_PRIORITIES), say what stands first; without them what was recorded at the desk does. *scorer*
    and *threshold* flag the articles that are brought in at it. *known* is the collection in which it looks
    for what was checked before (CLAIMCHECK_KNOWN, else beside the database), with *semantic* by meaning too.
    *references* are the tables and groups by which its worksheets are worked out, instead of those that are
    recorded. It opens where the reviewer stood, or at *claim*, by its id or a link that the desk has copied.
    Raises ClaimcheckError with the remedy.
    """
    from claimcheck.matcher import Matcher
    from claimcheck.widgets.desk import Desk

    # What is wrong with the call is said before there is a database.
    name, rated_by, chosen = named(reviewer_name(reviewer)), scale(scale_name), chosen_policy(policy)
    first = given_priorities(priorities)
    refuse_unusable(threshold, scorer)
    refuse_no_switch("semantic", semantic)
    _refuse_no_references(references)
    if known is not None:
        refuse_no_path("known", known, KnownClaimsError)
    with ExitStack() as refused:
        where = database_path(db)
        store = refused.enter_context(Store(where))
        recorded = store.policy()
        before = policy_from_json(recorded.data) if recorded else None
        measure_the_rest(store)
        collection, attachments = known_path(known, where), AttachmentFolder(files_path(where))
        matcher = Matcher(collection, semantic)
        in_force = PrioritiesInForce(store, first)
        order = FollowingOrder(in_force, lambda: matcher.seen)
        cut = _cutter(order, scorer)
        session = ReviewSession(store, name, policy=chosen, scale=rated_by, cut=cut, order=order)
        if claim is not None:
            session.cursor.go(_named_in(claim))
        if recorded is not None and before != session.policy:
            session.in_force.news = _changed_policy(session.policy, recorded)
        tools = replace(
            tools_for(store, threshold, scorer, matcher, attachments, collection, order),
            priorities=PriorityPanel(in_force, order),
            worksheets=DeskWorksheets(_tables(references, store, attachments)),
            tables=TablePanel(store, attachments),
        )
        opened = Desk(session, tools, _doubt(store))
        # Last, since it holds for everybody: a desk that does not open leaves all as it was.
        if chosen is not None or store.policy() is None:
            store.record_policy(name, policy_to_json(session.policy), datetime.now(UTC))
        refused.pop_all()
    return opened


def _cutter(order: DeskOrder, scorer: Scorer | str | None) -> Callable[[Article, Span], Claim]:
    """What makes a claim of words that a reviewer has marked."""

    def cut(article: Article, span: Span) -> Claim:
        return order.explained(article, claim_at(article, _outline(article), span, scorer))

    return cut


def _doubt(store: Store) -> str | None:
    """What a reviewer is told from the beginning of a log that does not verify."""
    found = store.verify(texts=False)
    if found.clean:
        return None
    return f"The event log does not verify. {found.problem_at_desk} Keep a copy of it as it is."


def _refuse_no_references(references: object) -> None:
    if not isinstance(references, References | None):
        raise ClaimcheckError(
            f"references={references!r:.60} are no reference tables; give a References that holds them."
        )


def _tables(
    given: References | None, store: Store, files: AttachmentFolder
) -> Callable[[], Callable[[], References]]:
    """What looks which tables there are: those *given*, else those that are recorded at *store* by then."""
    if given is not None:
        return lambda: lambda: given
    return lambda: partial(references_in, kept_at(store), files)


def _named_in(claim: str) -> str:
    """The id of the claim that an id or a link names; ClaimcheckError where it names none."""
    named = _CLAIM_ID.search(claim) if isinstance(claim, str) else None
    if named is None:
        raise ClaimcheckError(
            f'claim={claim!r} names no claim; give its id, such as "c4331e915269e9a65", or the link to it.'
        )
    return named.group()


def _changed_policy(policy: Policy, former: Recorded) -> str:
    """What a reviewer is told whose desk begins to work by another *policy* than all did before."""
    since = f"{former.by} chose it on {former.at:%Y-%m-%d}"
    return f"The policy here is “{policy.name}” from now on; it was “{former.data['name']}” ({since})."


def tools_for(
    store: Store,
    threshold: float | None,
    scorer: Scorer | str | None,
    matcher: Matcher,
    attachments: Attachments = AttachmentFolder(None),  # noqa: B008 - it holds nothing
    known: Path | None = None,
    order: DeskOrder = DeskOrder(),  # noqa: B008 - the house's, which says nothing of a pile
) -> Tools:
    """The rest of claimcheck as a desk over *store* uses it, but for what belongs to that desk alone."""
    from claimcheck.incoming_checks import IncomingChecks
    from claimcheck.widgets.desk_tools import Exported, Tools

    def charts() -> Charts:
        from claimcheck.exporting.charts import charts_of

        return charts_of(store)

    def folder() -> Path:
        # A log that is in no file has no folder: then the working directory.
        return store.file.parent if store.file else Path.cwd()

    def export(workbook: bool, shown: Collection[str] | None) -> Exported:
        ending = "xlsx" if workbook else "csv"
        name = f"verdicts-{by_clock(datetime.now(UTC)):%Y-%m-%d-%H%M%S}"
        # Pressed twice within a second, the second one counts on.
        names = chain([f"{name}.{ending}"], (f"{name}-{again}.{ending}" for again in count(2)))
        path = next(folder() / name for name in names if not (folder() / name).exists())
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", ExportWarning)
            written = write_tables(
                store,
                path,
                choice=_choice(shown),
                prioritize=order.in_order,
                place=order.place_by(PRIORITY),
            )
        doubt = [] if written.found.clean else [in_doubt_at_desk(written.found)]
        said = " ".join([*doubt, *(str(one.message) for one in told)])
        return Exported(written.path, written.path.read_bytes(), said)

    return Tools(
        read_file=read_bytes,
        read_text=lambda text, facts: read_text(text, **facts),
        read_page=_article_of,
        fetch=_content_of,
        flag=lambda article: order.in_order(article, flag(article, _outline(article), threshold, scorer)),
        outline=lambda article: [sentence.span for sentence in _outline(article)],
        statement=_statement,
        matcher=matcher,
        checks=partial(IncomingChecks, known),
        attachments=attachments,
        export=export,
        going_out=partial(_going_out, store),
        folder=lambda: str(folder()),
        charts=charts,
        agreement=lambda: agreement_of(store).at_desk,
    )


def _choice(shown: Collection[str] | None) -> Choice:
    """What a desk exports: the decided claims, or every one that is *shown*."""
    return Choice() if shown is None else Choice(everything=True, claims=frozenset(shown))


def _going_out(store: Store, shown: Collection[str] | None) -> str:
    """How many rows an export from the desk has, how many claims stay out, and why."""
    taken = store.snapshot()
    chosen = choose(taken.articles, taken.claims, verdicts(taken.events), _choice(shown))
    rows = len(chosen.claims)
    going = f"{rows:,} claim{'' if rows == 1 else 's'}, a row each"
    return f"{going}; {chosen.told}." if chosen.left_out else f"{going}; none is left out."


def _article_of(data: bytes, address: str) -> Article:
    """The article at an *address* out of what was there; ReadingError where it is none."""
    article = read_bytes(data, address)
    return replace(article, url=article.url or address, path=None)


def _content_of(address: str) -> bytes:
    if not is_address(address):
        raise ReadingError(f"{address or 'Nothing'} is no address: give one that begins with https://")
    with fetched(address, limits=Limits(seconds=60, size=MAX_BYTES)) as page:
        return page.file.read()


@lru_cache(maxsize=64)
def _statement(article: Article, claim: Claim) -> StandAlone | None:
    """What is offered for a claim that is open at a desk; None where no rules know the language."""
    try:
        return stand_alone(article, claim, _outline(article))
    except LanguageError:
        return None


@lru_cache(maxsize=8)
def _outline(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article that is open at a desk, which asks for them at every step."""
    return sentences(article)
