"""The collection on disk: what was written is there again, and what is damaged says so with the remedy."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from claimcheck.errors import KnownClaimsError
from claimcheck.matching import collection
from claimcheck.matching.collection import Collection, rebuild
from claimcheck.matching.index import Added, Index
from claimcheck.model import KnownClaim

CLAIMS = [
    KnownClaim(f"The alliance has {number} members.", url=f"https://a.example/{number}")
    for number in range(5)
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A collection of five claims, of which one was replaced."""
    where = tmp_path / "known"
    index = Index(where)
    index.add(CLAIMS)
    index.add([KnownClaim(CLAIMS[0].text, url=CLAIMS[0].url, rating="False")])
    return where


def folder(path: Path) -> Path:
    """The first segment's folder."""
    return sorted(child for child in path.iterdir() if child.is_dir())[0]


def texts(path: Path) -> list[str]:
    return sorted(claim.text for claim in Index(path))


def test_what_was_added_is_there_when_it_is_opened_again(path: Path) -> None:
    found = {claim.text: claim for claim in Index(path)}
    assert sorted(found) == [claim.text for claim in CLAIMS]
    assert found[CLAIMS[0].text].rating == "False"


def old_collection(path: Path, monkeypatch: pytest.MonkeyPatch, parts: list[list[KnownClaim]]) -> None:
    """A collection as the versions made it that told checks apart by the letters of their address."""

    def former_id(claim: KnownClaim) -> str:
        words = " ".join(claim.text.casefold().split())
        told = json.dumps([claim.url or claim.publisher, words]).encode("ascii")
        return hashlib.sha256(told).hexdigest()[:16]

    with monkeypatch.context() as former:
        former.setattr(KnownClaim, "id", property(former_id))
        for part in parts:
            Index(path).add(part)
    manifest = json.loads((path / "manifest.json").read_bytes())
    for entry in manifest["segments"]:
        del entry["ids"]
    (path / "manifest.json").write_text(json.dumps(manifest))


def test_a_collection_of_a_former_version_is_brought_up_to_date_with_the_first_addition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "known"
    one, same = (
        KnownClaim("It rains.", url="http://a.example/1"),
        KnownClaim("It rains.", url="https://a.example/1/"),
    )
    old_collection(where, monkeypatch, [[one, CLAIMS[1]], [same, CLAIMS[2]], [CLAIMS[3]]])
    index = Index(where)
    assert len(index) == 5
    assert index.add([replace(CLAIMS[3], rating="False"), CLAIMS[1], replace(one, rating="True")]) == Added(
        updated=2, unchanged=1
    )
    assert {(claim.text, claim.rating) for claim in Index(where)} == {
        ("It rains.", "True"),
        (CLAIMS[1].text, None),
        (CLAIMS[2].text, None),
        (CLAIMS[3].text, "False"),
    }


def test_of_a_check_that_a_former_version_kept_twice_the_later_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "known"
    spellings = [KnownClaim("It rains.", url=f"https://{www}a.example/") for www in ("", "www.")]
    old_collection(where, monkeypatch, [[CLAIMS[0], *spellings], [CLAIMS[1]]])
    Index(where).add([CLAIMS[2]])
    assert [claim.url for claim in Index(where) if claim.text == "It rains."] == ["https://www.a.example/"]
    assert len(Index(where)) == 4


def test_nothing_is_made_before_there_is_a_claim(tmp_path: Path) -> None:
    assert list(Index(tmp_path / "known")) == []
    assert not (tmp_path / "known").exists()


def test_a_reader_sees_what_another_process_adds(path: Path) -> None:
    reader, writer = Index(path), Index(path)
    assert len(reader) == 5
    writer.add([KnownClaim("Exports doubled.")])
    assert len(reader) == 6
    assert reader.search("exports doubled", limit=1)[0].known.text == "Exports doubled."


