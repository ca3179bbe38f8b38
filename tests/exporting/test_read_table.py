"""A table that a spreadsheet has saved gives what it was written from, or says which cell does not."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from test_columns import a_row, fixed_log, values

import claimcheck as cc
from claimcheck.errors import ExportError
from claimcheck.exporting import spreadsheets
from claimcheck.exporting.columns import COLUMNS
from claimcheck.exporting.csv_file import to_csv, write_csv
from claimcheck.exporting.spreadsheets import TellNothingError, day_of, id_of, number_of, rating_of
from claimcheck.review.scales import Rating, Scale

Row = dict[str, Any]

ID, OTHER = "c0123456789abcdef", "cfedcba9876543210"
ROWS: list[Row] = [
    a_row(claim_id=ID, verdict="True", proposed_verdict="False", scale="claimcheck", quote="=1+1; 'tis\n“é”"),
    a_row(claim_id=OTHER, verdict="Mixture", scale="claimcheck", worthiness=0.125, published="2025-05"),
]


def saved(
    rows: list[Row],
    *,
    mark: str = ",",
    truths: tuple[str, str] = ("True", "False"),
    point: str = ".",
    end: str = "\r\n",
    encoding: str = "utf-8",
    all_quoted: bool = False,
) -> bytes:
    """*rows* as a spreadsheet saves them that has read what claimcheck wrote."""

    def cell(name: str, text: str) -> str:
        text = {"True": truths[0], "False": truths[1]}.get(text, text)
        text = text.replace(".", point) if name == "worthiness" else text
        quoted = all_quoted or any(sign in text for sign in (mark, '"', "\r", "\n"))
        return '"{}"'.format(text.replace('"', '""')) if quoted else text

    read = csv.reader(io.StringIO(to_csv(COLUMNS, rows), newline=""))
    lines = [mark.join(map(cell, COLUMNS, line)) + end for line in read]
    return "".join(lines).encode(encoding)


SPREADSHEETS: dict[str, dict[str, Any]] = {
    "Calc": {"truths": ("TRUE", "FALSE"), "end": "\n"},
    "Calc, all quoted": {"truths": ("TRUE", "FALSE"), "end": "\n", "all_quoted": True},
    "Excel, CSV UTF-8": {"truths": ("TRUE", "FALSE"), "encoding": "utf-8-sig"},
    "Excel, Unicode text": {"truths": ("TRUE", "FALSE"), "mark": "\t", "encoding": "utf-16"},
    "Excel, German": {"truths": ("WAHR", "FALSCH"), "mark": ";", "point": ",", "encoding": "utf-8-sig"},
    "Excel, French": {"truths": ("VRAI", "FAUX"), "mark": ";", "point": ","},
    "Excel, Spanish": {"truths": ("VERDADERO", "FALSO"), "mark": ";", "point": ","},
    "Excel, Italian": {"truths": ("VERO", "FALSO"), "mark": ";", "point": ","},
    "Excel, Polish": {"truths": ("PRAWDA", "FAŁSZ"), "mark": ";", "point": ","},
    "Excel, Dutch": {"truths": ("WAAR", "ONWAAR"), "mark": ";", "point": ","},
    "Excel, Swedish": {"truths": ("SANT", "FALSKT"), "mark": ";", "point": ","},
    "Excel, Russian": {"truths": ("ИСТИНА", "ЛОЖЬ"), "mark": ";", "point": ","},
    "Excel, Turkish": {"truths": ("DOĞRU", "YANLIŞ"), "mark": ";", "point": ","},
    "claimcheck before every text was quoted": {},
    "tabs": {"mark": "\t"},
    "an old Mac": {"end": "\r", "all_quoted": True},
}


@pytest.mark.parametrize("how", SPREADSHEETS.values(), ids=SPREADSHEETS)
def test_what_a_spreadsheet_saved_is_read_as_it_was_written(tmp_path: Path, how: dict[str, Any]) -> None:
    path = tmp_path / "v.csv"
    path.write_bytes(saved(ROWS, **how))
    assert values(path) == ROWS


def test_a_whole_log_through_a_spreadsheet_is_the_same(tmp_path: Path) -> None:
    fixed_log(tmp_path / "log.db")
    before = values(cc.export_csv(tmp_path / "log.db", tmp_path / "v.csv", everything=True))
    (tmp_path / "v.csv").write_bytes(saved(before, **SPREADSHEETS["Excel, German"]))
    assert values(tmp_path / "v.csv") == before


@given(text=st.text(min_size=1), mark=st.sampled_from(",;\t"), end=st.sampled_from(["\r\n", "\n"]))
@example(text="a;b\t=1,\"'\r\n", mark=";", end="\n")
def test_any_words_come_back_whatever_parts_the_cells(
    tmp_path_factory: pytest.TempPathFactory, text: str, mark: str, end: str
) -> None:
    assume("\ufeff" not in text)
    row = a_row(claim_id=ID, quote=text, rationale=text, speaker=text)
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(saved([row], mark=mark, end=end))
    assert values(path) == [row]


def test_a_guard_that_the_spreadsheet_took_off_is_not_missed(tmp_path: Path) -> None:
    for name, content in {"kept": "'=1+1", "dropped": "=1+1"}.items():
        (tmp_path / name).write_bytes(f"claim_id;quote\n{ID};{content}\n".encode())
        assert values(tmp_path / name) == [{"claim_id": ID, "quote": "=1+1"}]


@pytest.mark.parametrize("rating", ["TRUE", "WAHR", "1", "true", " True"])
def test_in_a_file_that_nobody_touched_a_rating_is_what_it_says(tmp_path: Path, rating: str) -> None:
    row = a_row(claim_id="007", verdict=rating, scale="claimcheck", published="1/2/2025", speaker="TRUE")
    assert values(write_csv(tmp_path / "v.csv", COLUMNS, [row])) == [row]


def test_what_a_spreadsheet_adds_at_the_edges_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_bytes(f"sep=;\r\nclaim_id;quote;;\r\n{ID};a;;\r\n;;;\r\n".encode())
    assert values(tmp_path / "v.csv") == [{"claim_id": ID, "quote": "a"}]


def test_columns_may_have_changed_places(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_bytes(f"verdict;claim_id\nFALSCH;{ID}\n".encode())
    assert values(tmp_path / "v.csv") == [{"verdict": "False", "claim_id": ID}]


REFUSED = [
    (
        "claim_id;verdict;scale\nc1;True;claimcheck\nc2;1;claimcheck\n",
        "row 3, verdict: '1' may be a rating or",
    ),
    ("claim_id;proposed_verdict\nc1;0\n", "row 2, proposed_verdict: '0' may be a rating or a truth value"),
    ("claim_id;verdict\n1,23457E+15;\n", "row 2, claim_id: '1,23457E.15' was an id before"),
    ("claim_id;verdict\n6891323652241890;\n", "row 2, claim_id: '6891323652241890' was an id before"),
    ("claim_id;article_id\nc1;12\n", "row 2, article_id: '12' was an id before"),
    ("claim_id;published\nc1;03/04/2025\n", "row 2, published: '03/04/2025' may be more than one day"),
    ("claim_id;published\nc1;May-25\n", "row 2, published: 'May-25' may be a day of this year or"),
    ("claim_id;published\nc1;13.5.25\n", "row 2, published: '13.5.25' does not say the whole year"),
    ("claim_id;published\nc1;31.02.2025\n", "row 2, published: '31.02.2025' is no day"),
    ("claim_id;start\nc1;1,5\n", "row 2, start: '1,5' is no number"),
    ("claim_id;worthiness\nc1;1.234,5\n", "row 2, worthiness: '1.234,5' is no number"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_cannot_be_told_apart_is_refused_with_row_and_column(
    tmp_path: Path, text: str, why: str
) -> None:
    (tmp_path / "v.csv").write_text(text, encoding="utf-8", newline="")
    with pytest.raises(ExportError, match=rf"v\.csv, {why}"):
        cc.read_csv(tmp_path / "v.csv")


def test_another_encoding_is_refused_with_the_one_to_choose(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_bytes(saved(ROWS, encoding="cp1252"))
    with pytest.raises(ExportError, match="save it as “CSV UTF-8” in the spreadsheet"):
        cc.read_csv(tmp_path / "v.csv")


@pytest.mark.parametrize(
    ("cell", "scale", "rating"),
    [
        ("TRUE", "claimcheck", "True"),
        ("VERO", "claimcheck", "True"),
        ("FALSO", "", "False"),
        ("FALSCH", "a scale that is gone", "False"),
        ("Half true", "claimcheck", "Half true"),
        ("1", "a scale that is gone", "1"),
        ("Wahr", "a scale that is gone", "Wahr"),
        ("FAŁSZ".replace("Ł", "\u0141"), "claimcheck", "False"),
        ("DOG\u0306RU", "claimcheck", "True"),
    ],
)
def test_a_truth_value_is_the_rating_of_the_scale_that_it_was(cell: str, scale: str, rating: str) -> None:
    assert rating_of(cell, scale) == rating


@pytest.mark.parametrize("names", [("Correct", "Wrong"), ("True", "true")])
def test_a_truth_value_that_is_no_rating_of_the_scale_or_two_is_refused(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    ours = Scale("ours", "Ours", tuple(Rating(name) for name in names), "nominal")
    monkeypatch.setattr(spreadsheets, "scales", lambda: {"ours": ours})
    with pytest.raises(TellNothingError, match="may be a rating or a truth value; the scale is ours"):
        rating_of("WAHR", "ours")


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        (ID, ID),
        (f" {ID} ", ID),
        ("5d53f10f31a0c079", "5d53f10f31a0c079"),
        ("6891323652241896", "6891323652241896"),
        ("123456789012345", "0123456789012345"),
        ("123456789012", "0000123456789012"),
        ("12e4567890123456", None),
        ("1.23456789012345E+15", None),
        ("00012345", None),
    ],
)
def test_an_id_that_was_trimmed_is_made_whole_and_one_that_was_rounded_refused(
    cell: str, known: str | None
) -> None:
    if known is None:
        with pytest.raises(TellNothingError, match="was an id"):
            id_of(cell)
    else:
        assert id_of(cell) == known


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-05-13", "2025-05-13"),
        ("2025-05", "2025-05"),
        ("2025", "2025"),
        ("2025/5/13", "2025-05-13"),
        ("13.05.2025", "2025-05-13"),
        ("3.4.2025", "2025-04-03"),
        ("5/13/2025", "2025-05-13"),
        ("13/05/2025", "2025-05-13"),
        ("13-05-2025", "2025-05-13"),
        ("05/05/2025", "2025-05-05"),
        ("spring of that year", "spring of that year"),
    ],
)
def test_a_day_that_was_rewritten_is_one_again(cell: str, day: str) -> None:
    assert day_of(cell) == day


@pytest.mark.parametrize(
    ("cell", "value"), [("0,91", 0.91), ("1E-04", 0.0001), ("1,5e-7", 1.5e-7), (",5", 0.5)]
)
def test_a_decimal_comma_is_a_point(cell: str, value: float) -> None:
    assert number_of(cell, float) == value


def test_a_text_that_speaks_of_what_parts_cells_stays_whole(tmp_path: Path) -> None:
    said = "Say sep=;\nthen go"
    file = tmp_path / "v.csv"
    file.write_bytes(f'claim_id;quote\r\n{ID};"{said}"\r\n'.encode())
    assert cc.read_csv(file)["quote"].tolist() == [said]
