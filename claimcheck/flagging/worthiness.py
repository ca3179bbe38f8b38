"""How worthy of a check sentences are, and which reasons moved each score most.

A scorer is anything with a ``threshold`` and ``score(sentences)``. claimcheck brings three, by
name: "linear" (the default, :mod:`claimcheck.flagging.linear`), "precise" (an extra,
:mod:`claimcheck.flagging.precise`) and "signals", which needs no training and so serves the
languages that no model was trained for. A desk may pass its own in the same way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, SupportsFloat

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.linear import linear
from claimcheck.flagging.precise import precise
from claimcheck.flagging.scorer import TRAINED_FOR, Scorer, Weighing, scores
from claimcheck.model import Signal, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAMES = ("linear", "precise", "signals")
"""The scorers that claimcheck brings."""

_LEAST = 1e-4


class Signs:
    """The score by the signals alone: by hand, not trained and not calibrated.

    Each reason for closes its weight's share of the way to 1, then each one against takes
    its share off.

    >>> bool(Signs().score(["Exports doubled in 2019."])[0] > Signs.threshold)
    True
    """

    threshold = 0.3

    def __init__(self, language: str = TRAINED_FOR) -> None:
        self._language = language

    def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """One number from 0 to 1 a sentence."""
        return scores(self, sentences, self._language)

    def weigh(self, text: str, span: Span, found: Sequence[Signal]) -> tuple[float, tuple[Signal, ...]]:
        """The score of the signals, which keep their weights.

        >>> for_, against = Signal("figure", (), 0.5, ""), Signal("opinion", (), -0.4, "")
        >>> [Signs().weigh("", Span(0, 0), found)[0] for found in ([for_], [for_, for_], [for_, against], [])]
        [0.5, 0.75, 0.3, 0.0]
        """
        missing, kept = 1.0, 1.0
        for signal in found:
            if signal.weight > 0:
                missing *= 1 - min(signal.weight, 1.0)
            else:
                kept *= 1 - min(-signal.weight, 1.0)
        return round((1 - missing) * kept, 6), tuple(found)


def scorer(name: str = "linear", *, language: str = TRAINED_FOR) -> Scorer:
    """The scorer of that name, ready to score; *language* matters to "signals" alone.

    Raises ClaimcheckError for a name that there is not, ModelError where the model file cannot be
    used, each with the remedy.

    >>> scorer("signals").threshold
    0.3
    """
    if name == "linear":
        return linear()
    if name == "precise":
        return precise()
    if name == "signals":
        return Signs(language)
    raise ClaimcheckError(f'There is no scorer "{name}"; the scorers are {", ".join(NAMES)}.')


def scorer_for(language: str, wanted: Scorer | str | None) -> Scorer:
    """The scorer that is asked for, else the default one of the language.

    A model trained on English says nothing of other languages: there the signals decide.

    >>> type(scorer_for("de", None)).__name__
    'Signs'
    """
    if wanted is None:
        return scorer("linear" if language == TRAINED_FOR else "signals", language=language)
    if isinstance(wanted, str):
        return scorer(wanted, language=language)
    if isinstance(wanted, type) or not isinstance(wanted, Scorer) or not _is_share(wanted.threshold):
        raise ClaimcheckError(
            f"{type(wanted).__name__} is no scorer: give one of {', '.join(NAMES)}, or an object with "
            '"threshold" (0 to 1) and "score(sentences)".'
        )
    return wanted


def _is_share(number: object) -> bool:
    """Whether something is a number from 0 to 1."""
    return isinstance(number, SupportsFloat) and not isinstance(number, str) and 0 <= float(number) <= 1


Found = tuple[Span, tuple[Signal, ...]]
Weighed = tuple[float, tuple[Signal, ...]]


def weighed(wanted: Scorer, text: str, found: Sequence[Found]) -> list[Weighed]:
    """The score of each sentence of *text*, and its signals with what each had in the score.

    A scorer that does not say itself what moved it is asked again without the words of each
    signal: what the log odds lose is the signal's weight (Zeiler and Fergus 2014 call this
    occlusion). Only sentences that reach the threshold are asked about.
    """
    if isinstance(wanted, Weighing):
        return [wanted.weigh(text, span, signals_) for span, signals_ in found]
    whole = _asked(wanted, [span.of(text) for span, _ in found])
    reached = [n for n, score in enumerate(whole) if score >= wanted.threshold]
    without = [(n, signal) for n in reached for signal in found[n][1]]
    less = _asked(wanted, [_left_out(text, found[n][0], signal) for n, signal in without])
    weights: dict[int, list[Signal]] = {}
    for (n, signal), score in zip(without, less, strict=True):
        moved = round(_log_odds(whole[n]) - _log_odds(score), 4)
        weights.setdefault(n, []).append(replace(signal, weight=moved))
    return [(score, tuple(weights.get(n, found[n][1]))) for n, score in enumerate(whole)]


def _asked(wanted: Scorer, sentences: list[str]) -> list[float]:
    """What a scorer says, if it is what a score can be."""
    if not sentences:
        return []
    given: Iterable[float] = wanted.score(sentences)
    try:
        found = [float(score) for score in given]
    except (TypeError, ValueError):
        found = []
    if len(found) != len(sentences) or not all(0 <= score <= 1 for score in found):
        raise ClaimcheckError(
            f"The scorer {type(wanted).__name__} was given {len(sentences)} sentences and did not say one "
            "number from 0 to 1 for each, as its score() has to."
        )
    return found


def _left_out(text: str, span: Span, signal: Signal) -> str:
    """The sentence without a signal's words."""
    kept, last = [], span.start
    for words in sorted(signal.spans):
        kept.append(text[last : max(last, words.start)])
        last = max(last, words.end)
    return " ".join("".join([*kept, text[last : span.end]]).split())


def _log_odds(score: float) -> float:
    within = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(within / (1 - within))
