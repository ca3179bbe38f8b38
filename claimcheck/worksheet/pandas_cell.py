"""A reading as a cell of plain pandas, for whoever works it out again from the same files.

Whatever comes from files and names stands in it as `repr` writes it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimcheck.calculations import Figure
from claimcheck.errors import ClaimcheckError
from claimcheck.table_layout import FileKind, Layout
from claimcheck.worksheet.cells import numbers
from claimcheck.worksheet.formulas import Term
from claimcheck.worksheet.laid_out import LaidOut, Literal, literal
from claimcheck.worksheet.tables import Origin

_CLEANED = r"""

def numbers(cells, thousands, decimal):
    plain = cells.astype(str).str.replace(r"[\s%a-z]+$|[\s'’_]", "", regex=True)
    plain = plain.str.replace("\u2212", "-").str.replace(thousands, "").str.replace(decimal, ".")
    return plain.astype(float)
"""


def pandas_cell(
    told: Sequence[str], term: Term, each: Sequence[Term], origins: Sequence[Origin], folder: str = ""
) -> str:
    """The text of a cell that reads the files of *origins* in *folder*, and prints what *term* comes to.

    *told* are lines that say what is worked out, *each* the terms of those that are ranked or counted.
    """
    cell = _Cell(origins, folder)
    steps = [line for place, figure in enumerate(term.figures, 1) for line in cell.figure(place, figure)]
    counted = list(cell.each(each)) if each else ["each = []", ""] if "each" in term.formula else []
    names = [f"figure_{place}" for place in range(1, len(term.figures) + 1)]
    lines = [
        *(f"# {_said(line)}" for line in told),
        "import hashlib",
        "",
        "import pandas as pd",
        *(_CLEANED.splitlines() if cell.cleans else ()),
        "",
        *(line for number, table in enumerate(cell.tables, 1) for line in cell.read(number, table)),
        *steps,
        *counted,
        f"result = {term.formula.format(*names)}",
        "print(result)",
    ]
    return "\n".join(lines) + "\n"


@dataclass
class _Table:
    """A table that is read, and the lines of it that are used."""

    origin: Origin
    laid_out: LaidOut
    lines: dict[int, None] = field(default_factory=dict)
    columns: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class _Picked:
    """What picks ``rows``, their ``cells`` as numbers, and what those are multiplied by."""

    rows: str
    cells: str
    scaled: str


@dataclass
class _Cell:
    origins: Sequence[Origin]
    folder: str
    tables: list[_Table] = field(default_factory=list)
    cleans: bool = False

    def figure(self, place: int, figure: Figure) -> Iterator[str]:
        """What picks a figure, or says it where it is of no table."""
        named = [repr(figure.name), repr(figure.measure), *([str(figure.period)] if figure.period else ())]
        without = f", without {list(figure.absent)!r}" if figure.absent else ""
        yield f"# {', '.join(named)}{without}"
        picked = self._picked([figure])
        if picked is None:
            yield f"figure_{place} = {figure.value!r}"
        else:
            yield f"rows = {picked.rows}"
            yield f"figure_{place} = {picked.cells}.sum(){picked.scaled}"
        yield ""

    def each(self, terms: Sequence[Term]) -> Iterator[str]:
        """What picks the figures of all that are ranked or counted, one behind the other."""
        names = []
        for place in range(len(terms[0].figures)):
            picked = self._picked([term.figures[place] for term in terms])
            names.append(f"each_{place + 1}")
            if picked is None:
                values = [term.figures[place].value for term in terms]
                yield f"each_{place + 1} = pd.Series({values!r}).to_numpy()"
                continue
            yield f"rows = {picked.rows}"
            yield f"each_{place + 1} = {picked.cells}.to_numpy(){picked.scaled}"
        yield f"each = {terms[0].formula.format(*names)}"
        yield ""

    def _picked(self, figures: Sequence[Figure]) -> _Picked | None:
        """The cells that *figures* are made of; None where no table has them."""
        lines = [line for figure in figures for line in figure.rows]
        found = self._table(figures[0])
        column = found[1].laid_out.column(figures[0].period) if found else None
        if found is None or column is None or not lines:
            return None
        number, table = found
        laid_out, name = table.laid_out, f"table_{number}"
        table.lines |= dict.fromkeys(lines)
        table.columns[column] = None
        rows, which = _rows(laid_out, name, lines)
        cells = f"rows.loc[{which!r}, {column!r}]"
        if laid_out.are_plain(lines, column):
            cells = f"{cells}.astype(float)"
        else:
            self.cleans = True
            thousands = "," if laid_out.decimals == "." else "."
            cells = f"numbers({cells}, {thousands!r}, {laid_out.decimals!r})"
        scale = int(laid_out.scale) if laid_out.scale.is_integer() else laid_out.scale
        return _Picked(rows, cells, "" if scale == 1 else f" * {scale:_}")

    def _table(self, figure: Figure) -> tuple[int, _Table] | None:
        """The table that a figure is of, and its number in the cell."""
        for number, table in enumerate(self.tables, 1):
            if _is_of(table.origin, figure) and _has(table.origin, figure):
                return number, table
        named = [origin for origin in self.origins if _is_of(origin, figure)]
        found = named if len(named) < 2 else [origin for origin in named if _has(origin, figure)]
        if not found or found[0].laid_out is None:
            return None
        self.tables.append(_Table(found[0], found[0].laid_out))
        return len(self.tables), self.tables[-1]

    def read(self, number: int, table: _Table) -> Iterator[str]:
        """What reads a table, and refuses another file than the one that was used."""
        name, laid_out = f"table_{number}", table.laid_out
        lines = list(table.lines)
        if laid_out.layout.kind is FileKind.FRAME or table.origin.sha256 is None:
            yield "# A DataFrame has no file, and so no SHA-256: these are the rows of it that are used."
            yield f"{name} = pd.DataFrame({_columns(table, lines)}, index={lines!r})"
        else:
            path = f"{self.folder.rstrip('/')}/{table.origin.name}" if self.folder else table.origin.name
            yield f'with open({path!r}, "rb") as file:'
            yield f"    assert hashlib.sha256(file.read()).hexdigest() == {table.origin.sha256!r}"
            columns = [laid_out.entity, *([laid_out.period] if laid_out.period else ()), *table.columns]
            yield f"{name} = {_reading(laid_out.layout, path, list(dict.fromkeys(columns)))}"
            if laid_out.layout.kind is not FileKind.PARQUET:
                yield f"{name}.columns = [str(header).strip() for header in {name}.columns]"
            if laid_out.layout.split:
                parts = f"{name}[{list(laid_out.layout.split)!r}]"
                yield f'{parts} = {name}.iloc[:, 0].str.split(",", expand=True)'
            yield f"{name}.index += {laid_out.first}  # the line of the file"
        yield ""


def _is_of(origin: Origin, figure: Figure) -> bool:
    """Whether *figure* is of a table that is called like that of *origin*."""
    told = (origin.name, origin.sha256, origin.measure)
    return bool(figure.rows) and told == (figure.table, figure.sha256, figure.measure)


def _has(origin: Origin, figure: Figure) -> bool:
    """Whether the lines of *figure* come to its value in the table of *origin*: of several DataFrames one."""
    laid_out = origin.laid_out
    column = laid_out.column(figure.period) if laid_out else None
    if laid_out is None or column is None or figure.value is None or not laid_out.has(figure.rows):
        return False
    if not laid_out.is_held:
        return True
    try:
        cells = numbers(laid_out.cells(figure.rows, column), column, laid_out.decimals)
    except ClaimcheckError:
        return False
    return math.isclose(sum(cell or 0 for cell in cells) * laid_out.scale, figure.value, rel_tol=1e-9)


def _reading(layout: Layout, path: str, columns: Sequence[str]) -> str:
    if layout.kind is FileKind.PARQUET:
        return f"pd.read_parquet({path!r}, columns={columns!r}).reset_index(drop=True)"
    above = f", skiprows={layout.above}" if layout.above else ""
    if layout.kind is FileKind.WORKBOOK:
        return f"pd.read_excel({path!r}, sheet_name={layout.sheet!r}{above})"
    separator = "" if layout.separator == "," else f", sep={layout.separator!r}"
    encoding = "" if layout.encoding == "utf-8" else f", encoding={layout.encoding!r}"
    width = f", usecols=range({layout.width})" if layout.width else ""
    as_it_is = "dtype=str, keep_default_na=False, skip_blank_lines=False, index_col=False"
    return f"pd.read_csv({path!r}{separator}{above}{encoding}{width}, {as_it_is})"


def _rows(laid_out: LaidOut, name: str, lines: Sequence[int]) -> tuple[str, Sequence[Literal]]:
    """The rows by whom and when they are of; by their lines where that tells no single one."""
    names = laid_out.names(lines)
    if names is None:
        return name, list(lines)
    if laid_out.period is not None:
        name = f"{name}[{name}[{laid_out.period!r}] == {laid_out.period_on(lines)!r}]"
    return f"{name}.set_index({laid_out.entity!r})", names


def _columns(table: _Table, lines: Sequence[int]) -> str:
    """The used rows of a DataFrame, as a dictionary of its columns."""
    laid_out = table.laid_out
    columns = {laid_out.entity: laid_out.entities}
    if laid_out.period is not None:
        columns[laid_out.period] = laid_out.periods
    columns |= {column: laid_out.values[column] for column in table.columns}
    used = {
        header: [literal(cells[line - laid_out.first]) for line in lines] for header, cells in columns.items()
    }
    return repr(used)


def _said(line: str) -> str:
    """A line of a comment: nothing in it ends it."""
    return repr(line)[1:-1]
