"""Articles are read without the marks of Markdown and HTML; what is found has the offsets of the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import wraps
from typing import Any, TypeVar, cast

from claimcheck.flagging.unit_marks import unit_marks
from claimcheck.inline_marks import marks
from claimcheck.model import Article, Claim, Quantity, Sentence, Span
from claimcheck.plain_text import plain_text, without_marks

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Found = TypeVar("_Found")


class PlainReading:
    """An article and its sentences without marks, and the way back from what is found in them.

    >>> article = Article("It has **32** members.")
    >>> reading = PlainReading(article, [Sentence(Span(0, 22), Span(0, 22))])
    >>> reading.article.text, reading.sentences[0].span
    ('It has 32 members.', Span(start=0, end=18))
    >>> reading.back(Span(7, 17)).of(article.text)
    '32** members'
    """

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self._given = article
        self._plain = plain_text(article.text)
        ordinals = (article.language or "").lower().startswith("de")
        ends = list(unit_marks(article.text, sentences, ordinals=ordinals))
        if ends:
            self._plain = without_marks(article.text, [*marks(article.text), *ends])
        self._known: dict[Span, Span] = {}
        self.article = replace(article, text=self._plain.text) if self._plain.is_marked else article
        self.sentences = (
            [self.there(unit) for unit in sentences] if self._plain.is_marked else list(sentences)
        )

    def there(self, value: _Found) -> _Found:
        """*value* with every span in it as one of the plain text."""
        return _moved(value, self._place) if self._plain.is_marked else value

    def back(self, value: _Found) -> _Found:
        """*value* with every span in it as one of the article's own text, and the words that stand there.

        A span that was given comes back as it was given, with the marks at its ends.
        """
        return _moved(value, self._origin, self._given) if self._plain.is_marked else value

    def _place(self, span: Span) -> Span:
        placed = Span(self._plain.place(span.start), self._plain.place(span.end))
        self._known.setdefault(placed, span)
        return placed

    def _origin(self, span: Span) -> Span:
        return self._known.get(span) or self._plain.origin(span)


def read_plainly(function: _Function) -> _Function:
    """*function* of an article, its sentences and perhaps a span of it, made to see them without marks."""

    @wraps(function)
    def read(article: Article, sentences: Sequence[Sentence], *given: object, **named: object) -> Any:
        reading = PlainReading(article, sentences)
        at = {name: reading.there(value) for name, value in named.items()}
        return reading.back(function(reading.article, reading.sentences, *reading.there(given), **at))

    return cast(_Function, read)


def words_read_plainly(function: _Function) -> _Function:
    """*function* of a text and perhaps a span of it, made to see them without marks."""

    @wraps(function)
    def read(text: str, *given: object, **named: object) -> Any:
        if not isinstance(text, str):
            return function(text, *given, **named)  # which says what it takes
        reading = PlainReading(Article(text), ())
        at = {name: reading.there(value) for name, value in named.items()}
        return reading.back(function(reading.article.text, *reading.there(given), **at))

    return cast(_Function, read)


def _moved(value: Any, move: Callable[[Span], Span], article: Article | None = None) -> Any:
    """*value* with its spans moved, and where they are the *article*'s own with its words and its id."""
    if isinstance(value, Span):
        return move(value)
    if isinstance(value, tuple | list):
        make = getattr(value, "_make", type(value))  # a named tuple is made of its fields by another name
        return make(_moved(one, move, article) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: _moved(getattr(value, field.name), move, article) for field in fields(value)}
    of_the_text = not isinstance(value, Quantity)  # whose words are told: "25 times", not "25** times"
    if article is not None and of_the_text and "text" in changed and isinstance(changed.get("span"), Span):
        changed["text"] = changed["span"].of(article.text)
    if article is not None and isinstance(value, Claim):
        changed["article_id"] = article.id
    return replace(value, **changed)
