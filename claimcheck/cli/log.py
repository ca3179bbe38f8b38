"""The verbs for the log itself: `claimcheck backup`, `restore` and `verify`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import claimcheck as cc
from claimcheck.cli.terminal import Verbs, add_db, add_verb, complain, count, plain
from claimcheck.desk_references import ever_kept
from claimcheck.errors import AttachmentError
from claimcheck.model import Attachment
from claimcheck.review.attachments import attachments_in
from claimcheck.review.kept_tables import TABLE_FILES, Kept
from claimcheck.review.log.attachment_folder import AttachmentFolder
from claimcheck.review.log.backup import Copied
from claimcheck.review.log.manifest import Manifest, changed_files, misfit
from claimcheck.review.log.manifest import read as read_manifest
from claimcheck.review.log.store import Store
from claimcheck.settings import database_path, files_path

_LIMITS = (
    "Drafts and where each reviewer stands are not covered. A log alone cannot show that its end was cut off "
    "or that all of it was rewritten: `claimcheck verify --against FILE.manifest.json` holds it against an "
    "export or a backup."
)


def add_log_verbs(verbs: Verbs) -> None:
    """Declare `claimcheck backup`, `restore` and `verify`."""
    copy = add_verb(verbs, "backup", _backup, "copy the database into one file, while reviewers work")
    copy.add_argument("--to", metavar="FILE", required=True, help="the file to make")
    copy.add_argument("--force", action="store_true", help="overwrite a file that exists")
    back = add_verb(verbs, "restore", _restore, "bring a backup back")
    back.add_argument("file", metavar="FILE", help="a file that `claimcheck backup` made")
    back.add_argument("--force", action="store_true", help="move a database that is there aside")
    verify = add_verb(verbs, "verify", _verify, "check that nothing in the event log was changed")
    verify.add_argument("--head", metavar="DIGEST", help="a digest noted earlier, which the log has to hold")
    verify.add_argument(
        "--against",
        metavar="FILE",
        nargs="+",
        default=[],
        help="manifests that exports and backups wrote, which the log has to go on from",
    )
    for verb in (copy, back, verify):
        add_db(verb)


def _backup(options: argparse.Namespace) -> int:
    copied = cc.backup(options.db, options.to, options.force)
    _print_copied(copied)
    _say_what_goes_along(options)
    if copied.doubt is None:
        return 0
    complain(f"The backup was made, but the database does not verify. {copied.doubt}")
    return 1


def _say_what_goes_along(options: argparse.Namespace) -> None:
    """That the files of sources and reference tables are not in the copy, where there are any."""
    path = database_path(options.db)
    with Store(path, read_only=True) as store:
        attached = sum(1 for _ in attachments_in(store.events()))
        tables = len({one.sha256 for one in ever_kept(store)})
    told = [f"{count(attached, 'file')} that sources have attached"] if attached else []
    told += [f"{count(tables, 'file')} of reference tables"] if tables else []
    if told:
        folder = AttachmentFolder(files_path(path)).where
        print(f"{' and '.join(told)}: copy the folder {folder} along.")


def _restore(options: argparse.Namespace) -> int:
    copied = cc.restore(options.file, options.db, options.force)
    _print_copied(copied)
    if copied.aside:
        print(f"What was there before is now {copied.aside}")
    return 0


def _print_copied(copied: Copied) -> None:
    held = (("article", copied.articles), ("claim", copied.claims), ("event", copied.events))
    print(f"{copied.path}: {', '.join(count(number, thing) for thing, number in held)}. Head {copied.head}")


def _verify(options: argparse.Namespace) -> int:
    manifests = sorted(map(read_manifest, options.against), key=lambda manifest: manifest.events)
    where = database_path(options.db)
    with Store(where, read_only=True) as store:
        found = store.verify(options.head)
        attached = list(attachments_in(store.events())) if found.clean else []
        tables = list(ever_kept(store)) if found.clean else []
        path, digests = store.path, store.digests() if options.against and found.whole else {}
    if not found.clean:
        events = count(found.events, "event")
        fits = f"The chain of its {events} is whole." if found.whole else f"What fits before it: {events}."
        complain(f"{path} does not verify. {found.problem} {fits}")
        _verify_against(manifests if found.whole else (), digests)
        return 1
    print(f"{path}: {found.events} events, the chain is whole. Head {found.head}")
    misfits = max(_verify_attached(where, attached), _verify_tables(where, tables))
    if manifests:
        return max(misfits, _verify_against(manifests, digests))
    print(_LIMITS)
    return misfits


def _verify_attached(where: str | Path, attached: Sequence[tuple[str, Attachment]]) -> int:
    """Hold the files that sources have *attached* against their digests; the exit status."""
    wrong = AttachmentFolder(files_path(where)).misfits(attached)
    for said in wrong:
        complain(said)
    if attached and not wrong:
        print(f"{count(len(attached), 'attached file')}: as attached.")
    return 1 if wrong else 0


def _verify_tables(where: str | Path, tables: Sequence[Kept]) -> int:
    """Hold the files of reference tables against their digests; the exit status."""
    folder, wrong = AttachmentFolder(files_path(where)).accepting(TABLE_FILES), 0
    for one in {one.sha256: one for one in tables}.values():
        try:
            folder.place(one.sha256)
        except AttachmentError as error:
            wrong += 1
            complain(plain(f"{one.called}, a reference table: {error}"))
    if tables and not wrong:
        print(f"{count(len({one.sha256 for one in tables}), 'file')} of reference tables: as added.")
    return 1 if wrong else 0


def _verify_against(manifests: Sequence[Manifest], digests: Mapping[int, str]) -> int:
    """Hold a log against *manifests*, the oldest first; the exit status."""
    problems, fitting = 0, 0
    for manifest in manifests:
        problem = misfit(manifest, digests, fitting)
        changed = changed_files(manifest)
        for said in filter(None, (problem, *changed)):
            complain(said if problem else f"{said}; the log itself goes on from it")
        problems += bool(problem or changed)
        if problem is None:
            fitting = manifest.events
            print(f"{manifest.path}: the log goes on from its {count(fitting, 'event')} ({manifest.at}).")
    return 1 if problems else 0
