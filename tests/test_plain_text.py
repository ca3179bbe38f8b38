"""The text without its marks: what is a mark and what is text, and the way back to each character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Span
from claimcheck.plain_text import plain_text

MARKED = [
    # Links and pictures
    ("[32 members](https://example.org/2019)", "32 members"),
    ("the [report](https://a.org/b_(c)_d?e=1&f=2) says", "the report says"),
    ('[Rents](<https://a.org/a b> "12 things") rose', "Rents rose"),
    ("[**Rents**](/a) and [*wages*](/b)", "Rents and wages"),
    ("A [![A hall](a.png)](/b) hall ![](c.png)stood", "A  hall stood"),
    ("It fell[1](#note1), then rose [2](/b)", "It fell, then rose 2"),
    ("[a report][r] says\n\n[r]: https://a.org/2019", "a report says\n\n"),
    ("It fell.[^12] Then\n\n[^12]: See below.", "It fell. Then\n\n[^12]: See below."),
    # Emphasis
    ("**25** times", "25 times"),
    ("__25__ times, _or_ ***more***", "25 times, or more"),
    ("~~25~~ 26 `times`", "25 26 times"),
    ("**“We lost,”** he said", "“We lost,” he said"),
    ("It is **not *so* bad** now", "It is not so bad now"),
    ("**Rutte**: we", "Rutte: we"),
    # Escapes, entities, tags
    (r"\$5 and 3\. or \*so\*", "$5 and 3. or *so*"),
    ("a&nbsp;third &amp; 5&#37; &#x2013; &ldquo;so&rdquo;", "a third & 5% – “so”"),
    ("<b>32</b> members<br>in <a href='x' class=\"y\">2019</a><!-- 7 -->", "32 members in 2019"),
    ("co&shy;operate, CO<sub>2</sub>", "cooperate, CO2"),
]

PLAIN = [
    "5 * 3 * 2 and 2*3*4",
    "snake_case_name and __init",
    "f*** this s**t, **** you",
    "5,000* came\n* by the police",
    "a < b > c, <3, <I said so>, x<y",
    "AT&T; R&D, &c; &nosuchthing;",
    "[sic] and [...] and (see [3])",
    "he [or she](rarely said) so",
    "https://a.org/_b_/c_d_*e*",
    r"C:\Users\Ann",
    "**open, and\n\nclosed** elsewhere",
    "12:00 ~ 13:00 | `tis",
    "<v Ann Lee>Hello",
]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_marks_are_left_out(text: str, expected: str) -> None:
    assert plain_text(text).text == expected


@pytest.mark.parametrize("text", PLAIN)
def test_text_is_no_mark(text: str) -> None:
    plain = plain_text(text)
    assert plain.text == text
    assert not plain.is_marked


@pytest.mark.parametrize(
    ("text", "words", "origin"),
    [
        ("It has [32 members](/2019).", "32 members", "32 members"),
        ("It is **25** times.", "25 times", "25** times"),
        ("a&nbsp;third of it", "a third", "a&nbsp;third"),
        ("&ldquo;So&rdquo; he", "“So”", "&ldquo;So&rdquo;"),
        ("**Ann** *Lee*", "Ann Lee", "Ann** *Lee"),
    ],
)
def test_words_are_brought_back(text: str, words: str, origin: str) -> None:
    plain = plain_text(text)
    at = plain.text.index(words)
    assert plain.origin(Span(at, at + len(words))).of(text) == origin


PIECES = st.sampled_from(
    [
        "[",
        "](",
        ")",
        "](/a)",
        "**",
        "*",
        "_",
        "`",
        "~~",
        "<b>",
        "</b>",
        "<br/>",
        "&amp;",
        "&#",
        ";",
        "\\",
        "\n",
        "\n\n",
        " ",
        "a",
        "B.",
        "3",
        "![",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_each_character_has_its_way_back(text: str) -> None:
    plain = plain_text(text)
    for at, character in enumerate(plain.text):
        span = plain.origin(Span(at, at + 1))
        assert span.of(text) == character or span.of(text)[0] in "&<"
        assert plain.place(span.start) == at
    places = [plain.place(at) for at in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(plain.text)
    whole = plain.around(plain.origin(Span(0, len(plain.text))))
    assert 0 <= whole.start <= whole.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "](",
        "[a](",
        "[a](b",
        "[a](b)",
        "![",
        "**a ",
        "*a",
        "a* ",
        "_a",
        "`",
        "` ",
        "<!--",
        "<b ",
        "<b a=",
        "&a",
        "&#1",
        "\\",
        "[a]: b\n",
        "[a][",
        "~~",
        "***",
        "<a href='",
    ],
)
def test_marks_over_and_over_come_to_an_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    plain = plain_text(text)
    assert plain.place(len(text)) == len(plain.text)
