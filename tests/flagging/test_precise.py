"""The precise scorer: what it needs, what it refuses, and what it says of any text."""

from __future__ import annotations

import json
import math
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.cli.main import main
from claimcheck.errors import ClaimcheckError, ModelError
from claimcheck.flagging import precise as module
from claimcheck.flagging.precise import MODEL, Encoder, Precise, installed, precise
from claimcheck.flagging.scorer import Scorer, Weighing
from claimcheck.flagging.worthiness import scorer

CHECKOUT = Path(__file__).parents[2] / "models" / "precise"
NEEDED = (MODEL, "onnxruntime", "tokenizers")
needs_libraries = pytest.mark.skipif(
    not all(map(find_spec, NEEDED)), reason=f"the extra [precise] is not installed: {', '.join(NEEDED)}"
)
REMEDY = r"pip install \./models/precise in a checkout of claimcheck, or make it with .*train_encoder\.py\.$"
FILES = ("tokenizer.json", "precise.onnx", "precise.json")
WHOLE = {"version": 1, "encoder": 0.8, "linear": 0.3, "shift": -0.1, "threshold": 0.4}
SENTENCES = [
    "It is 25 times bigger than Russia.",
    "Good evening.",
    "Unemployment fell from 5.1% to 4.2% in 2019.",
    "I love this country, and I think you do too!",
]


class Silent:
    """Stands for the transformer where only the other files matter."""

    def __init__(self, *_: Any) -> None:
        pass

    def log_odds(self, sentences: Sequence[str]) -> Any:
        return np.array([len(sentence) / 10 for sentence in sentences])


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Encoder", Silent)


def calibrated(folder: Path, **changed: Any) -> Path:
    """A folder whose precise.json says this."""
    (folder / "precise.json").write_text(json.dumps({**WHOLE, **changed}), encoding="utf-8")
    return folder


# --- without the extra ---------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", NEEDED)
def test_without_the_extra_the_command_that_installs_it_is_said(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.syspath_prepend(CHECKOUT)
    for name in ("onnxruntime", "tokenizers"):
        monkeypatch.setitem(sys.modules, name, sys)
    monkeypatch.setitem(sys.modules, missing, None)
    precise.cache_clear()
    with pytest.raises(ClaimcheckError) as refusal:
        scorer("precise")
    assert f"needs {missing}, which is not installed" in str(refusal.value)
    assert "pip install ./models/precise in a checkout of claimcheck" in str(refusal.value)
    assert '"linear", needs nothing more' in str(refusal.value)
    with pytest.raises(ClaimcheckError, match="pip install"):
        cc.flag(cc.read_text("NATO has 32 members."), scorer="precise")


def test_without_the_extra_the_command_line_says_it_on_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, MODEL, None)
    precise.cache_clear()
    (tmp_path / "a.txt").write_text("NATO has 32 members.", encoding="utf-8")
    assert main(["flag", str(tmp_path / "a.txt"), "--scorer", "precise"]) == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert "pip install ./models/precise in a checkout of claimcheck" in said.err


# --- the calibration ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("silent")
def test_encoder_and_linear_scorer_add_up_in_log_odds(tmp_path: Path) -> None:
    by = Precise(calibrated(tmp_path))
    assert isinstance(by, Scorer)
    assert not isinstance(by, Weighing)
    assert by.threshold == 0.4
    beside = scorer("linear").score(SENTENCES)
    for sentence, other, score in zip(SENTENCES, beside, by.score(SENTENCES), strict=True):
        odds = 0.8 * len(sentence) / 10 + 0.3 * math.log(other / (1 - other)) - 0.1
        assert score == pytest.approx(1 / (1 + math.exp(-odds)))


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("given_", ["one string", None, 5, [None], ["a", 5], [b"a"]])
def test_what_is_no_list_of_sentences_is_refused(tmp_path: Path, given_: Any) -> None:
    with pytest.raises(ClaimcheckError, match=r"score\(\) takes a list of sentences, each a string; got "):
        Precise(calibrated(tmp_path)).score(given_)


