"""Where sentences end, kind by kind: each row is a paragraph, and ¦ stands where a sentence ends."""

from __future__ import annotations

import pytest

from claimcheck.model import Article
from claimcheck.reading.sentences import sentences


def pieces(text: str, language: str | None = None) -> list[str]:
    return [unit.span.of(text) for unit in sentences(Article(text, language=language))]


def expected(row: str) -> list[str]:
    return [piece.strip() for piece in row.split("¦")]


BEFORE_A_CAPITAL = [
    # A new sentence begins: what stands before the abbreviation is whole, what follows has a verb of its own.
    "Troops left the U.S.¦ Pentagon officials confirmed it.",
    "Rents climbed in the U.S.¦ Vacancies fell to 4% in May.",
    "Exports to the U.K.¦ They halved.",
    "The ship was built in the U.S.S.R.¦ Ukraine bought it in 1997.",
    "She works for the U.N.¦ Colleagues called her brave.",
    "The bill was signed in Washington, D.C.¦ Governors were not invited.",
    "He opened a clinic in Charlotte, N.C.¦ Patients came from six states.",
    "The buyer was Halden Corp.¦ Shares fell by 3%.",
    "They sued Brant & Sons Ltd.¦ Lawyers said the case was weak.",
    "The speaker was Ann Lee, Ph.D.¦ Students had invited her.",
    "He was succeeded by Carl Weber Sr.¦ Turnout was 61% that year.",
    "The vote was held in Nov.¦ Turnout was 61%.",
    "The bridge opened last Aug.¦ Tolls were raised in Sept.¦ Drivers complained.",
    "The wind reached 90 mph.¦ Roofs were torn off.",
    "The plant is in Fresno, Calif.¦ Managers would not comment.",
    "The shop closes at 5 p.m.¦ Ms. Ito locks the door.",
    # None begins: the abbreviation goes with the name after it, or nothing whole stands before it.
    "Troops of the U.S. Army fired on the crowd.",
    "The U.S. Treasury said that yields rose.",
    "He was told that the U.S. Senate passed the bill.",
    "The hearing that took place in the U.S. Congress was long.",
    "The deal with Halden Corp. Chairman Ann Lee was signed in May.",
    "Officials said Halden Inc. Chief Executive Jo Park was fired.",
    "Books by J.K. Rowling sold millions.",
    "He admires A.J. Ayer and T.S. Eliot.",
    "In Dec. Congress passed the bill.",
    "In Springfield, Ill. Mayor Ann Lee spoke.",
    "At 9 a.m. Dr. Hale left.¦ By 6 p.m. Police had found him.",
    "Why the U.S. Is Losing the Race, and How the U.S. Had Won It",
    "Martin Luther King Jr. Day was first marked in 1986.",
    "They met on Sat. Oct. 5 near Mt. Hood.¦ It rained.",
    "My right hon. Friend the Member for Leeds asked the hon. Lady.¦ She replied.",
    "I agree with the Rt. Hon. Gentleman.¦ We all do.",
    "It cost Rs. 500, Tk. 20 or Sh. 75 a day.¦ It was paid in Bns.¦ Nobody knew.",
    "Only you and I.¦ Did Albert I. Jones know?",
    "The firm (est. 1920) closed.¦ Workers wept.",
    "The notice bore No. 17 and N°. 23.¦ Both were void.",
]

IN_NAMES = [
    "He told Yahoo! Finance on Monday that rates would fall.¦ They did.",
    "A poll by Yahoo! News found 40% in favour.¦ Others differ.",
    "She hosted Jeopardy! Masters for years.¦ It ended.",
    "Fans of Yahoo! Inc. cheered.",
    "Shares of Guess? Inc. fell by 4%.¦ Analysts were calm.",
    "The owner of KFC, Yum! Brands, fell too.",
    "He shouted Stop!¦ Nobody heard.",
    "Vote for Harris!¦ Donate today!",
    "It is over!¦ Workers cheered.",
]

