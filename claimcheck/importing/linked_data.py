"""JSON-LD of any size -> the ClaimReview records that stand anywhere in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TextIO

import ijson

from claimcheck.importing import fact_check_tools
from claimcheck.reading.decoding import MAX_CHARACTERS
from claimcheck.reading.schema_org import local

Record = dict[str, Any]
"""The properties of a ClaimReview that are read, without their prefixes; nested values as JSON gives them."""

PROPERTIES = frozenset(
    (
        *("@type", "claimReviewed", "itemReviewed", "reviewRating", "author", "publisher"),
        *("url", "headline", "name", "datePublished", "dateCreated", "inLanguage"),
        *fact_check_tools.PROPERTIES,
    )
)
"""The properties that are kept of an object; no other is ever held in memory."""

_DEEPEST = 64
# So many objects with an @id are remembered, and so many records wait for one.
_MOST_NAMED, _MOST_WAITING = 10_000, 200
_MOST_POINTERS = 20
_NAMING = {"name", "text"}
ROOM = 2_000_000
_CHUNK = 65_536
_OPENING, _CLOSING = {"start_map", "start_array"}, {"end_map", "end_array"}
_SPACE = re.compile(r"\s*")
# JSON forbids control characters in a string, line breaks too; many a page has them: each becomes a space.
_SPACED = bytes(max(byte, 32) for byte in range(256))
# Python refuses an integer of 4,300 digits or more, and the yajl of ijson then goes on with a null pointer.
_DIGITS_ALIKE = bytes(48 if 48 <= byte <= 57 else byte for byte in range(256))
_TOO_MANY_DIGITS = b"0" * 1_000
_DIGITS = re.compile(rb"[0-9]{1000,}")


class BrokenError(ValueError):
    """JSON that cannot be read on; the message says where it breaks. What came before was given."""


class TooLarge:
    """Stands for a value that is too large or nested too deeply to be kept."""


def records(text: TextIO, on_deep: Callable[[], None] = lambda: None) -> Iterator[Record]:
    """The ClaimReview records of *text*, one or many JSON values, in the order in which they end.

    They are found in lists, @graph, DataFeed, ItemList or whatever else holds them; memory does not grow
    with the text. *on_deep* is called for each value that is nested too deeply to be looked into.
    Raises ``BrokenError`` at the place where the JSON ends to be JSON, and after what came before it.

    >>> import io
    >>> [one["claimReviewed"] for one in records(io.StringIO('[{"item": {"claimReviewed": "It rains."}}]'))]
    ['It rains.']
    """
    named: dict[str, Record] = {}
    waiting: list[Record] = []
    try:
        for record in _found(text, on_deep, named):
            waiting.append(record)
            # Who is named by @id alone may be told further down.
            if len(waiting) >= _MOST_WAITING or not _points(waiting, named):
                yield from (_filled_in(one, named) for one in waiting)
                waiting.clear()
    except BrokenError:
        yield from (_filled_in(one, named) for one in waiting)
        raise
    yield from (_filled_in(one, named) for one in waiting)


def _found(text: TextIO, on_deep: Callable[[], None], named: dict[str, Record]) -> Iterator[Record]:
    """The records of *text*, and in *named* the objects that have an @id."""
    source = _Bytes(text)
    events = ijson.basic_parse(source, multiple_values=True)
    try:
        for event, _ in events:
            yield from _within(event, events, 0, on_deep, named)
    except (ijson.JSONError, ValueError, ArithmeticError) as error:
        raise BrokenError(_place(text, source.line)) from error


class _Bytes:
    """*text* as the UTF-8 that ijson reads, with the line that has been reached."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.line = 1

    def read(self, size: int) -> bytes:
        if size == 0:
            return b""
        part = self._text.read(_CHUNK)
        self.line += part.count("\n")
        data = part.encode("utf-8", "replace").translate(_SPACED)
        if _TOO_MANY_DIGITS in data.translate(_DIGITS_ALIKE):
            data = _DIGITS.sub(lambda digits: digits[0][:999], data)
        return data


