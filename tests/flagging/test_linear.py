"""The default scorer: its weights add up to its score, and a model file that is not whole is refused."""

from __future__ import annotations

import io
import math
import pickle
import random
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import ModelError
from claimcheck.flagging import linear as module
from claimcheck.flagging.linear import MODEL, VERSION, Linear, Model, linear, load
from claimcheck.flagging.linear_features import BUCKETS, EDGE, of_pair, of_word
from claimcheck.flagging.scorer import TRAINED_FOR
from claimcheck.flagging.signals.find import NAMES, SIGNS, signals
from claimcheck.flagging.worthiness import scorer
from claimcheck.model import Signal, Span

REMEDY = r"install claimcheck again, or make it with benchmarks/research/train_worthiness\.py\.$"
FLAGGED = [
    "It is 25 times bigger than Russia.",
    "Unemployment fell from 5.1% to 4.2% in 2019.",
    "The United States spent $94.9bn on the war in Iraq.",
    "I think that taxes rose by 40 percent last year, and we must do better.",
    "They now produce in three months what the whole of the alliance produces in a year.",
]


def a_model(
    words: dict[str, float] | None = None, bias: float = -1.0, usual: float = 0.0, **signs: float
) -> Model:
    """A model whose words have these weights, and the others none."""
    weights = [0.0] * BUCKETS
    for word, weight in (words or {}).items():
        weights[of_word(word)[0]] = weight
    return Model(words=weights, signs=signs, usual=usual, bias=bias, threshold=0.5)


def weighed(by: Linear, sentence: str) -> tuple[float, tuple[Signal, ...]]:
    whole = Span(0, len(sentence))
    return by.weigh(sentence, whole, signals(sentence, whole))


def odds(score: float) -> float:
    return math.log(score / (1 - score))


# --- the score, and what it adds up from ------------------------------------------------------------


@pytest.mark.parametrize("sentence", FLAGGED)
def test_the_weights_add_up_to_the_log_odds_of_the_score(sentence: str) -> None:
    by = linear()
    score, weights = weighed(by, sentence)
    assert 0 < score < 1
    bias = load(MODEL).bias
    # Scores have six decimals, of which few are left near 1.
    close = 1e-3 + 1e-6 / (score * (1 - score))
    assert odds(score) == pytest.approx(bias + sum(signal.weight for signal in weights), abs=close)


def test_the_words_beside_the_signals_are_one_more_reason() -> None:
    by = Linear(a_model({"army": 6.0, "small": -1.0}, figure=2.0))
    sentence = "A small army of 32."
    score, weights = weighed(by, sentence)
    figure, wording = weights
    assert (figure.name, figure.weight) == ("figure", 2.0)
    assert (wording.name, wording.reason) == ("wording", "reads like a checkable statement")
    assert wording.spans == ()
    tokens = ["a", "small", "army", "of", "<00>", "."]
    size = 1 + sum(len(of_word(token)) + 1 for token in tokens[:-1])
    assert wording.weight == pytest.approx(5 / math.sqrt(size), abs=1e-4)
    assert score == pytest.approx(1 / (1 + math.exp(1 - 2 - 5 / math.sqrt(size))), abs=1e-5)


def test_a_pair_of_words_counts() -> None:
    model = a_model()
    weights = list(model.words)
    weights[of_pair("second", "army")], weights[of_pair(EDGE, "the")] = 9.0, 1.0
    by = Linear(replace(model, words=weights))
    size = 1 + sum(len(of_word(token)) + 1 for token in ["the", "second", "army"])
    [wording] = weighed(by, "The second army.")[1]
    assert wording.weight == pytest.approx(10 / math.sqrt(size), abs=1e-4)


def test_words_that_speak_against_say_so() -> None:
    _, [wording] = weighed(Linear(a_model({"small": -6.0, "army": 3.0}, bias=3.0)), "It is a small army.")
    assert wording.weight < 0
    assert wording.reason == "reads like no checkable statement"


def test_what_words_usually_add_is_no_reason() -> None:
    sentence = "A small army of 32."
    plain, less = (Linear(a_model({"army": 6.0}, usual=usual, figure=2.0)) for usual in (0.0, 0.4))
    (score, (_, wording)), (lower, (_, smaller)) = weighed(plain, sentence), weighed(less, sentence)
    assert smaller.weight == pytest.approx(wording.weight - 0.4)
    assert odds(lower) == pytest.approx(odds(score) - 0.4, abs=1e-4)


