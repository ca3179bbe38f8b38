"""Priorities as a person fills them in, field by field; what cannot be meant is told beside its field."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimcheck.errors import ClaimcheckError, FieldError
from claimcheck.folding import fold
from claimcheck.priority.priorities import Priorities, priorities_of
from claimcheck.priority.prioritize import shares

_SHOWN = 40
_MOST = 200


def filled_in(form: Mapping[str, Any]) -> Priorities:
    """The priorities of *form*: ``weights``, ``people``, ``leave_out``, ``minimum``, and ``topics`` in order.

    A topic has a ``name`` and ``words``. Raises FieldError with the field that cannot be meant so.

    >>> filled_in({"topics": [{"name": "defence", "words": ["ammunition"]}]}).topics
    {'defence': ('ammunition',)}
    """
    topics = _topics(form.get("topics", ()))
    people = _each_once([_tidy(name) for name in form.get("people", ())], "people")
    parts = {
        "weights": ("The weights", form.get("weights", {})),
        "people": ("People and offices", people),
        "leave_out": ("Kinds to leave out", list(form.get("leave_out", ()))),
        "minimum": ("The minimum", form.get("minimum", 0)),
    }
    for name, (label, value) in parts.items():
        _refuse(name, {name: value}, label)
    own = {name: value for name, (_label, value) in parts.items()}
    found = priorities_of({"priority": {**own, "topics": topics}}, "Your priorities")
    _refuse_no_order(found)
    return found


def _refuse_no_order(found: Priorities) -> None:
    """Raise FieldError where all that counts for every claim is 0."""
    if not any(share for name, share in shares(found).items() if name != "stakes"):
        raise FieldError(
            "weights",
            "Nothing that counts for every claim is above 0, which orders nothing; raise one of them.",
        )


def _topics(given: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    if len(given) > _MOST:
        raise FieldError("topics", f"There can be at most {_MOST} topics; take some away.")
    named = [(_tidy(one["name"]), [*filter(None, map(_tidy, one["words"]))]) for one in given]
    for name, words in named:
        if not words:
            raise FieldError(
                "topics", f"The topic “{_short(name)}” has no words yet: say by which it is known."
            )
        _refuse("topics", {"people": [name]}, "The name of a topic")
        _refuse("topics", {"topics": {name: words}}, "A topic")
    _each_once([name for name, _words in named], "topics")
    return dict(named)


def _refuse(field: str, table: Mapping[str, Any], label: str) -> None:
    try:
        priorities_of({"priority": table}, label)
    except ClaimcheckError as refusal:
        raise FieldError(field, str(refusal)) from None


def _each_once(names: Iterable[str], field: str) -> list[str]:
    """*names*, of which no two may be the same however they are spelt."""
    known: dict[str, str] = {}
    for name in names:
        if fold(name) in known:
            raise FieldError(field, f"“{_short(name)}” is there already; take one of them away.")
        known[fold(name)] = name
    return list(known.values())


def _tidy(words: str) -> str:
    """*words* in one line, without what cannot be seen or turns the text around it."""
    shown = (" " if unicodedata.category(one) in ("Cc", "Cs") else one for one in words)
    return " ".join("".join(one for one in shown if unicodedata.category(one) != "Cf").split())


def _short(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
