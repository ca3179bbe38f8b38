"""Selecting words of the article by the mouse, on a plain page in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import an_article
from makers import database
from plain_desk import plain_desk
from playwright.sync_api import Browser, Page

# What is dragged over stands between ¦ and ¦; what is selected then.
DRAGGED = [
    ("Exp¦orts ro¦se by 12 percent.", "Exports rose"),
    ("¦Exports¦ rose.", "Exports"),
    ("Exports¦ rose ¦by 12 percent.", " rose "),
    ("A well-kn¦own fa¦ct.", "well-known fact"),
    ("They did¦n't s¦ay so.", "didn't say"),
    ("They did¦n’t s¦ay so.", "didn’t say"),
    ("It rose by 3.¦5% in 20¦23.", "3.5% in 2023"),
    ("It cost $94¦.9b¦n.", "$94.9bn"),
    ("It cost US$94¦.9b¦n.", "US$94.9bn"),
    ("It cost 1,0¦00,0¦00 euros.", "1,000,000"),
    ("Open 24¦/¦7.", "24/7"),
    ("It fell by −3¦.¦5%.", "−3.5%"),
    ("In 2019-2¦0¦23.", "2019-2023"),
    ("Write to na¦to.i¦nt.", "nato.int"),
    ("They won,t¦he¦y said.", "they"),
    ("他们¦去¦了. So.", "去"),
    ("ไทย¦มี¦คน. So.", "มี"),
    ("Tür¦kiy¦e'de.", "Türkiye'de"),
    ("𝒜𝒜 exp¦or¦ts rose.", "exports"),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("dragged", "words"), DRAGGED)
def test_whole_words_are_selected(
    dragged: str, words: str, tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, inside, after = dragged.split("¦")
    desk = plain_desk(page, database(tmp_path / "log.db", an_article(before + inside + after)), monkeypatch)
    page.evaluate(
        """([from, to]) => {
            const text = document.querySelector(".cc-article-text");
            const places = [...text.children].flatMap((piece) =>
                Array.from(piece.textContent).reduce(
                    (all, one) => [...all, [piece.firstChild, all.at(-1)[1] + one.length]],
                    [[piece.firstChild, 0]]).slice(0, -1));
            places.push([text.lastChild.firstChild, text.lastChild.textContent.length]);
            getSelection().setBaseAndExtent(...places[from], ...places[to]);
            text.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }""",
        [len(before), len(before + inside)],
    )
    page.wait_for_function("!document.querySelector('.cc-cutter button').disabled")
    assert page.evaluate("String(getSelection())") == words
    desk.root.press("n")
    (message,) = (message for message in desk.sent() if message["op"] == "cut")
    text = desk.desk.view.article["text"]
    assert text[message["start"] : message["end"]] == words