def test_a_signal_that_the_model_does_not_know_has_no_weight() -> None:
    by = Linear(a_model())
    _, (new, wording) = by.weigh("x", Span(0, 1), [Signal("new", (Span(0, 1),), 0.9, "new")])
    assert (new.weight, wording.weight) == (0.0, 0.0)


@pytest.mark.parametrize(("bias", "expected"), [(-800.0, 0.0), (-1e308, 0.0), (800.0, 1.0), (0.0, 0.5)])
def test_no_log_odds_are_too_large(bias: float, expected: float) -> None:
    assert Linear(a_model(bias=bias)).score(["", "An army."]).tolist() == [expected, expected]


def test_what_is_remembered_of_words_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Linear(load(MODEL))
    sentences = [*FLAGGED, "Wholly other words, none of them said before."]
    expected = fresh.score(sentences).tolist()
    assert fresh.score(sentences).tolist() == expected
    monkeypatch.setattr(module, "REMEMBERED", 3)
    small = Linear(load(MODEL))
    assert small.score(sentences).tolist() == expected
    assert small.word.cache_info().currsize <= 3
    assert small.pair.cache_info().currsize <= 3


def test_a_sentence_scores_the_same_in_its_article_and_alone() -> None:
    text = " ".join(["“Nice day!” he said.", *FLAGGED])
    for sentence in FLAGGED:
        start = text.index(sentence)
        span = Span(start, start + len(sentence))
        score, weights = linear().weigh(text, span, signals(text, span))
        alone, same = weighed(linear(), sentence)
        assert score == alone
        assert [(s.weight, [p.of(text) for p in s.spans]) for s in weights] == [
            (s.weight, [p.of(sentence) for p in s.spans]) for s in same
        ]


# --- any text -----------------------------------------------------------------------------------------


@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=20))
def test_any_text_has_a_score_and_named_words_that_stand_in_it(words: str, left: str, right: str) -> None:
    text, span = left + words + right, Span(len(left), len(left + words))
    by = linear()
    found = signals(text, span)
    score, weights = by.weigh(text, span, found)
    assert 0 <= score <= 1
    assert [signal.name for signal in weights[: len(found)]] == [signal.name for signal in found]
    [wording] = weights[len(found) :]
    assert (wording.name, wording.spans) == ("wording", ())
    assert score == float(by.score([words])[0])


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "7" * 100_000, "x" * 1_000_000, "a " * 100_000])
def test_odd_sentences_have_a_score(text: str) -> None:
    assert 0 <= float(linear().score([text])[0]) <= 1


# --- the model file -------------------------------------------------------------------------------------


def parts(**changed: Any) -> dict[str, Any]:
    """What a whole model file holds, with changes; None leaves a part out."""
    whole = {
        "version": np.array(VERSION),
        "words": np.zeros(BUCKETS, dtype=np.float16),
        "signs": np.array(["figure", "opinion"]),
        "sign_weights": np.array([1.5, -2.0]),
        "usual": np.array(0.25),
        "bias": np.array(-0.5),
        "threshold": np.array(0.3),
    }
    return {name: value for name, value in {**whole, **changed}.items() if value is not None}


def written(folder: Path, **changed: Any) -> Path:
    path = folder / "some.npz"
    np.savez_compressed(path, **parts(**changed))
    return path


def test_a_model_comes_back_as_it_was_written(tmp_path: Path) -> None:
    model = load(written(tmp_path))
    assert len(model.words) == BUCKETS
    assert model.signs == {"figure": 1.5, "opinion": -2.0}
    assert (model.usual, model.bias, model.threshold) == (0.25, -0.5, 0.3)
    assert load(written(tmp_path, signs=np.array([b"figure", b"opinion"]))) == model


def test_the_model_of_the_package_is_whole_and_small() -> None:
    model = load(MODEL)
    assert MODEL.stat().st_size <= 2_000_000
    assert model.signs.keys() == {sign.name for sign in (*SIGNS, NAMES)}
    assert TRAINED_FOR == "en"
    assert 0 < linear().threshold < 1
    # A reason for never takes off, one against never adds.
    assert all(model.signs[sign.name] * sign.weight >= 0 for sign in (*SIGNS, NAMES))
    with zipfile.ZipFile(MODEL) as file:
        assert all(name.endswith(".npy") for name in file.namelist())


