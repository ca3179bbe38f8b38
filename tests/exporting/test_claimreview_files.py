"""The folder of ClaimReview: all of it or nothing, our own files replaced, and what is said of the rest."""

from __future__ import annotations

import errno
import json
import os
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from factories import a_desk, behind, drop_triggers
from published import PUBLISHER, form, published_log

import claimcheck as cc
from claimcheck.errors import ExportError, ExportWarning, StoreError
from claimcheck.exporting.claimreview_files import write_claimreviews
from claimcheck.model import Claim, Status
from claimcheck.review.log.manifest import changed_files, misfit
from claimcheck.review.log.manifest import read as read_manifest
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy

Listing = dict[str, bytes]


def listing(folder: Path) -> Listing:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def export(folder: Path, **options: Any) -> list[Path]:
    return cc.export_claimreview(folder / "log.db", folder / "out", **{"publisher": PUBLISHER, **options})


@pytest.fixture
def claims(tmp_path: Path) -> dict[str, Claim]:
    """The claims of a log, at ``log.db`` in the folder of the test."""
    return published_log(tmp_path / "log.db")


def test_a_file_a_check_a_feed_and_a_manifest_are_written(tmp_path: Path, claims: dict[str, Claim]) -> None:
    made = export(tmp_path)
    names = [f"{claims['first'].id}.json", f"{claims['outside'].id}.json", "feed.json"]
    assert [path.name for path in made] == names
    assert sorted(listing(tmp_path / "out")) == sorted([*names, "feed.json.manifest.json"])
    manifest = read_manifest(tmp_path / "out" / "feed.json")
    assert sorted(manifest.files) == sorted(names)
    assert changed_files(manifest) == []
    with Store(tmp_path / "log.db", read_only=True) as store:
        assert misfit(manifest, store.digests(), 0) is None
        assert manifest.head == store.verify().head


def test_an_export_of_any_log_is_the_same(any_log: str, tmp_path: Path) -> None:
    published_log(any_log)  # type: ignore[arg-type]
    made = cc.export_claimreview(any_log, tmp_path / "out", publisher=PUBLISHER)
    golden = Path(__file__).parent / "golden" / "claimreview"
    assert {path.name: path.read_bytes() for path in made} == {
        path.name: path.read_bytes() for path in golden.glob("*.json")
    }


def test_a_log_without_a_published_check_gives_an_empty_feed(tmp_path: Path) -> None:
    with Store(tmp_path / "log.db"):
        pass
    (feed,) = export(tmp_path)
    assert json.loads(feed.read_text("utf-8"))["dataFeedElement"] == []


# --- a second export ------------------------------------------------------------------------------


def test_a_second_export_replaces_what_the_first_has_written(
    tmp_path: Path, claims: dict[str, Claim]
) -> None:
    made = export(tmp_path)
    before = listing(tmp_path / "out")
    assert export(tmp_path) == made
    assert {**listing(tmp_path / "out"), "feed.json.manifest.json": b""} == {
        **before,
        "feed.json.manifest.json": b"",
    }
    with Store(tmp_path / "log.db") as store:
        a_desk(store, "Ana").take(claims["outside"].id, Status.CORRECTED, form(correction="More was known."))
    export(tmp_path)
    assert "More was known." in (tmp_path / "out" / f"{claims['outside'].id}.json").read_text("utf-8")


def test_what_is_of_a_check_that_is_not_published_any_more_is_named_and_left(
    tmp_path: Path, claims: dict[str, Claim]
) -> None:
    with Store(tmp_path / "log.db") as store:
        desk = a_desk(store, "Ana")
        desk.take(claims["undone"].id, Status.PUBLISHED, form(published_url="https://pruefer.example/p"))
        export(tmp_path)
        desk.undo()
    stale = tmp_path / "out" / f"{claims['undone'].id}.json"
    other = tmp_path / "out" / "notes.json"
    other.write_text("{}")
    before = stale.read_bytes()
    for _ in range(2):
        # It is said as long as it stands there, not only once.
        with pytest.warns(ExportWarning, match="is of a check that is not among those exported") as told:
            made = export(tmp_path)
        assert [str(stale) in str(one.message) for one in told] == [True]
        assert stale not in made
    assert stale.read_bytes() == before
    assert other.read_text() == "{}"


