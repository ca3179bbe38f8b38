"""What stands above the queue: which claims are shown, and what is done with the whole pile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from claimcheck.review.queue import ORDERS, SHOWN, Filter
from claimcheck.review.session import ReviewSession
from claimcheck.widgets import picture
from claimcheck.widgets.line import Line

_TITLE = 60


class Toolbar(widgets.HBox):
    """Filter and order of the queue, and the buttons for the whole pile.

    *act* takes a step and shows what came of it; *export* writes the CSV and says where.
    """

    def __init__(
        self, session: ReviewSession, act: Callable[[Callable[[], object]], None], export: Callable[[], str]
    ) -> None:
        self._session, self._act, self._write = session, act, export
        self._listing = False
        wanted = session.filter
        self.show = _dropdown("Show", SHOWN, wanted.show, "150px")
        self.order = _dropdown("Order", ORDERS, wanted.order, "215px")
        self.article = _dropdown("Article", [("all articles", "")], "", "195px")
        self.search = widgets.Text(
            value=wanted.text,
            placeholder="words or a speaker",
            continuous_update=False,
            description="Find",
            style={"description_width": "initial"},
            layout={"width": "180px"},
        )
        self.bring_in = widgets.ToggleButton(value=False, description="Bring in an article", icon="plus")
        self.refresh = widgets.Button(
            description="Refresh", icon="refresh", tooltip="See what others have done meanwhile"
        )
        self.export = widgets.Button(
            description="Export CSV", icon="download", tooltip="Write the verdict CSV"
        )
        for button in (self.bring_in, self.refresh, self.export):
            button.layout = {"width": "auto"}
        self.word = Line(layout={"flex": "1 1 100%"})
        self.list_articles()
        for control in (self.show, self.order, self.article, self.search):
            control.observe(self._filter, names="value")
        self.refresh.on_click(self._reload)
        self.export.on_click(self._export)
        controls = [
            self.show,
            self.order,
            self.article,
            self.search,
            self.bring_in,
            self.refresh,
            self.export,
        ]
        super().__init__([*controls, self.word], layout={"flex_flow": "row wrap", "align_items": "center"})
        self.add_class("claimcheck-toolbar")
        self.say("")

    def say(self, text: str) -> None:
        """Show *text* under the buttons; no room is taken where there is none."""
        self.word.value = text
        self.word.layout.display = None if text else "none"

    def list_articles(self) -> None:
        """Offer the articles of the pile; equal titles are told apart by their number."""
        articles = self._session.articles()
        named = [
            (f"{number}. {picture.title(article)[:_TITLE]}", article_id)
            for number, (article_id, article) in enumerate(articles.items(), 1)
        ]
        wanted = self._session.filter.article
        self._listing = True
        try:
            self.article.options = [("all articles", ""), *named]
            self.article.value = wanted if wanted in articles else ""
        finally:
            self._listing = False

    def _filter(self, _change: object) -> None:
        if self._listing:
            return
        wanted = Filter(self.show.value, self.order.value, self.article.value or None, self.search.value)
        self._act(lambda: self._session.show(wanted))

    def _reload(self, _button: Any) -> None:
        self._act(self._reread)

    def _reread(self) -> None:
        self._session.reload()
        self.list_articles()

    def _export(self, _button: Any) -> None:
        self._act(lambda: self.say(self._write()))


def _dropdown(name: str, options: Any, value: Any, width: str) -> widgets.Dropdown:
    return widgets.Dropdown(
        options=options,
        value=value,
        description=name,
        style={"description_width": "initial"},
        layout={"width": width},
    )
