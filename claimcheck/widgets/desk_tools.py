"""What a desk is handed, so that it needs to know no file, no flagger and no database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from claimcheck.calculations import KeptWorksheet
from claimcheck.model import Article, Attachment, Claim, KnownClaim, Match, Reason, Span, Stakes
from claimcheck.review.policies import Policy
from claimcheck.review.queue import QueueRow
from claimcheck.review.worklist import Ranked


class Same(Protocol):
    """A claim of the pile that may say the same as another; ``score`` runs from 0 to 1."""

    @property
    def key(self) -> str:
        """Which claim, by its id."""

    @property
    def score(self) -> float:
        """How likely it says the same."""

    @property
    def reasons(self) -> Sequence[Reason]:
        """In what the two agree, and in what they differ."""


class Inserted(Protocol):
    """Words in brackets: where they are in the statement, and where in the article they come from."""

    @property
    def at(self) -> Span:
        """Their place in the statement."""

    @property
    def source(self) -> Span | None:
        """Their place in the article; None where they follow from its date."""


class Left(Protocol):
    """Words that point beyond a statement and were left, and why."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def why(self) -> str:
        """What is not certain of them."""


class Offered(Protocol):
    """A statement that stands alone, as far as the article tells."""

    @property
    def text(self) -> str:
        """Its words, with what was inserted in square brackets."""

    @property
    def brackets(self) -> Sequence[Inserted]:
        """What was inserted, in order."""

    @property
    def open(self) -> Sequence[Left]:
        """What was left."""


OfferStatement = Callable[[Article, Claim], Offered | None]


class Matcher(Protocol):
    """Finds what was checked before, and the same claim elsewhere in the pile.

    A desk asks one thing at a time, where a loop runs from one thread that is not the loop's. All raise
    ClaimcheckError with the remedy.
    """

    @property
    def known(self) -> int:
        """How many checks there are to find, the desk's own among them."""

    def refresh(self, rows: Sequence[QueueRow], own: Sequence[KnownClaim]) -> None:
        """Take in the pile and the desk's own finished checks as they are now.

        Called before every search; the very same objects come again where nothing has changed.
        """

    def grow(self) -> bool:
        """Take in a further part of the pile for `elsewhere`; whether anything is left. Brief."""

    def before(self, claim: Claim, published: str | None, judged: Sequence[KnownClaim]) -> Sequence[Match]:
        """The earlier checks that are likest *claim*, best first, at most three, never its own.

        *published* is the ISO date of its article; copies of those that were *judged* are one with them.
        """

    def elsewhere(self, claim_id: str) -> Sequence[Same]:
        """The other claims of the pile that say the same, best first."""

    def search(self, text: str) -> Sequence[Match]:
        """The earlier checks that are likest *text*, best first."""


class Incoming(Protocol):
    """A file that comes in parts; all raise ClaimcheckError with the remedy, and then nothing is kept."""

    @property
    def received(self) -> int:
        """How many bytes have come."""

    @property
    def whole(self) -> bool:
        """Whether all of it has come."""

    def add(self, data: bytes) -> None:
        """Take in what follows."""

    def abandon(self) -> None:
        """Keep nothing of it."""


class IncomingAttachment(Incoming, Protocol):
    """A file that is to be attached."""

    def finish(self) -> Attachment:
        """Keep it."""


@runtime_checkable
class IncomingChecks(Incoming, Protocol):
    """A file of earlier checks."""

    def bring_in(self) -> str:
        """Bring the checks in; what came of it, in words. Takes its time."""


class Attachments(Protocol):
    """Keeps the files that are attached to sources; all raise ClaimcheckError with the remedy."""

    @property
    def problem(self) -> str | None:
        """Why nothing can be attached here; None where something can."""

    def receive(self, name: str, size: int) -> IncomingAttachment:
        """Begin to take in a file."""

    def content(self, sha256: str) -> bytes:
        """What was attached with that digest."""


