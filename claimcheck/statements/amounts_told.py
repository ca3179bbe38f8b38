"""What "this" and "that" are where they are an amount: "[3,200 homes] is 400 more than in 2019"."""

from __future__ import annotations

import re
from itertools import islice

from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Measured, Quantity, Span
from claimcheck.statements.passage import WORD, Passage
from claimcheck.statements.values import Finding, Insertion

_AMOUNTS = frozenset({Measured.COUNT, Measured.MONEY, Measured.PERCENT})
_MOST = 12  # words of what is told with an amount
_WHAT = "what it means is not told beyond doubt"


def this(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """The only amount of the sentence before that "this" may be, where the claim measures it."""
    low, apostrophe, rest = word[0].partition("'")
    contracted = apostrophe + rest
    verb = contracted or passage.after_word(word.end())
    if not passage.opens(number) or verb not in passage.listed("equals"):
        return None
    told = _told(passage)
    if told is None or (contracted and told.of(passage.raw)[0].isdigit()):  # "300 homes 's"
        return passage.open(word, _WHAT)
    named = told.of(passage.raw)
    named = named[:1].upper() + named[1:] if low[0].isupper() else named
    behind = passage.language.table("statements", "contracted").get(contracted, "")
    return Insertion(Span(word.start(), word.end()), f"{named}{behind}", told)


def _told(passage: Passage) -> Span | None:
    """The words of the one amount in the sentence before that is measured as the claim measures."""
    if not passage.before or not passage.claim.quantities or _points_on(passage) or _changes(passage):
        return None
    every = quantities(passage.raw, passage.before[0], language=passage.language, published=passage.published)
    found = [one for one in every if one.kind in _AMOUNTS]
    if any(one.kind is Measured.COUNT and not one.unit for one in found):
        return None
    if len(found) > 1 and _changes_itself(passage):
        return None  # "This was an increase of 19%": of any of them
    fits = [one for one in found if _is_like(passage, one)] if len(found) > 1 else found
    return _with_noun(passage, fits[0]) if len(fits) == 1 else None


def _points_on(passage: Passage) -> bool:
    """Whether the sentence before points to one before it: "This is … That is …"."""
    words = _words_before(passage)
    first = next((word.partition("'")[0] for word in words if word not in passage.lists.and_), "")
    return first in passage.pronouns | passage.listed("pointing")


def _changes(passage: Passage) -> bool:
    """Whether the sentence before tells of a change, which may be meant: "fell to 4, a fall"."""
    trends = frozenset(passage.language.listed("trend.regular_verbs:ed? trend.irregular_past?"))
    return not trends.isdisjoint(_words_before(passage))


def _changes_itself(passage: Passage) -> bool:
    """Whether the claim tells by how much an amount has changed."""
    trends = frozenset(passage.language.listed("trend.nouns?"))
    return any(word[0].lower() in trends for word in passage.words)


def _words_before(passage: Passage) -> list[str]:
    span = passage.before[0]
    return [word[0].lower() for word in WORD.finditer(passage.text, span.start, span.end)]


def _is_like(passage: Passage, other: Quantity) -> bool:
    """Whether an amount is of the kind that the claim tells: of money a day, or a rate."""
    mine = [one for one in passage.claim.quantities if one.kind in _AMOUNTS]
    if any(one.kind is other.kind and one.per == other.per and one.unit == other.unit for one in mine):
        return True
    rate = any(word[0] in passage.listed("rates") for word in passage.words)
    return rate and not mine and other.per is not None


def _with_noun(passage: Passage, one: Quantity) -> Span:
    """An amount with the words behind it that say of what: "3,200 state houses", "$3m a day on grants"."""
    end, further = one.span.end, 0
    for word in islice(WORD.finditer(passage.text, end, passage.before[0].end), _MOST):
        low, between = word[0].lower(), passage.text[end : word.start()]
        digits = between == "," and low.isdigit()
        if (between not in {" ", ""} and not digits) or _stops(passage, low):
            break
        further += low in passage.lists.prepositions and low != "of"
        if further > 1:
            break
        end = word.end()
    return _without_small_end(passage, Span(one.span.start, end))


def _stops(passage: Passage, low: str) -> bool:
    """Whether a word ends the phrase of an amount."""
    return low in passage.verbs | passage.lists.openers | passage.pronouns or low.endswith("ed")


def _without_small_end(passage: Passage, span: Span) -> Span:
    words = list(WORD.finditer(passage.text, span.start, span.end))
    while len(words) > 1 and words[-1][0].lower() in passage.small | passage.lists.adverbs | {"to"}:
        words.pop()
    return Span(span.start, words[-1].end()) if words else span
