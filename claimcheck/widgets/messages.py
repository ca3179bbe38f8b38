"""What the page says to the kernel: one record for each message, told apart by its "op".

Whatever comes over the wire is read into one of these or refused; nothing further on takes it as it came. A
new message is a new record here, or in a file of its own that is named here, and a case where `Desk` answers
it.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from claimcheck.errors import ClaimcheckError, WorkflowError
from claimcheck.model import Status
from claimcheck.review.events import RATED, UPDATED
from claimcheck.review.limits import CLAIMS_AT_ONCE, SHORT, SOURCES
from claimcheck.review.misread import what_is_wrong
from claimcheck.review.queue import ORDERS, SHOWN, Filter
from claimcheck.review.weighing import LEVELS
from claimcheck.review.workflow import Work
from claimcheck.widgets.message_records import Id, Number, Record, Said
from claimcheck.widgets.priority_messages import OfPriorities
from claimcheck.widgets.table_messages import OfTables
from claimcheck.widgets.worksheet_messages import WorkOut, WorksheetForm

Words = Annotated[tuple[Annotated[str, Meta(max_length=SHORT)], ...], Meta(max_length=SOURCES)]
Ids = Annotated[tuple[Id, ...], Meta(max_length=CLAIMS_AT_ONCE)]


class UnreadableMessageError(ClaimcheckError):
    """A message that is none of the vocabulary; nothing was done."""


class AttachmentForm(Record):
    """A file that was attached, as the desk has told of it."""

    name: Annotated[str, Meta(max_length=SHORT)]
    media_type: Annotated[str, Meta(max_length=SHORT)]
    size: Number
    sha256: Id


class SourceForm(Record):
    """A row of the table of sources; what is not filled in is left out."""

    address: str = ""
    title: str | None = None
    passage: str | None = None
    consulted: str | None = None
    archived: str | None = None
    primary: bool | None = None
    interest: str | None = None
    stance: str | None = None
    attachment: AttachmentForm | None = None


class ContactForm(Record):
    """The contact with the claimant."""

    asked: str | None = None
    how: str | None = None
    deadline: str | None = None
    reply: str | None = None
    replied: str | None = None


class Form(Record):
    """The form of one claim as it stands on the page."""

    statement: str | None = None
    rating: str | None = None
    rationale: str | None = None
    sources: tuple[SourceForm, ...] = ()
    one_source_reason: str | None = None
    why_selected: str | None = None
    dismiss_reason: str | None = None
    published_url: str | None = None
    correction: str | None = None
    note: str | None = None
    contact: ContactForm | None = None
    worksheet: WorksheetForm | None = None


class FilterForm(Record):
    """What the queue is to show; see `Filter`."""

    show: str
    order: str
    article: Id | None
    text: Annotated[str, Meta(max_length=SHORT)]
    kind: Annotated[str, Meta(max_length=SHORT)]
    speaker: Annotated[str, Meta(max_length=SHORT)]
    reviewer: Annotated[str, Meta(max_length=SHORT)]
    tag: Annotated[str, Meta(max_length=SHORT)]

    def __post_init__(self) -> None:
        _refuse_other(self.show, "show", SHOWN)
        _refuse_other(self.order, "order", ORDERS)

    @property
    def wanted(self) -> Filter:
        """The filter that this asks for."""
        return msgspec.convert(self, Filter, from_attributes=True)


class Asked(Said):
    """What comes with a step, whatever it is, and is answered under its number ``n``.

    ``claim`` is on the page, ``work`` and ``comment`` are what stands in its form; ``edited`` says that
    something of it is not kept yet, ``version`` which draft it follows and ``seen`` the claim's last event
    that it takes in.
    """

    n: Number
    claim: Id | None
    seen: Number | None
    work: Form | None
    version: Number
    edited: bool
    comment: str

    @property
    def typed(self) -> Work:
        """The form's content."""
        return Work() if self.work is None else msgspec.convert(self.work, Work, from_attributes=True)


class Draft(Asked):
    """Keep what was typed; it follows the draft that the message ``follows`` brought, where that is known."""

    follows: Number | None = None


class Take(Asked):
    """Move the claim to ``target``: a status, or a rating given blind, or the form put before everybody."""

    target: str

    def __post_init__(self) -> None:
        _refuse_other(self.target, "target", (*Status, RATED, UPDATED))


class Mend(Asked):
    """Say where the published check really is."""

    url: str


class Cut(Asked):
    """Make a claim of the words from ``start`` to ``end`` of an article."""

    how: str
    article: Id
    start: Number
    end: Number

    def __post_init__(self) -> None:
        _refuse_other(self.how, "how", ("add", "replace", "split"))


class Judge(Asked):
    """Say whether an earlier check is of this very claim."""

    known: Id
    confirmed: bool


class Dismiss(Asked):
    """Dismiss claims, all or none."""

    ids: Ids
    reason: str


class Undo(Asked):
    """Take the last step back."""


class Redo(Asked):
    """Take the step up again that was undone last."""


class Comment(Asked):
    """Say something about the claim that everybody reads."""

    text: str


class Assign(Asked):
    """Hand claims to somebody, until a date or without one; None leaves them to whoever takes them."""

    ids: Ids
    to: str | None
    until: str | None = None


class Tag(Asked):
    """Give claims the tags ``add``, and take those in ``remove`` away."""

    ids: Ids
    add: Words
    remove: Words


