"""Attached files: kept whole or not at all, once, and never given out when they are not what they were."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from claimcheck.errors import AttachmentError
from claimcheck.review.attachments import LARGEST
from claimcheck.review.log.attachment_folder import AttachmentFolder, place_of

CONTENT = b"%PDF-1.7 a report"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.db.files"


@pytest.fixture
def folder(path: Path) -> AttachmentFolder:
    return AttachmentFolder(path)


def files(path: Path) -> list[str]:
    return sorted(str(one.relative_to(path)) for one in path.rglob("*") if one.is_file())


def test_a_file_is_kept_by_its_digest_and_given_back(folder: AttachmentFolder, path: Path) -> None:
    attachment = folder.keep("../the report.pdf", CONTENT)
    assert (attachment.name, attachment.media_type) == ("the report.pdf", "application/pdf")
    assert (attachment.size, attachment.sha256) == (len(CONTENT), DIGEST)
    assert files(path) == [f"{DIGEST[:2]}/{DIGEST}"]
    assert folder.content(DIGEST) == CONTENT


def test_the_same_file_twice_is_kept_once(folder: AttachmentFolder, path: Path) -> None:
    one, other = folder.keep("a.pdf", CONTENT), folder.keep("b.pdf", CONTENT)
    assert (one.sha256, other.name) == (other.sha256, "b.pdf")
    assert files(path) == [f"{DIGEST[:2]}/{DIGEST}"]


def test_attaching_it_again_mends_what_was_changed(folder: AttachmentFolder, path: Path) -> None:
    folder.keep("a.pdf", CONTENT)
    place_of(path, DIGEST).write_bytes(b"other")
    folder.keep("a.pdf", CONTENT)
    assert folder.content(DIGEST) == CONTENT


def test_a_file_comes_in_parts(folder: AttachmentFolder, path: Path) -> None:
    incoming = folder.receive("a.pdf", len(CONTENT))
    incoming.add(CONTENT[:5])
    assert (incoming.received, incoming.whole) == (5, False)
    assert len(files(path)) == 1
    incoming.add(CONTENT[5:])
    assert incoming.whole
    assert incoming.finish().sha256 == DIGEST


def test_a_file_that_is_longer_than_was_said_is_not_kept(folder: AttachmentFolder, path: Path) -> None:
    incoming = folder.receive("a.pdf", 5)
    with pytest.raises(AttachmentError, match="it changed while it was sent"):
        incoming.add(CONTENT)
    assert files(path) == []


def test_a_file_that_is_shorter_than_was_said_is_not_kept(folder: AttachmentFolder, path: Path) -> None:
    incoming = folder.receive("a.pdf", 500)
    incoming.add(CONTENT)
    with pytest.raises(AttachmentError, match="only 17 of 500 bytes came"):
        incoming.finish()
    assert files(path) == []


@pytest.mark.parametrize(
    ("name", "size", "why"),
    [
        ("a.pdf", 0, "is empty"),
        ("a.pdf", LARGEST + 1, "at most 50 MB"),
        ("a.exe", 5, "is no picture, PDF or page"),
    ],
)
def test_what_cannot_be_attached_leaves_nothing(
    folder: AttachmentFolder, path: Path, name: str, size: int, why: str
) -> None:
    with pytest.raises(AttachmentError, match=why):
        folder.receive(name, size)
    assert not path.exists()


def test_a_file_that_is_gone_or_changed_is_not_opened(folder: AttachmentFolder, path: Path) -> None:
    attachment = folder.keep("a.pdf", CONTENT)
    kept = place_of(path, DIGEST)
    assert folder.misfits([("c1", attachment)]) == []
    kept.write_bytes(CONTENT.replace(b"a", b"b"))
    with pytest.raises(AttachmentError, match="was changed after it was attached"):
        folder.content(DIGEST)
    kept.unlink()
    with pytest.raises(AttachmentError, match=r"is not in .* any more"):
        folder.content(DIGEST)
    [wrong] = folder.misfits([("c1", attachment)])
    assert wrong.startswith("a.pdf, attached to a source of the claim c1: The file is not in")
    assert "Bring it back from a copy of that folder, or attach it again." in wrong


def test_a_link_or_a_pipe_in_its_place_is_not_followed(folder: AttachmentFolder, path: Path) -> None:
    folder.keep("a.pdf", CONTENT)
    kept, other = place_of(path, DIGEST), path / "other"
    other.write_bytes(CONTENT)
    kept.unlink()
    kept.symlink_to(other)
    with pytest.raises(AttachmentError, match="is not in"):
        folder.content(DIGEST)
    kept.unlink()
    os.mkfifo(kept)
    with pytest.raises(AttachmentError, match="is not in"):
        folder.content(DIGEST)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "AB" + "0" * 62, "0" * 63, "0" * 64 + "\n"])
def test_what_is_no_digest_leads_nowhere(folder: AttachmentFolder, digest: str) -> None:
    with pytest.raises(AttachmentError, match="No file was attached under such a digest"):
        folder.content(digest)


def test_without_a_folder_it_is_said(tmp_path: Path) -> None:
    nowhere = AttachmentFolder(None)
    assert "no folder was named" in str(nowhere.problem)
    with pytest.raises(AttachmentError, match="no folder was named"):
        nowhere.keep("a.pdf", CONTENT)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(AttachmentError, match="cannot be kept in"):
        AttachmentFolder(tmp_path / "file").keep("a.pdf", CONTENT)


def test_the_parts_of_a_kernel_that_ended_are_swept(folder: AttachmentFolder, path: Path) -> None:
    folder.receive("a.pdf", 500).add(CONTENT)
    [left] = path.glob(".*.part")
    os.utime(left, (0, 0))
    folder.keep("b.pdf", CONTENT)
    assert files(path) == [f"{DIGEST[:2]}/{DIGEST}"]
