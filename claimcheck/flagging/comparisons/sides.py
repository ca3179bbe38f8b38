"""The other side of a comparison: whole noun phrases, as well as words alone allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from claimcheck.flagging.comparisons.side_words import Token, closing, inside, times, trailing
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.flagging.templates import Templates
from claimcheck.model import Span

_SHORT = 6  # letters of a title, with its full stop
_DATED = 2  # words of "the 1980s"
_MOST_WORDS = 8  # a side is no longer
_PUT = 100  # characters between a verb and the level at which it puts something
_CLAUSE = 200  # characters before a change in which an earlier time is looked for
_NEXT = re.compile(r"[ ]?[“\"'(„]?([$€£]?\d[\d.,]{0,30}[\w%]{0,10}|[^\W_][\w'’.&/-]{0,40})")
_INITIALS = re.compile(r"(?:\w\.){2,4}")
_YEARS = re.compile(r"(?:19|20)\d\d|(?:1\d|20)?\d0s")
_TEMPLATES = Templates(
    {
        "TERMS": r"(?<!\w){|compared.terms} (?:{|compared.own} )?"
        r"(?P<what>[^\W\d_]{2,25}(?: [^\W\d_]{2,25}){0,2}?)(?=[,.;]|$| {|compared.be} )",
        # What stands before the second side and is none of it: "than | those of", "than | it was in".
        "lead": r"(?: {|compared.stand_ins}(?= {|compared.leads} ))?"
        r"(?: {|compared.pronouns} {|compared.be}(?: been)?(?!\w))?(?: (?:for|{|compared.leads})(?!\w))?",
        # A side that says what somebody thought before: "previously reported".
        "thought": r"(?: (?:{|compared.be}|it)){0,3} ((?:(?:[^\W\d_]{2,15}ly|{|compared.once}) ){0,2}"
        r"(?:(?<=ly )[^\W\d_]{2,15}ed|{|compared.expected})(?: {|compared.then})?)(?!\w)",
        # "since I | took office"
        "doing": r"(?: (?!{compared.clause compared.clausal})[\w'-]{1,25}){1,4}",
        # The time before, or the other side, soon after a change.
        "earlier": r"(?: (?!{compared.clause compared.earlier})[\w'%$€£.-]{1,20}){0,5}?"
        r" (?P<joint>{|compared.earlier}|(?P<over>{|compared.over})(?={PERIOD}))(?= )",
        "PERIOD": " {|compared.times}| (?:{|compared.own} )?[TD]",
        "compared": r"[^.;:!?\n]{0,80}?(?<!\w){|compared.compared compared.than}(?= )",
        # … or before it: "Since 2010, | exports", "seit 2010".
        "before": r"(?P<joint>{compared.since}|(?<![^,;\"“] )(?:{compared.earlier}|(?P<over>{compared.over})"
        r"(?={PERIOD})))(?= )",
        # A side that goes on: "the rate | is now in France".
        "put": "{compared.putting compared.raising compared.raising:s,ed,ing"
        " compared.lowering compared.lowering:s,ed,ing compared.cut}",
        "is_in": r" {|compared.be}(?: {|compared.light})? {|compared.leads}(?= )",
        "place": " {|compared.places_in}(?= )",
        "all_of": r" {|compared.all_of}(?!\w)",
        "then": r" {|compared.then}(?!\w)",
        # A side that is a clause: "what was spent".
        "clause": r" ({|compared.clausal}(?: (?!{compared.clause compared.clausal})[\w'%€$£-]{1,30}){1,7})",
    }
)


def side_after(scan: Scan, at: int) -> Span | None:
    """The side that is named from *at* on, without what only leads to it.

    >>> scan = Scan.of("higher than it was in the whole of Europe today")
    >>> side_after(scan, 11).of(scan.raw)
    'the whole of Europe'
    """
    said = [_TEMPLATES.pattern(name, scan.language).match(scan.low, at) for name in ("thought", "clause")]
    if spans := [match.span(1) for match in said if match]:
        return Span(*max(spans, key=lambda span: span[1]))
    lead = _TEMPLATES.pattern("lead", scan.language).match(scan.low, at)
    found = _whole_phrase(scan, lead.end() if lead else at)
    if found and scan.low[found.start : found.end] in scan.words("compared", "pronouns"):
        doing = _TEMPLATES.pattern("doing", scan.language).match(scan.low, found.end)
        return Span(found.start, doing.end()) if doing else found
    more = found and _TEMPLATES.pattern("is_in", scan.language).match(scan.low, found.end)
    if found and more and (place := _phrase(scan, more.end())):
        return Span(found.start, place.end)
    return found


def what_is_put(scan: Scan, at: int) -> Span | None:
    """What is put, taken or kept at a level that stands at *at*: "put | California | well above".

    >>> scan = Scan.of("It would put California well above the average")
    >>> what_is_put(scan, 29).of(scan.raw)
    'California'
    """
    put = [*_TEMPLATES.pattern("put", scan.language).finditer(scan.low, max(0, at - _PUT), at)]
    found = side_after(scan, put[-1].end()) if put else None
    return found if found and found.end <= at else None


def is_phrase(scan: Scan, side: Span) -> bool:
    """Whether a side can stand behind "25 times": not "expected", "last year" or "before"."""
    words = scan.low[side.start : side.end].split()
    listed = {*scan.words("compared", "expected"), *scan.words("compared", "then")}
    if words[0] in scan.words("compared", "time_first") or words[-1].isdecimal():
        return False
    return words[-1] not in listed and not (words[0].endswith("ly") and words[-1].endswith("ed"))


def compared_to(scan: Scan, at: int) -> Span | None:
    """The side behind "compared with" or the like, soon after *at*.

    >>> scan = Scan.of("fell by 5% in May, compared with the same month last year")
    >>> compared_to(scan, 10).of(scan.raw)
    'the same month last year'
    """
    match = _TEMPLATES.pattern("compared", scan.language).match(scan.low, at)
    return side_after(scan, match.end()) if match else None


class Earlier(NamedTuple):
    """The time that a change is told from, and the words that lead to it: "since | 2015"."""

    time: Span
    words: Span


def earlier_time(scan: Scan, low: str, at: int) -> Earlier | None:
    """The time that a change behind *at* is told from: "since 2015", "over the past year".

    *low* is the text in lower case in which dates and durations are letters.

    >>> scan = Scan.of("doubled in Malta since the war")
    >>> earlier_time(scan, scan.low, 7).words.of(scan.raw)
    'since the war'
    """
    match = _TEMPLATES.pattern("earlier", scan.language).match(low, at)
    return _told_from(scan, low, match) if match else None


def earlier_before(scan: Scan, low: str, at: int) -> Earlier | None:
    """The time that a change at *at* is told from, where it comes first: "Since the war it has | doubled".

    >>> scan = Scan.of("Since the war it has doubled")
    >>> earlier_before(scan, scan.low, 21).words.of(scan.raw)
    'Since the war'
    """
    match = _TEMPLATES.pattern("before", scan.language).search(low, max(0, at - _CLAUSE), at)
    found = _told_from(scan, low, match) if match else None
    return found if found and found.words.end <= at else None


def _told_from(scan: Scan, low: str, match: re.Match[str]) -> Earlier | None:
    time = side_after(scan, match.end())
    if time is None:
        return None
    if "A" <= low[time.start] <= "Z":  # "seit 2010 | verdoppelt"
        time = Span(time.start, time.start + 1)
    over, said = match["over"], scan.low[time.start : time.end + 20]
    if over and low[time.start] == "D" and not said.startswith(scan.words("compared", "time_first")):
        return None  # "in 2004" is when it happened
    time = whole(low, time)
    return Earlier(time, Span(match.start("joint"), time.end))


def whole(low: str, side: Span) -> Span:
    """A side with all of the figure that it ends in: "ten | years", where *low* has letters for figures."""
    end = side.end
    while "A" <= low[end - 1] <= "Z" and end < len(low) and low[end] == low[end - 1]:
        end += 1
    return Span(side.start, end)


def _whole_phrase(scan: Scan, start: int) -> Span | None:
    """The noun phrase that begins at *start*, with the place of a common noun: "the rate | in France"."""
    found = _phrase(scan, start)
    if found is None or scan.raw[found.start].isupper():
        return found
    joint = _TEMPLATES.pattern("place", scan.language).match(scan.low, found.end)
    place = _phrase(scan, joint.end()) if joint else None
    named = place and scan.raw[place.start].isupper() and not _tells_when(scan, place)
    return Span(found.start, place.end) if place and named else found


def _tells_when(scan: Scan, side: Span) -> bool:
    return scan.low[side.start : side.end].split()[0] in times(scan.language)


def _phrase(scan: Scan, start: int) -> Span | None:
    """The noun phrase that begins at *start*: up to a mark or a word that is in none."""
    tokens: list[Token] = []
    for token in _following(scan, start):
        if token.word in closing(scan.language) and not _goes_on(scan, tokens, token):
            break
        tokens.append(token)
        if ended := _TEMPLATES.pattern("then", scan.language).match(scan.low, token.end):
            return Span(tokens[0].start, ended.end())  # "a year | earlier"
    while tokens and tokens[-1].word in trailing(scan.language):
        tokens.pop()
    if not any(token.word[0].isalpha() and token.word not in trailing(scan.language) for token in tokens):
        year = 0 < len(tokens) <= _DATED and _YEARS.fullmatch(tokens[-1].word)  # "the 1980s"
        if all_of := _TEMPLATES.pattern("all_of", scan.language).match(scan.low, start):
            return Span(all_of.start() + 1, all_of.end())
        return Span(tokens[-1].start, tokens[-1].end) if year else None
    return Span(tokens[0].start, tokens[-1].end)


def _goes_on(scan: Scan, before: Sequence[Token], token: Token) -> bool:
    """Whether a word that ends most sides is inside: "May", "the | last election", "France | and Italy"."""
    if scan.raw[token.start].isupper():
        return True
    if token.word in scan.words("compared", "time_first"):
        last = before[-1].word if before else ""  # "July 4th | last year"
        bare = all(one.word in scan.words("compared", "no_end") for one in before)
        bare = bare or last in scan.words("compared", "of")  # "the whole of | last year"
        same = any(one.word in scan.words("compared", "same_time") for one in before)
        return bare or same or last[:1].isdecimal() or last[-3:-2].isdecimal()
    if not before or token.word not in scan.words("compared", "joining"):
        return False
    after = _NEXT.match(scan.raw, token.end)
    return bool(after and after[1][0].isupper() and scan.raw[before[-1].start].isupper())


def _following(scan: Scan, at: int) -> Iterator[Token]:
    """The words from *at* on, up to a mark."""
    for _ in range(_MOST_WORDS):
        match = _NEXT.match(scan.raw, at)
        if match is None:
            return
        said = match[1]
        ended = said[-1] in ".,'’" and not _is_short(scan.raw, said, match.end())
        end = match.end() - (len(said) - len(said.rstrip(".,'’")) if ended else 0)
        yield Token(match.start(1), end, scan.low[match.start(1) : end])
        if ended:
            return
        at = match.end()


def _is_short(text: str, said: str, end: int) -> bool:
    """Whether a full stop makes a word short and ends nothing: "U.S.", "Mr. | Lee"."""
    title = len(said) < _SHORT and said[0].isupper() and said[-1] == "." and text[end + 1 : end + 2].isupper()
    return title or _INITIALS.fullmatch(said) is not None


def noun_end(scan: Scan, at: int, most: int = 4) -> int:
    """Where the noun phrase that goes on at *at* ends: "biggest | army | in NATO"; *at* where none does.

    >>> noun_end(Scan.of("biggest army in NATO"), 7)
    12
    """
    end = at
    for token in islice(_following(scan, at), most):
        known = token.word in closing(scan.language) or token.word in inside(scan.language)
        we_have = token.word.partition("'")[0] in scan.words("compared", "pronouns")
        if known or we_have or not token.word[0].isalpha():
            break
        end = token.end
    return end


def measure_in(scan: Scan, at: int) -> str | None:
    """What the sides of a comparison at *at* are compared in, where it is said: "in terms of its power".

    >>> measure_in(Scan.of("In terms of its area, it is bigger."), 28)
    'area'
    """
    match = _TEMPLATES.pattern("TERMS", scan.language).search(scan.low, max(0, at - _CLAUSE), at + _CLAUSE)
    return scan.raw[match.start("what") : match.end("what")] if match else None