def test_many_small_additions_are_made_one(tmp_path: Path) -> None:
    index = Index(tmp_path / "known")
    for number in range(30):
        index.add([KnownClaim(f"Claim number {number} of many.")])
    assert len(index) == 30
    assert len(index.segments) <= 9
    assert len(list((tmp_path / "known").glob("*/records.jsonl"))) == len(index.segments)


def test_a_part_that_is_mostly_replaced_is_written_anew(tmp_path: Path) -> None:
    index = Index(tmp_path / "known")
    index.add(CLAIMS)
    index.add([KnownClaim(claim.text, url=claim.url, rating="True") for claim in CLAIMS[:4]])
    assert sum(len(segment.gone) for segment in index.segments) == 0
    assert len(index) == 5


def test_what_a_crash_left_half_written_is_swept_away(path: Path) -> None:
    left = path / "99990101T000000-left"
    left.mkdir()
    (left / "records.jsonl").write_text("{}")
    assert texts(path) == sorted(claim.text for claim in CLAIMS)
    Index(path).add([KnownClaim("One more.")])
    assert not left.exists()


@pytest.mark.parametrize("name", ["records.jsonl", "words-texts.npy", "pieces-starts.npy", "ids.npy"])
@pytest.mark.parametrize("cut", ["half", "gone"])
def test_a_part_cut_short_is_refused_and_made_anew_of_what_can_be_read(
    path: Path, name: str, cut: str
) -> None:
    file = folder(path) / name
    if cut == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(KnownClaimsError, match=r"cut short.*claimcheck known rebuild"):
        Index(path)
    rebuilt = rebuild(path)
    kept = texts(path)
    assert rebuilt.claims == len(kept)
    assert rebuilt.aside.is_dir()
    if name == "records.jsonl":
        assert len(kept) < 5
    else:
        assert kept == sorted(claim.text for claim in CLAIMS)
        assert rebuilt.lost == 0
    # The replaced one stays replaced.
    assert [c.rating for c in Index(path) if c.text == CLAIMS[0].text] == ["False"]


def test_another_version_is_refused_with_its_number(path: Path) -> None:
    manifest = json.loads((path / "manifest.json").read_text())
    (path / "manifest.json").write_text(json.dumps({**manifest, "format": 7}))
    with pytest.raises(KnownClaimsError, match=r"format 7; this one reads 1.*rebuild"):
        Index(path)
    rebuild(path)
    assert len(Index(path)) == 5


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 1, "segments": [3]}'])
def test_a_damaged_manifest_is_refused(path: Path, content: str) -> None:
    (path / "manifest.json").write_text(content)
    with pytest.raises(KnownClaimsError, match="claimcheck known rebuild"):
        Index(path)
    rebuild(path)
    assert len(Index(path)) == 5


def test_a_lost_manifest_is_told_apart_from_an_empty_place(path: Path) -> None:
    (path / "manifest.json").unlink()
    with pytest.raises(KnownClaimsError, match=r"lost its manifest.*rebuild"):
        Index(path)


def test_a_record_that_was_changed_is_refused_when_it_is_read(path: Path) -> None:
    file = folder(path) / "records.jsonl"
    file.write_bytes(file.read_bytes().replace(b"{", b"#"))
    index = Index(path)
    with pytest.raises(KnownClaimsError, match=r"record 2 .* cannot be read.*rebuild"):
        index.search("The alliance has 3 members.")


def test_an_index_that_points_nowhere_is_refused(path: Path) -> None:
    import numpy as np

    file = folder(path) / "pieces-texts.npy"
    np.save(file, np.load(file) + 1_000_000)
    with pytest.raises(KnownClaimsError, match="damaged"):
        Index(path).search("The alliance has 3 members.")


@pytest.mark.parametrize("kind", ["a file", "a folder of something else"])
def test_what_is_no_collection_is_left_alone(tmp_path: Path, kind: str) -> None:
    where = tmp_path / "checks"
    if kind == "a file":
        where.write_text("claim,rating\n")
    else:
        where.mkdir()
        (where / "thesis.txt").write_text("mine")
    with pytest.raises(KnownClaimsError, match=kind):
        Index(where)


