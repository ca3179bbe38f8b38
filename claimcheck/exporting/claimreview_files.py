"""The published checks of a log as a folder of ClaimReview: a file a check, a feed of all, a manifest."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from claimcheck.arguments import refuse_no_path, refuse_no_switch, refuse_no_text
from claimcheck.errors import ASK, ClaimcheckError, ExportError
from claimcheck.exporting.claimreview import Check, Record, checks_of, claimreview, feed, to_text
from claimcheck.exporting.claimreview_lint import Finding, findings_of, required
from claimcheck.exporting.export import in_doubt, refuse_misfit
from claimcheck.exporting.publisher import Publisher
from claimcheck.exporting.whole_files import refuse_taken
from claimcheck.model import Status
from claimcheck.output_paths import same_file, write_all_whole
from claimcheck.review.log.as_of import Snapshot
from claimcheck.review.log.chain import Verification
from claimcheck.review.log.manifest import manifest_of, sha256, text_of
from claimcheck.review.log.manifest import read as read_manifest
from claimcheck.review.log.store import Store
from claimcheck.review.replay import verdicts
from claimcheck.review.statuses import OUT

FEED = "feed.json"
_SHOWN = 80
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export has written: the ``files``, one a check, and the feed last.

    ``findings`` are what lint says of the checks, those included that were not written. ``left`` are files of
    an earlier export whose checks are not published any more, or were not written now: they stand as before.
    """

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    left: tuple[Path, ...]
    found: Verification

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What has kept checks from being written."""
        return tuple(required(self.findings))

    @property
    def told(self) -> list[str]:
        """What whoever has asked for the files has to know of them, a sentence each."""
        left_out = [f"{finding} It was left out." for finding in self.missing]
        stale = [
            f"{path} is of a check that is not among those exported. It was left as it is; remove it, and "
            "the record from its page, where the check is not out any more."
            for path in self.left
        ]
        doubt = [] if self.found.clean else [f"{self.files[-1]}: {in_doubt(self.found)}"]
        return [*left_out, *stale, *doubt]


def checks_in(store: Store, *, approved: bool = False) -> list[Check]:
    """The published checks of a log, those in doubt too; with *approved*, those that are approved as well."""
    refuse_no_switch("approved", approved)
    return _checks(store.snapshot(), frozenset({*OUT, Status.APPROVED}) if approved else OUT)


def one_claimreview(store: Store, claim_id: str, publisher: Publisher | None) -> Record:
    """The ClaimReview of one published check; raises ExportError that names the claim and the field."""
    refuse_no_text("claim_id", claim_id, "c152f4f17ba99116c")
    publisher = _named(publisher)
    taken = store.snapshot()
    refuse_misfit(taken.found, None)
    checks = _checks(taken, OUT)
    for check in checks:
        if claim_id in {claim.id for claim, _ in check.said}:
            _refuse_wrong(check, findings_of(checks, publisher))
            return claimreview(check, publisher)
    raise _not_published(store, taken, claim_id)


def write_claimreviews(
    store: Store, folder: str | Path, publisher: Publisher | None, force: bool = False
) -> Exported:
    """What `export_claimreview` does, for a log that is open already."""
    refuse_no_switch("force", force)
    publisher, where = _named(publisher), _folder(folder)
    taken = store.snapshot()
    refuse_misfit(taken.found, None)
    checks = _checks(taken, OUT)
    findings = findings_of(checks, publisher)
    unfit = {finding.claim_id for finding in required(findings)}
    records = {
        where / f"{_refused_id(check)}.json": claimreview(check, publisher)
        for check in checks
        if check.verdict.claim_id not in unfit
    }
    texts = {path: to_text(record) for path, record in records.items()}
    texts[where / FEED] = to_text(feed([*records.values()], publisher))
    _refuse_unfit(store, [*texts, manifest_of(where / FEED)])
    if not force:
        _refuse_others(where, texts)
    _write(where, texts, taken, store.first_digest())
    left = [where / f"{claim.id}.json" for claim in taken.claims]
    left = [path for path in left if path not in texts and os.path.isfile(path)]
    return Exported(tuple(texts), tuple(findings), tuple(left), taken.found)


def _checks(taken: Snapshot, statuses: frozenset[Status]) -> list[Check]:
    return checks_of(taken.articles, taken.claims, verdicts(taken.events), statuses)


def _named(publisher: Publisher | None) -> Publisher:
    if publisher is None:
        said = (
            "Nobody is named as the publisher, who is the author of every ClaimReview. Nothing was exported"
        )
        lines = 'Write a small TOML file with name = "The Paper" and url = "https://paper.example"'
        raise ExportError(
            f"{said}. {lines}, and name it: --publisher publisher.toml, publisher=… or CLAIMCHECK_PUBLISHER.",
            at_desk=f"{said}. {ASK} to name one.",
        )
    return publisher


def _refuse_wrong(check: Check, findings: Sequence[Finding]) -> None:
    wrong = [str(one) for one in required(findings) if one.claim_id == check.verdict.claim_id]
    if wrong:
        raise ExportError(f"Nothing was exported. {' '.join(wrong)}")


def _not_published(store: Store, taken: Snapshot, claim_id: str) -> ExportError:
    shown = claim_id if len(claim_id) <= _SHOWN else f"{claim_id[:_SHOWN]}…"
    if all(claim.id != claim_id for claim in taken.claims):
        return ExportError(
            f"{store.path} has no claim {shown!r}. The column claim_id of the verdict CSV names each."
        )
    verdict = verdicts(taken.events).get(claim_id)
    status = verdict.status if verdict and not verdict.withdrawn else Status.UNREVIEWED
    return ExportError(
        f"The claim {shown} is {status}, and only a check that is published has a ClaimReview. Publish it at "
        "the desk first, with the address of its page."
    )


def _refused_id(check: Check) -> str:
    """The id of the claim, where a file can be called so."""
    claim_id = check.verdict.claim_id
    if not _ID.fullmatch(claim_id):
        raise ExportError(f"The claim {claim_id[:80]!r} has an id that names no file. Nothing was exported.")
    return claim_id


def _folder(given: str | Path) -> Path:
    """*given* with "~" opened; raises ExportError where it can be no folder."""
    refuse_no_path("folder", given, ExportError)
    try:
        folder = Path(given).expanduser()
    except RuntimeError as error:
        raise ExportError(f"{given}: {error}; write the folder out in full.") from None
    if not str(given).strip():
        raise ExportError("'' is no folder; name one, for example claimreview.")
    with suppress(OSError):
        if folder.exists() and not folder.is_dir():
            raise ExportError(f"{folder} is no folder; name one, which is made where there is none.")
    return folder


def _refuse_unfit(store: Store, paths: Sequence[Path]) -> None:
    """Raise ExportError where something stands that no force replaces."""
    refuse_taken(paths, force=True)
    if store.file and any(same_file(path, store.file) for path in paths):
        raise ExportError(f"{store.path} is the database itself; name another folder.")


def _refuse_others(where: Path, texts: Mapping[Path, str]) -> None:
    """Raise ExportError where a file stands that is not of an earlier export, or was changed since."""
    ours: set[str] = set()
    with suppress(ClaimcheckError):
        before = read_manifest(manifest_of(where / FEED))
        ours = {name for name, noted in before.files.items() if sha256(before.file(name)) == noted}
    for path, text in texts.items():
        if os.path.isfile(path) and path.name not in ours and sha256(path) != _checksum(text):
            said = f"{path} was not written by an earlier export, or was changed since. Nothing was exported"
            raise ExportError(
                f"{said}; name another folder, or use --force (force=True).",
                at_desk=f"{said}: try again, for another folder.",
            )


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write(where: Path, texts: Mapping[Path, str], taken: Snapshot, first: str | None) -> None:
    """Write all of *texts* and their manifest, or none; a folder that was made for them goes again."""
    checksums = {path.name: _checksum(text) for path, text in texts.items()}
    found = taken.found
    manifest = text_of(checksums, found.events, first, found.head)
    whole = {**texts, manifest_of(where / FEED): manifest}
    try:
        _write_into(where, {path.resolve(): text for path, text in whole.items()})
    except OSError as error:
        remedy = "choose another place or make room"
        if isinstance(error, FileNotFoundError):
            remedy = f"make the folder {where.parent}, or choose another place"
        raise ExportError(
            f"{where} cannot be written: {error.strerror or error}. Nothing was exported; {remedy}."
        ) from error


def _write_into(where: Path, texts: Mapping[Path, str]) -> None:
    made = not where.exists()
    where.mkdir(exist_ok=True)
    try:
        write_all_whole(texts)
    except BaseException:
        if made:
            with suppress(OSError):
                where.rmdir()
        raise
