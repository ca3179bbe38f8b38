"""Bringing in an article at the desk: paste it, or pick files."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import ipywidgets as widgets

from claimcheck.errors import ReadingWarning
from claimcheck.model import Article
from claimcheck.review.article_facts import newer_facts, offered
from claimcheck.review.session import ReviewSession
from claimcheck.widgets import desk_state
from claimcheck.widgets.desk_tools import Tools
from claimcheck.widgets.text_line import Line

_KINDS = ".txt,.md,.markdown,.html,.htm,.xhtml"


class BringIn(widgets.VBox):
    """A panel that puts articles with their claims on the desk; closed to begin with.

    *tried* takes a step and says in words what went wrong, if anything; *brought* is called
    after every article that was kept.
    """

    def __init__(
        self,
        session: ReviewSession,
        tools: Tools,
        tried: Callable[[Callable[[], object]], str | None],
        brought: Callable[[], None],
    ) -> None:
        self._session, self._tools, self._tried, self._brought = session, tools, tried, brought
        half = widgets.Layout(width="auto", flex="1 1 220px")
        self.text = widgets.Textarea(
            placeholder="Paste an article, an interview or a transcript (NAME: …)",
            description="Text",
            rows=7,
            continuous_update=False,
            layout={"width": "auto"},
        )
        self.title = widgets.Text(description="Title", layout=half)
        self.publisher = widgets.Text(description="Publisher", layout=half)
        self.url = widgets.Text(description="Address", layout=half)
        self.put = widgets.Button(description="Put it on the desk", button_style="primary", icon="check")
        self.files = widgets.FileUpload(accept=_KINDS, multiple=True, description="or pick files")
        self.files.layout.width = self.put.layout.width = "auto"
        self.take = widgets.Button(description="Take what is new about it", icon="refresh")
        self.take.layout.width, self.take.layout.display = "auto", "none"
        self.word = Line()
        self._newer: list[Article] = []
        self.put.on_click(self._put)
        self.take.on_click(self._take_newer)
        self.files.observe(self._take_files, names="value")
        about = widgets.HBox([self.title, self.publisher, self.url], layout={"flex_flow": "row wrap"})
        buttons = widgets.HBox([self.put, self.files], layout={"flex_flow": "row wrap"})
        super().__init__([self.text, about, buttons, self.word, self.take], layout={"display": "none"})
        self.add_class("claimcheck-bring-in")

    def toggle(self, change: Mapping[str, Any]) -> None:
        """Open or close the panel as a button's new value says."""
        self.layout.display = None if change["new"] else "none"
        self._hear_in_turn()

    def _hear_in_turn(self) -> None:
        """Have what is typed in the boxes heard before the press that follows it.

        A kernel with subshells hears a widget in the one where that spoke last, and two of them at once: all
        speak in one.
        """
        for part in (self.text, self.title, self.publisher, self.url, self.put, self.files, self.take):
            part.send_state("description")

    def _put(self, _button: Any) -> None:
        fields = (self.title.value.strip() or None, self.publisher.value.strip() or None)
        url = self.url.value.strip() or None
        self._newer = []
        kept, said = self._bring(lambda: self._tools.read_text(self.text.value, *fields, url))
        self._say(said)
        if kept:
            for field in (self.text, self.title, self.publisher, self.url):
                field.value = ""

    def _take_files(self, change: Mapping[str, Any]) -> None:
        files = [(bytes(file["content"]), str(file["name"])) for file in change["new"]]
        if not files:
            return
        self._newer = []
        said = [self._bring(partial(self._tools.read_file, data, name))[1] for data, name in files]
        self._say(" ".join(said))
        # Emptied, so that a file that was refused can be picked again.
        self.files.value = ()

    def _take_newer(self, _button: Any) -> None:
        articles, self._newer = self._newer, []
        said = [self._bring(lambda: article, update_facts=True)[1] for article in articles]  # noqa: B023
        self._say(" ".join(said))

    def _say(self, said: str) -> None:
        self.word.value = said
        self.take.layout.display = None if self._newer else "none"
        self._hear_in_turn()

    def _bring(self, read: Callable[[], Article], *, update_facts: bool = False) -> tuple[bool, str]:
        """Read, flag and keep one article; whether it is on the desk, and in words what happened."""
        said: list[str] = []
        with warnings.catch_warnings(record=True) as remarks:
            warnings.simplefilter("always", ReadingWarning)
            refusal = self._tried(lambda: said.append(self._keep(read(), update_facts)))
        if refusal is not None:
            return False, refusal
        self._brought()
        said += [str(remark.message) for remark in remarks if issubclass(remark.category, ReadingWarning)]
        return True, " ".join(said)

    def _keep(self, article: Article, update_facts: bool) -> str:
        kept = self._session.as_kept(article, update_facts=update_facts)
        newer = newer_facts(kept, article)
        added = self._session.bring_in(kept, self._tools.flag(kept), update_facts=update_facts)
        name = desk_state.title(kept)
        self._newer += [article] if newer else []
        if update_facts:
            return f"What is new about {name} was taken over."
        if added.removed:
            said = f"{name} was flagged anew: {added.claims} claims came, {added.removed} untouched went."
        elif not added.articles:
            said = f"{name} is on the desk already; nothing was added twice."
        elif not added.claims:
            said = f"{name} is kept, but no sentence of it was flagged: select words in it to add a claim."
        else:
            said = f"{name}: {added.claims} claim{'s' if added.claims != 1 else ''} on the desk."
        return f"{said} {offered(newer)}" if newer else said
