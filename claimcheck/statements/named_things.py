"""What bears a name with a noun in it: "the [EB-5] program", "the ministry [of Health]", "[Norsk Fisk]"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.flagging.language_words import alternatives
from claimcheck.model import Role, Span
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_ACRONYM = r"([A-Z]{2,6}(?:-\d{1,3})?)"
_NAMED = (
    r"(?<![\w'-])(?P<name>(?!The )[A-Z][\w&'-]{1,24}(?: (?:(?:of|for|and|the) ){0,2}[A-Z][\w&'-]{1,24}){0,5})"
)
_APPOSED = (
    rf"{_NAMED}, (?:an?|the) (?:(?!(?:of|for|in) )[\w'-]{{1,24}} ){{0,4}}%s"
    r"(?= (?:that|which|based|in|of|from|for|with|owned|run)|,)"
)
_LEGAL = rf"{_NAMED},? (?:Inc|Ltd|Corp|plc|PLC|LLC|AG|SE|GmbH|SA|NV|AB|ASA|Co)(?![\w-])"
_OFTEN = 2
_WHICH = "which one is meant is not told beyond doubt"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name with a noun in it: what stands ``before`` the noun ("European") and ``behind`` it ("of Health").

    ``told`` is whether it can be inserted: what is only described ("the interior | ministry") is one more.
    """

    at: Span
    before: Span
    behind: Span
    told: bool = True

    def words(self, text: str) -> str:
        """What tells it from others of its kind."""
        return " ".join(filter(None, (self.before.of(text), self.behind.of(text))))


def bearing_a_name(passage: Passage, found: re.Match[str], noun: str) -> Finding | None:
    """What the article calls by a name with that noun in it, and nothing else with another."""
    names = _one_a_name(passage, _names(passage, found, noun))
    body = noun in passage.lists.bodies and not noun.endswith("s")
    if len(names) != 1:
        return passage.open(found, _WHICH) if body or names else None
    (name,) = names
    if any(
        part and part.of(passage.text) in passage.span.of(passage.text) for part in (name.before, name.behind)
    ):
        return None
    if not name.told or _told_anew(passage, noun, name.words(passage.text)):
        return passage.open(found, _WHICH)
    return _with_name(passage, found, name)


def _with_name(passage: Passage, found: re.Match[str], name: _Name) -> Insertion:
    """ "The [European] commission", "the ministry [of Health]", "[The Central Bank of Norland]"."""
    if name.before and name.behind:
        told = f"{found['the']} {name.at.of(passage.raw)}"
        return Insertion(Span(found.start(), found.end()), told, name.at)
    place, part = (found.end("noun"), name.behind) if name.behind else (found.start("noun"), name.before)
    return Insertion(Span(place, place), part.of(passage.raw), part)


def _one_a_name(passage: Passage, found: Iterator[_Name]) -> list[_Name]:
    """Each name once, where it first stands in full: "the Central Bank" is the "Central Bank of Oslo"."""
    kept: list[_Name] = []
    for one in sorted(found, key=lambda one: (-len(one.at), not one.told, one.at.start)):
        words = one.words(passage.text)
        if not any(words == other.words(passage.text)[: len(words)] for other in kept):
            kept.append(one)
    return kept


def _names(passage: Passage, found: re.Match[str], noun: str) -> Iterator[_Name]:
    """The names with a noun in them: those of bodies and acts, and what an abbreviation is given to."""
    capital = noun not in passage.listed("no_bodies") and (
        found["noun"].islower() or noun in passage.lists.bodies
    )
    if capital and noun.capitalize() in passage.text:
        yield from _names_in_capitals(passage, noun)
    if not _told_outside(passage, noun):
        return
    called = alternatives(passage.language.words("statements", "called"))
    for form, least in ((rf"{noun},? (?:{called}) {_ACRONYM}", 1), (rf"{_ACRONYM} {noun}", _OFTEN)):
        every = list(re.finditer(rf"(?<![\w'-]){form}(?![\w-])", passage.text))
        # Once it may be no name: "gives the head of the DNC authority to act".
        for one in every:
            at = Span(*one.span(1))
            yield _Name(at, at, Span(at.end, at.end), told=len(every) >= least)


def _told_outside(passage: Passage, noun: str) -> bool:
    """Whether the article has a noun outside the claim: most it has not, and looking takes its time."""
    return passage.text.count(noun) > passage.span.of(passage.text).count(noun)