@pytest.mark.parametrize("name", ["feed.json", "first"])
@pytest.mark.parametrize("ours", [True, False])
def test_a_file_that_is_not_ours_or_was_changed_is_kept_unless_forced(
    tmp_path: Path, claims: dict[str, Claim], name: str, ours: bool
) -> None:
    if ours:
        export(tmp_path)
    path = tmp_path / "out" / (name if name == "feed.json" else f"{claims['first'].id}.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text("by hand")
    before = listing(tmp_path / "out")
    with pytest.raises(
        ExportError, match=r"was not written by an earlier export, or was changed since.*--force"
    ):
        export(tmp_path)
    assert listing(tmp_path / "out") == before
    export(tmp_path, force=True)
    assert path.read_text("utf-8").startswith("{")


def test_a_manifest_that_cannot_be_read_makes_no_file_ours(tmp_path: Path, claims: dict[str, Claim]) -> None:
    export(tmp_path)
    (tmp_path / "out" / "feed.json.manifest.json").write_text("{")
    with Store(tmp_path / "log.db") as store:
        a_desk(store, "Ana").take(claims["outside"].id, Status.CORRECTED, form(correction="More was known."))
    with pytest.raises(ExportError, match="was not written by an earlier export"):
        export(tmp_path)


# --- what is refused, and that nothing is left then -----------------------------------------------


def fail_at(number: int, with_what: BaseException) -> Callable[..., None]:
    """What refuses the call of that number, and lets the others pass."""
    calls = iter(range(1_000))

    def step(*_: object) -> None:
        if next(calls) == number:
            raise with_what

    return step


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("fault", [FULL, KeyboardInterrupt()], ids=["full", "interrupted"])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path,
    claims: dict[str, Claim],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    fault: BaseException,
) -> None:
    with monkeypatch.context() as full:
        full.setattr("os.fsync", fail_at(number, fault))
        with pytest.raises((ExportError, KeyboardInterrupt)) as raised:
            export(tmp_path)
    if fault is FULL:
        assert str(raised.value).endswith(
            "No space left on device. Nothing was exported; choose another place or make room."
        )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("number", range(4))
def test_a_full_disk_leaves_an_earlier_export_as_it_was(
    tmp_path: Path, claims: dict[str, Claim], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    export(tmp_path)
    before = listing(tmp_path / "out")
    with Store(tmp_path / "log.db") as store:
        a_desk(store, "Ana").take(claims["outside"].id, Status.CORRECTED, form(correction="More was known."))
    with monkeypatch.context() as full:
        full.setattr("os.fsync", fail_at(number, FULL))
        with pytest.raises(ExportError, match="make room"):
            export(tmp_path)
    assert listing(tmp_path / "out") == before
    export(tmp_path)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("missing/out", r"No such file or directory\. Nothing was exported; make the folder .*missing, or"),
        ("log.db", "log.db is no folder; name one"),
        ("log.db/out", "cannot be written: Not a directory"),
        ("x" * 300, "cannot be written: File name too long"),
        ("", "'' is no folder"),
        ("/proc/claimreview", "is no place for a file, but the system's"),
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_where_no_folder_can_be_is_named_with_the_reason(
    tmp_path: Path,
    claims: dict[str, Claim],
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    why: str,
    force: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExportError, match=why):
        cc.export_claimreview("log.db", place, force, publisher=PUBLISHER)
    assert sorted(name for name in listing(tmp_path) if "-" not in name) == ["log.db"]


@pytest.mark.parametrize("force", [False, True])
def test_no_file_is_written_over_a_database(tmp_path: Path, claims: dict[str, Claim], force: bool) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "feed.json").hardlink_to(tmp_path / "log.db")
    with pytest.raises(ExportError, match="is a database"):
        export(tmp_path, force=force)


