"""The words by which a language names measures, groups and ways of reckoning (languages/*.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from claimcheck.flagging.language_words import Language


@cache
def words_of(language: Language) -> Mapping[str, Any]:
    """The tables of a language, those of English where it has none of its own."""
    folder = resources.files(__package__).joinpath("languages")
    file = folder.joinpath(f"{language.code}.toml")
    chosen = file if file.is_file() else folder.joinpath("en.toml")
    return tomllib.loads(chosen.read_text(encoding="utf-8"))
