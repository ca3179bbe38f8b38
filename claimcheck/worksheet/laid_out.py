"""Where in its file each figure of a table stands, and how it is written there."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from claimcheck.table_layout import Layout
from claimcheck.worksheet.cells import decimal_mark, is_blank

_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
Literal = str | int | float | None


@dataclass(frozen=True)
class LaidOut:
    """The columns of a table as they stand in its file, the first row on the line ``first``.

    Of a file that is too large to hold there are no cells, and its figures are numbers.

    ``values`` are the columns of figures by their headers, ``years`` the headers by the years that they are
    of, where columns are years and none is the ``period``. ``mark`` is that of decimals, where it was said.
    """

    layout: Layout
    first: int
    entity: str
    entities: Sequence[object]
    values: Mapping[str, Sequence[object]]
    scale: float = 1.0
    period: str | None = None
    periods: Sequence[object] = ()
    years: Mapping[int, str] | None = None
    mark: str | None = None

    def column(self, year: int | None) -> str | None:
        """The header of the column that has the figures of a year; None where there is none."""
        return next(iter(self.values)) if self.years is None else self.years.get(year or 0)

    def has(self, lines: Sequence[int]) -> bool:
        """Whether there are such lines, as far as that is held."""
        return not self.is_held or all(0 <= line - self.first < len(self.entities) for line in lines)

    def cells(self, lines: Sequence[int], column: str) -> list[object]:
        """The figures on these lines, as they are written."""
        return [self.values[column][line - self.first] for line in lines]

    @property
    def is_held(self) -> bool:
        """Whether its cells are."""
        return len(self.entities) > 0

    def names(self, lines: Sequence[int]) -> list[Literal] | None:
        """What stands for whom on these lines; None where that and the period do not tell one line."""
        if not self.is_held:
            return None
        found = [literal(self.entities[line - self.first]) for line in lines]
        period = self.period_on(lines)
        if None in found or (self.period is not None and period is None):
            return None
        return found if all(self._told[name, period] == 1 for name in found) else None

    def period_on(self, lines: Sequence[int]) -> Literal:
        """What stands for when on these lines; None where it is not the same on all."""
        found = {literal(self.periods[line - self.first]) for line in lines} if self.period else set()
        return found.pop() if len(found) == 1 else None

    def are_plain(self, lines: Sequence[int], column: str) -> bool:
        """Whether the figures on these lines are numbers, or written as a computer does."""
        if not self.is_held:
            return True
        cells = self.cells(lines, column)
        return all(not isinstance(cell, str) or _PLAIN.fullmatch(cell.strip()) for cell in cells) and not (
            self.layout.split or any(isinstance(cell, str) and self.decimals == "," for cell in cells)
        )

    @cached_property
    def decimals(self) -> str:
        """The mark in front of decimals."""
        cells = [cell for row in zip(*self.values.values(), strict=True) for cell in row]
        texts = [cell for cell in cells if isinstance(cell, str) and not is_blank(cell)]
        return self.mark or decimal_mark(texts, "value")

    @cached_property
    def _told(self) -> Counter[tuple[Literal, Literal]]:
        periods = self.periods if self.period is not None else [None] * len(self.entities)
        return Counter(
            (literal(entity), literal(period)) for entity, period in zip(self.entities, periods, strict=True)
        )


def literal(cell: object) -> Literal:
    """A cell as it can be written in Python; None for nothing, the words of what is no text and no number."""
    plain = cell.item() if hasattr(cell, "item") else cell
    if plain is None or (isinstance(plain, float) and not math.isfinite(plain)):
        return None
    return plain if isinstance(plain, (str, int, float)) else str(plain)
