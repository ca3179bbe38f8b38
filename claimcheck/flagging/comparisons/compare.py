"""What a sentence compares with what, and by how much.

What rests on figures comes first: a multiple, a percentage more or less, the same in two periods,
a change from one figure to another, a sum; then a rank; then words alone ("more cars than Italy").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claimcheck.flagging.comparisons.sides import first_side, measure_in, named_side, second_side, subject
from claimcheck.flagging.comparisons.totals import total_of
from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities.scan import Scan, notation, tidy
from claimcheck.flagging.signals.find import signals
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Measured, Quantity, Relation, Span

_TEMPLATES = Templates(
    {
        "SOME": r"(?: [^\W\d_][\w'-]{0,25})",
        "NO_FIGURE": r"(?!\w)(?! ?[\d$€£])",
        # What stands between two periods: "what", and between the two ends of a change: " points to ".
        "link": "{compared.links}",
        "to": r"(?: [^\W\d_]{1,20}){0,3} {|compared.to} ",
        # What follows a multiple: "bigger than", "as many cars as", "the size of".
        "than": (
            r" (?:(?P<word>(?P<more>{|compared.more compared.less})|[^\W\d_]{2,20}{|compared.comparative})"
            "(?P<what>{SOME}{0,4}?) (?P<than>{|compared.than})"
            r"|{|compared.as} [^\W\d_]{2,20}(?P<what2>{SOME}{0,4}?) {|compared.like}"
            r"|{|compared.own} (?P<size>[^\W\d_]{2,20}) {|compared.of})(?!\w)"
        ),
        # A comparison without a figure.
        "vague": (
            r"(?<![\w-])(?:(?P<more>{|compared.more compared.less})(?P<what>{SOME}{1,4}?)"
            " {|compared.than}{NO_FIGURE}"
            r"|(?P<er>[^\W\d_]{2,20}{|compared.comparative}) {|compared.than}{NO_FIGURE}"
            "|(?P<equal>{|compared.as} {|compared.equal})(?P<what2>{SOME}{0,3}?) {|compared.like}{NO_FIGURE}"
            r"|(?P<outdone>{|compared.outdone})(?!\w))"
        ),
        # What is ranked, before "in NATO".
        "ranked": "((?:{SOME}){0,3}?) {|compared.within} ",
    }
)
Quantities = Sequence[Quantity]
_COMPARED = ("what", "what2", "size")  # the groups that may hold what is compared
_ROUNDED = 1e-4
_GAP = 120  # characters between two periods that are compared
_CLAUSE_END = re.compile(r"[,;:]| but | and ")
_PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 6: "a sixth", 8: "an eighth", 10: "a tenth"}
# Months for long periods and seconds for short ones: within each the ratio is exact.
_MONTHS = {"Y": 12, "M": 1, "DE": 120, "CE": 1200}
_SECONDS = {"TS": 1, "TM": 60, "TH": 3600, "D": 86_400, "W": 604_800}
_MONTH_IN_SECONDS = 2_629_746
_DURATION = re.compile(r"P(T?)([\d.]+)(DE|CE|[YMWDHS])")


def comparison(
    text: str, span: Span, quantities: Sequence[Quantity], language: str | Language = "en"
) -> Comparison | None:
    """The comparison that the sentence at *span* makes with its *quantities*; None where it makes none.

    >>> comparison("Norway sells more cars than Italy.", Span(0, 34), ()).right
    'Italy'
    """
    scan = Scan.of(span.of(text), language)
    inside = [replace(q, span=_moved(q.span, -span.start)) for q in quantities if q.span in span]
    found = next((found for find in _FINDERS if (found := find(scan, inside))), None)
    if found is None or _denied(scan, found):
        return None
    left, right = (named_side(side, scan.language) for side in (found.left, found.right))
    return replace(found, spans=tuple(_moved(one, span.start) for one in found.spans), left=left, right=right)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _multiple(scan: Scan, inside: Quantities) -> Comparison | None:
    """So many times as much: "25 times bigger than Russia", "half the size of France"."""
    for quantity, after, less in _against(scan, inside, Measured.MULTIPLIER):
        if quantity.high is not None:
            continue
        more = after["more"] is not None and after["than"] is not None and not less
        factor = tidy(round(1 / (quantity.value or 0), 6)) if less else quantity.value or 0
        return _with_sides(scan, Relation.TIMES, quantity, after, as_much(factor, more=more), factor)
    return None


def _percent(scan: Scan, inside: Quantities) -> Comparison | None:
    """A percentage more or less than something: "30% more than in May"."""
    for quantity, after, less in _against(scan, inside, Measured.PERCENT):
        value = quantity.value or 0
        factor = tidy(round(1 + (-value if less else value) / 100, 6))
        if quantity.unit != "percent" or not after["than"] or factor < 0:
            continue
        relation, word = (Relation.PERCENT_LESS, "less") if less else (Relation.PERCENT_MORE, "more")
        explanation = f"{notation(value)}% {word}, so {notation(factor)} times as much"
        return _with_sides(scan, relation, quantity, after, explanation, factor)
    return None


def _against(
    scan: Scan, inside: Quantities, kind: Measured
) -> Iterator[tuple[Quantity, re.Match[str], bool]]:
    """The quantities of a kind that words such as "more than" follow, with these and if they say less."""
    for quantity in inside:
        if quantity.kind is kind and quantity.value:
            after = _TEMPLATES.pattern("than", scan.language).match(scan.low, quantity.span.end)
            if after is not None:
                yield quantity, after, after["than"] is not None and _is_less(scan, after["word"] or "")


def _with_sides(
    scan: Scan,
    relation: Relation,
    quantity: Quantity,
    after: re.Match[str],
    explanation: str,
    factor: float,
) -> Comparison:
    """What a figure comes to, "more than 2 times" with its limit, and the two sides around its words."""
    start, limit = quantity.span.start, "about" if quantity.approximate else ""
    return Comparison(
        relation,
        (Span(start, after.end()),),
        f"{quantity.bound.value if quantity.bound else limit} {explanation}".strip(),
        left=subject(scan, start),
        right=second_side(scan, after.end()),
        measure=measure_in(scan) or _between(scan, after),
        factor=factor,
    )


def as_much(factor: float, *, more: bool = False) -> str:
    """What a multiple says; "three times more" is taken as three times as much, and the reader is told.

    >>> as_much(0.5), as_much(3, more=True)
    ('half as much', '3 times as much ("3 times more" read as 3 times, not 4)')
    """
    if factor < 1 and abs(1 / factor - round(1 / factor)) < _ROUNDED and round(1 / factor) in _PARTS:
        return f"{_PARTS[round(1 / factor)]} as much"
    much = f"{notation(factor)} times"
    note = f' ("{much} more" read as {much}, not {notation(tidy(factor + 1))})' if more else ""
    return f"{much} as much{note}"


def _periods(scan: Scan, inside: Quantities) -> Comparison | None:
    """The same amount in two periods: "makes in a week what others make in a month"."""
    durations = [q for q in inside if q.kind is Measured.DURATION and not q.resolved]
    for one, other in pairwise(durations):
        start, end, start2 = one.span.start, one.span.end, other.span.start
        link = _TEMPLATES.pattern("link", scan.language).search(scan.low, end, start2)
        if link is None or start2 - end > _GAP or not scan.follows(start, "compared", "periods"):
            continue
        factor = _ratio(one, other)
        if factor is None or factor == 1 or not scan.follows(start2, "compared", "periods"):
            continue
        # Amounts beside the periods are not the same amount.
        if any(quantity.kind not in {Measured.DURATION, Measured.DATE} for quantity in inside):
            continue
        return Comparison(
            Relation.TIMES,
            (one.span, other.span),
            same_amount(factor),
            left=first_side(scan, start),
            right=second_side(scan, link.end(), start2),
            factor=tidy(factor),
        )
    return None


def same_amount(factor: float) -> str:
    """What a ratio of two periods says of the rates.

    >>> same_amount(4)
    'the same amount in a quarter of the time, so 4 times the rate'
    """
    rate = f"so {notation(round(factor, 2))} times the rate"
    if factor < 1:
        return f"the same amount in {notation(round(1 / factor, 2))} times the time, {rate}"
    if float(factor).is_integer():
        part = _PARTS.get(int(factor), f"1/{int(factor)}")
    else:
        part = notation(round(1 / factor, 2))
    return f"the same amount in {part} of the time, {rate}"


def _ratio(one: Quantity, other: Quantity) -> float | None:
    """How many times the first period fits into the second."""
    (first, unit), (second, unit2) = (_length(q.normalized or "") for q in (one, other))
    if not first or not unit or not unit2:
        return None
    if unit == unit2:
        return round(second / first, 6) or None
    in_seconds = {"months": _MONTH_IN_SECONDS, "seconds": 1}
    return round(second * in_seconds[unit2] / (first * in_seconds[unit]), 2) or None


def _length(normalized: str) -> tuple[float, str]:
    """A duration in months or in seconds; no unit where it is in neither."""
    match = _DURATION.fullmatch(normalized)
    code = match[1] + match[3] if match else ""
    for unit, sizes in (("months", _MONTHS), ("seconds", _SECONDS)):
        if match and code in sizes:
            return float(match[2]) * sizes[code], unit
    return 0, ""


def _change(scan: Scan, inside: Quantities) -> Comparison | None:
    """A change from one figure to another of its kind: "rose from 5% to 8%"."""
    for one, other in pairwise(inside):
        start, end, start2 = one.span.start, one.span.end, other.span.start
        if not _alike(one, other) or not scan.follows(start, "compared", "changed"):
            continue
        if not _TEMPLATES.pattern("to", scan.language).fullmatch(scan.low[end:start2]):
            continue
        if not one.value or not other.value or one.value == other.value or not _changes(scan):
            continue
        factor = other.value / one.value
        more = other.value > one.value
        return Comparison(
            Relation.MORE if more else Relation.LESS,
            (one.span, other.span),
            f"{_difference(one, abs(other.value - one.value))} {'more' if more else 'less'}, "
            f"{notation(round(factor, 2))} times",
            left=other.text,
            right=one.text,
            factor=tidy(round(factor, 6)),
        )
    return None


def _changes(scan: Scan) -> bool:
    """Whether the sentence speaks of a change; "from 9 to 5" alone is none."""
    whole = Span(0, len(scan.raw))
    if any(signal.name == "trend" for signal in signals(scan.raw, whole, scan.language)):
        return True
    return any(f"{verb} from " in scan.low for verb in scan.words("compared", "moved"))


def _denied(scan: Scan, found: Comparison) -> bool:
    """Whether the clause before a comparison says that it does not hold: "not as many as"."""
    if found.relation in {Relation.RANK, Relation.SUM}:
        return False
    start = min(one.start for one in found.spans)
    clause = _CLAUSE_END.split(scan.low[max(0, start - _GAP) : start])[-1]
    denials = scan.words("compared", "denied")
    return any(word in denials or word.endswith("n't") for word in clause.split())


def _difference(like: Quantity, value: float) -> str:
    unit = "percentage points" if like.kind is Measured.PERCENT else like.unit
    written = notation(round(value, 6))
    return f"{written} {unit}" if unit else written


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are of one kind and unit, a missing unit being that of the other."""
    kinds = {Measured.PERCENT, Measured.MONEY, Measured.COUNT, Measured.DURATION}
    units = {one.unit, other.unit} - {None}
    return one.kind is other.kind and one.kind in kinds and len(units) < 2 and one.high is other.high is None


