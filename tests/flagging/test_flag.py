"""What is flagged and what is marked by hand, and the bars on the gold and on other news."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import check_offsets
from numpy.typing import NDArray

import claimcheck as cc
from claimcheck.errors import ClaimcheckError, LanguageError
from claimcheck.flagging.claim_ends import without_lone_marks
from claimcheck.flagging.flag import claim_at, describe, flag
from claimcheck.flagging.scorer import Scorer
from claimcheck.flagging.worthiness import scorer
from claimcheck.model import Article, Claim, Kind, Measured, Quoted, Relation, Role, Sentence, Signal, Span
from claimcheck.reading.sentences import sentences

SHARED = Path(__file__).parents[2].parent / "shared"
needs_gold = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the hand-made gold lies in ../shared, which is not here"
)
needs_precise = pytest.mark.skipif(
    not all(map(find_spec, ("claimcheck_precise_model", "onnxruntime", "tokenizers"))),
    reason="the extra [precise] is not installed",
)


class Fixed:
    """A scorer of one's own that gives every sentence the same score."""

    def __init__(self, score: float, threshold: float = 0.5) -> None:
        self.threshold, self._score = threshold, score

    def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        return np.full(len(sentences), self._score)


def one(text: str, role: Role = Role.SENTENCE, language: str | None = None) -> tuple[Article, list[Sentence]]:
    """An article of one unit."""
    whole = Span(0, len(text))
    return Article(text, language=language), [Sentence(whole, whole, role)]


def worth(text: str, role: Role = Role.SENTENCE, by: Scorer | str | None = None) -> float:
    """The worthiness of a text of one unit."""
    return describe(*one(text, role), by)[0].worthiness


def test_a_claim_carries_its_reasons_and_kinds() -> None:
    [claim] = flag(*one("It is 25 times bigger than Russia."), scorer="signals")
    assert claim.reasons == "a comparison: 25 times Russia; a figure: 25 times"
    assert claim.kinds == (Kind.COMPARISON, Kind.QUANTITY)
    assert claim.text == "It is 25 times bigger than Russia."


def test_a_claim_carries_what_it_measures_and_compares() -> None:
    text = "Nice day! NATO is 25 times bigger than Russia. It has 32 members."
    times, members = flag(Article(text), sentences(Article(text)))
    assert [(q.kind, q.value, q.span.of(text)) for q in times.quantities] == [
        (Measured.MULTIPLIER, 25, "25 times")
    ]
    assert times.comparison is not None
    assert (times.comparison.relation, times.comparison.factor) == (Relation.TIMES, 25)
    assert [(q.kind, q.value) for q in members.quantities] == [(Measured.COUNT, 32)]
    assert members.comparison is None


def test_dates_are_resolved_against_the_articles_own() -> None:
    article = cc.read_text("The ministry closed 12 schools last year.", published="2025-06-25")
    [claim] = cc.flag(article, 0)
    assert {q.text: q.resolved for q in claim.quantities} == {"12": None, "last year": "2024"}
    [undated] = cc.flag(cc.read_text(article.text), 0)
    assert {q.text: q.resolved for q in undated.quantities} == {"12": None, "last year": None}


def test_a_claim_carries_its_speaker() -> None:
    text = '"It is 25 times bigger than Russia," said Mark Rutte. He added that it has 32 members.'
    found = flag(Article(text), sentences(Article(text)), 0)
    assert [(claim.speaker, claim.quoted) for claim in found] == [
        ("Mark Rutte", Quoted.DIRECT),
        ("Mark Rutte", Quoted.INDIRECT),
    ]


@pytest.mark.parametrize("by", [None, "linear", "signals", Fixed(0.8)])
def test_a_headline_counts_half_and_boilerplate_for_nothing(by: Scorer | str | None) -> None:
    text = "Exports doubled in 2019."
    assert worth(text, Role.HEADLINE, by) == pytest.approx(worth(text, Role.SENTENCE, by) / 2)
    assert worth(text, Role.BOILERPLATE, by) == 0
    article, units = one(text, Role.BOILERPLATE)
    assert flag(article, units, 0, by) == []


