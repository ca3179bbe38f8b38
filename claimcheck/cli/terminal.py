"""What the verbs of the command line share: how one is declared, and how it speaks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TypeAlias

from tqdm import tqdm

from claimcheck.output_paths import STDOUT
from claimcheck.priority.orders import ORDERS, PRIORITY

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_verb(
    verbs: Verbs, name: str, run: Callable[[argparse.Namespace], int], about: str
) -> argparse.ArgumentParser:
    """Declare the verb *name*; *run* gives its exit status."""
    parser = verbs.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    parser.set_defaults(verb=run)
    return parser


def add_db(verb: argparse.ArgumentParser) -> None:
    """Let *verb* name the database."""
    verb.add_argument(
        "--db",
        metavar="PATH",
        help="the database, a file or postgresql://user@host/name "
        "(default: CLAIMCHECK_DB, else claimcheck.db)",
    )


def add_order(verb: argparse.ArgumentParser) -> None:
    """Let *verb* say what comes first in its list, and by whose priorities."""
    verb.add_argument(
        "--order", choices=ORDERS, default=PRIORITY, help="what the list goes by (default: priority)"
    )
    add_priorities(verb)


def add_priorities(verb: argparse.ArgumentParser) -> None:
    """Let *verb* go by a desk's own priorities."""
    verb.add_argument(
        "--priorities",
        metavar="TOML",
        help="what stands first (default: CLAIMCHECK_PRIORITIES, else the house's)",
    )


def add_bom(verb: argparse.ArgumentParser) -> None:
    """Let *verb* write its table without a byte-order mark."""
    verb.add_argument(
        "--no-bom", dest="bom", action="store_false", help="no byte-order mark, by which Excel knows UTF-8"
    )


def count(number: int, thing: str) -> str:
    """How many of a *thing*.

    >>> count(1, "claim"), count(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def short(text: str, room: int) -> str:
    """*text* as `plain` gives it, cut to *room* characters."""
    text = plain(text)
    return text if len(text) <= room else f"{text[: room - 1]}…"


def plain(text: str) -> str:
    """*text* on one line, without the characters by which a terminal could be told something."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))


def complain(message: str) -> None:
    """Say *message* where errors are said, beside a progress bar if there is one."""
    tqdm.write(plain(message), file=sys.stderr)


def say_beside(message: str, *paths: str | None) -> None:
    """Say *message*, but not among a table that one of *paths* has sent to standard output."""
    print(message, file=sys.stderr if STDOUT in paths else sys.stdout)
