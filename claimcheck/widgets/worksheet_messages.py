"""What the page says of a claim's worksheet: what is kept of it with the form, and figures to work out by."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from claimcheck.review.limits import ADDRESS, CALCULATIONS, FIGURES, MEMBERS, SHORT, WORD
from claimcheck.widgets.message_records import Id, Number, Record, Said

Text = Annotated[str, Meta(max_length=SHORT)]
Year = Annotated[int, Meta(ge=-100_000, le=100_000)]
Names = Annotated[tuple[Text, ...], Meta(max_length=MEMBERS)]


class FigureForm(Record):
    """A figure that went into a calculation."""

    name: Text
    measure: Text
    period: Year | None = None
    value: float | None = None
    unit: Text = ""
    table: Text | None = None
    source: Text | None = None
    sha256: Id | None = None
    rows: Annotated[tuple[Number, ...], Meta(max_length=MEMBERS)] = ()
    members: Names = ()
    absent: Names = ()
    members_of: Year | None = None
    url: Annotated[str, Meta(max_length=ADDRESS)] | None = None
    consulted: Annotated[str, Meta(max_length=WORD)] | None = None
    note: Text | None = None


class CalculationForm(Record):
    """A reading of the claim, and what it came to."""

    type: Annotated[str, Meta(max_length=WORD)]
    words: Text
    computed: float
    unit: Text
    told: Text
    explanation: Text
    holds: bool
    period: Annotated[str, Meta(max_length=WORD)] = ""
    figures: Annotated[tuple[FigureForm, ...], Meta(max_length=FIGURES)] = ()
    slip: Text | None = None


class GivenFigureForm(Record):
    """A figure as it is typed."""

    role: Annotated[str, Meta(max_length=WORD)]
    value: Text = ""
    unit: Text | None = None
    period: Text | None = None
    source: Text | None = None
    url: Annotated[str, Meta(max_length=ADDRESS)] | None = None
    consulted: Annotated[str, Meta(max_length=WORD)] | None = None
    note: Text | None = None


class ReadAsForm(Record):
    """Whom words of the claim are said to mean."""

    words: Text
    name: Text


Given = Annotated[tuple[GivenFigureForm, ...], Meta(max_length=FIGURES)]


class WorksheetForm(Record):
    """What is kept of the worksheet with the check."""

    claimed: Text = ""
    result: Text = ""
    calculations: Annotated[tuple[CalculationForm, ...], Meta(max_length=CALCULATIONS)] = ()
    given: Given = ()
    read_as: Annotated[tuple[ReadAsForm, ...], Meta(max_length=FIGURES)] = ()


class WorkOut(Said):
    """Work the claim out with what is ``typed``, figures and names; answered by a message."""

    claim: Id
    typed: WorksheetForm
