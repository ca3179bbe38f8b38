"""Small inputs, each after a public report of a fault in a tool that does part of this job.

The rows of ``gold/reported/text.tsv`` in the shared folder whose answer is sentences, quantities, speakers or
the turns of a transcript. The notation of the answers is that file's own; where claimcheck says the same in
another one (two thirds as 66.67 percent), that is right.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path

from measured import Row, share

import claimcheck as cc
from claimcheck.flagging.flag import describe
from claimcheck.model import Claim, Quantity
from claimcheck.reading.sentences import sentences

_PARTED, _NEXT = " ¦ ", "; "
_NO_NAME = "None"


def rows(shared: Path) -> list[Row]:
    """How many inputs of each kind are read right, and of all."""
    counts: dict[str, list[bool]] = {}
    for kind, text, expected in reported(shared):
        counts.setdefault(kind, []).append(is_right(kind, text, expected))
    every = [answer for answers in counts.values() for answer in answers]
    return [
        Row("public reports: read right", share(every), "90%"),
        *(Row(f"public reports: {kind}", share(answers)) for kind, answers in counts.items()),
    ]


def reported(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, input and answer of each row that is about a text."""
    with (shared / "gold" / "reported" / "text.tsv").open(encoding="utf-8", newline="") as file:
        for kind, text, expected in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if kind in _JUDGES:
                yield kind, text.replace("\\n", "\n"), expected.replace("\\n", "\n")


def is_right(kind: str, text: str, expected: str) -> bool:
    """Whether an input is read as its answer says.

    >>> is_right("sentences", "It rose. It fell.", "It rose. ¦ It fell.")
    True
    >>> is_right("quantities", "It cost $2 million.", "money:2 USD")
    False
    >>> is_right("speaker/quoted", "Ann Lee said that 300 homes were built.", "Ann Lee/indirect")
    True
    """
    return _JUDGES[kind](text, expected)


def _sentences(text: str, expected: str) -> bool:
    article = cc.read_text(text)
    return [unit.span.of(article.text) for unit in sentences(article)] == expected.split(_PARTED)


def _quantities(text: str, expected: str) -> bool:
    """All that is expected is found, and nothing else."""
    wanted = expected.split(_NEXT)
    found = list(cc.quantities(text))
    return len(found) == len(wanted) and all(any(_is(given, one) for one in wanted) for given in found)


def _is(given: Quantity, wanted: str) -> bool:
    """Whether a quantity is what an answer such as "money:2000 USD" or "count:2050:tanks" says."""
    kind, value, *unit = wanted.split(":")
    if given.kind.value != kind:
        return False
    if unit and (given.unit or _NO_NAME) != unit[0]:
        return False
    if kind in ("date", "duration"):
        return given.normalized == value
    number, _, currency = value.partition(" ")
    return _has_value(given, number) and currency in ("", given.unit)


def _has_value(given: Quantity, number: str) -> bool:
    """Whether it has this value; a fraction is a part of a hundred where it is of percent."""
    if given.value is None:
        return False
    wanted = float(Fraction(number.rstrip("%")))
    shares = {wanted, 100 * wanted} if "/" in number else {wanted}
    return any(abs(given.value - share) <= 1e-4 * max(1.0, abs(share)) for share in shares)


def _speakers(text: str, expected: str) -> bool:
    said = [f"{claim.speaker}/{claim.quoted.value}" for claim in _claims(text)]
    return said == expected.split(_NEXT)


def _turns(text: str, expected: str) -> bool:
    wanted = [tuple(turn.split("=", 1)) for turn in expected.split(_NEXT)]
    found = [(str(claim.speaker), claim.text) for claim in _claims(text)]
    return all(one == other for one, other in zip_longest(found, wanted))


def _claims(text: str) -> Sequence[Claim]:
    article = cc.read_text(text)
    return describe(article, sentences(article), "signals")


_JUDGES = {
    "sentences": _sentences,
    "quantities": _quantities,
    "quantities+unit": _quantities,
    "speaker/quoted": _speakers,
    "turns": _turns,
}
