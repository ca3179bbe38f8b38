"""What was reckoned with the figures of a reading, as a formula in which {0}, {1} … stand for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.calculations import Figure

_PLACE = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True, slots=True)
class Term:
    """A ``formula``, and the ``figures`` for which its places stand."""

    formula: str
    figures: tuple[Figure, ...]


def combined(formula: str, *terms: Term) -> Term:
    """The *terms* put into the places of a *formula*, with all their figures in one row.

    >>> gdp = Term("{0}", (Figure("France", "GDP"),))
    >>> combined("100 * {0} / {1}", gdp, Term("{0} / {1}", ())).formula
    '100 * {0} / ({1} / {2})'
    """
    figures: list[Figure] = []
    parts: list[str] = []
    for term in terms:
        first = len(figures)
        moved = _PLACE.sub(lambda match: f"{{{int(match[1]) + first}}}", term.formula)  # noqa: B023
        parts.append(moved if _PLACE.fullmatch(moved) else f"({moved})")
        figures += term.figures
    return Term(formula.format(*parts), tuple(figures))


def multiplied(figures: Sequence[Figure]) -> Term:
    """One figure after the other, multiplied as rates of change are.

    >>> multiplied([Figure("a", "inflation"), Figure("b", "inflation")]).formula
    '(1 + {0} / 100) * (1 + {1} / 100)'
    """
    places = (f"(1 + {{{place}}} / 100)" for place in range(len(figures)))
    return Term(" * ".join(places), tuple(figures))
