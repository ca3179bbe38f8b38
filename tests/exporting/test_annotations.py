"""Claims as Web Annotations: places are found again by both selectors, and only what is published is told.

The golden file is made anew with `CLAIMCHECK_REMAKE=1 pytest tests/exporting/test_annotations.py`; that run
fails, so that somebody looks at what changed before it is kept.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from factories import a_desk, an_article, behind, cut, drop_triggers
from hypothesis import example, given
from hypothesis import strategies as st
from makers import run_here
from published import form, published_log

import claimcheck as cc
from claimcheck.addresses import is_web_address
from claimcheck.errors import ExportError
from claimcheck.exporting.annotations import annotation, collection, selectors
from claimcheck.exporting.claimreview import iso_date, to_text
from claimcheck.model import Article, Claim, Kind, Signal, Span, Status, Verdict
from claimcheck.plain_text import plain_text
from claimcheck.review.log.manifest import changed_files
from claimcheck.review.log.manifest import read as read_manifest
from claimcheck.review.log.store import Store

GOLDEN = Path(__file__).parent / "golden" / "annotations.json"
BLNS = Path(__file__).parents[3] / "shared" / "benchmarks" / "hostile-text" / "blns.json"
# As the Web Annotation Data Model and its vocabulary have them.
PURPOSES = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}


def misfits(one: dict[str, Any]) -> Iterator[str]:
    """What in an annotation is not as the Web Annotation Data Model has it."""
    if not is_name(one.get("id")):
        yield f"the id is {one.get('id')}"
    if one.get("type") != "Annotation" or one.get("motivation") not in PURPOSES:
        yield f"{one.get('type')} by {one.get('motivation')}"
    if "created" in one and not iso_date(one["created"]):
        yield f"created {one['created']}"
    for body in one.get("body", []):
        if body["purpose"] not in PURPOSES:
            yield f"a body is for {body['purpose']}"
        if body["type"] == "TextualBody" and not isinstance(body["value"], str):
            yield "a text has no value"
        if body["type"] == "SpecificResource" and not is_web_address(body["source"]):
            yield "a source is no address"
        if body["type"] not in {"TextualBody", "SpecificResource"}:
            yield f"a body is a {body['type']}"
    if not is_name(one["target"]["source"]["id"]):
        yield "the target has no address"
    place, quote = one["target"]["selector"]
    if {*place} != {"type", "start", "end"} or not 0 <= place["start"] <= place["end"]:
        yield f"the place is {place}"
    if {*quote} != {"type", "exact", "prefix", "suffix"}:
        yield f"the quotation is {quote}"


def is_name(text: object) -> bool:
    return isinstance(text, str) and (is_web_address(text) or text.startswith("urn:uuid:"))


def found_again(found: list[dict[str, Any]], text: str) -> tuple[int, int]:
    """Where the selectors lead in the plain *text*, by the place and by the words alike."""
    place, quote = found
    assert (place["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    start, end = place["start"], place["end"]
    assert text[start:end] == quote["exact"]
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert text.startswith(whole, start - len(quote["prefix"]))
    return start, end


# --- where a claim stands -------------------------------------------------------------------------


def test_a_claim_is_told_by_its_place_and_by_its_words_with_those_around() -> None:
    of = an_article("One two three. " * 3 + "NATO has 32 members. " + "Four five six. " * 3)
    start = of.text.index("NATO")
    claim = cut(of, Span(start, start + 20))
    assert selectors(claim, of) == [
        {"type": "TextPositionSelector", "start": 45, "end": 65},
        {
            "type": "TextQuoteSelector",
            "exact": "NATO has 32 members.",
            "prefix": of.text[13:45],
            "suffix": of.text[65:97],
        },
    ]


def test_marks_of_markdown_and_html_are_no_characters_of_it() -> None:
    of = an_article("😀 *So* it is: [NATO](https://nato.example) has **32** members &amp; more. End.")
    quote = "[NATO](https://nato.example) has **32** members"
    start = of.text.index(quote)
    place, words = selectors(cut(of, Span(start, start + len(quote))), of)
    assert words["exact"] == "NATO has 32 members"
    assert (words["prefix"], words["suffix"]) == ("😀 So it is: ", " & more. End.")
    # One character is one, also where it takes two units of UTF-16.
    assert (place["start"], place["end"]) == (12, 31)


def test_of_words_that_stand_there_twice_more_is_told_around() -> None:
    of = an_article("First. " + "Prices rose. " * 6 + "Last.")
    second = of.text.index("Prices", 20)
    claim = cut(of, Span(second, second + 12))
    quote = selectors(claim, of)[1]
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert of.text.count(whole) == 1
    endless = an_article("Prices rose. " * 1_000)
    quote = selectors(cut(endless, Span(6_500, 6_512)), endless)[1]
    assert len(quote["prefix"]) <= 512


@given(text=st.text(min_size=1, max_size=200), data=st.data())
@example(text="**a** &lt;b&gt; [c](d) </script>", data=None)
def test_any_place_in_any_text_is_found_again(text: str, data: st.DataObject | None) -> None:
    first, last = (2, 3) if data is None else sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    of = an_article(text)
    claim = cut(of, Span(first, last))
    one = json.loads(to_text(annotation(claim, of)))
    assert one == annotation(claim, of)
    assert [*misfits(one)] == []
    plain = plain_text(text)
    assert found_again(one["target"]["selector"], plain.text) == (plain.place(first), plain.place(last))


def test_every_naughty_string_goes_out_and_is_found_again() -> None:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not here: {BLNS}")
    naughty = [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if text]
    of = Article("\n".join(naughty), naughty[0], naughty[1])
    plain, claims, standing, start = plain_text(of.text), [], {}, 0
    for text in naughty:
        place = Span(start, start + len(text))
        claims.append(Claim(of.id, place, text, place, speaker=text))
        standing[claims[-1].id] = Verdict(claims[-1].id, Status.PUBLISHED, text, "True", rationale=text)
        start = place.end + 1
    items = json.loads(to_text(collection({of.id: of}, claims, standing)))["first"]["items"]
    assert len(items) == len(naughty) > 500
    for one, claim in zip(items, claims, strict=True):
        assert [*misfits(one)] == []
        at = (plain.place(claim.span.start), plain.place(claim.span.end))
        assert found_again(one["target"]["selector"], plain.text) == at
        assert [body["value"] for body in one["body"]] == [claim.text, "True", claim.text]


# --- what is told of it ---------------------------------------------------------------------------

OF = an_article(title="A talk", language="en", url="https://paper.example/a")
WHY = Signal("figure", (Span(9, 11),), 0.5, "a figure: 32", Kind.QUANTITY)
CLAIM = cut(OF, Span(0, 20), signals=(WHY,))
FOUND = Verdict(
    CLAIM.id, Status.PUBLISHED, "It has.", "True", rationale="So it is.", published_url="https://us.example/a"
)


def bodies(verdict: Verdict | None) -> list[tuple[str, str]]:
    one = annotation(CLAIM, OF, verdict)
    assert [*misfits(one)] == []
    return [(body["purpose"], body.get("value") or body["source"]) for body in one.get("body", [])]


def test_a_claim_is_highlighted_with_why_it_was_flagged() -> None:
    one = annotation(CLAIM, OF)
    assert one["motivation"] == "highlighting"
    assert bodies(None) == [("tagging", "quantity"), ("highlighting", "a figure: 32")]
    assert one["target"]["source"] == {
        "id": "https://paper.example/a",
        "type": "Text",
        "language": "en",
        "schema:name": "A talk",
    }


def test_a_published_check_is_told_with_its_page() -> None:
    assert annotation(CLAIM, OF, FOUND)["motivation"] == "assessing"
    assert bodies(FOUND)[2:] == [
        ("describing", "It has."),
        ("assessing", "True"),
        ("commenting", "So it is."),
        ("linking", "https://us.example/a"),
    ]


@pytest.mark.parametrize("status", [status for status in Status if status not in ("published", "corrected")])
def test_what_is_not_published_is_not_told(status: Status) -> None:
    assert bodies(replace(FOUND, status=status)) == bodies(None)
    assert bodies(replace(FOUND, doubts=("event 3",))) == bodies(None)


def test_what_has_no_address_has_a_name_that_stays() -> None:
    bare = an_article()
    name = annotation(cut(bare, Span(0, 4)), bare)["target"]["source"]["id"]
    assert name.startswith("urn:uuid:")
    assert name == annotation(cut(bare, Span(5, 8)), bare)["target"]["source"]["id"]
    for url in ("on paper", "javascript:alert(1)"):
        spoken = an_article(url=url)
        assert [*misfits(annotation(cut(spoken, Span(0, 4)), spoken))] == []
    other = an_article("Else.")
    assert name != annotation(cut(other, Span(0, 4)), other)["target"]["source"]["id"]


# --- a whole log ----------------------------------------------------------------------------------


def test_a_whole_log_is_written_as_the_golden_file_has_it(tmp_path: Path) -> None:
    published_log(tmp_path / "log.db")
    made = cc.export_annotations(tmp_path / "log.db", tmp_path / "claims.json").read_bytes()
    if os.environ.get("CLAIMCHECK_REMAKE"):
        GOLDEN.write_bytes(made)
        pytest.fail(f"{GOLDEN} was made anew: look at it, then run this again without CLAIMCHECK_REMAKE.")
    assert made == GOLDEN.read_bytes()
    whole = json.loads(made)
    assert whole["total"] == len(whole["first"]["items"]) == 5
    assert whole["first"]["partOf"] == whole["id"]
    assert len({one["id"] for one in whole["first"]["items"]}) == 5
    assert [said for one in whole["first"]["items"] for said in misfits(one)] == []
    manifest = read_manifest(tmp_path / "claims.json")
    assert (changed_files(manifest), [*manifest.files]) == ([], ["claims.json"])


def test_a_claim_that_a_check_serves_has_it_as_it_stands_now(tmp_path: Path) -> None:
    claims = published_log(tmp_path / "log.db")
    with Store(tmp_path / "log.db") as store:
        a_desk(store, "Ana").take(claims["first"].id, Status.CORRECTED, form(rating="True", correction="Oh."))
    made = json.loads(cc.export_annotations(tmp_path / "log.db", tmp_path / "c.json").read_text("utf-8"))
    rated = {
        one["schema:identifier"]: body["value"]
        for one in made["first"]["items"]
        for body in one.get("body", [])
        if body["purpose"] == "assessing"
    }
    assert rated == {
        claims["first"].id: "True",
        claims["same"].id: "True",
        claims["outside"].id: "Unproven",
    }


def test_statuses_choose_and_what_was_taken_back_is_none(tmp_path: Path) -> None:
    claims = published_log(tmp_path / "log.db")
    with Store(tmp_path / "log.db") as store:
        desk = a_desk(store, "Ana")
        article = store.article(claims["first"].article_id)
        desk.add_claim(article.id, Span(0, 16))
        desk.undo()
    made = cc.export_annotations(tmp_path / "log.db", tmp_path / "all.json")
    assert json.loads(made.read_text("utf-8"))["total"] == 5
    made = cc.export_annotations(tmp_path / "log.db", tmp_path / "c.json", statuses=["corrected", "approved"])
    items = json.loads(made.read_text("utf-8"))["first"]["items"]
    assert {one["schema:identifier"] for one in items} == {
        claims["first"].id,
        claims["same"].id,
        claims["waiting"].id,
    }


def test_a_file_that_exists_is_kept_unless_forced_and_a_full_disk_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_log(tmp_path / "log.db")
    path = tmp_path / "claims.json"
    path.write_text("mine")
    with pytest.raises(ExportError, match=r"claims\.json exists and was not overwritten"):
        cc.export_annotations(tmp_path / "log.db", path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(ExportError, match="No space left on device"):
            cc.export_annotations(tmp_path / "log.db", path, force=True)
    assert path.read_text() == "mine"
    with pytest.raises(ExportError, match="is the database itself"):
        cc.export_annotations(tmp_path / "log.db", tmp_path / "log.db", force=True)
    cc.export_annotations(tmp_path / "log.db", path, force=True)
    assert path.read_text("utf-8").startswith("{")


def test_a_log_that_does_not_verify_is_not_written(tmp_path: Path) -> None:
    published_log(tmp_path / "log.db")
    with behind(tmp_path / "log.db") as connection:
        back = drop_triggers(connection)
        connection.execute("UPDATE events SET by = 'Eve' WHERE id = 4")
        for statement in back:
            connection.execute(statement)
    with pytest.raises(ExportError, match=r"^The log does not verify, and nothing was exported\. Event 4"):
        cc.export_annotations(tmp_path / "log.db", tmp_path / "claims.json")
    assert not (tmp_path / "claims.json").exists()


def test_the_verb_writes_a_file_or_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    published_log(tmp_path / "log.db")

    run = partial(run_here, capsys, "annotations", "--db", "log.db")
    done = run("--out", "claims.json", "--status", "published")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("claims.json (log head ")
    piped = run("--out", "-", "--status", "published")
    assert json.loads(piped.out) == json.loads((tmp_path / "claims.json").read_text("utf-8"))
    assert piped.err.startswith("- (log head ")
    refused = run("--out", "claims.json")
    assert (refused.status, refused.out) == (1, "")
    assert "--force" in refused.err
