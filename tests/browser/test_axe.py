"""axe-core finds nothing wrong on the desk by WCAG 2.2 AA, and what it cannot tell is judged one by one."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from desks import PROJECT, OpenDesk, OpenLabDesk, PlainDeskPage
from factories import a_source, some_work
from lab import Theme
from playwright.sync_api import FilePayload, Page, expect
from screen import contrast, fill_window, resize, settle
from test_screen import fill_form

from claimcheck.model import Contact, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
JUDGED = Path(__file__).parent / "axe_incomplete.toml"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# The last is 1440x900 at 200%.
SIZES = ((1440, 900), (320, 640), (720, 450))
THEMES: tuple[Theme, ...] = ("light", "dark")
# Of WCAG 1.4.3, for words of this size.
LEAST_CONTRAST = 4.5
NEWSROOM = Policy.newsroom()

pytestmark = pytest.mark.skipif(
    not (PROJECT / "node_modules").exists(), reason="axe-core is not here: `make lint` fetches it"
)


@dataclass
class Findings:
    """What axe-core finds wrong, and what it leaves to be judged: rule, element and why it cannot tell."""

    wrong: set[str] = field(default_factory=set)
    incomplete: set[tuple[str, str, str]] = field(default_factory=set)


_RUN = """
async (tags) => {
  const told = await axe.run(document.querySelector(".cc-layer"), {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations", "incomplete"],
  });
  const kindOf = (element) => {
    const own = element.closest("[class*='cc-']");
    const name = own && [...own.classList].find((one) => one.startsWith("cc-"));
    return name ? `.${name}` : element.tagName.toLowerCase();
  };
  const plain = (rules) => rules.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary, target, any, all, none }) => ({
      html, failureSummary, kind: kindOf(document.querySelector(target.at(-1))), target: target.at(-1),
      why: [...any, ...all, ...none].map(({ data }) => data?.messageKey).find((key) => key) ?? "",
    })),
  }));
  return { violations: plain(told.violations), incomplete: plain(told.incomplete) };
}
"""


def look(page: Page, state: str, findings: Findings) -> None:
    """Have axe-core look at the desk as it stands, and weigh the contrast that it cannot."""
    if page.evaluate("() => window.axe === undefined"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    told = page.evaluate(_RUN, TAGS)
    for rule, node in nodes(told["violations"]):
        findings.wrong.add(f"{state}: {rule}: {node['html'][:150]}: {node['failureSummary'][:300]}")
    for rule, node in nodes(told["incomplete"]):
        findings.incomplete.add((rule, node["kind"], node["why"]))
        if rule == "color-contrast" and (found := contrast(page, node["target"])) < LEAST_CONTRAST:
            findings.wrong.add(f"{state}: contrast {found:.2f}: {node['html'][:150]}")


def nodes(rules: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The elements that were found, each with the rule that it is about."""
    for rule in rules:
        for node in rule["nodes"]:
            yield rule["id"], node


