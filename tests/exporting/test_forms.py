"""Each form of the tables gives back what went out, and holds it as what it is."""

from __future__ import annotations

import datetime
import errno
import itertools
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_columns import BLNS, HOSTILE, a_row, fixed_log

import claimcheck as cc
from claimcheck.errors import ExportError, ExportWarning
from claimcheck.exporting.columns import COLUMNS, CONTACT_COLUMNS, read_table
from claimcheck.exporting.csv_file import Cell
from claimcheck.exporting.forms import Form, Manner, form_of, write_form
from claimcheck.exporting.tables import ADDRESSES, DAYS, MOMENTS, NUMBERS, Table
from claimcheck.exporting.xlsx_file import shortened, write_xlsx

Row = dict[str, Cell]

SHEETS = ["verdicts", "sources", "contacts", "calculations", "history"]
TEXTS = sorted(set(COLUMNS) - set(NUMBERS) - MOMENTS)
GOLDEN = Path(__file__).parent / "golden"


def written(path: Path, rows: list[Row], manner: Manner = Manner()) -> Path:  # noqa: B008 - it is frozen
    """*rows* as a table of verdicts in the form of the ending of *path*."""
    write_form(form_of(path), path, [Table.of("verdicts", COLUMNS, rows)], manner)
    return path


def values(path: Path, sheet: str = "verdicts") -> list[Row]:
    table = read_table(path, sheet)
    return [
        {str(name): value for name, value in row.items()}
        for row in table.astype(object).where(table.notna(), None).to_dict("records")
    ]


def cell_of(path: Path, column: str, row: int = 2, sheet: str = "verdicts") -> Any:
    """The cell as another program sees it."""
    page = openpyxl.load_workbook(path)[sheet]
    names = [head.value for head in page[1]]
    return page.cell(row, names.index(column) + 1)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forms")


# --- what went out comes back ----------------------------------------------------------------------

RICH = st.sampled_from(
    ["<r>a</r>", "<r>", "</r>", "_x000D_", "_x005F_", "_x", "\ufffe", "\uffff", "\x85", "\u2028"]
)
ANY = st.text(min_size=1) | HOSTILE.filter(bool) | RICH | st.builds("<r>{}</r>".format, st.text())
DAY = st.dates().map(str) | st.sampled_from(
    ["2025", "2025-05", "1900-01-01", "1900-02-28", "1900-03-01", "0001-01-01"]
)
MOMENT = st.datetimes(
    min_value=datetime.datetime(1970, 1, 1),
    max_value=datetime.datetime(2200, 1, 1),
).map(lambda at: at.replace(tzinfo=datetime.UTC).isoformat(timespec="seconds"))


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx", ".parquet"])
@given(
    texts=st.lists(st.dictionaries(st.sampled_from(TEXTS), ANY, max_size=5), min_size=1, max_size=3),
    days=DAY,
    moment=MOMENT,
    whole=st.integers(1 - 2**63, 2**63 - 1),
    number=st.floats(-1e12, 1e12).map(lambda value: float(f"{value:.15g}")),
)
@example(
    [dict.fromkeys(TEXTS, "<r>\r\n\x00_x000D_</r>")],
    "1899-12-31",
    "2026-03-04T09:00:00+00:00",
    2**53 + 1,
    0.1,
)
@example([dict.fromkeys(TEXTS, "=1+1")], "9999-12-31", "1999-12-31T23:59:59+00:00", -5, -0.25)
@example([dict.fromkeys(TEXTS, "True")], "2026-03-01", "2024-02-29T00:00:00+00:00", 0, 0.0)
@example([dict.fromkeys(TEXTS, "0012")], "2026-03-01", "2024-02-29T00:00:01+00:00", 1, 1.0)
@settings(max_examples=examples(60), deadline=None)
def test_any_values_come_back_the_same(
    scratch: Path, ending: str, texts: list[dict[str, str]], days: str, moment: str, whole: int, number: float
) -> None:
    more: Row = {"published": days, "approved_at": moment, "verdict_value": whole, "worthiness": number}
    rows = [{**a_row(), **more, **row} for row in texts]
    assert values(written(scratch / f"any{ending}", rows)) == rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(text=ANY)
