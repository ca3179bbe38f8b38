"""Steps that a process takes until it is killed, and what has to be there afterwards."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from factories import NOON, a_pile, cut
from sqlalchemy import event, func, select

from claimcheck.model import Claim, Span
from claimcheck.review.events import ADDED
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.store import Store
from claimcheck.review.log.tables import claims, drafts, events, policies

Say = Callable[[str], None]
Transaction = Callable[[Store], object]
Shape = tuple[int, ...]

TEXT = " ".join(f"Exports rose by {number} percent." for number in range(1, 13))


@dataclass(frozen=True)
class Pile:
    """The claims that the steps are taken on."""

    ids: tuple[str, ...]
    by_hand: Callable[[int], Claim]


def a_filled(db: str) -> Pile:
    """A log at *db* with claims and no step yet."""
    with Store(db) as store:
        article, flagged = a_pile(store, TEXT)
    # Two words of each sentence, then three, and so on: claims that nobody has flagged.
    spans = [Span(claim.span.start, claim.span.start + 8 + more) for more in range(14) for claim in flagged]
    return Pile(tuple(claim.id for claim in flagged), lambda number: cut(article, spans[number % len(spans)]))


def a_round(pile: Pile, number: int) -> list[Transaction]:
    """One transaction of each kind that a reviewer causes; several rows each, but for the policy."""
    one, two, three = (pile.ids[(number + place) % len(pile.ids)] for place in range(3))
    made = pile.by_hand(number)
    group = f"g{number}"

    def step(claim_id: str, action: str) -> NewEvent:
        return NewEvent(claim_id, action, {"group": group, "note": "n" * 300}, None)

    return [
        lambda store: store.save_draft(one, f"Ann {number}", {"rationale": "half a thought"}, 0),
        lambda store: store.append(
            f"Ann {number}", [step(one, "selected"), step(one, "researching")], at=NOON, desk={"claim": one}
        ),
        lambda store: store.append(
            "Ann", [step(made.id, ADDED), step(two, "dismissed")], at=NOON, cuts=[made], desk={"claim": two}
        ),
        lambda store: store.record_policy("Ann", {"name": f"policy {number}"}, NOON),
        lambda store: store.append(
            f"Ann {number}",
            [step(two, "undone"), step(three, "dismissed")],
            at=NOON,
            drafts_then={two: {"note": "as typed"}, three: {"note": "as typed"}},
        ),
    ]


def shape(store: Store) -> Shape:
    """How many rows each table has that the steps write into."""
    with store.reading() as connection:
        return tuple(
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (events, claims, drafts, policies)
        )


def steps_forever(db: str, pile: Pile, say: Say) -> None:
    """Take rounds of steps, and say after each commit how many events there are for certain."""
    with Store(db) as store:
        for number in count(len(store.events())):
            for transaction in a_round(pile, number):
                written = transaction(store)
                if isinstance(written, list):
                    say(f"{written[-1].id} {written[-1].digest}")


def one_round(db: str, pile: Pile, number: int, at_tick: Callable[[int], None], say: Say) -> None:
    """The round *number* of steps; *at_tick* is called before and after each statement and commit."""
    with Store(db) as store, ticking(store, at_tick):
        for transaction in a_round(pile, number):
            transaction(store)
            say("committed")


@contextmanager
def ticking(store: Store, at_tick: Callable[[int], None]) -> Iterator[None]:
    """Call *at_tick* with 1, 2, 3 … before and after everything that the store asks of its database."""
    numbers = count(1)

    def tick(*_: object) -> None:
        at_tick(next(numbers))

    engine = store.engine
    moments = [
        (engine, name) for name in ("begin", "before_cursor_execute", "after_cursor_execute", "commit")
    ]
    # A connection goes back to the pool once its transaction is over.
    listened = [*moments, (engine.pool, "checkin")]
    for target, name in listened:
        event.listen(target, name, tick)
    try:
        yield
    finally:
        for target, name in listened:
            event.remove(target, name, tick)


def kill_me_at(wanted: int) -> Callable[[int], None]:
    """Something for `ticking` that ends the process at that tick, as a power cut would."""

    def at_tick(number: int) -> None:
        if number == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    return at_tick


class Child:
    """A process that does *work*, which is handed a function to say something with."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        self._read, write = os.pipe()
        self._said = b""
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._read)
            status = 1
            try:
                work(lambda line: _ignore(os.write(write, f"{line}\n".encode())))
                status = 0
            except BaseException as fault:  # noqa: BLE001 - for the parent to show
                os.write(write, f"{fault!r}\n".encode())
            finally:
                # No fixture, no handler of pytest's runs in here.
                os._exit(status)
        os.close(write)

    def first_word(self) -> None:
        """Wait until it has said something."""
        self._said += os.read(self._read, 65536)

    def kill(self, after: float) -> None:
        """End it with SIGKILL in so many seconds."""
        time.sleep(after)
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> tuple[int, Sequence[str]]:
        """How it ended (as `os.waitpid` has it), and all that it has said."""
        while more := os.read(self._read, 65536):
            self._said += more
        os.close(self._read)
        _, status = os.waitpid(self.pid, 0)
        # What was cut off in the middle was not said.
        return status, self._said.decode().split("\n")[:-1]


def _ignore(_: object) -> None:
    return None
