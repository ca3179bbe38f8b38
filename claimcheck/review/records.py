"""Values of the vocabulary as JSON values and back, for the rows of the database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from claimcheck.model import Claim, Kind, Quoted, Signal, Source, Span
from claimcheck.review.workflow import Work


def dumps(value: object) -> str:
    """Canonical JSON: ASCII, sorted keys, no spaces, so that a digest over it is reproducible."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def work_to_json(work: Work) -> dict[str, Any]:
    """What was filled in; fields left empty are left out."""
    record = {name: value for name, value in asdict(work).items() if value not in (None, ())}
    if work.sources:
        record["sources"] = [source_to_json(source) for source in work.sources]
    return record


def work_from_json(record: Mapping[str, Any]) -> Work:
    """The inverse of `work_to_json`; names that this version does not know are passed over."""
    known = {field.name: record[field.name] for field in fields(Work) if field.name in record}
    known["sources"] = tuple(source_from_json(source) for source in record.get("sources") or ())
    return Work(**known)


def source_to_json(source: Source) -> dict[str, Any]:
    """The fields of *source* that are known."""
    return {name: value for name, value in asdict(source).items() if value is not None}


def source_from_json(record: Mapping[str, Any]) -> Source:
    """The inverse of `source_to_json`."""
    return Source(**{field.name: record.get(field.name) for field in fields(Source)})  # type: ignore[arg-type]


def claim_to_json(claim: Claim) -> str:
    """What the columns of the claims table do not hold: the paragraph and the signals."""
    return dumps(
        {
            "paragraph": [claim.paragraph.start, claim.paragraph.end],
            "signals": [_signal_to_json(signal) for signal in claim.signals],
        }
    )


def claim_from_json(columns: Mapping[str, Any], record: str) -> Claim:
    """A claim from its row: *columns* by name and the JSON of `claim_to_json`."""
    values = json.loads(record)
    return Claim(
        article_id=columns["article_id"],
        span=Span(columns["start"], columns["end"]),
        text=columns["text"],
        paragraph=Span(*values["paragraph"]),
        speaker=columns["speaker"],
        quoted=Quoted(columns["quoted"]),
        signals=tuple(_signal_from_json(signal) for signal in values["signals"]),
        worthiness=columns["worthiness"],
    )


def _signal_to_json(signal: Signal) -> list[Any]:
    spans = [[span.start, span.end] for span in signal.spans]
    return [signal.name, spans, signal.weight, signal.reason, signal.kind]


def _signal_from_json(record: list[Any]) -> Signal:
    name, spans, weight, reason, kind = record
    return Signal(name, tuple(Span(*span) for span in spans), weight, reason, kind and Kind(kind))
