"""A claim is opened by its id, or by a link that the desk has copied."""

from desks import OpenDesk
from playwright.sync_api import expect


def test_a_link_to_a_claim_is_copied_and_opens_it(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: "
        "(text) => Promise.resolve((window.copied = text)) } })"
    )
    desk.focus()
    desk.press("j", "j")
    expect(desk.desk.locator(".cc-row").nth(2)).to_have_class("cc-row cc-current")
    wanted = desk.current
    desk.menu("Copy a link to this claim")
    expect(desk.desk.locator(".cc-saved")).to_have_text("Link copied")
    link = desk.page.evaluate("window.copied")
    assert link == f"{desk.page.url.split('#')[0]}#claim={wanted}"
    desk.focus()
    desk.press("k")
    expect(desk.desk.locator(".cc-row").nth(1)).to_have_class("cc-row cc-current")

    # In the box, where the filter stays what it was.
    find = desk.field("Find claims by words or a speaker")
    find.fill(link)
    find.press("Enter")
    expect(desk.desk.locator(f".cc-current[data-claim='{wanted}']")).to_have_count(1)
    expect(find).to_have_value("")
    assert desk.kernel.session.cursor.filter.text == ""

    # In the browser's own bar.
    desk.focus()
    desk.press("k")
    expect(desk.desk.locator(".cc-row").nth(1)).to_have_class("cc-row cc-current")
    desk.page.evaluate("hash => { location.hash = hash; }", f"claim={wanted}")
    desk.page.reload()
    expect(desk.desk.locator(f".cc-current[data-claim='{wanted}']")).to_have_count(1)


def test_a_claim_that_is_gone_is_said(open_desk: OpenDesk) -> None:
    desk = open_desk()
    find = desk.field("Find claims by words or a speaker")
    find.fill("c0123456789abcdef")
    find.press("Enter")
    expect(desk.alert).to_contain_text("There is no claim c0123456789abcdef on this desk")
