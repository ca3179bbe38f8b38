"""The words, amounts and dates of a claim with what stands before them: "from Libya", "fewer than 12"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claimcheck.matching.claim_words import Word
from claimcheck.matching.word_senses import section, stem
from claimcheck.model import Measured, Quantity

_LOOKED_BACK = 6
_MOST = 30
_PARTED = frozenset(",;:.!?()")


@dataclass(frozen=True, slots=True)
class Part:
    """A word, an amount or a date of a claim: what it is, where it begins, and the preposition before it."""

    key: str
    place: int
    text: str
    governor: str
    kind: str
    bound: str = ""
    compared: bool = False

    @property
    def has_ending(self) -> bool:
        """Whether it is a form of a verb or tells how, as far as its ending says; "king" has none."""
        small = self.text[0].islower()  # "Boeing" has none
        return small and self.text.endswith(("ed", "ing", "ly")) and stem(self.text) != self.text

    @property
    def told_by_time(self) -> bool:
        """Whether it is a word of time ("a day"), which does nothing to anybody."""
        plain = self.text.casefold()
        acting = plain in section("common")["acting"].split()
        return not acting and plain in section("common")["beside"].split()


def parts(text: str, words: Sequence[Word], quantities: Sequence[Quantity]) -> tuple[Part, ...]:
    """The parts of a claim in order.

    >>> from claimcheck.matching.claim_words import words
    >>> text = "The migrants came from Libya."
    >>> [(part.text, part.governor) for part in parts(text, words(text), ())]
    [('migrants', ''), ('Libya', 'from')]
    """
    covered = {quantity.span.start: quantity for quantity in quantities}
    found: list[Part] = []
    ends = -1
    for at, word in enumerate(words):
        quantity = covered.get(word.start)
        if quantity is not None:
            ends = quantity.span.end
            kind = "time" if quantity.kind is Measured.DATE else "amount"
            key = f"={quantity.kind.value} {quantity.value or quantity.normalized}"
            bound = _bound(words, at) if kind == "amount" else ""
            before = words[max(0, at - _LOOKED_BACK) : max(0, at - 1)]
            compared = any(other.plain in {"than", "as"} for other in before)
            found.append(Part(key, at, quantity.text, _governor(text, words, at), kind, bound, compared))
        elif word.start >= ends and word.weight and not (at and words[at - 1].sense == word.sense):
            found.append(Part(word.sense, at, word.text, _governor(text, words, at), "word"))
    return tuple(found[:_MOST])


def _governor(text: str, words: Sequence[Word], at: int) -> str:
    """The preposition that a word stands after, past its article and what describes it."""
    settled = False
    for place in range(at - 1, max(-1, at - _LOOKED_BACK), -1):
        if not _PARTED.isdisjoint(text[words[place].end : words[place + 1].start]):
            return ""
        two = f"{words[place - 1].plain}-{words[place].plain}" if place else ""
        if found := _table().get(two) or _table().get(words[place].plain):
            return found
        determines = words[place].plain in determiners()
        if settled or not (determines or words[place].weight):
            return ""
        settled = determines
    return ""


def _bound(words: Sequence[Word], at: int) -> str:
    """On which side of an amount the claim stands: "under" of "fewer than 12"."""
    before = [word.plain for word in words[max(0, at - 2) : at]]
    return _bounds().get("-".join(before)) or _bounds().get("".join(before[-1:]), "")


@cache
def determiners() -> frozenset[str]:
    """The words that stand before a noun and what describes it: "the", "each"."""
    return frozenset(section("grammar")["determiners"].split())


@cache
def _bounds() -> dict[str, str]:
    return {form: kind for kind, forms in section("bounds").items() for form in forms}


@cache
def _table() -> dict[str, str]:
    return {form: kind for kind, forms in section("prepositions").items() for form in forms}
