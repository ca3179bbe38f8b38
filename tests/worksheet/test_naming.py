"""Whom the words of a claim were taken for, and taking them for somebody else."""

from __future__ import annotations

import pytest
from figures_at_hand import at_hand
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.calculations import ReadAs
from claimcheck.errors import ClaimcheckError

TABLES = at_hand()
BLOC = "Germany's economy is a tenth of that of the bloc."


def sheet(text: str, names: dict[str, str] | None = None) -> cc.Worksheet:
    return cc.worksheet(text, TABLES, "2024-03-01", names=names)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (BLOC, [("Germany", "Germany"), ("the bloc", "European Union")]),
        (
            "The Russian economy is 25 times smaller than NATO's.",
            [("Russian", "Russian Federation"), ("NATO", "NATO")],
        ),
        (
            "Italy and Poland together have 100 million inhabitants.",
            [("Italy and Poland", "Italy and Poland")],
        ),
        ("Prices rose by 3%.", []),
    ],
)
def test_whom_words_were_taken_for_is_told(text: str, read: list[tuple[str, str]]) -> None:
    assert sheet(text).read_as == tuple(ReadAs(*one) for one in read)


@pytest.mark.parametrize("name", ["NATO", "nato", " Nato ", "the alliance"])
def test_words_are_taken_for_what_is_said_however_it_is_written(name: str) -> None:
    assert sheet(BLOC).readings == ()
    # 4,400 of 38,220: those of 2023, with Finland.
    first = sheet(BLOC, {"the bloc": name}).readings[0]
    assert first.computed == pytest.approx(100 * 4400 / 38220)
    assert sheet(BLOC).readings == ()


def test_a_country_of_a_table_can_be_meant() -> None:
    first = sheet(BLOC, {"the bloc": "Russian Federation"}).readings[0]
    assert first.words == "GDP, Germany and Russian Federation, 2023"


def test_we_are_who_is_said() -> None:
    first = sheet("Our economy is twice the size of Italy's.", {"Our": "Germany"}).readings[0]
    assert first.words == "GDP, Germany and Italy, 2023"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Germny", "Is one of these meant: Germany"),
        ("Atlantis", "Give a name that one of them has"),
        ("", "Give a name that one of them has"),
        ("<b>NATO</b>", "No table and no group has “<b>NATO</b>”"),
    ],
)
def test_a_name_that_nothing_has_is_refused(name: str, told: str) -> None:
    with pytest.raises(ClaimcheckError, match=told):
        sheet(BLOC, {"the bloc": name})


@pytest.mark.parametrize("names", [{"the bloc": 5}, {5: "NATO"}, ["the bloc"]])
def test_names_are_text_by_text(names: object) -> None:
    with pytest.raises(ClaimcheckError, match=r"[Nn]ames"):
        sheet(BLOC, names)  # type: ignore[arg-type]


@given(
    st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["NATO", "Germany", "Italy"])), max_size=3).map(
        dict
    )
)
def test_words_that_the_claim_does_not_have_change_nothing(names: dict[str, str]) -> None:
    others = {words: name for words, name in names.items() if words not in BLOC}
    assert sheet(BLOC, others) == sheet(BLOC)
