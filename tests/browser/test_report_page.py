"""The report in a real browser: texts as they went in, nothing that runs or loads, fit to read and print."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desks import PROJECT
from factories import a_desk, an_article, cut, some_work
from lab import OpenShared, Theme
from log_to_report import reported_log, the_form
from playwright.sync_api import Browser, Page, expect

import claimcheck as cc
from claimcheck.model import Article, Contact, Source, Span, Status
from claimcheck.review.form_cleaning import clean
from claimcheck.review.log.store import Store

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
BLNS = Path(__file__).parents[3] / "shared" / "benchmarks" / "hostile-text" / "blns.json"
THEMES: tuple[Theme, ...] = ("light", "dark")
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "</style><style>body{display:none}",
    '"><a href="javascript:alert(3)">',
    "a\r\nb\rc\n\n  d\te",
    "{{ 7 * 7 }} {% include 'x' %} {# #}",
    "\u202egnp.exe",
    "مارك روته",
    "]]><!--",
    "https://evil.example/<x>",
)

OpenReport = Callable[..., Page]


@pytest.fixture
def open_report(browser: Browser) -> Iterator[OpenReport]:
    """Open a report from its file; when the test ends, nothing has run, and nothing was asked for."""
    pages: list[Page] = []
    asked: list[str] = []
    told: list[str] = []

    def open_one(report: Path, width: int = 1280, theme: Theme = "light", *, bare: bool = False) -> Page:
        # What looks at the page from outside is no part of it.
        page = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=not bare
        )
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        page.on("dialog", lambda dialog: told.append(dialog.message))
        page.goto(report.as_uri())
        asked.remove(report.as_uri())
        pages.append(page)
        return page

    yield open_one
    for page in pages:
        page.close()
    assert (asked, told) == ([], [])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    reported_log(tmp_path / "log.db")
    return cc.report(tmp_path / "log.db", tmp_path / "report.html")


def hostile_log(path: Path, texts: list[str]) -> Article:
    """A published check of each of *texts*, which stands in every place of its form."""
    of = an_article("\n".join(f"Claim {number:04}." for number in range(len(texts))), title=texts[0])
    claims = [
        cut(of, Span(12 * number, 12 * number + 11), speaker=text, worthiness=0.9)
        for number, text in enumerate(texts)
    ]
    with Store(path) as store:
        store.add(of, claims)
        desk = a_desk(store)
        for number, (claim, text) in enumerate(zip(claims, texts, strict=True)):
            source = Source(f"https://example.org/{number}", text, text, interest=text, stance="for")
            work = some_work(
                statement=text,
                rationale=text,
                sources=(source,),
                one_source_reason=text,
                contact=Contact(reply=text),
                published_url=None,
                correction=None,
            )
            desk.take(claim.id, Status.APPROVED, work)
    return of


def read_back(page: Page) -> list[list[str]]:
    """The texts of each check, as the page has them."""
    found: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll("article")].map((one) => [
            one.querySelector("h2").textContent,
            ...[...one.querySelectorAll("div.cc-report-text, li strong, li blockquote")].map(
                (text) => text.textContent,
            ),
        ])"""
    )
    return found


def check_texts(open_report: OpenReport, folder: Path, texts: list[str]) -> None:
    hostile_log(folder / "log.db", texts)
    page = open_report(cc.report(folder / "log.db", folder / "report.html"), bare=True)
    found = read_back(page)
    kept = [clean(text) for text in texts]
    assert [one[0] for one in found] == kept
    # Rationale, title, passage, why one source is enough; the reply stands in a blockquote of its section.
    assert [set(one) for one in found] == [{text} for text in kept]
    assert {len(one) for one in found} == {5}
    assert page.evaluate("document.querySelectorAll('script, img, iframe').length") == 0
    assert page.evaluate("[...document.links].filter((a) => !/^(https?|file):/.test(a.href)).length") == 0


