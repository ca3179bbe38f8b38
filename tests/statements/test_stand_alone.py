"""A claim so that it stands alone: what is inserted, where it comes from, and what stays open."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.flagging.flag import claim_at
from claimcheck.model import Article, Span
from claimcheck.reading.sentences import sentences
from claimcheck.statements.stand_alone import stand_alone
from claimcheck.statements.values import StandAlone

DAY = "2016-09-12"


def told(
    marked: str, published: str | None = DAY, language: str = "en", title: str | None = None
) -> tuple[Article, StandAlone]:
    """What is offered for the words between two bars."""
    start, end = marked.index("|"), marked.rindex("|") - 1
    article = Article(marked.replace("|", ""), published=published, language=language, title=title)
    units = sentences(article)
    return article, stand_alone(article, claim_at(article, units, Span(start, end)), units)


# The whole text with the claim between bars, and the statement that is offered.
INSERTED = [
    (
        "We know the Russians are rearming at speed. |They now make in three months what the whole of the "
        "alliance makes in a year.| NATO is bigger.",
        "[The Russians] now make in three months what the whole of [NATO] makes in a year.",
    ),
    # surnames
    ("Mayor Tom Hale opened it. |Mr. Hale spent $3m.|", "[Tom] Hale spent $3m."),
    ("Mayor Tom Hale opened it. |But Hale spent $3m.|", "But [Tom] Hale spent $3m."),
    ("Barack Obama spoke in May. |Since then Obama gave $2m.|", "Since then [Barack] Obama gave $2m."),
    ("Tom Young, 30, came. |Young died at 31.|", "[Tom] Young died at 31."),
    ("It was Lisa Park, a nurse, who knew. |Park's pay fell by 3%.|", "[Lisa] Park's pay fell by 3%."),
    # he and she
    ("Mayor Tom Hale opened it. |He has spent $3m.|", "[Tom Hale] has spent $3m."),
    ("Mary Holt met Tom Hale. |She spent $3m.|", "[Mary Holt] spent $3m."),
    ("Mayor Tom Hale opened it. |His budget fell by 3%.|", "[Tom Hale's] budget fell by 3%."),
    # offices
    ("Prime Minister Ana Ruiz spoke. |The prime minister cut 3.|", "The prime minister [Ana Ruiz] cut 3."),
    ("Trade Minister Bo Lund sat. |The minister cut 3 taxes.|", "The minister [Bo Lund] cut 3 taxes."),
    # bodies and what has a name
    ("The Ministry of Health spoke. |The ministry cut 300 beds.|", "The ministry [of Health] cut 300 beds."),
    ("The European Commission met. |The commission spent 3%.|", "The [European] commission spent 3%."),
    ("The VA hotline is one VA hotline. |The hotline took 3 calls.|", "The [VA] hotline took 3 calls."),
    ("The program, called EB-5, grew. |The program costs $3m.|", "The [EB-5] program costs $3m."),
    # a country
    ("Iceland votes. Iceland is small. |The country sold 3,000 tonnes.|", "[Iceland] sold 3,000 tonnes."),
    ("Fiji votes. Fiji is small. |The government spent $3m.|", "The [Fiji] government spent $3m."),
    ("Fiji votes. Fiji is small. |Government has spent $3m.|", "[Fiji] Government has spent $3m."),
    ("Fiji votes. Fiji is small. |Our economy grew by 3%.|", "[Fiji's] economy grew by 3%."),
    ("Fiji votes. Fiji is small. |The unemployment rate is 4%.|", "The [Fiji] unemployment rate is 4%."),
    ("The Scottish Government met. |The Government spent $3m.|", "The [Scottish] Government spent $3m."),
    # acts, and what a name is said to be
    (
        "The Clean Water Act passed. |The act covers 4,000 rivers.|",
        "The [Clean Water] act covers 4,000 rivers.",
    ),
    ("The Central Bank of Oslo met. |The bank sold 3%.|", "[The Central Bank of Oslo] sold 3%."),
    (
        "Norsk Fisk, a fishing company based in Bergen, grew. |The company has 300 boats.|",
        "[Norsk Fisk] has 300 boats.",
    ),
    ("The Health Safety Board (HSB) met. |The HSB cut 3 rules.|", "The [Health Safety Board] cut 3 rules."),
    (
        "The Bureau of Health Safety Affairs met. |The HSA cut 3 rules.|",
        "The [Bureau of Health Safety Affairs] cut 3 rules.",
    ),
    # it and they
    ("A new ferry arrived in 2021. |It carries 300 cars.|", "[The new ferry] carries 300 cars."),
    ("The Lowland Trust runs 40 homes. |Its budget is $9m.|", "[The Lowland Trust's] budget is $9m."),
    ("The new ferry arrived. It is white. |It carries 300 cars.|", "[The new ferry] carries 300 cars."),
    ("Iran has land for nine plants. |They can build 3 a year.|", "[Iran] can build 3 a year."),
    ("Nurses and doctors are leaving. |They earn 20% less.|", "[Nurses and doctors] earn 20% less."),
    # an amount
    (
        "The city spent $4m on parks. |That is twice as much as in 2019.|",
        "[$4m on parks] is twice as much as in 2019.",
    ),
    (
        "Sales of 40 tonnes, a 3% share, came to $4m. |This was an increase of 19%.|",
        "This was an increase of 19%.",
    ),
    # two
    ("Two farmers, Ann Moss and Bo Finch, own it. |The two sold 3%.|", "[Ann Moss and Bo Finch] sold 3%."),
    (
        "Two farmers, Ann Moss and Bo Finch, own it. |The farmers sold 3%.|",
        "[Ann Moss and Bo Finch] sold 3%.",
    ),
    ("Chile and Peru export copper. |Both countries sold 3%.|", "[Chile and Peru] sold 3%."),
    ("Ann Lee and Bo Ray spoke. |The latter won 300 votes.|", "[Bo Ray] won 300 votes."),
    # whoever speaks behind a quotation, and who is told of in one
    ("Ann Lee, 50, opened it. |“Prices fell by 3%,” she said.|", "“Prices fell by 3%,” [Ann Lee] said."),
    (
        "Ana Ruiz, 50, is the mayor. |Her predecessor, Erik Dahl, cut 3%.|",
        "[Ana Ruiz's] predecessor, Erik Dahl, cut 3%.",
    ),
    # what kind of what
    (
        "Norway fears a wave of measles. It had 1,900 measles cases in May. |Some 300 cases were fatal.|",
        "Some 300 [measles] cases were fatal.",
    ),
    (
        "It frees 21 food items. The food items are cheap. |We added soap to make it 22 items.|",
        "We added soap to make it 22 items.",
    ),
    # how many of what
    ("|It moved 300 workers and hired another 50.|", "It moved 300 workers and hired another 50 [workers]."),
    # dates
    ("|Sales fell last year.|", "Sales fell [in 2015]."),
    ("|Last year sales fell.|", "[In 2015] sales fell."),
    ("|Sales have fallen since last year.|", "Sales have fallen since [2015]."),
    ("|Last year's budget was $3bn.|", "[2015]'s budget was $3bn."),
    ("|Sales fell last month.|", "Sales fell [in August 2016]."),
    ("|Sales fell in April.|", "Sales fell in April [2016]."),
    ("|The U.S. lost $3.5m in November, it said.|", "The U.S. lost $3.5m in November [2015], it said."),
    (
        "|The bank announced yesterday a rise of 3%.|",
        "The bank announced [on September 11, 2016] a rise of 3%.",
    ),
    ("|The bank announced a rise of 3% today.|", "The bank announced a rise of 3% [on September 12, 2016]."),
    ("|Sales fell two years ago.|", "Sales fell [in 2014]."),
    ("|Sales fell on Friday.|", "Sales fell on Friday [September 9, 2016]."),
    ("|It was sold on Monday [April 5] for $3m.|", "It was sold on Monday [April 5] for $3m."),
    ("|As of yesterday, 60 homes were sold.|", "As of [September 11, 2016], 60 homes were sold."),
    (
        "The strike began in 2019. |Since then, 300 workers have left.|",
        "Since [2019], 300 workers have left.",
    ),
    ("The tax began in 2010. |At that time, 40% of adults smoked.|", "[In 2010], 40% of adults smoked."),
    # marks are no words
    ("Mayor **Tom Hale** opened it. |He has spent **$3m**.|", "[Tom Hale] has spent $3m."),
]


@pytest.mark.parametrize(("text", "wanted"), INSERTED)
def test_what_is_missing_is_inserted(text: str, wanted: str) -> None:
    assert told(text)[1].text == wanted


GERMAN = [
    ("|Der Absatz sank im vergangenen Jahr.|", "Der Absatz sank [im Jahr 2015]."),
    ("|Letztes Jahr sank der Absatz.|", "[Im Jahr 2015] sank der Absatz."),
    (
        "|Die Bank gab heute 300 Stellen bekannt.|",
        "Die Bank gab [am 12. September 2016] 300 Stellen bekannt.",
    ),
    (
        "Ministerin Anna Weber sprach. |Die Ministerin baute 300 Häuser.|",
        "Die Ministerin [Anna Weber] baute 300 Häuser.",
    ),
    ("Bürgermeisterin Anna Weber sprach. |Weber baute 300 Häuser.|", "[Anna] Weber baute 300 Häuser."),
]


@pytest.mark.parametrize(("text", "wanted"), GERMAN)
def test_what_is_missing_is_inserted_in_german(text: str, wanted: str) -> None:
    assert told(text, language="de")[1].text == wanted


SPOKEN = [
    ("I have built 300 homes.", "[Tom Hale has] built 300 homes."),
    ("I'm the first of 32.", "[Tom Hale is] the first of 32."),
    ("In May I cut 300 jobs.", "In May [2016] [Tom Hale] cut 300 jobs."),
    ("I will build 300 homes.", "[Tom Hale] will build 300 homes."),
    ("I support 300 homes.", "[Tom Hale supports] 300 homes."),
]


# Who speaks, what they say, and the statement: "we" is whom they speak for.
WE = [
    ("Ann Lee, head of Norsk Fisk", "We sell 300 tonnes a day.", "[Norsk Fisk sells] 300 tonnes a day."),
    ("Ann Lee, head of Norsk Fisk", "Our costs rose by 8%.", "[Norsk Fisk's] costs rose by 8%."),
    ("Ann Lee, director of the Harbour Trust", "We've treated 300.", "[The Harbour Trust has] treated 300."),
    (
        "Norsk Fisk chief executive Ann Lee",
        "In 2015 we had 300 boats.",
        "In 2015 [Norsk Fisk] had 300 boats.",
    ),
    ("the Prime Minister of Estmark, Ann Lee", "Our economy grew by 3%.", "[Estmark's] economy grew by 3%."),
    ("Ann Lee, Norsk Fisk chief executive", "We have sold 300 tonnes.", "[Norsk Fisk has] sold 300 tonnes."),
    (
        "the Harbour Trust of Ann Lee (Director, the Harbour Trust)",
        "We treat 300 a day.",
        "[The Harbour Trust treats] 300 a day.",
    ),
    # Who holds an office of state may speak for a party or a parliament.
    ("Estmark's prime minister, Ann Lee", "We export 300 tonnes.", "We export 300 tonnes."),
    ("the Minister for Health (Ann Lee)", "We have cut 300 beds.", "We have cut 300 beds."),
    ("Ann Lee, director of the EPO", "We have cut 300 rules.", "We have cut 300 rules."),
    ("Ann Lee, head of Norsk Fisk", "We not only cut 300 jobs.", "We not only cut 300 jobs."),
    # Nobody is told, or everybody may be meant.
    ("Ann Lee, a teacher", "We have 300 pupils.", "We have 300 pupils."),
    ("Ann Lee, head of Norsk Fisk", "We know that 300 are lost.", "We know that 300 are lost."),
    ("Ann Lee, head of Norsk Fisk", "Our children have 300 days.", "Our children have 300 days."),
    ("Health spokesperson Ann Lee", "We have cut 300 beds.", "We have cut 300 beds."),
    ("Ann Lee, the former head of Norsk Fisk", "We sold 300 tonnes.", "We sold 300 tonnes."),
]


@pytest.mark.parametrize(("who", "said", "wanted"), WE)
def test_we_is_whom_the_speaker_speaks_for(who: str, said: str, wanted: str) -> None:
    text = f"It was {who}.\n\nBo Ray: Good morning. Thank you.\n\nAnn Lee: |{said}| Good.\n\nBo Ray: Yes."
    assert told(text)[1].text == wanted


# A text that is somebody's as a whole, or a turn by the surname alone.
OWN = [
    (
        "By Priya Raman\n\nThe town sleeps. |I have counted 300 empty shops.|",
        "[Priya Raman has] counted 300 empty shops.",
    ),
    (
        "Speech by Mayor Ana Ruiz\n\nGood morning. |My city built 300 homes.|",
        "[Ana Ruiz's] city built 300 homes.",
    ),
    (
        "Ann Lee came.\n\nRay: Good day. Welcome.\n\nLee: |I sold 300.| Yes.\n\nRay: Good.",
        "[Ann Lee] sold 300.",
    ),
    # Beside a quotation stands whoever tells of it.
    (
        "Ann Lee, 50, came. |My mother, 86, asked, “Where is it?” Ann Lee said.|",
        "My mother, 86, asked, “Where is it?” Ann Lee said.",
    ),
    # Two have the surname, or nobody is told of.
    ("Ann Lee and Bo Lee came.\n\nRay: Hello.\n\nLee: |I sold 300.| Yes.\n\nRay: Good.", "I sold 300."),
    ("The town sleeps. |I have counted 300 empty shops.|", "I have counted 300 empty shops."),
    (
        "Mayor Ana Ruiz gave a speech.\n\nIt rained. |I have counted 300 umbrellas.|",
        "I have counted 300 umbrellas.",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), OWN)
def test_i_is_the_author_or_whom_a_turn_names(text: str, wanted: str) -> None:
    assert told(text)[1].text == wanted


def test_a_number_that_answers_is_of_what_was_asked() -> None:
    text = "Bo Ray: How many trains do you run?\n\nAnn Lee: |About 300.| Good.\n\nBo Ray: Thank you."
    assert told(text)[1].text == "About 300 [trains]."


@pytest.mark.parametrize(("said", "wanted"), SPOKEN)
def test_i_is_who_speaks_in_a_transcript(said: str, wanted: str) -> None:
    text = f"Ana Ruiz: Good morning. Thank you all.\n\nTom Hale: |{said}| It was hard.\n\nAna Ruiz: You did."
    assert told(text)[1].text == wanted


def test_my_is_that_of_who_speaks() -> None:
    said = "MR. HALE: |My city built 300 homes.| Good."
    text = f"Ana Ruiz: Good morning. Thank you.\n\n{said}\n\nAna Ruiz: Tom Hale, 50, did."
    assert told(text)[1].text == "[Tom Hale's] city built 300 homes."


# The text, and the words that stay; nothing is inserted.
OPEN = [
    ("Mary Holt and Anna Berg met. |She cut taxes by 3%.|", ["She"]),
    ("Tom Hale, the mayor, met his brother. |He has spent $3m.|", ["He"]),
    ("Mary Holt met a nurse. |She earns $3,000.|", ["She"]),
    ("|He has cut 300 jobs.| Tom Hale spoke later.", ["He"]),
    ("|They cut 300 jobs.|", ["They"]),
    ("The Russians bought drones. |They fly 3,000 km.|", ["They"]),
    ("Russia bought a drone. |It flies 3,000 km.|", ["It"]),
    ("The club met. |In 2017 only 22 firms ran boats, it added.|", ["it"]),
    ("Leaders came. |By that time, it was more like 20.|", ["that time", "it", "20"]),
    ("Taxes fell. |The only good news, as a result of that, is a fall of 3%.|", ["that"]),
    ("Some talk. |Add up their ideas: $3bn.|", ["their"]),
    ("The law passed. |This cost $3m.|", ["This"]),
    ("Gordon Brown and Sarah Brown met. |Mr Brown cut 300 jobs.|", ["Brown"]),
    ("The Health Ministry and the Labour Ministry met. |The ministry cut 300 jobs.|", ["The ministry"]),
    ("The program, called SNAP, grew. A separate program fed 300. |The program costs $3m.|", ["The program"]),
    ("Iceland and Norway met. Norway and Iceland left. |The country sold 3,000 tonnes.|", ["The country"]),
    (
        "Trade Minister Bo Lund spoke. A Norwegian minister left. |The minister cut 3 taxes.|",
        ["The minister"],
    ),
    (
        "Trade Minister Bo Lund spoke. Foreign Minister Holt left. |The minister cut 3 taxes.|",
        ["The minister"],
    ),
    (
        "Trade Minister Bo Lund spoke. The foreign minister left. |The minister cut 3 taxes.|",
        ["The minister"],
    ),
    ("Mr. Holt thanked Tom Hale. |He cut 3 taxes.|", ["He"]),
    ("Tom Hale, 50, was there. Oz has been told. |He cut 3 taxes.|", ["He"]),
    ("Tom Hale, 50, met her. |As it was, he cut 3 taxes.|", ["he"]),
    ("The DNC authority is old. |The authority cut 3 taxes.|", ["The authority"]),
    ("|We cut taxes by 3% here.|", ["We", "here"]),
    ("|The price is 3% lower today.|", ["today"]),
    ("|The price fell by 3% last week.|", ["last week"]),
    # What points to what was told before, or is not whole.
    ("Turnout was low. |In 2016 it was 61%.|", ["it"]),
    ("|Three times more than in 2015.|", ["Three times"]),
    ("|About 300.|", ["300"]),
    ("Costs rose. |They rose from 20 to 30.|", ["They", "20", "30"]),
    ("A clinic opened in May. |The clinic cost $4m.|", ["The clinic"]),
    ("|This figure has doubled since 2010.|", ["This figure"]),
    ("|Such clinics save 900 lives.|", ["Such clinics"]),
    ("|That costs $3m.|", ["That"]),
    ("Sales fell. |Since then 300 jobs are gone.|", ["Since then"]),
    ("|Sales rose by 3% on the year before.|", ["the year before"]),
    ("Chile and Peru met Brazil. |The two countries sold 3%.|", ["The two countries"]),
    ("Ann Lee, Bo Ray and Cy Day spoke. |The two sold 3%.|", ["The two"]),
    ("Sales fell to 40,000 in May. |This is a fall of 3%.|", ["This"]),
    ("This is $3m. |That is 3% more than in 2015.|", ["That"]),
    ("The Office for Jobs sent a letter. |It says that 300 jobs went.|", ["It"]),
    ("A truck hit a bus. |It was doing 70 mph.|", ["It"]),
    ("Michelle Obama, 50, spoke of President Obama. |Mr. Obama cut 3 taxes.|", ["Obama"]),
    (
        "Ann Lee, director of a school, met Bo. Bo left. Bo sang. Bo ate. |The director cut 3 jobs.|",
        ["The director"],
    ),
    # What would be inserted stands for something itself.
    ("The alliance met in Oslo. |It has 32 members.|", ["It"]),
]


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_what_is_not_certain_is_left_and_named(text: str, words: list[str]) -> None:
    article, offered = told(text)
    assert offered.brackets == ()
    assert [one.text for one in offered.open] == words
    assert [one.words.of(article.text) for one in offered.open] == words
    assert all(one.why for one in offered.open)


# Nothing points beyond the claim, or nobody is meant by what looks as if.
LEFT = [
    "Gordon Brown spoke. |Brown rice sold 3% better.|",
    "Tom Young, 30, came. |The town of Young, Texas, lost 300 jobs.|",
    "Mayor Tom Hale spoke. |Tom Hale cut 300 jobs, and Hale left.|",
    "Professor Tom Hale spoke. |Professor Hale found 300 cases.|",
    "|The mayor said he had cut 300 jobs.|",
    "|In his speech, Tom Hale promised 300 jobs.|",
    "|It is clear that 300 jobs are gone.|",
    "Tom Hale, 50, was there. |Audits ask his or her age in 300 cases.|",
    "President Hale Speech. The speech was long. |The president cut 3 taxes.|",
    "|They hope for a brighter tomorrow for 300 people.|",
    "Ana Ruiz, over the private plane, a nurse, spoke. |In the private and the public sector 300 jobs went.|",
    "Tom Hale, 50, was there. |USA Today sold 3% more.|",
    "|The US cut 300 jobs in 2015.|",
    "|Over the last year 300 jobs went.|",
    "The House of Lords voted. |The house sold for $3m.|",
    "Tom Hale, 50, gave a speech on Monday. |Monday's debate cost $3m.|",
    "The Monday night debate was long. |The debate cost $3m.|",
    "Council approves Old Line. |The line cost $3m.|",
    "|Both Chile and Peru sold 3%.|",
    "Russian Trains ran late. |RT sold 3% more.|",
    "The Health Safety Board and the Harbour Sand Bank met. |The HSB cut 3 rules.|",
    "The firm (HSB) met Ann Lee of the Health Board. |The HSB cut 3 rules.|",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_needs_nothing_is_left(text: str) -> None:
    assert told(text)[1].brackets == ()


def test_without_a_date_nothing_is_reckoned() -> None:
    _, offered = told("|Sales fell yesterday, in April and last year.|", published=None)
    assert offered.text == "Sales fell yesterday, in April and last year."
    assert [one.text for one in offered.open] == ["yesterday", "April", "last year"]


def test_of_a_month_only_what_is_sure_of_each_of_its_days_is_reckoned() -> None:
    _, offered = told("|Sales fell last year and in December, it said yesterday.|", published="2005-01")
    assert offered.text == "Sales fell [in 2004] and in December [2004], it said yesterday."


def test_a_claim_with_its_priority_stands_alone_in_an_article_with_marks() -> None:
    article = cc.read_text(
        "Mayor **Tom Hale** spoke. He cut 300 jobs last year.", published=DAY, language="en"
    )
    found = [cc.stand_alone(article, claim).text for claim in cc.flag(article, 0)]
    assert "[Tom Hale] cut 300 jobs [in 2015]." in found


def test_each_bracket_says_where_it_stands_and_where_it_comes_from() -> None:
    article, offered = told("Mayor **Tom Hale** opened\nit. |He spent $3m\nlast year on 3 jobs.|")
    assert offered.text == "[Tom Hale] spent $3m [in 2015] on 3 jobs."
    assert [one.at.of(offered.text) for one in offered.brackets] == ["[Tom Hale]", "[in 2015]"]
    assert [one.words.of(article.text) for one in offered.brackets] == ["He", "last year"]
    assert [one.source and one.source.of(article.text) for one in offered.brackets] == ["Tom Hale", None]


WORDS = st.sampled_from(
    [
        *(
            "It",
            "it",
            "That",
            "is",
            "The",
            "two",
            "Both",
            "ferry",
            "ferries",
            "sold",
            "cases",
            "measles",
            "our",
            "[sic]",
        ),
        *(
            "Chile and Peru",
            "head of Norsk Fisk,",
            "Ann Lee,",
            "\n\nAnn Lee:",
            "\n\nQ:",
            "since then",
            "Tuesday",
            "How many",
        ),
        *(
            "Tom",
            "Hale",
            "Mary",
            "Holt",
            "Mr.",
            "He",
            "She",
            "They",
            "We",
            "I",
            "the",
            "The",
            "ministry",
            "of",
        ),
        *(
            "Ministry",
            "Health",
            "country",
            "Iceland",
            "Norway",
            "last",
            "year",
            "April",
            "today",
            "300",
            "jobs",
        ),
        *(
            "said,",
            "program",
            "called",
            "EB-5",
            "a",
            "another",
            ".",
            ".",
            ".",
            "\n\n",
            "“",
            "”",
            "**x**",
            "here",
        ),
        *("\u202e", "\u0301", "\U0001f600", "İ", "ß"),
    ]
)


# Words that a bracket may have beside those of the article: how it is said, and the names of months.
ADDED = {
    "the",
    "in",
    "on",
    "is",
    "has",
    "does",
    "doesn't",
    "isn't",
    "wasn't",
    "was",
    "were",
    "are",
    "have",
    "will",
    "im",
    "am",
    "jahr",
}
ADDED |= {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
}
ADDED |= {"december", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember"}


def is_told(word: str, text: str) -> bool:
    """Whether a word of a bracket is of the article, a form of one that is, or follows from a date."""
    low = word.lower()
    return low in ADDED or low in text or low.isdigit() or low.removesuffix("s").removesuffix("e") in text


@given(st.lists(WORDS, min_size=3, max_size=40), st.integers(0, 200), st.sampled_from(["en", "de"]))
def test_nothing_is_inserted_that_is_not_told(words: list[str], at: int, language: str) -> None:
    article = Article(" ".join(words), published=DAY, language=language)
    units = sentences(article)
    if not units:
        return
    claim = claim_at(article, units, units[at % len(units)].span)
    offered = stand_alone(article, claim, units)
    text = article.text.lower().replace("*", "")
    for one in offered.brackets:
        assert one.at.of(offered.text) == f"[{one.text}]"
        assert one.words in claim.span
        assert all(is_told(word, text) for word in re.findall(r"[\w'-]+", one.text.replace("'s", "")))
        assert one.source is None or one.source.of(article.text).strip()
        assert "[" not in one.text or "[" in article.text
    places = sorted(
        (*(one.words for one in offered.brackets), *(one.words for one in offered.open)),
        key=lambda one: one.start,
    )
    assert all(first.end <= second.start for first, second in pairwise(places))


HOSTILE = [
    "Tom Hale " * 11_000,
    "the ministry of " * 6_000,
    "A B C D E F " * 8_000,
    "He said the program. " * 5_000,
    "EB-5 program " * 8_000,
    "\u202e\u0301He " * 20_000,
    "New Zealand " * 8_000,
    "a prime minister " * 6_000,
    "Ann Lee and Bo Ray, " * 5_000,
    "the two farmers, A and " * 4_500,
    "Ann Lee, head of the " * 5_000,
    "measles cases " * 7_000,
    "Norsk Fisk, a company of " * 4_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_a_hundred_thousand_characters_are_read_in_time_that_grows_with_them(text: str) -> None:
    claimed = "The minister and the ministry cut 300 jobs in 300 cases, and it and the two sold the company."
    article = Article(f"{text}\n\n{claimed}", published=DAY)
    units = sentences(article)
    claim = claim_at(article, units, Span(len(text) + 2, len(article.text)))
    assert "300" in stand_alone(article, claim, units).text


def test_a_sentence_of_ten_thousand_characters_is_read() -> None:
    long = "The two cut 300 jobs since then and it sold the company of the minister, " * 140
    assert told(f"Ann Lee and Bo Ray met. |{long.strip()}.|")[1].text.startswith("[Ann Lee and Bo Ray] cut")


@pytest.mark.parametrize(
    "text",
    [
        "|He.|",
        "|.|",
        "|I|",
        "|Last year|",
        "|\u202eThe ministry\u202c|",
        "|We [sic] cut 300 jobs.|",
        "|\U0001f600 It fell 3%.|",
    ],
)
def test_a_claim_may_be_all_that_there_is(text: str) -> None:
    assert told(text)[1].text
