"""A language as quantities are read in it: the words of its file, and what CLDR knows of it.

French and Spanish have files for quantities alone. In a language without a file only money and shares in
digits are read, by CLDR's decimal mark, currency signs and codes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from claimcheck.errors import LanguageError
from claimcheck.flagging.language_words import Language, known_language
from claimcheck.flagging.quantities import cldr

_FOLDER = resources.files(__package__).joinpath("languages")
_POWERS = str.maketrans("²³", "23")
_Sections = Mapping[str, Mapping[str, Any]]


def quantity_language(language: str | Language) -> Language:
    """The language that a code such as "en-GB", "fr" or "pt_BR" means, for quantities.

    Raises LanguageError for one that neither we nor CLDR know.

    >>> quantity_language("fr").table("calendar", "months")["juillet"]
    7
    """
    return _read(language.code if isinstance(language, Language) else _code(language))


def digits_only(language: Language) -> bool:
    """Whether nothing but CLDR is known of a language.

    >>> digits_only(quantity_language("pt")), digits_only(quantity_language("fr"))
    (True, False)
    """
    return not language.table("figures", "words")


def _code(language: str) -> str:
    """The code of a language without its region; an error where neither CLDR nor flagging knows it."""
    code = language.strip().lower().replace("-", "_").partition("_")[0]
    return code if code.isascii() and code.isalpha() and cldr.known(code) else known_language(language).code


@cache
def _read(code: str) -> Language:
    return Language(code, _with_cldr(code, _sections(code)))


def _sections(code: str) -> _Sections:
    """The sections that quantities look into; of a language without a file every list is empty."""
    try:
        return known_language(code).sections
    except LanguageError:
        empty: _Sections = {
            name: _emptied(section) for name, section in known_language("en").sections.items()
        }
        file = _FOLDER.joinpath(f"{code}.toml")
        own = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        found = {name: {**section, **own.get(name, {})} for name, section in empty.items()}
        found["percents"] = found["percents"] or {"%": "percent"}
        return found


def _emptied(section: Mapping[str, Any]) -> dict[str, Any]:
    """A section with nothing in its lists and tables."""
    return {
        name: {} if isinstance(value, dict) else [] if isinstance(value, list) else value
        for name, value in section.items()
        if isinstance(value, dict | list) or not _is_table(section)
    }


def _is_table(section: Mapping[str, Any]) -> bool:
    """Whether a section is one table of words, such as [percents]."""
    return not any(isinstance(value, dict | list) for value in section.values())


def _with_cldr(code: str, sections: _Sections) -> _Sections:
    """The sections with CLDR's marks, currencies, units, months and weekdays beside the file's."""
    currency, figures = sections["currency"], sections["figures"]
    months, short = cldr.months(code)
    decimal, thousands = cldr.marks(code)
    names = cldr.currency_names(code, currency.get("head", "last"))
    signs, codes = cldr.currency_symbols(code), dict.fromkeys(cldr.codes_in_use(), True)
    units = _with_powers(cldr.units(code))
    units = {word: unit for word, unit in units.items() if word not in figures["not_units"]}
    return {
        **sections,
        "figures": {**figures, "decimal": decimal, "thousands": thousands},
        "currency": {**currency, "words": names | currency["words"], "symbols": signs, "codes": codes},
        "units": {**units, **sections["units"]},
        "calendar": {
            **sections["calendar"], "months": months, "abbreviated": short, "weekdays": cldr.weekdays(code),
            "capitals": cldr.capital_months(code),
        },
    }  # fmt: skip


def _with_powers(units: Mapping[str, str]) -> dict[str, str]:
    """The units with "km2" and "km^2" beside "km²"."""
    plain = {word.translate(_POWERS): unit for word, unit in units.items()}
    return {
        **units,
        **plain,
        **{f"{word[:-1]}^{word[-1]}": unit for word, unit in plain.items() if word[-1] in "23"},
    }
