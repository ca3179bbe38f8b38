"""Years and months counted from one that the sentence names: "in 2019 … the previous year" is 2018.

Without such a year they stay what they were read as: "last year" and "the previous year" are counted from
the day of publication, "a year earlier" is a period.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quantities.date_words import dated
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.model import Measured, Quantity

_NAMED = re.compile(r"([12]\d{3})(?:-(\d\d))?(?:-.*)?")  # 2019, 2019-05, 2019-Q3
_SENTENCE = re.compile(r"[.!?]['\")]? +(?=[A-Z])|\n")
_NEAR = 6  # so many quantities before and behind are looked at
_APPOSED = re.compile(r",? ?\(?(?:in |im jahr )?")


def counted_from_named(scan: Scan, found: Iterable[Quantity]) -> list[Quantity]:
    """The quantities with years and months that are counted from one named in the same sentence.

    >>> from claimcheck.flagging.quantities.extract import quantities
    >>> [one.normalized for one in quantities("In 2019 it rose from the previous year.")]
    ['2019', '2018']
    """
    every = list(found)
    if not any(_is_named(one) for one in every):
        return every
    told, at = [], 0
    for match in _expression(scan.language).finditer(scan.low):
        while at < len(every) and every[at].span.end <= match.start():
            told.append(every[at])
            at += 1
        made = _from_anchor(scan, match, told[-_NEAR:], every[at : at + _NEAR])
        if made is None:
            continue
        if _many(scan, match["many"]) > 1:  # "five years earlier" is a period too
            every[at : at + 1] = [_resolved(one, made) for one in every[at : at + 1]]
            continue
        while at < len(every) and every[at].span.start < match.end():
            at += 1
        told.append(made)
    return told + every[at:]


def _resolved(one: Quantity, made: Quantity) -> Quantity:
    """A period with the year that it leads to."""
    overlaps = one.span.start < made.span.end and made.span.start < one.span.end
    return replace(one, resolved=made.resolved) if overlaps and one.kind is Measured.DURATION else one


def _is_named(one: Quantity) -> bool:
    return one.kind is Measured.DATE and _NAMED.fullmatch(one.normalized or "") is not None


def _from_anchor(
    scan: Scan, match: re.Match[str], told: list[Quantity], to_come: list[Quantity]
) -> Quantity | None:
    """The date that an expression means, seen from the nearest one before it or else behind it."""
    start, end = match.span()
    code = scan.table("calendar", "units").get(match["period"] or match["that"] or "", "Y")
    before = list(_beside(scan, start, told))
    after = [one for one in _beside(scan, end, to_come) if one.span.start >= end]
    anchor = before[-1] if before else after[0] if after else None
    if anchor is None or code not in {"Y", "M"}:
        return None
    apposed = not before and _APPOSED.fullmatch(scan.low, end, anchor.span.start) is not None
    by = 0 if apposed else _direction(scan, match) * _many(scan, match["many"])
    notation = _moved(str(anchor.normalized), by, code)
    return dated(scan, start, end, notation)[0] if notation else None


def _beside(scan: Scan, at: int, every: list[Quantity]) -> Iterator[Quantity]:
    """The named dates of the sentence that *at* is in."""
    for one in every:
        if _is_named(one):
            first, last = sorted((at, one.span.start))
            if last - first < 400 and _SENTENCE.search(scan.plain, first, last) is None:
                yield one


def _direction(scan: Scan, match: re.Match[str]) -> int:
    word = match["deixis"] or match["far"] or match["beside"]
    later = scan.words("calendar", "anchored_after") + scan.words("calendar", "later")
    return 1 if word in later else -1


def _many(scan: Scan, written: str | None) -> int:
    if written is None:
        return 1
    return int(written) if written.isdecimal() else int(scan.table("figures", "words").get(written, 1))


def _moved(named: str, by: int, code: str) -> str | None:
    """The year or month so many years or months away.

    >>> _moved("2019-01", -1, "M"), _moved("2019", -1, "M"), _moved("2019-05", 2, "Y")
    ('2018-12', None, '2021')
    """
    match = _NAMED.fullmatch(named)
    assert match is not None
    if code == "Y":
        return f"{int(match[1]) + by:04}"
    if match[2] is None:
        return None
    year, month = divmod(12 * int(match[1]) + int(match[2]) - 1 + by, 12)
    return f"{year:04}-{month + 1:02}"


@cache
def _expression(language: Language) -> re.Pattern[str]:
    """ "the previous year", "two years earlier", "the year before", "Vorjahr"."""

    def words(*names: str) -> str:
        return alternatives({w for name in names for w in language.words("calendar", name)}) or "(?!)"

    units = [w for w, code in language.table("calendar", "units").items() if code in {"Y", "M"}]
    period = alternatives(units) or "(?!)"
    few = [w for w, value in language.table("figures", "words").items() if 0 < value <= 20]
    many = alternatives({*few, *language.words("figures", "articles")}) or "(?!)"
    than = alternatives(language.words("bounds", "than")) or "(?!)"
    far, ends = words("earlier", "later"), r"(?= (?:and|but|und) |[^\w ]|$)"
    return re.compile(
        rf"(?<!\w)(?:(?P<deixis>{words('anchored_before', 'anchored_after')}) (?P<period>{period})"
        rf"|(?:(?P<many>{many}|\d{{1,2}}) |{words('the')} )(?P<that>{period}) "
        rf"(?P<far>{far})(?!\w)(?:(?<!before)(?<!after)|{ends})"
        rf"|(?P<beside>{words('year_before')}))(?!\w| (?:{than})(?!\w))"
    )
