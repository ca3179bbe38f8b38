"""What kind of thing is counted or meant, where the article has said it: "238 [measles] cases"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.model import Span
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_BARE = re.compile(
    r"(?<![\w'-])(?P<lead>[\d.,]*\d(?: (?:million|billion))?|\d% of|(?:[Tt]he )?[Nn]umbers? of|[Tt]he|[Tt]his"
    r"|[Tt]h[eo]se(?: [\d.,]*\d)?) (?P<noun>[a-z][a-z-]{2,24})(?![\w'-])"
)
_MODIFIED = r"(?<![\w'.-])((?:[\w'-]{1,24} ){0,4})%s(?![\w'-])"
_NOUN_ENDS = re.compile(
    r"[a-z]{2,}(?:tion|ment|ness|ity|ship|hood|ance|ence|ice|age|ism|ure|dom|sion|logy|ware)s?"
)
_NEAR = 400  # characters before a claim in which it is said of what kind something is
_SEEN = 60  # mentions of a noun that are looked at


@dataclass(frozen=True, slots=True)
class _Kind:
    words: str
    at: Span


def qualifiers(passage: Passage) -> Iterator[Finding]:
    """The kind of each bare noun that the article has told one kind of, and no other."""
    seen: set[str] = set()
    for found in _BARE.finditer(passage.text, passage.span.start, passage.span.end):
        noun = found["noun"].removesuffix("s")
        if noun not in seen and _is_bare(passage, found) and (kind := _told_kind(passage, found)) is not None:
            seen.add(noun)
            yield _inserted(passage, found, kind)


def _is_counted(found: re.Match[str]) -> bool:
    return not found["lead"].lower().startswith("th") or found["lead"].endswith("of")


def _is_bare(passage: Passage, found: re.Match[str]) -> bool:
    """Whether a noun has nothing with it that says its kind, and is no office or body."""
    noun = found["noun"]
    if noun in passage.verbs | passage.small:
        return False
    pointing = found["lead"].lower() in passage.listed("pointing")
    of = passage.after_word(found.end()) in passage.listed("explains")
    if not _ends(passage, found.end()) and (not pointing or of or _goes_on(passage, found.end())):
        return False
    if _is_counted(found):
        return _is_plural(noun)
    return noun not in passage.lists.bodies and not passage.lists.is_title(noun.removesuffix("s"))


def _told_kind(passage: Passage, found: re.Match[str]) -> _Kind | None:
    """The only kind that the article has told, where the claim has not and it is nobody's."""
    counted = _is_counted(found)
    kind = _only_kind(passage, found["noun"], counted=counted)
    if kind is None or kind.words.lower() in passage.span.of(passage.text).lower():
        return None
    if counted and _counted_otherwise(passage, found):
        return None
    if "'s" in kind.words and (not counted or any(passage.named.in_words(passage.text, kind.at))):
        return None  # "the | Monday night's | debate"
    return kind


def _counted_otherwise(passage: Passage, found: re.Match[str]) -> bool:
    """Whether something was added to those that were told of: "we added medicine to make it 22 items"."""
    before = passage.text[passage.span.start : found.start()].lower().split()
    return not passage.listed("adding").isdisjoint(before)


def _inserted(passage: Passage, found: re.Match[str], kind: _Kind) -> Insertion:
    """The kind before its noun; "these" gives way to it, "this" to "the" with it."""
    words, told = Span(found.start("noun"), found.start("noun")), kind.at.of(passage.raw)
    lead = found["lead"].lower()
    if lead in {"these", "those", "this"}:
        words = Span(found.start(), found.end("lead"))
        told = f"the {told}" if lead == "this" else told
        told = told[:1].upper() + told[1:] if found["lead"][0].isupper() else told
    return Insertion(words, told, kind.at)


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def _ends(passage: Passage, at: int) -> bool:
    """Whether nothing follows a noun that says which is meant: "jobs | were", not "jobs | at the bank"."""
    after = passage.after_word(at)
    joins = passage.lists.and_ | passage.listed("behind_nouns") | passage.lists.adverbs
    return not after or after in joins or passage.verb_follows(at)


def _only_kind(passage: Passage, noun: str, *, counted: bool) -> _Kind | None:
    """What stands before a noun wherever the article has said before the claim what kind it is."""
    stem = re.escape(noun.removesuffix("s"))
    every = list(re.finditer(_MODIFIED % f"{stem}s?", passage.text[: passage.span.start]))
    kinds = [kind for found in every[-_SEEN:] if (kind := _kind(passage, found)) is not None]
    told = {_folded(one.words).rpartition(" ")[2] for one in kinds}
    if len(told) != 1 or "" in told or len(every) > _SEEN:
        return None
    near = kinds[-1].at.end >= passage.span.start - _NEAR or (counted and len(kinds) > 1)
    return min(kinds, key=lambda one: len(one.words)) if near else None


def _folded(words: str) -> str:
    return words.lower().replace("'s", "").removesuffix("s")


def _kind(passage: Passage, found: re.Match[str]) -> _Kind | None:
    """The nouns before a noun; None where it is bare; with no words where it is described otherwise."""
    words = list(re.finditer(r"\S+", found[1]))
    first = next((n + 1 for n in range(len(words) - 1, -1, -1) if _stops(passage, words[n][0])), 0)
    kept = words[first:]
    if not kept or _goes_on(passage, found.end()):
        return None
    while kept and not _is_noun(passage, kept[0][0]) and not _is_compound(passage, kept):
        kept.pop(0)
    start = found.start(1)
    at = Span(start + kept[0].start(), start + kept[-1].end()) if kept else Span(start, start)
    return _Kind(at.of(passage.text), at)


def _stops(passage: Passage, word: str) -> bool:
    """Whether a word before a noun is no part of its phrase."""
    low = word.lower()
    others = passage.small | passage.verbs | passage.pronouns | passage.listed("you")
    return low in others or low[0].isdigit() or low.endswith("ed")


def _goes_on(passage: Passage, at: int) -> bool:
    """Whether one more noun follows: "visa | program"."""
    after = re.compile(r" ([a-z]{1,30})(?![\w'-])").match(passage.text, at)
    return after is not None and after[1] not in passage.small | passage.verbs and not after[1].endswith("ed")


def _is_compound(passage: Passage, kept: Sequence[re.Match[str]]) -> bool:
    """Whether words are one compound, by standing together more than once: the civil service."""
    words = " ".join(word[0] for word in kept)
    return len(kept) > 1 and kept[0][0] not in passage.listed("no_kinds") and passage.text.count(words) > 1


def _is_noun(passage: Passage, word: str) -> bool:
    """Whether a word before a noun is one too, by its form or by where the article has it alone."""
    if word.lower().removesuffix("'s") in passage.lists.calendar:
        return False
    if word[0].isupper() or word.endswith("'s") or _NOUN_ENDS.fullmatch(word):
        return True
    if word in passage.listed("no_kinds") or not word.isalpha():
        return False
    alone = re.compile(rf"(?<![\w-])(?:a|the|of|for|on|in|by|with) {re.escape(word)}(?:[.,;:]| (\w+))")
    found = (one[1] for one in alone.finditer(passage.text))
    return any(after is None or after in passage.small | passage.verbs for after in found)
