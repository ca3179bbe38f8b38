"""Lines that a text was wrapped at, and lines that stand by themselves: ⏎ is a break, ¦ the end of a unit."""

from __future__ import annotations

import pytest

from claimcheck.model import Article
from claimcheck.reading.sentences import sentences

RUNNING = [
    # A number and its scale, unit or noun
    "The fund holds 15.7⏎million euros for the towns.",
    "The council spent more than $3.2⏎billion on roads last year, its clerk said in a note to the⏎mayor.",
    "Prices rose by 4⏎percent in May.¦Wages did not.",
    "Turnout was 61⏎per cent, the lowest since⏎1994.",
    "It spent €2,⏎500 on it.",
    "It was closed.¦About⏎$4.5⏎billion was spent.",
    # A word that ends no sentence
    "The minister said on Monday that the⏎plan would be dropped.",
    "The talks were led by Mr.⏎Hale, who chairs the group.",
    "It was the worst result for the party in⏎Germany since the war.",
    "Rents, wages,⏎and prices rose.",
    "The bill was signed by the head of the⏎United Nations in June.",
    # Narrow columns
    "The harbour was⏎closed for three⏎days after the⏎storm, and ships⏎waited at sea.¦They left on Sunday.",
    "Die Schule war während der⏎ersten drei Wochen geschlossen.¦Danach kamen 300 Kinder zurück.",
    "It was signed in Bern by Ann⏎Lee of the trade union and by the head of⏎the bank.",
    # A wrapped line that looks like an item or a turn
    "The number of members of the group has now risen by more than half to⏎32.¦The rest of them will "
    "join in the spring of next year, it said in a⏎statement.",
    "The committee heard from Ann Lee of the hospital trust, and then from⏎A. Smith, who runs the ferry, "
    "about the state of the harbour and of all⏎the roads.",
    "The mayor of the harbour town spoke for an hour about the new ferry and⏎Kallas said on Monday: we will "
    "not pay for the repair of the bridge which⏎fell in May.",
    "The commission was asked to look at how much the new rules on paper and⏎- in a later step - on plastics "
    "would cost the shops of the small towns⏎there.",
]

APART = [
    "Rents up by a third¦Wages down again¦Nobody knows why",
    "Milk¦bread¦eggs¦butter",
    "Rents rose.¦Wages fell.",
    "Three things matter:¦- rents¦- wages¦- prices",
    "1. Rents rose¦2. Wages fell¦3. Nobody noticed",
    "Key points¦rents rose by 4%¦wages fell by 2%",
    "Roses are red,¦Violets are blue,¦Sugar is sweet.",
    "Founded 1820¦Area 40 km²¦Rank 12",
    "Winners¦Ann Lee 45¦Jo Park 32",
    "The score was 3¦United won.",
]


def pieces(text: str) -> list[str]:
    return [
        unit.span.of(text) for unit in sentences(Article(text, language="de" if "Die " in text else "en"))
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", " \n", "\u2028"])
@pytest.mark.parametrize("row", RUNNING)
def test_a_wrapped_line_runs_on(row: str, line_break: str) -> None:
    found = pieces(row.replace("¦", " ").replace("⏎", line_break))
    assert [" ".join(piece.split()) for piece in found] == row.replace("⏎", " ").split("¦")


@pytest.mark.parametrize("row", APART)
def test_a_line_stands_by_itself(row: str) -> None:
    assert pieces(row.replace("¦", "\n")) == row.split("¦")
