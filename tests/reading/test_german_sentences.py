"""German prose: where its sentences end, and what is no sentence."""

from __future__ import annotations

import pytest

from claimcheck.model import Article, Role
from claimcheck.reading.sentences import sentences


def pieces(text: str, language: str = "de") -> list[str]:
    """The units of a German text."""
    return [unit.span.of(text) for unit in sentences(Article(text, language=language))]


# Each row is a paragraph; ¦ stands where a sentence ends.
PROSE = [
    "Der Vertrag wurde am 22. März unterzeichnet.¦ Er gilt ab dem 1. Januar 2026.",
    "Es war der 3. Sieg im 19. Jahrhundert.¦ Mehr gab es nicht.",
    "Papst Johannes XXIII. sprach.¦ Karl V. Habsburg hörte zu.",
    "Es kamen 20.¦ Die anderen blieben zu Hause.",
    "Das geschah im Jahr 2019.¦ Berlin schwieg.",
    "Viele Länder, z. B. Polen und z.B. Italien, zahlen mehr.¦ Andere nicht.",
    "Das heißt, d. h. Genauigkeit zählt, i. d. R. Jahre später.¦ So ist es.",
    "Dr. Merkel und Prof. Dr. Weber trafen Hr. Schmidt.¦ Sie sprachen lange.",
    "Der Etat stieg um ca. 5 Mio. Euro auf 3,5 Mrd. Euro.¦ Das ist viel.",
    "Er kostet 5 Mrd.¦ Die Opposition lehnt ihn ab.",
    "Siehe Art. 5 Abs. 2 Nr. 3 und S. 12.¦ Dort steht es.",
    "Der Minister bzw. Staatssekretär unterschrieb.¦ Niemand widersprach.",
    "Obst, Gemüse usw. Fleisch fehlte.¦ Wir kauften Brot, Milch usw.¦ Das reichte.",
    "Die Müller GmbH & Co. KG schließt.¦ Das Werk in der Goethe-Str. 5 bleibt.",
    "„Warum?“, fragte sie.¦ „Das ist falsch.“¦ Er ging.",
    "Die Firma wächst um 1.700 Stellen.¦ 32 Länder stimmten zu.",
    "Wann kommt er?¦ Niemand weiß es!¦ Abwarten.",
]


@pytest.mark.parametrize("marked", PROSE)
@pytest.mark.parametrize("language", ["de", "de-AT"])
def test_where_sentences_end(marked: str, language: str) -> None:
    expected = [piece.strip() for piece in marked.split("¦")]
    assert pieces(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    "unit",
    [
        *("Anzeige", "Artikel teilen", "Lesen Sie auch: Der lange Weg", "Von Anna Schmidt und Jan de Vries"),
        *(
            "Foto: dpa",
            "(dpa/AFP)",
            "Stand: 3. Mai 2024, 14:30 Uhr",
            "22.03.2025, 14:30 Uhr",
            "vor 3 Stunden",
        ),
        *(
            "Wir verwenden Cookies, um Ihnen die Seite zu zeigen.",
            "© 2025 Beispiel GmbH",
            "(Beifall bei der SPD)",
        ),
        *("Alle Rechte vorbehalten.", "Newsletter abonnieren", "Mehr zum Thema"),
    ],
)
def test_what_stands_around_an_article_is_boilerplate(unit: str) -> None:
    text = f"Die Preise steigen seit Jahren deutlich.\n\n{unit}\n\nDie Löhne sinken seit Jahren deutlich."
    assert [found.role for found in sentences(Article(text, language="de"))] == [
        Role.SENTENCE,
        Role.BOILERPLATE,
        Role.SENTENCE,
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "Die Anzeige wurde gestern aufgenommen.",
        "Von Anna Schmidt stammt der Vorschlag.",
        "Das Foto zeigt Kiew.",
    ],
)
def test_a_sentence_about_such_things_is_a_sentence(unit: str) -> None:
    text = f"Die Preise steigen seit Jahren deutlich.\n\n{unit}\n\nDie Löhne sinken."
    assert all(found.role is Role.SENTENCE for found in sentences(Article(text, language="de")))


def test_a_transcript_names_its_speakers() -> None:
    text = "MERKEL: Wir schaffen das.\n\nFaktencheck: Das stimmt.\n\nVON DER LEYEN: Ja.\n\nMERKEL: Danke."
    found = sentences(Article(text, language="de"))
    assert [unit.speaker for unit in found] == ["MERKEL", "MERKEL", "VON DER LEYEN", "MERKEL"]
