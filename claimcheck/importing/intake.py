"""What a record says of one check, as it stands there -> a known claim, and what was wrong with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from claimcheck.model import KnownClaim
from claimcheck.reading.dates import NoDateError, iso_day

FIELDS = ("text", "title", "rating", "publisher", "url", "date", "speaker")
"""What a record may say of a check, under the names of `KnownClaim`."""

LONGEST = 5_000
"""Characters of a field; no claim comes near."""

NO_RATING = "-1"
"""By the custom of the markup: that no number was given."""

_LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at one place of a source; ``refused`` says that what stands there was not imported.

    ``where`` is "record 17 (https://…)", "row 18", "script 2"; ``at_desk`` is what somebody without a command
    line is told instead of ``what``, where that is another remedy.
    """

    where: str
    what: str
    refused: bool = False
    at_desk: str | None = field(default=None, compare=False)


OnProblem = Callable[[Problem], None]


@dataclass(slots=True)
class Intake:
    """Where the records of one source become known claims, and every problem is told as it is met.

    *origin* is the file or address, *publisher* who checked what names nobody, *day_first* how 03/04/2019 is
    meant, *base* the page that an address without a site is on.
    """

    origin: str
    on_problem: OnProblem
    publisher: str | None = None
    day_first: bool | None = None
    base: str | None = None
    found: int = 0
    _seen: dict[str, tuple[str, int]] = field(default_factory=dict)

    def claims(self, where: str, said: Mapping[str, str | None]) -> list[KnownClaim]:
        """The one known claim of the fields *said*; none, and a problem, where it is none or a duplicate."""
        self.found += 1
        cells = {name: self._plain(where, name, said.get(name)) for name in FIELDS}
        if cells["text"] is None:
            self.refuse(where, "it does not say which claim was checked")
            return []
        known = KnownClaim(
            text=cells["text"],
            title=cells["title"],
            rating=self._rating(where, cells["rating"]) if "rating" in said else None,
            publisher=cells["publisher"] or self.publisher,
            url=self._address(where, cells["url"]),
            date=self._date(where, cells["date"]),
            speaker=cells["speaker"],
            origin=self.origin,
        )
        return [known] if self._is_new(where, known) else []

    def tell(self, where: str, what: str, *, at_desk: str | None = None) -> None:
        """Tell a problem that cost the record no more than a field."""
        self.on_problem(Problem(where, what, at_desk=at_desk))

    def refuse(self, where: str, what: str) -> None:
        """Tell a problem that kept something from being imported."""
        self.on_problem(Problem(where, what, refused=True))

    def _plain(self, where: str, name: str, value: str | None) -> str | None:
        """*value* on one line, control characters as U+FFFD. Markup stays: it is text like any other."""
        if value is None:
            return None
        if len(value) > LONGEST:
            # An address cut short is another address; `_address` refuses it as it is.
            self.tell(where, f"the {name} has {len(value):,} characters and was cut after {LONGEST:,}")
            value = value[:LONGEST]
        line = " ".join(value.split())
        if not line.isprintable():
            line = "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cs"} else c for c in line)
        return line or None

    def _rating(self, where: str, rating: str | None) -> str | None:
        if rating is None:
            self.tell(where, "it gives no rating")
        elif rating == NO_RATING:
            self.tell(where, f"its rating is {rating}, which means that there is none")
            return None
        return rating

    def _address(self, where: str, address: str | None) -> str | None:
        """*address* where it is one of the web, on which a reviewer may click; else None, and told."""
        if address is None:
            return None
        whole = "%20".join(address.split())
        try:
            # Several words without a scheme are a sentence, and no page of this site.
            is_sentence = whole != address.strip() and "://" not in whole
            whole = whole if is_sentence else urljoin(self.base or "", whole)
            parts = urlsplit(whole)
            usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            usable = False
        if usable and len(whole) <= _LONGEST_ADDRESS:
            return whole
        shown = address if len(address) <= 80 else f"{address[:80]}…"
        self.tell(where, f"{shown!r} is no address of the web and was left out")
        return None

    def _date(self, where: str, date: str | None) -> str | None:
        if date is None:
            return None
        try:
            return iso_day(date, self.day_first)
        except NoDateError as error:
            left_out = "the date was left out:"
            self.tell(where, f"{left_out} {error}", at_desk=f"{left_out} {error.at_desk}")
            return None

    def _is_new(self, where: str, known: KnownClaim) -> bool:
        """Whether the source has not said just this before; of two that differ, the later one counts."""
        # Another spelling of the address says nothing else of the check.
        said = hash(replace(known, url=None))
        before, content = self._seen.setdefault(known.id, (where, said))
        if before == where:
            return True
        if content == said:
            self.tell(where, f"the same as {before}")
            return False
        self._seen[known.id] = (where, said)
        self.tell(where, f"the claim and address of {before} with something else said of it; this one counts")
        return True
