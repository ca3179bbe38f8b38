"""Whether an amount or a date is a limit, or not exact: "at least 5", "2030 at the latest", "some 300"."""

from __future__ import annotations

from claimcheck.flagging.quantities.scan import Scan
from claimcheck.model import Bound, Span

_Names = tuple[tuple[str, Bound], ...]
_OF_AMOUNTS: _Names = (("at_least", Bound.AT_LEAST), ("at_most", Bound.AT_MOST))
_OF_DATES: _Names = (("dates_at_least", Bound.AT_LEAST), ("dates_at_most", Bound.AT_MOST))


def bound(scan: Scan, start: int, end: int, after: int = 0, *, during: bool = False) -> Bound | None:
    """Whether the words around an amount make it a limit; of a duration "over" says nothing.

    *after* is where the thing counted ends: "three units | or fewer".

    >>> bound(Scan.of("at least 5"), 9, 10)
    <Bound.AT_LEAST: 'at least'>
    """
    for name, limit in _OF_AMOUNTS:
        if any(_limited(scan, at, f"after_{name}") for at in {end, _past_period(scan, end), after}):
            return limit
    return _limit_before(scan, start, _OF_AMOUNTS, during=during)


def date_limit(scan: Scan, span: Span) -> Bound | None:
    """Whether the words around a date make it the first or the last of the days that are meant.

    >>> date_limit(Scan.of("no later than 2030"), Span(14, 18))
    <Bound.AT_MOST: 'at most'>
    """
    for name, limit in _OF_DATES:
        if scan.phrase_after(span.end, "bounds", f"after_{name}") is not None:
            return limit
    return _limit_before(scan, span.start, _OF_DATES)


def _limit_before(scan: Scan, start: int, names: _Names, *, during: bool = False) -> Bound | None:
    """The limit that the longest of the phrases before a figure is, the other one where it is denied."""
    found = [(told, limit) for name, limit in names if (told := scan.phrase_before(start, "bounds", name))]
    if not found:
        return None
    (phrase, begin), limit = max(found, key=lambda one: len(one[0][0]))
    if during and phrase in scan.words("bounds", "during"):
        return None
    if not scan.follows(begin, "bounds", "denied"):
        return limit
    return Bound.AT_MOST if limit is Bound.AT_LEAST else Bound.AT_LEAST  # "must not exceed", "not before"


def _limited(scan: Scan, at: int, name: str) -> bool:
    """Whether a limit behind an amount is not that of the next one: "$40 at least", not "or more than 3"."""
    end = scan.phrase_after(at, "bounds", name) if at else None
    if end is None:
        return False
    end = scan.phrase_after(end, "bounds", "than") or end
    figure = scan.low[end : end + 2].strip()[:1].isdecimal()
    return not figure and scan.word(end) not in scan.table("figures", "words")


def _past_period(scan: Scan, at: int) -> int:
    """Where "an hour" or the like after an amount ends: "$12 an hour | or less"."""
    each = scan.phrase_after(at, "bounds", "each") or scan.phrase_after(at, "bounds", "per")
    unit = scan.lookup(each, "calendar", "units") if each else None
    return unit[1] if unit else at


def approximate(scan: Scan, start: int, end: int) -> bool:
    """Whether the words around an amount say that it is not exact.

    >>> approximate(Scan.of("some 300"), 5, 8)
    True
    """
    return (
        scan.follows(start, "bounds", "approximate")
        or scan.phrase_after(end, "bounds", "after_approximate") is not None
    )
