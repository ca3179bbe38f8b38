"""Scorers: who may be one, what it is refused for, and how it is found out what moved it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.scorer import Scorer, Weighing, checked
from claimcheck.flagging.signals.find import signals
from claimcheck.flagging.worthiness import NAMES, Signs, scorer, scorer_for, weighed
from claimcheck.model import Signal, Span


@dataclass
class Own:
    """Log odds of -2, 3 more for "bigger", half of one more for each digit; it notes what it is asked."""

    threshold: float = 0.5
    asked: list[list[str]] = field(default_factory=list)

    def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        self.asked.append(list(sentences))
        odds = [-2 + 3 * ("bigger" in one) + sum(c.isdigit() for c in one) / 2 for one in sentences]
        return np.array([1 / (1 + math.exp(-one)) for one in odds])


@dataclass
class Saying:
    """A scorer that says whatever it is told to."""

    said: Any
    threshold: Any = 0.5

    def score(self, sentences: Sequence[str]) -> Any:
        return self.said


def found_in(*sentences: str) -> tuple[str, list[tuple[Span, tuple[Signal, ...]]]]:
    """A text of these sentences, and the signals of each."""
    text, found = " ".join(sentences), []
    for sentence in sentences:
        start = text.index(sentence)
        span = Span(start, start + len(sentence))
        found.append((span, signals(text, span)))
    return text, found


# --- who is a scorer --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["linear", "signals"])
def test_what_claimcheck_brings_are_scorers_that_say_what_moved_them(name: str) -> None:
    by = scorer(name)
    assert name in NAMES
    assert isinstance(by, Scorer)
    assert isinstance(by, Weighing)
    assert 0 < by.threshold < 1


def test_a_scorer_of_ones_own_needs_no_base_class() -> None:
    assert isinstance(Own(), Scorer)
    assert not isinstance(Own(), Weighing)
    own = Own()
    assert scorer_for("de", own) is own


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_default_is_the_model_where_one_was_trained_else_the_signals(language: str) -> None:
    default = scorer_for(language, None)
    assert type(default) is type(scorer("linear" if language == "en" else "signals"))
    assert type(scorer_for(language, "linear")) is type(scorer("linear"))


@pytest.mark.parametrize("name", ["", "Linear", "tf-idf", "../linear"])
def test_a_name_that_there_is_not_is_refused_with_those_that_there_are(name: str) -> None:
    with pytest.raises(ClaimcheckError, match=r'no scorer ".*"; the scorers are linear, precise, signals\.'):
        scorer(name)


@pytest.mark.parametrize(
    "wanted",
    [
        *(object(), 0.5, ["linear"], Own, Own(threshold=1.5), Own(threshold=-1), Own(threshold=math.nan)),
        *(Saying([], threshold="0.5"), Saying([], threshold=None), Saying([], threshold=[])),
    ],
)
def test_what_is_no_scorer_is_refused_with_what_one_needs(wanted: Any) -> None:
    with pytest.raises(
        ClaimcheckError, match=r'no scorer: .*"threshold" \(0 to 1\) and "score\(sentences\)"'
    ):
        scorer_for("en", wanted)


# --- what it is asked, and what it may say ------------------------------------------------------------


@pytest.mark.parametrize("by", [scorer("linear"), scorer("signals")])
def test_scores_come_one_a_sentence_in_their_order(by: Scorer) -> None:
    sentences = ["It is 25 times bigger than Russia.", "Good evening.", ""]
    alone = [float(by.score([sentence])[0]) for sentence in sentences]
    for given_ in (sentences, tuple(sentences), np.array(sentences), iter(sentences)):
        scores = by.score(given_)  # type: ignore[arg-type]
        assert scores.dtype == np.float64
        assert scores.tolist() == alone
    assert alone[0] > alone[1]
    assert by.score([]).shape == (0,)


@pytest.mark.parametrize("by", [scorer("linear"), scorer("signals")])
@pytest.mark.parametrize("given_", ["one string", "", b"bytes", None, 5, [None], ["a", 5], [["a"]], [b"a"]])
def test_what_is_no_list_of_sentences_is_refused(by: Scorer, given_: Any) -> None:
    with pytest.raises(ClaimcheckError, match=r"score\(\) takes a list of sentences, each a string; got "):
        by.score(given_)


def test_an_empty_string_is_a_sentence() -> None:
    assert checked(["", "a"]) == ["", "a"]


NOT_SCORES = [
    [],
    [0.5],
    [0.5, 0.5, 0.5],
    [0.5, 1.1],
    [-0.1, 0.5],
    [0.5, math.nan],
    [math.inf, 0.5],
    ["high", 0.5],
    [None, 0.5],
    [[0.5, 0.5], [0.5, 0.5]],
    None,
    0.5,
]


@pytest.mark.parametrize("said", NOT_SCORES, ids=str)
def test_what_is_no_score_is_refused_with_the_name_of_who_said_it(said: Any) -> None:
    text, found = found_in("It is 25 times bigger.", "Nice day!")
    with pytest.raises(ClaimcheckError, match=r"Saying was given 2 sentences .* number from 0 to 1 for each"):
        weighed(Saying(said), text, found)


@pytest.mark.parametrize("said", [[0, 1], (0.25, 0.75), np.array([0.25, 0.75]), iter([0.25, 0.75])])
def test_scores_may_be_any_numbers_from_0_to_1(said: Any) -> None:
    text, found = found_in("Nice day!", "Good evening.")
    got = [score for score, _ in weighed(Saying(said), text, found)]
    assert got in ([0, 1], [0.25, 0.75])
    assert all(isinstance(score, float) for score in got)


def test_a_fault_of_a_scorer_is_not_swallowed() -> None:
    class Broken(Own):
        def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
            raise ZeroDivisionError("my own fault")

    text, found = found_in("Nice day!")
    with pytest.raises(ZeroDivisionError, match="my own fault"):
        weighed(Broken(), text, found)


def test_nothing_is_asked_about_no_sentence() -> None:
    own = Own()
    assert weighed(own, "", []) == []
    assert own.asked == []


# --- what moved it -----------------------------------------------------------------------------------


def test_a_reason_weighs_what_the_score_loses_without_its_words() -> None:
    text, found = found_in("Nice day!", "It is 25 times bigger than Russia.")
    [_, (score, weights)] = weighed(Own(), text, found)
    assert score == pytest.approx(1 / (1 + math.exp(-2)))
    by_name = {signal.name: signal for signal in weights}
    assert by_name["comparison"].weight == pytest.approx(4, abs=1e-3)  # "25 times bigger than Russia"
    assert by_name["figure"].weight == pytest.approx(1, abs=1e-3)  # "25 times"
    assert [replace(s, weight=0) for s in weights] == [replace(s, weight=0) for s in found[1][1]]


def test_words_that_speak_against_have_a_negative_weight() -> None:
    class Doubting(Own):
        def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
            return np.array([0.6 if "I think" in one else 0.9 for one in sentences])

    text, found = found_in("I think it is 25 times bigger.")
    [(_, weights)] = weighed(Doubting(), text, found)
    opinion = next(signal for signal in weights if signal.name == "opinion")
    assert opinion.weight == pytest.approx(math.log(0.6 / 0.4) - math.log(0.9 / 0.1), abs=1e-3)


def test_only_sentences_that_reach_the_threshold_are_asked_about_again() -> None:
    own = Own()
    text, found = found_in("It is 25 times bigger than Russia.", "It has 3 members.", "Nice day!")
    [_, (low, kept), _] = weighed(own, text, found)
    assert low < own.threshold
    assert kept == found[1][1]
    first, again = own.asked
    assert first == ["It is 25 times bigger than Russia.", "It has 3 members.", "Nice day!"]
    assert again == ["It is .", "It is bigger than Russia."]


def test_where_none_reaches_it_nothing_is_asked_again() -> None:
    own = Own(threshold=0.99)
    text, found = found_in("It is 25 times bigger than Russia.")
    weighed(own, text, found)
    assert len(own.asked) == 1


def test_a_score_of_0_or_1_still_has_finite_weights() -> None:
    class Sure(Own):
        def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
            return np.array([float("25" in one) for one in sentences])

    text, found = found_in("It is 25 times bigger than Russia.")
    [(score, weights)] = weighed(Sure(), text, found)
    assert score == 1.0
    assert all(math.isfinite(signal.weight) and signal.weight > 0 for signal in weights)


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_asked_about_word_for_word(texts: list[str]) -> None:
    text = "".join(texts)
    ends = [sum(map(len, texts[: n + 1])) for n in range(len(texts))]
    spans = [Span(end - len(words), end) for end, words in zip(ends, texts, strict=True)]
    found = [(span, signals(text, span)) for span in spans]
    own = Own(threshold=0)
    got = weighed(own, text, found)
    assert [len(weights) for _, weights in got] == [len(found_) for _, found_ in found]
    assert own.asked[:1] == ([texts] if texts else [])


# --- the score by the signals alone ---------------------------------------------------------------------


def sign(weight: float) -> Signal:
    """A signal of this weight, of which nothing else matters."""
    return Signal("s", (Span(0, 1),), weight, "")


def score(found: Sequence[Signal]) -> float:
    return Signs().weigh("", Span(0, 0), found)[0]


_SIGNALS = st.lists(st.floats(-1.5, 1.5, allow_nan=False).map(sign), max_size=8)


@given(_SIGNALS, st.floats(0, 1.5))
def test_a_reason_for_never_lowers_the_score(found: list[Signal], weight: float) -> None:
    before, after = score(found), score([*found, sign(weight)])
    assert 0 <= before <= after <= 1


@given(_SIGNALS, st.floats(-1.5, 0))
def test_a_reason_against_never_raises_it(found: list[Signal], weight: float) -> None:
    assert 0 <= score([*found, sign(weight)]) <= score(found) <= 1


@given(_SIGNALS, st.integers(0, 7), st.floats(0, 1))
def test_a_heavier_signal_never_lowers_it(found: list[Signal], at: int, more: float) -> None:
    if at < len(found):
        heavier = [replace(s, weight=s.weight + more) if n == at else s for n, s in enumerate(found)]
        assert score(heavier) >= score(found)


def test_nothing_speaks_for_a_sentence_without_signals() -> None:
    assert score([]) == 0.0 == float(Signs().score(["Good evening."])[0])


def test_the_signals_keep_their_weights() -> None:
    text, found = found_in("It is 25 times bigger than Russia.")
    assert Signs().weigh(text, *found[0])[1] == found[0][1]


def test_the_signals_score_in_the_language_that_is_named() -> None:
    sentence = ["Die Exporte haben sich verdoppelt."]
    german, english = scorer("signals", language="de"), scorer("signals")
    assert german.score(sentence)[0] >= german.threshold > english.score(sentence)[0]
    with pytest.raises(ClaimcheckError, match="de, en"):
        scorer("signals", language="xx").score(sentence)