@settings(max_examples=examples(60), deadline=None)
def test_a_csv_comes_back_whatever_parts_its_cells(scratch: Path, delimiter: str, text: str) -> None:
    rows = [a_row(claim_id="007", quote=text, verdict="TRUE", published="1/2/2025")]
    assert values(written(scratch / "parted.csv", rows, Manner(delimiter=delimiter))) == rows


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx", ".parquet"])
def test_every_naughty_string_comes_back(scratch: Path, ending: str) -> None:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not here: {BLNS}")
    naughty = [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if text]
    rows = [a_row(**dict.fromkeys(TEXTS, text)) for text in naughty]
    assert len(rows) > 500
    path = written(scratch / f"naughty{ending}", rows)
    assert values(path) == rows
    if ending == ".xlsx":
        assert {cell.data_type for row in openpyxl.load_workbook(path)["verdicts"].rows for cell in row} <= {
            "s",
            "n",
            "d",
            "inlineStr",
        }


# --- a workbook holds each value as what it is -----------------------------------------------------


def test_in_a_workbook_text_is_text_a_date_a_date_and_an_address_a_link(tmp_path: Path) -> None:
    cells: Row = {
        **{"verdict": "True", "claim_id": "0012345678901234", "speaker": "Türkiye", "quote": "=1+1"},
        **{"published": "2026-03-01", "approved_at": "2026-03-04T09:05:07+00:00", "start": 7},
        **{"article_url": "https://example.org/a?b=c#d", "source_urls": "https://a.org https://b.org"},
        **{"published_url": "javascript:alert(1)"},
    }
    row = a_row(**cells)
    path = written(tmp_path / "v.xlsx", [row])
    for name in ("verdict", "claim_id", "speaker", "quote", "article_url", "source_urls", "published_url"):
        cell = cell_of(path, name)
        assert (cell.value, cell.data_type, cell.number_format) == (row[name], "s", "@")
    assert cell_of(path, "published").value == datetime.datetime(2026, 3, 1)
    assert cell_of(path, "approved_at").value == datetime.datetime(2026, 3, 4, 9, 5, 7)
    assert (cell_of(path, "start").value, cell_of(path, "start").data_type) == (7, "n")
    assert cell_of(path, "article_url").hyperlink.target == "https://example.org/a?b=c"
    assert cell_of(path, "article_url").hyperlink.location == "d"
    assert cell_of(path, "source_urls").hyperlink is None
    assert cell_of(path, "published_url").hyperlink is None


def test_a_sheet_has_a_head_that_stays_filters_and_widths_that_fit(tmp_path: Path) -> None:
    rows = [a_row(quote="word " * 200, speaker="Ana"), a_row(quote="Short.")]
    page = openpyxl.load_workbook(written(tmp_path / "v.xlsx", rows))["verdicts"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(COLUMNS))}3"
    width = {
        name: page.column_dimensions[head.column_letter].width
        for name, head in zip(COLUMNS, page[1], strict=True)
    }
    assert width["quote"] > 50 > width["speaker"] > 8
    assert cell_of(tmp_path / "v.xlsx", "quote").alignment.wrap_text
    assert not cell_of(tmp_path / "v.xlsx", "quantities").alignment.wrap_text
    assert page["A1"].font.bold


