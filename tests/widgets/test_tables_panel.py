"""The panel of reference tables as the page asks for it: what it proposes, refuses, keeps and takes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_page import Page
from factories import a_pile

import claimcheck as cc
from claimcheck.desk_references import kept_at, references_at
from claimcheck.review.kept_tables import KeptList
from claimcheck.review.log.attachment_folder import AttachmentFolder
from claimcheck.review.log.store import Store
from claimcheck.settings import files_path

GDP = b"country,code,year,usd\nGermany,DEU,2023,4500\nFrance,FRA,2023,3000\n"
HOSTILE = b"country,year,usd\n<img src=x onerror=alert(1)>,2023,1\n=1+1,2023,2\nItaly,2023,3\nSpain,2023,3\n"
MEMBERS = b"country,joined\nGermany,1955\nFrance,1949\n"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with Store(tmp_path / "c.db") as store:
        a_pile(store)
    return tmp_path / "c.db"


@pytest.fixture
def page(db: Path) -> Iterator[Page]:
    desk = cc.desk(db, "Ann", threshold=0)
    yield Page(desk)
    desk.session.store.close()


def send(page: Page, data: bytes, name: str = "gdp.csv") -> dict[str, Any]:
    """Send a file in parts; the form with which it is spoken of, or the problem."""
    answer = page.ask("attach", file="f1", name=name, size=len(data), tables=True)
    for at in range(0, len(data), 40):
        if answer["problem"]:
            return {"problem": answer["problem"]}
        page.told.clear()
        page.desk.hear({"op": "attachpart", "file": "f1", "at": at}, [data[at : at + 40]])
        answer = next(told for told in page.told if told["kind"] == "attached")
    return {"name": answer["done"]["name"], "sha256": answer["done"]["sha256"], "group": False}


def hear(page: Page, op: str, kind: str, **more: Any) -> dict[str, Any]:
    page.told.clear()
    page.hear({"op": op, **more})
    return next(one for one in page.told if one["kind"] == kind)


def look(page: Page, form: dict[str, Any]) -> dict[str, Any]:
    return hear(page, "lookattable", "tablelooked", n=1, form=form)


def keep(page: Page, form: dict[str, Any], place: str = "") -> dict[str, Any]:
    return hear(page, "keeptable", "tablekept", form=form, place=place)


def kept(db: Path) -> KeptList:
    with Store(db) as store:
        return kept_at(store)


def test_a_file_is_proposed_added_listed_and_taken_out(page: Page, db: Path) -> None:
    form = send(page, GDP)
    found = look(page, form)
    assert (found["form"]["measure"], found["form"]["unit"], found["asks"]) == ("GDP", "USD", [])
    assert found["samples"][0] == ("Germany", "2023", "4500") or found["samples"][0] == [
        "Germany",
        "2023",
        "4500",
    ]
    assert kept(db) == KeptList()
    assert keep(page, {**form, "source": "World Bank"})["said"] == "GDP (gdp.csv) added."
    told = hear(page, "showtables", "tables")
    ((key, title, facts, file, by, _at, problems),) = told["tables"]
    assert (title, facts, file, by, problems) == (
        "GDP in USD",
        "2023 · 2 entities · World Bank",
        "gdp.csv",
        "Ann",
        [],
    )
    assert page.state["saved"].startswith("Tables kept")
    assert hear(page, "removetable", "tablekept", key=key)["said"] == "GDP (gdp.csv) taken out."
    after = hear(page, "showtables", "tables")
    assert after["tables"] == []
    assert [change[2] for change in after["history"]] == [
        ["GDP (gdp.csv) taken out"],
        ["GDP (gdp.csv) added"],
    ]
    assert "somebody has taken it out" in hear(page, "removetable", "tablekept", key=key)["problem"]


def test_the_references_of_the_desk_are_the_new_ones_at_once(page: Page, db: Path) -> None:
    files = AttachmentFolder(files_path(db))
    assert references_at(page.desk.session.store, files).tables == ()
    keep(page, send(page, GDP))
    assert [one.measure for one in references_at(page.desk.session.store, files).tables] == ["GDP"]


def test_what_is_not_told_is_asked_beside_its_field_and_nothing_is_kept(page: Page, db: Path) -> None:
    form = send(page, b"country,year,gdp,population\nFrance,2023,3000,68\nItaly,2023,2300,59\n", "two.csv")
    asks = dict(look(page, form)["asks"])
    assert asks == {
        "value": 'it may be "gdp", "population"',
        "unit": "nothing in the table says in what its figures are",
    }
    refused = keep(page, form)
    assert (refused["field"], refused["problem"]) == ("value", 'Say it: it may be "gdp", "population".')
    assert kept(db) == KeptList()
    keep(page, {**form, "value": "gdp", "unit": "billion USD", "measure": "GDP"})
    assert kept(db).tables[0].value == "gdp"


def test_a_newer_file_of_that_name_is_asked_about(page: Page, db: Path) -> None:
    keep(page, send(page, GDP))
    form = send(page, GDP.replace(b"usd", b"eur"))
    assert "GDP (gdp.csv) is there otherwise, added by Ann on " in look(page, form)["former"]
    assert keep(page, form)["field"] == "place"
    keep(page, form, "replace")
    assert [table.unit for table in kept(db).tables] == ["EUR"]
    same = keep(page, form, "beside")
    assert same["problem"] is None or "already" in same["problem"]
    assert len(kept(db).tables) == 1


def test_of_a_table_that_cannot_be_read_so_another_column_can_be_said(page: Page, db: Path) -> None:
    data = b"country,year,value,usd\n" + b"France,2023,1,7\n" * 20 + b"Italy,2023,many,8\n"
    form = {**send(page, data), "unit": "USD"}
    found = look(page, form)
    assert '"many" is no number' in found["trouble"]
    assert found["form"]["value"] == "value"
    assert "is no number" in keep(page, form)["problem"]
    assert look(page, {**form, "value": "usd"})["trouble"] == ""
    assert kept(db) == KeptList()


def test_the_claim_at_hand_is_worked_out_anew_with_a_table_that_came(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    text = "In 2023 the German economy was one and a half times the size of the French one."
    cc.add(path, cc.read_text(text, published="2024-05-01"), 0)
    desk = cc.desk(path, "Ann", threshold=0)
    page = Page(desk)
    page.hear({"op": "drawn"})
    page.told.clear()
    form = send(page, GDP)
    page.told.clear()
    page.hear({"op": "keeptable", "form": form})
    (told,) = [one for one in page.told if one["kind"] == "worksheet"]
    assert told["sheet"]["readings"]
    desk.session.store.close()


def test_a_group_is_added(page: Page, db: Path) -> None:
    form = {**send(page, MEMBERS, "nato.csv"), "group": True}
    found = look(page, form)
    assert found["form"]["since"] == "joined"
    assert dict(found["asks"]) == {"measure": "how sentences call the group, such as NATO"}
    keep(page, {**form, "measure": "NATO", "aliases": "the alliance, the allies"})
    assert (kept(db).groups[0].name, kept(db).groups[0].aliases) == ("NATO", ("the alliance", "the allies"))
    ((_key, title, facts, *_),) = hear(page, "showtables", "tables")["tables"]
    assert (title, facts) == ("NATO (group)", "2 members · also the alliance · also the allies")


REFUSED = [
    ("page.html", b"<html>", "page.html is no table; what can be added ends in csv"),
    ("gdp.csv", b"country\nFrance\n", "no header of several columns"),
    ("gdp.csv", b"country,usd,usd\nFrance,1,2\n", 'has the column "usd" twice'),
    ("gdp.csv", b"country,year,indicator,value\nFrance,2023,a,1\nItaly,2023,b,2\n", "holds 2 measures"),
]


@pytest.mark.parametrize(("name", "data", "words"), REFUSED)
def test_what_is_no_table_is_refused_in_words(page: Page, name: str, data: bytes, words: str) -> None:
    form = send(page, data, name)
    problem = form.get("problem") or look(page, form)["problem"]
    assert words in problem
    assert "--" not in problem


def test_a_file_of_300_mb_is_refused_before_it_is_sent(page: Page) -> None:
    answer = page.ask("attach", file="f1", name="all.csv", size=300_000_000, tables=True)
    assert "has 300 MB; a table of its kind may have 20 MB" in answer["problem"]


def test_hostile_cells_and_names_are_told_as_they_are(page: Page) -> None:
    form = send(page, HOSTILE, "../../<b>gdp.csv")
    assert "/" not in form["name"]
    samples = look(page, {**form, "measure": "GDP"})["samples"]
    assert [cells[0] for cells in samples] == ["<img src=x onerror=alert(1)>", "=1+1", "Italy"]


def test_a_digest_that_nobody_sent_leads_nowhere(page: Page) -> None:
    form = {"name": "gdp.csv", "sha256": "../../etc", "group": False}
    page.told.clear()
    page.hear({"op": "lookattable", "n": 1, "form": form})
    assert not [one for one in page.told if one["kind"] == "tablelooked"]
    assert "not in" in look(page, {**form, "sha256": "0" * 64})["problem"]
