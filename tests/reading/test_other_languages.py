"""Languages without rules here: where their sentences end; each offset is exact, in hostile text too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.reading.other_languages import LONGEST_PART, boundaries

# Each row is a paragraph; ¦ stands where a sentence ends.
ROWS = [
    ("fr", "M. Dupont est arrivé à 10 h 30.¦ Il a parlé de l'U.E.¦ Tout le monde a écouté."),
    ("fr", "« On a perdu », a dit Mme Roy.¦ Les prix ont augmenté de 3,5 % en 2019.¦ Pourquoi ?"),
    ("es", "La Sra. Ruiz habló con el Dr. Paz.¦ ¿Qué pasó?¦ ¡Nada!"),
    ("es", "Hacía 35,5 °C. ¦Nadie leyó el N°. 26."),
    ("es", "Subió un 3,5 % en 2019.¦ El art. 5 no cambió."),
    ("it", "Il sig. Rossi vive a Roma.¦ Ha 45 anni."),
    ("nl", "De prijzen stegen met 3,5 procent.¦ Niemand wist het."),
    ("pl", "Ceny wzrosły o 3 proc. w maju.¦ Nikt nie wiedział."),
    ("uk", "Ціни зросли на 3 %.¦ Ніхто не знав."),
    ("tr", "Fiyatlar yüzde 3 arttı.¦ Kimse bilmiyordu."),
    ("ja", "日本は大きい。¦中国も大きい。"),
    ("hi", "यह सच है।¦ वह गया।"),
]


def pieces(text: str, language: str) -> list[str]:
    return [unit.span.of(text) for unit in cc.sentences(text, language=language)]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_where_sentences_end(language: str, row: str) -> None:
    assert pieces(row.replace("¦", ""), language) == [piece.strip() for piece in row.split("¦")]


def test_marks_and_line_breaks_are_as_in_any_language() -> None:
    text = "Les prix ont **augmenté**.\n\n[Personne](/p) ne savait. Fin"
    assert pieces(text, "fr") == ["Les prix ont **augmenté**.", "[Personne](/p) ne savait.", "Fin"]


def test_a_sentence_that_a_part_ends_in_stays_whole() -> None:
    text = "Les prix ont augmenté de trois pour cent. " * 300
    assert set(pieces(text, "fr")) == {"Les prix ont augmenté de trois pour cent."}
    assert len(text) > 3 * LONGEST_PART


HOSTILE = [
    *(
        "« a. ",
        "«",
        ". ",
        ".",
        "a" * 50,
        "M. ",
        "\ud800. ",
        "\u202ea. ",
        "🇪🇪. ",
        "é\u0301. ",
        "[1] ",
        "(a. ",
        "…",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    last = 0
    for unit in cc.sentences(text, language="fr"):
        assert not text[last : unit.span.start].strip()
        assert last <= unit.span.start < unit.span.end
        last = unit.span.end
    assert not text[last:].strip()


@given(st.text(), st.sampled_from(["fr", "es", "zh", "ar", "xx", "qqq"]))
def test_boundaries_are_in_order_and_within(text: str, language: str) -> None:
    found = boundaries(text, 0, len(text), language)
    assert found == sorted(set(found))
    assert found[:1] == ([0] if text else [])
    assert all(0 <= at < len(text) for at in found)
