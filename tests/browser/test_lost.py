"""A kernel or a server that is gone: the desk says so, takes no more typing, and keeps what was typed."""

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from desks import NOTEBOOK, DeskPage, LabDesk, OpenDesk, OpenLabDesk, standing
from lab import Lab, Notebook, OpenShared
from playwright.sync_api import Browser, expect

RUN_ALL = "menu Run, Run All Cells"
# Milliseconds from the first key until the desk has to say so, and what a busy test machine adds.
SOON = 3_000 + 4_000


def restart(notebook: Notebook) -> None:
    notebook._evaluate("panel.sessionContext.restartKernel().then(() => true)")


def shut_down(notebook: Notebook) -> None:
    notebook._evaluate("panel.sessionContext.shutdown().then(() => true)")


def kill(notebook: Notebook) -> None:
    os.kill(notebook.kernel_pid(), signal.SIGKILL)


def end_from_elsewhere(notebook: Notebook) -> None:
    """Restart it as another page does, which this one is not told of."""
    kernel = notebook._sessions()[0]["kernel"]["id"]
    notebook.lab.ask(f"api/kernels/{kernel}/restart", "POST")


def lost(desk: DeskPage) -> None:
    said = desk.desk.locator(".cc-lost-said")
    expect(said).to_contain_text("no longer connected", timeout=SOON)
    expect(said).to_contain_text(RUN_ALL)
    expect(desk.desk.locator(".cc-saved")).to_have_text("Not connected")


ENDS: dict[str, Callable[[Notebook], None]] = {
    "restarted": restart,
    "shut down": shut_down,
    "killed": kill,
    "restarted by another page": end_from_elsewhere,
}


@pytest.mark.parametrize("how", ENDS)
def test_a_dead_kernel_is_told_at_the_first_key(db: Path, open_lab_desk: OpenLabDesk, how: str) -> None:
    desk = open_lab_desk(shared=False)
    claim = desk.current
    field = desk.field("Rationale")
    field.fill("This much is saved")
    desk.wait_saved("Draft saved")
    ENDS[how](desk.notebook)
    # What is typed until the desk knows it; the field may be shut already. A blank would answer a dialog.
    if field.is_editable():
        field.press_sequentially(",thisisnot")
    typed = field.input_value()
    lost(desk)
    expect(field).not_to_be_editable()
    expect(field).to_have_value(typed)
    expect(desk.next_step).to_be_disabled()
    if how == "killed":
        desk.notebook.answer_death()
    # Nothing that is pressed does anything, and JupyterLab takes no key for its own.
    desk.desk.locator(".cc-row").nth(3).click()
    desk.desk.evaluate("desk => desk.focus()")
    desk.press("j", "x", "d", "d")
    assert desk.current == claim
    assert desk.notebook.cells() == 2

    if how == "shut down":
        desk.notebook._evaluate("panel.sessionContext.startKernel().then(() => true)")
    desk.notebook.wait_for_next_kernel()
    desk.notebook.run_all()
    again = LabDesk(desk.notebook)
    aside = again.desk.locator(".cc-unsent")
    expect(again.field("Rationale")).to_be_editable()
    if typed != "This much is saved":
        expect(aside).to_contain_text("were not saved are kept on this page")
        aside.get_by_role("button", name="Put them back").click()
        expect(again.field("Rationale")).to_have_value(typed)
        again.wait_saved("Draft saved")
    expect(aside).to_be_hidden()
    assert standing(db) == {}


@pytest.mark.parametrize("what", ["j", "x"])
def test_a_press_at_a_killed_kernel_is_told_too(db: Path, open_lab_desk: OpenLabDesk, what: str) -> None:
    desk = open_lab_desk(shared=False)
    before = desk.current
    kill(desk.notebook)
    # Not by the keyboard, which JupyterLab's dialog may have by now.
    desk.press_at_once(what)
    lost(desk)
    assert desk.current == before
    assert standing(db) == {}
    expect(desk.desk.locator(".cc-lost-said")).to_contain_text("What the desk called saved is saved")


# A kernel that is at work until there is a file of that name.
BUSY = """\
import os, time
from IPython.display import display
from ipywidgets import Button

def work(_=None):
    while not os.path.exists({done!r}):
        time.sleep(0.05)
    button.description = "Worked"

button = Button(description="Work for long")
button.on_click(work)
display(button)
"""


