"""A DataFrame of texts in, a DataFrame of claims out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ClaimcheckError
from claimcheck.exporting.columns import CLAIM_COLUMNS, claim_row, frame
from claimcheck.flagging.flag import language_of
from claimcheck.model import Article, Claim
from claimcheck.reading.articles import read_text

if TYPE_CHECKING:
    from pandas import DataFrame

_TEXT = "text"
_KNOWN = ("title", "publisher", "author", "published", "url", "language")


def claims_of(texts: DataFrame, flag: Callable[[Article], list[Claim]]) -> DataFrame:
    """One row a claim that *flag* finds in the column "text", under the label of the row that it comes from.

    Raises ClaimcheckError where there is no such column, or with the row whose text cannot be read.
    """
    found = [
        (place, claim_row(claim, article)) for place, article in _articles(texts) for claim in flag(article)
    ]
    table = frame([row for _, row in found], CLAIM_COLUMNS)
    table.index = texts.index.take([place for place, _ in found])
    return table


def records_of(checks: DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row of a frame of checks with its label; cells that are empty are None."""
    import pandas as pd

    names = list(map(str, checks.columns))
    for label, *cells in checks.itertuples(name=None):
        empty = (pd.api.types.is_scalar(cell) and pd.isna(cell) for cell in cells)
        known = [None if nothing else cell for cell, nothing in zip(cells, empty, strict=True)]
        yield f"row {label!r}", dict(zip(names, known, strict=True))


def _articles(texts: DataFrame) -> Iterator[tuple[int, Article]]:
    """Each row's place and article; a row without text has none."""
    for place, (label, values) in enumerate(_rows(texts)):
        text = values.pop(_TEXT)
        if text is None:
            continue
        try:
            article = read_text(text, **values)
            language_of(article)
        except ClaimcheckError as error:
            raise type(error)(f"Row {label!r}: {error}") from error
        yield place, article


def _rows(texts: DataFrame) -> Iterator[tuple[Hashable, dict[str, str | None]]]:
    """Each row's label and what it says in the columns that are read; None where it says nothing."""
    import pandas as pd

    if not isinstance(texts, pd.DataFrame):
        raise ClaimcheckError(
            f'A {type(texts).__name__} is no DataFrame; give one with a column "{_TEXT}", such as '
            f'pandas.DataFrame({{"{_TEXT}": …}}).'
        )
    if _TEXT not in texts.columns:
        raise ClaimcheckError(
            f'The frame has no column "{_TEXT}" (it has {", ".join(map(str, texts.columns))}); '
            f'rename the one that holds the articles: frame.rename(columns={{"…": "{_TEXT}"}}).'
        )
    present = [name for name in texts.columns if name in (_TEXT, *_KNOWN)]
    if len(present) > len(set(present)):
        raise ClaimcheckError(
            f"The frame has two columns of one name ({', '.join(present)}); rename or drop one of them."
        )
    for label, *cells in texts[present].itertuples(name=None):
        yield label, {name: _text_of(cell, label, name) for name, cell in zip(present, cells, strict=True)}


def _text_of(cell: Any, label: object, column: str) -> str | None:
    """The words of a cell; None where it is empty (None, NaN, NaT, NA) or white space."""
    import pandas as pd

    if isinstance(cell, str):
        return cell if cell.strip() else None
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return None
    raise ClaimcheckError(
        f'Row {label!r}, column "{column}": not text; turn the column into strings with .astype(str).'
    )
