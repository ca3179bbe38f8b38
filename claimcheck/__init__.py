"""claimcheck: a claim-checking workbench in Jupyter.

>>> import claimcheck as cc
>>> article = cc.read_text("The alliance has 32 members. It is 25 times bigger than Russia.")
>>> [claim.text for claim in cc.flag(article)]
['The alliance has 32 members.', 'It is 25 times bigger than Russia.']
"""

from __future__ import annotations

import getpass
import os
import warnings
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.arguments import each_of, refuse_no_path, refuse_no_switch, refuse_no_text
from claimcheck.clock import by_clock
from claimcheck.errors import (
    ClaimcheckError,
    ExportError,
    ExportWarning,
    KnownClaimsError,
    ReadingError,
    ReadingWarning,
    StoreError,
)
from claimcheck.exporting.csv_file import file_at, refuse_taken
from claimcheck.exporting.table import (
    COLUMNS,
    HISTORY_COLUMNS,
    SOURCE_COLUMNS,
    history_rows,
    read_csv,
    source_rows,
    to_frame,
    verdict_rows,
    write_csv,
)
from claimcheck.flagging.flag import claim_at, refuse_unusable
from claimcheck.flagging.flag import flag as _flag
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.flagging.scorer import Scorer
from claimcheck.flagging.worthiness import scorer
from claimcheck.matching.duplicates import group as _group
from claimcheck.matching.reasons import Statement
from claimcheck.model import Article, Claim, KnownClaim, Sentence
from claimcheck.output_paths import STDOUT, same_file
from claimcheck.reading.articles import read, read_bytes, read_text
from claimcheck.reading.sentences import sentences
from claimcheck.review.agreement import Agreement, blind_pairs
from claimcheck.review.agreement import agreement as _agreement
from claimcheck.review.article_facts import newer_facts, offered
from claimcheck.review.blind_review import kept_to_themselves
from claimcheck.review.log.articles import Added
from claimcheck.review.log.backup import Copied
from claimcheck.review.log.backup import backup as _backup
from claimcheck.review.log.backup import restore as _restore
from claimcheck.review.log.chain import Verification
from claimcheck.review.log.manifest import manifest_of
from claimcheck.review.log.manifest import write as write_manifest
from claimcheck.review.log.store import RecordedPolicy, Store
from claimcheck.review.people import named
from claimcheck.review.policies import Policy, policy_from_json, policy_of, policy_to_json
from claimcheck.review.replay import verdicts
from claimcheck.review.scales import DEFAULT_SCALE, scale
from claimcheck.review.session import ReviewSession

if TYPE_CHECKING:
    from pandas import DataFrame

    from claimcheck.exporting.charts import Charts
    from claimcheck.matcher import KnownClaims
    from claimcheck.widgets.desk import Desk
    from claimcheck.widgets.desk_tools import Matcher, Tools

__all__ = [
    "Article",
    "Claim",
    "ClaimcheckError",
    "KnownClaim",
    "KnownClaims",
    "Policy",
    "ReadingError",
    "ReadingWarning",
    "Scorer",
    "add",
    "agreement",
    "backup",
    "charts",
    "desk",
    "export_csv",
    "flag",
    "flag_frame",
    "group",
    "quantities",
    "read",
    "read_csv",
    "read_text",
    "restore",
    "scale",
    "scorer",
    "to_frame",
]


def __getattr__(name: str) -> type[KnownClaims]:
    """`KnownClaims`, once somebody asks for it: it brings NumPy along."""
    if name != "KnownClaims":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from claimcheck.matcher import KnownClaims

    return KnownClaims


def __dir__() -> list[str]:
    """The public names alone, for whoever looks around with Tab."""
    return __all__


def database_path(db: str | Path | None = None) -> str | Path:
    """Where the database is: *db*, else CLAIMCHECK_DB, else claimcheck.db in the working directory.

    A file, or the address of a PostgreSQL database as text.
    """
    if db is not None:
        refuse_no_path("db", db)
    where = db or os.environ.get("CLAIMCHECK_DB") or "claimcheck.db"
    # A Path would make one slash of the two of an address, and `Store` would take it for a file.
    return where if "://" in str(where) else Path(where)


