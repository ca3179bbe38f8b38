"""Somebody by surname alone, with the given name that the article tells: "Mr. Quiros" is "[Ariel] Quiros"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.flagging.comparisons.side_words import known_verbs
from claimcheck.model import Span
from claimcheck.statements.names import Person
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion, OpenWords

_PLACE = re.compile(r", [A-Z][\w.]{1,20}(?: [A-Z]\w{1,20})?,")  # Young, Texas,


def surnames(passage: Passage) -> Iterator[Finding]:
    """The first mention of each person of a claim, where that is by the surname alone."""
    known: set[str] = set()
    for at, person in passage.named.in_words(passage.text, passage.span):
        surname = at.of(passage.text)
        if surname in known or not _alone(passage, at):
            known.add(surname)
            continue
        honorific = _honorific(passage, at)
        if person is None or surname in passage.named.first_names:
            if honorific:
                yield OpenWords(at, surname, "two of the article are called so")
        elif _other_titles(passage, person):
            yield OpenWords(at, surname, "two of the article are called so")
        elif person.at not in passage.span and _is_somebody(passage, at, person, honorific):
            yield Insertion(honorific or Span(at.start, at.start), person.given, person.given_at)
        known.add(surname)


def _other_titles(passage: Passage, person: Person) -> bool:
    """Whether somebody else has the surname: Michelle Obama, President Obama; Ann Lee, Mr. Lee."""
    lists, name = passage.lists, re.escape(person.surname)
    before = re.findall(rf"(?<![\w-])([A-Z][\w.-]{{1,20}}) {name}(?![\w-])", passage.text)
    gender = lists.gender.get(person.given.split()[0])
    heads = passage.listed("heads_of_state") - person.office
    other = {title for title, told in lists.honorifics.items() if gender and told != gender}
    return any(title.lower() in heads or title in other for title in before)


def _alone(passage: Passage, at: Span) -> bool:
    """Whether no other name stands beside a surname, but an office or "Mr."."""
    before = passage.text[max(passage.span.start, at.start - 40) : at.start].split(" ")
    last = before[-2] if len(before) > 1 and not before[-1] else ""
    beside = passage.text[at.end : at.end + 2]
    named_on = len(beside) == 2 and beside[0] in " -" and beside[1].isupper()
    titled = passage.lists.is_title(last.lower()) or last in passage.lists.honorifics
    begins = len(before) == 2 and at.start - len(last) - 1 <= passage.span.start
    return not named_on and (
        not last[:1].isupper() or titled or (begins and last.lower() in passage.lists.and_)
    )


def _honorific(passage: Passage, at: Span) -> Span | None:
    """ "Mr." before a surname, which gives way to the given name."""
    start = passage.text.rfind(" ", passage.span.start, max(passage.span.start, at.start - 1)) + 1
    start = max(start, passage.span.start)
    word = passage.text[start : max(start, at.start - 1)]
    bare = word.lstrip("(\"'“„")
    return Span(at.start - 1 - len(bare), at.start - 1) if bare in passage.lists.honorifics else None


def _is_somebody(passage: Passage, at: Span, person: Person, honorific: Span | None) -> bool:
    """Whether a capital word is the person here, and no place, nor a common word that opens a sentence."""
    before = passage.before_word(at.start)
    if honorific:
        return True
    if passage.lists.is_title(before):  # "Professor Murdoch" is told well enough
        return False
    if (
        _PLACE.match(passage.text, at.end)
        or before in passage.listed("places")
        or before in passage.listed("the")
    ):
        return False
    if at.start > passage.span.start + 1:
        return True
    after = passage.after_word(at.end)
    verbs = known_verbs(passage.language) | passage.lists.finite | passage.lists.past_forms
    if after in passage.lists.and_:  # "Adler and Cole"
        return bool(passage.named.by_surname.get(passage.text[at.end :].split(" ", 3)[2].strip(".,'s")))
    return after in verbs or after.endswith("ed") or passage.text.startswith((",", "'s"), at.end)
