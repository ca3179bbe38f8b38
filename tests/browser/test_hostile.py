"""Hostile text in every field of an article, a claim and a verdict: it shows as text and does nothing."""

import csv
import json
from pathlib import Path

import pytest
from desks import PROJECT, LabDesk, OpenDesk, OpenLabDesk
from playwright.sync_api import expect

import claimcheck as cc
from claimcheck.model import Article, Claim, Quoted, Signal, Span
from claimcheck.review.log.store import Store

VECTORS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    "<svg onload=alert(3)>",
    '<iframe srcdoc="<script>parent.alert(4)</script>"></iframe>',
    "<details open ontoggle=alert(5)>",
    "<style onload=alert(6)></style>",
    "javascript:alert(7)",
    "<a href='javascript:alert(8)'>x</a>",
    "$\\href{javascript:alert(9)}{x}$",
    '"><input autofocus onfocus=alert(10)>',
    '=HYPERLINK("http://example.org","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
)
HOST = "https://example.org"
BLNS = PROJECT.parent / "shared" / "benchmarks" / "hostile-text" / "blns.json"


def naughty() -> list[str]:
    if not BLNS.exists():
        return []
    return [text for text in json.loads(BLNS.read_text("utf-8")) if text.strip()]


def at_host(text: str) -> str:
    """The address of a page whose query is *text*; what is no address at all is no source."""
    return f"{HOST}/?{''.join(text.split())}"


def article_of(texts: list[str]) -> tuple[Article, list[Claim]]:
    """An article of *texts*, a line each, with a claim on every line and the text in every field."""
    lines = [" ".join(text.split()) for text in texts]
    article = cc.read_text(
        "\n".join(lines), title=VECTORS[0], publisher=VECTORS[1], author=VECTORS[2], url=VECTORS[6]
    )
    claims, at = [], 0
    for line in article.text.split("\n"):
        span = Span(at, at + len(line))
        reason = Signal("figure", (span,), 0.5, line)
        claims.append(Claim(article.id, span, line, span, line, Quoted.DIRECT, (reason,), 0.5))
        at = span.end + 1
    return article, [claim for claim in claims if claim.text]


def hostile(db: Path, texts: list[str]) -> Path:
    """A database with the article of *texts*."""
    article, claims = article_of(texts)
    with Store(db) as store:
        store.add(article, claims)
    return db


def test_markup_fires_nothing_and_shows_as_text(tmp_path: Path, open_lab_desk: OpenLabDesk) -> None:
    db = hostile(tmp_path / "hostile.db", list(VECTORS))
    desk = open_lab_desk(VECTORS[0], at=db)
    for count, vector in enumerate(VECTORS, 1):
        row = desk.desk.locator(".cc-row").get_by_text(vector, exact=True)
        # A click goes to the row even where it is drawn anew meanwhile.
        row.last.click()
        expect(desk.desk.locator(".cc-claim")).to_have_text(vector)
        expect(desk.desk.locator(".cc-why-head").nth(1)).to_contain_text(f"said by {vector}")
        desk.field("Statement to check").fill(vector)
        desk.field("Rationale").fill(vector)
        desk.decide_by_mouse("False", at_host(vector))
        desk.wait_decided(count)
    expect(desk.desk.locator(".cc-article-title")).to_have_text(VECTORS[0])
    expect(desk.desk.locator(".cc-origin")).to_contain_text(VECTORS[1])
    links = [link.get_attribute("href") for link in desk.desk.locator("a[href]").all()]
    assert [link for link in links if not str(link).startswith(HOST)] == [], (
        "no other address may be followed"
    )
    for tag in ("img", "script", "svg", "iframe", "details[ontoggle]", "style"):
        assert desk.desk.locator(tag).count() == 0
    # What is decided is drawn again from the log by a second run.
    desk.notebook.run_all()
    again = LabDesk(desk.notebook)
    expect(again.desk.locator(".cc-progress")).to_contain_text(f"{len(VECTORS)} of")
    assert again.notebook.dialogs == []
    assert again.notebook.foreign == []
    assert_no_formula(cc.export_csv(db, tmp_path / "verdicts.csv", everything=True))


@pytest.mark.skipif(not BLNS.exists(), reason="../shared/benchmarks/hostile-text is not here")
def test_the_big_list_of_naughty_strings_fires_nothing(tmp_path: Path, open_desk: OpenDesk) -> None:
    texts = naughty()
    db = hostile(tmp_path / "hostile.db", texts)
    desk = open_desk(VECTORS[0], at=db)
    rows = desk.desk.locator(".cc-rows")
    expect(desk.desk.locator(".cc-progress")).to_contain_text("0 of")
    # Each row is drawn once, and a claim in every twenty opened and decided.
    for step in range(12):
        rows.evaluate(
            """async (rows, part) => {
                rows.scrollTop = rows.scrollHeight * part;
                const drawn = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
                await drawn().then(drawn);
            }""",
            step / 12,
        )
        desk.open(str(desk.desk.locator(".cc-row").nth(8).get_attribute("data-claim")))
        chosen = texts[(7 * step) % len(texts)]
        desk.field("Rationale").fill(chosen)
        desk.decide_by_mouse("False", at_host(chosen if chosen.isprintable() else ""))
        desk.wait_saved("Saved")
    assert (desk.shown.dialogs, desk.shown.foreign, desk.shown.errors) == ([], [], [])
    assert_no_formula(cc.export_csv(db, tmp_path / "verdicts.csv", everything=True))


def assert_no_formula(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 1
    assert [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r") and not is_number(cell)] == []


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