JOINED = [
    "The plan failed in the end.¦Next one please.",
    "Wages rose by a third.¦Analysts had expected less.",
    "Is it over?¦Nobody knows.",
    "What a day!¦Thousands came.",
    "“We lost.”¦The room fell silent.",
    "He left (again).¦The room fell silent.",
    "Profits fell by 5%.¦The firm cut 300 jobs in 2019.¦It may cut more.",
    "Read it on cnn.com.¦The story is long.",
    "It costs $3.50.¦It was $2 in 2019.",
    "It grew in Ohio.¦The mayor was glad.",
    "She uses ASP.NET and the .NET runtime.¦ It works.",
    "See www.example.org/Some.Page and example.Com for more.¦ Then call.",
    "Open report.Final.docx or Minutes.Pdf now.",
    "Write to Ann.Lee@example.org today.¦ She answers.",
    "Version v2.Beta of Node.js came in 3.11.2.¦ Use it.",
    "The page https://x.org/a?Name=b!Top works.",
    "Mr.Hale met Dr.Ito at St.Mary.",
    "It is in config.Loader.Parse today.",
]

LISTS = [
    "1. Wages rose 2. Prices fell 3. Nobody noticed".replace(" 2.", "¦ 2.").replace(" 3.", "¦ 3."),
    "We want three things: ¦1) Lower rents. ¦2) Better pay. ¦3) More buses.",
    "(a) Rents rose. ¦(b) Wages fell.",
    "• Rents rose • Wages fell • Nobody noticed".replace(" • ", "¦ • "),
    "1.) Rents rose. ¦2.) Wages fell.",
    "The plan will 1) cut taxes, 2) raise wages and 3) build homes.",
    "Three states took part: (1) Ghana, (2) Mali and (3) Togo.",
    "He came 1st.¦ She came 2nd.¦ Both won.",
    "There were 20.¦ The others stayed.¦ Of 30.¦ The rest left.",
    "How many?¦ 20.¦ The others stayed.",
    "5.1 Scope of the act.¦ It is wide.",
    "§ 3. The council decides.¦ Nobody else does.",
]

ASIDES = [
    "It rained for days. [6]¦ Nobody minded. [7] [8]¦ It stopped.",
    "It rained for days.[6]¦ Nobody minded.[7][8]¦ It stopped.",
    "Rights were protected. 4¦ Even though few agreed, it held.",
    "It cost 5. ¦4 people left.",
    "“They were many” (Lee 2019).¦ That was in May.",
    "“He used [...] the stairs [...]” (Lee 55).",
    "He left.¦ (He came back later.)¦ She stayed.",
    "He left (Source: AP).¦ She stayed.",
    "I was . . . well, the thing is . . . I did not know.",
    "He gave up. . . .¦ The room was silent.",
]

SMALL_LETTERS = [
    "i went there.¦ it was shut.¦ they said come back.",
    "are you sure?¦ i am not!¦ nobody is",
    "What about rent?¦ is it still rising?¦ I think so.",
    "He asked “why?” and left.¦ Nobody knew approx. five of them.",
    "b) rents. ¦They rose, cf. wages.",
    "they met at approx. nine, e.g. by the lake.¦ then they left.",
]

GERMAN = [
    "Am 3. Oktober sprach Dr. med. Weber.¦ Der 2. Weltkrieg endete am 08. Mai 1945.",
    "Prof. Dr. h.c. mult. Weber wohnt in der Hauptstr. 5 in Köln.¦ Das ist bekannt.",
    "Die Schweiz u. Italien stimmten zu.¦Die anderen nicht.",
    "Er lebt in den U.S.A.¦ Die Familie blieb.",
    "Wir brauchen Stifte, Papier u. Ä. für die Schule.",
    "Es fehlen u. a. Ärzte, u. U. auch Pfleger usw.¦ Das Land zahlt.",
    "Die Preise stiegen um 3 Prozent.¦Das teilte das Amt mit.",
    "Die Sitzung des 20. Bundestages begann um 9.30 Uhr.¦ Sie war kurz.",
    "Er kam als 1. ins Ziel.¦ Sie wurde 3.¦ Beide jubelten.",
    "Nach § 5 Abs. 2 S. 1 Nr. 3 i. V. m. Art. 12 gilt das.¦ Es ist klar.",
    "Die Firma Halden Inc. Frankfurt schweigt.",
    "Ludwig XIV. Frankreichs König war er.",
]


@pytest.mark.parametrize("row", [*BEFORE_A_CAPITAL, *IN_NAMES, *JOINED, *LISTS, *ASIDES, *SMALL_LETTERS])
def test_english(row: str) -> None:
    assert pieces(row.replace("¦", "")) == expected(row)


@pytest.mark.parametrize("row", GERMAN)
def test_german(row: str) -> None:
    assert pieces(row.replace("¦", ""), "de") == expected(row)
