"""What has the words of a comparison and is none: numbers of things, plans, loose praise.

``not_compared.tsv`` holds sentences of each kind.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from claimcheck.flagging.comparisons.compare import comparison
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Comparison, Relation, Span

with Path(__file__).with_name("not_compared.tsv").open(encoding="utf-8", newline="") as _file:
    LISTED = [(row["kind"], row["sentence"]) for row in csv.DictReader(_file, delimiter="\t")]


def compared(text: str, language: str = "en") -> Comparison | None:
    span = Span(0, len(text))
    return comparison(text, span, quantities(text, span, language=language), language)


@pytest.mark.parametrize(
    "text",
    [
        "The No. 47 tram stops outside the hall.",
        "Regulation No. 615 of 1998 applies to ferries.",
        "Members have until the 12th to file an objection.",
        "Kenya is the third country that recognised the strait treaty.",
        "She scored twice in the first nine minutes.",
        "It was the second time that the bridge was closed.",
        "He was the fourth witness to speak on Monday.",
        "The 3rd Battalion returned home.",
        "Nurses demand a 7.5% pay rise.",
        "The council wants an 8% rise in parking fees.",
        "The reform would cut spending by nearly $40 billion.",
        "We will reduce the deficit by 3 percent.",
        "They backed a $600 million tax cut.",
        "A net increase of 6 percent is planned.",
        "She promised to lower fees by 15 per cent.",
        "Building the depot cost £2.4m, a rise the mayor opposed.",
        "The plan aims at a reduction of 30% in plastic.",
        "The bill includes a 20% cut to the fund.",
        "Unions could accept a 4% increase.",
        "Vote against this 9% hike.",
        "Fees: $10,000 for paint, $20,000 for wood, $30,000 for glass.",
        "Grants of $5m, $7m and $12m went to Leeds, York and Hull.",
        "Sales were stronger than they were before.",
        "We are better placed than any other town.",
        "Results came in better than expected.",
        "They offer a lower price than what local bakers charge.",
        "A record number of petty complaints, and nobody reads them.",
        "This is the biggest win yet for the club.",
        "It gives the highest level of comfort.",
        "For the first time in our history we will lose the lake.",
        "It could be the worst storm ever.",
    ],
)
def test_is_no_comparison(text: str) -> None:
    assert compared(text) is None


@pytest.mark.parametrize(
    ("text", "relation", "factor", "left"),
    [
        ("There was a 12% rise in burglaries last year.", Relation.PERCENT_MORE, 12, "burglaries"),
        ("Burglaries saw a 12% rise.", Relation.PERCENT_MORE, 12, "Burglaries"),
        ("The drug led to a 30% reduction in deaths.", Relation.PERCENT_LESS, 30, "deaths"),
        ("The council spent £4m on roads, £3m on parks and £7m in total.", Relation.SUM, 7_000_000, None),
        ("The union said bosses' pay had risen 31%.", Relation.PERCENT_MORE, 31, "bosses' pay"),
        ("The line has increased passenger numbers by 7%.", Relation.PERCENT_MORE, 7, "passenger numbers"),
        ("Milk and butter rose by 5% in May.", Relation.PERCENT_MORE, 5, "Milk and butter"),
        ("Water use was cut by 20% in 2015.", Relation.PERCENT_LESS, 20, "Water use"),
        ("Ruse is the fifth-largest city in Bulgaria.", Relation.RANK, 5, "Ruse"),
        ("Hull, the second-busiest port in England, closed.", Relation.RANK, 2, "Hull"),
        ("It sold 38,000 cars against a forecast of 44,000.", Relation.LESS, 0.863636, "It"),
        ("Smokers are 2.3 times as likely to fall ill.", Relation.TIMES, 2.3, "Smokers"),
        ("A record number of people, 40,000, came.", Relation.RANK, 1, None),
    ],
)
def test_is_still_one(text: str, relation: Relation, factor: float, left: str | None) -> None:
    found = compared(text)
    assert found is not None
    assert (found.relation, found.factor, found.left) == (relation, factor, left)


@pytest.mark.parametrize(("kind", "text"), LISTED)
def test_each_kind_of_what_compares_nothing(kind: str, text: str) -> None:
    assert compared(text) is None, kind


def test_a_german_first_that_is_only_planned_is_no_rank() -> None:
    assert compared("Im Mai will Malta zum ersten Mal seit 20 Jahren die Jagd erlauben.", "de") is None