@pytest.mark.usefixtures("silent")
def test_a_missing_calibration_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=rf"precise\.json is not there; {REMEDY}"):
        Precise(tmp_path)


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("version", [0, 2, 99])
def test_another_version_is_named_with_both(tmp_path: Path, version: int) -> None:
    later = {"version": version, "encoder": None, "mood": "good"}
    with pytest.raises(ModelError, match=rf"of version {version}, .* reads version 1; {REMEDY}"):
        Precise(calibrated(tmp_path, **later))


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize(
    "changed",
    [
        *({name: None} for name in WHOLE),
        *({name: "much"} for name in WHOLE),
        *({name: [1]} for name in WHOLE),
        *({name: math.nan} for name in WHOLE),
        *({name: math.inf} for name in WHOLE),
        {"threshold": -0.1},
        {"threshold": 1.1},
    ],
    ids=str,
)
def test_numbers_that_make_no_score_are_refused_with_the_remedy(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    with pytest.raises(ModelError, match=rf"precise\.json .*{REMEDY}"):
        Precise(calibrated(tmp_path, **changed))


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'"version"', b"\xff\xfe", b"{}", b'{"version": 1}']
)
def test_a_calibration_that_is_damaged_is_named_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "precise.json").write_bytes(content)
    with pytest.raises(ModelError, match=rf"precise\.json cannot be read .*{REMEDY}"):
        Precise(tmp_path)


@pytest.mark.usefixtures("silent")
def test_a_calibration_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    whole = json.dumps(WHOLE).encode()
    for end in range(len(whole)):
        (tmp_path / "precise.json").write_bytes(whole[:end])
        with pytest.raises(ModelError, match=REMEDY):
            Precise(tmp_path)


# --- the model that is installed ------------------------------------------------------------------------


def copied(folder: Path) -> Path:
    """A copy of the model's files."""
    for name in FILES:
        shutil.copyfile(installed() / name, folder / name)
    return folder


@needs_libraries
@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path, name: str) -> None:
    (copied(tmp_path) / name).unlink()
    with pytest.raises(ModelError, match=rf"{name} is not there; {REMEDY}"):
        Precise(tmp_path)


@needs_libraries
@pytest.mark.parametrize("name", ["tokenizer.json", "precise.onnx"])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.999])
def test_a_file_cut_short_is_refused_with_the_remedy(tmp_path: Path, name: str, share: float) -> None:
    path = copied(tmp_path) / name
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ModelError, match=rf"cannot be read .*{REMEDY}"):
        Precise(tmp_path)


@needs_libraries
def test_the_model_is_small_enough_to_lie_in_the_repository() -> None:
    assert sum((installed() / name).stat().st_size for name in FILES) <= 25_000_000


@needs_libraries
def test_it_tells_claims_from_the_rest() -> None:
    by = scorer("precise")
    assert by is scorer("precise")
    assert 0 < by.threshold < 1
    scores = by.score(SENTENCES)
    assert scores.dtype == np.float64
    assert scores.shape == (4,)
    assert (scores >= by.threshold).tolist() == [True, False, True, False]


@needs_libraries
def test_nothing_has_no_score_and_an_empty_sentence_has_one() -> None:
    by = scorer("precise")
    assert by.score([]).shape == (0,)
    assert by.score([""]).shape == (1,)
    assert by.score(iter(SENTENCES)).shape == (4,)  # type: ignore[arg-type]


@needs_libraries
@pytest.mark.parametrize(
    "sentence", ["word " * 100_000, "x" * 1_000_000, "7" * 100_000, "🙂" * 10_000, "\ud800", "\0"]
)
def test_odd_sentences_have_a_score(sentence: str) -> None:
    assert 0 <= float(scorer("precise").score([sentence])[0]) <= 1


@needs_libraries
@given(st.lists(st.text(max_size=80), max_size=4))
@settings(max_examples=examples(30))
def test_any_text_has_a_score(sentences: list[str]) -> None:
    scores = scorer("precise").score(sentences)
    assert scores.shape == (len(sentences),)
    assert ((scores >= 0) & (scores <= 1)).all()


@needs_libraries
def test_a_score_depends_on_no_other_sentence() -> None:
    by = scorer("precise")
    many = [f"{sentence}{' It is so.' * (n % 7)}" for n in range(20) for sentence in SENTENCES]
    together = by.score(many)
    assert [float(by.score([sentence])[0]) for sentence in many] == together.tolist()


@needs_libraries
def test_one_core_or_all_say_the_same() -> None:
    one = Encoder(installed(), threads=1).log_odds(SENTENCES)
    assert one.tolist() == pytest.approx(Encoder(installed()).log_odds(SENTENCES).tolist(), abs=1e-3)


@needs_libraries
def test_it_flags_an_article_and_says_what_moved_it() -> None:
    article = cc.read_text(" ".join(SENTENCES))
    found = cc.flag(article, scorer="precise", order="text")
    assert [claim.text for claim in found] == [SENTENCES[0], SENTENCES[2]]
    comparison = next(signal for signal in found[0].signals if signal.name == "comparison")
    assert comparison.weight > 0
    assert found == cc.flag(article, scorer=cc.scorer("precise"), order="text")
