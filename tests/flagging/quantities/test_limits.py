"""Limits of amounts and of dates: before them, behind them, denied, in four languages."""

from __future__ import annotations

import pytest
from growth import grows_by_the_length_alone

from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Bound

LEAST, MOST = Bound.AT_LEAST, Bound.AT_MOST

LIMITS = [
    # what denies a limit turns it round
    ("en", "It must not exceed 500 people.", MOST),
    ("en", "The crowd never exceeded 500 people.", MOST),
    ("en", "There were no fewer than 500 people.", LEAST),
    ("en", "There were not less than 500 people.", LEAST),
    ("en", "There were no more than 500 people.", MOST),
    ("en", "There were not even 500 people.", MOST),
    ("en", "It is limited to 500 people.", MOST),
    ("en", "It costs south of $500.", MOST),
    ("de", "Nicht mehr als 500 Menschen kamen.", MOST),
    ("de", "Nicht weniger als 500 Menschen kamen.", LEAST),
    ("de", "Ein Maximum von 500 Menschen kam.", MOST),
    ("fr", "Pas plus de 500 personnes sont venues.", MOST),
    ("fr", "Pas moins de 500 personnes sont venues.", LEAST),
    ("fr", "500 personnes au maximum sont venues.", MOST),
    ("fr", "500 personnes ou plus sont venues.", LEAST),
    ("fr", "Un minimum de 500 personnes est requis.", LEAST),
    ("es", "No más de 500 personas vinieron.", MOST),
    ("es", "No menos de 500 personas vinieron.", LEAST),
    ("es", "500 personas o más vinieron.", LEAST),
    ("es", "Un máximo de 500 personas vino.", MOST),
    # the first and the last of the days that are meant
    ("en", "All plants close by 2030 at the latest.", MOST),
    ("en", "All plants close by 2030.", MOST),
    ("en", "It opens in 2027 at the earliest.", LEAST),
    ("en", "No earlier than March 2026 will it open.", LEAST),
    ("en", "Work starts not before 2028.", LEAST),
    ("en", "The tax ends no later than 1 July 2026.", MOST),
    ("en", "Those born before 1990 may vote.", MOST),
    ("en", "The law has applied since 2015.", LEAST),
    ("en", "It has been shut since at least 2010.", LEAST),
    ("en", "It lasts until 31 December 2029.", MOST),
    ("en", "The ban holds from 2026 onwards.", LEAST),
    ("en", "It opens in 2027 or later.", LEAST),
    ("en", "It opened in 2019.", None),
    ("en", "It was built between 1989 and 2003.", None),
    ("en", "It has risen since three years ago.", None),
    ("de", "Alle Werke schließen spätestens 2030.", MOST),
    ("de", "Es öffnet frühestens 2027.", LEAST),
    ("de", "Es öffnet nicht vor März 2026.", LEAST),
    ("de", "Ab dem 1. Juli 2026 gilt das Verbot.", LEAST),
    ("de", "Bis Ende 2026 ist es fertig.", MOST),
    ("fr", "Au plus tard en 2030 ce sera fini.", MOST),
    ("fr", "Depuis 2015 la loi existe.", LEAST),
    ("es", "A más tardar en 2030 acabará.", MOST),
    ("es", "Desde 2015 existe la ley.", LEAST),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "limit"), LIMITS)
def test_a_limit_is_read_from_the_words_around(language: str, text: str, limit: Bound | None) -> None:
    [found] = quantities(text, language=language)
    assert found.bound is limit


def test_a_year_behind_a_limit_is_one() -> None:
    [found] = quantities("It has been shut since at least 2010.")
    assert found.normalized == "2010"


@pytest.mark.parametrize(
    "piece",
    [
        "half past ",
        "quarter to five ",
        "not more than ",
        "no later than 2030 ",
        "“Fight for 15” ",
        "para. 7 ",
    ],
)
def test_limits_and_times_take_time_by_the_length_alone(piece: str) -> None:
    grows_by_the_length_alone(quantities, piece)
