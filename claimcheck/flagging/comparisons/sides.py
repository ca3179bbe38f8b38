"""The two sides of a comparison, found as well as words alone allow."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.flagging.quantities.quantity_words import phrases
from claimcheck.flagging.quantities.scan import Scan

_MOST_WORDS = 7  # a side is no longer
_CLAUSE = 160  # characters before a comparison in which its subject is looked for
_WORD = re.compile(r"[\w'’.-]*\w(?:\.(?=\w))?|[%$€£]")
_MARK = re.compile(r"[,;:!?\n“”\"()—]|\.(?=\s|$)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_SIDE = {"the", "a", "an", "only", "just", "even", "zero", "times", "der", "die", "das", "nur"}
_SIDE = re.compile(r"[ ]?([$€£]?\w[\w'’.,%-]{0,30})")


def subject(scan: Scan, at: int) -> str | None:
    """What the words before *at* speak of: the name before "is", or the clause's first words.

    >>> subject(Scan.of("And the whole of the alliance, in terms of its power, is 25"), 57)
    'the whole of the alliance'
    """
    start = max(0, at - _CLAUSE)
    before = scan.raw[start:at].replace("“", " ").replace('"', " ").rstrip()
    before = _without_asides(scan.language, before)
    words = _clause(scan.language, before)
    while words and words[-1] in phrases(scan.language, "compared", "be"):
        words.pop()
    if not words:
        return None
    if names := _name_at_end(words):
        return names
    return " ".join(words) if len(words) <= _MOST_WORDS else None


def first_side(scan: Scan, at: int) -> str | None:
    """Who does something in the words before *at*: "They now produce in" is about "They"."""
    words = _clause(scan.language, scan.raw[max(0, at - _CLAUSE) : at])
    if not words or words[0].lower() in phrases(scan.language, "compared", "periods"):
        return None
    if words[0].lower() in phrases(scan.language, "compared", "pronouns"):
        return words[0]
    end = 1
    if words[0].lower() in phrases(scan.language, "compared", "own"):
        end = 2
    elif words[0][0].isupper():
        while end < len(words) and words[end][0].isupper():
            end += 1
    return " ".join(words[:end]).removesuffix("'s")


def second_side(scan: Scan, at: int, before: int | None = None) -> str | None:
    """The other side, from *at* on: "the whole of Europe" of " the whole of Europe is".

    >>> second_side(Scan.of("than Russia is"), 4)
    'Russia'
    """
    stop = len(scan.raw) if before is None else before
    end, first, words = at, None, 0
    while words < _MOST_WORDS and (match := _SIDE.match(scan.raw, end)) and match.end() <= stop:
        word = match[1].lower().rstrip(".,")
        if word in phrases(scan.language, "compared", "ends"):
            if words or word not in phrases(scan.language, "compared", "within"):
                break
        else:
            first = match.start(1) if first is None else first
            words += 1
        end = match.end()
        if match[1].endswith((",", ".")) and not re.fullmatch(r"(?:\w\.){2,4}", match[1]):
            break
    return scan.raw[first:end].strip(" .,") if first is not None else None


def named_side(words: str | None, language: str) -> str | None:
    """A side that can be one: it begins with no figure, says no sentence, and is more than "the".

    >>> named_side("the whole of the alliance", "en"), named_side("000", "en"), named_side("Only", "en")
    ('the whole of the alliance', None, None)
    """
    parts = (words or "").lower().split()
    if not any(part[0].isalpha() and part not in _NO_SIDE for part in parts):
        return words if len(parts) == 1 and _YEAR.fullmatch(parts[0]) else None
    sentence = any(part in phrases(language, "speakers", "be") for part in parts)
    return None if sentence or parts[0][0].isdigit() else words


def measure_in(scan: Scan) -> str | None:
    """What the sides are compared in, where it is said: "in terms of its economic power".

    >>> measure_in(Scan.of("In terms of its area, it is bigger."))
    'area'
    """
    match = _terms(scan.language).search(scan.low)
    return scan.raw[match.start("what") : match.end("what")] if match else None


@cache
def _terms(language: str) -> re.Pattern[str]:
    """The words that name a measure."""
    terms, own, be = ("|".join(phrases(language, "compared", name)) for name in ("terms", "own", "be"))
    return re.compile(
        rf"(?<!\w)(?:{terms}) (?:(?:{own}) )?(?P<what>[^\W\d_]{{2,25}}(?: [^\W\d_]{{2,25}}){{0,2}}?)"
        rf"(?=[,.;]|$| (?:{be}) )"
    )


def _without_asides(language: str, before: str) -> str:
    """The text without what stands between two commas: ", in terms of its power,"."""
    parts = before.split(",")
    if len(parts) > 2:
        return parts[-3] + parts[-1] if _only_links(language, parts[-1]) else before
    return before


def _only_links(language: str, part: str) -> bool:
    """Whether a part has nothing but words such as "is"."""
    return all(word.lower() in phrases(language, "compared", "be") for word in part.split())


def _clause(language: str, before: str) -> list[str]:
    """The words since the last mark or word that begins a clause."""
    rest = _MARK.split(before)[-1] if before.strip() else ""
    words = _WORD.findall(rest)
    for index in range(len(words) - 1, -1, -1):
        if words[index].lower() in phrases(language, "compared", "clause"):
            return words[index + 1 :]
    return words


def _name_at_end(words: list[str]) -> str | None:
    """The capitalised words at the end, with "the" before them."""
    start = len(words)
    while start > 0 and words[start - 1][0].isupper():
        start -= 1
    return " ".join(words[start:]).removesuffix("'s") if start < len(words) else None
