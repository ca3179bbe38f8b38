"""`claimcheck verify` and `backup` speak of the files of reference tables."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from makers import Run, run_here

from claimcheck.desk_references import change_list
from claimcheck.review.kept_tables import TABLE_FILES, KeptTable
from claimcheck.review.log.attachment_folder import AttachmentFolder, place_of
from claimcheck.review.log.store import Store


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    return partial(run_here, capsys)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file of a table that was recorded and taken out again."""
    folder = tmp_path / "c.db.files"
    sha256 = AttachmentFolder(folder, TABLE_FILES).keep("gdp.csv", b"country,year,usd\n").sha256
    table = KeptTable("gdp.csv", sha256, "GDP \x1b[1m", "country", "USD", "year", "usd")
    with Store(tmp_path / "c.db") as store:
        change_list(store, "Ann", [table])
        change_list(store, "Ann", [], [table.key])
    return place_of(folder, sha256)


def test_the_files_of_tables_are_verified_with_the_log(kept: Path, run: Run) -> None:
    said = run("verify", "--db", "c.db")
    assert (said.status, said.err) == (0, "")
    assert "1 file of reference tables: as added." in said.out
    kept.write_bytes(b"country,year,eur\n")
    said = run("verify", "--db", "c.db")
    assert said.status == 1
    assert "GDP �[1m (gdp.csv), a reference table: The file in c.db.files was changed after it" in said.err
    kept.unlink()
    assert "is not in c.db.files any more" in run("verify", "--db", "c.db").err


def test_a_backup_says_which_files_go_along(kept: Path, run: Run) -> None:
    said = run("backup", "--db", "c.db", "--to", "b.db")
    assert "1 file of reference tables: copy the folder c.db.files along." in said.out
