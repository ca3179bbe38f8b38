"""What a desk is handed, so that it needs to know no file, no flagger and no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from claimcheck.model import Article, Claim, Span


class Likeness(Protocol):
    """A claim elsewhere with nearly the same words; ``score`` runs from 0 to 100."""

    @property
    def claim_id(self) -> str:
        """Which claim."""

    @property
    def score(self) -> float:
        """How like."""


class Finder(Protocol):
    """Finds the claims of other articles that say nearly the same as one."""

    def near(self, claim_id: str) -> Sequence[Likeness]:
        """The likest claims, best first."""


class Drawn(Protocol):
    """Something that a notebook can show."""

    def _repr_mimebundle_(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Its data and its metadata by MIME type."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The rest of claimcheck as far as a desk uses it.

    - ``read_file(data, name)`` and ``read_text(text, title, publisher, url)`` make an article;
    - ``flag(article)`` finds its claims, ``outline(article)`` the spans of its sentences;
    - ``pile(claims)`` takes (claim id, article id, text) and finds likenesses among them;
    - ``export()`` writes the verdict CSV and says where;
    - ``charts()`` draws the pile, ``agreement()`` says how far blind ratings agree.

    All raise ClaimcheckError with the remedy.
    """

    read_file: Callable[[bytes, str], Article]
    read_text: Callable[[str, str | None, str | None, str | None], Article]
    flag: Callable[[Article], Sequence[Claim]]
    outline: Callable[[Article], Sequence[Span]]
    pile: Callable[[Iterable[tuple[str, str, str]]], Finder]
    export: Callable[[], str]
    charts: Callable[[], Drawn]
    agreement: Callable[[], str]
