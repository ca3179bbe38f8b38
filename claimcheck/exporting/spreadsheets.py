"""What a spreadsheet makes of a rating, a number, an id or a day, and what it was before."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from claimcheck.review.scales import scales

_TRUE, _FALSE = "True", "False"
# As Excel, Calc and others write truth values, by the language they run in.
_TRUTHS = """TRUE WAHR VRAI VERDADERO VERDADEIRO VERO WAAR SANT SANN SAND TOSI PRAWDA PRAVDA IGAZ ADEVĂRAT
    ИСТИНА ІСТИНА DOĞRU ΑΛΗΘΕΣ ΑΛΗΘΗΣ ISTINA PATIESS TÕENE CERT BENAR""".split()  # noqa: SIM905
_FALSEHOODS = """FALSE FALSCH FAUX FALSO ONWAAR FALSKT USANN FALSK EPÄTOSI FAŁSZ NEPRAVDA HAMIS FALS
    ЛОЖЬ ХИБНІСТЬ YANLIŞ ΨΕΥΔΕΣ ΨΕΥΔΗΣ NEISTINA APLAMS VÄÄR SALAH""".split()  # noqa: SIM905
_TRUTH = {**dict.fromkeys(_TRUTHS, _TRUE), **dict.fromkeys(_FALSEHOODS, _FALSE)}

_WHOLE = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_TOO_LARGE = 2**63  # for a whole number in a DataFrame

# An id had sixteen hexadecimal digits and no letter before them; of a number a spreadsheet keeps fifteen.
_ID_DIGITS, _KEPT_DIGITS, _LEAST_DIGITS = 16, 15, 12
_NUMBER = re.compile(r"[+-]?[\d.,]+(?:[eE][+-]?\d+)?")

_DAY = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})")
_MONTH_IN_WORDS = re.compile(r"(?:\d{1,2}[. -]+)?[^\W\d]{3,9}\.?[ -]\d{2,4}")


class TellNothingError(ValueError):
    """It cannot be told what a cell was; the message goes on from the cell."""


def number_of(cell: str, kind: type[int] | type[float]) -> int | float:
    """The number in *cell*, with a decimal point or comma.

    >>> number_of("0,91", float)
    0.91
    """
    plain = cell.strip()
    if (_WHOLE if kind is int else _DECIMAL).fullmatch(plain):
        value = kind(plain.replace(",", "."))
        if -_TOO_LARGE < value < _TOO_LARGE:
            return value
    raise TellNothingError("is no number that fits")


def rating_of(cell: str, scale: str) -> str:
    """The rating of the scale of that name which *cell* was, where a spreadsheet took it for a truth value.

    >>> rating_of("FALSCH", "claimcheck"), rating_of("Mixture", "claimcheck")
    ('False', 'Mixture')
    """
    known = scales().get(scale)
    names = [rating.name for rating in known.ratings] if known else []
    truth = _TRUTH.get(unicodedata.normalize("NFC", cell.strip()))
    if cell in names or (truth is None and cell.strip() not in {"1", "0"}):
        return cell
    if not names and truth is not None:
        return truth
    if truth is None and scale and known is None:
        return cell
    meant = [name for name in names if truth and _TRUTH.get(name.upper()) == truth]
    if len(meant) == 1:
        return meant[0]
    raise TellNothingError(f"may be a rating or a truth value; the scale is {scale or 'not named'}")


def id_of(cell: str) -> str:
    """The id that *cell* was; a number lost its zeros in front, and more where it was long.

    >>> id_of("c0123456789abcdef"), id_of("12345678901234")
    ('c0123456789abcdef', '0012345678901234')
    """
    plain = cell.strip()
    if not _NUMBER.fullmatch(plain):
        return plain
    whole = plain.isdecimal() and (
        _LEAST_DIGITS <= len(plain) <= _KEPT_DIGITS or (len(plain) == _ID_DIGITS and plain[-1] != "0")
    )
    if whole:
        return plain.zfill(_ID_DIGITS)
    raise TellNothingError("was an id before a spreadsheet took it for a number and rounded it")


def day_of(cell: str) -> str:
    """The ISO date that *cell* was; other words stay as they are.

    >>> day_of("13.05.2025"), day_of("5/13/2025"), day_of("2025-05")
    ('2025-05-13', '2025-05-13', '2025-05')
    """
    plain = cell.strip()
    found = _DAY.fullmatch(plain)
    if found is None:
        if _MONTH_IN_WORDS.fullmatch(plain):
            raise TellNothingError("may be a day of this year or a month of that one")
        return cell
    days = {day for day in _readings(found[1], found[2], found[3], found[4]) if day}
    if len(days) == 1:
        return days.pop()
    raise TellNothingError("may be more than one day" if days else "is no day")


def _readings(first: str, mark: str, middle: str, last: str) -> list[str | None]:
    """The days that three numbers may be."""
    if len(first) == 4:
        return [_iso(first, middle, last)]
    if len(last) != 4:
        raise TellNothingError("does not say the whole year")
    day_first = _iso(last, middle, first)
    return [day_first] if mark == "." else [day_first, _iso(last, first, middle)]


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
