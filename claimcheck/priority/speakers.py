"""Who says a claim, as an editor weighs it: an office, a name, a body, somebody unnamed, the article."""

from __future__ import annotations

from functools import cache, lru_cache

from claimcheck.flagging.language_words import Language
from claimcheck.model import Claim, Kind, Quoted

_SAID_BY = "said by "
_OWN_WORDS = frozenset({Quoted.DIRECT, Quoted.MIXED})
_ON_ITS_OWN = frozenset({Kind.EVENT, Kind.EXPERIENCE})


def who(claim: Claim, language: Language) -> tuple[float, str]:
    """From 0 to 1 how much it matters who says *claim*, and who that is in words.

    >>> from claimcheck.flagging.language_words import known_language
    >>> from claimcheck.model import Span
    >>> who(Claim("a", Span(0, 2), "It", Span(0, 2), speaker="two officials"), known_language("en"))
    (0.4, 'two officials, unnamed')
    """
    if claim.speaker is None:
        # What an article tells of its own accord has happened more often than it was claimed.
        told = {signal.kind for signal in claim.signals if signal.weight > 0 and signal.kind is not None}
        return (0.1 if told and told <= _ON_ITS_OWN else 0.3), ""
    return _by(claim.speaker, _as_named(claim, claim.speaker), claim.quoted in _OWN_WORDS, language)


@lru_cache(maxsize=1_000)
def _by(speaker: str, named: str, own_words: bool, language: Language) -> tuple[float, str]:
    words = {word.strip(".,’'").casefold() for word in speaker.split()}
    if words & _bodies(language):
        return 0.6 + 0.1 * own_words, named
    if not _has_a_name(speaker):
        return 0.4, f"{named}, unnamed"
    return 0.6 + 0.15 * (named != speaker) + 0.25 * own_words, named


def _as_named(claim: Claim, speaker: str) -> str:
    """The speaker with the office that the article names beside the name, where it does."""
    # It is the last of them, since it weighs nothing.
    for signal in reversed(claim.signals):
        if signal.name == "speaker" and signal.reason.startswith(_SAID_BY):
            return signal.reason.removeprefix(_SAID_BY)
    return speaker


def _has_a_name(speaker: str) -> bool:
    """Whether a word but the first, or the only one, begins with a capital: "Senior officials" is no name."""
    words = speaker.split()
    return any(word[0].isupper() for word in (words[1:] or words))


@cache
def _bodies(language: Language) -> frozenset[str]:
    listed = language.listed("speakers.organisations? speakers.of_organisations?")
    return frozenset(word.casefold() for word in listed)
