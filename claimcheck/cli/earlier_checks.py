"""The verbs of `claimcheck known`: bring in what others checked, and search it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from claimcheck.cli.terminal import Verbs, add_verb, complain, count, plain
from claimcheck.errors import ExportError, ReadingError
from claimcheck.exporting.csv_file import Cell, write_csv
from claimcheck.exporting.whole_files import file_at, refuse_taken
from claimcheck.importing.earlier_checks import read_known
from claimcheck.importing.intake import FIELDS, Problem
from claimcheck.matcher import KnownClaims, Matcher
from claimcheck.matching.collection import rebuild
from claimcheck.model import KnownClaim, Match
from claimcheck.output_paths import STDOUT, part_of
from claimcheck.review.log.store import Store
from claimcheck.review.worklist import Worklist
from claimcheck.settings import database_path, known_path

_SHOWN = 50
_COLUMNS = ("source", "where", "problem", "imported")
_INDENT = " " * 7


def add_known_verbs(verbs: Verbs) -> None:
    """Declare `claimcheck known` with its own verbs."""
    known = verbs.add_parser("known", help="what others checked", description="What others checked.")
    steps = known.add_subparsers(required=True, metavar="VERB")
    _declare_add(steps)
    search = add_verb(
        steps, "search", _search, "find the checks that are like some words, the desk's own too"
    )
    search.add_argument("text", metavar="WORDS", help="a claim, in quotes")
    search.add_argument(
        "--limit", metavar="N", type=_positive, default=5, help="so many at most (default: 5)"
    )
    search.add_argument("--semantic", action="store_true", help="by meaning too (needs the extra `semantic`)")
    add_verb(steps, "rebuild", _rebuild, "make a collection that is damaged anew of what can be read")
    for verb in steps.choices.values():
        verb.add_argument(
            "--known",
            metavar="PATH",
            help="the collection of known claims (default: CLAIMCHECK_KNOWN, else beside the database, "
            "claimcheck.known for claimcheck.db)",
        )
        verb.add_argument(
            "--db", metavar="PATH", help="the database that it is beside (default: CLAIMCHECK_DB)"
        )


def _declare_add(steps: Verbs) -> None:
    add = add_verb(steps, "add", _add, "bring in checks: ClaimReview markup, alone or in a page, or a CSV")
    add.add_argument("sources", nargs="+", metavar="FILE|URL", help="a file, or an address of the web")
    add.add_argument("--publisher", metavar="NAME", help="who checked what names nobody")
    add.add_argument(
        "--column",
        dest="columns",
        metavar="NAME=HEADER",
        type=_column,
        action="append",
        default=[],
        help=f"which column of a CSV is which; NAME is {', '.join(FIELDS)}; may be repeated",
    )
    order = add.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", dest="day_first", action="store_true", default=None, help="03/04/2019 is in April"
    )
    order.add_argument("--month-first", dest="day_first", action="store_false", help="03/04/2019 is in March")
    add.add_argument(
        "--allow-private", action="store_true", help="fetch addresses of the own machine or network too"
    )
    add.add_argument("--problems", metavar="PATH", help="write all problems there, as a CSV")
    add.add_argument("--force", action="store_true", help="overwrite a file of problems that exists")


def _positive(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is no number from 1")
    return int(words)


def _column(words: str) -> tuple[str, str]:
    name, equals, header = words.partition("=")
    if name not in FIELDS or not equals or not header:
        raise argparse.ArgumentTypeError(f"{words!r} is not {'=…, '.join(FIELDS)}=…")
    return name, header


@dataclass(slots=True)
class _Problems:
    """The problems of one run: the first are shown, all are kept where a file is to have them."""

    keep: bool
    number: int = 0
    refused: int = 0
    rows: list[dict[str, Cell]] = field(default_factory=list)

    def tell(self, source: str, problem: Problem) -> None:
        self.number += 1
        self.refused += problem.refused
        if self.number <= _SHOWN:
            complain(f"{source}, {problem.where}: {problem.what}" if problem.where else problem.what)
        if self.keep:
            imported = "no" if problem.refused else "yes"
            self.rows.append(
                dict(zip(_COLUMNS, (source, problem.where, problem.what, imported), strict=True))
            )


def _add(options: argparse.Namespace) -> int:
    if options.problems is not None:
        # Said before anything is read, so that the list of what went wrong has its place.
        file = file_at(options.problems)
        refuse_taken([file], force=options.force)
        _refuse_unwritable(file)
    problems = _Problems(keep=options.problems is not None)
    path = _path(options)
    bar = tqdm(_records(options, problems), desc="Reading", unit=" checks", disable=not sys.stderr.isatty())
    added = KnownClaims(path).add(bar)
    if problems.number > _SHOWN:
        more = count(problems.number - _SHOWN, "more problem")
        complain(f"… and {more}" + ("." if problems.keep else "; --problems PATH lists them all."))
    if problems.keep:
        complain(f"Problems: {write_csv(options.problems, _COLUMNS, problems.rows, force=options.force)}")
    problem_count = f"{count(problems.number, 'problem')}, {problems.refused} of them not imported"
    summary = (
        f"{path}: {added.added} added, {added.updated} updated, {added.unchanged} unchanged; {problem_count}."
    )
    print(summary, file=sys.stderr if options.problems == STDOUT else sys.stdout)
    return 1 if problems.refused else 0


def _refuse_unwritable(file: Path) -> None:
    """Raise ExportError where the problems could not be written to *file* once they are known."""
    folder = file.parent
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK):
        raise ExportError(
            f"--problems: {folder} is no folder that can be written to. Make it, or name another; nothing "
            "was brought in."
        )
    try:
        # Written whole or not at all, a file has a longer name at first.
        os.lstat(part_of(file))
    except FileNotFoundError:
        pass
    except OSError as error:
        raise ExportError(
            f"--problems: {file.name[:60]}… cannot be written: {error.strerror}. Nothing was brought in; "
            "give a shorter name."
        ) from error


def _records(options: argparse.Namespace, problems: _Problems) -> Iterator[KnownClaim]:
    """The checks of every source that is named; one that is refused leaves the next to be read."""
    for source in options.sources:
        try:
            yield from read_known(
                source,
                columns=dict(options.columns),
                publisher=options.publisher,
                day_first=options.day_first,
                allow_private=options.allow_private,
                on_problem=lambda problem, source=source: problems.tell(source, problem),  # type: ignore[misc]
            )
        except ReadingError as error:
            problems.tell(source, Problem("", str(error), refused=True))


def _search(options: argparse.Namespace) -> int:
    path = _path(options)
    matcher = Matcher(path, options.semantic)
    matcher.refresh([], _own_checks(options))
    if not matcher.known:
        complain(f"{path}: no checks are known yet; bring some in with `claimcheck known add FILE`.")
        return 1
    found = matcher.search(options.text, options.limit)
    for match in found:
        _print_match(match)
    if not found:
        print(f"Nothing like it among {count(matcher.known, 'check')}.")
    return 0


def _own_checks(options: argparse.Namespace) -> list[KnownClaim]:
    """The finished checks of the desk; none where there is no database yet."""
    db = database_path(options.db)
    # Not Path.exists(), which raises for a name too long.
    if isinstance(db, Path) and not os.path.exists(db):
        return []
    with Store(db, read_only=True) as store:
        return Worklist(store).own_checks()


def _rebuild(options: argparse.Namespace) -> int:
    path = _path(options)
    rebuilt = rebuild(path)
    lost = (
        f" {count(rebuilt.lost, 'record')} lost; add them again from where they came." if rebuilt.lost else ""
    )
    print(f"{path}: {count(rebuilt.claims, 'check')}.{lost} What was there before is now {rebuilt.aside}")
    return 1 if rebuilt.lost else 0


def _print_match(match: Match) -> None:
    known = match.known
    publisher = "this desk" if known.claim_id else known.publisher
    check = (known.rating or "no rating", publisher, known.date, known.url)
    print(f"{match.score:<7.2f}{plain(' · '.join(filter(None, check)))}")
    print(_INDENT + plain(f"{known.speaker}: {known.text}" if known.speaker else known.text))
    for copy in match.copies:
        said = [copy.rating if copy.rating != known.rating else None, copy.url]
        said.append(copy.text if copy.text != known.text else None)
        print(_INDENT + plain("also " + " · ".join(filter(None, said))))
    for reason in match.reasons:
        print(f"{_INDENT}{'=' if reason.agrees else '≠'} {plain(reason.text)}")


def _path(options: argparse.Namespace) -> Path:
    return known_path(options.known, database_path(options.db))
