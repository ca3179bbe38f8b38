"""Words that multiply: "twice as many", "a threefold rise", "half the size", "more than doubled"."""

from __future__ import annotations

from claimcheck.flagging.quantities.amounts import multiplies
from claimcheck.flagging.quantities.limits import approximate, bound
from claimcheck.flagging.quantities.scan import Reading, Scan, notation
from claimcheck.flagging.quantities.units import counted, per
from claimcheck.model import Measured


def multiplier(scan: Scan, start: int) -> Reading | None:
    """A word that multiplies: "twice as many", "double the", "a threefold rise", "half the size".

    >>> multiplier(Scan.of("twice as many"), 0)[0].normalized
    'x2'
    """
    word = scan.word(start)
    value = scan.table("figures", "multipliers")[word]
    end = start + len(word)
    if word.endswith(scan.words("figures", "fold")):
        return _times(scan, start, end, value)
    if word in scan.words("figures", "frequencies") and not multiplies(scan, end):
        rate = per(scan, end)
        if rate is None and counted(scan, end) is not None:
            return None
        fields = {"value": value, "unit": "times", "normalized": notation(value)}
        return scan.reading(Measured.COUNT, start, end, per=rate, **fields)
    return _times(scan, start, end, value) if _multiplied(scan, end, value) else None


def grown(scan: Scan, start: int) -> Reading | None:
    """A verb that multiplies: "doubled", "more than tripled", "will double"; not "doubled down".

    >>> grown(Scan.of("it more than tripled"), 13)[0].normalized
    'x3'
    """
    word = scan.word(start)
    end = start + len(word)
    if scan.low.startswith("-", end) or scan.phrase_after(end, "figures", "not_grown") is not None:
        return None
    infinitive = word in scan.words("figures", "grown_infinitives")
    if infinitive and not scan.follows(_adverbs(scan, start), "figures", "auxiliaries"):
        return None
    return _times(scan, start, end, scan.table("figures", "grown")[word])


def _adverbs(scan: Scan, start: int) -> int:
    """Where the words between an auxiliary and its verb begin: "will | more than double"."""
    for name in ("at_least", "approximate"):
        if before := scan.phrase_before(start, "bounds", name):
            return before[1]
    return start


def _times(scan: Scan, start: int, end: int, value: float) -> Reading:
    return scan.reading(
        Measured.MULTIPLIER, start, end, value=value, unit="times", normalized=f"x{notation(value)}",
        approximate=approximate(scan, start, end), bound=bound(scan, start, end),
    )  # fmt: skip


def _multiplied(scan: Scan, end: int, value: float) -> bool:
    """Whether what follows is multiplied; "half the" only with a word of size: "half the cost"."""
    if value >= 1 or scan.phrase_after(end, "figures", "as") is not None:
        return multiplies(scan, end)
    after = scan.phrase_after(end, "figures", "times_of")
    return after is not None and scan.word(after) in scan.words("figures", "sizes")
