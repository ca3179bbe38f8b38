"""Dates that the day of publication tells: "last year" is "[in 2015]", "in April" is "in April [2016]"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Measured, Quantity, Span
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion, OpenWords

_SHIFT = re.compile(r"(?:PREV|THIS|NEXT) P1([YMD])|PREV P[2-9]([YM])|PRESENT_REF")
_WEEKDAY = re.compile(r"XXXX-WXX-\d")
_MONTH = re.compile(r"XXXX-\d\d(?:-\d\d)?")
_INEXACT = re.compile(r"\d{4}(?:-\d\d)?")
_COUNTED = re.compile(r"(?:PREV|THIS|NEXT) P")
_HALF = 6  # months
_NO_DATE = "the article has no date to count from"


def dates(passage: Passage) -> Iterator[Finding]:
    """What is to be said of the dates of a claim."""
    found = _found(passage)
    for n, one in enumerate(found):
        after = found[n + 1].span.start - one.span.end if n + 1 < len(found) else None
        if one.normalized is None or _in_a_name(passage, one):
            continue
        if _MONTH.fullmatch(one.normalized):
            if after is None or (
                after > 2 and passage.text[one.span.end : one.span.end + after].split() != ["of"]
            ):
                yield from _with_year(passage, one)
        elif shift := _SHIFT.fullmatch(one.normalized):
            yield from _counted(passage, one, shift[1] or shift[2] or "D")
        elif _WEEKDAY.fullmatch(one.normalized):
            yield from _with_day(passage, one)
        elif _COUNTED.match(one.normalized):
            yield _left(passage, one, "counted from the day it was said")


def _found(passage: Passage) -> list[Quantity]:
    """The dates of a claim, resolved as far as what is known of the article's date makes sure."""
    every = passage.claim.quantities
    if _INEXACT.fullmatch(passage.published or ""):
        early, late = (_read(passage, day) for day in _ends_of(str(passage.published)))
        sure = {one.span for one, other in zip(early, late, strict=True) if one.resolved == other.resolved}
        every = tuple(one if one.span in sure else replace(one, resolved=None) for one in early)
    return [one for one in every if one.kind is Measured.DATE]


_THEN = re.compile(
    r"(?i:(?P<lead>since|by|until|before) (?P<then>then)|(?P<at>at (?:that|the) time))(?![\w'-])"
)
_YEAR = re.compile(r"(?:\d{4})(?:-\d\d){0,2}")


