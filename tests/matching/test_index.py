"""Adding known claims, again too, and finding them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import earlier_checks
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import KnownClaimsError
from claimcheck.matching.index import Added, Index
from claimcheck.matching.segment import number_of
from claimcheck.model import KnownClaim

SHARED = Path(__file__).parents[3] / "shared"
TOPICS = [
    "The alliance has 32 members.",
    "Unemployment fell to 4.1 percent in March.",
    "A photograph shows butterflies that survived the Australian fires.",
    "The city closed 14 schools last year.",
    "Exports to China doubled between 2010 and 2019.",
    "Vaccines cause more harm than the disease.",
    "The river rose by three metres overnight.",
    "Two thirds of farmers live below the poverty line.",
]


@pytest.fixture
def index() -> Index:
    found = Index()
    found.add(KnownClaim(text, url=f"https://checks.example/{n}") for n, text in enumerate(TOPICS))
    return found


def best(index: Index, text: str) -> str:
    return index.search(text, limit=1)[0].known.text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("alliance, 32 members", 0),
        ("unemployment at 4.1 percent", 1),
        ("How are butterflies surviving the #AustralianFires? pic.twitter.com/0eJt", 2),
        ("14 schools were closed", 3),
        ("doubling of exports to China", 4),
        ("VACCINES ARE MORE HARMFUL THAN THE DISEASE!!!", 5),
        ("the rivers risen 3 metres over night", 6),
        ("farmer poverty", 7),
    ],
)
def test_the_check_that_says_so_is_found_first(index: Index, text: str, place: int) -> None:
    assert best(index, text) == TOPICS[place]


@pytest.mark.parametrize("text", TOPICS)
def test_the_same_words_are_found_first_and_surely(index: Index, text: str) -> None:
    first, *others = index.search(text)
    assert first.known.text == text
    assert first.score > 0.7
    assert all(match.score < 0.2 for match in others)


@pytest.mark.parametrize("text", ["", "   ", "…", "https://example.org/only/an/address", "zzz qqq"])
def test_what_says_nothing_that_is_known_finds_nothing(index: Index, text: str) -> None:
    assert index.search(text) == []


def test_no_more_are_given_than_asked_for(index: Index) -> None:
    assert len(index.search("the alliance, the city, the river, the disease", limit=3)) == 3
    assert index.search("the alliance", limit=0) == []


@given(st.text(max_size=300))
def test_any_text_can_be_looked_for(text: str) -> None:
    index = Index()
    index.add([KnownClaim(TOPICS[0]), KnownClaim(text, title=text)])
    found = index.search(text)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@given(st.lists(st.sampled_from(TOPICS), min_size=1, unique=True), st.integers(1, 7))
def test_added_bit_by_bit_they_are_found_as_if_added_at_once(texts: list[str], cut: int) -> None:
    claims = [KnownClaim(text) for text in texts]
    once, twice = Index(), Index()
    once.add(claims)
    twice.add(claims[:cut])
    twice.add(claims[cut:])
    for text in TOPICS:
        left, right = ({m.known.text: m.score for m in each.search(text)} for each in (once, twice))
        assert left == pytest.approx(right)


# Adding again


def test_the_same_check_again_changes_nothing(index: Index) -> None:
    again = KnownClaim(TOPICS[0], url="https://checks.example/0", origin="another file")
    assert index.add([again]) == Added(unchanged=1)
    assert len(index) == len(TOPICS)


def test_a_check_that_says_something_else_now_takes_the_place_of_the_former(index: Index) -> None:
    assert index.add([KnownClaim(TOPICS[0], rating="True", url="https://checks.example/0")]) == Added(
        updated=1
    )
    assert [m.known.rating for m in index.search(TOPICS[0]) if m.known.text == TOPICS[0]] == ["True"]


def test_capitals_and_spaces_make_no_other_claim(index: Index) -> None:
    shouted = KnownClaim("THE ALLIANCE  has 32 members.", url="https://checks.example/0")
    assert index.add([shouted]) == Added(updated=1)


@pytest.mark.parametrize(
    "address",
    [
        "http://checks.example/0",
        "https://www.checks.example/0/",
        "https://Checks.example/0?utm_source=feed",
        "https://checks.example/0#:~:text=members",
        "https://web.archive.org/web/20240102/https://checks.example/0",
    ],
)
def test_another_spelling_of_the_address_makes_no_other_check(index: Index, address: str) -> None:
    assert index.add([KnownClaim(TOPICS[0], url=address)]) == Added(unchanged=1)
    assert index.add([KnownClaim(TOPICS[0], url=address, rating="True")]) == Added(updated=1)
    (match,) = index.search(TOPICS[0], limit=1)
    assert (match.known.url, match.known.rating) == (address, "True")
    assert len(index) == len(TOPICS)


def test_the_same_words_checked_by_two_are_two_checks(index: Index) -> None:
    assert index.add([KnownClaim(TOPICS[0], url="https://others.example/")]) == Added(added=1)
    without = [KnownClaim("No address.", publisher=name) for name in ("Maldita", "Correctiv")]
    assert index.add(without) == Added(added=2)


def test_twice_in_one_go_the_later_one_counts() -> None:
    index = Index()
    records = [KnownClaim("Exports doubled.", url="https://a.example/", rating=r) for r in ("True", "False")]
    assert index.add(records) == Added(added=1)
    assert [claim.rating for claim in index] == ["False"]


def test_one_page_may_check_several_claims() -> None:
    index = Index()
    page = [KnownClaim(text, url="https://a.example/", origin="feed.json") for text in TOPICS[:3]]
    assert index.add(page) == Added(added=3)
    assert index.add(page) == Added(unchanged=3)


def test_where_and_when_it_was_read_is_kept(tmp_path: Path) -> None:
    index = Index(tmp_path / "known")
    index.add([KnownClaim("Exports doubled.", origin="politifact.csv")])
    (claim,) = index
    assert claim.origin == "politifact.csv"
    assert claim.added is not None
    assert claim.added.startswith("20")


def test_what_was_read_before_the_reading_failed_is_kept() -> None:
    def records() -> Iterator[KnownClaim]:
        yield KnownClaim("Exports doubled.")
        raise ConnectionError("the feed broke off")

    index = Index()
    with pytest.raises(ConnectionError, match="the feed broke off"):
        index.add(records())
    assert [claim.text for claim in index] == ["Exports doubled."]


def test_a_feed_that_breaks_off_takes_nothing_away() -> None:
    page = [KnownClaim(text, url="https://a.example/", origin="feed.json") for text in TOPICS[:3]]
    index = Index()
    index.add(page)
    assert index.add(page[:1]) == Added(unchanged=1)
    assert len(index) == 3


@pytest.mark.parametrize("field", ["rating", "text", "url"])
def test_what_could_not_be_read_again_is_refused(field: str) -> None:
    index = Index()
    broken: Any = {field: float("nan")}
    odd = replace(KnownClaim("Exports doubled."), **broken)
    with pytest.raises(KnownClaimsError, match=rf"^{field} of a known claim has to be text.* is nan"):
        index.add([KnownClaim("Good."), odd])
    assert [claim.text for claim in index] == ["Good."]


def test_a_word_that_all_have_is_looked_for_where_there_is_no_other() -> None:
    index = Index()
    index.add(KnownClaim(f"Covid vaccine story {number}.") for number in range(20_000))
    assert len(index.search("covid vaccine")) == 5


def test_checks_that_come_one_by_one_are_held_together() -> None:
    index = Index()
    for number in range(40):
        index.add([KnownClaim(f"Claim number {number} of many.")])
    assert len(index) == 40
    assert len(index.segments) <= 9


@pytest.mark.parametrize("text", ["word " * 1_000, "W" * 5_000, "疫苗" * 2_500])
def test_texts_without_end_are_compared_by_their_beginnings(text: str) -> None:
    # Compared whole, these would take minutes.
    index = Index()
    index.add(KnownClaim(f"{text} {number}", title=text, publisher=str(number)) for number in range(60))
    assert index.search(text)


def test_what_is_taken_out_is_found_no_more(index: Index) -> None:
    gone = index.search(TOPICS[0], limit=1)[0].known
    assert index.remove([gone.id, "0" * 16]) == 1
    assert TOPICS[0] not in [match.known.text for match in index.search(TOPICS[0])]
    assert index.remove([gone.id]) == 0
    assert index.add([gone]) == Added(added=1)


# On public data


@pytest.mark.skipif(
    not (SHARED / "benchmarks").is_dir(), reason="the public tweets lie in ../shared, which is not here"
)
def test_the_earlier_check_of_a_tweet_is_found() -> None:
    index = Index()
    index.add(earlier_checks.claims(SHARED))
    precision = []
    for asked in earlier_checks.queries(SHARED, "dev"):
        ranked = [earlier_checks.number(match.known) for match in index.search(asked.text)]
        precision.append(earlier_checks.average_precision(ranked, asked.right))
    assert np.mean(precision) >= 0.77


def test_a_check_in_a_collection_older_than_the_letter_before_ids_is_updated_and_not_there_twice() -> None:
    check = KnownClaim("The alliance has 31 members.", publisher="A desk", rating="False")
    # The number under which a collection made then holds it.
    assert number_of("caf8020c92b67dd9") == number_of(check.id) == 14625442042909982169
    assert check.id == "kcaf8020c92b67dd9"
