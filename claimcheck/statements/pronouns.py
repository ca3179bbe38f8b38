"""Whom "he", "they" and "we" mean, where the sentences before leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.statements.amounts_told import this
from claimcheck.statements.first_persons import i, my, we
from claimcheck.statements.passage import Passage
from claimcheck.statements.persons import he, she
from claimcheck.statements.topics import it, they
from claimcheck.statements.values import Finding

Rule = Callable[[Passage, int, re.Match[str]], Finding | None]


def pronouns(passage: Passage) -> Iterator[Finding]:
    """What is to be said of the pronouns of a claim; the first of each kind is looked at."""
    seen: set[str] = set()
    for number, word in enumerate(passage.words):
        kind = _kind(passage, word[0].partition("'")[0])
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        found = _RULES[kind](passage, number, word)
        if found is not None:
            yield found


def _kind(passage: Passage, word: str) -> str | None:
    if word in passage.listed("i"):
        return "i"
    if len(word) > 1 and word.isupper():  # the "US"
        return None
    return next((kind for kind in _RULES if kind != "i" and word.lower() in passage.listed(kind)), None)


def _here(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    told = passage.after_word(word.end()) in passage.listed("places")
    return None if told else passage.open(word, "where that is is not told")


_RULES: dict[str, Rule] = {
    "i": i,
    "my": my,
    "he": he,
    "she": she,
    "they": they,
    "this": this,
    "it": it,
    "we": we,
    "here": _here,
}