def _within(
    event: str,
    events: Iterator[tuple[str, Any]],
    depth: int,
    on_deep: Callable[[], None],
    named: dict[str, Record],
) -> Iterator[Record]:
    """The records in the value that begins with *event*, the value itself among them."""
    if depth > _DEEPEST and event in _OPENING:
        on_deep()
        _kept(event, None, events, room=0)
    elif event == "start_array":
        for inner, _ in events:
            if inner == "end_array":
                return
            yield from _within(inner, events, depth + 1, on_deep, named)
    elif event == "start_map":
        own: Record = {}
        for inner, key in events:
            if inner == "end_map":
                break
            begins, value = next(events)
            if (name := local(key)) in PROPERTIES or name == "@id":
                own[name] = _kept(begins, value, events, ROOM)
            elif begins in _OPENING:
                yield from _within(begins, events, depth + 1, on_deep, named)
        _note(own, named)
        yield from _of_object(own)


def _note(own: Record, named: dict[str, Record]) -> None:
    """Remember *own*, and what it holds, where it has words and an @id by which it may be meant elsewhere."""
    for one in (own, *own.values()):
        name = one.get("@id") if isinstance(one, dict) and _NAMING & set(one) else None
        if isinstance(name, str) and len(named) < _MOST_NAMED:
            named.setdefault(name, one)


def _is_pointer(value: Any) -> bool:
    """Whether an object says nothing but which other one is meant."""
    return isinstance(value, dict) and isinstance(value.get("@id"), str) and not set(value) - {"@id", "@type"}


def _points(value: Any, named: Mapping[str, Record]) -> bool:
    """Whether somebody in *value* is named by an @id that is not told yet."""
    if _is_pointer(value):
        return value["@id"] not in named
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_points(one, named) for one in inner)


def _filled_in(record: Record, named: Mapping[str, Record]) -> Record:
    """*record* with what is told elsewhere of those whom it names by @id alone."""
    left = _MOST_POINTERS

    def told(value: Any) -> Any:
        nonlocal left
        if _is_pointer(value) and value["@id"] in named and left:
            # Circles end, and so does what points at much that points at much.
            left -= 1
            return told(named[value["@id"]])
        if isinstance(value, dict):
            return {name: told(inner) for name, inner in value.items()}
        return [told(one) for one in value] if isinstance(value, list) else value

    filled: Record = told(record)
    return filled


def _kept(event: str, value: Any, events: Iterator[tuple[str, Any]], room: int) -> Any:
    """The value that begins with *event*, read to its end; ``TooLarge`` where it takes more than *room*."""
    if event not in _OPENING:
        return TooLarge() if isinstance(value, str) and len(value) > room else value
    builder = ijson.ObjectBuilder()
    depth = 0
    while True:
        depth += (event in _OPENING) - (event in _CLOSING)
        room -= len(value) if isinstance(value, str) else 1
        if depth > _DEEPEST:
            room = -1
        if room >= 0:
            builder.event(event, local(value) if event == "map_key" else value)
        if depth == 0:
            return builder.value if room >= 0 else TooLarge()
        event, value = next(events)


def _of_object(own: Record) -> Iterator[Record]:
    """The review that *own* is, those of an answer of Google's API, or those in the values that were kept."""
    answered = list(fact_check_tools.reviews(own))
    if answered:
        yield from answered
    elif is_review(own):
        yield {name: value for name, value in own.items() if name in PROPERTIES}
    else:
        for value in own.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    yield from _of_object(one)


def is_review(own: Record) -> bool:
    """Whether an object is a ClaimReview, or says which claim was reviewed."""
    types = own.get("@type")
    names = types if isinstance(types, list) else [types]
    return "claimReviewed" in own or any(
        isinstance(name, str) and local(name.strip()) == "ClaimReview" for name in names
    )


def _place(text: TextIO, reached: int) -> str:
    """Where *text* ends to be JSON: line and column if it is short enough to be read again."""
    text.seek(0)
    whole = text.read(MAX_CHARACTERS + 1)
    if len(whole) <= MAX_CHARACTERS:
        try:
            _read_through(whole)
        except json.JSONDecodeError as error:
            return f"it breaks at line {error.lineno}, column {error.colno} ({error.msg})"
        except RecursionError:
            pass
    return f"it breaks at or before line {reached}"


def _read_through(text: str) -> None:
    """Read one JSON value after the other; raises JSONDecodeError at the place where *text* is none."""
    decoder = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
    at = 0
    while space := _SPACE.match(text, at):
        if space.end() == len(text):
            return
        _, at = decoder.raw_decode(text, space.end())
