"""Who "I" is: whoever says the claim in their own words, with the verb as it is behind a name."""

from __future__ import annotations

import re

from claimcheck.flagging.comparisons.side_words import known_verbs
from claimcheck.flagging.language_words import forms
from claimcheck.model import Quoted, Span
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_WHO = "who speaks is not told beyond doubt"


def i(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """ "I have" is "[Ana Ruiz has]"; open where no name or no verb form is sure."""
    claim = passage.claim
    if claim.speaker and claim.speaker.rpartition(" ")[2] in passage.span.of(passage.text):
        return None
    if claim.quoted is not Quoted.DIRECT or claim.speaker is None:
        return passage.open(word, _WHO)
    place, verb = _where(passage, claim.speaker), _verb(passage, word)
    if place is None or verb is None:
        return passage.open(word, _WHO)
    span, behind = verb
    return Insertion(span, f"{place.of(passage.raw)}{behind}", place)


def my(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """ "My plan" is "[Ana Ruiz's] plan", where "I" has not been told before."""
    claim = passage.claim
    told = any(other[0].partition("'")[0] in passage.listed("i") for other in passage.words[:number])
    if told or (claim.speaker and claim.speaker.rpartition(" ")[2] in passage.span.of(passage.text)):
        return None
    place = _where(passage, claim.speaker) if claim.speaker else None
    if claim.quoted is not Quoted.DIRECT or place is None or word[0].lower() not in passage.listed("my_own"):
        return passage.open(word, _WHO)
    return Insertion(Span(word.start(), word.end()), f"{place.of(passage.raw)}'s", place)


def _where(passage: Passage, speaker: str) -> Span | None:
    """Where the article has the full name of a speaker, before the claim or else behind it."""
    person = passage.named.people.get(speaker)
    if person is not None:
        return person.at
    called = [
        one for one in passage.named.people.values() if one.surname.lower() == speaker.split(" ")[-1].lower()
    ]
    if len(called) == 1 and (" " not in speaker or speaker.isupper()):  # a turn of "MS. HOLT"
        return called[0].at
    if speaker.isupper():
        return None
    if " " not in speaker or not all(word[:1].isupper() for word in speaker.split()):
        return None
    start = passage.text.rfind(speaker, 0, passage.span.start)
    start = passage.text.find(speaker) if start < 0 else start
    return Span(start, start + len(speaker)) if start >= 0 else None


def _verb(passage: Passage, word: re.Match[str]) -> tuple[Span, str] | None:
    """The words from "I" to its verb, and that verb behind a name; None where it is not known."""
    third = passage.language.table("statements", "third")
    if contracted := word[0][1:]:
        told = third.get(contracted)
        return (Span(word.start(), word.end()), f" {told}") if told else None
    after = passage.after_word(word.end())
    both = Span(word.start(), word.end() + 1 + len(after))
    if passage.text.startswith(",", both.end):  # "I mean, …"
        return None
    if after in third:
        return both, f" {third[after]}"
    if after in passage.listed("same_verb") | passage.lists.past_forms or after.endswith("ed"):
        return Span(word.start(), word.end()), ""
    acts = passage.language.listed("speakers.act_verbs")
    if after in acts or after in passage.lists.base | known_verbs(passage.language):
        return both, f" {forms([after], 's')[0]}"
    return None
