"""The panel with the charts, as an object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from claimcheck.errors import StoreError
from claimcheck.widgets.charts import ChartsPanel

MIME = "application/vnd.vegalite.v5+json"


class Picture:
    def __init__(self, number: int) -> None:
        self.number = number

    def _repr_mimebundle_(self) -> tuple[dict[str, Any], dict[str, Any]]:
        return {MIME: {"number": self.number}, "text/plain": "charts"}, {MIME: {"embed_options": {}}}


class Desk:
    """What the panel is handed, and what it asked for; a fault comes from where it is put."""

    def __init__(self) -> None:
        self.drawn = self.asked = 0
        self.draw_fault: Exception | None = None
        self.agreement_fault: Exception | None = None
        self.panel = ChartsPanel(self.draw, self.agreement, self.tried)

    def draw(self) -> Picture:
        self.drawn += 1
        if self.draw_fault:
            raise self.draw_fault
        return Picture(self.drawn)

    def agreement(self) -> str:
        self.asked += 1
        if self.agreement_fault:
            raise self.agreement_fault
        return f"Agreed {self.asked}."

    def tried(self, step: Callable[[], object]) -> str | None:
        try:
            step()
        except StoreError as refusal:
            return str(refusal)
        return None

    @property
    def shown(self) -> list[int]:
        return [output["data"][MIME]["number"] for output in self.panel.picture.outputs]


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.panel.close()


def test_it_is_closed_to_begin_with_and_draws_nothing(desk: Desk) -> None:
    assert desk.panel.layout.display == "none"
    assert (desk.drawn, desk.asked, desk.shown) == (0, 0, [])


def test_opened_it_draws_and_tells_the_agreement(desk: Desk) -> None:
    desk.panel.toggle({"new": True})
    assert desk.panel.layout.display is None
    assert (desk.shown, desk.panel.agreed.value, desk.panel.word.value) == ([1], "Agreed 1.", "")
    [output] = desk.panel.picture.outputs
    assert output["output_type"] == "display_data"
    assert output["metadata"] == {MIME: {"embed_options": {}}}


def test_closed_it_draws_nothing_and_opened_again_it_draws_anew(desk: Desk) -> None:
    desk.panel.toggle({"new": True})
    desk.panel.toggle({"new": False})
    assert (desk.panel.layout.display, desk.drawn) == ("none", 1)
    desk.panel.toggle({"new": True})
    assert (desk.shown, desk.panel.agreed.value) == ([2], "Agreed 2.")


def test_the_button_draws_again_in_place_of_what_was_there(desk: Desk) -> None:
    desk.panel.toggle({"new": True})
    desk.panel.again.click()
    assert (desk.shown, desk.panel.agreed.value) == ([2], "Agreed 2.")


def test_what_fails_is_said_and_what_was_drawn_stays(desk: Desk) -> None:
    desk.panel.toggle({"new": True})
    desk.draw_fault = StoreError("The database is gone.")
    desk.panel.again.click()
    assert (desk.shown, desk.panel.word.value) == ([1], "The database is gone.")
    assert desk.panel.agreed.value == "Agreed 2."
    desk.draw_fault = None
    desk.panel.again.click()
    assert (desk.shown, desk.panel.word.value) == ([3], "")


def test_the_same_fault_of_both_is_said_once(desk: Desk) -> None:
    desk.draw_fault = desk.agreement_fault = StoreError("The database is gone.")
    desk.panel.toggle({"new": True})
    assert desk.panel.word.value == "The database is gone."
