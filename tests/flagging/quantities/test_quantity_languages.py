"""Languages as quantities see them: CLDR's marks, currencies and units, and those without a file."""

from __future__ import annotations

import subprocess
import sys

import pytest

from claimcheck.errors import LanguageError
from claimcheck.flagging.quantities import cldr
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.flagging.quantities.quantity_languages import quantity_language

MARKS = [("en", ".", ","), ("de", ",", "."), ("fr", ",", " "), ("es", ",", "."), ("pt-BR", ",", ".")]


@pytest.mark.parametrize(("code", "decimal", "thousands"), MARKS)
def test_the_marks_of_a_language_are_those_of_cldr(code: str, decimal: str, thousands: str) -> None:
    figures = quantity_language(code).table("figures")
    assert (figures["decimal"], figures["thousands"]) == (decimal, thousands)


NAMES = [
    ("en", "egyptian pounds", "EGP"), ("en", "pounds", "GBP"), ("en", "kenyan shillings", "KES"),
    ("en", "hryvnias", "UAH"), ("de", "schweizer franken", "CHF"), ("de", "pfund", "GBP"),
    ("fr", "livres sterling", "GBP"), ("fr", "dollars", "USD"), ("es", "pesos mexicanos", "MXN"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "currency"), NAMES)
def test_a_currency_is_known_by_its_name(code: str, name: str, currency: str) -> None:
    assert quantity_language(code).table("currency", "words")[name] == currency


def test_a_noun_of_several_currencies_is_none_where_no_country_makes_it_plain() -> None:
    assert "dinars" not in cldr.currency_names("en")


ONLY_DIGITS = [
    ("pt", "O plano custa 2,5 % do PIB e 12 pessoas.", ["2.5%"]),
    ("it", "Costa € 1.200,50 al mese.", ["1200.5 EUR"]),
    ("sv", "Det kostar 300 EUR för 12 personer.", ["300 EUR"]),
    ("nl", "Op 12 mei 2021 kwamen 300 mensen.", []),
]


@pytest.mark.parametrize(("code", "text", "notations"), ONLY_DIGITS)
def test_without_a_file_only_money_and_shares_in_digits_are_read(
    code: str, text: str, notations: list[str]
) -> None:
    assert [found.normalized for found in quantities(text, language=code)] == notations


def test_a_spanish_number_that_countries_read_otherwise_is_left_out() -> None:
    assert quantities("Hay 1,234 votos.", language="es") == ()


def test_a_language_that_nobody_knows_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(LanguageError, match="de, en"):
        quantity_language("xx")


def test_importing_claimcheck_reads_no_data_of_locales() -> None:
    read = "import sys, claimcheck.flagging.flag; print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
