"""What a comparison is about: the noun phrase before it, as well as words alone allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.flagging.comparisons.side_words import (
    Token,
    inserted,
    known_verbs,
    light,
    no_subject,
    not_joined,
    only_verbs,
    prepositions,
    times,
    trailing,
)
from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.model import Span

_MOST_WORDS = 8  # a side is no longer
_OWNING = ("'s", "s'", "’s", "s’")
_ARTICLES = ("the", "its", "their")
_PAIR = 2  # words of "water use"
_MOST_JOINED = 3  # words before the "and" of a subject
_MOST_RELATIVE = 6  # words of "who sleep rough"
_MOST_UNKNOWN = 6  # words in which no verb is known
_CLAUSE = 200  # characters before a comparison in which its subject is looked for
_WORD = re.compile(r"(?:[$€£]|\b)[\w'’][\w'’.&%/-]{0,40}(?<![.'’])[’']?")
_MARK = re.compile(r"[,;:!?\n“”\"()—–…]| - | -- |\.(?=\s|$)")
_STOP = re.compile(r"[,;:!?\n()—–…]|\.(?=\s|$)")
_BEFORE_NOUNS = re.compile(r"[a-z]{2,20}ly$|^(?:19|20)\d\d$")  # "recently", "since | 2008 | debt"
_LY = re.compile(r"[a-z]{2,20}ly$")


def subject_before(scan: Scan, at: int, *, verb: bool = False) -> Span | None:
    """Whom or what the words before *at* speak of: the noun phrase before the last verb.

    *verb* is whether a verb stands at *at* itself: "visitor arrivals | rose".

    >>> scan = Scan.of("And the whole of the alliance, in terms of its power, is 25")
    >>> subject_before(scan, 57).of(scan.raw)
    'the whole of the alliance'
    """
    clauses = list(_clauses(scan, max(0, at - _CLAUSE), at))
    for back, clause in enumerate(reversed(clauses)):
        alone = not verb and not back and len(clauses) > 1 and clause
        if alone and all(token.word in only_verbs(scan.language) for token in clause):
            continue  # "the rate, at 5%, | remains"
        if clause and clause[0].word in inserted(scan.language) and 0 < back < len(clauses) - 1:
            continue  # ", in terms of its power,"
        if found := _subject(scan.language, clause, verb=verb and not back):
            return Span(found[0].start, found[-1].end)
        if not back and any(token.word not in no_subject(scan.language) for token in clause):
            break
    return None


def opens_clause(scan: Scan, at: int) -> bool:
    """Whether nothing of its clause stands before *at*: "said | more jobs had gone"."""
    before = _WORD.findall(_STOP.split(scan.plain[max(0, at - _CLAUSE) : at])[-1])
    words = [word.lower() for word in before]
    return set(words) <= light(scan.language) or words[-1] in scan.words("compared", "clause")


def noun_before(scan: Scan, at: int) -> Span | None:
    """The noun of which a figure at *at* is told: "with an unemployment rate of | 9%".

    >>> scan = Scan.of("towns with an unemployment rate of 9%")
    >>> noun_before(scan, 35).of(scan.raw)
    'an unemployment rate'
    """
    last = [*_clauses(scan, max(0, at - _CLAUSE), at)][-1]
    while last and last[-1].word in light(scan.language):
        last.pop()  # "of | at least"
    if not last or last[-1].word not in scan.words("compared", "of"):
        return None
    stop = prepositions(scan.language) | known_verbs(scan.language)
    start = next((n + 1 for n in range(len(last) - 1, -1, -1) if last[n].word in stop), 0)
    found = _trimmed(scan.language, last[start:])
    return Span(found[0].start, found[-1].end) if found else None


def _clauses(scan: Scan, start: int, at: int) -> Iterator[list[Token]]:
    """The words before *at*, parted by marks; each part since the last word that opens a clause."""
    begin = start
    for mark in (*(match.span() for match in _MARK.finditer(scan.plain, start, at)), (at, at)):
        if _between_digits(scan.plain, mark[0]):
            continue
        tokens = [
            Token(*m.span(), m[0].lower(), m[0][0].isupper())
            for m in _WORD.finditer(scan.plain, begin, mark[0])
        ]
        begin = mark[1]
        yield _since_opener(scan.language, tokens)


def _between_digits(text: str, at: int) -> bool:
    return (
        text[at : at + 1] == ","
        and text[max(0, at - 1) : at].isdecimal()
        and text[at + 1 : at + 2].isdecimal()
    )


def _since_opener(language: Language, tokens: list[Token]) -> list[Token]:
    """The words since the last opener of a clause, and before it where no subject comes after it."""
    openers = language.words("compared", "clause")
    for n in range(len(tokens) - 1, -1, -1):
        if tokens[n].word in openers and not _joins(language, tokens, n):
            if joined := _with_relative(language, tokens, n):
                return _since_opener(language, joined)
            rest = tokens[n + 1 :]
            bare = all(token.word in no_subject(language) for token in rest)
            if not bare and rest[0].word not in known_verbs(language):
                return rest
            return [*_since_opener(language, tokens[:n]), *([] if bare else rest)]
    return tokens


def _with_relative(language: Language, tokens: Sequence[Token], n: int) -> list[Token]:
    """A subject with what "who" at *n* says of it as one word: "people | who sleep rough", before its verb.

    Nothing where that is no clause of its own: "the man who | has", "said that rents rose".
    """
    if tokens[n].word not in language.words("compared", "relative") or not n:
        return []
    ends = len(tokens)
    while ends > n + 1 and (
        tokens[ends - 1].word in language.words("compared", "be") or tokens[ends - 1].word in light(language)
    ):
        ends -= 1
    if not n + 1 < ends <= n + _MOST_RELATIVE:
        return []
    noun = tokens[n - 1]._replace(end=tokens[ends - 1].end)
    return [*tokens[: n - 1], noun, *tokens[ends:]]


def _joins(language: Language, tokens: Sequence[Token], n: int) -> bool:
    """Whether a word joins the nouns of one subject: "milk | and | butter"."""
    if tokens[n].word not in language.words("compared", "joining") or not 0 < n <= _MOST_JOINED + 1:
        return False
    between = language.words("compared", "between")
    if any(token.word in between for token in tokens[:n]):
        return True  # "the gap between rich | and | poor"
    return all(token.word not in not_joined(language) for token in tokens[:n])


def _subject(language: Language, tokens: Sequence[Token], *, verb: bool = False) -> list[Token]:
    """The noun phrase before the last verb of a clause; the clause's own where it has no verb.

    *verb* is whether a verb follows, so that the last word is none: "Spanish exports | rose".
    """
    verbs, be = known_verbs(language), language.words("compared", "be")
    noun = verb and len(tokens) > 1 and tokens[-1].word not in be and tokens[-1].word not in light(language)
    known = range(len(tokens) - 1 - noun, -1, -1)
    last = next((n for n in known if _is_verb(tokens, n, verbs, be)), None)
    if last is None:
        return _trimmed(language, tokens, whole=True) if verb else _without_verb(language, tokens)
    while last > 0 and _goes_back(language, tokens, last):
        last -= 1
    noun_at = last - 1 if tokens[last].word in be else last  # "real | pay | is"
    first = next((n + 1 for n in range(noun_at - 1, -1, -1) if _is_verb(tokens, n, verbs, be)), 0)
    if noun and last < len(tokens) - 1 and tokens[last].word not in be:
        found = _trimmed(language, tokens[last + 1 :], whole=True)  # "said | violent crime"
        if found and tokens[last].word in language.words("compared", "telling"):
            return found
    return _trimmed(language, tokens[first:last], whole=True) or _trimmed(language, tokens[:first])


def _goes_back(language: Language, tokens: Sequence[Token], last: int) -> bool:
    """Whether what stands before a verb is of it: "has | been", not "water use | was"."""
    before, be = tokens[last - 1].word, language.words("compared", "be")
    if before in light(language) or tokens[last].word not in be:
        return before in light(language) or _is_verb(tokens, last - 1, known_verbs(language), be)
    return before in be


def _without_verb(language: Language, tokens: Sequence[Token]) -> list[Token]:
    """A clause's noun phrase where no verb is known: its name, "Lee | speaks", or all of it."""
    found = _trimmed(language, tokens)
    acts = (n for n, token in enumerate(found) if n > 1 and token.word.endswith("ed") and not token.upper)
    found = found[: next(acts, len(found))]  # "the council | issued 500"
    if len(found) > 1 and _ends_in_verb(language, found):
        found.pop()
    return found if len(found) <= _MOST_UNKNOWN else []


