"""The words of a claim as edits are seen: without those that change nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from claimcheck.matching.claim_words import Word
from claimcheck.matching.compared_names import Name
from claimcheck.matching.operators import operator_places
from claimcheck.matching.word_senses import section

_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Token:
    """One word, name or amount of a claim as edits are seen: what it is compared by, and its place and text.

    ``kind`` is "word", "small" (of grammar, which tells where another stands in its place), "measure" (which
    always tells: "more", "only"), or "named" for names and amounts, which are compared for themselves.
    """

    key: str
    kind: str
    place: int
    text: str
    name: Name | None = None

    @property
    def limits(self) -> bool:
        """Whether it says that nothing else is meant than what follows: "only"."""
        return self.key in _listed("limits")

    @property
    def beside(self) -> bool:
        """Whether it mostly stands beside a claim: "experts", "on Monday"."""
        return self.text.casefold() in section("common")["beside"].split()


def tokens(words: Sequence[Word], names: Sequence[Name], measured: Mapping[int, str]) -> tuple[Token, ...]:
    """The words of a claim in order, without those that change nothing ("the", "has")."""
    named = {place: name for name in names for place in range(name.first, name.last + 1)}
    small = operator_places(words)
    found: list[Token] = []
    for place, word in enumerate(words):
        if name := named.get(place):
            token = Token(name.land or words[name.last].sense, "named", place, name.said, name)
        elif (figure := measured.get(place)) and not (figure == "rank" and word.plain.endswith("est")):
            token = Token(f"#{figure}", "named", place, word.text)
        elif {place + 1, place + 2} & measured.keys() and word.plain in _listed("measures"):
            continue  # a bound of the amount, which is compared with it
        elif kind := _kind(word.plain, operator=place in small):
            key = _prepositions().get(word.plain) or word.sense
            token = Token(key, kind, place, word.text)
        else:
            continue
        if not (found and token.kind == "named" and found[-1].key == token.key):
            found.append(token)
    return tuple(found[:_COMPARED])


def _kind(plain: str, *, operator: bool) -> str | None:
    if plain in _listed("measures"):
        return "measure"
    if plain in _listed("tells_in_place"):
        return "small"
    if operator or plain in _listed("changes_nothing") or plain in section("negation")["words"]:
        return None
    return "word"


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(section("edits")[name].split())


@cache
def _prepositions() -> Mapping[str, str]:
    return {form: f"({kind})" for kind, forms in section("prepositions").items() for form in forms}