class DeskPriorities(Protocol):
    """What this desk would check first; all raise ClaimcheckError with the remedy.

    A form is a record as `widgets.priority_messages` has it; FieldError names the field that cannot be meant.
    """

    def told(self) -> Mapping[str, Any]:
        """The form as it stands, what its fields mean, where it is from, and who changed what."""

    def ranked(
        self, form: Mapping[str, Any], rows: Sequence[QueueRow], stakes: Mapping[str, Stakes]
    ) -> Ranked:
        """The order of *rows* by what is filled in."""

    def keep(self, form: Mapping[str, Any], by: str) -> None:
        """Record what is filled in for all who work at this database, by the reviewer *by*."""


class Worksheets(Protocol):
    """Works out what the figures of reference tables say of a claim."""

    def worked_out(
        self, claim: Claim, article: Article, typed: KeptWorksheet, policy: Policy
    ) -> Callable[[], Mapping[str, Any] | None]:
        """What gives the worksheet as the page has it (`WorksheetShown` in `page/types.d.ts`).

        *typed* has the figures that the reviewer has typed, and whom words are to mean. It may be called in
        another thread, takes its time and gives None where the claim has no number. Both raise
        ClaimcheckError with the remedy.
        """


class DeskTables(Protocol):
    """The reference tables of this desk; all raise ClaimcheckError with the remedy.

    A form is a record as `widgets.table_messages` has it; FieldError names the field that cannot be meant.
    """

    def told(self) -> Mapping[str, Any]:
        """Which tables and groups there are, and who changed the list."""

    def receive(self, name: str, size: int) -> IncomingAttachment:
        """Begin to take in a file."""

    def look(self, form: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the columns of a file are, by what is filled in first."""

    def keep(self, form: Mapping[str, Any], place: str, by: str) -> str:
        """Record what is filled in for all, by the reviewer *by*; what it is called."""

    def remove(self, key: str, by: str) -> str:
        """Take one out of the list, by the reviewer *by*; what it is called."""


class Drawn(Protocol):
    """Something that a notebook can show."""

    def _repr_mimebundle_(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Its data and its metadata by MIME type."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of verdicts that was written, and what there is to say of it."""

    path: Path
    content: bytes
    said: str


@dataclass(frozen=True, slots=True)
class Tools:
    """The rest of claimcheck as far as a desk uses it.

    - ``read_file(data, name)``, ``read_text(text, facts)`` and ``read_page(data, address)`` make an article,
      ``facts`` being what is known about it (title, author, publisher, published, url, language);
    - ``fetch(address)`` gives what is at an address of the public web;
    - ``flag(article)`` finds its claims, ``outline(article)`` the spans of its sentences;
    - ``statement(article, claim)`` offers it so that it stands alone, None in a language without rules;
    - ``matcher`` finds what was checked before and the same claim elsewhere;
    - ``export(workbook, shown)`` writes the verdicts into ``folder()``, as CSV or as a
      workbook, of the decided claims or of those whose ids are *shown*, and ``going_out(shown)`` says how
      many rows that is, what stays out, and why;
    - ``checks(name, size)`` begins to take in a file of earlier checks;
    - ``attachments`` keeps what is attached to sources;
    - ``worksheets`` works out what the tables say of a claim; None where that is not wanted;
    - ``priorities`` are what it would check first; None where nobody can change that;
    - ``tables`` are those that numbers are worked out by; None where nobody can change them;
    - ``charts()`` draws the pile, ``agreement()`` says how far blind ratings agree.

    All raise ClaimcheckError with the remedy.
    """

    read_file: Callable[[bytes, str], Article]
    read_text: Callable[[str, Mapping[str, str | None]], Article]
    read_page: Callable[[bytes, str], Article]
    fetch: Callable[[str], bytes]
    flag: Callable[[Article], Sequence[Claim]]
    outline: Callable[[Article], Sequence[Span]]
    statement: OfferStatement
    matcher: Matcher
    checks: Callable[[str, int], IncomingChecks]
    attachments: Attachments
    export: Callable[[bool, Collection[str] | None], Exported]
    going_out: Callable[[Collection[str] | None], str]
    folder: Callable[[], str]
    charts: Callable[[], Drawn]
    agreement: Callable[[], str]
    priorities: DeskPriorities | None = None
    worksheets: Worksheets | None = None
    tables: DeskTables | None = None
