"""The signals of single sentences: which, and on which words."""

from __future__ import annotations

import re

import pytest
from growth import grows_by_the_length_alone
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.language_words import any_of, forms, known_language, level
from claimcheck.flagging.signals.find import SIGNS, findings, signals
from claimcheck.flagging.signals.grammar import Grammar
from claimcheck.model import Kind, Signal, Span


def found(sentence: str) -> dict[str, Signal]:
    """The signals of a sentence that is the whole text, by name."""
    return {signal.name: signal for signal in signals(sentence, Span(0, len(sentence)))}


def marked(sentence: str, name: str) -> list[str]:
    """The words that one signal marks; none where it is not there."""
    signal = found(sentence).get(name)
    return [span.of(sentence) for span in signal.spans] if signal else []


MARKED = [
    # figures, comparisons and ranks: those that quantities and comparisons read
    ("Spending is 3.5% of output by 2035.", "figure", ["3.5%"]),
    ("It cost $1,700 a year.", "figure", ["$1,700"]),
    ("It cost 25 million euros.", "figure", ["25 million euros"]),
    ("Twenty-five patients died.", "figure", ["Twenty-five patients"]),
    ("They waited seven years.", "period", ["seven years"]),
    ("Can you tell us how many there are?", "question", ["Can you", "?"]),
    ("I thank the honourable Member.", "stance", ["I thank"]),
    ("We will build it if they come.", "promise", ["We will"]),
    ("If they came, rents might fall.", "supposition", ["If", "might"]),
    ("One in five pupils is absent.", "figure", ["One in five"]),
    ("They own half of the land.", "figure", ["half"]),
    ("Thousands of birds came.", "figure", ["Thousands of"]),
    ("Most of its gas is imported.", "figure", ["Most of"]),
    ("The alliance is 25 times bigger than Russia.", "comparison", ["25 times bigger than Russia"]),
    ("They bake in three days what we bake in a week.", "comparison", ["three days", "a week"]),
    ("Norway sells more cars than Italy.", "comparison", ["more cars than Italy"]),
    ("There are as many cows as people.", "comparison", ["as many cows as people"]),
    ("It is the second biggest army in the pact.", "rank", ["second biggest army in the pact"]),
    ("She was the first woman to lead the bank.", "rank", ["first woman to lead the bank"]),
    ("It was the hottest summer on record.", "rank", ["hottest summer on record"]),
    ("It is the only state without a coast.", "rank", ["the only"]),
    # statistics, trends, causes, rules, records
    ("GDP and unemployment matter.", "statistic", ["GDP", "unemployment"]),
    ("Exports doubled.", "trend", ["doubled"]),
    ("Output has fallen.", "trend", ["fallen"]),
    ("Rents are rising.", "trend", ["are rising"]),
    ("Crime is down 18 percent.", "trend", ["down 18 percent"]),
    ("They rearm at a rapid pace.", "trend", ["at a rapid pace"]),
    ("The fire was due to a fault.", "cause", ["due to"]),
    ("They could not have won without her.", "cause", ["could not have won without"]),
    ("Residents are entitled to free travel.", "rule", ["entitled to"]),
    ("Foreigners cannot vote.", "rule", ["cannot"]),
    ("The firm never paid its workers.", "record", ["never paid"]),
    # events
    ("Ministers signed a deal on March 2, 2025.", "event", ["signed", "March 2, 2025"]),
    ("It was warm on Monday.", "event", ["Monday"]),
    ("Norway exports gas to Germany.", "event", ["exports"]),
    ("The ministry holds 3 hearings a year.", "event", ["holds"]),
    ("Athens banned him.", "event", ["banned"]),
    ("The city has not joined the scheme.", "event", ["has not joined"]),
    ("The union was founded in Leeds.", "event", ["was founded"]),
    ("The council cut it.", "event", ["cut"]),
    ("She took office.", "event", ["took"]),
    ("He did not attend.", "event", ["did not attend"]),
    ("In Ohio, there are factories.", "event", ["In Ohio, there are"]),
    ("The state is suing the company.", "event", ["is suing"]),
    # forecast, experience
    ("Seas will rise.", "forecast", ["will"]),
    ("When I was mayor, I visited the camp.", "experience", ["When I was", "I visited"]),
    # against
    ("I think so.", "opinion", ["I think"]),
    ("Unity is crucial.", "judgement", ["crucial"]),
    ("We must act.", "exhortation", ["must"]),
    ("The bishop urged calm.", "appeal", ["urged"]),
    ("We will meet some day.", "vagueness", ["some day"]),
    ("Who pays?”", "question", ["?"]),
]


@pytest.mark.parametrize(("sentence", "name", "expected"), MARKED)
def test_the_words_that_say_so_are_marked(sentence: str, name: str, expected: list[str]) -> None:
    assert marked(sentence, name) == expected


