"""What one claim says and another does not, word by word.

Two claims that are the same leave nothing over on both sides: what only one of them says is more of the same,
what each says instead of the other's is another claim, unless a dictionary knows it for another word for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from claimcheck.matching.claim_words import Word
from claimcheck.matching.constructions import in_two_constructions
from claimcheck.matching.contents import Content
from claimcheck.matching.said import Said
from claimcheck.matching.synonyms import (
    irregular_base,
    is_misspelt,
    is_verb,
    may_mean_the_same,
    meanings,
    meant,
)
from claimcheck.matching.word_senses import folded, poles, sense, stem

_KEPT = 500
_SHORTEST_ROOT, _LONGEST_ENDING = 4, 4
_ACRONYM = (2, 6)
_LACKING = ("less", "free")
_ACT_WITHIN = 4
_MOST_TOLD = 3


@lru_cache(_KEPT)
def left_over(one: Said, other: Said) -> tuple[Content, ...]:
    """The words of one claim that the other does not say in any way."""
    said = {word.sense for word in other.words} | {word.plain for word in other.words}
    said |= {stem(word.plain) for word in other.words} | {"".join(two) for two in _pairs(other)}
    alone = tuple(own for own in one.contents if own.sense not in said and own.plains[0] not in said)
    if not alone:
        return ()
    particles = {own.place + 1 for own in one.contents if _said_in_two(own, other) or _is_phrase(own)}
    alone = tuple(own for own in alone if own.place not in particles)
    halves = {half for two in _pairs(one) if "".join(two) in said for half in two} | _spelt_out(one, other)
    return tuple(own for own in alone if own.plains[0] not in halves and not _said_otherwise(own, other))


def _spelt_out(one: Said, other: Said) -> set[str]:
    """The words of which the other claim has the initials, or initials: "gross domestic product", GDP."""
    return {plain for long, short in _initials(one, other) for plain in long} | {
        short for _, short in _initials(other, one)
    }


def _initials(one: Said, other: Said) -> Iterator[tuple[list[str], str]]:
    """The words of one claim that the other has as their initials, with these."""
    weighty = [word.plain for word in one.words if word.weight]
    letters = "".join(plain[0] for plain in weighty)
    for place, word in enumerate(other.words):
        if word.text.isupper() and _ACRONYM[0] <= len(word.plain) <= _ACRONYM[1] and place not in other.lands:
            start = letters.find(word.plain)
            if start >= 0:
                yield weighty[start : start + len(word.plain)], word.plain


def _is_phrase(own: Content) -> bool:
    """Whether it says something with the next word only: "took part"."""
    return own.light and bool(meanings(own.plains[1]))


def _pairs(said: Said) -> Iterator[tuple[str, str]]:
    """Each word with the next: "re" and "opened" are "reopened"."""
    return ((one.plain, other.plain) for one, other in pairwise(said.words))


def _said_in_two(own: Content, other: Said) -> bool:
    """Whether it and the next word are together one of the other's: "called back" of "recalled"."""
    return not other.meant.isdisjoint(meant(own.plains[1]))


def _said_otherwise(own: Content, other: Said) -> bool:
    if any(not other.meant_together.isdisjoint(meant(way)) for way in own.plains):
        return True
    # Which of the two poles is said is compared apart.
    opposites = {pair for pair, _ in poles(own.plains[0])}
    return any(
        _of_one_root(own.plains[0], plain)
        or is_misspelt(own.plains[0], plain)
        or any(pair in opposites for pair, _ in poles(plain))
        for plain in other.plains
    )


def alike(one: str, other: str) -> bool:
    """Whether two words may stand in each other's place: by a dictionary, their root, or as one pole."""
    a, b = folded(one), folded(other)
    akin = may_mean_the_same(a, b) or _of_one_root(a, b) or is_misspelt(a, b)
    return akin or not set(poles(a)).isdisjoint(poles(b))


