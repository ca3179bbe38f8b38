"""The verbs that write claims to a file: `claimcheck export`, `annotations` and `report`."""

from __future__ import annotations

import argparse

from claimcheck.cli.terminal import Verbs, add_bom, add_db, add_order, add_verb, complain, count, say_beside
from claimcheck.desk_priorities import order_at
from claimcheck.exporting.annotations import write_annotations
from claimcheck.exporting.choosing import Choice, Chosen
from claimcheck.exporting.export import Beside, Written, in_doubt, write_tables
from claimcheck.exporting.forms import Form
from claimcheck.review.log.store import Store
from claimcheck.settings import database_path, given_priorities, known_path

_BESIDE = {
    "sources": "one row a source",
    "contacts": "one row a claimant who was asked",
    "calculations": "one row a figure of a worksheet that was kept",
    "history": "one row a step",
}


def add_export_verb(verbs: Verbs) -> None:
    """Declare `claimcheck export`."""
    export = add_verb(verbs, "export", _export, "write the verdicts as CSV, XLSX or Parquet")
    where = export.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help="one row a claim, in the form of its ending: .csv .tsv .xlsx .parquet; - for standard output",
    )
    where.add_argument("--csv", metavar="PATH", help="the same as CSV, whatever the ending")
    for name, what in _BESIDE.items():
        export.add_argument(f"--{name}", metavar="PATH", help=f"beside it, {what}")
    export.add_argument(
        "--datapackage", metavar="PATH", help="beside it, what describes all of them (Frictionless)"
    )
    export.add_argument(
        "--status",
        action="append",
        default=[],
        help="only claims of this status, approved with what was published since; may be repeated",
    )
    export.add_argument("--exactly", action="store_true", help="approved without what was published since")
    export.add_argument("--all", action="store_true", help="also claims that are not decided")
    export.add_argument(
        "--tag", action="append", default=[], help="only claims with this tag; may be repeated"
    )
    export.add_argument(
        "--article",
        action="append",
        default=[],
        help="only claims of this article, by title, id, address or file; may be repeated",
    )
    export.add_argument(
        "--columns", metavar="NAMES", help="only these columns, in this order, parted by commas"
    )
    export.add_argument("--delimiter", default=",", help="what parts the cells of a CSV: , ; or tab")
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
    path, form = (options.path, None) if options.csv is None else (options.csv, Form.CSV)
    columns = [name.strip() for name in options.columns.split(",")] if options.columns else []
    given = given_priorities(options.priorities)
    beside = {name: getattr(options, name) for name in (*_BESIDE, "datapackage")}
    with Store(database_path(options.db), read_only=True) as store:
        first = order_at(store, given, known_path(None, store.path) if options.until is None else None)
        written = write_tables(
            store,
            path,
            options.force,
            choice=Choice(
                options.status, options.all, options.exactly, options.tag, options.article, columns
            ),
            beside=Beside(**beside),
            form=form,
            until=options.until,
            bom=options.bom,
            delimiter=options.delimiter,
            prioritize=first.in_order,
            place=first.place_by(options.order),
        )
    status = _say_written(written, path, *beside.values())
    if written.chosen.left_out:
        say_beside(_told(written.chosen, options), path, *beside.values())
    return status


def _say_written(written: Written, *paths: str | None) -> int:
    """Say what was written, but not among what went to standard output; the exit status."""
    say_beside(f"{written.path} (log head {written.found.head})", *paths)
    if written.found.clean:
        return 0
    complain(in_doubt(written.found))
    return 1


def _told(chosen: Chosen, options: argparse.Namespace) -> str:
    """How many claims went out, and how many did not and why."""
    chose = options.status or options.tag or options.article
    more = "" if chose else " They go out too with --all."
    return f"{count(len(chosen.claims), 'claim')}; {chosen.told}.{more}"
