"""A page -> its JSON-LD, and what its microdata (``itemscope``, ``itemprop``) says, as JSON-LD has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claimcheck.importing.linked_data import PROPERTIES, Record, is_review
from claimcheck.reading.schema_org import local

# Where the value of a property stands that is not the text of its element.
_VALUES = {"a": "href", "area": "href", "link": "href", "object": "data"}
_VALUES |= dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src")
_VALUES |= {"data": "value", "meter": "value", "time": "datetime"}
# A property longer than this is no property; items in items, so many.
_ROOM, _DEEPEST = 100_000, 64


def marked_up(markup: str) -> tuple[list[str], list[Record]]:
    """The contents of a page's JSON-LD scripts, and its ClaimReview items in the order in which they end.

    >>> marked_up('<script type="application/ld+json">{"a": "<b>"}</script>')
    (['{"a": "<b>"}'], [])
    >>> marked_up('<p itemscope><b itemprop="claimReviewed">It rains.</b>')
    ([], [{'claimReviewed': ['It rains.']}])
    """
    from lxml import etree

    page = _Page()
    data = markup.encode("utf-8", "replace")
    if data.strip():
        # Given a target, the parser builds no tree, whose depth it would limit by silently ending.
        etree.fromstring(data, etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True))
    return ["".join(parts) for parts in page.scripts], page.found


@dataclass(slots=True)
class _Element:
    """An open element: the item that it is, and the property whose text it holds, of the item *of*."""

    item: Record | None = None
    names: tuple[str, ...] = ()
    of: Record | None = None
    text: list[str] = field(default_factory=list)
    room: int = _ROOM


class _Page:
    """What the parser of a page tells, of which the scripts and the items are kept."""

    def __init__(self) -> None:
        self.scripts: list[list[str]] = []
        self.found: list[Record] = []
        self._in_script = False
        self._open: list[_Element] = []
        self._items: list[Record] = []
        self._heard: list[_Element] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("type", "").partition(";")[0].strip().lower()
        self._in_script = tag == "script" and kind == "application/ld+json"
        if self._in_script:
            self.scripts.append([])
        holder = self._items[-1] if self._items else None
        element = _Element()
        names = tuple(map(local, attributes.get("itemprop", "").split()))
        if "itemscope" in attributes and len(self._items) < _DEEPEST:
            kinds = [local(kind) for kind in attributes.get("itemtype", "").split()]
            element.item = {"@type": kinds} if kinds else {}
            self._items.append(element.item)
        if holder is not None and names:
            value = element.item if element.item is not None else _value(tag, attributes)
            if value is not None:
                _put(holder, names, value)
            elif len(self._heard) < _DEEPEST:
                element.names, element.of = names, holder
                self._heard.append(element)
        self._open.append(element)

    def data(self, text: str) -> None:
        if self._in_script:
            self.scripts[-1].append(text)
        for element in self._heard:
            element.text.append(text[: element.room])
            element.room -= len(element.text[-1])

    def end(self, tag: str) -> None:
        # The parser ends each element that it began, in the order of their nesting.
        self._in_script = False
        element = self._open.pop()
        if element.of is not None:
            self._heard.pop()
            _put(element.of, element.names, " ".join("".join(element.text).split()))
        if element.item is not None:
            self._items.pop()
            if is_review(element.item):
                self.found.append({key: item for key, item in element.item.items() if key in PROPERTIES})

    def close(self) -> None:
        pass


def _value(tag: str, attributes: Mapping[str, str]) -> str | None:
    """What a property says elsewhere than in the text of its element."""
    return attributes.get("content", attributes.get(_VALUES.get(tag, "")))


def _put(item: Record, names: tuple[str, ...], value: Any) -> None:
    for name in names:
        item.setdefault(name, []).append(value)