def test_a_file_that_is_missing_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=rf"none\.npz is not there; {REMEDY}"):
        load(tmp_path / "none.npz")


@pytest.mark.parametrize("version", [0, 2, 99])
def test_a_file_of_another_version_is_named_with_both_versions(tmp_path: Path, version: int) -> None:
    for changed in ({}, {"words": None, "bias": None, "new": np.zeros(3)}):
        path = written(tmp_path, version=np.array(version), **changed)
        with pytest.raises(ModelError, match=rf"some\.npz .*version {version}, .* reads version 1; {REMEDY}"):
            load(path)


DAMAGED: list[dict[str, Any]] = [
    *({name: None} for name in ("version", "words", "signs", "sign_weights", "usual", "bias", "threshold")),
    {"version": np.array([1, 1])},
    {"version": np.array("one")},
    {"version": np.array(math.inf)},
    {"words": np.zeros(BUCKETS - 1)},
    {"words": np.zeros((BUCKETS, 2))},
    {"words": np.array(["a"] * 3)},
    {"words": np.full(BUCKETS, math.nan)},
    {"signs": np.array(["figure"])},
    {"signs": np.array([["figure", "opinion"]])},
    {"sign_weights": np.array([1.0])},
    {"sign_weights": np.array([1.0, math.inf])},
    {"bias": np.array(math.nan)},
    {"bias": np.array([1.0, 2.0])},
    {"usual": np.array(math.inf)},
    {"bias": np.array("much")},
    {"threshold": np.array(1.5)},
    {"threshold": np.array(math.nan)},
    {"words": np.array([0.0] * BUCKETS, dtype=object)},
    {"signs": np.array([{"a": 1}, None], dtype=object)},
]


@pytest.mark.parametrize(
    "changed", DAMAGED, ids=lambda one: " ".join(f"{n}: {str(v)[:20]}" for n, v in one.items())
)
def test_a_file_that_lacks_something_is_named_with_the_remedy(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    with pytest.raises(ModelError, match=rf"some\.npz (cannot be read \(|is incomplete).*{REMEDY}"):
        load(written(tmp_path, **changed))


def test_no_pickle_is_ever_loaded(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (pytest.fail, ("a pickle was loaded",))

    path = tmp_path / "some.npz"
    files = [pickle.dumps(Trap()), pickle.dumps({"version": Trap()})]
    for name in parts():
        held = io.BytesIO()
        np.savez(held, allow_pickle=True, **parts(**{name: np.array([Trap()], dtype=object)}))
        files.append(held.getvalue())
    for content in files:
        path.write_bytes(content)
        with pytest.raises(ModelError, match=rf"some\.npz cannot be read .*{REMEDY}"):
            load(path)


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"no model", b"\x93NUMPY", b"PK\x05\x06" + bytes(18), bytes(1000)]
)
def test_a_file_that_is_no_model_is_named_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=rf"some\.npz cannot be read .*{REMEDY}"):
        load(path)


def test_a_lone_array_or_a_folder_is_no_model(tmp_path: Path) -> None:
    np.save(tmp_path / "lone.npy", np.zeros(BUCKETS))
    for path in (tmp_path / "lone.npy", tmp_path):
        with pytest.raises(ModelError, match=rf"cannot be read .*{REMEDY}"):
            load(path)


def test_a_file_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    whole, path = MODEL.read_bytes(), tmp_path / "cut.npz"
    for end in [*range(0, len(whole), len(whole) // 20), len(whole) - 1]:
        path.write_bytes(whole[:end])
        with pytest.raises(ModelError, match=rf"cut\.npz cannot be read .*{REMEDY}"):
            load(path)


def test_a_changed_byte_is_refused_or_changes_nothing(tmp_path: Path) -> None:
    whole, path = written(tmp_path).read_bytes(), tmp_path / "changed.npz"
    model = load(written(tmp_path))
    dice = random.Random(5)
    for _ in range(150):
        at = dice.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :])
        with suppress(ModelError):
            assert load(path) == model


def test_a_missing_model_is_no_silent_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linear.cache_clear()
    monkeypatch.setattr(module, "MODEL", tmp_path / "none.npz")
    for _ in range(2):
        with pytest.raises(ModelError, match=r"none\.npz is not there"):
            scorer()
    monkeypatch.undo()
    assert scorer() is linear()