def test_a_headline_says_why_it_counts_for_less() -> None:
    [claim] = describe(*one("Exports doubled in 2019.", Role.HEADLINE))
    assert claim.signals[-1].name == "heading"
    assert "a headline" not in claim.reasons


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("said NATO Secretary-General Mark Rutte.", "Mark Rutte, NATO Secretary-General"),
        ("said Mark Rutte, the NATO Secretary-General.", "Mark Rutte, NATO Secretary-General"),
        ("said Ann Lee, mayor of Ulm.", "Ann Lee, mayor of Ulm"),
        ("said Ann Lee.", "Ann Lee"),
    ],
)
def test_who_says_it_is_a_reason(said: str, told: str) -> None:
    text = f"“It has 32 members,” {said}"
    claim = flag(Article(text), sentences(Article(text)), 0)[0]
    assert claim.reasons.endswith(f"; said by {told}")
    assert next(s for s in claim.signals if s.name == "speaker").weight == 0


# --- whose score, and in which language -------------------------------------------------------------


def test_a_desk_may_bring_its_own_scorer() -> None:
    article, units = one("Good evening.")
    assert flag(article, units) == []
    [claim] = flag(article, units, scorer=Fixed(0.7))
    assert (claim.worthiness, claim.reasons) == (0.7, "reads like a checkable statement")


def test_the_scorers_own_threshold_counts_where_none_is_given() -> None:
    article, units = one("Good evening.")
    assert len(flag(article, units, scorer=Fixed(0.4, threshold=0.4))) == 1
    assert flag(article, units, scorer=Fixed(0.4, threshold=0.41)) == []
    assert flag(article, units, 0.5, Fixed(0.4, threshold=0.1)) == []
    assert len(flag(article, units, 0.3, Fixed(0.4, threshold=0.9))) == 1


def test_english_is_scored_by_the_model_and_by_nothing_else_unless_asked() -> None:
    text = "It is 25 times bigger than Russia."
    assert worth(text) == worth(text, by="linear") == worth(text, by=scorer("linear"))
    assert worth(text) == pytest.approx(float(scorer("linear").score([text])[0]))
    assert worth(text, by="signals") == pytest.approx(float(scorer("signals").score([text])[0]))
    assert worth(text) != worth(text, by="signals")


@pytest.mark.parametrize("language", ["de", "de-AT", "DE"])
def test_german_is_flagged_by_its_signals(language: str) -> None:
    text = "Guten Abend! Die Exporte haben sich 2019 verdoppelt."
    article = cc.read_text(text, language=language)
    assert [claim.text for claim in cc.flag(article)] == ["Die Exporte haben sich 2019 verdoppelt."]
    assert cc.flag(article) == cc.flag(article, scorer="signals")
    assert cc.flag(article) == cc.flag(article, scorer=cc.scorer("signals", language="de"))


@pytest.mark.parametrize("language", ["fr", "xx-YY", "klingon", "../en"])
def test_an_unknown_language_names_those_there_are_and_the_remedy(language: str) -> None:
    with pytest.raises(LanguageError, match=r"de, en; name one of these.*CONTRIBUTING"):
        flag(*one("Les exportations ont doublé en 2019.", language=language))


def test_what_cannot_be_flagged_can_be_marked_by_hand() -> None:
    text = "Bonjour. Les exportations ont doublé en 2019."
    article = Article(text, language="fr")
    claim = claim_at(article, sentences(article), Span(9, 45))
    assert (claim.text, claim.reasons, claim.worthiness) == (text[9:], "marked by hand", 0.0)
    assert (claim.paragraph, claim.speaker, claim.quoted) == (Span(0, 45), None, Quoted.NONE)


@pytest.mark.parametrize("by", ["tf-idf", "", 0.5, [], Fixed, object(), Fixed(1, threshold=float("nan"))])
def test_what_is_no_scorer_names_those_there_are(by: Scorer) -> None:
    with pytest.raises(ClaimcheckError, match="linear, precise, signals"):
        flag(*one("Good evening."), scorer=by)


# --- what is flagged ----------------------------------------------------------------------------------


