"""For which body or country somebody speaks, by what the article says beside their name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from claimcheck.flagging.language_words import alternatives
from claimcheck.model import Span
from claimcheck.statements.countries import named_country
from claimcheck.statements.passage import CAPITAL, NAME_OF_BODY, Passage

_MENTIONS = 20  # of one name that are looked at
_BEFORE = 120  # characters before a name
_MOST = 6  # words of a body's name


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody speaks from: the words ``at`` for the body or country, and the words of the office.

    ``portfolio`` is whether the words say only what the office is about: the Minister for | Health.
    """

    at: Span
    office: str
    portfolio: bool = False


def seat(passage: Passage, name: Span) -> Seat | None:
    """For whom the person speaks whose name stands at *name*: the first that the article tells of."""
    called = re.compile(rf"(?<![\w-]){re.escape(name.of(passage.text))}(?![\w-])", re.IGNORECASE)
    places = (
        _behind(passage, found.end()) or _before(passage, found.start())
        for found in islice(called.finditer(passage.text), _MENTIONS)
    )
    return next((place for place in places if place is not None), None)


def _offices(passage: Passage) -> str:
    return rf"(?P<office>(?i:{alternatives(passage.listed('speaking_for')) or '(?!)'}))"


def _behind(passage: Passage, at: int) -> Seat | None:
    """ "Ana Ruiz, head of | Norsk Fisk", "Ana Ruiz (Minister for | Health)", ", | Norsk Fisk's head"."""
    words = r"(?P<more>(?:[\w'-]{1,24} ){0,4}?)"
    body, office = rf"(?P<body>{NAME_OF_BODY})", _offices(passage)
    form = re.compile(
        rf"(?:, | \(|, who is )(?:(?:[Tt]he|an?) )?{words}{office},? (?:of|for|at) {body}(?![\w-])"
    )
    possessed = re.compile(rf", {body}'s {words}{office}(?![\w-])")
    listed = re.compile(rf"(?:, | \(){words}{office}, {body}(?![\w-])")
    found = form.match(passage.text, at) or possessed.match(passage.text, at)
    if found is None and (found := listed.match(passage.text, at)):
        found = found if _is_a_name(passage, Span(*found.span("body"))) else None
    if found is None:
        return _behind_in_a_row(passage, at)
    if not passage.lists.qualifiers.isdisjoint(found["more"].lower().split()):
        return None
    return _checked(passage, Span(*found.span("body")), found["office"].lower())


def _behind_in_a_row(passage: Passage, at: int) -> Seat | None:
    """ "Ana Ruiz, | Norsk Fisk | chief executive,"."""
    found = re.compile(r"(?:, | \()(?P<words>(?:[\w'&-]{1,24} ){1,8}[\w'-]{1,24})(?=[,.;)\n])").match(
        passage.text, at
    )
    if found is None:
        return None
    return _in_a_row(passage, list(re.finditer(r"\S+", found["words"])), found.start("words"))


def _before(passage: Passage, at: int) -> Seat | None:
    """ "| Norsk Fisk | chief executive Ana Ruiz", "mayor of | Oslo, Ana", "Minister for | Health (Ana"."""
    start = max(passage.text.rfind("\n", 0, at) + 1, at - _BEFORE)
    body, mark = rf"(?P<body>{NAME_OF_BODY})", r"(?:, (?:[A-Z]\w{0,3}\.? )?| \()$"
    form = re.compile(rf"(?<![\w-]){_offices(passage)} (?:of|for|at) {body}{mark}")
    if found := form.search(passage.text[start:at]):
        at_body = Span(start + found.start("body"), start + found.end("body"))
        return _checked(passage, at_body, found["office"].lower())
    return _in_a_row(passage, list(re.finditer(r"\S+", passage.text[start:at])), start)


def _in_a_row(passage: Passage, words: Sequence[re.Match[str]], start: int) -> Seat | None:
    """The name before the words of an office that stand before a person's: "| Pentagon | press secretary"."""
    offices = [word[0].strip(",").lower() for word in _office_words(passage, words)]
    speaking = [word for word in offices if word in passage.listed("speaking_for")]
    body = list(_capitals_at_end(words[: len(words) - len(offices)]))[::-1]
    if not body or not speaking or not passage.lists.qualifiers.isdisjoint(offices):
        return None
    owners = [n for n, word in enumerate(body) if word[0].endswith("'s")]
    last = body[owners[0]] if owners else body[-1]  # "National's | Housing spokesperson"
    at = Span(start + body[0].start(), start + last.end() - 2 * bool(owners))
    whole = " ".join(reversed(offices))
    office = next((one for one in passage.listed("heads_of_state") if one in whole), speaking[0])
    whose = owners or office in passage.listed("of_bodies") or _is_a_name(passage, at)
    return _checked(passage, at, office) if whose else None


def _capitals_at_end(words: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    for word in islice(reversed(words), _MOST):
        if not re.fullmatch(CAPITAL, word[0].removesuffix("'s")):
            return
        yield word


def _office_words(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The words of an office at the end, the last first: "deputy | press | secretary"."""
    known = passage.listed("speaking_for") | passage.listed("of_offices")
    for word in reversed(words):
        low = word[0].strip(",").lower()
        common = low.isalpha() and low == word[0] and low not in passage.small
        if not (common or low in known or passage.lists.is_title(low)):
            return
        yield word


def _is_a_name(passage: Passage, at: Span) -> bool:
    """Whether capitals are a body's name, and no portfolio ("Health spokesperson"): it is told alone."""
    name = at.of(passage.text).removeprefix("the ").removeprefix("The ")
    if name.split()[-1] in passage.lists.body_names or named_country(passage, at) or name.isupper():
        return True
    alone = re.compile(rf"(?:(?<=[a-z,] )|(?<=The )){re.escape(name)}(?![\w-])(?! [A-Z])")
    return any(found.start() not in range(at.start, at.end) for found in alone.finditer(passage.text))


def _checked(passage: Passage, body: Span, office: str) -> Seat | None:
    """A seat at a body; of a minister it is a portfolio where it is no country."""
    country = named_country(passage, body)
    if country is not None:
        return Seat(country, office)
    words = body.of(passage.text).removeprefix("the ").removeprefix("The ")
    if words.lower() in passage.lists.nations or words.split()[-1] in passage.named.by_surname:
        return None
    return Seat(body, office, portfolio=office in passage.listed("ministers"))
