"""Files and addresses with the checks of others: which kind each is, and what bad ones give."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websites import Site, answer, redirect, site

from claimcheck.errors import ReadingError, ReadingWarning
from claimcheck.importing.earlier_checks import read_known
from claimcheck.importing.intake import Problem
from claimcheck.model import KnownClaim

POLITIFACT = Path(__file__).parents[3] / "shared" / "benchmarks" / "known-claims" / "politifact.csv"


def record(text: str, **fields: Any) -> dict[str, Any]:
    rating = {"@type": "Rating", "alternateName": "False"}
    return {"@type": "ClaimReview", "claimReviewed": text, "reviewRating": rating, **fields}


def script(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


RAIN, SNOW = record("It rains."), record("It snows.")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(source: str | Path, **options: Any) -> tuple[list[KnownClaim], list[Problem]]:
    problems: list[Problem] = []
    return list(read_known(source, on_problem=problems.append, **options)), problems


def texts(source: str | Path, **options: Any) -> list[str]:
    """The claims of a source without problems."""
    known, problems = read(source, **options)
    assert problems == []
    return [one.text for one in known]


def refused(source: str | Path, **options: Any) -> str:
    with pytest.raises(ReadingError) as error:
        read(source, **options)
    return str(error.value)


def put(folder: Path, content: str | bytes, name: str = "given") -> str:
    """A file in the working directory; its name says nothing of what is in it."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


# --- which kind it is -----------------------------------------------------------------------------

BOTH = [RAIN, SNOW]
KINDS = {
    "list": json.dumps(BOTH),
    "pretty list": json.dumps(BOTH, indent=2),
    "graph": json.dumps({"@context": "https://schema.org", "@graph": BOTH}),
    "feed": json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": one} for one in BOTH]}, indent=1),
    "one a line": "\n".join(map(json.dumps, BOTH)),
    "one a line, spaced": "\r\n\r\n".join(map(json.dumps, BOTH)) + "\r\n",
    "page": f"<!doctype html><html><head>{script(json.dumps(BOTH))}</head></html>",
    "page of two scripts": script(json.dumps(RAIN))
    + script('{"@type": "WebPage"}')
    + script(json.dumps(SNOW)),
    "CSV": "claim,rating\nIt rains.,False\nIt snows.,False\n",
    "TSV": "claim\trating\nIt rains.\tFalse\nIt snows.\tFalse\n",
}