def test_claims_come_in_the_order_of_the_text() -> None:
    text = "Nice day! Exports doubled in 2019. They fell by 3% in May."
    spans = [Span(35, 58), Span(0, 9), Span(10, 34)]
    units = [Sentence(span, Span(0, 58)) for span in spans]
    assert [claim.span for claim in flag(Article(text), units)] == [Span(10, 34), Span(35, 58)]
    assert [claim.span for claim in describe(Article(text), units)] == spans
    assert len(flag(Article(text), units, threshold=0)) == 3
    assert flag(Article(text), units, threshold=1) == []
    assert flag(Article(""), []) == []


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_threshold_out_of_range_names_the_remedy(threshold: float) -> None:
    with pytest.raises(ClaimcheckError, match=r"from 0 .* to 1"):
        flag(Article(""), [], threshold)


def test_a_span_marked_by_hand_is_a_claim_whatever_its_score() -> None:
    text = "Ann Lee said it was nice. Good evening to you all."
    units = [Sentence(Span(0, 25), Span(0, 50)), Sentence(Span(26, 50), Span(0, 50))]
    claim = claim_at(Article(text), units, Span(8, 25))
    assert (claim.text, claim.speaker, claim.paragraph) == ("said it was nice.", "Ann Lee", Span(0, 50))
    assert Signal("by hand", (Span(8, 25),), 0.3, "marked by hand") in claim.signals
    greeting = claim_at(Article(text), units, Span(24, 50))
    assert greeting.speaker is None
    assert greeting.worthiness < scorer("linear").threshold
    assert "marked by hand" in greeting.reasons
    assert greeting.id != claim.id


def test_a_marked_span_may_be_a_headline_or_lie_outside_every_sentence() -> None:
    article, units = one("Exports doubled", Role.HEADLINE)
    claim = claim_at(article, units, units[0].span)
    assert {"trend", "by hand"} <= {s.name for s in claim.signals}
    assert "heading" not in {s.name for s in claim.signals}
    assert claim.worthiness == worth("Exports doubled")
    assert claim_at(article, [], Span(0, 7)).paragraph == Span(0, 7)


@pytest.mark.parametrize("span", [Span(3, 3), Span(-1, 2), Span(0, 99), Span(5, 2)])
def test_a_span_outside_the_text_names_the_remedy(span: Span) -> None:
    article, units = one("Exports doubled")
    with pytest.raises(ClaimcheckError, match="mark at least one character"):
        claim_at(article, units, span)


def test_a_span_marked_by_hand_is_measured_and_scored_by_whom_it_is_said() -> None:
    article, units = one("It has 32 members and is 25 times bigger than Russia.")
    claim = claim_at(article, units, Span(3, 17), Fixed(0.25))
    assert (claim.text, claim.worthiness) == ("has 32 members", 0.25)
    assert [(q.text, q.span) for q in claim.quantities] == [("32", Span(7, 9))]
    assert claim.comparison is None


# --- any text -----------------------------------------------------------------------------------------

PIECES = [
    "NATO has 32 members. ", "“It is 25 times bigger than Russia,” ", "said Mark Rutte. ", '"', "“", "”",
    "１２３ ", "٤٥ ", "3.5% ", "$94.9bn ", "1.234.567,89 ", "last year ", "in three months ", "Why? ", "(",
    "\u200b", "\u202e", "👨\u200d👩\u200d👧 ", "İ", "e\u0301", "\ud800", "\0", "\n\n", "\r\n", "\u2028",
    "\xa0", "ANN LEE: ", "# ", "Share this",
]  # fmt: skip
ANY = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(ANY, st.sampled_from(["en", "de", None]), st.sampled_from([None, 0.0]))
def test_offsets_are_exact_in_any_text(text: str, language: str | None, threshold: float | None) -> None:
    article = Article(text, language=language, published="2025-06-25")
    found = flag(article, sentences(article), threshold)
    check_offsets(article, found)
    if threshold == 0:
        kept = [unit for unit in sentences(article) if unit.role is not Role.BOILERPLATE]
        assert [claim.span for claim in found] == [
            without_lone_marks(text, unit.span, unit.paragraph) for unit in kept
        ]


