"""Earlier checks as cards: one of each check, and nobody's contrary check is pushed out by copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimcheck.addresses import page_key
from claimcheck.folding import fold
from claimcheck.model import KnownClaim, Match
from claimcheck.rating_sides import found_true_or_false


def one_card_each(found: Sequence[Match]) -> list[Match]:
    """*found* with one card for each check, in the best place that it has, and the others as its ``copies``.

    Matches at one address are one card, and so are those of one check at several: the same claim and rating
    by one publisher, of one day where both tell it, or under one title. Of the desk's own check and what came
    back of it the own one is shown.
    """
    cards: list[Match] = []
    places: dict[tuple[str, ...], int] = {}
    for match in found:
        keys = _keys(match.known)
        known = (places[key] for key in keys if key in places and _fits(cards[places[key]], match, key))
        place = next(known, None)
        if place is None:
            place = len(cards)
            cards.append(match)
        else:
            cards[place] = _with(cards[place], match.known)
        for key in keys:
            places.setdefault(key, place)
    return cards


def _keys(known: KnownClaim) -> list[tuple[str, ...]]:
    """By what a check may be known to be the same as another: its page, or what it says and who says it."""
    said = fold(known.text), fold(known.rating or "")
    keys: list[tuple[str, ...]] = [("id", replace(known, claim_id=None).id)]
    if known.url:
        keys.append(("page", page_key(known.url)))
    if known.publisher:
        keys.append(("publisher", fold(known.publisher), *said))
    if known.title:
        keys.append(("title", fold(known.title), *said))
    return keys


def _fits(card: Match, match: Match, key: tuple[str, ...]) -> bool:
    """Whether the days do not part them: a desk may check the same words again after a year."""
    one, other = card.known.date, match.known.date
    return key[0] in {"id", "page"} or not (one and other) or one[:10] == other[:10]


def _with(card: Match, known: KnownClaim) -> Match:
    """The *card* with one more check, which is its face where it is the desk's own."""
    face, other = card.known, known
    if known.claim_id is not None and face.claim_id is None:
        face, other = known, face
    ids = dict.fromkeys((card.known.id, *card.also, known.id))
    also = tuple(known_id for known_id in ids if known_id != face.id)
    told = (face, *card.copies)
    copies = () if any(_looks_the_same(one, other) for one in told) else (other,)
    return replace(card, known=face, copies=(*card.copies, *copies), also=also)


def with_judged(cards: Sequence[Match], judged: Iterable[KnownClaim]) -> list[Match]:
    """*cards*, each standing too for those of *judged* that are copies of what it stands for.

    So what a person said of one of them is said of the card, wherever the check was found when they said it.

    >>> known = KnownClaim("It rains.", rating="False", publisher="A", url="https://a.example/1")
    >>> (card,) = with_judged([Match(known, 0.9)], [replace(known, url="https://a.example/former")])
    >>> [copy.url for copy in card.copies], len(card.also)
    (['https://a.example/former'], 1)
    """
    told = list(cards)
    for known in judged:
        place = next((at for at, card in enumerate(told) if _stands_for(card, known)), None)
        if place is not None and known.id not in {told[place].known.id, *told[place].also}:
            told[place] = _with(told[place], known)
    return told


def _stands_for(card: Match, known: KnownClaim) -> bool:
    keys = set(_keys(known))
    members = (card.known, *card.copies)
    return known.id in card.also or any(
        _fits(card, Match(known, 0.0), key) for member in members for key in keys.intersection(_keys(member))
    )


def _looks_the_same(one: KnownClaim, other: KnownClaim) -> bool:
    """Whether the second tells nothing that the first does not: page, rating and claim."""
    same_page = (page_key(one.url) if one.url else None) in {page_key(other.url) if other.url else None}
    return (
        same_page
        and fold(one.text) == fold(other.text)
        and fold(one.rating or "") == fold(other.rating or "")
    )


def best(cards: Sequence[Match], limit: int) -> list[Match]:
    """The first *limit* cards; where another desk found the contrary, the likeliest such has the last place.

    >>> def card(rating, by):
    ...     return Match(KnownClaim("It rains.", rating=rating, publisher=by), 0.9)
    >>> cards = [card("False", "A"), card("False", "B"), card("Fake", "C"), card("True", "D")]
    >>> [match.known.publisher for match in best(cards, 3)]
    ['A', 'B', 'D']
    """
    shown = list(cards[:limit])
    sides = {_side(match) for match in shown} - {None}
    if len(sides) != 1 or len(cards) <= limit:
        return shown
    desks = {fold(match.known.publisher or "") for match in shown}
    contrary = (
        match
        for match in cards[limit:]
        if _side(match) not in {None, *sides} and fold(match.known.publisher or "") not in desks
    )
    other = next(contrary, None)
    return [*shown[:-1], other] if other else shown


def _side(match: Match) -> bool | None:
    return found_true_or_false(match.known.rating)
