"""The benchmarks measure what they say: their formulas on numbers worked out by hand, and that they run."""

from __future__ import annotations

import doctest
import importlib
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SHARED = Path(__file__).parents[2] / "shared"
sys.path.append(str(BENCHMARKS))

import debates  # noqa: E402
import earlier_checks  # noqa: E402
import flagging  # noqa: E402
import gold_quantities  # noqa: E402
import gold_speakers  # noqa: E402
import matching  # noqa: E402
import store  # noqa: E402
from scoring import auc, average_precision, calibration_error, decisions  # noqa: E402

from claimcheck.flagging.worthiness import scorer  # noqa: E402
from claimcheck.model import KnownClaim  # noqa: E402

needs_shared = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the hand-made gold lies in ../shared, which is not here"
)


@pytest.mark.parametrize(
    "name",
    [
        "scoring",
        "debates",
        "flagging",
        "baselines",
        "boundaries",
        "gold_quantities",
        "gold_speakers",
        "earlier_checks",
        "fresh_news",
        "compared",
        "measured",
        "recognizers",
        "reported",
        "statements",
        "worksheets",
        "large_tables",
        "attribution",
        "turns",
        "worthiness",
        "pairs",
        "order",
    ],
)
def test_every_example_in_a_docstring_is_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", ["train_worthiness", "train_encoder", "train_matching", "seeds"])
def test_what_trains_the_models_finds_what_it_imports(name: str) -> None:
    # PyTorch alone takes seconds to load, and comes with the extra that trains.
    if name in ("train_encoder", "seeds"):
        pytest.importorskip("transformers")
        pytest.importorskip("torch")
    assert callable(importlib.import_module(name).main)


# --- the formulas -------------------------------------------------------------------------------------

SCORES = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
LABELS = np.array([True, True, False, True, False, False])


@pytest.mark.parametrize(
    ("threshold", "precision", "recall", "f1"),
    [
        (0.95, 0.0, 0.0, 0.0),
        (0.9, 1.0, 1 / 3, 0.5),
        (0.75, 1.0, 2 / 3, 0.8),
        (0.65, 2 / 3, 2 / 3, 2 / 3),
        (0.6, 3 / 4, 1.0, 6 / 7),
        (0.0, 0.5, 1.0, 2 / 3),
    ],
)
def test_decisions_at_a_threshold(threshold: float, precision: float, recall: float, f1: float) -> None:
    found = decisions(SCORES, LABELS, threshold)
    assert (found.precision, found.recall, found.f1) == pytest.approx((precision, recall, f1))


def test_where_nothing_is_worth_a_check_nothing_is_found_or_right() -> None:
    found = decisions(SCORES, np.zeros(6, dtype=bool), 0.5)
    assert (found.precision, found.recall, found.f1) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("positive", "negative", "area"),
    [
        ([0.9], [0.1], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.9, 0.8, 0.6], [0.7, 0.5, 0.4], 8 / 9),
        ([0.9, 0.4], [0.9, 0.4], 0.5),
    ],
)
def test_auc_is_the_chance_to_stand_above(positive: list[float], negative: list[float], area: float) -> None:
    assert auc(np.array(positive), np.array(negative)) == pytest.approx(area)


@pytest.mark.parametrize(
    ("scores", "labels", "expected"),
    [
        ([0.9, 0.8, 0.7], [1, 1, 0], 1.0),
        ([0.9, 0.8, 0.7], [0, 0, 1], 1 / 3),
        # precisions 1, 2/2 and 3/4 at the three that are worth a check
        ([0.9, 0.8, 0.7, 0.6, 0.5, 0.4], [1, 1, 0, 1, 0, 0], (1 + 1 + 3 / 4) / 3),
        # equal scores come together: 2 of 3 are right at the first step, 3 of 4 at the second
        ([0.9, 0.9, 0.9, 0.5], [1, 0, 1, 1], 2 / 3 * 2 / 3 + 3 / 4 * 1 / 3),
        ([0.5, 0.5], [1, 0], 0.5),
    ],
)
def test_average_precision(scores: list[float], labels: list[int], expected: float) -> None:
    assert average_precision(np.array(scores), np.array(labels, dtype=bool)) == pytest.approx(expected)


