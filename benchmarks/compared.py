"""Comparisons in the fresh news of the shared folder, in two halves.

Rules were written while looking at documents 01 to 10 alone; the figures of 11 to 20 are of text that no
rule has seen. Each labelled comparison is laid beside the strongest one of its sentence, as `fresh_news`
judges it:

- found: the sentence has a comparison at all;
- right: its relation, and its factor where one is labelled;
- sides: right, and both sides hold the words of the label;
- none labelled: sentences with a comparison where the label has none. Labels are of one person and leave
  out some that are there ("exports rose 25%"), so what is one thing at two times is told besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from fresh_news import Judged, comparisons_right, judged
from measured import Row, share

FIRST_HALF = tuple(f"{number:02}" for number in range(1, 11))
"""The documents that rules were written on."""


def rows(shared: Path) -> list[Row]:
    """What is found, right and named in each half, and what is given where none is labelled."""
    found = judged(shared)
    seen = [one for one in found if one.document in FIRST_HALF]
    unseen = [one for one in found if one.document not in FIRST_HALF]
    return [*_half("01 to 10", seen), *_half("11 to 20", unseen)]


def _half(name: str, found: Sequence[Judged]) -> list[Row]:
    judgements = list(chain.from_iterable(map(comparisons_right, found)))
    labelled = [one for one in found if one.label["comparisons"]]
    extra = [one for one in found if not one.label["comparisons"] and one.claim and one.claim.comparison]
    changes = sum(over_time(one) for one in extra)
    return [
        Row(f"comparisons, {name}: sentences found", share(map(is_found, labelled))),
        Row(
            f"comparisons, {name}: relation and factor",
            share(right for right, _ in judgements),
            "65%",
        ),
        Row(f"comparisons, {name}: sides too", share(sides for _, sides in judgements)),
        Row(f"comparisons, {name}: none labelled", f"{len(extra)}, {changes} of them changes"),
    ]


def is_found(one: Judged) -> bool:
    """Whether a comparison is given for a sentence at all."""
    return one.claim is not None and one.claim.comparison is not None


def over_time(one: Judged) -> bool:
    """Whether what is given compares one thing with itself at another time."""
    return one.claim is not None and one.claim.comparison is not None and one.claim.comparison.over_time