@pytest.mark.parametrize("where", ["a cell", "a button"])
def test_a_busy_kernel_is_not_called_dead(
    db: Path, tmp_path: Path, shared_notebook: OpenShared, where: str
) -> None:
    env, done = {"CLAIMCHECK_DB": str(db), "CLAIMCHECK_REVIEWER": "Ana"}, tmp_path / "done"
    cells = (BUSY.format(done=str(done)), "import claimcheck as cc\ncc.desk()", "work()")
    notebook = shared_notebook(cells[:2] if where == "a button" else cells, env=env)
    if where == "a button":
        notebook.run_all()
    else:
        notebook.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    desk = LabDesk(notebook)
    if where == "a button":
        desk.give_back()
        notebook.outputs.get_by_role("button", name="Work for long").click()
    try:
        desk.field("Rationale").press_sequentially("typed while it works")
        # A kernel with subshells may hear the desk while it works for the button.
        free = "|Draft saved .*" if where == "a button" else ""
        expect(desk.desk.locator(".cc-saved")).to_have_text(re.compile(f"^(Not saved yet{free})$"))
        desk.page.wait_for_timeout(3_000)  # past the looks at which a dead one is told
        expect(desk.desk.locator(".cc-lost-said")).to_be_hidden()
        expect(desk.field("Rationale")).to_be_editable()
    finally:
        done.touch()
    expect(desk.desk.locator(".cc-saved")).to_have_text(re.compile("^Draft saved"))
    expect(desk.alert).to_be_hidden()
    # The file goes with the test: the kernel has to have seen it.
    expect(notebook.outputs.get_by_role("button", name="Worked")).to_be_visible()


def test_words_are_offered_on_their_claim_and_at_their_desk_only(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    claim, rows = desk.current, desk.desk.locator(".cc-row")
    desk.page.evaluate(
        """([place, claim]) => {
            const words = {work: {rationale: "kept"}, comment: "", at: 1};
            const put = (key) => sessionStorage.setItem(
                `claimcheck unsent ${JSON.stringify(key)} old`, JSON.stringify(words));
            put([place, "Ana", claim]);
            put([place, "Ben", claim]);
            put([place + "2", "Ana", claim]);
        }""",
        [str(db), claim],
    )
    aside = desk.desk.locator(".cc-unsent")
    other = rows.nth(2).get_attribute("data-claim")
    assert other
    desk.open(other)
    expect(aside).to_be_hidden()
    desk.open(claim)
    expect(aside).to_be_visible()
    aside.get_by_role("button", name="Discard them").click()
    expect(aside).to_be_hidden()
    assert (
        desk.page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('claimcheck')).length") == 2
    )


def test_a_browser_that_keeps_nothing_takes_words_all_the_same(open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk(shared=False)
    desk.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    desk.field("Rationale").fill("typed")
    desk.wait_saved("Draft saved")
    kill(desk.notebook)
    desk.field("Rationale").press_sequentially(", and more")
    lost(desk)
    expect(desk.desk.locator(".cc-lost-said")).to_contain_text("copy it first")


def test_a_cell_run_again_shows_the_last_words(db: Path, open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk()
    for text in ("the last words", "the last words, and more", "the last words, and more still"):
        desk.page.evaluate(
            """async ([path, text]) => {
                const field = document.querySelectorAll(".cc-form textarea")[1];
                field.value = text;
                field.dispatchEvent(new Event("input", { bubbles: true }));
                const ran = window.jupyterapp.commands.execute("notebook:run-all-cells");
                const late = new Promise((_, no) => setTimeout(no, 60_000, new Error("the cells still run")));
                await Promise.race([ran, late]);
            }""",
            [desk.notebook.path, text],
        )
        expect(desk.desk).to_have_count(1)
        expect(desk.field("Rationale")).to_have_value(text)
        expect(desk.desk.locator(".cc-unsent")).to_be_hidden()


def test_a_server_that_is_gone_is_told(db: Path, browser: Browser, tmp_path: Path) -> None:
    lab = Lab(tmp_path / "lab")
    lab.start()
    try:
        env = {"CLAIMCHECK_DB": str(db), "CLAIMCHECK_REVIEWER": "Ana"}
        notebook = Notebook.open(lab, browser, "desk.ipynb", NOTEBOOK, env=env)
        notebook.run_all()
        desk = LabDesk(notebook)
        lab.kill()
        desk.field("Rationale").press_sequentially("typed to nobody")
        lost(desk)
        expect(desk.field("Rationale")).not_to_be_editable()
        notebook.page.context.close()
    finally:
        lab.stop()
