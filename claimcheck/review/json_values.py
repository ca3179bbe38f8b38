"""Values of the vocabulary as JSON values and back, for the rows of the database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from claimcheck.model import (
    Bound,
    Claim,
    Comparison,
    Contact,
    Kind,
    Measured,
    Quantity,
    Quoted,
    Relation,
    Signal,
    Span,
    Status,
    Verdict,
    Vote,
)
from claimcheck.review.misread import what_is_wrong
from claimcheck.review.workflow import Work

_T = TypeVar("_T")


class MisreadError(ValueError):
    """A record that is not of its kind; the message says where."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a finished check has beside its form: whose it is, and by which rules."""

    status: Status
    scale: str | None = None
    policy: str | None = None
    reviewer: str | None = None
    proposed_rating: str | None = None
    proposed_by: str | None = None
    proposed_at: datetime | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    approved_rating: str | None = None
    votes: tuple[Vote, ...] = ()
    published_rating: str | None = None
    former_rating: str | None = None


def loads(text: object) -> Any:
    """The JSON values that *text* is; MisreadError where it is none."""
    if not isinstance(text, str):
        raise MisreadError("it is no text")
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise MisreadError(f"it is no JSON ({error})") from None


def refuse_halves(value: object) -> None:
    """Raise MisreadError where a text in *value* has half of a pair of surrogates, which has no bytes."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeError as error:
        raise MisreadError(what_is_wrong(error)) from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def read_as(record: object, kind: type[_T]) -> _T:
    """*record* as a value of that *kind*, without what it does not know; MisreadError where it is none."""
    try:
        return msgspec.convert(record, kind)
    except (msgspec.ValidationError, UnicodeError) as error:
        raise MisreadError(what_is_wrong(error)) from None


def dumps(value: object) -> str:
    """Canonical JSON: ASCII, sorted keys, no spaces, so that a digest over it is reproducible."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def to_json(value: Any) -> Any:
    """A *value* of the vocabulary as JSON values: a span as its start and end, a moment in ISO notation.

    Fields that are as in a value of which nothing is known are left out.

    >>> to_json(Contact(asked="2025-06-01"))
    {'asked': '2025-06-01'}
    """
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        told = ((field, getattr(value, field.name)) for field in fields(value))
        # An address that is not typed yet is one all the same.
        return {field.name: to_json(has) for field, has in told if has != field.default or has == ""}
    return value.value if isinstance(value, StrEnum) else value


def work_to_json(work: Work) -> dict[str, Any]:
    """What was filled in; fields left empty are left out."""
    record: dict[str, Any] = to_json(work)
    return record


def work_from_json(record: Mapping[str, Any]) -> Work:
    """The inverse of `work_to_json`; names that this version does not know are passed over.

    Raises MisreadError where a value is of another kind, as do all that read records.
    """
    work = read_as(record, Work)
    return replace(work, contact=None) if work.contact == Contact() else work


def check_to_json(verdict: Verdict) -> dict[str, Any]:
    """What a finished check has beside its form, for a claim that takes it over."""
    record: dict[str, Any] = to_json(
        Check(**{field.name: getattr(verdict, field.name) for field in fields(Check)})
    )
    return record


def claim_to_json(claim: Claim) -> str:
    """What the columns of the claims table do not hold: paragraph, signals, quantities, comparison, time."""
    record = {
        "paragraph": to_json(claim.paragraph),
        "signals": [to_json(astuple(signal)) for signal in claim.signals],
        "quantities": to_json(claim.quantities),
        "comparison": to_json(claim.comparison),
    }
    # Without a time it is the record that older databases have, byte for byte.
    return dumps(record if claim.time is None else {**record, "time": claim.time})


def claim_from_json(columns: Mapping[str, Any], record: str) -> Claim:
    """A claim from its row: *columns* by name and the JSON of `claim_to_json`, an older one's too."""
    values = json.loads(record)
    compared = values.get("comparison")
    return Claim(
        article_id=columns["article_id"],
        span=Span(columns["start"], columns["end"]),
        text=columns["text"],
        paragraph=Span(*values["paragraph"]),
        speaker=columns["speaker"],
        quoted=Quoted(columns["quoted"]),
        signals=tuple(_signal_from_json(signal) for signal in values["signals"]),
        worthiness=columns["worthiness"],
        quantities=tuple(_quantity_from_json(quantity) for quantity in values.get("quantities", ())),
        comparison=compared and _comparison_from_json(compared),
        time=values.get("time"),
    )


def _quantity_from_json(record: Mapping[str, Any]) -> Quantity:
    bound = record.get("bound")
    enums = {"kind": Measured(record["kind"]), "bound": bound and Bound(bound), "span": Span(*record["span"])}
    return Quantity(**_fields(Quantity, record) | enums)


def _comparison_from_json(record: Mapping[str, Any]) -> Comparison:
    bound = record.get("bound")
    enums = {"relation": Relation(record["relation"]), "bound": bound and Bound(bound)}
    spans = tuple(Span(*span) for span in record["spans"])
    return Comparison(**_fields(Comparison, record) | enums | {"spans": spans})


def _fields(of: type, record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record says of the fields that this version knows."""
    return {field.name: record[field.name] for field in fields(of) if field.name in record}


def _signal_from_json(record: list[Any]) -> Signal:
    name, spans, weight, reason, kind = record
    return Signal(name, tuple(Span(*span) for span in spans), weight, reason, kind and Kind(kind))
