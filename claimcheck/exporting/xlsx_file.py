"""Tables as the sheets of a workbook: text as text, dates as dates, and no formula.

xlsxwriter writes a row to the disk once the next begins, so that a large workbook needs no more memory than
a small one. Its strings stand in their cells, as they do in no shared table.
"""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ExportError
from claimcheck.exporting.csv_file import LONGEST, SHORT, Cell, LongCells, utf16_length
from claimcheck.exporting.extra import not_installed
from claimcheck.exporting.tables import ADDRESSES, DAYS, MOMENTS, NUMBERS, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""The rows of a sheet, its head among them."""

MOST_LINKS = 65_530
"""Excel opens no sheet with more."""

_LONGEST_LINK = 2_000
# The largest whole number of which a spreadsheet keeps every digit.
_EXACT = 2**53

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00")
_LINK = re.compile(r"https?://[^\s\x00-\x1f]+")
# Before that day Excel counts one that there never was.
_FIRST_DAY, _DAY_ZERO = date(1900, 3, 1), date(1899, 12, 30)

# What people read, over several lines where it is long; the rest stays on one.
_WRAPPED = frozenset(
    {"statement", "quote", "rationale", "sources", "correction", "dismiss_reason", "computed", "tags"}
    | {"why_first", "reasons", "article_title", "policy"}
    | {"title", "passage", "interest", "reply", "reading", "note", "source"}
)
_NARROWEST, _WIDEST, _WIDEST_ON_ONE_LINE = 9, 60, 28
_ROOM_FOR_FILTER = 4
_MEASURED = 1_000
"""Of so many rows the widths are taken."""


def write_xlsx(part: Path, tables: Sequence[Table], at: datetime | None = None) -> list[LongCells]:
    """Write *tables* to the file *part*, a sheet each; gives the cells of each that had to be cut.

    *at* is what the workbook says of when it was made. Raises ExportError where a table has more rows than a
    sheet, or the library is not installed, and OSError where the disk refuses.
    """
    for table in tables:
        if table.length >= MOST_ROWS:
            raise ExportError(
                f"The sheet {table.name} would have {table.length:,} rows, and no spreadsheet has more than "
                f"{MOST_ROWS:,}; choose fewer claims, or write CSV or Parquet."
            )
    writer = _library()
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as scratch:
        options = {
            "constant_memory": True,
            "tmpdir": scratch,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        book = writer.Workbook(str(part), options)
        try:
            book.use_zip64()
            book.set_properties({"created": (at or datetime.now(UTC)).replace(tzinfo=None)})
            looks = _Looks(book)
            cut = [_write_sheet(book, looks, table) for table in tables]
            book.close()
        except writer.exceptions.FileCreateError as error:
            raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error
        finally:
            # Else it would try once more when it is forgotten.
            book.fileclosed = True
    return cut


def shortened(text: str) -> str:
    """*text* as far as a cell holds it, and what is missing said at its end.

    ("a" * 40_000)[-54:]
    '… [cut here; a CSV has all of the 40,000 characters]'
    """
    length = utf16_length(text) if len(text) > SHORT else 0
    if length <= LONGEST:
        return text
    told = f"… [cut here; a CSV has all of the {length:,} characters]"
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * (LONGEST - len(told))]
    return units.decode("utf-16-le", "ignore") + told


def _library() -> Any:
    try:
        import xlsxwriter
    except ModuleNotFoundError:
        raise not_installed("A workbook") from None
    return xlsxwriter


def _sheet_class() -> type[Worksheet]:
    from xlsxwriter.worksheet import Worksheet

    escape = Worksheet._escape_control_characters

    class Sheet(Worksheet):  # type: ignore[misc] # the library has no types
        """A sheet on which text is text, also where it looks like the marks of rich text."""

        @staticmethod
        def _escape_control_characters(data: str) -> str:
            escaped: str = escape(data)
            # The library would write this as it is, as what it has made itself of rich text.
            return f"_x003C_{escaped[1:]}" if escaped[:3] == "<r>" else escaped

    return Sheet


class _Looks:
    """What the cells of a workbook look like."""

    def __init__(self, book: Workbook) -> None:
        def look(**more: Any) -> Format:
            return book.add_format({"valign": "top", **more})

        self.head = look(bold=True, bg_color="#e9ecf1", bottom=1, text_wrap=False)
        self.text, self.wrapped = look(num_format="@"), look(num_format="@", text_wrap=True)
        self.link = look(num_format="@", font_color="#0b57a4", underline=1)
        self.number = look()
        self.day, self.moment = look(num_format="yyyy-mm-dd"), look(num_format='yyyy-mm-dd hh:mm:ss "UTC"')


def _write_sheet(book: Workbook, looks: _Looks, table: Table) -> LongCells:
    sheet = book.add_worksheet(table.name, _sheet_class())
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(table.columns):
        sheet.write_string(0, place, name, looks.head)
    long = LongCells(table.columns, guard=str)
    cells = _Cells(sheet, looks)
    columns = [(place, name, cells.writer_of(name)) for place, name in enumerate(table.columns)]
    widths = [len(name) + _ROOM_FOR_FILTER for name in table.columns]
    for number, row in enumerate(long.seen(table.each()), 1):
        for place, name, write in columns:
            cell = row[name]
            if cell is not None and cell != "":
                write(number, place, cell)
        if number <= _MEASURED:
            widths = [
                max(width, _width(row[name])) for width, name in zip(widths, table.columns, strict=True)
            ]
    sheet.autofilter(0, 0, max(table.length, 1), len(table.columns) - 1)
    for place, (name, width) in enumerate(zip(table.columns, widths, strict=True)):
        widest = _WIDEST if name in _WRAPPED else max(_WIDEST_ON_ONE_LINE, len(name) + _ROOM_FOR_FILTER)
        sheet.set_column(place, place, max(_NARROWEST, min(width, widest)))
    return long


def _width(cell: Cell) -> int:
    """How many characters the longest line of a cell has, as far as that matters."""
    return max(map(len, str(cell)[: 4 * _WIDEST].split("\n"))) + 1 if cell is not None else 0


class _Cells:
    """Writes the cells of one sheet, each as what its column holds."""

    def __init__(self, sheet: Worksheet, looks: _Looks) -> None:
        self._sheet, self._looks = sheet, looks
        self._links = 0

    def writer_of(self, column: str) -> Any:
        """What writes a cell of *column*, by row and place."""
        if column in NUMBERS:
            return self._number
        if column in DAYS:
            return self._day
        if column in MOMENTS:
            return self._moment
        if column in ADDRESSES:
            return self._address
        look = self._looks.wrapped if column in _WRAPPED else self._looks.text
        write = self._sheet.write_string

        def text(row: int, place: int, cell: Cell) -> None:
            told = str(cell)
            write(row, place, told if len(told) <= SHORT else shortened(told), look)

        return text

    def _text(self, row: int, place: int, cell: Cell, look: Format) -> None:
        self._sheet.write_string(row, place, shortened(str(cell)), look)

    def _number(self, row: int, place: int, cell: Cell) -> None:
        exact = isinstance(cell, (int, float)) and math.isfinite(cell)
        if exact and (isinstance(cell, float) or abs(int(cell or 0)) <= _EXACT):
            self._sheet.write_number(row, place, cell, self._looks.number)
        else:
            self._text(row, place, cell, self._looks.text)

    def _day(self, row: int, place: int, cell: Cell) -> None:
        self._by_calendar(row, place, str(cell), _DAY, self._looks.day)

    def _moment(self, row: int, place: int, cell: Cell) -> None:
        self._by_calendar(row, place, str(cell), _MOMENT, self._looks.moment)

    def _by_calendar(self, row: int, place: int, cell: str, form: re.Pattern[str], look: Format) -> None:
        """A date as the day that a spreadsheet counts; what is none, or too early for it, as text."""
        try:
            moment = datetime.fromisoformat(cell) if form.fullmatch(cell) else None
        except ValueError:
            moment = None
        if moment is None or moment.date() < _FIRST_DAY:
            self._text(row, place, cell, self._looks.text)
            return
        seconds = 3600 * moment.hour + 60 * moment.minute + moment.second
        self._sheet.write_number(row, place, (moment.date() - _DAY_ZERO).days + seconds / 86_400, look)

    def _address(self, row: int, place: int, cell: Cell) -> None:
        text = str(cell)
        if len(text) <= _LONGEST_LINK and self._links < MOST_LINKS and _LINK.fullmatch(text):
            self._links += 1
            self._sheet.write_url(row, place, text, self._looks.link, text)
        else:
            self._text(row, place, text, self._looks.text)
