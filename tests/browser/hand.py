"""A reviewer's hand: clicks what is seen, scrolls to what is not, and counts both."""

from __future__ import annotations

from desks import DeskPage
from playwright.sync_api import Locator

_SEEN = """(element) => {
    // Of words over several lines the first line: beside it may stand other words.
    const { x, y, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const at = document.elementFromPoint(x + Math.min(width, 60) / 2, y + Math.min(height, 20) / 2);
    // A press on what is offered in a field is one on the field.
    const field = at?.closest(".cc-offered-field");
    return at !== null && (element.contains(at) || at.contains(element) || field?.contains(element) === true);
}"""


class Hand:
    """Works at a desk with the mouse; what is typed are words of one's own, and not counted."""

    def __init__(self, desk: DeskPage) -> None:
        self.desk, self.clicks, self.scrolls = desk, 0, 0

    def look(self, at: Locator) -> None:
        """See it: scroll there where it is not in sight."""
        if not at.evaluate(_SEEN):
            self.scrolls += 1
            at.evaluate("element => element.scrollIntoView({ block: 'center' })")

    def click(self, what: Locator) -> None:
        self.look(what)
        what.click()
        self.clicks += 1

    def type_into(self, what: Locator, text: str) -> None:
        self.click(what)
        self.desk.page.keyboard.type(text)

    def choose(self, what: Locator, value: str) -> None:
        """Open a list and choose from it."""
        self.look(what)
        what.select_option(value)
        self.clicks += 2

    def button(self, name: str) -> Locator:
        return self.desk.desk.get_by_role("button", name=name, exact=True)

    def fill_in(self, rating: str, *addresses: str) -> None:
        """The whole form of a check, with the claim in sight while it is weighed."""
        claim = self.desk.desk.locator(".cc-article .cc-claim").first
        self.look(claim)
        self.type_into(self.desk.field("Statement to check"), "What was claimed, in words that stand alone.")
        self.look(claim)
        self.click(self.desk.desk.locator(".cc-rating").get_by_text(rating, exact=True))
        self.type_into(self.desk.field("Rationale"), "The figures say so.")
        for place, address in enumerate(addresses, 1):
            self.click(self.button("+ Add a source"))
            self.desk.page.keyboard.type(address)
            self.type_into(self.desk.field(f"Title of source {place}"), f"Figures {place}")
            self.choose(self.desk.field(f"Does source {place} speak for or against the claim?"), "for")
        self.look(claim)