def test_a_workbook_has_a_sheet_for_each_table_and_the_golden_values(tmp_path: Path) -> None:
    """Made anew by CLAIMCHECK_REMAKE=1, as the golden CSV is."""
    fixed_log(tmp_path / "log.db")
    path = cc.export(tmp_path / "log.db", tmp_path / "v.xlsx", everything=True)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == SHEETS
    book["history"].delete_cols(6, 3)  # what is made by chance: the group of a step, and so its digest
    sheets = {page.title: [[_plain(cell) for cell in row] for row in page.rows] for page in book}
    made = json.dumps(sheets, indent=1, ensure_ascii=False)
    golden = GOLDEN / "workbook.json"
    if os.environ.get("CLAIMCHECK_REMAKE"):
        golden.write_text(f"{made}\n", encoding="utf-8")
        pytest.fail(f"{golden} was made anew: look at it, then run this again without CLAIMCHECK_REMAKE.")
    assert f"{made}\n" == golden.read_text(encoding="utf-8")


def _plain(cell: Any) -> Any:
    return f"{cell.value.isoformat()} ({cell.number_format})" if cell.is_date else cell.value


def test_the_workbook_has_what_the_files_have(tmp_path: Path) -> None:
    fixed_log(tmp_path / "log.db")
    beside = {name: tmp_path / f"{name}.csv" for name in SHEETS[1:]}
    cc.export(tmp_path / "log.db", tmp_path / "verdicts.csv", everything=True, **beside)  # type: ignore[arg-type]
    path = cc.export(tmp_path / "log.db", tmp_path / "v.xlsx", everything=True)
    for name in SHEETS:
        of_file = values(tmp_path / f"{name}.csv")
        assert of_file or name == "contacts"
        if name == "history":
            # Of the whole log stand in it the steps on its claims.
            shown = {row["claim_id"] for row in values(path)}
            assert {row["action"] for row in of_file if row["claim_id"] not in shown} >= {"imported", "added"}
            of_file = [row for row in of_file if row["claim_id"] in shown]
        assert values(path, name) == of_file


