"""Numbers for a reader: 51.7 trillion USD, 25.6 times, 3.5%."""

from __future__ import annotations

_STEPS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SIGNIFICANT = 4


def told(value: float, unit: str) -> str:
    """A number with its unit, in four digits.

    >>> told(51745290361798, "USD"), told(25.59847, "times"), told(3.5, "percent"), told(5, "place")
    ('51.75 trillion USD', '25.6 times', '3.5%', 'place 5')
    """
    if unit == "place":
        return f"place {value:.0f}"
    if unit.startswith("percent") and not unit.startswith("percentage"):
        return f"{plain(value)}%{unit.removeprefix('percent')}"
    for size, name in _STEPS:
        if abs(value) >= size:
            return f"{plain(value / size)} {name} {unit}".rstrip()
    return f"{plain(value)} {unit}".rstrip()


def plain(value: float) -> str:
    """A number in four digits, or as a whole where it has more."""
    if abs(value) >= 10 ** (_SIGNIFICANT - 1):
        return f"{value:,.0f}"
    return f"{value:.{_SIGNIFICANT}g}"
