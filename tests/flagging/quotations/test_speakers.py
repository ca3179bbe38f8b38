"""Who says a sentence, kind by kind: each row is one text, and who says its (first) sentence how."""

from __future__ import annotations

import pytest

from claimcheck.flagging.quotations.attribute import attributions
from claimcheck.flagging.quotations.extract import quotations
from claimcheck.model import Article
from claimcheck.reading.sentences import sentences

Said = tuple[str | None, str]
Row = tuple[str, str | None, str | None]
OWN: Said = (None, "none")


def said(text: str) -> list[Said]:
    """Speaker and manner of each sentence."""
    units = sentences(Article(text))
    return [(who, how.value) for who, how in attributions(text, units)]


NO_VERBS: list[Row] = [  # capitalised words and nouns are no verbs of saying
    ("Our schools are the best, said Ana Kallas of the United Party.", "Ana Kallas", "indirect"),
    ("The visa lets rich people live in the United States unless Congress acts.", None, "none"),
    ("Unemployment claims rose by 3% in May.", None, "none"),
    ("Jobless claims fell to 210,000 last week.", None, "none"),
    ("The Police Department reports to the mayor.", None, "none"),
    ("Of these, 300 Department of Health posts will go to Yorkshare.", None, "none"),
    ("The company's reports cost $3m a year.", None, "none"),
    ("Insurance claims against the city doubled.", None, "none"),
    ("Blog posts about the war reached 3 million readers.", None, "none"),
    ("Credit Suisse notes lost 40% of their value.", None, "none"),
    ("Ford recalls 300,000 cars in Europe.", None, "none"),
    ("The Gulf States export 20 million barrels a day.", None, "none"),
    ("Visa demands rose and the price estimates doubled.", None, "none"),
    ("The Northern States produce 40% of the wheat.", None, "none"),
]
OFFICES: list[Row] = [  # a shadow, former, deputy or foreign office is another person
    (
        "Health Secretary Ann Lee spoke. The shadow health secretary said crime was up 40%.",
        "The shadow health secretary",
        "indirect",
    ),
    (
        "President Bo Ray spoke. The former president said that taxes doubled.",
        "The former president",
        "indirect",
    ),
    (
        "Prime Minister Kim Oh spoke. The deputy prime minister said taxes doubled.",
        "The deputy prime minister",
        "indirect",
    ),
    ("President Bo Ray spoke. The vice president said taxes doubled.", "The vice president", "indirect"),
    (
        "French President Luc Rey spoke. The German president said taxes doubled.",
        "The German president",
        "indirect",
    ),
    ("Former mayor Jo Marsh spoke. The mayor said that rents doubled.", "The mayor", "indirect"),
    ("Deputy Mayor Jo Marsh spoke. The mayor said that rents doubled.", "The mayor", "indirect"),
    (
        "Governor Jo Marsh spoke. The governor-elect said that rents doubled.",
        "The governor-elect",
        "indirect",
    ),
    (
        "Governor Jo Marsh spoke. The lieutenant governor said that rents doubled.",
        "The lieutenant governor",
        "indirect",
    ),
    ("Governor Jo Marsh spoke. The governor said that rents doubled.", "Jo Marsh", "indirect"),
    ("Acting Mayor Jo Marsh spoke. The acting mayor said rents doubled.", "Jo Marsh", "indirect"),
    ("Shadow Chancellor Ana Ruiz spoke. The shadow chancellor said rents doubled.", "Ana Ruiz", "indirect"),
]
NAMES: list[Row] = [  # names that are words as well
    ("Theresa May said that crime fell by 3%.", "Theresa May", "indirect"),
    ("Theresa May spoke. May said that crime fell by 3%.", "Theresa May", "indirect"),
    ("Crime fell, May said.", "May", "indirect"),
    ("In May she said nothing and left.", None, None),
    ("April Jones said 300 homes were built.", "April Jones", "indirect"),
    ("June Carter warned that rents doubled.", "June Carter", "indirect"),
    ("Mark Rutte said that 32 countries pay.", "Mark Rutte", "indirect"),
    ("Will Smith told reporters that rents doubled.", "Will Smith", "indirect"),
    ("“Rents doubled,” Will Hurd said.", "Will Hurd", "direct"),
    ("“Rents doubled,” said June Carter.", "June Carter", "direct"),
    ("Bill Gates said that 300 children died.", "Bill Gates", "indirect"),
    ("Grace Park claims that rents doubled.", "Grace Park", "indirect"),
    ("In April, Jo Marsh said that rents doubled.", "Jo Marsh", "indirect"),
    ("By June Jo Marsh said rents had doubled.", "Jo Marsh", "indirect"),
    ("Prime Minister May said that 300 homes were built.", "May", "indirect"),
]
BEFORE_NAMES: list[Row] = [  # an office in small letters before a name
    ("The rate fell to 3%, finance minister Ana Ruiz said.", "Ana Ruiz", "indirect"),
    ("Norland's finance minister Ana Ruiz said the rate fell to 3%.", "Ana Ruiz", "indirect"),
    ("National’s housing spokesperson Nicola Moss says rents doubled.", "Nicola Moss", "indirect"),
    ("According to junior doctor Lena Moss, 300 nurses left.", "Lena Moss", "indirect"),
    ("“It fell,” said part-time bus driver Joe Marsh.", "Joe Marsh", "direct"),
    ("Labour leader Tom Grady claimed crime was up.", "Tom Grady", "indirect"),
    ("The union's general secretary Tom Grady said crime was up.", "Tom Grady", "indirect"),
    ("Climate scientist Dr. Lena Moss of Oxford University warned that ice melts.", "Lena Moss", "indirect"),
    ("Ex-police chief Tom Grady says crime is up.", "Tom Grady", "indirect"),
    ("Opposition MP Tom Grady insists crime is up.", "Tom Grady", "indirect"),
]
PRONOUNS: list[Row] = [  # whom "he" may mean; the last sentence counts
    ("Tom Grady's budget passed. He said it would cut taxes by 3%.", "Tom Grady", "indirect"),
    ("Ana Ruiz met reporters. She said rents doubled.", "Ana Ruiz", "indirect"),
    ("Mayor Ana Ruiz's plan costs $3m. She said rents doubled.", "Ana Ruiz", "indirect"),
    ("The union sued Tom Grady. He said it would lose.", "Tom Grady", "indirect"),
    ("Tom Grady spoke after Lena Moss. She said rents doubled.", "Lena Moss", "indirect"),
    (
        "“It fell,” said Tom Grady, the president. He praised Lena Moss. She said rents doubled.",
        "Lena Moss",
        "indirect",
    ),
    ("Lena Moss said no. Her rival, Tom Grady, won. He said rents doubled.", "Tom Grady", "indirect"),
]
OBJECTS: list[Row] = [  # the object of a verb is not its subject
    ("Ana Ruiz, asked by Tom Grady about crime, said it fell.", "Ana Ruiz", "indirect"),
    ("The minister who replaced Tom Grady said crime fell.", "The minister", "indirect"),
    ("A book about Tom Grady says that crime fell.", "A book about Tom Grady", "indirect"),
    ("The judge who jailed Tom Grady said that he lied.", "The judge", "indirect"),
    ("Supporters of Tom Grady said crime fell.", "Supporters of Tom Grady", "indirect"),
    ("Critics of the tax plan say that it costs $3bn.", "Critics of the tax plan", "indirect"),
    ("Police told Tom Grady that crime fell.", "Police", "indirect"),
    ("Tom Grady told Lena Moss that crime fell.", "Tom Grady", "indirect"),
    ("A spokesman for Tom Grady said crime fell.", "A spokesman for Tom Grady", "indirect"),
    ("A lawyer representing Tom Grady said that he was ill.", "A lawyer representing Tom Grady", "indirect"),
]
NEGATED: list[Row] = [  # negated verbs say nothing
    ("Tom Grady did not say that crime fell.", None, "none"),
    ("Tom Grady never claimed that crime fell.", None, "none"),
    ("Tom Grady declined to comment on the 300 homes.", None, "none"),
    ("Tom Grady refused to say whether crime fell.", None, "none"),
    ("Tom Grady has not said how many homes were built.", None, "none"),
    ("Tom Grady wouldn't say if crime fell by 3%.", None, "none"),
    ("Tom Grady could not confirm that 300 died.", None, "none"),
    ("The mayor's office did not respond to questions about the 300 homes.", None, "none"),
    ("No one said that crime fell.", None, "none"),
    ("Neither the mayor nor the council said how many died.", None, "none"),
    ("Tom Grady didn't mention that crime fell.", None, "none"),
    ("Tom Grady cannot say that crime fell.", None, "none"),
]
SOURCES: list[Row] = [  # "according to", "as X puts it"
    ("Crime fell, according to a tally by Tom Grady.", "Tom Grady", "indirect"),
    ("According to calculations by Amy Moss of the Institute, rents doubled.", "Amy Moss", "indirect"),
    ("Rents doubled, as Tom Grady puts it.", "Tom Grady", "indirect"),
    ("As Tom Grady put it, rents doubled.", "Tom Grady", "indirect"),
    ("As Tom Grady has said, rents doubled.", "Tom Grady", "indirect"),
    ("Rents doubled, as Tom Grady noted last week.", "Tom Grady", "indirect"),
    ("According to the report, rents doubled.", "the report", "indirect"),
    ("Rents doubled, according to figures from the ministry.", "figures from the ministry", "indirect"),
    ("According to a fact sheet released on Monday, rents doubled.", "a fact sheet", "indirect"),
    ("In the words of Tom Grady, rents doubled.", "Tom Grady", "indirect"),
    ("Per Tom Grady, rents doubled.", "Tom Grady", "indirect"),
    ("Rents doubled, per Tom Grady.", "Tom Grady", "indirect"),
    ("Rents doubled in 2019, according to the mayor, Tom Grady.", "Tom Grady", "indirect"),
    ("In Tom Grady's view, rents doubled.", "Tom Grady", "indirect"),
]
TWO: list[Row] = [  # two speakers
    ("Grady and Moss said that crime was up 40%.", "Grady and Moss", "indirect"),
    ("“Crime is up,” Jo Marsh, the mayor, enthused.", "Jo Marsh", "direct"),
    ("The states said they would sue over 300 homes.", "The states", "indirect"),
    ("Tom Grady and Lena Moss said that crime was up 40%.", "Tom Grady and Lena Moss", "indirect"),
    ("Senators Tom Grady and Lena Moss said crime was up.", "Tom Grady and Lena Moss", "indirect"),
    ("Both Tom Grady and Lena Moss said crime was up.", "Tom Grady and Lena Moss", "indirect"),
    ("Crime is up, Tom Grady and Lena Moss said.", "Tom Grady and Lena Moss", "indirect"),
    ("“Crime is up,” said Tom Grady and Lena Moss.", "Tom Grady and Lena Moss", "direct"),
    ("Mr. Grady and Ms. Moss warned that crime was up.", "Grady and Moss", "indirect"),
    ("Experts and officials said that crime was up.", "Experts and officials", "indirect"),
    ("Johnson and Johnson said sales rose.", "Johnson and Johnson", "indirect"),
    (
        "The Public and Commercial Services Union said 300 left.",
        "Public and Commercial Services Union",
        "indirect",
    ),
    ("Crime rose and Tom Grady said it would fall.", "Tom Grady", "indirect"),
    ("He lost to Moss and Grady said it was over.", "Grady", "indirect"),
]
MARKS: list[Row] = [  # nicknames and titles in marks are no quotation
    ('Robert "Bobby" Marsh claimed that vaccines killed 300 children.', 'Robert "Bobby" Marsh', "indirect"),
    ("The author of “The Long Road,” Lena Moss, said 300 homes were built.", "Lena Moss", "indirect"),
    ('Dwayne "The Rock" Hale said rents doubled.', 'Dwayne "The Rock" Hale', "indirect"),
    ("The film “Said and Done” earned $3m.", None, "none"),
    ("Her book “Our Town” sold 300 copies, Tom Grady said.", "Tom Grady", "indirect"),
    ("She starred in “The Long Road” in 2019.", None, "none"),
    ("Tom Grady's novel “Home” sold 3 million copies.", None, "none"),
    ('Anthony "Tony" Hale told reporters that rents doubled.', 'Anthony "Tony" Hale', "indirect"),
    ("Lena Moss, who wrote “The Long Road”, said 300 homes were built.", "Lena Moss", "indirect"),
    ("The host of “Morning Talk,” Jo Marsh, claims rents doubled.", "Jo Marsh", "indirect"),
]
SIGNED: list[Row] = [  # signatures and posts
    ('"We cut costs by 12%" — Tom Hale', "Tom Hale", "direct"),
    ("“We cut costs by 12%.” – Tom Hale", "Tom Hale", "direct"),
    ("“We cut costs by 12%.”\n— Tom Hale, mayor of Hull", "Tom Hale", "direct"),
    ("We cut costs by 12%.\n— Tom Hale (@hale) May 3, 2020", "Tom Hale", "direct"),
    ("“We cut costs by 12%.” - Senator Lena Moss", "Lena Moss", "direct"),
    ("“We cut costs by 12%.” ~ Tom Hale", "Tom Hale", "direct"),
    ("“We cut costs by 12%” (Tom Hale)", "Tom Hale", "direct"),
    ("“We cut costs. It was hard.” ― Tom Hale\n“It was not.”― Jo Marsh", "Tom Hale", "direct"),
    ("”We cut costs. It was hard.” ― Tom Hale, 41, of Hull", "Tom Hale", "direct"),
]
LEAD_INS: list[Row] = [  # the person is named, never "Statement"; the last sentence counts
    ("Statement from Tom Hale:\n\n“We cut costs by 12%.”", "Tom Hale", "direct"),
    ("Here is what Tom Hale had to say:\n\n“We cut costs by 12%.”", "Tom Hale", "direct"),
    ("Statement by Mayor Tom Hale on housing:\n\n“We cut costs by 12%.”", "Tom Hale", "direct"),
    ("This is how Tom Hale put it:\n\n“We cut costs by 12%.”", "Tom Hale", "direct"),
    ("From Tom Hale:\n\n“We cut costs by 12%.”", "Tom Hale", "direct"),
    ("A message from Tom Hale:\n\n“We cut costs by 12%.”", "Tom Hale", "direct"),
    ("Tom Hale, the mayor, had this to say:\n\n“We cut costs by 12%.”", "Tom Hale", "direct"),
    ("Tom Hale, the mayor, said:\n\nWe cut costs by 12%.", "Tom Hale", "direct"),
    ("The mayor, Tom Hale, wrote on Monday:\n\nWe cut costs by 12%.", "Tom Hale", "direct"),
    ("And this from Chairman Tom Hale:\n\n“We cut costs by 12%.”", "Tom Hale", "direct"),
]
REPORTED: list[Row] = [  # who says reported statements
    ("Supporters say the move will cut costs by 3%.", "Supporters", "indirect"),
    ("But opponents say the rise will cost 300 jobs.", "opponents", "indirect"),
    (
        "Developers and supporters in Congress say it brought $3bn.",
        "Developers and supporters in Congress",
        "indirect",
    ),
    ("Federal and state officials said that it raised $3m.", "Federal and state officials", "indirect"),
    (
        "A 2019 Norland University report found that rents doubled.",
        "A 2019 Norland University report",
        "indirect",
    ),
    ("A poll found that 40% of voters agree.", "A poll", "indirect"),
    ("Senator Ana Ruiz, Democrat of Norland, said the rate fell to 3%.", "Ana Ruiz", "indirect"),
    (
        "Officials at the Bank, a division of Trade and Customs Control, said it fell.",
        "Officials at the Bank",
        "indirect",
    ),
    ("Tom Grady, an economist at Moody's, calculates that 300 jobs will go.", "Tom Grady", "indirect"),
    ("He thinks, Tom Grady said, that 300 jobs will go.", "Tom Grady", "indirect"),
    (
        "The rate, which the Office for Trade and Growth says was 3%, fell.",
        "Office for Trade and Growth",
        "indirect",
    ),
    ("Tom Grady's announcement that 300 jobs will go came late.", "Tom Grady", "indirect"),
    ("The minister's claim that 300 died was wrong.", "The minister", "indirect"),
    (
        "Rents doubled, said the report for the Trade Commission.",
        "the report for the Trade Commission",
        "indirect",
    ),
    ("Tom Grady, the leader of the Public and Civil Union said: “It fell by 3%.”", "Tom Grady", "direct"),
    ("Ana Ruiz and her colleagues have said that rents doubled.", "Ana Ruiz and her colleagues", "indirect"),
    ("Sanders has called for the wage to be raised to $15.", None, "none"),
    ("Tom Grady announced plans to merge 35 agencies.", None, "none"),
]
TABLES: dict[str, list[Row]] = {
    "no verbs": NO_VERBS, "offices": OFFICES, "names": NAMES, "before names": BEFORE_NAMES,
    "pronouns": PRONOUNS, "objects": OBJECTS, "negated": NEGATED, "sources": SOURCES, "two": TWO,
    "marks": MARKS, "signed": SIGNED, "lead-ins": LEAD_INS, "reported": REPORTED,
}  # fmt: skip
LAST = {"offices", "pronouns", "lead-ins", "names"}


