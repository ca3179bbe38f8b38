"""Fixtures of the browser tests: a Chromium, desks on plain pages in it, and a JupyterLab."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from desks import NOTEBOOK, LabDesk, OpenDesk, OpenLabDesk, PlainDeskPage, copied, filled
from lab import Cells, Lab, Notebook, OpenNotebook, OpenShared, Theme
from plain_desk import PlainPage
from playwright.sync_api import Browser, expect, sync_playwright

import claimcheck as cc
from claimcheck.widgets.desk import Desk

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and run them last.

    The quick tests speak first, and Playwright keeps an event loop running in this thread until the session
    ends: a test after it could not call `asyncio.run`.
    """
    here = [item for item in items if item.path.is_relative_to(HERE)]
    for item in here:
        item.add_marker(pytest.mark.browser)
    items[:] = [item for item in items if item not in here] + here


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium: what CHROMIUM names, else the first of the usual names on PATH."""
    named = os.environ.get("CHROMIUM")
    for name in (named,) if named else NAMES:
        if path := shutil.which(name):
            return path
    missing = f"CHROMIUM is {named}, which is no program" if named else "No Chromium was found on PATH"
    pytest.fail(f"{missing}: apt-get install chromium, or set CHROMIUM to a browser's path.", pytrace=False)


@pytest.fixture(scope="session")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless Chromium with a fresh profile and home."""
    home = {"HOME": str(tmp_path_factory.mktemp("home"))}
    # However slow the machine is: what has come is not waited for.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium, args=list(FLAGS), env={**os.environ, **home}
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab that runs until the session ends."""
    started = Lab(tmp_path_factory.mktemp("lab"))
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.fixture
def open_notebook(lab: Lab, browser: Browser) -> Iterator[OpenNotebook]:
    """Open a notebook; when the test ends, its page is closed and its kernel shut down."""
    opened: list[Notebook] = []

    def open_one(
        name: str,
        cells: Cells,
        *,
        env: Mapping[str, str] | None = None,
        viewport: tuple[int, int] = (1280, 800),
        theme: Theme = "light",
        sidebar: bool = True,
    ) -> Notebook:
        notebook = Notebook.open(
            lab, browser, name, cells, env=env, viewport=viewport, theme=theme, sidebar=sidebar
        )
        opened.append(notebook)
        return notebook

    yield open_one
    for notebook in opened:
        notebook.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample articles; nobody has worked on it."""
    return filled(tmp_path_factory.mktemp("sample") / "sample.db")


@pytest.fixture
def db(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample database for one test."""
    return copied(sample, tmp_path / "claimcheck.db")


@pytest.fixture
def show_desk(browser: Browser) -> Iterator[Callable[..., PlainDeskPage]]:
    """Show a desk on a plain page of its own; when the test ends, both are closed."""
    pages: list[PlainPage] = []

    def show_one(
        desk: Desk, *, viewport: tuple[int, int] = (1280, 900), clock: bool = False
    ) -> PlainDeskPage:
        pages.append(PlainPage(browser, desk, viewport, clock=clock))
        return PlainDeskPage(pages[-1])

    yield show_one
    for page in pages:
        page.close()


@pytest.fixture
def open_desk(db: Path, show_desk: Callable[..., PlainDeskPage], monkeypatch: pytest.MonkeyPatch) -> OpenDesk:
    """Open a reviewer's desk over `db` or the database *at* another place, each on a plain page of its own.

    They see what others do every so many seconds as *looks* said last; 0 is never: then one learns that with
    one's own next step only, however long that takes to come.
    """

    def open_one(
        reviewer: str = "Ana",
        *,
        policy: str = "solo",
        looks: float = 10,
        at: Path = db,
        references: cc.References | None = None,
        **more: Any,
    ) -> PlainDeskPage:
        monkeypatch.setattr("claimcheck.widgets.desk.LOOK_EVERY", looks or 3600)
        return show_desk(cc.desk(at, reviewer, policy=policy, references=references), **more)

    return open_one


@pytest.fixture(scope="session")
def shared_notebook(lab: Lab, browser: Browser) -> Iterator[OpenShared]:
    """A notebook that tests share, page and kernel; one that a test has left in disorder is opened anew."""
    opened: list[Notebook] = []

    def renewed(cells: Sequence[str] | Path, **more: Any) -> Notebook:
        if opened and not opened[-1].usable():
            opened.pop().close()
        if not opened:
            opened.append(Notebook.open(lab, browser, "shared.ipynb", []))
        opened[-1].renew(cells, **more)
        return opened[-1]

    yield renewed
    for notebook in opened:
        notebook.close()


@pytest.fixture
def open_lab_desk(db: Path, open_notebook: OpenNotebook, shared_notebook: OpenShared) -> OpenLabDesk:
    """Open a reviewer's desk over `db` or the database *at* another place, in JupyterLab.

    It stands in the notebook that tests share, page and kernel, unless one of its own is asked for.
    """
    number = count()

    def open_one(
        reviewer: str = "Ana",
        viewport: tuple[int, int] = (1280, 900),
        policy: str = "solo",
        at: Path = db,
        shared: bool = True,
        **more: Any,
    ) -> LabDesk:
        env = {
            "CLAIMCHECK_DB": str(at),
            "CLAIMCHECK_REVIEWER": reviewer,
            "CLAIMCHECK_POLICY": policy,
        }
        asked = {"env": env, "viewport": viewport, **more}
        name = f"{db.parent.name}-{next(number)}.ipynb"
        notebook = shared_notebook(NOTEBOOK, **asked) if shared else open_notebook(name, NOTEBOOK, **asked)
        notebook.run_all()
        return LabDesk(notebook)

    return open_one
