"""What an editor reads of a reason: whole phrases, without the words around them."""

from __future__ import annotations

import re

import pytest
from growth import grows_by_the_length_alone
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.language_words import known_language
from claimcheck.flagging.offices import with_office
from claimcheck.flagging.signals.find import signals
from claimcheck.flagging.signals.word_kinds import EMPTY, word_kinds
from claimcheck.model import Span

ENGLISH = known_language("en")


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
        ("It is the second biggest army in the pact.", "a rank: second biggest army in the pact"),
        ("They signed a deal on March 2, 2025.", "an event: signed a deal on March 2, 2025"),
        ("Output has fallen in all of Europe.", "a trend: Output has fallen in all of Europe"),
        ("The fire was due to a fault.", "a cause: fire was due to a fault"),
        ("Foreigners cannot vote.", "a rule: Foreigners cannot vote"),
        ("The firm never paid its workers.", "a record: firm never paid its workers"),
        ("Cuts in U.S. aid came.", "a trend: Cuts in U.S. aid came"),
        ("GDP and unemployment are what matters.", "can be looked up: GDP, unemployment"),
        ("If rents fell, who would pay?", "a supposition: If rents fell, would pay"),
        ("I thank the Member.", "the speaker's stance: I thank the Member"),
        ("Who pays?", "a question"),
        # one clause, its subject whole
        ("The ban that Oslo signed in 2019 has cut sales.", "an event: Oslo signed in 2019, cut sales"),
        ("Lee said the two raised $350 million.", "an event: two raised $350 million"),
        ("Rents fell and the council sold its flats.", "an event: council sold its flats"),
        ("Lee and Ann Roe signed the pact.", "an event: Lee and Ann Roe signed the pact"),
        (
            "The gap has widened, and the state bought weapons needed for the war.",
            "an event: state bought weapons needed for the war",
        ),
        (
            "A list of wars fought by the kings of old Norway, of Sweden, was found.",
            "an event: list of wars fought by the kings of old Norway",
        ),
        (
            "The heads of the central banks of all of the countries of western Europe have signed the pact.",
            "an event: signed the pact",
        ),
        # a time with what happened then
        ("In 2018, Belgium banned exports.", "an event: Belgium banned exports in 2018"),
        ("Last year, Belgium banned exports.", "an event: Belgium banned exports last year"),
        ("On Monday the council cut the tax.", "an event: council cut the tax on Monday"),
        (
            "By 2018, rents would be higher than in Oslo, where taxes rose.",
            "a comparison: higher than in Oslo",
        ),
        # verbs and nouns that only follow
        (
            "They cut jobs to free up money for the schools of the town.",
            "an event: cut jobs to free up money for the schools of the town",
        ),
        ("There is no law on drones.", "a record: no law on drones"),
        ("Millions of immigrants waiting their turn left.", "a figure: Millions of immigrants"),
        ("They face a 52-count civil complaint.", "a figure: 52-count civil complaint"),
        ("It costs $155,000 a day the council said.", "a figure: $155,000 a day"),
        ("It is vital for the town.", "a judgement: vital"),
        ("Here are Georgia's men and Ukraine's women.", "speaks of: Georgia, Ukraine"),
        ("It signed a “landmark” deal.", "an event: signed a landmark deal"),
    ],
)  # fmt: skip
def test_a_reason_is_a_phrase(sentence: str, told: str) -> None:
    assert told in reasons(sentence)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Das kostet 5,25 Mio. Euro im Jahr.", "a figure: 5,25 Mio. Euro im Jahr"),
        ("Bayern ist das größte Bundesland.", "a rank: größte Bundesland"),
    ],
)
def test_german_reasons_are_phrases_too(sentence: str, told: str) -> None:
    assert told in reasons(sentence, "de")


def test_what_one_phrase_covers_is_not_told_again() -> None:
    assert reasons("In 2019 it rose from 5.1% to 4.2%.")[0].count("4.2%") == 1


