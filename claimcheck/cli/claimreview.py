"""The verbs for what a newsroom publishes: `claimcheck claimreview` and `claimcheck lint`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from claimcheck.cli.terminal import Verbs, add_db, add_verb, complain, count, plain
from claimcheck.errors import ExportError
from claimcheck.exporting.claimreview import to_html, to_text
from claimcheck.exporting.claimreview_files import checks_in, one_claimreview, write_claimreviews
from claimcheck.exporting.claimreview_lint import Finding, findings_of, required
from claimcheck.exporting.whole_files import write_text
from claimcheck.output_paths import STDOUT
from claimcheck.review.log.store import Store
from claimcheck.settings import chosen_publisher, database_path

_PUBLISHER = "Who publishes is named with --publisher publisher.toml, or CLAIMCHECK_PUBLISHER."


def add_claimreview_verbs(verbs: Verbs) -> None:
    """Declare `claimcheck claimreview` and `claimcheck lint`."""
    review = add_verb(
        verbs, "claimreview", _claimreview, "write published checks as ClaimReview (schema.org)"
    )
    what = review.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", metavar="FOLDER", help="one file a check, and feed.json with all of them")
    what.add_argument("--claim", metavar="ID", help="one check, to standard output")
    review.add_argument(
        "--html", action="store_true", help="with --claim: the snippet to paste into its page"
    )
    review.add_argument("--force", action="store_true", help="overwrite files that no earlier export wrote")
    lint = add_verb(verbs, "lint", _lint, "say what would be wrong with the ClaimReview of published checks")
    lint.add_argument(
        "--approved", action="store_true", help="of those too that are approved and not published yet"
    )
    for verb in (review, lint):
        verb.add_argument(
            "--publisher",
            metavar="TOML",
            help="who publishes: a file with name, url, logo (default: CLAIMCHECK_PUBLISHER)",
        )
        add_db(verb)


def _claimreview(options: argparse.Namespace) -> int:
    if options.html and options.claim is None:
        raise ExportError("--html is the snippet of one check: name it, with --claim ID instead of --out.")
    publisher = chosen_publisher(options.publisher)
    with Store(database_path(options.db), read_only=True) as store:
        if options.claim is not None:
            record = one_claimreview(store, options.claim, publisher)
            text = to_html(record) if options.html else to_text(record)
            write_text(Path(STDOUT), text, force=False)
            return 0
        written = write_claimreviews(store, options.out, publisher, options.force)
    feed = written.files[-1]
    print(f"{count(len(written.files) - 1, 'check')} and {feed} (log head {written.found.head})")
    for said in written.told:
        complain(said)
    return 1 if written.missing or not written.found.clean else 0


def _lint(options: argparse.Namespace) -> int:
    publisher = chosen_publisher(options.publisher)
    with Store(database_path(options.db), read_only=True) as store:
        checks = checks_in(store, approved=options.approved)
    found = findings_of(checks, publisher)
    _print_findings(found)
    if publisher is None:
        print(_PUBLISHER)
    wrong = len(required(found))
    read = f"{count(len(checks), 'check')} read" if checks else "No check is published yet"
    print(f"{read}: {wrong} to mend, {count(len(found) - wrong, 'recommendation')}.")
    return 1 if wrong else 0


def _print_findings(found: Sequence[Finding]) -> None:
    for (claim_id, words), own in groupby(found, key=lambda finding: (finding.claim_id, finding.words)):
        print(plain(f"{claim_id} “{words}”") if claim_id else "every check")
        for finding in own:
            level = "mend" if finding.required else "better"
            print(f"  {level:<7} {plain(f'{finding.field}: {finding.told}')}")
