"""The verdict CSV is a contract: its columns, its rows, its bytes, and the way back.

The golden file is made anew with `CLAIMCHECK_REMAKE=1 pytest tests/exporting/test_columns.py`; that run
fails, so that somebody looks at what changed (`git diff tests/exporting/golden`) before it is kept.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from factories import NOON, a_desk, a_known_claim, a_pile, an_article, claim_on, cut, flagged, span_of
from hypothesis import example, given
from hypothesis import strategies as st
from makers import SENTENCES, database, ticking

import claimcheck as cc
from claimcheck.calculations import Calculation, Figure, KeptWorksheet
from claimcheck.desk_priorities import order_at
from claimcheck.errors import ClaimcheckError, ExportError, ExportWarning
from claimcheck.exporting.choosing import Choice
from claimcheck.exporting.columns import (
    CLAIM_COLUMNS,
    COLUMNS,
    HISTORY_COLUMNS,
    SOURCE_COLUMNS,
    claim_row,
    frame,
    history_rows,
    read_csv,
    source_rows,
    to_frame,
    verdict_row,
    verdict_rows,
)
from claimcheck.exporting.csv_file import Cell, write_csv
from claimcheck.exporting.export import Beside, write_tables
from claimcheck.model import (
    Article,
    Attachment,
    Bound,
    Claim,
    Comparison,
    Judgement,
    Kind,
    KnownClaim,
    Measured,
    PriorityPart,
    Quantity,
    Quoted,
    Relation,
    Signal,
    Source,
    Span,
    Status,
    Verdict,
)
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.replay import verdicts
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work

GOLDEN = Path(__file__).parent / "golden" / "verdicts.csv"
BLNS = Path(__file__).parents[3] / "shared" / "benchmarks" / "hostile-text" / "blns.json"

# As DESIGN.md has them; not taken from the code, so that a change of the contract shows here.
FOR_PEOPLE = [
    "claim_id",
    "statement",
    "quote",
    "speaker",
    "status",
    "verdict",
    "verdict_value",
    "scale",
    "rationale",
    "sources",
    "source_urls",
    "reviewer",
    "proposed_verdict",
    "proposed_at",
    "approved_by",
    "approved_at",
    "policy",
    "dismiss_reason",
    "published_url",
    "published_verdict",
    "correction",
    "checked_before_url",
    "computed",
    "tags",
]
ORIGIN = [
    "article_id",
    "article_title",
    "publisher",
    "published",
    "article_url",
    "start",
    "end",
    "quoted",
    "kinds",
    "priority",
    "why_first",
    "worthiness",
    "reasons",
    "signals",
    "quantities",
    "comparison",
]
OF_A_SOURCE = [
    "claim_id",
    "number",
    "address",
    "title",
    "passage",
    "consulted",
    "archived",
    "primary",
    "interest",
    "stance",
    "attached",
    "attached_sha256",
]
OF_A_STEP = [
    "event",
    "claim_id",
    "at",
    "by",
    "action",
    "data",
    "seen",
    "digest",
]
NUMBERS = {"verdict_value", "start", "end", "priority", "worthiness"}
TEXTS = [name for name in FOR_PEOPLE + ORIGIN if name not in NUMBERS]

ALL = Choice(everything=True)

Row = dict[str, Cell]


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows as any other program reads them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def values(path: Path) -> list[Row]:
    """The rows as `cc.read_csv` gives them, None where nothing is known."""
    table = read_csv(path)
    return [
        {str(name): None if value is None or value != value else value for name, value in row.items()}
        for row in table.astype(object).where(table.notna(), None).to_dict("records")
    ]


# --- the columns ----------------------------------------------------------------------------------


def test_the_columns_are_those_of_the_contract_in_its_order() -> None:
    assert list(COLUMNS) == FOR_PEOPLE + ORIGIN


def test_what_a_claim_has_before_its_review_stands_in_the_same_order() -> None:
    assert list(CLAIM_COLUMNS) == ["claim_id", "quote", "speaker", *ORIGIN]
    assert [name for name in COLUMNS if name in CLAIM_COLUMNS] == list(CLAIM_COLUMNS)


def test_the_header_of_the_file_is_the_contract(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "none.csv", COLUMNS, [])
    names = ",".join(f'"{name}"' for name in FOR_PEOPLE + ORIGIN)
    assert path.read_bytes() == b"\xef\xbb\xbf" + names.encode() + b"\r\n"
    bare = write_csv(tmp_path / "bare.csv", COLUMNS, [], bom=False)
    assert bare.read_bytes() == names.encode() + b"\r\n"
    assert list(read_csv(path).columns) == FOR_PEOPLE + ORIGIN


# --- the rows -------------------------------------------------------------------------------------


def test_one_row_a_claim_with_its_values() -> None:
    of = an_article(
        title="A talk", publisher="The Paper", published="2026-03-01", url="https://example.org/a"
    )
    where = (span_of(of, SENTENCES[1]),)
    signals = (
        Signal("figure", where, 0.5, "a figure", Kind.QUANTITY),
        Signal("in doubt", where, 0.9, "a rank", Kind.RANK),
        Signal("opinion", where, -0.4, "an opinion", Kind.EVENT),
        Signal("figure", where, 0.1, "a figure", Kind.QUANTITY),
    )
    stated = claim_on(
        of,
        SENTENCES[1],
        speaker="Ann Lee",
        quoted=Quoted.DIRECT,
        signals=signals,
        worthiness=0.123456,
        priority=0.654321,
        priority_parts=(PriorityPart("checkable", 0.5, 0.65, "a figure, can be looked up"),),
    )
    assert claim_row(stated, of) == {
        "claim_id": stated.id,
        "quote": "It is 25 times bigger than Russia.",
        "speaker": "Ann Lee",
        "article_id": of.id,
        "article_title": "A talk",
        "publisher": "The Paper",
        "published": "2026-03-01",
        "article_url": "https://example.org/a",
        "start": 21,
        "end": 55,
        "quoted": "direct",
        "kinds": "rank quantity",
        "priority": 0.6543,
        "why_first": "a figure, can be looked up",
        "worthiness": 0.1235,
        "reasons": "a rank; a figure",
        "signals": "figure in-doubt opinion",
        "quantities": None,
        "comparison": None,
    }


MEASURED = (
    Quantity(Measured.MULTIPLIER, Span(27, 35), "25 times", 25, unit="times", normalized="x25"),
    Quantity(
        *(Measured.MONEY, Span(36, 40), "=1+1", 0.5, 1.5, "USD", "year", True, Bound.AT_MOST),
        *("0.5..1.5 USD", "2026-03-04"),
    ),
)
COMPARED = Comparison(
    Relation.TIMES, (Span(27, 42),), "=25 times as much", "NATO", "Russia", "power", factor=25
)


def test_what_is_measured_and_compared_stands_as_json() -> None:
    of = an_article()
    row = claim_row(claim_on(of, SENTENCES[1], quantities=MEASURED, comparison=COMPARED), of)
    assert row["quantities"] == (
        '[{"kind":"multiplier","normalized":"x25","span":[27,35],"text":"25 times","unit":"times",'
        '"value":25},'
        '{"approximate":true,"bound":"at most","high":1.5,"kind":"money","normalized":"0.5..1.5 USD",'
        '"per":"year","resolved":"2026-03-04","span":[36,40],"text":"=1+1","unit":"USD","value":0.5}]'
    )
    assert row["comparison"] == (
        '{"explanation":"=25 times as much","factor":25,"left":"NATO","measure":"power","relation":"times",'
        '"right":"Russia","spans":[[27,42]]}'
    )


def test_json_in_a_cell_is_read_by_any_program_and_is_no_formula(tmp_path: Path) -> None:
    of = an_article()
    row = claim_row(claim_on(of, SENTENCES[1], quantities=MEASURED, comparison=COMPARED), of)
    path = write_csv(tmp_path / "claims.csv", CLAIM_COLUMNS, [row])
    [raw] = rows_of(path)
    assert raw["quantities"][0] == "["
    assert raw["comparison"][0] == "{"
    for name in ("quantities", "comparison"):
        assert raw[name] == values(path)[0][name] == row[name]
        assert json.loads(raw[name])
    # What the cells say of it is where it says so in the article.
    [multiplier, _] = json.loads(raw["quantities"])
    assert of.text[slice(*multiplier["span"])] == multiplier["text"] == "25 times"


def test_what_only_the_article_knows_is_none_without_it() -> None:
    row = claim_row(claim_on(an_article(), SENTENCES[0]), None)
    assert [row[name] for name in ("article_title", "publisher", "published", "article_url")] == [None] * 4


def test_a_claim_that_nobody_touched_has_a_status_and_nothing_else_of_a_verdict() -> None:
    of = an_article()
    found = claim_on(of, SENTENCES[0])
    row = verdict_row(found, of, Verdict(found.id))
    known = {name for name in FOR_PEOPLE if row[name] is not None}
    assert known == {"claim_id", "quote", "status"}
    assert row["status"] == "unreviewed"


@pytest.mark.parametrize(
    ("scale", "rating", "expected"),
    [
        ("claimcheck", "True", 5),
        ("claimcheck", "False", 1),
        ("claimcheck", "Unproven", None),
        ("politifact", "Pants on Fire", 1),
        ("meta", "Satire", None),
        ("a scale that is gone", "True", None),
        ("claimcheck", "a rating that is gone", None),
        (None, None, None),
    ],
)
def test_the_value_of_a_verdict_is_its_scales(
    scale: str | None, rating: str | None, expected: int | None
) -> None:
    of = an_article()
    found = claim_on(of, SENTENCES[0])
    row = verdict_row(found, of, Verdict(found.id, Status.APPROVED, rating=rating, scale=scale))
    assert (row["verdict"], row["verdict_value"], row["scale"]) == (
        rating,
        expected,
        scale if rating else None,
    )


@pytest.mark.parametrize("status", Status)
def test_a_verdict_stands_only_where_it_is_approved(status: Status) -> None:
    of = an_article()
    found = claim_on(of, SENTENCES[0])
    agreed = Verdict(found.id, status, rating="True", proposed_rating="True", scale="claimcheck", blind=True)
    row = verdict_row(found, of, agreed)
    approved = status in {Status.APPROVED, Status.PUBLISHED, Status.CORRECTED}
    # The scale of what is proposed is said all the same.
    scale = "claimcheck" if approved or status is Status.PROPOSED else None
    expected = ("True", 5, scale) if approved else (None, None, scale)
    assert (row["verdict"], row["verdict_value"], row["scale"]) == expected


def test_two_blind_ratings_that_agree_are_no_verdict_before_somebody_proposes_it(tmp_path: Path) -> None:
    with Store(tmp_path / "log.db") as store:
        _, claims = a_pile(store)
        both = [a_desk(store, name, Policy.newsroom()) for name in ("Ann", "Bob")]
        both[0].ask_blind([claims[0].id])
        for one in both:
            one.refresh()
            one.rate(claims[0].id, form())
    cc.export_csv(tmp_path / "log.db", tmp_path / "v.csv", everything=True)
    row = values(tmp_path / "v.csv")[0]
    assert (row["status"], row["verdict"], row["verdict_value"]) == ("unreviewed", None, None)


def test_what_was_published_stands_beside_what_it_was_corrected_to() -> None:
    of = an_article()
    found = claim_on(of, SENTENCES[0])
    mended = Verdict(found.id, Status.CORRECTED, rating="False", published_rating="Mixture")
    row = verdict_row(found, of, mended)
    assert (row["published_verdict"], row["verdict"]) == ("Mixture", "False")


TITLES = [
    (Article("Text.", title="A talk"), "A talk"),
    (Article("A headline\n\nText."), "A headline"),
    (Article("\n \r\n\u2028 A   headline \r\nText."), "A headline"),
    (Article("Text.", title=" \n"), "Text."),
    (Article("Text.", path="a/b.txt"), "Text."),
    (Article("Text.", title="One\nTwo"), "One"),
    (Article(" \n", path="notes/of may.txt"), "of may.txt"),
    (Article(" \n"), None),
    (Article("", path="/"), None),
    (Article("word " * 100), "word " * 23 + "word…"),
    (Article("=1+1"), "=1+1"),
]


@pytest.mark.parametrize(("article", "title"), TITLES)
def test_an_article_is_called_by_its_title_its_first_line_or_its_file(
    article: Article, title: str | None
) -> None:
    claim = Claim(article.id, Span(0, 1), "x", Span(0, 1))
    assert claim_row(claim, article)["article_title"] == title


ADDRESSES = [
    ("https://example.org/a", "https://example.org/a"),
    (" https://example.org/a b ", "https://example.org/a%20b"),
    ("www.example.org/a", "www.example.org/a"),
    ("doi:10.1000/182", "doi:10.1000/182"),
    ("ftp://example.org/x", "ftp://example.org/x"),
    ("a phone call on 3 March", None),
    ("Eurostat", None),
    ("Ministry: letter of 3 May", None),
    ("http://", None),
    ("https:// example", None),
    ("p. 3", None),
    ("", None),
]


@pytest.mark.parametrize(("given", "in_cell"), ADDRESSES)
def test_only_an_address_stands_among_the_addresses(given: str, in_cell: str | None) -> None:
    of = an_article()
    found = claim_on(of, SENTENCES[0])
    earlier = Judgement(KnownClaim("x", url=given), True, "Ann", NOON)
    row = verdict_row(found, of, Verdict(found.id, sources=(Source(given),)))
    assert row["source_urls"] == in_cell
    assert verdict_row(found, of, Verdict(found.id, judgements=(earlier,)))["checked_before_url"] == in_cell


def test_sources_are_named_for_people_and_addressed_for_programs() -> None:
    of = an_article()
    found = claim_on(of, SENTENCES[0])
    sources = (
        Source("https://example.org/a b", title="World Bank, 2023"),
        Source("https://example.org/c"),
        Source("a phone call on\t3 March"),
    )
    row = verdict_row(found, of, Verdict(found.id, sources=sources))
    assert row["sources"] == (
        "World Bank, 2023 (https://example.org/a b)\nhttps://example.org/c\na phone call on\t3 March"
    )
    assert row["source_urls"] == "https://example.org/a%20b https://example.org/c"


def test_rows_come_in_the_order_of_import_and_place_whatever_is_handed_in() -> None:
    first, second = an_article(title="First"), an_article(title="Second", publisher="B")
    found = [*flagged(first), *flagged(second)]
    pile = {one.id: one for one in (first, second)}
    in_order = [(row["article_title"], row["quote"]) for row in verdict_rows(pile, found, {})]
    assert in_order == [(title, words) for title in ("First", "Second") for words in SENTENCES]
    assert verdict_rows(pile, reversed(found), {}) == verdict_rows(pile, found, {})


def test_statuses_choose_among_the_claims() -> None:
    of = an_article()
    found = flagged(of)
    standing = {
        found[0].id: Verdict(found[0].id, Status.APPROVED),
        found[1].id: Verdict(found[1].id, Status.DISMISSED),
    }

    def quotes(*statuses: str) -> list[object]:
        return [row["quote"] for row in verdict_rows({of.id: of}, found, standing, statuses)]

    assert quotes() == SENTENCES
    assert quotes("approved") == [SENTENCES[0]]
    assert quotes("dismissed", "unreviewed") == SENTENCES[1:]
    assert quotes("published") == []


@pytest.mark.parametrize("status", ["aproved", "Approved", "", "all"])
def test_a_status_that_there_is_not_is_refused_with_those_that_there_are(status: str) -> None:
    with pytest.raises(ClaimcheckError, match=r"No status is called .*unreviewed, selected, .*dismissed"):
        verdict_rows({}, [], {}, ["approved", status])


def test_one_row_a_source_numbered_within_its_claim(tmp_path: Path) -> None:
    full = Source("https://a.org", "A", "=it", "2026-03-04", "https://archived.org/a", True, "its", "for")
    kept = Source("c", attachment=Attachment("=report.pdf", "application/pdf", 5, "ab" * 32))
    found = source_rows(
        [Verdict("c1", sources=(full, Source("b", primary=False))), Verdict("c2", sources=(kept,))]
    )
    path = write_csv(tmp_path / "sources.csv", SOURCE_COLUMNS, found)
    assert list(SOURCE_COLUMNS) == OF_A_SOURCE
    assert [list(row.values()) for row in values(path)] == [
        [
            "c1",
            1,
            "https://a.org",
            "A",
            "=it",
            "2026-03-04",
            "https://archived.org/a",
            "yes",
            "its",
            "for",
            None,
            None,
        ],
        ["c1", 2, "b", None, None, None, None, "no", None, None, None, None],
        ["c2", 1, "c", None, None, None, None, None, None, None, "=report.pdf", "ab" * 32],
    ]


# --- the way back ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "table.csv"


def a_row(**cells: Cell) -> Row:
    return {**dict.fromkeys(COLUMNS), "claim_id": "c1", "start": 0, "end": 4, "worthiness": 0.5, **cells}


HOSTILE = st.lists(st.sampled_from(["=", "'", '"', ",", "\r", "\n", "\t", "\0", "＝", "-", "a", " "])).map(
    "".join
)
ANY_TEXT = st.none() | st.text(min_size=1) | HOSTILE.filter(bool)


@given(st.lists(st.dictionaries(st.sampled_from(TEXTS), ANY_TEXT, max_size=4), max_size=3))
@example([dict.fromkeys(TEXTS, "\0")])
@example([dict.fromkeys(TEXTS, "\ufeff")])
@example([dict.fromkeys(TEXTS, "NA"), dict.fromkeys(TEXTS, "nan"), dict.fromkeys(TEXTS, "None")])
def test_any_text_in_any_column_comes_back_the_same(
    scratch: Path, texts: list[dict[str, str | None]]
) -> None:
    rows = [{**a_row(), **row} for row in texts]
    assert values(write_csv(scratch, COLUMNS, rows, force=True)) == rows


@given(
    value=st.none() | st.integers(1 - 2**63, 2**63 - 1),
    worthiness=st.none() | st.floats(-1e18, 1e18),
)
@example(value=-5, worthiness=-0.25)
def test_numbers_stand_unguarded_and_come_back_the_same(
    scratch: Path, value: int | None, worthiness: float | None
) -> None:
    row = a_row(verdict_value=value, worthiness=worthiness)
    write_csv(scratch, COLUMNS, [row], force=True)
    assert values(scratch) == [row]
    assert rows_of(scratch)[0]["verdict_value"] == ("" if value is None else str(value))


def test_nothing_is_an_empty_cell_and_comes_back_as_none(tmp_path: Path) -> None:
    empty = a_row(verdict_value=None)
    path = write_csv(tmp_path / "v.csv", COLUMNS, [empty, a_row(statement="")])
    assert {name for name, cell in rows_of(path)[0].items() if cell} == {
        "claim_id",
        "start",
        "end",
        "worthiness",
    }
    assert values(path) == [empty, empty]
    table = read_csv(path)
    assert table["statement"][0] is None
    assert {name: str(kind) for name, kind in table.dtypes.items() if name in NUMBERS} == {
        "verdict_value": "Int64",
        "start": "Int64",
        "end": "Int64",
        "priority": "Float64",
        "worthiness": "Float64",
    }


def test_a_frame_holds_what_is_known_of_claims_and_their_articles() -> None:
    of = an_article(publisher="The Paper")
    found = flagged(of)
    table = to_frame(found, [of])
    assert table.shape == (4, 19)
    assert list(table.columns) == list(CLAIM_COLUMNS)
    assert list(table["publisher"]) == ["The Paper"] * 4
    assert list(to_frame(found)["publisher"]) == [None] * 4
    assert list(to_frame([]).columns) == list(CLAIM_COLUMNS)


def test_reading_back_gives_the_frame_that_was_written(tmp_path: Path) -> None:
    of = an_article(title="=1+1")
    found = flagged(of)
    rows = [claim_row(one, of) for one in found]
    back = read_csv(write_csv(tmp_path / "claims.csv", CLAIM_COLUMNS, rows))
    assert back.equals(to_frame(found, [of]))
    assert back.equals(frame(rows, CLAIM_COLUMNS))


def test_a_byte_order_mark_in_front_is_taken_off_where_there_is_one(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "v.csv", COLUMNS, [a_row(quote="é")])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert values(path) == [a_row(quote="é")]
    path.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert values(path) == [a_row(quote="é")]


def test_a_cell_may_be_longer_than_what_csv_takes_by_itself(tmp_path: Path) -> None:
    long = "a,\n" * 100_000
    with pytest.warns(ExportWarning, match="row 2, quote"):
        path = write_csv(tmp_path / "v.csv", COLUMNS, [a_row(quote=long)])
    assert values(path) == [a_row(quote=long)]


HEADER = ",".join(COLUMNS)
FILES: list[tuple[bytes, str]] = [
    (b"", "its header is not ours"),
    (b"\r\n", "its header is not ours"),
    (b"name,age\r\nAnn,33\r\n", "its header is not ours"),
    (b"PK\x03\x04\xff\xfe", "is not a CSV that claimcheck wrote"),
    (b"claim_id\r\n\xff\r\n", r"is not a CSV that claimcheck wrote \(.*; export it anew"),
    (b'claim_id,quote\r\nc1,"cut off', r"is not a CSV that claimcheck wrote \(.*; export it anew"),
    (b'claim_id,quote\r\nc1,"a"b\r\n', r"is not a CSV that claimcheck wrote \(.*; export it anew"),
    (b"claim_id,quote\r\nc1,a\r\nc2\r\n", "row 3: 1 cells instead of 2; export it anew"),
    (b"claim_id,quote\r\nc1,a,b\r\n", "row 2: 3 cells instead of 2; export it anew"),
    (b"claim_id,quote\r\n\r\n", "row 2: 0 cells instead of 2; export it anew"),
    (b"claim_id,start\r\nc1,1\r\nc2,two\r\n", "row 3, start: 'two' is no number.*; export it anew"),
    (b"claim_id,start\r\nc1,1.5\r\n", "row 2, start: '1.5' is no number.*; export it anew"),
    (b"claim_id,worthiness\r\nc1,high\r\n", "row 2, worthiness: 'high' is no number.*; export it anew"),
    (b"claim_id,end\r\nc1,99999999999999999999\r\n", "row 2, end: '9+' is no number.*; export it anew"),
    (b"claim_id,worthiness\r\nc1,nan\r\n", "row 2, worthiness: 'nan' is no number.*; export it anew"),
]


@pytest.mark.parametrize(("content", "why"), FILES)
def test_a_file_that_is_not_ours_is_refused_with_what_and_where(
    tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes(content)
    with pytest.raises(ExportError, match=rf"some\.csv.*{why}"):
        read_csv(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"none\.csv cannot be read: No such file"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(ExportError, match="cannot be read: Is a directory"):
        read_csv(tmp_path)


# --- a whole log ----------------------------------------------------------------------------------

STORY = (
    "The alliance has 32 members. It is 25 times bigger than Russia. Exports doubled in 2019. "
    "Taxes fell. “=1+1 is two,”\nhe said, “and 'tis true”. Prices fell by 3 percent. "
    "The minister resigned on Tuesday."
)
QUOTES = (
    "The alliance has 32 members.",
    "It is 25 times bigger than Russia.",
    "Exports doubled in 2019.",
    "=1+1 is two,”\nhe said, “and 'tis true”.",
    "Prices fell by 3 percent.",
    "The minister resigned on Tuesday.",
)


SOURCES = (
    Source("https://example.org/members", title="World Bank, 2023", stance="for"),
    Source("a phone call on 3 March"),
)


BEFORE = KnownClaim(
    "1+1 is two.", rating="True", publisher="The Other Paper", url="https://example.org/a check of 2024"
)


def form(**filled: Any) -> Work:
    """A form filled in as far as "approved" asks, spelled out, since the golden file holds it."""
    words: dict[str, Any] = {
        "statement": "The alliance has 32 members.",
        "rating": "True",
        "rationale": "Its own list says so.",
        "why_selected": "It was said in parliament.",
    }
    return Work(sources=SOURCES, **{**words, **filled})


def marked(of: Article, span: Span) -> Claim:
    """The claim that a person marked."""
    by_hand = Signal("by hand", (span,), 0.3, "marked by hand")
    return cut(of, span, signals=(by_hand,), worthiness=0.3)


def found_in(of: Article, *quotes: str) -> list[Claim]:
    """The claims that a flagger found, each a little less worth checking than the one before."""
    found = []
    for number, quote in enumerate(quotes):
        figure = Signal("figure", (span_of(of, quote),), 0.5, f"figure: {number}", Kind.QUANTITY)
        found.append(claim_on(of, quote, signals=(figure,), worthiness=0.9 - number / 100))
    return found


def decided_alone(one: ReviewSession, found: Sequence[Claim]) -> None:
    """Ana, on her own: a verdict in one go, a dismissal, a claim by hand, and one that she takes back."""
    counted = Figure("NATO members 2026 (32)", "members", 2026, 32.0, table="nato.csv", source="NATO")
    reading = Calculation(
        "level", "members of NATO", 32.0, "", "32", "claimed 32", holds=True, figures=(counted,)
    )
    typed = form(
        statement='The "alliance", as of 2026,\nhas 32 members',
        rationale="-5 would be wrong",
        worksheet=KeptWorksheet("32", "=Claimed: 32. Computed: 32 for 2026.", (reading,)),
    )
    one.take(found[0].id, Status.APPROVED, typed)
    one.dismiss([found[1].id], "too vague")
    talk = one.article(found[0].article_id)
    one.add_claim(talk.id, span_of(talk, "Taxes fell."))
    one.add_claim(talk.id, span_of(talk, "he said"))
    one.undo()


def decided_by_two(one: ReviewSession, other: ReviewSession, found: Sequence[Claim]) -> None:
    """Ana proposes, Ben approves another rating and publishes, Ana corrects and lets it serve another claim.

    One proposal waits, that was checked before.
    """
    one.take(found[2].id, Status.PROPOSED, form(rating="Mostly true"))
    other.refresh()
    other.take(found[2].id, Status.APPROVED, form(rating="Unproven"))
    published = "https://example.org/check?a=1,2"
    other.take(found[2].id, Status.PUBLISHED, form(rating="Unproven", published_url=published))
    one.refresh()
    mended = form(rating="False", published_url=published, correction="It was 2018; 'twas a slip.")
    one.take(found[2].id, Status.CORRECTED, mended)
    one.take(found[3].id, Status.PROPOSED, form())
    one.judge(found[3].id, BEFORE, confirmed=True)
    one.judge(found[3].id, KnownClaim("Another claim.", url="https://example.org/another"), confirmed=False)
    one.take(found[4].id, Status.SELECTED, form(rating=None))
    one.serve(found[2].id, [found[5].id])


def fixed_log(path: Path) -> None:
    """One log with a claim in each standing that the CSV tells apart, by a clock of its own."""
    of = Article(STORY, "A talk, “with” quotes", "The Paper", None, "2026-03-01", "https://example.org/talk")
    bare = Article("Nobody knows where 7 of 9 came from.")
    # One of its sources is no address of the web: such a log was written before those were refused.
    with Store(path) as store, patch("claimcheck.review.workflow.is_web_address", return_value=True):
        found = found_in(of, *QUOTES)
        store.add(of, found)
        store.add(bare, found_in(bare, bare.text))
        newsroom, moments = Policy.newsroom(), list(islice(ticking(), 50))

        def now() -> datetime:
            # A minute a step, however often somebody looks at the clock.
            return moments[len({event.at for event in store.events()})]

        decided_alone(a_desk(store, "Ana", cut=marked, now=now), found)
        ben = a_desk(store, "Ben", newsroom, now=now)
        decided_by_two(a_desk(store, "Ana", newsroom, now=now), ben, found)
        ben.tag([claim.id for claim in found[:2]], ["=NATO", "the budget"])


def test_a_whole_log_is_exported_as_the_golden_file_has_it(tmp_path: Path) -> None:
    fixed_log(tmp_path / "log.db")
    made = cc.export_csv(tmp_path / "log.db", tmp_path / "verdicts.csv", everything=True).read_bytes()
    if os.environ.get("CLAIMCHECK_REMAKE"):
        GOLDEN.write_bytes(made)
        pytest.fail(f"{GOLDEN} was made anew: look at it, then run this again without CLAIMCHECK_REMAKE.")
    assert GOLDEN.is_file(), f"{GOLDEN} is missing; CLAIMCHECK_REMAKE=1 makes it."
    assert made == GOLDEN.read_bytes()


def test_the_golden_file_is_what_the_contract_says() -> None:
    listed = rows_of(GOLDEN)
    assert list(listed[0]) == FOR_PEOPLE + ORIGIN
    told = [float(row["priority"]) for row in listed]
    assert told == sorted(told, reverse=True)
    # Both begin with their title, or with it as their first words.
    rows = sorted(listed, key=lambda row: (row["article_title"], int(row["start"])))
    assert [row["status"] for row in rows] == [
        *("approved", "dismissed", "corrected", "unreviewed", "proposed", "selected", "corrected"),
        "unreviewed",
    ]
    assert [row["quote"] for row in rows if row["reasons"] == "marked by hand"] == ["Taxes fell."]
    approved, corrected = rows[0], rows[2]
    assert (approved["reviewer"], approved["approved_by"]) == ("Ana", "Ana")
    assert approved["policy"] == "solo: no second editor looked"
    assert corrected["policy"] == "newsroom: a second editor approves"
    assert (corrected["proposed_verdict"], corrected["verdict"]) == ("Mostly true", "False")
    assert (corrected["approved_by"], corrected["reviewer"]) == ("Ben", "Ana")
    assert rows[1]["dismiss_reason"] == "too vague"
    proposed, served = rows[4], rows[6]
    assert proposed["checked_before_url"] == "https://example.org/a%20check%20of%202024"
    assert proposed["source_urls"].split(" ")[-1] == proposed["checked_before_url"]
    assert proposed["sources"].endswith("\nThe Other Paper: True (https://example.org/a check of 2024)")
    # What was found on one claim stands on the other, but for what is the claim's own.
    for name in FOR_PEOPLE:
        assert (served[name] == corrected[name]) is (name not in ("claim_id", "quote"))
    for row in rows:
        for name in ("proposed_at", "approved_at"):
            assert not row[name] or datetime.fromisoformat(row[name]).utcoffset() is not None
        assert not row["published"] or date.fromisoformat(row["published"])


def test_reading_the_golden_file_gives_the_values_of_the_log(tmp_path: Path) -> None:
    fixed_log(tmp_path / "log.db")
    with Store(tmp_path / "log.db") as store:
        log = store.events()
        standing = verdicts(log)
        articles = store.articles()
        order = order_at(store, None, tmp_path / "log.known")
        claims = [one for name in articles for one in order.in_order(articles[name], store.claims(name))]
        rows = verdict_rows(articles, claims, standing, place=order.place_by("priority"))
    assert values(GOLDEN) == rows


def test_writing_the_same_log_again_gives_the_same_bytes(tmp_path: Path) -> None:
    fixed_log(tmp_path / "log.db")
    once = cc.export_csv(tmp_path / "log.db", tmp_path / "once.csv", everything=True)
    again = cc.export_csv(tmp_path / "log.db", tmp_path / "again.csv", everything=True)
    assert once.read_bytes() == again.read_bytes()


def test_sources_and_history_are_written_beside_it(tmp_path: Path) -> None:
    fixed_log(tmp_path / "log.db")
    cc.export_csv(
        tmp_path / "log.db",
        tmp_path / "v.csv",
        statuses=["approved"],
        sources=tmp_path / "sources.csv",
        history=tmp_path / "history.csv",
    )
    assert [row["status"] for row in values(tmp_path / "v.csv")] == ["approved", "corrected", "corrected"]
    assert [row["address"] for row in values(tmp_path / "sources.csv")] == [
        source.address for source in SOURCES
    ] * 3
    with Store(tmp_path / "log.db") as store:
        log = store.snapshot().events
        head = store.verify().head
    steps = values(tmp_path / "history.csv")
    assert steps == history_rows(log)
    assert list(steps[0]) == list(HISTORY_COLUMNS) == OF_A_STEP
    assert [step["event"] for step in steps] == list(range(1, len(log) + 1))
    assert steps[-1]["digest"] == head
    assert [json.loads(str(step["data"])) for step in steps] == [event.data for event in log]


def test_what_was_checked_before_is_among_the_sources_once_it_is_confirmed(tmp_path: Path) -> None:
    path = database(tmp_path / "log.db")
    with Store(path) as store:
        one, claim_id = a_desk(store), store.queue()[0].claim_id
        one.take(claim_id, Status.SELECTED, form())
        for known, confirmed in ((BEFORE, True), (replace(BEFORE, url=None), True), (a_known_claim(), False)):
            one.judge(claim_id, known, confirmed)
    cc.export_csv(path, tmp_path / "v.csv", sources=tmp_path / "s.csv", everything=True)
    found = values(tmp_path / "s.csv")
    assert [row["address"] for row in found] == [source.address for source in SOURCES] + [BEFORE.url]
    assert (found[-1]["number"], found[-1]["title"], found[-1]["primary"]) == (
        3,
        "The Other Paper: True",
        "no",
    )
    (row,) = (row for row in values(tmp_path / "v.csv") if row["claim_id"] == claim_id)
    assert row["checked_before_url"] == "https://example.org/a%20check%20of%202024"
    # The phone call has no address.
    assert len(str(row["source_urls"]).split(" ")) == len(found) - 1


@pytest.mark.parametrize("double_blind", [False, True], ids=["asked for", "by policy"])
@pytest.mark.parametrize("confirmed", [True, False])
def test_what_was_said_of_earlier_checks_stays_out_of_each_table_until_both_have_rated(
    tmp_path: Path, double_blind: bool, confirmed: bool
) -> None:
    path = database(tmp_path / "log.db")
    policy = replace(Policy.newsroom(), double_blind=double_blind)
    with Store(path) as store:
        one, other = a_desk(store, "Ana", policy), a_desk(store, "Ben", policy)
        claim_id = store.queue()[0].claim_id
        if not double_blind:
            one.ask_blind([claim_id])
        one.judge(claim_id, a_known_claim(), confirmed)
        one.judge(claim_id, a_known_claim(url="https://before.example/taken-back"), confirmed)
        one.undo()
        assert "before.example" not in all_tables(store, tmp_path)
        steps = values(tmp_path / "h.csv")
        assert not {"confirmed", "rejected"} & {step["action"] for step in steps}
        assert [step["action"] for step in steps][-3:] == ["judged", "judged", "undone"]
        one.rate(claim_id, form())
        assert "before.example" not in all_tables(store, tmp_path)
        other.refresh()
        other.rate(claim_id, form())
        assert "before.example" in all_tables(store, tmp_path)
        assert [step["action"] for step in values(tmp_path / "h.csv")] == [
            event.action for event in store.snapshot().events
        ]


def all_tables(store: Store, folder: Path) -> str:
    """The three tables of a log, as one text."""
    files = [folder / name for name in ("v.csv", "s.csv", "h.csv")]
    write_tables(store, files[0], True, choice=ALL, beside=Beside(files[1], history=files[2]))
    return "".join(file.read_text() for file in files)


def test_a_log_is_exported_as_it_stood_before_a_check_served_another_claim(tmp_path: Path) -> None:
    path = database(tmp_path / "log.db")
    with Store(path) as store:
        one, (first, second, *_rest) = a_desk(store), [row.claim_id for row in store.queue()]
        one.take(first, Status.APPROVED, replace(form(), sources=SOURCES[:1]))
        before = store.events()[-1].id
        one.serve(first, [second])

    def statuses(until: int | None = None) -> dict[object, object]:
        made = cc.export_csv(path, tmp_path / "v.csv", force=True, until=until, everything=True)
        return {row["claim_id"]: row["status"] for row in values(made)}

    assert (statuses()[first], statuses()[second]) == ("approved", "approved")
    assert (statuses(before)[first], statuses(before)[second]) == ("approved", "unreviewed")


def test_a_claim_that_was_added_and_taken_back_is_no_row(tmp_path: Path) -> None:
    path = database(tmp_path / "log.db")
    with Store(path) as store:
        one = a_desk(store)
        before = len(rows_of(write_tables(store, tmp_path / "before.csv", choice=ALL).path))
        one.add_claim(an_article().id, Span(0, 3))
        assert len(rows_of(write_tables(store, tmp_path / "added.csv", choice=ALL).path)) == before + 1
        one.undo()
        assert len(rows_of(write_tables(store, tmp_path / "undone.csv", choice=ALL).path)) == before


def test_a_table_that_may_not_be_written_leaves_the_others_unwritten(tmp_path: Path) -> None:
    path = database(tmp_path / "log.db")
    (tmp_path / "history.csv").write_text("old")
    with pytest.raises(ExportError, match=r"history\.csv exists"):
        cc.export_csv(
            path,
            tmp_path / "v.csv",
            sources=tmp_path / "s.csv",
            history=tmp_path / "history.csv",
            everything=True,
        )
    assert sorted(file.name for file in tmp_path.glob("*.csv")) == ["history.csv"]
    assert (tmp_path / "history.csv").read_text() == "old"


@pytest.mark.parametrize("force", [False, True])
def test_one_file_does_not_take_two_tables(tmp_path: Path, force: bool) -> None:
    path = database(tmp_path / "log.db")
    (tmp_path / "here").symlink_to(tmp_path)
    with pytest.raises(ExportError, match=r"v\.csv is named for two tables.*each"):
        cc.export_csv(path, tmp_path / "v.csv", force, sources=tmp_path / "here" / "v.csv", everything=True)
    assert list(tmp_path.glob("*.csv")) == []


def test_force_writes_every_table_anew(tmp_path: Path) -> None:
    path = database(tmp_path / "log.db")
    beside: dict[str, Any] = {"sources": tmp_path / "s.csv", "history": tmp_path / "h.csv"}
    for name in ("v.csv", "s.csv", "h.csv"):
        (tmp_path / name).write_text("old")
    cc.export_csv(path, tmp_path / "v.csv", force=True, **beside, everything=True)
    assert [len(read_csv(tmp_path / name)) for name in ("v.csv", "s.csv", "h.csv")] == [4, 0, 1]


# --- hostile text ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def naughty() -> list[str]:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not here: {BLNS}")
    return [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if text]


def test_naughty_strings_go_out_as_text_and_come_back_the_same(tmp_path: Path, naughty: list[str]) -> None:
    of = Article("".join(naughty), naughty[0], naughty[1])
    found, standing, start = [], {}, 0
    for text in naughty:
        place = Span(start, start + len(text))
        one = Claim(of.id, place, text, place, speaker=text)
        source = Source(text, title=text, passage=text)
        standing[one.id] = Verdict(
            one.id, Status.APPROVED, text, "True", "claimcheck", text, (source,), reviewer=text
        )
        found.append(one)
        start = place.end
    rows = verdict_rows({of.id: of}, found, standing)
    assert len(rows) == len(naughty) > 500
    path = write_csv(tmp_path / "naughty.csv", COLUMNS, rows)
    assert values(path) == rows
    for written in rows_of(path):
        for name, cell in written.items():
            assert name in NUMBERS or no_formula(cell), (name, cell)


def no_formula(cell: str) -> bool:
    if cell.startswith("'"):
        return cell[1:2] in {"=", "+", "-", "@", "\t", "\r", "'"}
    return not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_naughty_strings_typed_at_a_desk_are_exported_as_typed(tmp_path: Path, naughty: list[str]) -> None:
    """By way of the session and the log; white space around them goes when a step is taken."""
    of = an_article()
    typed = [text for text in naughty[::9] if text.strip() and "\0" not in text]
    with Store(tmp_path / "log.db") as store:
        store.add(of, flagged(of))
        one = a_desk(store)
        for text in typed:
            one.take(flagged(of)[0].id, Status.SELECTED, form(statement=text, rationale=text))
            made = write_tables(store, tmp_path / "v.csv", force=True, choice=ALL).path
            row = values(made)[0]
            assert (row["statement"], row["rationale"]) == (text.strip(), text.strip())
            one.undo()
