"""How the heads of turns are written: a pattern for each form, beside examples of it.

Every repetition is bounded, and which patterns a line can match at all is told by its characters, since most
lines of prose begin with no head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

LONGEST_NAME = 60
LONGEST_HEAD = 240
"""Characters of a line in which its head ends, if it has one."""


class Form(StrEnum):
    """How a head is written."""

    COLON = "colon"
    DASH = "dash"
    STOP = "stop"
    LETTER = "letter"
    TIMED = "timed"
    CHAT = "chat"
    CUE = "cue"
    LINE = "line"
    ASKED = "asked"
    CHANGE = "change"


# "0:12" · "[00:12:03.400]" · "(10:15 PM)"
_HALF = r"(?:[\s\u202f\xa0]?[AaPp]\.?[Mm]\b\.?)?"
_TIME = rf"[\[(]?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?{_HALF}(?![\w:])[\])]?"
_NAME = rf"(?P<name>[^\W\d_][^:：,;!?()\[\]\"“”\n*#]{{0,{LONGEST_NAME - 1}}}?)"
# ", HOST" · ", on behalf of the PPE Group"
_ROLE = rf"(?P<role>,\s[^:：;!?()\[\]\"“”\n*]{{1,{LONGEST_NAME}}}?)?"
# " (by video link)" · " (Leeds West) (Lab)"
_ASIDES = rf"(?P<asides>(?:\s{{0,3}}[(\[][^()\[\]\n]{{1,{LONGEST_NAME}}}[)\]]){{0,3}})"
# "### " · ">> " · "- " · "341 " (a page's number) · "2. "
_MARK = r"(?P<mark>#{1,6}\s{1,3}|>>\s{0,2}|[-*•–]\s{1,3})?(?:\d{1,4}\.?\s)?"
_BOLD, _UNBOLD = r"(?P<bold>[*_]{1,3})?", r"[*_]{0,3}"
_OPENING = rf"{_MARK}{_BOLD}(?:(?P<before>{_TIME})\s{{0,3}}[-–—|]?\s{{0,3}})?{_UNBOLD}"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\.?"
_CLOCK = rf"\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?{_HALF}"
# A name in a chat may be a number or hold an emoji.
_NICK = rf"(?P<name>[^:\n“\"]{{1,{LONGEST_NAME}}}?)"
# "Mr. HALE" · "Ms. McCOLLUM of Minnesota" · "The SPEAKER pro tempore"
_MEMBER = (
    r"(?P<name>[A-Z][A-Za-z]{0,11}\.?\s(?:[A-Z][\w.'’-]{0,20}\s){0,2}[A-Z][A-Za-z'’-]{0,20}[A-Z]{2}"
    r"(?:\s(?:pro tempore|of(?:\s[A-Z]\w{1,15}){1,2}))?)"
)

# "12/31/23, 10:15 PM - Ana: Hi" · "[31/12/2023, 22:15:03] Ana: Hi" · "31.12.23, 22:15 - Ana left"
_DATED = re.compile(
    rf"[\u200e\u200f]?(?P<square>\[)?(?P<before>{_DAY},?\s{_CLOCK})(?(square)\]|\s[-–])\s[\u200e\u200f]?"
    rf"(?:~\s?)?(?:{_NICK}:(?=\s|$))?"
)
# "[22:15, 31/12/2023] Ana: Hi"
_COPIED = re.compile(rf"\[(?P<before>{_CLOCK}, {_DAY})\]\s{_NICK}:(?=\s|$)")
# "10:02:13 From Ana Ruiz to Everyone: Hi"
_FROM = re.compile(
    rf"(?P<before>{_CLOCK})\s{{1,4}}From\s{{1,3}}{_NICK}"
    rf"(?:\s{{1,3}}[Tt]o\s{{1,3}}[^:\n]{{1,{LONGEST_NAME}}}?)?\s?:(?=\s|$)"
)
# "[0:12:04] Ana Ruiz:" · "[0:12:04]", as `captions` writes it, whoever that is
_CUE = re.compile(rf"\[(?P<before>\d{{1,3}}:\d\d:\d\d)\](?:\s(?P<name>[^:\n]{{1,{LONGEST_NAME}}}):)?$")
# "Ana Ruiz  0:12" · "[Ana Ruiz] 10:02:13" · "**Ana Ruiz** (0:12)"
_TIME_LAST = re.compile(
    rf"{_MARK}{_BOLD}\[?{_NAME}{_ROLE}\]?{_UNBOLD}{_ASIDES}{_UNBOLD}\s{{0,10}}[-–—|•,:]?\s{{0,3}}"
    rf"(?<![\w.])(?P<after>{_TIME}){_UNBOLD}:?$"
)
# "0:12" · "[0:12] Ana Ruiz"
_TIME_FIRST = re.compile(
    rf"{_BOLD}(?P<before>{_TIME}){_UNBOLD}:?(?:\s{{1,4}}[-–—|]?\s?\[?{_NAME}\]?{_UNBOLD})?$"
)
# "MS. HALE: " · "[00:12:03] HALE (by video): " · "### Ana Ruiz:" · "**Mr. X (Place) (Party):** "
_COLON = re.compile(
    rf"{_OPENING}(?P<square>\[)?{_NAME}{_ROLE}(?(square)\]){_UNBOLD}{_ASIDES}\s{{0,3}}"
    rf"(?P<after>{_TIME})?{_UNBOLD}(?:：{_UNBOLD}|:{_UNBOLD}(?=\s|$|[\"“*]))"
)
# "HON. S. MOSS.- " · "HON. T.A. HALE .- " · "Manfred Weber (PPE). – "
_DASH = re.compile(rf"{_OPENING}{_NAME}{_ROLE}{_ASIDES}\s?\.\s?[-–—]{{1,2}}{_UNBOLD}(?=\s|$)")
# "Mr. HALE. " · "Ms. MOSS (during the reading). "
_STOP = re.compile(rf"{_MARK}{_BOLD}{_MEMBER}{_ASIDES}\.{_UNBOLD}(?=\s)")
# "Q. " · "Q    " · "**Q2.** " · "A. "; "A man" is no answer
_LETTER = re.compile(
    rf"{_BOLD}(?:(?P<name>Q\d{{0,3}})(?:[.)]?{_UNBOLD}(?=\s|$))"
    rf"|(?P<answer>A\d{{0,3}})(?:[.)]{_UNBOLD}(?=\s|$)|{_UNBOLD}(?=\t|\s\s)))"
)
# ">> " alone: another one speaks
_CHANGE = re.compile(r">>\s{0,2}(?=[^\s>])")
# "**Ana Ruiz**" · "Tom Hale (Hull) (Lab)" · "Ana Ruiz — Chief Executive", all of a line
NAME_LINE = re.compile(
    rf"(?P<mark>#{{1,6}}\s{{1,3}})?{_BOLD}{_NAME}{_ROLE}{_UNBOLD}{_ASIDES}{_UNBOLD}(?:\s[-–—]{{1,2}}\s[^\n]{{1,60}})?$"
)

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]{0,20}"
# Amid a line, after the end of a sentence, in capitals: "… the question. MR. SPEAKER.- Order!"
INLINE = re.compile(
    rf"(?<=[.!?…:)\]\"”—]\s)(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,7}})"
    rf"(?P<asides>\s?\([^()\n]{{1,{LONGEST_NAME}}}\))?\s?(?:(?P<dash>\.\s?[-–—])|\.?:)(?=\s)"
)
# "HON. S. MOSS asked the Government, upon notice: "; the words belong to the sentence
ASKED = re.compile(
    rf"(?:(?<=^)|(?<=[.!?…:)\]\"”]\s)|(?<=\n))(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{1,7}})\s[a-z][^:.\n]{{3,80}}:(?=\s)"
)
# How one ends, by which it is found
ENDING = re.compile(r"(?<=[A-ZÀ-ÖØ-Þ.) ])[-–—:](?=\s)")
A_TIME = re.compile(_TIME)
QUESTION_OR_ANSWER = re.compile(r"[QA]\d{0,3}")

_DASHED = re.compile(r"\.\s?[-–—]")
_BEFORE_DATE = "0123456789[\u200e\u200f"


def patterns_for(opening: str, length: int) -> Iterator[tuple[Form, re.Pattern[str]]]:
    """The patterns that a line of so many characters can match, which begins with *opening*."""
    first, colon = opening[0], ":" in opening or "：" in opening
    if first.islower():
        if colon and length <= 2 * LONGEST_NAME and opening[-1] in "0123456789])*":
            yield Form.TIMED, _TIME_LAST
        return
    if first in _BEFORE_DATE:
        if first == "[" and length <= LONGEST_HEAD:
            yield Form.CUE, _CUE
        yield from ((Form.CHAT, pattern) for pattern in (_DATED, _COPIED, _FROM))
    if colon and length <= LONGEST_HEAD:
        yield from ((Form.TIMED, pattern) for pattern in (_TIME_LAST, _TIME_FIRST))
    if colon:
        yield Form.COLON, _COLON
    if _DASHED.search(opening):
        yield Form.DASH, _DASH
    yield Form.STOP, _STOP
    if first in "QA*_":
        yield Form.LETTER, _LETTER
    if first == ">":
        yield Form.CHANGE, _CHANGE
