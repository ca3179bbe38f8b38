"""The verbs of `claimcheck priorities`: what stands first, and what a desk's own decisions say of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest

from claimcheck.cli.terminal import Verbs, add_db, add_verb, count, plain, short
from claimcheck.desk_order import DeskOrder, measure_the_rest
from claimcheck.desk_priorities import PrioritiesInForce
from claimcheck.exporting.whole_files import file_at, refuse_taken, write_text
from claimcheck.model import UNSAID, Status, Verdict
from claimcheck.priority.changes import changes
from claimcheck.priority.priorities import WEIGHTS, Priorities, as_toml, priorities_to_json
from claimcheck.priority.prioritize import HOUSE
from claimcheck.review.event_effects import CUT_ANEW
from claimcheck.review.log.store import Store
from claimcheck.review.people import named
from claimcheck.review.queue import QueueRow
from claimcheck.review.replay import verdicts
from claimcheck.review.workflow import CHECKED_BEFORE
from claimcheck.settings import database_path, given_priorities, reviewer_name

_SHOWN, _ROOM = 10, 44


def add_priority_verbs(verbs: Verbs) -> None:
    """Declare `claimcheck priorities` with its own verbs."""
    priorities = verbs.add_parser("priorities", help="what stands first", description="What stands first.")
    steps = priorities.add_subparsers(required=True, metavar="VERB")
    show = add_verb(steps, "show", _show, "show the priorities that hold, and where they come from")
    show.add_argument("--toml", action="store_true", help="print them as a TOML file")
    _add_priorities(show, "those that are to hold (default: CLAIMCHECK_PRIORITIES, else what was recorded)")
    add_db(show)
    learn = add_verb(
        steps, "learn", _learn, "learn the weights from what this desk chose to check and what it dismissed"
    )
    _add_priorities(learn, "those to go on from (default: CLAIMCHECK_PRIORITIES, else what was recorded)")
    learn.add_argument(
        "--write", metavar="TOML", help="write what was learned there; without it nothing is changed"
    )
    learn.add_argument(
        "--keep", action="store_true", help="record what was learned for all who work at this database"
    )
    learn.add_argument(
        "--reviewer", help="who records it (default: CLAIMCHECK_REVIEWER, else the login name)"
    )
    learn.add_argument("--force", action="store_true", help="overwrite a file that exists")
    add_db(learn)


def _add_priorities(verb: argparse.ArgumentParser, words: str) -> None:
    verb.add_argument("--priorities", metavar="TOML", help=words)


def _show(options: argparse.Namespace) -> int:
    given = given_priorities(options.priorities)
    with Store(database_path(options.db), read_only=True) as store:
        found = PrioritiesInForce(store, given)
    if options.toml:
        print(f"# {plain(found.origin)}\n{as_toml(found.priorities)}", end="")
        return 0
    print(plain(found.origin))
    for line in changes(HOUSE, found.priorities) or ["They are the house's."]:
        print(f"  {plain(line)}")
    return 0


def _learn(options: argparse.Namespace) -> int:
    from claimcheck.priority.learning import learn

    given, by = given_priorities(options.priorities), named(reviewer_name(options.reviewer))
    if options.write is not None:
        refuse_taken([file_at(options.write)], force=options.force)
    with Store(database_path(options.db)) as store:
        measure_the_rest(store)
        rows, standing = store.queue(), verdicts(store.events())
        now = PrioritiesInForce(store, given).priorities
    decided = [row for row in rows if _decision(standing.get(row.claim_id)) is not None]
    order = DeskOrder(now)
    chosen = [_decision(standing[row.claim_id]) is True for row in decided]
    stakes = {one.claim_id: one.stakes for one in standing.values() if one.stakes != UNSAID}
    found = learn(order.measured(decided, stakes), chosen, now.weights)
    new = replace(now, weights=found.weights)
    print(f"{count(len(decided), 'decision')}: {found.chosen} to check, {found.dismissed} dismissed.")
    print(
        "Of one that was to be checked and one that was dismissed, the first stands above the second in "
        f"{found.now:.0%} of cases now, and in {found.learned:.0%} by weights learned from the others.\n"
    )
    _print_weights(now, new)
    _print_orders(rows, order, DeskOrder(new))
    _take_over(options, new, by)
    return 0


def _take_over(options: argparse.Namespace, new: Priorities, by: str) -> None:
    """Write or record what was learned, as far as that was asked for."""
    if options.write is not None:
        write_text(file_at(options.write), as_toml(new), force=options.force)
        print(f"\nWritten to {options.write}; --priorities or CLAIMCHECK_PRIORITIES takes it.")
    if options.keep:
        with Store(database_path(options.db)) as store:
            store.record_priorities(by, priorities_to_json(new), datetime.now(UTC))
        print(f"\nRecorded by {plain(by)}: they hold for all who work at {store.path}.")
    if options.write is None and not options.keep:
        print("\nNothing was changed. --keep records it for the desk, --write ours.toml writes it there.")


def _decision(verdict: Verdict | None) -> bool | None:
    """Whether somebody chose to check the claim or dismissed it for what it is; None where neither."""
    if verdict is None or verdict.withdrawn or verdict.status is Status.UNREVIEWED:
        return None
    if verdict.status is Status.DISMISSED:
        return None if verdict.dismiss_reason in (CUT_ANEW, CHECKED_BEFORE) else False
    return True


def _print_weights(now: Priorities, new: Priorities) -> None:
    print(f"{'weight':<14}{'now':>6}{'learned':>10}")
    for name in WEIGHTS:
        print(f"{name:<14}{getattr(now.weights, name):>6.2f}{getattr(new.weights, name):>10.2f}")


def _print_orders(rows: Sequence[QueueRow], now: DeskOrder, new: DeskOrder) -> None:
    """The first claims of either order, side by side."""
    first = [[rows[place] for place in order.rank(rows).order[:_SHOWN]] for order in (now, new)]
    print(f"\n{'first now':<{_ROOM + 2}}first by what was learned")
    for left, right in zip_longest(*first):
        print(f"{short(left.text, _ROOM):<{_ROOM + 2}}{short(right.text, _ROOM)}")
