"""The files that sources and reference tables are, kept beside the database by their SHA-256."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from claimcheck.errors import AttachmentError
from claimcheck.model import Attachment
from claimcheck.output_paths import unfit
from claimcheck.review.attachments import ATTACHED, Accepted, is_digest, named

_PART = ".part"
_PART_SIZE = 1 << 20
_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
# A part that is older was left by a kernel that ended.
_LEFT_AFTER = 24 * 3600


class AttachmentFolder:
    """The folder *path*; None where a log has none, since it is on a server and nobody has named one.

    *accepted* says which files are taken in; they lie in one folder, whatever they are for.

    >>> AttachmentFolder(None).problem is None
    False

    All raise AttachmentError with the remedy.
    """

    def __init__(self, path: Path | None, accepted: Accepted = ATTACHED) -> None:
        self._path, self._accepted = path, accepted

    def __eq__(self, other: object) -> bool:
        """Whether it is the same folder, where the same is taken in."""
        if not isinstance(other, AttachmentFolder):
            return NotImplemented
        return (self._path, self._accepted) == (other._path, other._accepted)

    def __hash__(self) -> int:
        """Equal for what is equal."""
        return hash((self._path, self._accepted))

    def accepting(self, accepted: Accepted) -> AttachmentFolder:
        """The same folder, where other files are taken in."""
        return AttachmentFolder(self._path, accepted)

    @property
    def where(self) -> str:
        """The folder, for a message."""
        return str(self._path)

    @property
    def problem(self) -> str | None:
        """Why nothing can be attached here, in words; None where something can."""
        if self._path is not None:
            return None
        return (
            f"Files cannot be {self._accepted.done} at this desk: its database is on a server, and no folder "
            "was named for them. Ask whoever set up this desk to name one; “In a newsroom” in the "
            "documentation says how."
        )

    def receive(self, name: str, size: int) -> Incoming:
        """Begin to take in a file that is called *name* and has *size* bytes, before any of them has come."""
        known = named(name)
        media_type = self._accepted.type_of(known)
        self._accepted.refuse_size(known, size)
        try:
            return Incoming(self._folder(), known, media_type, size, self._accepted)
        except OSError as error:
            raise _unwritable(known, self._folder(), error, self._accepted) from error

    def keep(self, name: str, content: bytes) -> Attachment:
        """Keep a whole file."""
        incoming = self.receive(name, len(content))
        incoming.add(content)
        return incoming.finish()

    def keep_file(self, path: Path, name: str) -> Attachment:
        """Keep the file at *path* under that *name*; raises OSError too, where it cannot be read."""
        with path.open("rb") as file:
            incoming = self.receive(name, os.fstat(file.fileno()).st_size)
            try:
                while part := file.read(_PART_SIZE):
                    incoming.add(part)
            except OSError:
                incoming.abandon()
                raise
        return incoming.finish()

    def content(self, sha256: str) -> bytes:
        """What was attached with that digest, as it was then."""
        with self._opened(sha256) as file:
            content = file.read()
        self._refuse_other(hashlib.sha256(content).hexdigest(), sha256)
        return content

    def place(self, sha256: str) -> Path:
        """Where the file with that digest lies, once it is seen to be what was kept."""
        with self._opened(sha256) as file:
            self._refuse_other(hashlib.file_digest(file, "sha256").hexdigest(), sha256)
        return place_of(self._folder(), sha256).absolute()

    def has(self, sha256: str) -> bool:
        """Whether there is a file under that digest, whatever it is."""
        try:
            self._opened(sha256).close()
        except AttachmentError:
            return False
        return True

    def misfits(self, attached: Iterable[tuple[str, Attachment]]) -> list[str]:
        """What is wrong with files that are *attached*, each with its claim; a sentence each."""
        return [wrong for claim, one in attached if (wrong := self._wrong(claim, one)) is not None]

    def _wrong(self, claim_id: str, attachment: Attachment) -> str | None:
        try:
            self.content(attachment.sha256)
        except AttachmentError as error:
            return f"{attachment.name}, attached to a source of the claim {claim_id}: {error}"
        return None

    def _folder(self) -> Path:
        if self._path is None:
            raise AttachmentError(str(self.problem))
        why = unfit(self._path)
        if why is not None:
            raise AttachmentError(f"Nothing can be {self._accepted.done}: {self._path} {why}.")
        return self._path

    def _opened(self, sha256: str) -> BufferedReader:
        if not is_digest(sha256):
            raise AttachmentError(f"No file was {self._accepted.done} under such a digest.")
        path = place_of(self._folder(), sha256)
        try:
            # No link is followed, and nothing is waited for: what lies there may not be what was put there.
            file = os.fdopen(os.open(path, _READ), "rb")
        except OSError:
            raise self._gone() from None
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise self._gone()
        return file

    def _gone(self) -> AttachmentError:
        return AttachmentError(f"The file is not in {self.where} any more. {self._remedy}")

    def _refuse_other(self, digest: str, sha256: str) -> None:
        if digest != sha256:
            raise AttachmentError(
                f"The file in {self.where} was changed after it was {self._accepted.done}. {self._remedy}"
            )

    @property
    def _remedy(self) -> str:
        return f"Bring it back from a copy of that folder, or {self._accepted.verb} it again."


class Incoming:
    """A file that comes in parts into *folder*, where it has a hidden name until it is whole."""

    def __init__(self, folder: Path, name: str, media_type: str, size: int, accepted: Accepted) -> None:
        self._folder, self._name, self._type, self._size = folder, name, media_type, size
        self._accepted = accepted
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        self._digest, self.received = hashlib.sha256(), 0
        descriptor, part = tempfile.mkstemp(_PART, ".", folder)
        self._file, self._part = os.fdopen(descriptor, "wb"), Path(part)

    @property
    def whole(self) -> bool:
        """Whether all of it has come."""
        return self.received == self._size

    def add(self, data: bytes) -> None:
        """Take in what follows; AttachmentError where that is more than was said."""
        self.received += len(data)
        if self.received > self._size:
            self.abandon()
            raise AttachmentError(
                f"{self._name} has more than the {self._size:,} bytes that were said: it changed while it "
                f"was sent. Nothing was {self._accepted.done}: choose it again."
            )
        self._digest.update(data)
        try:
            self._file.write(data)
        except OSError as error:
            self.abandon()
            raise _unwritable(self._name, self._folder, error, self._accepted) from error

    def finish(self) -> Attachment:
        """Keep what has come, once; AttachmentError where that is less than was said."""
        if not self.whole:
            self.abandon()
            raise AttachmentError(
                f"Of {self._name} only {self.received:,} of {self._size:,} bytes came. Nothing was "
                f"{self._accepted.done}: choose it again."
            )
        sha256 = self._digest.hexdigest()
        try:
            self._put(place_of(self._folder, sha256), sha256)
        except OSError as error:
            self.abandon()
            raise _unwritable(self._name, self._folder, error, self._accepted) from error
        return Attachment(self._name, self._type, self._size, sha256)

    def abandon(self) -> None:
        """Keep nothing of it."""
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)

    def _put(self, path: Path, sha256: str) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        path.parent.mkdir(exist_ok=True)
        if _holds(path, sha256):
            # The same file twice is kept once.
            self._part.unlink()
        else:
            self._part.replace(path)


def place_of(folder: Path, sha256: str) -> Path:
    """Where in *folder* the file with that digest lies."""
    return folder / sha256[:2] / sha256


def _holds(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return not path.is_symlink() and hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _sweep(folder: Path) -> None:
    """Remove the parts of files that never came whole."""
    for part in folder.glob(f".*{_PART}"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _LEFT_AFTER:
                part.unlink()


def _unwritable(name: str, folder: Path, error: OSError, accepted: Accepted) -> AttachmentError:
    return AttachmentError(
        f"{name} cannot be kept in {folder}: {error.strerror or error}. Nothing was {accepted.done}: make "
        "room there, or let it be written to."
    )
