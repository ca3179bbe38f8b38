"""Text that no newspaper prints: it is read to its end, and every offset is exact. No time is asserted."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

import pytest
from effort import examples
from growth import grows_by_the_length_alone
from makers import check_offsets

import claimcheck as cc
from claimcheck.flagging.comparisons.compare import comparisons
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Span

HANGING = 120  # seconds; each takes one or two on a slow machine
LONG = 10_000

PROSE = (
    "“It is 25 times bigger than Russia,” Mark Rutte told reporters in Vilnius on Monday. Exports rose by "
    "3.5% to $94.9bn in 2019, he said. They now produce in three months what the whole alliance produces "
    "in a year. "
)


@pytest.fixture(autouse=True)
def hanging() -> Iterator[None]:
    """Fail a test that hangs, where the system can tell (regular expressions heed signals)."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(*_: Any) -> None:
        raise TimeoutError(f"not done after {HANGING} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(HANGING)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def check(text: str, *, scorer: str | None = None, language: str | None = None) -> None:
    """Flag every sentence of *text*, and measure it as a whole."""
    article = cc.read_text(text, language=language, published="2026-03-04")
    check_offsets(article, cc.flag(article, 0, scorer=scorer))
    last = 0
    for quantity in cc.quantities(text):
        assert quantity.span.of(text) == quantity.text != ""
        assert last <= quantity.span.start < quantity.span.end <= len(text)
        last = quantity.span.end


# --- the inputs of the issue ---------------------------------------------------------------------------

SHORT = [
    "1,2,3,4,5",
    "1,2,3,4,5 people died in 2019.",
    "1.234.567,89",
    "It cost 1.234.567,89 euros, or 1,234,567.89 dollars.",
    "1.2.3.4.5 and 1,,2 and 1..2 and .5. and 5,",
    "NATO has ３２ members and spends ３.５％ of it.",
    "NATO has ٣٢ members and ۳٫۵٪ of it.",
    "It has ३२ or 三十二 or ⅩⅫ or ½ or ②② members.",
    "يضم حلف الناتو 32 عضوا و 25 مرة أكبر من روسيا.",
    "בנאט״ו 32 חברות, והוא גדול פי 25 מרוסיה.",
    "\u202eNATO has 32 members\u202c, said \u2067Ann Lee\u2069 in 2019.",
    "N\u200bA\u200bT\u200bO has 3\u200b2 members\u200d and 25\u2060 times\ufeff more.",
    "🙂 NATO 🇪🇪 has 32️⃣ members 👨\u200d👩\u200d👧\u200d👦, said 🎉 Ann 🎉 Lee.",
    "e\u0301\u0302\u0303 3\u0301 million 2\u20dd percent İ İ ı ſ ﬁ ǅ ß",
    '"It has 32 members, said Ann Lee. “It is 25 times bigger,” he said. ”Why?',
    '“““It has 32 members”, he said. ‘‘‘No\'," she said.""" \'',
    "''''''''32\"\"\"\"\"\"\"\"",
    "\x00\x01\x02\x1b[31m32 members\x7f\x9f",
    "32\u2028members\u2029in\x0b2019\x0c.\x85",
    "\ud800 32 members \udfff",
    "\U0010ffff 32 \ufdd0 members \uffff",
    "5%%%%5$$$5€€€5--5++5==5//5\\\\5",
    "25 times times times bigger than than than",
    "the the the first second third largest smallest of of of",
    "from 5 to 6 to 7 to 8 between 9 and 10 and 11 and 12",
    ".",
    "-",
    "“",
    "٪",
    "\u200b",
]


@pytest.mark.parametrize("text", SHORT, ids=ascii)
@pytest.mark.parametrize("language", ["en", "de"])
def test_short_odd_text(text: str, language: str) -> None:
    check(text, language=language)


def test_other_digits_are_digits() -> None:
    for text in ("NATO has 32 members.", "NATO has ３２ members.", "NATO has ٣٢ members."):
        [quantity] = cc.quantities(text)
        assert (quantity.value, quantity.span.of(text)) == (32, text[9:11])


@pytest.mark.parametrize(
    "digits", ["7" * 100_000, "٧" * 100_000, "７" * 100_000, "7," * 50_000, "7." * 50_000]
)
def test_a_hundred_thousand_digits(digits: str) -> None:
    check(f"It costs {digits} dollars.")


def test_a_paragraph_as_long_as_a_book() -> None:
    """A million characters where the tests are thorough, else a quarter of it."""
    times = examples(1_000_000) // len(PROSE)
    article = cc.read_text(PROSE * times)
    found = cc.flag(article)
    check_offsets(article, found)
    assert len(found) >= 2 * times


def test_a_sentence_of_a_million_characters() -> None:
    check("word and 5 " * 10 + "word " * 200_000)


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "‘", "«", "„"])
def test_quotation_marks_that_open_and_never_close(mark: str) -> None:
    check(mark * LONG)
    check(f"{mark}It has 32 members, he said. " * (LONG // 30))
    check(f"He said: {mark}It has 32 members. " + "Nobody disagreed, said Ann Lee.\n\n" * (LONG // 30))


# --- one thing over and over ----------------------------------------------------------------------------

OVER_AND_OVER = [
    *(
        "word ",
        "x",
        "A",
        "A ",
        "a\n",
        "a\n\n",
        " ",
        "\n",
        ".",
        ". ",
        "?!",
        "-",
        "(",
        "( ",
        ")",
        "#",
        "# ",
        "*",
        ":",
    ),
    *(
        "1,2,3,4,5,",
        "1.234.567,89 ",
        "1.234.",
        "1-",
        "1 ",
        "1/2/",
        "12:",
        "1\u202f234 ",
        "2019 ",
        "3% ",
        "5m ",
    ),
    *("3.5%, 1.5% and 5% ", "$5 million to ", "one hundred and ", "the first very ", "a third of a half of "),
    *("１２３，４５６ ", "١٢٣ مليون ", "三十二 ", "½", "Ⅻ ", "\ud800 32 ", "\0 32 "),
    *("\u200b", "N\u200bA 3\u200b2 ", "\u202e32 \u202c", "שלום 25 פעמים. ", "🙂", "🇪🇪 32 🎉 ", "\u0301", "İ"),
    *("he said ", "said ", "said that ", "said: ", "Mark Rutte ", "Mark Rutte said ", "Mr. ", "the man who "),
    *(
        '"word ',
        'word" ',
        "“Exports rose by 3%, ",
        '"Exports rose," he said. ',
        "ANN: ",
        "ANN: 3 %\n",
        "Ann, ",
    ),
    *(
        "Lee: A",
        ", he ",
        ", Ann Lee bristled",
        "Ann Lee's decision to ",
        "was praised by ",
        "is critical of ",
    ),
    *(
        '"HALE: x\n',
        "if a bank says ",
        "issued a warning that ",
        "That's how Ann Lee ",
        "and I laughed and said ",
    ),
    *(
        "more than ",
        "not so ",
        "as many as ",
        "in a month what ",
        "25 times bigger than ",
        "bigger and bigger ",
    ),
    *(
        "https://example.org/",
        "a@b.c ",
        "a,",
        "a; ",
        "adding ",
        "If ",
        "I think ",
        "we must ",
        "www.",
        "&amp;",
    ),
    *(
        "**",
        "**a** ",
        "*a ",
        "[a](b) ",
        "[a](",
        "![](b)",
        "- [a](b)\n",
        "| a | 5 |\n",
        "|",
        "&nbsp;",
        "<b>",
        "<br>5 ",
    ),
]


@pytest.mark.parametrize("piece", OVER_AND_OVER, ids=ascii)
def test_one_thing_over_and_over(piece: str) -> None:
    if (piece * LONG).strip():
        check(piece * (LONG // len(piece)))
    check(f"It has 32 {piece * (LONG // len(piece))}members.")


@pytest.mark.parametrize(
    "piece",
    [
        "“Exports rose, ",
        "3% ",
        "he said ",
        "ANN: 3 %\n",
        ", klagte sie",
        " hat angekündigt",
        "nach Auffassung ",
    ],
    ids=ascii,
)
def test_one_thing_over_and_over_by_the_signals_and_in_german(piece: str) -> None:
    check(piece * (LONG // len(piece)), scorer="signals")
    check(piece * (LONG // len(piece)), language="de")


# --- comparisons: a long sentence ------------------------------------------------------------------------

COMPARED = [  # for each kind of comparison what its expressions go through for long, and rarely find
    *(
        "more than ",
        "more cars than ",
        "5 fewer ",
        "25 times bigger ",
        "a as a as ",
        "higher than the rate is ",
    ),
    *("twice the rate of ", "half the money that ", "tenfold rise in ", "in a year what "),
    *("rose by about 5% ", "an increase of ", "up from last ", "doubled since ", "in half "),
    *("from 5% to ", "5% of men, against ", "while 5% ", "in 2010 5% but "),
    *("20% below ", "just over the limit ", "ahead of the ", "below that of ", "put it above "),
    *("the same as ", "is the size of a ", "similar to that in "),
    *("outnumber men two to ", "leads by ", "lag the ", "beat the ", "for every 5 men ", "there are 5 men "),
    *(
        "is by far the ",
        "one of the best yet ",
        "the biggest rise in pay ",
        "ranked 5th of ",
        "second only to ",
    ),
    *(
        "first time since ",
        "a record ",
        "not since the ",
        "never before have ",
        "no other man ",
        "5% + 5% = ",
    ),
    *("is the only man in ", "people who ", "it was in ", "the cost of ", "'s ", "and "),
]


@pytest.mark.parametrize("piece", COMPARED, ids=ascii)
def test_comparisons_take_time_by_the_length_alone(piece: str) -> None:
    grows_by_the_length_alone(compare, piece)


def compare(text: str) -> None:
    """The comparisons of *text*, which all are said by its own words."""
    span = Span(0, len(text))
    for one in comparisons(text, span, quantities(text, span)):
        assert all(0 <= words.start < words.end <= len(text) for words in one.spans)
