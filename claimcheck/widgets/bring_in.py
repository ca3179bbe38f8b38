"""Bringing in an article at the desk: paste it, or pick files."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from claimcheck.errors import ClaimcheckError
from claimcheck.model import Article
from claimcheck.review.session import ReviewSession
from claimcheck.widgets import picture
from claimcheck.widgets.tools import Tools

_KINDS = ".txt,.md,.markdown,.html,.htm,.xhtml"


class BringIn(widgets.VBox):
    """A panel that puts articles with their claims on the desk; closed to begin with.

    *brought* is called after every article that was kept.
    """

    def __init__(self, session: ReviewSession, tools: Tools, brought: Callable[[], None]) -> None:
        self._session, self._tools, self._brought = session, tools, brought
        half = widgets.Layout(width="auto", flex="1 1 220px")
        self.text = widgets.Textarea(
            placeholder="Paste an article, an interview or a transcript (NAME: …)",
            description="Text",
            rows=7,
            layout={"width": "auto"},
        )
        self.title = widgets.Text(description="Title", layout=half)
        self.publisher = widgets.Text(description="Publisher", layout=half)
        self.url = widgets.Text(description="Address", layout=half)
        self.put = widgets.Button(description="Put it on the desk", button_style="primary", icon="check")
        self.files = widgets.FileUpload(accept=_KINDS, multiple=True, description="or pick files")
        self.files.layout.width = self.put.layout.width = "auto"
        self.word = widgets.Label("")
        self.put.on_click(self._put)
        self.files.observe(self._take_files, names="value")
        about = widgets.HBox([self.title, self.publisher, self.url], layout={"flex_flow": "row wrap"})
        buttons = widgets.HBox([self.put, self.files], layout={"flex_flow": "row wrap"})
        super().__init__([self.text, about, buttons, self.word], layout={"display": "none"})
        self.add_class("claimcheck-bring-in")

    def _put(self, _button: Any) -> None:
        fields = (self.title.value.strip() or None, self.publisher.value.strip() or None)
        url = self.url.value.strip() or None
        if self._bring(lambda: self._tools.read_text(self.text.value, *fields, url)):
            for field in (self.text, self.title, self.publisher, self.url):
                field.value = ""

    def _take_files(self, _change: object) -> None:
        for file in self.files.value:
            data, name = bytes(file["content"]), str(file["name"])
            self._bring(lambda data=data, name=name: self._tools.read_file(data, name))  # type: ignore[misc]

    def _bring(self, read: Callable[[], Article]) -> bool:
        """Read, flag and keep one article; whether it is on the desk. What happened is said."""
        with warnings.catch_warnings(record=True) as remarks:
            warnings.simplefilter("always")
            try:
                article = read()
                claims = self._tools.flag(article)
                added = self._session.bring_in(article, claims)
            except ClaimcheckError as refusal:
                self.word.value = str(refusal)
                return False
        name = picture.title(article)
        if not added.articles:
            said = f"{name} is on the desk already; nothing was added twice."
        elif not added.claims:
            said = f"{name} is kept, but no sentence of it was flagged: select words in it to add a claim."
        else:
            said = f"{name}: {added.claims} claim{'s' if added.claims != 1 else ''} on the desk."
        self.word.value = " ".join([said, *(str(remark.message) for remark in remarks)])
        self._brought()
        return True
