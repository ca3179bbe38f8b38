"""The script and the styles of the page, each in one piece: anywidget serves a single file of either.

The script is made of the modules of `page/`. Joined, they share one scope: no name is declared in two of them
(`tests/widgets/test_page_script.py`).
"""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from importlib.resources import files

_PAGE = files("claimcheck.widgets") / "page"
_STYLES = (
    "desk.css",
    "panes.css",
    "panels.css",
    "keys.css",
    "bar.css",
    "queue.css",
    "priorities.css",
    "tables.css",
    "article.css",
    "form.css",
    "tags.css",
    "steps.css",
    "sources.css",
    "worksheet.css",
    "attachment.css",
    "contact.css",
    "history.css",
    "team.css",
    "reading.css",
    "matches.css",
)
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)


def script(*modules: str) -> str:
    """*modules* of the page and what they import, each after what it needs, without imports and exports.

    Raises graphlib.CycleError where modules import each other in a circle.
    """
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", _read(name))) for name in in_order(*modules))


def in_order(*modules: str) -> tuple[str, ...]:
    """*modules* and all that they import, each after what it needs."""
    needs: dict[str, list[str]] = {}
    left = list(modules)
    while left:
        name = left.pop()
        if name not in needs:
            needs[name] = _IMPORT.findall(_read(name))
            left += needs[name]
    return tuple(TopologicalSorter(needs).static_order())


def styles() -> str:
    """All styles of the page."""
    return "\n".join(map(_read, _STYLES))


def _read(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")