def test_hostile_text_is_text_and_comes_back(open_report: OpenReport, tmp_path: Path) -> None:
    check_texts(open_report, tmp_path, [*HOSTILE])


def test_every_naughty_string_is_text_and_comes_back(open_report: OpenReport, tmp_path: Path) -> None:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not here: {BLNS}")
    naughty = [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if clean(text)]
    assert len(naughty) > 500
    check_texts(open_report, tmp_path, naughty)


def test_what_would_run_or_load_is_stopped_by_the_page_itself(browser: Browser, report: Path) -> None:
    """Were a text ever to become markup, the policy of the page would still stop it."""
    broken = report.with_name("broken.html")
    bad = "<script>document.title = 'ran'</script><img src='https://evil.example/x.png'>"
    broken.write_text(report.read_text("utf-8").replace("<main>", f"<main>{bad}"), "utf-8")
    page = browser.new_page()
    sent: list[str] = []
    page.on("requestfinished", lambda request: sent.append(request.url))
    page.goto(broken.as_uri())
    assert page.title() == "Fact checks"
    assert sent == [broken.as_uri()]
    page.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [1280, 400, 320])
def test_axe_finds_nothing_and_nothing_is_cut(
    width: int, theme: Theme, open_report: OpenReport, report: Path
) -> None:
    page = open_report(report, width, theme)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if not AXE.is_file():
        pytest.skip("axe-core is not here: `make lint` fetches it")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async () => {
            const told = await axe.run(document, { resultTypes: ["violations"] });
            return told.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
        }"""
    )
    assert found == []


def test_a_dark_screen_prints_black_on_white_a_check_a_page(open_report: OpenReport, report: Path) -> None:
    page = open_report(report, theme="dark")
    shade = "() => getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(shade) == "rgb(20, 23, 26)"
    page.emulate_media(media="print")
    assert page.evaluate(shade) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('article')).color") == "rgb(28, 31, 35)"
    assert page.evaluate(
        "[...document.querySelectorAll('article')].map((one) => getComputedStyle(one).breakBefore)"
    ) == ["page", "page"]
    expect(page.get_by_role("link", name="https://stat.coast.example/gdp").first).to_be_visible()
    # Contents, two pages for the first check, one for the other, and what was not checked.
    assert page.pdf(format="A4", print_background=True).count(b"/Type /Page\n") == 5


@pytest.mark.parametrize("theme", THEMES)
def test_a_cell_shows_one_check_in_the_colours_of_the_notebook(
    theme: Theme, tmp_path: Path, shared_notebook: OpenShared
) -> None:
    of = an_article(title=HOSTILE[1])
    claim = cut(of, Span(0, 20), speaker=HOSTILE[0], worthiness=0.9)
    with Store(tmp_path / "claimcheck.db") as store:
        store.add(of, [claim])
        work = replace(the_form(), statement=HOSTILE[2], rationale=HOSTILE[0], published_url=None)
        a_desk(store).take(claim.id, Status.APPROVED, work)
    cell = f"import claimcheck as cc\ncc.claim_report(None, {claim.id!r})"
    env = {"CLAIMCHECK_DB": str(tmp_path / "claimcheck.db")}
    notebook = shared_notebook([cell], env=env, viewport=(1280, 900), theme=theme)
    notebook.run_all()
    shown = notebook.wait_for(".cc-report")
    expect(shown.locator("h2")).to_have_text(HOSTILE[2])
    light = shown.evaluate(
        "(one) => getComputedStyle(one).color.match(/\\d+/g).slice(0, 3).every((c) => c < 90)"
    )
    assert light is (theme == "light")
    # What is around the check looks as before.
    assert notebook.page.evaluate("getComputedStyle(document.body).display") != "none"
    assert notebook.outputs.locator("img[src=x], script").count() == 0
    assert (notebook.dialogs, notebook.foreign, notebook.errors) == ([], [], [])
