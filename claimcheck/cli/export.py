"""The verbs that write claims to a file: `claimcheck export`, `annotations` and `report`."""

from __future__ import annotations

import argparse

from claimcheck.cli.terminal import Verbs, add_bom, add_db, add_order, add_verb, complain, say_beside
from claimcheck.desk_priorities import order_at
from claimcheck.exporting.annotations import write_annotations
from claimcheck.exporting.export import Written, in_doubt, write_tables
from claimcheck.review.log.store import Store
from claimcheck.settings import database_path, given_priorities, known_path


def add_export_verb(verbs: Verbs) -> None:
    """Declare `claimcheck export`."""
    export = add_verb(verbs, "export", _export, "write the verdict CSV")
    export.add_argument("--csv", metavar="PATH", required=True, help="one row a claim; - for standard output")
    export.add_argument("--sources", metavar="PATH", help="beside it, one row a source")
    export.add_argument("--history", metavar="PATH", help="beside it, one row a step")
    export.add_argument(
        "--status", action="append", default=[], help="only claims of this status; may be repeated"
    )
    export.add_argument(
        "--until", metavar="EVENT", type=int, help="as it stood after that event; 0 for before the first"
    )
    add_order(export)
    export.add_argument("--force", action="store_true", help="overwrite files that exist")
    add_bom(export)
    add_db(export)


def add_annotations_verb(verbs: Verbs) -> None:
    """Declare `claimcheck annotations`."""
    verb = add_verb(verbs, "annotations", _annotations, "write the claims as Web Annotations (W3C)")
    verb.add_argument("--out", metavar="PATH", required=True, help="one JSON file; - for standard output")
    verb.add_argument(
        "--status", action="append", default=[], help="only claims of this status; may be repeated"
    )
    verb.add_argument("--force", action="store_true", help="overwrite a file that exists")
    add_db(verb)


def add_report_verb(verbs: Verbs) -> None:
    """Declare `claimcheck report`."""
    verb = add_verb(verbs, "report", _report, "write checks as one HTML page to read, print and pass on")
    verb.add_argument("path", metavar="PATH", help="one HTML file; - for standard output")
    verb.add_argument("--claim", metavar="ID", help="the check of that claim alone")
    verb.add_argument(
        "--status",
        action="append",
        default=[],
        help="only claims of this status; may be repeated (default: those that are decided)",
    )
    verb.add_argument("--title", metavar="WORDS", help="what stands over it")
    verb.add_argument("--force", action="store_true", help="overwrite a file that exists")
    add_db(verb)


def _report(options: argparse.Namespace) -> int:
    from claimcheck.exporting.report import write_report

    with Store(database_path(options.db), read_only=True) as store:
        written = write_report(
            store,
            options.path,
            options.force,
            claim_id=options.claim,
            statuses=options.status,
            title=options.title,
        )
    return _say_written(written, options.path)


def _annotations(options: argparse.Namespace) -> int:
    with Store(database_path(options.db), read_only=True) as store:
        written = write_annotations(store, options.out, options.force, statuses=options.status)
    return _say_written(written, options.out)


def _export(options: argparse.Namespace) -> int:
    given = given_priorities(options.priorities)
    with Store(database_path(options.db), read_only=True) as store:
        first = order_at(store, given, known_path(None, store.path) if options.until is None else None)
        written = write_tables(
            store,
            options.csv,
            options.force,
            statuses=options.status,
            sources=options.sources,
            history=options.history,
            until=options.until,
            bom=options.bom,
            prioritize=first.in_order,
            place=first.place_by(options.order),
        )
    return _say_written(written, options.csv, options.sources, options.history)


def _say_written(written: Written, *paths: str | None) -> int:
    """Say what was written, but not among what went to standard output; the exit status."""
    say_beside(f"{written.path} (log head {written.found.head})", *paths)
    if written.found.clean:
        return 0
    complain(in_doubt(written.found))
    return 1
