"""What a statement that stands alone is made of."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Span


@dataclass(frozen=True, slots=True)
class Bracket:
    """One insertion: where it is ``at`` in the statement, brackets included, and the ``text`` within them.

    ``words`` are those of the article that it stands for, an empty span where it only adds; ``source`` is
    where the article says what is inserted, None where that was reckoned from the article's date.
    """

    at: Span
    text: str
    words: Span
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class OpenWords:
    """Words of the article that the statement leaves as they are though they point beyond it, and why."""

    words: Span
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class StandAlone:
    """A statement to offer; without ``brackets`` its text is the claim's words."""

    text: str
    brackets: tuple[Bracket, ...] = ()
    open: tuple[OpenWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Insertion:
    """What a rule would insert instead of ``words``, or beside them where they are an empty span."""

    words: Span
    text: str
    source: Span | None = None


Finding = Insertion | OpenWords
