"""Who "Kallas", "she" and "the Ukrainian president" are: the last full name that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from claimcheck.flagging.words import any_of, level, words
from claimcheck.model import Span

_UPPER = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĢİĶŁŃŅŇŌŐŘŚŞŠŤŪŮŰŹŻŽ"
_PARTICLE = rf"(?:{'|'.join(words('people', 'particles'))})"
_PART = (
    rf"[{_UPPER}][\w]{{0,24}}(?:-\w{{1,24}}|'[{_UPPER}]\w{{1,24}}){{0,2}}\.?"  # Agence-Dupont · O'Neill · Ms.
)
CAPITALS = (
    rf"(?<![\w'-]){_PART}(?: (?:{_PARTICLE} ){{0,2}}{_PART}){{0,6}}"  # NATO Secretary-General Mark Rutte
)
PRONOUN = r"\b(?:[Ss]he|[Hh]e)\b"
_OFFICE = rf"(?:{'|'.join(title.lower() for title in words('people', 'titles') if title.isalpha())})"
STYLED = rf"{CAPITALS} (?:[a-z-]{{2,15}} ){{0,3}}{_OFFICE} {CAPITALS}"  # EU foreign policy chief Kaja Kallas
THE_TITLE = r"\b[Tt]he (?:[\w-]{2,20} ){0,3}?[\w-]{3,20}"  # the Ukrainian president

_CAPITALS = re.compile(CAPITALS)
_TITLES = frozenset(title.casefold() for title in words("people", "titles"))
_SHE, _HE = frozenset(words("people", "she")), frozenset(words("people", "he"))
_ANYONE = frozenset(words("people", "anyone"))
_NO_NAMES = frozenset(words("people", "no_names"))
_CALENDAR = re.compile(any_of(words("time", "months"), words("time", "weekdays")))
_REMEMBERED, _RECENT = 500, 20
_LEADING = re.compile(r"(?:[\w-]{2,20} ){1,3}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One run of capitals, split: the name, and the words of office in front of it."""

    name: str
    office: frozenset[str]
    honorific: str | None


@dataclass
class People:
    """The people named so far in one article, and who spoke last.

    >>> people = People()
    >>> people.read("NATO Secretary-General Mark Rutte met Kaja Kallas.", Span(0, 50))
    >>> people.resolve("Kallas"), people.resolve("the NATO Secretary-General"), people.resolve("she")
    ('Kaja Kallas', 'Mark Rutte', None)
    """

    offices: dict[str, set[str]] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)
    spoke: dict[str, None] = field(default_factory=dict)
    last_called: dict[str, str] = field(default_factory=dict)

    def read(self, text: str, span: Span) -> None:
        """Learn the names of one sentence, each later one being the nearer."""
        plain = level(span.of(text))
        for match in _CAPITALS.finditer(plain):
            found = mention(match.group(), before=plain[max(0, match.start() - 60) : match.start()])
            if found is None:
                continue
            name = self._full(found.name)
            if " " in name:
                self._keep(name, found)

    def resolve(self, words_: str) -> str | None:
        """The name that *words_* stand for, None where nobody or more than one fits."""
        if words_.lower() in {"he", "she"}:
            return self._by_pronoun(words_.lower())
        if words_.lower().startswith("the "):
            return self._by_office(words_.lower().split()[1:])
        found = mention(words_, before="")
        return self._full(found.name) if found else None

    def speaks(self, name: str) -> None:
        """Remember that *name* is the one who spoke last."""
        self.spoke.pop(name, None)
        self.spoke[name] = None

    def _keep(self, name: str, found: Mention) -> None:
        """Remember a full name, its office and what it may be shortened to; the oldest give way."""
        self.offices[name] = self.offices.pop(name, set()) | found.office
        if len(self.offices) > _REMEMBERED:
            del self.offices[next(iter(self.offices))]
        parts = name.split()
        for n in range(1, len(parts)):
            self.last_called[" ".join(parts[n:])] = name
        if found.honorific is not None:
            self.pronouns[name] = "she" if found.honorific in _SHE else "he"

    def _full(self, name: str) -> str:
        """The last full name that ends in *name*, or *name* itself."""
        return self.last_called.get(name, name)

    def _by_pronoun(self, pronoun: str) -> str | None:
        """Whoever spoke last and is not known by the other pronoun; that one keeps the pronoun."""
        for name in islice(reversed(self.spoke), _RECENT):
            # NATO may say something, and is no "he".
            if not name.isupper() and self.pronouns.setdefault(name, pronoun) == pronoun:
                return name
        return None

    def _by_office(self, office: list[str]) -> str | None:
        """The one person with this office; "the official" is whoever spoke last."""
        if (
            office[-1] in _ANYONE
            and self.spoke
            and not any(office[-1] in has for has in self.offices.values())
        ):
            return next(reversed(self.spoke))
        if office[-1] not in _TITLES:
            return None
        fits = {name: len(has & set(office)) for name, has in self.offices.items() if office[-1] in has}
        most = max(fits.values(), default=0)
        best = [name for name, shared in fits.items() if shared == most]
        return best[0] if len(best) == 1 else None


def mention(capitals: str, before: str) -> Mention | None:
    """A run of capitals as a name and an office; None where no name is left.

    >>> mention("German Chancellor Friedrich Merz", "").name
    'Friedrich Merz'
    >>> mention("In March", "") is None
    True
    """
    parts = capitals.split()
    while parts and parts[0] in _NO_NAMES:
        parts = parts[1:]
    last = max((n for n, part in enumerate(parts) if _is_title(part)), default=-1)
    office, name = parts[: last + 1], parts[last + 1 :]
    if len(name) > 2 and name[0].isupper() and len(name[0]) < 5:
        name = name[1:]  # the "U.S." or "NATO" before a name
    honorific = next((part for part in office if part in _SHE | _HE), None)
    if not name or len(name) > 4 or any(_CALENDAR.fullmatch(part) for part in name):
        return None
    lower = _LEADING.search(before) if not office else None  # "EU foreign policy chief Kaja Kallas"
    title = lower.group().split() if lower and _is_title(lower.group().split()[-1]) else []
    return Mention(" ".join(name).rstrip("."), frozenset(w.lower() for w in office + title), honorific)


def _is_title(word: str) -> bool:
    """Whether the word is an office or an honorific."""
    return word.casefold() in _TITLES or word in _SHE or word in _HE
