"""Why two claims match or differ: each reason in a table, and what holds of any two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saying import Pair, pairs, saying

import claimcheck as cc
from claimcheck.matching.reasons import why
from claimcheck.matching.said import Statement
from claimcheck.model import Reason


def outcome(reasons: tuple[Reason, ...]) -> set[tuple[str, bool]]:
    return {(reason.name, reason.agrees) for reason in reasons}


def between(one: str, other: str) -> dict[str, bool]:
    """The name of each reason but "words", and whether it agrees; a difference counts before an agreement."""
    found = sorted(outcome(why(saying(one), saying(other))), reverse=True)
    return {name: agrees for name, agrees in found if name != "words"}


@pytest.mark.parametrize(
    ("one", "other", "name", "agrees"),
    [
        # numbers
        ("It has 32 members.", "It has 31 members.", "number", False),
        ("It has 32 members.", "It has thirty-two members.", "number", True),
        ("The alliance has 32 members.", "Türkiye and the other 31 agreed.", "number", True),
        ("The alliance has 32 members.", "31 other allies and Türkiye agreed.", "number", True),
        ("The alliance has 31 members.", "Türkiye and the other 31 agreed.", "number", False),
        ("Exports grew 25-fold.", "Exports are twenty-five times as large.", "number", True),
        ("Exports tripled.", "Exports grew threefold.", "number", True),
        ("Exports tripled.", "Exports doubled.", "number", False),
        ("Half of adults smoke.", "50% of adults smoke.", "number", True),
        ("One third of adults smoke.", "33% of adults smoke.", "number", True),
        ("One in a hundred adults smokes.", "1% of adults smoke.", "number", True),
        ("About 32,000 people came.", "32,124 people came.", "number", True),
        ("32,000 people came.", "32,124 people came.", "number", True),
        ("About 32,000 people came.", "33,124 people came.", "number", False),
        ("32,400 people came.", "32,124 people came.", "number", False),
        ("More than 30 people came.", "32 people came.", "number", True),
        ("More than 30 people came.", "3,000 people came.", "number", False),
        ("More than 30 people came.", "28 people came.", "number", False),
        ("At least 500 jobs will go.", "At most 500 jobs will go.", "number", False),
        ("10 to 20 people came.", "15 people came.", "number", True),
        ("10 to 20 people came.", "25 people came.", "number", False),
        ("It is the second biggest army.", "It is the third biggest army.", "number", False),
        # units
        ("They spend 3.5% of GDP.", "They spend 3.5 billion euros.", "unit", False),
        ("It cost 30 million dollars.", "It cost 30 million pounds.", "unit", False),
        ("It cost 30 million dollars.", "It cost 24 million pounds.", "unit", False),
        ("It is 57 km long.", "It is 57 miles long.", "unit", False),
        ("It flew 1,000 kilometres.", "It flew 621 miles.", "number", True),
        ("It took three months.", "It took three weeks.", "unit", False),
        ("It emits 3 tonnes of CO2 per day.", "It emits 3 tonnes of CO2 per year.", "unit", False),
        ("It emits 3 tonnes of CO2 daily.", "It emits 3 tonnes of CO2 annually.", "unit", False),
        ("All schools close on Monday.", "Some schools close on Monday.", "direction", False),
        ("Most migrants are men.", "Few migrants are men.", "direction", False),
        ("Die Zahl ist gestiegen.", "Die Zahl ist nicht gestiegen.", "negation", False),
        ("It took a year.", "It took twelve months.", "number", True),
        ("It is made in a quarter.", "It is made in three months.", "number", True),
        ("They earn 3,400 euros a month.", "They earn 3,400 euros a year.", "unit", False),
        ("They earn 1,000 euros a month.", "They earn 12,000 euros a year.", "number", True),
        # dates
        ("It rained in 2023.", "It rained in 2024.", "year", False),
        ("It rained in 2023.", "In May 2023 it rained.", "year", True),
        ("It rained in May.", "It rained in June.", "year", False),
        ("It closes on Friday.", "It closes on Monday.", "year", False),
        # negation
        ("It is safe.", "It is not safe.", "negation", False),
        ("It is safe.", "It isn’t safe.", "negation", False),
        ("It is safe.", "It is unsafe.", "negation", False),
        ("They pay tax.", "They never pay tax.", "negation", False),
        ("They pay tax.", "They refuse to pay tax.", "negation", False),
        ("They pay tax.", "It is false that they pay tax.", "negation", False),
        ("They pay tax.", "That they pay tax is not true.", "negation", False),
        ("The mayor took bribes.", "The mayor denies that he took bribes.", "negation", False),
        # direction
        ("Exports rose.", "Exports fell.", "direction", False),
        ("Exports went up by 5%.", "Exports went down by 5%.", "direction", False),
        ("The party won the vote.", "The party lost the vote.", "direction", False),
        ("Russia attacked Ukraine.", "Ukraine attacked Russia.", "direction", False),
        ("Boys read better than girls.", "Girls read better than boys.", "direction", False),
        # subject
        ("Poland spends 4% on it.", "Estonia spends 4% on it.", "subject", False),
        ("Russian troops left.", "Troops of Russia left.", "subject", True),
        ("The U.K. left in 2020.", "Britain left in 2020.", "subject", True),
        ("Turkey joined the alliance.", "Türkiye joined NATO.", "subject", True),
        ("Smoking kills millions of people.", "Air pollution kills millions of people.", "subject", False),
        ("Inflation rose to 7.4% again.", "Unemployment rose to 7.4% again.", "subject", False),
    ],
)
def test_one_respect(one: str, other: str, name: str, agrees: bool) -> None:
    assert between(one, other)[name] is agrees


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("It rained.", "It rained in 2024.", "year"),
        ("It has 32 members.", "It has members.", "number"),
        ("Not only the rich pay tax.", "The rich pay tax.", "negation"),
        ("It is not unsafe.", "It is safe.", "negation"),
        ("No country is richer than Norway.", "Norway is the richest country.", "negation"),
        ("They do not start before seven: not until then do they read.", "They read.", "number"),
        ("It is No. 1 in the charts.", "It is in the charts.", "negation"),
        ("France were beaten by Argentina.", "Argentina beat France.", "direction"),
        ("NATO is bigger than Russia.", "Russia is smaller than NATO.", "direction"),
        ("More than 300 people came.", "Fewer than 400 people came to the march.", "direction"),
        ("Exports rose after they fell.", "Exports fell.", "direction"),
        ("The National Health Service paid.", "The NHS paid.", "subject"),
        ("Moscow builds tanks.", "Russia builds tanks.", "subject"),
        ("It says so on its website.", "They give us nothing.", "subject"),
    ],
)
def test_what_is_no_difference(one: str, other: str, name: str) -> None:
    assert between(one, other).get(name) is not False


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        ("Mark Rutte", "Rutte", True),
        ("NATO Secretary General Mark Rutte", "Mark Rutte", True),
        ("Mark Rutte", "Viktor Orbán", False),
        ("Boris Johnson", "Ron Johnson", False),
        ("Mark Rutte", None, None),
        ("the president", "Mark Rutte", None),
    ],
)
def test_the_speaker(one: str, other: str | None, agrees: bool | None) -> None:
    found = dict(outcome(why(saying("It rained.", one), saying("It rained.", other))))
    assert found.get("speaker") is agrees


@pytest.mark.parametrize(("said_on", "agrees"), [("2024-05-01", True), ("2023-05-01", False), (None, None)])
def test_last_year_is_known_where_the_day_is(said_on: str | None, agrees: bool | None) -> None:
    found = outcome(why(saying("It rained last year.", date=said_on), saying("It rained in 2023.")))
    assert dict(found).get("year") is agrees


def test_the_reasons_are_said_in_the_words_of_the_claims() -> None:
    found = why(
        saying("NATO now has 32 member states.", "Mark Rutte"),
        saying("The alliance has 31 member states.", "Rutte"),
    )
    assert [(reason.name, reason.text) for reason in found] == [
        ("number", "32 member states against 31 member states"),
        ("speaker", "both by Mark Rutte"),
        ("subject", "both about NATO"),
        ("words", "both say “NATO”, “member”"),
    ]


def test_the_quantities_of_a_claim_lie_in_its_article() -> None:
    article = cc.read_text("Nice weather today. Türkiye and the other 31 agreed.")
    claim = cc.flag(article, 0, order="text")[-1]
    assert Statement.from_claim(claim, "2025-01-01") == saying(claim.text, claim.speaker, "2025-01-01")


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair.id)
def test_something_differs_in_pairs_that_differ_and_in_no_other(pair: Pair) -> None:
    differs = [reason for reason in why(pair.first, pair.second) if not reason.agrees]
    assert bool(differs) is not pair.same


# --- any two texts ---------------------------------------------------------------------------------

pieces = st.sampled_from(
    [
        *(
            "NATO",
            "the alliance",
            "Russia",
            "Ukraine",
            "in Moscow",
            "allies",
            "Mark Rutte",
            "NHS",
            "US",
            "us",
            "Measles",
        ),
        *(
            "32",
            "31 members",
            "the other 31",
            "and",
            "others",
            "3.5%",
            "$3.5bn",
            "about 500",
            "one in a hundred",
            "half",
        ),
        *(
            "two thirds of",
            "10 to 20",
            "1e400",
            "9" * 400,
            "tripled",
            "in a quarter",
            "in 2023",
            "last year",
            "Friday",
        ),
        *(
            "not",
            "n't",
            "never",
            "isn't",
            "is",
            "was beaten by",
            "false",
            "unsafe",
            "safe",
            "no",
            "No. 1",
            "than",
        ),
        *(
            "rose",
            "fell",
            "more",
            "at least",
            "bigger",
            "win",
            "people",
            "spends",
            "“",
            ".",
            "…",
            "\ud800",
            "\x00",
            "日本",
        ),
    ]
)
texts = st.one_of(st.lists(pieces, max_size=12).map(" ".join), st.text(max_size=60))
speakers = st.sampled_from([None, "", "Mark Rutte", "Rutte", "NATO", "the president", "."])
statements = st.builds(saying, texts, speakers, st.sampled_from([None, "2024-05-01", "soon", "0000-00-00"]))


@given(statements, statements)
def test_the_order_of_two_claims_does_not_matter(one: Statement, other: Statement) -> None:
    assert outcome(why(one, other)) == outcome(why(other, one))


@given(statements)
def test_nothing_differs_from_itself(one: Statement) -> None:
    assert all(reason.agrees for reason in why(one, one))


@given(texts, statements)
def test_quantities_that_lie_elsewhere_do_no_harm(text: str, other: Statement) -> None:
    why(Statement(text, other.quantities), other)


@pytest.mark.parametrize(
    "text", ["no " * 20_000, "A" * 200_000, "was " * 20_000, "1 " * 5_000, "U." * 20_000]
)
def test_a_long_text_of_one_word_is_read(text: str) -> None:
    assert all(reason.agrees for reason in why(saying(text), saying(text)))
