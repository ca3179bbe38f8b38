"""Whom a verb of saying belongs to: each row is one text, and who says its last sentence."""

from __future__ import annotations

import pytest

from claimcheck.flagging.quotations.attribute import attributions
from claimcheck.model import Article
from claimcheck.reading.sentences import sentences

Row = tuple[str, str | None]

DESCRIBED: list[Row] = [  # what stands behind a name is not who speaks
    ("U.S. Rep. Ann Pike, D-Iowa, has said rents doubled in 2019.", "Ann Pike"),
    ("Sen. Tom Grady, R-Ohio, said rents doubled.", "Tom Grady"),
    ("Sen. Tom Grady, I-Vt., said that 300 jobs went.", "Tom Grady"),
    ("Rep. Tom Grady, D-N.Y., said that 300 jobs went.", "Tom Grady"),
    ("Jo Marsh, D-Fairview, told reporters that rents doubled. She said wages fell.", "Jo Marsh"),
    ("Jo Marsh, 67, who takes the No. 3 bus to work twice a week, said fares rose 12%.", "Jo Marsh"),
    ("The Chamber of Trade's Tom Hale told me fares rose 12%.", "Tom Hale"),
    ("“Fares rose,” the Chamber of Trade's Tom Hale told me. He said they would fall.", "Tom Hale"),
    ('Lena Moss, author of a memoir, "The Road," said 300 homes were built.', "Lena Moss"),
    ("Colin 'Corky' Bell lives by the lake. 'I saw two,' he said.", 'Colin "Corky" Bell'),
]
THINGS: list[Row] = [  # a thing says nothing, a study does
    ("Ana Ruiz, author of *Streets*, says the evidence from towns is mixed.", "Ana Ruiz"),
    ("A video shows 300 people crossing the border.", None),
    ("The silence suggests that 300 people left.", None),
    ("The photograph proves that the tower was 300 metres tall.", None),
    ("The survey suggests that 300 people left.", "The survey"),
    ("Data from the ministry show that 300 people left.", "Data from the ministry"),
    ("Defenders say the law saved 300 lives.", "Defenders"),
]
LED_IN: list[Row] = [  # the sentence before tells whose a quotation is
    ("Ann Pike put it bluntly. “We lost 300 jobs.”", "Ann Pike"),
    ("Ann Pike's answer was short: “We lost 300 jobs.”", "Ann Pike"),
    ("Then came Ann Pike's reply: “We lost 300 jobs.”", "Ann Pike"),
    ("Ann Pike's campaign issued a statement saying “we lost 300 jobs.”", "Ann Pike's campaign"),
    ("Said Ann Pike: “We lost 300 jobs.”", "Ann Pike"),
    ("Jo Marsh criticised the plan.\n\n“It cost $3m. It is dead.”", "Jo Marsh"),
    ("Ann Pike spoke. The bridge cost $3m. “We lost 300 jobs.”", None),
]
GERMAN: list[Row] = [
    ("Nach den Worten eines Sprechers kamen 300 Menschen.", "eines Sprechers"),
    ("Nach einer Aufstellung des Verbands fehlen 300 Lehrer.", "des Verbands"),
    ("Anna Weber leitet die Schule. 300 Lehrer fehlen, rechnet sie vor.", "Anna Weber"),
    ("Karl Vogt sprach. Die Stadt habe 300 Lehrer verloren, kritisierte er.", "Karl Vogt"),
    ("Anna Weber leitet die Schule. Die Stadt habe 300 Lehrer verloren, klagte sie.", "Anna Weber"),
    ("Anna Weber leitet die Schule. Ihrer Auffassung nach fehlen 300 Lehrer.", "Anna Weber"),
    ("Karl Vogt leitet das Amt. Seiner Meinung nach kostet der Bau 4 Millionen Euro.", "Karl Vogt"),
    ("Nach Überzeugung der Partei kostet der Bau 4 Millionen Euro.", "der Partei"),
    ("Anna Weber sagte, die Schule sei alt. Es war kalt. Zudem seien die Räume zu klein.", "Anna Weber"),
    ("Anna Weber sagte, die Schule sei alt.\n\nMan habe 40 Klassen.", None),
    ("Wie das Ministerium heute bekannt gab, kostet der Bau 4 Millionen Euro.", "das Ministerium"),
    ("Die Quote sei zu hoch, so das Ministerium.", "das Ministerium"),
    ("So heißt es in dem Schreiben wörtlich: „Wir fordern 300 Stellen.“", "dem Schreiben"),
    ("Wenn es regnet, wächst der Weizen.", None),
    ("Um Geld zu sparen, verkaufte die Stadt 300 Wohnungen.", None),
    ("Nach Berlin kamen 300 Menschen.", None),
    ("Das Ministerium äußert sich nicht zu den 300 Fällen.", None),
    ("Der Sprecher sagte nicht, wie viele der 300 kamen.", None),
]
TABLES = {"en": DESCRIBED + THINGS + LED_IN, "de": GERMAN}


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [(language, *row) for language, table in TABLES.items() for row in table],
)
def test_speaker_of_the_last_sentence(language: str, text: str, speaker: str | None) -> None:
    found = attributions(text, sentences(Article(text, language=language)), language=language)
    assert found[-1][0] == speaker
