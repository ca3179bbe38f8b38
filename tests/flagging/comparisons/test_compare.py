"""Comparisons: what is compared with what, and by how much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.comparisons.compare import comparison, same_amount
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Comparison, Relation, Span


def compared(text: str, language: str = "en") -> Comparison | None:
    span = Span(0, len(text))
    return comparison(text, span, quantities(text, span, language=language), language)


CASES = [  # (sentence, relation, factor, left, right, measure)
    ("Canada, in terms of its area, is 15 times bigger than France.",
     "times", 15, "Canada", "France", "area"),
    ("Oslo sells twice as many heat pumps as Madrid.", "times", 2, "Oslo", "Madrid", "heat pumps"),
    ("Malta is half the size of Bornholm.", "times", 0.5, "Malta", "Bornholm", "size"),
    ("The new engine is 10x faster than the old one.", "times", 10, "The new engine", "the old one", None),
    ("Rents are three times higher than wages.", "times", 3, "Rents", "wages", None),
    ("Rents are 30% more than in Vienna.", "percent more", 1.3, "Rents", "Vienna", None),
    ("Women earn 20 percent less than men.", "percent less", 0.8, "Women", "men", None),
    ("Oslo sells more heat pumps than Madrid.", "more", None, "Oslo", "Madrid", "heat pumps"),
    ("Oslo has fewer parks than Madrid.", "less", None, "Oslo", "Madrid", "parks"),
    ("The tower is taller than the bridge.", "more", None, "The tower", "the bridge", None),
    ("Oslo has as many trams as Madrid.", "equal", None, "Oslo", "Madrid", "trams"),
    ("India has the third largest railway in Asia.", "rank", 3, "India", "Asia", "largest railway"),
    ("They bake in two weeks what the rest of the town is baking in eight weeks.",
     "times", 4, "They", "the rest of the town", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "relation", "factor", "left", "right", "measure"), CASES)
def test_comparison(
    text: str, relation: str, factor: float | None, left: str, right: str | None, measure: str | None
) -> None:
    found = compared(text)
    assert found is not None
    assert (found.relation.value, found.factor, found.left, found.measure) == (
        relation,
        factor,
        left,
        measure,
    )
    if right:
        assert found.right == right
    assert found.spans == tuple(sorted(found.spans))
    assert all(0 <= span.start < span.end <= len(text) for span in found.spans)


EXPLAINED = [
    (
        "They bake in three months what the whole of the valley is baking in a year.",
        "the same amount in a quarter of the time, so 4 times the rate",
    ),
    ("It rose from 5% to 8%.", "3 percentage points more, 1.6 times"),
    ("It fell from 10 points to 8 points.", "2 points less, 0.8 times"),
    ("Costs are three times more than planned.", '3 times as much ("3 times more" read as 3 times, not 4)'),
    ("Oslo is half the size of Rome.", "half as much"),
    ("They pay 2.5% for roads and 1.5% for rail, 4% in all.", "2.5% + 1.5% = 4%"),
    ("They pay $2bn for roads and $3bn for rail, $5bn in all.", "$2bn + $3bn = $5bn"),
]


@pytest.mark.parametrize(("text", "explanation"), EXPLAINED)
def test_explanation(text: str, explanation: str) -> None:
    found = compared(text)
    assert found is not None
    assert found.explanation == explanation


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (2, "the same amount in half of the time, so 2 times the rate"),
        (5, "the same amount in a fifth of the time, so 5 times the rate"),
        (12, "the same amount in 1/12 of the time, so 12 times the rate"),
        (1.5, "the same amount in 0.67 of the time, so 1.5 times the rate"),
        (0.5, "the same amount in 2 times the time, so 0.5 times the rate"),
    ],
)
def test_two_periods(factor: float, words: str) -> None:
    assert same_amount(factor) == words


@pytest.mark.parametrize(
    "text",
    [
        "More than 300 goats came.", "We work as closely as possible.", "It is bigger than ever.",
        "As many as 40 came.", "It grew 5% in May.", "Rather than wait, they left.", "",
        "They paid 2.5% and 1.6%, 4% in all.", "He ran in 2019 and in 2021.",
    ],
)  # fmt: skip
def test_no_comparison(text: str) -> None:
    assert compared(text) is None


def test_a_sum_hides_no_multiple() -> None:
    found = compared("With 2% and 3%, so 5%, Oslo spends twice as much as Rome.")
    assert found is not None
    assert found.relation is Relation.TIMES


def test_a_sum_is_of_one_sentence() -> None:
    text = "They pay 2.5% for roads and 1.5% for rail. In all it is 4%."
    assert comparison(text, Span(43, len(text)), quantities(text)) is None
    found = comparison(text, Span(0, len(text)), quantities(text))
    assert found is not None
    assert found.factor == 4
    assert [s.of(text) for s in found.spans] == ["2.5%", "1.5%", "4%"]


GERMAN = [
    ("Die Wirtschaft ist 25-mal so groß wie die von Malta.", "times", 25),
    ("Oslo verkauft doppelt so viele Pumpen wie Madrid.", "times", 2),
    ("Oslo hat mehr Parks als Madrid.", "more", None),
    ("Die Preise stiegen von 5 Prozent auf 8 Prozent.", "more", 1.6),
]


@pytest.mark.parametrize(("text", "relation", "factor"), GERMAN)
def test_german(text: str, relation: str, factor: float | None) -> None:
    found = compared(text, "de")
    assert found is not None
    assert (found.relation.value, found.factor) == (relation, factor)


def check_spans(text: str) -> None:
    """What is compared in *text*, if anything, is said by words of it."""
    found = compared(text)
    if found:
        assert all(0 <= span.start < span.end <= len(text) for span in found.spans)


@given(st.text(max_size=200))
def test_any_text_is_compared_without_a_crash(text: str) -> None:
    check_spans(text)


WORDS = [
    "Oslo", "is", "25", "times", "bigger", "than", "Rome", "as", "many", "the", "size", "of", "in", "a",
    "year", "three", "months", "what", "5%", "3%", "8%", "from", "to", "more", ",", "second", "biggest",
    "twice", "half", "İ", "0%", "0",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_words_of_comparisons_in_any_order(words: list[str]) -> None:
    check_spans(" ".join(words))


@pytest.mark.parametrize("word", ["more than ", "as many as ", "25 times bigger ", "5% ", "in a year what "])
def test_hostile_text_is_compared_in_time(word: str) -> None:
    check_spans(word * 3_000)


@pytest.mark.parametrize(
    ("text", "factor", "words"),
    [
        ("The company earned three times less than its rival.", 1 / 3, "a third as much"),
        ("It has four times fewer soldiers than Russia.", 0.25, "a quarter as much"),
        ("Airbus delivered more than twice as many planes as Boeing.", 2, "at least 2 times as much"),
        ("Prices went from 3 euros to 5 euros.", 5 / 3, "2 EUR more, 1.67 times"),
    ],
)
def test_less_turns_a_factor_over_and_limits_stay(text: str, factor: float, words: str) -> None:
    found = compared(text)
    assert found is not None
    assert found.factor == pytest.approx(factor, abs=1e-5)
    assert found.explanation == words


@pytest.mark.parametrize(
    "text",
    [
        "The price fell 5% in a week, compared with 8% in a month.",
        "The drug is for patients aged from 18 to 65.",
        "He worked from 9 to 5.",
        "Spain has not as many doctors as Italy.",
        "No country sends more aid than Germany.",
    ],
)
def test_what_compares_nothing_or_is_denied_is_no_comparison(text: str) -> None:
    assert compared(text) is None
