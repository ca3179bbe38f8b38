"""Which program, ministry or minister "the program" is, where the article names one that is called so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from claimcheck.model import Span
from claimcheck.statements.countries import home
from claimcheck.statements.named_things import apposed, bearing_a_name
from claimcheck.statements.names import Person
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_DEFINITE = re.compile(r"(?<![\w'-])(?P<the>[Tt]he|[Tt]his) (?P<noun>[A-Za-z][a-z]{2,20})(?![\w-])(?! [A-Z])")
# Where nouns have capitals: "Die Ministerin | will".
_DEFINITE_CAPITAL = re.compile(
    r"(?<![\w'-])(?P<the>[Dd](?:er|ie|as|en|em|es)) (?P<noun>[A-ZÄÖÜ][a-zäöüß]{2,24})(?![\w-])(?! [A-ZÄÖÜ])"
)
_TWO = re.compile(r"[Tt]he (?P<which>[A-Za-z][a-z]{2,20}) (?P<noun>[A-Za-z][a-z]{2,20})(?![\w-])(?! [A-Z])")
_GOVERNMENT = re.compile(
    r"(?<![\w'-])(?<!the )(?<!The )Government(?= (?:has|had|is|was|will|have|are|were)(?![\w-]))"
)
_WHICH = "which one is meant is not told beyond doubt"


def definites(passage: Passage) -> Iterator[Finding]:
    """What is to be said of each noun behind "the" that stands for one which the article names."""
    if passage.lists.nouns_capital:
        yield from _offices(passage)
        return
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


def _offices(passage: Passage) -> Iterator[Finding]:
    """What is to be said of the offices of a claim in a language whose nouns have capitals."""
    for found in _DEFINITE_CAPITAL.finditer(passage.text, passage.span.start, passage.span.end):
        of = passage.after_word(found.end()) in passage.listed("the")  # "der Chef | des Rates"
        told = None if of else _office(passage, found, found["noun"].lower())
        yield from [told] if told is not None else []


def _ends(passage: Passage, at: int) -> bool:
    """Whether no further noun and no "of" follows: "the program | has", not "the program manager"."""
    if passage.text[at : at + 1] != " " or at >= passage.span.end:
        return True
    after = passage.after_word(at)
    if after == "of":
        return False
    return not after or after in passage.small or passage.verb_follows(at) or after.endswith("ing")


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
    if asked.isdisjoint(passage.listed("single_offices")) and not _is_near(passage, fits[0]):
        return passage.open(found, _WHICH)
    return Insertion(Span(found.end(), found.end()), fits[0].name, fits[0].at)


def _is_near(passage: Passage, person: Person) -> bool:
    """Whether the sentences before name somebody: of directors there are many."""
    return any(person.surname in span.of(passage.text) for span in passage.before)


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
    if place is None:  # a government may bear a name: the Scottish Government
        return passage.open(found, _WHICH) if country else None
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
    bare = name.removeprefix("the ").removeprefix("The ")  # "the | U.S. | government"
    return Insertion(Span(found.start("noun"), found.start("noun")), bare, place)


def _government_before(passage: Passage, found: re.Match[str]) -> bool:
    """Whether the claim has said whose country it is: "the [Fiji] Government … the country"."""
    before = passage.text[passage.span.start : found.start()].lower()
    return any(f"the {noun}" in before for noun in passage.listed("government"))


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


_RULES = (_office, _country, _class, apposed, bearing_a_name)
