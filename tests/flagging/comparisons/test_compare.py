"""Comparisons of a text: all of them, the strongest, what is none, and whatever else is thrown at them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.comparisons.compare import comparison, comparisons
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Comparison, Relation, Span


def compared(text: str, language: str = "en") -> Comparison | None:
    span = Span(0, len(text))
    return comparison(text, span, quantities(text, span, language=language), language)


EXPLAINED = [  # the sentence for the reviewer: short, and with what is reckoned
    ("NATO is 25 times bigger than Russia.", "25 times Russia"),
    ("There were 2,000 fewer people than last year.", "2,000 fewer people than last year"),
    ("The firm has twelve more museums than the town.", "12 more museums than the town"),
    (
        "They bake in three months what the whole of the valley is baking in a year.",
        "4 times: the same in a quarter of the time",
    ),
    ("They make in a day what we make in a month.", "30.44 times: the same in 1/30 of the time"),
    ("It rose from 5% to 8%.", "8% against 5%: 3 percentage points more, 1.6 times"),
    ("It fell from 10 points to 8 points.", "8 against 10: 2 points less, 0.8 times"),
    ("Exports came to $43.4bn, compared with $30bn.", "$43.4bn against $30bn: 1.45 times"),
    ("Costs are three times more than planned.",
     '3 times as much as planned ("3 times more" read as 3 times, not 4)'),
    ("Oslo is half the size of Rome.", "half the size of Rome"),
    ("Oslo sells twice as many pumps as Madrid.", "2 times as many pumps as Madrid"),
    ("The company earned three times less than its rival.", "a third of its rival"),
    ("Oslo has more than twice as many parks as Rome.", "at least 2 times as many parks as Rome"),
    ("Debt has tripled since 2008.", "3 times as much since 2008"),
    ("Rainfall fell by two thirds.", "two thirds less"),
    ("Rents are 30% more than in Vienna.", "30% more than Vienna"),
    ("Turkey has the second biggest army in NATO.", "second biggest army in NATO"),
    ("They pay 2.5% for roads and 1.5% for rail, 4% in all.", "2.5% + 1.5% = 4%"),
    ("They pay $2bn for roads and $3bn for rail, $5bn in all.", "$2bn + $3bn = $5bn"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "explanation"), EXPLAINED)
def test_explanation(text: str, explanation: str) -> None:
    found = compared(text)
    assert found is not None
    assert found.explanation == explanation


NONE = [
    "More than 300 goats came.",
    "We work as closely as possible.",
    "As many as 40 came.",
    "Rather than wait, they left.",
    "They paid 2.5% and 1.6%, 4% in all.",
    "He ran in 2019 and in 2021.",
    "The first six months were hard.",
    "On the 12th of January he left.",
    "The largest companies pay no tax.",
    "They left no later than Friday.",
    "Other than that, nothing changed.",
    "It is better late than never.",
    "In the first place, nobody asked.",
    "They met at least twice.",
    "Best Buy and the First Minister of Great Britain met.",
    "He makes up his mind slowly.",
    "Women make up 40 percent of the staff.",
    "The plan is to cut emissions by 40%.",
    "He is more than happy to help.",
    "It is more important than ever to vote.",
    "The second point is dull.",
    "He was first elected in 2010.",
    "She has a criminal record and a record label.",
    "The record shows that he was there.",
    "He read it for the record.",
    "The drug is for patients aged from 18 to 65.",
    "He worked from 9 to 5.",
    "Spain has not as many doctors as Italy.",
    "No country sends more aid than Germany.",
    "It is not the largest port in Asia.",
    "They are doubling down on it.",
    "At the same time as the vote, prices rose.",
    "He came as soon as he could.",
    "As the talks went on as a matter of form, few spoke.",
    "He lay down on the track.",
    "The most important thing is trust.",
    "A forest in the west is of interest.",
    "More than half of them left.",
    "It took more than a decade.",
    "They won 3 to 1, by 52 votes against 48.",
    "It is a 30-second spot.",
    "This matters more than anything.",
    "The report says wages matter.",
    "The highest court said so.",
    "The best part was the food.",
    "It cost more than $5 million.",
    "He is one of the fans.",
    "We met in the nation's largest city.",
]


@pytest.mark.parametrize("text", ["", *NONE])
def test_what_compares_nothing_or_is_denied_is_no_comparison(text: str) -> None:
    assert compared(text) is None


SPANS = [  # the words that say so, all of them and no others
    ("NATO is 25 times bigger than Russia, he said.", ["25 times bigger than Russia"]),
    ("They bake in two weeks what the town bakes in eight weeks.", ["two weeks", "eight weeks"]),
    ("With “the second biggest army in NATO” it matters.", ["second biggest army in NATO"]),
    ("Unemployment fell from 12% to 9% in May.", ["from 12% to 9%"]),
    ("Wages rose 3.1% over the past year, he said.", ["rose 3.1% over the past year"]),
    ("It was the worst result in four years.", ["worst result in four years"]),
]


@pytest.mark.parametrize(("text", "words"), SPANS)
def test_the_words_that_say_so(text: str, words: list[str]) -> None:
    found = compared(text)
    assert found is not None
    assert [span.of(text) for span in found.spans] == words


STRONGEST = [  # a figure before words, words with two sides before a rank, a sum after a multiple
    ("With 2% and 3%, so 5%, Oslo spends twice as much as Rome.", Relation.TIMES),
    ("It is the largest port in Asia and 5% busier than Rome.", Relation.PERCENT_MORE),
    ("Rents are higher than in Rome, which has the highest wages in Italy.", Relation.MORE),
    ("Wages rose to $15 and rents are higher than in Rome.", Relation.MORE),
]


@pytest.mark.parametrize(("text", "relation"), STRONGEST)
def test_a_claim_keeps_the_strongest(text: str, relation: Relation) -> None:
    found = compared(text)
    assert found is not None
    assert found.relation is relation


def test_a_sum_is_of_one_sentence() -> None:
    text = "They pay 2.5% for roads and 1.5% for rail. In all it is 4%."
    assert comparison(text, Span(43, len(text)), quantities(text)) is None
    found = comparison(text, Span(0, len(text)), quantities(text))
    assert found is not None
    assert found.factor == 4
    assert [s.of(text) for s in found.spans] == ["2.5%", "1.5%", "4%"]


# --- who "they" are --------------------------------------------------------------------------------------


THEY = [  # (the sentence before, who the next is about)
    ("Because we know the Russians are rearming. ", "the Russians"),
    ("Norway exports gas. ", "Norway"),
    ("The Health Ministry reported it. ", "The Health Ministry"),
    ("China and India met. ", "They"),
    ("The minister of Norway spoke. ", "They"),
    ("Nobody knows. ", "They"),
    ("Norway exports gas.\n\n", "They"),
    ("", "They"),
]


@pytest.mark.parametrize(("before", "left"), THEY)
def test_they_are_a_country_or_body_where_the_sentence_before_has_one(before: str, left: str) -> None:
    text = before + "They bake in a month what Rome is baking in a year."
    span = Span(len(before), len(text))
    found = comparison(text, span, quantities(text, span))
    assert found is not None
    assert (found.left, found.right) == (left, "Rome")


# --- all of a text ----------------------------------------------------------------------------------------


def test_all_comparisons_of_a_text_come_in_order() -> None:
    text = "Oslo is twice as big as Rome, and rents rose by 5%. It has more parks than Bari. Nice day!"
    found = cc.comparisons(text)
    assert [one.relation for one in found] == [Relation.TIMES, Relation.PERCENT_MORE, Relation.MORE]
    assert [one.spans[0].of(text) for one in found] == [
        "twice as big as Rome", "rose by 5%", "more parks than Bari",
    ]  # fmt: skip
    assert cc.comparisons(cc.read_text(text)) == found
    assert cc.comparisons("Nice day!") == []


def test_a_text_in_german_is_compared_in_german() -> None:
    [found] = cc.comparisons(cc.read_text("Oslo hat mehr Parks als Madrid.", language="de"))
    assert (found.relation, found.right) == (Relation.MORE, "Madrid")


@pytest.mark.parametrize("given", [None, 5, ["Oslo is bigger than Rome."]])
def test_what_is_no_text_is_refused_with_the_remedy(given: object) -> None:
    with pytest.raises(ClaimcheckError, match=r"cc\.read_text"):
        cc.comparisons(given)  # type: ignore[arg-type]


# --- bad input --------------------------------------------------------------------------------------------


def check_spans(text: str, language: str = "en") -> None:
    """What is compared in *text*, if anything, is said by words of it, and nothing is said twice."""
    span = Span(0, len(text))
    found = comparisons(text, span, quantities(text, span, language=language), language)
    for one in found:
        assert one.spans == tuple(sorted(one.spans))
        assert all(0 <= words.start < words.end <= len(text) for words in one.spans)
        assert one.explanation.strip()
    parts = sorted(words for one in found for words in one.spans)
    assert all(a.end <= b.start for a, b in pairwise(parts))


@pytest.mark.parametrize("language", ["en", "de"])
@given(text=st.text(max_size=200))
def test_any_text_is_compared_without_a_crash(language: str, text: str) -> None:
    check_spans(text, language)


WORDS = [
    "Oslo", "is", "25", "times", "bigger", "than", "Rome", "as", "many", "the", "size", "of", "in", "a",
    "year", "three", "months", "what", "5%", "3%", "8%", "from", "to", "more", ",", "second", "biggest",
    "one of", "worst", "twice", "half", "İ", "0%", "0", "rose", "by", "since", "2010", "record", "high",
    "first", "against", "down", "same", "doubled", "above", "average", "outnumber", "there", "they", "and",
    "not", "$5bn", "people", "fewer", ".", "'s", "“", "-",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_words_of_comparisons_in_any_order(words: list[str]) -> None:
    check_spans(" ".join(words))
