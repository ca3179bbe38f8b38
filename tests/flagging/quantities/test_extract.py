"""Quantities: tables of short phrases, offsets of any text, and hostile input."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Bound, Measured, Quantity, Span

SHARED = Path(__file__).parents[3].parent / "shared"
PUBLISHED = "2025-06-25"  # a Wednesday


def only(text: str, language: str = "en", published: str | None = None) -> Quantity:
    found = quantities(text, language=language, published=published)
    assert len(found) == 1, found
    return found[0]


ONE = [  # (text, the words of its only quantity, kind, value, notation)
    ("The 27 lake villages flooded.", "27", "count", 27, "27"),
    ("Seven drivers were fined.", "Seven", "count", 7, "7"),
    ("It has 2.4 million readers.", "2.4 million", "count", 2_400_000, "2400000"),
    ("Half a million readers left.", "Half a million", "count", 500_000, "500000"),
    ("A million readers left.", "A million", "count", 1_000_000, "1000000"),
    ("A quarter of a million readers left.", "A quarter of a million", "count", 250_000, "250000"),
    ("Two hundred and fifty nurses resigned.", "Two hundred and fifty", "count", 250, "250"),
    ("Forty-one nurses resigned.", "Forty-one", "count", 41, "41"),
    ("They sold two dozen boats.", "two dozen", "count", 24, "24"),
    ("They sold 1,234,567 boats.", "1,234,567", "count", 1_234_567, "1234567"),
    ("They sold 1\u202f234\u202f567 boats.", "1\u202f234\u202f567", "count", 1_234_567, "1234567"),
    ("They sold ４５ boats.", "４５", "count", 45, "45"),
    ("They sold ٤٥ boats.", "٤٥", "count", 45, "45"),
    ("They sold 5m tickets.", "5m", "count", 5_000_000, "5000000"),
    ("He won the 400m final.", "400m", "count", 400, "400"),
    ("It was -12°C.", "-12°C", "count", -12, "-12"),
    ("The plant makes 90 MW.", "90 MW", "count", 90, "90"),
    ("At least one sailor drowned.", "one", "count", 1, "1"),
    ("The 600-plus members met.", "600", "count", 600, "600"),
    ("Three or four members met.", "Three or four", "count", 3, "3..4"),
    ("The 12-member panel met.", "12", "count", 12, "12"),
    ("She trains three times a week.", "three times", "count", 3, "3"),
    ("Rents rose 4.5%.", "4.5%", "percent", 4.5, "4.5%"),
    ("Rents rose 4.5 per cent.", "4.5 per cent", "percent", 4.5, "4.5%"),
    ("Rents rose 0.5 percentage points.", "0.5 percentage points", "percent", 0.5, "0.5pp"),
    ("Rates rose 25 basis points.", "25 basis points", "percent", 25, "25bp"),
    ("Two thirds of shops shut.", "Two thirds", "percent", 66.67, "2/3"),
    ("A quarter of shops shut.", "A quarter", "percent", 25, "1/4"),
    ("Half of shops shut.", "Half", "percent", 50, "1/2"),
    ("One in five shops shut.", "One in five", "percent", 20, "1/5"),
    ("Nine out of ten shops shut.", "Nine out of ten", "percent", 90, "9/10"),
    ("Output fell by a third.", "a third", "percent", 33.33, "1/3"),
    ("Oslo is a quarter larger than Bergen.", "a quarter", "percent", 25, "1/4"),
    ("Rents are a fifth higher, she said.", "a fifth", "percent", 20, "1/5"),
    ("Between 3 and 5 per cent fail.", "3 and 5 per cent", "percent", 3, "3..5%"),
    ("It cost $94.9bn.", "$94.9bn", "money", 94_900_000_000, "94900000000 USD"),
    ("It cost £1.2m.", "£1.2m", "money", 1_200_000, "1200000 GBP"),
    ("It cost HK$80.", "HK$80", "money", 80, "80 HKD"),
    ("It cost GBP 3m.", "GBP 3m", "money", 3_000_000, "3000000 GBP"),
    ("It cost Rs 500 crore.", "Rs 500 crore", "money", 5_000_000_000, "5000000000 INR"),
    ("It cost 5 million euros.", "5 million euros", "money", 5_000_000, "5000000 EUR"),
    ("It cost 50 cents.", "50 cents", "money", 0.5, "0.5 USD"),
    ("It cost 20p.", "20p", "money", 0.2, "0.2 GBP"),
    ("A two-billion-dollar bridge.", "two-billion-dollar", "money", 2_000_000_000, "2000000000 USD"),
    ("It cost $5-7bn.", "$5-7bn", "money", 5_000_000_000, "5000000000..7000000000 USD"),
    ("It is 40 times bigger.", "40 times", "multiplier", 40, "x40"),
    ("It is twice as big.", "twice", "multiplier", 2, "x2"),
    ("It is double the price.", "double", "multiplier", 2, "x2"),
    ("It is half the price.", "half", "multiplier", 0.5, "x0.5"),
    ("A threefold rise.", "threefold", "multiplier", 3, "x3"),
    ("It is 10x faster.", "10x", "multiplier", 10, "x10"),
    ("It is 2 1/2 times larger.", "2 1/2 times", "multiplier", 2.5, "x2.5"),
    ("The third largest navy.", "third largest", "rank", 3, "rank=3 desc"),
    ("The 4th smallest navy.", "4th smallest", "rank", 4, "rank=4 asc"),
    ("It is the biggest navy.", "biggest", "rank", 1, "rank=1 desc"),
    ("It is Asia's largest navy.", "largest", "rank", 1, "rank=1 desc"),
    ("It is the most populous island.", "most populous", "rank", 1, "rank=1 desc"),
    ("The first pilot to circle it.", "first", "rank", 1, "rank=1"),
    ("Peru ranks third.", "third", "rank", 3, "rank=3"),
    ("It is No. 1.", "No. 1", "rank", 1, "rank=1"),
    ("It is in the top ten.", "top ten", "rank", 10, "rank<=10"),
    ("On the second day they met.", "second", "rank", 2, "2"),
    ("It took eight months.", "eight months", "duration", 8, "P8M"),
    ("It took two and a half years.", "two and a half years", "duration", 2.5, "P2.5Y"),
    ("It closed within a year.", "a year", "duration", 1, "P1Y"),
    ("A 30-year loan.", "30-year", "duration", 30, "P30Y"),
    ("A five-decade feud.", "five-decade", "duration", 50, "P5DE"),
    ("It took 36 hours.", "36 hours", "duration", 36, "PT36H"),
    ("It took half an hour.", "half an hour", "duration", 0.5, "PT0.5H"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value", "notation"), ONE)
def test_amount(text: str, words: str, kind: str, value: float, notation: str) -> None:
    found = only(text)
    assert (found.text, found.kind.value, found.value, found.normalized) == (words, kind, value, notation)


DATES = [  # (text, words, notation, resolved for an article of 25 June 2025)
    ("On May 14, 2021 it rained.", "May 14, 2021", "2021-05-14", "2021-05-14"),
    ("On 14 May 2021 it rained.", "14 May 2021", "2021-05-14", "2021-05-14"),
    ("Updated May 14, 2021 3:05 PM", "May 14, 2021 3:05 PM", "2021-05-14T15:05", "2021-05-14T15:05"),
    ("It is dated 2021-05-14.", "2021-05-14", "2021-05-14", "2021-05-14"),
    ("It is dated 25/12/2021.", "25/12/2021", "2021-12-25", "2021-12-25"),
    ("It is dated 3/4/2021.", "3/4/2021", "2021-XX-XX", "2021"),
    ("In May 2021 it rained.", "May 2021", "2021-05", "2021-05"),
    ("In early May it rained.", "early May", "XXXX-05-start", "2025-05"),
    ("In November it rained.", "November", "XXXX-11", "2024-11"),
    ("It will open in November.", "November", "XXXX-11", "2025-11"),
    ("The May 6-7 talks failed.", "May 6-7", "XXXX-05-06/XXXX-05-07", "2025-05-06/2025-05-07"),
    ("In the 1970s it rained.", "1970s", "197X", "1970/1979"),
    ("Since 1998 it rained.", "1998", "1998", "1998"),
    ("By 2040 it will rain.", "2040", "2040", "2040"),
    ("The 2016 referendum was lost.", "2016", "2016", "2016"),
    ("In the season of 2016-17 it rained.", "2016-17", "2016/2017", "2016/2017"),
    ("Sales fell in Q3 2023.", "Q3 2023", "2023-Q3", "2023-07/2023-09"),
    ("Sales fell in the third quarter of 2023.", "third quarter of 2023", "2023-Q3", "2023-07/2023-09"),
    ("After 9/11 it changed.", "9/11", "2001-09-11", "2001-09-11"),
    ("It rained on Friday.", "Friday", "XXXX-WXX-5", "2025-06-20"),
    ("It rained on Wednesday.", "Wednesday", "XXXX-WXX-3", "2025-06-25"),
    ("It opens next Friday.", "next Friday", "XXXX-WXX-5", "2025-06-27"),
    ("It rained today.", "today", "PRESENT_REF", "2025-06-25"),
    ("It rained yesterday.", "yesterday", "PREV P1D", "2025-06-24"),
    ("It opens tomorrow.", "tomorrow", "NEXT P1D", "2025-06-26"),
    ("It rained this week.", "this week", "THIS P1W", "2025-06-23/2025-06-29"),
    ("It opens next month.", "next month", "NEXT P1M", "2025-07"),
    ("It rained last year.", "last year", "PREV P1Y", "2024"),
    ("It rained three years ago.", "three years ago", "PREV P3Y", "2022"),
    ("It rained a decade ago.", "a decade ago", "PREV P10Y", "2015"),
    ("It opens at 10 a.m.", "10 a.m.", "T10:00", None),
    ("It opens at 14:30.", "14:30", "T14:30", None),
]


@pytest.mark.parametrize(("text", "words", "notation", "resolved"), DATES)
def test_date(text: str, words: str, notation: str, resolved: str | None) -> None:
    found = only(text, published=PUBLISHED)
    assert (found.kind, found.text, found.normalized, found.resolved) == (
        Measured.DATE, words, notation, resolved,
    )  # fmt: skip


def test_without_a_day_of_publication_only_absolute_dates_are_resolved() -> None:
    found = quantities("It rained last year, on Friday and in 1998.")
    assert [q.resolved for q in found] == [None, None, "1998"]


NONE = [
    "A two-party system.", "One of the ministers left.", "One minister left.", "The two sides met.",
    "See Article 12, Section 230 and page 34.", "A third-party check.", "It went on for years.",
    "Two F-16 and a G7 of COVID-19."[4:], "They voted 7-2.", "He lost 6 to 4.", "Open 24/7, split 50/50.",
    "Call 555 123 4567.", "Call +1 (555) 123-4567 now.", "See 1,2,3,4,5.", "See 1, 2, 3, 4.",
    "Version 2.5.1 on 192.168.0.1 runs.", "ISBN 978-3-16-148410-0.",
    "See https://example.org/2024/03/story-12.", "On Channel 4 and Apollo 11.", "Hundreds of people.",
    "Dozens of boats.", "The best day and the most important vote.", "One of the biggest ports.",
    "May I go? Theresa May left.", "A 9mm pistol.", "The first lady and the Second World War.",
    "They march on.", "1234567890123456 grains.", "Smith (4th row) sat.", "The 5G network.", "an iPhone 15",
    "He is agent 007.",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_names_and_fixed_phrases_are_no_quantities(text: str) -> None:
    assert quantities(text) == ()


AROUND = [  # (text, what the fields are)
    ("At least 30 goats died.", {"bound": Bound.AT_LEAST, "unit": "goats"}),
    ("More than 30 goats died.", {"bound": Bound.AT_LEAST}),
    ("No more than 30 goats died.", {"bound": Bound.AT_MOST}),
    ("Up to 30 goats died.", {"bound": Bound.AT_MOST}),
    ("Fewer than 30 goats died.", {"bound": Bound.AT_MOST}),
    ("Over (30) goats died.", {"bound": Bound.AT_LEAST}),
    ("He slept over 30 years.", {"bound": None}),
    ("About 30 goats died.", {"approximate": True, "bound": None}),
    ("Some 30 goats died.", {"approximate": True}),
    ("Nearly 30 goats died.", {"approximate": True}),
    ("30 or so goats died.", {"approximate": True, "unit": "goats"}),
    ("Exactly 30 goats died.", {"approximate": False, "bound": None}),
    ("It eats 30 goats a year.", {"per": "year"}),
    ("It eats 30 goats every month.", {"per": "month"}),
    ("It eats 30 goats annually.", {"per": "year"}),
    ("It eats 30 goats per village.", {"per": "village"}),
    ("It had 4.1 murders per 100,000 people.", {"per": "100,000 people", "unit": "murders"}),
    ("It costs $9 an hour.", {"per": "hour", "unit": "USD"}),
    ("It costs $9/day.", {"per": "day"}),
    ("A $9-a-month fee.", {"per": "month"}),
    ("It ate 30 goats a year ago."[:19], {"per": None}),
    ("30 new electric buses arrived.", {"unit": "new electric buses"}),
    ("30 were hurt.", {"unit": None}),
    ("10 to 15 goats died.", {"value": 10, "high": 15}),
    ("20–30 percent died.", {"value": 20, "high": 30, "unit": "percent"}),
    ("It cost between $5 million and $7 million.", {"value": 5_000_000, "high": 7_000_000}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields"), AROUND)
def test_what_stands_around(text: str, fields: dict[str, Any]) -> None:
    found = only(text)
    assert {name: getattr(found, name) for name in fields} == fields


def test_two_currencies_are_no_range() -> None:
    assert [q.unit for q in quantities("It cost €300 or ¥5,000.")] == ["EUR", "JPY"]


def test_a_figure_after_from_has_the_unit_of_the_next() -> None:
    assert [(q.value, q.unit) for q in quantities("It rose from 5 to 8 percent.")] == [
        (5, "percent"), (8, "percent"),
    ]  # fmt: skip


def test_a_rise_is_two_quantities_and_no_range() -> None:
    assert [q.value for q in quantities("It rose from 5% to 8%.")] == [5, 8]


def test_the_last_ten_years_end_on_the_day_of_publication() -> None:
    found = only("In the last 10 years it shrank.", published=PUBLISHED)
    assert (found.normalized, found.resolved) == ("P10Y", "2015-06-25/2025-06-25")


GERMAN = [
    ("Der Bau kostet 1.234.567,89 Euro.", "1.234.567,89 Euro", "1234567.89 EUR"),
    ("Der Bau kostet 12 Mrd. Euro.", "12 Mrd. Euro", "12000000000 EUR"),
    ("Die Mieten stiegen um 3,5 Prozent.", "3,5 Prozent", "3.5%"),
    ("Die zweiunddreißig Staaten.", "zweiunddreißig", "32"),
    ("Es kamen zweihundertfünfzig Gäste.", "zweihundertfünfzig", "250"),
    ("Es kamen 1.200 Gäste.", "1.200", "1200"),
    ("Am 14. Mai 2021 regnete es.", "14. Mai 2021", "2021-05-14"),
    ("Bis zum Jahr 2040.", "2040", "2040"),
    ("Es dauerte drei Monate.", "drei Monate", "P3M"),
    ("Sie ist 25-mal so groß.", "25-mal", "x25"),
    ("Zwei Drittel der Läden.", "Zwei Drittel", "2/3"),
    ("Vor drei Jahren regnete es.", "Vor drei Jahren", "PREV P3Y"),
    ("Die zweitgrößte Flotte.", "zweitgrößte", "rank=2 desc"),
    ("Um 14.30 Uhr.", "14.30 Uhr", "T14:30"),
    ("Ein 45-jähriger Fahrer.", "45-jähriger", "P45Y"),
]


@pytest.mark.parametrize(("text", "words", "notation"), GERMAN)
def test_german(text: str, words: str, notation: str) -> None:
    found = only(text, language="de")
    assert (found.text, found.normalized) == (words, notation)


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(ClaimcheckError, match="de, en"):
        quantities("5 ponies", language="xx")


def test_a_region_is_part_of_its_language() -> None:
    assert only("5 ponies", language="en-GB").value == 5


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "İİ 12 cats. About 30 dogs. 99 cows."
    found = quantities(text, Span(11, 26))
    assert [(q.text, q.span.of(text), q.approximate) for q in found] == [("30", "30", True)]


def check(text: str) -> None:
    last = 0
    for q in quantities(text, published=PUBLISHED):
        assert q.span.of(text) == q.text
        assert q.text
        assert q.span.start >= last
        last = q.span.end


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash_and_with_exact_offsets(text: str) -> None:
    check(text)


PIECES = [
    "5", "1,000", "2019", "½", "3.5", "-", "–", "to", "and", "a", "half", "million", "bn", "m", "%", "$",
    "€", "percent", "March", "May", "Monday", "of", "years", "year", "ago", "last", "first", "biggest",
    "the", "twice", "as", "in", "one", "at least", "per", "times", "p.m.", ":", "/", ".", ",", " ", " ",
    "İ", "\u00a0", "\n", "２", "٣", "🙂", "q3", "er",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=examples(400))
def test_pieces_of_quantities_in_any_order(pieces: list[str]) -> None:
    check("".join(pieces))
    check(" ".join(pieces))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000, "1," * 50_000, "1.234.567,89 " * 20_000, "one hundred and " * 5_000, "a " * 100_000,
        "1-" * 50_000, "🙂" * 100_000, "\u202e12 ٣\u202c" * 20_000, "$" * 100_000, "March " * 50_000,
        "the first very " * 10_000, "5 " * 50_000, "word " * 200_000, "x" * 1_000_000, "1 000 " * 50_000,
        "about " * 50_000 + "5", "$5 million to " * 4_000, "half of the " * 5_000,
        "12 500 " * 15_000, "1.234.567" * 11_000, ".3" * 50_000, "2/3 of " * 15_000, "minus " * 17_000 + "5",
        "three quarters of a " * 5_000, "a million and a half and " * 4_000, "R3 K4 " * 17_000,
        "KSh" * 33_000,
        "MXN$" * 25_000, "5 MUSD " * 14_000, "6ft 2in " * 12_500, "12st " * 20_000, "2 hours 3 " * 10_000,
        "doubled " * 12_500, "more than tripled " * 5_500, "the 90s " * 12_500, "between 1990 and " * 5_900,
        "May 2015 to " * 8_000, "ranked at 14 " * 7_700, "rank " * 20_000 + "at 5", "point five " * 9_000,
        "5 point " * 12_500, "10 Downing A " * 7_700, "a crowd of 2020 " * 6_200, "3 dollars and " * 7_000,
        "18- to " * 14_000, "5 or less " * 10_000, "siebenundzwanzig" * 6_200,
        "½ " * 50_000, "5^" * 50_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_text_is_read_in_time(text: str) -> None:
    check(text[: examples(len(text))])


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the hand-made gold is not here")
def test_gold() -> None:
    kinds = {"ordinal_rank": "rank", "count": "count", "percent": "percent", "multiplier": "multiplier"}
    kinds["duration"] = "duration"
    found = right = core = 0
    with (SHARED / "gold" / "quantities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    read = {}
    for row in rows:
        if row["doc"] not in read:
            raw = (SHARED / "seeds" / row["doc"]).read_bytes().decode("utf-8")
            read[row["doc"]] = quantities(raw)
        start, end = int(row["start"]), int(row["end"])
        over = [q for q in read[row["doc"]] if q.span.start < end and start < q.span.end]
        if row["core"] == "0":
            assert not over, (row["ext_text"], over)
            continue
        core += 1
        found += bool(over)
        right += any(
            q.kind.value == kinds.get(row["kind"], "date")
            and q.normalized == row["normalized"]
            and (q.kind is Measured.DATE or q.value == float(row["value"]))
            for q in over
        )
    assert (found, core) == (43, 43)
    assert right >= 41
