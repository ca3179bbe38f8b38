"""Every way in: files, pages, strings, front matter, encodings; and what is refused, with its remedy."""

from __future__ import annotations

import contextlib
import os
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import ReadingError, ReadingWarning
from claimcheck.model import Article
from claimcheck.reading import articles, decoding
from claimcheck.reading.articles import SUFFIXES, articles_in, read, read_bytes, read_text

PARAGRAPH = (
    "<p>NATO has 32 members, and it spends far more on defence than it did in 2014, the alliance says.</p>"
)
PAGE = (
    '<!doctype html><html lang="en"><head><title>Rutte in Ankara</title>'
    '<meta property="og:site_name" content="The Paper"><meta name="author" content="Ann Lee">'
    '<meta property="article:published_time" content="2025-03-11T10:00:00Z">'
    '<link rel="canonical" href="https://example.org/rutte"></head>'
    "<body><nav><a href='/'>Home</a></nav>"
    f"<article><h1>Rutte in Ankara</h1>{PARAGRAPH * 3}</article></body></html>"
)


def markdown(head: str, body: str = "Hello.") -> Article:
    return read_bytes(f"---\n{head}\n---\n{body}".encode(), "a.md")


# --- exact characters -----------------------------------------------------------------------------


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1).filter(
        str.strip
    )
)
def test_text_is_exactly_the_characters(text: str) -> None:
    assert read_text(text).text == text
    assert read_bytes(text.encode(), "a.txt").text == text or text.encode().startswith((b"{\\rtf", b"RIFF"))


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_a_byte_order_mark_decides_and_is_dropped(encoding: str) -> None:
    mark = "" if encoding in {"utf-8-sig", "utf-16", "utf-32"} else "\ufeff"
    assert (
        read_bytes(f"{mark}Türkiye\r\n32 “allies”\n".encode(encoding), "a.txt").text
        == "Türkiye\r\n32 “allies”\n"
    )


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1252",
            "NATO chief Mark Rutte praised Türkiye, saying the alliance’s members “have to” spend £5 more.",
        ),
        ("cp1252", "Café"),
        ("cp1251", "Президент России заявил, что экономика растёт."),
        ("cp1254", "Türkiye’nin savunma sanayii büyüyor, dedi Cumhurbaşkanı Erdoğan."),
        ("cp1252", "Bob’s Burgers sold 300 meals."),
        ("cp1252", "Hélène a dit : « Non »."),
        ("cp1252", "Regjeringen sa at prisene økte med 3 prosent på ett år."),
        ("mac_roman", "The mayor said that 300 homes had been built. “That’s not true.”"),
        ("mac_roman", "Der Bürgermeister sagte, 300 Häuser würden gebaut."),
        ("cp1250", "Ministr řekl, že nezaměstnanost klesla o 3 %."),
        ("cp1250", "Grad je sagradio 300 kuća, rekao je načelnik Šimić."),
        ("iso8859_2", "Premier powiedział, że bezrobocie spadło o 3 proc. Święta będą."),
        ("cp1257", "Meras sakė, kad pastatyta 300 namų. Šiemet žmonių daugiau."),
        ("cp1254", "Başkan 300 ev yapıldığını söyledi."),
        ("cp1253", "Ο δήμαρχος είπε ότι χτίστηκαν 300 σπίτια."),
        ("koi8_r", "Мэр сказал, что построено 300 домов."),
        ("cp850", "Der Bürgermeister sagte, 300 Häuser würden gebaut."),
        ("euc_jp", "日本の首相は経済が成長していると述べた。"),
        ("cp932", "日本の首相は経済が成長していると述べた。"),
        ("gb18030", "总统说经济正在增长。"),
        ("cp949", "대통령은 경제가 성장하고 있다고 말했다."),
    ],
)
def test_other_encodings_are_detected_with_a_warning(encoding: str, text: str) -> None:
    with pytest.warns(
        ReadingWarning, match=r"^a\.txt: not UTF-8; read as [\w-]+\. If .* save the file as UTF-8"
    ):
        assert read_bytes(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        (
            "Türkiye’s allies.\n".encode() * 9 + b"It\x92s wrong.",
            "It’s wrong.",
            "1 byte of it read as cp1252",
        ),
        (
            "Türkiye’s allies.\n".encode() * 9 + b"caf\xe9 \x8d.",
            "café \ufffd.",
            "2 bytes of it read as cp1252",
        ),
        (
            "“Türkiye” “Türkiye”".encode()[:-1] + b" is cut \x80.",
            "Türkiyeâ€ is cut €.",
            "3 bytes of it read as cp1252",
        ),
        ("他说经济".encode() + b"\x92.", "他说经济’.", "1 byte of it read as cp1252"),
    ],
)
def test_stray_bytes_in_utf_8_leave_the_rest_as_it_is(data: bytes, text: str, told: str) -> None:
    with pytest.warns(ReadingWarning, match=f"not UTF-8 throughout; {told}"):
        assert read_bytes(data, "a.txt").text.splitlines()[-1].endswith(text)