@pytest.mark.parametrize("content", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("name", ["given", "given.json", "given.csv", "given.html"])
def test_what_is_in_a_file_says_which_kind_it_is(folder: Path, content: str, name: str) -> None:
    assert texts(put(folder, content, name)) == ["It rains.", "It snows."]


@pytest.mark.parametrize("content", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_understood(folder: Path, content: str, encoding: str) -> None:
    content = content.replace("rains", "régnet")
    if content.startswith("{") or content.startswith("["):
        content = content.replace("\\u00e9", "é")
    assert texts(put(folder, content.encode(encoding))) == ["It régnet.", "It snows."]


def test_one_record_a_line_is_known_by_the_name_too(folder: Path) -> None:
    assert texts(put(folder, json.dumps(RAIN), "one.jsonl")) == ["It rains."]


def test_every_record_says_where_it_came_from(folder: Path) -> None:
    known, _ = read(folder / put(folder, json.dumps(BOTH)))
    assert {one.origin for one in known} == {str(folder / "given")}


def test_an_encoding_that_is_not_utf8_is_told_as_for_articles(folder: Path) -> None:
    table = "claim,rating\nDie Löhne fielen um zehn Prozent, sagt Müller.,Falsch\n".replace(
        ", sagt", " – sagt"
    )
    with pytest.warns(ReadingWarning, match="read as cp1252"):
        [known], _ = read(put(folder, table.encode("cp1252")))
    assert known.text == "Die Löhne fielen um zehn Prozent – sagt Müller."


def test_a_page_may_declare_its_encoding(folder: Path) -> None:
    page = (
        f'<html><meta charset="windows-1252">{script(json.dumps(record("Löhne"), ensure_ascii=False))}</html>'
    )
    assert texts(put(folder, page.encode("cp1252"))) == ["Löhne"]


def test_the_publisher_and_the_order_of_dates_are_passed_on(folder: Path) -> None:
    name = put(folder, json.dumps(record("It rains.", datePublished="03/04/2019")))
    [known], _ = read(name, publisher="The Paper", day_first=True)
    assert (known.publisher, known.date) == ("The Paper", "2019-04-03")


def test_columns_are_passed_on_and_a_field_that_there_is_not_is_refused(folder: Path) -> None:
    name = put(folder, "Aussage,rating\nEs regnet.,Falsch\n")
    assert texts(name, columns={"text": "Aussage"}) == ["Es regnet."]
    assert "No field is called 'claim'; a column can be text, title" in refused(
        name, columns={"claim": "Aussage"}
    )


# --- the public file ------------------------------------------------------------------------------


@pytest.mark.skipif(not POLITIFACT.exists(), reason="the shared benchmark data is not here")
def test_the_table_of_politifact_works_as_it_is() -> None:
    known, problems = read(POLITIFACT, publisher="PolitiFact")
    # Eleven checks are in it twice, with and without www. or the s of https.
    assert len(problems) == 11
    assert not any(problem.refused for problem in problems)
    assert len({one.id for one in known}) == 815
    assert all(one.title and one.rating and one.url and one.url.startswith("http") for one in known)
    dated = [one for one in known if one.date]
    assert len(dated) == len([one for one in known if one.speaker]) == 350
    assert {len(str(one.date)) for one in dated} == {10}
    first = known[0]
    assert (first.speaker, first.date, first.rating) == ("GayDonna Vandergriff", "2019-10-30", "False")
    assert first.url == (
        "http://politifact.com/virginia/statements/2019/oct/30/gaydonna-vandergriff/"
        "vandergriff-inaccurately-describes-bill-would-have/"
    )


# --- what is broken -------------------------------------------------------------------------------


def test_a_feed_that_breaks_gives_what_comes_before_and_tells_where(folder: Path) -> None:
    known, problems = read(put(folder, json.dumps(BOTH, indent=1)[:-1] + ",\n oops]"))
    assert [one.text for one in known] == ["It rains.", "It snows."]
    [problem] = problems
    assert problem.where == "after record 2"
    assert problem.refused
    assert "breaks at line" in problem.what


def test_a_feed_cut_in_the_middle_of_a_character_gives_what_comes_before(folder: Path) -> None:
    whole = json.dumps([RAIN, record("é" * 9)], ensure_ascii=False).encode()
    known, [problem] = read(put(folder, whole[: whole.index("é".encode()) + 1]))
    assert [one.text for one in known] == ["It rains."]
    assert problem.where == "after record 1"


def test_a_broken_script_leaves_the_others(folder: Path) -> None:
    known, problems = read(put(folder, script(json.dumps(RAIN)) + script("{oops") + script(json.dumps(SNOW))))
    assert [one.text for one in known] == ["It rains.", "It snows."]
    assert [(problem.where, problem.refused) for problem in problems] == [("script 2", True)]


def test_a_broken_line_leaves_the_others(folder: Path) -> None:
    lines = [json.dumps(RAIN), '{"claimReviewed": "cut', json.dumps(SNOW), "{}", ""]
    known, problems = read(put(folder, "\n".join(lines)))
    assert [one.text for one in known] == ["It rains.", "It snows."]
    assert [(problem.where, problem.refused) for problem in problems] == [("line 2", True)]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (json.dumps([RAIN, record("", url="https://a.example/1")]), "record 2 (https://a.example/1)"),
        (script("[]") + script(json.dumps([record("")])), "script 2, record 1"),
        (f"{json.dumps(RAIN)}\n{json.dumps(record(''))}", "line 2, record 1"),
        ("claim,rating\nIt rains.,False\n,True\n", "row 3"),
    ],
    ids=["feed", "page", "lines", "table"],
)
def test_a_record_that_cannot_be_used_is_named_by_its_place(folder: Path, content: str, where: str) -> None:
    _, problems = read(put(folder, content))
    assert problems == [Problem(where, "it does not say which claim was checked", refused=True)]


def test_duplicates_are_told_and_given_once(folder: Path) -> None:
    known, problems = read(put(folder, json.dumps([RAIN, SNOW, RAIN, RAIN])))
    assert [one.text for one in known] == ["It rains.", "It snows."]
    assert problems == [Problem(f"record {number}", "the same as record 1") for number in (3, 4)]