def reviewer_name(reviewer: str | None = None) -> str:
    """Who the reviewer is: *reviewer*, else CLAIMCHECK_REVIEWER, else the login name.

    An empty *reviewer* is nobody; `ReviewSession` refuses it with the remedy.
    """
    if reviewer is not None:
        refuse_no_text("reviewer", reviewer, "Ana")
        return reviewer
    named = os.environ.get("CLAIMCHECK_REVIEWER")
    if named is not None:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A container's user may have no name; older Pythons raise KeyError for it.
        return ""


def flag(
    article: Article, threshold: float | None = None, *, scorer: Scorer | str | None = None
) -> list[Claim]:
    """The claims of *article* whose worthiness is at least *threshold* (0 to 1), in text order.

    *scorer* is what ``cc.scorer`` gives, a scorer of your own, or a scorer's name; without one the
    default of the article's language scores, and without *threshold* the scorer's own counts.

    >>> [claim.worthiness > 0.5 for claim in flag(read_text("It is 25 times bigger than Russia."))]
    [True]
    """
    _refuse_no_article("flag", article)
    return _flag(article, sentences(article), threshold, scorer)


def _refuse_no_article(function: str, given: object) -> None:
    if not isinstance(given, Article):
        raise ClaimcheckError(
            f"{function}() takes an article and got {type(given).__name__}: "
            "make one with cc.read(path) or cc.read_text(text)."
        )


def flag_frame(
    frame: DataFrame, threshold: float | None = None, *, scorer: Scorer | str | None = None
) -> DataFrame:
    """The claims of the texts in *frame*, one row each, under the names of the verdict CSV.

    *frame* has a column "text" and may have title, publisher, author, published, url and language. The
    index is that of the row which the claim comes from, so that
    ``frame.join(claims, rsuffix="_claim")`` finds it. Columns and
    types are the same for every frame, an empty one too, and nothing outside it is read or kept:
    any engine can map it over the parts of a table.

    >>> import pandas as pd
    >>> flag_frame(pd.DataFrame({"text": ["Nice day! Exports doubled in 2019."]}))["quote"].tolist()
    ['Exports doubled in 2019.']
    """
    from claimcheck.frames import claims_of

    return claims_of(frame, lambda article: flag(article, threshold, scorer=scorer))