@given(ANY, st.data())
def test_any_span_can_be_marked_by_hand(text: str, data: st.DataObject) -> None:
    article = Article(text + ".")
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start + 1, len(article.text))))
    claim = claim_at(article, sentences(article), span)
    assert claim.span in span
    assert claim.text == claim.span.of(article.text)
    kept = (claim.text, span.of(article.text))
    # Beside the words only a lone quotation mark goes, with the white space next to it.
    assert len({"".join(filter(str.isalnum, one)) for one in kept}) == 1
    assert claim.span == span or any(mark in "\"'“”‘’«»„‚‹›「」『』" for mark in kept[1])
    for quantity in claim.quantities:
        assert quantity.span in span
        assert quantity.span.of(article.text) == quantity.text


# --- news on other subjects, written by hand ------------------------------------------------------
# "first" was written before a line of the rules, the others after a round each, and each was counted
# once before the rules were changed by it: 63 of 64, 50 of 60, 43 of 50 and 43 of 50 came out right by
# the signals alone. The default scorer is calibrated on them, and has learned none of them. Plain acts
# without a figure, which debates that are checked seldom hold, and pictures of speech are what it gets wrong.

NEWS = Path(__file__).with_name("news.tsv")


@pytest.mark.parametrize(("label", "least"), [("must", 100), ("no", 100)])
def test_news_on_other_subjects(label: str, least: int) -> None:
    with NEWS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    flagged = [worth(row["sentence"]) >= scorer("linear").threshold for row in rows if row["label"] == label]
    assert len(flagged) == 112
    assert sum(found is (label == "must") for found in flagged) >= least


# --- the bars on the hand-made gold -----------------------------------------------------------------


@cache
def gold(name: str = "linear") -> list[tuple[str, Claim, bool]]:
    """Of each of the 158 units, read in its article, the label, the claim and whether it is flagged."""
    with (SHARED / "gold" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    spans = json.loads((SHARED / "gold" / "sentences.json").read_text(encoding="utf-8"))
    roles = {(s["doc"], s["start"]): Role(s["kind"] if s["kind"] in set(Role) else "sentence") for s in spans}
    result = []
    for document in sorted({row["document"] for row in rows}):
        article = Article((SHARED / "seeds" / document).read_bytes().decode("utf-8"))
        labels = {
            Span(int(row["start"]), int(row["end"])): row["label"]
            for row in rows
            if row["document"] == document
        }
        units = [Sentence(span, span, roles[document, span.start]) for span in labels]
        flagged = {claim.span for claim in flag(article, units, scorer=name)}
        described = zip(labels.values(), describe(article, units, name), strict=True)
        result += [(label, claim, claim.span in flagged) for label, claim in described]
    return result


SCORERS = ["linear", pytest.param("precise", marks=needs_precise)]


@needs_gold
@pytest.mark.parametrize("name", SCORERS)
def test_the_bars_on_the_gold(name: str) -> None:
    flagged = [label for label, _, reached in gold(name) if reached]
    assert len(gold(name)) == 158
    assert flagged.count("must") >= 36
    assert flagged.count("no") <= 8


@needs_gold
@pytest.mark.parametrize("name", SCORERS)
def test_what_must_be_checked_stands_above_what_need_not(name: str) -> None:
    must, no = ([c.worthiness for of, c, _ in gold(name) if of == label] for label in ("must", "no"))
    above = [(one > other) + (one == other) / 2 for one in must for other in no]
    assert sum(above) / len(above) >= {"linear": 0.96, "precise": 0.97}[name]


@needs_gold
@pytest.mark.parametrize("name", [*SCORERS, "signals"])
def test_each_flagged_claim_says_why(name: str) -> None:
    for file in (SHARED / "seeds").glob("*.txt"):
        article = cc.read_text(file.read_text(encoding="utf-8"))
        assert all(claim.reasons for claim in cc.flag(article, scorer=name))


@needs_gold
def test_the_two_claims_of_the_demonstration_are_marked_and_worked_out() -> None:
    months = next(c for _, c, _ in gold() if "produce in three months" in c.text)
    times = next(c for _, c, _ in gold() if "25 times bigger" in c.text)
    for claim, wanted in [
        (months, {"three months", "a year"}),
        (times, {"25 times bigger than Russia"}),
    ]:
        comparison = next(s for s in claim.signals if s.name == "comparison")
        starts = {s.start - claim.span.start for s in comparison.spans}
        assert {
            claim.text[a:][: s.end - s.start] for a, s in zip(sorted(starts), comparison.spans, strict=True)
        } == wanted
