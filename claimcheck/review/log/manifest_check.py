"""Whether today's log goes on from what exports and backups noted of it."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from claimcheck.errors import ClaimcheckError
from claimcheck.output_paths import is_database
from claimcheck.review.log.chain import EMPTY
from claimcheck.review.log.manifest import Manifest, sha256
from claimcheck.review.log.store import Store


def misfit(manifest: Manifest, digests: Mapping[int, str], fitting: int) -> str | None:
    """The first event of a log, whose *digests* are those by number, that does not fit *manifest*, in words.

    Up to the event *fitting* an earlier manifest has shown that it does.
    """
    if digests.get(manifest.events, EMPTY if manifest.events == 0 else None) == manifest.head:
        return None
    noted = f"what {manifest.path} noted on {manifest.at}"
    if not digests:
        return f"Event 1 is missing: the log has no events any more, and had {manifest.events} by {noted}."
    if manifest.first != digests.get(1):
        return f"Event 1 does not fit {noted}: it is of another log, or all of this one was rewritten."
    changed = _first_changed(manifest, digests)
    if changed in digests:
        return f"Event {changed} does not fit {noted}: it was changed since."
    if manifest.events not in digests:
        last = len(digests)
        had = f"the log ends with event {last}, and had {manifest.events} by {noted}"
        return f"Event {last + 1} is missing: {had}."
    return (
        f"Event {manifest.events} does not fit {noted}: it, or one after event {max(fitting, 1)}, was "
        "changed since, and all digests after that were made anew; a backup or history beside it says which."
    )


def _first_changed(manifest: Manifest, digests: Mapping[int, str]) -> int | None:
    """The first event that is another than in a backup or history which *manifest* lists, if one is there."""
    for name, noted in manifest.files.items():
        file = manifest.file(name)
        if not os.path.isfile(file) or sha256(file) != noted:
            continue
        with suppress(ClaimcheckError, OSError, ValueError, KeyError, csv.Error):
            for number, digest in _digests_in(file):
                if digests.get(number) != digest:
                    return number
    return None


def _digests_in(file: Path) -> Iterator[tuple[int, str]]:
    if is_database(file):
        with Store(file, read_only=True) as store:
            yield from store.digests().items()
        return
    with file.open(encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            yield int(row["event"]), row["digest"]
