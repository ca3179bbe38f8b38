"""Tags, words of one's own on claims: what one is, when two are the same, and which claims have which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from claimcheck.errors import WorkflowError

LONGEST, MOST = 60, 50
_SHOWN = 40
# By which several are typed in one go. A comma would part them in most programs that read the CSV, too.
_PARTS = re.compile("[,،，、\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# What turns the text around it the other way, or is not seen at all; joiners and marks of direction may stay.
_UNSEEN = re.compile("[\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_VISIBLE = ("L", "N", "P", "S")


def tags_of(typed: Iterable[str]) -> tuple[str, ...]:
    """The tags that were *typed*, each once; a comma or a line break parts two.

    >>> tags_of(["economy,  NATO", "Economy"])
    ('economy', 'NATO')

    Raises WorkflowError where one is too long.
    """
    found: dict[str, str] = {}
    for tag in (_cleaned(part) for words in typed for part in _PARTS.split(words)):
        if len(tag) > LONGEST:
            raise WorkflowError(
                f"A tag has at most {LONGEST} characters, and “{tag[:_SHOWN]}…” has {len(tag):,}. Nothing "
                "was tagged: shorten it, or write it as a comment."
            )
        if any(unicodedata.category(character)[0] in _VISIBLE for character in tag):
            found.setdefault(tag_key(tag), tag)
    return tuple(found.values())


@lru_cache(maxsize=4096)
def tag_key(tag: str) -> str:
    """What two spellings of one tag share: capitals, the form of a character and blanks do not count.

    >>> tag_key("Économie ") == tag_key("ÉCONOMIE")
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).casefold())
    seen = (character for character in folded if unicodedata.category(character) != "Cf")
    return " ".join("".join(seen).split())


def joined(tags: Iterable[str], added: Iterable[str], removed: Iterable[str]) -> tuple[str, ...]:
    """*tags* without those *removed*, and with those *added*; of two spellings the first one stays.

    >>> joined(["NATO", "budget"], ["nato", "2024"], ["Budget"])
    ('NATO', '2024')
    """
    gone = {tag_key(tag) for tag in removed}
    kept: dict[str, str] = {tag_key(tag): tag for tag in tags if tag_key(tag) not in gone}
    for tag in added:
        kept.setdefault(tag_key(tag), tag)
    return tuple(kept.values())


def refuse_too_many(tags: Collection[str]) -> None:
    """Raise WorkflowError where a claim would have more *tags* than can be read at a glance."""
    if len(tags) > MOST:
        raise WorkflowError(
            f"A claim has at most {MOST} tags, and this would be {len(tags)}. Nothing was tagged: take some "
            "away first."
        )


def _cleaned(words: str) -> str:
    """*words* in one line, without what cannot be seen, stored or read in order."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", words))
    kept = (" " if unicodedata.category(character) in {"Cc", "Cs"} else character for character in seen)
    return " ".join("".join(kept).split())


class Tags:
    """Which claims have which tags; `sort` keeps it right without counting anew."""

    def __init__(self) -> None:
        self._claims: dict[str, set[str]] = {}
        self._spelled: dict[str, str] = {}
        self._of: dict[str, tuple[str, ...]] = {}

    def sort(self, claim_id: str, tags: Iterable[str]) -> None:
        """Let the claim have these *tags* and no others."""
        for key in self._of.pop(claim_id, ()):
            self._claims[key].discard(claim_id)
            if not self._claims[key]:
                del self._claims[key], self._spelled[key]
        keys = {tag_key(tag): tag for tag in tags}
        for key, tag in keys.items():
            self._claims.setdefault(key, set()).add(claim_id)
            self._spelled.setdefault(key, tag)
        if keys:
            self._of[claim_id] = tuple(keys)

    @property
    def tagged(self) -> Collection[str]:
        """The ids of the claims that have any."""
        return self._of.keys()

    def of(self, claim_id: str) -> list[str]:
        """The tags of a claim."""
        return [self._spelled[key] for key in self._of.get(claim_id, ())]

    def spelled(self, tag: str) -> str:
        """*tag* as it is spelled in the pile already, if it is."""
        return self._spelled.get(tag_key(tag), tag)

    def having(self, tag: str) -> set[str]:
        """The ids of the claims that have *tag*, in any spelling."""
        return self._claims.get(tag_key(tag), set())

    def counted(self) -> list[tuple[str, int]]:
        """Each tag with the number of its claims, those on most claims first."""
        numbered = ((self._spelled[key], len(claims)) for key, claims in self._claims.items())
        return sorted(numbered, key=lambda tag: (-tag[1], tag_key(tag[0])))
