"""Two who are told of together: "the two", "both countries", "the former", "the developers"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.model import Span
from claimcheck.statements.countries import countries_in, named_country
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_NAME = r"[A-Z][\w&'’.-]{1,24}(?: [A-Z][\w&'’.-]{0,24}){0,4}"
_PAIR = re.compile(rf"(?<![\w&] )(?:Both )?(?P<one>(?!Both ){_NAME}) and (?P<other>{_NAME})(?![\w&-])")
_LISTED = re.compile(r"[A-Z][\w'’-]{1,24},? $")  # Ann Lee, | Bo Ray and Cy Day
_WHICH = "which two are meant is not told beyond doubt"
_BACK = 1_500  # characters before a claim in which two are told of together


def pairs(passage: Passage) -> Iterator[Finding]:
    """What is to be said of each word that stands for two."""
    for found in _pointing(passage).finditer(passage.text, passage.span.start, passage.span.end):
        if passage.before_word(found.start()) in passage.listed("the") | {"of"} or _joins(passage, found):
            continue
        pair = _two(passage, found)
        yield passage.open(found, _WHICH) if pair is None else _inserted(passage, found, pair)
    yield from _apposed(passage)


def _pointing(passage: Passage) -> re.Pattern[str]:
    """ "The two", "both", with a noun of them, "the former"."""
    return re.compile(
        r"(?<![\w'-])(?:(?P<which>[Tt]he (?:former|latter))(?= [a-z]+(?:s|ed)? )"
        r"|(?P<both>[Tt]he (?:two|pair|duo)|[Bb]oth)(?: (?P<noun>[a-z]{3,20}(?:s|en)))?)(?![\w'-])"
    )


def _joins(passage: Passage, found: re.Match[str]) -> bool:
    """Whether "both" is of an "and" that follows, or stands for what the claim has told."""
    if found["both"] and found["both"].lower() == "both":
        behind = passage.text[found.end() : passage.span.end]
        told = passage.text[passage.span.start : found.start()].strip(" \"'“„")
        return (
            bool(told)
            or " and " in behind[:60]
            or passage.after_word(found.end()) in passage.small - passage.lists.be
        )
    after = passage.after_word(found.end())
    if not found["noun"] and after not in passage.verbs and not after.endswith("ed"):
        return True  # "the two main parties"
    if found["which"]:
        return False
    return _PAIR.search(passage.text, passage.span.start, found.start()) is not None


def _two(passage: Passage, found: re.Match[str]) -> re.Match[str] | None:
    """The only two names that one of the sentences before joins, the nearest that joins any."""
    for span in passage.before:
        every = list(_PAIR.finditer(passage.text, span.start, span.end))
        if len(every) > 1:
            return None
        if every:
            return every[0] if _fits(passage, every[0], found["noun"]) else None
    return None


def _fits(passage: Passage, pair: re.Match[str], noun: str | None) -> bool:
    """Whether two names may be "both countries" or "the two men"; further names beside them leave doubt."""
    if _LISTED.search(passage.text, max(0, pair.start() - 30), pair.start()):
        return False
    countries = [named_country(passage, Span(*pair.span(one))) for one in ("one", "other")]
    if noun is None:
        return True
    if noun in passage.listed("countries"):
        sentence = next(span for span in passage.before if Span(*pair.span()) in span)
        return all(countries) and countries_in(passage, sentence) == 2
    persons = passage.lists.is_title(noun) or passage.lists.is_person(noun)
    return persons and all(_known(passage, pair[one]) for one in ("one", "other"))


def _known(passage: Passage, name: str) -> bool:
    return any(name.endswith(person) for person in passage.named.people)


def _inserted(passage: Passage, found: re.Match[str], pair: re.Match[str]) -> Insertion:
    one, other = (Span(*pair.span(name)) for name in ("one", "other"))
    if found["which"]:
        place = one if found["which"].lower().endswith("former") else other
    else:
        place = Span(one.start, other.end)
    return Insertion(Span(*found.span()), place.of(passage.raw), place)


def _apposed(passage: Passage) -> Iterator[Finding]:
    """ "The developers", of whom the article has said "two developers, Ann Lee and Bo Ray"."""
    plural = re.compile(r"(?<![\w'-])[Tt]he (?P<noun>[a-z]{3,20}s)(?![\w'-])(?! (?:of|who|that|in|at|from) )")
    for found in plural.finditer(passage.text, passage.span.start, passage.span.end):
        start = max(0, passage.span.start - _BACK)
        told = rf"(?<![\w-])(?i:two|both) (?:[\w'-]{{1,20}} ){{0,2}}{found['noun']}, {_PAIR.pattern}(?=[,.;])"
        every = list(re.finditer(told, passage.text[start : passage.span.start]))
        if len(every) == 1:
            at = Span(start + every[0].start("one"), start + every[0].end("other"))
            yield Insertion(Span(*found.span()), at.of(passage.raw), at)