TRAPS = [
    ("The two-state solution is dead.", "figure"),
    ("It is one of the reasons.", "figure"),
    ("They invoke Article 5.", "figure"),
    ("Fidan (4th row-R) with guests.", "figure"),
    ("Third-country firms may apply.", "figure"),
    ("The two sides talked.", "figure"),
    ("The F-35 and COVID-19 came up.", "figure"),
    ("The Falcon 9 rocket landed.", "figure"),
    ("The two met on March 2, 2025 at 2:34 PM.", "figure"),
    ("Exports doubled in 2019.", "figure"),
    ("Prices fell in the 1990s.", "figure"),
    ("They do in a day what takes a week.", "period"),
    ("I voted against the war.", "stance"),
    ("In May prices fell.", "supposition"),
    ("Unity is more important than ever.", "comparison"),
    ("Talk rather than fight.", "comparison"),
    ("He is the best and the most beautiful.", "rank"),
    ("In the interest of the forest.", "rank"),
    ("They want to increase aid.", "trend"),
    ("An increased budget is planned.", "trend"),
    ("We cannot contribute anything.", "rule"),
    ("Kallas said it.", "event"),
    ("He has argued so.", "event"),
    ("A committed and focused team.", "event"),
    ("They would have won.", "event"),
    ("Employers must, by law, insure them.", "exhortation"),
    ("I visited the camp.", "event"),
    ("Exports doubled in 2019.", "event"),
    ("The Fed is a bank.", "event"),
    ("Unemployment claims are high.", "event"),
    ("The price of oil exports matters.", "event"),
    ("Shares in the firm are cheap.", "event"),
    ("The United States is large.", "event"),
    ("She told the paper on Monday.", "event"),
    ("She asked who pays? Nobody knew.", "question"),
]


@pytest.mark.parametrize(("sentence", "name"), TRAPS)
def test_what_only_looks_like_it_is_no_signal(sentence: str, name: str) -> None:
    assert marked(sentence, name) == []


def test_typographic_apostrophes_and_blanks_change_nothing() -> None:
    assert marked("Let’s go.", "exhortation") == ["Let’s"]
    assert marked("It is 25\u00a0times bigger than Russia.", "comparison") == [
        "25\u00a0times bigger than Russia"
    ]


def test_spans_are_offsets_into_the_article() -> None:
    text = "Before. It has 5 ports. After 7 years."
    for signal in signals(text, Span(8, 23)):
        assert all(span in Span(8, 23) for span in signal.spans)
    assert {s.name: [x.of(text) for x in s.spans] for s in signals(text, Span(8, 23))} == {
        "figure": ["5 ports"]
    }


def test_what_is_measured_and_compared_comes_with_the_signals() -> None:
    text = "It is 25 times bigger than Russia. It fell last year."
    found = findings(text, Span(0, 34))
    assert [quantity.text for quantity in found.quantities] == ["25 times"]
    assert found.comparison is not None
    assert found.comparison.factor == 25
    [date] = findings(text, Span(35, 53), published="2025-06-25").quantities
    assert date.resolved == "2024"


def test_names_are_unique_and_kinds_belong_to_reasons_for() -> None:
    assert len({sign.name for sign in SIGNS}) == len(SIGNS)
    assert all((sign.kind is not None) == (sign.weight > 0) for sign in SIGNS if sign.name != "statistic")
    assert {sign.kind for sign in SIGNS} >= set(Kind)


def test_word_forms() -> None:
    assert forms(["deny", "stress", "admit"], "s", "ed", "ing") == (
        *("denies", "denied", "denying"),
        *("stresses", "stressed", "stressing"),
        *("admits", "admitted", "admitting"),
    )
    assert forms(["urge", "point out"], "ed") == ("urged", "pointed out")
    assert re.fullmatch(any_of(["sea", "sea level"]), "sea level")
    assert len(level("a’b\u00a0c—d")) == 7


HOSTILE = [
    *("", " ", "?", '"', "“”“", "’" * 50, "1" * 50_000, "1," * 1_000, "1 times " * 250, "in 1 year " * 200),
    *(
        "שלום 25 عالم",
        "😀" * 500,
        "a\u0301" * 500,
        "\x00" * 100,
        "A " * 1_000,
        "more " * 400,
        "as many " * 250,
    ),
    *("could not have " * 130, "has not " * 250, "\u202e25 times bigger", "\ud800"),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    for signal in signals(text, Span(0, len(text))):
        assert all(span in Span(0, len(text)) for span in signal.spans)


def test_time_grows_with_the_length_only() -> None:
    grows_by_the_length_alone(lambda text: signals(text, Span(0, len(text))), "1 more as ")


_SAID = (
    "the 25 times bigger than Russia never 3.5% must I think ? has signed a in March 2, 2025 what year three"
)
_WORDS = st.sampled_from([*_SAID.split(), "“", "”", ".", ",", "Athens", "cut", "down"])


@given(
    st.lists(_WORDS, max_size=30).map(" ".join) | st.text(max_size=120), st.integers(0, 9), st.integers(0, 9)
)
def test_spans_lie_inside_the_sentence_and_mark_something(text: str, cut: int, tail: int) -> None:
    span = Span(min(cut, len(text)), max(min(cut, len(text)), len(text) - tail))
    for signal in signals(text, span):
        assert signal.spans
        assert all(part in span and len(part) > 0 for part in signal.spans)
        assert list(signal.spans) == sorted(signal.spans)


def test_pattern_parts_match_their_examples() -> None:
    english = known_language("en")
    parts = Grammar(english).parts
    for part, example in [
        ("PERFECT", "has also been fined"),
        ("SUBJECT", "the council"),
        ("ROSE", "doubled"),
    ]:
        assert re.fullmatch(parts.pattern(part, english).pattern, example, re.IGNORECASE), example


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The gateways of energy into Europe are Georgia and Ukraine.", ["Europe", "Georgia", "Ukraine"]),
        ("In its view Mark Rutte is no friend of Bank of England men.", ["Mark Rutte", "Bank of England"]),
        ("Nothing here is about Georgia.", []),
        ("Georgia is near Georgia.", []),
        ("I think Georgia is like Ukraine.", []),
    ],
)
def test_two_names_speak_for_a_sentence_that_nothing_else_speaks_for(sentence: str, named: list[str]) -> None:
    found = [s for s in signals(sentence, Span(0, len(sentence))) if s.name == "names"]
    assert [span.of(sentence) for signal in found for span in signal.spans] == named
