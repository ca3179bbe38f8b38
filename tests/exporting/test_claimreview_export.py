"""A published check as ClaimReview: what stands in it, and that any reader gets the same values back.

The golden files are made anew with `CLAIMCHECK_REMAKE=1 pytest tests/exporting/test_claimreview_export.py`;
that run fails, so that somebody looks at what changed before it is kept.
"""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from extruct.jsonld import JsonLdExtractor
from factories import NOON, a_desk, a_move, an_article, claim_on
from hypothesis import example, given
from hypothesis import strategies as st
from published import PUBLISHER, form, misuses, published_log

import claimcheck as cc
from claimcheck.exporting.claimant import is_organisation
from claimcheck.exporting.claimreview import (
    Check,
    Record,
    checks_of,
    claimreview,
    feed,
    to_html,
    to_text,
    words_of,
)
from claimcheck.importing.claimreview import said
from claimcheck.importing.earlier_checks import read_known
from claimcheck.importing.linked_data import records
from claimcheck.model import Article, Attachment, Contact, KnownClaim, Source, Status, Verdict
from claimcheck.review.log.store import Store
from claimcheck.review.replay import replay
from claimcheck.review.scales import scale
from claimcheck.review.workflow import Work

GOLDEN = Path(__file__).parent / "golden" / "claimreview"
BLNS = Path(__file__).parents[3] / "shared" / "benchmarks" / "hostile-text" / "blns.json"
OF = an_article(title="A talk", publisher="The Paper", published="2026-03-01", url="https://paper.example/a")
QUOTE = "NATO has 32 members."


def a_check(of: Article = OF, speaker: str | None = "Mark Rutte", **filled: Any) -> Check:
    """A check that is published, and its verdict with what was *filled* in."""
    claim = claim_on(of, QUOTE, speaker=speaker)
    verdict = Verdict(
        claim.id,
        Status.PUBLISHED,
        "NATO has 32 members.",
        "True",
        "claimcheck",
        "Its own list says so.",
        published_url="https://pruefer.example/nato",
    )
    return Check(replace(verdict, **filled), ((claim, of),))


def written(check: Check) -> Record:
    """The record of *check* as a program reads it from its file."""
    record = claimreview(check, PUBLISHER)
    assert [*misuses(record)] == []
    read: Record = json.loads(to_text(record))
    assert read == record
    return read


def in_a_page(snippet: str) -> list[Record]:
    """What extruct finds in a page that has *snippet* in it."""
    page = f"<html><head><meta charset=utf-8>{snippet}</head><body><p>A check</p></body></html>"
    found: list[Record] = JsonLdExtractor().extract(page.encode())
    return found


# --- what stands in it ----------------------------------------------------------------------------


def test_a_record_says_what_was_claimed_by_whom_where_and_what_was_found() -> None:
    assert written(a_check()) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": claim_on(OF, QUOTE).id,
        "url": "https://pruefer.example/nato",
        "claimReviewed": "NATO has 32 members.",
        "author": {
            "@type": "Organization",
            "name": "Die Prüfer",
            "url": "https://www.pruefer.example",
            "logo": "https://pruefer.example/logo.png",
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "True",
            "ratingValue": 5,
            "bestRating": 5,
            "worstRating": 1,
            "ratingExplanation": "Its own list says so.",
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "NATO has 32 members.",
            "author": {"@type": "Person", "name": "Mark Rutte"},
            "datePublished": "2026-03-01",
            "appearance": [
                {
                    "@type": "CreativeWork",
                    "url": "https://paper.example/a",
                    "headline": "A talk",
                    "datePublished": "2026-03-01",
                    "publisher": {"@type": "Organization", "name": "The Paper"},
                }
            ],
        },
    }