def test_detection_looks_at_a_part_of_a_large_file() -> None:
    text = "Plain line.\n" * 100_000 + "Он сказал, что экономика растёт. " * 5_000
    with pytest.warns(ReadingWarning):
        assert read_bytes(text.encode("cp1251"), "a.txt").text == text


def test_surrogates_and_nul_in_a_string_are_replaced() -> None:
    assert read_text("a\ud800b\0c").text == "a\ufffdb\ufffdc"


def test_a_mark_in_a_string_is_dropped() -> None:
    assert read_text("\ufeffNATO").text == "NATO"


# --- what is refused ------------------------------------------------------------------------------

REFUSED = [
    (b"", "a.txt", "only white space"),
    (b" \n\xc2\xa0\t", "a.txt", "only white space"),
    (b"\xef\xbb\xbf", "a.txt", "only white space"),
    (b"%PDF-1.7 ...", "a.pdf", "a PDF.*save it as text or HTML"),
    (b"%PDF-1.7 ...", "a.html", "a PDF"),
    (b"PK\x03\x04....", "a.docx", "Word document.*save it as text or HTML"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "old Word"),
    (b"{\\rtf1 hello}", "a.txt", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "a.png", "PNG image"),
    (b"\xff\xd8\xff\xe0", "a.jpg", "JPEG image"),
    (b"GIF89a", "a.gif", "GIF image"),
    (b"\x1f\x8b\x08", "a.txt", "gzip.*unpack"),
    (b"\0\0\0\x20ftypisom", "a.mp4", "MP4"),
    (b"SQLite format 3\0", "claimcheck.db", "SQLite"),
    (b"Hello\0world", "a.txt", "byte 5 is NUL.*UTF-8"),
    ("NATO".encode("utf-16-le"), "a.txt", "NUL"),
    (b"\xff\xfeN", "a.txt", "byte order mark of UTF-16-LE.*UTF-8"),
    (b"", "a.html", "only white space"),
    (b"<html><body><script>draw()</script></body></html>", "a.html", "no text was found"),
    (b"---\ntitle: A\n---\n \n", "a.md", "only white space"),
]


@pytest.mark.parametrize(("data", "name", "message"), REFUSED)
def test_bad_bytes_are_refused_with_the_remedy(data: bytes, name: str, message: str) -> None:
    with pytest.raises(ReadingError, match=f"(?s)^{name}.*{message}"):
        read_bytes(data, name)


def test_an_encoding_that_cannot_be_told() -> None:
    with pytest.raises(ReadingError, match=r"^a\.txt: not UTF-8.*Save the file as UTF-8"):
        read_bytes(bytes(range(128, 256)), "a.txt")


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ReadingWarning)
        try:
            article = read_bytes(data, name)
        except ReadingError:
            return
    assert article.text.strip()
    article.text.encode()


@pytest.mark.parametrize("value", [None, b"bytes", Path("a.txt"), 5])
def test_what_is_no_string_is_refused(value: object) -> None:
    with pytest.raises(ReadingError, match="Give a string"):
        read_text(value)  # type: ignore[arg-type]


# --- files ----------------------------------------------------------------------------------------


def test_read_gives_the_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"NATO\r\nhas 32.\r")
    assert read(path) == Article("NATO\r\nhas 32.\r", path=str(path))


def test_an_unknown_suffix_is_text_if_it_decodes() -> None:
    assert read_bytes(b"NATO has 32.", "speech.srt").text == "NATO has 32."


def test_a_page_without_a_suffix_is_a_page() -> None:
    assert read_bytes(PAGE.encode(), "standard input").title == "Rutte in Ankara"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none.txt", r"no such file.*Check the path"),
        (".", r"a folder.*claimcheck add"),
        ("x" * 300, "cannot be read"),
        ("a\0b", "is no path"),
        ("\ud800", "is no path"),
        ("x/" * 5_000, "cannot be read"),
        ("a.txt/b.txt", "cannot be read"),
    ],
)
def test_files_that_cannot_be_read(path: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("NATO")
    with pytest.raises(ReadingError, match=message):
        read(tmp_path / path)


@pytest.mark.parametrize("value", [5, None, [], 2.5])
def test_what_is_no_path_is_refused(value: object) -> None:
    with pytest.raises(ReadingError, match=r"is no path\. Give that of one file"):
        read(value)  # type: ignore[arg-type]


def test_a_path_of_bytes_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("NATO")
    assert read(os.fsencode(tmp_path / "a.txt")).text == "NATO"  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["title", "publisher", "author", "published", "url", "language", "path"])
