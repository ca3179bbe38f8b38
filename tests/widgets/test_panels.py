"""What the panels over the desk ask for, and what they are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from makers import database

from claimcheck.errors import ClaimcheckError, ReadingError, StoreError
from claimcheck.matcher import Matcher
from claimcheck.open_desk import tools_for
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession
from claimcheck.widgets import messages
from claimcheck.widgets.desk_tools import Tools
from claimcheck.widgets.panels import Panels

MIME = "application/vnd.vegalite.v5+json"
WORDS = "Prices fell by 3 percent in 2020."
PAGE = f"<html><head><title>Prices</title></head><body><p>{WORDS}</p></body></html>".encode()


class Asker:
    """Panels over an empty log, what they told, and how often an article was brought."""

    def __init__(self, store: Store, tools: Tools) -> None:
        self.session, self.tools = ReviewSession(store, "Ann"), tools
        self.told: list[Mapping[str, Any]] = []
        self.brought = 0

    def ask(self, message: messages.ToPanel, **tools: Callable[..., object]) -> Mapping[str, Any]:
        """The answer to *message*, where some of the *tools* are others."""
        self.panels(**tools).hear(message)
        return self.told[-1]

    def panels(self, **tools: Callable[..., object]) -> Panels:
        return Panels(self.session, replace(self.tools, **tools), self._be_told, self._tried, self._count)  # type: ignore[arg-type]

    def _be_told(self, message: Mapping[str, Any], _files: Sequence[bytes]) -> None:
        self.told.append(message)

    def _count(self) -> None:
        self.brought += 1

    def _tried(self, step: Callable[[], object]) -> str | None:
        try:
            step()
        except ClaimcheckError as refusal:
            return str(refusal)
        return None


@pytest.fixture
def asker(tmp_path: Path) -> Iterator[Asker]:
    path = database(tmp_path / "log.db")
    with Store(path) as store:
        yield Asker(store, tools_for(store, 0, None, Matcher(None)))


def fails(words: str) -> Callable[..., object]:
    def fail(*_: object) -> object:
        raise StoreError(words)

    return fail


# --- charts ---------------------------------------------------------------------------------------


def test_charts_come_as_a_notebook_shows_them_with_the_agreement(asker: Asker) -> None:
    told = asker.ask(messages.Charts())
    assert [MIME in part for part in told["bundle"]] == [True, True]
    assert told["agreement"].startswith("No claim has been rated by two reviewers")
    assert told["problem"] == ""


def test_where_the_charts_fail_the_agreement_is_told_all_the_same(asker: Asker) -> None:
    told = asker.ask(messages.Charts(), charts=fails("The database is gone."))
    assert (told["bundle"], told["problem"]) == (None, "The database is gone.")
    assert told["agreement"]


def test_the_same_fault_of_both_is_said_once(asker: Asker) -> None:
    gone = fails("The database is gone.")
    assert asker.ask(messages.Charts(), charts=gone, agreement=gone)["problem"] == "The database is gone."


# --- an address -----------------------------------------------------------------------------------


def test_a_page_is_brought_in_from_its_address(asker: Asker) -> None:
    told = asker.ask(messages.BringPage(" https://example.org/prices "), fetch=lambda _: PAGE)
    assert (told["said"], told["kept"], asker.brought) == ("Prices: 1 claim on the desk.", True, 1)
    _, article = asker.session.articles().values()
    assert (article.url, article.path, article.text) == ("https://example.org/prices", None, WORDS)


@pytest.mark.parametrize("address", ["", "prices.html", "ftp://example.org/a", "file:///etc/passwd"])
def test_what_is_no_address_of_the_web_is_refused_in_words(asker: Asker, address: str) -> None:
    told = asker.ask(messages.BringPage(address))
    assert "address" in told["said"]
    assert (told["kept"], asker.brought) == (False, 0)


def test_an_address_of_this_machine_is_refused(asker: Asker) -> None:
    assert "of the own machine or network" in asker.ask(messages.BringPage("http://127.0.0.1:1/a"))["said"]


def test_a_page_that_is_not_there_is_said_and_nothing_is_kept(asker: Asker) -> None:
    def missing(address: str) -> bytes:
        raise ReadingError(f"{address}: the server answers 404.")

    told = asker.ask(messages.BringPage("https://example.org/gone"), fetch=missing)
    assert (told["said"], told["kept"]) == ("https://example.org/gone: the server answers 404.", False)


def test_where_a_loop_runs_a_page_is_fetched_beside_the_work(asker: Asker) -> None:
    async def ask() -> bool:
        asker.panels(fetch=lambda _: PAGE).hear(messages.BringPage("https://example.org/prices"))
        answered_at_once = bool(asker.told)
        async with asyncio.timeout(10):
            while not asker.told:
                await asyncio.sleep(0.01)
        return answered_at_once

    assert asyncio.run(ask()) is False
    assert asker.told[-1]["said"] == "Prices: 1 claim on the desk."


# --- what is known about an article ---------------------------------------------------------------


def test_what_is_typed_beside_a_pasted_article_is_kept_with_it(asker: Asker) -> None:
    pasted = messages.Bring(
        WORDS, "Prices", "Ann Lee", "The Paper", "2021-03-04", "https://example.org/p", "en"
    )
    asker.ask(pasted)
    _, article = asker.session.articles().values()
    assert (article.author, article.published, article.language) == ("Ann Lee", "2021-03-04", "en")


def test_a_date_that_is_none_is_refused_and_nothing_is_kept(asker: Asker) -> None:
    told = asker.ask(messages.Bring(WORDS, "", "", "", "last week", "", ""))
    assert "last week" in told["said"]
    assert (told["kept"], len(asker.session.articles())) == (False, 1)
