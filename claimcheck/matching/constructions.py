"""Two claims that say one thing in two constructions: "310 passengers on board", "carrying 310 people".

Whoever says another thing in the words of a claim keeps its construction: a verb stands for a verb, a noun
for a noun. Where each claim has a word of its own, and one is a verb and the other none, and they have the
figure, the name or date and the rest in common, one says with a verb what the other says with a noun.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.matching.compared_dates import compare_dates
from claimcheck.matching.compared_names import share_names
from claimcheck.matching.compared_numbers import compare_figures
from claimcheck.matching.contents import Content
from claimcheck.matching.said import Said
from claimcheck.matching.synonyms import is_verb

_IN_COMMON = 3
_MOST_ALONE = 3


def in_two_constructions(one: Said, mine: Sequence[Content], other: Said, theirs: Sequence[Content]) -> bool:
    """Whether what only one says is a verb, what only the other says is none, and all else is in common."""
    own, others = (_kinds(words) for words in (mine, theirs))
    if own & others or max(len(mine), len(theirs)) > _MOST_ALONE or _in_one_order(one, other):
        return False
    said = min(_told(one, mine), _told(other, theirs))
    return said > 0 and _in_common(one, other) + said >= _IN_COMMON


def _told(one: Said, alone: Sequence[Content]) -> int:
    """How many words of a claim the other says too, in whatever way."""
    return len({word.sense for word in one.contents if not (word in alone or word.beside or word.light)})


def _in_one_order(one: Said, other: Said) -> bool:
    """Whether two claims say what both say in one order, as who puts one word for another would."""
    mine, theirs = ([token.key for token in said.tokens] for said in (one, other))
    both = set(mine) & set(theirs)
    return [key for key in mine if key in both] == [key for key in theirs if key in both]


def _kinds(words: Sequence[Content]) -> set[bool]:
    """Whether the words are verbs; what says little by itself is neither."""
    return {is_verb(word.plains[0]) for word in words if not (word.light or word.beside)}


def _in_common(one: Said, other: Said) -> int:
    """How many of figures, names and dates two claims have in common; none where they have no figure so."""
    figures = list(compare_figures(one.figures, other.figures))
    if not figures or not all(reason.agrees for reason in figures):
        return -_IN_COMMON
    names = share_names(one.names, one.words, other.names, other.words)
    dates = list(compare_dates(one.dates, other.dates))
    if names.apart or not all(reason.agrees for reason in dates):
        return -_IN_COMMON
    return 1 + bool(names.both) + bool(dates)