class Weigh(Asked):
    """Say of the claim's reach or harm, ``what``, which ``level`` it has; None takes back what was said."""

    what: str
    level: str | None

    def __post_init__(self) -> None:
        _refuse_other(self.what, "what", tuple(LEVELS))


class Blind(Asked):
    """Ask for two blind ratings of claims, or end that."""

    ids: Ids
    on: bool


class Serve(Asked):
    """Give the finished check of a claim to others."""

    giver: Id = msgspec.field(name="from")
    to: Ids


class Open(Asked):
    """Open another claim."""

    to: Id


class Next(Asked):
    """Open the next claim of the queue."""


class Previous(Asked):
    """Open the claim before it."""


class Back(Asked):
    """Open the claim that was open before this one."""


class Look(Asked):
    """See where the claim stands, after a step whose answer did not come."""


class Show(Asked):
    """Let the queue show other claims; with ``go``, go to the first of them unless the claim is one."""

    filter: FilterForm
    go: bool


class Reload(Asked):
    """Read the whole pile again."""


class Search(Said):
    """Search all earlier checks; no step, so that it waits for none and none waits for it."""

    text: Annotated[str, Meta(max_length=SHORT)]


class Bring(Said):
    """Bring in an article that was pasted, with what is known about it."""

    text: str
    title: str
    author: str
    publisher: str
    published: str
    url: str
    language: str


class BringFile(Said):
    """Bring in the file that comes with this message; ``alone``, not as one of several."""

    name: Annotated[str, Meta(max_length=SHORT)]
    alone: bool


class BringPage(Said):
    """Bring in the page at an address."""

    address: Annotated[str, Meta(max_length=SHORT)]


class Attach(Said):
    """A file of ``size`` bytes is to be attached; it comes in parts, under the id ``file``.

    With ``checks`` it holds earlier checks, which are brought in, with ``tables`` figures or a group.
    """

    file: Id
    name: Annotated[str, Meta(max_length=SHORT)]
    size: Number
    checks: bool = False
    tables: bool = False


class AttachPart(Said):
    """What of a file comes with this message, from the byte ``at`` on."""

    file: Id
    at: Number


class OpenAttachment(Said):
    """Give the file that was attached with this digest."""

    sha256: Id


class TakeNewer(Said):
    """Take over what the articles that were brought in last say otherwise than those that are kept."""


class Export(Said):
    """Write the verdicts; without ``write``, only say what would be in them and where they would go.

    ``workbook`` is XLSX instead of CSV, ``shown`` what the queue shows instead of the decided claims.
    """

    write: bool
    workbook: bool = False
    shown: bool = False


class Charts(Said):
    """Draw the charts."""


class Fill(Said):
    """The desk fills the window from now on, or does not."""

    on: bool


class SendRows(Said):
    """Send these rows of the queue, which come in sight on the page."""

    ids: Ids


class Drawn(Said):
    """The page was drawn: it asks for what was told by messages only, before it was there to hear them."""


MovesAbout = Open | Next | Previous | Back | Look | Show | Reload
"""What only leads to another claim."""
Step = Take | Mend | Cut | Judge | Dismiss | Undo | Redo | Comment | Assign | Tag | Weigh | Blind | Serve
"""What changes what is decided."""
ToPanel = Bring | BringFile | BringPage | TakeNewer | Export | Charts
"""What a panel over the desk asks for; no step, and answered by a message."""
OfFiles = Attach | AttachPart | OpenAttachment
"""What concerns the files that are attached to sources; answered by a message."""
Message = (
    MovesAbout
    | Step
    | Draft
    | ToPanel
    | OfPriorities
    | OfTables
    | OfFiles
    | WorkOut
    | Search
    | Fill
    | SendRows
    | Drawn
)


class Envelope(msgspec.Struct, frozen=True):
    """As much of a message as an answer needs, also where it cannot be read."""

    op: str = ""
    n: int = 0
    claim: str | None = None
    text: str = ""


def read(raw: object) -> Message:
    """What *raw*, JSON values as the page sent them, says; UnreadableMessageError where it is no message."""
    try:
        message: Message = msgspec.convert(raw, Message)
    except (msgspec.ValidationError, UnicodeError, RecursionError) as error:
        raise UnreadableMessageError(
            f"The page sent something that this desk cannot read, and nothing was done{_named(raw)}: "
            f"{what_is_wrong(error)}. What you typed is still on this page: copy what you need, then load "
            "the page anew. If this comes back, report it."
        ) from None
    return message


def of_claim(message: Asked) -> str:
    """The claim that *message* is about; WorkflowError where it names none."""
    if message.claim is None:
        raise WorkflowError("No claim is open; open one first.")
    return message.claim


def envelope(raw: object) -> Envelope:
    """Under which number, and about what, *raw* has to be answered."""
    fields = raw if isinstance(raw, dict) else {}
    readable = {name: fields[name] for name, kind in _ENVELOPE.items() if _is(fields.get(name), kind)}
    return Envelope(**readable)


_ENVELOPE: dict[str, Any] = {"op": str, "n": Number, "claim": Id, "text": str}


def _is(value: object, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _named(raw: object) -> str:
    op = envelope(raw).op
    return f" (“{op[:30]}”)" if op.isascii() and op.isprintable() and op else ""


def _refuse_other(value: str, name: str, known: tuple[str, ...]) -> None:
    """Raise ValueError, which the reader of messages tells of, where *value* is none of those *known*."""
    if value not in known:
        raise ValueError(f"says {value[:60]!r} for “{name}”, which is unknown")
