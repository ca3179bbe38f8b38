"""The small words that change what is claimed: "all" or "some", "may" or "will", "before" or "since".

They belong to closed classes of grammar (``[operators]`` of ``en.toml``). They are compared only where two
claims say the same apart from them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from claimcheck.matching.claim_words import Word
from claimcheck.matching.synonyms import is_verb
from claimcheck.matching.word_senses import section

Operators = Mapping[str, Mapping[str, str]]
"""Of each field ("extent" …) the values that a claim has, and the words that say so."""

_LONGEST = 3
_FIGURE_WITHIN = 2
# What a claim says where it says nothing of it, and what it may say beyond the other.
_TAKEN_FOR_GRANTED = {"extent": frozenset({"all"}), "certainty": frozenset({"going"})}
_PLANNED = frozenset({"plan", "will", "wish"})
_BOTH_SAY = frozenset({"time", "place", "comparison"})
_SUPERLATIVE_AFTER = frozenset({"the", "its", "their", "his", "her", "at", "s"})
_FINITE = (
    *("is", "are", "was", "were", "been", "has", "have", "had", "do", "does", "did"),
    *("can", "could", "may", "might", "must", "shall", "should", "will", "would"),
)
_BEFORE_A_MONTH = frozenset(
    {"in", "since", "until", "till", "by", "of", "from", "last", "next", "this", "late", "early", "mid"}
)
_TITLE_WITHIN = 12
_MORE = frozenset({"more", "less", "fewer", "better", "worse"})
_AS = frozenset({"as", "so", "how", "too"})
_ROUNDS = frozenset(
    [
        "some",
        "only",
        "just",
        "merely",
        "over",
        "under",
        "above",
        "below",
        "within",
        "most",
        "nearly",
        "almost",
    ]
)


def operators(words: Sequence[Word], figures: Collection[int] = ()) -> Operators:
    """The operators among the words; *figures* are the places in the text where amounts begin.

    >>> from claimcheck.matching.claim_words import words
    >>> operators(words("Hardly any of the firms may export before May."))
    {'extent': {'few': 'Hardly any'}, 'certainty': {'can': 'may'}, 'time': {'before': 'before'}}
    """
    found: dict[str, dict[str, str]] = {}
    for said, piece, at in _pieces(words):
        if not _of_a_figure(piece, words[at + len(piece) : at + len(piece) + _FIGURE_WITHIN], figures):
            for field, value in _table()[said]:
                if not _is_superlative(said, words, at) and not _is_anybody(said, words, at):
                    found.setdefault(field, {}).setdefault(value, " ".join(word.text for word in piece))
    if any(_among_the_most(words, at) for at in range(len(words) - 2)):
        found.setdefault("extent", {})["one"] = "among"
    if any(
        one.plain in {"is", "are", "am"} and other.plain.endswith("ing") for one, other in pairwise(words)
    ):
        found.setdefault("certainty", {})["going"] = "is …ing"
    for value, said in _comparisons(words, figures):
        found.setdefault("comparison", {})[value] = said
    if any(_is_headline(words, at) for at in range(1, len(words) - 1)):
        found.setdefault("certainty", {})["going"] = "to"
    return found


def _comparisons(words: Sequence[Word], figures: Collection[int]) -> Iterator[tuple[str, str]]:
    """Whether things are told to be equal or not, but for amounts ("twice as many as", "as many as 300")."""
    plains = [word.plain for word in words]
    for at, plain in enumerate(plains):
        told = [word.start for word in words[max(0, at - 2) : at + 4] if word.start in figures]
        if plain == "as" and plains[at + 2 : at + 3] == ["as"] and not told:
            yield "equal", f"as {plains[at + 1]} as"
        elif "than" in plains[at + 1 : at + 3] and (plain in _MORE or plain.endswith("er")) and not told:
            yield "more", f"{plain} than"


def _is_headline(words: Sequence[Word], at: int) -> bool:
    """Whether a title says what will be: "Lithuania to leave the treaty" has no other verb before it."""
    before, following = words[:at], words[at + 1]
    if at > _TITLE_WITHIN or words[at].plain != "to" or following.capital:
        return False
    acts = bool(following.weight) and is_verb(following.plain)
    return acts and not any(word.opens for word in before[1:]) and not any(map(_may_be_finite, before))


def _may_be_finite(word: Word) -> bool:
    return word.plain in _FINITE or (not word.capital and is_verb(word.plain))


def _among_the_most(words: Sequence[Word], at: int) -> bool:
    """Whether something is one of several that are "the largest"."""
    among, of, most = (word.plain for word in words[at : at + 3])
    superlative = most == "most" or most.endswith("est")
    return among in {"among", "amongst"} and of in _SUPERLATIVE_AFTER and superlative


def operator_places(words: Sequence[Word]) -> frozenset[int]:
    """The places of the words that belong to an operator."""
    return frozenset(place for said, piece, at in _pieces(words) for place in range(at, at + len(piece)))


def _pieces(words: Sequence[Word]) -> Iterator[tuple[str, Sequence[Word], int]]:
    """The operators in order, the longest first, each with where it begins."""
    at = 0
    while at < len(words):
        if _is_month(words, at):
            at += 1
            continue
        size = next((n for n in range(_LONGEST, 0, -1) if _said(words[at : at + n]) in _table()), 0)
        if size:
            yield _said(words[at : at + size]), words[at : at + size], at
        at += max(1, size)


def _is_month(words: Sequence[Word], at: int) -> bool:
    """Whether it is the month of May, in capitals by what stands before it."""
    dated = at > 0 and words[at - 1].plain in _BEFORE_A_MONTH
    return words[at].plain == "may" and (dated or (words[at].text == "May" and not words[at].opens))


def _said(words: Sequence[Word]) -> str:
    return "-".join("can" if word.plain == "can" else word.plain for word in words)


def _of_a_figure(piece: Sequence[Word], following: Sequence[Word], figures: Collection[int]) -> bool:
    """Whether it only says how exact an amount is: "some 300", "only 29", "all 32"."""
    return len(piece) == 1 and piece[0].plain in _ROUNDS and any(word.start in figures for word in following)


def _is_superlative(said: str, words: Sequence[Word], at: int) -> bool:
    """Whether it is the "most" of "the most expensive" or of "at most", or the "much" of "as much as"."""
    before = words[at - 1].plain if at else ""
    as_much = said in {"much", "many", "often"} and before in _AS
    # "the world's most populous country"
    possessive = at > 0 and words[at - 1].end - words[at - 1].start > len(words[at - 1].text)
    return as_much or (said == "most" and (possessive or before in _SUPERLATIVE_AFTER))


def _is_anybody(said: str, words: Sequence[Word], at: int) -> bool:
    """Whether it is the "will" of "you will see", which holds of anybody at any time."""
    return said == "will" and at > 0 and words[at - 1].plain == "you"


@cache
def _table() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for field, values in section("operators").items():
        for value, forms in values.items():
            for form in forms:
                found[form] = (*found.get(form, ()), (field, value))
    return found


def against(left: Operators, right: Operators) -> Iterator[tuple[str, str]]:
    """The operators in which two claims differ, as they are said; "" for the one that says nothing of it.

    >>> list(against({"extent": {"all": "All"}}, {"extent": {"some": "Some"}}))
    [('All', 'Some')]
    """
    for field in section("operators"):
        mine, theirs = left.get(field, {}), right.get(field, {})
        granted = _TAKEN_FOR_GRANTED.get(field, frozenset())
        ones, others = mine.keys() - granted, theirs.keys() - granted
        if ones == others or (field in _BOTH_SAY and not (ones and others)):
            continue
        if "plan" in ones ^ others and (ones | others) & _PLANNED and ones and others:
            ones, others = ones - _PLANNED, others - _PLANNED
        if ones == others or (field in _BOTH_SAY and ones & others):
            continue
        # "Three plants are closing", "Three plants to close" are said of what will be.
        if ones | others == {"will"} and "going" in mine.keys() | theirs.keys():
            continue
        yield _told(mine, ones - others), _told(theirs, others - ones)


def _told(said: Mapping[str, str], values: Collection[str]) -> str:
    """The first of the words that say the *values*, else the first of all."""
    return next((text for value, text in said.items() if value in values), next(iter(said.values()), ""))
