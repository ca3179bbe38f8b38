"""The priority of claims: parts that add up, and an order that names nobody."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.flagging.language_words import known_language
from claimcheck.model import UNSAID, Article, Claim, Harm, Reach, Span, Stakes
from claimcheck.priority.priorities import Priorities, Weights
from claimcheck.priority.prioritize import CAME_BACK, NAMES, Elsewhere, prioritized, shares

ENGLISH = known_language("en")
SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
ARTICLE = Article("NATO has 32 members. It was cold.", title="NATO has 32 members")
CLAIM = Claim(ARTICLE.id, Span(0, 20), "NATO has 32 members.", Span(0, 33), worthiness=0.8)


STAKES = st.builds(Stakes, st.none() | st.sampled_from(Reach), st.none() | st.sampled_from(Harm))


def with_priority(
    claim: Claim = CLAIM, priorities: Priorities | None = None, said: Stakes = UNSAID, **known: Elsewhere
) -> Claim:
    pile = {claim.id: known["pile"]} if known else None
    (found,) = prioritized(ARTICLE, [claim], ENGLISH, priorities or Priorities(), pile, {claim.id: said})
    return found


def test_the_two_claims_that_a_desk_took_up_stand_first_of_the_sample_articles() -> None:
    claims = [claim for path in sorted(SEEDS.glob("*.md")) for claim in cc.flag(cc.read(path))]
    first, second, *_ = sorted(claims, key=lambda claim: -claim.priority)
    assert first.text.startswith("They now produce in three months")
    assert "25 times bigger than Russia" in second.text


def test_why_first_names_who_and_what() -> None:
    claims = cc.flag(cc.read(SEEDS / "rutte-anadolu-interview.md"))
    found = next(claim for claim in claims if "25 times" in claim.text)
    assert found.why_first.startswith("Mark Rutte, the alliance's Secretary-General · a comparison")


@given(
    st.floats(0, 1),
    st.tuples(*[st.floats(0.01, 9)] * len(NAMES)),
    st.integers(0, 50),
    st.none() | st.just("False"),
    st.booleans(),
    STAKES,
)
def test_the_parts_add_up_to_the_priority(
    worthiness: float,
    weights: tuple[float, ...],
    others: int,
    before: str | None,
    topical: bool,
    said: Stakes,
) -> None:
    topics = {"members": ("members",)} if topical else {}
    ours = Priorities(weights=Weights(*weights), topics=topics)
    claim = Claim(ARTICLE.id, CLAIM.span, CLAIM.text, CLAIM.paragraph, worthiness=worthiness)
    found = with_priority(claim, ours, said, pile=Elsewhere(others, (), before))
    assert found.priority == pytest.approx(sum(part.points for part in found.priority_parts))
    assert 0 <= found.priority <= 1
    assert all(part.points >= 0 for part in found.priority_parts if part.name != NAMES["stakes"])
    if before:
        assert found.priority == pytest.approx(1)


def test_the_shares_of_all_parts_are_the_whole() -> None:
    for ours in (Priorities(), Priorities(people=("Ana Ruiz",))):
        counting = [share for name, share in shares(ours).items() if name != "stakes"]
        assert sum(counting) == pytest.approx(1)


@given(STAKES)
def test_what_a_desk_says_of_reach_and_harm_moves_that_claim_alone(said: Stakes) -> None:
    bare, found = with_priority(), with_priority(said=said)
    own = [part for part in found.priority_parts if part.name == NAMES["stakes"]]
    assert [part for part in found.priority_parts if part not in own] == list(bare.priority_parts)
    assert [part.words for part in own] == ([said.words] if said != UNSAID else [])


def test_more_reach_or_harm_never_lowers_a_claim() -> None:
    least, most = with_priority(said=Stakes(Reach.SMALL, Harm.LITTLE)), 0.0
    assert least.priority < with_priority().priority
    for reach in Reach:
        harms = [with_priority(said=Stakes(reach, harm)).priority for harm in Harm]
        assert harms == sorted(harms)
        assert harms[-1] > most
        most = harms[-1]
    assert "very wide reach, grave harm" in with_priority(said=Stakes(Reach.VERY_WIDE, Harm.GRAVE)).why_first


def test_what_is_said_elsewhere_counts_and_is_told() -> None:
    alone, wired = with_priority(), with_priority(pile=Elsewhere(1, ("Ana Ruiz",)))
    assert wired.priority > alone.priority
    assert "said in 2 articles, by Ana Ruiz" in wired.why_first


def test_each_further_article_counts_less() -> None:
    values = [Elsewhere(others).value for others in range(10_000)]
    gains = [after - before for before, after in pairwise(values)]
    assert gains == sorted(gains, reverse=True)
    assert values[-1] < 1


def test_what_was_found_false_and_came_back_stands_on_top_with_the_check() -> None:
    found = with_priority(pile=Elsewhere(before="False (Full Fact)"))
    assert found.priority_parts[0].name == CAME_BACK
    assert found.why_first.startswith("was checked before: False (Full Fact)")


def test_a_desk_s_own_topic_counts_there_alone() -> None:
    ours = with_priority(priorities=Priorities(topics={"alliances": ("NATO",)}))
    assert "of interest here: alliances" in ours.why_first
    assert NAMES["interest"] not in {part.name for part in with_priority().priority_parts}
