"""The same verbs at the command line."""

from __future__ import annotations

import argparse
import io
import sys
import warnings
from collections.abc import Sequence

from claimcheck.cli.articles import add_article_verbs
from claimcheck.cli.claimreview import add_claimreview_verbs
from claimcheck.cli.earlier_checks import add_known_verbs
from claimcheck.cli.export import add_annotations_verb, add_export_verb, add_report_verb
from claimcheck.cli.log import add_log_verbs
from claimcheck.cli.priorities import add_priority_verbs
from claimcheck.cli.tables import add_table_verbs
from claimcheck.cli.terminal import complain
from claimcheck.errors import ClaimcheckError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the exit status: 0 done, 1 refused or damaged, with a message, 2 wrongly called."""
    options = _parser().parse_args(arguments)
    warnings.showwarning = lambda message, *_: complain(str(message))
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal may not know every character of an article or of a file's name.
        sys.stdout.reconfigure(errors="replace")
    try:
        return int(options.verb(options))
    except ClaimcheckError as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        complain("Interrupted. What was added before is kept; run it again to go on.")
        return 130
    except BrokenPipeError:
        # Whoever read the output has enough of it.
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="claimcheck", description="Flag factual claims and check them.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    add_article_verbs(verbs)
    add_export_verb(verbs)
    add_claimreview_verbs(verbs)
    add_annotations_verb(verbs)
    add_report_verb(verbs)
    add_log_verbs(verbs)
    add_known_verbs(verbs)
    add_priority_verbs(verbs)
    add_table_verbs(verbs)
    return parser