def answer(kind: str, text: str) -> Said:
    """Who says the sentence that counts."""
    found = said(text)
    return found[-1 if kind in LAST else 0]


@pytest.mark.parametrize(
    ("kind", "text", "speaker", "how"),
    [(kind, *row) for kind, table in TABLES.items() for row in table],
    ids=[f"{kind}: {row[0][-60:]}" for kind, table in TABLES.items() for row in table],
)
def test_kinds(kind: str, text: str, speaker: str | None, how: str | None) -> None:
    who, manner = answer(kind, text)
    assert who == speaker
    assert how is None or manner == how


VERBS = [
    "said",
    "says",
    "told",
    "added",
    "claimed",
    "argued",
    "asserted",
    "insisted",
    "warned",
    "noted",
    "remarked",
    "stated",
    "declared",
    "announced",
    "explained",
    "replied",
    "answered",
    "responded",
    "countered",
    "retorted",
    "quipped",
    "joked",
    "reckons",
    "grumbled",
    "complained",
    "moaned",
    "lamented",
    "sighed",
    "shouted",
    "cried",
    "screamed",
    "whispered",
    "muttered",
    "thundered",
    "bragged",
    "boasted",
    "gushed",
    "fumed",
    "raged",
    "conceded",
    "admitted",
    "acknowledged",
    "revealed",
    "disclosed",
    "tweeted",
    "posted",
    "wrote",
    "predicted",
    "promised",
    "vowed",
    "pledged",
    "suggested",
    "stressed",
    "emphasized",
    "recalled",
    "concluded",
    "continued",
    "began",
    "urged",
    "maintained",
    "contended",
    "hit back",
    "shot back",
    "weighed in",
    "chimed in",
    "went on",
    "pointed out",
]


@pytest.mark.parametrize("verb", VERBS)
def test_verbs_in_both_orders(verb: str) -> None:
    quoted = "“Rents rose 12% last year,”"
    for text in (f"{quoted} Jo Marsh {verb}.", f"{quoted} {verb} Jo Marsh.", f"Jo Marsh {verb}: {quoted}"):
        if verb == "told" and "told Jo" in text:
            continue
        assert said(text)[0] == ("Jo Marsh", "direct"), text
    single = f"‘Rents rose 12% last year,’ {verb} the mayor, Jo Marsh."
    assert verb == "told" or said(single)[0] == ("Jo Marsh", "direct")


@pytest.mark.parametrize("dash", ["—", "–", "--", "-", "―"])
def test_what_follows_a_signature_is_no_speech(dash: str) -> None:
    text = f"“We cut costs by 12%.”\n{dash} Tom Hale, 41, mayor of Hull"
    said_in = quotations(text, sentences(Article(text)))
    assert [(one.span.of(text), one.speaker) for one in said_in] == [("“We cut costs by 12%.”", "Tom Hale")]
