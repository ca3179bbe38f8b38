"""A file of earlier checks is brought in at the desk, and found."""

from pathlib import Path

from desks import OpenDesk
from playwright.sync_api import expect


def test_a_file_of_checks_is_brought_in(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk()
    desk.menu("Bring in earlier checks …")
    panel = desk.desk.get_by_role("dialog", name="Bring in earlier checks")
    checks = tmp_path / "checks.csv"
    checks.write_text(
        "text,rating,url\nNATO has 31 members.,False,https://example.org/31\n", encoding="utf-8"
    )
    panel.get_by_label("File of checks").set_input_files(checks)
    expect(panel).to_contain_text("checks.csv: 1 new.")
    checks.write_text("a,b\n1,2\n", encoding="utf-8")
    panel.get_by_label("File of checks").set_input_files(checks)
    expect(panel).to_contain_text("no column of it is known to hold the claims")
    desk.press("Escape")
    expect(panel).to_be_hidden()
    desk.focus()
    desk.press("F")
    desk.page.keyboard.type("NATO 31 members")
    desk.page.keyboard.press("Enter")
    expect(desk.desk.get_by_text("NATO has 31 members.").first).to_be_visible()
