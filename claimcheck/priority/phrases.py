"""Many phrases looked for at once in the words of a text, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

Label = TypeVar("Label", bound=Hashable)


class Phrases(Generic[Label]):
    """Phrases, each a sequence of words, with the labels that they stand for.

    >>> phrases = Phrases([(("hard", "drug"), "drugs")])
    >>> [label for _, _, label in phrases.within(["a", "hard", "drug"])]
    ['drugs']
    """

    def __init__(self, labelled: Iterable[tuple[tuple[str, ...], Label]]) -> None:
        self._labels: defaultdict[tuple[str, ...], dict[Label, None]] = defaultdict(dict)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for phrase, label in labelled:
            self._labels[phrase][label] = None
            lengths[phrase[0]].add(len(phrase))
        self._lengths = {first: sorted(found) for first, found in lengths.items()}

    def __bool__(self) -> bool:
        return bool(self._labels)

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int, Label]]:
        """Where each phrase begins and ends in *words*, with each of its labels."""
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                for label in self._labels.get(tuple(words[start : start + length]), ()):
                    yield start, start + length, label
