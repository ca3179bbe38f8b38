"""Checks out of a CSV, whatever its headers are called and however it was saved."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest

from claimcheck.errors import ReadingError
from claimcheck.exporting.columns import COLUMNS
from claimcheck.exporting.csv_file import guard, to_csv
from claimcheck.importing.intake import FIELDS, Intake, Problem
from claimcheck.importing.tables import claims_of_table
from claimcheck.model import KnownClaim


def read(text: str, columns: Mapping[str, str] | None = None) -> tuple[list[KnownClaim], list[Problem]]:
    problems: list[Problem] = []
    intake = Intake("checks.csv", problems.append)
    return list(claims_of_table(io.StringIO(text, newline=""), intake, columns or {})), problems


def only(text: str, columns: Mapping[str, str] | None = None) -> KnownClaim:
    """The one check of a table without problems."""
    [known], problems = read(text, columns)
    assert problems == []
    return known


def refused(text: str, columns: Mapping[str, str] | None = None) -> str:
    with pytest.raises(ReadingError) as error:
        read(text, columns)
    return str(error.value)


RAIN = KnownClaim(
    text="It rains, he said.",
    title="Rain?",
    rating="False",
    publisher="The Paper",
    url="https://paper.example/rain",
    date="2019-10-30",
    speaker="Ann",
    origin="checks.csv",
)
ROW = ("It rains, he said.", "Rain?", "False", "The Paper", "https://paper.example/rain", "2019-10-30", "Ann")


@pytest.mark.parametrize(
    "header",
    [
        ("claim", "title", "rating", "publisher", "url", "date", "speaker"),
        ("Text", "Headline", "Verdict", "Publisher", "Link", "Date", "Claimant"),
        (
            "STATEMENT",
            "Review Title",
            "alternateName",
            "reviewer_site",
            "Address",
            "datePublished",
            "Said by",
        ),
        (
            "claimReviewed",
            "headline",
            "textualRating",
            "publisherSite",
            "review_url",
            "reviewDate",
            "claimant",
        ),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_well_known_headers_are_understood(header: tuple[str, ...], delimiter: str, end: str) -> None:
    cells = [f'"{cell}"' for cell in ROW]
    assert only(delimiter.join(header) + end + delimiter.join(cells) + end) == RAIN


def test_other_columns_do_not_matter_nor_does_their_order() -> None:
    known = only("id,rating,notes,claim\n7,False,see,It rains.\n")
    assert (known.text, known.rating, known.title) == ("It rains.", "False", None)


@pytest.mark.parametrize("name", ["Aussage", "aussage ", "AUSSAGE"])
def test_columns_can_be_named(name: str) -> None:
    known = only("Aussage;Urteil\nEs regnet.;Falsch\n", {"text": name, "rating": "Urteil"})
    assert (known.text, known.rating) == ("Es regnet.", "Falsch")


def test_a_named_column_goes_before_a_well_known_one() -> None:
    assert only("claim,said,rating\nA,It rains.,False\n", {"text": "said"}).text == "It rains."


def test_without_a_column_of_claims_the_message_names_those_there_are() -> None:
    said = refused("Aussage,Urteil\nEs regnet.,Falsch\n")
    assert "checks.csv: no column of it is known to hold the claims" in said
    assert "It has 'Aussage', 'Urteil'" in said
    assert '--column text="…"' in said


def test_a_column_that_is_not_there_is_refused() -> None:
    assert "no column 'Satz'; it has 'claim', 'rating'" in refused("claim,rating\nA,B\n", {"text": "Satz"})


@pytest.mark.parametrize("text", ["\n\n", '"claim\n', "\n" * 5 + "claim\n"])
def test_what_has_no_header_is_refused(text: str) -> None:
    assert "no header of a table" in refused(text)


def test_two_columns_for_one_field_are_told() -> None:
    [known], problems = read("text,claim,rating\nlong,It rains.,False\n")
    assert known.text == "It rains."
    assert problems == [
        Problem("row 1", "the text was read from 'claim' and not from 'text'; --column chooses"),
    ]


def test_a_table_without_ratings_is_told_once() -> None:
    known, problems = read("claim\nIt rains.\nIt snows.\n")
    assert [one.rating for one in known] == [None, None]
    assert [(problem.where, problem.refused) for problem in problems] == [("row 1", False)]
    assert "no column is known to hold the ratings" in problems[0].what


def test_a_cell_may_hold_line_breaks_delimiters_and_quotation_marks() -> None:
    known, problems = read('claim;rating\n"It ""rains"";\r\nhe said";False\nIt snows.;True\n')
    assert [one.text for one in known] == ['It "rains"; he said', "It snows."]
    assert problems == []


def test_rows_are_numbered_as_in_a_spreadsheet_and_problems_name_them() -> None:
    known, problems = read('claim,rating\n"It\nrains.",False\n\n,True\nIt snows.,\n')
    assert [one.text for one in known] == ["It rains.", "It snows."]
    assert problems == [
        Problem("row 4", "it does not say which claim was checked", refused=True),
        Problem("row 5", "it gives no rating"),
    ]


def test_a_row_with_too_many_cells_is_refused_and_one_with_too_few_told() -> None:
    known, problems = read(
        "claim,rating,date\nIt rains, he said,False,2019\nIt snows.,True\nHail.,True,2019,,\n"
    )
    assert [one.text for one in known] == ["It snows.", "Hail."]
    assert [(problem.where, problem.refused) for problem in problems] == [("row 2", True), ("row 3", False)]


def test_a_broken_row_costs_itself_only() -> None:
    known, problems = read('claim,rating\n"It "rains".",False\nIt snows.,True\n')
    assert [one.text for one in known] == ["It snows."]
    assert [(problem.where, problem.refused) for problem in problems] == [("row 2", True)]


def test_a_mark_of_quotation_that_never_closes_is_told() -> None:
    known, problems = read('claim,rating\nIt rains.,False\n"It snows.,True\nIt hails.,True\n')
    assert [one.text for one in known] == ["It rains."]
    assert [(problem.where, problem.refused) for problem in problems] == [("row 3", True)]
    assert "up to line 4" in problems[0].what


# --- the verdict CSV of claimcheck itself ---------------------------------------------------------


def verdicts(*rows: Mapping[str, str]) -> str:
    return to_csv(COLUMNS, [{**dict.fromkeys(COLUMNS), **row} for row in rows])


CHECKED = {
    "claim_id": "abc",
    "statement": "NATO has 32 members.",
    "quote": "We are 32 now.",
    "speaker": "Rutte",
    "status": "published",
    "verdict": "True",
    "approved_at": "2026-03-04T09:00:00+00:00",
    "published_url": "https://desk.example/32",
    "publisher": "The Paper",
    "article_title": "Rutte in Ankara",
    "published": "2026-03-01",
}


def test_a_verdict_csv_says_what_its_desk_found_and_not_what_the_article_is() -> None:
    assert only(verdicts(CHECKED)) == KnownClaim(
        text="NATO has 32 members.",
        rating="True",
        url="https://desk.example/32",
        date="2026-03-04",
        speaker="Rutte",
        origin="checks.csv",
    )


def test_of_a_verdict_csv_only_verdicts_that_stand_are_taken() -> None:
    open_rows = [
        {**CHECKED, "status": status, "statement": status}
        for status in ("unreviewed", "selected", "researching", "proposed", "dismissed")
    ]
    done = [{**CHECKED, "status": status, "statement": status} for status in ("approved", "corrected")]
    known, problems = read(verdicts(*open_rows, *done, {**CHECKED, "verdict": ""}))
    assert [one.text for one in known] == ["approved", "corrected"]
    assert problems == []


def test_of_a_claim_without_a_statement_the_words_count() -> None:
    assert only(verdicts({**CHECKED, "statement": ""})).text == "We are 32 now."


@pytest.mark.parametrize("text", ["=1+1 is 2", "'twas so", "-5 degrees", "@home", "+5%"])
def test_what_was_guarded_against_spreadsheets_is_as_it_was(text: str) -> None:
    assert guard(text) != text
    assert only(verdicts({**CHECKED, "statement": text})).text == text


def test_fields_are_those_of_a_known_claim() -> None:
    assert set(FIELDS) <= set(KnownClaim.__slots__)
