"""What the panels over the desk do: bring articles in, export the verdicts, draw charts."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, assert_never

from claimcheck.errors import ReadingWarning
from claimcheck.model import Article
from claimcheck.review.article_facts import newer_facts, offered
from claimcheck.review.queue import TO_DO, Filter
from claimcheck.review.session import ReviewSession
from claimcheck.widgets import desk_state, messages
from claimcheck.widgets.beside import beside
from claimcheck.widgets.desk_tools import Tools

Tried = Callable[[Callable[[], object]], str | None]
Tell = Callable[[Mapping[str, Any], Sequence[bytes]], None]


class Panels:
    """Answers what the panels ask for, each by a message.

    *tell* sends the page a message with bytes beside it, *tried* takes a step and says in words what went
    wrong, if anything; *brought* is called after articles were kept.
    """

    def __init__(
        self, session: ReviewSession, tools: Tools, tell: Tell, tried: Tried, brought: Callable[[], None]
    ) -> None:
        self._session, self._tools, self._tell, self._tried = session, tools, tell, tried
        self._brought = brought
        # Of the articles that were brought in last, those of which something new is known.
        self._newer: list[Article] = []

    def hear(self, message: messages.ToPanel, files: Sequence[bytes] = ()) -> None:
        """Do what *message* asks for, with the *files* that came beside it, and answer it."""
        match message:
            case messages.Bring():
                self._bring(partial(self._read_pasted, message))
            case messages.BringFile(name=name, alone=alone):
                self._bring(lambda: self._tools.read_file(files[0] if files else b"", name), show=alone)
            case messages.BringPage(address=address):
                self._fetch(address.strip())
            case messages.TakeNewer():
                self._take_newer()
            case messages.Export(write=True):
                self._export(message)
            case messages.Export():
                self._tell_what_goes_out(message)
            case messages.Charts():
                self._draw_charts()
            case _:
                assert_never(message)

    # Bringing in

    def _read_pasted(self, message: messages.Bring) -> Article:
        names = ("title", "author", "publisher", "published", "url", "language")
        facts = {name: getattr(message, name).strip() or None for name in names}
        return self._tools.read_text(message.text, facts)

    def _fetch(self, address: str) -> None:
        """Fetch a page beside the reviewer's work, where a loop runs, and bring it in."""
        gone = list[bytes]()

        def fetch() -> str | None:
            return self._tried(lambda: gone.append(self._tools.fetch(address)))

        def bring(refusal: str | None) -> None:
            if refusal is not None:
                self._answer(refusal, kept=False)
            else:
                self._bring(lambda: self._tools.read_page(gone[0], address))

        beside(fetch, lambda refusal: self._tried(lambda: bring(refusal)))

    def _bring(self, read: Callable[[], Article], *, show: bool = True) -> None:
        """Read, flag and keep one article, and say in words what happened; *show* its claims alone."""
        self._newer = []
        said: list[str] = []
        with warnings.catch_warnings(record=True) as remarks:
            warnings.simplefilter("always", ReadingWarning)
            refusal = self._tried(lambda: said.append(self._keep(read(), show=show)))
        if refusal is not None:
            self._answer(refusal, kept=False)
            return
        self._brought()
        said += [str(remark.message) for remark in remarks if issubclass(remark.category, ReadingWarning)]
        self._answer(" ".join(said), kept=True)

    def _take_newer(self) -> None:
        articles, self._newer = self._newer, []
        said = list[str]()
        refusal = self._tried(lambda: said.extend(self._keep(one, update_facts=True) for one in articles))
        if refusal is None:
            self._brought()
        self._answer(refusal or " ".join(said), kept=refusal is None)

    def _answer(self, said: str, *, kept: bool) -> None:
        self._tell({"kind": "brought", "said": said, "kept": kept, "newer": bool(self._newer)}, ())

    def _keep(self, article: Article, *, update_facts: bool = False, show: bool = False) -> str:
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
            if show:
                self._show(kept)
        return f"{said} {offered(newer)}" if newer else said

    def _show(self, article: Article) -> None:
        """Let the queue show what is to do in the new *article*; its first claim is open already."""
        cursor = self._session.cursor
        cursor.filter = Filter(show=TO_DO, order=cursor.filter.order, article=article.id)

    # What goes out

    def _tell_what_goes_out(self, wanted: messages.Export) -> None:
        told: list[str] = []
        refused = self._tried(lambda: told.append(self._tools.going_out(self._shown(wanted))))
        plan = refused or told[0]
        self._tell({"kind": "exporting", "plan": plan, "folder": self._tools.folder()}, ())

    def _shown(self, wanted: messages.Export) -> list[str] | None:
        """The ids of the claims that the queue shows, where they are *wanted*."""
        return [row.claim_id for row in self._session.cursor.queue] if wanted.shown else None

    def _export(self, wanted: messages.Export) -> None:
        made: list[Any] = []
        problem = self._tried(lambda: made.append(self._tools.export(wanted.workbook, self._shown(wanted))))
        told = {"kind": "exported", "problem": problem, "path": None, "name": None, "said": ""}
        if problem is not None:
            self._tell(told, ())
            return
        file = made[0]
        fresh = {"path": str(file.path), "name": file.path.name, "said": file.said}
        self._tell({**told, **fresh}, (file.content,))

    def _draw_charts(self) -> None:
        """Draw the charts and tell the agreement as the log stands now; what fails is said."""
        told: dict[str, Any] = {"kind": "charts", "bundle": None, "agreement": ""}
        refused = [
            self._tried(lambda: told.update(bundle=list(self._tools.charts()._repr_mimebundle_()))),
            self._tried(lambda: told.update(agreement=self._tools.agreement())),
        ]
        self._tell({**told, "problem": " ".join(dict.fromkeys(filter(None, refused)))}, ())
