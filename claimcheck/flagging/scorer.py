"""What a scorer is: the interface, and what is the same for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.language_words import known_language
from claimcheck.flagging.signals.find import findings
from claimcheck.model import Signal, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TRAINED_FOR = "en"
"""The language of the sentences that the models were trained on."""


@runtime_checkable
class Scorer(Protocol):
    """Says how worthy of a check sentences are, and from where on they are flagged."""

    @property
    def threshold(self) -> float:
        """The score from which a sentence is flagged, 0 to 1."""

    def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """One number from 0 to 1 a sentence, in their order."""


@runtime_checkable
class Weighing(Scorer, Protocol):
    """A scorer that also says what each reason added to one sentence's score."""

    def weigh(self, text: str, span: Span, found: Sequence[Signal]) -> tuple[float, tuple[Signal, ...]]:
        """The score of the sentence at *span*, and its reasons with the weight that each had in it."""


def scores(weighing: Weighing, sentences: Sequence[str], language: str = TRAINED_FOR) -> NDArray[np.float64]:
    """The scores of a weighing scorer for sentences that stand alone."""
    import numpy as np

    wholes = [(sentence, Span(0, len(sentence))) for sentence in checked(sentences)]
    known = known_language(language)
    return np.array(
        [weighing.weigh(*whole, findings(*whole, known).signals)[0] for whole in wholes], dtype=float
    )


def checked(sentences: Iterable[str]) -> list[str]:
    """The sentences, if they are several strings; one string would be scored letter by letter.

    >>> checked(("Nice day!", "Exports doubled."))
    ['Nice day!', 'Exports doubled.']
    """
    given: Any = sentences
    several = isinstance(given, Iterable) and not isinstance(given, str)
    listed = list(given) if several else [given]
    wrong = next((type(one) for one in listed if not several or not isinstance(one, str)), None)
    if wrong is not None:
        raise ClaimcheckError(f"score() takes a list of sentences, each a string; got {wrong.__name__}.")
    return listed