def _rank(scan: Scan, inside: Quantities) -> Comparison | None:
    """A place in an order: "the second biggest army in NATO"."""
    for quantity in inside:
        if quantity.kind is not Measured.RANK or not (quantity.normalized or "").startswith("rank="):
            continue
        order = (quantity.normalized or "").partition(" ")[2]
        superlative = re.split(r"[ -]", quantity.text)[-1] if "sc" in order else None  # "biggest"
        counted = {"desc": ", counted from the highest", "asc": ", counted from the lowest"}.get(order, "")
        noun, right = _ranked_in(scan, quantity.span.end)
        return Comparison(
            Relation.RANK,
            (quantity.span,),
            f"place {quantity.value}{counted}",
            left=subject(scan, quantity.span.start),
            right=right,
            measure=" ".join(part for part in (superlative, noun) if part) or None,
            factor=quantity.value,
        )
    return None


def _ranked_in(scan: Scan, end: int) -> tuple[str | None, str | None]:
    """What is ranked, and among what: "army", "NATO"."""
    match = _TEMPLATES.pattern("ranked", scan.language).match(scan.low, end)
    if match is None:
        return second_side(scan, end), None
    return scan.raw[match.start(1) : match.end(1)].strip() or None, second_side(scan, match.end() - 1)


def _in_words(scan: Scan, inside: Quantities) -> Comparison | None:
    """A comparison without a figure: "more electric cars than Italy", "as many doctors as Spain"."""
    for match in _TEMPLATES.pattern("vague", scan.language).finditer(scan.low):
        right = second_side(scan, match.end())
        if right is None or right.lower() in scan.words("compared", "no_side"):
            continue
        relation = _relation(scan, match)
        if relation is None:
            continue
        return Comparison(
            relation,
            (Span(match.start(), scan.raw.find(right, match.end() - 1) + len(right)),),
            {Relation.MORE: "more than", Relation.LESS: "less than"}.get(relation, "as much as")
            + f" {right}",
            left=subject(scan, match.start()),
            right=right,
            measure=measure_in(scan) or _between(scan, match),
        )
    return None


def _relation(scan: Scan, match: re.Match[str]) -> Relation | None:
    """Whether the words say more, less or equal; None for words that only look like it."""
    if match["equal"]:
        return Relation.EQUAL
    if match["outdone"]:
        return Relation.MORE
    word = match["more"] or match["er"]
    if word in scan.words("compared", "not_comparative"):
        return None
    return Relation.LESS if _is_less(scan, word) else Relation.MORE


def _is_less(scan: Scan, word: str) -> bool:
    """Whether a comparative says that the first side is the smaller."""
    return word in scan.words("compared", "less") or word in scan.words("compared", "lower")


def _between(scan: Scan, match: re.Match[str]) -> str | None:
    """What is compared, where it stands between "more" and "than"."""
    found = (scan.raw[slice(*match.span(name))].strip() for name in _COMPARED if match.groupdict().get(name))
    return next(filter(None, found), None)


_FINDERS: tuple[Callable[[Scan, Quantities], Comparison | None], ...] = (
    _multiple,
    _percent,
    _periods,
    _change,
    lambda scan, inside: total_of(inside),
    _rank,
    _in_words,
)
