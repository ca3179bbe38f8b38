"""Reads `page/types.d.ts`: what is declared there, and whether a value is what a declaration says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r'\s+|//.*|/\*[\s\S]*?\*/|("[^"]*"|[A-Za-z_]\w*|[{}()\[\]<>|,;:?=])')


@dataclass(frozen=True)
class Union:
    """One of several types."""

    of: frozenset[Type]


@dataclass(frozen=True)
class Array:
    """Any number of items of one type."""

    of: Type


@dataclass(frozen=True)
class Tuple:
    """So many items, each of its type; what they are called is only for the reader."""

    of: tuple[Type, ...]


@dataclass(frozen=True)
class Record:
    """Values of one type by any names."""

    of: Type


@dataclass(frozen=True)
class Named:
    """What is declared elsewhere under its name, a simple type, or a literal in its quotes."""

    name: str


Type = Union | Array | Tuple | Record | Named


@dataclass(frozen=True)
class Field:
    """A field of an interface."""

    type: Type
    optional: bool = False


@dataclass
class Declared:
    """All that a file of types declares."""

    interfaces: dict[str, dict[str, Field]] = field(default_factory=dict)
    aliases: dict[str, Type] = field(default_factory=dict)

    def names(self) -> Iterator[str]:
        """The names of all types that a declaration mentions."""
        kinds = [
            *self.aliases.values(),
            *(one.type for of in self.interfaces.values() for one in of.values()),
        ]
        while kinds:
            match kinds.pop():
                case Named(name=name):
                    yield from () if name.startswith('"') else (name,)
                case Union(of=parts) | Tuple(of=parts):
                    kinds += parts
                case Array(of=part) | Record(of=part):
                    kinds.append(part)

    def wrong(self, value: Any, kind: Type, where: str = "") -> Iterator[str]:
        """Where *value*, which is of JSON, is not of that *kind*, in words."""
        match kind:
            case Union(of=kinds):
                if all(any(self.wrong(value, one)) for one in kinds):
                    yield f"{where}: {value!r} is none of {sorted(map(str, kinds))}" + "".join(
                        f"\n    {said}" for one in kinds for said in self.wrong(value, one, where)
                    )
            case Array(of=item) | Record(of=item):
                yield from self._wrong_items(value, item, dict if isinstance(kind, Record) else list, where)
            case Tuple(of=items):
                if not isinstance(value, list) or len(value) != len(items):
                    yield f"{where}: {value!r} are not {len(items)} items"
                else:
                    for index, (one, item) in enumerate(zip(value, items, strict=True)):
                        yield from self.wrong(one, item, f"{where}[{index}]")
            case Named(name=name):
                yield from self._wrong_named(value, name, where)

    def _wrong_items(
        self, value: Any, item: Type, holder: type[list[Any]] | type[dict[str, Any]], where: str
    ) -> Iterator[str]:
        if not isinstance(value, holder):
            yield f"{where}: {value!r} is no {holder.__name__}"
            return
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from self.wrong(one, item, f"{where}[{key!r}]")

    def _wrong_named(self, value: Any, name: str, where: str) -> Iterator[str]:
        if name in self.aliases:
            yield from self.wrong(value, self.aliases[name], where)
        elif name in self.interfaces:
            yield from self._wrong_fields(value, self.interfaces[name], where or name)
        elif name != "unknown" and not _is_simple(value, name):
            yield f"{where}: {value!r} is no {name}"

    def _wrong_fields(self, value: Any, fields: dict[str, Field], where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{where}: {value!r} is no record"
            return
        yield from (f"{where}.{name} is not declared" for name in value.keys() - fields.keys())
        for name, one in fields.items():
            if name in value:
                yield from self.wrong(value[name], one.type, f"{where}.{name}")
            elif not one.optional:
                yield f"{where}.{name} is missing"


def _is_simple(value: Any, name: str) -> bool:
    match name:
        case "string":
            return isinstance(value, str)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "boolean":
            return isinstance(value, bool)
        case "null":
            return value is None
        case "undefined":
            return False
        case _:
            return name.startswith('"') and bool(value == name.strip('"'))


def declared(text: str) -> Declared:
    """What *text*, the content of a file of types, declares."""
    return _Reader(text).read()


class _Reader:
    """Reads the part of TypeScript that `types.d.ts` is written in; what is not of it fails."""

    def __init__(self, text: str) -> None:
        assert _TOKEN.sub("", text) == "", "something in it is no TypeScript that this test knows"
        self._tokens = [found[1] for found in _TOKEN.finditer(text) if found[1]]
        self._found = Declared()

    def read(self) -> Declared:
        while self._tokens:
            self._take("export")
            what, name = self._take(), self._take()
            if what == "interface":
                self._found.interfaces[name] = self._interface()
            else:
                assert what == "type", f"neither an interface nor a type: {what} {name}"
                self._take("=")
                self._found.aliases[name] = self._type()
                self._take(";")
        return self._found

    def _take(self, expected: str | None = None) -> str:
        token = self._tokens.pop(0)
        assert expected in (None, token), f"{token} where {expected} was expected"
        return token

    def _next_is(self, token: str) -> bool:
        """Whether *token* comes next; it is taken then."""
        here = bool(self._tokens) and self._tokens[0] == token
        if here:
            self._take()
        return here

    def _interface(self) -> dict[str, Field]:
        fields = dict(self._found.interfaces[self._take()]) if self._next_is("extends") else {}
        self._take("{")
        while not self._next_is("}"):
            name, optional = self._take(), self._next_is("?")
            self._take(":")
            fields[name] = Field(self._type(), optional)
            self._take(";")
        return fields

    def _type(self) -> Type:
        self._next_is("|")
        kinds = [self._part()]
        while self._next_is("|"):
            kinds.append(self._part())
        return Union(frozenset(kinds)) if len(kinds) > 1 else kinds[0]

    def _part(self) -> Type:
        part = self._one()
        while self._next_is("["):
            self._take("]")
            part = Array(part)
        return part

    def _one(self) -> Type:
        if self._next_is("("):
            inner = self._type()
            self._take(")")
            return inner
        if self._next_is("["):
            return self._tuple()
        name = self._take()
        if name != "Record":
            return Named(name)
        for token in ("<", "string", ","):
            self._take(token)
        values = self._type()
        self._take(">")
        return Record(values)

    def _tuple(self) -> Tuple:
        items: list[Type] = []
        while not self._next_is("]"):
            if self._tokens[1] == ":":
                self._take()
                self._take(":")
            items.append(self._type())
            self._next_is(",")
        return Tuple(tuple(items))
