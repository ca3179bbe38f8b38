"""What may be attached to a source, and how it is called."""

from __future__ import annotations

import pytest
from effort import examples
from factories import a_desk, a_pile, some_work
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import AttachmentError
from claimcheck.model import Attachment, Source, Status
from claimcheck.review.attachments import (
    LARGEST,
    LONGEST_NAME,
    attachments_in,
    in_words,
    named,
    refuse_size,
    type_of,
)
from claimcheck.review.log.store import Store

DIGEST = "ab" + "0" * 62
REPORT = Attachment("report.pdf", "application/pdf", 2_130_000, DIGEST)

NAMES = [
    ("report.pdf", "report.pdf"),
    ("../../etc/passwd.txt", "passwd.txt"),
    ("C:\\scans\\the report.PDF", "the report.PDF"),
    ("/", "file"),
    ("..", "file"),
    (".pdf", "file.pdf"),
    ("a\x00b\x1b[31m.png", "ab[31m.png"),
    ("evil\u202egnp.pdf", "evilgnp.pdf"),
    ("line\nbreak.pdf", "line break.pdf"),
    ("<script>.html", "_script_.html"),
    ("x" * 500 + ".pdf", "x" * 115 + "….pdf"),
    ("تقرير.pdf", "تقرير.pdf"),
    ("e\u0301.png", "é.png"),
    ("\ud800.png", "file.png"),
]


@pytest.mark.parametrize(("given_name", "name"), NAMES)
def test_a_name_is_no_path_and_can_be_read(given_name: str, name: str) -> None:
    assert named(given_name) == name


@settings(max_examples=examples(200))
@given(st.text(max_size=300))
def test_what_is_named_stays_so(given_name: str) -> None:
    name = named(given_name)
    assert named(name) == name
    assert 0 < len(name) <= LONGEST_NAME
    assert not set(name) & set('/\\\0\n\r<>:"|?*')


TYPED = [("a.PNG", "image/png"), ("a.b.pdf", "application/pdf"), ("saved.mht", "multipart/related")]


@pytest.mark.parametrize(("name", "media_type"), TYPED)
def test_pictures_pdfs_and_pages_may_be_attached(name: str, media_type: str) -> None:
    assert type_of(name) == media_type


@pytest.mark.parametrize("name", ["run.exe", "pdf", "page.html.js", "film.mp4"])
def test_nothing_else_may(name: str) -> None:
    with pytest.raises(AttachmentError, match=f"{name} is no picture, PDF or page"):
        type_of(name)


def test_a_file_of_two_gigabytes_is_refused_with_the_limit() -> None:
    with pytest.raises(AttachmentError, match="has 2 GB; at most 50 MB are attached"):
        refuse_size("film.pdf", 2 * 10**9)
    refuse_size("report.pdf", LARGEST)
    with pytest.raises(AttachmentError, match="is empty"):
        refuse_size("report.pdf", 0)


def test_sizes_are_said_in_words() -> None:
    assert [in_words(size) for size in (1, 2_130_000, 50_000_000, 2 * 10**9)] == [
        "1 kB",
        "2.1 MB",
        "50 MB",
        "2 GB",
    ]


def test_what_is_attached_goes_into_the_log_and_the_history() -> None:
    with Store(":memory:") as store:
        a_pile(store)
        desk = a_desk(store, "Ann")
        first, second = (row.claim_id for row in desk.cursor.queue[:2])
        source = Source("https://example.org/report", attachment=REPORT)
        desk.save_draft(first, some_work(sources=(source,)), 0)
        desk.take(first, Status.APPROVED, some_work(sources=(source,)))
        desk.take(second, Status.APPROVED, some_work(sources=(source,)))
        desk.cursor.go(first)
        view = desk.view()
        assert view is not None
        assert view.verdict.sources == (source,)
        assert any("attached: report.pdf" in text for entry in view.history for _label, text in entry.details)
        assert list(attachments_in(store.events())) == [(first, REPORT)]


FORGED = [
    Attachment("../report.pdf", "application/pdf", 1, DIGEST),
    Attachment("report.pdf", "application/pdf", 1, "../../etc/passwd"),
    Attachment("report.pdf", "application/pdf", 0, DIGEST),
    Attachment("report.pdf", "application/pdf", LARGEST + 1, DIGEST),
    Attachment("report.pdf", "x" * 500, 1, DIGEST),
]


@pytest.mark.parametrize("forged", FORGED)
def test_what_was_never_attached_is_not_kept(forged: Attachment) -> None:
    with Store(":memory:") as store:
        a_pile(store)
        desk = a_desk(store, "Ann")
        with pytest.raises(AttachmentError, match="attached to source 1 is no file that was attached here"):
            desk.save_draft(
                desk.cursor.queue[0].claim_id,
                some_work(sources=(Source("https://x.org", attachment=forged),)),
                0,
            )
