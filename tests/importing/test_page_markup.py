"""ClaimReview in the attributes of a page, and the scripts with linked data in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.importing.claimreview import said
from claimcheck.importing.earlier_checks import read_known
from claimcheck.importing.linked_data import Record
from claimcheck.importing.page_markup import marked_up

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


def microdata(markup: str) -> list[Record]:
    return marked_up(markup)[1]


def scripts_of(markup: str) -> list[str]:
    return marked_up(markup)[0]


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
SCRIPT_TAG = "<script type=application/ld+json>"
TAGS = [
    *(
        OPEN,
        "</div>",
        CLAIM,
        SCRIPT_TAG,
        "</script>",
        "<p itemprop=author itemscope>",
        "</p>",
        "</i>",
        "<br>",
    ),
    *("<table>", "<td itemprop=name>", "</table>", "<body itemscope>", "</body>", "</html>", "<!--", "-->"),
    *("<select>", "</option>", "<head>", "<a", "x", "\0", "<svg:x/>", "<textarea>", "<frameset>", "<style>"),
]


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


def test_a_property_in_another_of_its_name_takes_no_words_from_it() -> None:
    inner = "<b itemprop=claimReviewed>It rains</b>"
    (record,) = microdata(f"{OPEN}<p itemprop=claimReviewed>{inner} in June.</p></div>")
    assert record["claimReviewed"] == ["It rains", "It rains in June."]


def test_scripts_and_items_of_one_page_are_each_found() -> None:
    page = f"{OPEN}<script type=application/ld+json>[1]</script>{CLAIM}</div><script>x</script>"
    scripts, [item] = marked_up(page)
    assert (scripts, item["claimReviewed"]) == (["[1]"], ["It rains."])


@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_no_disorder_of_tags_is_too_much(tags: list[str]) -> None:
    scripts, items = marked_up("".join(tags))
    assert len(scripts) <= tags.count(SCRIPT_TAG)
    assert len(items) <= tags.count(OPEN)


# --- scripts ----------------------------------------------------------------------------------------

SCRIPT = '<script type="application/ld+json">{"a": "é <b>x</b> &amp;"}</script>'
HELD = '{"a": "é <b>x</b> &amp;"}'


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head>{SCRIPT}</head></html>",
        SCRIPT,
        SCRIPT.upper().replace(HELD.upper(), HELD),
        SCRIPT.replace('"application/ld+json"', "'Application/LD+JSON; charset=utf-8'"),
        SCRIPT.replace("</script>", ""),
        f"<!-- {SCRIPT} -->{SCRIPT}",
        f"<script>var a = '<script>'</script>{SCRIPT}<script type=text/plain>x</script>",
        f'<?xml version="1.0" encoding="latin-1"?><html>{SCRIPT}</html>',
        "<div>" * 50_000 + SCRIPT,
        f"<p\0>\0{SCRIPT}",
    ],
    ids=["head", "bare", "capitals", "type", "unclosed", "comment", "others", "xml", "deep", "NUL"],
)
def test_the_scripts_of_a_page_come_as_they_stand(page: str) -> None:
    assert scripts_of(page) == [HELD]


def test_a_script_of_any_length_comes_whole() -> None:
    [held] = scripts_of(SCRIPT.replace(HELD, "x" * 11_000_000))
    assert len(held) == 11_000_000


@pytest.mark.parametrize(
    "page", ["", " ", "\0", "<", "<script", "<!--", "text", "<script type=application/ld+json>"]
)
def test_a_page_without_words_in_scripts_has_none(page: str) -> None:
    assert "".join(scripts_of(page)) == ""
