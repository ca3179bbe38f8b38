"""The precise scorer: a small transformer, run by onnxruntime without PyTorch.

all-MiniLM-L6-v2 (Wang et al. 2020, Apache-2.0), fine-tuned and distilled by
``benchmarks/research/train_encoder.py``, with 8-bit weights. It reads a sentence as a whole; beside it the
linear scorer counts, in log odds, and both are calibrated together (Platt 1999). An extra: the model is a
distribution by itself, ``models/precise`` of the checkout.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ASK, ClaimcheckError, ModelError
from claimcheck.flagging.linear import linear
from claimcheck.flagging.scorer import Scorer, checked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION = 1
"""The form of the files that this program reads."""

MODEL = "claimcheck_precise_model"
"""The package that brings the model: precise.onnx, tokenizer.json and precise.json."""

LONGEST = 96
_LEAST = 1e-6
_READ = 10_000  # characters; the encoder reads 96 tokens
_INSTALL = "pip install ./models/precise"
_REMEDY = f"{_INSTALL} in a checkout of claimcheck, or make it with benchmarks/research/train_encoder.py"
_AT_DESK = (
    f"The precise scorer cannot be used here: its model is missing or damaged. {ASK} to install it anew."
)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the encoder's and the linear scorer's log odds become a probability, and where flagging begins."""

    encoder: float
    linear: float
    shift: float
    threshold: float


class Encoder:
    """The fine-tuned transformer of a folder; ``threads`` is how many cores it may use (0: all)."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self._tokenizer, self._session = _opened(folder, threads)

    def log_odds(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """What the encoder says of each sentence, not calibrated.

        Each is run alone: the 8-bit arithmetic takes its scale from all that is run together, and no
        sentence's score may depend on its neighbours.
        """
        import numpy as np

        found = np.zeros(len(sentences))
        for n, code in enumerate(self._tokenizer.encode_batch([_readable(one) for one in sentences])):
            ids = np.array([code.ids], dtype=np.int64)
            found[n] = self._session.run(["log_odds"], {"ids": ids, "mask": np.ones_like(ids)})[0][0]
        return found


_NUMBERS = tuple(field.name for field in fields(Calibration))


class Precise:
    """The scores of the encoder and the linear scorer together."""

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        folder = folder or installed()
        self._encoder = Encoder(folder, threads)
        self._calibration = _calibration(folder / "precise.json")
        self._beside: Scorer = linear()

    @property
    def threshold(self) -> float:
        """The score from which a sentence is flagged."""
        return self._calibration.threshold

    def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """How likely each sentence is to be worth checking."""
        import numpy as np

        sentences = checked(sentences)
        by = self._calibration
        other = np.clip(self._beside.score(sentences), _LEAST, 1 - _LEAST)
        beside = np.log(other / (1 - other))
        log_odds = by.encoder * self._encoder.log_odds(sentences) + by.linear * beside + by.shift
        return np.asarray(1 / (1 + np.exp(-log_odds)), dtype=float)


@cache
def precise() -> Precise:
    """The precise scorer with the model that is installed."""
    return Precise()


def installed() -> Path:
    """The folder of the model that is installed; ClaimcheckError with the remedy where none is."""
    try:
        return Path(str(resources.files(MODEL)))
    except ModuleNotFoundError:
        raise _lacking(MODEL) from None


def _lacking(name: str) -> ClaimcheckError:
    """What is said where a part of the extra is not installed."""
    return ClaimcheckError(
        f"The precise scorer needs {name}, which is not installed: {_INSTALL} in a checkout of claimcheck "
        '(its wheel comes without the model). The default scorer, "linear", needs nothing more.',
        at_desk=_AT_DESK,
    )


def _readable(sentence: str) -> str:
    """The sentence without lone surrogates, which no tokenizer takes; of a very long one its beginning."""
    return sentence[:_READ].encode("utf-8", "replace").decode("utf-8")


def _opened(folder: Path, threads: int) -> tuple[Any, Any]:
    """Tokenizer and session; ModelError names what is missing or damaged."""
    try:
        import onnxruntime
        import tokenizers
    except ImportError as error:
        raise _lacking(error.name or str(error)) from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    words, model = folder / "tokenizer.json", folder / "precise.onnx"
    for file in (words, model):
        if not file.is_file():
            raise ModelError(f"The model file {file} is not there; {_REMEDY}.", at_desk=_AT_DESK)
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(words))
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001 - both libraries raise plain Exception for a damaged file
        first = str(error).strip().split("\n")[0][:200]
        raise ModelError(
            f"The model files in {folder} cannot be read ({first}); {_REMEDY}.", at_desk=_AT_DESK
        ) from None
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer, session


def _calibration(file: Path) -> Calibration:
    """The calibration of a model; ModelError where it is missing, damaged or of another version."""
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        version = int(values["version"])
        if version == VERSION:
            numbers = {name: float(values[name]) for name in _NUMBERS}
    except FileNotFoundError:
        raise ModelError(f"The model file {file} is not there; {_REMEDY}.", at_desk=_AT_DESK) from None
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise ModelError(
            f"The model file {file} cannot be read ({type(error).__name__}); {_REMEDY}.",
            at_desk=_AT_DESK,
        ) from None
    if version != VERSION:
        raise ModelError(
            f"{file} is of version {version}, and this claimcheck reads version {VERSION}; {_REMEDY}.",
            at_desk=_AT_DESK,
        )
    found = Calibration(**numbers)
    if not all(map(math.isfinite, numbers.values())) or not 0 <= found.threshold <= 1:
        raise ModelError(
            f"The numbers in {file} are none that a score can be made with; {_REMEDY}.", at_desk=_AT_DESK
        )
    return found
