"""Times of day in words: "half past two", "quarter to five", "nine o'clock", "halb drei"."""

from __future__ import annotations

from claimcheck.flagging.quantities.date_words import dated
from claimcheck.flagging.quantities.numbers import number
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.flagging.quantities.units import counted, measure

_HOURS, _MINUTES = 24, 60


def before_hour(scan: Scan, start: int) -> Reading | None:
    """A time that begins with a part of an hour: "half | past two".

    >>> before_hour(Scan.of("half past two"), 0)[0].normalized
    'T02:30'
    """
    table = scan.table("calendar", "clock_parts")
    phrase = max((one for one in table if scan.low.startswith(one + " ", start)), key=len, default=None)
    if phrase is None:
        return None
    at = start + len(phrase) + 1
    return _time(scan, start, at, int(table[phrase])) if at < len(scan.low) else None


def whole_hour(scan: Scan, start: int) -> Reading | None:
    """An hour in words, with a word such as "o'clock" behind it.

    >>> whole_hour(Scan.of("nine o'clock"), 0)[0].normalized
    'T09:00'
    """
    hour = number(scan, start)
    behind = hour and scan.phrase_after(hour.end, "calendar", "clock_words")
    return _time(scan, start, start, 0) if behind else None


def _time(scan: Scan, start: int, at: int, minutes: int) -> Reading | None:
    """The time so many minutes from the hour at *at*; None where no hour is there but an amount."""
    hour = number(scan, at) if scan.low[at].isalnum() else None
    if hour is None or hour.value not in range(1, _HOURS) or hour.scale > 1:
        return None
    end = scan.phrase_after(hour.end, "calendar", "clock_words") or hour.end
    if end == hour.end and (counted(scan, end) or measure(scan, hour)):
        return None
    late = next((name for name in ("pm", "am") if scan.phrase_after(end, "calendar", name)), "")
    end = (scan.phrase_after(end, "calendar", late) or end) if late else end
    afternoon = late == "pm" and hour.value < _HOURS / 2
    total = (int(hour.value) + _HOURS // 2 * afternoon) * _MINUTES + minutes
    return dated(scan, start, end, f"T{total // _MINUTES % _HOURS:02}:{total % _MINUTES:02}")
