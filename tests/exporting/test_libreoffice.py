"""What LibreOffice makes of the files, opened as somebody at a newsroom opens them."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_columns import BLNS, a_row

from claimcheck.exporting.columns import COLUMNS, read_table
from claimcheck.exporting.csv_file import Cell, guard
from claimcheck.exporting.forms import Manner, form_of, write_form
from claimcheck.exporting.tables import DAYS, MOMENTS, NUMBERS, Table

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="soffice is not here: apt-get install libreoffice-calc"
)

TEXTS = sorted(set(COLUMNS) - set(NUMBERS) - DAYS - MOMENTS)
CELLS: dict[str, Cell] = {
    **{
        "claim_id": "c0123456789012e45",
        "statement": '=HYPERLINK("https://example.org";"look")',
        "quote": "=1+1",
    },
    **{"speaker": "Türkiye", "verdict": "True", "proposed_verdict": "False", "scale": "claimcheck"},
    **{"rationale": "+1;=1+1\t=2+2,=3+3", "correction": "-5 percent", "dismiss_reason": "@SUM(A1:A9)"},
    **{"published": "2026-03-01", "approved_at": "2026-03-04T09:05:07+00:00", "tags": "=NATO\n'tis"},
    **{"article_url": "https://example.org/a", "reviewer": 'Ana "the" Ruiz', "computed": "=cmd|'/c calc'!A1"},
}
# As Calc's own window proposes it, and with “Format quoted field as text” ticked.
SETTINGS = {"as proposed": ",1033,false,false", "quoted is text": ",1033,true,false"}
DELIMITERS = {",": "44", ";": "59", "\t": "9"}


def opened(path: Path, infilter: str = "") -> Any:
    """The first sheet of *path* as LibreOffice has it once it is open."""
    return openpyxl.load_workbook(saved(path, "xlsx:Calc MS Excel 2007 XML", infilter)).active


def saved(path: Path, form: str, infilter: str = "") -> Path:
    """*path* as LibreOffice saves it in *form*."""
    out = path.parent / "opened"
    profile = path.parent / "profile"
    done = subprocess.run(
        [
            *(str(OFFICE), "--headless", f"-env:UserInstallation={profile.as_uri()}"),
            *([f"--infilter={infilter}"] if infilter else []),
            *("--convert-to", form, "--outdir", str(out), str(path)),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    made = out / f"{path.stem}.{form[: form.index(':')]}"
    assert made.is_file(), done.stderr
    return made


def by_column(sheet: Any, row: int = 2) -> dict[str, Any]:
    return {head.value: cell for head, cell in zip(sheet[1], sheet[row], strict=False)}


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_a_csv_that_is_opened_runs_nothing_and_keeps_its_words(
    tmp_path: Path, delimiter: str, settings: str
) -> None:
    path = tmp_path / "v.csv"
    write_form(
        form_of(path), path, [Table.of("verdicts", COLUMNS, [a_row(**CELLS)])], Manner(delimiter=delimiter)
    )
    cells = by_column(opened(path, f"CSV:{DELIMITERS[delimiter]},34,76,1,{SETTINGS[settings]}"))
    assert {cell.data_type for cell in cells.values()} <= {"s", "n", "d"}
    for name in set(TEXTS) & set(CELLS):
        assert (cells[name].value, cells[name].data_type) == (guard(str(CELLS[name])), "s"), name
    assert cells["start"].value == 0


def test_where_a_rating_was_taken_for_a_truth_value_reading_it_back_undoes_that(tmp_path: Path) -> None:
    """A program that opens a CSV without asking how may do so; nothing in the file can forbid it."""
    path = tmp_path / "v.csv"
    write_form(form_of(path), path, [Table.of("verdicts", COLUMNS, [a_row(**CELLS)])], Manner())
    made = saved(path, "csv:Text - txt - csv (StarCalc):44,34,76", "CSV:44,34,76,1,,1033,false,true")
    assert ",TRUE," in made.read_text(encoding="utf-8")
    [back] = read_table(made).to_dict("records")
    assert {name: back[name] for name in CELLS} == CELLS


def test_a_workbook_that_is_opened_and_saved_gives_the_values_back(tmp_path: Path) -> None:
    path = tmp_path / "v.xlsx"
    row = a_row(**CELLS)
    write_form(form_of(path), path, [Table.of("verdicts", COLUMNS, [row])], Manner())
    cells = by_column(opened(path))
    for name in set(TEXTS) & set(CELLS):
        assert (cells[name].value, cells[name].data_type) == (CELLS[name], "s"), name
    assert cells["published"].value == datetime.datetime(2026, 3, 1)
    assert cells["approved_at"].value == datetime.datetime(2026, 3, 4, 9, 5, 7)
    assert cells["article_url"].hyperlink is not None
    [back] = read_table(tmp_path / "opened" / "v.xlsx", "verdicts").to_dict("records")
    assert {name: back[name] for name in CELLS} == CELLS


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_no_naughty_string_runs_or_is_lost_on_opening(tmp_path: Path, ending: str) -> None:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not here: {BLNS}")
    naughty = [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if text and text.isprintable()]
    assert len(naughty) > 400
    path = tmp_path / f"v{ending}"
    rows = [a_row(quote=text) for text in naughty]
    write_form(form_of(path), path, [Table.of("verdicts", COLUMNS, rows)], Manner())
    sheet = opened(path, "CSV:44,34,76,1,,1033,true,false" if ending == ".csv" else "")
    column = COLUMNS.index("quote") + 1
    cells = [sheet.cell(number, column) for number in range(2, len(naughty) + 2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == (
        [guard(text) for text in naughty] if ending == ".csv" else naughty
    )
