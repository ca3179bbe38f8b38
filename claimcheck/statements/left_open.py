"""Words that point beyond a claim and that no rule has told: they are left, and named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from claimcheck.flagging.comparisons.side_words import light
from claimcheck.flagging.language_words import alternatives
from claimcheck.model import Measured, Quoted, Span
from claimcheck.statements.passage import WORD, Passage
from claimcheck.statements.values import OpenWords

_WHICH = "which is meant is told elsewhere"
_WHEN = "counted from a time that is told elsewhere"
_OF_WHAT = "what is counted is not told"
_NO_VERB = "what it is said of is told elsewhere"
_BARE = re.compile(r"[\d.,]*\d(?: [a-z]{1,4}illion)?")
_BACK = 1_500  # characters before a claim in which a noun may have been told of
_FRAGMENT = 12  # words of a sentence without a verb


def left_open(passage: Passage, told: Collection[Span]) -> Iterator[OpenWords]:
    """Each word that points to what the claim does not say, besides those at the places that are told."""
    taken = list(told)
    for rule in (_times, _demonstratives, _discourse_old, _second_person, _bare_counts, _fragment):
        for one in rule(passage):
            if not any(span.start <= one.words.end and one.words.start <= span.end for span in taken):
                taken.append(one.words)
                yield one


def _open(passage: Passage, start: int, end: int, why: str) -> OpenWords:
    return OpenWords(Span(start, end), passage.raw[start:end], why)


def _times(passage: Passage) -> Iterator[OpenWords]:
    """ "Since then", "the year before": times that are counted from another."""
    phrases = alternatives(passage.listed("counted_times"))
    if phrases:
        pattern = re.compile(rf"(?<![\w'-])(?i:{phrases})(?![\w'-])")
        for found in pattern.finditer(passage.text, passage.span.start, passage.span.end):
            yield _open(passage, found.start(), found.end(), _WHEN)


def _demonstratives(passage: Passage) -> Iterator[OpenWords]:
    """ "This figure", "such attacks", "that" that begins a claim or ends one."""
    for n, word in enumerate(passage.words):
        low = word[0].partition("'")[0].lower()
        if low not in passage.listed("pointing") or (
            low in passage.listed("that_too") and not _points(passage, n)
        ):
            continue
        after = passage.after_word(word.end())
        if after in passage.listed("explains"):
            continue
        noun = passage.words[n + 1] if _is_noun(passage, after) else None
        if noun is None or not _told_before(passage, noun):
            yield _open(passage, word.start(), noun.end() if noun else word.end(), _WHICH)


def _is_noun(passage: Passage, after: str) -> bool:
    """Whether the word behind "this" may be its noun."""
    return after.isalpha() and after not in passage.small | passage.verbs | passage.pronouns


def _points(passage: Passage, number: int) -> bool:
    """Whether "that" stands for something: at the beginning before a verb, or at an end."""
    word = passage.words[number]
    after = passage.after_word(word.end())
    rest = passage.text[word.end() : passage.span.end].strip("\"'”’")
    first = passage.opens(number) and ("'" in word[0] or after in passage.verbs)
    if number and passage.words[number - 1][0].lower() in passage.lists.prepositions:
        return True  # "by that time", "a result of that"
    return first or (number > 0 and rest[:1] in {"", ".", "?", "!"})


def _told_before(passage: Passage, noun: re.Match[str]) -> bool:
    stem = noun[0].lower().removesuffix("s")
    before = WORD.finditer(passage.text, passage.span.start, noun.start())
    return any(word[0].lower().removesuffix("s") == stem for word in before)


def _discourse_old(passage: Passage) -> Iterator[OpenWords]:
    """ "The clinic", where the article has told of one shortly before and the claim does not say which."""
    the = alternatives(passage.listed("the"))
    pattern = re.compile(rf"(?<![\w'-])(?i:{the}) ([a-z][a-z-]{{2,24}})(?![\w'-])(?! [A-Z])")
    before = passage.text[max(0, passage.span.start - _BACK) : passage.span.start].lower()
    for found in pattern.finditer(passage.text, passage.span.start, passage.span.end):
        stem = re.escape(found[1].removesuffix("s"))
        told = re.search(rf"(?<![\w-]){stem}s?(?![\w-])", before)
        if told and _is_last(passage, found) and not _named_too(passage, found):
            yield _open(passage, found.start(), found.end(), _WHICH)


def _is_last(passage: Passage, found: re.Match[str]) -> bool:
    """Whether no further words say which is meant, and there is more than one in the world."""
    after = passage.after_word(found.end())
    ends = not after and not passage.text.startswith(",", found.end())
    follows = after in passage.verbs | passage.lists.and_ or after.endswith("ed")
    return (ends or follows) and found[1] not in passage.listed("the_only")


def _named_too(passage: Passage, found: re.Match[str]) -> bool:
    """Whether the claim itself has the noun before ("a clinic … the clinic"), or names the people."""
    lists = passage.lists
    if lists.is_title(found[1]) or found[1] in lists.nouns:
        names = (at for at, _ in passage.named.in_words(passage.text, passage.span))
        if any(at.start < found.start() for at in names):
            return True
    head = passage.text[passage.span.start : found.start()].lower()
    return re.search(rf"(?<![\w-]){re.escape(found[1].removesuffix('s'))}", head) is not None


def _second_person(passage: Passage) -> Iterator[OpenWords]:
    if passage.claim.quoted is Quoted.DIRECT:
        every = (word for word in passage.words if word[0].partition("'")[0].lower() in passage.listed("you"))
        for word in islice(every, 1):
            yield _open(passage, word.start(), word.end(), "who is spoken to is not told")


def _bare_counts(passage: Passage) -> Iterator[OpenWords]:
    """A number whose unit is told nowhere in the claim: "60 have arrived", "from 20 to 30"."""
    counts = [one for one in passage.claim.quantities if one.kind is Measured.COUNT]
    if any(one.unit for one in counts):
        return
    for one in counts:
        after = passage.after_word(one.span.end)
        if not _BARE.fullmatch(one.text) or passage.text[one.span.start - 2 : one.span.start] == ", ":
            continue  # "3,000 km"; ", 52,"
        rate = passage.text[one.span.end : one.span.end + 1] in {"%", "-", "/"} or after.startswith("per")
        if not rate and (not after or after in passage.verbs or after in {"to", "in"}):
            yield _open(passage, one.span.start, one.span.end, _OF_WHAT)


def _fragment(passage: Passage) -> Iterator[OpenWords]:
    """A claim without a verb that begins with a quantity: "Three times more than last year.\""""
    words = passage.words
    if not words or len(words) > _FRAGMENT or any(_may_be_verb(passage, word[0]) for word in words):
        return
    lead = words[min(_leads(passage), len(words) - 1)]
    first = [one for one in passage.claim.quantities if one.span.start <= lead.start() < one.span.end]
    if first and passage.text[passage.span.end - 1] in ".!?":
        yield _open(passage, first[0].span.start, first[0].span.end, _NO_VERB)


def _leads(passage: Passage) -> int:
    """How many words stand before a quantity that opens a claim: "About | 300"."""
    opening = light(passage.language) | passage.lists.and_
    return next((n for n, word in enumerate(passage.words) if word[0].lower() not in opening), 0)


def _may_be_verb(passage: Passage, word: str) -> bool:
    low = word.lower()
    return low in passage.verbs or low.endswith("ed") or "'" in low