def test_there_is_nothing_to_make_anew_of_an_empty_place(tmp_path: Path) -> None:
    with pytest.raises(KnownClaimsError, match="no record that can be read"):
        rebuild(tmp_path / "known")
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(KnownClaimsError, match="no record that can be read"):
        rebuild(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_two_who_write_wait_for_each_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "WAIT", 0.01)
    index = Index(path)
    with FileLock(path / "lock"), pytest.raises(KnownClaimsError, match="being written by somebody else"):
        index.add([KnownClaim("Exports doubled.")])
    assert index.add([KnownClaim("Exports doubled.")]) == Added(added=1)


def test_a_disk_that_is_full_keeps_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    index = Index(path)
    monkeypatch.setattr("claimcheck.matching.segment.os.fsync", full)
    with pytest.raises(KnownClaimsError, match="No space left on device"):
        index.add([KnownClaim("Exports doubled.")])
    monkeypatch.undo()
    assert texts(path) == sorted(claim.text for claim in CLAIMS)


@pytest.mark.parametrize(
    "crash", ["claimcheck.matching.segment.os.fsync", "claimcheck.matching.segment.np.save"]
)
def test_a_first_addition_that_fails_stands_in_no_ones_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crash: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(crash, fail)
    with pytest.raises(KnownClaimsError, match="No space left on device"):
        Index(tmp_path / "known").add(CLAIMS)
    monkeypatch.undo()
    assert Index(tmp_path / "known").add(CLAIMS) == Added(added=5)


def test_a_folder_that_a_crash_left_empty_is_a_place_for_claims(tmp_path: Path) -> None:
    where = tmp_path / "known"
    where.mkdir()
    (where / "lock").touch()
    (where / "manifest.json.0123").write_text("{")
    assert Index(where).add(CLAIMS) == Added(added=5)


def test_a_reader_who_is_overtaken_while_reading_reads_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Collection.entries

    def overtaken(self: Collection) -> list[dict[str, Any]]:
        entries = read(self)
        monkeypatch.setattr(Collection, "entries", read)
        # Enough to have the small ones made one, and what was just named swept away.
        writer = Index(path)
        for number in range(12):
            writer.add([KnownClaim(f"Claim {number} that comes in between.")])
        return entries

    monkeypatch.setattr(Collection, "entries", overtaken)
    assert len(Index(path)) == 17


def test_what_others_keep_beside_a_part_is_no_part_of_it(path: Path) -> None:
    beside = folder(path) / "vectors-0123.4567"
    beside.write_bytes(b"half written")
    Index(path).add([KnownClaim("One more.")])
    beside.unlink()
    assert len(Index(path)) == 6


def test_records_that_are_missing_are_counted_as_lost(tmp_path: Path) -> None:
    index = Index(tmp_path / "known")
    index.add(KnownClaim(f"Claim number {number} of many.") for number in range(100))
    file = folder(tmp_path / "known") / "records.jsonl"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    rebuilt = rebuild(tmp_path / "known")
    assert rebuilt.claims < 60
    assert rebuilt.claims + rebuilt.lost in (100, 101)


def test_what_a_crash_left_comes_not_back_where_the_manifest_is_whole(path: Path) -> None:
    left = path / "99990101T000000-left"
    left.mkdir()
    (left / "records.jsonl").write_text('{"text": "Long gone."}\n')
    rebuild(path)
    assert "Long gone." not in texts(path)


def test_nobody_makes_anew_what_is_being_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "WAIT", 0.01)
    with FileLock(path / "lock"), pytest.raises(KnownClaimsError, match="being written by somebody else"):
        rebuild(path)


def test_opening_maps_the_files_and_reads_no_record(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_line: bytes) -> KnownClaim:
        raise AssertionError("a record was read")

    monkeypatch.setattr("claimcheck.matching.segment.claim_of_line", read)
    assert len(Collection(path).segments) == 2
