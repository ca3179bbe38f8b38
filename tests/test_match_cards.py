"""Earlier checks as cards: copies are one, and what another desk found stays in sight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.match_cards import best, one_card_each, with_judged
from claimcheck.matcher import KnownClaims, Matcher
from claimcheck.model import KnownClaim, Match

CHECK = KnownClaim(
    "The dam will burst.",
    title="Will the dam burst?",
    rating="False",
    publisher="Desk A",
    url="https://a.example/dam",
    date="2025-03-01",
)


def cards(*known: KnownClaim) -> list[Match]:
    return one_card_each([Match(one, 0.9 - number / 100) for number, one in enumerate(known)])


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            replace(CHECK, url="http://www.a.example/dam?utm_source=x"), id="one page, spelt otherwise"
        ),
        pytest.param(replace(CHECK, text="A dam is to burst."), id="another wording at the address"),
        pytest.param(
            replace(CHECK, text="The mayor fled.", rating="True"), id="another claim at the address"
        ),
        pytest.param(replace(CHECK, url="https://a.example/2025/dam-2"), id="a second address"),
        pytest.param(
            replace(CHECK, url="https://b.example/dam", publisher="Paper B"), id="reprinted under its title"
        ),
        pytest.param(replace(CHECK, url="https://a.example/2", date=None, title=None), id="no day told"),
        pytest.param(replace(CHECK, text="THE DAM WILL BURST.", url=None), id="capitals, no address"),
    ],
)
def test_one_check_is_one_card(other: KnownClaim) -> None:
    (card,) = cards(CHECK, other)
    assert card.known == CHECK
    (turned,) = cards(other, CHECK)
    assert turned.known == other


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            replace(CHECK, url="https://a.example/2026", date="2026-03-01"), id="checked again later"
        ),
        pytest.param(replace(CHECK, url="https://a.example/x", rating="True"), id="another rating"),
        pytest.param(
            replace(CHECK, url="https://c.example/x", publisher="Desk C", title="Dam"), id="another desk"
        ),
        pytest.param(
            replace(CHECK, url="https://a.example/x", text="The dam has burst.", title="X"),
            id="another claim",
        ),
    ],
)
def test_two_checks_are_two_cards(other: KnownClaim) -> None:
    assert [card.known for card in cards(CHECK, other)] == [CHECK, other]


def test_a_card_has_all_its_addresses_and_what_is_said_there_otherwise() -> None:
    second = replace(CHECK, url="https://a.example/second")
    third = replace(CHECK, text="The mayor fled.", rating="True")
    (card,) = cards(CHECK, second, third, replace(CHECK, url="https://a.example/dam#top"))
    assert card.copies == (second, third)


def test_what_was_judged_is_one_card_with_its_copies() -> None:
    found = cards(
        CHECK, replace(CHECK, text="A second dam will burst.", title=None, url="https://a.example/2")
    )
    moved = replace(CHECK, url="https://a.example/moved")
    elsewhere = replace(CHECK, text="The mayor fled.", title=None, url="https://c.example/3")
    first, second = with_judged(found, [moved, elsewhere])
    assert (first.known, first.copies, first.also) == (CHECK, (moved,), (moved.id,))
    assert second == found[1]


def test_a_card_knows_what_it_stands_for_also_where_that_tells_nothing_else() -> None:
    (card,) = cards(CHECK, replace(CHECK, text="Thé dam will burst."))
    assert (card.copies, card.also) == ((), (replace(CHECK, text="Thé dam will burst.").id,))


def test_the_desks_own_check_is_the_face_of_its_card() -> None:
    own = replace(CHECK, claim_id="c1")
    (card,) = cards(CHECK, own)
    assert card.known == own


def test_where_no_desk_found_the_contrary_the_likeliest_are_shown() -> None:
    found = cards(*(replace(CHECK, publisher=by, url=None, title=None) for by in "ABCD"))
    assert best(found, 3) == found[:3]


def test_the_contrary_by_the_same_desk_pushes_out_nobody() -> None:
    others = (replace(CHECK, publisher=by, url=None, title=None) for by in "ABC")
    found = cards(*others, replace(CHECK, publisher="A", rating="True", url=None, title=None))
    assert best(found, 3) == found[:3]


def test_copies_push_out_no_contrary_check_of_another_desk(tmp_path: Path) -> None:
    known = KnownClaims(tmp_path / "known")
    known.add(replace(CHECK, url=f"https://a.example/dam-{number}") for number in range(40))
    known.add(
        [replace(CHECK, publisher="Desk Z", rating="True", title="It holds", url="https://z.example/1")]
    )
    found = Matcher(tmp_path / "known").search(CHECK.text)
    assert sorted((match.known.publisher or "", len(match.copies)) for match in found) == [
        ("Desk A", 39),
        ("Desk Z", 0),
    ]
