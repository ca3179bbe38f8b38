"""The kernel or the whole server killed while somebody works: what the page called saved is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import NOTEBOOK, DeskPage, LabDesk, OpenLabDesk, standing
from lab import Lab, Notebook
from playwright.sync_api import Browser, expect

# Milliseconds from the last key until the kernel is killed: before it has answered, while, and after.
MOMENTS = [0, 40, 400]


def shown_as_decided(desk: DeskPage) -> int:
    """How many claims the page says are decided; the kernel tells it once they are saved."""
    found = re.match(r"\d+", desk.desk.locator(".cc-progress").inner_text())
    assert found is not None
    return int(found[0])


def decided(db: Path) -> int:
    return sum(verdict.status.decided for verdict in standing(db).values())


def decide(desk: DeskPage, first: int, last: int) -> None:
    """Decide on claims, each once the one before is saved; the last without waiting for its answer."""
    desk.focus()
    for number in range(first, last + 1):
        desk.decide_by_keys(2, f"https://example.org/{number}")
        if number < last:
            desk.wait_decided(number)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kernel_killed_while_one_decides_fast(db: Path, open_lab_desk: OpenLabDesk, moment: int) -> None:
    desk = open_lab_desk(shared=False)
    decide(desk, 1, 5)
    desk.page.wait_for_timeout(moment)
    desk.notebook.kill_kernel(answer=False)
    assert 4 <= shown_as_decided(desk) <= decided(db) <= 5
    desk.notebook.answer_death()
    assert shown_as_decided(desk) <= decided(db)
    desk.notebook.run_all()
    again = LabDesk(desk.notebook)
    assert shown_as_decided(again) == decided(db)


@pytest.fixture
def doomed(tmp_path: Path) -> Iterator[Lab]:
    """A JupyterLab of this test's own, to be killed."""
    lab = Lab(tmp_path / "doomed")
    try:
        lab.start()
        yield lab
    finally:
        lab.stop()


@pytest.mark.parametrize("deciding", [False, True], ids=["while typing", "while deciding"])
def test_a_server_killed_with_all_its_kernels(
    db: Path, browser: Browser, doomed: Lab, open_lab_desk: OpenLabDesk, deciding: bool
) -> None:
    env = {"CLAIMCHECK_DB": str(db), "CLAIMCHECK_REVIEWER": "Ana"}
    notebook = Notebook.open(doomed, browser, "desk.ipynb", NOTEBOOK, env=env)
    notebook.run_all()
    desk = LabDesk(notebook)
    kernel = desk.notebook.kernel_pid()
    decide(desk, 1, 3)
    desk.wait_decided(3)
    typing = desk.current
    desk.field("Rationale").click()
    desk.page.keyboard.type("Typed to the last comma, and then")
    desk.wait_saved("Draft saved")
    if deciding:
        desk.press("Escape", "j")
        expect(desk.desk.locator(f".cc-current[data-claim='{typing}']")).to_have_count(0)
        decide(desk, 4, 6)
    doomed.kill(kernel)
    assert (5 if deciding else 3) <= shown_as_decided(desk) <= decided(db)
    desk.page.context.close()
    again = open_lab_desk()
    assert shown_as_decided(again) == decided(db)
    again.desk.locator(f".cc-row[data-claim='{typing}']").click()
    expect(again.field("Rationale")).to_have_value("Typed to the last comma, and then")
