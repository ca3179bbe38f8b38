"""What is compared with what, kind by kind: relation, factor and both sides.

``compared.tsv`` holds more sentences of each kind, with words that each side has.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import claimcheck as cc
from claimcheck.flagging.comparisons.compare import comparison, strength
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Comparison, Span

Row = tuple[str, str, float | None, str | None, str | None]  # sentence, relation, factor, left, right


def compared(text: str, language: str = "en") -> Comparison | None:
    span = Span(0, len(text))
    return comparison(text, span, quantities(text, span, language=language), language)


DIFFERENCES: list[Row] = [
    ("There were 2,000 fewer people than last year.", "less", None, "people", "last year"),
    ("The firm employs 300 more nurses than in 2019.", "more", None, "The firm", "2019"),
    ("The train takes 20 minutes less than the bus.", "less", None, "The train", "the bus"),
    ("Inflation is three points lower than in May.", "less", None, "Inflation", "May"),
    ("Turnout was four percentage points higher than at the last election.",
     "more", None, "Turnout", "the last election"),
    ("She earns £4,000 less than her male colleagues.", "less", None, "She", "her male colleagues"),
    ("The bridge is 15 metres longer than the tower is high.", "more", None, "The bridge", "the tower"),
    ("The ferry carries 400 passengers fewer than the old one.", "less", None, "The ferry", "the old one"),
    ("Lisbon had nine rainy days fewer than Porto.", "less", None, "Lisbon", "Porto"),
    ("They had to wait two hours longer than planned.", "more", None, "They", "planned"),
    ("Its debt is $2bn lower than expected.", "less", None, "Its debt", "expected"),
    ("Ireland has 300,000 fewer pensioners than Denmark.", "less", None, "Ireland", "Denmark"),
]  # fmt: skip

IN_WORDS: list[Row] = [
    ("Oslo sells more heat pumps than Madrid.", "more", None, "Oslo", "Madrid"),
    ("Oslo has fewer parks than Madrid.", "less", None, "Oslo", "Madrid"),
    ("The tower is taller than the bridge.", "more", None, "The tower", "the bridge"),
    ("Rents rose faster than wages.", "more", None, "Rents", "wages"),
    ("The tax is higher in Spain than in Portugal.", "more", None, "The tax", "Portugal"),
    ("Cyclists are more likely to be hurt than drivers.", "more", None, "Cyclists", "drivers"),
    ("The old pay less than the young.", "less", None, "The old", "the young"),
    ("More people than ever are renting.", "more", None, "people", "ever"),
    ("The court has more cases than ever before.", "more", None, "The court", "ever before"),
    ("He said more jobs had gone than had been expected.", "more", None, "jobs had gone", "expected"),
    ("Rents are lower than they were on July 4th last year.", "less", None, "Rents", "July 4th last year"),
    ("Oslo has as many trams as Madrid.", "equal", None, "Oslo", "Madrid"),
    ("Chile exports as much copper as Peru and Zambia.", "equal", None, "Chile", "Peru and Zambia"),
    ("The lake is almost as big as Malta.", "equal", None, "The lake", "Malta"),
    ("Nurses earn the same as porters.", "equal", None, "Nurses", "porters"),
    ("Finland has the same number of lakes as Sweden.", "equal", None, "Finland", "Sweden"),
    ("Output is on a par with Germany.", "equal", None, "Output", "Germany"),
    ("Foxes outnumber badgers in the valley.", "more", None, "Foxes", "badgers"),
    ("Imports have outstripped exports since 2015.", "more", None, "Imports", "exports"),
    ("The party was outspent by its rival.", "less", None, "The party", "its rival"),
    ("Exports beat forecasts again.", "more", None, "Exports", "forecasts"),
    ("The rate is well below the national average.", "less", None, "The rate", "the national average"),
    ("Salaries lag behind those in the private sector.", "less", None, "Salaries", "the private sector"),
    ("Wages lag inflation.", "less", None, "Wages", "inflation"),
    ("It was 16% of the vote, four points ahead of the Greens.", "more", None, "It", "the Greens"),
]  # fmt: skip

MULTIPLES: list[Row] = [
    ("Canada, in terms of its area, is 15 times bigger than France.", "times", 15, "Canada", "France"),
    ("Oslo sells twice as many heat pumps as Madrid.", "times", 2, "Oslo", "Madrid"),
    ("Malta is half the size of Bornholm.", "times", 0.5, "Malta", "Bornholm"),
    ("The new engine is 10x faster than the old one.", "times", 10, "The new engine", "the old one"),
    ("Rents are three times higher than wages.", "times", 3, "Rents", "wages"),
    ("It was three times what it was in 2010.", "times", 3, "It", "what it was in 2010"),
    ("The river carries three times what it did in March.", "times", 3, "The river", "what it did in March"),
    ("Women die twice as often as men.", "times", 2, "Women", "men"),
    ("The school has half as many pupils as in 1990.", "times", 0.5, "The school", "1990"),
    ("The new hall is half as large again as the old one.", "times", 1.5, "The new hall", "the old one"),
    ("Rents in Leeds are a third as high again as in York.", "times", 1.333333, "Rents in Leeds", "York"),
    ("A flat there costs four times the average wage.", "times", 4, "A flat there", "the average wage"),
    ("The country spends a third of what Norway spends.",
     "times", 0.333333, "The country", "what Norway spends"),
    ("The rate is at least 150 percent of the national average.",
     "times", 1.5, "The rate", "the national average"),
    ("They found triple the number of cases than previously reported.",
     "times", 3, "number of cases", "previously reported"),
    ("Voters were struck off at twice the rate as in rural areas.", "times", 2, "Voters", "rural areas"),
    ("It has four times fewer soldiers than Malta.", "times", 0.25, "It", "Malta"),
    ("Rents are 30% more than in Vienna.", "percent more", 30, "Rents", "Vienna"),
    ("Women earn 20 percent less than men.", "percent less", 20, "Women", "men"),
    ("Beer is 12% dearer.", "percent more", 12, "Beer", None),
    ("They bake in two weeks what the rest of the town is baking in eight weeks.",
     "times", 4, "They", "the rest of the town"),
    ("They make in a day what we make in a month.", "times", 30.44, "They", "we"),
]  # fmt: skip

CHANGES: list[Row] = [
    ("Unemployment fell from 12% to 9%.", "less", 0.75, "Unemployment", "12%"),
    ("Unemployment was 4.1%, down from 4.4% a year earlier.", "less", 0.931818, "Unemployment", "4.4%"),
    ("It stood at 9%, up from 7% in 2019.", "more", 1.285714, "It", "7%"),
    ("Exports rose to $43.4bn, compared with $30bn a year before.", "more", 1.446667, "Exports", "$30bn"),
    ("The hospital had 120 deaths against 90 in 2020.", "more", 1.333333, "The hospital", "90"),
    ("The toll was 48 dead, versus 31 in the previous attack.", "more", 1.548387, "The toll", "31"),
    ("The fare went up from €2.40 to €2.80.", "more", 1.166667, "The fare", "€2.40"),
    ("The gap narrowed from 12 points to 4.", "less", 0.333333, "The gap", "12"),
    ("Rents are up from last year.", "more", None, "Rents", "last year"),
    ("Crime is down 8% on last year.", "percent less", 8, "Crime", "last year"),
    ("Costs rose by a quarter in a decade.", "percent more", 25, "Costs", "a decade"),
    ("Exports rose 25% in 2004.", "percent more", 25, "Exports", None),
    ("Rainfall fell by two thirds.", "percent less", 66.67, "Rainfall", None),
    ("Wages rose 3.1% over the past year.", "percent more", 3.1, "Wages", "the past year"),
    ("Earnings are up by close to 4% over the past year.", "percent more", 4, "Earnings", "the past year"),
    ("The regulator reported an 18% drop in complaints.", "percent less", 18, "complaints", None),
    ("There was an increase of 250 places.", "more", None, None, None),
    ("Debt has tripled since 2008.", "times", 3, "Debt", "2008"),
    ("Since 2008 debt has tripled.", "times", 3, "debt", "2008"),
    ("Prices more than doubled in ten years.", "times", 2, "Prices", "ten years"),
    ("The population nearly tripled from 1950 to 2000.", "times", 3, "The population", "1950 to 2000"),
    ("It was a more than tenfold increase on what was spent in 2016.",
     "times", 10, "It", "what was spent in 2016"),
    ("The price rose fivefold over the past decade.", "times", 5, "The price", "the past decade"),
    ("Inflation eased to 2 percent from 4 percent in March.", "less", 0.5, "Inflation", "4 percent"),
    ("Remittances increased to $1 billion in 2023 from $900 million.", "more", 1.111111, "Remittances",
     "$900 million"),
    ("Crime has fallen every year since 2010.", "less", None, "Crime", "2010"),
    ("We cut the deficit in half.", "times", 0.5, "We", None),
    ("Visitor arrivals increased by 12 percent compared to the same period last year.",
     "percent more", 12, "Visitor arrivals", "the same period last year"),
    ("The deficit is down by more than half since I took office.",
     "percent less", 50, "The deficit", "I took office"),
    ("The deficit rose to $43.4bn.", "more", None, "The deficit", None),
]  # fmt: skip

RANKS: list[Row] = [
    ("India has the third largest railway in Asia.", "rank", 3, "India", "Asia"),
    ("It is the worst result in four years.", "rank", 1, "It", "in four years"),
    ("It was the wettest winter on record.", "rank", 1, "It", "on record"),
    ("Unemployment is at its lowest since 1974.", "rank", 1, "Unemployment", "since 1974"),
    ("Smoking is the leading killer in Europe.", "rank", 1, "Smoking", "Europe"),
    ("Heart disease is the leading cause of death in the country.",
     "rank", 1, "Heart disease", "the country"),
    ("The port is one of the largest in Asia.", "rank", None, "The port", "Asia"),
    ("The firm, one of the biggest employers in the region, closed.", "rank", None, "The firm", "the region"),
    ("Canada, the world's second largest country, has few roads.", "rank", 2, "Canada", "the world"),
    ("With “the second biggest army in NATO” the country matters.", "rank", 2, None, "NATO"),
    ("He is the longest-serving mayor in the city's history.", "rank", 1, "He", "in the city's history"),
    ("The strike was the biggest in decades.", "rank", 1, "The strike", "in decades"),
    ("She was the first woman to run the bank.", "rank", 1, "She", None),
    ("It is the first budget surplus since 2001.", "rank", 1, "It", "since 2001"),
    ("Deaths fell for the first time since 2012.", "rank", 1, "Deaths", "since 2012"),
    ("The rate rose for the first time in nine years.", "rank", 1, "The rate", "in nine years"),
    ("Profits hit an all-time record.", "rank", 1, "Profits", None),
    ("Gas prices are at a ten-year low.", "rank", 1, "Gas prices", None),
    ("The bank made a record profit of €2bn.", "rank", 1, "The bank", None),
    ("A record 65 million people fled.", "rank", 1, None, None),
    ("The team broke the national record.", "rank", 1, "The team", None),
    ("It was the highest ever recorded.", "rank", 1, "It", "ever"),
    ("A total of 700 were handed out, the most in Yorkshire.", "rank", 1, "A total of 700", "Yorkshire"),
    ("The agency, second only to the army, is slow.", "rank", 2, "The agency", "the army"),
]  # fmt: skip

GERMAN: list[Row] = [
    ("Die Wirtschaft ist 25-mal so groß wie die von Malta.", "times", 25, "Die Wirtschaft", "Malta"),
    ("Oslo verkauft doppelt so viele Pumpen wie Madrid.", "times", 2, "Oslo", "Madrid"),
    ("Oslo hat mehr Parks als Madrid.", "more", None, "Oslo", "Madrid"),
    ("Die Preise stiegen von 5 Prozent auf 8 Prozent.", "more", 1.6, "Die Preise", "5 Prozent"),
    ("Malta ist größer als Gozo.", "more", None, "Malta", "Gozo"),
    ("Malta hat so viele Ärzte wie Zypern.", "equal", None, "Malta", "Zypern"),
    ("Die Mieten sind um 20 Prozent gestiegen.", "percent more", 20, "Die Mieten", None),
    ("Die Exporte haben sich seit 2010 verdoppelt.", "times", 2, "Die Exporte", "2010"),
    ("Die Zahl der Toten erreichte einen neuen Höchststand.", "rank", 1, "Die Zahl der Toten", None),
    ("Hamburg hat den zweitgrößten Hafen in Europa.", "rank", 2, "Hamburg", "Europa"),
    ("Die Partei hat 20.000 Mitglieder weniger als im Vorjahr.", "less", None, "Die Partei", "Vorjahr"),
    ("Frauen verdienen 18 Prozent weniger als Männer.", "percent less", 18, "Frauen", "Männer"),
    ("Der Umsatz war dreimal so hoch wie geplant.", "times", 3, "Der Umsatz", "geplant"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "relation", "factor", "left", "right"),
    [*DIFFERENCES, *IN_WORDS, *MULTIPLES, *CHANGES, *RANKS],
)
def test_english(text: str, relation: str, factor: float | None, left: str | None, right: str | None) -> None:
    check(compared(text), (relation, factor, left, right))


@pytest.mark.parametrize(("text", "relation", "factor", "left", "right"), GERMAN)
def test_german(text: str, relation: str, factor: float | None, left: str | None, right: str | None) -> None:
    check(compared(text, "de"), (relation, factor, left, right))


LIMITS = [
    ("Among EU states, only Malta has a higher rate.", "rank", "a place that one exception tells"),
    ("The north has a fraction of the doctors that the south has.", "less", "a part that is not told"),
    ("They are behind schedule by two years.", "less", "how far behind, told after what it is behind"),
]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        pytest.param(text, relation, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, relation, reason in LIMITS
    ],
)
def test_what_is_not_read_yet(text: str, relation: str) -> None:
    found = compared(text)
    assert found is not None
    assert found.relation.value == relation


def check(found: Comparison | None, wanted: tuple[str, float | None, str | None, str | None]) -> None:
    assert found is not None
    assert (found.relation.value, found.factor, found.left, found.right) == wanted


AMOUNTS = [  # (sentence, amount, unit, measure)
    ("There were 2,000 fewer people than last year.", 2000, "people", "people"),
    ("The firm employs 300 more nurses than in 2019.", 300, "nurses", "nurses"),
    ("It costs $5 more than in France.", 5, "USD", None),
    ("The train takes 20 minutes less than the bus.", 20, "minutes", None),
    ("Turnout was four percentage points higher than in May.", 4, "percentage points", None),
    ("There was an increase of 250 places.", 250, "places", None),
    ("Unemployment fell from 12% to 9%.", 3, "percentage points", "Unemployment"),
    ("Emissions dropped by 12 percentage points.", 12, "percentage points", None),
]


@pytest.mark.parametrize(("text", "amount", "unit", "measure"), AMOUNTS)
def test_a_difference_keeps_its_amount(text: str, amount: float, unit: str, measure: str | None) -> None:
    found = compared(text)
    assert found is not None
    assert (found.amount, found.unit, found.measure) == (amount, unit, measure)


BOUNDS = [
    ("Prices more than doubled in ten years.", "at least"),
    ("Sales have more than halved since the strike.", "at most"),
    ("It was a more than tenfold increase on what was spent in 2016.", "at least"),
    ("The rate is at least 150 percent of the national average.", "at least"),
    ("Airbus delivered more than twice as many planes as Boeing.", "at least"),
    ("Oslo sells twice as many heat pumps as Madrid.", None),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_a_limit_before_the_figure_is_kept(text: str, bound: str | None) -> None:
    found = compared(text)
    assert found is not None
    assert found.bound == bound


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: row[0][:40])
def test_a_change_is_told_from_a_comparison_of_two_things(row: Row) -> None:
    found = compared(row[0])
    assert found is not None
    beside = ("compared with $", "against", "versus")
    assert found.over_time is not any(words in row[0] for words in beside)


with Path(__file__).with_name("compared.tsv").open(encoding="utf-8", newline="") as _file:
    LISTED = list(csv.DictReader(_file, delimiter="\t"))


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row["sentence"][:40])
def test_each_kind_of_comparison(row: dict[str, str]) -> None:
    found = max(cc.comparisons(row["sentence"]), key=strength)
    assert found.relation.value == row["relation"]
    assert not row["factor"] or found.factor == pytest.approx(float(row["factor"]))
    for side, wanted in ((found.left, row["left"]), (found.right, row["right"])):
        assert wanted.lower() in (side or "").lower()
