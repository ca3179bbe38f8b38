"""A dict of a check, ClaimReview markup or a plain record -> the known claims that it says."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from numbers import Number
from typing import Any

from claimcheck.importing.claimreview import said
from claimcheck.importing.intake import FIELDS, Intake
from claimcheck.importing.linked_data import Record, records
from claimcheck.importing.tables import likely_columns
from claimcheck.model import KnownClaim
from claimcheck.reading.schema_org import local

# What no plain record has, and markup or an answer of the Fact Check Tools API does.
_OF_MARKUP = frozenset(
    (
        *("@type", "@context", "@graph", "@id", "itemReviewed", "reviewRating", "dataFeedElement"),
        *("itemListElement", "claims", "claimReview", "claimReviewMarkups", "claimReviewMarkupPages"),
    )
)


def claims_of_mapping(mapping: Mapping[Any, Any], where: str, intake: Intake) -> Iterator[KnownClaim]:
    """The checks in *mapping*; of a plain record the fields under the names that headers of a table have.

    >>> plain = {"claim": "It rains.", "verdict": 3}
    >>> [known.rating for known in claims_of_mapping(plain, "record 1", Intake("", print))]
    ['3']
    """
    if _OF_MARKUP & {local(name) for name in mapping if isinstance(name, str)}:
        yield from _of_markup(mapping, where, intake)
    else:
        yield from intake.claims(where, _plain(mapping, where, intake))


def _of_markup(mapping: Mapping[Any, Any], where: str, intake: Intake) -> Iterator[KnownClaim]:
    found: list[Record] = []
    try:
        markup = json.dumps(dict(mapping), default=_words_of, allow_nan=False)
        found = list(records(io.StringIO(markup)))
    except (TypeError, ValueError, RecursionError) as error:
        intake.refuse(where, f"it is no markup that JSON could hold ({str(error)[:200]})")
    for record in found:
        yield from intake.claims(where, said(record, partial(intake.tell, where)))
    if not found:
        intake.refuse(where, "no check was found in it; it should be ClaimReview markup or hold some")


def _plain(mapping: Mapping[Any, Any], where: str, intake: Intake) -> dict[str, str | None]:
    names = list(map(str, mapping))
    values = list(mapping.values())
    found: dict[str, str | None] = {}
    for field in FIELDS:
        words = [_words(field, values[place], where, intake) for place in likely_columns(field, names)]
        if words:
            found[field] = next(filter(None, words), None)
    return found


def _words(field: str, value: Any, where: str, intake: Intake) -> str | None:
    try:
        return _words_of(value)
    except TypeError:
        intake.refuse(
            where, f"its {field} is a {type(value).__name__}, and should be text, a number or a date"
        )
        return None


def _words_of(value: Any) -> str | None:
    """The words of a cell; None where it is empty. Raises TypeError for what has none."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (bool, int, float, Decimal, Number)):
        # NaN alone is not itself.
        return None if value != value else str(value).removesuffix(".0")
    raise TypeError(f"a {type(value).__name__} is no value of JSON")
