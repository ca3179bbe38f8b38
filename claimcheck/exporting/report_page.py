"""A report as HTML, by the templates of `pages/`: every value that goes into them is escaped.

The page needs no script and asks for nothing from elsewhere, which its Content-Security-Policy says too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

# What no page of HTML can hold.
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def drawn(template: str, **values: Any) -> str:
    """The page that *template* makes of *values*."""
    return _templates().get_template(template).render(values)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("claimcheck", "exporting/pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_as_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _as_text(value: object) -> object:
    """*value* so that who reads the page gets the same text: a bare CR would come back as a line's end."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return escape(_UNFIT.sub("\ufffd", value)).replace("\r", Markup("&#13;"))
