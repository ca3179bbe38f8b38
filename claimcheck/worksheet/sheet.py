"""The worksheet of a claim: which forms it admits, and what each comes to in every admissible reading."""

from __future__ import annotations

from claimcheck.worksheet.asked import Asked, Sentence, asked
from claimcheck.worksheet.forms import forms_of
from claimcheck.worksheet.known import Known
from claimcheck.worksheet.over_time import changes
from claimcheck.worksheet.sides import compared
from claimcheck.worksheet.totals import totals
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.slips import with_slips
from claimcheck.worksheet.tolerance import Tolerance
from claimcheck.worksheet.values import Form, Worksheet

ANSWERS = {
    **dict.fromkeys((Form.CHANGE, Form.POINTS, Form.GROWTH, Form.PRICE_CHANGE), changes),
    **dict.fromkeys((Form.RATIO, Form.DIFFERENCE, Form.SHARE, Form.RANK, Form.THRESHOLD), compared),
    **dict.fromkeys((Form.LEVEL, Form.SUM, Form.CONVERSION), totals),
}


def worked_out(sentence: Sentence, known: Known, tolerance: Tolerance = Tolerance()) -> Worksheet:
    """Every admissible reading of a sentence's claim, the most likely first, and what no table has."""
    found = asked(sentence, known)
    if found is None:
        return Worksheet(sentence.text, missing=("no number that could be worked out",))
    working = Working(found, known, tolerance)
    for form in forms_of(found, known):
        ANSWERS[form](working, form)
    return Worksheet(sentence.text, found.claimed, with_slips(working), working.lacking)
