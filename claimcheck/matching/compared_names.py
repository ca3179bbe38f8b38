"""Who or what a claim is about: the names in it, and which of them two claims do not share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimcheck.matching.claim_words import Word
from claimcheck.matching.word_senses import countries, folded, names, shown_name, stem, titles, weight

_LONGEST = 4
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 6
_FEW_WORDS = 4
_BEFORE_A_PLACE = frozenset({"in", "near", "at", "from", "to", "around", "outside", "between", "of"})


@dataclass(frozen=True, slots=True)
class Name:
    """One name: ``land`` is the country or body that it means, None for any other name.

    ``parts`` are its folded words, ``first`` and ``last`` the places of its words among those of the claim.
    ``sure`` is off where it only may mean that ("allies" of NATO, a city of its government).
    """

    said: str
    parts: tuple[str, ...]
    first: int
    last: int
    land: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Shared:
    """The names that two claims have in common, and those that one has alone: left's, right's."""

    both: tuple[str, ...]
    apart: tuple[tuple[str, str], ...]


def names_said(words: Sequence[Word]) -> tuple[Name, ...]:
    """The names among the words, in order.

    >>> from claimcheck.matching.claim_words import words
    >>> [name.land or name.parts for name in names_said(words("Moscow met Chancellor Merz of Germany"))]
    ['russia', ('merz',), 'germany']
    """
    cased = any(word.capital for word in words)
    telling = cased and not _in_capitals(words)
    return tuple(_in_order(words, cased=cased, telling=telling))


def _in_capitals(words: Sequence[Word]) -> bool:
    """Whether every word has a capital, as in a title, so that it tells no name."""
    weighty = [word for word in words if weight(word.plain) and not word.plain.isdigit()]
    return len(weighty) >= _FEW_WORDS and all(word.capital for word in weighty)


def _in_order(words: Sequence[Word], *, cased: bool, telling: bool) -> Iterator[Name]:
    at = 0
    while at < len(words):
        name = _land(words, at, cased=cased) or (_other(words, at) if telling else None)
        if name is not None:
            yield name
        at = name.last + 1 if name else at + 1


def _land(words: Sequence[Word], at: int, *, cased: bool) -> Name | None:
    """The country or body that is named at a place, the longest name first."""
    longest = _LONGEST if words[at].plain in _first_words() else 0
    for size in range(min(longest, len(words) - at), 0, -1):
        piece = words[at : at + size]
        parts = tuple(word.plain for word in piece)
        small = countries("written_small").get(" ".join(parts))
        land = small or names().get(parts)
        if land is None or (not small and not _written_as_a_name(piece, cased=cased)):
            continue
        return Name(" ".join(word.text for word in piece), parts, at, at + size - 1, land)
    return _seat(words, at, cased=cased) or _perhaps(words, at)


@cache
def _first_words() -> frozenset[str]:
    small = (form.split()[0] for form in countries("written_small"))
    return frozenset((*small, *(parts[0] for parts in names() if parts)))


def _written_as_a_name(piece: Sequence[Word], *, cased: bool) -> bool:
    if len(piece) == 1 and piece[0].plain in countries("capitals_only")["names"]:
        return piece[0].text.isupper()
    return piece[0].capital or not cased


def _seat(words: Sequence[Word], at: int, *, cased: bool) -> Name | None:
    """The government that a city stands for; what is in or near it is of the city itself."""
    word = words[at]
    land = countries("seats").get(word.plain)
    if land is None or (cased and not word.capital):
        return None
    placed = at > 0 and words[at - 1].plain in _BEFORE_A_PLACE
    return Name(word.text, (word.plain,), at, at, None if placed else land)


def _perhaps(words: Sequence[Word], at: int) -> Name | None:
    """The allies are mostly those of NATO: enough to share a name, too little to differ in one."""
    word = words[at]
    is_ally = word.plain in {"ally", "allies"}
    return Name(word.text, (word.plain,), at, at, "nato", sure=False) if is_ally else None


def _other(words: Sequence[Word], at: int) -> Name | None:
    """The run of capitalised words that begins at a place, without titles; one alone may open no sentence."""
    last = at
    while last < len(words) and _may_be_of_a_name(words, last, at):
        last += 1
    piece = words[at:last]
    if not piece or (len(piece) == 1 and piece[0].opens and not _is_acronym(piece[0].text)):
        return None
    return Name(" ".join(word.text for word in piece), tuple(word.plain for word in piece), at, last - 1)


def _may_be_of_a_name(words: Sequence[Word], place: int, first: int) -> bool:
    word = words[place]
    if not word.capital or not word.weight or word.plain in titles():
        return False
    # A new sentence or a country begins another name.
    return place == first or not (word.opens or (word.plain,) in names())


def _is_acronym(text: str) -> bool:
    return text.isupper() and _SHORTEST_ACRONYM <= len(text) <= _LONGEST_ACRONYM


# --- two claims ------------------------------------------------------------------------------------


def share_names(
    left: Sequence[Name],
    left_words: Sequence[Word],
    right: Sequence[Name],
    right_words: Sequence[Word],
    speakers: Collection[str] = (),
) -> Shared:
    """Which names two claims share, and in which they stand against each other.

    Names of who speaks (*speakers*, folded words) say nothing of what it is about. A country stands against a
    country and any other name against another; a name that only one claim has is no difference.
    """
    both = dict.fromkeys(
        shown_name(name.land) if name.land else name.said
        for name in left
        if name.parts[-1] not in speakers
        and any(_same(name, other) and other.parts[-1] not in speakers for other in right)
    )
    alone_left = _alone(left, right, right_words, speakers)
    alone_right = _alone(right, left, left_words, speakers)
    apart = [
        (mine[0].said, theirs[0].said)
        for lands in (True, False)
        if (mine := [name for name in alone_left if bool(name.land) is lands])
        and (theirs := [name for name in alone_right if bool(name.land) is lands])
    ]
    return Shared(tuple(both), tuple(apart))


def _alone(
    own: Sequence[Name], others: Sequence[Name], other_words: Sequence[Word], speakers: Collection[str]
) -> list[Name]:
    """The names of one claim that the other does not say in any way."""
    said = {word.plain for word in other_words} | {stem(word.plain) for word in other_words}
    initials = "".join(word.plain[0] for word in other_words if word.weight)
    return [
        name
        for name in own
        if name.sure
        and not any(part in speakers for part in name.parts)
        and not any(related(name, other) for other in others)
        and (name.land or not _said_otherwise(name, said, initials, others))
    ]


def related(one: Name, other: Name) -> bool:
    """Whether two names may be of one, or one is a part of the other."""
    return _same(one, other) or _kin(one, other)


def _same(one: Name, other: Name) -> bool:
    if one.land or other.land:
        return one.land == other.land
    return same_person(one.parts, other.parts) or stands_for(one.said, other.said)


def stands_for(one: str, other: str) -> bool:
    """Whether one of two names has the initials of the other.

    >>> stands_for("IMF", "International Monetary Fund")
    True
    """
    short, long = sorted((one.split(), other.split()), key=len)
    initials = "".join(word[0] for word in long if word[0].isupper())
    return len(short) == 1 and len(long) > 1 and short[0] == initials


def _kin(one: Name, other: Name) -> bool:
    """Whether a name is part of the other: England of Britain, Kyiv of Ukraine."""
    within, seats = countries("within"), countries("seats")
    mine = one.land or one.parts[-1]
    theirs = other.land or other.parts[-1]
    return theirs in (within.get(mine), seats.get(mine)) or mine in (within.get(theirs), seats.get(theirs))


def _said_otherwise(name: Name, said: Collection[str], initials: str, others: Sequence[Name]) -> bool:
    """Whether the other claim has the name in small letters, as an acronym or spelt out."""
    if any(part in said or stem(part) in said for part in name.parts):
        return not any(_of_another(name, other) for other in others)
    if len(name.parts) == 1:
        return _is_acronym(name.said) and name.parts[0] in initials
    short = "".join(part[0] for part in name.parts)
    return any(other.parts == (short,) for other in others)


def _of_another(name: Name, other: Name) -> bool:
    """Whether two names have a word in common and one each of their own: "Lake Chad" and "Lake Victoria"."""
    mine, theirs = set(name.parts), set(other.parts)
    return bool(mine & theirs and mine - theirs and theirs - mine)


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names may be one person's: the shorter's words are among the longer's, in order.

    >>> same_person(("mark", "rutte"), ("rutte",)), same_person(("boris", "johnson"), ("ron", "johnson"))
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return bool(short) and all(part in rest for part in short)


def person(speaker: str) -> tuple[str, ...]:
    """The folded words of a speaker's name without offices; () where there is only an office.

    >>> person("NATO Secretary General Mark Rutte")
    ('mark', 'rutte')
    """
    parts = folded(speaker).replace("'s", "").replace(".", " ").replace("-", " ").replace(",", " ").split()
    left_out = titles() | {"the", "of", "a", "for", "and"}
    own = tuple(part for part in parts if part not in left_out)
    people = tuple(part for part in own if (part,) not in names())
    # "NATO" alone speaks for itself; "the president" may be anybody.
    return people or own