@pytest.mark.parametrize("name", ["claimcheck", "politifact", "meta"])
def test_each_rating_of_each_scale_goes_out_in_words_and_with_both_ends_where_it_has_a_number(
    name: str,
) -> None:
    numbers = [rating.value for rating in scale(name).ratings if rating.value is not None]
    for rating in scale(name).ratings:
        record = written(a_check(rating=rating.name, scale=name, rationale=None))["reviewRating"]
        ends = {"ratingValue": rating.value, "bestRating": max(numbers, default=0), "worstRating": 1}
        numbered = ends if rating.value is not None else {}
        assert record == {"@type": "Rating", "alternateName": rating.name, **numbered}


@pytest.mark.parametrize(("rating", "by"), [("Fishy", "claimcheck"), ("True", "of our own"), ("True", None)])
def test_a_rating_that_is_not_in_the_table_has_no_number(rating: str, by: str | None) -> None:
    assert written(a_check(rating=rating, scale=by, rationale=None))["reviewRating"] == {
        "@type": "Rating",
        "alternateName": rating,
    }


SPEAKERS = [
    ("Mark Rutte", "Person"),
    ("Ann House", "Person"),
    ("Tyra Banks", "Person"),
    ("One senior EU official", "Person"),
    ("a spokeswoman for the Ministry of Health", "Person"),
    ("NATO", "Organization"),
    ("the EU", "Organization"),
    ("G7", "Organization"),
    ("The White House", "Organization"),
    ("World Bank", "Organization"),
    ("the Ministry of Health", "Organization"),
    ("Bundesregierung", "Organization"),
    ("Reuters Ltd.", "Organization"),
    ("AT&T", "Organization"),
    ("of", "Person"),
    (" ", "Person"),
]


@pytest.mark.parametrize(("speaker", "kind"), SPEAKERS)
def test_who_claimed_it_is_a_person_or_an_organisation_by_the_name(speaker: str, kind: str) -> None:
    assert is_organisation(speaker) is (kind == "Organization")
    assert written(a_check(speaker=speaker))["itemReviewed"]["author"]["@type"] == kind


@pytest.mark.parametrize(
    ("known", "author"),
    [
        ({"publisher": "The Paper", "author": "Ann Lee"}, {"@type": "Organization", "name": "The Paper"}),
        ({"author": "Ann Lee"}, {"@type": "Person", "name": "Ann Lee"}),
        ({}, None),
    ],
)
def test_what_an_article_says_itself_its_publisher_says(known: dict[str, str], author: object) -> None:
    assert written(a_check(an_article(**known), speaker=None))["itemReviewed"].get("author") == author


def test_without_a_statement_the_words_of_the_article_stand_without_their_marks() -> None:
    of = an_article("NATO has **32**\nmembers, it says.")
    claim = claim_on(of, "NATO has **32**\nmembers")
    check = Check(replace(a_check().verdict, statement=None), ((claim, of),))
    assert written(check)["claimReviewed"] == "NATO has 32 members" == written(check)["itemReviewed"]["text"]


@pytest.mark.parametrize("published", ["2 June 2025", "2025-13-01", "", None, "next week"])
def test_a_date_that_is_none_is_left_out(published: str | None) -> None:
    item = written(a_check(replace(OF, published=published)))["itemReviewed"]
    assert "datePublished" not in item
    assert "datePublished" not in item["appearance"][0]


@pytest.mark.parametrize("url", ["", None, "on paper", "javascript:alert(1)", "file:///etc/passwd"])
def test_what_is_no_web_address_is_left_out(url: str | None) -> None:
    record = written(
        a_check(replace(OF, url=url), published_url=url, sources=(Source(url or "", title="x"),))
    )
    assert "url" not in record
    assert "citation" not in record
    assert "url" not in record["itemReviewed"]["appearance"][0]


