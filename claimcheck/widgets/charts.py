"""Charts of the pile at the desk, drawn when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from claimcheck.widgets.desk_tools import Drawn
from claimcheck.widgets.text_line import Line


class ChartsPanel(widgets.VBox):
    """A panel with the charts and the reviewers' agreement; closed to begin with.

    *draw* makes the charts and *agreement* the words below them, each time the panel is opened;
    *tried* takes a step and says in words what went wrong, if anything.
    """

    def __init__(
        self,
        draw: Callable[[], Drawn],
        agreement: Callable[[], str],
        tried: Callable[[Callable[[], object]], str | None],
    ) -> None:
        self._draw, self._agreement, self._tried = draw, agreement, tried
        self.again = widgets.Button(description="Draw again", icon="refresh")
        self.again.layout = {"width": "auto", "align_self": "flex-start"}
        self.picture = widgets.Output()
        self.agreed, self.word = Line(), Line()
        self.again.on_click(lambda _button: self.redraw())
        super().__init__([self.again, self.word, self.picture, self.agreed], layout={"display": "none"})
        self.add_class("claimcheck-charts")

    def toggle(self, change: Mapping[str, Any]) -> None:
        """Open or close the panel as a button's new value says; opened, it is drawn anew."""
        self.layout.display = None if change["new"] else "none"
        if change["new"]:
            self.redraw()

    def redraw(self) -> None:
        """Draw the charts and tell the agreement as the log stands now; what fails is said."""
        self.word.value = "Drawing …"
        refused = [self._tried(self._show_charts), self._tried(self._show_agreement)]
        self.word.value = " ".join(dict.fromkeys(filter(None, refused)))

    def _show_charts(self) -> None:
        data, metadata = self._draw()._repr_mimebundle_()
        self.picture.outputs = (
            {"output_type": "display_data", "data": dict(data), "metadata": dict(metadata)},
        )

    def _show_agreement(self) -> None:
        self.agreed.value = self._agreement()
