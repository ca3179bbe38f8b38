"""The part of the desk that is drawn by its own script: queue, article and check."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import anywidget
import traitlets

from claimcheck.widgets import page_script


class DeskView(anywidget.AnyWidget):
    """Draws what it is given and reports what the reviewer does; decides nothing.

    ``config`` holds whose desk it is and by which policy it goes, ``queue`` the ids of the pile and its first
    rows, ``shown`` the places of the claims that the filter lets through, in its order, as 32-bit numbers;
    ``article`` the text around the claim (empty where there is none), ``state`` the claim and how the work
    stands, ``typed`` the draft that was kept since then, for the views that it was not typed in; ``filters``
    what the queue shows and what else it could. All but ``shown`` are JSON.
    """

    _esm = page_script.script("desk.js")
    _css = page_script.styles()

    config: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    queue: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    shown = traitlets.Bytes().tag(sync=True)
    article: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    state: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    typed: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    filters: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def on_command(self, handle: Callable[[object, Sequence[bytes]], None]) -> None:
        """Call *handle* with every message of the page, whatever it is, and the bytes that came beside it."""
        self.on_msg(lambda _widget, content, buffers: handle(content, [bytes(one) for one in buffers or ()]))

    def show_rows(self, places: Iterable[int]) -> None:
        """Show the claims of the pile at *places*, in that order."""
        self.shown = array("I", places).tobytes()