def test_facts_that_are_no_text_are_refused(field: str) -> None:
    with pytest.raises(ReadingError, match=f"{field}: 5 is no text"):
        read_text("NATO", **{field: 5})  # type: ignore[arg-type]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadingError, match="no regular file"):
        read(tmp_path / "pipe.txt")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("NATO")

    def refuse(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Faked, since tests may run as root, who may read anything.
    monkeypatch.setattr(articles, "open", refuse, raising=False)
    with pytest.raises(ReadingError, match=r"may not be read.*permissions"):
        read(path)


def test_a_file_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(decoding.MAX_BYTES + 1)
    monkeypatch.setattr(articles, "open", None, raising=False)
    with pytest.raises(ReadingError, match=r"80,000,001 bytes, more than the 80,000,000.*Split"):
        read(path)


def test_a_text_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_CHARACTERS", 5)
    assert read_bytes("äöüéè".encode(), "a.txt").text == "äöüéè"
    with pytest.raises(ReadingError, match=r"6 characters, more than the 5 .*Split"):
        read_bytes(b"123456", "a.txt")
    with pytest.raises(ReadingError, match=r"6 characters, more than the 5 .*Split"):
        read_text("123456")
    monkeypatch.setattr(decoding, "MAX_BYTES", 5)
    with pytest.raises(ReadingError, match="6 bytes"):
        read_bytes(b"123456", "a.txt")


def test_articles_in_a_folder(tmp_path: Path) -> None:
    for name in ["b.txt", "a.MD", "sub/c.html", "sub/d.pdf", ".hidden/e.txt", ".f.txt", "g.htm"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("NATO")
    (tmp_path / "h.txt").mkdir()
    assert [str(path.relative_to(tmp_path)) for path in articles_in(tmp_path)] == [
        "a.MD",
        "b.txt",
        "g.htm",
        "sub/c.html",
    ]


def test_a_folder_below_that_cannot_be_listed_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open/a.txt").write_text("NATO")
    scandir = os.scandir

    def refuse(path: str) -> object:
        # Faked, since tests may run as root, who may list anything.
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.warns(ReadingWarning, match=r"closed: cannot be listed as a folder .* permissions"):
        assert articles_in(tmp_path) == [tmp_path / "open/a.txt"]
    told: list[ReadingError] = []
    assert articles_in(tmp_path, told.append) == [tmp_path / "open/a.txt"]
    assert [str(tmp_path / "closed") in str(refusal) for refusal in told] == [True]
    with pytest.raises(ReadingError, match="cannot be listed"):
        articles_in(tmp_path / "closed", told.append)


def test_what_a_folder_has_by_the_name_of_an_article_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert articles_in(tmp_path) == [tmp_path / "gone.txt"]


def test_folders_without_articles(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("NATO")
    with pytest.raises(ReadingError, match=".*".join(map(str, SUFFIXES))):
        articles_in(tmp_path)
    for path in (tmp_path / "none", tmp_path / "a.pdf"):
        with pytest.raises(ReadingError, match="cannot be listed as a folder"):
            articles_in(path)


# --- Markdown -------------------------------------------------------------------------------------


def test_front_matter() -> None:
    article = read_bytes(
        b"---\r\ntitle: 'A: talk'\r\npublisher: The Paper\r\nauthor: Ann Lee\r\npublished: 2025-03-11\r\n"
        b"url: https://example.org/a\r\nlanguage: en\r\ndigest: true\r\n"
        b"mood: [fine]\r\n---\r\n# Heading\r\n\r\nHello.",
        "a.md",
    )
    assert article == Article(
        "# Heading\r\n\r\nHello.",
        "A: talk",
        "The Paper",
        "Ann Lee",
        "2025-03-11",
        "https://example.org/a",
        "en",
        "a.md",
        True,
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("title: No", "No"),
        ("title: 2025", "2025"),
        ("title: 12:30:45", "12:30:45"),
        ("title:", None),
        ("title: ~", None),
        ("", None),
    ],
)
def test_values_are_the_characters_as_written(head: str, title: str | None) -> None:
    assert markdown(head).title == title


def test_the_first_heading_is_the_title() -> None:
    assert (
        markdown("author: Ann", "Intro.\n\n## Not this\n# Talk in Ankara #\n# Another").title
        == "Talk in Ankara"
    )
    assert markdown("title: Own", "# Talk").title == "Own"
    assert read_bytes(b"Just text.\n", "a.markdown").title is None


def test_a_rule_across_the_page_is_no_front_matter() -> None:
    assert read_bytes(b"---\n\nHello.", "a.md").text == "---\n\nHello."


@pytest.mark.parametrize(
    "value",
    ["2025", "2025-03", "2025-03-11", "2025-03-11T10:00:00Z", "2025-03-11 10:00", "2025-03-11T10:00+01:00"],
)
def test_iso_dates_are_kept_as_given(value: str) -> None:
    assert markdown(f"published: {value}").published == read_text("x", published=value).published == value


@pytest.mark.parametrize(
    "value", ["March 11, 2025", "11/03/2025", "2025-13-01", "2025-02-30", "2025-3-1", "0000", "soon"]
)
def test_other_dates_are_refused(value: str) -> None:
    with pytest.raises(ReadingError, match=r"a\.md, line 2: published .*Write it as 2025-03-11"):
        markdown(f"published: {value}")
    with pytest.raises(ReadingError, match="Write it as 2025-03-11"):
        read_text("x", published=value)


BROKEN = [
    ("author: A\ntitle: Rutte: a talk", "line 3: .*in quotes"),
    ("title: 'unclosed", "front matter cannot be read"),
    ("- a\n- list", "line 2: .*no fields"),
    ("just words", "line 2: .*no fields"),
    ("author: A\ntitle: [a, b]", "line 3: title is a list"),
    ("title: {a: b}", "line 2: title is a list or a mapping"),
    ("digest: perhaps", "line 2: digest is 'perhaps'. Write true or false"),
    ("title: \x07", "front matter cannot be read"),
    ("a: " + "[" * 5_000, "front matter cannot be read"),
    ("title: *nothing", "front matter cannot be read"),
]


@pytest.mark.parametrize(("head", "message"), BROKEN, ids=lambda value: repr(value[:20]))
def test_broken_front_matter_names_line_and_remedy(head: str, message: str) -> None:
    with pytest.raises(ReadingError, match=rf"(?s)^a\.md, .*{message}"):
        markdown(head)


def test_front_matter_that_never_ends_or_is_too_long() -> None:
    for text in ("---\ntitle: A\n\nHello.", f"---\ntitle: {'a' * 70_000}\n---\nHello."):
        with pytest.raises(ReadingError, match=r"^a\.md, line 1: .*not closed.*Put a line with ---"):
            read_bytes(text.encode(), "a.md")


def test_aliases_do_not_multiply() -> None:
    layers = "\n".join(f"k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 9)}]" for i in range(1, 9))
    assert markdown(f"k0: &k0 [x]\n{layers}\ntitle: A").title == "A"


# --- pages ----------------------------------------------------------------------------------------


def test_a_page_gives_its_text_and_what_it_says_of_itself() -> None:
    article = read_bytes(PAGE.encode(), "page.html")
    assert (article.title, article.publisher, article.author) == ("Rutte in Ankara", "The Paper", "Ann Lee")
    assert (article.published, article.url, article.path) == (
        "2025-03-11",
        "https://example.org/rutte",
        "page.html",
    )
    assert "NATO has 32 members" in article.text
    assert "Home" not in article.text


def test_unknown_fields_of_a_page_are_none() -> None:
    article = read_bytes(b"<p>NATO has 32 members.</p>", "page.htm")
    assert article == Article("NATO has 32 members.", path="page.htm")


@pytest.mark.parametrize("suffix", ["html", "htm", "xhtml", "HTML"])
@pytest.mark.parametrize(
    ("declaration", "encoding", "word"),
    [
        ('<meta charset="windows-1252">', "cp1252", "Türkiye’s"),
        ("<meta http-equiv=content-type content='text/html; charset=ISO-8859-1'>", "cp1252", "Türkiye’s"),
        ('<meta charset="iso-8859-9">', "cp1254", "Erdoğan"),
        ('<meta charset="Shift_JIS">', "cp932", "日本"),
        ('<meta charset="iso-2022-jp">', "iso2022_jp", "日本"),
        ('<meta charset="iso-8859-1">', "utf-8", "Türkiye’s"),
        ('<meta charset="rot13">', "utf-8", "Türkiye’s"),
        ("", "utf-16", "Türkiye’s"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares(
    suffix: str, declaration: str, encoding: str, word: str
) -> None:
    page = f"<html><head>{declaration}<title>T</title></head><body><p>{word} members.</p></body></html>"
    assert word in read_bytes(page.encode(encoding), f"a.{suffix}").text


def test_an_xml_declaration_does_not_decode_twice() -> None:
    declaration = '<?xml version="1.0" encoding="iso-8859-1"?>'
    page = f"{declaration}<html><body><p>Türkiye è.</p></body></html>"
    assert read_bytes(page.encode("iso-8859-1"), "a.xhtml").text == "Türkiye è."


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "NATO",
        "<p>" * 20_000 + "NATO",
        '<a href="' + "x" * 500_000,
        "NATO &#0; &#xD800; 32",
    ],
)
def test_hostile_pages_are_read_or_refused(page: str) -> None:
    with contextlib.suppress(ReadingError):
        assert read_bytes(page.encode(), "a.html").text.strip()