def group(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims in groups that say the same in other words, each claim in exactly one, in the order given.

    Nobody joins a group in which somebody differs from them in a number, a unit, a year, a negation, a
    direction, the subject, or the speaker where both are known. Nothing is merged: a group is for a person
    to look at. Raises ClaimcheckError for what is no claim.

    >>> text = "NATO has 32 members. Nice. The alliance's 32 countries met. NATO has 31 members."
    >>> article = read_text(text)
    >>> [[claim.text for claim in same] for same in group(flag(article, 0)) if len(same) > 1]
    [['NATO has 32 members.', "The alliance's 32 countries met."]]
    """
    given = each_of("claims", claims, Claim, "give claims, such as those of cc.flag(article)")
    return [[given[place] for place in places] for places in _group([Statement.from_claim(c) for c in given])]


def add(
    db: str | Path | None,
    article: Article,
    threshold: float | None = None,
    *,
    scorer: Scorer | str | None = None,
    update_facts: bool = False,
) -> Added:
    """Put *article* with its claims on the desk of *db*; adding it again adds nothing twice.

    Nor does another reading of it with other line ends, outer blanks or spelling of its address. What that
    says otherwise of its title, publisher, author, date, language or address is told in a ``ReadingWarning``;
    with *update_facts* it holds from now on, and claims that nobody has touched are flagged anew, as they are
    by another *scorer*. Raises StoreError with the remedy where the database refuses.
    """
    path = database_path(db)
    # What is wrong with the article is said before there is a database.
    _refuse_no_article("add", article)
    claims = flag(article, threshold, scorer=scorer)
    with Store(path) as store:
        kept = store.as_kept(article, update_facts=update_facts)
        newer = newer_facts(kept, article)
        if kept != article:
            claims = flag(kept, threshold, scorer=scorer)
        added = store.add(kept, claims, reviewer_name(), update_facts=update_facts)
    if newer:
        warnings.warn(f"{offered(newer)} update_facts=True takes it over.", ReadingWarning, stacklevel=2)
    return added


def export_csv(
    db: str | Path | None,
    path: str | Path,
    force: bool = False,
    *,
    statuses: Sequence[str] = (),
    sources: str | Path | None = None,
    history: str | Path | None = None,
    until: int | None = None,
    bom: bool = True,
) -> Path:
    """Write the verdict CSV of *db* to *path*, and beside it on request the sources and the history.

    One of them may be "-", standard output; beside the first other one lies their manifest. *statuses*
    chooses among the claims; none means all. With *until* everything is as it stood after the event of that
    number, which also a damaged log gives as far as it fits, and one whose articles, claims or policies were
    changed as they are now. *bom* is the mark by which Excel knows UTF-8.
    Raises ExportError where a path exists and *force* is off, a path is no place for a file, *until* is no
    event, or the log does not verify; then none of the files is written.
    """
    with Store(database_path(db), read_only=True) as store:
        written = write_tables(
            store, path, force, statuses=statuses, sources=sources, history=history, until=until, bom=bom
        )
    if not written.found.clean:
        warnings.warn(f"{written.path}: {in_doubt(written.found)}", ExportWarning, stacklevel=2)
    return written.path


@dataclass(frozen=True, slots=True)
class Written:
    """A verdict CSV that was written: where, and what verifying the database found when it was read."""

    path: Path
    found: Verification


def in_doubt(found: Verification) -> str:
    """What is said of tables that were written of a database that does not verify."""
    return f"It was written, but the database does not verify. {found.problem}"


def write_tables(
    store: Store,
    path: str | Path,
    force: bool = False,
    *,
    statuses: Sequence[str] = (),
    sources: str | Path | None = None,
    history: str | Path | None = None,
    until: int | None = None,
    bom: bool = True,
) -> Written:
    """What `export_csv` does, for a log that is open already."""
    refuse_no_switch("force", force)
    refuse_no_switch("bom", bom)
    chosen = each_of("statuses", statuses, str, 'give a list, such as statuses=["approved"]')
    if until is not None and not isinstance(until, int):
        raise ExportError(f"until is the number of an event, such as 1204, and not {until!r}.")
    files = [file_at(file) for file in (path, sources, history) if file is not None]
    if store.file and any(same_file(file, store.file) for file in files):
        raise ExportError(f"{store.path} is the database itself; write the CSV to another file.")
    kept = [file for file in files if str(file) != STDOUT]
    refuse_taken([*files, *map(manifest_of, kept[:1])], force=force)
    taken = store.snapshot(None if until is not None and until < 0 else until)
    _refuse_misfit(taken.found, until)
    standing = verdicts(taken.events)
    rows = verdict_rows(taken.articles, taken.claims, standing, chosen)
    write = partial(write_csv, force=force, bom=bom)
    written = write(path, COLUMNS, rows)
    shown = [standing[str(row["claim_id"])] for row in rows if row["claim_id"] in standing]
    if sources is not None:
        write(sources, SOURCE_COLUMNS, source_rows(shown))
    if history is not None:
        told = history_rows(taken.events, kept_to_themselves(standing.values()))
        write(history, HISTORY_COLUMNS, told)
    if kept:
        write_manifest(kept, taken.found.events, store.first_digest(), taken.found.head)
    return Written(written, taken.found)


def _refuse_misfit(found: Verification, until: int | None) -> None:
    """Raise ExportError where the log does not fit up to the event *until*, or does not go that far.

    Without *until* nothing beside the log may have been changed either; a trigger that is missing only warns.
    """
    if not found.whole:
        raise ExportError(
            f"The log does not verify, and nothing was exported. {found.problem} "
            f"`claimcheck export --until {found.events}` (until={found.events}) writes the state after the "
            "last event that fits."
        )
    if until is None and not found.clean and found.guarded:
        raise ExportError(
            f"The log does not verify, and nothing was exported. {found.problem} "
            f"`claimcheck export --until {found.events}` (until={found.events}) writes what is there all the "
            "same, with what was changed in it."
        )
    if until is not None and not 0 <= until <= found.events:
        raise ExportError(
            f"There is no event {until}: the log has {found.events}. Give a number from 0 to {found.events}."
        )


def backup(db: str | Path | None, to: str | Path, force: bool = False) -> Copied:
    """Copy *db*, of either kind, into the file *to*, while reviewers go on working.

    Raises StoreError where *db* does not verify, or *to* exists and *force* is off.
    """
    refuse_no_path("to", to, StoreError)
    refuse_no_switch("force", force)
    return _backup(database_path(db), to, force)


def restore(file: str | Path, db: str | Path | None, force: bool = False) -> Copied:
    """Bring the backup *file* back as *db*, a path with nothing at it or an empty PostgreSQL database.

    With *force* a file that is there is moved aside. Raises StoreError where the backup does not verify or
    *db* cannot be replaced; then nothing was changed.
    """
    refuse_no_path("file", file, StoreError)
    refuse_no_switch("force", force)
    return _restore(file, database_path(db), force)


def charts(db: str | Path | None = None) -> Charts:
    """Charts of *db*: the claims by status over time, the verdicts by speaker, the time in each step.

    An Altair chart: the last expression of a cell shows it, without the network, and
    ``charts().save("charts.html")`` keeps it as a page. Days are those of this machine's clock. Raises
    StoreError with the remedy where there is no such database.
    """
    with Store(database_path(db), read_only=True) as store:
        return charts_of(store)


def charts_of(store: Store) -> Charts:
    """What `charts` gives, for a log that is open already."""
    from claimcheck.exporting.charts import draw

    # The log first: a claim that comes between the two readings is then one without events.
    log, pile = store.events(), store.queue()
    begun = {row.claim_id: datetime.fromisoformat(row.added_at) for row in pile}
    return draw(begun, {row.claim_id: row.speaker for row in pile}, log)


def agreement(db: str | Path | None = None, *, scale_name: str | None = None) -> Agreement:
    """How far two reviewers agree who rated the same claims of *db* without seeing each other's rating.

    *scale_name* says by which scale's ratings; without it, those that there are. ``print(agreement())``
    says it in a sentence. Raises ClaimcheckError with the remedy where claims were rated by several scales.
    """
    with Store(database_path(db), read_only=True) as store:
        return agreement_of(store, scale_name)


def agreement_of(store: Store, scale_name: str | None = None) -> Agreement:
    """What `agreement` gives, for a log that is open already."""
    if scale_name is not None:
        refuse_no_text("scale_name", scale_name, DEFAULT_SCALE)
    pairs = blind_pairs(verdicts(store.events()).values())
    if scale_name is None and len(pairs) > 1:
        raise ClaimcheckError(
            f"Claims were rated by several scales ({', '.join(pairs)}), whose ratings cannot be compared: "
            "name one of them, agreement(scale_name=…)."
        )
    name = scale_name or next(iter(pairs), DEFAULT_SCALE)
    return _agreement(pairs.get(name, []), scale(name))


def desk(
    db: str | Path | None = None,
    reviewer: str | None = None,
    *,
    policy: Policy | str | Path | None = None,
    scale_name: str = "claimcheck",
    threshold: float | None = None,
    scorer: Scorer | str | None = None,
    known: str | Path | None = None,
    semantic: bool = False,
) -> Desk:
    """The reviewer's desk over *db*, a widget for a notebook cell.

    *policy* is what it demands before each step: ``cc.Policy.newsroom()`` or "newsroom", "solo", or the path
    of a TOML file with your own. It is recorded in the database and holds from then on; without one
    CLAIMCHECK_POLICY counts, else what was recorded last, else solo. *scorer* and *threshold* flag the
    articles that are brought in at it. *known* is the collection in which it looks for what was checked
    before (CLAIMCHECK_KNOWN, else beside the database), with *semantic* by meaning too. It opens where the
    reviewer stood. Raises ClaimcheckError with the remedy.
    """
    from claimcheck.matcher import Matcher, known_path
    from claimcheck.widgets.desk import Desk

    # What is wrong with the call is said before there is a database.
    name, rated_by, chosen = named(reviewer_name(reviewer)), scale(scale_name), _chosen_policy(policy)
    refuse_unusable(threshold, scorer)
    refuse_no_switch("semantic", semantic)
    if known is not None:
        refuse_no_path("known", known, KnownClaimsError)
    with ExitStack() as refused:
        store = refused.enter_context(Store(database_path(db)))
        recorded = store.policy()
        before = policy_from_json(recorded.data) if recorded else None
        session = ReviewSession(
            store,
            name,
            policy=chosen,
            scale=rated_by,
            cut=lambda article, span: claim_at(article, _outline(article), span, scorer),
        )
        found = store.verify(texts=False)
        notice = None
        if not found.clean:
            notice = f"The event log does not verify. {found.problem} Keep a copy of it as it is."
        if recorded is not None and before != session.policy:
            session.policy_news = _changed_policy(session.policy, recorded)
        matcher = Matcher(known_path(known, database_path(db)), semantic)
        opened = Desk(session, _tools(store, threshold, scorer, matcher), notice)
        # Last, since it holds for everybody: a desk that does not open leaves all as it was.
        if chosen is not None or store.policy() is None:
            store.record_policy(name, policy_to_json(session.policy), datetime.now(UTC))
        refused.pop_all()
    return opened


def _chosen_policy(given: Policy | str | Path | None) -> Policy | None:
    """The policy that *given*, else CLAIMCHECK_POLICY, names; None where neither does."""
    if given is not None and not isinstance(given, Policy):
        refuse_no_path("policy", given)
    chosen = given or os.environ.get("CLAIMCHECK_POLICY", "").strip()
    return policy_of(chosen) if chosen else None


def _changed_policy(policy: Policy, former: RecordedPolicy) -> str:
    """What a reviewer is told whose desk begins to work by another *policy* than all did before."""
    since = f"{former.by} chose it on {former.at:%Y-%m-%d}"
    return f"The policy here is “{policy.name}” from now on; it was “{former.data['name']}” ({since})."


def _tools(store: Store, threshold: float | None, scorer: Scorer | str | None, matcher: Matcher) -> Tools:
    """The rest of claimcheck as a desk over *store* uses it."""
    from claimcheck.widgets.desk_tools import Tools

    def export() -> str:
        name = f"verdicts-{by_clock(datetime.now(UTC)):%Y-%m-%d-%H%M%S}"
        # A log that is in no file has no folder: then the working directory.
        beside = store.file.parent if store.file else Path.cwd()
        # Pressed twice within a second, the second one counts on.
        names = chain([f"{name}.csv"], (f"{name}-{again}.csv" for again in count(2)))
        path = next(beside / name for name in names if not (beside / name).exists())
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", ExportWarning)
            written = write_tables(store, path)
        doubt = "" if written.found.clean else f". {in_doubt(written.found)}"
        return " ".join([f"Written: {written.path}{doubt}", *(str(one.message) for one in told)])

    return Tools(
        read_file=read_bytes,
        read_text=lambda text, title, publisher, url: read_text(
            text, title=title, publisher=publisher, url=url
        ),
        flag=lambda article: flag(article, threshold, scorer=scorer),
        outline=lambda article: [sentence.span for sentence in _outline(article)],
        matcher=matcher,
        export=export,
        charts=lambda: charts_of(store),
        agreement=lambda: str(agreement_of(store)),
    )


@lru_cache(maxsize=8)
def _outline(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article that is open at a desk, which asks for them at every step."""
    return sentences(article)
