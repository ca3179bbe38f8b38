"""How well and how fast the checks that were made before are found, side by side with simpler ways.

    python benchmarks/matching.py --shared ../shared

Asks with the ``dev`` tweets of CheckThat! 2020 task 2 among its 10,375 claims, and among ten times as many,
of which nine tenths are made by varying the real ones (another figure, another name, the end of another
claim). Each way runs in a process of its own: MAP@5, precision at 1, hit at 5, the milliseconds of a query
(median and 95th percentile) and by how much the process grew beyond the texts themselves. The way by meaning
needs the extra ``semantic`` and, for 100 thousand claims, about twenty minutes to encode them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import earlier_checks
import numpy as np

from claimcheck.model import KnownClaim

Find = Callable[[str], Sequence[KnownClaim]]

_FIGURE = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Row:
    """What one way came to among so many claims; ``grown`` in MiB."""

    way: str
    claims: int
    precision: float
    first: float
    hit: float
    median: float
    slow: float
    grown: float


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument(
        "--times", type=int, nargs="+", default=[1, 10], help="how many times the real claims"
    )
    parser.add_argument("--queries", type=int, help="ask only the first so many (default: all 197)")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    options = parser.parse_args()
    ways = [way for way in options.ways if way != "meaning" or find_spec("sentence_transformers")]
    print("| | claims | MAP@5 | precision at 1 | hit at 5 | ms, median | ms, 95th | memory, MiB |")
    print("|---|---|---|---|---|---|---|---|")
    context = multiprocessing.get_context("spawn")
    for times in options.times:
        slow = {}
        for way in ways:
            with context.Pool(1) as process:
                row = process.apply(measured, (way, options.shared, times, options.queries))
            slow[way] = row.slow
            print(
                f"| {NAMES[way]} | {row.claims:,} | {row.precision:.3f} | {row.first:.3f} | {row.hit:.3f} "
                f"| {row.median:.1f} | {row.slow:.1f} | {row.grown:.0f} |",
                flush=True,
            )
        if {"ratio", "ours"} <= slow.keys():
            print(
                f"The brute-force scan takes {slow['ratio'] / slow['ours']:.0f} times as long as ours (95th)."
            )


def measured(way: str, shared: Path, times: int, queries: int | None) -> Row:
    """Ask all queries in one *way* among *times* as many claims as there are."""
    known = list(varied(earlier_checks.claims(shared), times))
    asked = earlier_checks.queries(shared, "dev")[:queries]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        find = WAYS[way](known, Path(folder))
        find(asked[0].text)
        ranks, seconds = [], []
        for one in asked:
            began = time.perf_counter()
            found = find(one.text)
            seconds.append(time.perf_counter() - began)
            ranks.append([number_of(claim) for claim in found])
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    right = [one.right for one in asked]
    precision = [earlier_checks.average_precision(r, of) for r, of in zip(ranks, right, strict=True)]
    return Row(
        way,
        len(known),
        float(np.mean(precision)),
        float(np.mean([r[0] in of for r, of in zip(ranks, right, strict=True)])),
        float(np.mean([bool(of & set(r)) for r, of in zip(ranks, right, strict=True)])),
        1000 * float(np.median(seconds)),
        1000 * float(np.percentile(seconds, 95)),
        grown,
    )


def varied(real: Sequence[KnownClaim], times: int) -> Iterator[KnownClaim]:
    """The *real* claims, and *times* - 1 as many that differ from one of them, always the same ones."""
    yield from real
    chance = random.Random(0)
    names = sorted({name for claim in real for name in _NAME.findall(claim.text)})
    for turn in range(1, times):
        for place, claim in enumerate(real):
            other = real[(place + chance.randrange(1, len(real))) % len(real)]
            # The address tells the answer from its variations.
            yield replace(
                claim,
                text=_changed(claim.text, other.text, names, chance),
                title=_changed(claim.title or "", other.title or "", names, chance),
                url=f"{claim.url}-{turn}",
            )


def _changed(text: str, other: str, names: Sequence[str], chance: random.Random) -> str:
    """*text* with other figures, another name, and the end of the *other* text."""
    text = _FIGURE.sub(lambda found: str(int(found.group()[:6]) + chance.randint(1, 50)), text)
    text = _NAME.sub(lambda _: chance.choice(names), text, count=1)
    mine, theirs = text.split(), other.split()
    return " ".join(mine[: len(mine) * 2 // 3] + theirs[len(theirs) * 2 // 3 :])


def number_of(claim: KnownClaim) -> int:
    """The number of a real claim; -1 for a made one."""
    return (
        -1 if "-" in (claim.url or "").removeprefix(earlier_checks.SNOPES) else earlier_checks.number(claim)
    )


def _by_ratio(known: Sequence[KnownClaim], _folder: Path) -> Find:
    from rapidfuzz import fuzz, process, utils

    texts = [utils.default_process(f"{claim.text} {claim.title}") for claim in known]

    def find(text: str) -> Sequence[KnownClaim]:
        asked = utils.default_process(text)
        best = process.extract(asked, texts, scorer=fuzz.token_set_ratio, limit=earlier_checks.DEPTH)
        return [known[place] for _, _, place in best]

    return find


def _by_bm25(known: Sequence[KnownClaim], _folder: Path) -> Find:
    import bm25s

    split = partial(bm25s.tokenize, stopwords=None, show_progress=False)
    retriever = bm25s.BM25(k1=0.9, b=0.4)
    retriever.index(split([f"{claim.text} {claim.title}" for claim in known]), show_progress=False)

    def find(text: str) -> Sequence[KnownClaim]:
        places, _ = retriever.retrieve(split([text]), k=earlier_checks.DEPTH, show_progress=False)
        return [known[int(place)] for place in places[0]]

    return find


def _by_index(known: Sequence[KnownClaim], folder: Path, semantic: bool = False) -> Find:
    from claimcheck.matching.index import Index

    Index(folder).add(known)
    began = time.perf_counter()
    index = Index(folder)
    print(f"<!-- opened in {1000 * (time.perf_counter() - began):.0f} ms -->", flush=True)
    return lambda text: [m.known for m in index.search(text, earlier_checks.DEPTH, semantic)]


NAMES = {
    "ratio": "rapidfuzz `token_set_ratio` over all",
    "bm25": "BM25 alone (bm25s)",
    "ours": "claimcheck",
    "meaning": "claimcheck, extra `semantic`",
}
WAYS: dict[str, Callable[[Sequence[KnownClaim], Path], Find]] = {
    "ratio": _by_ratio,
    "bm25": _by_bm25,
    "ours": _by_index,
    "meaning": partial(_by_index, semantic=True),
}


if __name__ == "__main__":
    main()
