"""The marks of Markdown and HTML within a line: links, emphasis, tags, escapes, entities.

Marks are found where they form what they are for, a pair or a link; a star or an underscore alone is text.
Nothing is searched for further than a bounded way, so that no text takes more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

_FURTHEST = 2000  # characters between the two marks of a pair, and of a comment
_MOST_OPEN = 50

_SPOT = re.compile(r"[\\*_\[\]<&`~]|(?<=\n)> ?(?=[^\s>])")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_RUN = re.compile(r"\*+|_+|~+|`+")
_PAIRED = frozenset({"*", "**", "***", "_", "__", "___", "~~", "`", "``"})
# '](https://example.org/a_(b) "title")'
_TARGET = re.compile(
    r"\]\(\s?(?:<[^<>\n]{0,1000}>|[^()\s<>]{0,1000}(?:\([^()\s<>]{0,200}\)[^()\s<>]{0,200}){0,3})"
    r"(?:\s{1,3}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s?\)"
)
_REFERENCE = re.compile(r"\]\[([^\[\]\n]{0,80})\]")
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?!\^)([^\[\]\n]{1,80})\]:[ \t]{1,4}\S{1,1000}.{0,200}$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,30}\](?!:)")
_ENTITY = re.compile(r"&(?:#(?:\d{1,7}|[xX][\da-fA-F]{1,6})|([A-Za-z][A-Za-z\d]{1,30}));")
_INLINE = (
    r"a|abbr|b|big|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr"
)
_BLOCK = (
    r"blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|section|summary"
    r"|table|tbody|td|th|thead|tr|ul"
)
_ATTRIBUTES = r"(?:\s{1,3}[\w:-]{1,40}=(?:\"[^\"<>]{0,1000}\"|'[^'<>]{0,1000}'|[^\s\"'<>]{1,300})){0,12}"
_TAG = re.compile(rf"</?(?:(?:{_INLINE})|(?P<block>{_BLOCK})){_ATTRIBUTES}\s?/?>", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"\d{1,3}|[*†‡]")


class Mark(NamedTuple):
    """A part of a text that is no word of it, and what is read instead."""

    start: int
    end: int
    instead: str = ""


def marks(text: str) -> list[Mark]:
    """The marks of *text*, in order; none overlaps another.

    >>> marks("**25** times")
    [Mark(start=0, end=2, instead=''), Mark(start=4, end=6, instead='')]
    >>> marks("5 * 3 * 2, snake_case_name, f*** and a < b & c")
    []
    """
    if _SPOT.search(text) is None:
        return []
    return _Reader(text).read()


class _Reader:
    """Goes through a text once, with the marks that are open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Mark] = []
        self._brackets: list[int] = []
        self._opened: dict[str, int] = {}
        self._defined = _defined(text)

    def read(self) -> list[Mark]:
        at = 0
        while spot := _SPOT.search(self._text, at):
            at = self._step(spot.start())
        return list(apart(self._found))

    def _step(self, at: int) -> int:
        """Read what stands at *at*; the offset after it."""
        character = self._text[at]
        if character == "\\":
            return self._escape(at)
        if character == "[":
            return self._bracket(at)
        if character == "]":
            return self._target(at)
        if character == "<":
            return self._tag(at)
        if character == "&":
            return self._entity(at)
        return self._quote(at) if character == ">" else self._run(at)

    def _quote(self, at: int) -> int:
        """The ">" of a line of a block quote that goes on from the line before."""
        before = self._text.rfind("\n", max(0, at - _FURTHEST), at - 1) + 1
        end = at + 1 + self._text.startswith(" ", at + 1)
        if self._text.startswith("> ", before):
            self._found.append(Mark(at, end))
        return end

    def _escape(self, at: int) -> int:
        if _ESCAPE.match(self._text, at) is None:
            return at + 1
        self._found.append(Mark(at, at + 1))
        return at + 2

    def _bracket(self, at: int) -> int:
        definition = _DEFINITION.match(self._text, at) if self._defined else None
        footnote = definition or _FOOTNOTE.match(self._text, at)
        if footnote is not None:
            self._found.append(Mark(at, footnote.end()))
            return footnote.end()
        self._brackets = [*self._brackets[-_MOST_OPEN:], at]
        return at + 1

    def _target(self, at: int) -> int:
        opened = self._brackets.pop() if self._brackets else None
        if opened is None or at - opened > _FURTHEST:
            return at + 1
        target = _TARGET.match(self._text, at) or self._reference(at)
        if target is None or self._is_parted(opened, at):
            return at + 1
        self._add_link(opened, at, target.end())
        return target.end()

    def _reference(self, at: int) -> re.Match[str] | None:
        reference = _REFERENCE.match(self._text, at) if self._defined else None
        return reference if reference and reference[1].casefold() in self._defined else None

    def _add_link(self, opened: int, closed: int, end: int) -> None:
        before = self._text[opened - 1] if opened else " "
        if before == "!":
            self._found.append(Mark(opened - 1, end))  # a picture: what is said in its stead is no sentence
        elif not before.isspace() and _NOTE_NUMBER.fullmatch(self._text, opened + 1, closed):
            self._found.append(Mark(opened, end))  # "members[1](#note)"
        else:
            self._found += [Mark(opened, opened + 1), Mark(closed, end)]

    def _tag(self, at: int) -> int:
        text = self._text
        if text.startswith("<!--", at):
            end = text.find("-->", at, at + _FURTHEST)
            if end < 0:
                return at + 4
            self._found.append(Mark(at, end + 3))
            return end + 3
        tag = _TAG.match(text, at)
        if tag is None:
            return at + 1
        self._found.append(Mark(at, tag.end(), " " if tag["block"] else ""))
        return tag.end()

    def _entity(self, at: int) -> int:
        entity = _ENTITY.match(self._text, at)
        if entity is None or (entity[1] and f"{entity[1]};" not in html5):
            return at + 1
        self._found.append(Mark(at, entity.end(), _character(entity.group())))
        return entity.end()

    def _run(self, at: int) -> int:
        run = _RUN.match(self._text, at)
        assert run is not None
        mark, end = run.group(), run.end()
        if mark not in _PAIRED:
            return end
        before, after = self._text[max(0, at - 1) : at], self._text[end : end + 1]
        opened = self._opened.get(mark)
        word_goes_on = mark[0] == "_" and after.isalnum()
        if opened is not None and before and not before.isspace() and not word_goes_on:
            del self._opened[mark]
            if at - opened <= _FURTHEST and not self._is_parted(opened, at):
                self._found += [Mark(opened, opened + len(mark)), Mark(at, end)]
                return end
        if after and not after.isspace() and not before.isalnum() and not self._is_in_an_address(at):
            self._opened[mark] = at
        return end

    def _is_parted(self, start: int, end: int) -> bool:
        """Whether a blank line stands between two marks, so that they are of two paragraphs."""
        between = self._text[start:end]
        return "\n\n" in between or "\r\n\r\n" in between

    def _is_in_an_address(self, at: int) -> bool:
        before = self._text[max(0, at - 200) : at].rsplit(None, 1)
        return bool(before) and not self._text[at - 1].isspace() and "://" in before[-1]


def _defined(text: str) -> frozenset[str]:
    """The names of the links whose targets stand on lines of their own: "[report]: https://example.org"."""
    if "]:" not in text:
        return frozenset()
    return frozenset(found[1].casefold() for found in _DEFINITION.finditer(text))


def _character(entity: str) -> str:
    character = unescape(entity)
    if character in ("\u00ad", "\u200b", "\u2060", "\ufeff"):
        return ""
    return " " if character.isspace() else character


def apart(found: Iterable[Mark]) -> Iterator[Mark]:
    """Marks in order, without those within another, as of an address that is left out with its link.

    >>> list(apart([Mark(4, 6), Mark(0, 5)]))
    [Mark(start=0, end=5, instead='')]
    """
    last = 0
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= last:
            yield mark
            last = mark.end