def _names_in_capitals(passage: Passage, noun: str) -> Iterator[_Name]:
    """The European | Commission, the Ministry | of Health, and the interior | ministry, which is one more."""
    body = noun in passage.lists.bodies and noun.capitalize() in passage.lists.body_names
    form = _in_capitals(noun.capitalize())
    every = [found for found in form.finditer(passage.text) if found["before"] or found["behind"]]
    every = [
        found
        for found in every
        if (body or (found["the"] and passage.lists.body_names.isdisjoint(found[0].split())))
        and _in_a_sentence(passage, found.start())
    ]
    for found in every:
        before, behind = (
            Span(*found.span(part)) if found[part] else Span(found.end(), found.end())
            for part in ("before", "behind")
        )
        yield _Name(Span(found.start() + len(found["the"] or ""), found.end()), before, behind)
    if every:
        yield from _described(passage, noun, {word.lower() for found in every for word in found[0].split()})


def _in_capitals(head: str) -> re.Pattern[str]:
    """A name with a noun in it, which no other name with that noun is part of."""
    capital = rf"(?!{head}(?![\w-]))[A-Z][\w&.'-]{{0,20}}"
    capitals = rf"{capital}(?: (?:and |of |for |the ){{0,2}}{capital}){{0,4}}"
    return re.compile(
        rf"(?<![\w'-])(?P<the>[Tt]he )?(?:(?P<before>(?!The ){capitals}) )?{head}"
        rf"(?: (?P<behind>(?:of|for) (?:the )?{capitals}))?(?![\w-])(?! [A-Z])"
    )


def _described(passage: Passage, noun: str, named: set[str]) -> Iterator[_Name]:
    """What is only described, by a word of no name: "the interior | ministry"."""
    for found in re.finditer(rf"(?<![\w-])([a-z][\w'-]{{1,20}}) {noun}(?![\w-])", passage.text):
        if found[1] not in passage.small | passage.listed("anew") | named:
            at = Span(*found.span(1))
            yield _Name(at, at, Span(at.end, at.end), told=False)


def _in_a_sentence(passage: Passage, at: int) -> bool:
    """Whether a place is in a sentence, and in no headline, where all words may have capitals."""
    return any(one.span.start <= at < one.span.end and one.role is Role.SENTENCE for one in passage.sentences)


def _told_anew(passage: Passage, noun: str, name: str) -> bool:
    """Whether the article tells of another before the claim: "a separate program"."""
    anew = passage.listed("anew")
    start = _last_named(passage, noun, name)
    pattern = re.compile(rf"((?:[\w'-]{{1,20}} ){{1,3}}){noun}s?(?![\w-])", re.IGNORECASE)
    for found in pattern.finditer(passage.text, start, passage.span.end):
        before = found[1].lower().split()
        if found[0].lower().endswith("s") or (
            anew.intersection(before) and name.lower() not in found[1].lower()
        ):
            return True
    return False


def _last_named(passage: Passage, noun: str, name: str) -> int:
    """Where what bears the name was last called by it before the claim; the start of the text if nowhere."""
    text, words = passage.text[: passage.span.start], re.escape(name)
    forms = rf"(?<![\w-])(?:{words} {noun}|{noun}\W{{1,2}}[a-z ]{{0,9}}{words}|{noun} {words})(?![\w-])"
    return max((found.end() for found in re.finditer(forms, text, re.IGNORECASE)), default=0)


def apposed(passage: Passage, found: re.Match[str], noun: str) -> Finding | None:
    """ "[Norsk Fisk] cut 300 jobs", where the article says "Norsk Fisk, a fishing company," of one name."""
    company = noun in passage.listed("companies")
    if not (company or _told_outside(passage, noun)):
        return None
    forms = [_APPOSED % re.escape(noun), *([_LEGAL] if company else [])]
    every = (one for form in forms for one in re.finditer(form, passage.text))
    names = {one["name"].rstrip("."): Span(*one.span("name")) for one in reversed(list(every))}
    if len(names) != 1:
        return None
    ((name, at),) = names.items()
    somebody = any(True for _ in passage.named.in_words(passage.text, at))
    told = name in passage.span.of(passage.text) or at.start > passage.span.start
    if somebody or told or name.split()[0].lower() in passage.small:
        return None
    article = passage.text[at.start - 4 : at.start].lower() == "the "
    the = found["the"] if found["the"].lower() == "the" else "the"
    return Insertion(Span(found.start(), found.end()), f"{the} {name}" if article else name, at)