def test_nothing_that_is_the_desks_own_business_goes_out() -> None:
    attached = Attachment("minutes.pdf", "application/pdf", 9, "secret digest")
    record = written(
        a_check(
            reviewer="secret Ana",
            proposed_by="secret Ana",
            approved_by="secret Ben",
            policy="secret policy",
            note="secret note",
            contact=Contact(asked="2026-03-01", how="secret number", reply="secret reply"),
            assigned_to="secret Cem",
            tags=("secret tag",),
            why_selected="secret reason",
            one_source_reason="secret reason",
            sources=(
                Source("a call with a secret friend", title="secret call"),
                Source(
                    "https://example.org/s",
                    title="A table",
                    passage="secret passage",
                    interest="secret interest",
                    attachment=attached,
                ),
            ),
        )
    )
    assert "secret" not in json.dumps(record)
    assert record["citation"] == [
        {"@type": "CreativeWork", "url": "https://example.org/s", "name": "A table"}
    ]


def test_what_changed_in_each_correction_that_counts_stands_with_its_date() -> None:
    first = Work(statement="It rains.", rating="True")
    steps = [
        a_move(1, "published", first),
        a_move(2, "corrected", replace(first, rating="False", correction="A slip.")),
        a_move(3, "corrected", replace(first, rating="Mixture", correction="Never mind.")),
        a_move(4, "undone", None),
        a_move(5, "corrected", Work(statement="It snows.", rating="False", correction="The word.")),
    ]
    steps = [replace(one, at=NOON + timedelta(minutes=one.id)) for one in steps]
    steps[3] = replace(steps[3], data={"events": [3]})
    verdict = replace(replay("c", steps), published_url="https://pruefer.example/rain")
    record = written(replace(a_check(), verdict=verdict))
    assert record["correction"] == [
        {
            "@type": "CorrectionComment",
            "headline": "Rating changed from True to False",
            "text": "A slip.",
            "datePublished": "2025-06-01T12:02:00+00:00",
        },
        {
            "@type": "CorrectionComment",
            "headline": "Claim changed from “It rains.”",
            "text": "The word.",
            "datePublished": "2025-06-01T12:05:00+00:00",
        },
    ]
    assert (record["datePublished"], record["dateModified"]) == (
        "2025-06-01T12:01:00+00:00",
        "2025-06-01T12:05:00+00:00",
    )


def test_it_was_published_when_that_was_said_last_and_not_taken_back() -> None:
    steps = [a_move(1, "published", Work(rating="True")), a_move(2, "published", Work(rating="True"))]
    steps = [replace(one, at=NOON + timedelta(minutes=one.id)) for one in steps]
    twice = replace(a_check(), verdict=replay("c", steps))
    assert written(twice)["datePublished"] == "2025-06-01T12:02:00+00:00"
    steps.append(replace(a_move(3, "undone"), data={"events": [2]}))
    taken_back = replace(a_check(), verdict=replay("c", steps))
    assert written(taken_back)["datePublished"] == "2025-06-01T12:01:00+00:00"


# --- which checks there are -----------------------------------------------------------------------


def test_only_what_is_published_has_a_record_and_what_one_check_serves_stands_in_its_own() -> None:
    claims = [claim_on(OF, quote) for quote in (QUOTE, "It is 25 times bigger than Russia.")]
    own, served = (claim.id for claim in claims)
    url = "https://pruefer.example/nato"
    standing = {
        own: Verdict(own, Status.PUBLISHED, published_url=url),
        served: Verdict(served, Status.PUBLISHED, published_url=url, served_from=own),
    }
    (check,) = checks_of({OF.id: OF}, claims, standing)
    assert [claim.id for claim, _ in check.said] == [own, served]
    for change in (
        {"served_from": "c-of-nobody"},
        {"published_url": "https://pruefer.example/other"},
        {"doubts": ("event 3",)},
    ):
        parted = {**standing, served: replace(standing[served], **change)}
        assert [one.verdict.claim_id for one in checks_of({OF.id: OF}, claims, parted)] == [own, served]
    for status in Status:
        found = checks_of({OF.id: OF}, claims[:1], {own: Verdict(own, status)})
        assert bool(found) is (status in {Status.PUBLISHED, Status.CORRECTED})
    assert checks_of({OF.id: OF}, claims, {own: replace(standing[own], withdrawn=True)}) == []


# --- the same values back -------------------------------------------------------------------------

