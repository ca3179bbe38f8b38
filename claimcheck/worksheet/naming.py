"""Whom the words of a claim were taken for, and taking them for somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import process

from claimcheck.calculations import ReadAs
from claimcheck.errors import ClaimcheckError
from claimcheck.folding import fold
from claimcheck.worksheet.asked import Asked
from claimcheck.worksheet.figures import name_of
from claimcheck.worksheet.known import Known, Place
from claimcheck.worksheet.places import Via

_NEAR = 75
_KEPT = 32


def read_as(asked: Asked, known: Known) -> tuple[ReadAs, ...]:
    """Whom each of the claim's words was taken for, in the order of the words."""
    found = (
        ReadAs(one.span.of(asked.sentence.text), name)
        for one in asked.subjects
        if one.span.start < one.span.end
        for name in [
            one.group.name if one.group else " and ".join(name_of(code, known) for code in one.codes)
        ]
    )
    return tuple(dict.fromkeys(found))


def with_names(known: Known, names: Mapping[str, str]) -> Known:
    """*known* with words taken for the country, aggregate or group whose name stands beside them.

    Raises ClaimcheckError for a name that nothing has, with those that are like it.
    """
    if not names:
        return known
    given = tuple(names.items())
    if not all(isinstance(one, str) for pair in given for one in pair):
        raise ClaimcheckError('Names are told by words, both as text: {"the bloc": "European Union"}.')
    if given not in known.renamed:
        if len(known.renamed) >= _KEPT:
            known.renamed.clear()
        # Of an instance of its own, so that what was looked up before stays as it was.
        changed = replace(known, renamed={})
        changed.__dict__["places"] = {**known.places, **{words: _place(name, known) for words, name in given}}
        known.renamed[given] = changed
    return known.renamed[given]


def _place(name: str, known: Known) -> Place:
    wanted = fold(name.strip()).removeprefix("the ")
    found = known.by_name.get(wanted)
    if found is None:
        near = process.extract(wanted, names_of(known), processor=fold, limit=3, score_cutoff=_NEAR)
        alike = ", ".join(match for match, _, _ in near)
        raise ClaimcheckError(
            f"No table and no group has “{name.strip()[:60]}”. "
            + (f"Is one of these meant: {alike}?" if alike else "Give a name that one of them has.")
        )
    return replace(found, via=Via.NAME)


def names_of(known: Known) -> tuple[str, ...]:
    """The names that can be given: of all groups, and of what tables have, each once."""
    tables = (name for table in known.tables for name in table.names.values())
    return tuple(dict.fromkeys([*(group.name for group in known.groups), *sorted(tables)]))
