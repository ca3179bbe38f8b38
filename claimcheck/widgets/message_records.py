"""What all records of the page's messages are made of."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

# The largest whole number that a page can say exactly.
_LARGEST = 2**53
Number = Annotated[int, Meta(ge=0, le=_LARGEST)]
# Of an article, a claim or an earlier check.
Id = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z_-]{1,64}\Z")]


class Record(msgspec.Struct, forbid_unknown_fields=True):
    """A record of the page, which has the fields that it names and no others."""


class Said(Record, tag_field="op", tag=str.lower):
    """What all messages are: a record that is named by its "op", the class's name in small letters."""
