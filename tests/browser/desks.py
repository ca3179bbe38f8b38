"""A desk as a reviewer works at it, on a plain page or in a notebook, for the browser tests."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from lab import Notebook
from plain_desk import PlainPage
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

import claimcheck as cc
from claimcheck.desk_order import DeskOrder
from claimcheck.model import Verdict
from claimcheck.review.log.store import Store
from claimcheck.review.replay import verdicts
from claimcheck.review.worklist import Worklist

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOK = PROJECT / "notebooks" / "review.ipynb"
OpenDesk = Callable[..., "PlainDeskPage"]
OpenLabDesk = Callable[..., "LabDesk"]


def filled(db: Path) -> Path:
    """*db* with the sample articles and their claims in it."""
    for file in sorted((PROJECT / "seeds" / "articles").glob("*.md")):
        cc.add(db, cc.read(file))
    return db


def ids_of(db: Path) -> list[str]:
    """The claims of the pile, what to check first first."""
    with Store(db) as store:
        return [row.claim_id for row in Worklist(store, DeskOrder()).rows]


def copied(source: Path, target: Path) -> Path:
    """A database of its own for one test: *source* is closed, so its one file is all of it."""
    shutil.copyfile(source, target)
    return target


def standing(db: Path) -> dict[str, Verdict]:
    """What the events of a log add up to, claim by claim; the chain has to be whole."""
    with Store(db) as store:
        assert store.verify().clean
        return verdicts(store.events())


class DeskPage:
    """The desk on the page, by what a reviewer sees and does there."""

    def __init__(self, shown: PlainPage | Notebook) -> None:
        self.shown = shown
        self.page: Page = shown.page
        self.desk: Locator = shown.wait_for(".cc-desk")
        self.wait_saved("")

    @property
    def claim(self) -> str:
        """The text of the claim at hand, as the article pane marks it."""
        return "".join(self.desk.locator(".cc-claim").all_text_contents())

    @property
    def current(self) -> str:
        """The id of the claim at hand."""
        return str(self.desk.locator(".cc-row.cc-current").get_attribute("data-claim"))

    @property
    def alert(self) -> Locator:
        """Where the desk says what it refuses."""
        return self.desk.locator(".cc-alert")

    def press_at_once(self, *keys: str) -> None:
        """Press keys on the desk itself, all of them before the kernel can answer the first."""
        self.desk.evaluate(
            """(desk, keys) => keys.forEach((key) =>
                desk.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true})))""",
            keys,
        )

    def field(self, label: str) -> Locator:
        """The text field with that label."""
        return self.desk.get_by_label(label, exact=True)

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def open(self, claim_id: str) -> None:
        """Open a claim by a click on its row."""
        tab = self.desk.locator(".cc-pane-tab").get_by_text("Queue")
        if tab.is_visible():
            tab.click()
        row = self.desk.locator(f".cc-row[data-claim='{claim_id}']")
        if row.count() == 0:
            # What is finished has left the queue.
            self.show("all")
        try:
            row.click(timeout=5_000)
        except PlaywrightTimeout:
            # It left the queue between the look and the press.
            self.show("all")
            row.click()
        expect(self.desk.locator(f".cc-current[data-claim='{claim_id}']")).to_have_count(1)
        expect(self.desk.locator(".cc-head-quote")).to_be_visible()

    def type_in(self, label: str, text: str) -> None:
        """Type into the field with that label; Escape gives the keys back to the desk."""
        self.field(label).fill(text)
        self.press("Escape")

    @property
    def status(self) -> Locator:
        """The step at which the claim stands."""
        return self.desk.locator(".cc-step-now")

    def step(self, name: str) -> None:
        """Choose a step of the check by its name, which its status unfolds."""
        self.desk.locator(".cc-status").click()
        self.desk.get_by_role("button", name=name, exact=True).click()

    @property
    def next_step(self) -> Locator:
        """The button for the next step."""
        return self.desk.locator(".cc-actions .cc-primary")

    def show(self, what: str) -> None:
        """Let the queue show other claims."""
        self.field("Show").select_option(what)

    def menu(self, choice: str) -> None:
        """Choose from the menu of the bar."""
        self.desk.locator(".cc-menu > summary").click()
        self.desk.get_by_role("button", name=choice).click()

    def bring_in(self, text: str) -> None:
        """Paste an article and put it on the desk."""
        self.desk.get_by_role("button", name="+ Article").click()
        self.field("Or paste its text").fill(text)
        self.desk.get_by_role("button", name="Put it on the desk").click()

    def focus(self) -> None:
        """Put the focus on the desk itself."""
        self.desk.focus()

    def wait_decided(self, count: int) -> None:
        """Wait until the kernel has said that *count* claims are decided and saved."""
        expect(self.desk.locator(".cc-progress")).to_have_text(re.compile(rf"^{count} of \d+ decided"))
        self.wait_saved("Saved")

    def wait_saved(self, word: str) -> None:
        """Wait until nothing is on its way and the bar begins with *word*."""
        expect(self.desk.locator(".cc-saved")).to_have_text(re.compile(rf"^{word}(?!.*…)"))

    def decide_by_mouse(self, rating: str, address: str) -> None:
        """Rate the claim, give it a source and decide, with the mouse (the address is typed)."""
        self.desk.locator(".cc-rating").get_by_text(rating, exact=True).click()
        self.desk.get_by_role("button", name="+ Add a source").click()
        self.page.keyboard.type(address)
        self.desk.get_by_role("button", name=f"Decide: {rating}", exact=True).click()

    def decide_by_keys(self, rating: int, address: str) -> None:
        """The same with keys alone; the focus has to be on the desk."""
        self.press(str(rating), "a")
        self.page.keyboard.type(address)
        self.press("Escape", "Enter")


class PlainDeskPage(DeskPage):
    """The desk on a plain page, and the desk in this process that answers it."""

    def __init__(self, shown: PlainPage) -> None:
        super().__init__(shown)
        self.kernel, self._heard = shown.desk, shown.heard

    @property
    def asked(self) -> list[str]:
        """The steps that the page has asked for, in their order."""
        self.exchange()
        return [str(message["op"]) for message in self._heard if message["op"] not in ("drawn", "draft")]

    def exchange(self) -> None:
        """Wait until what the page has sent till now is heard, and what is answered has come."""
        for _ in range(2):
            self.page.evaluate("0")

    def pass_time(self, milliseconds: int) -> None:
        """Move the page's time on, and wait for what comes of it."""
        self.page.clock.run_for(milliseconds)
        self.exchange()


class LabDesk(DeskPage):
    """The desk in a notebook."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__(notebook)
        self.notebook = notebook

    def give_back(self) -> None:
        """Give the notebook back, whose window the desk fills."""
        self.focus()
        self.press("Escape", "Escape")
        expect(self.page.locator(".cc-layer")).to_have_count(0)
        self.desk.evaluate("desk => desk.scrollIntoView({block: 'center'})")
