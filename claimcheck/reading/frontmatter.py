"""The YAML front matter of a Markdown file: what it says about the article, and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

import yaml

from claimcheck.errors import ReadingError

MAX_CHARACTERS = 65_536
"""Characters of the longest front matter."""

KEYS = ("title", "publisher", "author", "published", "url", "language")

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.M)
_FIELD = re.compile(r"[A-Za-z_][\w-]{0,40}[ \t]*:(?:\s|$)")
_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?\s?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The known fields of a front matter, whether the text is a digest, and the offset of the body."""

    fields: dict[str, str] = field(default_factory=dict)
    digest: bool = False
    body: int = 0


def front_matter(text: str, name: str) -> FrontMatter:
    """The front matter of *text* and the offset of its body; nothing and 0 where there is none.

    Values are the characters as written: ``title: No`` is "No", ``published: 2025-03-11`` that
    date. Unknown keys are ignored. Raises ``ReadingError``, with the line in the file, for a block
    that is not closed, too long, no YAML, no mapping, or that holds lists where text belongs.

    >>> front_matter("---\\ntitle: A talk\\n---\\nHello.", "a.md").fields
    {'title': 'A talk'}
    """
    opened = _FENCE.match(text)
    if opened is None:
        return FrontMatter()
    closed = _CLOSE.search(text, opened.end(), opened.end() + MAX_CHARACTERS)
    if closed is None:
        if _FIELD.match(text, opened.end()) is None:
            return FrontMatter()  # a rule across the page, not front matter
        raise ReadingError(
            f"{name}, line 1: the front matter that opens with --- is not closed within {MAX_CHARACTERS:,} "
            "characters. Put a line with --- after its last field."
        )
    known, digest = _known(_composed(text[opened.end() : closed.start()], name), name)
    return FrontMatter(known, digest, closed.end())


def iso_date(value: str, name: str) -> str:
    """*value* if it is an ISO 8601 date: a year, a month, a day, or a day with a time.

    Raises ``ReadingError`` for anything else.

    >>> iso_date("2025-03", "note.md")
    '2025-03'
    """
    match = _ISO.fullmatch(value)
    if match is not None:
        try:
            date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        except ValueError:
            match = None
    if match is None:
        raise ReadingError(
            f"{name}: published is {value[:60]!r}, which is no ISO date. "
            "Write it as 2025-03-11, 2025-03 or 2025."
        )
    return value


def _composed(block: str, name: str) -> yaml.MappingNode | None:
    """The YAML node of the block. Nodes keep every scalar as written, and nothing is ever constructed."""
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        raise _broken(name, line, error.problem or error.context or "not YAML") from None
    except yaml.YAMLError as error:
        raise _broken(name, 1, str(error).splitlines()[0]) from None
    except RecursionError:
        raise _broken(name, 1, "it is nested too deeply") from None
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise _broken(name, node.start_mark.line + 2, "it holds no fields such as 'title: ...'")
    return node


def _broken(name: str, line: int, problem: str) -> ReadingError:
    return ReadingError(
        f"{name}, line {line}: the front matter cannot be read: {problem}. Write one 'key: value' a line and "
        "put a value that holds a colon, a # or quotes in quotes."
    )


def _known(node: yaml.MappingNode | None, name: str) -> tuple[dict[str, str], bool]:
    """The known fields and whether the text is a digest."""
    known: dict[str, str] = {}
    digest = False
    for key, value in node.value if node is not None else ():
        if key.value not in (*KEYS, "digest"):
            continue
        place = f"{name}, line {value.start_mark.line + 2}"
        if not isinstance(value, yaml.ScalarNode):
            raise ReadingError(
                f"{place}: {key.value} is a list or a mapping. Write one value, in quotes if need be."
            )
        kind = value.tag.rpartition(":")[2]
        if key.value == "digest":
            digest = _boolean(value.value, kind, place)
        elif kind != "null" and value.value.strip():
            known[key.value] = value.value.strip()
            if key.value == "published":
                iso_date(known["published"], place)
    return known, digest


def _boolean(value: str, kind: str, place: str) -> bool:
    if kind == "null":
        return False
    if kind != "bool":
        raise ReadingError(f"{place}: digest is {value[:60]!r}. Write true or false.")
    return value.lower() in {"true", "yes", "on"}
