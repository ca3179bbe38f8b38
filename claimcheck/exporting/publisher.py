"""Who publishes the checks of a desk: what stands in each ClaimReview as its author."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path

from rapidfuzz import process

from claimcheck.addresses import host_of, is_web_address
from claimcheck.errors import ClaimcheckError
from claimcheck.toml_files import read_toml

_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: the ``name`` that readers know, and the ``url`` of the site.

    ``logo`` is the address of a picture. ``domain`` is what the addresses of its checks are on or below,
    that of *url* where it is not given. Raises ClaimcheckError that says which of them cannot be meant.

    >>> Publisher("The Paper", "https://www.paper.example").owns("https://facts.paper.example/2026/nato")
    True
    """

    name: str
    url: str
    logo: str | None = None
    domain: str | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, str) and (value is not None or field.name in ("name", "url")):
                raise ClaimcheckError(
                    f"The publisher's {field.name} is {_shown(value)}; give it as a text in quotation marks."
                )
        if not self.name.strip():
            raise ClaimcheckError("The publisher has no name; give the one that readers know.")
        for name, address in (("url", self.url), ("logo", self.logo)):
            if address is not None and not is_web_address(address):
                raise ClaimcheckError(
                    f"The publisher's {name} is {_shown(address)}, which is no web address; give one that "
                    "begins with https://, without blanks."
                )
        if self.domain is not None and not _DOMAIN.fullmatch(self.domain):
            raise ClaimcheckError(
                f"The publisher's domain is {_shown(self.domain)}; give it without https:// and "
                'without a path, such as "paper.example".'
            )

    @property
    def site(self) -> str:
        """The domain that the addresses of its checks are on or below."""
        return (host_of(self.url if self.domain is None else f"https://{self.domain}/")) or ""

    def owns(self, address: str | None) -> bool:
        """Whether *address* is on its domain or below."""
        host = host_of(address)
        return host is not None and f".{host}".endswith(f".{self.site}")

    @classmethod
    def read(cls, path: str | Path) -> Publisher:
        """A publisher from a TOML file with ``name``, ``url`` and, if you like, ``logo`` and ``domain``.

        Raises ClaimcheckError that says what is wrong in which file.
        """
        given = read_toml(path, "publisher", 'Name a TOML file with name = "…" and url = "https://…".')
        where, known = str(Path(path).expanduser()), [field.name for field in fields(cls)]
        for name in given:
            if name not in known:
                near = process.extractOne(name, known, score_cutoff=60)
                meant = f"did you mean {near[0]}?" if near else f"it can have {', '.join(known)}."
                raise ClaimcheckError(f"{where}: a publisher has no {_shown(name)}; {meant}")
        for name, for_example in (("name", "The Paper"), ("url", "https://paper.example")):
            if name not in given:
                raise ClaimcheckError(
                    f'{where}: the {name} is missing; add a line such as {name} = "{for_example}".'
                )
        try:
            return cls(**given)
        except ClaimcheckError as refusal:
            raise ClaimcheckError(f"{where}: {refusal}") from None


def _shown(value: object) -> str:
    written = repr(value)
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
