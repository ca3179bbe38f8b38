"""The description of tables that other programs read: a tabular data package (Frictionless, version 1)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.errors import ExportError
from claimcheck.exporting.forms import Form, Manner
from claimcheck.exporting.tables import ADDRESSES, DAYS, MOMENTS, NUMBERS, VERDICTS, Table
from claimcheck.model import Status
from claimcheck.review.log.manifest import sha256

_MEDIA = {
    Form.CSV: "text/csv",
    Form.TSV: "text/tab-separated-values",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PARQUET: "application/vnd.apache.parquet",
}
_WHAT = {
    "verdicts": "One row a claim: what was checked, what was found, and where it comes from.",
    "sources": "One row a source of a check.",
    "contacts": "One row a claim whose claimant was asked.",
    "calculations": "One row a figure of each reading of a worksheet that was kept with a check.",
    "history": "One row a step of the review; its digests are a chain.",
}


@dataclass(frozen=True, slots=True)
class Packed:
    """A file with tables that a package describes: its name, and where it is until all are written."""

    path: Path
    part: Path
    form: Form
    tables: Sequence[Table]


def refuse_outside(package: Path, files: Sequence[Path]) -> None:
    """Raise ExportError where one of *files* is not beside *package* or below, and so has no name there."""
    folder = Path(os.path.realpath(package.parent))
    for file in files:
        if not Path(os.path.realpath(file)).is_relative_to(folder):
            raise ExportError(
                f"{package} can only describe tables that lie beside it, and {file} does not; "
                "choose one folder for both."
            )


def datapackage(package: Path, packed: Sequence[Packed], manner: Manner, head: str) -> str:
    """The JSON of the package at *package* that describes the files of *packed*; *head* is the log's."""
    folder = Path(os.path.realpath(package.parent))
    tables = [table.name for file in packed for table in file.tables]
    resources = [
        _resource(file, table, folder, manner, with_verdicts=VERDICTS in tables)
        for file in packed
        for table in file.tables
    ]
    told = {
        "profile": "tabular-data-package",
        "name": "claimcheck-verdicts",
        "title": "Verdicts of a claim-checking desk",
        "version": head,
        "resources": resources,
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _resource(
    file: Packed, table: Table, folder: Path, manner: Manner, *, with_verdicts: bool
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": Path(os.path.relpath(os.path.realpath(file.path), folder)).as_posix(),
        "description": _WHAT[table.name],
        "format": file.form.value.removeprefix("."),
        "mediatype": _MEDIA[file.form],
        "bytes": file.part.stat().st_size,
        "hash": f"sha256:{sha256(file.part)}",
    }
    if file.form in (Form.CSV, Form.TSV):
        delimiter = "\t" if file.form is Form.TSV else manner.delimiter
        told["encoding"] = "utf-8-sig" if manner.bom else "utf-8"
        told["dialect"] = {"delimiter": delimiter, "doubleQuote": True, "lineTerminator": "\r\n"}
    elif file.form is Form.XLSX:
        told["dialect"] = {"excel": {"sheet": table.name}}
    told["schema"] = _schema(table, file.form, with_verdicts=with_verdicts)
    return told


def _schema(table: Table, form: Form, *, with_verdicts: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, name, form) for name in table.columns],
        "missingValues": [""],
    }
    if table.name == VERDICTS:
        schema["primaryKey"] = ["claim_id"]
    elif table.name != "history" and with_verdicts:
        reference = {"resource": VERDICTS, "fields": ["claim_id"]}
        schema["foreignKeys"] = [{"fields": ["claim_id"], "reference": reference}]
    return schema


def _field(table: Table, name: str, form: Form) -> dict[str, Any]:
    if name in NUMBERS:
        kind = {"type": "integer" if NUMBERS[name] is int else "number"}
    elif name in MOMENTS:
        kind = {"type": "datetime"}
    elif name in DAYS:
        # Of some no more is known than the year or the month; in a workbook the others are dates.
        kind = {
            "type": "any" if form is Form.XLSX else "string",
            "description": "An ISO date, or as much of one as is known.",
        }
    elif name in ADDRESSES:
        kind = {"type": "string", "description": "Addresses, parted by one space."}
    else:
        kind = {"type": "string"}
    told: dict[str, Any] = {"name": name, **kind}
    if name == "claim_id" and table.name == VERDICTS:
        told["constraints"] = {"required": True, "unique": True}
    if name == "status":
        told["description"] = f"One of {', '.join(Status)}, or why it is in doubt."
    return told
