"""Reasons why a claim matters, offered by what it is."""

from __future__ import annotations

import pytest
from factories import an_article

from claimcheck.model import Claim, Comparison, Kind, Measured, Quantity, Relation, Signal, Span
from claimcheck.review.why_it_matters import ALWAYS, why_it_matters

AT = Span(0, 3)
HEAD = "said by a head of state or government"


def offered(text: str = "It is so.", **fields: object) -> list[str]:
    """What is offered beside what is offered for any claim."""
    told = why_it_matters(Claim("a", AT, "It is so.", AT, **fields), an_article(text))  # type: ignore[arg-type]
    assert told[-len(ALWAYS) :] == ALWAYS
    assert len(set(told)) == len(told)
    return list(told[: -len(ALWAYS)])


def signal(kind: Kind, weight: float = 0.5) -> Signal:
    return Signal(kind.value, (AT,), weight, "the scorer's words", kind)


def quantity(kind: Measured) -> Quantity:
    return Quantity(kind=kind, text="3", span=AT, value=3.0)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Kind.QUANTITY, ["a figure that can be looked up"]),
        (Kind.COMPARISON, ["a comparison that can be worked out"]),
        (Kind.RANK, ["a first, most or least that can be tested"]),
        (Kind.TREND, ["a rise or fall that figures can show"]),
        (Kind.CAUSE, ["says what causes what"]),
        (Kind.RULE, ["says what the law is"]),
        (Kind.EVENT, ["an event that others have recorded"]),
        (Kind.FORECAST, []),
        (Kind.EXPERIENCE, []),
    ],
)
def test_by_its_kind(kind: Kind, reason: list[str]) -> None:
    assert offered(signals=(signal(kind),)) == reason
    assert offered(signals=(signal(kind, -0.5),)) == []


@pytest.mark.parametrize(
    ("kind", "figure"),
    [(Measured.MONEY, True), (Measured.PERCENT, True), (Measured.DATE, False), (Measured.RANK, False)],
)
def test_a_figure_is_no_date(kind: Measured, figure: bool) -> None:
    assert offered(quantities=(quantity(kind),)) == ["a figure that can be looked up"] * figure


def test_a_comparison_is_told_once() -> None:
    compared = Comparison(Relation.TIMES, (), "25 times as much", "NATO", "Russia", "output", 25)
    told = offered(comparison=compared, signals=(signal(Kind.COMPARISON),))
    assert told == ["a comparison that can be worked out"]


@pytest.mark.parametrize(
    ("text", "speaker", "reason"),
    [
        ("President Ann Lee said so.", "Ann Lee", [HEAD]),
        ("Ann Lee, the Estonian prime minister, said so.", "Ann Lee", [HEAD]),
        ("It is so, she said.", "Prime Minister Ann Lee", [HEAD]),
        ("Foreign Minister Ann Lee said so.", "Ann Lee", ["said by a member of a government"]),
        ("NATO Secretary-General Ann Lee", "Ann Lee", ["said by the head of an international organisation"]),
        ("Senator Ann Lee said so.", "Ann Lee", ["said by a member of parliament"]),
        ("Ann Lee, mayor of Ulm, said so.", "Ann Lee", ["said by a governor or mayor"]),
        ("Former President Ann Lee said so.", "Ann Lee", []),
        ("Vice President Ann Lee said so.", "Ann Lee", []),
        ("The president told Ann Lee so.", "Ann Lee", []),
        ("He met Ann Lee, President Bo Ek and others.", "Ann Lee", []),
        ("The president said so.", None, []),
        ("President ( said so.", "(", [HEAD]),
        ("So it is.", "", []),
    ],
)
def test_by_the_office_that_stands_beside_the_speaker(
    text: str, speaker: str | None, reason: list[str]
) -> None:
    assert offered(text, speaker=speaker) == reason
