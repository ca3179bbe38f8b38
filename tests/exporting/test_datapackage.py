"""The description of the tables is a valid data package, and what it describes is as it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pytest
from test_columns import fixed_log

import claimcheck as cc
from claimcheck.errors import ExportError
from claimcheck.review.log.manifest import sha256

BESIDE = ("sources", "contacts", "calculations", "history")


def exported(folder: Path, ending: str, **more: Any) -> Path:
    fixed_log(folder / "log.db")
    beside: dict[str, Any] = (
        {name: folder / f"{name}{ending}" for name in BESIDE} if ending != ".xlsx" else {}
    )
    package = folder / "datapackage.json"
    verdicts = folder / f"verdicts{ending}"
    cc.export(folder / "log.db", verdicts, everything=True, datapackage=package, **beside, **more)
    return package


FORMS = [(".csv", {}), (".csv", {"delimiter": ";", "bom": False}), (".tsv", {}), (".xlsx", {})]


@pytest.mark.parametrize(("ending", "more"), FORMS)
def test_another_program_finds_the_tables_as_they_are_described(
    tmp_path: Path, ending: str, more: dict[str, Any]
) -> None:
    package = exported(tmp_path, ending, **more)
    report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert [task.name for task in report.tasks] == ["verdicts", *BESIDE]
    rows = {task.name: task.stats.get("rows", 0) for task in report.tasks}
    assert rows["verdicts"] == 8
    assert min(rows["sources"], rows["calculations"], rows["history"]) > 0


def test_the_description_says_of_each_file_what_it_is(tmp_path: Path) -> None:
    told = json.loads(exported(tmp_path, ".csv").read_text(encoding="utf-8"))
    for one in told["resources"]:
        file = tmp_path / one["path"]
        assert (one["bytes"], one["hash"]) == (file.stat().st_size, f"sha256:{sha256(file)}")
        names = [field["name"] for field in one["schema"]["fields"]]
        assert names == list(cc.read_csv(file).columns)
    assert told["resources"][0]["schema"]["primaryKey"] == ["claim_id"]


def test_a_file_that_was_changed_is_found_by_the_description(tmp_path: Path) -> None:
    package = exported(tmp_path, ".csv")
    path = tmp_path / "verdicts.csv"
    path.write_bytes(path.read_bytes().replace(b"0.9,", b"much,", 1))
    assert not frictionless.validate(str(package)).valid


def test_parquet_is_described_too(tmp_path: Path) -> None:
    told = json.loads(exported(tmp_path, ".parquet").read_text(encoding="utf-8"))
    assert {one["format"] for one in told["resources"]} == {"parquet"}


def test_what_lies_elsewhere_or_in_no_file_cannot_be_described(tmp_path: Path) -> None:
    fixed_log(tmp_path / "log.db")
    (tmp_path / "below").mkdir()
    package = tmp_path / "below" / "datapackage.json"
    with pytest.raises(ExportError, match=r"beside it, and .*v\.csv does not; choose one folder"):
        cc.export(tmp_path / "log.db", tmp_path / "v.csv", datapackage=package)
    with pytest.raises(ExportError, match="give every table a file, and none to -"):
        cc.export(tmp_path / "log.db", "-", datapackage=tmp_path / "datapackage.json")
    cc.export(tmp_path / "log.db", tmp_path / "below" / "v.csv", datapackage=tmp_path / "datapackage.json")
    with pytest.raises(ExportError, match=r"datapackage\.json exists"):
        cc.export(tmp_path / "log.db", tmp_path / "w.csv", datapackage=tmp_path / "datapackage.json")
    assert not (tmp_path / "w.csv").exists()
