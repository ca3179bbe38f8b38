"""A worksheet that is kept with a check: through the log and back, in the gate, the history, blind review."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from factories import a_desk, a_move, a_pile, a_source, an_event, some_work
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.calculations import Calculation, Figure, GivenFigure, KeptWorksheet
from claimcheck.errors import WorkflowError
from claimcheck.exporting.columns import verdict_row
from claimcheck.model import Status, Verdict
from claimcheck.review.blind_review import as_seen_by, shared
from claimcheck.review.events import RATED, UPDATED, VOTED
from claimcheck.review.form_cleaning import tidy
from claimcheck.review.json_values import work_from_json, work_to_json
from claimcheck.review.limits import CALCULATIONS, FIGURES, MEMBERS, refuse_unfit
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy, policy_from_json, policy_to_json
from claimcheck.review.replay import replay
from claimcheck.review.timeline import timeline
from claimcheck.review.workflow import Work, checklist, path

NATO = Figure(
    "NATO members 2023 (31)",
    "GDP",
    2023,
    50.0,
    "USD",
    "gdp.csv",
    "World Bank",
    "ab",
    (2, 3),
    ("A", "B"),
    members_of=2023,
)
RUSSIA = Figure("Russian Federation", "GDP", 2023, 2.0, "USD", "gdp.csv", "World Bank", "ab", (9,))
READING = Calculation(
    "ratio", "GDP, NATO and Russia, 2023", 25.0, "times", "25 times", "claimed 25 times · computed 25 times",
    holds=True, period="2023", figures=(NATO, RUSSIA),
)  # fmt: skip
KEPT = KeptWorksheet("25 times", "Claimed: 25 times. Computed: 25 times for 2023.", (READING,))
WORKED_OUT = replace(some_work(), worksheet=KEPT)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False)
figures = st.builds(
    Figure,
    texts,
    texts,
    st.none() | st.integers(-5000, 5000),
    st.none() | numbers,
    rows=st.lists(st.integers(0, 10**9), max_size=3).map(tuple),
    members=st.lists(texts, max_size=3).map(tuple),
    source=st.none() | texts,
    members_of=st.none() | st.integers(0, 3000),
)
calculations = st.builds(
    Calculation,
    texts,
    texts,
    numbers,
    texts,
    texts,
    texts,
    st.booleans(),
    texts,
    st.lists(figures, max_size=3).map(tuple),
)
kept_worksheets = st.builds(
    KeptWorksheet,
    texts,
    texts,
    st.lists(calculations, max_size=3).map(tuple),
    st.lists(st.builds(GivenFigure, texts, texts, note=st.none() | texts), max_size=3).map(tuple),
)


@given(kept_worksheets)
def test_whatever_is_kept_comes_back_out_of_an_event(kept: KeptWorksheet) -> None:
    record = json.loads(json.dumps(work_to_json(Work(worksheet=kept))))
    back = work_from_json(record).worksheet
    assert back == (kept if kept != KeptWorksheet() else back)


def test_it_goes_through_the_log_with_the_step(tmp_path: Path) -> None:
    with Store(tmp_path / "log.db") as store:
        _, claims = a_pile(store)
        a_desk(store).take(claims[0].id, Status.APPROVED, replace(WORKED_OUT, sources=()))
        assert store.verify().clean
        verdict = a_desk(store, "Ben").verdict(claims[0].id)
    assert verdict.worksheet == KEPT


def missing(work: Work, policy: Policy, target: Status = Status.PROPOSED) -> list[str]:
    moves = path(Status.RESEARCHING, target)
    verdict = Verdict("c", Status.RESEARCHING)
    return [demand.text for demand in checklist(moves, work, policy, verdict, "Ann") if not demand.met]


WITHOUT_SOURCE = replace(KEPT, calculations=(replace(READING, figures=(NATO, replace(RUSSIA, source=None))),))


@pytest.mark.parametrize(
    ("work", "policy", "lacks"),
    [
        (replace(WORKED_OUT, sources=()), Policy.solo(), []),
        (replace(some_work(), sources=()), Policy.solo(), ["a source"]),
        (replace(WORKED_OUT, sources=(), worksheet=WITHOUT_SOURCE), Policy.solo(), ["a source"]),
        (
            replace(WORKED_OUT, sources=(), worksheet=replace(KEPT, calculations=())),
            Policy.solo(),
            ["a source"],
        ),
        (replace(WORKED_OUT, sources=(a_source(),), one_source_reason=None), Policy.newsroom(), []),
        (
            replace(WORKED_OUT, sources=(), one_source_reason=None),
            Policy.newsroom(),
            ["one more source, or why one is enough"],
        ),
    ],
)
def test_it_counts_as_one_source_once_each_figure_has_its_own(
    work: Work, policy: Policy, lacks: list[str]
) -> None:
    assert missing(work, policy) == lacks


def test_an_address_is_a_source_of_a_figure_that_was_typed() -> None:
    typed = replace(RUSSIA, source=None, table=None, url="https://fsb.example/ammunition")
    kept = replace(KEPT, calculations=(replace(READING, figures=(NATO, typed)),))
    assert missing(replace(WORKED_OUT, sources=(), worksheet=kept), Policy.solo()) == []
    assert kept.origins == ("World Bank (gdp.csv)", "https://fsb.example/ammunition")


def test_the_history_tells_what_was_worked_out() -> None:
    without = replace(WORKED_OUT, worksheet=None)
    events = [
        a_move(1, "researching", without),
        a_move(2, "proposed", WORKED_OUT),
        a_move(3, "researching", without),
    ]
    entries = timeline(replay("c", events))
    assert ("Worksheet", KEPT.result) in entries[1].details
    assert ("Worksheet", "(none)") in entries[2].details
    assert all(label != "Worksheet" for label, _ in entries[0].details)


def test_it_is_kept_from_who_rates_blind() -> None:
    rated = an_event(1, RATED, {"work": work_to_json(WORKED_OUT), "scale": "claimcheck"}, by="Ben")
    verdict = replace(replay("c", [rated]), blind=True)
    assert verdict.ratings[0].worksheet == KEPT
    seen = as_seen_by("Ann", replace(verdict, worksheet=KEPT), Policy.newsroom())
    assert (seen.worksheet, seen.ratings) == (None, ())
    assert shared(WORKED_OUT, verdict, Policy.newsroom()).worksheet is None


def test_what_two_have_found_blind_joins() -> None:
    def rating(number: int, by: str, work: Work) -> object:
        return an_event(number, RATED, {"work": work_to_json(work), "scale": "claimcheck"}, by=by)

    events = [rating(1, "Ben", replace(WORKED_OUT, worksheet=None)), rating(2, "Cleo", WORKED_OUT)]
    assert replay("c", events).worksheet == KEPT  # type: ignore[arg-type]


def test_another_worksheet_ends_the_vote_on_the_old_one() -> None:
    proposed = a_move(1, "proposed", replace(WORKED_OUT, worksheet=None))
    vote = an_event(2, VOTED, {"rating": "True", "policy": "three"}, by="Ben")
    assert replay("c", [proposed, vote]).votes
    brought = an_event(3, UPDATED, {"work": work_to_json(WORKED_OUT)})
    assert replay("c", [proposed, vote, brought]).votes == ()


def test_what_was_typed_is_cleaned_and_a_place_without_a_word_goes() -> None:
    typed = KeptWorksheet(given=(GivenFigure("left", " 5\x00 ", unit=" shells "), GivenFigure("right", " ")))
    assert tidy(Work(worksheet=typed)).worksheet == KeptWorksheet(
        given=(GivenFigure("left", "5\ufffd", unit="shells"),)
    )
    assert tidy(Work(worksheet=KeptWorksheet(given=(GivenFigure("right"),)))) == Work()
    assert tidy(WORKED_OUT).worksheet == KEPT


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (replace(KEPT, calculations=(READING,) * (CALCULATIONS + 1)), "readings"),
        (replace(KEPT, calculations=(replace(READING, figures=(NATO,) * (FIGURES + 1)),)), "figures"),
        (replace(KEPT, given=(GivenFigure("left", "1"),) * (FIGURES + 1)), "figures that were typed"),
        (
            replace(
                KEPT, calculations=(replace(READING, figures=(replace(NATO, rows=(1,) * (2 * MEMBERS)),)),)
            ),
            "members",
        ),
        (replace(KEPT, calculations=(replace(READING, computed=float("inf")),)), "no finite number"),
        (
            replace(KEPT, calculations=(replace(READING, figures=(replace(NATO, value=float("nan")),)),)),
            "no finite number",
        ),
        (replace(KEPT, given=(GivenFigure("left", "1", note="x" * 5001),)), "The note of figure 1"),
    ],
)
def test_what_is_too_much_or_no_number_is_refused(kept: KeptWorksheet, told: str) -> None:
    with pytest.raises(WorkflowError, match=told):
        refuse_unfit(replace(WORKED_OUT, worksheet=kept))
    refuse_unfit(WORKED_OUT)


def test_the_csv_has_the_result_and_where_its_figures_are_from(tmp_path: Path) -> None:
    with Store(tmp_path / "log.db") as store:
        article, claims = a_pile(store)
        verdict = replay(claims[0].id, [a_move(1, "proposed", WORKED_OUT, claim_id=claims[0].id)])
        row = verdict_row(claims[0], article, verdict)
    assert row["computed"] == KEPT.result
    assert str(row["sources"]).endswith("World Bank (gdp.csv)")
    assert verdict_row(claims[0], article, Verdict(claims[0].id))["computed"] is None


@pytest.mark.parametrize("changes", [{}, {"tolerance": 0}, {"tolerance_about": 25}])
def test_a_policy_keeps_its_tolerance_and_says_nothing_of_the_usual_one(changes: dict[str, int]) -> None:
    policy = replace(Policy.solo(), **changes)  # type: ignore[arg-type]
    record = policy_to_json(policy)
    assert {name for name in record if name.startswith("tolerance")} == set(changes)
    assert policy_from_json(record) == policy
