"""What "it" and "they" are: the only thing, or the only ones, that the sentence before is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.model import Span
from claimcheck.statements.countries import named_country
from claimcheck.statements.passage import WORD, Passage
from claimcheck.statements.phrases import Phrase, phrases
from claimcheck.statements.values import Finding, Insertion

_WHAT = "what it means is not told beyond doubt"
_WHO = "whom it means is not told beyond doubt"


def it(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """ "It covers" is "[The Clean Water Act] covers", where nothing else can be meant."""
    rest = {other[0].lower() for other in passage.words[number + 1 : number + 8]}
    idiom = passage.before_word(word.start()) in passage.lists.as_  # "as it was"
    if idiom or _is_empty(passage, word, rest) or _told_before(passage, word, plural=False):
        return None
    alone = passage.opens(number) and _low(word) in passage.listed("it_alone")
    topic = _topic(passage, plural=False) if alone and not rest & passage.listed("of_events") else None
    return passage.open(word, _WHAT) if topic is None else _inserted(passage, word, topic)


def _low(word: re.Match[str]) -> str:
    return word[0].partition("'")[0].lower()


def _is_empty(passage: Passage, word: re.Match[str], rest: set[str]) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it seems"."""
    verbs = passage.lists.be | passage.listed("seems") | passage.lists.modals
    be = "'" in word[0] or passage.after_word(word.end()) in verbs
    return be and _low(word) in passage.listed("it_is") and bool(rest & passage.listed("is_clear"))


def they(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """ "They fly" is "[The drones] fly", where the sentence before tells of no others in the plural."""
    if _told_before(passage, word, plural=True):
        return None
    alone = passage.opens(number) and _low(word) in passage.listed("they_alone")
    topic = _topic(passage, plural=True) if alone else None
    return passage.open(word, _WHO) if topic is None else _inserted(passage, word, topic)


def _told_before(passage: Passage, word: re.Match[str], *, plural: bool) -> bool:
    """Whether the claim has a noun before a pronoun that this may stand for; who reports it is never one."""
    every = [
        one for one in phrases(passage, Span(passage.span.start, word.start())) if not _is_time(passage, one)
    ]
    if _reports_behind(passage, word):
        return False
    several = (
        plural and len(every) > 1 and "and" in passage.text[every[0].at.end : every[-1].at.start].split()
    )
    return several or any(_may_be(passage, one, plural=plural) for one in every)


def _is_time(passage: Passage, one: Phrase) -> bool:
    return one.head in passage.lists.calendar or one.head in passage.listed("time_nouns")


def _reports_behind(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a pronoun says who reports what stands before it: "…, it added."."""
    after = passage.after_word(word.end())
    end = word.end() + 1 + len(after)
    behind = passage.text[end : passage.span.end].strip("\"'”’ ") in {".", ""}
    return passage.text[: word.start()].endswith((", ", "” ", '" ', "' ", "’ ")) and bool(after) and behind


def _topic(passage: Passage, *, plural: bool) -> Phrase | None:
    """The subject of the sentence before, where that has no other phrase that the pronoun may mean.

    Where that sentence begins with the same pronoun, the one before it tells.
    """
    for span in passage.before:
        every = list(_whole(passage, span))
        fits = [one for one in every if _may_be(passage, one, plural=plural)]
        rivals = [one for one in fits if _is_rival(passage, one)]
        if not rivals and _goes_on(passage, span, plural=plural):
            continue
        if plural and not rivals:
            rivals = [one for one in every if _is_body(passage, one) and _is_rival(passage, one)]
        sure = len(rivals) == 1 and _is_subject(passage, span, rivals[0])
        return rivals[0] if sure and _stands_alone(passage, rivals[0]) else None
    return None


def _is_rival(passage: Passage, one: Phrase) -> bool:
    """Whether a phrase may be meant: none behind a preposition ("in the city"), no adjective behind "is"."""
    lists = passage.lists
    predicate = one.before in lists.be and not one.named and one.words[0] not in lists.determiners
    return one.before not in lists.prepositions and not predicate


def _is_body(passage: Passage, one: Phrase) -> bool:
    """Whether a name may be "they" though it is one: a country, a council."""
    last = Span(one.at.end - len(one.head), one.at.end)
    return one.named and (one.head in passage.lists.bodies or named_country(passage, last) is not None)


def _goes_on(passage: Passage, span: Span, *, plural: bool) -> bool:
    """Whether a sentence begins with the same pronoun."""
    first = WORD.search(passage.text, span.start, span.end)
    listed = passage.listed("they_alone" if plural else "it_alone")
    return first is not None and first[0].partition("'")[0].lower() in listed


def _is_subject(passage: Passage, span: Span, one: Phrase) -> bool:
    """Whether a phrase stands at the beginning of its sentence or of what "that" reports, before a verb."""
    leads = passage.lists.and_ | passage.lists.adverbs | {""}
    before = passage.text[span.start : one.at.start].split()
    opens = all(word.strip("\"'“„,").lower() in leads for word in before)
    reported = one.before in passage.lists.that | passage.verbs
    after = re.compile(r" ([\w'-]{1,40})").match(passage.text, one.at.end)
    verb = after is not None and (after[1].lower() in passage.verbs or after[1].lower().endswith(("ed", "s")))
    return (opens or reported) and verb


def _whole(passage: Passage, span: Span) -> Iterator[Phrase]:
    """The phrases of a sentence, those behind "of" with what they are of: the Ministry | of Health."""
    last: Phrase | None = None
    for one in phrases(passage, span):
        between = passage.text[last.at.end : one.at.start] if last is not None else ""
        if last is not None and (between == " of " or (between == " and " and last.plural and one.plural)):
            last = Phrase(Span(last.at.start, one.at.end), last.words, last.before, last.named)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _may_be(passage: Passage, one: Phrase, *, plural: bool) -> bool:
    """Whether a phrase has the number of a pronoun, and is nobody where that is "it"."""
    lists = passage.lists
    if plural:
        return one.plural or one.head in lists.bodies or one.head in passage.listed("people")
    person = lists.is_title(one.head) or one.head in lists.nouns
    return not (one.plural or person or any(passage.named.in_words(passage.text, one.at)))


def _stands_alone(passage: Passage, one: Phrase) -> bool:
    """Whether a phrase needs no bracket itself: it has a name, or says more than "the bank"."""
    told = [word for word in one.words if word not in passage.lists.determiners]
    pointing = passage.pronouns | {"this", "such"}
    more = one.named or len(told) > 1 or (len(one.at) > len(" ".join(one.words)))
    return more and not pointing.intersection(one.words)


def _inserted(passage: Passage, word: re.Match[str], topic: Phrase) -> Finding:
    """A topic instead of its pronoun, with "the" for "a", and what hangs on the pronoun as a word."""
    contracted = word[0][len(_low(word)) :]
    behind = passage.language.table("statements", "contracted").get(contracted, "")
    if contracted and not behind:
        return passage.open(word, _WHAT)
    told = _definite(passage, topic.at.of(passage.raw))
    if word[0][0].isupper():
        told = told[:1].upper() + told[1:]
    if _low(word) in passage.listed("own"):
        told += "'" if told.endswith("s") and topic.plural else "'s"
    return Insertion(Span(word.start(), word.end()), f"{told}{behind}", topic.at)


def _definite(passage: Passage, told: str) -> str:
    """A phrase as it is told of again: "the new ferry" for "A new ferry"."""
    first, _, rest = told.partition(" ")
    if first.lower() in passage.listed("indefinite") and rest:
        return f"the {rest}"
    return f"{first.lower()} {rest}" if first.lower() in passage.listed("the") else told
