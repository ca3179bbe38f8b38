"""Who "Kallas", "she" and "the Ukrainian president" are: the last full name that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from claimcheck.flagging.language_words import level
from claimcheck.flagging.quotations.speech_words import Persons, speech_words
from claimcheck.model import Span

_UPPER = (
    "".join(chr(n) for n in range(0x41, 0x530) if chr(n).isupper())
    + "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
)
_TAIL = rf"\w{{0,24}}(?:-\w{{1,24}}|'[{_UPPER}]\w{{1,24}}){{0,2}}\.?"  # (O)'Neill · (D)upont-Roy · (M)s.
_APPOSITION = re.compile(r", (?:(?:the|a|an) )?((?:[\w'-]{1,24} ){0,5}[\w'-]{1,24})")
_REMEMBERED, _RECENT = 500, 20


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

    language: str = "en"
    offices: dict[str, set[str]] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)
    spoke: dict[str, bool] = field(default_factory=dict)
    last_called: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = speech_words(self.language).persons
        self._names = _names(self.language)

    def read(self, text: str, span: Span) -> None:
        """Learn the names of one sentence, each later one being the nearer."""
        self.learn(level(span.of(text)))

    def learn(self, plain: str) -> None:
        """Learn the names of one sentence in plain marks."""
        for match in self._names.finditer(plain):
            found = mention(match.group(), plain[max(0, match.start() - 60) : match.start()], self.language)
            if found is None:
                continue
            name = self._full(found.name)
            if " " in name:
                after = _APPOSITION.match(plain, match.end()) if plain.startswith(",", match.end()) else None
                self._keep(name, found, _office_words(after[1], self.language) if after else frozenset())

    def resolve(self, words_: str, nearest: str | None = None) -> str | None:
        """The name that *words_* stand for, None where nobody or more than one fits.

        *nearest* is the subject of the sentence, or of the one before: whom a pronoun may mean
        that fits nobody who spoke.
        """
        low = words_.lower()
        pronoun = self._pronoun(low)
        if pronoun is not None:
            return self._by_pronoun(pronoun, nearest)
        if low in self.known.it:
            last = islice(reversed(self.spoke.items()), 1)
            return next((name for name, person in last if not person or name not in self.offices), None)
        if low.startswith(("the ", "der ", "die ", "das ")):
            return self._by_office(low.split()[1:])
        return self.name(words_)

    def name(self, words_: str) -> str | None:
        """The full name of a run of capitals."""
        found = mention(words_, "", self.language)
        return self._full(found.name) if found else None

    def title(self, words_: list[str]) -> str | None:
        """The person whose office these words in lower case are."""
        return self._by_office(words_)

    def speaks(self, name: str, person: bool | None = None) -> None:
        """Remember that *name* is the one who spoke last."""
        self.spoke.pop(name, None)
        self.spoke[name] = self._is_person(name) if person is None else person
        if len(self.spoke) > _REMEMBERED:
            del self.spoke[next(iter(self.spoke))]

    def _pronoun(self, low: str) -> str | None:
        """The English pronoun for *low*."""
        if low in self.known.she or low in self.known.her:
            return "she"
        return "he" if low in self.known.he or low in self.known.his else None

    def _keep(self, name: str, found: Mention, more: frozenset[str]) -> None:
        """Remember a full name, its office and what it may be shortened to; the oldest give way."""
        self.offices[name] = self.offices.pop(name, set()) | found.office | more
        if len(self.offices) > _REMEMBERED:
            del self.offices[next(iter(self.offices))]
        parts = name.split()
        for n in range(1, len(parts)):
            self.last_called[" ".join(parts[n:]).casefold()] = name
        if len(self.last_called) > 10 * _REMEMBERED:
            for key in list(islice(self.last_called, _REMEMBERED)):
                del self.last_called[key]
        if found.honorific is not None:
            self.pronouns[name] = self.known.honorifics[found.honorific]

    def _full(self, name: str) -> str:
        """The last full name that ends in *name*, or *name* itself."""
        if name.isupper() and " " in name:
            return next((full for full in (self.last_called.get(name.split()[-1].casefold()),)
                         if full is not None and full.casefold() == name.casefold()), name)  # fmt: skip
        return self.last_called.get(name.casefold(), name)

    def _is_person(self, name: str) -> bool:
        """Whether a name can be "he" or "she": NATO may say something, and is neither."""
        parts = name.split()
        if len(parts) == 1 and (name.isupper() or name.lower() in self.known.nations):
            return False
        return not any(part in self.known.body_names for part in parts)

    def _expected(self, name: str) -> str | None:
        """The pronoun that a given name or a word of office lets expect."""
        gender = self.known.gender.get(name.split()[0])
        if gender is not None:
            return gender
        offices = self.offices.get(name) or name.lower().split()
        return next((self.known.gender[word] for word in offices if word in self.known.gender), None)

    def _by_pronoun(self, pronoun: str, nearest: str | None) -> str | None:
        """Whoever spoke last and is not known by the other pronoun; that one keeps the pronoun."""
        last = [name for name, person in islice(reversed(self.spoke.items()), _RECENT) if person]
        allowed = [name for name in last if self.pronouns.get(name, pronoun) == pronoun]
        fits = [n for n in allowed if n in self.pronouns or self._expected(n) in {None, pronoun}]
        found = fits[0] if fits else None
        if nearest is not None and self._is_person(nearest) and nearest != found:
            expected = self.pronouns.get(nearest) or self._expected(nearest)
            if expected == pronoun or (expected is None and found is None):
                found = nearest
        found = found or (allowed[0] if allowed else None)
        if found is not None:
            self.pronouns.setdefault(found, pronoun)
        return found

    def _by_office(self, office: list[str]) -> str | None:
        """The one person with this office; "the official" is whoever spoke last."""
        words_ = [self.known.nations.get(word.removesuffix("'s"), word.removesuffix("'s")) for word in office]
        head = words_[-1]
        nations = {word for word in words_ if word in self.known.nations.values()}
        fits = {
            name: len(has & set(words_))
            for name, has in self.offices.items()
            if head in has and self._same_nation(has, nations)
        }
        if fits:
            most = max(fits.values())
            best = [name for name, shared in fits.items() if shared == most]
            if len(best) == 1:
                return best[0]
            return next((name for name in islice(reversed(self.spoke), 1) if name in best), None)
        if head in self.known.anyone and self.spoke and next(reversed(self.spoke.values())):
            return next(reversed(self.spoke))
        return None

    def _same_nation(self, has: set[str], nations: set[str]) -> bool:
        """Whether an office is of one of these nations, as far as both say so."""
        theirs = {word for word in has if word in self.known.nations}
        return not nations or not theirs or bool(nations & theirs)


@lru_cache(maxsize=8)
def _names(language: str) -> re.Pattern[str]:
    """Two capitals or more in a row: NATO Secretary-General Mark Rutte."""
    particle = "|".join(sorted(speech_words(language).persons.particles))
    more = rf"(?: (?:(?:{particle}) ){{0,2}}[{_UPPER}]{_TAIL}){{1,6}}"
    return re.compile(rf"[{_UPPER}](?<![\w'-].){_TAIL}{more}")


@lru_cache(maxsize=4096)
def mention(capitals: str, before: str, language: str = "en") -> Mention | None:
    """A run of capitals as a name and an office; None where no name is left.

    >>> mention("German Chancellor Friedrich Merz", "").name
    'Friedrich Merz'
    >>> mention("In March", "") is None
    True
    """
    known, grammar = speech_words(language).persons, speech_words(language).grammar
    parts = capitals.removesuffix("'s").split()
    while parts and parts[0] in known.no_names:
        parts = parts[1:]
    verbs = speech_words(language).verbs
    cut = next(
        (
            n
            for n, part in enumerate(parts)
            if n and part.lower() in verbs.finite and part.lower() not in known.titles
        ),
        None,
    )
    parts = parts[:cut]
    body = bool(parts) and parts[-1] in known.body_names
    last = -1 if body else max((n for n, part in enumerate(parts) if _is_title(part, known)), default=-1)
    office, name = parts[: last + 1], parts[last + 1 :]
    while (
        len(name) > 2
        and name[-1] not in known.body_names
        and (name[0].lower() in known.nations or (name[0].isupper() and 2 < len(name[0]) < 5))
    ):
        office, name = [*office, name[0]], name[1:]  # the "U.S." or "NATO" before a name
    honorific = next((part for part in office if part in known.honorifics), None)
    if grammar.nouns_capital:
        name = _behind_noun(name, known)
    if not name or len(name) > 6 or any(part.lower() in grammar.calendar for part in name):
        return None
    lower = _title_before(before, known) if not office else []
    return Mention(_stopped(name), _office_words(" ".join([*office, *lower]), language), honorific)


def _behind_noun(name: list[str], known: Persons) -> list[str]:
    """The name behind a noun that is written like one: Angaben von | Anna Weber."""
    particle = max((n for n, part in enumerate(name) if part in known.particles), default=-1)
    return name if particle < 0 or name[0] in known.gender else name[particle + 1 :]


def _stopped(name: list[str]) -> str:
    """The name without the full stop of its sentence."""
    whole = " ".join(name)
    return (
        whole
        if name[-1] in {"Jr.", "Sr."} or ("." in whole[:-1] and len(name[-1]) < 5)
        else whole.rstrip(".")
    )


def _title_before(before: str, known: Persons) -> list[str]:
    """The words of office in front of a name, in lower case: EU foreign policy chief Kaja Kallas."""
    if not before.endswith(" "):
        return []
    words_ = re.findall(r"[\w'-]+", before)[-4:]
    return words_ if words_ and _is_title(words_[-1], known) else []


@lru_cache(maxsize=4096)
def _office_words(words_: str, language: str) -> frozenset[str]:
    """The words of an office in lower case, a country as its people: {"estonian", "minister"}."""
    nations = speech_words(language).persons.nations
    lows = (word.removesuffix("'s") for word in words_.lower().split())
    return frozenset(nations.get(low, low) for low in lows)


def _is_title(word: str, known: Persons) -> bool:
    """Whether the word is an office or an honorific."""
    return word in known.honorifics or known.is_title(word.lower())
