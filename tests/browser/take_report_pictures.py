"""Take the pictures of the report: `make picture` writes them to docs/pictures/ after those of the desk.

Each is looked at before it is kept.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from browsing import FLAGS, NAMES
from desks import PROJECT
from lab import Lab, Notebook, Theme
from log_to_report import reported_log
from playwright.sync_api import Browser, sync_playwright

import claimcheck as cc

PICTURES = PROJECT / "docs" / "pictures"
THEMES: tuple[Theme, ...] = ("light", "dark")


def main() -> None:
    chromium = next((found for name in NAMES if (found := shutil.which(name))), None)
    if chromium is None:
        sys.exit("No Chromium was found: apt-get install chromium.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        claims = reported_log(Path(folder) / "log.db")
        page = cc.report(Path(folder) / "log.db", Path(folder) / "report.html")
        take_page(browser, page)
        take_notebook(browser, Path(folder), claims["first"].id)
        browser.close()


def take_page(browser: Browser, report: Path) -> None:
    """The page wide and on a phone in both themes, and as it is printed."""
    for theme in THEMES:
        for width, name in ((1280, "report"), (400, "report-400")):
            page = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme=theme)
            page.goto(report.as_uri())
            page.screenshot(path=PICTURES / f"{name}-{theme}.png")
            page.close()
    page = browser.new_page(color_scheme="dark")
    page.goto(report.as_uri())
    page.pdf(path=PICTURES / "report.pdf", format="A4", print_background=True)
    page.close()


def take_notebook(browser: Browser, folder: Path, claim_id: str) -> None:
    """One check as the result of a cell, in both themes."""
    lab = Lab(folder / "lab")
    lab.start()
    try:
        for theme in THEMES:
            cell = f"import claimcheck as cc\n\ncc.claim_report({str(folder / 'log.db')!r}, {claim_id!r})"
            notebook = Notebook.open(
                lab, browser, f"{theme}.ipynb", [cell], viewport=(1280, 1000), theme=theme, sidebar=False
            )
            notebook.run_all()
            notebook.wait_for(".cc-report")
            notebook.screenshot(PICTURES / f"report-notebook-{theme}.png")
            notebook.close()
    finally:
        lab.stop()


if __name__ == "__main__":
    main()
