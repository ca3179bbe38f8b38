"""What each part of a claim is to the rest: "from Libya" or "to it", "by 8%" or "to 8%", who acts on whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from claimcheck.matching.parts import Part
from claimcheck.matching.polarity import opposed
from claimcheck.matching.said import Said
from claimcheck.matching.word_senses import section
from claimcheck.matching.wording import reworded

_MOST = 30


@cache
def _ties() -> frozenset[str]:
    return frozenset(section("grammar")["ties"].split())


@cache
def _apart(kind: str) -> frozenset[frozenset[str]]:
    pairs = (two.split() for two in section("apart")[kind])
    return frozenset(frozenset("" if word == "exact" else word for word in two) for two in pairs)


def governed_apart(left: Said, right: Said) -> Iterator[tuple[str, str]]:
    """The parts that both claims have, in places that cannot be the same: ("from Libya", "to Libya")."""
    mine, theirs = _once(left.parts), _once(right.parts)
    in_place = not reworded(left, right)
    for key in mine.keys() & theirs.keys():
        one, other = mine[key], theirs[key]
        kind = {"time": "of_times", "amount": "of_amounts"}.get(one.kind, "of_all")
        # "It is higher than it was in 2000" tells no time of the claim.
        if one.compared or other.compared:
            continue
        both = frozenset((one.governor, other.governor))
        if len(both) > 1 and (both in _apart(kind) or (in_place and both in _apart("in_one_place"))):
            yield f"{one.governor} {one.text}", f"{other.governor} {other.text}"
        if one.bound != other.bound and frozenset((one.bound, other.bound)) in _apart("bounds"):
            yield f"{one.bound} {one.text}".strip(), f"{other.bound} {other.text}".strip()


def _once(found: Sequence[Part]) -> Mapping[str, Part]:
    """The parts by their keys, of those that a claim has once."""
    keys = [part.key for part in found]
    return {part.key: part for part in found if keys.count(part.key) == 1}


def trading_places(left: Said, right: Said) -> str | None:
    """Two parts of both claims that have changed places, as a reviewer reads it; None where none have.

    They stand on the two sides of one word in both, the other way round, and no passive turns it back; or the
    claims have the order, and only one is a passive; or what is said of two is exchanged ("paid A for B").
    """
    mine, theirs = _once(left.parts), _once(right.parts)
    both = [part for part in mine.values() if part.key in theirs][:_MOST]
    if left.none_more or right.none_more:
        return None
    passive = left.passive != right.passive
    turned = passive != any(opposed(left.directions, right.directions))
    for one, other in combinations(both, 2):
        first, second = theirs[one.key], theirs[other.key]
        swapped = (first.place < second.place) != (one.place < other.place)
        if _around_one_word(left, right, (one, other), (first, second)) and swapped != turned:
            by = "by" in {one.governor, other.governor, first.governor, second.governor}
            if not turned or (passive and by):
                return f"{one.text} and {other.text} change places"
        if swapped and _amounts_of_each_other(left, right, (one, other), (first, second)):
            return f"{one.text} and {other.text} change places"
        if _exchanged((one, other), (first, second)):
            return f"{one.text} and {other.text} change places"
    return None


def _amounts_of_each_other(
    left: Said, right: Said, ones: tuple[Part, Part], others: tuple[Part, Part]
) -> bool:
    """Whether each of two amounts is said of what the other claim says the other amount of."""
    if any(part.kind != "amount" for part in ones):
        return False
    (a, b), (c, d) = ([_told_of(said, part) for part in two] for said, two in ((left, ones), (right, others)))
    return bool(a and b) and a != b and (a, b) == (d, c)


def _told_of(said: Said, amount: Part) -> str | None:
    """What stands before an amount, as the word that it may be of."""
    before = (part for part in reversed(said.parts) if part.place < amount.place and part.kind == "word")
    return next((part.key for part in before if not part.has_ending), None)


def _exchanged(ones: tuple[Part, Part], others: tuple[Part, Part]) -> bool:
    """Whether each has the preposition of the other in the other claim, one that tells."""
    (a, b), (c, d) = (tuple(part.governor for part in two) for two in (ones, others))
    words = all(part.kind == "word" for part in ones)
    return words and a == d and b == c and a != b and {a, b}.isdisjoint({"in", "of", "with"})


def _around_one_word(left: Said, right: Said, ones: tuple[Part, Part], others: tuple[Part, Part]) -> bool:
    """Whether a word stands between the two in both claims, which is what one does to the other."""
    if not _may_act((*ones, *others)):
        return False
    between, there = (
        {word.sense for word in said.words[min(a.place, b.place) + 1 : max(a.place, b.place)]} - _ties()
        for said, (a, b) in ((left, ones), (right, others))
    )
    return bool(between & there)


def _may_act(found: Sequence[Part]) -> bool:
    """Whether they may be who does something and to whom, or stand beside these in the same way."""
    if any(part.kind != "word" or part.told_by_time or part.has_ending for part in found):
        return False
    governors = {part.governor for part in found}
    return governors <= {"", "by"} or len(governors) == 1
