"""Who "Kallas", "she" and "the Ukrainian president" are: the last full name that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from claimcheck.flagging.quotations.speech_words import SpeechWords

_UPPER = (
    "".join(chr(n) for n in range(0x41, 0x530) if chr(n).isupper())
    + "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
)
_TAIL = rf"\w{{0,24}}(?:-\w{{1,24}}|'[{_UPPER}]\w{{1,24}}){{0,2}}\.?"  # (O)'Neill · (D)upont-Roy · (M)s.
_APPOSITION = re.compile(r", (?:(?:the|a|an) )?((?:[\w'-]{1,24} ){0,5}[\w'-]{1,24})")
_REMEMBERED, _RECENT, _LATELY = 500, 20, 3


@dataclass(frozen=True, slots=True)
class Mention:
    """One run of capitals, split: the name, and the words of office in front of it."""

    name: str
    office: frozenset[str]
    honorific: str | None


@dataclass
class People:
    """The people named so far in one article, and who spoke last.

    >>> from claimcheck.flagging.quotations.speech_words import speech_words
    >>> people = People(speech_words())
    >>> people.learn("NATO Secretary-General Mark Rutte met Kaja Kallas.")
    >>> people.resolve("Kallas"), people.resolve("the NATO Secretary-General"), people.resolve("she")
    ('Kaja Kallas', 'Mark Rutte', None)
    """

    lists: SpeechWords
    offices: dict[str, set[str]] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)
    spoke: dict[str, bool] = field(default_factory=dict)
    last_called: dict[str, str] = field(default_factory=dict)
    newest: set[str] = field(default_factory=set)
    """The names of the last sentence that was read: a pronoun may stand before them."""

    def learn(self, plain: str) -> None:
        """Learn the names of one sentence in plain marks, each later one being the nearer."""
        self.newest.clear()
        for match, found in mentions(plain, self.lists):
            name = self._full(found.name)
            if " " in name:
                self.newest.add(name)
                after = _APPOSITION.match(plain, match.end()) if plain.startswith(",", match.end()) else None
                self._remember(name, found, _office_words(after[1], self.lists) if after else frozenset())

    def resolve(self, mentioned: str, nearest: str | None = None, fresh: bool = False) -> str | None:
        """The name that the words *mentioned* stand for, None where nobody or more than one fits.

        *nearest* is the subject of the sentence, or of the one before: whom a pronoun may mean
        that fits nobody who spoke; *fresh*: rather than whoever spoke, since that was further before.
        """
        low, lists = mentioned.lower(), self.lists
        if low in lists.she_pronouns or low in lists.possessive_she:
            return self._by_pronoun("she", nearest, fresh)
        if low in lists.he_pronouns or low in lists.possessive_he:
            return self._by_pronoun("he", nearest, fresh)
        if low in lists.it_pronouns or low in lists.possessive_it:
            last = islice(reversed(self.spoke.items()), 1)
            return next((name for name, person in last if not person or name not in self.offices), None)
        if low.startswith(("the ", "der ", "die ", "das ")):
            return self.by_office(low.split()[1:])
        return self.name(mentioned)

    def name(self, capitals: str) -> str | None:
        """The full name of a run of capitals; a month alone may be one here: "May said"."""
        if capitals.lower() in self.lists.calendar and capitals.lower() not in self.lists.weekdays:
            return self._full(capitals)
        found = mention(capitals, "", self.lists)
        return self._full(found.name) if found else None

    def speaks(self, name: str, person: bool | None = None) -> None:
        """Remember that *name* is the one who spoke last."""
        self.spoke.pop(name, None)
        self.spoke[name] = self._is_person(name) if person is None else person
        if len(self.spoke) > _REMEMBERED:
            del self.spoke[next(iter(self.spoke))]

    def _remember(self, name: str, found: Mention, more: frozenset[str]) -> None:
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
            self.pronouns[name] = self.lists.honorifics[found.honorific]

    def _full(self, name: str) -> str:
        """The last full name that ends in *name*, or *name* itself."""
        if name.isupper() and " " in name:
            full = self.last_called.get(name.split()[-1].casefold(), name)
            return full if full.casefold() == name.casefold() else name
        return self.last_called.get(name.casefold(), name)

    def _is_person(self, name: str) -> bool:
        """Whether a name can be "he" or "she": NATO may say something, and is neither."""
        parts = name.split()
        if len(parts) == 1 and (name.isupper() or name.lower() in self.lists.nations):
            return False
        return not any(part in self.lists.body_names for part in parts)

    def _expected(self, name: str) -> str | None:
        """The pronoun that a given name or a word of office lets expect."""
        gender = self.lists.gender.get(name.split()[0])
        if gender is not None:
            return gender
        offices = self.offices.get(name) or name.lower().split()
        return next((self.lists.gender[word] for word in offices if word in self.lists.gender), None)

    def _by_pronoun(self, pronoun: str, nearest: str | None, fresh: bool) -> str | None:
        """Whoever spoke last and is not known by the other pronoun; that one keeps the pronoun."""
        last = [name for name, person in islice(reversed(self.spoke.items()), _RECENT) if person]
        allowed = [name for name in last if self.pronouns.get(name, pronoun) == pronoun]
        fits = [n for n in allowed if n in self.pronouns or self._expected(n) in {None, pronoun}]
        found = fits[0] if fits else None
        if nearest is not None and self._is_person(nearest) and nearest != found:
            expected = self.pronouns.get(nearest) or self._expected(nearest)
            if expected == pronoun or (expected is None and (fresh or found is None)):
                found = nearest
        found = found or self._named_lately(pronoun) or (allowed[0] if allowed else None)
        if found is not None:
            self.pronouns.setdefault(found, pronoun)
        return found

    def _named_lately(self, pronoun: str) -> str | None:
        """Whoever was named last and may be meant, though nobody told that they spoke."""
        for name in islice(reversed(self.offices), _LATELY):
            known = self.pronouns.get(name) or self._expected(name)
            if name not in self.newest and self._is_person(name) and known in {None, pronoun}:
                return name
        return None

    def by_office(self, office: list[str]) -> str | None:
        """The one person whose office these words in lower case are; "the official" is whoever spoke last."""
        bare = [word.removesuffix("'s") for word in office]
        asked = [self.lists.nations.get(word, word) for word in bare]
        head = asked[-1]
        nations = set(asked).intersection(self.lists.nations.values())
        ranks = self.lists.qualifiers.intersection(part for word in asked for part in word.split("-"))
        fits = {
            name: len(has & set(asked))
            for name, has in self.offices.items()
            if head in has and self._same_nation(has, nations) and self._same_rank(has, ranks)
        }
        last = next(reversed(self.spoke), None)
        if fits:
            most = max(fits.values())
            best = [name for name, shared in fits.items() if shared == most]
            return best[0] if len(best) == 1 else last if last in best else None
        anyone = head in self.lists.anyone and not ranks
        return last if last is not None and anyone and self.spoke[last] else None

    def _same_rank(self, has: set[str], ranks: frozenset[str]) -> bool:
        """Whether an office is the former or the shadow one as the one that is asked for is."""
        theirs = self.lists.qualifiers.intersection(part for word in has for part in word.split("-"))
        return theirs == ranks

    def _same_nation(self, has: set[str], nations: set[str]) -> bool:
        """Whether an office is of one of these nations, as far as both say so."""
        theirs = {word for word in has if word in self.lists.nations}
        return not nations or not theirs or bool(nations & theirs)


def mentions(plain: str, lists: SpeechWords) -> Iterator[tuple[re.Match[str], Mention]]:
    """Each run of two capitals or more in plain marks that names somebody, or something, in order.

    >>> from claimcheck.flagging.quotations.speech_words import speech_words
    >>> [found.name for _, found in mentions("President Ana Ruiz met Bo Lund.", speech_words())]
    ['Ana Ruiz', 'Bo Lund']
    """
    for match in _names(lists).finditer(plain):
        before = plain[max(0, match.start() - 60) : match.start()]
        found = mention(match.group().replace("\x01", '"'), before, lists)
        if found is not None:
            yield match, found


@lru_cache(maxsize=8)
def _names(lists: SpeechWords) -> re.Pattern[str]:
    """Two capitals or more in a row: NATO Secretary-General Mark Rutte."""
    particle = "|".join(sorted(lists.particles))
    more = rf"(?: (?:(?:{particle}) ){{0,2}}[{_UPPER}]{_TAIL}){{1,6}}"
    nickname = "(?: \x01[^\x01\x02]{1,30}\x01)?"
    return re.compile(rf"[{_UPPER}](?<![\w'-].){_TAIL}{nickname}{more}")


@lru_cache(maxsize=4096)
def mention(capitals: str, before: str, lists: SpeechWords) -> Mention | None:
    """A run of capitals as a name and an office; None where no name is left.

    >>> from claimcheck.flagging.quotations.speech_words import speech_words
    >>> mention("German Chancellor Friedrich Merz", "", speech_words()).name
    'Friedrich Merz'
    >>> mention("In March", "", speech_words()) is None
    True
    """
    parts = _without_dates(capitals.removesuffix("'s").split(), before, lists)
    lows = [part.lower() for part in parts]
    verb = (n for n, low in enumerate(lows) if n and low in lists.plain and low not in lists.titles)
    parts = parts[: next(verb, None)]
    body = bool(parts) and parts[-1] in lists.body_names
    last = -1 if body else _last_of_office(parts, lists)
    office, name = parts[: last + 1], parts[last + 1 :]
    while (
        len(name) > 2
        and name[-1] not in lists.body_names
        and (name[0].lower() in lists.nations or (name[0].isupper() and 2 < len(name[0]) < 5))
    ):
        office, name = [*office, name[0]], name[1:]  # the "U.S." or "NATO" before a name
    honorific = next((part for part in office if part in lists.honorifics), None)
    if lists.nouns_capital:
        name = _behind_noun(name, lists)
    dated = all(part.lower() in lists.calendar for part in name) and not (office and len(name) == 1)
    if not name or len(name) > 6 or dated:
        return None
    lower = _title_before(before, lists) if not office else []
    return Mention(_without_full_stop(name), _office_words(" ".join([*office, *lower]), lists), honorific)


def _without_dates(parts: list[str], before: str, lists: SpeechWords) -> list[str]:
    """The parts of a name without "In" and "On Monday" before it; Theresa May and April Jones keep theirs."""
    dated = before.rstrip().rpartition(" ")[2].lower() in lists.prepositions
    while parts and (
        parts[0] in lists.no_names
        or parts[0].lower() in lists.clauses
        or (parts[0].lower() in lists.calendar and _opens_date(parts, dated, lists))
    ):
        dated = parts[0].lower() in lists.prepositions
        parts = parts[1:]
    while (
        len(parts) > 1
        and parts[-1].lower() in lists.calendar
        and (parts[-1].lower() in lists.weekdays or (len(parts) > 2 and not _is_title(parts[-2], lists)))
    ):
        parts = parts[:-1]
    return parts


def _last_of_office(parts: list[str], lists: SpeechWords) -> int:
    """The last word that says what somebody is, not who: "Tory MP", "Mother-of-two"; -1: none does."""
    found = -1
    for n, part in enumerate(parts):
        surname = n == len(parts) - 1 and n > 0 and parts[n - 1] in lists.gender  # Stephen King
        described = n < len(parts) - 1 and (part.lower() in lists.nouns or "-of-" in part)
        if (_is_title(part, lists) and not surname) or described:
            found = n
    return found


def _opens_date(parts: list[str], dated: bool, lists: SpeechWords) -> bool:
    return dated or len(parts) > 2 or parts[0].lower() in lists.weekdays


def _behind_noun(name: list[str], lists: SpeechWords) -> list[str]:
    """The name behind a noun that is written like one: Angaben von | Anna Weber."""
    particle = max((n for n, part in enumerate(name) if part in lists.particles), default=-1)
    return name if particle < 0 or name[0] in lists.gender else name[particle + 1 :]


def _without_full_stop(name: list[str]) -> str:
    whole = " ".join(name)
    own = name[-1] in {"Jr.", "Sr."} or ("." in whole[:-1] and len(name[-1]) < 5)
    return whole if own else whole.rstrip(".")


def _title_before(before: str, lists: SpeechWords) -> list[str]:
    """The words of office in front of a name, in lower case: EU foreign policy chief Kaja Kallas."""
    if not before.endswith(" "):
        return []
    last = re.findall(r"[\w'-]+", before)[-4:]
    return last if last and _is_title(last[-1], lists) else []


@lru_cache(maxsize=4096)
def _office_words(office: str, lists: SpeechWords) -> frozenset[str]:
    """The words of an office in lower case, a country as its people: {"estonian", "minister"}."""
    lows = (word.removesuffix("'s") for word in office.lower().split())
    return frozenset(lists.nations.get(low, low) for low in lows)


def _is_title(word: str, lists: SpeechWords) -> bool:
    return word in lists.honorifics or lists.is_title(word.lower())