def unjudged(found: set[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What axe-core cannot tell and nobody has judged yet."""
    told = tomllib.loads(JUDGED.read_text(encoding="utf-8"))["judged"]
    assert all(one["reason"].strip() for one in told)

    def fits(judgement: dict[str, Any], rule: str, element: str, why: str) -> bool:
        named = element in judgement["elements"] or judgement["elements"] == ["*"]
        return named and rule == judgement["rule"] and why in judgement["why"]

    return sorted(one for one in found if not any(fits(judgement, *one) for judgement in told))


@pytest.fixture
def findings() -> Iterator[Findings]:
    """What was found in a test: nothing wrong, and nothing that nobody has judged."""
    found = Findings()
    yield found
    assert sorted(found.wrong) == []
    assert unjudged(found.incomplete) == [], f"judge them in {JUDGED.name}"


def everywhere(desk: PlainDeskPage, state: str, findings: Findings, tab: str = "Check") -> None:
    """Look at one state in every width and theme."""
    for size in SIZES:
        resize(desk.page, *size)
        choose(desk, tab)
        for theme in THEMES:
            fill_window(desk.page, theme)
            look(desk.page, f"{state} {size} {theme}", findings)
    resize(desk.page, *SIZES[0])


def choose(desk: PlainDeskPage, tab: str) -> None:
    """Choose a part of the desk where only one is seen."""
    found = desk.desk.locator(".cc-pane-tab").get_by_text(tab)
    # Not by a click, which would close a panel's menu.
    if found.is_visible():
        found.evaluate("tab => tab.click()")
    settle(desk.page)


def test_queue_claim_article_and_filled_form(open_desk: OpenDesk, findings: Findings) -> None:
    desk = open_desk()
    fill_window(desk.page)
    for tab in ("Queue", "Article", "Check"):
        everywhere(desk, f"an open claim, {tab}", findings, tab)
    fill_form(desk)
    desk.desk.locator(".cc-source-line").click()
    for line in desk.desk.locator(".cc-why-line").all():
        line.click()
    desk.desk.locator(".cc-contact summary").click()
    everywhere(desk, "a filled form, all unfolded", findings)
    desk.focus()
    desk.press("#")
    desk.field("Another tag").fill("the budget, NATO")
    desk.field("Another tag").press("Enter")
    expect(desk.desk.locator(".cc-tag")).to_have_count(2)
    everywhere(desk, "tags unfolded", findings)
    desk.press("Escape", "Enter")
    desk.wait_decided(1)
    everywhere(desk, "after a decision", findings, "Queue")


def show_priorities(desk: PlainDeskPage) -> None:
    """The panel of priorities with a topic, a person, and one that is refused."""
    desk.desk.locator(".cc-to-priorities").click()
    expect(desk.desk.locator(".cc-first-row")).to_have_count(5)
    for words in ("ammunition", ""):
        desk.field("Topic").fill("defence")
        desk.field("Its words, parted by commas").fill(words)
        desk.field("Its words, parted by commas").press("Enter")
    desk.field("Name or office").fill("Mark Rutte")
    desk.field("Name or office").press("Enter")
    expect(desk.desk.locator(".cc-refused:visible")).to_contain_text("no words yet")


def show_tables(desk: PlainDeskPage) -> None:
    """The panel of reference tables with a table that was added and another that is looked at."""
    desk.menu("Reference tables …")
    panel = desk.desk.get_by_role("dialog", name="Reference tables")
    rows = "country,year,usd\nFrance,2023,1\nItaly,2023,2\n"
    for name, content in (("gdp.csv", rows), ("b.csv", rows.replace("usd", "figures"))):
        file = FilePayload(name=name, mimeType="text/csv", buffer=content.encode())
        panel.get_by_label("Add a file").set_input_files(files=[file])
        expect(panel.locator(".cc-table-samples")).to_contain_text("France")
        if name == "gdp.csv":
            panel.get_by_role("button", name="Add it").click()
            expect(panel.locator(".cc-table")).to_have_count(1)


PANELS: dict[str, Callable[[PlainDeskPage], None]] = {
    "bring in": lambda desk: desk.desk.get_by_role("button", name="+ Article").click(),
    "earlier checks": lambda desk: desk.menu("Bring in earlier checks …"),
    "priorities": show_priorities,
    "tables": show_tables,
    "export": lambda desk: desk.menu("Export …"),
    "charts": lambda desk: desk.menu("Charts …"),
    "keys": lambda desk: desk.menu("Keys …"),
    "history": lambda desk: desk.menu("History and comments …"),
    "palette": lambda desk: desk.desk.press("d"),
    "digest": lambda desk: desk.desk.locator(".cc-badge-note > summary").click(),
    "menu": lambda desk: desk.desk.locator(".cc-menu > summary").click(),
    "steps": lambda desk: desk.desk.locator(".cc-status").click(),
}


@pytest.mark.parametrize("name", PANELS)
def test_panels_and_menus(open_desk: OpenDesk, findings: Findings, name: str) -> None:
    desk = open_desk()
    fill_window(desk.page)
    PANELS[name](desk)
    expect(
        desk.desk.locator(".cc-panel:visible, .cc-palette, details[open] > :not(summary)").first
    ).to_be_visible()
    settle(desk.page)
    everywhere(desk, name, findings)


def test_what_is_asked_in_a_press_and_a_copied_link(open_desk: OpenDesk, findings: Findings) -> None:
    desk = open_desk(policy="newsroom")
    fill_window(desk.page)
    desk.desk.get_by_role("button", name="Take it", exact=True).click()
    expect(desk.desk.get_by_role("dialog", name="Why does it matter?")).to_be_visible()
    everywhere(desk, "the reason that is asked", findings)
    desk.press("Escape")
    desk.menu("Copy a link to this claim")
    everywhere(desk, "a copied link", findings)


def test_the_second_editor_and_blind_review(db: Path, open_desk: OpenDesk, findings: Findings) -> None:
    with Store(db) as store:
        first, second = [row.claim_id for row in store.queue()][:2]
        ann = ReviewSession(store, "Ann", policy=NEWSROOM)
        cited = a_source(title="A list", passage="Thirty-two.", archived="https://a.example", stance="for")
        work = some_work(
            note=None, rationale="So it is. " * 99, sources=(cited, a_source("https://b.example"))
        )
        ann.take(first, Status.PROPOSED, replace(work, contact=Contact("2025-06-01", reply="Yes.")))
    ben = open_desk("Ben", policy="newsroom")
    fill_window(ben.page)
    ben.open(first)
    everywhere(ben, "a proposed claim to read", findings)
    ben.desk.get_by_role("button", name="Send back").click()
    everywhere(ben, "the note of a step back", findings)
    ben.press("Escape")
    ben.desk.get_by_role("button", name="Approve with another rating …").click()
    everywhere(ben, "a proposed claim, another rating", findings)
    ben.open(second)
    ben.focus()
    ben.press("B")
    expect(ben.next_step).to_have_text("Give your blind rating")
    ben.press("5")
    ben.type_in("Rationale", "Ben's reason")
    everywhere(ben, "blind review", findings)
    ben.press("Enter")
    ben.wait_saved("Saved")
    ann_page = open_desk("Ann", policy="newsroom")
    ann_page.open(second)
    ann_page.focus()
    ann_page.press("1")
    ann_page.type_in("Rationale", "Ann's reason")
    ann_page.press("Enter")
    ann_page.wait_saved("Saved")
    cid = open_desk("Cid", policy="newsroom")
    fill_window(cid.page)
    cid.show("blind ratings differ")
    cid.open(second)
    expect(cid.desk.locator(".cc-blind-rating")).to_have_count(2)
    cid.desk.get_by_role("button", name="Settle for this").first.click()
    everywhere(cid, "two ratings that differ", findings)


def test_a_proposal_that_is_voted_on(
    db: Path, tmp_path: Path, open_desk: OpenDesk, findings: Findings
) -> None:
    file = tmp_path / "votes.toml"
    file.write_text('name = "our desk"\napprovals = 3\n', encoding="utf-8")
    policy = Policy.read(file)
    with Store(db) as store:
        first = next(iter(store.queue())).claim_id
        for by, target in (("Ann", Status.PROPOSED), ("Bob", Status.APPROVED)):
            ReviewSession(store, by, policy=policy).take(first, target, some_work(note=None))
    cid = open_desk("Cid", policy=str(file))
    fill_window(cid.page)
    cid.open(first)
    expect(cid.next_step).to_have_text("Vote for True")
    everywhere(cid, "a proposal that is voted on", findings)
    cid.focus()
    cid.press("5")
    expect(cid.next_step).to_have_text("Propose: False (proposed: True)")
    everywhere(cid, "another proposal instead", findings)


def test_a_desk_without_claims(tmp_path: Path, open_desk: OpenDesk, findings: Findings) -> None:
    desk = open_desk(at=tmp_path / "empty.db")
    fill_window(desk.page)
    everywhere(desk, "no claims", findings)
    everywhere(desk, "no claims, queue", findings, "Queue")


@pytest.mark.parametrize("theme", THEMES)
def test_a_desk_in_jupyterlab(open_lab_desk: OpenLabDesk, findings: Findings, theme: Theme) -> None:
    desk = open_lab_desk(viewport=(1440, 900), theme=theme)
    expect(desk.page.locator(".cc-layer")).to_be_visible()
    look(desk.page, f"an open claim in JupyterLab, {theme}", findings)
