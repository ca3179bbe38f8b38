"""Where sentences end: the golden rules in five languages, and paragraphs of two treebanks.

A golden rule is kept where the units of its text are its sentences, white space apart. Of the treebanks
(the development parts of GUM and EWT in Universal Dependencies) the sentences of each paragraph are joined
with one blank, and the ends of sentences inside the paragraph are counted: not its own end, which nobody can
miss. Nothing is left out; many ends in EWT stand at no mark (the lines of a mail's head, joined), where
nothing could find them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from measured import Row

from claimcheck.model import Article
from claimcheck.reading.sentences import sentences

_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian"}
_BARS = {"English": "46 of 48", "GUM": "0.975", "EWT": "0.880"}


class Ends(NamedTuple):
    """Ends of sentences that were found and are right, were found and are not, and were missed."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Ends(8, 1, 3).f1
        0.8
        """
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)


def rows(shared: Path) -> list[Row]:
    """How many golden rules of each language are kept, and how well the treebanks' boundaries are found."""
    there = shared / "benchmarks" / "sentences"
    return [*_golden(_lines(there / "golden_rules.jsonl")), *_treebanks(_lines(there / "ud_dev.jsonl"))]


def is_kept(text: str, expected: Sequence[str], language: str) -> bool:
    """Whether the units of *text* are the *expected* ones, white space apart.

    >>> is_kept("It rose.  It fell.", ["It rose.", "It fell."], "en")
    True
    """
    found = sentences(Article(text, language=language))
    return [_flat(unit.span.of(text)) for unit in found] == [_flat(one) for one in expected]


def ends(expected: Sequence[str]) -> Ends:
    """How the ends inside a paragraph of these sentences are found.

    >>> ends(["It rose.", "It fell", "He left."])
    Ends(right=1, wrong=0, missed=1)
    """
    text = " ".join(expected)
    right = {sum(map(len, expected[:n])) + n - 1 for n in range(1, len(expected))}
    found = {unit.span.end for unit in sentences(Article(text))} - {len(text)}
    return Ends(len(found & right), len(found - right), len(right - found))


def _golden(rules: Iterable[dict[str, Any]]) -> Iterator[Row]:
    kept, every = Counter[str](), Counter[str]()
    for rule in rules:
        language = _LANGUAGES[rule["language"]]
        every[language] += 1
        kept[language] += is_kept(rule["text"], rule["sentences"], rule["language"])
    for language in _LANGUAGES.values():
        figure = f"{kept[language]} of {every[language]}"
        yield Row(f"sentences: golden rules, {language}", figure, _BARS.get(language, ""))


def _treebanks(paragraphs: Iterable[dict[str, Any]]) -> Iterator[Row]:
    found: dict[str, list[Ends]] = {}
    for paragraph in paragraphs:
        found.setdefault(paragraph["corpus"], []).append(ends(paragraph["sentences"]))
    for corpus, counts in sorted(found.items(), reverse=True):
        every = Ends(*map(sum, zip(*counts, strict=True)))
        yield Row(f"sentences: boundary F1, {corpus}", f"{every.f1:.3f}", _BARS.get(corpus, ""))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _flat(text: str) -> str:
    return " ".join(text.split())
