"""What reports a statement, a stance or nothing, by its construction: rows of text and who says what."""

from __future__ import annotations

import pytest

from claimcheck.flagging.quotations.attribute import attributions
from claimcheck.flagging.quotations.extract import quotations
from claimcheck.model import Article
from claimcheck.reading.sentences import sentences

Said = tuple[str, str | None, str]  # text, speaker, the words

THAT = [  # any verb of saying or thinking before "that" and a clause
    ("Tom Varga griped that the train was late.", "Tom Varga", "the train was late."),
    ("Ann Lee surmised that the fire began in a shed.", "Ann Lee", "the fire began in a shed."),
    ("The court ruled that the law was void.", "The court", "the law was void."),
    ("Ann Lee decided on Monday that 300 homes would go.", "Ann Lee", "300 homes would go."),
    ("Ann Lee relayed that 300 nurses had left.", "Ann Lee", "300 nurses had left."),
    ("Tom Varga bragged that he built 400 homes.", "Tom Varga", "he built 400 homes."),
    ("The mayor is confident that rents will fall.", "The mayor", "rents will fall."),
    ("Ann Lee was adamant that rents had doubled.", "Ann Lee", "rents had doubled."),
    ("The union issued a warning that 300 jobs would go.", "The union", "300 jobs would go."),
    ("Ann Lee expressed doubt that the dam would hold.", "Ann Lee", "the dam would hold."),
    ("It was claimed by Ann Lee that 300 jobs would go.", "Ann Lee", "300 jobs would go."),
    ("When Ann Lee said the plan was dead, shares fell.", "Ann Lee", "the plan was dead"),
    ("Once Ann Lee said the plan was dead, shares fell.", "Ann Lee", "the plan was dead"),
    ("During his tour, Tom Varga remarked that it was cold.", "Tom Varga", "it was cold."),
]
PLACES = [  # told by the place in a line
    ("Mayor Reed: City will open 300 flats", "Reed", "City will open 300 flats"),
    ("Varga: Taxes must fall\n\nTom Varga spoke in Hull.", "Tom Varga", "Taxes must fall"),
    ("City will open 300 flats, says Mayor Reed", "Reed", "City will open 300 flats"),
    ("Rents rose by 12 percent, Ann Lee bristled.", "Ann Lee", "Rents rose by 12 percent"),
    ("Rents rose by 12 percent, the bank crowed.", "the bank", "Rents rose by 12 percent"),
    ("“Rents rose.” That's how Ann Lee put it.", "Ann Lee", "“Rents rose.”"),
    ("“Rents rose,” is how Ann Lee described it.", "Ann Lee", "“Rents rose,”"),
    ('"We lost 300 jobs," reads the email from Hale Foods.', "Hale Foods", '"We lost 300 jobs,"'),
    ('"No entry," reads the sign at the gate.', "the sign at the gate", '"No entry,"'),
]
WITHIN = [  # a source in the middle, a statement that ends in marks, any verb before a quotation
    ("The bridge, as Ann Lee noted, was late.", "Ann Lee", "was late."),
    ("The bridge is, as Tom Varga puts it, a disgrace to all.", "Tom Varga", "a disgrace to all."),
    ("The bridge was late, as Ann Lee said on Monday.", "Ann Lee", "The bridge was late"),
    ("As Ann Lee reports on page 4, the bridge was late.", "Ann Lee", "the bridge was late."),
    ("Ann Lee, who claims that 300 jobs went, lives in Hull.", "Ann Lee", "300 jobs went"),
    ('Both towns "are broke by now," said Ann Lee.', "Ann Lee", 'Both towns "are broke by now,"'),
    ('Protesters chanted "What curfew?" and left.', "Protesters", '"What curfew?"'),
    ('Footage of Ann Lee saying "we lost" was shown.', "Ann Lee", '"we lost"'),
]
STANCES = [  # what is done with words and states nothing
    ("Ann Lee is critical of the new tunnel.", "Ann Lee", "the new tunnel."),
    ("Tom Varga was reluctant to sign the deal.", "Tom Varga", "to sign the deal."),
    ("Ann Lee's decision to close the bridge was late.", "Ann Lee", "to close the bridge"),
    ("The union's threat to call a strike came late.", "The union", "to call a strike"),
    ("Tom Varga's wife, who opposes the tunnel, left.", "Tom Varga's wife", "the tunnel"),
    ("Ann Lee smiled as she called for a new bridge.", "Ann Lee", "a new bridge."),
    ("Ann Lee pounded him as a “con artist” in May.", "Ann Lee", "a “con artist” in May."),
    ("Ann Lee voiced support for the strike.", "Ann Lee", "the strike."),
    ("Tom Varga railed against the new tax.", "Tom Varga", "the new tax."),
    ("Ann Lee laid out a plan for rail.", "Ann Lee", "a plan for rail."),
    ("The tunnel was praised by Ann Lee.", "Ann Lee", "The tunnel"),
    ("Ann Lee realised that rents had doubled.", "Ann Lee", "rents had doubled."),
]
NOTHING = [
    "Once a country says it will leave, nobody can stop it.",
    "If a minister says the budget is balanced, look twice.",
    "Unless somebody claims that wages fell, the rule stands.",
    "Whenever a bank announces that fees will rise, customers leave.",
    "Where doctors say the drug is safe, it is sold.",
    "Should a bank claim that it lost money, it must show its books.",
    "Whether the driver admits he was speeding makes no difference.",
    "If the mayor says 300 homes were built, ask where.",
    "The law ensures that 300 homes are built each year.",
    "The rule that 300 homes be built was dropped.",
    "A set of rules that could close 300 plants was dropped.",
    "The 3 objects that fell were made of steel.",
    "The guarantee that savers get is worth $4,000.",
    "It so happened that 300 people came.",
    'The council opened "Hamlet" in May.',
    'Ann Lee joined "Friends of the Earth" in 2009.',
    'The town renamed "Green Street" last year.',
    "Norland: Prices will rise by 2 percent",
    "Flood Warning: Rivers will rise by 2 metres",
    "Editorial: Taxes must fall by 2 percent",
    "Hale Foods: Sales to rise by 4 percent",
    "When rents rose by 12 percent, Ann Lee left.",
    "In the evening of a long day, Ann Lee resigned.",
    "Her term as mayor over, Ann Lee resigned.",
    "Tom Varga won the race, Ann Lee the second one.",
]
OWN = [  # what is known, seen or found out is told by the article itself
    "Ann Lee realised that rents had doubled.",
    "Investigators discovered that 300 files were gone.",
    "Tom Varga is said to have left in 2019.",
    "It was reported that 300 people had left.",
    "Ann Lee is critical of the new tunnel.",
]


def _found(text: str) -> list[tuple[str | None, str]]:
    made = quotations(text, sentences(Article(text)))
    return [(one.speaker, one.span.of(text)) for one in made]


@pytest.mark.parametrize(("text", "speaker", "words"), [*THAT, *PLACES, *WITHIN, *STANCES])
def test_says(text: str, speaker: str | None, words: str) -> None:
    assert (speaker, words) in _found(text)


@pytest.mark.parametrize(("text", "speaker"), [row[:2] for row in (*THAT, *PLACES, *WITHIN)])
def test_is_told_of_the_sentence(text: str, speaker: str) -> None:
    assert attributions(text, sentences(Article(text)))[0][0] == speaker


@pytest.mark.parametrize("text", [*NOTHING, *OWN])
def test_is_the_articles_own(text: str) -> None:
    assert attributions(text, sentences(Article(text)))[0][0] is None


@pytest.mark.parametrize("text", NOTHING)
def test_nobody_says(text: str) -> None:
    assert _found(text) == []