def test_calibration_error_is_how_far_the_bins_are_off() -> None:
    # Ten bins of two: 0.0 said where half are so, nine times 1.0 said where all are so.
    scores = np.array([0.0] * 2 + [1.0] * 18)
    labels = np.array([True, False] + [True] * 18)
    assert calibration_error(scores, labels) == pytest.approx(0.5 * 2 / 20)
    # Everywhere 0.3 said, and 4 of 10 are so: off by 1 where one is so, by 0.3 where it is not.
    said, so = np.full(10, 0.3), np.array([True] * 4 + [False] * 6)
    assert calibration_error(said, so) == pytest.approx((4 * 0.7 + 6 * 0.3) / 10)
    assert calibration_error(np.array([0.25]), np.array([True])) == pytest.approx(0.75)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_every_measure_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    scores, labels = np.array([score for score, _ in pairs]), np.array([label for _, label in pairs])
    found = decisions(scores, labels, 0.5)
    measures = [found.precision, found.recall, found.f1, calibration_error(scores, labels)]
    if labels.any():
        measures.append(average_precision(scores, labels))
    if labels.any() and not labels.all():
        measures.append(auc(scores[labels], scores[~labels]))
    assert all(0 <= measure <= 1 + 1e-9 for measure in measures)
    assert not any(map(math.isnan, measures))


# --- what is read ---------------------------------------------------------------------------------------


def a_folder(path: Path) -> Path:
    """The public files in small."""
    there = path / debates.FOLDER
    there.mkdir(parents=True)
    rows = ["id\ttext\tlabel", "7\tIt grew by 3%.\tYes", '8\t"He said ""no""."\tNo', "9\ta\tb \tNo", ""]
    for part in ("train", "dev", "dev-test"):
        (there / debates.name(part)).write_text("\n".join(rows), encoding="utf-8")
    (there / "unlabelled.txt").write_text(" It grew. \n\nWhy?\n", encoding="utf-8")
    return path


def test_the_debates_are_read_as_they_stand(tmp_path: Path) -> None:
    found = debates.labelled(a_folder(tmp_path), "dev")
    assert found == [
        debates.Labelled(7, "It grew by 3%.", True),
        debates.Labelled(8, 'He said "no".', False),
        debates.Labelled(9, "a\tb", False),
    ]
    assert debates.unlabelled(tmp_path) == ["It grew.", "Why?"]
    there = tmp_path / debates.FOLDER
    assert debates.folder(there) == debates.folder(there / debates.name("train")) == there


