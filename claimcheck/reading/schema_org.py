"""The names of schema.org, as pages and records write them."""

from __future__ import annotations

import re

_PREFIX = re.compile(r"(?:schema:|https?://schema\.org/)(?=\w)")


def local(name: str) -> str:
    """The name of a property or type without the prefix of schema.org.

    >>> local("http://schema.org/ClaimReview"), local("schema:ClaimReview"), local("@type")
    ('ClaimReview', 'ClaimReview', '@type')
    """
    return _PREFIX.sub("", name, count=1) if name.startswith(("schema:", "http")) else name
