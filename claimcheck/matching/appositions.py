"""What stands beside a name and only tells who that is: "the plane maker Boeing", "Ann Lee, a judge,"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from claimcheck.matching.claim_words import Word
from claimcheck.matching.parts import determiners
from claimcheck.matching.synonyms import is_verb

_BEFORE, _BEHIND = 3, 10


def appositions(text: str, words: Sequence[Word], named: Collection[int]) -> frozenset[int]:
    """The places of the words that only tell who a name is; *named* are the places of names.

    >>> from claimcheck.matching.claim_words import words
    >>> text = "The plane maker Boeing, a firm in Seattle, lost money."
    >>> sorted(appositions(text, words(text), {3, 7}))
    [1, 2, 5]
    """
    first = (at for at in named if at - 1 not in named)
    last = (at for at in named if at + 1 not in named)
    found = {at for place in first for at in _in_front(text, words, place, named)}
    found |= {at for place in last for at in _behind(text, words, place)}
    return frozenset(at for at in found - set(named) if words[at].weight)


def _in_front(text: str, words: Sequence[Word], name: int, named: Collection[int]) -> Iterator[int]:
    """The nouns before a name, from its article or what nation it is of."""
    run: list[int] = []
    for at in range(name - 1, max(-1, name - _BEFORE - 2), -1):
        if text[words[at].end : words[at + 1].start] != " ":
            return
        if words[at].plain in determiners() or at in named:
            yield from run
            return
        if not words[at].weight or is_verb(words[at].plain):
            return
        run.append(at)


def _behind(text: str, words: Sequence[Word], name: int) -> Iterator[int]:
    """What stands between two commas behind a name, and begins as no clause does."""
    run: list[int] = []
    for at in range(name + 1, min(name + _BEHIND, len(words))):
        before = text[words[at - 1].end : words[at].start].strip()
        if before and run:
            yield from run if before == "," else ()
            return
        if before != ("" if run else ",") or is_verb(words[at].plain):
            return
        run.append(at)
