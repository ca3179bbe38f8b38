"""SIGKILL: what was called saved is there, what was not is there whole or not at all, and work goes on."""

from __future__ import annotations

import random
import signal
from functools import partial
from itertools import count

import pytest
from crashes import (
    Child,
    Pile,
    Shape,
    a_filled,
    a_round,
    kill_me_at,
    one_round,
    shape,
    steps_forever,
    ticking,
)
from effort import examples
from factories import NOON, a_step
from postgres import Server

from claimcheck.errors import StoreError
from claimcheck.model import Event
from claimcheck.review.log.store import Store

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")

SEEDS = range(20250601, 20250601 + examples(6))
RANDOM_KILLS = 30


def what_a_round_adds(db: str, pile: Pile) -> list[Shape]:
    """How many rows there are more before a round, and after each of its transactions."""
    with Store(db) as store:
        first = shape(store)
        added = [grown(first, store)]
        for transaction in a_round(pile, 0):
            transaction(store)
            added.append(grown(first, store))
    return added


def grown(before: Shape, store: Store) -> Shape:
    """How many rows each table has gained since *before*."""
    return tuple(now - then for then, now in zip(before, shape(store), strict=True))


def goes_on(store: Store, before: list[Event], pile: Pile) -> list[Event]:
    """The log, one step on: nothing that is not saved holds a lock, and the step follows on what is there."""
    (step,) = store.append("Bo", [a_step(pile.ids[-1], "commented", seen=None)], at=NOON)
    after = store.events()
    assert [event.digest for event in after] == [*(event.digest for event in before), step.digest]
    assert store.verify().clean
    return after


def settled(store: Store) -> None:
    """Wait until the server has noticed that a client is gone: whoever writes waits in line behind it."""
    store.save_desk("Bo", {})


def test_a_process_killed_between_any_two_statements_leaves_whole_steps(any_log: str) -> None:
    """One log lives through all the kills, so that each next process opens what the one before left."""
    pile = a_filled(any_log)
    added = what_a_round_adds(any_log, pile)
    with Store(any_log) as store:
        before, there = shape(store), store.events()
    for number in count(1):
        child = Child(partial(one_round, any_log, pile, number, kill_me_at(number)))
        status, said = child.ended()
        if status == 0:
            break
        assert status == signal.SIGKILL, said
        with Store(any_log) as store:
            settled(store)
            # The last one may have been committed, and killed before it was said.
            assert grown(before, store) in added[len(said) : len(said) + 2], f"killed at tick {number}"
            now = store.events()
            assert now[: len(there)] == there
            there, before = goes_on(store, now, pile), shape(store)
    assert number > 60, "a round has fewer moments than that, and says nothing"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_process_said_before_it_was_killed_is_there(any_log: str, seed: int) -> None:
    pile = a_filled(any_log)
    chance = random.Random(seed)
    there: list[Event] = []
    for kill in range(RANDOM_KILLS):
        child = Child(partial(steps_forever, any_log, pile))
        child.first_word()
        child.kill(chance.uniform(0, 0.08))
        status, said = child.ended()
        assert status == signal.SIGKILL, said
        with Store(any_log) as store:
            settled(store)
            now = store.events()
            assert now[: len(there)] == there, f"kill {kill} has taken what was there"
            number, digest = said[-1].split()
            assert {e.id: e.digest for e in now}[int(number)] == digest, (
                f"kill {kill} has taken what was saved"
            )
            assert len(now) % 2 == 0, "half of a step that has two events"
            assert store.verify().clean
            there = now
    assert len(there) > RANDOM_KILLS


def test_a_connection_that_the_server_ends_in_the_middle_of_a_step_saves_all_or_nothing(
    postgres_server: Server, postgres_url: str
) -> None:
    pile = a_filled(postgres_url)
    server_ends_us = (
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE application_name = 'claimcheck' AND datname = current_database()"
    )
    name = postgres_url.rpartition("/")[2]
    ended = 0
    with Store(postgres_url) as store:
        for wanted in range(1, 40):
            before, held = store.events(), shape(store)

            def at_tick(number: int, wanted: int = wanted) -> None:
                if number == wanted:
                    postgres_server.run(server_ends_us, name)

            transaction = a_round(pile, wanted)[4]
            refusal = ""
            with ticking(store, at_tick):
                try:
                    transaction(store)
                except StoreError as error:
                    refusal = str(error)
            now = store.events()
            if refusal:
                ended += 1
                assert refusal.endswith("Nothing of this step was saved."), refusal
                assert (now, shape(store)) == (before, held)
            else:
                assert len(now) == len(before) + 2
                assert now[: len(before)] == before
            assert store.verify().clean
    assert ended > 10
