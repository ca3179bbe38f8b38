"""What is different from one kind of database to the other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import Engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError


class Backend(ABC):
    """One database of a kind.

    ``shown`` is what people are told of it, without a password; ``file`` where it lies, if in a file;
    ``reading`` and ``writing`` are the options of a connection for either kind of transaction.
    """

    shown: str
    file: Path | None = None
    another: ClassVar[str]
    engine: Engine
    reading: ClassVar[Mapping[str, Any]]
    writing: ClassVar[Mapping[str, Any]]

    @abstractmethod
    def copied(self) -> Engine:
        """An engine on a copy of the database that may be changed, for what is older and only to be read."""

    @abstractmethod
    def set_up(self) -> None:
        """What has to be done before the first step of the schema, on a database that may be ours."""

    @abstractmethod
    def lock(self, connection: Connection) -> Any:
        """Let nobody else write until the end of the transaction; a ticket that `kept` understands."""

    def refuse_lost(self, connection: Connection) -> None:  # noqa: B027
        """Raise StoreError where what *connection* writes would go where nobody finds it."""

    def checkpoint(self) -> None:  # noqa: B027
        """Bring what was written into the database's own file, unless somebody is at work."""

    def kept(self, ticket: Any) -> bool:
        """Whether the transaction is there, although its COMMIT lost the connection."""
        return False

    @abstractmethod
    def refusal(self, error: DBAPIError) -> str:
        """What *error* means for the person at the desk, in words that follow the name of the database."""
