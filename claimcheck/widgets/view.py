"""The part of the desk that is drawn by its own script: queue, article and form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

_STATIC = files("claimcheck.widgets") / "static"
# One module made of parts: anywidget serves a single file, and a build step would be one more tool.
_PARTS = ("dom.js", "queue.js", "article.js", "sources.js", "form.js", "link.js", "keys.js", "desk.js")


def _script() -> str:
    return "\n".join((_STATIC / part).read_text(encoding="utf-8") for part in _PARTS)


class DeskView(anywidget.AnyWidget):
    """Draws what it is given and reports what the reviewer does; decides nothing.

    ``config`` holds what never changes, ``queue`` a row a claim, ``article`` the text around the
    claim (empty where there is none), ``state`` the claim and how the work stands. All are JSON values.
    """

    _esm = _script()
    _css = (_STATIC / "desk.css").read_text(encoding="utf-8")

    config: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    queue: traitlets.List[list[Any]] = traitlets.List().tag(sync=True)
    article: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    state: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def on_command(self, handle: Callable[[Mapping[str, Any]], None]) -> None:
        """Call *handle* with every message of the page."""
        self.on_msg(lambda _widget, content, _buffers: handle(content))

    def patch_rows(self, rows: Mapping[int, list[Any]]) -> None:
        """Change a few *rows*, by their place in the queue, without sending the others again."""
        for place, row in rows.items():
            # In place, so that traitlets sends nothing; a page that is loaded anew still gets it whole.
            self.queue[place] = row
        self.send({"kind": "rows", "rows": list(rows.values())})
