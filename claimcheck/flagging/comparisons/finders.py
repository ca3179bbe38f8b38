"""Which finders of comparisons a sentence is asked for: those whose words or figures are there.

For most sentences that is none, and it is told by the words alone: each phrase of the lists has one word that
tells it at first sight, and is looked for only where that word is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from claimcheck.flagging.comparisons import changes, levels, places, surpassing
from claimcheck.flagging.comparisons.differences import as_much, more_than, without_side
from claimcheck.flagging.comparisons.multiples import folds, of_something
from claimcheck.flagging.comparisons.periods import periods
from claimcheck.flagging.comparisons.ratios import to_each
from claimcheck.flagging.comparisons.records import records
from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.superlatives import superlatives
from claimcheck.flagging.comparisons.totals import totals
from claimcheck.flagging.comparisons.two_figures import two_figures
from claimcheck.flagging.comparisons.two_levels import LEVELS, two_levels
from claimcheck.flagging.comparisons.unequalled import unequalled
from claimcheck.flagging.language_words import Language
from claimcheck.model import Comparison, Measured, Quantity

Finder = Callable[[Shape], Iterable[Comparison]]
"""What finds one kind of comparison in a sentence."""

_WORDS = re.compile(r"[^\W\d_]+")
_ROSE = "rising rising:s,ed,ing rose raising raising:s,ed,ing up"
_FELL = "falling falling:s,ed,ing fell lowering lowering:s,ed,ing cut down"

_FIGURES = frozenset({Measured.PERCENT, Measured.MONEY, Measured.COUNT, Measured.MULTIPLIER})
_NONE: frozenset[Measured] = frozenset()
# Each finder with the lists of words of which one is there where it finds anything, and the kinds of figures.
_FINDERS: tuple[tuple[Finder, str, frozenset[Measured]], ...] = (
    (more_than, "than", _NONE),
    (as_much, "like", _NONE),
    (without_side, "higher lower more less as", _FIGURES | {Measured.DURATION}),
    (changes.by_so_much, f"{_ROSE} {_FELL} rise_nouns fall_nouns", _FIGURES),
    (two_figures, "compared up down changed above below", _FIGURES | {Measured.DURATION}),
    (changes.to_a_level, f"{_ROSE} {_FELL}", _FIGURES),
    (changes.than_before, "up down", _NONE),
    (changes.since_a_time, "since_only", _NONE),
    (changes.halved, "in_half", _NONE),
    (surpassing.beyond, "outdone undone keeping_up leading_by", _NONE),
    (surpassing.expectations, "beaten", _NONE),
    (levels.levels, "above below ahead behind in_line over_a under_a", _NONE),
    (levels.the_same, "same par alike", _NONE),
    (levels.as_large_as, "the_size_of equivalent", _NONE),
    (to_each, "for_each", frozenset({Measured.COUNT})),
    (records, "record peaks records", _NONE),
    (places.hit_hardest, "hardest only_to", _NONE),
    (unequalled, "not_since never_before no_other the_only", _NONE),
)
# … and those that need a quantity of a kind.
_BY_FIGURE: tuple[tuple[Finder, frozenset[Measured]], ...] = (
    (of_something, frozenset({Measured.MULTIPLIER, Measured.PERCENT})),
    (folds, frozenset({Measured.MULTIPLIER})),
    (changes.multiplied, frozenset({Measured.MULTIPLIER})),
    (periods, frozenset({Measured.DURATION})),
    (places.ranks, frozenset({Measured.RANK})),
)


def asked(low: str, inside: Sequence[Quantity], language: Language) -> list[Finder]:
    """The finders that may find something in a sentence in lower case, with its quantities.

    >>> from claimcheck.flagging.language_words import known_language
    >>> [find.__name__ for find in asked("foxes outnumber badgers", [], known_language("en"))]
    ['beyond']
    """
    words, cues = frozenset(_WORDS.findall(low)), _cues(language)
    kinds = Counter(quantity.kind for quantity in inside)
    finders = _with_words(low, words & cues.all, kinds.keys(), cues)
    if kinds:
        finders += [find for find, needed in _BY_FIGURE if not needed.isdisjoint(kinds)]
    if not cues.best.isdisjoint(words) or _has_superlative(low, words, language):
        finders.append(superlatives)
    if any(kinds[kind] > 1 for kind in LEVELS):
        finders.append(two_levels)
    if len(inside) > 2:
        finders.append(totals)
    return finders


def _with_words(low: str, cues: Set[str], kinds: Set[Measured], known: _Cues) -> list[Finder]:
    """The finders of which a phrase is there and a figure that they need, in their order."""
    if not cues:
        return []
    plain = low.replace("\n", " ").replace("\u00a0", " ")
    there = {n for cue in cues for phrase, n in known.phrases[cue] if phrase in plain}
    rows = (_FINDERS[n] for n in sorted(there))
    return [find for find, _, needed in rows if not needed or not needed.isdisjoint(kinds)]


def _has_superlative(low: str, words: Iterable[str], language: Language) -> bool:
    """Whether a word ends as superlatives do, and is none of those that only look so: not "west"."""
    endings = language.words("ranks", "superlative_endings")
    if not any(ending in low for ending in endings):
        return False
    known = frozenset(language.words("ranks", "not_superlatives"))
    return any(word.endswith(endings) and word not in known for word in words)


class _Cues(NamedTuple):
    """The words by which phrases are told, those of superlatives, and the phrases of each."""

    all: frozenset[str]
    best: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, int], ...]]


@cache
def _cues(language: Language) -> _Cues:
    none = frozenset(language.words("figures", "stops"))
    phrases: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for n, (_, lists, _) in enumerate(_FINDERS):
        for phrase in language.listed(" ".join(f"compared.{name}" for name in lists.split())):
            cue = _cue(phrase, none)
            phrases[cue].append((cue if "'" in phrase else phrase, n))
    best = frozenset(language.listed("compared.best ranks.most compared.leading"))
    return _Cues(frozenset(phrases), best, {cue: tuple(found) for cue, found in phrases.items()})


def _cue(phrase: str, none: frozenset[str]) -> str:
    """The word by which a phrase is told at first sight: the longest, and none that stands everywhere.

    >>> _cue("the same", frozenset({"the", "with"})), _cue("lag behind", frozenset())
    ('same', 'behind')
    """
    words = _WORDS.findall(phrase.lower())[::-1]
    return max((word for word in words if word not in none), key=len, default=max(words, key=len, default=""))
