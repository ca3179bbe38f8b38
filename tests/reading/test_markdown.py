"""Markdown and HTML in a text: what the units are, and that nothing of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Article, Role
from claimcheck.plain_text import plain_text
from claimcheck.reading.sentences import sentences

# Each row is a paragraph; ¦ stands where a unit ends.
ROWS = [
    "Rents rose by [3% in 2019](https://a.org/x.y?z=1!).¦ [Wages](/b) fell.",
    "**Rents rose.**¦ *Wages fell.*¦ __Nobody__ knew.",
    "[Rents rose.](https://a.org/2019)¦ Wages fell.",
    r"It cost \$5. ¦Nobody paid 3\.5 of it.",
    "He paid&nbsp;5.&nbsp;¦He left.",
    "<b>Rents rose.</b>¦ <i>Wages</i> fell.<br>¦Nobody knew.",
    "Rents rose.[^1]¦ Wages fell.[[2]](#two)¦ Nobody knew.",
    "He met [Mr.](/a) **Hale** in the [U.S.](/b) Senate.¦ They spoke.",
    "Rents rose. ![A hall](a.png)¦ Wages fell.",
    "> Rents rose.¦ Wages fell.",
]


def units(text: str) -> list[tuple[str, str]]:
    return [(unit.role.value, unit.span.of(text)) for unit in sentences(Article(text))]


@pytest.mark.parametrize("row", ROWS)
def test_marks_are_no_words(row: str) -> None:
    text = row.replace("¦", "")
    assert [words.rstrip() for _, words in units(text)] == [piece.strip() for piece in row.split("¦")]


def test_a_block_quote_that_was_wrapped_is_one_text() -> None:
    text = "> The fund holds 15.7\n> million euros, and the\n> bank 3.\n>\n> Nobody knew."
    assert units(text) == [
        ("sentence", "> The fund holds 15.7\n> million euros, and the\n> bank 3."),
        ("boilerplate", ">"),
        ("sentence", "> Nobody knew."),
    ]
    assert (
        plain_text(text).text == "> The fund holds 15.7\nmillion euros, and the\nbank 3.\n>\n> Nobody knew."
    )


def test_a_row_of_a_table_is_a_unit() -> None:
    text = (
        "Shares:\n\n| Country | Share. In % |\n|:---|---:|\n| Mali. It | 3.4 |\n| Togo | 2.1 |\n\nThat was."
    )
    assert units(text) == [
        ("sentence", "Shares:"),
        ("headline", "| Country | Share. In % |"),
        ("boilerplate", "|:---|---:|"),
        ("sentence", "| Mali. It | 3.4 |"),
        ("sentence", "| Togo | 2.1 |"),
        ("sentence", "That was."),
    ]


def test_wide_rows_of_a_table_are_not_put_together() -> None:
    row = "| the share of those who work in the harbour or on the ferry | which rose by 4% in 2019 |"
    assert [words for _, words in units(f"{row}\n{row}\n{row}")] == [row] * 3


@pytest.mark.parametrize(
    "menu",
    [
        "[Home](/) | [News](/n) | [Sport](/s)",
        "- [Rents rise by 4%](/r)\n- [Wages fall by 2% in May.](/w)\n- [Why?](/y)",
        "[Rents rise by 4%](/r)\n[Wages fall](/w)",
        "https://a.org/2019/rents-rise",
        "- <https://a.org/2019/rents-rise>",
        "[r]: https://a.org/2019",
        "![](a.png)",
        "[![The hall was full.](a.png)](/b)",
        "<hr>",
        "---",
    ],
)
def test_lines_of_links_are_boilerplate(menu: str) -> None:
    found = units(f"Rents rose by a third.\n\n{menu}\n\nWages fell by half.")
    assert [role for role, _ in found[1:-1]] == ["boilerplate"] * len(menu.splitlines())
    assert "\n".join(words for _, words in found[1:-1]) == menu


def test_a_link_that_stands_alone_is_read() -> None:
    text = "Rents rose by a third.\n\n[Wages fell by half.](/w)\n\nNobody knew."
    assert [role for role, _ in units(text)] == ["sentence"] * 3


def test_a_page_of_links_has_no_sentence() -> None:
    page = "\n".join(
        f"* [Report {n}: exports rose by {n}%](https://a.org/{n}) · [PDF](/{n}.pdf)" for n in range(300)
    )
    assert {unit.role for unit in sentences(Article(page))} == {Role.BOILERPLATE}


PIECES = st.sampled_from(
    [
        *(
            "[",
            "](/a)",
            "](",
            "**",
            "*",
            "_",
            "`",
            "<b>",
            "</b>",
            "<br>",
            "&amp;",
            "&nbsp;",
            "\\",
            "![",
            "|",
            "|-|",
            "[^1]",
        ),
        *("\n", "\n\n", " ", "Rents rose. ", "Why? ", "U.S. ", "3.5", "# ", "- ", "ANN: ", "“", ")"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    last, left = 0, []
    for unit in sentences(Article(text)):
        assert last <= unit.span.start < unit.span.end
        assert unit.span.of(text).strip() == unit.span.of(text)
        assert unit.paragraph.start <= unit.span.start < unit.span.end <= unit.paragraph.end
        left.append(text[last : unit.span.start])
        last = unit.span.end
    assert "".join([*left, text[last:]]).replace("ANN:", "").strip("# \n*_`|-“>[") == ""
