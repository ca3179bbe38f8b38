"""Every notebook is kept without output, runs by itself, and adds nothing the second time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from factories import a_desk, an_article, behind
from makers import database
from nbclient import NotebookClient

from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy, policy_to_json

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def load(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call, no-any-return]


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables in which work is kept."""
    with behind(path) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in ("articles", "claims", "events", "drafts")
        }


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with work in it, to which the variables of the environment point."""
    path = database(tmp_path / "log.db", an_article(title="A talk"))
    with Store(path) as store:
        one = a_desk(store, "Ann")
        one.dismiss([one.cursor.queue[0].claim_id], "opinion")
        # A desk that is the first to open records its policy.
        store.record_policy("Ann", policy_to_json(Policy.solo()), datetime.now(UTC))
    monkeypatch.setenv("CLAIMCHECK_DB", str(path))
    monkeypatch.setenv("CLAIMCHECK_REVIEWER", "Ann")
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return path


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook as it stands after Run All; a cell that raises fails the test."""
    client = NotebookClient(
        load(path), timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    return client.execute()


def test_there_are_notebooks() -> None:
    assert FOLDER / "review.ipynb" in NOTEBOOKS


@each_notebook
def test_a_notebook_is_well_formed_and_kept_without_output(path: Path) -> None:
    notebook = load(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert [cell.outputs for cell in code] == [[]] * len(code)
    assert [cell.execution_count for cell in code] == [None] * len(code)
    assert "widgets" not in notebook.metadata


@each_notebook
def test_a_notebook_runs_and_adds_nothing_however_often(path: Path, db: Path) -> None:
    before, beside = contents(db), sorted(FOLDER.rglob("*"))
    for _ in range(2):
        outputs = [output for cell in run(path).cells for output in cell.get("outputs", [])]
        assert [output.text for output in outputs if output.get("name") == "stderr"] == []
        assert any(output.output_type == "execute_result" for output in outputs)
    assert contents(db) == before
    assert sorted(FOLDER.rglob("*")) == beside


def test_the_notebook_of_a_review_shows_the_desk(db: Path) -> None:
    [output] = [output for cell in run(FOLDER / "review.ipynb").cells for output in cell.get("outputs", [])]
    assert "application/vnd.jupyter.widget-view+json" in output.data
