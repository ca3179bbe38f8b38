"""What CLDR, the data of locales that Babel brings, says of currencies, units and months in a language.

Read when a text of the language is first read: about a tenth of a second for English, nothing at import.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

_CODE = re.compile(r"[A-WYZ][A-Z]{2}|X(?:AF|CD|OF|PF|DR)")  # XAU is gold, XXX none
_REGION = re.compile(r"[a-z]{2,3}_[A-Z]{2}")
_FIGURE = re.compile(r"[\d\s]+")
_DOLLARS = ("dollar", "peso")  # whose sign is "$" behind letters of the country: HK$, MXN$


@cache
def known(code: str) -> bool:
    """Whether CLDR has data of a language.

    >>> known("fr"), known("xx")
    (True, False)
    """
    from babel import localedata

    return localedata.exists(code)


@cache
def marks(code: str) -> tuple[str, str]:
    """The marks for decimals and for thousands; a blank is written in many ways and stands as one here.

    >>> marks("de"), marks("fr")
    ((',', '.'), (',', ' '))
    """
    from babel.numbers import get_decimal_symbol, get_group_symbol

    decimal, group = get_decimal_symbol(code), get_group_symbol(code)
    return decimal, " " if group.isspace() else {"’": "'"}.get(group, group)


@cache
def left_open() -> Mapping[str, Any]:
    """Our own answers where CLDR leaves something open (``currencies.toml``)."""
    file = resources.files(__package__).joinpath("currencies.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def currency_codes() -> frozenset[str]:
    """The codes of currencies, those of former times too.

    >>> {"EUR", "KES", "DEM"} <= currency_codes(), "XAU" in currency_codes()
    (True, False)
    """
    from babel.numbers import list_currencies

    return frozenset(filter(_CODE.fullmatch, list_currencies())) | {"BTC"}


@cache
def codes_in_use() -> frozenset[str]:
    """The codes of currencies that a country pays in today: letters of a former one are a name, "SDP 4".

    >>> {"EUR", "KES"} <= codes_in_use(), "DEM" in codes_in_use()
    (True, False)
    """
    return (currency_codes() & _in_use()) | {"BTC"}


@cache
def currency_names(code: str, head: str = "last") -> dict[str, str]:
    """The currencies by their names; the noun alone, the *head* of a name, where it can only be one.

    >>> names = currency_names("en")
    >>> names["egyptian pounds"], names["pounds"], names["hryvnias"], names.get("dinars")
    ('EGP', 'GBP', 'UAH', None)
    """
    full = dict(_full_names(code))
    by_noun: dict[str, set[str]] = {}
    for name, currency in full.items():
        if currency in _in_use():
            by_noun.setdefault(name.split()[-1 if head == "last" else 0], set()).add(currency)
    several = {noun for noun in by_noun if len(noun) > 2} - set(left_open()["never"])
    nouns = {noun: _the_one(by_noun[noun]) for noun in several}
    return {noun: one for noun, one in nouns.items() if one} | full


@cache
def currency_symbols(code: str) -> dict[str, str]:
    """The currencies by their signs, each in the language and where the language is spoken.

    >>> signs = currency_symbols("en")
    >>> [signs[sign] for sign in ("$", "hk$", "mxn$", "ksh", "r", "₦")]
    ['USD', 'HKD', 'MXN', 'KES', 'ZAR', 'NGN']
    """
    found = dict(_dollar_signs())
    found |= {sign.lower(): currency for sign, currency in _local_signs("en", "es", code)}
    found |= {sign.lower(): currency for sign, currency in _signs_in(code)} | {"$": "USD", "£": "GBP"}
    ours: dict[str, str] = left_open()["symbols"]
    return found | ours


@cache
def units(code: str) -> dict[str, str]:
    """The units that are read by the words and signs for them.

    >>> named = units("en")
    >>> named["kilometres"], named["square miles"], named["mph"]
    ('km', 'square miles', 'mph')
    """
    locales = ("en", "en_GB") if code == "en" else (code,)
    ours: dict[str, str] = left_open()["units"]
    found = {words: ours[unit] for locale in locales for unit in ours for words in _unit_words(unit, locale)}
    return {words: unit for words, unit in found.items() if words}


@cache
def words_of(unit: str, code: str) -> frozenset[str]:
    """The words and signs for one of CLDR's units.

    >>> sorted(words_of("length-foot", "en"))
    ['feet', 'foot', 'ft']
    """
    return frozenset(filter(None, _unit_words(unit, code)))


@cache
def months(code: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """The months by their names, and which of the names are short for others.

    >>> months("en")[0]["september"], "sept" in months("en")[1]
    (9, True)
    """
    return _calendar(code, "months", 1, 12)


@cache
def capital_months(code: str) -> bool:
    """Whether months begin with a capital.

    >>> capital_months("de"), capital_months("fr")
    (True, False)
    """
    from babel import Locale

    return bool(Locale.parse(code).months["format"]["wide"][1][0].isupper())


@cache
def weekdays(code: str) -> dict[str, int]:
    """The days of the week from Monday, 1, by their full names.

    >>> weekdays("de")["sonntag"]
    7
    """
    from babel import Locale

    return {name.lower(): day + 1 for day, name in Locale.parse(code).days["format"]["wide"].items()}


def _calendar(code: str, what: str, first: int, last: int) -> tuple[dict[str, int], tuple[str, ...]]:
    """Names of what the calendar counts, wide and short, in the forms of dates and on their own."""
    from babel import Locale

    wide: dict[str, int] = {}
    short: dict[str, int] = {}
    for locale in ("en", "en_GB") if code == "en" else ("de", "de_AT") if code == "de" else (code,):
        named = getattr(Locale.parse(locale), what)
        for context in ("format", "stand-alone"):
            for width, into in (("wide", wide), ("abbreviated", short)):
                names = named[context][width]
                into |= {names[at].lower().rstrip("."): at for at in range(first, last + 1)}
    return short | wide, tuple(name for name in short if name not in wide)


@cache
def _in_use() -> frozenset[str]:
    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    return frozenset(
        c for region in get_global("territory_currencies") for c in get_territory_currencies(region)
    )


def _the_one(currencies: set[str]) -> str | None:
    """The currency that a noun means: the only one, or the first of those preferred."""
    if len(currencies) == 1:
        return next(iter(currencies))
    return next((code for code in left_open()["preferred"] if code in currencies), None)


def _full_names(code: str) -> Iterator[tuple[str, str]]:
    from babel.numbers import get_currency_name

    for currency in sorted(currency_codes() - {"BTC"}):
        for count in (1, 2):
            name = get_currency_name(currency, count, code).lower()
            if "(" not in name and name != currency.lower():
                yield name, currency


def _dollar_signs() -> Iterator[tuple[str, str]]:
    """ "HK$" and "HKD$" of all whose name is dollars or pesos."""
    names = currency_names("en")
    for name, currency in names.items():
        if name.endswith(_DOLLARS) and currency in _in_use():
            yield currency[:2].lower() + "$", currency
            yield currency.lower() + "$", currency


def _local_signs(*codes: str) -> Iterator[tuple[str, str]]:
    """The sign of each country's own currency where it is not "$" or the like, which others share."""
    from babel import localedata
    from babel.numbers import get_currency_symbol, get_territory_currencies

    for locale in sorted(filter(_REGION.fullmatch, localedata.locale_identifiers())):
        language, _, region = locale.partition("_")
        if language in codes and (currencies := get_territory_currencies(region)):
            sign = get_currency_symbol(currencies[0], locale)
            if sign not in {"$", "£", currencies[0]}:
                yield sign.replace("\u202f", " "), currencies[0]


def _signs_in(code: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    for currency, sign in Locale.parse(code).currency_symbols.items():
        if sign != currency and currency in currency_codes():
            yield sign.replace("\u202f", " ").replace("\u00a0", " "), currency


def _unit_words(unit: str, locale: str) -> Iterator[str]:
    from babel.units import format_unit

    lengths: tuple[Any, ...] = ("long", "short")
    for length in lengths:
        for count in (1, 2):
            yield _FIGURE.sub(" ", format_unit(count, unit, length, locale=locale)).strip().lower()
