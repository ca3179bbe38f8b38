"""Which forms a claim admits, the likeliest first: by its quantity, its comparison and of whom it speaks."""

from __future__ import annotations

from claimcheck.model import Measured, Relation
from claimcheck.worksheet.asked import Asked
from claimcheck.worksheet.known import EXCHANGE, INFLATION, POPULATION, WORLD, Known
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.tables import is_country
from claimcheck.worksheet.values import Form

_FEW = 1000
_TIMES = "times"
_COMPARED = frozenset({Relation.TIMES, Relation.PERCENT_MORE, Relation.PERCENT_LESS, Relation.EQUAL})
_MORE = frozenset({Relation.MORE, Relation.LESS})


def forms_of(asked: Asked, known: Known) -> list[Form]:
    """The forms in which the claim may be meant; empty where none is understood."""
    quantity = asked.quantity
    if quantity.kind is Measured.RANK or asked.relation is Relation.RANK:
        return [Form.RANK]
    if asked.counts_members:
        return [Form.THRESHOLD]
    if asked.speaks_of_each:
        return []
    if _in_spans_of_time(asked):
        return [Form.RATE]
    if _counts_one_in_others(asked):
        return [Form.RATIO] if asked.sides > 1 else []
    if quantity.kind is Measured.PERCENT:
        return _of_percent(asked)
    if quantity.kind is Measured.MULTIPLIER or quantity.unit == _TIMES:
        return _of_times(asked)
    return _of_amounts(asked, known)


def _in_spans_of_time(asked: Asked) -> bool:
    """Whether two spans of time say how many times: as much in three months as the other in a year."""
    of_time = {Measured.DURATION, Measured.DATE}
    numbers = [q for q in asked.sentence.quantities if q.kind not in of_time]
    return len(asked.sentence.spans_of_time) > 1 and not numbers and asked.relation is Relation.TIMES


def _counts_one_in_others(asked: Asked) -> bool:
    """Whether so many of one come to one of the other: "for every Dane eight Dutch", "four Belgiums"."""
    quantity = asked.quantity
    if quantity.kind is not Measured.COUNT or quantity.unit == _TIMES:
        return False
    few = (quantity.value or 0) < _FEW
    if few and any(one.via is Via.MANY for one in asked.subjects):
        return True
    if asked.relation is Relation.TIMES:
        return True
    return (
        asked.sides > 1
        and asked.relation not in _MORE
        and (asked.says("to_one") or (few and not quantity.unit))
    )


def _of_percent(asked: Asked) -> list[Form]:
    """Per cent: of GDP, of what was before, of a whole, more than another's."""
    if asked.quantity.unit == "percentage points":
        return [Form.POINTS]
    if asked.of_gdp and len(asked.years) < 2:
        return [Form.LEVEL, Form.CHANGE] if asked.changed else [Form.LEVEL]
    if asked.over_time and not _of_two_sides(asked):
        return _of_two_times(asked)
    if _of_two_sides(asked):
        return [Form.SHARE, Form.RATIO] if _of_its_whole(asked) else [Form.RATIO]
    if INFLATION in asked.kinds:
        return [Form.LEVEL]
    if asked.sides > 1 or asked.kinds[:1] == [POPULATION]:
        return [Form.SHARE]
    return [Form.GROWTH] if asked.says("a_year") else [Form.LEVEL]


def _of_times(asked: Asked) -> list[Form]:
    """So many times: as it was, or as another."""
    if asked.kinds[:1] == [INFLATION]:
        return [Form.PRICE_CHANGE]
    if asked.over_time and not _of_two_sides(asked):
        return _of_two_times(asked)
    return [Form.RATIO] if asked.sides > 1 else []


def _of_two_times(asked: Asked) -> list[Form]:
    if (asked.kinds[:1] == [INFLATION] and not _inflation_itself(asked)) or asked.says("real"):
        return [Form.PRICE_CHANGE]
    return [Form.GROWTH if asked.says("a_year") else Form.CHANGE]


def _inflation_itself(asked: Asked) -> bool:
    """Whether the rate changed, and not only the prices: "inflation rose by two per cent"."""
    named = [one.span.of(asked.sentence.text) for one in asked.measures if one.kind == INFLATION]
    return all(name.casefold() == INFLATION for name in named)


def _of_two_sides(asked: Asked) -> bool:
    return asked.sides > 1 and (asked.relation in _COMPARED or asked.relation in _MORE)


def _of_its_whole(asked: Asked) -> bool:
    """Whether one of the subjects belongs to another: "half of what all the allies spend"."""
    codes = {code for one in asked.subjects for code in one.codes}
    groups = [one.group for one in asked.subjects if one.group]
    return WORLD in codes or any(member.code in codes for group in groups for member in group.members)


def _of_amounts(asked: Asked, known: Known) -> list[Form]:
    """Money and people: how much, how much more, how much a year."""
    if _in_other_money(asked, known):
        return [Form.CONVERSION]
    if asked.relation in _MORE and asked.subjects:
        return [Form.DIFFERENCE]
    if asked.says("adds"):
        if asked.says("a_year"):
            return [Form.GROWTH]
        if asked.quantity.kind is Measured.COUNT:
            return [Form.DIFFERENCE]
    several = any(one.group or len(one.codes) > 1 for one in asked.subjects)
    return [Form.SUM if several else Form.LEVEL]


def _in_other_money(asked: Asked, known: Known) -> bool:
    """Whether an amount is said in money in which no table has what is measured."""
    if asked.quantity.kind is not Measured.MONEY or EXCHANGE not in known.kinds:
        return False
    unit = asked.quantity.unit
    others = {q.unit for q in asked.others if q.kind is Measured.MONEY} - {unit}
    kept = {table.unit.name for kind, tables in known.kinds.items() if kind != EXCHANGE for table in tables}
    return bool(others) or unit not in kept


def is_whole(code: str) -> bool:
    """Whether it is an aggregate or the world, of which others are a part."""
    return code == WORLD or not is_country(code)
