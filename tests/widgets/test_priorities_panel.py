"""The panel of priorities as the page asks for it: what it shows, tries out, refuses and keeps."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from desk_page import Page

import claimcheck as cc

TEXT = (
    "Ann Lee, the mayor, said: “Rents rose by 12 percent in 2024.” The hall was full. “I was glad,” she "
    "said. The town has 32 schools. It built 3 of them in 2019."
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    cc.add(tmp_path / "log.db", cc.read_text(TEXT, title="Rents"), 0)
    return tmp_path / "log.db"


@pytest.fixture
def page(db: Path) -> Iterator[Page]:
    desk = cc.desk(db, "Ann", threshold=0)
    yield Page(desk)
    desk.session.store.close()


def answer(page: Page, op: str, **more: Any) -> dict[str, Any]:
    page.told.clear()
    page.hear({"op": op, **more})
    return next(one for one in page.told if one["kind"] in ("priorities", "previewed", "prioritieskept"))


def form_of(page: Page) -> dict[str, Any]:
    return deepcopy(answer(page, "showpriorities")["form"])


def about_schools(page: Page) -> dict[str, Any]:
    form = form_of(page)
    form["weights"] = dict.fromkeys(form["weights"], 0) | {"interest": 2}
    return {**form, "topics": [{"name": "schools", "words": ["schools"]}]}


def test_it_shows_what_holds_with_the_house_s_weights_beside_it(page: Page) -> None:
    told = answer(page, "showpriorities")
    assert told["form"]["weights"] == told["house"]
    assert [name for name, _label, _hint in told["parts"]] == list(told["house"])
    assert told["origin"].startswith("The house's")
    assert (told["history"], told["problem"]) == ([], None)


def test_a_change_is_shown_as_moves_and_changes_nothing_until_it_is_kept(page: Page, db: Path) -> None:
    before, form = page.queue, about_schools(page)
    tried = answer(page, "trypriorities", n=4, form=form)
    text, _speaker, place, formerly, priority, former = tried["first"][0]
    assert (tried["n"], text, place) == (4, "The town has 32 schools.", 1)
    assert formerly > 1
    assert priority > former
    assert page.queue == before
    assert answer(page, "keeppriorities", form=form)["problem"] is None
    assert page.queue[0][2] == "The town has 32 schools."
    assert page.state["saved"].startswith("Priorities kept")
    assert page.claim["parts"] != []
    told = answer(page, "showpriorities")
    assert (told["form"]["topics"], told["history"][0][1]) == (form["topics"], "Ann")
    assert "new topic “schools”: schools" in told["history"][0][2]
    again = Page(cc.desk(db, "Bo", threshold=0))
    assert again.queue[0][2] == "The town has 32 schools."
    assert "of interest here: schools" in again.claim["whyFirst"]


@pytest.mark.parametrize("op", ["trypriorities", "keeppriorities"])
def test_what_cannot_be_meant_is_told_beside_its_field_and_nothing_is_kept(page: Page, op: str) -> None:
    form = form_of(page)
    form["weights"] = dict.fromkeys(form["weights"], 0)
    more = {"n": 1} if op == "trypriorities" else {}
    told = answer(page, op, form=form, **more)
    assert (told["field"], told["problem"][:11]) == ("weights", "The weights")
    assert page.desk.session.store.priorities() is None


def test_what_is_below_the_minimum_is_told_and_leaves_what_is_to_do(page: Page) -> None:
    form, before = form_of(page), page.queue
    form["minimum"] = minimum = before[1][1]
    low = sum(row[1] < minimum for row in before)
    assert answer(page, "trypriorities", n=1, form=form)["below"] == low > 0
    answer(page, "keeppriorities", form=form)
    assert [row[0] for row in page.queue] == [row[0] for row in before if row[1] >= minimum]
    count, show = page.desk.view.filters["below"]
    assert count == low
    page.send("show", filter={**page.desk.view.filters["filter"], "show": show}, go=False)
    assert [row[0] for row in page.queue] == [row[0] for row in before if row[1] < minimum]


def test_priorities_of_a_file_hold_and_are_named(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("[priority]\npeople = ['Ana Ruiz']\n", encoding="utf-8")
    page = Page(cc.desk(db, "Ann", threshold=0, priorities=file))
    told = answer(page, "showpriorities")
    assert told["form"]["people"] == ["Ana Ruiz"]
    assert told["origin"] == f"From {file}, over what is recorded. Keep records them for everybody."
    answer(page, "keeppriorities", form=told["form"])
    assert answer(page, "showpriorities")["origin"].startswith("Recorded by Ann")


def test_reach_and_harm_are_said_at_the_desk(page: Page) -> None:
    last = page.queue[-1]
    page.send("open", to=last[0])
    page.send("weigh", what="reach", level="very wide")
    assert page.state["error"] is None
    assert page.claim["stakes"] == {"reach": "very wide", "harm": None}
    assert page.state["saved"].startswith("Saved")
    row = next(row for row in page.queue if row[0] == last[0])
    assert row[1] > last[1]
    assert row[1] == pytest.approx(page.claim["priority"], abs=1e-4)
