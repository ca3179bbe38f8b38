"""The two sides of a comparison, found as well as words alone allow."""

from __future__ import annotations

import re

from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.flagging.templates import Templates

_MOST_WORDS = 7  # a side is no longer
_CLAUSE = 160  # characters before a comparison in which its subject is looked for
_WORD = re.compile(r"[\w'’.-]*\w(?:\.(?=\w))?|[%$€£]")
_MARK = re.compile(r"[,;:!?\n“”\"()—]|\.(?=\s|$)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_SIDE = {"the", "a", "an", "only", "just", "even", "zero", "times", "der", "die", "das", "nur"}
_TERMS = Templates(
    {
        "TERMS": r"(?<!\w){|compared.terms} (?:{|compared.own} )?"
        r"(?P<what>[^\W\d_]{2,25}(?: [^\W\d_]{2,25}){0,2}?)(?=[,.;]|$| {|compared.be} )"
    }
)
_SIDE = re.compile(r"[ ]?([$€£]?\w[\w'’.,%-]{0,30})")


def subject(scan: Scan, at: int) -> str | None:
    """What the words before *at* speak of: the name before "is", or the clause's first words.

    >>> subject(Scan.of("And the whole of the alliance, in terms of its power, is 25"), 57)
    'the whole of the alliance'
    """
    before = scan.raw[max(0, at - _CLAUSE) : at].replace("“", " ").replace('"', " ").rstrip()
    parts, links = before.split(","), scan.words("compared", "be")
    if len(parts) > 2 and all(word.lower() in links for word in parts[-1].split()):
        before = parts[-3] + parts[-1]  # without what stands between two commas: ", in terms of its power,"
    clause = _clause(scan, before)
    while clause and clause[-1] in links:
        clause.pop()
    start = len(clause)
    while start > 0 and clause[start - 1][0].isupper():
        start -= 1
    if start < len(clause):
        return " ".join(clause[start:]).removesuffix("'s")
    return " ".join(clause) if 0 < len(clause) <= _MOST_WORDS else None


def first_side(scan: Scan, at: int) -> str | None:
    """Who does something in the words before *at*: "They now produce in" is about "They"."""
    clause = _clause(scan, scan.raw[max(0, at - _CLAUSE) : at])
    first = clause[0].lower() if clause else ""
    if not clause or first in scan.words("compared", "periods"):
        return None
    if first in scan.words("compared", "pronouns"):
        return clause[0]
    if first in scan.words("compared", "own"):
        return " ".join(clause[:2]).removesuffix("'s")
    end = 1
    while clause[0][0].isupper() and end < len(clause) and clause[end][0].isupper():
        end += 1
    return " ".join(clause[:end]).removesuffix("'s")


def second_side(scan: Scan, at: int, before: int | None = None) -> str | None:
    """The other side, from *at* on: "the whole of Europe" of " the whole of Europe is".

    >>> second_side(Scan.of("than Russia is"), 4)
    'Russia'
    """
    stop = len(scan.raw) if before is None else before
    end, first, number = at, None, 0
    while number < _MOST_WORDS and (match := _SIDE.match(scan.raw, end)) and match.end() <= stop:
        word = match[1].lower().rstrip(".,")
        if word in scan.words("compared", "ends"):
            if number or word not in scan.words("compared", "within"):
                break
        else:
            first = match.start(1) if first is None else first
            number += 1
        end = match.end()
        if match[1].endswith((",", ".")) and not re.fullmatch(r"(?:\w\.){2,4}", match[1]):
            break
    return scan.raw[first:end].strip(" .,") if first is not None else None


def named_side(said: str | None, language: Language) -> str | None:
    """A side that can be one: it begins with no figure, says no sentence, and is more than "the".

    >>> from claimcheck.flagging.language_words import known_language
    >>> [named_side(said, known_language("en")) for said in ("the whole of the alliance", "000", "Only")]
    ['the whole of the alliance', None, None]
    """
    parts = (said or "").lower().split()
    if not any(part[0].isalpha() and part not in _NO_SIDE for part in parts):
        return said if len(parts) == 1 and _YEAR.fullmatch(parts[0]) else None
    sentence = any(part in language.words("speakers", "be") for part in parts)
    return None if sentence or parts[0][0].isdigit() else said


def measure_in(scan: Scan) -> str | None:
    """What the sides are compared in, where it is said: "in terms of its economic power".

    >>> measure_in(Scan.of("In terms of its area, it is bigger."))
    'area'
    """
    match = _TERMS.pattern("TERMS", scan.language).search(scan.low)
    return scan.raw[match.start("what") : match.end("what")] if match else None


def _clause(scan: Scan, before: str) -> list[str]:
    """The words since the last mark or word that begins a clause."""
    found = _WORD.findall(_MARK.split(before)[-1] if before.strip() else "")
    openers = scan.words("compared", "clause")
    last = max((n for n, word in enumerate(found) if word.lower() in openers), default=-1)
    return found[last + 1 :]
