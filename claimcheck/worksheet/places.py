"""The countries: their ISO codes, and every name that a table or a sentence may use for them.

Names come from CLDR (Babel), ISO 3166 (pycountry) and countryinfo, which knows the capitals and what the
people are called. Nothing is read before a table is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from claimcheck.flagging.language_words import Language
from claimcheck.folding import fold

_NOT_ISO = {"XKX": "Kosovo"}
_NO_WORDS = re.compile(r"[^\w]+")
# What tables write behind a name: "Egypt, Arab Rep.", "Hong Kong SAR, China", "Bahamas, The".
_TITLES = re.compile(
    r"\b(arab|islamic|people|s|dem|democratic|rep|republic|the|sar|fed|federation|of|and|plurinational|"
    r"bolivarian|state|sts|rb|pdr|kingdom)\b"
)


class Via(StrEnum):
    """By what a country is named."""

    NAME = "name"
    PEOPLE = "people"
    CAPITAL = "capital"
    MANY = "many"
    """The country as a measure: "three Belgiums"."""


@dataclass(frozen=True, slots=True)
class Named:
    """A country, and by what it is named."""

    code: str
    via: Via


@cache
def codes() -> frozenset[str]:
    """The ISO 3166-1 codes of three letters, and Kosovo's, which the World Bank and others use."""
    # Not above: reading the tables of countries takes a moment, and importing claimcheck needs none of it.
    import pycountry

    return frozenset(country.alpha_3 for country in pycountry.countries) | frozenset(_NOT_ISO)


@cache
def spellings(language: Language) -> dict[str, Named]:
    """Every name of a country, its people and its capital, as it is written with capitals.

    >>> from claimcheck.flagging.language_words import known_language
    >>> known = spellings(known_language("en"))
    >>> known["Türkiye"].code, known["Dutch"].code, known["Kyiv"].via.value
    ('TUR', 'NLD', 'capital')
    """
    known: dict[str, Named] = {}
    for name, code in (_capitals() | _listed(language, "capitals")).items():
        known[name] = Named(code, Via.CAPITAL)
    for name, code in _peoples(language).items():
        known[name] = Named(code, Via.PEOPLE)
    for name, code in _names(language).items():
        known[name] = Named(code, Via.NAME)
        if name[-1].isalpha() and not name.endswith("s"):
            known.setdefault(f"{name}s", Named(code, Via.MANY))
    return known


def code_of(name: str, language: Language) -> str | None:
    """The code of the country that a table calls *name*, None where that is none or may be several.

    >>> from claimcheck.flagging.language_words import known_language
    >>> [code_of(name, known_language("en")) for name in ("Korea, South", "Turkiye", "Euro area", "RUS")]
    ['KOR', 'TUR', None, 'RUS']
    """
    if name in codes():
        return name
    by_name = _by_table_name(language)
    return by_name.get(_key(name)) or by_name.get(_bare(name))


@cache
def _by_table_name(language: Language) -> dict[str, str]:
    """The codes by the words of every name, in any order, without accents and titles."""
    names = _names(language)
    found = {_key(name): code for name, code in names.items()}
    bare: dict[str, set[str]] = {}
    for name, code in names.items():
        bare.setdefault(_bare(name), set()).add(code)
    # "Congo" and "Korea" alone are two countries each.
    return {**{name: next(iter(code)) for name, code in bare.items() if name and len(code) == 1}, **found}


def _key(name: str) -> str:
    return " ".join(sorted(_NO_WORDS.sub(" ", fold(name)).split()))


def _bare(name: str) -> str:
    return " ".join(sorted(_TITLES.sub(" ", _NO_WORDS.sub(" ", fold(name))).split()))


