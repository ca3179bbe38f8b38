"""What is claimed, as per cent of change."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.model import Measured as Kind
from claimcheck.worksheet.units import PERCENT
from claimcheck.worksheet.values import Claimed
from claimcheck.worksheet.working import Working


def as_percent(working: Working) -> Claimed:
    """What is claimed, as per cent of change: "doubled" is 100 more, "shrank by a third" 33.3 less."""
    said, down = working.asked.claimed, working.asked.down
    if working.asked.quantity.kind is Kind.PERCENT:
        return replace(said, value=-said.value if down else said.value, unit=PERCENT)
    times = 1 / said.value if down and said.value > 1 else said.value
    return replace(said, value=100 * (times - 1), unit=PERCENT, step=0.0)