def test_what_is_nested_too_deeply_is_told(folder: Path) -> None:
    known, problems = read(put(folder, f"[{json.dumps(RAIN)}, {'[' * 999}{']' * 999}]"))
    assert len(known) == 1
    assert [problem.what for problem in problems] == ["something is nested too deeply to be looked into"]


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{}",
        '{"@type": "Article"}',
        "<html><p>Hello</p></html>",
        script("[]"),
        "<rss><item/></rss>",
        "[1",
        "claim,rating\n",
        "{}\n{}",
    ],
)
def test_what_holds_no_check_is_refused(folder: Path, content: str) -> None:
    assert "given: no check was found in it" in refused(put(folder, content))


@pytest.mark.parametrize("content", ["", " \r\n", "\ufeff", "\ufeff \n"])
def test_an_empty_file_is_refused(folder: Path, content: str) -> None:
    assert "there is nothing in it" in refused(put(folder, content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (gzip.compress(b"[]", mtime=0), "a gzip archive"),
        (b"%PDF-1.7\xff", "a PDF"),
        (b"PK\x03\x04\xff", "zip archive"),
        (b"claim\x00rating\n", "not text"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(folder: Path, content: bytes, kind: str) -> None:
    assert kind in refused(put(folder, content))


def test_a_file_that_cannot_be_opened_is_refused(folder: Path) -> None:
    assert "there is no such file" in refused("missing.json")
    assert "is a folder" in refused(folder)
    assert "is no path" in refused("a\0b")
    os.mkfifo("pipe")
    assert "no regular file" in refused("pipe")


@given(
    around=st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "@type",
                        "@graph",
                        "item",
                        "claimReviewed",
                        "reviewRating",
                        "author",
                        "itemReviewed",
                        "url",
                        "alternateName",
                        "name",
                        "@value",
                        "ratingValue",
                        "datePublished",
                        "headline",
                        "x",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ),
    fields=st.dictionaries(
        st.sampled_from(
            ["reviewRating", "author", "publisher", "itemReviewed", "url", "datePublished", "headline"]
        ),
        st.recursive(
            st.none() | st.integers() | st.text() | st.just("ClaimReview"),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "@type",
                            "@value",
                            "name",
                            "alternateName",
                            "ratingValue",
                            "bestRating",
                            "worstRating",
                        ]
                    ),
                    inner,
                )
            ),
            max_leaves=8,
        ),
    ),
    indent=st.sampled_from([None, 1]),
)
def test_whatever_stands_around_and_in_it_a_good_record_is_read(
    tmp_path_factory: pytest.TempPathFactory, around: object, fields: dict[str, object], indent: int | None
) -> None:
    strange = {"@type": "ClaimReview", "claimReviewed": "Strange.", **fields}
    path = tmp_path_factory.mktemp("any") / "feed.json"
    path.write_text(
        json.dumps([around, strange, {"x": [around, RAIN]}, around], indent=indent), encoding="utf-8"
    )
    known, _ = read(path)
    assert {"Strange.", "It rains."} <= {one.text for one in known}


# --- addresses ------------------------------------------------------------------------------------


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as made:
        yield made


def test_an_address_is_read_like_a_file_and_is_the_origin(web: Site) -> None:
    web.behaviours["/feed"] = answer(json.dumps([RAIN]).encode())
    known, problems = read(f"{web.address}/feed", allow_private=True)
    assert [(one.text, one.origin) for one in known] == [("It rains.", f"{web.address}/feed")]
    assert problems == []


def test_addresses_without_a_site_start_from_the_page_that_was_reached(web: Site) -> None:
    page = script(json.dumps(record("It rains.", url="rain")))
    web.behaviours |= {"/": redirect("/checks/all"), "/checks/all": answer(page.encode())}
    [known], _ = read(web.address, allow_private=True)
    assert known.url == f"{web.address}/checks/rain"
    assert known.origin == web.address


def test_an_address_of_the_own_network_is_refused_unless_allowed(web: Site) -> None:
    assert "--allow-private" in refused(web.address)
    assert web.asked == []


@pytest.mark.parametrize("address", ["ftp://a.example/feed.json", "file:///etc/passwd"])
def test_an_address_that_is_not_of_the_web_is_not_taken_for_a_file(address: str) -> None:
    assert "only http:// and https://" in refused(address)
