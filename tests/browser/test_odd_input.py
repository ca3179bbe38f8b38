"""What is too long, missing or unusual: nothing overlaps, and nothing is cut without a way to read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import OpenDesk, PlainDeskPage
from factories import a_desk, a_source, some_work
from playwright.sync_api import expect
from screen import cut, fill_window, overlapping, resize, settle, wrong_scrollers

import claimcheck as cc
from claimcheck.model import Article, Claim, Quoted, Signal, Span, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy

# 320x200 is 1280x800 at 400%.
SIZES = ((1440, 900), (1280, 800), (1000, 700), (600, 400), (320, 640), (320, 200))
FEW_LINES = 380
NEWSROOM = Policy.newsroom()
ARABIC = "قال الوزير إن صادرات البلاد ارتفعت بنسبة 12 في المائة في عام 2024 مقارنة بالعام السابق."
LONG = "The ministry said that exports rose by 12 percent in 2024, as they had in 2023. " * 38
ONE_WORD = "Doubled."
PIECES = {"one word": ONE_WORD, "3,000 characters": LONG[:3000].strip(), "right to left": ARABIC}
TITLES = {"500 characters": "Exports rose, the ministry says, " * 15 + "again", "none": None}


def article_of(title: str | None) -> tuple[Article, list[Claim]]:
    """An article with each of the pieces as a claim."""
    article = cc.read_text(
        "\n\n".join(PIECES.values()),
        title=title,
        publisher="W" * 90 if title else None,
        published="2024-05-06",
    )
    claims, at = [], 0
    for place, words in enumerate(PIECES.values()):
        start = article.text.index(words, at)
        span = at_span = Span(start, start + len(words))
        at = at_span.end
        speaker = "Sir Very-Long Name " * 6 if place == 1 else None
        reason = Signal("figure", (Span(start, start + 3),), 0.5, "a figure " * 30)
        claims.append(Claim(article.id, span, words, span, speaker, Quoted.NONE, (reason,), 0.9 - place / 10))
    return article, claims


@pytest.fixture(params=TITLES)
def odd(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, list[str]]:
    """A database with an odd article, and its claims."""
    article, claims = article_of(TITLES[request.param])
    with Store(tmp_path / "odd.db") as store:
        store.add(article, claims)
    return tmp_path / "odd.db", [claim.id for claim in claims]


def faults(desk: PlainDeskPage) -> Iterator[str]:
    """What overlaps or is cut in any part of the desk and any window."""
    for size in SIZES:
        resize(desk.page, *size)
        for tab in desk.desk.locator(".cc-pane-tab").all():
            if tab.is_visible():
                tab.evaluate("tab => tab.click()")
            elif tab.inner_text() != "Check":
                continue
            settle(desk.page)
            found = overlapping(desk.page) + cut(desk.page)
            # In a window of few lines the desk itself scrolls, so that all can be come by.
            found += wrong_scrollers(desk.page) if size[1] > FEW_LINES else []
            yield from (f"{size} {tab.inner_text()}: {fault}" for fault in found)
    resize(desk.page, *SIZES[0])


def test_odd_articles_and_claims(odd: tuple[Path, list[str]], open_desk: OpenDesk) -> None:
    db, claims = odd
    desk = open_desk(at=db)
    fill_window(desk.page)
    for claim_id in claims:
        desk.open(claim_id)
        assert list(faults(desk)) == []


def test_a_paragraph_stands_in_the_direction_of_its_own_words(
    odd: tuple[Path, list[str]], open_desk: OpenDesk
) -> None:
    db, claims = odd
    desk = open_desk(at=db)
    fill_window(desk.page)
    for claim_id, rightmost in ((claims[0], False), (claims[2], True)):
        desk.open(claim_id)
        last = """text => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector(".cc-claim:last-of-type"));
            const line = [...range.getClientRects()].at(-1), { left, right } = text.getBoundingClientRect();
            return right - line.right < line.left - left;
        }"""
        assert desk.desk.locator(".cc-article-text").evaluate(last) is rightmost
    title = desk.desk.locator(".cc-article-title")
    box = title.bounding_box()
    assert box is not None
    assert box["height"] < 45, "a long title takes two lines"
    assert title.get_attribute("title") == title.text_content()


def test_forty_sources_and_a_long_statement(db: Path, open_desk: OpenDesk) -> None:
    odd = (a_source("in the archive, box 7", title="No address that a browser knows"), a_source("x" * 2000))
    many = tuple(a_source(f"https://example.org/{number}", title=f"Source {number}") for number in range(38))
    with Store(db) as store:
        first = next(iter(store.queue())).claim_id
        session = a_desk(store, "Ana")
        session.take(first, Status.RESEARCHING, some_work(sources=odd + many, note=None))
    desk = open_desk()
    fill_window(desk.page)
    desk.open(first)
    expect(desk.desk.locator(".cc-source")).to_have_count(40)
    assert list(faults(desk)) == []
    desk.field("Rationale").fill(ARABIC * 20)
    desk.field("Statement to check").fill("long words " * 1818)
    expect(desk.alert).to_contain_text("The statement has 19,998 characters; at most 5,000 are kept.")
    assert list(faults(desk)) == []
    desk.field("Statement to check").fill("long words " * 450)
    desk.wait_saved("Draft saved")
    for place in (0, 1, 39):
        desk.desk.locator(".cc-source-line").nth(place).evaluate("line => line.click()")
    assert list(faults(desk)) == []


def test_a_desk_with_no_claims_says_what_to_do(tmp_path: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(at=tmp_path / "empty.db")
    fill_window(desk.page)
    expect(desk.desk.locator(".cc-empty")).to_contain_text("Bring in an article with “+ Article” above.")
    assert "No claim is like this" not in desk.desk.inner_text()
    assert list(faults(desk)) == []
    desk.bring_in("Exports rose by 12 percent in 2024, the minister said on Monday.")
    expect(desk.desk.locator(".cc-row")).not_to_have_count(0)


def test_the_sample_articles_in_any_window(open_desk: OpenDesk) -> None:
    desk = open_desk(policy="newsroom")
    fill_window(desk.page)
    assert list(faults(desk)) == []


def test_long_blind_ratings_stand_side_by_side(db: Path, open_desk: OpenDesk) -> None:
    with Store(db) as store:
        first = next(iter(store.queue())).claim_id
        a_desk(store, "Ana", NEWSROOM).ask_blind([first])
        for who, rating in (("Ann", "True"), ("Ben", "False")):
            work = some_work(rating=rating, rationale="A long reason. " * 80, note=None)
            a_desk(store, who, NEWSROOM).rate(first, work)
    desk = open_desk("Cid", policy="newsroom")
    fill_window(desk.page)
    desk.open(first)
    expect(desk.desk.locator(".cc-blind-rating")).to_have_count(2)
    assert list(faults(desk)) == []


def test_what_lies_over_something_and_what_is_cut_is_found(open_desk: OpenDesk) -> None:
    desk = open_desk()
    fill_window(desk.page)
    desk.page.add_style_tag(
        content=".cc-head { margin-bottom: -30px } .cc-goes { width: 60px; overflow: hidden }"
    )
    assert any("lies over" in fault for fault in overlapping(desk.page))
    assert any('"Next" is cut by' in fault for fault in cut(desk.page))
    desk.page.add_style_tag(
        content=".cc-form { height: 90px; overflow: auto } .cc-scroll { height: 80px; flex: none }"
    )
    assert any("cc-form" in fault for fault in wrong_scrollers(desk.page))
