"""What turns a claim into its opposite: a negation on one side only, and opposite directions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from claimcheck.matching.claim_words import Word
from claimcheck.matching.compared_names import Name
from claimcheck.matching.synonyms import irregular_base
from claimcheck.matching.word_senses import folded, poles, section, sense

_SCOPE_AFTER, _SCOPE_BEFORE = 4, 3
_SHORTEST_NEGATED = 4
# "No country has a higher rate than Spain", "never was it warmer than in 2024": the same as a superlative.
_NONE_MORE = re.compile(
    r"\b(?:no|never|nobody|none|nowhere)\b[^.;!?]{0,120}?\b(?:more|fewer|less|better|worse|[a-z]{2,12}er)\b"
    r"[^.;!?]{0,60}?\bthan\b"
)
# "They do not go before they are seven": they do.
_NOT_UNTIL = re.compile(r"(?:\bnot\b|n't\b)[^.;!?]{0,60}?\b(?:until|till)\b")
_BE = frozenset({"is", "are", "was", "were", "been", "being", "be", "got"})
_DONE_WITHIN, _BY_WITHIN = 3, 8
_BOUNDS = frozenset(
    {"more", "less", "fewer", "up", "above", "below", "least", "most", "greater", "higher", "lower"}
)


Negation = tuple[str, frozenset[str] | None]
"""A negation as it is said, and the senses of the words that it is near; None: it denies the whole."""


def negations(text: str, words: Sequence[Word]) -> tuple[Negation, ...]:
    """The negations of a claim, in order.

    >>> from claimcheck.matching.claim_words import words
    >>> text = "It does not cause cancer."
    >>> [(said, sorted(near)) for said, near in negations(text, words(text))]
    [('not', ['cancer', 'cause'])]
    """
    plain = folded(text) if len(folded(text)) == len(text) else ""
    patterns = (_fixed_phrases(), _NONE_MORE, _NOT_UNTIL)
    skipped = [match.span() for pattern in patterns for match in pattern.finditer(plain)]
    found: list[Negation] = []
    for at, word in enumerate(words):
        if any(start <= word.start < end for start, end in skipped) or _is_a_number(text, word):
            continue
        if word.plain in section("negation")["verdicts"]:
            found.append((word.text, None))
        elif word.plain == "nor" and any(other.plain == "neither" for other in words[:at]):
            continue
        elif word.negated or word.plain in section("negation")["words"] or _will_not(words, at):
            said = text[word.start : word.end]
            denies_truth = {"true", "correct", "right"} & {other.plain for other in words[at + 1 : at + 3]}
            found.append((said, None if denies_truth else _scope(text, words, at)))
    return tuple(found)


@cache
def _fixed_phrases() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in section("negation")["none_at_all"])
    return re.compile(rf"\b(?:{phrases})\b")


def _will_not(words: Sequence[Word], at: int) -> bool:
    """Whether somebody does not do what follows: "refused to leave", "fails to say"."""
    following = [word.plain for word in words[at + 1 : at + 2]]
    return words[at].plain in section("negation")["before_to"] and following == ["to"]


def _is_a_number(text: str, word: Word) -> bool:
    """Whether it is the "No." of "No. 1"."""
    return word.plain == "no" and re.match(r"\.?\s?\d", text[word.end : word.end + 3]) is not None


def _scope(text: str, words: Sequence[Word], at: int) -> frozenset[str]:
    following = [word for word in words[at + 1 :][: 4 * _SCOPE_AFTER] if word.weight][:_SCOPE_AFTER]
    # "The wall, which cost 15 billion, stopped nobody" denies nothing of the cost.
    clause = text.rfind(",", 0, words[at].start)
    told = [
        word for word in words[max(0, at - 4 * _SCOPE_BEFORE) : at] if word.weight and word.start > clause
    ]
    before = told[-_SCOPE_BEFORE:]
    near = (*following, *before)
    # "not unsafe" is of being safe too.
    bare = (sense(rest) for word in near for rest in _without_prefix(word.plain))
    return frozenset((*(word.sense for word in near), *bare))


def _without_prefix(plain: str) -> Iterator[str]:
    """What "un" or the like may stand before: "safe" of "unsafe"."""
    for prefix in section("negation")["prefixes"]:
        rest = plain.removeprefix(prefix)
        if rest != plain and len(rest) >= _SHORTEST_NEGATED:
            yield rest


def negated_alone(
    left: Sequence[Negation],
    left_words: Sequence[Word],
    right: Sequence[Negation],
    right_words: Sequence[Word],
) -> str | None:
    """What one claim denies and the other does not, as it is said; None where they agree.

    Two negations cancel; one of words that the other claim does not have at all is of something else.
    """
    mine = _that_count(left, right_words) + _by_prefix(left_words, right_words)
    theirs = _that_count(right, left_words) + _by_prefix(right_words, left_words)
    if len(mine) % 2 == len(theirs) % 2:
        return None
    return (mine if len(mine) % 2 else theirs)[0]


def _that_count(found: Sequence[Negation], others: Sequence[Word]) -> list[str]:
    senses = {word.sense for word in others}
    return [said for said, near in found if near is None or not near or near & senses]


def _by_prefix(words: Sequence[Word], others: Sequence[Word]) -> list[str]:
    """Words that are another of the other claim with "un" or the like before it: "unsafe", "illegal"."""
    plain = {word.plain for word in others} - {word.plain for word in words}
    return [word.text for word in words if any(rest in plain for rest in _without_prefix(word.plain))]


# --- direction -------------------------------------------------------------------------------------


def directions(words: Sequence[Word], figures: Collection[int] = ()) -> dict[str, dict[int, str]]:
    """The poles of opposites that are said, by the name of the pair.

    The bound of a figure is none; *figures* are the places in the text where they begin.
    """
    found: dict[str, dict[int, str]] = {}
    for at, word in enumerate(words):
        if word.plain in _BOUNDS and _bounds_a_figure(words[at + 1 : at + 3], figures):
            continue
        for pair, pole in poles(word.plain):
            found.setdefault(pair, {}).setdefault(pole, word.text)
    return found


def _bounds_a_figure(following: Sequence[Word], figures: Collection[int]) -> bool:
    """Whether a figure follows: "more than 300", "at least 5", "up to 10"; "up by 5" is no bound."""
    linked = following[1:] if following and following[0].plain in {"than", "to"} else following[:1]
    return any(word.start in figures for word in linked)


def around_than(words: Sequence[Word]) -> tuple[frozenset[str], frozenset[str]]:
    """The senses that stand before and after the "than" of a comparison; empty where there is none.

    >>> from claimcheck.matching.claim_words import words
    >>> [sorted(side) for side in around_than(words("Boys read better than girls"))]
    [['better', 'boy', 'read'], ['girl']]
    """
    places = [at for at, word in enumerate(words) if word.plain == "than"]
    # "No country has more than Spain" says of Spain what stands in front elsewhere.
    if not places or any(word.plain in {"no", "never", "nobody", "none"} for word in words[: places[0]]):
        return frozenset(), frozenset()
    before, after = (
        frozenset(word.sense for word in side if word.weight)
        for side in (words[: places[0]], words[places[0] :])
    )
    return before - after, after - before


def opposed(left: dict[str, dict[int, str]], right: dict[str, dict[int, str]]) -> Iterator[tuple[str, str]]:
    """The words of two claims that are opposites; who says both ("rose after it fell") opposes nobody."""
    for pair in opposed_pairs(left, right):
        yield next(iter(left[pair].values())), next(iter(right[pair].values()))


def opposed_pairs(left: dict[str, dict[int, str]], right: dict[str, dict[int, str]]) -> Iterator[str]:
    """The names of the pairs of opposites of which each claim says one pole."""
    for pair in sorted(left.keys() & right.keys()):
        if len(left[pair]) == len(right[pair]) == 1 and left[pair].keys() != right[pair].keys():
            yield pair


def converses() -> frozenset[str]:
    """The pairs of opposites that say the same once the sides change places: "buys from", "sells to"."""
    return frozenset(section("converse")["pairs"].split())


def says_none_more(text: str) -> bool:
    """Whether a claim says of nobody what it says of one: "No country has more than Spain"."""
    return _NONE_MORE.search(folded(text)) is not None


def is_passive(words: Sequence[Word]) -> bool:
    """Whether somebody has something done to them by another.

    >>> from claimcheck.matching.claim_words import words
    >>> is_passive(words("France were beaten by Argentina.")), is_passive(words("Argentina beat France."))
    (True, False)
    """
    plain = [word.plain for word in words]
    return any(
        "by" in plain[done + 1 : done + _BY_WITHIN]
        for at, word in enumerate(plain)
        if word in _BE
        for done in range(at + 1, min(at + 1 + _DONE_WITHIN, len(plain)))
        if is_participle(plain[done])
    )


def is_participle(plain: str) -> bool:
    """Whether a folded word may be a participle by its form: "beaten", "known", "cut"."""
    first = plain.partition("-")[0]
    unchanged = section("negation")["unchanged_participles"]
    return first.endswith(("ed", "en")) or first in unchanged or irregular_base(first) is not None


def exchanged(left: Sequence[Name], right: Sequence[Name], both: Collection[str]) -> bool:
    """Whether the first name of each of two claims is a later one of the other."""
    mine, theirs = (
        list(dict.fromkeys(name.land or name.parts[-1] for name in names)) for names in (left, right)
    )
    return len(both) > 1 and mine[0] in theirs[1:] and theirs[0] in mine[1:]
