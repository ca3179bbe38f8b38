"""The common slips: what would have to be mistaken for the claim to be right."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.worksheet.values import Reading
from claimcheck.worksheet.working import Working


def with_slips(working: Working) -> tuple[Reading, ...]:
    """The readings, with the slip named that would explain one that does not hold."""
    return tuple(reading if reading.holds else replace(reading, slip=_slip(working, reading)) for reading in working.readings)


def _slip(working: Working, reading: Reading) -> str | None:
    said = working.asked.claimed
    for factor, words in ((1000.0, "thousands"), (1e6, "millions")):
        for scale in (factor, 1 / factor):
            if said.value and abs(reading.computed * scale / said.value - 1) < 0.05 and reading.unit not in {"place"}:
                return f"off by {words}: billions for millions, or the like"
    return None
