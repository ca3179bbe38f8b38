"""More than, less than, as much as: "2,000 fewer people than last year", "as many doctors as Italy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimcheck.flagging.comparisons.countable import comparatives, is_idle, is_measured, names_something
from claimcheck.flagging.comparisons.shape import Shape, letter
from claimcheck.flagging.comparisons.side_words import known_verbs, light, prepositions
from claimcheck.flagging.comparisons.sides import is_phrase, measure_in, side_after
from claimcheck.flagging.comparisons.subjects import noun_before, opens_clause, subject_before
from claimcheck.flagging.comparisons.wordings import digits, limited, multiple, share, short, times
from claimcheck.flagging.quantities.scan import Scan, notation, tidy
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Quantity, Relation, Span

_OPENING = 3  # a sentence begins within so many characters
_WINDOW = 80  # characters between a comparative and its "than"
_WORD = re.compile(r"[^\W_][\w'-]*")
_TEMPLATES = Templates(
    {
        "than": r",? {|compared.than}(?= )",
        "comparative": r"(?<![\w-])(?:(?P<more>{|compared.more compared.less})"
        r"|[^\W\d_]{2,20}{|compared.comparative}|{|compared.lower compared.higher})(?!\w)",
        "as": r"(?<![\w-]){|compared.as} (?P<word>[^\W\d_]{2,20})(?P<what>(?: [\w'-]{1,25}){0,8}?)"
        r" {|compared.like}(?= )(?! [A-CE-Z])",
        # "than | I could" bear; "than it would | in Spain" has a side.
        "modal": r" {|compared.pronouns} {|speakers.modals}(?! {|compared.leads} )(?!\w)",
        "alone": r"(?<=[A-Z] )(?:(?P<as>{|compared.as} (?:{|compared.amounts}|{|compared.counted}"
        r"|[a-z]{2,15}(?=[.,;:!?]|$)))"
        r"|(?P<word>{|compared.lower compared.higher compared.less compared.more}))(?!\w)",
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """The words of one comparison: figure, comparative, and the other side."""

    span: Span  # from the figure or the comparative to the end of the other side
    figure: Quantity | None = None
    right: Span | None = None
    what: str | None = None  # what is compared: "electric cars"
    less: bool = False
    equal: bool = False
    verb: bool = False  # whether a verb comes first: "rose by 5%"
    again: bool = False  # "half as large again": the whole, and half of it besides
    more: bool = False  # "more" itself, which after "three times" may be read in two ways

    def left(self, shape: Shape) -> str | None:
        """The first side: what the sentence is about, or what is compared if it comes first: "more jobs"."""
        first = self.figure is None or _opens(shape.scan, self.span.start)  # not ", half the level of Rome"
        if self.what and (
            (first and opens_clause(shape.scan, self.span.start))
            or shape.scan.follows(self.span.start, "compared", "finding")
        ):
            return self.what
        start = self.span.start
        subject = subject_before(shape.scan, start, verb=self.verb) or noun_before(shape.scan, start)
        return shape.said(subject) or (self.what if self._is_there(shape) else None)

    def _is_there(self, shape: Shape) -> bool:
        """Whether what is compared is only said to exist: "there are | as many cars as people"."""
        before = shape.scan.low[max(0, self.span.start - _WINDOW) : self.span.start].split()
        return not set(before).isdisjoint(shape.scan.words("compared", "empty"))

    def comparison(self, shape: Shape, relation: Relation, explanation: str, **fields: Any) -> Comparison:
        """What is compared, with its sides, its measure and the limit of its figure."""
        bound = self.figure.bound if self.figure else None
        about = bool(self.figure and self.figure.approximate)
        return Comparison(
            relation,
            (self.span,),
            limited(explanation, bound, about=about),
            left=self.left(shape),
            right=shape.said(self.right),
            measure=measure_in(shape.scan, self.span.start) or self.what,
            bound=bound,
            **fields,
        )


def _opens(scan: Scan, at: int) -> bool:
    """Whether nothing but light words stands before *at*: "only | a fifth as many"."""
    return at < _WINDOW and set(_WORD.findall(scan.low[:at])) <= light(scan.language)


def more_than(shape: Shape) -> Iterator[Comparison]:
    """What "more than", "bigger than" compares: "2,000 fewer people than last year"."""
    return filter(None, (compared(shape, found) for found in _more_than(shape)))


def as_much(shape: Shape) -> Iterator[Comparison]:
    """What "as many as" compares: "half as many babies as in 1990"."""
    return filter(None, (compared(shape, found) for found in _as_much(shape)))


def without_side(shape: Shape) -> Iterator[Comparison]:
    """What a figure says without another side: "25 per cent higher", "twice as many"."""
    return filter(None, (compared(shape, found) for found in _alone(shape)))


def _up_to_verb(scan: Scan, start: int, end: int) -> str | None:
    """What stands from *start* on, up to a verb: "people | were waiting"."""
    words = scan.raw[start:end].split()
    verb = next((n for n, word in enumerate(words) if word.lower() in known_verbs(scan.language)), None)
    return " ".join(words[:verb]) or None


def _named(scan: Scan, start: int, end: int) -> str:
    """What stands between a comparative and "than": "cars"; nothing for "lower | now | than"."""
    words = scan.low[start:end].split()
    return "" if set(words) <= light(scan.language) else scan.raw[start:end].strip(' ,"“”')


def compared(shape: Shape, found: Found) -> Comparison | None:
    """What the words of a comparison come to; None where its figure is a range, or says nothing of sides."""
    figure = found.figure
    if figure is None:
        relation = Relation.EQUAL if found.equal else Relation.LESS if found.less else Relation.MORE
        return found.comparison(shape, relation, short(found.span.of(shape.scan.raw)))
    if figure.high is not None or not figure.value:
        return None
    if letter(figure) == "X" or (found.equal and letter(figure) == "P"):
        return _times(shape, found, figure, figure.value)
    if found.equal:
        return None
    return _percent(shape, found, figure.value) if letter(figure) == "P" else _amount(shape, found, figure)


# --- where they are -------------------------------------------------------------------------------------


def _more_than(shape: Shape) -> Iterator[Found]:
    """Each "more than", "bigger than", "fewer cars than" whose other side is named."""
    end = 0
    for than in _TEMPLATES.pattern("than", shape.scan.language).finditer(shape.low):
        word = _comparative(shape, max(end, than.start() - _WINDOW), than.start())
        end = than.end()
        if word is None:
            continue
        figure, _ = figure_before(shape, word.start())
        bare = bool(word["more"]) and word.end() == than.start() and figure is None
        if word.end() == than.start() and shape.scan.phrase_after(than.end(), "speakers", "infinitive"):
            continue  # "knows better than | to ask"
        right = _other_side(shape, than.end(), bare=bare, figured=figure is not None)
        if right is None:
            continue
        what = _named(shape.scan, word.end(), than.start())
        if figure is None and is_idle(shape.scan, word, what, right):
            continue
        start = figure.span.start if figure else word.start()
        yield Found(
            Span(start, right.end),
            figure,
            right,
            what or None,
            less=is_less(shape.scan, word[0]),
            more=bool(word["more"]),
        )


def _comparative(shape: Shape, start: int, at: int) -> re.Match[str] | None:
    """The comparative that "than" at *at* belongs to: the last that is one for certain, or any "-er than"."""
    scan, best = shape.scan, None
    start = max(start, *(shape.low.rfind(mark, start, at) + 1 for mark in ".;:!?\n"))
    for match in _TEMPLATES.pattern("comparative", scan.language).finditer(shape.low, start, at):
        if match[0] in scan.words("compared", "not_comparative"):
            best = None if match.end() == at else best
        elif match["more"] or match[0] in comparatives(scan.language) or (match.end() == at and best is None):
            best = match
    return best


def figure_before(shape: Shape, at: int) -> tuple[Quantity | None, str]:
    """The figure of a difference straight before *at*, and what it counts: "5 | points | more"."""
    figure, noun = shape.figure_before(at - 1) if at else (None, "")
    if figure is None or (noun and letter(figure) not in "NM"):
        return None, ""
    stops = shape.scan.words("figures", "stops")
    return (None, "") if any(word in stops for word in noun.split()) else (figure, noun)


def _other_side(shape: Shape, at: int, *, bare: bool, figured: bool = False) -> Span | None:
    """The side from *at* on; a figure there is a bound, and "more than happy" compares nothing."""
    scan = shape.scan
    side = side_after(scan, at)
    if _TEMPLATES.pattern("modal", scan.language).match(scan.low, at):
        return None
    if side is None or scan.low[side.start : side.end] in scan.words("compared", "no_side"):
        return None
    if not figured and _isfigure_before(shape, side, bare=bare):
        return None
    return side if not bare or names_something(scan, side, at) else None


def _isfigure_before(shape: Shape, side: Span, *, bare: bool) -> bool:
    """Whether a side begins with a figure; "a year ago" is one only behind a bare "more than"."""
    first = shape.low[side.start]
    if first != "D":
        return "A" <= first <= "Z"
    date = shape.at.get(side.start)
    return bare and date is not None and (date.normalized or "").startswith("PREV P")


def _as_much(shape: Shape) -> Iterator[Found]:
    """Each "as many … as", with the figure before it: "half as many babies as in 1990"."""
    scan = shape.scan
    for match in _TEMPLATES.pattern("as", scan.language).finditer(shape.low):
        right = _other_side(shape, match.end(), bare=False)
        figure, noun = figure_before(shape, match.start()) if right else (None, "")
        figure = None if noun else figure
        if right is None or not _is_equal(scan, match, figured=figure is not None):
            continue
        what = _up_to_verb(scan, match.start("what"), match.end("what"))
        again = what is not None and what.lower() in scan.words("compared", "once_more")
        start = figure.span.start if figure else match.start()
        whole = Span(start, right.end)
        yield Found(whole, figure, right, None if again else what, equal=True, again=again)


def _is_equal(scan: Scan, match: re.Match[str], *, figured: bool) -> bool:
    """Whether "as" and "as" belong together: not "as soon as", nor "As groups emerged as a problem"."""
    if match["word"] in scan.words("compared", "not_equal") and not figured:
        return False
    between = match["what"].split()
    infinitive = scan.words("speakers", "infinitive")
    if not figured and between[:1] and between[0] in prepositions(scan.language) - {*infinitive}:
        return False  # "as much | for fun | as for money"
    if match["word"] in scan.words("compared", "amounts"):
        return True
    if not between:
        return figured or is_measured(scan, match["word"])
    return not (match.start() < _OPENING or set(between) & set(scan.words("compared", "joining")))


def _alone(shape: Shape) -> Iterator[Found]:
    """Figures with a comparative and no other side: "25 per cent higher", "twice as many"."""
    for match in _TEMPLATES.pattern("alone", shape.scan.language).finditer(shape.low):
        figure, noun = figure_before(shape, match.start())
        more = match["word"] in shape.scan.words("compared", "more")
        if figure is None or noun or (letter(figure) in "NMT" and more):
            continue
        span = Span(figure.span.start, match.end())
        less = bool(match["word"]) and is_less(shape.scan, match["word"])
        yield Found(span, figure, less=less, equal=bool(match["as"]), more=more)


def is_less(scan: Scan, word: str) -> bool:
    """Whether a comparative says that the first side is the smaller.

    >>> is_less(Scan.of(""), "fewer"), is_less(Scan.of(""), "taller")
    (True, False)
    """
    return word in scan.words("compared", "less") or word in scan.words("compared", "lower")


# --- what they come to ----------------------------------------------------------------------------------


def _times(shape: Shape, found: Found, figure: Quantity, value: float) -> Comparison:
    """A multiple: "25 times bigger than Russia", "three times less", "two thirds as many as"."""
    value = share(figure) if figure.unit == "percent" else value
    factor = tidy(round(1 / value, 6)) if found.less else tidy(value + found.again)
    said = shape.said(found.right)
    if (found.what or found.equal) and said and not (found.less or found.again):
        words = f"{multiple(factor)} {short(shape.scan.raw[figure.span.end : found.span.end])}"
    else:
        phrase = found.right is None or is_phrase(shape.scan, found.right)
        words = times(factor, said, phrase=phrase, more=found.more and not found.less)
    return found.comparison(shape, Relation.TIMES, words, factor=factor)


def _percent(shape: Shape, found: Found, value: float) -> Comparison | None:
    """A percentage more or less; nothing is more than 100% less."""
    if found.less and value > 100:
        return None
    relation, word = (Relation.PERCENT_LESS, "less") if found.less else (Relation.PERCENT_MORE, "more")
    than = f" than {shape.said(found.right)}" if found.right else ""
    return found.comparison(shape, relation, f"{notation(value)}% {word}{than}", factor=value)


def _amount(shape: Shape, found: Found, figure: Quantity) -> Comparison:
    """A difference in an amount: "2,000 fewer people than last year"."""
    scan = shape.scan
    none = (*scan.words("compared", "less"), *scan.words("compared", "more"), *comparatives(scan.language))
    counted = " ".join(word for word in (figure.unit or "").split() if word.lower() not in none)
    relation = Relation.LESS if found.less else Relation.MORE
    words = short(found.span.of(scan.raw))
    if figure.value is not None and letter(figure) == "N" and figure.text[:1].isalpha():
        words = f"{digits(figure.value)} {short(scan.raw[figure.span.end : found.span.end])}"
    return found.comparison(shape, relation, words, amount=figure.value, unit=counted or found.what)
