"""How long it takes to order a large pile by priority, to explain it, to order it anew, and to open it.

    python benchmarks/order.py              # a pile of 100,000 claims

The claims are made up: a thousand articles of a hundred sentences, put together of a few hundred words,
figures and names, flagged as they would be at a desk (these are the "scores", and not counted). Counted are
seconds of one core's own time (``time.process_time``), the best of three. Where that hangs on the machine
most, it is told as a ratio to the same without priorities, in the same run.

- *Ordering* is what a desk does as it opens: read what is kept of each claim, add up its parts under the
  desk's weights, sort. *Explaining* is the line "why first" of every claim of the pile, from what is kept.
- *Measuring* is what is done once, as an article is flagged: all parts of each claim, with their words. A
  desk does it again for the claim that it shows, and the CSV for all.
- A *change of weights* orders the same pile anew under other weights.
- *Opening* is `Worklist` over a database of that size, by priority and by worthiness.
- *A wire story* stands in a thousand and in ten thousand articles: what the pile knows of it, as a ratio.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import Row

import claimcheck as cc
from claimcheck.desk_order import DeskOrder
from claimcheck.model import Article, Claim
from claimcheck.pile_facts import PileFacts
from claimcheck.priority.priorities import Priorities, Weights
from claimcheck.review.log.store import Store
from claimcheck.review.queue import QueueRow
from claimcheck.review.worklist import Worklist

CLAIMS, AN_ARTICLE, MADE = 100_000, 100, 20
OTHERS = Weights(checkable=0.2, look_up=0.9, who=0.7, about=0.1, elsewhere=0.3, interest=0.5, stakes=0.5)
_WHO = ("Mayor Ann Lee", "Tom Hale, the health minister,", "Ana Ruiz", "The ministry", "Two officials")
_WHAT = (
    "exports",
    "rents",
    "hospital beds",
    "new homes",
    "the price of milk",
    "arrests",
    "train delays",
    "pumps",
)
_DID = (
    "doubled",
    "fell by {n}%",
    "rose to {n} million",
    "cost {n} euros",
    "were {n} times as many as in Ulm",
)


def main() -> None:
    """Print the table."""
    reading = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reading.add_argument("--claims", type=int, default=CLAIMS)
    for row in measured(reading.parse_args().claims):
        print(*row, sep="  |  ")


def rows(shared: Path) -> list[Row]:
    """The table's lines; *shared* is not needed."""
    del shared
    return measured(CLAIMS)


def measured(size: int) -> list[Row]:
    """The table's lines for a pile of *size* claims."""
    pile = list(articles_with_claims(size))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        with Store(path) as store:
            for article, claims in pile:
                store.add(article, claims, "Ana")
        return [*_ordering(path, pile), _opening(path), _wire_story()]


def articles_with_claims(size: int) -> Iterator[tuple[Article, list[Claim]]]:
    """Articles with about *size* claims in all, flagged; some kinds of article are made, and each is copied.

    >>> [len(claims) for _, claims in articles_with_claims(300)]
    [100, 100, 100]
    """
    drawn = random.Random(15)
    kinds = [_text(drawn) for _ in range(min(MADE, size // AN_ARTICLE))]
    flagged = [(one, cc.flag(one, 0, order="text")) for one in kinds]
    for number in range(size // AN_ARTICLE):
        article, claims = flagged[number % len(flagged)]
        copy = replace(article, publisher=f"Paper {number}")
        yield copy, [replace(claim, article_id=copy.id) for claim in claims]


def _text(drawn: random.Random) -> Article:
    lines = [
        f"{drawn.choice(_WHO)} said in {drawn.randint(2001, 2025)} that {drawn.choice(_WHAT)} in district "
        f"{drawn.randint(1, 999)} {drawn.choice(_DID).format(n=drawn.randint(2, 900))} again."
        for _ in range(AN_ARTICLE)
    ]
    paragraphs = [" ".join(lines[at : at + 4]) for at in range(0, len(lines), 4)]
    return cc.read_text("\n\n".join(paragraphs), title=f"What {drawn.choice(_WHAT)} tell of the year")


def _ordering(path: Path, pile: list[tuple[Article, list[Claim]]]) -> Iterator[Row]:
    with Store(path, read_only=True) as store:
        queue = store.queue()
    order = DeskOrder()
    fresh = best(lambda: DeskOrder().rank(queue))
    both = best(lambda: _explained(DeskOrder(), queue))
    every = best(lambda: [order.in_order(article, own) for article, own in pile])
    yield Row(f"ordering {len(queue):,} claims", f"{fresh:.2f} s")
    yield Row("ordering, and the line that explains each", f"{both:.2f} s", "1 s")
    yield Row("measuring all of them anew, with all parts", f"{every:.2f} s")
    order.rank(queue)
    again = best(lambda: _with_weights(order, queue))
    yield Row(f"a change of weights orders {len(queue):,} anew", f"{1000 * again:.0f} ms", "50 ms")


def _explained(order: DeskOrder, queue: list[QueueRow]) -> None:
    order.rank(queue)
    assert order.lines(queue)[0]


def _with_weights(order: DeskOrder, queue: list[QueueRow]) -> None:
    order.priorities = Priorities(OTHERS)
    order.rank(queue)


def _opening(path: Path) -> Row:
    with Store(path, read_only=True) as store:
        first, plain = best(lambda: Worklist(store, DeskOrder())), best(lambda: Worklist(store))
    return Row("opening it by priority", f"{first:.2f} s, {first / plain:.2f} times as long as by worthiness")


def _wire_story() -> Row:
    few, many = (best(partial(_taken_in, size), 1) for size in (1_000, 10_000))
    return Row(
        "a wire story in 10,000 articles beside 1,000", f"{many / few:.1f} times as long", "linear: 10"
    )


def _taken_in(articles: int) -> None:
    facts = PileFacts()
    story = [
        QueueRow(f"c{number}-{line}", f"a{number}", "", line, line + 1, f"Line {line} is so.", None, 0.5)
        for number in range(articles)
        for line in range(20)
    ]
    facts.take(story, lambda _: [], lambda _: [])
    facts.tell()
    assert facts.seen["c0-0"].others == articles - 1


def best(work: Callable[[], object], times: int = 3) -> float:
    """The least time of one core, in seconds, that *work* takes.

    >>> best(lambda: None) < 1
    True
    """
    taken = []
    for _ in range(times):
        # As a desk does that opens: the collector walks all claims of the pile again and again.
        gc.disable()
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
        gc.enable()
    return min(taken)


if __name__ == "__main__":
    main()
