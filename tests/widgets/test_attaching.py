"""Files that are attached at a desk: in parts, each answered, and given back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_page import Page
from factories import a_desk, a_pile

from claimcheck.matcher import Matcher
from claimcheck.open_desk import tools_for
from claimcheck.review.log.attachment_folder import AttachmentFolder
from claimcheck.review.log.store import Store
from claimcheck.widgets.desk import Desk

CONTENT = b"%PDF-1.7 a report"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with Store(":memory:") as store:
        a_pile(store)
        tools = tools_for(store, 0, None, Matcher(), AttachmentFolder(tmp_path / "files"))
        yield Page(Desk(a_desk(store), tools))


def begin(page: Page, name: str = "report.pdf", size: int = len(CONTENT), file: str = "f1") -> dict[str, Any]:
    return page.ask("attach", file=file, name=name, size=size)


def part(page: Page, at: int, data: bytes, file: str = "f1") -> dict[str, Any]:
    return page.ask("attachpart", data, file=file, at=at)


def test_a_file_comes_in_parts_and_is_given_back(page: Page) -> None:
    assert begin(page) == {
        "kind": "attached",
        "file": "f1",
        "at": 0,
        "problem": None,
        "done": None,
        "said": None,
    }
    assert part(page, 0, CONTENT[:4])["at"] == 4
    done = part(page, 4, CONTENT[4:])["done"]
    assert done == {
        "name": "report.pdf",
        "media_type": "application/pdf",
        "size": len(CONTENT),
        "sha256": DIGEST,
    }
    page.type({"sources": [{"address": "https://example.org", "attachment": done}]})
    page.send("look")
    assert page.claim["work"]["sources"][0]["attachment"] == done
    assert page.ask("openattachment", sha256=DIGEST) == {"kind": "opened", "sha256": DIGEST, "problem": None}
    assert page.files == [CONTENT]


def test_two_gigabytes_are_refused_before_anything_is_sent(page: Page, tmp_path: Path) -> None:
    assert "2 GB; at most 50 MB" in begin(page, size=2 * 10**9)["problem"]
    assert not (tmp_path / "files").exists()


REFUSED = [
    ({"name": "run.exe"}, "no picture, PDF or page"),
    ({"size": 0}, "is empty"),
]


@pytest.mark.parametrize(("given", "why"), REFUSED)
def test_what_cannot_be_attached_is_said(page: Page, given: dict[str, Any], why: str) -> None:
    assert why in begin(page, **given)["problem"]


def test_parts_that_do_not_follow_each_other_are_refused(page: Page, tmp_path: Path) -> None:
    begin(page)
    assert "Not all of the file has come" in part(page, 5, CONTENT[5:])["problem"]
    assert "Not all of the file has come" in part(page, 0, CONTENT)["problem"]
    assert "Not all of the file has come" in part(page, 0, CONTENT, file="none")["problem"]
    begin(page)
    assert "Not all" in part(page, 0, b"")["problem"]
    begin(page, size=4)
    assert "it changed while it was sent" in part(page, 0, CONTENT)["problem"]
    assert [one for one in (tmp_path / "files").rglob("*") if one.is_file()] == []


def test_files_that_never_come_whole_are_let_go(page: Page, tmp_path: Path) -> None:
    for number in range(20):
        begin(page, file=f"f{number}")
    assert len(list((tmp_path / "files").glob(".*.part"))) <= 8


def test_what_was_changed_since_is_not_opened(page: Page, tmp_path: Path) -> None:
    begin(page)
    part(page, 0, CONTENT)
    (tmp_path / "files" / DIGEST[:2] / DIGEST).write_bytes(b"other")
    assert "was changed after it was attached" in page.ask("openattachment", sha256=DIGEST)["problem"]
    assert page.files == []
    assert "No file was attached" in page.ask("openattachment", sha256="none")["problem"]


def test_a_desk_without_a_folder_says_so(tmp_path: Path) -> None:
    with Store(":memory:") as store:
        a_pile(store)
        page = Page(Desk(a_desk(store), tools_for(store, 0, None, Matcher())))
        assert "Ask whoever set up this desk" in page.desk.view.config["attach"]["problem"]
        assert "Ask whoever set up this desk" in begin(page)["problem"]
