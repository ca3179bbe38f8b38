"""The kernel or the whole server killed while somebody works: what the page called saved is there."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import NOTEBOOK, DeskPage, OpenDesk, standing
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
def test_a_kernel_killed_while_one_decides_fast(db: Path, open_desk: OpenDesk, moment: int) -> None:
    desk = open_desk()
    decide(desk, 1, 5)
    desk.page.wait_for_timeout(moment)
    desk.notebook.kill_kernel(answer=False)
    assert 4 <= shown_as_decided(desk) <= decided(db) <= 5
    desk.notebook.answer_death()
    assert shown_as_decided(desk) <= decided(db)
    desk.notebook.run_all()
    again = DeskPage(desk.notebook)
    assert shown_as_decided(again) == decided(db)


@pytest.fixture
def two_labs(tmp_path: Path) -> Iterator[tuple[Lab, Lab]]:
    """Two JupyterLabs of this test's own, the second to go on with once the first was killed."""
    labs = Lab(tmp_path / "first"), Lab(tmp_path / "second")
    try:
        for lab in labs:
            lab.start()
        yield labs
    finally:
        for lab in labs:
            lab.stop()


def desk_in(lab: Lab, browser: Browser, db: Path) -> DeskPage:
    env = {"CLAIMCHECK_DB": str(db), "CLAIMCHECK_REVIEWER": "Ana"}
    notebook = Notebook.open(lab, browser, "desk.ipynb", NOTEBOOK, env=env)
    notebook.run_all()
    desk = DeskPage(notebook)
    desk.see()
    return desk


def kill_server(lab: Lab, kernel: int) -> None:
    """SIGKILL for the server's whole process group, and for its kernel, which has a group of its own."""
    assert lab._process is not None
    os.killpg(lab._process.pid, signal.SIGKILL)
    os.kill(kernel, signal.SIGKILL)
    lab._process.wait(10)


@pytest.mark.parametrize("deciding", [False, True], ids=["while typing", "while deciding"])
def test_a_server_killed_with_all_its_kernels(
    db: Path, browser: Browser, two_labs: tuple[Lab, Lab], deciding: bool
) -> None:
    first, second = two_labs
    desk = desk_in(first, browser, db)
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
    kill_server(first, kernel)
    assert (5 if deciding else 3) <= shown_as_decided(desk) <= decided(db)
    desk.page.context.close()
    again = desk_in(second, browser, db)
    assert shown_as_decided(again) == decided(db)
    again.desk.locator(f".cc-row[data-claim='{typing}']").click()
    expect(again.field("Rationale")).to_have_value("Typed to the last comma, and then")
    again.page.context.close()