_KINDS = word_kinds(ENGLISH)
_PIECES = st.sampled_from(
    [
        *(
            "the",
            "a",
            "its",
            "Oslo",
            "council",
            "exports",
            "$5",
            "million",
            "third",
            "2018",
            "new",
            "46-page",
        ),
        *("signed", "has", "not", "been", "banned", "sold", "said", "cut", "rose", "would", "never", "it"),
        *("in", "of", "to", "by", "which", "and", "because", "if", ",", "“", "”", ":"),
    ]
)


@given(st.lists(_PIECES, min_size=3, max_size=25).map(" ".join))
def test_a_phrase_is_words_of_one_clause(sentence: str) -> None:
    for reason in reasons(sentence):
        told, _, phrases = reason.partition(": ")
        if told in {"an event", "a trend", "a record"} and not phrases.endswith("…"):
            for phrase in re.split(r", (?!\d)", phrases):
                of_one_clause(phrase, sentence)


def of_one_clause(phrase: str, sentence: str) -> None:
    """What holds of every phrase that tells an act."""
    words = phrase.split()
    said = sentence.replace("“", " ").replace("”", " ").split()
    first, last = (_KINDS.get(word.lower()) for word in (words[0], words[-1]))
    assert first not in EMPTY
    assert last not in EMPTY
    assert not {"which", "because", "if", "said"} & set(words[1:])
    known = iter(said)
    assert all(word in known for word in words) or words[-1] == "2018"  # told behind what happened then
    assert phrase in " ".join(said) or words[-1] == "2018"


@pytest.mark.parametrize(
    "piece",
    ["in 5 of ", "signed a ", "2018 , was ", "and rose ", "the of ", "1" * 40 + " ", "x" * 200 + " 5 "],
)
def test_a_long_sentence_has_short_reasons_in_time_by_its_length_alone(piece: str) -> None:
    def short_reasons(text: str) -> None:
        assert all(len(reason) < 400 for reason in reasons(text))

    grows_by_the_length_alone(short_reasons, piece)


@given(st.text(max_size=200))
def test_any_text_has_reasons_that_stand_on_one_line(text: str) -> None:
    for reason in reasons(text):
        assert reason.strip()
        assert len(reason.splitlines()) == 1


# --- offices --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("speaker", "text", "told"),
    [
        ("Ann Lee", "EU foreign policy chief Ann Lee spoke.", "Ann Lee, EU foreign policy chief"),
        ("Ann Lee", "Ann Lee, the mayor, spoke.", "Ann Lee, mayor"),
        ("Ann Lee", "Ann Lee, mayor of the Hague, spoke.", "Ann Lee, mayor of the Hague"),
        ("Ann Lee", "Ann Lee, who met the mayor, spoke.", "Ann Lee"),
        ("Mayor Ann Lee", "Mayor Ann Lee, the mayor, spoke.", "Mayor Ann Lee"),
        ("the mayor", "So said the mayor.", "the mayor"),
        ("Ann Lee", "Norway's envoy, Ann Lee, spoke.", "Ann Lee, Norway's envoy"),
        ("Ann Lee", "Ann Lee, who is mayor of Ulm, spoke.", "Ann Lee, mayor of Ulm"),
        ("Ann Lee", "Ann Lee spoke. Lee, the mayor, left.", "Ann Lee, mayor"),
        ("Ann Lee", "Ann Lee spoke. Mayor Lee left.", "Ann Lee, Mayor"),
        ("Ann Lee", "Ann Lee spoke. Tom Lee, the mayor, left Leeds, the mayor.", "Ann Lee"),
        ("Ann Lee", "Ann Lee spoke. Leeds, mayor of itself, is far.", "Ann Lee"),
        ("Ann Lee", "", "Ann Lee"),
    ],
)
def test_the_office_beside_a_name_is_told(speaker: str, text: str, told: str) -> None:
    assert with_office(speaker, text, ENGLISH) == told


@pytest.mark.parametrize("piece", ["A ", "Ann ", "Ann Lee, ", "Lee, ", "A's Lee, ", "Aa aa ", "Mayor "])
def test_a_long_text_is_looked_through_in_time_by_its_length_alone(piece: str) -> None:
    grows_by_the_length_alone(lambda text: with_office("Ann Lee", text, ENGLISH), piece)
