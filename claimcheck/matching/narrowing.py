"""What one of two claims says of fewer than the other: "foreign students" of students, "rents in the south".

Whoever only says more ("…, the ministry said", "quietly", who did it, a clause of its own) says the same
and more. What stands in front of a word that both have, or hangs on it by "of", "for" or "who", tells of
which the claim holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from claimcheck.matching.contents import Content
from claimcheck.matching.edits import having
from claimcheck.matching.parts import determiners
from claimcheck.matching.said import Said
from claimcheck.matching.synonyms import is_verb
from claimcheck.matching.word_senses import section, sense, titles
from claimcheck.matching.wording import left_over, reworded

_LOOKED_BACK = 6
_WITHIN = 3
_BEFORE = 2
_MOST = 30
_BE = frozenset({"is", "are", "was", "were", "been", "being", "be"})


def narrowed(one: Said, other: Said) -> tuple[str, str] | None:
    """The words by which *one* holds of fewer than *other* does, and ""; None where there are none.

    >>> from claimcheck.matching.said import Said, Statement
    >>> illegal, every = Said(Statement("Illegal logging has ended.")), Said(Statement("Logging has ended."))
    >>> narrowed(illegal, every), narrowed(every, illegal)
    (('Illegal', ''), None)
    """
    said = frozenset(word.sense for word in other.words)
    found = (*_words(one, other, said), *_lands(one, other, said), *_groups(one, other, said))
    return (found[0], "") if found else None


def _words(one: Said, other: Said, said: Collection[str]) -> Iterator[str]:
    alone = [word for word in left_over(one, other)[:_MOST] if not _changes_nothing(one, word)]
    places = {word.place for word in alone}
    other_order = reworded(one, other)
    by = _hung_by(anywhere=not other_order)
    for word in alone:
        if (
            (_describes(one, word.place, places, said) and not (other_order and _is_counted(one, word.place)))
            or (not word.light and _hangs_on(one, word.place, said, by))
            or _is_clause(one, word.place, said)
            or (having(other) and _is_told_of_it(one, word, said))
        ):
            yield word.text


def _changes_nothing(one: Said, word: Content) -> bool:
    """Whether it tells how something is done ("quietly", "by eating"), or mostly stands beside a claim."""
    plain, before = word.plains[0], _before(one, word.place)
    how = (plain.endswith("ly") and before not in determiners()) or (plain.endswith("ing") and before == "by")
    # "used" stands beside a claim, "used cars" are some of all.
    return how or (word.beside and not plain.endswith("ed"))


def _before(said: Said, place: int) -> str:
    return said.words[place - 1].plain if place else ""


def _touch(said: Said, place: int) -> bool:
    """Whether nothing but a blank or a hyphen parts a word from the next."""
    between = said.text[said.words[place].end : said.words[place + 1].start]
    return not between.strip("-‐ ")


# --- in front of a word ----------------------------------------------------------------------------


def _describes(one: Said, place: int, alone: Collection[int], said: Collection[str]) -> bool:
    """Whether it stands in front of a word that the other claim has, alone or with others in between."""
    if _before(one, place) in _listed("before_verbs") or _is_done(one, place):
        return False
    for at in range(place + 1, min(place + 1 + _WITHIN, len(one.words))):
        if not _touch(one, at - 1) or at in one.named_places:
            return False
        if at not in alone:
            return _is_said(one, at, said) and not _is_office_of_a_name(one, at)
    return False


def _is_done(one: Said, place: int) -> bool:
    """Whether it is what somebody does, who is named in front of it: "the Danes caught measles"."""
    if not place or not _touch(one, place - 1) or not is_verb(one.words[place].plain):
        return False
    return bool(one.words[place - 1].weight) or place - 1 in one.named_places


def _is_counted(one: Said, place: int) -> bool:
    """Whether a number stands shortly before it: the same number of them is mostly that of the same."""
    return "count" in {one.measured.get(at) for at in range(place - _WITHIN, place)}


def _is_said(one: Said, place: int, said: Collection[str]) -> bool:
    return bool(one.words[place].weight) and one.words[place].sense in said


def _is_office_of_a_name(one: Said, place: int) -> bool:
    """Whether a name follows an office: "the former president Trump" is Trump."""
    return one.words[place].plain in titles() and place + 1 in one.named_places and _touch(one, place)


def _lands(one: Said, other: Said, said: Collection[str]) -> Iterator[str]:
    """A nation that only one names in front of what both say: "Thai steel", but not "the Thai army"."""
    named = {name.land for name in other.names}
    for name in one.names:
        if not name.land or name.land in named:
            continue
        tells = _before(one, name.first) not in _listed("names_it")
        if (tells and _is_in_front_of_a_noun(one, name.last, said)) or _is_behind_a_group(
            one, name.first, said
        ):
            yield name.said


def _is_behind_a_group(one: Said, place: int, said: Collection[str]) -> bool:
    """Whether a word of both for several stands before, told of by a land: "most refugees from Syria"."""
    if place < _BEFORE or _before(one, place) not in _listed("of_a_land"):
        return False
    on = place - _BEFORE
    several = one.words[on].plain.endswith("s") and _before(one, on) not in _listed("names_it")
    return several and _touch(one, on) and _touch(one, on + 1) and _is_said(one, on, said)


def _is_in_front_of_a_noun(one: Said, place: int, said: Collection[str]) -> bool:
    """Whether a word of both follows, which is no office of a name ("Danish leader Ann Lee")."""
    following = range(place + 1, min(place + 3, len(one.words)))
    if not following or not _touch(one, place) or not one.named_places.isdisjoint(following):
        return False
    return _is_said(one, place + 1, said)


# --- hanging on a word -----------------------------------------------------------------------------


def _hangs_on(one: Said, place: int, said: Collection[str], by: Collection[str]) -> bool:
    """Whether it hangs on what both say by a word that tells of which: "for pensioners", "who work"."""
    for at in range(place - 1, max(0, place - _LOOKED_BACK), -1):
        if not _touch(one, at):
            return False
        word = one.words[at]
        if word.plain in by:
            return _touch(one, at - 1) and one.words[at - 1].sense in said
        if not (word.weight or at in one.measured or word.plain in determiners() | _listed("passed")):
            return False
    return False


@cache
def _hung_by(*, anywhere: bool) -> frozenset[str]:
    """The words that tell of which, and where; in another order the place may be said in another way."""
    return _listed("of_which") | (_listed("where") if anywhere else frozenset())


def _is_clause(one: Said, place: int, said: Collection[str]) -> bool:
    """Whether it stands behind what both say as a clause does: "prisoners awaiting trial"."""
    if not place or not one.words[place].plain.endswith("ing") or not _touch(one, place - 1):
        return False
    return one.words[place - 1].weight == 1 and one.words[place - 1].sense in said


def _is_told_of_it(one: Said, word: Content, said: Collection[str]) -> bool:
    """Whether it is what is told of something that both name: "310 passengers were stranded"."""
    if word.light or _before(one, word.place) not in _BE:
        return False
    first = word.place - 2
    for at in range(first, max(-1, first - _LOOKED_BACK), -1):
        if not _touch(one, at) or one.words[at].plain in _listed("relative"):
            return False
        if _is_said(one, at, said):
            return True
    return False


def _groups(one: Said, other: Said, said: Collection[str]) -> Iterator[str]:
    """The bound of a group that only one tells: "people under 25", "families with three children"."""
    theirs = set(other.measured.values())
    for place, kind in one.measured.items():
        if place < _BEFORE or kind in theirs or _before(one, place) not in _listed("bounds_a_group"):
            continue
        on = one.words[place - _BEFORE].sense
        if _touch(one, place - _BEFORE) and (on in said or on in _anybody()):
            yield f"{one.words[place - 1].text} {one.words[place].text}"


@cache
def _anybody() -> frozenset[str]:
    return frozenset(map(sense, ("people", "those", "anyone", "everyone")))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(section("narrowing")[name].split())


# --- no more than a number -------------------------------------------------------------------------


def tells_more_than_how_many(one: Said, other: Said) -> bool:
    """Whether *other* only says how many there are, and *one* what these do, which is another claim.

    >>> from claimcheck import quantities
    >>> from claimcheck.matching.said import Said, Statement
    >>> texts = ("All 32 members met.", "There are 32 members.")
    >>> met, are = (Said(Statement(text, quantities(text))) for text in texts)
    >>> tells_more_than_how_many(met, are), tells_more_than_how_many(are, met)
    (True, False)
    """
    if not _only_counts(other) or _counts(one):
        return False
    return any(not (word.light or _changes_nothing(one, word)) for word in left_over(one, other))


def _only_counts(said: Said) -> bool:
    counted = {place + more for place in said.measured for more in range(1, _WITHIN)}
    return _counts(said) and all(word.place in counted for word in said.contents)


def _counts(said: Said) -> bool:
    having = (at for at, word in enumerate(said.words) if word.plain in _listed("counts"))
    return any(not said.measured.keys().isdisjoint(range(at + 1, at + 1 + _WITHIN)) for at in having)
