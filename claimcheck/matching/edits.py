"""What was changed where one claim is all but the other: whoever changes a word there changes the claim."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from claimcheck.matching.compared_names import related
from claimcheck.matching.polarity import is_participle
from claimcheck.matching.said import Said
from claimcheck.matching.tokens import Token
from claimcheck.matching.wording import alike, left_over, reworded

Step = tuple[str, int, int, int, int]
"""What SequenceMatcher says of a run of both: what was done, from where to where."""

_Row = tuple[Said, Sequence[Token]]

_KEPT = 0.5
_HAVING = frozenset({"has", "have", "had", "is", "are", "was", "were"})


def edited(one: Said, other: Said) -> tuple[str, str] | None:
    """What one of two claims says where the other, all but the same, says another thing or nothing.

    >>> from claimcheck.matching.said import Said, Statement
    >>> edited(Said(Statement("Illegal logging hurts the owls.")), Said(Statement("Logging hurts the owls.")))
    >>> edited(Said(Statement("Ulm took planes down.")), Said(Statement("Ulm took planes up.")))
    ('down', 'up')
    """
    if reworded(one, other):
        return None
    if told := _changed(one, other):
        return told
    return told[::-1] if (told := _changed(other, one)) else None


def _changed(one: Said, other: Said) -> tuple[str, str] | None:
    alone = [{word.place for word in left_over(*two)} for two in ((one, other), (other, one))]
    if all(alone):
        # What each has for itself stands against nothing of the other, or `instead` had said so.
        mine, theirs = (_without(*two) for two in ((one, alone[0]), (other, alone[1])))
    else:
        mine, theirs = one.tokens, other.tokens
    matcher = SequenceMatcher(None, [t.key for t in mine], [t.key for t in theirs], autojunk=False)
    steps = matcher.get_opcodes()
    kept = sum(step[2] - step[1] for step in steps if step[0] == "equal")
    if kept < _KEPT * min(len(mine), len(theirs)):
        return None
    if limits := _of_another(one, other):
        return limits
    for step in steps:
        if step[0] != "equal" and (told := _told(mine, theirs, step, alone)):
            return told
        if step[0] == "delete" and (act := _act_for_having((one, mine), (other, theirs), step, alone[0])):
            return act
    return None


def _without(said: Said, places: set[int]) -> tuple[Token, ...]:
    return tuple(token for token in said.tokens if token.place not in places)


def _act_for_having(ones: _Row, others: _Row, step: Step, alone: set[int]) -> tuple[str, str] | None:
    """A word that stands where the other says that something is or has: "called up 30 men", "has 30 men"."""
    (one, mine), (other, theirs) = ones, others
    _, one_from, one_to, other_from, _ = step
    if not (one_from and one_to < len(mine)):
        return None
    there = having(other, theirs[other_from - 1].place, theirs[other_from].place)
    here = having(one, mine[one_from - 1].place, mine[one_to].place)
    acts = [token.text for token in mine[one_from:one_to] if token.place in alone and not token.beside]
    acts = [text for text in acts if not text.endswith("ly")]
    return (" ".join(acts), there) if acts and there and not here else None


def having(said: Said, after: int = -1, before: int | None = None) -> str:
    """The "has" or "is" between two places that is no part of another verb; "" for none."""
    for place in range(after + 1, len(said.words) if before is None else before):
        helps = place + 1 < len(said.words) and is_participle(said.words[place + 1].plain)
        if said.words[place].plain in _HAVING and not helps:
            return said.words[place].text
    return ""


def _of_another(one: Said, other: Said) -> tuple[str, str] | None:
    """What stands behind the "only" of two claims, where that is not the same."""
    mine, theirs = (
        {after.key: after.text for word, after in pairwise(said.tokens) if word.limits}
        for said in (one, other)
    )
    if not (mine and theirs) or mine.keys() & theirs.keys():
        return None
    return f"only {next(iter(mine.values()))}", f"only {next(iter(theirs.values()))}"


def _told(
    mine: Sequence[Token],
    theirs: Sequence[Token],
    step: Step,
    alone: Sequence[set[int]],
) -> tuple[str, str] | None:
    _, one_from, one_to, other_from, other_to = step
    ones, others = mine[one_from:one_to], theirs[other_from:other_to]
    tight = len(ones) == len(others) == 1 and _one_for_another(ones[0], others[0])
    open_ones = [token for token in ones if _is_open(token, alone[0], tight)]
    open_others = [token for token in others if _is_open(token, alone[1], tight)]
    replaced = bool(open_ones and open_others) and (tight or all(map(_any_tells, (open_ones, open_others))))
    inserted = any(token.kind == "measure" for token in (*open_ones, *open_others))
    if not (replaced or inserted):
        return None
    return " ".join(token.text for token in open_ones), " ".join(token.text for token in open_others)


def _one_for_another(one: Token, other: Token) -> bool:
    """Whether a word stands for another. Names of a kind, and amounts, are compared for themselves."""
    if one.name and other.name:
        return bool(one.name.land) != bool(other.name.land) and not related(one.name, other.name)
    kinds = {one.kind, other.kind}
    if kinds in ({"named"}, {"word", "small"}) or ("named" in kinds and (one.beside or other.beside)):
        return False
    return not alike(one.text, other.text)


def _is_open(token: Token, alone: set[int], tight: bool) -> bool:
    """Whether the other claim does not say it in another way; *tight* where one word stands for another."""
    if token.kind == "word":
        return tight or token.place in alone
    return token.kind in {"small", "measure"} or (tight and token.kind == "named")


def _any_tells(found: Sequence[Token]) -> bool:
    return any(token.kind == "measure" or (token.kind == "word" and not token.beside) for token in found)
