"""Names: kept in one line, and the same person however they are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import ClaimcheckError
from claimcheck.review.people import LONGEST, named, one_line, person, same_person

any_text = st.text(st.characters())
names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=LONGEST // 4)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Kovač", "ANA KOVAČ"),
        ("Ana Kovač", unicodedata.normalize("NFD", "Ana Kovač")),
        ("Ana Kovač", "  ana \u00a0 kovač\n"),
        ("Ana Kovač", "Ａｎａ　Ｋｏｖａč"),
        ("Ana Kovač", "\U0001d400na Kovač"),
        ("Strauß", "STRAUSS"),
        ("Ångström", "Å".lower() + "ngström"),
        ("Ångström", "\u212bngström"),
        ("Οδυσσεύς", "ΟΔΥΣΣΕΎΣ"),
        ("Léa Ruﬁn", "léa rufin"),
        ("ΐ", "\u03b9\u0308\u0301"),
    ],
)
def test_one_person_however_the_name_is_written(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann", "Anna"), ("Ana Kovač", "Ana Kovac"), ("Ann Lee", "AnnLee"), ("Ann", None), (None, None)],
)
def test_two_people_and_nobody(one: str | None, other: str | None) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


@given(any_text, any_text)
def test_being_the_same_person_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
    assert same_person(one, one)


@given(names, st.sampled_from([" {}", "{}\n", "\u2003{}\u3000"]))
def test_a_name_as_it_is_kept_is_that_of_the_same_person(name: str, spaced: str) -> None:
    written = spaced.format(unicodedata.normalize("NFD", name))
    assert same_person(named(written), name)
    assert named(named(written)) == named(written)


@given(any_text)
def test_any_text_is_a_name_of_the_same_person_or_refused(text: str) -> None:
    try:
        kept = named(text)
    except ClaimcheckError:
        return
    assert same_person(kept, text)
    assert kept.isprintable()
    assert 0 < len(kept) <= LONGEST


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  our \n desk ", "our desk"),
        ("e\u0301", "é"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), None),
        (" \n", None),
        ("bell\x07", None),
        ("\u202etsirk", None),
        ("\ud800", None),
    ],
)
def test_a_line_can_be_shown_or_is_none(text: str, line: str | None) -> None:
    assert one_line(text) == line


def test_nobody_is_refused_with_the_remedy() -> None:
    with pytest.raises(ClaimcheckError, match=r"up to 80 characters: pass reviewer=… \(or --reviewer\)"):
        named("  ")


def test_what_spellings_have_in_common_is_folded_once_and_for_all() -> None:
    assert person(person("STRAUSS  Ünal")) == person("Strauß Ünal")
