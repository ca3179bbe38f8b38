"""A page -> the ClaimReview records of its microdata (``itemscope``, ``itemprop``), as JSON-LD has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claimcheck.importing.linked_data import PROPERTIES, Record, is_review
from claimcheck.reading.schema_org import local

# Where the value of a property stands that is not the text of its element.
_ADDRESSES = {"a": "href", "area": "href", "link": "href", "object": "data"}
_ADDRESSES |= dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src")
_VALUES = {"data": "value", "meter": "value", "time": "datetime"}
# A property longer than this is no property; items in items, so many.
_ROOM, _DEEPEST = 100_000, 64


def microdata(markup: str) -> list[Record]:
    """The ClaimReview items of a page, in the order in which they end.

    >>> microdata('<p itemscope><b itemprop="claimReviewed">It rains.</b>')
    [{'claimReviewed': ['It rains.']}]
    """
    from lxml import etree

    if "itemscope" not in markup.lower():
        return []
    # Given a target, the parser builds no tree, whose depth it would limit by silently ending.
    parser = etree.HTMLParser(target=_Items(), encoding="utf-8", huge_tree=True)
    found: list[Record] = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    return found


@dataclass(slots=True)
class _Element:
    """An open element: the item that it is, and the property whose text it holds, of the item *of*."""

    tag: str
    item: Record | None = None
    names: tuple[str, ...] = ()
    of: Record | None = None
    text: list[str] = field(default_factory=list)
    room: int = _ROOM


class _Items:
    """What the parser of a page tells, of which the items are kept."""

    def __init__(self) -> None:
        self._open: list[_Element] = []
        self._items: list[Record] = []
        self._heard: list[_Element] = []
        self._found: list[Record] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        holder = self._items[-1] if self._items else None
        element = _Element(tag)
        names = tuple(map(local, attributes.get("itemprop", "").split()))
        if "itemscope" in attributes and len(self._items) < _DEEPEST:
            element.item = _begun(attributes)
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
        for element in self._heard:
            element.text.append(text[: element.room])
            element.room -= len(element.text[-1])

    def end(self, tag: str) -> None:
        while self._open:
            element = self._open.pop()
            self._close(element)
            if element.tag == tag:
                return

    def close(self) -> list[Record]:
        while self._open:
            self._close(self._open.pop())
        return self._found

    def _close(self, element: _Element) -> None:
        if element.of is not None:
            self._heard.remove(element)
            _put(element.of, element.names, " ".join("".join(element.text).split()))
        if element.item is not None:
            self._items.pop()
            if is_review(element.item):
                self._found.append(
                    {name: value for name, value in element.item.items() if name in PROPERTIES}
                )


def _begun(attributes: Mapping[str, str]) -> Record:
    kinds = [local(kind) for kind in attributes.get("itemtype", "").split()]
    return {"@type": kinds} if kinds else {}


def _value(tag: str, attributes: Mapping[str, str]) -> str | None:
    """What a property says elsewhere than in the text of its element."""
    if "content" in attributes:
        return attributes["content"]
    name = _ADDRESSES.get(tag) or _VALUES.get(tag)
    return attributes.get(name) if name else None


def _put(item: Record, names: tuple[str, ...], value: Any) -> None:
    for name in names:
        item.setdefault(name, []).append(value)