def test_without_the_shared_folder_it_is_said_which_option_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in (flagging, gold_speakers):
        assert module.main(["--shared", str(tmp_path / "none")]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "--shared" in said.err


# --- that they run ------------------------------------------------------------------------------------------


class Length:
    """A scorer that is quick: the longer, the worthier."""

    threshold = 0.5

    def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        return np.array([min(len(sentence), 200) / 200 for sentence in sentences])


def test_the_rows_of_a_debate(tmp_path: Path) -> None:
    rows = dict(flagging.debate_rows(Length(), "dev", debates.labelled(a_folder(tmp_path), "dev")))
    assert rows == {
        "dev: F1": "0.000",
        "dev: precision, recall": "0.00, 0.00",
        "dev: average precision": "1.000",
        # (0.93 + 0.065 + 0.015) / 3: one two-hundredth a character
        "dev: calibration error": "0.337",
    }


def test_the_rows_of_the_gold() -> None:
    words = [*flagging.RUTTE, "Good evening.", "32 members."]
    units = [
        flagging.Unit(label, score, score >= 0.5, text)
        for label, score, text in zip(("must", "must", "no", "no"), (0.9, 0.4, 0.6, 0.1), words, strict=True)
    ]
    assert flagging.gold_rows(units) == [
        ("gold: must flagged", "1 of 2"),
        ("gold: no flagged", "1 of 2"),
        ("gold: AUC must against no", "0.750"),
        ("gold: ranks of the two Rutte claims", "1 and 3"),
    ]


@needs_shared
def test_the_table_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(flagging, "columns", lambda _: {"linear": scorer(), "length": Length()})
    monkeypatch.setattr(flagging, "TIMED", 40)
    monkeypatch.setattr(flagging, "TIMES", 1)
    assert flagging.main(["--shared", str(SHARED), "--no-test"]) == 0
    table = capsys.readouterr().out
    assert table.splitlines()[0].split() == ["linear", "length"]
    for row in ("CheckThat! dev: F1", "gold: must flagged", "sentences a second", "core quantities found"):
        assert row in table
    assert "2023 test: F1" not in table


@needs_shared
def test_the_quantities_of_the_gold() -> None:
    figures = gold_quantities.measure(SHARED)
    assert (figures.core, figures.found) == (43, 43)
    assert figures.right >= 41, figures.wrong
    assert (figures.taken, len(figures.wrong)) == (0, figures.core - figures.right)
    assert 0 < figures.precision <= 1


@needs_shared
def test_the_speakers_of_the_gold() -> None:
    figures = gold_speakers.measure(SHARED)
    assert (figures.quoted, figures.indirect) == (61, 56)
    assert figures.quoted_right >= 58, figures.misses
    assert figures.indirect_right >= 48, figures.misses
    assert figures.returned_right <= figures.returned


def test_eight_reviewers_at_once_lose_nothing(any_log: str) -> None:
    reviewers = store.measure(any_log, seconds=3, processes=8)
    events = store.verified(any_log, reviewers)
    cells = dict(zip(store.COLUMNS, store.row(reviewers, 3, 0.001, events), strict=True))
    refused = sum(len(done.refused) for done in reviewers)
    assert all(done.accepted for done in reviewers)
    assert sum(len(done.waits) for done in reviewers) == events + refused
    assert refused > 0
    assert (cells["refused"], cells["events verified"]) == (str(refused), str(events))


@pytest.mark.parametrize(
    "fault", ["an accepted step that is not there", "a step of nobody", "a refusal without cause"]
)
def test_what_a_log_lost_or_made_up_is_noticed(tmp_path: Path, fault: str) -> None:
    where = str(tmp_path / "claimcheck.db")
    reviewers = store.measure(where, seconds=0.2, processes=1)
    assert store.verified(where, reviewers) == len(reviewers[0].accepted)
    if fault == "an accepted step that is not there":
        reviewers[0].accepted.append(reviewers[0].accepted[-1])
    elif fault == "a step of nobody":
        del reviewers[0].accepted[0]
    else:
        said = "Meanwhile Eve took a step on this claim (selected, "
        reviewers[0].refused.append(store.Refusal(reviewers[0].accepted[0].claim_id, 0, said))
    with pytest.raises(AssertionError, match=r"accepted step|came between"):
        store.verified(where, reviewers)


# --- earlier checks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranked", "right", "precision"),
    [
        ([3, 1, 2], {3}, 1.0),
        ([1, 2, 4, 5, 3], {3}, 0.2),
        ([1, 2, 4, 5, 6, 3], {3}, 0.0),
        ([3, 1, 4], {3, 4}, (1 + 2 / 3) / 2),
        ([], {3}, 0.0),
    ],
)
def test_average_precision_at_five(ranked: list[int], right: set[int], precision: float) -> None:
    assert earlier_checks.average_precision(ranked, frozenset(right)) == pytest.approx(precision)


def test_made_claims_differ_from_the_real_ones_and_are_never_an_answer() -> None:
    real = [
        KnownClaim(
            "In 2019 the mayor Ann Smith sold 14 buses.", "Did she sell 14?", url=f"{earlier_checks.SNOPES}0"
        ),
        KnownClaim(
            "The river Elbe rose by 3 metres overnight.", "Did it rise?", url=f"{earlier_checks.SNOPES}1"
        ),
    ]
    made = list(matching.varied(real, 3))
    assert made[:2] == real
    assert len({claim.id for claim in made}) == 6
    assert all(one.text not in {claim.text for claim in real} for one in made[2:])
    assert [matching.number_of(claim) for claim in made] == [0, 1, -1, -1, -1, -1]
    assert made == list(matching.varied(real, 3))


@pytest.mark.parametrize("way", ["ratio", "bm25", "ours"])
@pytest.mark.skipif(not (SHARED / "benchmarks").is_dir(), reason="the public tweets lie in ../shared")
def test_each_way_of_finding_earlier_checks_runs(way: str) -> None:
    row = matching.measured(way, SHARED, 1, 3)
    assert row.claims == 10_375
    assert 0 < row.precision <= row.hit <= 1
    assert 0 < row.median <= row.slow
