"""Take the pictures of the desk: `make picture` writes docs/desk.png, docs/desk-dark.png and docs/pictures/.

Each is of a real JupyterLab, and is looked at before it is kept.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from browsing import FLAGS, NAMES
from desks import NOTEBOOK, PROJECT, LabDesk, filled
from lab import Lab, Notebook, Theme
from playwright.sync_api import Browser, sync_playwright

import claimcheck as cc
from claimcheck.cli.main import main as claimcheck
from claimcheck.model import Source, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work

Prepare = Callable[[Path], object]
Act = Callable[[LabDesk, Path], object]

DOCS = PROJECT / "docs"
USUAL = (1440, 900)
# A window at 150% has two thirds of the room.
OTHERS = {
    "1280x800": (1280, 800),
    "1920x1080": (1920, 1080),
    "900x800": (900, 800),
    "150-percent": (960, 600),
}
THEMES: tuple[Theme, ...] = ("light", "dark")
STATEMENT = "In 2023 the GDP of NATO's members together was 25 times that of Russia."
RATIONALE = "The World Bank's figures give a ratio of 25.6 for 2023, and less in the years before."
SOURCE = Source(
    "https://data.worldbank.org/indicator/NY.GDP.MKTP.CD",
    title="World Bank, GDP in current US$",
    passage="NATO members together, 2023: 51.9 trillion; Russian Federation: 2.03 trillion.",
    stance="for",
    primary=True,
)
FOUND = Work(
    statement=STATEMENT,
    rating="Mostly true",
    rationale=RATIONALE,
    sources=(
        SOURCE,
        Source("https://www.imf.org/en/Data", title="IMF, in purchasing power", stance="against"),
    ),
    why_selected="said by a head of an alliance",
)


def main() -> None:
    chromium = next((found for name in NAMES if (found := shutil.which(name))), None)
    if chromium is None:
        sys.exit("No Chromium was found: apt-get install chromium.")
    (DOCS / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        lab = Lab(Path(folder) / "lab")
        lab.start()
        try:
            Studio(lab, browser, Path(folder)).take_all()
        finally:
            lab.stop()
            browser.close()


class Studio:
    """Opens desks and takes their pictures."""

    def __init__(self, lab: Lab, browser: Browser, folder: Path) -> None:
        self._lab, self._browser, self._folder, self._number = lab, browser, folder, 0

    def take_all(self) -> None:
        for theme in THEMES:
            for name, (reviewer, policy, prepare, act) in STATES.items():
                with self.desk(theme, USUAL, reviewer, policy, prepare) as (desk, db):
                    act(desk, db)
                    take(desk, DOCS / "pictures" / f"{name}-{theme}.png")
            dark = "-dark" if theme == "dark" else ""
            # The README's.
            shutil.move(DOCS / "pictures" / f"form-{theme}.png", DOCS / f"desk{dark}.png")
        for name, size in OTHERS.items():
            with self.desk("light", size, "Ana", "solo", nothing) as (desk, db):
                fill_in(desk, db)
                take(desk, DOCS / "pictures" / f"form-{name}.png")

    @contextmanager
    def desk(
        self, theme: Theme, size: tuple[int, int], reviewer: str, policy: str, prepare: Prepare
    ) -> Iterator[tuple[LabDesk, Path]]:
        """A desk over the sample articles in a notebook of its own, closed afterwards."""
        self._number += 1
        db = filled(self._folder / f"{self._number}.db")
        claimcheck(
            ["tables", "add", "--once", "--quiet", str(PROJECT / "seeds" / "reference"), "--db", str(db)]
        )
        prepare(db)
        cell = f'import claimcheck as cc\n\ncc.desk(policy="{policy}")'
        env = {"CLAIMCHECK_DB": str(db), "CLAIMCHECK_REVIEWER": reviewer}
        cells = NOTEBOOK if policy == "solo" else [cell]
        name = f"{self._number}.ipynb"
        notebook = Notebook.open(
            self._lab, self._browser, name, cells, env=env, viewport=size, theme=theme, sidebar=False
        )
        notebook.run_all()
        yield LabDesk(notebook), db
        notebook.close()


def take(desk: LabDesk, path: Path) -> None:
    desk.page.mouse.move(0, 0)
    desk.page.wait_for_timeout(600)
    desk.notebook.screenshot(path)


# What was done before the picture is taken


def nothing(_db: Path) -> None:
    """Nobody has worked on it."""


def speech(db: Path) -> None:
    """A speech whose numbers the sample tables answer: a share and a rank."""
    text = "Germany accounts for a fifth of NATO's economy. Poland has the ninth largest economy in NATO."
    cc.add(db, cc.read_text(text, title="A speech on the allies", published="2024-06-03"), 0.0)


def claim_of(store: Store, words: str) -> str:
    return next(row.claim_id for row in store.queue() if words in row.text)


def proposed(db: Path) -> None:
    """Ben proposed a verdict."""
    with Store(db) as store:
        ben = ReviewSession(store, "Ben", policy=Policy.newsroom())
        ben.take(claim_of(store, "25 times bigger"), Status.PROPOSED, FOUND)


def rated_twice(db: Path) -> None:
    """Two rated without seeing each other, and differ."""
    with Store(db) as store:
        claim_id = claim_of(store, "25 times bigger")
        sessions = [ReviewSession(store, name, policy=Policy.newsroom()) for name in ("Ben", "Cid")]
        sessions[0].ask_blind([claim_id])
        for session, rating in zip(sessions, ("Mostly true", "Mixture"), strict=True):
            work = Work(statement=STATEMENT, rating=rating, rationale=RATIONALE, sources=FOUND.sources)
            session.rate(claim_id, work)


def worked_on(db: Path) -> None:
    """Some claims are decided, some dismissed."""
    with Store(db) as store:
        ana = ReviewSession(store, "Ana")
        ids = [row.claim_id for row in ana.cursor.queue]
        ana.dismiss(ids[30:40], "opinion")
        for claim_id, rating in zip(ids[10:16], ("True", "False", "Mixture") * 2, strict=True):
            ana.take(claim_id, Status.APPROVED, Work(statement="So.", rating=rating, sources=(SOURCE,)))


# What is done at the desk


def fill_in(desk: LabDesk, db: Path) -> None:
    """Something decided, something half done."""
    desk.focus()
    rows = desk.desk.locator(".cc-row")
    if rows.first.is_visible():
        desk.open(str(rows.nth(5).get_attribute("data-claim")))
        desk.focus()
        desk.press("x")
        desk.wait_decided(1)
    find(desk, db, "25 times bigger")
    desk.field("Statement to check").fill(STATEMENT)
    desk.desk.locator(".cc-rating").get_by_text("Mostly true", exact=True).click()
    desk.field("Rationale").fill(RATIONALE)
    desk.desk.get_by_role("button", name="+ Add a source").click()
    desk.field("Address of source 1").fill(SOURCE.address)
    desk.field("Title of source 1").fill(str(SOURCE.title))
    desk.field("Does source 1 speak for or against the claim?").select_option("for")
    desk.field("Is source 1 a primary source?").select_option("yes, primary")
    desk.desk.locator(".cc-source-line").click()
    desk.focus()
    desk.wait_saved("Draft saved")
    desk.desk.locator(".cc-scroll").evaluate("pane => { pane.scrollTop = 0; }")


def find(desk: LabDesk, db: Path, words: str) -> None:
    """Open the first claim that says so."""
    with Store(db) as store:
        claim_id = claim_of(store, words)
    desk.field("Find claims by words or a speaker").fill(claim_id)
    desk.press("Enter")
    desk.desk.locator(f".cc-current[data-claim='{claim_id}']").wait_for()
    desk.focus()


def mark(desk: LabDesk, _db: Path) -> None:
    desk.focus()
    desk.press(*["Shift+ArrowDown"] * 4)


def open_claim(desk: LabDesk, db: Path) -> None:
    find(desk, db, "They now produce")


def read(desk: LabDesk, db: Path) -> None:
    find(desk, db, "25 times bigger")


def panel(key: str) -> Act:
    def act(desk: LabDesk, _db: Path) -> None:
        desk.focus()
        desk.press(key)
        if key == "G":
            desk.desk.locator(".cc-panel-charts canvas, .cc-panel-charts svg").first.wait_for()
        desk.page.wait_for_timeout(1500)

    return act


def worksheet(words: str) -> Act:
    def act(desk: LabDesk, db: Path) -> None:
        find(desk, db, words)
        desk.desk.locator(".cc-sheet-words b").wait_for()
        desk.press("S")
        desk.desk.locator(".cc-scroll").evaluate("pane => { pane.scrollTop = pane.scrollHeight; }")

    return act


def worksheet_by_hand(desk: LabDesk, db: Path) -> None:
    """One of two figures is known."""
    open_claim(desk, db)
    desk.press("S")
    desk.field("Number of the whole of the alliance").fill("1,000,000")
    desk.field("Unit of the whole of the alliance").fill("shells")
    desk.desk.locator(".cc-sheet-required").wait_for()
    desk.focus()


def history(desk: LabDesk, db: Path) -> None:
    read(desk, db)
    desk.press("h")


# Whose desk, by which policy, what was done before, and what is done there.
STATES: dict[str, tuple[str, str, Prepare, Act]] = {
    "queue": ("Ana", "solo", worked_on, mark),
    "claim": ("Ana", "solo", nothing, open_claim),
    "form": ("Ana", "solo", nothing, fill_in),
    "worksheet": ("Ana", "solo", nothing, worksheet("25 times bigger")),
    "worksheet-share": ("Ana", "solo", speech, worksheet("a fifth of")),
    "worksheet-rank": ("Ana", "solo", speech, worksheet("ninth largest")),
    "worksheet-by-hand": ("Ana", "solo", nothing, worksheet_by_hand),
    "second-editor": ("Ana", "newsroom", proposed, read),
    "blind-review": ("Ana", "newsroom", rated_twice, read),
    "panel-bring-in": ("Ana", "solo", nothing, panel("+")),
    "panel-export": ("Ana", "solo", worked_on, panel("D")),
    "panel-charts": ("Ana", "solo", worked_on, panel("G")),
    "panel-keys": ("Ana", "solo", nothing, panel("?")),
    "panel-tables": ("Ana", "solo", nothing, panel("K")),
    "panel-priorities": ("Ana", "solo", worked_on, panel("T")),
    "panel-history": ("Ana", "newsroom", proposed, history),
}


if __name__ == "__main__":
    main()
