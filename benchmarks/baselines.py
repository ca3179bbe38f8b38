"""What the scorers are set beside: a plain TF-IDF model, and the MiniLM encoder alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scoring import Floats, Labels

THRESHOLD = 0.5

# train_encoder.py, whose encoder is the second of them.
sys.path.append(str(Path(__file__).with_name("research")))


class TfIdf:
    """Words and pieces of words by TF-IDF, and class-weighted logistic regression."""

    def __init__(self, texts: Sequence[str], labels: Labels) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline, make_union

        self._model: Any = make_pipeline(
            make_union(
                TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
                TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2),
            ),
            LogisticRegression(C=4, class_weight="balanced", solver="liblinear"),
        )
        self._model.fit(list(texts), labels)

    def score(self, sentences: Sequence[str]) -> Floats:
        """The model's probabilities."""
        return np.asarray(self._model.predict_proba(list(sentences))[:, 1])


class MiniLm:
    """Embeddings of all-MiniLM-L6-v2 as they come, and class-weighted logistic regression.

    Raises ImportError where the extra "train" is not installed.
    """

    def __init__(self, texts: Sequence[str], labels: Labels) -> None:
        import torch
        import train_encoder
        from sklearn.linear_model import LogisticRegression

        torch.set_num_threads(1)
        self._torch, self._of = torch, train_encoder
        self._encoder = train_encoder.Net().enc.eval()
        self._model: Any = LogisticRegression(C=4, class_weight="balanced", max_iter=2000)
        self._model.fit(self._embedded(texts), labels)

    def score(self, sentences: Sequence[str]) -> Floats:
        """The model's probabilities."""
        return np.asarray(self._model.predict_proba(self._embedded(sentences))[:, 1])

    def _embedded(self, texts: Sequence[str]) -> Floats:
        """The mean token vector of each text, at length 1."""
        torch = self._torch
        ids = self._of.tokenised(texts)
        order = np.argsort([len(one) for one in ids], kind="stable")
        found = np.zeros((len(ids), self._encoder.config.hidden_size))
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            for start in range(0, len(ids), 128):
                chosen = order[start : start + 128]
                batch, mask = self._of.padded([ids[n] for n in chosen])
                hidden = self._encoder(input_ids=batch, attention_mask=mask).last_hidden_state
                kept = mask.unsqueeze(-1)
                found[chosen] = ((hidden * kept).sum(1) / kept.sum(1)).float().numpy()
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))
