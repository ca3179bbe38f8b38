"""Whether a clause is whole, and whether another begins: by its finite verbs, within a few words.

Before a capital the full stop of an abbreviation says nothing. "Rents climbed in the U.S. Vacancies fell" are
two sentences, since either side has a verb of its own; "Troops of the U.S. Army fired" has none on the left.
"""

from __future__ import annotations

import re

from claimcheck.reading.sentence_words import Language

_LOOK_BACK = 240
_LOOK_AHEAD = 90
_MOST_SUBJECT = 6  # words of a subject before its verb
_WORD = re.compile(r"[^\W\d_][\w'’-]{0,30}")
# A word of a subject with what follows it: a comma or a bracket ends the search, the full stop of "Mr." not.
_SUBJECT_WORD = re.compile(
    r"([$€£]?\w[\w'’&%,-]{0,30}(?<![,'’-]))(?:[^\S\n]{1,2}|(?<=Mr|Ms|Dr)\.\s|(?<=Mrs)\.\s|$)"
)


def is_whole(text: str, start: int, end: int, language: Language) -> bool:
    """Whether the words from *start* to *end* hold a finite verb that no clause within them needs.

    >>> from claimcheck.reading.sentence_words import language
    >>> text = "He knew that the U.S."
    >>> is_whole(text, 0, 7, language("en")), is_whole("The U.S.", 0, 7, language("en"))
    (True, False)
    """
    words = [word.replace("’", "'") for word in _WORD.findall(text, max(start, end - _LOOK_BACK), end)]
    own = 0
    for before, word in zip(["", *words], words, strict=False):
        own += is_verb(word, language) and word not in language.speech
        # "She works for": what follows a pronoun is its verb, whatever its form.
        own += before in language.pronouns and word.islower() and not is_verb(word, language)
        own -= word in language.subordinators
    return own > 0


def is_verb(word: str, language: Language) -> bool:
    """Whether *word* is a finite verb by its form alone: "was", "climbed".

    >>> from claimcheck.reading.sentence_words import language
    >>> is_verb("climbed", language("en")), is_verb("Reed", language("en"))
    (True, False)
    """
    if word in language.verbs or word in language.speech:
        return True
    return len(word) > 4 and word.islower() and word.endswith(language.endings or "\0")


def opens_clause(text: str, at: int, language: Language) -> bool:
    """Whether the words from *at* are a subject and its finite verb: "Vacancies fell", "The new fund holds".

    >>> from claimcheck.reading.sentence_words import language
    >>> [opens_clause(text, 0, language("en")) for text in ("Vacancies fell to 4%", "Army of five")]
    [True, False]
    """
    end = min(len(text), at + _LOOK_AHEAD)
    for count in range(_MOST_SUBJECT):
        match = _SUBJECT_WORD.match(text, at, end)
        if match is None:
            word = _WORD.match(text, at, end)
            return count > 0 and word is not None and is_verb(word.group(), language)
        word_there = match[1].replace("’", "'")
        if count and is_verb(word_there, language):
            return True
        if word_there in language.stops or word_there in language.subordinators:
            return False
        at = match.end()
    return False


def is_fronted(text: str, start: int, end: int, language: Language) -> bool:
    """Whether the words from *start* to *end* only say when or where: "At 5 a.m", "In early Dec".

    >>> from claimcheck.reading.sentence_words import language
    >>> is_fronted("At 5 a.m", 0, 8, language("en")), is_fronted("He left at 5 a.m", 0, 16, language("en"))
    (True, False)
    """
    first = _WORD.search(text, start, min(end, start + _LOOK_AHEAD))
    if first is None or first.group() not in language.fronting or "," in text[first.end() : end]:
        return False
    return not is_whole(text, start, end, language)
