import os
import re
import statistics
import subprocess
from pathlib import Path

import pytest
from lab import BUTTON_TO_LABEL, REVIEW_SETTINGS, OpenNotebook, OpenShared, Theme, button_label_round_trip


def test_a_click_reaches_the_kernel_and_comes_back(shared_notebook: OpenShared) -> None:
    notebook = shared_notebook([BUTTON_TO_LABEL])
    notebook.run_all()
    notebook.wait_for(".bare-button").click()
    notebook.wait_for(".bare-label:has-text('1')")
    assert (notebook.cells(), notebook.dialogs, notebook.errors, notebook.foreign) == (1, [], [], [])


def test_a_killed_kernel_is_replaced_and_the_notebook_runs_again(open_notebook: OpenNotebook) -> None:
    notebook = open_notebook("death.ipynb", [BUTTON_TO_LABEL])
    notebook.run_all()
    killed = notebook.kernel_pid()
    notebook.kill_kernel()
    revived = notebook.kernel_pid()
    notebook.restart_kernel()
    assert len({killed, revived, notebook.kernel_pid()}) == 3
    notebook.run_all()
    notebook.wait_for(".bare-button").click()
    notebook.wait_for(".bare-label:has-text('1')")


def test_the_kernel_has_the_environment_of_the_test_only(
    open_notebook: OpenNotebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMCHECK_REVIEWER", "the developer")
    asks = "import os; print(os.environ.get('CLAIMCHECK_DB'), os.environ.get('CLAIMCHECK_REVIEWER'))"
    notebook = open_notebook("env.ipynb", [asks], env={"CLAIMCHECK_DB": "nowhere.db"})
    notebook.run_all()
    notebook.wait_for("text=nowhere.db None")
    notebook.restart_kernel()
    notebook.run_all()
    notebook.wait_for("text=nowhere.db None")


def test_nothing_pops_up_over_the_page(open_notebook: OpenNotebook) -> None:
    """JupyterLab would ask whether it may show news, once for each who starts it."""
    notebook = open_notebook("quiet.ipynb", [BUTTON_TO_LABEL])
    notebook.run_all()
    notebook.page.wait_for_timeout(1500)
    assert notebook.page.locator(".Toastify__toast").all_inner_texts() == []


def test_make_review_starts_jupyterlab_with_these_settings() -> None:
    root = REVIEW_SETTINGS.parents[1]
    told = subprocess.run(
        ["make", "--dry-run", "review"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    named = re.search(r"JUPYTER_CONFIG_PATH=\$PWD/([\w/]+)", told)
    assert named
    assert root / named[1] == REVIEW_SETTINGS


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_the_one_asked_for(shared_notebook: OpenShared, theme: Theme, tmp_path: Path) -> None:
    notebook = shared_notebook([BUTTON_TO_LABEL], theme=theme, viewport=(900, 600))
    notebook.run_all()
    assert notebook.page.evaluate("document.body.dataset.jpThemeLight") == str(theme == "light").lower()
    picture = tmp_path / "page.png"
    notebook.screenshot(picture)
    assert picture.stat().st_size > 10_000


def test_a_dialog_is_noticed(shared_notebook: OpenShared) -> None:
    fires = "from IPython.display import HTML; HTML('<img src=x onerror=\"alert(42)\">')"
    notebook = shared_notebook([fires])
    notebook.run_all()
    notebook.wait_for("img", timeout=10)
    assert notebook.dialogs == ["42"]


def test_a_cell_that_fails_fails_the_run(shared_notebook: OpenShared) -> None:
    notebook = shared_notebook(["1 / 0"])
    with pytest.raises(AssertionError, match="ZeroDivisionError: division by zero"):
        notebook.run_all()


def test_a_saved_notebook_opens_again(open_notebook: OpenNotebook) -> None:
    notebook = open_notebook("saved.ipynb", ["print('before' + 'hand')"])
    notebook.run_all()
    notebook.save()
    notebook.reload()
    notebook.wait_for("text=beforehand")
    again = open_notebook("saved.ipynb", None)
    again.wait_for("text=beforehand")


def test_the_bare_round_trip_can_be_measured(shared_notebook: OpenShared) -> None:
    notebook = shared_notebook([BUTTON_TO_LABEL])
    notebook.run_all()
    notebook.wait_for(".bare-button")
    times = button_label_round_trip(notebook, clicks=5)
    print(f"Button -> Label, painted: median {statistics.median(times):.1f} ms of {len(times)}")  # noqa: T201
    assert len(times) == 5
    assert 0 < statistics.median(times) < 1000
    notebook.wait_for(".bare-label:has-text('5')")
    assert os.path.exists(f"/proc/{notebook.kernel_pid()}")
