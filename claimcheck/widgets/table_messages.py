"""What the page says of the desk's reference tables."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from claimcheck.widgets.message_records import Id, Number, Record, Said

_Short = Annotated[str, Meta(max_length=1_000)]


class TableForm(Record):
    """A file that came to the desk, by its name and digest, and what was said of its columns.

    What nobody has said is left out and proposed; an empty text says that there is none.
    """

    name: _Short
    sha256: Id
    group: bool
    measure: _Short | None = None
    entity: _Short | None = None
    code: _Short | None = None
    period: _Short | None = None
    value: _Short | None = None
    unit: _Short | None = None
    source: _Short | None = None
    decimal: _Short | None = None
    since: _Short | None = None
    until: _Short | None = None
    aliases: _Short | None = None


class ShowTables(Said):
    """Tell which tables and groups there are, and who added them."""


class LookAtTable(Said):
    """Say what the columns of a file are; answered under the number ``n``."""

    n: Number
    form: TableForm


class KeepTable(Said):
    """Record a table or group for all who work at this database.

    ``place`` says whether it stands "beside" one that is there otherwise, or is to "replace" it.
    """

    form: TableForm
    place: _Short = ""


class RemoveTable(Said):
    """Take the table or group with this key out of the list."""

    key: Id


OfTables = ShowTables | LookAtTable | KeepTable | RemoveTable
"""What the panel of tables asks for; answered by a message."""
