"""What an editor reads of a reason: whole phrases, without the words around them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.language_words import known_language
from claimcheck.flagging.offices import with_office
from claimcheck.flagging.signals.find import signals
from claimcheck.model import Span

LONG = 100_000


def reasons(sentence: str, language: str = "en") -> list[str]:
    """The reasons of a sentence that is the whole text."""
    return [signal.reason for signal in signals(sentence, Span(0, len(sentence)), language)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("They will spend 3.5% of GDP by 2035.", "a figure: 3.5% of GDP by 2035"),
        ("The pact has 32 member countries.", "a figure: 32 member countries"),
        ("It costs $1,700 a year.", "a figure: $1,700 a year"),
        ("Half of the land is theirs.", "a figure: Half of the land"),
        ("It has 7 ports, 8 ports, 9 ports and 12 ports.", "a figure: 7 ports, 8 ports, 9 ports, …"),
        ("It is 25 times bigger than Russia.", "a comparison: 25 times Russia"),
        ("It is the second biggest army in the pact.", "a rank: the second biggest army in the pact"),
        ("They signed a deal on March 2, 2025.", "an event: signed a deal on March 2, 2025"),
        ("Output has fallen in all of Europe.", "a trend: Output has fallen in all of Europe"),
        ("The fire was due to a fault.", "a cause: The fire was due to a fault"),
        ("Foreigners cannot vote.", "a rule: Foreigners cannot vote"),
        ("The firm never paid its workers.", "a record: The firm never paid its workers"),
        ("Cuts in U.S. aid came.", "a trend: Cuts in U.S. aid came"),
        ("GDP and unemployment are what matters.", "can be looked up: GDP, unemployment"),
        ("If rents fell, who would pay?", "a supposition: If rents fell, would pay"),
        ("I thank the Member.", "the speaker's stance: I thank the Member"),
        ("Who pays?", "a question"),
    ],
)  # fmt: skip
def test_a_reason_is_a_phrase(sentence: str, told: str) -> None:
    assert told in reasons(sentence)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Das kostet 5,25 Mio. Euro im Jahr.", "a figure: 5,25 Mio. Euro im Jahr"),
        ("Bayern ist das größte Bundesland.", "a rank: das größte Bundesland"),
    ],
)
def test_german_reasons_are_phrases_too(sentence: str, told: str) -> None:
    assert told in reasons(sentence, "de")


def test_what_one_phrase_covers_is_not_told_again() -> None:
    assert reasons("In 2019 it rose from 5.1% to 4.2%.")[0].count("4.2%") == 1


@pytest.mark.parametrize("piece", ["in 5 of ", "signed a ", "the of ", "1" * 40 + " ", "x" * 200 + " 5 "])
def test_a_long_sentence_has_short_reasons_soon(piece: str) -> None:
    started = time.process_time()
    found = reasons(piece * (LONG // len(piece)))
    assert all(len(reason) < 400 for reason in found)
    assert time.process_time() - started < 20


@given(st.text(max_size=200))
def test_any_text_has_reasons_that_stand_on_one_line(text: str) -> None:
    for reason in reasons(text):
        assert reason.strip()
        assert len(reason.splitlines()) == 1


# --- offices --------------------------------------------------------------------------------------------

ENGLISH = known_language("en")


@pytest.mark.parametrize(
    ("speaker", "text", "told"),
    [
        ("Ann Lee", "EU foreign policy chief Ann Lee spoke.", "Ann Lee, EU foreign policy chief"),
        ("Ann Lee", "Ann Lee, the mayor, spoke.", "Ann Lee, mayor"),
        ("Ann Lee", "Ann Lee, mayor of the Hague, spoke.", "Ann Lee, mayor of the Hague"),
        ("Ann Lee", "Ann Lee, who met the mayor, spoke.", "Ann Lee"),
        ("Mayor Ann Lee", "Mayor Ann Lee, the mayor, spoke.", "Mayor Ann Lee"),
        ("the mayor", "So said the mayor.", "the mayor"),
        ("Ann Lee", "", "Ann Lee"),
    ],
)
def test_the_office_beside_a_name_is_told(speaker: str, text: str, told: str) -> None:
    assert with_office(speaker, text, ENGLISH) == told


@pytest.mark.parametrize("piece", ["A ", "Ann ", "Ann Lee, ", "Aa aa ", "Mayor "])
def test_a_long_text_is_looked_through_soon(piece: str) -> None:
    started = time.process_time()
    with_office("Ann Lee", piece * (LONG // len(piece)), ENGLISH)
    assert time.process_time() - started < 5
