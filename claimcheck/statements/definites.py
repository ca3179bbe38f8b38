"""Which program, ministry or minister "the program" is, where the article names one that is called so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from claimcheck.flagging.comparisons.side_words import known_verbs
from claimcheck.flagging.language_words import alternatives
from claimcheck.model import Span
from claimcheck.statements.countries import home
from claimcheck.statements.names import Person
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_DEFINITE = re.compile(r"(?<![\w'-])(?P<the>[Tt]he|[Tt]his) (?P<noun>[A-Za-z][a-z]{2,20})(?![\w-])(?! [A-Z])")
_TWO = re.compile(r"[Tt]he (?P<which>[A-Za-z][a-z]{2,20}) (?P<noun>[A-Za-z][a-z]{2,20})(?![\w-])(?! [A-Z])")
_GOVERNMENT = re.compile(
    r"(?<![\w'-])(?<!the )(?<!The )Government(?= (?:has|had|is|was|will|have|are|were)(?![\w-]))"
)
_CAPITALS = r"[A-Z][\w&.'-]{0,20}(?: (?:and |of |for |the ){0,2}[A-Z][\w&.'-]{0,20}){0,4}"
_ACRONYM = r"([A-Z]{2,6}(?:-\d{1,3})?)"
_OFTEN = 2
_WHICH = "which one is meant is not told beyond doubt"


def definites(passage: Passage) -> Iterator[Finding]:
    """What is to be said of each noun behind "the" that stands for one which the article names."""
    for found in _DEFINITE.finditer(passage.text, passage.span.start, passage.span.end):
        if _ends(passage, found.end()):
            rules = (rule(passage, found, found["noun"].lower()) for rule in _RULES)
            yield from islice((told for told in rules if told is not None), 1)
        elif (two := _TWO.match(passage.text, found.start(), passage.span.end)) and _ends(passage, two.end()):
            told = _office(passage, two, two["noun"].lower(), two["which"].lower())
            yield from [told] if told is not None else []
    for found in _GOVERNMENT.finditer(passage.text, passage.span.start, passage.span.end):
        place = home(passage)
        if place is not None and passage.before_word(found.start()) in passage.small | {""}:
            yield Insertion(Span(found.start(), found.start()), place.of(passage.raw), place)


def _ends(passage: Passage, at: int) -> bool:
    """Whether no further noun and no "of" follows: "the program | has", not "the program manager"."""
    if passage.text[at : at + 1] != " " or at >= passage.span.end:
        return True
    after, lists = passage.after_word(at), passage.lists
    if after == "of":
        return False
    verbs = known_verbs(passage.language) | lists.finite | lists.past_forms | lists.auxiliaries
    return not after or after in passage.small or after in verbs or after.endswith(("ed", "ing"))


# -- an office: the chancellor -----------------------------------------------------------------------
def _office(passage: Passage, found: re.Match[str], noun: str, which: str | None = None) -> Finding | None:
    """The one whose office the article names beside the name: the chancellor, the prime | minister."""
    if not passage.lists.is_title(noun) or noun.endswith("s"):
        return None
    if passage.after_word(found.end()) in passage.lists.and_:  # "the private and public schools"
        return None
    asked = {noun} if which is None else {noun, which}
    fits = [person for person in passage.named.people.values() if asked <= person.office]
    if any(person.surname in passage.span.of(passage.text) for person in fits):
        return None
    if len(fits) != 1 or fits[0].office & passage.lists.qualifiers or _others(passage, asked, fits[0]):
        return passage.open(found, _WHICH) if fits or which is None else None
    return Insertion(Span(found.end(), found.end()), fits[0].name, fits[0].at)


def _others(passage: Passage, asked: set[str], person: Person) -> bool:
    """Whether another of that office is told of: "a minister", "the Norwegian minister", "Minister Lund"."""
    noun = "|".join(sorted(asked))
    pattern = re.compile(
        rf"(?:([\w'-]{{1,20}}) )?(?<![\w-])(?:{noun})(s?)(?![\w-])(?: ((?-i:[A-Z])[\w'-]{{1,30}}))?",
        re.IGNORECASE,
    )
    own = passage.small - passage.listed("anew") | person.office | asked | {""}
    names = {*person.name.split(), person.surname + "'s", None}
    for found in pattern.finditer(passage.text):
        other = found[2] or (found[1] or "").lower() not in own or found[3] not in names
        if other and not _beside(passage, found, person.at):
            return True
    return False


def _beside(passage: Passage, found: re.Match[str], at: Span) -> bool:
    """Whether words of office stand at the name at *at*: "Minister | Bo Lund", "Bo Lund, | the minister"."""
    behind = at.end <= found.start() < at.end + 40 and "." not in passage.text[at.end : found.start()]
    return behind or found.start() < at.start <= found.end() + 1 or found.start() < at.start < found.end()


# -- a country: the country, the government ------------------------------------------------------------
def _country(passage: Passage, found: re.Match[str], noun: str) -> Finding | None:
    """The only country that the article speaks of, where it does more than once."""
    country = noun in passage.listed("country")
    if not country and noun not in passage.listed("government"):
        return None
    place = home(passage)
    if place is None:
        return passage.open(found, _WHICH)
    if country and (
        place.of(passage.text) in passage.span.of(passage.text) or _government_before(passage, found)
    ):
        return None
    name = place.of(passage.raw)
    if country:
        if found["the"][0].isupper():
            name = name[:1].upper() + name[1:]
        return Insertion(Span(found.start(), found.end()), name, place)
    if passage.text[found.start() - len(name) - 3 : found.start()].startswith(name):
        return None
    return Insertion(Span(found.start("noun"), found.start("noun")), name, place)


def _government_before(passage: Passage, found: re.Match[str]) -> bool:
    """Whether the claim has said whose country it is: "the [Fiji] Government … the country"."""
    before = passage.text[passage.span.start : found.start()].lower()
    return any(f"the {noun}" in before for noun in passage.listed("government"))


# -- what bears a name: the program, the commission ----------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Name:
    """What stands before a noun in a name ("European | Commission"), or behind it ("of Commerce").

    ``told`` is whether it can be inserted: what is only described ("the interior | ministry") is one more.
    """

    words: str
    at: Span
    behind: bool
    told: bool = True


def _bearing_a_name(passage: Passage, found: re.Match[str], noun: str) -> Finding | None:
    """What the article calls by a name with that noun in it, and nothing else with another."""
    names = {
        one.words: one for one in sorted(_names(passage, noun), key=lambda one: (one.told, -one.at.start))
    }
    body = noun in passage.lists.bodies and not noun.endswith("s")
    if len(names) != 1:
        return passage.open(found, _WHICH) if body or names else None
    (name,) = names.values()
    if name.words in passage.span.of(passage.text):
        return None
    if not name.told or _told_anew(passage, noun, name):
        return passage.open(found, _WHICH)
    place = found.end("noun") if name.behind else found.start("noun")
    return Insertion(Span(place, place), name.at.of(passage.raw), name.at)


def _names(passage: Passage, noun: str) -> Iterator[_Name]:
    """The names with a noun in them: those of bodies, and what an abbreviation is given to."""
    body_names = passage.lists.body_names
    if noun in passage.lists.bodies - passage.listed("no_bodies") and noun.capitalize() in body_names:
        yield from _names_of_bodies(passage, noun)
    called = alternatives(passage.language.words("statements", "called"))
    for form, least in ((rf"{noun},? (?:{called}) {_ACRONYM}", 1), (rf"{_ACRONYM} {noun}", _OFTEN)):
        every = list(re.finditer(rf"(?<![\w'-]){form}(?![\w-])", passage.text))
        # Once it may be no name: "gives the head of the DNC authority to act".
        for found in every:
            yield _Name(found[1], Span(*found.span(1)), False, told=len(every) >= least)


def _names_of_bodies(passage: Passage, noun: str) -> Iterator[_Name]:
    """European | Commission, Ministry | of Health, and the interior | ministry, which is one more."""
    head = noun.capitalize()
    before = rf"(?<![\w'-])({_CAPITALS}) {head}(?![\w-])"
    behind = rf"(?<![\w-]){head} ((?:of|for) (?:the )?{_CAPITALS})"
    for found in re.finditer(before, passage.text):
        words = found[1].removeprefix("The ")
        for each in re.split(rf" {head} ", words):
            if each != "The":
                yield _Name(each, Span(found.end(1) - len(words), found.end(1)), False)
    for found in re.finditer(behind, passage.text):
        yield _Name(found[1], Span(*found.span(1)), True)
    for found in re.finditer(rf"(?<![\w-])([a-z][\w'-]{{1,20}}) {noun}(?![\w-])", passage.text):
        if found[1] not in passage.small and found[1] not in passage.listed("anew"):
            yield _Name(found[1], Span(*found.span(1)), False, told=False)


def _told_anew(passage: Passage, noun: str, name: _Name) -> bool:
    """Whether the article tells of another before the claim: "a separate program"."""
    anew = passage.listed("anew")
    start = _last_named(passage, noun, name)
    pattern = re.compile(rf"((?:[\w'-]{{1,20}} ){{1,3}}){noun}s?(?![\w-])", re.IGNORECASE)
    for found in pattern.finditer(passage.text, start, passage.span.end):
        before = found[1].lower().split()
        if found[0].lower().endswith("s") or (
            anew.intersection(before) and name.words.lower() not in found[1].lower()
        ):
            return True
    return False


def _last_named(passage: Passage, noun: str, name: _Name) -> int:
    """Where what bears the name was last called by it before the claim; the start of the text if nowhere."""
    text, words = passage.text[: passage.span.start], re.escape(name.words)
    forms = rf"(?<![\w-])(?:{words} {noun}|{noun}\W{{1,2}}[a-z ]{{0,9}}{words}|{noun} {words})(?![\w-])"
    return max((found.end() for found in re.finditer(forms, text, re.IGNORECASE)), default=0)


# -- what an organisation is also called ------------------------------------------------------------------
def _class(passage: Passage, found: re.Match[str], noun: str) -> Finding | None:
    """NATO for "the alliance", where the article names it."""
    classes = passage.language.table("statements", "classes")
    names = [name for name, called in classes.items() if called.lower() == noun]
    places = [
        Span(*place.span())
        for name in names
        if (place := re.search(rf"(?<![\w-]){name}(?![\w-])", passage.text, re.IGNORECASE))
    ]
    if len(places) != 1:
        return None
    if places[0].of(passage.text) in passage.span.of(passage.text):
        return None
    return Insertion(Span(found.start(), found.end()), places[0].of(passage.raw), places[0])


_RULES = (_office, _country, _class, _bearing_a_name)
