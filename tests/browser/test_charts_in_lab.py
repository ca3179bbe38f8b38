"""The charts in a real JupyterLab: painted without the network, and names in them are text."""

from pathlib import Path

import pytest
from desks import LabDesk
from factories import QUICK, a_desk, an_article, cut
from lab import Notebook, OpenShared, Theme
from playwright.sync_api import expect

from claimcheck.model import Span, Status
from claimcheck.review.log.store import Store

SPEAKERS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "{{x}} ${alert(3)}",
    "\u202egnp.exe",
    "مارك روته",
    "x" * 10_000,
)
SHOWN = (*SPEAKERS[:3], "\ufffdgnp.exe", SPEAKERS[4], f"{'x' * 47}…")
CELL = "import claimcheck as cc\ncc.charts()"
DESK = "import claimcheck as cc\ncc.desk(reviewer='Ann')"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A database with a rated claim of each of SPEAKERS."""
    path = tmp_path / "claimcheck.db"
    article = an_article("\n".join(f"Claim {number}." for number in range(len(SPEAKERS))))
    claims = [
        cut(article, Span(9 * number, 9 * number + 8), speaker=speaker)
        for number, speaker in enumerate(SPEAKERS)
    ]
    with Store(path) as store:
        store.add(article, claims)
        desk = a_desk(store)
        for claim in claims:
            desk.take(claim.id, Status.APPROVED, QUICK)
    return path


def painted(notebook: Notebook) -> list[str]:
    """The words of the one drawing on the page, once it is there."""
    notebook.run_all()
    drawing = notebook.wait_for(".vega-embed svg.marks")
    expect(notebook.outputs.locator(".vega-embed svg.marks")).to_have_count(1)
    return drawing.locator("text").all_text_contents()


def check_harmless(notebook: Notebook) -> None:
    assert notebook.outputs.locator("img[src=x], script").count() == 0
    assert (notebook.dialogs, notebook.foreign, notebook.errors) == ([], [], [])


@pytest.mark.parametrize(("width", "theme"), [(1600, "light"), (700, "dark")])
def test_a_cell_paints_the_charts_by_itself(
    width: int, theme: Theme, hostile: Path, shared_notebook: OpenShared
) -> None:
    env = {"CLAIMCHECK_DB": str(hostile)}
    notebook = shared_notebook([CELL], env=env, viewport=(width, 900), theme=theme, sidebar=False)
    words = painted(notebook)
    assert {"Progress", "Verdicts by speaker", "Time in each step", "approved 6"} <= set(words)
    assert {f"\u2068{name}\u2069 · 1" for name in SHOWN} <= set(words)
    area = notebook.outputs.first
    assert area.evaluate("area => area.scrollWidth <= area.clientWidth")
    check_harmless(notebook)


def test_the_name_in_a_tooltip_is_text(hostile: Path, shared_notebook: OpenShared) -> None:
    env = {"CLAIMCHECK_DB": str(hostile)}
    notebook = shared_notebook([CELL], env=env, viewport=(900, 1400))
    painted(notebook)
    tooltip = notebook.page.locator("#vg-tooltip-element")
    bars = notebook.outputs.locator("path[aria-label*='rating: False']")
    expect(bars).to_have_count(len(SPEAKERS))
    told = []
    for bar in bars.all():
        bar.hover(position={"x": 5, "y": 7})
        expect(tooltip).to_be_visible()
        told.append(tooltip.locator("tr", has_text="speaker").locator(".value").inner_text())
        assert tooltip.locator("img, script").count() == 0
    assert sorted(told) == sorted(SHOWN)
    check_harmless(notebook)


def test_the_panel_shows_them_with_the_agreement_below(hostile: Path, shared_notebook: OpenShared) -> None:
    env = {"CLAIMCHECK_DB": str(hostile)}
    notebook = shared_notebook([DESK], env=env, viewport=(900, 1400))
    notebook.run_all()
    desk = LabDesk(notebook)
    desk.menu("Charts …")
    panel = notebook.wait_for(".cc-panel-charts")
    expect(panel.locator(".vega-embed svg.marks")).to_have_count(1)
    assert "Progress" in panel.locator(".vega-embed svg.marks text").all_text_contents()
    expect(panel).to_contain_text("No claim has been rated by two reviewers")
    check_harmless(notebook)
