"""When two forms hold the same words, and when one has words that the other has not."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from claimcheck.widgets import page_script


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    script = page_script.script("unsent.js")
    opened = context.new_page()
    opened.set_content(
        f"<script type='module'>{script}\nObject.assign(window, {{ sameWords, saysMore }});</script>"
    )
    opened.wait_for_function("'saysMore' in window")
    yield opened
    context.close()


def words(comment: str = "", **work: Any) -> dict[str, Any]:
    return {"work": work, "comment": comment}


SOURCE = {"address": "https://a.example", "primary": True}


@pytest.mark.parametrize(
    ("one", "other", "same", "more"),
    [
        (words(), words(statement="", rating=None, sources=[], contact=None), True, False),
        (words(statement="a"), words(statement=" a "), True, False),
        (words(statement="a"), words(), False, False),
        (words(), words(statement="a"), False, True),
        (words(statement="a b"), words(statement="a"), False, False),
        (words(statement="a"), words(rationale="a"), False, True),
        (words(rating="True"), words(rating="False"), False, True),
        (words("a"), words("b"), False, True),
        (words(sources=[SOURCE]), words(sources=[{**SOURCE, "title": ""}]), True, False),
        (words(sources=[SOURCE]), words(sources=[SOURCE, {"address": "https://b.example"}]), False, True),
        (words(sources=[SOURCE, {}]), words(sources=[SOURCE]), True, False),
        (words(contact={"how": "phone"}), words(contact={"how": "letter"}), False, True),
        (words(note="<b>&"), words(note="<b>&"), True, False),
    ],
)
def test_words_of_two_forms(
    page: Page, one: dict[str, Any], other: dict[str, Any], same: bool, more: bool
) -> None:
    assert page.evaluate("([one, other]) => sameWords(one, other)", [one, other]) is same
    assert page.evaluate("([one, other]) => saysMore(other, one)", [one, other]) is more
