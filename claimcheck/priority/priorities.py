"""What a desk holds important: what each part of a priority counts, topics, people, and what comes last."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from rapidfuzz import process

from claimcheck.errors import ClaimcheckError
from claimcheck.model import Kind
from claimcheck.priority.interests import Interests
from claimcheck.toml_files import read_toml

_LONGEST, _MOST, _HEAVIEST = 80, 200, 1000
_KEYS = {"weights", "topics", "people", "leave_out", "minimum"}
_EXAMPLES = {"people": "Ana Ruiz", "leave_out": "experience"}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts beside the others; ``interest`` only at a desk that names topics or people.

    ``stakes`` is what the desk says of a claim's reach and harm, and counts where it has said something.
    """

    checkable: float
    look_up: float
    who: float
    about: float
    elsewhere: float
    interest: float
    stakes: float


@cache
def _house_weights() -> Weights:
    """What each part counts at a desk that says nothing else."""
    text = files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")
    return Weights(**tomllib.loads(text))


@dataclass(frozen=True)
class Priorities:
    """What a desk would check first: ``weights``, ``topics`` by name with their words, ``people`` or offices.

    Claims that are of nothing but a kind to ``leave_out`` come last, and those of a priority below
    ``minimum`` are in no list, and at the desk not among what is to do.

    >>> Priorities(topics={"defence": ("ammunition",)}).of_interest("They produce ammunition.", None)
    ('defence',)
    """

    weights: Weights = field(default_factory=_house_weights)
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    leave_out: frozenset[Kind] = frozenset()
    minimum: float = 0.0

    @classmethod
    def read(cls, path: str | Path) -> Priorities:
        """The priorities of a TOML file; raises ClaimcheckError that says what is wrong in which file.

        Its keys are ``people``, ``leave_out`` and ``minimum`` under [priority], the weights under
        [priority.weights], and lists of words under [priority.topics].
        """
        return priorities_of(read_toml(path, "priorities", "Name a TOML file."), str(path))

    @property
    def named(self) -> bool:
        """Whether the desk names topics or people at all."""
        return bool(any(self.topics.values()) or self.people)

    def leaves_out(self, kinds: Collection[str]) -> bool:
        """Whether a claim of those *kinds* comes last, being of no other than the desk leaves out."""
        return bool(kinds) and self.leave_out.issuperset(kinds)

    def is_listed(self, priority: float) -> bool:
        """Whether a claim of that *priority*, as it is shown, reaches the desk's minimum.

        >>> Priorities(minimum=0.3).is_listed(0.1 + 0.2), Priorities(minimum=0.3).is_listed(0.29)
        (True, False)
        """
        return round(priority, 4) >= self.minimum

    def of_interest(self, text: str, speaker: str | None, office: str | None = None) -> tuple[str, ...]:
        """The topics and people of the desk that a claim is about, or said by; *office* is the speaker's.

        >>> ours = Priorities(people=("NATO Secretary-General",))
        >>> ours.of_interest("It is so.", "Jens Stoltenberg", "Secretary General of NATO")
        ('NATO Secretary-General',)
        """
        return self._interests.told(text, speaker, office) if self.named else ()

    @cached_property
    def _interests(self) -> Interests:
        return Interests(self.topics, self.people)


WEIGHTS = tuple(one.name for one in fields(Weights))


def priorities_of(table: Mapping[str, Any], where: str) -> Priorities:
    """The priorities that *table* says, read from *where*; raises ClaimcheckError with the remedy.

    >>> priorities_of({"priority": {"people": ["Ana Ruiz"]}}, "ours.toml").people
    ('Ana Ruiz',)
    """
    for name in _KEYS & table.keys():
        raise ClaimcheckError(f"{where}: it has {name!r} by itself; put it under [priority].")
    _refuse_unknown(table, {"priority"}, where, "it")
    own = _table_in(table, "priority", where)
    _refuse_unknown(own, _KEYS, where, "[priority]")
    return Priorities(
        weights=_weights(_table_in(own, "weights", where), where),
        topics=_topics(_table_in(own, "topics", where), where),
        people=_words(own.get("people", []), "people", where),
        leave_out=_kinds(own.get("leave_out", []), where),
        minimum=_number(own.get("minimum", 0), "minimum", where, 1),
    )


