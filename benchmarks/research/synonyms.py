"""Make ``synonyms.txt`` and ``verbs.txt`` of claimcheck/matching/languages of WordNet 3.0 (``wordnet-base``).

    python benchmarks/research/synonyms.py /usr/share/wordnet

A line is one meaning: the words that have it among their four commonest, or were seen with it in the texts
that WordNet was counted on, where anything was; and what is derived from them beyond an ending ("besiege"
and "siege"). A line of one base form with "<" lists its irregular forms. ``verbs.txt`` has the words that
were seen more often as a verb than as anything else.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from claimcheck.matching.word_senses import stem

OUT = Path(__file__).parents[2] / "claimcheck" / "matching" / "languages"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
KINDS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
COMMONEST = 4
ROOT = 4
HEADER = """\
# Words of one meaning, a line each, and irregular forms ("rise < risen rose"). Made of WordNet 3.0 by
# benchmarks/research/synonyms.py. WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES, EXPRESS OR IMPLIED. Permission to use, copy, modify and distribute it for any purpose, without
# fee, is granted, provided that this notice is kept; the name of Princeton University may not be used in
# advertising.
"""
VERBS_HEADER = "# Words that are mostly verbs. Made of WordNet 3.0 as synonyms.txt is, whose licence holds.\n"
_WORD = re.compile(r"[a-z]+([_-][a-z]+)?")


Meaning = tuple[str, str]
"""The part of speech and the place in its file."""


def main(folder: Path) -> None:
    """Write the file of the WordNet in *folder*."""
    lines = sorted(set(_lines(folder)))
    used = {word for line in lines for word in line.split()}
    forms = [f"{base} < {' '.join(sorted(found))}" for base, found in _irregular(folder, used)]
    (OUT / "synonyms.txt").write_text(HEADER + "\n".join([*lines, *forms]) + "\n", encoding="utf-8")
    (OUT / "verbs.txt").write_text(VERBS_HEADER + "\n".join(_verbs(folder)) + "\n", encoding="utf-8")


def _verbs(folder: Path) -> list[str]:
    seen: Counter[tuple[str, str]] = Counter()
    for (word, kind, _), times in _counts(folder).items():
        seen[word, kind] += times
    return sorted(
        word
        for (word, kind), times in seen.items()
        if kind == "v" and word.isalpha() and times > max(seen[word, "n"], seen[word, "a"])
    )


def _lines(folder: Path) -> Iterator[str]:
    records = {
        (kind, fields[0]): fields
        for part, kind in PARTS.items()
        for fields in _records(folder / f"data.{part}")
    }
    told = _told(folder, records)
    for meaning, words in told.items():
        every = sorted(words | _derived(words, records[meaning], told))
        if len(every) > 1:
            yield " ".join(every)


def _told(folder: Path, records: dict[Meaning, list[str]]) -> dict[Meaning, set[str]]:
    """The words of each meaning that is seen, without those of which it is a rare one."""
    places, counts, found = _places(folder), _counts(folder), {}
    for (kind, offset), fields in records.items():
        words = [word for word in _words(fields) if _WORD.fullmatch(word)]
        numbers = {word: places.get((word, kind, offset), 9) for word in words}
        seen = {word: counts.get((word, kind, number), 0) for word, number in numbers.items()}
        if any(seen.values()):
            kept = (word for word, number in numbers.items() if number <= COMMONEST or seen[word])
            found[kind, offset] = {word.replace("_", "-") for word in kept}
    return found


def _words(fields: list[str]) -> list[str]:
    return [re.sub(r"\(.*\)", "", word) for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]]


def _pointed_at(fields: list[str], sign: str) -> Iterator[Meaning]:
    """The meanings that a record points at with that sign: "+" is derived."""
    at = 4 + 2 * int(fields[3], 16)
    for start in range(at + 1, at + 1 + 4 * int(fields[at]), 4):
        if fields[start] == sign:
            yield fields[start + 2].replace("s", "a"), fields[start + 1]


def _derived(words: set[str], fields: list[str], told: dict[Meaning, set[str]]) -> set[str]:
    """The words derived from these that begin or end in the same way, and are more than an ending apart."""
    others = {word for meaning in _pointed_at(fields, "+") for word in told.get(meaning, ())}
    return {
        other
        for other in others
        if "-" not in other
        and not any(stem(other).startswith(stem(word)) for word in words)
        and any(_akin(word, other) for word in words)
    }


def _akin(one: str, other: str) -> bool:
    return one[:ROOT] == other[:ROOT] or one[-ROOT - 1 :] == other[-ROOT - 1 :]


def _records(path: Path) -> Iterator[list[str]]:
    """The fields of each record; the licence in front is indented."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            yield line.split(" | ")[0].split()


def _places(folder: Path) -> dict[tuple[str, str, str], int]:
    """Of each word, part of speech and meaning, how common it is among the meanings of the word, from 1."""
    return {
        (fields[0], kind, meaning): place
        for part, kind in PARTS.items()
        for fields in _records(folder / f"index.{part}")
        for place, meaning in enumerate(fields[-int(fields[2]) :], 1)
    }


def _counts(folder: Path) -> dict[tuple[str, str, int], int]:
    """How often each meaning of a word was seen."""
    found = {}
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, place, count = line.split()
        word, _, rest = key.partition("%")
        found[word, KINDS[rest[0]], int(place)] = int(count)
    return found


def _irregular(folder: Path, used: set[str]) -> list[tuple[str, set[str]]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in ("verb.exc", "noun.exc"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            form, *bases = line.split()
            for base in bases:
                if base in used and form.isalpha() and form != base:
                    found[base].add(form)
    return sorted(found.items())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
