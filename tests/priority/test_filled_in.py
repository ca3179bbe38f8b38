"""Priorities as somebody fills them in: taken as they are meant, or told beside the field that is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.errors import FieldError
from claimcheck.model import Kind
from claimcheck.priority.changes import changes
from claimcheck.priority.filled_in import filled_in
from claimcheck.priority.priorities import WEIGHTS, Priorities

HOSTILE = "<img src=x onerror=alert(1)>"


def topic(name: str, *words: str) -> dict[str, Any]:
    return {"name": name, "words": list(words)}


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"weights": dict.fromkeys(WEIGHTS, 0)}, "weights", "all weights are 0"),
    (
        {"weights": dict.fromkeys(WEIGHTS, 0) | {"stakes": 1, "interest": 1}},
        "weights",
        "orders nothing; raise",
    ),
    ({"weights": {"who": -1}}, "weights", "a number from 0 to"),
    ({"weights": {"who": float("nan")}}, "weights", "a number from 0 to"),
    ({"topics": [topic("defence")]}, "topics", "“defence” has no words yet"),
    ({"topics": [topic("defence", " ", "")]}, "topics", "“defence” has no words yet"),
    ({"topics": [topic("", "tanks")]}, "topics", "has to be words"),
    ({"topics": [topic("Défense", "a"), topic(" defense ", "b")]}, "topics", "“defense” is there already"),
    ({"topics": [topic("x" * 10_000, "a")]}, "topics", "at most 80 characters"),
    ({"topics": [topic("a", "x" * 10_000)]}, "topics", "at most 80 characters"),
    ({"topics": [topic(f"t{n}", "a") for n in range(201)]}, "topics", "at most 200 topics"),
    ({"people": ["Ana Ruiz", "ana  ruiz"]}, "people", "“ana ruiz” is there already"),
    ({"people": ["…"]}, "people", "has to be words"),
    ({"leave_out": ["gossip"]}, "leave_out", "no kind of claim"),
    ({"minimum": 2}, "minimum", "a number from 0 to 1"),
]


@pytest.mark.parametrize(("form", "field", "told"), REFUSED, ids=[told for _, _, told in REFUSED])
def test_what_cannot_be_meant_is_told_beside_its_field(form: dict[str, Any], field: str, told: str) -> None:
    with pytest.raises(FieldError, match=told) as refused:
        filled_in(form)
    assert refused.value.field == field


def test_what_is_meant_is_taken_as_text_and_in_one_line() -> None:
    found = filled_in(
        {
            "topics": [topic(HOSTILE, "3.5%", " a\nb "), topic("\u202eevil", "x")],
            "people": [f"{HOSTILE}2"],
            "leave_out": ["experience"],
            "minimum": 0.25,
        }
    )
    assert found.topics == {HOSTILE: ("3.5%", "a b"), "evil": ("x",)}
    assert (found.people, found.leave_out, found.minimum) == (
        (f"{HOSTILE}2",),
        frozenset({Kind.EXPERIENCE}),
        0.25,
    )


def test_each_change_is_a_line_in_words() -> None:
    before = Priorities(topics={"a": ("x",), "b": ("y",)}, leave_out=frozenset({Kind.EVENT}))
    weights = {"weights": {"who": 1.5}}
    after = filled_in({"topics": [topic("a", "z"), topic("c", "w")], **weights})
    assert changes(before, after) == [
        "who says it: 0.2 → 1.5",
        "topic “a”: z",
        "new topic “c”: w",
        "no topic “b” any more",
        "no longer left out: event",
    ]
    assert changes(before, before) == []
