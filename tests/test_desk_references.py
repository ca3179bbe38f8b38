"""The reference tables of a desk: recorded with the log, their files beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from factories import NOON

from claimcheck.desk_references import added_by, change_list, ever_kept, history, kept_at, references_at
from claimcheck.references import worksheet
from claimcheck.review.kept_tables import TABLE_FILES, KeptGroup, KeptTable
from claimcheck.review.log.attachment_folder import AttachmentFolder, place_of
from claimcheck.review.log.store import Store

LONG = b"country,code,year,usd\nGermany,DEU,2023,4500\nFrance,FRA,2023,3000\n"
WIDE = b"Country Name,Country Code,2022,2023\nGermany,DEU,4400,4500\nFrance,FRA,2900,3000\n"
MEMBERS = b"country,since\nGermany,1958\nFrance,1958\n"
CLAIM = "The German economy is one and a half times the size of the French one in 2023."


@pytest.fixture
def files(tmp_path: Path) -> AttachmentFolder:
    return AttachmentFolder(tmp_path / "files")


def keep(files: AttachmentFolder, name: str, content: bytes) -> str:
    return files.accepting(TABLE_FILES).keep(name, content).sha256


def gdp(files: AttachmentFolder, content: bytes = LONG, source: str | None = "World Bank") -> KeptTable:
    sha256 = keep(files, "gdp.csv", content)
    return KeptTable("gdp.csv", sha256, "GDP", "country", "USD", "year", "usd", "code", source)


def test_what_is_recorded_works_a_claim_out_at_another_desk(any_log: str, files: AttachmentFolder) -> None:
    with Store(any_log) as store:
        assert references_at(store, files).tables == ()
        change_list(store, "Ana", [gdp(files)], at=NOON)
    with Store(any_log) as store:
        known = references_at(store, files)
        (reading,) = worksheet(CLAIM, known).readings
        assert (reading.computed, known.problems) == (1.5, ())
        assert {row["sha256"] for row in worksheet(CLAIM, known).rows} == {hashlib.sha256(LONG).hexdigest()}
        assert store.verify().clean


def test_a_table_of_years_as_columns_and_a_group_are_kept_too(any_log: str, files: AttachmentFolder) -> None:
    wide = KeptTable("w.csv", keep(files, "w.csv", WIDE), "GDP", "Country Name", "USD", code="Country Code")
    pair = KeptGroup("Pair", "p.csv", keep(files, "p.csv", MEMBERS), "country", since="since")
    with Store(any_log) as store:
        change_list(store, "Ana", [wide, pair])
        known = references_at(store, files)
        assert known.tables[0].series("FRA")[2022].value == 2900
        assert [member.code for member in known.groups[0].members] == ["DEU", "FRA"]


def test_the_same_references_are_given_until_the_list_changes(any_log: str, files: AttachmentFolder) -> None:
    with Store(any_log) as store, Store(any_log) as other:
        change_list(store, "Ana", [gdp(files)])
        first = references_at(store, files)
        assert references_at(store, files) is first
        change_list(other, "Bo", [gdp(files, LONG + b"Italy,ITA,2023,2300\n")])
        second = references_at(store, files)
        assert (len(first.tables), len(second.tables)) == (1, 2)
        assert second.tables[0] is first.tables[0], "a table that stayed was read again"


def test_of_two_who_add_at_once_none_wipes_out_the_others(any_log: str, files: AttachmentFolder) -> None:
    one, two = gdp(files), gdp(files, LONG + b"Italy,ITA,2023,2300\n")
    with Store(any_log) as store, Store(any_log) as other:
        assert kept_at(store).tables == kept_at(other).tables == ()
        change_list(store, "Ana", [one])
        change_list(other, "Bo", [two])
        assert kept_at(store).tables == (one, two)
        assert {key: by for key, (by, _) in added_by(store).items()} == {one.key: "Ana", two.key: "Bo"}


def test_what_was_taken_out_is_told_and_its_file_stays(any_log: str, files: AttachmentFolder) -> None:
    table = gdp(files)
    with Store(any_log) as store:
        change_list(store, "Ana", [table], at=NOON)
        change_list(store, "Bo", [table], at=NOON)
        change_list(store, "Bo", [], [table.key], at=NOON)
        told = [(change.by, change.what) for change in history(store)]
        assert told == [("Bo", ("GDP (gdp.csv) taken out",)), ("Ana", ("GDP (gdp.csv) added",))]
        assert (kept_at(store).tables, ever_kept(store)) == ((), [table])
        assert files.has(table.sha256)
        assert references_at(store, files).tables == ()


@pytest.mark.parametrize("read_before", [True, False])
def test_a_file_that_is_gone_is_told_and_the_rest_goes_on(
    any_log: str, files: AttachmentFolder, tmp_path: Path, read_before: bool
) -> None:
    # Other bytes each time, since what was read is known in the whole program.
    lost = gdp(files, LONG + f"Italy,ITA,2023,{2300 + read_before}\n".encode())
    with Store(any_log) as store:
        change_list(store, "Ana", [gdp(files), lost])
        if read_before:
            assert references_at(store, files).problems == ()
        place_of(tmp_path / "files", lost.sha256).unlink()
        known = references_at(store, files)
        assert len(known.tables) == 1
        (problem,) = known.problems
        assert problem.startswith("GDP (gdp.csv) is left out. The file is not in ")
        assert problem.endswith("Bring it back from a copy of that folder, or add it again.")


def test_a_file_that_was_changed_or_cannot_be_used_is_told(
    any_log: str, files: AttachmentFolder, tmp_path: Path
) -> None:
    changed, empty = gdp(files, LONG + b"Spain,ESP,2023,1600\n"), gdp(files, b"country,code,year,usd\n,,,\n")
    with Store(any_log) as store:
        change_list(store, "Ana", [changed, empty])
        place_of(tmp_path / "files", changed.sha256).write_bytes(b"other")
        store.change_reference_tables("Bo", lambda data: {**data, "groups": [{"new": 1}]}, NOON)
        first, second, third = references_at(store, files).problems
    assert "was changed after it was added" in first
    assert "has no figure" in second
    assert third == "1 entry of the list of tables cannot be read by this version, and left out."


def test_a_desk_without_a_folder_is_told_why_its_tables_are_left_out(
    any_log: str, files: AttachmentFolder
) -> None:
    with Store(any_log) as store:
        change_list(store, "Ana", [gdp(files)])
        (problem,) = references_at(store, AttachmentFolder(None)).problems
    assert "its database is on a server, and no folder was named" in problem