def test_nobody_is_guessed_as_the_publisher(
    tmp_path: Path, claims: dict[str, Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLAIMCHECK_PUBLISHER", raising=False)
    for call in (
        lambda: cc.export_claimreview(tmp_path / "log.db", tmp_path / "out"),
        lambda: cc.claimreview(tmp_path / "log.db", claims["first"].id),
    ):
        with pytest.raises(
            ExportError, match=r"^Nobody is named as the publisher.*--publisher publisher\.toml"
        ):
            call()
    assert not (tmp_path / "out").exists()
    assert [one.field for one in cc.lint(tmp_path / "log.db") if one.required] == ["author"]


def test_a_check_that_lacks_what_is_required_is_left_out_and_named_with_claim_and_field(
    tmp_path: Path, claims: dict[str, Claim]
) -> None:
    export(tmp_path)
    with Store(tmp_path / "log.db") as store:
        a_desk(store, "Ana").mend_address(claims["outside"].id, "https://elsewhere.example/a")
    with pytest.warns(ExportWarning) as told:
        made = export(tmp_path)
    assert [path.stem for path in made] == [claims["first"].id, "feed"]
    wrong, left = (str(one.message) for one in told)
    assert wrong.startswith(
        f"{claims['outside'].id}, url (has to be mended): The address https://elsewhere.example/a is not on"
    )
    assert wrong.endswith("It was left out.")
    assert f"{claims['outside'].id}.json is of a check that is not among those exported" in left
    with pytest.raises(ExportError, match=rf"^Nothing was exported\. {claims['outside'].id}, url \(has to"):
        cc.claimreview(tmp_path / "log.db", claims["outside"].id, publisher=PUBLISHER)


def test_a_rating_outside_the_scale_is_left_out_and_named(tmp_path: Path, claims: dict[str, Claim]) -> None:
    # A version of old, or another program, may have written it.
    with Store(tmp_path / "log.db") as store, patch("claimcheck.review.scales.Scale.rating"):
        work = form(rating="Fishy", published_url="https://pruefer.example/p")
        a_desk(store, "Ana").take(claims["undone"].id, Status.PUBLISHED, work)
    with pytest.warns(
        ExportWarning, match=rf"^{claims['undone'].id}, reviewRating .*“?'Fishy' is outside the scale"
    ):
        made = export(tmp_path)
    assert claims["undone"].id not in {path.stem for path in made}


@pytest.mark.parametrize(
    ("which", "why"),
    [
        ("undone", r"The claim c\w+ is unreviewed, and only a check that is published"),
        ("waiting", r"The claim c\w+ is approved, and only a check that is published"),
        ("nobody", r"log\.db has no claim 'nobody'\. The column claim_id of the verdict CSV names each\."),
    ],
)
def test_a_claim_without_a_published_check_is_refused(
    tmp_path: Path, claims: dict[str, Claim], which: str, why: str
) -> None:
    claim_id = claims[which].id if which in claims else which
    with pytest.raises(ExportError, match=why):
        cc.claimreview(tmp_path / "log.db", claim_id, publisher=PUBLISHER)


def test_an_id_that_would_lead_out_of_the_folder_names_no_file(
    tmp_path: Path, claims: dict[str, Claim]
) -> None:
    bad = "../../escaped"
    with Store(tmp_path / "log.db", read_only=True) as store:
        taken = store.snapshot()
        one = next(claim for claim in taken.claims if claim.id == claims["outside"].id)
        events = [replace(e, claim_id=bad) if e.claim_id == one.id else e for e in taken.events]
        swapped = [replace(claim, kept_as=bad) if claim is one else claim for claim in taken.claims]
        with (
            patch.object(Store, "snapshot", return_value=replace(taken, events=events, claims=swapped)),
            pytest.raises(ExportError, match=r"'\.\./\.\./escaped' has an id that names no file"),
        ):
            write_claimreviews(store, tmp_path / "deep" / "out", PUBLISHER)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".json"] == []


# --- a log in doubt, and what may not be seen -----------------------------------------------------


def test_a_log_that_does_not_verify_is_not_published(tmp_path: Path, claims: dict[str, Claim]) -> None:
    with behind(tmp_path / "log.db") as connection:
        back = drop_triggers(connection)
        connection.execute("UPDATE events SET by = 'Eve' WHERE id = 4")
        for statement in back:
            connection.execute(statement)
    with pytest.raises(ExportError, match=r"^The log does not verify, and nothing was exported\. Event 4"):
        export(tmp_path)
    assert not (tmp_path / "out").exists()


def test_a_verdict_in_doubt_is_named_and_not_written(tmp_path: Path, claims: dict[str, Claim]) -> None:
    with Store(tmp_path / "log.db", read_only=True) as store:
        taken = store.snapshot()
        last = max(event.id for event in taken.events if event.claim_id == claims["outside"].id)
        unread = {"action": "corrected", "why": "it is no table", "stored": "secret"}
        events = [replace(e, action="unreadable", data=unread) if e.id == last else e for e in taken.events]
        with patch.object(Store, "snapshot", return_value=replace(taken, events=events)):
            written = write_claimreviews(store, tmp_path / "out", PUBLISHER)
    assert claims["outside"].id not in {path.stem for path in written.files}
    assert b"secret" not in b"".join(listing(tmp_path / "out").values())


def test_what_is_rated_blind_and_not_published_is_in_no_file(
    tmp_path: Path, claims: dict[str, Claim]
) -> None:
    with Store(tmp_path / "log.db") as store:
        ben = a_desk(store, "Ben", replace(Policy.solo(), double_blind=True))
        ben.rate(claims["undone"].id, form(rationale="a secret finding", rating="True"))
    export(tmp_path)
    found = [*cc.lint(tmp_path / "log.db", publisher=PUBLISHER, approved=True)]
    assert b"secret" not in b"".join(listing(tmp_path / "out").values())
    assert claims["undone"].id not in {one.claim_id for one in found}


def test_lint_tells_of_what_may_go_out_next_where_that_is_asked_for(
    tmp_path: Path, claims: dict[str, Claim]
) -> None:
    with Store(tmp_path / "log.db") as store:
        a_desk(store, "Ana").take(claims["undone"].id, Status.APPROVED, form(statement="x" * 80))
    asked = cc.lint(tmp_path / "log.db", publisher=PUBLISHER, approved=True)
    assert [(one.claim_id, one.field) for one in asked if one.field == "claimReviewed"] == [
        (claims["undone"].id, "claimReviewed")
    ]
    assert claims["undone"].id not in {
        one.claim_id for one in cc.lint(tmp_path / "log.db", publisher=PUBLISHER)
    }


def test_reading_changes_no_byte_of_the_log(tmp_path: Path, claims: dict[str, Claim]) -> None:
    before = (tmp_path / "log.db").read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        export(tmp_path)
        cc.lint(tmp_path / "log.db", publisher=PUBLISHER)
    assert (tmp_path / "log.db").read_bytes() == before
    with pytest.raises(StoreError):
        cc.lint(tmp_path / "nowhere.db", publisher=PUBLISHER)
    assert not (tmp_path / "nowhere.db").exists()
