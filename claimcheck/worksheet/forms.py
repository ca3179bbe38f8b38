"""Which forms a claim admits, the likeliest first: by its quantity, its comparison and whom it speaks of."""

from __future__ import annotations

from claimcheck.model import Measured, Relation
from claimcheck.worksheet.asked import Asked
from claimcheck.worksheet.known import EXCHANGE, INFLATION, POPULATION, WORLD, Known
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.tables import is_country
from claimcheck.worksheet.values import Form

_PARTS = frozenset({Measured.PERCENT, Measured.MULTIPLIER})
_TIMES = "times"
_COMPARED = frozenset({Relation.TIMES, Relation.PERCENT_MORE, Relation.PERCENT_LESS, Relation.EQUAL})
_FEW = 1000
_MORE = frozenset({Relation.MORE, Relation.LESS})


def forms_of(asked: Asked, known: Known) -> list[Form]:
    """The forms in which the claim may be meant."""
    kind = asked.quantity.kind
    relation = asked.relation
    if kind is Measured.RANK or relation is Relation.RANK:
        return [Form.RANK]
    if _counts_countries(asked):
        return [Form.THRESHOLD]
    if _many(asked):
        return [Form.RATIO]
    if _in_spans_of_time(asked):
        return [Form.RATE]
    if (
        kind in _PARTS
        or asked.quantity.unit == _TIMES
        or (kind is Measured.COUNT and relation is Relation.TIMES)
    ):
        return _of_parts(asked, relation)
    return _of_amounts(asked, known, relation)


def _many(asked: Asked) -> bool:
    """ "Seven Austrias": a country as a measure of another."""
    few = asked.quantity.kind is Measured.COUNT and (asked.quantity.value or 0) < _FEW
    return few and any(one.via is Via.MANY for one in asked.subjects)


def _in_spans_of_time(asked: Asked) -> bool:
    """Whether two spans of time say how many times: as much in three months as the other in a year."""
    spans = [q for q in asked.sentence.quantities if q.kind is Measured.DURATION and q.value]
    numbers = [q for q in asked.sentence.quantities if q.kind not in {Measured.DURATION, Measured.DATE}]
    return len(spans) > 1 and not numbers and asked.relation is Relation.TIMES


def _counts_countries(asked: Asked) -> bool:
    return asked.quantity.kind is Measured.COUNT and asked.quantity.unit in asked.words("countries")


def _of_parts(asked: Asked, relation: Relation | None) -> list[Form]:
    """Per cent and times: of two sides, of a whole, or of one thing at two times."""
    kinds = asked.kinds
    if asked.quantity.kind is Measured.COUNT and asked.quantity.unit != _TIMES:
        return [Form.RATIO] if asked.sides > 1 else []
    percent = asked.quantity.kind is Measured.PERCENT
    if INFLATION in kinds[:1] and (asked.over_time or not percent):
        return [Form.PRICE_CHANGE]
    if percent and asked.of_gdp and len(asked.years) < 2:
        return [Form.LEVEL, Form.CHANGE, Form.POINTS] if asked.changed else [Form.LEVEL]
    if asked.quantity.unit == "percentage points":
        return [Form.POINTS]
    if asked.over_time and not (relation in _COMPARED and asked.sides > 1):
        if asked.says("real"):
            return [Form.PRICE_CHANGE]
        if asked.says("a_year"):
            return [Form.GROWTH]
        return [Form.CHANGE, Form.POINTS] if percent else [Form.CHANGE]
    if relation in _COMPARED and asked.sides > 1:
        return [Form.SHARE, Form.RATIO] if percent and _of_its_whole(asked) else [Form.RATIO]
    if relation in _MORE and asked.sides > 1:
        return [Form.RATIO]
    if percent and INFLATION in kinds:
        return [Form.LEVEL]
    if percent and asked.sides > 1:
        return [Form.SHARE]
    if percent and asked.says("a_year"):
        return [Form.GROWTH]
    if percent and kinds[:1] == [POPULATION] and asked.sides == 1:
        return [Form.SHARE]
    return [Form.RATIO] if asked.sides > 1 else [Form.LEVEL] if percent else []


def _of_amounts(asked: Asked, known: Known, relation: Relation | None) -> list[Form]:
    """Money and people: how much, how much more, how much a year."""
    if _converted(asked, known):
        return [Form.CONVERSION]
    if relation in _MORE and asked.subjects:
        return [Form.DIFFERENCE]
    if asked.quantity.kind is Measured.COUNT and asked.sides > 1 and _to_one(asked):
        return [Form.RATIO]
    if asked.says("adds") and asked.says("a_year"):
        return [Form.GROWTH]
    if asked.quantity.kind is Measured.COUNT and asked.says("adds"):
        return [Form.DIFFERENCE]
    several = any(one.group or len(one.codes) > 1 for one in asked.subjects)
    return [Form.SUM if several else Form.LEVEL]


def _to_one(asked: Asked) -> bool:
    """Whether so many of one come to one of the other: "for every Dane eight Dutch", "four Belgiums"."""
    many = any(one.via is Via.MANY for one in asked.subjects)
    return many or asked.says("to_one") or (not asked.quantity.unit and (asked.quantity.value or 0) < _FEW)


def _of_its_whole(asked: Asked) -> bool:
    """Whether one of the subjects is a group or an aggregate that the other belongs to."""
    groups = [one.group for one in asked.subjects if one.group]
    codes = {code for one in asked.subjects for code in one.codes}
    return any(member.code in codes for group in groups for member in group.members) or WORLD in codes


def _converted(asked: Asked, known: Known) -> bool:
    """Whether an amount is said in money of which no table of what is measured is."""
    if asked.quantity.kind is not Measured.MONEY or EXCHANGE not in known.kinds:
        return False
    unit = asked.quantity.unit
    others = {q.unit for q in asked.others if q.kind is Measured.MONEY} - {unit}
    in_tables = {
        table.unit.name for kind, tables in known.kinds.items() if kind != EXCHANGE for table in tables
    }
    return bool(others) or unit not in in_tables


def is_whole(code: str) -> bool:
    """Whether it is an aggregate or the world, of which others are a part."""
    return code == WORLD or not is_country(code)
