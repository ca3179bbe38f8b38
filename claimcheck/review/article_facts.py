"""When two articles are one, and what a newer reading of it says otherwise."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from claimcheck.addresses import same_page
from claimcheck.model import Article

FACTS = ("title", "publisher", "author", "published", "url", "language")
"""What is known about an article besides its text, and may be learned later."""

TOLD = "facts"
"""Under this name an event says what was learned about articles, by their ids."""


@dataclass(frozen=True, slots=True)
class NewerFact:
    """What is kept of an article under a name (None: nothing), and what is said of it now."""

    name: str
    kept: str | None
    now: str

    def __str__(self) -> str:
        return f"{self.name} {self.now} (kept: {self.kept or 'none'})"


def newer_facts(kept: Article, article: Article) -> tuple[NewerFact, ...]:
    """What *article* says of itself otherwise than it is *kept*, or beyond it; an address by its page.

    >>> [str(fact) for fact in newer_facts(Article("It rains."), Article("It rains.", author="Ann Lee"))]
    ['author Ann Lee (kept: none)']
    """
    pairs = ((name, getattr(kept, name), getattr(article, name)) for name in FACTS)
    return tuple(
        NewerFact(name, before, now) for name, before, now in pairs if now and _differ(name, before, now)
    )


def offered(facts: Iterable[NewerFact]) -> str:
    """In words what is new about an article that is there."""
    return f"This article is kept already, but it says otherwise: {'; '.join(map(str, facts))}."


def taken_over(facts: Iterable[NewerFact]) -> str:
    """In words what holds of an article from now on, and what did before."""
    return "; ".join(f"{fact.name} {fact.now} (before: {fact.kept or 'none'})" for fact in facts)


def with_facts(article: Article, facts: Mapping[str, str]) -> Article:
    """*article* with these *facts* about it; it stays the same one."""
    return replace(article, **facts, kept_as=article.id) if facts else article  # type: ignore[arg-type]


def facts_in(data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What the event of this *data* says about articles, by their ids; without what is no fact."""
    told = data.get(TOLD)
    return {
        article_id: {name: value for name, value in facts.items() if name in FACTS and isinstance(value, str)}
        for article_id, facts in (told.items() if isinstance(told, dict) else ())
        if isinstance(facts, dict)
    }


def by_name(facts: Iterable[NewerFact]) -> dict[str, str]:
    """What is new of *facts*, by their names."""
    return {fact.name: fact.now for fact in facts}


def same_article(kept: Article, article: Article) -> bool:
    """Whether *article*, of the same text, is the one that is *kept*: of one page, else of one publisher.

    One wire story in two papers is two articles.
    """
    if kept.url and article.url:
        return same_page(kept.url, article.url)
    alike = _written(kept.publisher) == _written(article.publisher)
    return alike and bool(kept.publisher or not (kept.url or article.url))


def text_print(text: str) -> str:
    """What texts have in common that differ in line ends, blanks at the ends, a byte-order mark or NFC alone.

    >>> text_print("Café\\r\\n32 members. ") == text_print("\\ufeffCafe\\u0301\\n32 members.")
    True
    """
    lines = unicodedata.normalize("NFC", text.replace("\ufeff", "")).splitlines()
    # Lines that are blank do not count: programs that disagree on how lines end make some.
    written = "\n".join(line.rstrip() for line in lines if line.strip()).strip()
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _differ(name: str, before: str | None, now: str) -> bool:
    if name == "url" and before:
        return not same_page(before, now)
    return _written(before) != _written(now)


def _written(value: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", value or "").split())
