"""Text in the form in which spellings are compared."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The text without capitals, accents and compatible forms.

    >>> fold("Türkiye’s")
    "turkiye's"
    """
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