ANY = st.text(max_size=60)


@given(words=ANY, rationale=ANY, speaker=ANY, title=ANY, correction=ANY, name=ANY.filter(str.strip))
@example("</script><script>alert(1)</script>", "<!--", "]]>", "&lt;", "\u2028", "'\"\\\0")
@example("-->", "\ufeff", "\x1f\x7f\x85", "\uffff", "//", "/*")
def test_any_text_comes_back_the_same_from_a_file_a_page_and_our_own_reader(
    words: str, rationale: str, speaker: str, title: str, correction: str, name: str
) -> None:
    check = a_check(
        replace(OF, title=title),
        speaker,
        statement=words,
        rationale=rationale,
        status=Status.CORRECTED,
        correction=correction,
    )
    record = claimreview(check, replace(PUBLISHER, name=name))
    text, snippet = to_text(record), to_html(record)
    shown = words if words.strip() else words_of(check.said[0][0])
    assert record["claimReviewed"] == shown
    assert record["reviewRating"].get("ratingExplanation", "") == rationale
    assert record["itemReviewed"]["appearance"][0].get("headline", "") == title
    assert record["correction"][0].get("text", "") == correction
    assert json.loads(text) == record
    assert in_a_page(snippet) == [record]
    assert in_a_page(f'<script type="application/ld+json">{text}</script>') == [record]
    assert snippet.isascii()
    assert snippet.count("<") == 2
    assert "<" not in text
    (read,) = records(io.StringIO(text))
    ours = said(read, print)
    assert ours["text"] == shown.strip()
    assert ours["speaker"] == (speaker or OF.publisher or "").strip() or ours["speaker"] is None


def naughty() -> list[str]:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not here: {BLNS}")
    return [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if text]


def test_naughty_strings_go_out_and_come_back_the_same() -> None:
    texts = naughty()
    assert len(texts) > 500
    whole = []
    for text in texts:
        source = Source("https://example.org/s", title=text)
        check = a_check(
            replace(OF, title=text, publisher=text),
            text,
            statement=text,
            rationale=text,
            sources=(source,),
            status=Status.CORRECTED,
            correction=text,
        )
        record = claimreview(check, replace(PUBLISHER, name=text) if text.strip() else PUBLISHER)
        assert [*misuses(record)] == []
        assert in_a_page(to_html(record)) == [record]
        if text.strip():
            assert record["claimReviewed"] == record["citation"][0]["name"] == text
            assert record["correction"][0]["text"] == record["itemReviewed"]["author"]["name"] == text
        whole.append(record)
    assert (
        json.loads(to_text(feed(whole, PUBLISHER)))["dataFeedElement"][7]["item"]["claimReviewed"] == texts[7]
    )


def test_naughty_strings_typed_at_a_desk_are_published_as_typed(tmp_path: Path) -> None:
    """By way of the session, the log and the files; white space around them goes when a step is taken."""
    typed = [text for text in naughty()[::25] if text.strip() and "\0" not in text]
    of = an_article("".join(f"{number} rose. " for number in range(100, 100 + len(typed))))
    claims = [claim_on(of, f"{number} rose.") for number in range(100, 100 + len(typed))]
    with Store(tmp_path / "log.db") as store:
        store.add(of, claims)
        desk = a_desk(store)
        for claim, text in zip(claims, typed, strict=True):
            url = f"https://pruefer.example/{claim.id}"
            desk.take(claim.id, Status.PUBLISHED, form(statement=text, rationale=text, published_url=url))
    made = cc.export_claimreview(tmp_path / "log.db", tmp_path / "out", publisher=PUBLISHER)
    found = {path.stem: json.loads(path.read_text("utf-8")) for path in made}
    for claim, text in zip(claims, typed, strict=True):
        assert found[claim.id]["claimReviewed"] == text.strip()
        assert found[claim.id]["reviewRating"]["ratingExplanation"] == text.strip()
    elements = found["feed"]["dataFeedElement"]
    assert [one["item"]["claimReviewed"] for one in elements] == [text.strip() for text in typed]