@cache
def _names(language: Language) -> dict[str, str]:
    import pycountry
    from babel import Locale

    found = {name: code for code, name in _NOT_ISO.items()}
    local = Locale.parse(language.code).territories
    english = Locale.parse("en").territories
    for info in _infos():
        for name in _spelt(info.get("altSpellings", ())):
            found[name] = info["ISO"]["alpha3"]
    for country in pycountry.countries:
        code = country.alpha_3
        given = (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", ""))
        cldr = (names.get(country.alpha_2, "") for names in (english, local))
        for name in (*given, *cldr):
            found |= dict.fromkeys(_variants(name), code)
    found |= _listed(language, "names")
    return {name: code for name, code in found.items() if name}


def _spelt(names: object) -> list[str]:
    """Those of countryinfo's names that are words.

    "PL" is none, and is written in a sentence for other things.
    """
    listed = names if isinstance(names, list) else []
    return [name for name in listed if isinstance(name, str) and len(name) > 3 and not name.isupper()]


def _variants(name: str) -> set[str]:
    """A name with "Saint" for "St.", without its accents, brackets and what stands behind a comma."""
    plain = re.sub(r"\s*\(.*?\)|,.*", "", name).strip()
    unmarked = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    found = {name, unmarked, plain.replace("’", "'"), plain.replace("&", "and")}
    # "Congo (the Democratic Republic of the)" without its bracket is another country.
    return found if plain == name or "," not in name else {name}


@cache
def _infos() -> tuple[dict[str, Any], ...]:
    from countryinfo import all_countries

    told: tuple[dict[str, Any], ...] = tuple(dict(country.info()) for country in all_countries())
    return tuple(info for info in told if info.get("ISO", {}).get("alpha3") in codes())


@cache
def money_of(code: str) -> str | None:
    """The currency of a country, None where it has none of its own or is none.

    >>> money_of("JPN"), money_of("NATO")
    ('JPY', None)
    """
    import pycountry
    from babel.core import get_global

    country = pycountry.countries.get(alpha_3=code)
    paid = get_global("territory_currencies").get(country.alpha_2, []) if country else []
    return next((str(name) for name, _, until, is_tender in paid if until is None and is_tender), None)


@cache
def continents() -> dict[str, dict[str, str]]:
    """The countries of each continent: names by code, by the English name of the continent."""
    found: dict[str, dict[str, str]] = {}
    for info in _infos():
        region = info.get("region")
        if region and isinstance(region, str):
            found.setdefault(region, {})[info["ISO"]["alpha3"]] = str(info["name"])
    return found


@cache
def _capitals() -> dict[str, str]:
    found: dict[str, str] = {}
    for info in _infos():
        capital = info.get("capital")
        if capital and isinstance(capital, str):
            found |= dict.fromkeys(_variants(capital), info["ISO"]["alpha3"])
    return found


@cache
def _peoples(language: Language) -> dict[str, str]:
    """What the people are called, one and many: Russian, Russians.

    And what the language's list adds: Pole.
    """
    found: dict[str, str] = {}
    if language.code == "en":
        for info in _infos():
            for name in str(info.get("demonym") or "").split(","):
                # Norwegians are those of Norway, whatever Svalbard's are called.
                own = name[:3].casefold() == str(info["name"])[:3].casefold()
                for one in _one_and_many(name.strip()):
                    if own or one not in found:
                        found[one] = info["ISO"]["alpha3"]
    return found | _listed(language, "peoples")


def _one_and_many(name: str) -> tuple[str, ...]:
    if not name or name.endswith(("ese", "ish", "ch", "ss", "ois")):
        return (name,) if name else ()
    return name, f"{name}s"


def _listed(language: Language, section: str) -> dict[str, str]:
    """The names that a language's file of this room lists by code: ``FRA = ["Frenchman", "Frenchmen"]``."""
    from claimcheck.worksheet.words import words_of

    return {name: code for code, names in words_of(language)[section].items() for name in names}


# What Eurostat and others write for countries beside ISO's two letters, and for the aggregates they publish.
_OTHER_LETTERS = {"EL": "GRC", "UK": "GBR", "XK": "XKX"}
_UNIONS = re.compile(r"(?:(EU)|(EA))(?:\d{2})?(?:_\d{4})?")


def named_by_code(code: str) -> tuple[str, str] | None:
    """The code of three letters and the name of what a code of two or three letters stands for.

    >>> named_by_code("EL"), named_by_code("DEU"), named_by_code("EU27_2020"), named_by_code("Germany")
    (('GRC', 'Greece'), ('DEU', 'Germany'), ('EUU', 'European Union'), None)
    """
    union = _UNIONS.fullmatch(code)
    if union is not None:
        return ("EUU", "European Union") if union[1] else ("EMU", "Euro area")
    return _by_letters().get(code)


@cache
def _by_letters() -> dict[str, tuple[str, str]]:
    import pycountry

    found: dict[str, tuple[str, str]] = {}
    for country in pycountry.countries:
        known = country.alpha_3, getattr(country, "common_name", country.name)
        found[country.alpha_2] = found[country.alpha_3] = known
    found |= {code: (code, name) for code, name in _NOT_ISO.items()}
    return found | {other: found[code] for other, code in _OTHER_LETTERS.items()}
