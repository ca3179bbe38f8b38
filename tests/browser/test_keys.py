"""The keys of the desk: what each goes to, what is said of one that is none, how many a whole check takes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from desks import OpenDesk, PlainDeskPage, standing
from playwright.sync_api import Locator, expect

from claimcheck.model import Status

MOST_KEYS = 14
STATEMENT, RATIONALE = "NATO has 32 members.", "Its own list has 32 of them."
ADDRESS, TITLE = "https://nato.example/list", "NATO, its members"


class Typist:
    """Checks claims by keys alone, and counts those that are not prose."""

    def __init__(self, desk: PlainDeskPage) -> None:
        self.desk, self.keys = desk, list[str]()

    def press(self, *keys: str) -> None:
        """Press keys of the desk."""
        self.desk.press(*keys)
        self.keys += keys

    def prose(self, text: str) -> None:
        """Type words of one's own."""
        self.desk.page.keyboard.type(text)


def palette(desk: PlainDeskPage) -> Locator:
    return desk.desk.locator(".cc-palette")


def keys_panel(desk: PlainDeskPage) -> Locator:
    return desk.desk.get_by_role("dialog", name="Keys of the desk")


@pytest.fixture
def desk(open_desk: OpenDesk) -> PlainDeskPage:
    opened = open_desk()
    opened.focus()
    return opened


def check(typist: Typist) -> None:
    """Statement, rating, rationale, and a source with its address, title and what it says."""
    typist.press("s")
    typist.prose(STATEMENT)
    typist.press("Escape", "2", "t")
    typist.prose(RATIONALE)
    typist.press("Escape", "a")
    typist.prose(ADDRESS)
    typist.press("Tab")
    typist.prose(TITLE)
    typist.press("Tab", "f", "Control+Enter")


def test_a_whole_check_alone_takes_few_keys(db: Path, desk: PlainDeskPage) -> None:
    first, typist = desk.current, Typist(desk)
    check(typist)
    desk.wait_decided(1)
    assert desk.current != first
    found = standing(db)[first]
    assert (found.status, found.rating) == (Status.APPROVED, "Mostly true")
    assert (found.statement, found.rationale) == (STATEMENT, RATIONALE)
    assert [(one.address, one.title, one.stance) for one in found.sources] == [(ADDRESS, TITLE, "for")]
    print(f"a whole check with one source, alone: {len(typist.keys)} keys: {' '.join(typist.keys)}")  # noqa: T201
    assert len(typist.keys) == 10