def test_the_same_log_gives_the_same_workbook(tmp_path: Path) -> None:
    fixed_log(tmp_path / "log.db")
    once, again = (cc.export(tmp_path / "log.db", tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    with zipfile.ZipFile(once) as one, zipfile.ZipFile(again) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def test_parquet_has_numbers_and_moments_as_such(tmp_path: Path) -> None:
    fixed_log(tmp_path / "log.db")
    path = cc.export(tmp_path / "log.db", tmp_path / "v.parquet", everything=True)
    schema = pyarrow.parquet.read_schema(path)
    kinds = {name: str(schema.field(name).type) for name in schema.names}
    assert {kinds[name] for name in TEXTS} == {"string"}
    assert {kinds[name] for name in MOMENTS & set(COLUMNS)} == {"timestamp[ms, tz=UTC]"}
    assert (kinds["start"], kinds["worthiness"]) == ("int64", "double")
    assert values(path) == values(cc.export_csv(tmp_path / "log.db", tmp_path / "v.csv", everything=True))


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx", ".parquet"])
def test_a_table_without_rows_is_a_table(scratch: Path, ending: str) -> None:
    table = read_table(written(scratch / f"none{ending}", []))
    assert (list(table.columns), len(table)) == (list(COLUMNS), 0)


# --- what does not fit ------------------------------------------------------------------------------


def test_a_text_that_no_cell_holds_is_cut_and_says_so_and_where(tmp_path: Path) -> None:
    rows = [a_row(), a_row(quote="x" * 32_767, rationale="😀" * 16_384)]
    warn = write_form(Form.XLSX, tmp_path / "v.xlsx", [Table.of("verdicts", COLUMNS, rows)], Manner())
    with pytest.warns(
        ExportWarning, match=r"sheet verdicts: .*32,767 characters: row 3, rationale \(32,768\)\."
    ):
        warn(tmp_path / "v.xlsx")
    [_, back] = values(tmp_path / "v.xlsx")
    assert back["quote"] == "x" * 32_767
    assert str(back["rationale"]).endswith("😀… [cut here; a CSV has all of the 32,768 characters]")


@given(st.text(min_size=10).map(lambda text: text * (40_000 // len(text) + 1)))
@settings(max_examples=examples(20), deadline=None)
def test_what_is_cut_fits_and_begins_as_it_did(text: str) -> None:
    cut = shortened(text)
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert text.startswith(cut[: cut.rindex("… [cut here")])


def test_more_rows_than_a_sheet_has_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    def no_row() -> Iterator[Row]:
        raise AssertionError("nothing is to be written")

    table = Table("history", CONTACT_COLUMNS, no_row, 1_048_576)
    with pytest.raises(ExportError, match=r"history would have 1,048,576 rows, .* CSV or Parquet"):
        write_xlsx(tmp_path / "v.xlsx", [table])
    assert list(tmp_path.iterdir()) == []


def test_more_links_than_a_sheet_may_have_are_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.exporting.xlsx_file.MOST_LINKS", 2)
    rows = [a_row(claim_id=str(number), article_url=f"https://example.org/{number}") for number in range(4)]
    path = written(tmp_path / "v.xlsx", rows)
    assert values(path) == rows
    links = [cell_of(path, "article_url", number).hyperlink for number in range(2, 6)]
    assert [link is not None for link in links] == [True, True, False, False]


@pytest.mark.parametrize("name", ["v.xls", "v.doc", "v", "v.csv.gz", "v.", ".xlsx"])
def test_an_ending_that_is_none_of_ours_is_refused_with_those_that_are(tmp_path: Path, name: str) -> None:
    fixed_log(tmp_path / "log.db")
    with pytest.raises(
        ExportError, match=r"no form for a table; name a file .*\.csv, \.tsv, \.xlsx, \.parquet"
    ):
        cc.export(tmp_path / "log.db", tmp_path / name)
    assert [one.name for one in tmp_path.iterdir() if name in one.name and one.name != "log.db"] == []


# --- all files or none ------------------------------------------------------------------------------


def beside_the_log(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("log.db"))


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


STEPS = [
    "os.fsync",
    "pathlib.Path.replace",
    "zipfile.ZipFile.write",
    "claimcheck.exporting.xlsx_file.tempfile.mkdtemp",
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_leaves_none_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, force: bool
) -> None:
    fixed_log(tmp_path / "log.db")
    monkeypatch.setattr(step, full)
    with pytest.raises(ExportError, match=r"cannot be written: No space left on device.*make room"):
        cc.export(
            tmp_path / "log.db",
            tmp_path / "v.xlsx",
            force,
            sources=tmp_path / "s.csv",
            history=tmp_path / "h.parquet",
        )
    assert beside_the_log(tmp_path) == []


def test_where_the_second_file_cannot_be_written_the_first_is_not_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed_log(tmp_path / "log.db")
    (tmp_path / "v.csv").write_text("old")
    calls = itertools.count()
    sync = os.fsync

    def second(number: int) -> None:
        if next(calls):
            full()
        sync(number)

    monkeypatch.setattr("os.fsync", second)
    with pytest.raises(ExportError, match=r"s\.parquet cannot be written"):
        cc.export(tmp_path / "log.db", tmp_path / "v.csv", force=True, sources=tmp_path / "s.parquet")
    assert (tmp_path / "v.csv").read_text() == "old"
    assert beside_the_log(tmp_path) == ["v.csv"]


# --- reading a workbook that somebody worked in -------------------------------------------------------


def worked_in(path: Path, change: Callable[[Any], None]) -> Path:
    """The workbook at *path* as a spreadsheet saves it after *change* of the sheet of verdicts."""
    write_form(
        Form.XLSX,
        path,
        [Table.of("verdicts", COLUMNS, [a_row(claim_id="c0123456789abcdef", scale="claimcheck")])],
        Manner(),
    )
    book = openpyxl.load_workbook(path)
    change(book["verdicts"])
    book.save(path)
    return path


def put(column: str, value: Any) -> Callable[[Any], None]:
    def change(page: Any) -> None:
        page.cell(2, COLUMNS.index(column) + 1).value = value

    return change


TYPED: list[tuple[str, Any, Cell]] = [
    ("verdict", True, "True"),
    ("verdict", False, "False"),
    ("verdict", "Mixture", "Mixture"),
    ("rationale", 5, "5"),
    ("rationale", 1.5, "1.5"),
    ("published", datetime.datetime(2025, 5, 13), "2025-05-13"),
    ("published", datetime.date(2025, 5, 13), "2025-05-13"),
    ("start", 12.0, 12),
    ("tags", "'tis\n=1", "'tis\n=1"),
    ("quote", "TRUE", "TRUE"),
]


@pytest.mark.parametrize(("column", "typed", "expected"), TYPED)
def test_what_somebody_typed_is_read_as_what_they_meant(
    tmp_path: Path, column: str, typed: Any, expected: Cell
) -> None:
    [row] = values(worked_in(tmp_path / "v.xlsx", put(column, typed)))
    assert row[column] == expected


UNREADABLE: list[tuple[Callable[[Any], None], str]] = [
    (put("rationale", "=1+1"), r"v\.xlsx, row 2, rationale: =1\+1 is a formula; type what it gives, as text"),
    (put("start", "seven"), r"row 2, start: 'seven' is no number"),
    (put("start", 1.5), r"row 2, start: '1\.5' is no number"),
    (put("claim_id", 123.5), r"row 2, claim_id: '123\.5' was an id before a spreadsheet"),
    (lambda page: page.cell(2, len(COLUMNS) + 2, "beside"), r"row 2: there are cells beyond the last column"),
    (lambda page: page.delete_rows(1), "its header is not ours"),
    (lambda page: page.cell(1, 3, "statement"), r"two columns that are called 'statement'"),
]


@pytest.mark.parametrize(("change", "why"), UNREADABLE)
def test_what_cannot_be_read_is_named_by_row_and_column(
    tmp_path: Path, change: Callable[[Any], None], why: str
) -> None:
    with pytest.raises(ExportError, match=why):
        read_table(worked_in(tmp_path / "v.xlsx", change))


def test_rows_that_were_emptied_or_added_below_are_no_trouble(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page.cell(5, 1, "cfedcba9876543210")

    assert [row["claim_id"] for row in values(worked_in(tmp_path / "v.xlsx", change))] == [
        "c0123456789abcdef",
        "cfedcba9876543210",
    ]


NOT_OURS = {"empty": b"", "text": b"claim_id,quote\r\n", "zip": b"PK\x03\x04\xff\xfe", "parquet": b"PAR1PAR1"}


@pytest.mark.parametrize("ending", [".xlsx", ".parquet"])
@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS)
def test_a_file_that_is_none_is_refused_by_name(tmp_path: Path, ending: str, content: bytes) -> None:
    path = tmp_path / f"some{ending}"
    path.write_bytes(content)
    with pytest.raises(
        ExportError, match=rf"some\{ending} is not a .* that claimcheck wrote .*; export it anew"
    ):
        read_table(path)


def test_a_sheet_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    path = written(tmp_path / "v.xlsx", [a_row()])
    with pytest.raises(ExportError, match=r"has no sheet 'sauces'; it has verdicts\."):
        read_table(path, "sauces")


def test_every_damaged_workbook_is_read_or_refused_in_words(tmp_path: Path) -> None:
    path = written(tmp_path / "v.xlsx", [a_row(quote="word " * 20)])
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with suppress(ExportError):
            read_table(path)


def test_columns_that_hold_links_and_dates_are_there() -> None:
    """A column that is renamed takes its kind along."""
    assert ADDRESSES & set(COLUMNS) >= {"source_urls", "published_url", "article_url", "checked_before_url"}
    assert DAYS & set(CONTACT_COLUMNS) == {"asked", "deadline", "replied"}
    assert not [name for name in NUMBERS if re.search(r"[^a-z_]", name)]
