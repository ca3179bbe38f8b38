"""What is flagged in Markdown and HTML: nothing of the marks is read, and each offset is the text's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from makers import check_offsets

import claimcheck as cc
from claimcheck.model import Claim, Span

# A text with marks, and the same without.
SAME = [
    ("The alliance has [32 members](https://example.org/2019).", "The alliance has 32 members."),
    ("It is **25** times bigger than *Russia*.", "It is 25 times bigger than Russia."),
    (r"It cost \$5 million in 2019.", "It cost $5 million in 2019."),
    ("It has 12&nbsp;500 nurses &ndash; 5&#37; more.", "It has 12 500 nurses – 5% more."),
    ("<b>Exports</b> rose by <i>3.5</i>% in 2019.", "Exports rose by 3.5% in 2019."),
    ("“[We built 300 homes](/a),” **Ann Lee** said.", "“We built 300 homes,” Ann Lee said."),
    ("[Ann Lee](/ann-lee-2019) said that [wages](/w) fell.[3](#three)", "Ann Lee said that wages fell."),
    (
        "They make in *three months* what we make in **a year**.",
        "They make in three months what we make in a year.",
    ),
    (
        "## Exports doubled in [2019](/x)\n\nWages **tripled**.",
        "## Exports doubled in 2019\n\nWages tripled.",
    ),
]


def read(text: str) -> list[tuple[object, ...]]:
    return [
        (
            round(claim.worthiness, 9),
            claim.speaker,
            claim.quoted,
            claim.reasons,
            [(one.kind, one.value, one.unit, one.normalized) for one in claim.quantities],
            claim.comparison and (claim.comparison.relation, claim.comparison.factor, claim.comparison.right),
        )
        for claim in cc.flag(cc.read_text(text), 0)
    ]


@pytest.mark.parametrize(("marked", "plain"), SAME)
def test_a_marked_text_is_read_as_the_plain_one(marked: str, plain: str) -> None:
    assert read(marked) == read(plain)


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


@pytest.mark.parametrize(("marked", "_plain"), SAME)
def test_each_span_is_one_of_the_text_as_given(marked: str, _plain: str) -> None:
    article = cc.read_text(marked)
    units = {unit.span for unit in cc.sentences(article)}
    claims = cc.flag(article, 0, order="text")
    check_offsets(article, claims)
    for claim in claims:
        assert claim.article_id == article.id
        assert claim.span in units  # with the marks at its ends
        for quantity in claim.quantities:
            assert quantity.span in claim.span
        assert all(span in claim.paragraph for span in spans(claim))


def test_the_words_of_a_signal_are_marked_where_they_stand() -> None:
    text = "It has [**32** members](/2019)."
    [claim] = cc.flag(cc.read_text(text), 0)
    words = {span.of(text) for signal in claim.signals if signal.name == "figure" for span in signal.spans}
    assert words == {"32** members"}


def test_quantities_and_quotations_alone_see_no_marks() -> None:
    text = "It has [32 members](/2019)&nbsp;and **25**&nbsp;tanks, [Ann Lee](/1999) said."
    assert [(one.value, one.span.of(text)) for one in cc.quantities(text)] == [
        (32, "32"),
        (25, "25"),
    ]
    [said] = cc.quotations(text)
    assert said.speaker == "Ann Lee"
    assert said.mention is not None
    assert said.mention.of(text) == "Ann Lee"


ITEMS = [
    ("1. Wages rose by 3%.\n2. Prices fell.\n(c) Nobody knew of 7 cases.", [[3], [], [7]]),
    ("• 9. Rents rose by 4%.", [[4]]),
    ("1) Wages rose 2) Prices fell by 5%", [[], [5]]),
    ("It rose.[4] Then 5 fell.[5][6]", [[], [5]]),
    ("Rights grew by 2%. 4 Even so they fell.", [[2], []]),
    ("5 people died. 30. The rest left.", [[5], [30], []]),
    ("3.5 million came. See [4].", [[3_500_000], [4]]),
]


def test_the_words_of_a_figure_have_no_marks() -> None:
    text = "It is **25** times bigger, and has <b>32</b> members."
    times, members = cc.quantities(text)
    assert (times.text, times.span.of(text)) == ("25 times", "25** times")
    assert members.text == "32"


@pytest.mark.parametrize(("text", "values"), ITEMS)
def test_numbers_of_items_and_notes_are_no_figures(text: str, values: list[list[float]]) -> None:
    claims = cc.flag(cc.read_text(text), 0, order="text")
    assert [[one.value for one in claim.quantities] for claim in claims] == values
    assert all(claim.span.of(text) == claim.text for claim in claims)


def test_a_german_ordinal_is_no_number_of_an_item() -> None:
    text = "3. Oktober: Feiertag in Deutschland, seit 1990."
    [claim] = cc.flag(cc.read_text(text, language="de"), 0)
    assert next(one.normalized for one in claim.quantities) == "XXXX-10-03"


def test_a_claim_cut_by_hand_keeps_its_marks() -> None:
    from claimcheck.flagging.flag import claim_at

    text = "It has [32 members](/2019) and **25** tanks."
    article = cc.read_text(text)
    marked = Span(7, 37)
    claim: Claim = claim_at(article, cc.sentences(article), marked)
    assert (claim.span, claim.text) == (marked, marked.of(text))
    assert [one.value for one in claim.quantities] == [32, 25]


def test_marks_are_compared_by_no_one() -> None:
    from claimcheck.matching.said import Statement

    text = "It has [32 members](https://example.org/2019)."
    [claim] = cc.flag(cc.read_text(text), 0)
    statement = Statement.from_claim(claim)
    assert statement.text == "It has 32 members."
    assert [one.span.of(statement.text) for one in statement.quantities or ()] == ["32"]
