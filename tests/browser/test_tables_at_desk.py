"""Reference tables at the desk: a file chosen or dropped, proposed, added, refused, taken out again."""

from __future__ import annotations

from pathlib import Path

from desks import OpenDesk, PlainDeskPage
from playwright.sync_api import FilePayload, Locator, expect
from screen import cut, fill_window, overlapping, resize, settle

from claimcheck.desk_references import kept_at
from claimcheck.review.log.store import Store

HOSTILE = "<img src=x onerror=window.hacked=1>"
GDP = "country,code,year,gdp,population\nGermany,DEU,2023,4500,84\nFrance,FRA,2023,3000,68\n"
SIZES = ((1440, 900), (900, 800), (600, 700), (400, 700))


def opened(desk: PlainDeskPage) -> Locator:
    desk.focus()
    desk.press("K")
    return desk.desk.get_by_role("dialog", name="Reference tables")


def choose(panel: Locator, name: str, content: str) -> None:
    file = FilePayload(name=name, mimeType="text/csv", buffer=content.encode())
    panel.get_by_label("Add a file").set_input_files(files=[file])


def test_a_table_is_added_from_what_is_proposed_and_said_and_taken_out_again(
    db: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk()
    panel = opened(desk)
    expect(panel).to_contain_text("There is none yet.")
    choose(panel, "figures 2023.csv", GDP)
    expect(panel.locator(".cc-table-file")).to_have_text("figures 2023.csv")
    expect(desk.field("Countries are in")).to_have_value("country")
    expect(panel.locator(".cc-table-asks:visible")).to_have_count(3)
    expect(desk.field("What is measured")).to_be_focused()
    panel.get_by_role("button", name="Add it").click()
    expect(panel.locator(".cc-refused:visible")).to_have_count(1)
    with Store(db) as store:
        assert kept_at(store).tables == ()
    desk.field("What is measured").fill("GDP")
    desk.field("Unit of the figures").fill("billion USD")
    desk.field("Figures are in").select_option("gdp")
    expect(panel.locator(".cc-table-samples td")).to_have_text(
        ["Germany", "2023", "4500", "France", "2023", "3000"]
    )
    expect(panel.locator(".cc-table-asks:visible")).to_have_count(0)
    panel.get_by_role("button", name="Add it").click()
    expect(panel.locator(".cc-table-title")).to_have_text("GDP in billion USD")
    expect(panel.locator(".cc-table-form")).to_be_hidden()
    desk.wait_saved("Tables kept")

    other = open_desk("Bo")
    theirs = opened(other)
    expect(theirs.locator(".cc-table")).to_contain_text("added by Ana")
    take_out = theirs.get_by_role("button", name="Take out")
    take_out.click()
    expect(theirs.locator(".cc-table")).to_have_count(1)
    theirs.get_by_role("button", name="Take it out?").click()
    expect(theirs.locator(".cc-table")).to_have_count(0)
    theirs.get_by_text("Who changed the list: 2 changes").click()
    expect(theirs.locator(".cc-changes")).to_contain_text("GDP (figures 2023.csv) taken out")
    with Store(db) as store:
        assert store.verify().clean


def test_what_is_no_table_is_refused_and_another_can_be_dropped(open_desk: OpenDesk) -> None:
    desk = open_desk()
    panel = opened(desk)
    choose(panel, "page.html", "<html>")
    expect(panel.locator(".cc-panel-said")).to_contain_text("page.html is no table")
    choose(panel, "one.csv", "country\nFrance\n")
    expect(panel.locator(".cc-panel-said")).to_contain_text("no header of several columns")
    expect(panel.locator(".cc-table-form")).to_be_hidden()
    transfer = desk.page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            const rows = "country,joined\\nFrance,1949\\nItaly,1949\\n";
            data.items.add(new File([rows], "nato.csv", { type: "text/csv" }));
            return data;
        }"""
    )
    panel.dispatch_event("drop", {"dataTransfer": transfer})
    expect(panel.locator(".cc-table-file")).to_have_text("nato.csv")
    panel.get_by_text("the members of a group").click()
    expect(desk.field("Members since")).to_have_value("joined")
    desk.field("Name of the group").fill("NATO")
    desk.field("Name of the group").press("Tab")
    expect(panel.locator(".cc-table-asks:visible")).to_have_count(0)
    panel.get_by_role("button", name="Add it").click()
    expect(panel.locator(".cc-table-title")).to_have_text("NATO (group)")


def test_hostile_cells_are_text_and_the_panel_fits_every_window(open_desk: OpenDesk) -> None:
    desk = open_desk()
    fill_window(desk.page)
    panel = opened(desk)
    choose(panel, "gdp.csv", "country,year,usd\nFrance,2023,1\nItaly,2023,2\n")
    panel.get_by_role("button", name="Add it").click()
    expect(panel.locator(".cc-table")).to_have_count(1)
    rows = f"country,year,usd\n{HOSTILE},2023,1\n{'x' * 80},2023,2\nItaly,2023,2\nSpain,2023,2\n"
    choose(panel, f"{HOSTILE.replace('<', '')}.csv", rows)
    expect(panel.locator(".cc-table-samples")).to_contain_text(HOSTILE)
    for size in SIZES:
        resize(desk.page, *size)
        settle(desk.page)
        assert [overlapping(desk.page), cut(desk.page)] == [[], []], size
        assert panel.evaluate(
            "panel => panel.querySelector('.cc-panel-body').scrollWidth <= panel.clientWidth"
        )
    assert desk.page.evaluate("window.hacked") is None
