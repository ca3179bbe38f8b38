"""`claimcheck verify` and `backup` speak of the files that sources have attached."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from factories import a_desk, a_pile, some_work
from makers import Run, run_here

from claimcheck.model import Source, Status
from claimcheck.review.log.attachment_folder import AttachmentFolder, place_of
from claimcheck.review.log.store import Store
from claimcheck.settings import files_path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    return partial(run_here, capsys)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The one attached file of a log."""
    path = tmp_path / "c.db"
    folder = files_path(path)
    assert folder == tmp_path / "c.db.files"
    attachment = AttachmentFolder(folder).keep("report.pdf", b"%PDF")
    with Store(path) as store:
        a_pile(store)
        desk = a_desk(store, "Ann")
        work = some_work(sources=(Source("https://example.org/report", attachment=attachment),))
        desk.take(desk.cursor.queue[0].claim_id, Status.APPROVED, work)
    return place_of(folder, attachment.sha256)


def test_verify_says_that_each_file_is_as_it_was(kept: Path, run: Run) -> None:
    said = run("verify", "--db", "c.db")
    assert (said.status, said.err) == (0, "")
    assert "1 attached file: as attached." in said.out


def test_verify_names_a_file_that_was_changed_with_the_remedy(kept: Path, run: Run) -> None:
    kept.write_bytes(b"%PDX")
    said = run("verify", "--db", "c.db")
    assert said.status == 1
    assert "report.pdf, attached to a source of the claim c" in said.err
    assert "was changed after it was attached. Bring it back from a copy of that folder" in said.err


def test_verify_names_a_file_that_is_gone(kept: Path, run: Run) -> None:
    kept.unlink()
    said = run("verify", "--db", "c.db")
    assert said.status == 1
    assert "is not in c.db.files any more. Bring it back" in said.err


def test_the_folder_can_be_named(
    kept: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.parent.parent.rename(tmp_path / "elsewhere")
    assert run("verify", "--db", "c.db").status == 1
    monkeypatch.setenv("CLAIMCHECK_FILES", str(tmp_path / "elsewhere"))
    assert run("verify", "--db", "c.db").status == 0


def test_a_backup_says_that_the_folder_goes_along(kept: Path, run: Run) -> None:
    said = run("backup", "--db", "c.db", "--to", "b.db")
    assert said.status == 0
    assert "1 file that sources have attached: copy the folder c.db.files along." in said.out


def test_a_database_on_a_server_has_no_folder_of_its_own() -> None:
    assert files_path("postgresql://host/db") is None
