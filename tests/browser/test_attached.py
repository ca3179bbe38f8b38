"""A picture, PDF or page is attached to a source at the desk, and downloaded from there."""

from pathlib import Path

import pytest
from desks import OpenDesk, PlainDeskPage, standing
from playwright.sync_api import Locator, expect
from screen import cut, fill_window, overlapping, resize, settle

CONTENT = b"%PDF-1.7 " + b"a report " * 60_000


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "the report.pdf"
    path.write_bytes(CONTENT)
    return path


def a_source_on(desk: PlainDeskPage) -> Locator:
    """A source with an address, unfolded."""
    desk.desk.get_by_text("+ Add a source").click()
    desk.field("Address of source 1").fill("https://example.org/report")
    desk.wait_saved("Draft saved")
    return desk.desk.locator(".cc-source-attached")


def attach(desk: PlainDeskPage, path: Path) -> None:
    desk.desk.locator(".cc-source-attached input[type=file]").set_input_files(path)


def test_a_file_is_attached_kept_and_downloaded(
    db: Path, open_desk: OpenDesk, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that it comes in many parts.
    monkeypatch.setattr("claimcheck.widgets.attaching.PART", 1 << 16)
    desk = open_desk()
    attached = a_source_on(desk)
    attach(desk, report)
    expect(attached).to_contain_text("the report.pdf(PDF, 540 kB)")
    expect(desk.desk.locator(".cc-cite")).to_contain_text("attached")
    assert desk.asked.count("attachpart") == 9
    desk.wait_saved("Draft saved")
    [kept] = (one for one in (db.parent / f"{db.name}.files").rglob("*") if one.is_file())
    assert kept.read_bytes() == CONTENT

    with desk.page.expect_download() as download:
        desk.desk.get_by_role("button", name="Download what is attached to source 1").click()
    assert download.value.suggested_filename == "the report.pdf"
    assert Path(download.value.path()).read_bytes() == CONTENT

    # Changed under the desk, it is not given out.
    kept.write_bytes(b"<script>alert(1)</script>")
    desk.desk.get_by_role("button", name="Download what is attached to source 1").click()
    expect(attached).to_contain_text("was changed after it was attached. Bring it back")

    # What is shown is what is in the log after a decision, and after the page is drawn anew.
    desk.page.reload()
    desk.desk.locator(".cc-source-line").click()
    expect(attached).to_contain_text("the report.pdf(PDF, 540 kB)")
    claim = desk.current
    desk.field("Rationale").fill("It says so.")
    desk.desk.locator(".cc-rating").first.click()
    desk.desk.get_by_role("button", name="Decide: True").click()
    desk.wait_saved("Saved")
    [source] = standing(db)[claim].sources
    assert source.attachment is not None
    assert (source.attachment.name, source.attachment.size) == ("the report.pdf", len(CONTENT))


def test_what_is_attached_is_taken_off(open_desk: OpenDesk, report: Path) -> None:
    desk = open_desk()
    attached = a_source_on(desk)
    attach(desk, report)
    expect(attached).to_contain_text("(PDF, 540 kB)")
    desk.desk.get_by_role("button", name="Remove what is attached to source 1").click()
    expect(attached).not_to_contain_text("the report.pdf")
    expect(desk.desk.get_by_role("button", name="Attach a file to source 1")).to_be_focused()


def test_what_cannot_be_attached_is_said_before_it_is_sent(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk()
    attached = a_source_on(desk)
    film = tmp_path / "film.pdf"
    with film.open("wb") as file:
        # It takes no room on the disk.
        file.truncate(2_000_000_000)
    attach(desk, film)
    expect(attached).to_contain_text("film.pdf has 2 GB; at most 50 MB are attached. Nothing was sent.")
    (tmp_path / "empty.pdf").touch()
    attach(desk, tmp_path / "empty.pdf")
    expect(attached).to_contain_text("empty.pdf is empty; nothing was attached.")
    assert "attach" not in desk.asked
    (tmp_path / "run.exe").write_bytes(b"MZ")
    attach(desk, tmp_path / "run.exe")
    expect(attached).to_contain_text("run.exe is no picture, PDF or page")


def test_a_file_that_changes_while_it_is_sent_is_not_attached(
    open_desk: OpenDesk, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimcheck.widgets.attaching.PART", 1 << 16)
    desk = open_desk()
    attached = a_source_on(desk)
    hear = desk.kernel.attaching.hear
    heard = []

    def change(message: object, files: object = ()) -> None:
        heard.append(message)
        if len(heard) == 3:
            report.write_bytes(b"other")
        hear(message, files)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.kernel.attaching, "hear", change)
    attach(desk, report)
    expect(attached).to_contain_text("the report.pdf has changed since it was chosen. Nothing was attached")


def test_a_file_goes_on_coming_while_others_work_and_is_named_where_its_claim_is_left(
    open_desk: OpenDesk, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimcheck.widgets.attaching.PART", 1 << 16)
    desk = open_desk()
    attached = a_source_on(desk)
    waiting = list[tuple[object, object]]()
    hear = desk.kernel.attaching.hear
    monkeypatch.setattr(desk.kernel.attaching, "hear", lambda *told: waiting.append(told))
    attach(desk, report)
    expect(attached).to_contain_text("is on its way, 0%")
    # A step of one's own draws the form anew.
    desk.focus()
    desk.press("#")
    desk.field("Another tag").fill("NATO")
    desk.field("Another tag").press("Enter")
    expect(desk.desk.locator(".cc-tag")).to_have_count(1)
    expect(attached).to_contain_text("is on its way, 0%")
    desk.focus()
    desk.press("j")
    expect(desk.alert).to_contain_text("the report.pdf was not attached: you left the claim")
    assert len(waiting) == 1
    monkeypatch.setattr(desk.kernel.attaching, "hear", hear)


def test_a_long_name_can_be_read(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk()
    fill_window(desk.page)
    attached = a_source_on(desk)
    # As long as a system lets a name be.
    path = tmp_path / ("W" * 250 + ".png")
    path.write_bytes(b"\x89PNG")
    attach(desk, path)
    expect(attached).to_contain_text("W" * 115 + "….png(picture, 1 kB)")
    for size in ((1440, 900), (1280, 800), (900, 800), (320, 640)):
        resize(desk.page, *size)
        for tab in desk.desk.locator(".cc-pane-tab").get_by_text("Check").all():
            if tab.is_visible():
                tab.evaluate("tab => tab.click()")
        settle(desk.page)
        assert overlapping(desk.page) + cut(desk.page) == []
