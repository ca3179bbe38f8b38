"""One thing at two times: "rose 25%", "down from 12% to 9%", "tripled since 2015", "rose to $43bn"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from claimcheck.flagging.comparisons.differences import Found
from claimcheck.flagging.comparisons.meant import has_happened, is_meant
from claimcheck.flagging.comparisons.multiples import changed_in, since_then
from claimcheck.flagging.comparisons.shape import Shape, letter
from claimcheck.flagging.comparisons.sides import Earlier, earlier_before, earlier_time, side_after, whole
from claimcheck.flagging.comparisons.wordings import difference, short, times
from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities.scan import Scan, notation, tidy
from claimcheck.flagging.templates import Templates
from claimcheck.model import Bound, Comparison, Quantity, Relation, Span

_ROSE = "compared.rising compared.rising:s,ed,ing compared.rose"
_FELL = "compared.falling compared.falling:s,ed,ing compared.fell"
_RAISED = "compared.raising compared.raising:s,ed,ing"
_LOWERED = "compared.lowering compared.lowering:s,ed,ing compared.cut"
_TRANSITIVE = f"{_RAISED} {_LOWERED}"
_CAUSING = "compared.rising:s,ed,ing compared.falling:s,ed,ing"  # also without an object
VERBS = f"(?P<verb>{{{_ROSE} {_RAISED} compared.up {_FELL} {_LOWERED} compared.down}})"
_DOWN = f"{_FELL} {_LOWERED} compared.down compared.fall_nouns"
_TEMPLATES = Templates(
    {
        # "rose | by more than 25%": at most four words between, none of which turns to something else.
        "by": VERBS + "{WORDS}(?P<by> {|compared.by})?{WORDS}{BOUND}?"
        r" [+-]?(?P<figure>[PQMNX]{1,80})(?![A-Z-])",
        # "um 20 Prozent | gestiegen"
        "behind": r"(?P<by>{|compared.by_before}){BOUND}?"
        r" (?P<figure>[PQMNX]{1,80})(?: [^\W\d_][\w-]{1,20}){0,2}? " + VERBS,
        "WORDS": r"(?: (?!{|compared.turns}(?!\w))[\w'-]{1,15}){0,4}?",
        "BOUND": "(?: {|bounds.approximate bounds.at_least bounds.at_most})",
        # "rose | to $43bn"
        "level": f"(?P<verb>{{{_ROSE} {_FELL} compared.down}}){{to}}",
        "to": r"(?: [^\W\d_]{2,15}){0,2}? {|compared.to}(?: [^\W\d_]{1,12}){0,3}? (?=[PMNQ])",
        # "25% | increase", "an increase of | 25%"
        "noun": r"(?P<figure>[PQMN]{1,80})(?: (?!{|compared.turns}(?!\w))[^\W\d_][\w-]{1,20}){0,3}?"
        " (?P<verb>{compared.rise_nouns compared.fall_nouns})",
        "noun_of": "(?P<verb>{compared.rise_nouns compared.fall_nouns})"
        r" {|compared.of}(?: [\w'-]{1,15}){0,3}? (?P<figure>[PQMN]{1,80})",
        "halved": "(?P<verb>{compared.cut}){WORDS} {|compared.in_half}(?!\\w)",
        "moving": f"{{{_ROSE} {_FELL}}}",
        "than_before": "{compared.up compared.down} (?:{|compared.changed}(?= )"
        "|{|compared.on}(?= {|compared.times}| D))",
    }
)


@cache
def forms(language: Language, lists: str) -> frozenset[str]:
    """The words of these lists, in the forms that are asked for."""
    return frozenset(language.listed(lists))


# --- by how much ----------------------------------------------------------------------------------------


def by_so_much(shape: Shape) -> Iterator[Comparison]:
    """A change and its size: "rose by a quarter", "a 50 percent increase in their pay"."""
    for name in ("by", "behind", "noun", "noun_of"):
        for match in _TEMPLATES.pattern(name, shape.scan.language).finditer(shape.low):
            quantity = shape.at.get(match.start("figure"))
            if quantity is None or not quantity.value or _is_plan(shape, match):
                continue
            if name == "by" and not match["by"] and _is_object(shape.scan, match, quantity):
                continue
            if name.startswith("noun") and not _is_told(shape, match):
                continue
            found = _changed(shape, match, quantity, name)
            if found is not None:
                changed = _caused(shape.scan, match) if name == "by" else found.measure
                yield replace(found, left=changed) if changed else found


def _caused(scan: Scan, match: re.Match[str]) -> str | None:
    """What somebody changes: "has increased | passenger numbers | by 7%"."""
    if match["verb"] not in forms(scan.language, f"{_TRANSITIVE} {_CAUSING}"):
        return None
    between = scan.raw[match.end("verb") : match.start("figure")].split()
    by = next((n for n, word in enumerate(between) if word in scan.words("compared", "by")), 0)
    light = scan.words("compared", "light")
    words = between[:by]
    if not words or words[0] in light or all(word.endswith("ly") for word in words):
        return None
    return " ".join(words)


def _is_object(scan: Scan, match: re.Match[str], quantity: Quantity) -> bool:
    """Whether the figure may be what is cut, and not by how much: "lower | 95 percent", "cut 300 jobs"."""
    verb = match["verb"] in forms(scan.language, _TRANSITIVE)
    return letter(quantity) == "N" or (verb and match.end("verb") + 1 >= match.start("figure"))


def _is_told(shape: Shape, match: re.Match[str]) -> bool:
    """Whether a noun tells a change that took place, or one from a time on: "a rise of 5% since May"."""
    return has_happened(shape, match.start()) or _since(shape, match.start(), match.end()) is not None


def _is_plan(shape: Shape, match: re.Match[str]) -> bool:
    """Whether a verb is only meant, or belongs to another: "to cut emissions by 40%", "make | up 80%"."""
    return is_meant(shape, match.start()) or shape.scan.follows(match.start(), "compared", "phrasal")


def _changed(shape: Shape, match: re.Match[str], quantity: Quantity, name: str) -> Comparison | None:
    """The change by a figure, as a multiple, a percentage or an amount."""
    value, down = abs(quantity.value or 0), match["verb"] in forms(shape.scan.language, _DOWN)
    since = _since(shape, match.start(), max(match.end(), quantity.span.end))
    end = max(match.end(), quantity.span.end, since.words.end if since else 0)
    measure = changed_in(shape, match.end()) if name.startswith("noun") else None
    found = Found(Span(match.start(), end), quantity, since and since.time, measure, verb=name == "by")
    if letter(quantity) == "X":
        factor = tidy(round(1 / value, 6)) if down else value
        return _over_time(shape, found, Relation.TIMES, times(factor), since, factor=factor)
    less = "less" if down else "more"
    if letter(quantity) == "P":
        if down and value > 100:
            return None
        relation = Relation.PERCENT_LESS if down else Relation.PERCENT_MORE
        share = "/" in (quantity.normalized or "") and not float(value).is_integer()
        percent = quantity.text if share else f"{notation(value)}%"  # "two thirds", not "66.67%"
        return _over_time(shape, found, relation, f"{percent} {less}", since, factor=value)
    relation, words = Relation.LESS if down else Relation.MORE, f"{difference(quantity, value)} {less}"
    return _over_time(shape, found, relation, words, since, amount=value, unit=quantity.unit)


def _over_time(
    shape: Shape, found: Found, relation: Relation, words: str, since: Earlier | None, **fields: Any
) -> Comparison:
    return replace(
        found.comparison(shape, relation, since_then(words, shape, since), **fields), over_time=True
    )


def _since(shape: Shape, start: int, end: int) -> Earlier | None:
    """The earlier time behind a change, or before it: "Since 2010 exports have | doubled"."""
    return earlier_time(shape.scan, shape.low, end) or earlier_before(shape.scan, shape.low, start)


def multiplied(shape: Shape) -> Iterator[Comparison]:
    """Verbs that multiply: "more than doubled since 2019"."""
    scan = shape.scan
    for start, quantity in shape.at.items():
        factor = quantity.value
        if not factor or quantity.text.lower() not in scan.table("figures", "grown"):
            continue
        if scan.follows(start, "speakers", "infinitive"):
            continue  # "to double" is a plan
        since = _since(shape, start, quantity.span.end)
        end = max(quantity.span.end, since.words.end if since else 0)
        bound = _turned(quantity.bound) if factor < 1 else quantity.bound
        found = Found(Span(start, end), replace(quantity, bound=bound), since and since.time, verb=True)
        yield _over_time(shape, found, Relation.TIMES, times(factor), since, factor=factor)


def _turned(bound: Bound | None) -> Bound | None:
    """The limit of a factor under 1: "more than halved" is at most half."""
    return {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}.get(bound) if bound else None


# --- without a difference -------------------------------------------------------------------------------


def to_a_level(shape: Shape) -> Iterator[Comparison]:
    """A change that names what was reached: "the deficit rose to $43.4bn"."""
    for match in _TEMPLATES.pattern("level", shape.scan.language).finditer(shape.low):
        quantity = shape.at.get(match.end())
        if quantity is None or _is_plan(shape, match):
            continue
        relation = Relation.LESS if match["verb"] in forms(shape.scan.language, _DOWN) else Relation.MORE
        span = Span(match.start(), quantity.span.end)
        since = earlier_time(shape.scan, shape.low, quantity.span.end)
        made = Found(span, None, since and since.time, verb=True).comparison(
            shape, relation, short(span.of(shape.scan.raw))
        )
        yield replace(made, over_time=True)


def than_before(shape: Shape) -> Iterator[Comparison]:
    """A change with the earlier time alone: "up from last year"."""
    scan = shape.scan
    for match in _TEMPLATES.pattern("than_before", scan.language).finditer(shape.low):
        right = side_after(scan, match.end())
        if right is None or not _is_before(shape, right):
            continue
        less = match[0].startswith(scan.words("compared", "down"))
        right = whole(shape.low, right)
        span = Span(match.start(), right.end)
        made = Found(span, None, right).comparison(
            shape, Relation.LESS if less else Relation.MORE, short(span.of(scan.raw))
        )
        yield replace(made, over_time=True)


def _is_before(shape: Shape, side: Span) -> bool:
    """Whether "up from" leads to a time or a level: "last year", "its peak", not "the back row"."""
    low, said = shape.low[side.start : side.end], f" {shape.scan.low[side.start : side.end]} "
    if "A" <= low[0] <= "Z" and low[0] != "D":
        return low[0] in "PMN"
    told = shape.scan.language.listed("compared.levels compared.then compared.time_first compared.stand_ins")
    return "D" in low or any(f" {words} " in said for words in told)


def since_a_time(shape: Shape) -> Iterator[Comparison]:
    """A change without a figure, from a time on: "has fallen every year since 2010"."""
    scan = shape.scan
    for match in _TEMPLATES.pattern("moving", scan.language).finditer(shape.low):
        since = earlier_time(scan, shape.low, match.end())
        if since is None or scan.follows(match.start(), "speakers", "infinitive"):
            continue
        if scan.low[since.words.start : since.time.start].strip() not in scan.words("compared", "since_only"):
            continue  # "fell from the roof"
        if "R" in shape.low[match.end() : since.words.start] or _is_ranked(scan, match.start()):
            continue  # "fell for the first time since", "the biggest | rise since"
        less = match[0] in forms(scan.language, _DOWN)
        span = Span(match.start(), since.words.end)
        made = Found(span, None, since.time, verb=True).comparison(
            shape, Relation.LESS if less else Relation.MORE, short(span.of(scan.raw))
        )
        yield replace(made, over_time=True)


def _is_ranked(scan: Scan, at: int) -> bool:
    """Whether a superlative stands before a noun of change."""
    last = scan.before(at).split()[-1:]
    return bool(last) and last[0].endswith(scan.words("ranks", "superlative_endings"))


def halved(shape: Shape) -> Iterator[Comparison]:
    """What is cut to its half: "cut the deficit in half"."""
    for match in _TEMPLATES.pattern("halved", shape.scan.language).finditer(shape.low):
        if not _is_plan(shape, match):
            found = Found(Span(*match.span()), verb=True)
            yield _over_time(
                shape, found, Relation.TIMES, times(0.5), _since(shape, *match.span()), factor=0.5
            )
