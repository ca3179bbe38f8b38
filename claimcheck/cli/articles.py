"""The verbs that read articles: `claimcheck add` and `claimcheck flag`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from tqdm import tqdm

import claimcheck as cc
from claimcheck.cli.terminal import (
    Verbs,
    add_bom,
    add_db,
    add_order,
    add_priorities,
    add_verb,
    complain,
    count,
    plain,
    say_beside,
    short,
)
from claimcheck.desk_order import in_order
from claimcheck.desk_priorities import order_at
from claimcheck.errors import ClaimcheckError, ExportError, LanguageError
from claimcheck.exporting.columns import CLAIM_COLUMNS, claim_row
from claimcheck.exporting.csv_file import write_csv
from claimcheck.exporting.whole_files import file_at, refuse_taken
from claimcheck.flagging.flag import flag, language_of
from claimcheck.flagging.worthiness import NAMES
from claimcheck.model import Article, Claim, Quoted
from claimcheck.output_paths import STDOUT, same_file
from claimcheck.pile_facts import same_words
from claimcheck.priority.orders import PRIORITY, WORTHINESS, place_by
from claimcheck.priority.priorities import Priorities
from claimcheck.priority.prioritize import HOUSE
from claimcheck.reading.articles import articles_in, read, read_bytes
from claimcheck.reading.decoding import MAX_BYTES
from claimcheck.reading.sentences import sentences
from claimcheck.review.article_facts import newer_facts, offered, taken_over
from claimcheck.review.log.store import Store
from claimcheck.review.queue import QueueRow
from claimcheck.settings import chosen_priorities, database_path, given_priorities, reviewer_name

STDIN = "-"
_TOP, _INDENT, _OF = 10, 34, 48

Found = tuple[Claim, Article]


def add_article_verbs(verbs: Verbs) -> None:
    """Declare `claimcheck add` and `claimcheck flag`."""
    adds = add_verb(verbs, "add", _add, "put articles with their claims on the desk")
    flags = add_verb(verbs, "flag", _flag, "only flag the claims, without a database")
    for verb in (adds, flags):
        verb.add_argument(
            "files", nargs="+", metavar="FILE", help="text, Markdown or HTML; a folder; - for standard input"
        )
        verb.add_argument(
            "--threshold",
            type=float,
            help="least worthiness of a claim, 0 to 1 (default: the scorer's own)",
        )
        verb.add_argument(
            "--language", metavar="CODE", help="the language of the texts (default: what they name, else en)"
        )
        verb.add_argument(
            "--scorer",
            choices=NAMES,
            help="what scores the sentences (default: linear; signals for other languages)",
        )
    adds.add_argument(
        "--update-facts",
        action="store_true",
        help="take over what a file says otherwise of an article that is there (title, date, language …)",
    )
    flags.add_argument(
        "--csv", metavar="PATH", help="write the claims there instead of printing them; - for standard output"
    )
    flags.add_argument("--force", action="store_true", help="overwrite a file that exists")
    flags.add_argument(
        "--all", action="store_true", help="list claims below the minimum of the priorities too"
    )
    add_order(flags)
    add_bom(flags)
    add_priorities(adds)
    add_db(adds)


@dataclass(slots=True)
class _Adding:
    """One run of `claimcheck add`: the database once there is something for it, and what was brought in."""

    options: argparse.Namespace
    opened: ExitStack
    given: tuple[Priorities, str] | None
    store: Store | None = None
    gathered: list[Found] = field(default_factory=list)
    learned: list[str] = field(default_factory=list)
    added: Counter[str] = field(default_factory=Counter)

    def ours(self) -> Priorities:
        """The priorities to list by: those that are given, else those that were recorded in the database."""
        if self.store is not None:
            return order_at(self.store, self.given).priorities
        return self.given[0] if self.given else HOUSE

    def _store(self) -> Store:
        if self.store is None:
            self.store = self.opened.enter_context(Store(database_path(self.options.db)))
        return self.store

    def as_kept(self, article: Article, name: str) -> Article:
        db = database_path(self.options.db)
        # What cannot be flagged makes no database. Not Path.exists(), which raises for some names.
        if self.store is None and isinstance(db, Path) and not os.path.lexists(db):
            return article
        kept = self._store().as_kept(article)
        newer = newer_facts(kept, article)
        if not newer or not self.options.update_facts:
            if newer:
                complain(f"{name}: {offered(newer)} --update-facts takes it over.")
            return kept
        self.learned.append(f"{name}: taken over: {taken_over(newer)}.")
        return self._store().as_kept(article, update_facts=True)

    def keep(self, article: Article, claims: list[Claim]) -> None:
        update_facts = self.options.update_facts
        added = self._store().add(article, claims, reviewer_name(), update_facts=update_facts)
        self.added.update(articles=added.articles, claims=added.claims, removed=added.removed)
        self.gathered.extend((claim, article) for claim in claims)
        for told in self.learned:
            print(plain(told))
        self.learned.clear()


def _add(options: argparse.Namespace) -> int:
    with ExitStack() as opened:
        adding = _Adding(options, opened, given_priorities(options.priorities))
        refused = _each(options, adding.ours, adding.keep, adding.as_kept)
        ours = adding.ours()
        pile = adding.store.queue() if adding.store is not None else ()
    if adding.store is not None:
        new_articles = count(adding.added["articles"], "new article")
        new_claims = count(adding.added["claims"], "new claim")
        _print_top(_heard_elsewhere(adding.gathered, ours, pile), ours)
        print(f"{adding.store.path}: {new_articles}, {new_claims}.")
    if adding.added["removed"]:
        print(
            f"{count(adding.added['removed'], 'claim')} that nobody had touched went, being flagged no more."
        )
    return 1 if refused else 0


def _flag(options: argparse.Namespace) -> int:
    gathered: list[Found] = []
    ours = chosen_priorities(options.priorities)
    if options.all:
        ours = replace(ours, minimum=0.0)
    if options.csv is not None:
        _refuse_table(options)
    refused = _each(
        options, lambda: ours, lambda article, claims: gathered.extend((claim, article) for claim in claims)
    )
    shown = _listed(_heard_elsewhere(gathered, ours), options.order, ours)
    if options.csv is None:
        _print_claims(shown, options.order)
    elif gathered or not refused:
        rows = [claim_row(claim, article) for claim, article in shown]
        path = write_csv(options.csv, CLAIM_COLUMNS, rows, force=options.force, bom=options.bom)
        say_beside(f"{count(len(rows), 'claim')}: {path}", options.csv)
    if len(shown) < len(gathered):
        complain(f"{_left_out(len(gathered) - len(shown), ours)} --all lists them too.")
    return 1 if refused else 0


def _heard_elsewhere(
    gathered: Sequence[Found], ours: Priorities, pile: Sequence[QueueRow] = ()
) -> list[Found]:
    """*gathered*, where it counts in how many of the articles, or of the *pile*, the same words are said."""
    seen = same_words(pile or [_row_of(claim) for claim, _ in gathered])
    if not seen:
        return list(gathered)
    by_article = groupby(gathered, key=lambda found: found[1])
    return [
        (claim, article)
        for article, own in by_article
        for claim in in_order(article, [claim for claim, _ in own], ours, seen)
    ]


def _row_of(claim: Claim) -> QueueRow:
    span = claim.span
    row = (claim.id, claim.article_id, "", span.start, span.end, claim.text, claim.speaker, claim.worthiness)
    return QueueRow(*row)


def _listed(gathered: Sequence[Found], order: str, ours: Priorities) -> list[Found]:
    """What reaches the minimum, in *order*; claims that are equal stay as their articles and texts are."""
    place = place_by(order, ours)
    reach = (found for found in gathered if ours.is_listed(found[0].priority))
    return sorted(reach, key=lambda found: place(found[0]))


def _left_out(number: int, ours: Priorities) -> str:
    are = "is" if number == 1 else "are"
    return f"{count(number, 'claim')} of a priority below {ours.minimum:g}, the minimum, {are} not listed."


def _refuse_table(options: argparse.Namespace) -> None:
    """Raise ExportError where the table of claims cannot be written, before anything is read for it."""
    path = file_at(options.csv)
    refuse_taken([path], force=options.force)
    if options.csv != STDOUT and any(same_file(path, Path(name)) for name in options.files):
        raise ExportError(f"{path} is one of the texts that are read; write the claims to another file.")


def _who(claim: Claim) -> str:
    """Whose words a claim is in."""
    return claim.speaker or ("the article" if claim.quoted is Quoted.NONE else "not known")


def _each(
    options: argparse.Namespace,
    ours: Callable[[], Priorities],
    keep: Callable[[Article, list[Claim]], None],
    as_kept: Callable[[Article, str], Article] = lambda article, _name: article,
) -> int:
    """Read and flag every file that is named; how many were refused, each with a message."""
    names, refused = _named(options.files)
    bar = tqdm(names, desc="Flagging", unit="article", disable=len(names) < 2 or not sys.stderr.isatty())
    for name in bar:
        try:
            article = _read(name)
            if options.language:
                article = replace(article, language=options.language)
            article = as_kept(article, name)
            language_of(article)
        except (cc.ReadingError, LanguageError) as error:
            refused += 1
            complain(f"{name}: {error}" if isinstance(error, LanguageError) else str(error))
            continue
        flagged = flag(article, sentences(article), options.threshold, options.scorer)
        claims = in_order(article, flagged, ours())
        keep(article, claims)
        if not claims:
            complain(f"{name}: no sentence was flagged; a lower --threshold flags more.")
    return refused


def _named(files: Sequence[str]) -> tuple[list[str], int]:
    """The files that are meant, folders opened; and how many of the names were refused."""
    names: list[str] = []
    refused: list[ClaimcheckError] = []
    for name in files:
        try:
            # Not Path.is_dir(), which raises for a name too long or in a folder that may not be entered.
            names.extend(map(str, articles_in(name, refused.append)) if os.path.isdir(name) else [name])
        except ClaimcheckError as error:
            refused.append(error)
    for refusal in refused:
        complain(str(refusal))
    return names, len(refused)


def _read(name: str) -> Article:
    if name == STDIN and sys.stdin is None:
        raise cc.ReadingError("standard input: it is closed. Name a file instead.")
    if name == STDIN:
        # One byte more than is read: what has no end is refused, and not waited for.
        return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    return read(name)


def _print_top(gathered: Sequence[Found], ours: Priorities) -> None:
    """What to check first, as a table."""
    reach = _listed(gathered, PRIORITY, ours)
    ranked = reach[:_TOP]
    if ranked:
        width = max(60, min(shutil.get_terminal_size((100, 24)).columns, 140))
        print(f"\nWhat to check first, {len(ranked)} of {count(len(gathered), 'claim')}:\n")
        _print_head(PRIORITY)
        for claim, _ in ranked:
            why = claim.why_first or claim.reasons
            _print_claim(claim, claim.priority, width - _INDENT, why)
        print()
    if len(reach) < len(gathered):
        print(f"{_left_out(len(gathered) - len(reach), ours)} The desk has them, last.")


def _print_claims(shown: Sequence[Found], order: str) -> None:
    """Each claim with why it comes first; and of which article it is, where there are several."""
    if shown:
        _print_head(order)
    several = len({article.id for _, article in shown}) > 1
    for claim, article in shown:
        of = short(str(claim_row(claim, article)["article_title"] or ""), _OF) if several else ""
        why = " · ".join(filter(None, (claim.why_first or claim.reasons, of)))
        _print_claim(claim, claim.worthiness if order == WORTHINESS else claim.priority, None, why)


def _print_head(order: str) -> None:
    number = order if order == WORTHINESS else PRIORITY
    print(f"{number:<12}{'speaker':<{_INDENT - 12}}claim, and why first")


def _print_claim(claim: Claim, number: float, room: int | None, why: str) -> None:
    """Two lines, each cut to *room* characters where it is known."""
    speaker = short(_who(claim), _INDENT - 14)
    told, beside = (plain(text) if room is None else short(text, room) for text in (claim.text, why))
    print(f"{number:<12.2f}{speaker:<{_INDENT - 12}}{told}")
    if beside:
        print(f"{'':<{_INDENT}}{beside}")
