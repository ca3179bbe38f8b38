"""The verbs of `claimcheck tables`: the reference tables by which a desk works numbers out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from claimcheck.cli.terminal import Verbs, add_db, add_verb, complain, count, plain, short
from claimcheck.clock import by_clock
from claimcheck.desk_references import added_by, change_list, ever_kept, kept_at, read_kept, references_at
from claimcheck.errors import ClaimcheckError, ReferenceTableError
from claimcheck.review.kept_tables import Kept, KeptGroup, KeptTable
from claimcheck.review.log.attachment_folder import AttachmentFolder
from claimcheck.review.log.store import Store
from claimcheck.review.people import named
from claimcheck.settings import database_path, files_path, reviewer_name
from claimcheck.table_adding import (
    DESCRIPTION,
    GROUP_FIELDS,
    Look,
    add,
    described,
    group_of,
    in_its_place,
    look_at,
    table_of,
)
from claimcheck.worksheet.proposing import FIELDS, GroupProposal, Proposal

_SHOWN, _ROOM = 10, 36
_WHAT = {
    "measure": "what is measured, such as GDP or population",
    "entity": "the column that names the countries",
    "code": "the column of their codes",
    "period": "the column of years",
    "value": "the column of figures",
    "unit": "the unit of the figures, such as “million USD” or “percent of GDP”",
    "source": "who published it",
    "decimal": "the mark in front of decimals: . or ,",
    "since": "of a group: the column of the years from which each is a member",
    "until": "of a group: the column of the years in which each left",
}


def add_table_verbs(verbs: Verbs) -> None:
    """Declare `claimcheck tables` with its own verbs."""
    about = "the reference tables by which numbers are worked out"
    tables = verbs.add_parser("tables", help=about, description=f"{about[0].upper()}{about[1:]}.")
    steps = tables.add_subparsers(required=True, metavar="VERB")
    adds = add_verb(steps, "add", _add, "add tables and groups: files, or a folder with a tables.toml")
    adds.add_argument("files", metavar="FILE", nargs="+", help="CSV, XLSX or Parquet, or a folder")
    for name, words in _WHAT.items():
        adds.add_argument(f"--{name}", metavar="TEXT", help=words)
    adds.add_argument("--group", metavar="NAME", help="the file lists the members of this group")
    adds.add_argument("--alias", action="append", default=[], help="another name of the group")
    adds.add_argument("--yes", action="store_true", help="add what is proposed without being asked")
    place = adds.add_mutually_exclusive_group()
    place.add_argument("--replace", action="store_true", help="in the place of the former one of that name")
    place.add_argument("--beside", action="store_true", help="beside the former one of that name")
    adds.add_argument("--once", action="store_true", help="leave out what was in the list before")
    adds.add_argument("--quiet", action="store_true", help="say only what was changed or is wrong")
    adds.add_argument("--reviewer", help="who adds it (default: CLAIMCHECK_REVIEWER, else the login name)")
    listed = add_verb(steps, "list", _list, "list the tables and groups that are there")
    show = add_verb(steps, "show", _show, "show one table or group")
    show.add_argument("name", metavar="NAME", help="its measure, group, file or key")
    gone = add_verb(steps, "remove", _remove, "take tables and groups out of the list")
    gone.add_argument("names", metavar="NAME", nargs="+", help="a measure, group, file or key")
    gone.add_argument(
        "--reviewer", help="who takes it out (default: CLAIMCHECK_REVIEWER, else the login name)"
    )
    for verb in (adds, listed, show, gone):
        add_db(verb)


# Adding


def _add(options: argparse.Namespace) -> int:
    by, where = named(reviewer_name(options.reviewer)), database_path(options.db)
    files = AttachmentFolder(files_path(where))
    paths = [Path(given).expanduser() for given in options.files]
    if len(paths) > 1 and (options.group or any(getattr(options, name) for name in _WHAT)):
        raise ReferenceTableError("What a table's columns are is said of one file: add them one by one.")
    status = 0
    with Store(where) as store:
        for path in paths:
            try:
                if path.is_dir() or path.name == DESCRIPTION:
                    _add_described(store, files, path, by, options)
                else:
                    status = max(status, _add_file(store, files, path, by, options))
            except ClaimcheckError as refusal:
                complain(plain(str(refusal)))
                status = 1
    return status


def _add_described(
    store: Store, files: AttachmentFolder, path: Path, by: str, options: argparse.Namespace
) -> None:
    before = {(type(one), one.file) for one in ever_kept(store)} if options.once else set()
    for one in described(path):
        kind = KeptTable if one.group is None else KeptGroup
        if (kind, one.path.name) in before:
            continue
        look = look_at(one.path)
        new: Kept = (
            table_of(look, look.table(one.said))
            if one.group is None
            else group_of(look, one.group, look.group(one.said), one.aliases)
        )
        _keep(store, files, look, new, by, options)


def _add_file(store: Store, files: AttachmentFolder, path: Path, by: str, options: argparse.Namespace) -> int:
    look = look_at(path)
    said = {name: told for name in _WHAT if (told := getattr(options, name))}
    if options.group is not None:
        return _add_group(store, files, look, by, options)
    found = look.table(said)
    _print_table(look, found)
    if found.problem is not None:
        raise ReferenceTableError(f"{look.file.name}: {found.problem}")
    if found.asks:
        complain("Nothing was added. Say what the table does not:")
        for name, why in found.asks.items():
            complain(f"--{name}: {_WHAT[name]} ({plain(why)})")
        return 1
    new = table_of(look, found)
    if not _confirmed(options):
        return 1
    return _keep(store, files, look, new, by, options)


def _add_group(
    store: Store, files: AttachmentFolder, look: Look, by: str, options: argparse.Namespace
) -> int:
    said = {name: told for name in GROUP_FIELDS if (told := getattr(options, name))}
    found = look.group(said)
    _print_group(look, options.group, found)
    new = group_of(look, options.group, found, options.alias)
    if not _confirmed(options):
        return 1
    return _keep(store, files, look, new, by, options)


def _keep(
    store: Store, files: AttachmentFolder, look: Look, new: Kept, by: str, options: argparse.Namespace
) -> int:
    former = in_its_place(kept_at(store), new)
    if any(one.key == new.key for one in kept_at(store)):
        if not options.quiet:
            print(f"{plain(new.called)} is in the list already.")
        return 0
    replaces = options.replace
    if former and not options.replace and not options.beside:
        who, when = added_by(store)[former[0].key]
        added = f"added by {plain(who)} on {by_clock(when):%Y-%m-%d}"
        there = f"{plain(former[0].called)} is there otherwise, {added}"
        if not sys.stdin.isatty():
            complain(f"{there}. Nothing was added: --replace takes its place, --beside keeps both.")
            return 1
        answer = _asked(f"{there}. Replace it [r], keep both [b] or leave it [N]? ")
        if answer not in ("r", "b"):
            print("Nothing was added.")
            return 1
        replaces = answer == "r"
    add(store, files, look, new, by, [one.key for one in former] if replaces else [])
    print(f"Added {plain(new.called)} for all who work at {plain(str(store.path))}.")
    return 0


def _confirmed(options: argparse.Namespace) -> bool:
    if options.yes:
        return True
    if not sys.stdin.isatty():
        complain("Nothing was added yet: --yes adds it so, and the options say it otherwise.")
        return False
    if _asked("Add it so? [y/N] ") in ("y", "yes"):
        return True
    print("Nothing was added. The options of `claimcheck tables add --help` say it otherwise.")
    return False


def _asked(question: str) -> str:
    try:
        return input(question).strip().casefold()
    except EOFError:
        return ""


def _print_table(look: Look, found: Proposal) -> None:
    print(f"{plain(look.file.name)}, {count(look.lines, 'line')}:")
    for name in FIELDS:
        told = getattr(found, name)
        if name == "period" and told is None and found.years:
            told = f"the columns {found.years[0]} to {found.years[-1]}"
        if told is not None and not (name == "code" and told == found.entity):
            print(f"  {name:<8} {plain(told)}")
    _print_samples(found.samples, found.unit or "")


def _print_group(look: Look, name: str, found: GroupProposal) -> None:
    print(f"{plain(look.file.name)}, {count(look.lines, 'line')}: the group {plain(name)}")
    for field in GROUP_FIELDS:
        told = getattr(found, field)
        if told is not None:
            print(f"  {field:<8} {plain(told)}")
    _print_samples(found.samples, "")


def _print_samples(samples: Sequence[tuple[str, str, str]], unit: str) -> None:
    for name, first, last in samples:
        who, cells = short(name, _ROOM), f"{short(first, 12):<12} {short(last, 24)} {plain(unit)}"
        print(f"    {who:<{_ROOM}} {cells}".rstrip())


# What there is


def _list(options: argparse.Namespace) -> int:
    where = database_path(options.db)
    files = AttachmentFolder(files_path(where))
    with Store(where, read_only=True) as store:
        kept, who = kept_at(store), added_by(store)
        for one in kept:
            by, at = who[one.key]
            print(f"{one.key}  {plain(_in_short(one, files))}")
            print(f"            {plain(one.file)}, added by {plain(by)} on {by_clock(at):%Y-%m-%d, %H:%M}")
        known = references_at(store, files)
    if not (kept.tables or kept.groups):
        print("There is none yet: `claimcheck tables add FILE` adds one.")
    for problem in known.problems[:_SHOWN]:
        complain(plain(problem))
    if len(known.problems) > _SHOWN:
        complain(f"And {len(known.problems) - _SHOWN} more.")
    return 0


def _in_short(one: Kept, files: AttachmentFolder) -> str:
    try:
        known = read_kept(one, files)
    except ClaimcheckError:
        return one.called
    if isinstance(one, KeptGroup):
        return f"{one.name}: {count(len(known.groups[0].members), 'member')}"
    table = known.tables[0]
    years = sorted({year for code in table.names for year in table.years(code)})
    source = f", {one.source}" if one.source else ""
    return f"{one.measure} in {one.unit}, {_span(years)}, {_entities(len(table.names))}{source}"


def _span(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _entities(number: int) -> str:
    return "1 entity" if number == 1 else f"{number} entities"


def _show(options: argparse.Namespace) -> int:
    where = database_path(options.db)
    files = AttachmentFolder(files_path(where))
    with Store(where, read_only=True) as store:
        (one,) = _meant(kept_at(store), options.name)
        by, at = added_by(store)[one.key]
    print(plain(_in_short(one, files)))
    told = {name: getattr(one, name, None) for name in (*FIELDS, "since", "until")}
    for name, text in {**told, "file": one.file, "sha256": one.sha256, "key": one.key}.items():
        if text:
            print(f"  {name:<8} {plain(text)}")
    print(f"  {'added':<8} {plain(by)}, {by_clock(at):%Y-%m-%d, %H:%M}")
    known = read_kept(one, files)
    for group in known.groups:
        for member in group.members:
            years = "".join(
                (
                    f" from {member.since}" if member.since else "",
                    f" to {member.until}" if member.until else "",
                )
            )
            print(f"    {short(member.name, _ROOM)}{years}")
    for table in known.tables:
        for code, name in [*table.names.items()][:_SHOWN]:
            print(f"    {short(name, _ROOM):<{_ROOM}} {_span(sorted(table.years(code)))}")
        if len(table.names) > _SHOWN:
            print(f"    and {len(table.names) - _SHOWN} more")
    for problem in known.problems:
        complain(plain(problem))
    return 0


def _remove(options: argparse.Namespace) -> int:
    by, where = named(reviewer_name(options.reviewer)), database_path(options.db)
    with Store(where) as store:
        kept = kept_at(store)
        gone = [one for name in options.names for one in _meant(kept, name)]
        change_list(store, by, [], [one.key for one in gone])
    for one in gone:
        print(f"Took out {plain(one.called)}; its file stays, and the log says what it was.")
    return 0


def _meant(kept: Iterable[Kept], name: str) -> list[Kept]:
    """The one entry that *name* is of; ReferenceTableError where it is none, or several."""
    listed = list(kept)
    ways: tuple[Callable[[Kept], str], ...] = (
        lambda one: one.key,
        lambda one: one.measure if isinstance(one, KeptTable) else one.name,
        lambda one: one.file,
    )
    wanted = name.strip().casefold()
    for way in ways:
        found = [one for one in listed if way(one).casefold() == wanted]
        if len(found) == 1:
            return found
        if found:
            keys = ", ".join(f"{one.key} ({plain(one.called)})" for one in found)
            raise ReferenceTableError(f"{plain(name)} may be {keys}. Name one by its key.")
    raise ReferenceTableError(
        f"There is no table or group {plain(name)}; `claimcheck tables list` lists what there is.",
        at_desk=f"There is no table or group {plain(name)}.",
    )
