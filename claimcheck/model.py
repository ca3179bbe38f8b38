"""The vocabulary: what an article, a claim, an event and a verdict are.

Values only. Every offset is a Python string offset (code points, end exclusive) into
``Article.text``; nothing is ever found again by searching for its words.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from claimcheck.addresses import as_one_word, each_page_once, page_key
from claimcheck.calculations import KeptWorksheet

_REASONS_SHOWN = 3


class Role(StrEnum):
    """What a unit of an article's text is to the reader."""

    SENTENCE = "sentence"
    HEADLINE = "headline"
    BOILERPLATE = "boilerplate"


class Kind(StrEnum):
    """Kinds of claim, after the annotation scheme of Konstantinovskiy et al. (2018)."""

    QUANTITY = "quantity"
    COMPARISON = "comparison"
    RANK = "rank"
    TREND = "trend"
    CAUSE = "cause"
    RULE = "rule"
    FORECAST = "forecast"
    EVENT = "event"
    EXPERIENCE = "experience"


class Quoted(StrEnum):
    """How a claim's words reach the reader."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"


class Measured(StrEnum):
    """What a quantity measures."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    MULTIPLIER = "multiplier"
    RANK = "rank"
    DURATION = "duration"
    DATE = "date"


class Bound(StrEnum):
    """That a quantity is a limit and not the amount itself."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


class Relation(StrEnum):
    """What a comparison says of its two sides."""

    TIMES = "times"
    PERCENT_MORE = "percent more"
    PERCENT_LESS = "percent less"
    MORE = "more"
    LESS = "less"
    EQUAL = "equal"
    RANK = "rank"
    SUM = "sum"


class Status(StrEnum):
    """Where the work on a claim is; what was found is the verdict's rating."""

    UNREVIEWED = "unreviewed"
    SELECTED = "selected"
    RESEARCHING = "researching"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    DISMISSED = "dismissed"

    @property
    def decided(self) -> bool:
        """Whether the claim needs nothing more from a reviewer."""
        return self in {Status.DISMISSED, Status.APPROVED, Status.PUBLISHED, Status.CORRECTED}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of one article's text.

    >>> Span(0, 4).of("NATO calls")
    'NATO'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of *text* that the span covers."""
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Article:
    """One text and where it came from; what is not known is None.

    ``text`` is exactly what the reviewer sees. ``digest`` says that the text is a summary
    of the named article, not the article itself; ``kept_as`` is the id that a database has for it.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    path: str | None = None
    digest: bool = False
    kept_as: str | None = field(default=None, compare=False, repr=False, kw_only=True)

    @cached_property
    def id(self) -> str:
        """The id under which a database keeps it, else the first of `possible_ids`."""
        return self.kept_as or self.possible_ids[0]

    @property
    def possible_ids(self) -> tuple[str, str]:
        """What its text, publisher and address name it by: today's id, and that of older databases.

        One wire story in two papers is two articles.
        """
        return _ids("a", self.text, self.publisher, self.url)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One unit of an article: a sentence, a headline or boilerplate.

    ``paragraph`` is the span of the paragraph around it; ``speaker`` is the name that a
    transcript's turn begins with, ``time`` the time that stands there ("0:12:04"), both None elsewhere.
    """

    span: Span
    paragraph: Span
    role: Role = Role.SENTENCE
    speaker: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for or against checking a sentence.

    ``spans`` are the words that say so ("in three months" and "in a year" are one signal),
    ``weight`` is what they add to the score, ``reason`` is a short sentence for the reviewer.
    """

    name: str
    spans: tuple[Span, ...]
    weight: float
    reason: str
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """What one number or time expression measures.

    ``value`` is a plain number in ``unit``: 1.7 million people are 1700000 "people", $94.9bn
    94900000000 "USD", 3.5% 3.5 "percent", half a point 0.5 "percentage points"; ``high`` is the
    upper end of a range; ``per`` makes it a rate ("year"). ``normalized`` is one short notation
    for every kind: "32", "3.5%", "x25", "rank=2 desc", and for dates and durations ISO 8601
    with X for what is not known ("XXXX-WXX-1", "P3M", "PRESENT_REF"). ``resolved`` is the
    ISO date or period, None where only the article's unknown date could settle it. ``bound`` of a date is
    whether it is the first or the last that is meant ("by 2030 at the latest"). ``text`` are the words of
    the span, without marks of Markdown or HTML that stand among them.
    """

    kind: Measured
    span: Span
    text: str
    value: float | int | None = None
    high: float | int | None = None
    unit: str | None = None
    per: str | None = None
    approximate: bool = False
    bound: Bound | None = None
    normalized: str | None = None
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, and by how much one exceeds the other.

    ``left`` and ``right`` are the words for the two sides, ``measure`` what they are compared
    in, each None where the sentence does not say. ``factor`` is what the relation counts: how many
    times ("times"), so many per cent ("percent more", "percent less"), the place ("rank"; None for
    "one of the largest"), the total ("sum"); for a change from one figure to another the later
    divided by the earlier. ``amount`` and ``unit`` are a difference that is named ("2,000 fewer
    people"), ``bound`` a limit of either ("more than tenfold"), ``over_time`` whether one thing is
    compared with itself at another time. ``spans`` are the words that say so, ``explanation`` is
    the short sentence for the reviewer.
    """

    relation: Relation
    spans: tuple[Span, ...]
    explanation: str
    left: str | None = None
    right: str | None = None
    measure: str | None = None
    factor: float | int | None = None
    amount: float | int | None = None
    unit: str | None = None
    bound: Bound | None = None
    over_time: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article that somebody says, and who.

    ``quoted`` is direct where they stand in quotation marks or are a transcript's turn, indirect where they
    are reported without, mixed where only a part stands in marks. ``speaker`` is a full name ("Kaja Kallas"
    for "she"), for somebody without one the words for them ("One senior EU official"), else None.
    ``mention`` are the words or the pronoun at this place, ``cue`` is the verb, the noun or "according to";
    what goes on from the sentence before has the mention and the cue that it goes on with.
    """

    span: Span
    quoted: Quoted
    speaker: str | None = None
    mention: Span | None = None
    cue: Span | None = None


class PriorityPart(NamedTuple):
    """One of the parts that a claim's priority is made of: its ``value`` from 0 to 1, and what it comes to.

    The ``points`` of all parts add up to the priority; those of reach and harm may be below 0. ``words`` say
    it to a reader, and are empty where there is nothing to say.
    """

    name: str
    value: float
    points: float
    words: str = ""


class Reach(StrEnum):
    """How many people a claim reaches, as a desk sees it."""

    SMALL = "small"
    WIDE = "wide"
    VERY_WIDE = "very wide"


class Harm(StrEnum):
    """What harm comes of a claim that people believe though it is false, as a desk sees it."""

    LITTLE = "little"
    SOME = "some"
    GRAVE = "grave"


@dataclass(frozen=True, slots=True)
class Stakes:
    """What a desk has said of a claim's ``reach`` and ``harm``; None where it has said nothing.

    >>> Stakes(Reach.VERY_WIDE, Harm.SOME).words
    'very wide reach, some harm'
    """

    reach: Reach | None = None
    harm: Harm | None = None

    @property
    def words(self) -> str:
        """Both in words, empty where nothing was said."""
        said = (("reach", self.reach), ("harm", self.harm))
        return ", ".join(f"{level} {what}" for what, level in said if level is not None)


UNSAID = Stakes()


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of an article that states something checkable, and why it was flagged.

    ``speaker`` None is the article's own voice; ``worthiness`` runs from 0 to 1. ``priority``, from 0 to 1
    too, says what to check first, and is the sum of ``priority_parts``. ``time`` is where it stands
    in a recording or a chat ("0:12:04"). ``kept_as`` is the id that a database has for it.
    """

    article_id: str
    span: Span
    text: str
    paragraph: Span
    speaker: str | None = None
    quoted: Quoted = Quoted.NONE
    signals: tuple[Signal, ...] = ()
    worthiness: float = 0.0
    quantities: tuple[Quantity, ...] = ()
    comparison: Comparison | None = None
    time: str | None = None
    priority: float = 0.0
    priority_parts: tuple[PriorityPart, ...] = ()
    kept_as: str | None = field(default=None, compare=False, repr=False, kw_only=True)

    @property
    def id(self) -> str:
        """The id under which a database keeps it, else the first of `possible_ids`."""
        return self.kept_as or self.possible_ids[0]

    def with_priority(self, parts: tuple[PriorityPart, ...]) -> Claim:
        """The claim with a priority that is made of *parts*.

        >>> claim = Claim("a", Span(0, 9), "It rains.", Span(0, 9))
        >>> claim.with_priority((PriorityPart("checkable", 0.5, 0.25),)).priority
        0.25
        """
        # Not `dataclasses.replace`, which takes twice as long, and a pile has a hundred thousand claims.
        return Claim(
            self.article_id,
            self.span,
            self.text,
            self.paragraph,
            self.speaker,
            self.quoted,
            self.signals,
            self.worthiness,
            self.quantities,
            self.comparison,
            self.time,
            min(1.0, sum([part.points for part in parts])),
            parts,
            kept_as=self.kept_as,
        )

    @property
    def why_first(self) -> str:
        """What speaks for checking it first, in one line, in the order of its parts."""
        return " · ".join(part.words for part in self.priority_parts if part.words and part.points > 0)

    @property
    def possible_ids(self) -> tuple[str, str]:
        """What its article and place name it by: today's id, and that of older databases."""
        return _ids("c", self.article_id, self.span.start, self.span.end)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of claim that the signals speak for, strongest first, each once."""
        ranked = sorted(self.signals, key=lambda signal: -signal.weight)
        return tuple(dict.fromkeys(s.kind for s in ranked if s.kind is not None and s.weight > 0))

    @property
    def reasons(self) -> str:
        """The three reasons that moved the score up most, as the sentence that the desk and the CSV show.

        What marks no words is said where nothing does, and what weighs nothing, as who said it, at the end.
        """
        ranked = sorted((s for s in self.signals if s.weight >= 0), key=lambda s: -s.weight)
        marked = [s.reason for s in ranked if s.weight > 0 and s.spans][:_REASONS_SHOWN]
        other = [s.reason for s in ranked if not s.spans and (s.weight == 0 or not marked)]
        return "; ".join(dict.fromkeys([*marked, *other]))


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """Something that was checked before, here or elsewhere; what is not known is None.

    ``text`` is the claim as it was checked, ``title`` that of the check, ``publisher`` who checked it,
    ``speaker`` who claimed it, ``date`` the ISO date of the check. ``origin`` is the file or address that it
    was read from and ``added`` the moment (ISO, UTC). A verdict of the own desk has the ``claim_id`` that
    it was given on.
    """

    text: str
    title: str | None = None
    rating: str | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    speaker: str | None = None
    origin: str | None = None
    added: str | None = None
    claim_id: str | None = None

    @property
    def id(self) -> str:
        """Hash of page and claim: adding the same check again updates it, one page may check several.

        Capitals, spaces, the form of a character and the spelling of the address do not count; without an
        address the publisher does.
        """
        if self.claim_id is not None:
            return _ids("k", "claim", self.claim_id)[0]
        words = " ".join(unicodedata.normalize("NFKC", self.text).casefold().split())
        return _ids("k", page_key(self.url) if self.url else self.publisher, words)[0]


@dataclass(frozen=True, slots=True)
class Reason:
    """One respect in which two claims agree, or differ, and a short sentence of it for the reviewer.

    ``name`` is "words", "number", "unit", "year", "speaker", "negation", "direction" or "subject".
    """

    name: str
    agrees: bool
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A known claim that may say the same; ``score`` from 0 to 1 is how likely that is.

    ``copies`` are further checks that a desk shows on one card with it: the same one at other addresses, or
    others at its address. ``also`` are the ids of all further checks that the card stands for, those included
    that tell nothing else.
    """

    known: KnownClaim
    score: float
    reasons: tuple[Reason, ...] = ()
    copies: tuple[KnownClaim, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether something speaks against its being the same claim."""
        return any(not reason.agrees for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of a match: that ``known`` checked this very claim, or that it did not."""

    known: KnownClaim
    confirmed: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is kept with a source: its ``name``, its size in bytes, and its digest in hexadecimal."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """One piece of evidence; ``stance`` is "for", "against" or None, ``consulted`` an ISO date.

    ``address`` is empty as long as none is given, ``attachment`` a picture, PDF or page of it that is kept.
    """

    address: str = ""
    title: str | None = None
    passage: str | None = None
    consulted: str | None = None
    archived: str | None = None
    primary: bool | None = None
    interest: str | None = None
    stance: str | None = None
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """What was asked of the claimant; ``asked``, ``deadline`` and ``replied`` are ISO dates.

    ``how`` is the way it was asked (e-mail, the press office …), ``reply`` what they said.
    """

    asked: str | None = None
    how: str | None = None
    deadline: str | None = None
    reply: str | None = None
    replied: str | None = None

    def overdue(self, today: date) -> bool:
        """Whether the deadline has passed without a reply; a deadline that is no date never does.

        >>> Contact(deadline="2025-06-05").overdue(date(2025, 6, 6))
        True
        """
        if self.deadline is None or self.reply or self.replied:
            return False
        try:
            return date.fromisoformat(self.deadline) < today
        except ValueError:
            return False


@dataclass(frozen=True, slots=True)
class BlindRating:
    """What one reviewer found without seeing what another did."""

    by: str
    rating: str
    rationale: str | None
    at: datetime
    statement: str | None = None
    sources: tuple[Source, ...] = ()
    scale: str | None = None
    worksheet: KeptWorksheet | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """That somebody approves of what is proposed, where the policy asks for several who do."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One step that somebody took on one claim, or an import or a policy; never rewritten.

    ``claim_id`` is empty where it concerns no claim, ``seen`` is the id of the claim's last event that the
    reviewer had in front of them (0: none), ``digest`` the SHA-256 over this event and the digest of the one
    before.
    """

    id: int
    claim_id: str
    at: datetime
    by: str
    action: str
    data: Mapping[str, Any]
    seen: int
    digest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the events of one claim add up to.

    ``seen`` is the id of the last event that went into it, 0 where there is none. ``due`` is the ISO date
    until which it was assigned, None where no date was said. ``blind`` says
    that two reviewers were asked to rate the claim without seeing each other, ``ratings`` are what
    they found. ``votes`` are those for what is proposed, before that of ``approved_by``, the last one.
    ``approved_rating`` is what was approved, ``published_rating`` what was published at first, however often
    it was corrected since; ``former_rating`` is what the last change by a correction replaced.
    ``judgements`` are what was said of the earlier checks that may be of this claim, the last word on each;
    ``worksheet`` is the arithmetic that was kept with the check;
    ``served_from`` is the claim whose check this one took over, None where it has its own. ``tags`` are
    words of one's own that were put on the claim, ``stakes`` what was said of its reach and harm.
    ``doubts`` say which of its events cannot be read, so that status and rating may not be what was decided.
    """

    claim_id: str
    status: Status = Status.UNREVIEWED
    statement: str | None = None
    rating: str | None = None
    scale: str | None = None
    rationale: str | None = None
    sources: tuple[Source, ...] = ()
    one_source_reason: str | None = None
    why_selected: str | None = None
    reviewer: str | None = None
    proposed_rating: str | None = None
    proposed_by: str | None = None
    proposed_at: datetime | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    approved_rating: str | None = None
    votes: tuple[Vote, ...] = ()
    policy: str | None = None
    dismiss_reason: str | None = None
    published_url: str | None = None
    correction: str | None = None
    note: str | None = None
    contact: Contact | None = None
    worksheet: KeptWorksheet | None = None
    assigned_to: str | None = None
    due: str | None = None
    blind: bool = False
    ratings: tuple[BlindRating, ...] = ()
    published_rating: str | None = None
    former_rating: str | None = None
    judgements: tuple[Judgement, ...] = ()
    served_from: str | None = None
    tags: tuple[str, ...] = ()
    stakes: Stakes = UNSAID
    withdrawn: bool = False
    doubts: tuple[str, ...] = ()
    seen: int = 0
    history: tuple[Event, ...] = field(default=(), repr=False)

    @property
    def approvers(self) -> tuple[str, ...]:
        """Everybody who has approved the verdict, the last one last; nobody before it is approved."""
        if self.approved_by is None:
            return ()
        return tuple(dict.fromkeys([*(vote.by for vote in self.votes), self.approved_by]))

    @property
    def checked_before(self) -> tuple[KnownClaim, ...]:
        """The earlier checks that somebody has confirmed to be of this very claim."""
        return tuple(judgement.known for judgement in self.judgements if judgement.confirmed)

    @property
    def checked_before_url(self) -> str | None:
        """The addresses of those checks, each page once, parted by one space; None where none has one."""
        given = [as_one_word(known.url or "") for known in self.checked_before]
        return " ".join(each_page_once(filter(None, given))) or None

    @property
    def evidence(self) -> tuple[Source, ...]:
        """The sources, and after them the confirmed earlier checks whose page is not among them.

        An earlier check without an address, such as one of the own desk that is not published, is none.
        """
        if not self.judgements:
            return self.sources
        found = {page_key(source.address) for source in self.sources}
        earlier: dict[str, Source] = {}
        for known in self.checked_before:
            address = (known.url or "").strip()
            if address and page_key(address) not in found:
                earlier.setdefault(page_key(address), _as_source(known, address))
        return (*self.sources, *earlier.values())


def _as_source(known: KnownClaim, address: str) -> Source:
    named = known.title or ": ".join(filter(None, (known.publisher, known.rating)))
    return Source(address, title=named or None, primary=False)


def _ids(letter: str, *parts: object) -> tuple[str, str]:
    """The id of what *parts* name, and the one that it had before ids began with a letter.

    Without the letter, some are a number to a spreadsheet (12345678, 12e45678), which then rounds them.
    """
    # ASCII JSON keeps any string apart from any other.
    digits = hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:16]
    return f"{letter}{digits}", digits
