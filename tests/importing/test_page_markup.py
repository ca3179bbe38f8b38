"""ClaimReview in the attributes of a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claimcheck.importing.claimreview import said
from claimcheck.importing.earlier_checks import read_known
from claimcheck.importing.microdata import microdata

PAGE = """<!DOCTYPE html><html><body itemscope itemtype="https://schema.org/WebPage">
<article itemprop="mainEntity" itemscope itemtype="http://schema.org/ClaimReview">
<meta itemprop="datePublished" content="2024-05-03">
<link itemprop="url" href="https://paper.example/rain">
<h1 itemprop="headline">No, it does <em>not</em>
  rain</h1>
<div itemprop="author publisher" itemscope itemtype="https://schema.org/Organization">
  <img itemprop="image" src="logo.png"><span itemprop="name">The Paper</span></div>
<p>They said: <q itemprop="claimReviewed">It <b>rains</b>.</q>
<div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Claim">
  <i itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ann</span></i>
</div>
<div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating">
  <meta itemprop="ratingValue" content="1"><meta itemprop="bestRating" content="5">
  <img itemprop="image" src="false.png"><span itemprop="alternateName">False</span>
</div>
</article></body></html>"""


def fields(markup: str) -> list[dict[str, Any]]:
    return [said(record, print) for record in microdata(markup)]


def test_what_stands_in_the_attributes_is_read() -> None:
    assert fields(PAGE) == [
        {
            "text": "It rains.",
            "title": "No, it does not rain",
            "rating": "False",
            "publisher": "The Paper",
            "url": "https://paper.example/rain",
            "date": "2024-05-03",
            "speaker": "Ann",
        }
    ]


def test_a_page_of_it_is_brought_in(tmp_path: Path) -> None:
    page = tmp_path / "check.html"
    page.write_text(PAGE, encoding="utf-8")
    (known,) = read_known(page, on_problem=print)
    assert (known.text, known.rating, known.origin) == ("It rains.", "False", str(page))


OPEN = '<div itemscope itemtype="https://schema.org/ClaimReview">'
CLAIM = "<i itemprop=claimReviewed>It rains.</i>"


@pytest.mark.parametrize(
    "markup",
    [
        f"{OPEN}{CLAIM}</div>",
        f"{OPEN}{CLAIM}",
        f"{OPEN.upper()}{CLAIM}</DIV>",
        f"{OPEN.replace('https://schema.org/', 'http://schema.org/')}{CLAIM}</div>",
        f"{OPEN.replace('ClaimReview', 'Review https://schema.org/ClaimReview')}{CLAIM}</div>",
        f"<div itemscope>{CLAIM}</div>",
        f"{OPEN}<meta itemprop=claimReviewed content='It rains.'></div>",
        f"{OPEN}<span itemprop=claimReviewed content='It rains.'>shown otherwise</span></div>",
        f"{OPEN}<p itemprop=claimReviewed>It<br>\nrains.</p></div>".replace("<br>", " <br>"),
        f"{OPEN}<i itemprop=https://schema.org/claimReviewed>It rains.</i></div>",
        f"{OPEN}<p>a<p>b<li>c{CLAIM}<table><tr><td>d</div>",
        f"{'<div>' * 5_000}{OPEN}{CLAIM}</div>",
        f"{OPEN}<div itemprop=itemReviewed itemscope itemtype=https://schema.org/Claim>"
        "<i itemprop=name>It rains.</i></div></div>",
        f"{OPEN}<div itemprop=claimReviewed itemscope itemtype=https://schema.org/Claim>"
        "<i itemprop=text>It rains.</i></div></div>",
    ],
)
def test_it_is_read_leniently(markup: str) -> None:
    assert [one["text"] for one in fields(markup)] == ["It rains."]


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>itemscope",
        "<div itemscope itemtype=https://schema.org/Review><i itemprop=name>x</i></div>",
        "<i itemprop=claimReviewed>It rains.</i>",
        "<div itemscope></div>",
        f"{OPEN[:-12]}",
    ],
)
def test_a_page_without_a_check_has_none(markup: str) -> None:
    assert microdata(markup) == []


def test_several_of_one_page_and_several_values_are_read() -> None:
    rating = "<i itemprop=reviewRating>False</i><i itemprop=reviewRating>Satire</i>"
    first, second = fields(f"{OPEN}{CLAIM}{rating}</div>{OPEN}<b itemprop=claimReviewed>It snows.</b></div>")
    assert (first["rating"], second["text"]) == ("False; Satire", "It snows.")


def test_items_in_items_without_end_and_properties_without_end_do_no_harm() -> None:
    deep = '<div itemprop="itemReviewed" itemscope>' * 3_000
    (record,) = microdata(f"{OPEN}{CLAIM}{deep}")
    assert record["claimReviewed"] == ["It rains."]
    (record,) = microdata(f"{OPEN}<p itemprop=claimReviewed>{'W' * 1_000_000}</p></div>")
    assert len(record["claimReviewed"][0]) == 100_000
