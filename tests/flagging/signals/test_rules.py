"""The walk over a sentence: it finds what its rules find without it, only sooner."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.language_words import any_of, known_language, languages, level, lower
from claimcheck.flagging.signals.grammar import Grammar
from claimcheck.flagging.signals.rules import ANY, CAPITAL, NUMERAL, Rule, Walk, phrases, stems
from claimcheck.flagging.signals.words import SIGNS

NEWS = Path(__file__).parents[1] / "news.tsv"


@cache
def walks() -> tuple[Walk, Walk]:
    """The walk of English, and one that tries every rule at every word."""
    rules = Grammar(known_language("en")).rules(SIGNS)
    everywhere = {
        sign: [replace(rule, begins=(ANY,), needs=(ANY,)) for rule in of_sign if rule.begins]
        for sign, of_sign in rules.items()
    }
    return Walk(rules), Walk(everywhere)


def news() -> list[str]:
    with NEWS.open(encoding="utf-8", newline="") as file:
        return [row["sentence"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def test_what_rules_begin_with_and_need_leaves_nothing_out() -> None:
    walk, everywhere = walks()
    for sentence in map(level, news()):
        assert walk.over(sentence) == everywhere.over(sentence)


@cache
def vocabulary() -> list[str]:
    """The first and last words of all phrases, and what stands between and beside them."""
    listed = {
        word
        for lists in known_language("en").sections.values()
        for list_ in lists.values()
        if isinstance(list_, list)
        for word in list_
    }
    marks = [
        " ",
        " ",
        " ",
        " ",
        "-",
        "'",
        "?",
        ", ",
        "$",
        "12",
        "3.5",
        "3rd",
        "Finland",
        "re-elected",
        "fled to",
    ]
    return sorted(listed, key=str) + marks * 40 + ["than ", "as ", "more ", "the ", "is ", "has ", "in "] * 40


@given(st.lists(st.deferred(lambda: st.sampled_from(vocabulary())), max_size=12).map(" ".join))
def test_nor_do_they_in_any_other_order_of_words(sentence: str) -> None:
    walk, everywhere = walks()
    assert walk.over(level(sentence)) == everywhere.over(level(sentence))


@pytest.mark.parametrize(
    ("rule", "sentence", "expected"),
    [
        (phrases(["due", "due to", "so-called"]), "Due to a so-called dueling", [(0, 6), (9, 18)]),
        (phrases(["'s", "?"]), "it 's? it's ?", [(3, 5), (12, 13)]),
        (stems(["steig"]), "Es steigt, die Steigung, versteigt", [(3, 9), (15, 23)]),
        (Rule("[a-z-]+ed", begins=("*ed", "*-")), "re-elected Fred", [(0, 10), (11, 15)]),
        (Rule(r"\d+", begins=(NUMERAL,)), "7 x7 7x", [(0, 1), (5, 6)]),
        (Rule(r"\w+", begins=(CAPITAL,)), "a Bc Éa", [(2, 4), (5, 7)]),
        (Rule("it", needs=("rain", "*ow")), "it was it", []),
        (Rule("it", needs=("rain", "*ow")), "it will snow", [(0, 2)]),
        (Rule("up "), "up  down", [(0, 2)]),
    ],
)
def test_each_kind_of_rule(rule: Rule, sentence: str, expected: list[tuple[int, int]]) -> None:
    assert Walk({"sign": [rule]}).over(sentence).get("sign", []) == expected


def test_the_first_rule_counts_and_what_is_skipped_is_over() -> None:
    rules: Mapping[str, Sequence[Rule]] = {
        "one": [phrases(["more than ever"], skips=True), phrases(["more", "ever"])],
        "two": [phrases(["than"])],
    }
    assert Walk(rules).over("more than ever more") == {"one": [(15, 19)], "two": [(5, 9)]}


@given(st.text(max_size=60))
def test_lower_case_keeps_each_character_in_its_place(text: str) -> None:
    assert len(lower(text)) == len(text)


@given(
    st.lists(st.text("ab '", min_size=1, max_size=5), min_size=1, max_size=8), st.text("ab '", max_size=12)
)
def test_a_tree_of_words_finds_the_longest(phrases: list[str], text: str) -> None:
    longest_first = sorted(set(phrases), key=len, reverse=True)
    flat = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    assert [m.span() for m in re.finditer(any_of(phrases), text)] == [
        m.span() for m in re.finditer(flat, text)
    ]


def test_a_list_that_is_not_there_says_where_to_add_it() -> None:
    assert {"de", "en"} <= set(languages())
    with pytest.raises(ClaimcheckError, match=r'en.toml .* no list "runes" under \[numbers\].*CONTRIBUTING'):
        known_language("en").words("numbers", "runes")
