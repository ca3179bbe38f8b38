"""Postings against a count by hand, and BM25 against its formula."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.matching.postings import Postings, Statistics
from claimcheck.matching.terms import Terms

# A few terms only, so that they meet.
BAGS = st.lists(st.lists(st.integers(0, 8), max_size=12), min_size=1, max_size=8)
NOTHING = np.empty(0, np.uint32)


def postings(bags: list[list[int]]) -> Postings:
    terms = np.array([term for bag in bags for term in bag], np.uint32)
    places = np.array([place for place, bag in enumerate(bags) for _ in bag], np.int32)
    return Postings.of(terms, places, len(bags))


def statistics(*parts: Postings) -> Statistics:
    return Statistics(parts, NOTHING, np.empty(0, np.int64), 0)


def asked(*terms: int) -> Terms:
    return np.array(terms, np.uint32)


def bm25(bags: list[list[int]], query: set[int]) -> list[float]:
    """The formula of Robertson and Zaragoza (2009), k1 = 0.9 and b = 0.4, as slow as it is written."""
    mean = max(sum(map(len, bags)) / len(bags), 1.0)
    found = []
    for bag in bags:
        counts, score = Counter(bag), 0.0
        for term in query:
            texts = sum(term in other for other in bags)
            weight = math.log(1 + (len(bags) - texts + 0.5) / (texts + 0.5))
            score += weight * counts[term] * 1.9 / (counts[term] + 0.9 * (0.6 + 0.4 * len(bag) / mean))
        found.append(score)
    return found


@given(BAGS, st.sets(st.integers(0, 9)))
def test_scores_are_those_of_the_formula(bags: list[list[int]], query: set[int]) -> None:
    part = postings(bags)
    of = statistics(part)
    terms = of.telling(asked(*sorted(query)))
    scores = part.scores(terms, of.weights(terms), of.mean_length)
    assert scores == pytest.approx(bm25(bags, query))


@given(BAGS, BAGS, st.sets(st.integers(0, 9)))
def test_two_parts_score_as_one(one: list[list[int]], two: list[list[int]], query: set[int]) -> None:
    first, second, whole = postings(one), postings(two), postings(one + two)
    terms = asked(*sorted(query))
    apart, together = statistics(first, second), statistics(whole)
    assert apart.weights(terms) == pytest.approx(together.weights(terms))
    scores = [
        part.scores(terms, apart.weights(terms), apart.mean_length).tolist() for part in (first, second)
    ]
    joined = whole.scores(terms, together.weights(terms), together.mean_length)
    assert scores[0] + scores[1] == pytest.approx(joined.tolist())


def test_the_language_in_general_tells_what_is_rare() -> None:
    part = postings([[1, 2]])
    of = Statistics([part], asked(1), np.array([900], np.int64), 1000)
    common, rare = of.weights(asked(1, 2))
    assert common < 0.2 < 5 < rare


def test_what_stands_nearly_everywhere_is_not_asked_for() -> None:
    part = postings([[1, place + 10] for place in range(1000)])
    assert statistics(part).telling(asked(1, 10, 10)).tolist() == [10]
    few = postings([[1, place + 10] for place in range(10)])
    assert statistics(few).telling(asked(1, 10, 10)).tolist() == [1, 10]


def test_a_term_that_stands_three_hundred_times_is_counted_as_far_as_a_byte_goes() -> None:
    assert postings([[1] * 300]).counts.tolist() == [255]
