"""Fixtures of the browser tests: a Chromium, a JupyterLab, and notebooks open in them."""

import os
import shutil
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

import pytest
from desks import NOTEBOOK, WITHOUT_LOOKS, DeskPage, OpenDesk, copied, filled
from lab import Cells, Lab, Notebook, OpenNotebook, Theme
from playwright.sync_api import Browser, sync_playwright

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
def open_desk(db: Path, open_notebook: OpenNotebook) -> OpenDesk:
    """Open a reviewer's desk over `db`, each in a notebook of its own.

    Without *looks* it learns what others do with its own next step only, however long that takes to come.
    """
    number = count()

    def open_one(
        reviewer: str = "Ana",
        viewport: tuple[int, int] = (1280, 900),
        theme: Theme = "light",
        policy: str = "solo",
        looks: bool = True,
        **more: bool,
    ) -> DeskPage:
        env = {
            "CLAIMCHECK_DB": str(db),
            "CLAIMCHECK_REVIEWER": reviewer,
            "CLAIMCHECK_POLICY": policy,
        }
        name = f"{db.parent.name}-{next(number)}.ipynb"
        cells = NOTEBOOK if looks else WITHOUT_LOOKS
        notebook = open_notebook(name, cells, env=env, viewport=viewport, theme=theme, **more)
        notebook.run_all()
        desk = DeskPage(notebook)
        desk.see()
        return desk

    return open_one