def _ends_in_verb(language: Language, found: Sequence[Token]) -> bool:
    """Whether the last word looks like the verb: "Lee | speaks", "the Danes | eat", "pupils | scored"."""
    one, last = found[-2:]
    if last.upper:
        return False
    if one.word.endswith((*_OWNING, *language.words("compared", "judging"))):
        return False  # "jobless | claims"
    plural = one.word.endswith("s") and not one.word.endswith(("'s", "us", "ss"))
    return last.word.endswith("ed") or plural != last.word.endswith("s")


def _is_verb(tokens: Sequence[Token], n: int, verbs: frozenset[str], auxiliaries: tuple[str, ...]) -> bool:
    """Whether a word is a verb that is known, and no noun: not "its | use"."""
    if n == 0:
        return tokens[n].word in auxiliaries
    before = tokens[n - 1].word  # "the cost of | living"
    return tokens[n].word in verbs and before != "of" and not before.endswith((*_OWNING, *_ARTICLES))


def _trimmed(language: Language, tokens: Sequence[Token], *, whole: bool = False) -> list[Token]:
    """A noun phrase without adverbs before it; nothing where there is none.

    Where *whole*, a verb follows, and what prepositions add is of it: "deaths | from asthma"; else it is not.
    """
    found = _from_noun(language, tokens)
    if found and found[0].word in {*prepositions(language), *language.words("compared", "be")}:
        return []
    if pronoun := _pronoun(language, found):
        return pronoun
    found = _without_end(language, found[: _noun_ends(language, found, whole=whole)])
    if len(found) > _MOST_WORDS:  # "the first study | of the burden of …"
        stop = {*language.words("compared", "of"), *prepositions(language)}
        found = found[: next((n for n, token in enumerate(found) if n and token.word in stop), 0)]
    return found if any(_is_name(language, token) for token in found) else []


