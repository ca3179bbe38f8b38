"""Expressions with blanks, which the words of a language fill.

- "{NAME}" is the template of that name;
- "{numbers.small}" any of the words of a list, as a word of its own; several lists are parted by blanks;
- "{|time.units}" any of them, wherever it stands; a list that is empty is found nowhere;
- "{!a the}", "{!event.before_adjectives}": none of these words, or of that list, stands straight before.

`Language.listed` says how lists are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

from claimcheck.flagging.language_words import Language, alternatives, any_of

_BLANK = re.compile(r"\{([|!]?)([A-Za-z_][\w.:,?' ]*)\}")


class Templates:
    """Named expressions with blanks.

    >>> from claimcheck.flagging.language_words import known_language
    >>> templates = Templates({"DAY": r"\\d{1,2}", "DATE": "{!so}{DAY} {|calendar.of}"})
    >>> templates.filled("{DATE}", known_language("en"))
    '(?<!\\\\b(?:so) )\\\\d{1,2} (?:of)'
    """

    def __init__(self, named: Mapping[str, str]) -> None:
        self._named = named
        self.pattern = cache(self._pattern)

    def _pattern(self, name: str, language: Language) -> re.Pattern[str]:
        return re.compile(self.filled(self._named[name], language))

    def filled(self, template: str, language: Language) -> str:
        """A template with all its blanks filled."""

        def fill(blank: re.Match[str]) -> str:
            how, what = blank.groups()
            if "." not in what:
                return _not_after(what.split()) if how else self.filled(self._named[what], language)
            listed = language.listed(what)
            if how == "!":
                return _not_after(listed)
            return f"(?:{alternatives(listed) or '(?!)'})" if how else any_of(listed)

        return _BLANK.sub(fill, template)


def _not_after(before: Iterable[str]) -> str:
    """That none of the words stands before: one look back for all words of a length."""
    alike = groupby(sorted(before, key=len), key=len)
    return "".join(rf"(?<!\b(?:{'|'.join(words)}) )" for _, words in alike)
