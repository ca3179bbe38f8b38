"""The default scorer: a linear model over signals and words that says what moved it.

It was trained by ``benchmarks/research/train_worthiness.py``, which explains how. Its scores are
calibrated (Platt 1999, "Probabilistic Outputs for Support Vector Machines"): of the sentences
scored about 0.8, about four in five are worth checking.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError
from claimcheck.flagging.linear_features import BUCKETS, EDGE, of_pair, of_word, shape, tokens
from claimcheck.flagging.scorer import scores
from claimcheck.model import Signal, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION = 1
"""The form of the model file that this program reads."""

MODEL = Path(str(resources.files(__package__) / "models" / "linear.npz"))
"""The model that claimcheck brings."""

_REMEDY = "install claimcheck again, or make it with benchmarks/research/train_worthiness.py"
REMEMBERED = 50_000
_MOST_PLACES = 4
READS_CHECKABLE = "reads like a checkable statement"
"""The reason where words that no signal marks speak for a check."""
READS_OTHERWISE = "reads like no checkable statement"


@dataclass(frozen=True)
class Model:
    """What training found: the weights of features and signals, in log odds.

    ``words`` has one number a bucket of :mod:`claimcheck.flagging.linear_features`, ``signs`` one a signal's
    name; ``usual`` is what the words of a sentence add on average, which is no reason for or against it.
    """

    words: Sequence[float]
    signs: Mapping[str, float]
    usual: float
    bias: float
    threshold: float


class Linear:
    """The scores of a linear model, with the reasons that they add up from.

    >>> import numpy as np
    >>> still = Linear(Model([0.0] * BUCKETS, {"figure": 2.0}, 0.0, -1.0, 0.5))
    >>> [round(float(score), 2) for score in still.score(["Exports rose by 20%.", "Nice."])]
    [0.73, 0.27]
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.word = lru_cache(REMEMBERED)(self._word)
        self.pair = lru_cache(REMEMBERED)(self._pair)

    @property
    def threshold(self) -> float:
        """The score from which a sentence is flagged."""
        return self._model.threshold

    def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """How likely each sentence is to be worth checking."""
        return scores(self, sentences)

    def weigh(self, text: str, span: Span, found: Sequence[Signal]) -> tuple[float, tuple[Signal, ...]]:
        """The score, and each reason with the log odds that it added.

        What the words add beside the signals, against the usual, stands as one more reason, "wording": the
        log odds of the score are the model's bias and the weights of all reasons.
        """
        wording = self._wording(span.of(text)) - self._model.usual
        known = self._model.signs
        given = tuple(_weighing(signal, known.get(signal.name, 0.0) * strength(signal)) for signal in found)
        log_odds = self._model.bias + wording + sum(signal.weight for signal in given)
        score = 1 / (1 + math.exp(-log_odds)) if log_odds > -700 else 0.0
        told = READS_CHECKABLE if wording > 0 else READS_OTHERWISE
        return round(score, 6), (*given, Signal("wording", (), round(wording, 4), told))

    def _wording(self, sentence: str) -> float:
        """What the tokens of a sentence and their pairs add, over the root of the number of features."""
        total, size, last = 0.0, 1, EDGE
        for place in tokens(sentence):
            token, alone, many = self.word(place.group())
            total += alone + self.pair(last, token)
            size += many + 1
            last = token
        return total / math.sqrt(size)

    def _word(self, word: str) -> tuple[str, float, int]:
        """A token's shape, the weights of its features, summed, and how many they are."""
        token = shape(word)
        buckets = of_word(token)
        return token, sum(self._model.words[bucket] for bucket in buckets), len(buckets)

    def _pair(self, left: str, right: str) -> float:
        """The weight of two tokens in a row."""
        return self._model.words[of_pair(left, right)]


def strength(signal: Signal) -> float:
    """How much a signal counts: the root of the number of places that say so, of at most four.

    >>> strength(Signal("figure", (Span(0, 1),) * 4, 0.5, "")), strength(Signal("names", (), 0.3, ""))
    (2.0, 1.0)
    """
    return math.sqrt(min(max(len(signal.spans), 1), _MOST_PLACES))


def _weighing(signal: Signal, weight: float) -> Signal:
    """The signal with another weight; dataclasses.replace takes five times as long."""
    return Signal(signal.name, signal.spans, weight, signal.reason, signal.kind)


@cache
def linear() -> Linear:
    """The default scorer with the model that claimcheck brings."""
    return Linear(load(MODEL))


def load(path: Path) -> Model:
    """The model of a file that ``benchmarks/research/train_worthiness.py`` wrote.

    Raises ModelError for a file that is missing, cut short, or of another version.
    """
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as data:
            version = int(data["version"])
            if version == VERSION:
                words, weights = data["words"].astype(float), data["sign_weights"].astype(float)
                names = data["signs"].astype(str).tolist()
                usual, bias, threshold = (float(data[name]) for name in ("usual", "bias", "threshold"))
    except FileNotFoundError:
        raise ModelError(f"The model file {path} is not there; {_REMEDY}.") from None
    except Exception as error:  # noqa: BLE001 - zipfile, zlib and NumPy raise a dozen kinds for a damaged file
        raise ModelError(
            f"The model file {path} cannot be read ({type(error).__name__}); {_REMEDY}."
        ) from None
    if version != VERSION:
        raise ModelError(
            f"{path} is a model of version {version}, and this claimcheck reads version {VERSION}; {_REMEDY}."
        )
    whole = words.shape == (BUCKETS,) and weights.shape == (len(names),) and 0 <= threshold <= 1
    if not whole or not np.isfinite(np.concatenate([words, weights, [usual, bias]])).all():
        raise ModelError(f"The model file {path} is incomplete; {_REMEDY}.")
    return Model(words.tolist(), dict(zip(names, weights.tolist(), strict=True)), usual, bias, threshold)
