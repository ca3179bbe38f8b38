"""The weights of matching: read from their files, and what they add up to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.matching import ranking, retrieval
from claimcheck.matching.ranking import Candidates, Query, Ranker, measures, ranker
from claimcheck.matching.retrieval import statistics
from claimcheck.matching.segment import Segment
from claimcheck.matching.terms import KINDS
from claimcheck.model import KnownClaim

KNOWN = [
    KnownClaim("The alliance has 31 members.", title="Does the alliance have 31 members?"),
    KnownClaim("Exports doubled."),
]


SCORES = {"words": [2.0, 1.0], "pieces": [1.0, 1.0], "meaning": [0.5, 0.5]}


def measured(text: str) -> dict[str, list[float]]:
    segment = Segment.of(KNOWN)
    found = Candidates(
        KNOWN,
        {name: np.array(scores) for name, scores in SCORES.items()},
        {name: max(scores) for name, scores in SCORES.items()},
        {kind: statistics(kind, [getattr(segment, kind)]) for kind in KINDS},
    )
    table = measures(Query.of(text), found)
    return {name: column.tolist() for name, column in table.items()}


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("retrieval by words", 1.0, 0.5),
        ("rank by words", 1.0, 0.5),
        ("another figure", 1.0, 0.0),
        ("figures shared", 0.0, 0.5),
        ("names shared", 1.0, 0.0),
        ("words of the title", None, 0.0),
        ("token set ratio with the claim", None, None),
    ],
)
def test_measures_are_what_they_say(name: str, first: float | None, second: float | None) -> None:
    found = measured("The alliance has 32 members")[name]
    for value, wanted in zip(found, (first, second), strict=True):
        assert 0 <= value <= 1
        assert wanted is None or value == pytest.approx(wanted)


def test_a_check_without_a_title_is_compared_by_its_claim() -> None:
    found = measured("Exports doubled")
    assert found["words of the title"][1] == found["words of the claim"][1] == pytest.approx(1.0)


@pytest.mark.parametrize("semantic", [False, True])
def test_every_weight_has_its_measure_and_every_measure_its_weight(semantic: bool) -> None:
    names = {name for name in measured("x") if semantic or "meaning" not in name}
    weighed = ranker(semantic)
    assert set(weighed.order) == names
    assert set(weighed.sure) == {name for name in names if not name.startswith(ranking.RELATIVE)}


def test_nobody_is_likelier_than_those_that_rank_higher() -> None:
    one = Ranker({"a": 1.0}, {"b": 2.0}, -1.0)
    found = one.ranked({"a": np.array([0.0, 3.0, 1.0]), "b": np.array([1.0, 0.0, -1.0])})
    assert [place for place, _ in found] == [1, 2, 0]
    highest, next_one = 1 / (1 + np.exp(1)), 1 / (1 + np.exp(3))
    assert [likely for _, likely in found] == pytest.approx([highest, next_one, next_one])


def test_of_those_that_score_the_same_the_first_leads() -> None:
    assert measured("x")["rank by pieces"] == [1.0, 0.5]


@pytest.mark.parametrize("content", [None, "", "[]", '{"lexical": {"order": {"a": "b"}}}'])
def test_damaged_weights_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None) -> None:
    if content is not None:
        (tmp_path / "ranking.json").write_text(content)
    monkeypatch.setattr(ranking, "files", lambda _package: tmp_path)
    ranker.cache_clear()
    with pytest.raises(ModelError, match="install claimcheck anew"):
        ranker()
    ranker.cache_clear()


def test_damaged_frequencies_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "general.npz").write_bytes(b"PK")
    monkeypatch.setattr(retrieval, "files", lambda _package: tmp_path)
    retrieval.general.cache_clear()
    with pytest.raises(ModelError, match="install claimcheck anew"):
        statistics("words", [])
    retrieval.general.cache_clear()
