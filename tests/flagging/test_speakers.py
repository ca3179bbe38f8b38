"""Who says what: a table of short texts, one line a unit."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.people import People, mention
from claimcheck.flagging.quotations import quotations
from claimcheck.flagging.speakers import attributions
from claimcheck.model import Quoted, Role, Sentence, Span

SHARED = Path(__file__).parents[2].parent / "shared"


def units(paragraphs: list[list[str]]) -> tuple[str, list[Sentence]]:
    """A text of these paragraphs of sentences, and its units."""
    text, made = "", []
    for paragraph in paragraphs:
        start, spans = len(text), []
        for sentence in paragraph:
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + " "
        around = Span(start, len(text) - 1)
        text = text[:-1] + "\n\n"
        made += [Sentence(span, around) for span in spans]
    return text, made


def said(*paragraphs: list[str]) -> list[tuple[str | None, str]]:
    """Speaker and manner of each sentence."""
    return [(who, how.value) for who, how in attributions(*units(list(paragraphs)))]


ONE = [  # (sentences of one paragraph, what is expected of each)
    (['"It works," said Ann Lee.'], [("Ann Lee", "direct")]),
    (["Ann Lee told reporters: “It works.”"], [("Ann Lee", "direct")]),
    (["“It works,” the minister said."], [(None, "direct")]),
    (
        ["Health Minister Ann Lee spoke.", "“It works,” the minister said."],
        [(None, "none"), ("Ann Lee", "direct")],
    ),
    (["Ann Lee said that it works."], [("Ann Lee", "indirect")]),
    (["According to Ann Lee, it works."], [("Ann Lee", "indirect")]),
    (["It works, according to Ann Lee."], [("Ann Lee", "indirect")]),
    (["Ann Lee called it “a very good machine” and left."], [("Ann Lee", "mixed")]),
    (["The machine works well, the minister, Ann Lee, has warned."], [("Ann Lee", "indirect")]),
    (["It is a report that praised Ann Lee's work."], [(None, "none")]),
    (['Ann Lee gave an instance: "It works."'], [("Ann Lee", "direct")]),
    (
        ["Ann Lee said it works.", "NATO said so too.", "He agreed, he added."],
        [("Ann Lee", "indirect"), ("NATO", "indirect"), ("Ann Lee", "indirect")],
    ),
    (["Ann Lee praised the machine, warning that it was dear."], [("Ann Lee", "indirect")]),
    (
        ["Ann Lee spoke.", "Lee said it works.", "She added that it was cheap."],
        [(None, "none"), ("Ann Lee", "indirect"), ("Ann Lee", "indirect")],
    ),
    (["“It works,” Ann Lee said.", "“It is cheap.”"], [("Ann Lee", "direct"), ("Ann Lee", "direct")]),
    (["“Does it work?", "It does,” Ann Lee said."], [("Ann Lee", "direct"), ("Ann Lee", "direct")]),
    (
        ["Mr. Bo Ray said it works.", "Ms. Ann Lee said no.", "He added that it was cheap."],
        [("Bo Ray", "indirect"), ("Ann Lee", "indirect"), ("Bo Ray", "indirect")],
    ),
    (["She said it works."], [(None, "indirect")]),
    (["Officials said it works."], [(None, "indirect")]),
    (["They signed a “landmark agreement” in Rome."], [(None, "none")]),
    (["EU foreign policy chief Ann Lee said it works."], [("Ann Lee", "indirect")]),
    (["It works, stated EU foreign policy chief Ann Lee."], [("Ann Lee", "indirect")]),
    (
        ["Ursula von der Leyen said it works.", "Von Braun was not there."],
        [("Ursula von der Leyen", "indirect"), (None, "none")],
    ),
    (["Ann Lee rejected Bo Ray’s claim that it works."], [("Bo Ray", "indirect")]),
    (["The sun rose over the hills."], [(None, "none")]),
    (["«Ça marche», said Zoë Dupont-Roy."], [("Zoë Dupont-Roy", "direct")]),
]


@pytest.mark.parametrize(("sentences", "expected"), ONE, ids=[case[0][-1] for case in ONE])
def test_one_paragraph(sentences: list[str], expected: list[tuple[str | None, str]]) -> None:
    assert said(sentences) == expected


def test_a_quotation_goes_on_in_the_next_paragraph_without_a_closing_mark() -> None:
    assert said(["Ann Lee said: “It works.", "It is cheap."], ["“It is small.”"], ["It rained."]) == [
        ("Ann Lee", "direct"),
        ("Ann Lee", "direct"),
        ("Ann Lee", "direct"),
        (None, "none"),
    ]


def test_straight_marks_that_never_close_do_not_swallow_the_rest() -> None:
    assert said(['Ann Lee said: "It works.'], ["It rained."], ["Bo Ray said no."])[1:] == [
        (None, "none"),
        ("Bo Ray", "indirect"),
    ]


def test_a_colon_hands_the_next_paragraph_to_the_speaker() -> None:
    assert said(["Noting the price, Ann Lee said:"], ["“It works.", "It is cheap.”"])[1:] == [
        ("Ann Lee", "direct"),
        ("Ann Lee", "direct"),
    ]


def test_a_quotation_alone_follows_the_one_before() -> None:
    assert said(["Ann Lee said: “It works.”"], ["“It is cheap.”"])[1] == ("Ann Lee", "direct")


def test_the_name_of_a_transcript_wins() -> None:
    text = "“No,” said Ann Lee."
    unit = Sentence(Span(0, len(text)), Span(0, len(text)), Role.SENTENCE, "BIDEN")
    assert attributions(text, [unit]) == [("BIDEN", Quoted.DIRECT)]


def test_boilerplate_says_nothing_and_order_does_not_matter() -> None:
    text, made = units([["Ann Lee said it works.", "She left."], ["By Bo Ray said"]])
    last = Sentence(made[2].span, made[2].paragraph, Role.BOILERPLATE)
    assert attributions(text, [last, made[1], made[0]])[2] == ("Ann Lee", Quoted.INDIRECT)
    assert attributions(text, [last])[0] == (None, Quoted.NONE)


def test_names_and_offices() -> None:
    people = People()
    people.read("Ukrainian President Bo Ray met Russian President Al Oh.", Span(0, 55))
    assert people.resolve("the Ukrainian president") == "Bo Ray"
    assert people.resolve("the president") is None
    assert mention("NATO", "") is not None
    assert mention("On Monday", "") is None
    assert mention("", "") is None


def test_names_are_forgotten_after_a_while() -> None:
    people = People()
    for n in range(600):
        name = f"Ann L{'abcdefghij'[n % 10]}{'abcdefghij'[n // 10 % 10]}{'abcdef'[n // 100]}"
        people.read(name, Span(0, len(name)))
    assert len(people.offices) == 500


def test_quotations_close_with_their_paragraph() -> None:
    text = '"a "b" c'
    assert [q.span.of(text) for q in quotations(text, [Span(0, len(text))])] == ['"a "', '" c']
    assert quotations("no marks", [Span(0, 8)]) == []


@given(
    st.lists(
        st.sampled_from(['"', "“", "”", "Ann Lee", "said", "she", ".", "It", ",", "«", "😀", "שלום"]),
        max_size=40,
    )
)
def test_there_is_one_answer_for_each_sentence(parts: list[str]) -> None:
    text = " ".join(parts)
    cuts = sorted({0, len(text) // 3, len(text) // 2, len(text)})
    made = [Sentence(Span(a, b), Span(0, len(text))) for a, b in pairwise(cuts)]
    answers = attributions(text, made)
    assert len(answers) == len(made)
    assert all(how is not Quoted.NONE or who is None for who, how in answers)


@pytest.mark.parametrize("text", ["", '"' * 5_000, "A" * 50_000, "Ann Lee said " * 400, ", she said" * 400])
def test_hostile_text(text: str) -> None:
    whole = Span(0, len(text))
    assert len(attributions(text, [Sentence(whole, whole)])) == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="the hand-made gold lies in ../shared, which is not here")
def test_most_speakers_of_the_gold_are_found() -> None:
    spans = json.loads((SHARED / "gold" / "sentences.json").read_text(encoding="utf-8"))
    with (SHARED / "gold" / "claims.csv").open(encoding="utf-8", newline="") as file:
        wanted = {(row["document"], int(row["start"])): row for row in csv.DictReader(file)}
    right = total = 0
    for document in {span["doc"] for span in spans}:
        text = (SHARED / "seeds" / document).read_bytes().decode("utf-8")
        made = []
        for span in (s for s in spans if s["doc"] == document):
            end = text.find("\n", span["end"])
            around = Span(text.rfind("\n", 0, span["start"]) + 1, end if end >= 0 else len(text))
            made.append(Sentence(Span(span["start"], span["end"]), around))
        for unit, (who, _) in zip(made, attributions(text, made), strict=True):
            row = wanted[document, unit.span.start]
            if row["label"] == "must":
                total += 1
                right += (who or "") == row["speaker"]
    assert (total, right >= 36) == (38, True), right
