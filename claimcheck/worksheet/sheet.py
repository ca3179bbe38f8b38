"""The worksheet of a claim: which forms it admits, and what each comes to in every admissible reading."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.worksheet.asked import asked
from claimcheck.worksheet.by_hand import needed
from claimcheck.worksheet.conversion import conversions
from claimcheck.worksheet.forms import forms_of
from claimcheck.worksheet.known import Known
from claimcheck.worksheet.naming import read_as
from claimcheck.worksheet.over_time import changes
from claimcheck.worksheet.ranks import ranks
from claimcheck.worksheet.sentence import Sentence
from claimcheck.worksheet.sides import compared
from claimcheck.worksheet.slips import Answer, slip_of
from claimcheck.worksheet.thresholds import thresholds
from claimcheck.worksheet.tolerance import USUAL, Tolerance
from claimcheck.worksheet.totals import totals
from claimcheck.worksheet.values import Form, Worksheet
from claimcheck.worksheet.working import Working

ANSWERS: dict[Form, Answer] = {
    Form.RANK: ranks,
    Form.THRESHOLD: thresholds,
    Form.CONVERSION: conversions,
    **dict.fromkeys((Form.LEVEL, Form.SUM), totals),
    **dict.fromkeys((Form.RATIO, Form.DIFFERENCE, Form.SHARE), compared),
    **dict.fromkeys((Form.CHANGE, Form.POINTS, Form.GROWTH, Form.PRICE_CHANGE), changes),
}


def worked_out(sentence: Sentence, known: Known, tolerance: Tolerance = USUAL) -> Worksheet:
    """Every admissible reading of a sentence's claim, the most likely first, and what no table has."""
    found = asked(sentence, known)
    if found is None:
        return Worksheet(sentence.text, missing=("no number that could be worked out",))
    working = Working(found, known, tolerance)
    forms = forms_of(found, known)
    if not forms:
        working.lacks("what it is compared with, and in what")
    for form in forms:
        if form in ANSWERS:
            ANSWERS[form](working, form)
    readings = working.readings
    if readings:
        answered = next(form for form in forms if form in ANSWERS)
        readings[0] = replace(readings[0], slip=slip_of(working, answered, ANSWERS[answered]))
    places = needed(found, forms[0]) if forms else ()
    origins = tuple(table.origin for table in known.tables)
    named = read_as(found, known)
    return Worksheet(
        sentence.text, found.claimed, tuple(readings), working.lacking, places, named, origins=origins
    )
