"""What quantities are read by in each language: lists and tables of ``languages/*.toml``.

Phrases and words are kept in lower case; a table gives each word its value ("seven": 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from claimcheck.flagging.language_words import sections


@cache
def phrases(language: str, section: str, name: str) -> tuple[str, ...]:
    """A list of words or phrases.

    >>> phrases("en", "bounds", "per")
    ('per',)
    """
    return tuple(sections(language)[section][name])


@cache
def table(language: str, section: str, name: str = "") -> Mapping[str, Any]:
    """What each word of a section, or of a table in it, stands for.

    >>> table("en", "figures", "words")["seven"]
    7
    """
    found = sections(language)[section]
    inner = found[name] if name else found
    return {key: value for key, value in inner.items() if not isinstance(value, dict | list)}


@cache
def ends(language: str, section: str, name: str) -> tuple[str, ...]:
    """A list or table's phrases for ``str.endswith``: a word has a blank before it, the longest first.

    >>> ends("en", "bounds", "per")
    (' per',)
    """
    inner = sections(language)[section][name]
    longest_first = sorted(inner, key=len, reverse=True)
    return tuple(f" {phrase}" if phrase[0].isalnum() else phrase for phrase in longest_first)
