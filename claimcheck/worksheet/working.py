"""A worksheet while it is filled: the readings that were found, and what is lacking."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from claimcheck.calculations import Figure
from claimcheck.flagging.quantities.cldr import units
from claimcheck.model import Bound
from claimcheck.worksheet.asked import Asked
from claimcheck.worksheet.formulas import Term
from claimcheck.worksheet.known import Known
from claimcheck.worksheet.numbers import told
from claimcheck.worksheet.tolerance import Tolerance
from claimcheck.worksheet.units import TIMES, is_percent
from claimcheck.worksheet.values import Claimed, Form, Reading, Reckoning

_CURRENCY = re.compile(r"[A-Z]{3}(?!\w)")
EXACT = frozenset({Form.RANK, Form.THRESHOLD})


@dataclass
class Working:
    """What is asked of which tables, with the readings so far."""

    asked: Asked
    known: Known
    tolerance: Tolerance
    readings: list[Reading] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)

    @property
    def until(self) -> int | None:
        """The latest year that a claim can speak of: that of its day."""
        return self.asked.sentence.published

    @property
    def for_years(self) -> str:
        """The years that the claim names, for a message."""
        return f" for {', '.join(map(str, self.asked.years))}" if self.asked.years else ""

    @property
    def lacking(self) -> tuple[str, ...]:
        """What no table has, each once."""
        return tuple(self.missing)

    def lacks(self, what: str) -> None:
        """Note what is not there."""
        self.missing[what] = None

    def add(
        self,
        form: Form,
        words: str,
        term: Term,
        computed: float,
        unit: str,
        *,
        period: str,
        claimed: Claimed | None = None,
        each: tuple[Term, ...] = (),
        shown: tuple[Figure, ...] | None = None,
    ) -> None:
        """Put in a reading under which the figures of *term* come to *computed*.

        *each* are those that are ranked or counted, *shown* the figures that are shown of them.
        """
        meant = self.asked.claimed.unit
        if _other_money(meant, unit):
            self.lacks(f"a table of exchange rates: it is said in {meant}, and kept in {unit}")
            return
        if self._otherwise_measured(meant, unit):
            self.lacks(f"figures in the unit of the claim: it is said in {meant}, and kept in {unit}")
            return
        said = claimed or replace(self.asked.claimed, unit=unit)
        holds = self.tolerance.bears_out(said, computed, exact=form in EXACT)
        difference = computed / said.value - 1 if said.value else None
        came_to = f"computed {told(computed, unit)} for {period}{_apart(difference)}"
        explanation = f"claimed {_said(said, unit)} · {came_to}"
        covers = self.tolerance.covers(said, exact=form in EXACT)
        new = Reading(
            form=form,
            words=words,
            operands=term.figures if shown is None else shown,
            computed=computed,
            unit=unit,
            difference=difference,
            holds=holds,
            explanation=explanation,
            said=said,
            period=period,
            covers=covers,
            reckoning=Reckoning(term, each),
        )
        if new not in self.readings:
            self.readings.append(new)

    def _otherwise_measured(self, said: str, kept: str) -> bool:
        """Whether a claim is in tonnes or kilometres, and the figures are not."""
        known = units(self.asked.language.code)
        own = kept.partition(" per ")[0].partition(" a ")[0]
        is_measure = said in known.values() and own not in {TIMES, "members", "place"}
        return is_measure and not is_percent(own) and known.get(own.casefold(), own) != said


def _other_money(said: str, kept: str) -> bool:
    """Whether both are currencies, and not the same."""
    codes = [_CURRENCY.match(unit) for unit in (said, kept)]
    return all(codes) and said[:3] != kept[:3]


def _said(said: Claimed, unit: str) -> str:
    """What was claimed, with its limit: "more than 25 times"."""
    limits = {Bound.AT_LEAST: "more than ", Bound.AT_MOST: "less than "}
    limit = limits[said.bound] if said.bound else "nearly " if said.nearly else ""
    return f"{limit}{told(said.value, unit)}"


def _apart(difference: float | None) -> str:
    if difference is None:
        return ""
    percent = abs(difference) * 100
    if percent < 0.5:
        return " (the same)"
    return f" ({percent:,.0f}% {'more' if difference > 0 else 'less'})"
