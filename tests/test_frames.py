"""A DataFrame of texts in, a DataFrame of claims out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import ClaimcheckError, LanguageError, ReadingError

FIRST = "Nice day! NATO has 32 members. It is 25 times bigger than Russia."
SECOND = "Exports doubled in 2019, said Ann Lee."
NOTHING = "Good evening."


def texts(*cells: Any, **more: Any) -> pd.DataFrame:
    return pd.DataFrame({"text": list(cells), **more})


def of_each(frame: pd.DataFrame, **options: Any) -> pd.DataFrame:
    """The same by hand: each row an article, and the frame of all their claims."""
    articles = [
        cc.read_text(**{str(name): cell for name, cell in row.items() if isinstance(cell, str)})
        for row in frame.to_dict("records")
    ]
    found = [claim for article in articles for claim in cc.flag(article, **options)]
    return cc.to_frame(found, articles)


# --- what comes out -------------------------------------------------------------------------------


def test_one_row_a_claim_as_to_frame_has_it() -> None:
    about = {
        "title": ["A talk", None],
        "publisher": [None, "The Paper"],
        "author": ["Ann", "Ben"],
        "published": ["2026-03-01", None],
        "url": [None, "https://example.org/b"],
        "language": ["en", "en-GB"],
    }
    frame = texts(FIRST, SECOND, **about)
    found = cc.flag_frame(frame)
    of_first = ["NATO has 32 members.", "It is 25 times bigger than Russia."]
    # The second text comes second, whatever its claim's priority; within the first, what to check first.
    assert list(found["quote"]) == [*reversed(of_first), SECOND]
    assert list(cc.flag_frame(frame, order="text")["quote"]) == [*of_first, SECOND]
    pd.testing.assert_frame_equal(found.reset_index(drop=True), of_each(frame))
    assert list(found["article_title"]) == ["A talk", "A talk", SECOND]
    assert list(found["published"]) == ["2026-03-01", "2026-03-01", None]


def test_threshold_and_scorer_are_those_of_flag() -> None:
    class Own:
        threshold = 0.5

        def score(self, sentences: Any) -> list[float]:
            return [len(sentence) / 100 for sentence in sentences]

    frame = texts(FIRST, SECOND, NOTHING)
    for options in ({"threshold": 0.0}, {"threshold": 1.0}, {"scorer": "signals"}, {"scorer": Own()}):
        found = cc.flag_frame(frame, **options)
        pd.testing.assert_frame_equal(found.reset_index(drop=True), of_each(frame, **options))
    with pytest.raises(ClaimcheckError, match="The threshold is 2; give a number"):
        cc.flag_frame(frame, 2)
    with pytest.raises(ClaimcheckError, match='no scorer "guess"'):
        cc.flag_frame(frame, scorer="guess")


def test_columns_and_types_are_the_same_for_every_frame() -> None:
    usual = cc.flag_frame(texts(FIRST))
    assert list(usual.columns) == list(cc.to_frame([]).columns)
    for frame in (
        texts(),
        texts(NOTHING),
        texts(None),
        texts(FIRST, title=["A talk"]),
        texts(FIRST).iloc[:0],
        pd.DataFrame(columns=["text", "url"]),
        texts("Guten Abend! Die Exporte haben sich 2019 verdoppelt.", language=["de"]),
    ):
        found = cc.flag_frame(frame)
        assert list(found.columns) == list(usual.columns)
        assert found.dtypes.to_dict() == usual.dtypes.to_dict()


def test_parts_of_a_table_add_up_to_the_whole() -> None:
    frame = texts(FIRST, NOTHING, SECOND, FIRST)
    parts = [cc.flag_frame(frame.iloc[start : start + 2]) for start in (0, 2)]
    pd.testing.assert_frame_equal(pd.concat(parts), cc.flag_frame(frame))


def test_what_is_handed_in_stays_as_it_is_and_other_columns_are_not_looked_at() -> None:
    frame = texts(FIRST, None, other=[{}, 5], title=["A talk", None])
    before = frame.copy(deep=True)
    cc.flag_frame(frame)
    pd.testing.assert_frame_equal(frame, before)


# --- the index --------------------------------------------------------------------------------------

INDEXES = [
    pd.RangeIndex(3),
    pd.RangeIndex(10, 70, 20, name="row"),
    pd.Index([7, 5, 5], name="id"),
    pd.Index(["a", "b", "b"]),
    pd.Index([True, False, True]),
    pd.Index([("a", 1), ("b", 2), ("c", 3)], tupleize_cols=False),
    pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("a", 2)], names=["paper", "page"]),
    pd.DatetimeIndex(["2026-03-01", "2026-03-02", None], tz="UTC", name="day"),
    pd.CategoricalIndex(["x", "y", "x"]),
    pd.IntervalIndex.from_breaks([0, 1, 2, 3]),
    pd.Index([None, float("nan"), 1.5]),
]


@pytest.mark.parametrize("index", INDEXES, ids=lambda index: type(index).__name__)
def test_a_claim_stands_under_the_label_of_its_row(index: pd.Index[Any]) -> None:
    frame = texts(FIRST, NOTHING, SECOND)
    frame.index = index
    found = cc.flag_frame(frame)
    pd.testing.assert_index_equal(found.index, index.take([0, 0, 2]), exact="equiv")
    assert found.index.names == index.names
    empty = cc.flag_frame(frame.iloc[:0])
    assert empty.index.names == index.names
    assert empty.index.dtype == index.dtype


def test_claims_join_the_rows_that_they_come_from() -> None:
    frame = texts(FIRST, NOTHING, SECOND, desk=["a", "b", "c"])
    joined = frame.join(cc.flag_frame(frame))
    assert list(zip(joined["desk"], joined["quote"].notna(), strict=True)) == [
        ("a", True),
        ("a", True),
        ("b", False),
        ("c", True),
    ]


def test_two_rows_with_the_same_text_both_have_their_claims() -> None:
    frame = texts(SECOND, SECOND, SECOND, publisher=["The Paper", None, "The Paper"])
    found = cc.flag_frame(frame)
    assert list(found.index) == [0, 1, 2]
    one, two, three = found["claim_id"]
    assert one == three != two


# --- cells that hold nothing, or no text --------------------------------------------------------------


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT, "", " \n\t"], ids=repr)
def test_a_row_without_text_has_no_claim(nothing: Any) -> None:
    frame = texts(nothing, SECOND)
    assert list(cc.flag_frame(frame).index) == [1]
    about = {"title": [nothing], "publisher": [nothing], "published": [nothing], "language": [nothing]}
    assert cc.flag_frame(texts(SECOND, **about))["publisher"].tolist() == [None]


@pytest.mark.parametrize("kind", ["object", "str", "string", "category"])
def test_text_may_be_held_in_any_way_that_pandas_has(kind: Any) -> None:
    found = cc.flag_frame(texts(SECOND, None, FIRST).astype(kind))
    assert list(found.index) == [0, 2, 2]


@pytest.mark.parametrize("cell", [5, 2.5, True, b"bytes", ["a"], {"a": 1}, date(2026, 3, 1)], ids=repr)
def test_a_cell_that_is_no_text_is_named_with_the_remedy(cell: Any) -> None:
    with pytest.raises(ClaimcheckError, match=r'Row 1, column "text": not text; .*\.astype\(str\)'):
        cc.flag_frame(texts(SECOND, cell))
    frame = texts(SECOND, title=[cell]).set_index(pd.Index(["x"]))
    with pytest.raises(ClaimcheckError, match=r"Row 'x', column \"title\": not text"):
        cc.flag_frame(frame)


def test_a_column_of_dates_is_refused_and_read_once_it_is_text() -> None:
    frame = texts(SECOND, published=pd.to_datetime(["2026-03-01"]))
    with pytest.raises(ClaimcheckError, match=r'column "published": not text'):
        cc.flag_frame(frame)
    frame["published"] = frame["published"].astype(str)
    assert list(cc.flag_frame(frame)["published"]) == ["2026-03-01"]


def test_a_row_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LanguageError, match=r"Row 1: The language 'fr' is not known .* de, en"):
        cc.flag_frame(texts(SECOND, SECOND, language=[None, "fr"]))
    with pytest.raises(ReadingError, match=r"Row 'b': .*2026-13-01"):
        cc.flag_frame(texts(SECOND, SECOND, published=[None, "2026-13-01"]).set_axis(["a", "b"]))
    monkeypatch.setattr("claimcheck.reading.decoding.MAX_CHARACTERS", 100)
    with pytest.raises(ReadingError, match=r"Row 1: .* more than the 100 that are read"):
        cc.flag_frame(texts(SECOND, SECOND * 10))


def test_a_frame_without_texts_is_told_how_to_name_them() -> None:
    for frame in (pd.DataFrame({"body": [SECOND], 5: [1]}), pd.DataFrame()):
        with pytest.raises(
            ClaimcheckError, match=r'no column "text" .*frame\.rename\(columns=\{"…": "text"\}\)'
        ):
            cc.flag_frame(frame)


def test_two_columns_of_one_name_are_refused() -> None:
    frame = pd.DataFrame([[SECOND, FIRST]], columns=["text", "text"])
    with pytest.raises(ClaimcheckError, match=r"two columns of one name \(text, text\)"):
        cc.flag_frame(frame)
    other = pd.DataFrame([[SECOND, 1, 2]], columns=["text", "x", "x"])
    assert len(cc.flag_frame(other)) == 1


@pytest.mark.parametrize(
    "given_", [[SECOND], SECOND, None, {"text": [SECOND]}, pd.Series([SECOND], name="text")]
)
def test_what_is_no_frame_is_told_how_to_make_one(given_: Any) -> None:
    with pytest.raises(
        ClaimcheckError, match=rf'A {type(given_).__name__} is no DataFrame; give one .*"text"'
    ):
        cc.flag_frame(given_)


# --- any text ---------------------------------------------------------------------------------------


@given(st.lists(st.none() | st.text(max_size=60) | st.sampled_from([FIRST, SECOND]), max_size=5))
@settings(max_examples=examples(50))
def test_any_texts_give_what_each_gives_alone(cells: list[str | None]) -> None:
    frame = pd.DataFrame({"text": pd.Series(cells, dtype=object)})
    found = cc.flag_frame(frame, 0)
    alone = [
        (place, claim.id)
        for place, cell in enumerate(cells)
        if cell is not None and cell.strip()
        for claim in cc.flag(cc.read_text(cell), 0)
    ]
    assert list(zip(found.index, found["claim_id"], strict=True)) == alone
