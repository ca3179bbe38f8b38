"""Moments by another clock, also where a clock was set so wrongly that another zone has no such day."""

from __future__ import annotations

from datetime import datetime, tzinfo


def by_clock(moment: datetime, zone: tzinfo | None = None) -> datetime:
    """*moment* in *zone*, without one in this machine's; as it stands where no calendar has that day.

    >>> from datetime import UTC, timedelta, timezone
    >>> by_clock(datetime(2025, 6, 1, 23, tzinfo=UTC), timezone(timedelta(hours=2))).day
    2
    >>> by_clock(datetime(9999, 12, 31, 23, tzinfo=UTC), timezone(timedelta(hours=2))).year
    9999
    """
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError, OSError):
        # The C library has fewer years than Python on some machines.
        return moment