def priorities_to_json(priorities: Priorities) -> dict[str, Any]:
    """*priorities* as a table that `priorities_of` reads.

    >>> priorities_of(priorities_to_json(Priorities(people=("Ana Ruiz",))), "here").people
    ('Ana Ruiz',)
    """
    return {
        "priority": {
            "weights": {name: getattr(priorities.weights, name) for name in WEIGHTS},
            "topics": {name: list(words) for name, words in priorities.topics.items()},
            "people": list(priorities.people),
            "leave_out": sorted(priorities.leave_out),
            "minimum": priorities.minimum,
        }
    }


def as_toml(priorities: Priorities) -> str:
    """*priorities* as the text of a file that `Priorities.read` reads.

    >>> priorities_of(tomllib.loads(as_toml(Priorities(people=("Ana Ruiz",)))), "here").people
    ('Ana Ruiz',)
    """
    record = priorities_to_json(priorities)["priority"]
    weights, topics = record.pop("weights"), record.pop("topics")
    tables = [("priority", record), ("priority.weights", weights), ("priority.topics", topics)]
    lines = [
        f"[{name}]\n" + "".join(f"{_toml(key)} = {_toml(value)}\n" for key, value in table.items())
        for name, table in tables
        if table
    ]
    return "\n".join(lines)


def _toml(value: Any) -> str:
    """Text, a number or a list of them as TOML reads it: as JSON, but for two ways to write a letter."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table_in(table: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    found = table.get(name, {})
    if not isinstance(found, Mapping):
        example = name if name == "priority" else f"priority.{name}"
        raise ClaimcheckError(f"{where}: {name} is {found!r}; it has to be a table, such as [{example}].")
    return found


def _refuse_unknown(table: Mapping[str, Any], known: Iterable[str], where: str, what: str) -> None:
    for name in table:
        if name not in known:
            near = process.extractOne(name, [*known], score_cutoff=60)
            meant = f"did you mean {near[0]}?" if near else f"it can have {', '.join(sorted(known))}."
            raise ClaimcheckError(f"{where}: {what} has {name!r}, which is not known; {meant}")


def _weights(own: Mapping[str, Any], where: str) -> Weights:
    _refuse_unknown(own, WEIGHTS, where, "[priority.weights]")
    changed = {name: _number(value, name, where) for name, value in own.items()}
    weights = replace(_house_weights(), **changed)
    if not any(getattr(weights, name) for name in WEIGHTS):
        raise ClaimcheckError(f"{where}: all weights are 0, which orders nothing; leave one of them above 0.")
    return weights


def _number(value: Any, name: str, where: str, most: int = _HEAVIEST) -> float:
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    if not fits or not 0 <= value <= most:
        raise ClaimcheckError(f"{where}: {name} is {value!r}; it has to be a number from 0 to {most}.")
    return float(value)


def _topics(own: Mapping[str, Any], where: str) -> dict[str, tuple[str, ...]]:
    if not all(map(str.strip, own)):
        raise ClaimcheckError(f"{where}: a topic has no name; write one before its words.")
    for name, listed in own.items():
        if not listed and isinstance(listed, list | tuple):
            raise ClaimcheckError(f"{where}: the topic {name} has no words; give some, or leave it out.")
    return {name: _words(listed, name, where) for name, listed in own.items()}


def _words(listed: Any, name: str, where: str) -> tuple[str, ...]:
    if not isinstance(listed, list | tuple) or len(listed) > _MOST:
        example = _EXAMPLES.get(name, "ammunition")
        raise ClaimcheckError(f'{where}: {name} has to be a list of at most {_MOST}, such as ["{example}"].')
    for word in listed:
        if not isinstance(word, str) or not _WORD.search(word) or len(word) > _LONGEST:
            raise ClaimcheckError(
                f"{where}: {name} has {word!r}; each of them has to be words, at most {_LONGEST} characters."
            )
    return tuple(listed)


def _kinds(listed: Any, where: str) -> frozenset[Kind]:
    for name in _words(listed, "leave_out", where):
        if name not in set(Kind):
            known = ", ".join(Kind)
            raise ClaimcheckError(
                f"{where}: leave_out has {name!r}, which is no kind of claim; these are {known}."
            )
    return frozenset(map(Kind, listed))