# --- a whole log ----------------------------------------------------------------------------------


def test_a_whole_log_is_exported_as_the_golden_files_have_it(tmp_path: Path) -> None:
    claims = published_log(tmp_path / "log.db")
    made = cc.export_claimreview(tmp_path / "log.db", tmp_path / "out", publisher=PUBLISHER)
    snippet = cc.claimreview(tmp_path / "log.db", claims["first"].id, publisher=PUBLISHER, html=True)
    found = {path.name: path.read_text("utf-8") for path in made} | {"snippet.html": snippet}
    if os.environ.get("CLAIMCHECK_REMAKE"):
        GOLDEN.mkdir(exist_ok=True)
        for name, text in found.items():
            (GOLDEN / name).write_text(text, encoding="utf-8")
        pytest.fail(f"{GOLDEN} was made anew: look at it, then run this again without CLAIMCHECK_REMAKE.")
    assert found == {path.name: path.read_text("utf-8") for path in GOLDEN.iterdir()}
    assert len(found) == 4


def test_the_golden_files_are_what_schema_org_says() -> None:
    for path in GOLDEN.glob("*.json"):
        record = json.loads(path.read_text("utf-8"))
        kind = "DataFeed" if path.name == "feed.json" else "ClaimReview"
        assert [*misuses(record, kind)] == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"@type": "ClaimReview", "rating": "x"}, "a ClaimReview has no rating"),
        ({"@type": "Rating", "claimReviewed": "x"}, "a Rating has no claimReviewed"),
        ({"@type": "ClaimReview", "url": "x"}, "url is 'x' and not one of ['URL']"),
        ({"@type": "ClaimReview", "datePublished": "March"}, "datePublished is 'March' and not one of"),
        ({"@type": "ClaimReview", "author": {"@type": "Rating"}}, "author is Rating and not one of"),
        ({"@type": "Review", "reviewRating": {"@type": "Rating", "bestRating": True}}, "bestRating is True"),
        ({"@type": "Fact"}, "is no Thing"),
    ],
)
def test_what_schema_org_does_not_know_is_seen(wrong: Record, told: str) -> None:
    (found,) = misuses(wrong)
    assert told in found


def test_our_own_reader_gets_the_checks_back_from_the_feed(tmp_path: Path) -> None:
    claims = published_log(tmp_path / "log.db")
    made = cc.export_claimreview(tmp_path / "log.db", tmp_path / "out", publisher=PUBLISHER)
    told: list[object] = []
    read = [*read_known(made[-1], on_problem=told.append)]
    assert told == []
    expected = KnownClaim(
        text="The alliance has 31 members.",
        rating="False",
        publisher="Die Prüfer",
        url="https://www.pruefer.example/alliance",
        date="2026-03-04",
        speaker="Mark Rutte",
    )
    assert [replace(one, origin=None, added=None) for one in read] == [
        expected,
        replace(
            expected,
            text="Exports doubled in 2019.",
            rating="Unproven",
            url="https://facts.pruefer.example/exports",
        ),
    ]
    assert [path.stem for path in made] == [claims["first"].id, claims["outside"].id, "feed"]


def test_the_snippet_is_read_by_extruct_as_the_file_is(tmp_path: Path) -> None:
    claims = published_log(tmp_path / "log.db")
    made = cc.export_claimreview(tmp_path / "log.db", tmp_path / "out", publisher=PUBLISHER)
    snippet = cc.claimreview(tmp_path / "log.db", claims["first"].id, publisher=PUBLISHER, html=True)
    assert in_a_page(snippet) == [json.loads(made[0].read_text("utf-8"))]
    assert cc.claimreview(tmp_path / "log.db", claims["first"].id, publisher=PUBLISHER) == made[0].read_text(
        "utf-8"
    )
    # That of a claim which the same check serves is the check's own.
    assert cc.claimreview(tmp_path / "log.db", claims["same"].id, publisher=PUBLISHER, html=True) == snippet