def test_a_whole_check_of_a_newsroom_takes_few_keys(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(policy="newsroom")
    desk.focus()
    first, typist = desk.current, Typist(desk)
    typist.press("Enter", "ArrowDown", "Enter")
    expect(desk.status).to_have_text("researching")
    check(typist)
    # The one thing that is missing is gone to: why one source is enough.
    expect(desk.field("Why one source is enough")).to_be_focused()
    typist.prose("It is the list itself.")
    typist.press("Control+Enter")
    expect(desk.desk.locator(f".cc-current[data-claim='{first}']")).to_have_count(0)
    found = standing(db)[first]
    assert (found.status, found.proposed_rating) == (Status.PROPOSED, "Mostly true")
    assert found.sources[0].stance == "for"
    print(f"a whole check with one source, newsroom: {len(typist.keys)} keys: {' '.join(typist.keys)}")  # noqa: T201
    assert len(typist.keys) == MOST_KEYS


# A key, and what has the focus after it.
GOES_TO = {
    "s": "[aria-label='The check of this claim'] > .cc-field textarea >> nth=0",
    "e": "[aria-label='The check of this claim'] > .cc-field textarea >> nth=0",
    "r": ".cc-rating input >> nth=0",
    "t": ".cc-rationale textarea",
    "a": ".cc-source-address input",
    "O": "role=textbox[name='Why one source is enough']",
    "W": "role=textbox[name='Why this claim matters']",
    "l": ".cc-contact-fields input >> nth=0",
    "m": "role=textbox[name='Comment']",
    "f": ".cc-find",
    "/": ".cc-find",
    "F": ".cc-search",
    "q": ".cc-rows",
    "Q": "role=combobox[name='Show']",
    "A": ".cc-article-text",
    "X": "role=combobox[name='Reason for dismissing this claim']",
    "I": ".cc-to",
    "+": ".cc-panel:visible",
    "D": ".cc-panel:visible",
    "G": ".cc-panel:visible",
    "?": "role=searchbox[name='Find a key']",
}


@pytest.mark.parametrize("viewport", [(1280, 800), (600, 700)])
def test_a_key_goes_to_what_its_letter_says(open_desk: OpenDesk, viewport: tuple[int, int]) -> None:
    desk = open_desk(policy="newsroom", viewport=viewport)
    for key, place in GOES_TO.items():
        desk.focus()
        desk.press(key)
        found = desk.desk.locator(place)
        assert (key, found.evaluate("one => one.contains(document.activeElement)")) == (key, True)
        desk.press("Escape")
        expect(desk.desk.locator(".cc-panel:visible")).to_have_count(0)


def test_the_rating_row_is_gone_to_and_rated_by_digit_or_arrows(desk: PlainDeskPage) -> None:
    chosen = desk.desk.locator(".cc-rating:has(input:checked)")
    desk.press("r", "3")
    expect(chosen).to_contain_text("Mixture")
    desk.press("r")
    expect(desk.desk.locator(".cc-rating input").nth(2)).to_be_focused()
    desk.press("ArrowRight")
    expect(chosen).to_contain_text("Mostly false")


def test_a_source_without_an_address_is_filled_in_before_another_is_added(desk: PlainDeskPage) -> None:
    desk.press("a", "Escape", "a")
    expect(desk.field("Address of source 1")).to_be_focused()
    expect(desk.desk.locator(".cc-source")).to_have_count(1)
    desk.page.keyboard.type("https://example.org/1")
    desk.press("Escape", "a")
    expect(desk.field("Address of source 2")).to_be_focused()
    expect(desk.field("Address of source 1")).to_be_hidden()


def test_a_first_key_that_is_none_shows_those_that_are_and_moves_nothing(desk: PlainDeskPage) -> None:
    before = desk.desk.locator(".cc-form").bounding_box()
    desk.press("d")
    expect(palette(desk)).to_be_visible()
    expect(palette(desk).get_by_role("status")).to_contain_text("“d” does nothing here.")
    expect(palette(desk)).to_contain_text("the statement")
    # Nothing is marked, cut or sent back, so that those keys do nothing here.
    here = palette(desk).locator("kbd").all_text_contents()
    assert {"s", "r", "t", "a", "Enter", "?"} <= set(here)
    assert not {"V", "n", "z", "C", "←", "W"} & set(here)
    assert desk.desk.locator(".cc-form").bounding_box() == before
    expect(desk.desk).to_be_focused()


@pytest.mark.parametrize("how", ["Escape", "t", "a click", "Shift+?"])
def test_the_palette_is_gone_with_the_next_key_or_click(desk: PlainDeskPage, how: str) -> None:
    desk.press("d")
    expect(palette(desk)).to_be_visible()
    if how == "a click":
        desk.desk.locator(".cc-head-quote").click()
    else:
        desk.press(how)
    expect(palette(desk)).to_be_hidden()
    # The key does what it does.
    if how == "t":
        expect(desk.field("Rationale")).to_be_focused()
    if how == "Shift+?":
        expect(keys_panel(desk)).to_be_visible()


def test_after_the_first_time_one_line_says_so(desk: PlainDeskPage) -> None:
    desk.press("d", "Escape", "]")
    expect(palette(desk)).to_have_text("“]” does nothing here. ? shows all keys.")
    desk.press("Shift")
    expect(palette(desk)).to_be_visible()
    # A key that does nothing now is told of as well.
    desk.press("V")
    expect(palette(desk)).to_contain_text("“V” does nothing here.")


def test_a_key_in_a_text_is_text(desk: PlainDeskPage) -> None:
    first = desk.current
    for label in ("Statement to check", "Rationale", "Find claims by words or a speaker"):
        desk.field(label).focus()
        desk.page.keyboard.type("jxd?/5 S")
        expect(desk.field(label)).to_have_value("jxd?/5 S")
    expect(palette(desk)).to_be_hidden()
    expect(keys_panel(desk)).to_be_hidden()
    assert desk.current == first


# What a browser or JupyterLab does with a key is left to it.
_LEFT = """(desk, keys) => keys.filter((given) => {
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...given });
  desk.dispatchEvent(event);
  return event.defaultPrevented;
})"""


def test_shortcuts_of_the_browser_are_left_alone(desk: PlainDeskPage) -> None:
    modified = [
        {"key": key, modifier: True} for key in "sjx?" for modifier in ("ctrlKey", "altKey", "metaKey")
    ]
    named = [{"key": key} for key in ("F5", "F11", "PageDown", "Home", "Shift", "Dead", "Process", "Tab")]
    assert desk.desk.evaluate(_LEFT, [*modified, *named]) == []
    expect(palette(desk)).to_be_hidden()
    expect(desk.field("Statement to check")).not_to_be_focused()


@pytest.mark.parametrize(
    "typed",
    [
        {"key": "ы", "code": "KeyS"},
        {"key": "σ", "code": "KeyS"},
        {"key": "s", "code": "KeyO"},  # Dvorak: what it types, not where it is
        {"key": "S", "code": "KeyS", "modifierCapsLock": True},
    ],
)
def test_a_key_is_what_it_types_in_any_layout(desk: PlainDeskPage, typed: dict[str, object]) -> None:
    desk.desk.evaluate("(desk, one) => desk.dispatchEvent(new KeyboardEvent('keydown', one))", typed)
    expect(desk.field("Statement to check")).to_be_focused()


def test_a_digit_that_needs_shift_rates_without_it(desk: PlainDeskPage) -> None:
    french = {"key": "é", "code": "Digit2"}
    desk.desk.evaluate("(desk, one) => desk.dispatchEvent(new KeyboardEvent('keydown', one))", french)
    expect(desk.desk.locator(".cc-rating:has(input:checked)")).to_contain_text("Mostly true")


def by_x(desk: PlainDeskPage) -> None:
    keys_panel(desk).get_by_role("button", name="Close").click()


@pytest.mark.parametrize("close", [by_x, lambda desk: desk.press("Escape")], ids=["×", "Esc"])
def test_the_panel_of_keys_finds_them_and_closes(
    desk: PlainDeskPage, close: Callable[[PlainDeskPage], None]
) -> None:
    desk.press("?")
    panel, found = keys_panel(desk), keys_panel(desk).locator(".cc-key")
    expect(panel.get_by_role("searchbox", name="Find a key")).to_be_focused()
    groups = panel.get_by_role("heading", level=3).all_text_contents()
    assert groups[:3] == ["Write the check", "Decide", "Go to"]
    every = found.count()
    desk.page.keyboard.type("claiman")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("contact with the claimant")
    expect(panel.get_by_role("status")).to_have_text("1 key")
    desk.press("Control+a")
    desk.page.keyboard.type("b")
    expect(found).to_have_text([re.compile("back to the claim"), re.compile("two blind ratings")])
    desk.press("Control+a")
    desk.page.keyboard.type("esc")
    expect(found).to_have_count(1)
    desk.press("Control+a")
    desk.page.keyboard.type("teleport")
    expect(panel.get_by_role("status")).to_have_text("No key does that. Try another word.")
    close(desk)
    expect(panel).to_be_hidden()
    expect(desk.desk).to_be_focused()
    desk.press("?")
    expect(found).to_have_count(every)


def test_nothing_is_done_to_a_claim_under_a_panel(db: Path, desk: PlainDeskPage) -> None:
    first = desk.current
    desk.press("G")
    expect(desk.desk.locator(".cc-panel-charts")).to_be_visible()
    desk.press("x", "j", "2")
    desk.exchange()
    assert desk.current == first
    assert standing(db).get(first) is None or standing(db)[first].status is Status.UNREVIEWED
    desk.press("?")
    expect(keys_panel(desk)).to_be_visible()
