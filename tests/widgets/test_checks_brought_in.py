"""Earlier checks are brought in at the desk, and what it refuses is said to somebody without a terminal."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from desk_page import Page
from factories import a_desk, a_pile, drop_triggers
from terminal_words import TERMINAL

import claimcheck as cc
from claimcheck.errors import ClaimcheckError
from claimcheck.importing.fetching import fetched
from claimcheck.matcher import KnownClaims, Matcher
from claimcheck.open_desk import tools_for
from claimcheck.review.log.attachment_folder import AttachmentFolder
from claimcheck.review.log.store import Store
from claimcheck.widgets.desk import Desk

CSV = b"text,rating,url,date\nNATO has 31 members.,False,https://example.org/1,2024-05-06\n"


@pytest.fixture
def known(tmp_path: Path) -> Path:
    return tmp_path / "claimcheck.known"


@pytest.fixture
def page(known: Path, tmp_path: Path) -> Iterator[Page]:
    with Store(tmp_path / "c.db") as store:
        a_pile(store)
        tools = tools_for(store, 0, None, Matcher(known), AttachmentFolder(None), known)
        yield Page(Desk(a_desk(store), tools))


def bring(page: Page, data: bytes, name: str = "checks.csv") -> dict[str, Any]:
    answer = page.ask("attach", file="f1", name=name, size=len(data), checks=True)
    for at in range(0, len(data), 40):
        page.told.clear()
        page.desk.hear({"op": "attachpart", "file": "f1", "at": at}, [data[at : at + 40]])
        answer = next(told for told in page.told if told["kind"] == "attached")
    return answer


def test_a_file_of_checks_is_brought_in_and_found(page: Page, known: Path) -> None:
    assert bring(page, CSV)["said"] == "checks.csv: 1 new."
    assert [check.rating for check in KnownClaims(known)] == ["False"]
    assert bring(page, CSV)["said"].startswith("checks.csv: 1 known already.")
    page.hear({"op": "search", "text": "NATO 31 members"})
    assert page.told[-1]["found"][0]["rating"] == "False"


def test_claimreview_is_taken_too(page: Page) -> None:
    record = {
        "@type": "ClaimReview",
        "claimReviewed": "NATO has 31 members.",
        "url": "https://example.org/2",
        "reviewRating": {"alternateName": "False"},
    }
    assert bring(page, json.dumps(record).encode(), "checks.json")["said"].startswith("checks.json: 1 new.")


PROBLEMS = [
    (b"a,b\n1,2\n", "problem", "Call the one that does text in the file's first row"),
    (b"text\nNATO has 31 members.\n", "said", "call the one that does rating in the first row"),
    (b"text,rating,date\nIt rains.,False,03/04/2019\n", "said", "write the one that is meant in the file"),
    (b"text,rating\n,False\n", "said", "1 of them not brought in: row 2"),
    (b"no table", "problem", "checks.csv: "),
]


@pytest.mark.parametrize(("data", "where", "words"), PROBLEMS)
def test_what_is_wrong_with_a_file_is_said_without_options(
    page: Page, data: bytes, where: str, words: str
) -> None:
    answer = bring(page, data)
    assert words in answer[where]
    assert "/tmp" not in answer[where]


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(page: Page) -> None:
    answer = page.ask("attach", file="f1", name="all.json", size=2 * 10**9, checks=True)
    assert "2,000,000,000 bytes" in answer["problem"]
    assert "cut it into smaller ones" in answer["problem"]


# `Page` looks at all that the desk says; here are the ways to what once named a command.


def test_a_damaged_collection_is_told_of_in_plain_words(page: Page, known: Path) -> None:
    bring(page, CSV)
    (known / "manifest.json").write_text("{")
    page.hear({"op": "search", "text": "tanks"})
    assert "Ask whoever set up this desk to make it anew" in page.told[-1]["problem"]
    assert "damaged" in bring(page, CSV)["problem"]


def test_a_table_is_no_article(page: Page, tmp_path: Path) -> None:
    table = cc.export_csv(tmp_path / "c.db", tmp_path / "v.csv", everything=True).read_bytes()
    assert "Give the article." in page.upload(("v.csv", table))


def test_an_unknown_language_is_told_of_in_plain_words(page: Page) -> None:
    assert "give that as its language" in page.paste("Priser steg 3 prosent.", language="xx")


def test_an_address_of_the_own_network_is_told_of_in_plain_words() -> None:
    with pytest.raises(ClaimcheckError) as refused, fetched("http://127.0.0.1:1/"):
        pass
    assert "--allow-private" in str(refused.value)
    assert "open it in your browser, save the page, and bring in the file" in refused.value.at_desk
    assert not TERMINAL.search(refused.value.at_desk)


def test_a_name_that_is_none_is_told_of_in_plain_words(page: Page) -> None:
    state = page.send("assign", ids=[page.claim["id"]], to="x" * 5_000, until=None)
    assert "That is no name of a reviewer" in state["error"]


def test_a_log_that_does_not_verify_is_not_exported_and_says_what_to_do(page: Page, tmp_path: Path) -> None:
    page.send("comment", text="So it is.")
    with closing(sqlite3.connect(tmp_path / "c.db")) as connection, connection:
        drop_triggers(connection)
        connection.execute("UPDATE events SET by = 'Eve' WHERE id = 2")
    told = page.ask("export", write=True)["problem"]
    assert "The log does not verify, and nothing was exported." in told
    assert "ask whoever set up this desk for what can be exported all the same" in told


def test_a_log_without_its_guard_is_exported_and_says_so(page: Page, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "c.db")) as connection, connection:
        drop_triggers(connection)
    told = page.ask("export", write=True)["said"]
    assert "to hold the log against an earlier export or backup" in told


def test_agreement_without_what_it_needs_is_told_of_in_plain_words(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    found = page.ask("charts")
    assert not TERMINAL.search(found["agreement"])
