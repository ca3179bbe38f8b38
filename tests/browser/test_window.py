"""The desk fills JupyterLab's window, and gives it back."""

import os
import signal
from pathlib import Path

from desks import LabDesk, OpenLabDesk
from playwright.sync_api import expect

WINDOW = {"width": 1440, "height": 900}


def test_it_fills_the_window_at_once_and_its_keys_work(db: Path, open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk(viewport=(1440, 900))
    assert desk.desk.bounding_box() == {"x": 0, "y": 0, **WINDOW}
    assert desk.page.evaluate("document.scrollingElement.scrollHeight <= innerHeight")
    first = desk.current
    # Nobody has clicked yet.
    desk.press("j")
    expect(desk.desk.locator(f".cc-current[data-claim='{first}']")).to_have_count(0)
    assert desk.notebook.errors == []


def test_esc_twice_gives_the_notebook_back_and_that_is_kept(db: Path, open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk(viewport=(1440, 900))
    layer = desk.page.locator(".cc-layer")
    desk.field("Rationale").fill("Half a")
    desk.press("Escape", "j", "Escape")
    expect(layer).to_have_count(1)
    desk.press("b")
    desk.give_back()
    expect(desk.field("Rationale")).to_have_value("Half a")
    expect(desk.page.locator(".jp-NotebookPanel .cc-desk")).to_be_visible()
    # The keys are still the desk's, and the next desk of this reviewer stands in its cell too.
    desk.press("t")
    expect(desk.field("Rationale")).to_be_focused()
    desk.press("Escape")
    desk.notebook.run_all()
    again = LabDesk(desk.notebook)
    expect(layer).to_have_count(0)
    again.menu("Fill the window, or not")
    expect(layer).to_have_count(1)
    assert again.desk.bounding_box() == {"x": 0, "y": 0, **WINDOW}
    again.notebook.run_all()
    expect(LabDesk(again.notebook).page.locator(".cc-layer .cc-desk")).to_have_count(1)


def test_a_view_opened_before_the_kernel_has_heard_leaves_the_notebook_given_back(
    db: Path, open_lab_desk: OpenLabDesk
) -> None:
    desk = open_lab_desk(viewport=(1600, 900))
    kernel = desk.notebook.kernel_pid()
    os.kill(kernel, signal.SIGSTOP)
    try:
        desk.give_back()
        desk.page.evaluate("window.jupyterapp.commands.execute('notebook:create-output-view')")
        expect(desk.page.locator(".cc-desk")).to_have_count(2)
        expect(desk.page.locator(".cc-desk").last).to_be_visible()
        expect(desk.page.locator(".cc-layer")).to_have_count(0)
    finally:
        os.kill(kernel, signal.SIGCONT)
    desk.press("b")
    desk.wait_saved("")
    expect(desk.page.locator(".cc-layer")).to_have_count(0)


def test_it_goes_with_its_output(open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk()
    expect(desk.page.locator(".cc-layer")).to_have_count(1)
    desk.page.evaluate("window.jupyterapp.commands.execute('editmenu:clear-all')")
    expect(desk.page.locator(".cc-layer")).to_have_count(0)
    expect(desk.page.locator(".cc-desk")).to_have_count(0)
    # What is under it can be used again.
    expect(desk.page.locator(".jp-NotebookPanel-toolbar").first).to_be_visible()
