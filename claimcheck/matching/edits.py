"""What was changed where one claim is all but the other: whoever changes a word there changes the claim."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from claimcheck.matching.compared_names import related
from claimcheck.matching.said import Said
from claimcheck.matching.tokens import Token
from claimcheck.matching.wording import alike, left_over, reworded

Step = tuple[str, int, int, int, int]
"""What SequenceMatcher says of a run of both: what was done, from where to where."""

_KEPT = 0.5


def edited(one: Said, other: Said) -> tuple[str, str] | None:
    """What one of two claims says where the other, all but the same, says another thing or nothing.

    >>> from claimcheck.matching.said import Said, Statement
    >>> edited(Said(Statement("Illegal logging hurts the owls.")), Said(Statement("Logging hurts the owls.")))
    >>> edited(Said(Statement("Ulm banned diesel vans.")), Said(Statement("Ulm banned diesel cars.")))
    ('vans', 'cars')
    """
    if reworded(one, other):
        return None
    mine, theirs = one.tokens, other.tokens
    matcher = SequenceMatcher(None, [t.key for t in mine], [t.key for t in theirs], autojunk=False)
    steps = matcher.get_opcodes()
    kept = sum(step[2] - step[1] for step in steps if step[0] == "equal")
    if kept < _KEPT * min(len(mine), len(theirs)):
        return None
    if limits := _of_another(one, other):
        return limits
    alone = [{word.place for word in left_over(*two)} for two in ((one, other), (other, one))]
    for step in steps:
        if step[0] != "equal" and (told := _told(mine, theirs, step, alone)):
            return told
    return None


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
    within = bool(min(one_from, other_from)) and one_to < len(mine) and other_to < len(theirs)
    replaced = bool(open_ones and open_others) and (tight or all(map(_any_tells, (open_ones, open_others))))
    inserted = any(
        token.kind == "measure" or (within and token.kind == "word" and not token.beside)
        for token in (*open_ones, *open_others)
    )
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
