"""The splitter's contract (offsets), its judgement (rows of news prose) and its limits (strict xfail)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Article, Role, Sentence
from claimcheck.plain_text import plain_text
from claimcheck.reading.sentence_words import language
from claimcheck.reading.sentences import LONGEST_MARKED, sentences
from claimcheck.reading.splitting import LONGEST, split

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
GOLD = SHARED / "gold" / "sentences.json"


def units(text: str) -> tuple[Sentence, ...]:
    return sentences(Article(text))


def pieces(text: str) -> list[str]:
    return [unit.span.of(text) for unit in units(text)]


def roles(text: str) -> list[tuple[str, str]]:
    return [(unit.role.value, unit.span.of(text)) for unit in units(text)]


def speakers(text: str) -> list[tuple[str | None, str]]:
    return [(unit.speaker, unit.span.of(text)) for unit in units(text)]


# Each row is a paragraph; ¦ stands where a sentence ends.
PROSE = [
    # Titles and names
    "Mr. Rutte met Ms. Kallas.¦ They spoke.",
    "Gen. Smith and Lt. Col. Ann Lee testified.¦ Sens. Cruz and Warren did not.",
    "MR. RUTTE met SEN. CRUZ.¦ They spoke.",
    "J. K. Rowling and George W. Bush met.¦ So did John F. Kennedy Jr. and his aides.",
    "The court in Roe v. Wade ruled so.¦ It was overturned.",
    "He lives in St. Louis, Mo.¦ She lives in Springfield, Ill.¦ They rarely meet.",
    "Lt.-Gen. Ali spoke.¦ Nobody listened.",
    # Countries, companies, clocks
    "He met U.S. President Donald Trump in the U.K. on Monday.¦ Then he left.",
    "Troops left the U.S.¦ The Pentagon confirmed it.",
    "She grew up in Washington, D.C.¦ That helped.",
    "Apple Inc. Chief Executive Tim Cook spoke.¦ Google Inc. did not.¦ Acme Corp.¦ It fell.",
    "The talks began at 5 p.m. Monday and ended at 11 p.m. EST.¦ They failed.",
    "The talks ended at 6 p.m.¦ Officials left in silence.",
    "At issue, e.g. Medicare, i.e. health care vs. defence, is money.¦ Nobody agreed.",
    # Numbers
    "Spending rose 3.5% to $5.2bn.¦ 32 countries signed.¦ $94bn is a lot.",
    "The No. 5 seed lost.¦ He said no.¦ The crowd left.",
    "See Art. 5 and p. 12 of vol. 3.¦ Read it.",
    "It was signed on Jan. 5, 2024.¦ In Feb. 2025 it lapsed.",
    "Growth was 4.1 percent in 2024.¦ In 2025, it fell.[3]¦ The trend goes on.",
    "Version 2.0.1 of the plan costs 1,000.50 euros.¦ Nobody paid.",
    # Quotations, brackets, questions
    '"We fear Russia.¦ And we must act," she said.¦ "It is so."¦ He agreed.',
    "“Why are we in NATO?¦ Because we fear Russia,” she said.",
    "He said, ‘Okay, anything else?’¦ It was unthinkable.",
    '"Why now?" Ms. Kallas asked.¦ "Why not?" Rutte said.¦ Nobody answered.',
    '"Why now?" he asked.¦ "Stop!" shouted the minister.',
    '"Should we give it more?"¦ Kallas said that the EU would not.',
    "He left. ¦(He later returned.)¦ She stayed.",
    "The Fed (U.S.) acted.¦ It cut rates.",
    "He said: “It works.”¦ “It does not,” she said.",
    "Is it true?¦ Yes!¦ No?!¦ Perhaps.",
    # Ellipses and dashes
    "He paused... then went on.¦ Well… perhaps not.",
    "I... I do not know.¦ He left...¦ The room fell silent.",
    "... and so it goes.¦ They left.",
    "It was late. ¦— And then it rained.",
    "He quoted “the report […] on defence.”¦ It was long.",
    # Scripts, symbols, slips of the pen
    "日本は大きい。¦中国も大きい。",
    "यह सच है।¦ वह गया।",
    "Wow! ¦😀 Great.¦ iPhone sales fell.",
    "The plan is dead.¦The minister said so.¦ See example.Com now.",
    "**It is over.**¦ Now rest.",
]


@pytest.mark.parametrize("row", PROSE)
def test_news_prose(row: str) -> None:
    text = row.replace("¦", "")
    assert pieces(text) == [piece.strip() for piece in row.split("¦")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\n\n", "\n \xa0\n"])
def test_every_line_break_is_a_boundary(end: str) -> None:
    assert pieces(f"No full stop here{end}Nor here") == ["No full stop here", "Nor here"]


WRAPPED = [
    (
        "NATO's defence ministers met on Thursday in Brussels to discuss\n"
        "the new plan, which U.S. officials said would cost $5 billion a\n"
        "year. Mr. Rutte, who chaired it, said that it was enough.",
        2,
        1,
    ),
    # The second paragraph has one line break only and is known by the width of the first.
    (
        "NATO's defence ministers met on Thursday in Brussels to discuss\r\n"
        "the new plan, which U.S. officials said would cost $5 billion a\r\n"
        "year.\r\n\r\n"
        "The plan was drawn up in the spring by a group led by Secretary\r\n"
        "Mark Rutte.",
        2,
        2,
    ),
    ("- NATO's defence ministers met on Thursday in Brussels, and spoke\n  of the plan.\n- They left.", 2, 2),
    # Wrapped by hand: a line that is short by a word or two still runs on.
    (
        "The alliance said on Thursday that it would send another five\n"
        "battalions to its eastern flank, among\n"
        "them one from Türkiye and one from Spain, by the end of\n"
        "the year: a promise that was made in Madrid.",
        1,
        1,
    ),
    # Headlines of like length are no paragraph; nor are lines that end before they are full.
    (
        "NATO Ministers Meet in Brussels to Discuss a New Plan\nKallas Warns of the Threat From Russia Again",
        2,
        2,
    ),
    ("A line of some sixty characters that was not filled up at all\nby the next\nas it goes on", 3, 3),
]


@pytest.mark.parametrize(("text", "sentence_count", "paragraph_count"), WRAPPED)
def test_hard_wrapped_lines_are_one_paragraph(text: str, sentence_count: int, paragraph_count: int) -> None:
    found = units(text)
    assert len(found) == sentence_count, pieces(text)
    assert len({unit.paragraph for unit in found}) == paragraph_count


ROLES = [
    ("Stalled EU accession\nThe process has stalled for years.", "headline"),
    ("- Dissolution of the group\nHe spoke.", "headline"),
    ("## Is it bigger?\nHe spoke.", "headline"),
    ("He said:\nThey agree.", "sentence"),
    ("“We begin here\nand we end here,” he said.", "sentence"),
    (f"{'word ' * 17}\nHe spoke.", "sentence"),
    ("25 times bigger than Russia", "sentence"),
    ("Is this a question?\nYes.", "sentence"),
    ("By Monday\nHe spoke.", "headline"),
    ("Copyright law changes in the EU\nHe spoke.", "headline"),
    ("***\nHe spoke.", "boilerplate"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_role_of_the_first_line(text: str, role: str) -> None:
    assert units(text)[0].role == role


BOILERPLATE = """
Skip to main content
By Newsroom
By Ana Silva and John Smith, Reuters
BY JOHN SMITH
Mar 11, 2025 2:34 PM
Thursday, March 6, 2025
2025-03-11
11/03/2025
12.03.2025 - 14:22
Last Updated:  Mar 11, 2025 10:17 PM
Published on 3 May 2024 at 10:15 GMT
2 hours ago
(AA Photo)
(Photo by John Smith/Getty Images)
Getty Images
REUTERS/Ann Lee
(AP Photo/Ann Lee)
Image credit: NATO
Share
Share this article
Subscribe to our newsletter
Read more: Rutte in Ankara
Related articles
Ask me anything
Advertisement
© 2025 Example Ltd.
All rights reserved.
We use cookies to improve your visit.
Sign up for the Morning Brief
3 min read
(Reporting by A B; Editing by C D)
(Applause.)
Most read
Cookie policy
"""


@pytest.mark.parametrize("line", BOILERPLATE.strip().splitlines())
def test_navigation_and_credits_are_boilerplate(line: str) -> None:
    assert roles(f"{line}\nRutte spoke for an hour.")[0] == ("boilerplate", line)


def test_no_line_of_a_quotation_is_a_headline() -> None:
    assert {role for role, _ in roles("“It began\nand went on\nand ended,” he said.")} == {"sentence"}
    assert roles("“It began\n\nIn other news\n\nRutte spoke.")[1] == ("headline", "In other news")


def test_a_credit_at_the_end_of_a_caption_is_boilerplate() -> None:
    assert roles("Rutte in Ankara, March 22, 2022. (AA Photo)")[1] == ("boilerplate", "(AA Photo)")


TRANSCRIPTS = [
    (
        "MARK RUTTE: We are 32 allies. They pay.\nKALLAS: Yes.\n(Applause)\nAnd so on.\nMARK RUTTE: Good.",
        [
            ("MARK RUTTE", "We are 32 allies."),
            ("MARK RUTTE", "They pay."),
            ("KALLAS", "Yes."),
            (None, "(Applause)"),
            ("KALLAS", "And so on."),
            ("MARK RUTTE", "Good."),
        ],
    ),
    ("Q: Why?\nA: Because", [("Q", "Why?"), ("A", "Because")]),
    ("RUTTE (by video): We pay\nMs. von der Leyen: No", [("RUTTE", "We pay"), ("Ms. von der Leyen", "No")]),
    ("[00:12:03] RUTTE: Hi.\nKALLAS (00:12): Hi.", [("RUTTE", "Hi."), ("KALLAS", "Hi.")]),
    ("ANN LEE, HOST: Hello.\nLEE: So.", [("ANN LEE", "Hello."), ("LEE", "So.")]),
    ("**Rutte:** Hi.\n\n**Kallas:** Bye.", [("Rutte", "Hi."), ("Kallas", "Bye.")]),
    ("RUTTE:\nWe pay.\nKALLAS:\nGood.", [("RUTTE", "We pay."), ("KALLAS", "Good.")]),
    ("RUTTE: 25 times bigger than Russia", [("RUTTE", "25 times bigger than Russia")]),
    ("A talk in Ankara\nRUTTE: We pay.", [(None, "A talk in Ankara"), ("RUTTE", "We pay.")]),
    # No transcripts: labels, datelines, one name in small letters, one label amid an article
    ("Note: It rains.\nUpdate: It stopped.", [(None, "Note: It rains."), (None, "Update: It stopped.")]),
    ("BRUSSELS: Rutte spoke.", [(None, "BRUSSELS: Rutte spoke.")]),
    ("Rutte: We pay.", [(None, "Rutte: We pay.")]),
    ("It rained.\nTHE VIEW: It will stop.", [(None, "It rained."), (None, "THE VIEW: It will stop.")]),
]


@pytest.mark.parametrize(("text", "expected"), TRANSCRIPTS)
def test_speakers_of_a_transcript(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert speakers(text) == expected


def test_an_unpunctuated_line_of_a_turn_is_a_sentence() -> None:
    assert {unit.role for unit in units("RUTTE: We pay\nMore and more\nKALLAS: Yes\nRUTTE: Good")} == {
        Role.SENTENCE
    }


# Known limits: what a splitter without a model of names cannot tell.
LIMITS = [
    ("He works for Apple Inc.¦ Tim Cook leads it.", "a company before a name"),
    ("He chose plan B.¦ Kallas chose another.", "one letter looks like the initial of a name"),
    ("The council backs the U.N.¦ Colleagues disagree.", "no verb there is known by its form"),
]


@pytest.mark.parametrize(
    "row", [pytest.param(row, marks=pytest.mark.xfail(reason=reason, strict=True)) for row, reason in LIMITS]
)
def test_known_limits(row: str) -> None:
    test_news_prose(row)


# --- what holds for every text --------------------------------------------------------------------

SNIPPETS = [
    "Mr. ",
    "U.S. ",
    "He said. ",
    '"',
    "“",
    "”",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\xa0",
    "... ",
    "?",
    "。",
    "5.",
    "(",
    ")",
]
HOSTILE = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=6), max_size=40).map("".join)


def assert_sound(text: str, found: tuple[Sentence, ...]) -> None:
    at = 0
    for unit in found:
        piece = unit.span.of(text)
        assert at <= unit.span.start < unit.span.end <= len(text)
        assert piece == piece.strip()
        assert unit.span in unit.paragraph
        assert len(piece) <= (LONGEST if plain_text(text).text == text else LONGEST_MARKED)
        at = unit.span.end


def between(text: str, found: tuple[Sentence, ...]) -> str:
    """What lies outside of all units."""
    edges = [0, *(offset for unit in found for offset in (unit.span.start, unit.span.end)), len(text)]
    return "".join(text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2))


@given(HOSTILE)
def test_spans_are_ordered_and_trimmed_in_any_text(text: str) -> None:
    assert_sound(text, units(text))


@given(HOSTILE.map(lambda text: text.replace(":", "").replace("：", "").replace("#", "")))
def test_every_character_but_white_space_is_in_one_unit(text: str) -> None:
    assert between(text, units(text)).strip() == ""


@given(
    st.lists(
        st.sampled_from(["RUTTE: ", "Q: ", "## ", "We pay. ", "\n", "(Applause)", "a", "KALLAS:"]),
        max_size=30,
    ).map("".join)
)
def test_only_names_and_heading_marks_lie_outside(text: str) -> None:
    found = units(text)
    assert_sound(text, found)
    assert not re.sub(r"RUTTE:|KALLAS:|Q:|##|\w?(?:RUTTE|KALLAS|Q):", "", between(text, found)).strip()


@pytest.mark.parametrize(
    "text",
    [
        "1" * 50_000,
        "1." * 50_000,
        '"' * 100_000,
        '."' * 50_000,
        "." * 100_000,
        ". " * 50_000,
        "U.S. " * 20_000,
        '?" Ann ' * 20_000,
        ". " + "“" * 100_000,
        "a" + " " * 1_000_000 + "b",
        "word " * 2_000_000,
        "A" * 1_000_000,
        "A:" * 50_000,
        "RUTTE: a\n" * 5_000,
        ("1" * 120 + "x\n") * 500,
        "\n" * 1_000_000,
        ("word " * 15 + "\n") * 5_000,
        # The kinds of where a sentence ends
        "in the U.S. Army of the " * 5_000,
        "He was in the U.S. Rents rose. " * 5_000,
        "by Yahoo! Finance " * 6_000,
        "the end.Next one " * 6_000,
        "end.Next" * 12_000,
        "1. Rents 2. Wages " * 6_000,
        "• a " * 25_000,
        "i. " * 33_000,
        "was. it " * 12_000,
        ". [6] " * 20_000,
        ". . " * 25_000,
        "(Lee 2019). " * 9_000,
        "the\n" * 25_000,
        "15.7\nmillion\n" * 7_000,
        "- a\n" * 25_000,
        "| a | b |\n" * 10_000,
        "[a](b)\n" * 14_000,
        "[a](b) " * 14_000,
        "**a.** " * 14_000,
        "&nbsp;" * 16_000,
        "[a](b) 5 **c**. " * 60_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_adversarial_text_comes_to_an_end(text: str) -> None:
    """Each of these took minutes in a splitter with unbounded repetitions; here they just run."""
    found = units(text)
    assert_sound(text, found)
    assert between(text, found).replace("RUTTE:", "").strip() == ""


def test_an_overlong_unit_is_cut_at_white_space() -> None:
    text = "word " * 1_000
    assert [len(piece) for piece in pieces(text)] == [1_999, 1_999, 999]


def test_empty_text_has_no_units() -> None:
    assert units("") == units(" \n\xa0") == ()


def test_split_keeps_to_its_range() -> None:
    text = "One. Two. Three."
    assert split(text, 5, 9, language("en")) == [(5, 9)]


@pytest.mark.parametrize("code", [None, "", "en", "EN-gb", "en_US", "../../etc", "klingon"])
def test_what_is_no_language_falls_back_to_english(code: str | None) -> None:
    assert language(code) is language("en")


@pytest.mark.skipif(not GOLD.exists(), reason="../shared/gold is not here: the hand-made gold spans")
def test_gold_spans() -> None:
    exact = extra = 0
    gold: dict[str, set[tuple[int, int]]] = {}
    for row in json.loads(GOLD.read_text(encoding="utf-8")):
        gold.setdefault(row["doc"], set()).add((row["start"], row["end"]))
    for document, expected in gold.items():
        text = (SHARED / "seeds" / document).read_bytes().decode()
        found = {(unit.span.start, unit.span.end) for unit in units(text)}
        exact += len(found & expected)
        extra += len(found - expected)
    assert exact >= 157
    assert extra <= 1
