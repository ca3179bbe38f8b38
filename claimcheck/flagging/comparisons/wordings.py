"""What a comparison comes to, in a few words for the reviewer: "25 times Russia", "3 points less"."""

from __future__ import annotations

from claimcheck.flagging.quantities.scan import notation, tidy
from claimcheck.model import Bound, Measured, Quantity

_PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 6: "a sixth", 8: "an eighth", 10: "a tenth"}
_MANY = 10  # a factor above it is told in whole parts
_ROUNDED = 2e-3
_LONGEST = 90  # characters of a side that are shown


def limited(words: str, bound: Bound | None, *, about: bool = False) -> str:
    """*words* with the limit that stands before their figure.

    >>> limited("10 times", Bound.AT_LEAST)
    'at least 10 times'
    """
    before = bound.value if bound else "about" if about else ""
    return f"{before} {words}".strip()


def times(factor: float, right: str | None = None, *, phrase: bool = True, more: bool = False) -> str:
    """What a multiple says; "three times more" is taken as three times as much, and the reader is told.

    *phrase* is whether the other side can stand behind "times": not "expected".

    >>> times(25, "Russia"), times(0.5, "Spain"), times(3, "planned", phrase=False)
    ('25 times Russia', 'half of Spain', '3 times as much as planned')
    >>> times(3, more=True)
    '3 times as much ("3 times more" read as 3 times, not 4)'
    """
    much = multiple(factor)
    note = f' ("{much} more" read as {much}, not {notation(tidy(factor + 1))})' if more else ""
    if right is None:
        return f"{much} as much{note}"
    if not phrase:
        return f"{much} as much as {right}{note}"
    return f"{much} {'of ' if part(factor) else ''}{right}{note}"


def multiple(factor: float) -> str:
    """A multiple before what it multiplies: "2 times | the rate", "half | the size".

    >>> multiple(2), multiple(0.5)
    ('2 times', 'half')
    """
    return part(factor) or f"{notation(round(factor, 2))} times"


def part(factor: float) -> str | None:
    """The part that a factor under 1 is, where it has a name.

    >>> part(0.25), part(0.3)
    ('a quarter', None)
    """
    if not 0 < factor < 1 or abs(1 / factor - round(1 / factor)) > _ROUNDED:
        return None
    return _PARTS.get(round(1 / factor))


def same_amount(factor: float) -> str:
    """What a ratio of two periods says of the rates.

    >>> same_amount(4)
    '4 times: the same in a quarter of the time'
    """
    rate = f"{notation(round(factor, 2))} times"
    if factor < 1:
        return f"{rate}: the same in {notation(round(1 / factor, 2))} times the time"
    if float(factor).is_integer() or factor > _MANY:
        share = _PARTS.get(int(factor), f"1/{round(factor)}")
    else:
        share = notation(round(1 / factor, 2))
    return f"{rate}: the same in {share} of the time"


def share(quantity: Quantity) -> float | int:
    """What part of a whole a percentage or a fraction is.

    >>> from claimcheck.model import Span
    >>> share(Quantity(Measured.PERCENT, Span(0, 7), "a third", 33.33, unit="percent", normalized="1/3"))
    0.333333
    """
    parts, slash, whole = (quantity.normalized or "").partition("/")
    if slash and parts.isdecimal() and whole.isdecimal() and int(whole):
        return tidy(round(int(parts) / int(whole), 6))
    return tidy(round((quantity.value or 0) / 100, 6))


def difference(like: Quantity, value: float) -> str:
    """An amount in the unit of a quantity; the difference of two percentages is in points.

    >>> from claimcheck.model import Span
    >>> difference(Quantity(Measured.PERCENT, Span(0, 2), "5%", 5, unit="percent"), 3)
    '3 percentage points'
    """
    unit = "percentage points" if like.kind is Measured.PERCENT else like.unit
    if value == 1 and unit:
        unit = unit.removesuffix("s")
    return f"{digits(value)} {unit}" if unit else digits(value)


def digits(value: float) -> str:
    """An amount in digits, its thousands parted.

    >>> digits(2000), digits(0.5)
    ('2,000', '0.5')
    """
    value = tidy(round(value, 6))
    return f"{value:,}" if isinstance(value, int) else notation(value)


def short(words: str) -> str:
    """*words* on one line, cut where they are long.

    >>> short("twice  as\\nbig"), len(short("very " * 40)) < 100
    ('twice as big', True)
    """
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST].rsplit(" ", 1)[0] + " …"
