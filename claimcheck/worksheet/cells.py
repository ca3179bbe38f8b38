"""The cells of a table: numbers and years, however they are written."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from claimcheck.errors import ClaimcheckError

_BLANK = frozenset(
    {
        "",
        ":",
        "-",
        "–",
        "—",
        "..",
        "...",
        "…",
        "n/a",
        "na",
        "n.a.",
        "nan",
        "none",
        "null",
        "xxx",
        ". .",
        "#n/a",
    }
)
_SPACES = re.compile(r"[\s  '’_]")
_YEAR = re.compile(r"(?:FY\s?)?(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?(?:\s*\[.*\])?")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def numbers(
    column: Sequence[object], what: str, decimal: str | None = None, lines: Sequence[int] | None = None
) -> list[float | None]:
    """The numbers of a column; None for a cell that says that there is none ("..", "n/a", nothing).

    Thousands may be parted by blanks, apostrophes, commas or points; which of them is the *decimal* mark is
    told by the whole column. *lines* are those of the file, from 2 on where nothing else is said. Raises
    ClaimcheckError for text among the numbers, with its line, and where "1,234" may be either.

    >>> numbers(["1.234,5", "12", ".."], "value")
    [1234.5, 12.0, None]
    """
    texts = [None if is_blank(cell) else cell for cell in column]
    mark = decimal or decimal_mark([cell for cell in texts if isinstance(cell, str)], what)
    rows = range(2, len(texts) + 2) if lines is None else lines
    return [_number(cell, mark, what, row) for row, cell in zip(rows, texts, strict=True)]


def is_blank(cell: object) -> bool:
    """Whether a cell says that there is no figure."""
    if isinstance(cell, str):
        return cell.strip().casefold() in _BLANK
    return cell is None or (isinstance(cell, float) and math.isnan(cell))


def decimal_mark(texts: Sequence[str], what: str) -> str:
    """The mark in front of decimals, by all cells together.

    The last one where both stand, the one not followed by three.
    """
    points = commas = 0
    unclear: str | None = None
    for text in texts:
        plain = _SPACES.sub("", text).rstrip("%")
        if "." in plain and "," in plain:
            return "." if plain.rindex(".") > plain.rindex(",") else ","
        for mark in ".,":
            if plain.count(mark) > 1:
                return "," if mark == "." else "."
            if mark not in plain:
                continue
            if len(plain) - plain.index(mark) != 4 or plain.lstrip("+-").startswith(("0", mark)):
                return mark
            points, commas = points + (mark == "."), commas + (mark == ",")
            unclear = unclear or text
    if commas:
        raise ClaimcheckError(
            f'Column "{what}": "{unclear}" may be thousands or three decimals, and no other cell tells. '
            'Say which: decimal="." or decimal=",".'
        )
    return "."


def _number(cell: object, mark: str, what: str, row: int) -> float | None:
    if cell is None:
        return None
    if isinstance(cell, str):
        plain = _SPACES.sub("", cell).rstrip("%").replace("−", "-")
        plain = plain.replace("," if mark == "." else ".", "").replace(mark, ".")
        if _NUMBER.fullmatch(plain) is None:
            raise ClaimcheckError(
                f'Column "{what}", line {row}: "{cell.strip()[:40]}" is no number. Mend or empty that cell.'
            )
        return float(plain)
    try:
        value = float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ClaimcheckError(f'Column "{what}", line {row}: {str(cell)[:40]!r} is no number.') from None
    return value if math.isfinite(value) else None


def text_of(cell: object) -> str:
    """The text of a cell, "" where it is empty: pandas and Parquet leave no number in a cell without text.

    >>> text_of(" Chad "), text_of(None), text_of(float("nan"))
    ('Chad', '', '')
    """
    is_empty = cell is None or (str(cell) in {"nan", "<NA>", "NaT"} and not isinstance(cell, str))
    return "" if is_empty else str(cell).strip()


def year_of(cell: object) -> int | None:
    """The year of a cell: 2023, 2023.0, "2023", "2023-01-01", a date; None where there is none.

    >>> year_of("2023-01-01"), year_of(2023.0), year_of("")
    (2023, 2023, None)
    """
    year = getattr(cell, "year", None)
    if isinstance(year, int):
        return year
    text = str(cell).strip().removesuffix(".0").removesuffix(" 00:00:00")
    found = _YEAR.fullmatch(text)
    return int(found[1]) if found else None
