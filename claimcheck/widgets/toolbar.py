"""What stands above the queue: which claims are shown, and what is done with the whole pile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from claimcheck.review.queue import ORDERS, SHOWN, THE_ARTICLE, Filter
from claimcheck.review.session import ReviewSession
from claimcheck.widgets import desk_state
from claimcheck.widgets.text_line import Line

_TITLE = 60
# Of the speakers so many are offered, those who say most first; any other can be typed.
_SPEAKERS = 300


class Toolbar(widgets.VBox):
    """Filter and order of the queue, and the buttons for the whole pile.

    *show* is told what the queue is to show, *act* takes a step and shows what came of it; *export* writes
    the CSV and says where.
    """

    def __init__(
        self,
        session: ReviewSession,
        show: Callable[[Filter], None],
        act: Callable[[Callable[[], object]], None],
        export: Callable[[], str],
    ) -> None:
        self._session, self._show, self._act, self._write = session, show, act, export
        self._listing = False
        self._make_filters(session.cursor.filter)
        buttons = self._make_buttons(session.cursor.filter)
        self.word = Line(layout={"flex": "1 1 100%"})
        first = _line([self.show, self.order, self.article, self.search, *buttons])
        self._further = _line([self.kind, self.speaker, self.reviewer])
        super().__init__([first, self._further, self.word])
        self.add_class("claimcheck-toolbar")
        self.list_again()
        self._listen()
        self._toggle_further(None)
        self.say("")

    def _make_filters(self, wanted: Filter) -> None:
        self.show = _dropdown("Show", SHOWN, wanted.show, "185px")
        self.order = _dropdown("Order", ORDERS, wanted.order, "215px")
        self.article = _dropdown("Article", [("all articles", "")], "", "195px")
        self.search = _text("Find", "words or a speaker", wanted.text, "190px")
        self.search.add_class("claimcheck-find")
        self.show.add_class("claimcheck-show")
        self.kind = _dropdown("Kind", [("all kinds", "")], "", "170px")
        self.speaker = widgets.Combobox(
            value=wanted.speaker,
            placeholder="anybody",
            description="Speaker",
            style={"description_width": "initial"},
            layout={"width": "230px"},
        )
        self.reviewer = _dropdown("Reviewer", [("anybody", "")], "", "200px")

    def _make_buttons(self, wanted: Filter) -> list[Any]:
        """The buttons after the filters, in their order."""
        further = bool(wanted.kind or wanted.speaker or wanted.reviewer)
        self.more = widgets.ToggleButton(value=further, description="More filters", icon="filter")
        self.bring_in = widgets.ToggleButton(value=False, description="Bring in an article", icon="plus")
        self.charts = widgets.ToggleButton(value=False, description="Charts", icon="bar-chart")
        self.refresh = widgets.Button(
            description="Refresh", icon="refresh", tooltip="See what others have done meanwhile"
        )
        self.export = widgets.Button(
            description="Export CSV", icon="download", tooltip="Write the verdict CSV"
        )
        buttons = [self.more, self.bring_in, self.charts, self.refresh, self.export]
        for button in buttons:
            button.layout = {"width": "auto"}
        return buttons

    def _listen(self) -> None:
        filters = (
            self.show,
            self.order,
            self.article,
            self.search,
            self.kind,
            self.speaker,
            self.reviewer,
        )
        for control in filters:
            control.observe(self._filter, names="value")
        self.more.observe(self._toggle_further, names="value")
        self.refresh.on_click(self._reload)
        self.export.on_click(self._export)

    def say(self, text: str) -> None:
        """Show *text* under the buttons; no room is taken where there is none."""
        self.word.value = text
        self.word.layout.display = None if text else "none"

    def list_again(self) -> None:
        """Offer the articles, kinds, speakers and reviewers that the pile has now."""
        worklist, wanted = self._session.worklist, self._session.cursor.filter
        articles = self._session.articles()
        # Equal titles are told apart by their number.
        titles = [
            (f"{number}. {desk_state.title(article)[:_TITLE]}", article_id)
            for number, (article_id, article) in enumerate(articles.items(), 1)
        ]
        self._listing = True
        try:
            _offer(self.article, [("all articles", ""), *titles], wanted.article or "")
            _offer(self.kind, [("all kinds", ""), *((kind, kind) for kind in worklist.kinds())], wanted.kind)
            people = [(name, name) for name in worklist.people()]
            _offer(self.reviewer, [("anybody", ""), *people], wanted.reviewer)
            self.speaker.options = [THE_ARTICLE, *worklist.speakers()[:_SPEAKERS]]
        finally:
            self._listing = False

    def _filter(self, _change: object) -> None:
        if self._listing:
            return
        self._show(
            Filter(
                self.show.value,
                self.order.value,
                self.article.value or None,
                self.search.value,
                self.kind.value,
                self.speaker.value,
                self.reviewer.value,
            )
        )

    def _toggle_further(self, _change: object) -> None:
        self._further.layout.display = None if self.more.value else "none"
        # A filter that nobody sees does not hide claims without a word.
        count = sum(bool(control.value) for control in (self.kind, self.speaker, self.reviewer))
        hidden = count and not self.more.value
        self.more.description = f"More filters ({count} on)" if hidden else "More filters"

    def _reload(self, _button: Any) -> None:
        self._act(self._reread)

    def _reread(self) -> None:
        self._session.reload()
        self.list_again()
        self.say("")

    def _export(self, _button: Any) -> None:
        self._act(lambda: self.say(self._write()))


def _line(controls: list[Any]) -> widgets.HBox:
    return widgets.HBox(controls, layout={"flex_flow": "row wrap", "align_items": "center"})


def _dropdown(name: str, options: Any, value: Any, width: str) -> widgets.Dropdown:
    return widgets.Dropdown(
        options=options,
        value=value,
        description=name,
        style={"description_width": "initial"},
        layout={"width": width},
    )


def _text(name: str, placeholder: str, value: str, width: str) -> widgets.Text:
    return widgets.Text(
        value=value,
        placeholder=placeholder,
        continuous_update=False,
        description=name,
        style={"description_width": "initial"},
        layout={"width": width},
    )


def _offer(dropdown: widgets.Dropdown, options: list[tuple[str, str]], wanted: str) -> None:
    """Let *dropdown* offer *options* and stand at *wanted*.

    What the pile no longer has is still offered: else it would say "all" of a queue that shows nothing.
    """
    there = any(value == wanted for _label, value in options)
    dropdown.options = options if there else [*options, (wanted, wanted)]
    dropdown.value = wanted
