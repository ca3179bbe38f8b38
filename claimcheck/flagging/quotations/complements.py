"""What follows a verb of saying: a statement of its own, a thing that is only named, or nothing it says.

"announced that taxes rise" and "announced taxes would rise" report a statement, "announced a plan" an act,
and in "Unemployment claims rose" there is no verb of saying. The tests are those of a grammar of English
clauses (Quirk et al. 1985, chapter 16): a conjunction, a subject, a finite verb behind a noun phrase.
"""

from __future__ import annotations

from enum import Enum

from claimcheck.flagging.quotations.subjects import Reader

_AHEAD = 16
_STOPS = frozenset('.;:!?()—–,"')


class Complement(Enum):
    """What a verb reports."""

    STATEMENT = "statement"
    THING = "thing"
    NOTHING = "nothing"


def complement(read: Reader, at: int, end: int) -> Complement:
    """What the verb *at* to *end* reports.

    >>> from claimcheck.flagging.quotations.speech_words import speech_words
    >>> def of(text): return complement(Reader(text, 0, len(text), speech_words()), 1, 2).value
    >>> of("Lee announced the plan was dead."), of("Lee announced the plan."), of("Jobless claims rose.")
    ('statement', 'thing', 'nothing')
    """
    if is_noun(read, at, end, read.lows[at] in read.lists.weak):
        return Complement.NOTHING
    if _closed(read, end) or conjunction_follows(read, at, end) or quoted_near(read, at):
        return Complement.STATEMENT
    if read.lists.take_objects.isdisjoint(bases(read.lows[at])) or has_clause(read, end):
        return Complement.STATEMENT
    return Complement.THING


def is_noun(read: Reader, at: int, end: int, act: bool = False) -> bool:
    """Whether a form in "-s" or without an ending is a noun here: "claims of fraud", "posts were cut"."""
    lists, low = read.lists, read.lows[at]
    if not (act or low in lists.reporting_s or low in lists.unchanged) or low in lists.plain:
        return False
    before = read.lows[at - 1] if at else ""
    if before.endswith(("'s", "s'")) or before in lists.before_nouns:
        return True
    after = read.lows[end] if end < len(read.words) else ""
    if not lists.that.isdisjoint(read.lows[end : end + 10]):
        return False
    goes_on = lists.act_noun_goes_on if act else lists.noun_goes_on
    return after in goes_on or after in lists.be or after in lists.modals or is_past(read, end)


def is_past(read: Reader, at: int) -> bool:
    """Whether a word is a past form: "rose", "jumped"."""
    if at >= len(read.words) or not read.words[at].islower():
        return False
    low = read.lows[at]
    return low in read.lists.past_forms or (low.endswith("ed") and len(low) > 4)


def quoted_near(read: Reader, at: int) -> bool:
    """Whether a quotation stands near."""
    return any(word[0] == "\x00" for word in read.words[max(0, at - 12) : at + 16])


def has_clause(read: Reader, end: int) -> bool:
    """Whether a clause without "that" follows: "it works", "the plan would fail", "rents doubled"."""
    lists, lows = read.lists, read.lows
    for at in range(end, min(len(lows), end + _AHEAD)):
        low = lows[at]
        if (
            read.words[at][0] in _STOPS
            or low in lists.relatives
            or low in lists.openers
            or low in lists.infinitive
        ):
            return False
        if low in lists.modals or low in lists.be or low in lists.has:
            if not read.words[at].islower():
                continue  # "in May"
            return at > end
        if at > end and is_past(read, at) and not _is_participle(read, at):
            return True
        if at > end and low.endswith("s") and low[-2:-1] not in "su" and opens_object(read, at + 1):
            return True
    return False


def _closed(read: Reader, end: int) -> bool:
    """Whether the clause ends behind the verb: "…, she added.", "As he noted, …"."""
    return end >= len(read.words) or read.words[end][0] in ".,;:!?\x00"


def conjunction_follows(read: Reader, at: int, end: int) -> bool:
    """Whether "that" or "how" follows, at once or behind whom, where and when it was told."""
    lists = read.lists
    ahead = read.lows[end : end + 10]
    first = ahead[0] if ahead else ""
    if first in lists.conjunctions:
        return True
    if lists.nouns_capital and not lists.that.isdisjoint(ahead[:6]):  # "verwies darauf, dass"
        return True
    told = first in lists.prepositions or first in lists.adverbs or first in lists.calendar
    told = told or read.lows[at] in lists.not_inverted or first.endswith("ly")
    return told and any(opens_clause(read, n) for n in range(end, min(len(read.lows), end + 10)))


def opens_clause(read: Reader, at: int) -> bool:
    """Whether a word is "that" before a clause: not "hinted at that in May"."""
    after = read.lows[at + 1] if at + 1 < len(read.lows) else "."
    return read.lows[at] in read.lists.that and after[0].isalnum() and after not in read.lists.prepositions


def opens_content(read: Reader, at: int) -> bool:
    """Whether "that" stands before a clause with a subject: not in "rules that could"."""
    if at + 1 >= len(read.lows) or not opens_clause(read, at):
        return False
    lists, after = read.lists, read.lows[at + 1]
    finite = after in lists.modals or after in lists.be or after in lists.has or is_past(read, at + 1)
    return not finite and not (after.endswith("s") and opens_object(read, at + 2))


def _is_participle(read: Reader, at: int) -> bool:
    """Whether a form in "-ed" only describes: "the deal reached with Rome", "the planned law"."""
    after = read.lows[at + 1] if at + 1 < len(read.lows) else ""
    before = read.lows[at - 1]
    lists = read.lists
    described = before in lists.determiners or before in lists.prepositions or before in lists.and_
    return described or before.endswith("ly") or after in lists.participle_goes_on


def opens_object(read: Reader, at: int) -> bool:
    """Whether what a verb is about begins: "the", "him", "$40"."""
    low = read.lows[at] if at < len(read.lows) else ""
    return (
        low in read.lists.determiners
        or low in read.lists.pronouns
        or (low[:1] in "$€£0123456789" and low != "")
    )


def bases(low: str) -> frozenset[str]:
    """The verbs that a form may be of: "announces", "announced"."""
    return frozenset(
        {low, low.removesuffix("s"), low.removesuffix("d"), low.removesuffix("ed"), low.removesuffix("es")}
    )