def then(passage: Passage) -> Iterator[Finding]:
    """ "Since then", where the sentence before tells of one date, and no other."""
    for found in _THEN.finditer(passage.text, passage.span.start, passage.span.end):
        if passage.language.code != "en" or not passage.before:
            return
        every = quantities(passage.raw, passage.before[0], language=passage.language)
        told = [one for one in every if one.kind is Measured.DATE]
        if len(told) != 1 or not _YEAR.fullmatch(told[0].normalized or ""):
            continue
        words = Span(*found.span("then" if found["then"] else "at"))
        date_told = told[0].span.of(passage.raw)
        if not found["then"]:
            form = passage.language.table("statements", "in_date")[
                "YMD"[len(str(told[0].normalized)) // 3 - 1]
            ]
            date_told = form.format(date_told)
            date_told = date_told[:1].upper() + date_told[1:] if found["at"][0].isupper() else date_told
        yield Insertion(words, date_told, told[0].span)


def _in_a_name(passage: Passage, one: Quantity) -> bool:
    """Whether "Today" or "Last Year" with a capital is no time: USA Today."""
    first = passage.text[passage.span.start : one.span.start].strip("\"'“”„(-•* ") == ""
    return (
        one.text[:1].isupper()
        and not first
        and bool(_SHIFT.fullmatch(str(one.normalized)))
        and (passage.language.code != "de")
    )


def _read(passage: Passage, published: str) -> tuple[Quantity, ...]:
    return quantities(passage.raw, passage.span, language=passage.language, published=published)


def _ends_of(period: str) -> tuple[str, str]:
    """The first and about the last day of a year or a month.

    >>> _ends_of("2005"), _ends_of("2005-02")
    (('2005-01-01', '2005-12-31'), ('2005-02-01', '2005-02-28'))
    """
    first, last = ("-01-01", "-12-31") if len(period) == 4 else ("-01", "-28")
    return period + first, period + last


def _with_year(passage: Passage, one: Quantity) -> Iterator[Finding]:
    """A month or a day with its year behind it."""
    if one.resolved is None:
        why = _NO_DATE if passage.published is None else "the year is not told"
        yield _left(passage, one, why)
    elif _may_be_ahead(passage, one.resolved):
        yield _left(passage, one, "it may be the one before or the one after")
    elif not re.match(r",? [12]\d{3}", passage.text[one.span.end : one.span.end + 6]):
        yield Insertion(Span(one.span.end, one.span.end), one.resolved[:4])


def _may_be_ahead(passage: Passage, resolved: str) -> bool:
    """Whether a month or a day long past may be the next one: "should expire on September 30th"."""
    if passage.lists.modals.isdisjoint(word[0].lower() for word in passage.words):
        return False
    months = 12 * (int(str(passage.published)[:4]) - int(resolved[:4]))
    months += int(str(passage.published)[5:7] or 1) - int(resolved[5:7] or 1)
    return _HALF < months <= 12


def _with_day(passage: Passage, one: Quantity) -> Iterator[Finding]:
    """A weekday with its date behind it, where something was done then: "on Tuesday [May 14, 2024]"."""
    done = passage.lists.past_forms | passage.lists.finite | passage.listed("same_verb")
    past = any(word[0].lower() in done or word[0].lower().endswith("ed") for word in passage.words)
    if one.resolved is None:
        yield _left(passage, one, _NO_DATE)
    elif not past or any(
        word[0].lower() in passage.language.listed("calendar.future?") for word in passage.words
    ):
        yield _left(passage, one, "it may be the one before or the one after")
    elif _stands_free(passage, one.span.end) and _is_exact(passage):
        told = _written(one.resolved, passage.language.code)
        yield Insertion(Span(one.span.end, one.span.end), told)


def _stands_free(passage: Passage, at: int) -> bool:
    """Whether a weekday is no part of more: "Monday | 's debate", "Friday | evening", "Tuesday, | 3 May"."""
    rest = passage.text[at : at + 3]
    if rest[:1] == "'" or re.match(r", \d", rest) or (rest[:1] == " " and rest[1:2].isupper()):
        return False
    after = passage.after_word(at)
    return not after or after in passage.small or passage.verb_follows(at)


def _is_exact(passage: Passage) -> bool:
    return not _INEXACT.fullmatch(passage.published or "")


def _counted(passage: Passage, one: Quantity, code: str) -> Iterator[Finding]:
    """ "last year", "this month" and "yesterday", as the date that they are."""
    resolved = one.resolved
    before = passage.before_word(one.span.start)
    if resolved is None:
        yield _left(passage, one, _NO_DATE)
    elif before in passage.listed("lasting") or (code == "D" and not _is_day(passage, one)):
        yield _left(passage, one, "it may be a day or a longer time")
    else:
        told = _written(resolved, passage.language.code)
        span = one.span
        if before in passage.listed("joined_dates"):  # "im | vergangenen Jahr"
            span = Span(span.start - len(before) - 1, span.end)
            before = ""
        form = passage.language.table("statements", "in_date")[code]
        bare = before in passage.listed("before_dates") or passage.text[one.span.end :][:2] == "'s"
        told = told if bare else form.format(told)
        first = not any(char.isalnum() for char in passage.text[passage.span.start : span.start])
        yield Insertion(span, told[:1].upper() + told[1:] if first else told)


def _is_day(passage: Passage, one: Quantity) -> bool:
    """Whether "today" is the day, by a verb of something done; "yesterday" is always one."""
    before = passage.before_word(one.span.start)
    if before in passage.lists.determiners or before.endswith("er"):  # "a brighter tomorrow"
        return False
    if str(one.normalized)[:4] == "PREV":
        return True
    if before == "of":
        return False
    if one.normalized != "PRESENT_REF":
        ahead = passage.language.listed("calendar.future?")
        return str(one.normalized)[:4] != "NEXT" or any(word[0].lower() in ahead for word in passage.words)
    words = [word[0].lower() for word in passage.words if abs(word.start() - one.span.start) < 50]
    return bool(passage.listed("announced").intersection(words))


def _written(resolved: str, code: str) -> str:
    """A date as it is written in the language.

    >>> _written("2015", "en"), _written("2016-03", "en"), _written("2006-10-17", "de")
    ('2015', 'March 2016', '17. Oktober 2006')
    """
    # Not above: it takes its time, and importing claimcheck needs none of it.
    from babel.dates import format_date

    parts = [int(part) for part in resolved.split("-")]
    if len(parts) == 1:
        return resolved
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return format_date(day, "long" if len(parts) > 2 else "MMMM y", locale=code)


def _left(passage: Passage, one: Quantity, why: str) -> OpenWords:
    return OpenWords(one.span, one.span.of(passage.raw), why)