def _from_noun(language: Language, tokens: Sequence[Token]) -> list[Token]:
    """The words from a noun phrase on: without "recently", "in 2010", "taking"."""
    found = list(tokens)
    while found[1:]:
        first, second = found[0].word, found[1].word
        dated = first in prepositions(language) and second.isdecimal() and len(found) > 2
        taking = first.endswith("ing") and second in language.words("compared", "own")
        if first not in light(language) and not _BEFORE_NOUNS.search(first) and not dated and not taking:
            break
        del found[: 2 if dated else 1]
    return found


def _noun_ends(language: Language, found: Sequence[Token], *, whole: bool) -> int:
    """Where a noun phrase ends: before a verb, a time, or the first preposition."""
    verbs, be = known_verbs(language), language.words("compared", "be")
    for n, token in enumerate(found[1:], 1):
        if _is_verb(found, n, verbs, be) and not _is_noun(found, n) and not (whole and n == len(found) - 1):
            return n
        if token.word in prepositions(language) and not (whole and not _is_time(language, found[n + 1 :])):
            return n
    return len(found)


def _is_time(language: Language, tokens: Sequence[Token]) -> bool:
    """Whether what follows a preposition tells when: "in | May", "since | 2010", "over | the past year"."""
    words = [token.word for token in tokens[:3]]
    return any(word[:1].isdigit() or word in times(language) for word in words)


def _without_end(language: Language, found: list[Token]) -> list[Token]:
    """A noun phrase without the adverbs and light words behind it; "waiting | times" keeps its noun."""
    while found and (found[-1].word in trailing(language) or (found[1:] and _is_adverb(language, found[-1]))):
        if (
            found[-1].word in language.words("compared", "times_nouns")
            and found[-2:-1]
            and _is_name(language, found[-2])
        ):
            break
        found.pop()
    return found


def _is_adverb(language: Language, token: Token) -> bool:
    return _LY.search(token.word) is not None and token.word not in language.words("compared", "nouns_in_ly")


def _is_noun(found: Sequence[Token], n: int) -> bool:
    """Whether a word that may be a verb is a noun by what is before it, or by its end: "bosses' | pay"."""
    last = n + 1 == len(found) and not found[n].word.endswith(("s", "ed", "d", "t", "n"))
    return found[n - 1].word.endswith(_OWNING) or (last and len(found) == _PAIR and found[n].word.isalpha())


def _pronoun(language: Language, found: Sequence[Token]) -> list[Token]:
    """The pronoun that a phrase begins with, without "'s"; "there" is none."""
    word, _, _ = found[0].word.partition("'") if found else ("", "", "")
    if word not in language.words("compared", "pronouns") or word in language.words("compared", "empty"):
        return []
    return [found[0]._replace(end=found[0].start + len(word), word=word)]


def _is_name(language: Language, token: Token) -> bool:
    """Whether a word can be what a side is about; "they" can."""
    return (
        token.word[0].isalpha()
        and token.word not in trailing(language)
        and token.word not in language.words("compared", "empty")
    )
