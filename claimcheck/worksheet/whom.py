"""Of whom a sentence speaks: those it names, and whom "we" and "its" stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.model import Span
from claimcheck.worksheet.known import Known, any_of
from claimcheck.worksheet.mentions import Subject, subjects
from claimcheck.worksheet.phrases import phrases
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.sentence import Sentence
from claimcheck.worksheet.words import words_of


def spoken_of(sentence: Sentence, said: Span, known: Known) -> tuple[Subject, ...]:
    """The subjects of what is said.

    "We" are those of who says so; "its" without a name is that of the text before.
    """
    inside = tuple(_moved(one, said.start) for one in subjects(said.of(sentence.text), known))
    first = phrases(known.language, "first_person").search(sentence.text, said.start, said.end)
    if first and any(first.start() >= one.span.start and first.end() <= one.span.end for one in inside):
        # Somebody has said whom it stands for.
        return inside
    back = phrases(known.language, "back").search(sentence.text, said.start, said.end)
    if not (first or (back and not inside)):
        return inside
    meant = _meant(sentence, said, known, inside)
    if meant is None or any((meant.codes, meant.group) == (one.codes, one.group) for one in inside):
        return inside
    place = Span(first.start(), first.end()) if first else Span(said.start, said.start)
    own = replace(meant, span=place, one_person=False)
    return tuple(sorted((*inside, own), key=lambda one: one.span.start))


def _meant(sentence: Sentence, said: Span, known: Known, inside: Sequence[Subject]) -> Subject | None:
    """Whose country somebody speaks of, told by who says so, else by the text before.

    Where neither tells, the one group that a desk has brought in, unless what is said names the people
    itself.
    """
    around = sentence.text[: said.start] + " " + sentence.text[said.end :]
    found = _best(subjects(around, known)) or _by_institution(around, known)
    found = found or _best(subjects(sentence.before, known))
    if found is None and len(known.groups) == 1 and not any(one.via is Via.PEOPLE for one in inside):
        return Subject((), said, Via.NAME, known.groups[0])
    return found


def _best(found: Sequence[Subject]) -> Subject | None:
    """The first; where somebody only spoke ("in Cairo") comes last."""
    return min(found, key=lambda one: (one.via is Via.CAPITAL, one.span.start), default=None)


def _by_institution(around: str, known: Known) -> Subject | None:
    """The country whose parliament or office is named: the Bundestag's committee is German."""
    for code, names in words_of(known.language)["institutions"].items():
        found = re.search(any_of(names).pattern, around)
        if found is not None:
            return Subject((code,), Span(*found.span()), Via.NAME)
    return None


def _moved(subject: Subject, by: int) -> Subject:
    return replace(subject, span=Span(subject.span.start + by, subject.span.end + by))
