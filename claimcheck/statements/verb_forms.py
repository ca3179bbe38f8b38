"""The verb behind "I" and "we" as it is behind a name: "we have" is "Norsk Fisk has"."""

from __future__ import annotations

from claimcheck.flagging.language_words import forms
from claimcheck.statements.passage import Passage

_ADVERBS = 2


def behind_name(passage: Passage, contracted: str, at: int) -> tuple[int, str] | None:
    """Where the verb of a pronoun before *at* ends, and the words to there as they are behind a name.

    *contracted* is what hangs on the pronoun ("'ve"). Where the verb is the same, it is left: *at* and no
    words. None where no verb is known to follow.
    """
    third = passage.language.table("statements", "third")
    if contracted:
        return (at, f" {third[contracted]}") if contracted in third else None
    words, start = "", at
    for _ in range(_ADVERBS + 1):
        after = passage.after_word(at)
        if not after or passage.text.startswith(",", at + 1 + len(after)):  # "I mean, …"
            return None
        at += 1 + len(after)
        if not _is_adverb(passage, after):
            told = _third(passage, after)
            return None if not told else (start, "") if told == after else (at, f"{words} {told}")
        words += f" {after}"
    return None


def _is_adverb(passage: Passage, word: str) -> bool:
    return word in passage.lists.adverbs or (word.endswith("ly") and len(word) > 4)


def _third(passage: Passage, verb: str) -> str | None:
    """A verb as it is behind a name; None for what is no finite verb."""
    third = passage.language.table("statements", "third")
    if verb in third:
        return str(third[verb])
    past = passage.listed("same_verb") | passage.lists.past_forms
    if verb in past or verb.endswith("ed"):
        return verb
    finite = verb.isalpha() and verb not in passage.small | passage.listed("no_verbs")
    return forms([verb], "s")[0] if finite and not verb.endswith(("ing", "s")) else None
