"""Take the README's picture of the desk: `make picture` writes docs/desk.png and docs/desk-dark.png."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from browsing import FLAGS, NAMES
from desks import NOTEBOOK, PROJECT, DeskPage, filled
from lab import Lab, Notebook, Theme
from playwright.sync_api import sync_playwright

SIZE = (1440, 900)


def main() -> None:
    chromium = next((found for name in NAMES if (found := shutil.which(name))), None)
    if chromium is None:
        sys.exit("No Chromium was found: apt-get install chromium.")
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(Path(folder) / "lab")
        lab.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
                themes: tuple[tuple[Theme, str], ...] = (("light", "desk.png"), ("dark", "desk-dark.png"))
                for theme, name in themes:
                    db = filled(Path(folder) / f"{theme}.db")
                    env = {"CLAIMCHECK_DB": str(db), "CLAIMCHECK_REVIEWER": "Ana"}
                    notebook = Notebook.open(
                        lab,
                        browser,
                        f"{theme}.ipynb",
                        NOTEBOOK,
                        env=env,
                        viewport=SIZE,
                        theme=theme,
                        sidebar=False,
                    )
                    notebook.run_all()
                    work(DeskPage(notebook))
                    notebook.page.wait_for_timeout(400)
                    notebook.screenshot(PROJECT / "docs" / name)
                browser.close()
        finally:
            lab.stop()


def work(desk: DeskPage) -> None:
    """Bring the desk to a state that shows what it does: something decided, something half done."""
    desk.focus()
    rows = desk.desk.locator(".cc-row")
    desk.open(str(rows.nth(5).get_attribute("data-claim")))
    desk.focus()
    desk.press("x")
    desk.wait_decided(1)
    wanted = rows.filter(has_text="25 times bigger").first
    desk.open(str(wanted.get_attribute("data-claim")))
    statement = "In 2023 the GDP of NATO's members together was 25 times that of Russia."
    desk.field("Statement to check").fill(statement)
    desk.desk.locator(".cc-rating").get_by_text("Mostly true", exact=True).click()
    desk.field("Rationale").fill(
        "The World Bank's figures give a ratio of 25.6 for 2023, and less in the years before."
    )
    desk.desk.get_by_role("button", name="+ Add a source").click()
    desk.field("Address of source 1").fill("https://data.worldbank.org/indicator/NY.GDP.MKTP.CD")
    desk.field("Title of source 1").fill("World Bank, GDP in current US$")
    desk.field("Does source 1 speak for or against the claim?").select_option("for")
    desk.field("Is source 1 a primary source?").select_option("yes, primary")
    desk.desk.locator(".cc-source-line").click()
    desk.focus()
    desk.wait_saved("Draft saved")
    desk.desk.locator(".cc-scroll").evaluate("pane => { pane.scrollTop = 0; }")


if __name__ == "__main__":
    main()