def _of_one_root(one: str, other: str) -> bool:
    """Whether one word is the other with an ending: "smoke" and "smokers"."""
    short, long = sorted((stem(one), stem(other)), key=len)
    return (
        len(short) >= _SHORTEST_ROOT
        and long.startswith(short)
        and len(long) - len(short) <= _LONGEST_ENDING
        and not long.endswith(_LACKING)
    )


def instead(one: Said, other: Said) -> tuple[str, str] | None:
    """What each of two claims says where the other says something else; None where one only says more.

    >>> from claimcheck.matching.said import Said, Statement
    >>> instead(Said(Statement("Tesla sold many cars.")), Said(Statement("Tesla recalled many cars in May.")))
    ('sold', 'recalled')
    """
    mine, theirs = left_over(one, other), left_over(other, one)
    if not _stand_against(one, mine, other, theirs):
        return None
    told = (" ".join(word.text for word in words[:_MOST_TOLD]) for words in (mine, theirs))
    return next(told), next(told)


def _stand_against(one: Said, mine: Sequence[Content], other: Said, theirs: Sequence[Content]) -> bool:
    """Whether what is left over on both sides is said instead of one another."""
    if not (mine and theirs):
        return False
    light = reworded(one, other)
    if in_two_constructions(one, mine, other, theirs):
        return False
    little = {word for word in mine if word.light and (light or _has_object(one, word, other))}
    little |= {word for word in theirs if word.light and (light or _has_object(other, word, one))}
    if any(_in_one_place(one, a, other, b) for a in mine for b in theirs if not {a, b} <= little):
        return True
    return all(any(not word.beside and word not in little for word in words) for words in (mine, theirs))


def _has_object(one: Said, word: Content, other: Said) -> bool:
    """Whether what a verb that says little is of is said by both: "took part in a vote", "cast a ballot"."""
    said = {theirs.sense for theirs in other.words if theirs.weight == 1}
    following = range(word.place + 1, min(word.place + 1 + _ACT_WITHIN, len(one.words)))
    measured = not one.measured.keys().isdisjoint(following[:2])
    return measured or any(one.words[at].sense in said for at in following)


def _in_one_place(one: Said, mine: Content, other: Said, theirs: Content) -> bool:
    """Whether two words stand after the same word, or before the same one."""
    for step in (-1, 1):
        beside, there = _neighbour(one, mine.place, step), _neighbour(other, theirs.place, step)
        if beside and beside == there:
            return True
    return False


def _neighbour(said: Said, place: int, step: int) -> str | None:
    """The sense of the nearest word to one side that says something, a figure or a name too."""
    for at in range(place + step, len(said.words) if step > 0 else -1, step):
        word = said.words[at]
        if word.weight or word.plain.isdigit() or word.capital:
            return word.sense
    return None


def reworded(one: Said, other: Said) -> bool:
    """Whether two claims say what both say in another order, as who only changes a word would not."""
    mine, theirs = ([part.key for part in said.parts if not part.text.isdigit()] for said in (one, other))
    both = set(mine) & set(theirs)
    return [key for key in mine if key in both] != [key for key in theirs if key in both]


def wanted(one: Said, other: Said) -> tuple[str, str] | None:
    """The word by which one is of an act that the other says was done: "urged to", "weighed closing"."""
    done = {_base(after) for before, after in pairwise(other.words) if before.plain != "to"}
    for word in left_over(one, other):
        following = one.words[word.place + 1 : word.place + 1 + _ACT_WITHIN]
        acts = [act for led, act in pairwise(following) if led.plain == "to"]
        if is_verb(word.plains[0]):
            acts += [act for act in following[:1] if act.plain.endswith("ing")]
        if not word.beside and any(act.weight and _base(act) in done for act in acts):
            return word.text, ""
    return None


def _base(word: Word) -> str:
    return sense(irregular_base(word.plain) or word.plain)
