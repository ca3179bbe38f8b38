"""How much one claim can hold: generous for real work, and little enough that a desk stays quick.

The longest text still fits a cell of a spreadsheet (32,767 characters).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

import msgspec

from claimcheck.calculations import GivenFigure, KeptWorksheet
from claimcheck.errors import WorkflowError
from claimcheck.model import Contact, Source
from claimcheck.review.attachments import refuse_unfit_attachment
from claimcheck.review.misread import what_is_wrong
from claimcheck.review.workflow import Work

LONG, SHORT, ADDRESS, WORD = 30_000, 5_000, 8_000, 200
SOURCES = 500
# Of a worksheet: its readings, the figures of one, and the members of a group that one is the sum of.
CALCULATIONS, FIGURES, MEMBERS = 100, 12, 1_000
CLAIMS_AT_ONCE = 20_000

# Each field with how it is called in a message, and the characters that it may have.
_OF_A_FORM = {
    "statement": ("The statement", SHORT),
    "rating": ("The rating", WORD),
    "rationale": ("The rationale", LONG),
    "one_source_reason": ("The reason why one source is enough", SHORT),
    "why_selected": ("Why the claim matters", SHORT),
    "dismiss_reason": ("The reason for dismissing it", WORD),
    "published_url": ("The address of the published check", ADDRESS),
    "correction": ("The correction", LONG),
    "note": ("The note", LONG),
}
_OF_A_SOURCE = {
    "address": ("The address", ADDRESS),
    "title": ("The title", SHORT),
    "passage": ("The quoted passage", LONG),
    "consulted": ("The day", WORD),
    "archived": ("The address of the archived copy", ADDRESS),
    "interest": ("The interest", SHORT),
    "stance": ("For or against", WORD),
}
_OF_A_FIGURE = {
    "value": ("The number", SHORT),
    "unit": ("The unit", SHORT),
    "period": ("The period", SHORT),
    "source": ("The source", SHORT),
    "url": ("The address", ADDRESS),
    "consulted": ("The day", WORD),
    "note": ("The note", SHORT),
}
_OF_A_CONTACT = {
    "asked": ("The day on which the claimant was asked", WORD),
    "how": ("How the claimant was asked", SHORT),
    "deadline": ("The deadline", WORD),
    "reply": ("The claimant's reply", LONG),
    "replied": ("The day of the reply", WORD),
}


def refuse_unfit(work: Work, comment: str = "") -> None:
    """Raise WorkflowError where *work* or *comment* is more than can be kept, or no form at all.

    >>> refuse_unfit(Work(rating="True"))
    """
    try:
        msgspec.convert(asdict(work), Work)
        msgspec.convert(comment, str)
    except (msgspec.ValidationError, TypeError) as error:
        raise WorkflowError(f"This cannot be kept, and nothing was: {what_is_wrong(error)}.") from None
    if len(work.sources) > SOURCES:
        raise WorkflowError(
            f"There are {len(work.sources):,} sources; at most {SOURCES} are kept with a claim. Nothing was "
            "kept: leave some out."
        )
    for told, text, most in _texts(work, comment):
        refuse_long(told, text, most)
    for number, source in enumerate(work.sources, 1):
        refuse_unfit_attachment(f"What is attached to source {number}", source.attachment)
    if work.worksheet is not None:
        _refuse_long_worksheet(work.worksheet)


def _refuse_long_worksheet(kept: KeptWorksheet) -> None:
    figures = [figure for one in kept.calculations for figure in one.figures]
    counted = (
        ("readings", len(kept.calculations), CALCULATIONS),
        ("figures", max((len(one.figures) for one in kept.calculations), default=0), FIGURES),
        ("figures that were typed", len(kept.given), FIGURES),
        ("names", len(kept.read_as), FIGURES),
        ("members", max((len(one.rows) + len(one.members) for one in figures), default=0), 2 * MEMBERS),
    )
    for what, count, most in counted:
        if count > most:
            raise WorkflowError(
                f"The worksheet has {count:,} {what}; at most {most:,} are kept with a claim. "
                "Nothing was kept."
            )
    if not all(map(math.isfinite, _numbers_of(kept))):
        raise WorkflowError("A figure of the worksheet is no finite number. Nothing was kept.")


def _numbers_of(kept: KeptWorksheet) -> Iterator[float]:
    for calculation in kept.calculations:
        yield calculation.computed
        yield from (figure.value for figure in calculation.figures if figure.value is not None)


def refuse_long(told: str, text: str, most: int) -> None:
    """Raise WorkflowError where *text*, which a message calls *told*, is no text or too long."""
    if not isinstance(text, str):
        raise WorkflowError(f"{told} is a {type(text).__name__}; give text. Nothing was kept.")
    if len(text) > most:
        raise WorkflowError(
            f"{told} has {len(text):,} characters; at most {most:,} are kept. Nothing was kept: shorten it."
        )


def refuse_crowd(claim_ids: Sequence[str]) -> None:
    """Raise WorkflowError where more claims are meant than one step may take."""
    if len(claim_ids) > CLAIMS_AT_ONCE:
        raise WorkflowError(
            f"{len(claim_ids):,} claims are marked; at most {CLAIMS_AT_ONCE:,} are taken in one step. "
            "Nothing was done: mark fewer."
        )


def _texts(work: Work, comment: str) -> Iterator[tuple[str, str, int]]:
    """Every text that was typed, with how a message calls it and how long it may be."""
    yield "The comment", comment, LONG
    yield from _texts_of(work, _OF_A_FORM)
    yield from _texts_of(work.contact or Contact(), _OF_A_CONTACT)
    for number, source in enumerate(work.sources, 1):
        for told, text, most in _texts_of(source, _OF_A_SOURCE):
            yield f"{told} of source {number}", text, most
    if work.worksheet is not None:
        for number, given in enumerate(work.worksheet.given, 1):
            for told, text, most in _texts_of(given, _OF_A_FIGURE):
                yield f"{told} of figure {number}", text, most


def _texts_of(
    record: Work | Source | Contact | GivenFigure, named: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[str, str, int]]:
    for name, (told, most) in named.items():
        yield told, getattr(record, name) or "", most
