"""Earlier checks that come to a desk as a file, as `claimcheck known add` takes one."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from claimcheck.errors import KnownClaimsError, ReadingError
from claimcheck.importing.earlier_checks import read_known
from claimcheck.importing.intake import Problem
from claimcheck.matcher import KnownClaims

LARGEST = 50_000_000
_SHOWN = 5


class IncomingChecks:
    """A file called *name* of *size* bytes that comes in parts and goes into the collection *known*.

    All raise ClaimcheckError with the remedy.
    """

    def __init__(self, known: Path | None, name: str, size: int) -> None:
        if known is None:
            raise KnownClaimsError("This desk keeps no earlier checks.")
        if not 0 < size <= LARGEST:
            raise KnownClaimsError(
                f"{name} has {size:,} bytes; a file of 1 to {LARGEST:,} is taken here. Nothing was "
                "sent: cut it into smaller ones."
            )
        self._known, self._name, self._size, self.received = known, name, size, 0
        self._file = tempfile.NamedTemporaryFile(prefix="claimcheck-", suffix=Path(name).suffix[:10])  # noqa: SIM115

    @property
    def whole(self) -> bool:
        """Whether all of it has come."""
        return self.received == self._size

    def add(self, data: bytes) -> None:
        """Take in what follows; KnownClaimsError where that is more than was said."""
        self.received += len(data)
        if self.received > self._size:
            raise KnownClaimsError(
                f"{self._name} changed while it was sent. Nothing was brought in: choose it again."
            )
        try:
            self._file.write(data)
        except OSError as error:
            raise KnownClaimsError(f"{self._name} cannot be taken in: {error.strerror or error}.") from error

    def bring_in(self) -> str:
        """Put the checks into the collection, which takes its time; what came of it, in words."""
        problems: list[Problem] = []
        self._file.flush()
        with self._file:
            try:
                added = KnownClaims(self._known).add(read_known(self._file.name, on_problem=problems.append))
            except ReadingError as error:
                raise ReadingError(self._named(error.at_desk)) from error
        counts = {"new": added.added, "brought up to date": added.updated, "known already": added.unchanged}
        came = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
        return " ".join([f"{self._name}: {came or 'no check was brought in'}.", *self._told(problems)])

    def abandon(self) -> None:
        """Forget what has come."""
        self._file.close()

    def _named(self, said: str) -> str:
        """*said* with the name that the file has for its owner."""
        return said.replace(self._file.name, self._name)

    def _told(self, problems: Sequence[Problem]) -> list[str]:
        """The problems as they are told: the first ones, and how many there are."""
        if not problems:
            return []
        first = "; ".join(self._named(_in_words(problem)) for problem in problems[:_SHOWN])
        more = f"; and {len(problems) - _SHOWN:,} more" if len(problems) > _SHOWN else ""
        refused = sum(problem.refused for problem in problems)
        return [f"{len(problems):,} problems, {refused:,} of them not brought in: {first}{more}."]


def _in_words(problem: Problem) -> str:
    what = problem.at_desk or problem.what
    return f"{problem.where}: {what}" if problem.where else what
