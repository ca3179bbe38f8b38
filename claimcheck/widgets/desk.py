"""The reviewer's desk: forwards what is done on the page to the session, and shows what came of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import Any, assert_never
from weakref import WeakSet

import ipywidgets as widgets

from claimcheck.clock import by_clock
from claimcheck.errors import ClaimcheckError, ConflictError, StoreError
from claimcheck.model import Article, Event, Span, Status
from claimcheck.review.events import RATED, TAKES_BACK, UPDATED
from claimcheck.review.json_values import work_from_json, work_to_json
from claimcheck.review.queue import Filter
from claimcheck.review.reviewer import View
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work
from claimcheck.widgets import desk_state, messages
from claimcheck.widgets.ahead import Ahead
from claimcheck.widgets.attaching import Attaching
from claimcheck.widgets.desk_tools import Tools
from claimcheck.widgets.panels import Panels
from claimcheck.widgets.priorities import PrioritiesAtDesk
from claimcheck.widgets.priority_messages import OfPriorities
from claimcheck.widgets.queue_rows import QueueRows
from claimcheck.widgets.related_claims import RelatedClaims
from claimcheck.widgets.table_messages import OfTables
from claimcheck.widgets.tables import TablesAtDesk
from claimcheck.widgets.view import DeskView
from claimcheck.widgets.worksheet_messages import WorkOut
from claimcheck.widgets.worksheets import WorksheetAtDesk

_LOG = logging.getLogger(__name__)
_EMPTY = "There are no claims here yet. Bring in an article with “+ Article” above. All is kept in {}."
# Half of the ten seconds within which a reviewer sees what others did: a look and a page take their time.
LOOK_EVERY = 5.0  # seconds
# After so many looks, a minute, in which nothing was done, the desk is quiet.
_QUIET_LOOKS = 12
_SETTLE_AFTER = 0.02  # seconds
_AHEAD_AFTER = 0.03
_LIKENESS_AFTER = 0.15
# The desks that this kernel has opened: what is kept at one is shown at the others.
_DESKS: WeakSet[Desk] = WeakSet()


def _typed(work: Work, comment: str, seen: int | None, version: int) -> dict[str, Any]:
    """A draft as the page takes it."""
    return {"work": work_to_json(work), "comment": comment, "seen": seen, "version": version}


class Desk(widgets.VBox):
    """One reviewer's desk, ready to be shown in a notebook.

    *tools* is the rest of claimcheck as far as the desk uses it. *notice* is something the
    reviewer has to know from the beginning.
    """

    def __init__(self, session: ReviewSession, tools: Tools, notice: str | None = None) -> None:
        self.session, self._tools = session, tools
        self._saved = self._said = ""
        # What came of the last step, in two words, and whether it took one back.
        self._done = desk_state.NOTHING_DONE
        self._settling = False
        self._quiet_looks = 0
        # The version of the draft that came with the step at hand, and the one that was refused last.
        self._kept: int | None = None
        # What came with the step at hand and is kept with it, on which claim.
        self._held: tuple[str, dict[str, Any]] | None = None
        self._overtaken: tuple[str, int] | None = None
        # The step that was refused last: on which claim, where that stood, and where the step leads.
        self._begun: tuple[str, Status, str] | None = None
        # The message that brought the last draft, its claim, and the version that it was kept as.
        self._last_draft: tuple[int, str, int] | None = None
        # What was told last of a policy that was recorded meanwhile.
        self._policy_news: str | None = None
        self.attaching = Attaching(tools, self._tell, self._tried, lambda: self.related_claims.look())
        self.priorities = PrioritiesAtDesk(
            session, tools.priorities, self._tell, self._tried, self._priorities_kept
        )
        self.tables = TablesAtDesk(session, tools.tables, self._tell, self._tried, self._tables_changed)
        self.view = DeskView(config=self._config(), queue={"ids": [], "rows": []})
        self.related_claims = RelatedClaims(session, tools.matcher, self._tell, self._tried)
        self.worksheet = WorksheetAtDesk(session, tools.worksheets, self._tell, self._tried)
        self.queue_rows = QueueRows(session, self.view, self._tell)
        self.ahead = Ahead(session, tools.statement, self._article_ahead, self._tell)
        self.panels = Panels(session, tools, self._tell, self._tried, self._brought)
        self.view.on_command(self.hear)
        super().__init__([self.view])
        self.add_class("claimcheck-desk")
        self.publish(notice)
        _DESKS.add(self)
        self._tried(self._catch_up)
        self.later(LOOK_EVERY, self.look)

    # What the page says

    def hear(self, raw: object, files: Sequence[bytes] = ()) -> None:
        """Answer a message of the page, of the vocabulary or not: the page waits for its answer."""
        self._quiet_looks = 0
        try:
            message = messages.read(raw)
        except messages.UnreadableMessageError as refusal:
            self._refuse(messages.envelope(raw), str(refusal))
            return
        if isinstance(message, messages.Search):
            self._search(message)
        elif isinstance(message, messages.Draft):
            self._draft(message)
        elif isinstance(message, messages.Drawn):
            self._tried(self.queue_rows.tell_changed)
            self._tried(self.related_claims.tell_again)
            self._tried(self.worksheet.tell_again)
            self._tried(self.ahead.send)
        elif isinstance(message, messages.SendRows):
            self._tried(lambda: self.queue_rows.tell(message.ids))
        elif isinstance(message, messages.Fill):
            self.session.cursor.fills = message.on
            self.view.config = self._config()
            self._tried(self.session.keep_place)
        elif isinstance(message, messages.ToPanel):
            self.panels.hear(message, files)
        elif isinstance(message, OfPriorities):
            self.priorities.hear(message)
        elif isinstance(message, WorkOut):
            self._tried(lambda: self.worksheet.hear(message))
        elif isinstance(message, OfTables):
            self.tables.hear(message)
        elif isinstance(message, messages.OfFiles):
            self.attaching.hear(message, files)
        else:
            self._command(message)

    def _refuse(self, asked: messages.Envelope, refusal: str) -> None:
        if asked.op == "search":
            self._tell_not_searched(asked.text, refusal)
        elif asked.op == "draft":
            self._answer_draft(asked.n, asked.claim, {"error": refusal})
        else:
            self._kept = None
            self.publish(refusal, ack=asked.n)

    def _search(self, message: messages.Search) -> None:
        """Search all earlier checks; no step, so that it waits for none and none waits for it."""
        refused = self._tried(lambda: self.related_claims.search(message.text))
        if refused is not None:
            self._tell_not_searched(message.text, refused)

    def _tell_not_searched(self, text: str, why: str) -> None:
        self._tell({"kind": "searched", "text": text, "found": [], "known": 0, "problem": why})

    def _draft(self, message: messages.Draft) -> None:
        """Keep what was typed, and say what is still missing."""
        answer: dict[str, Any] = {}
        answer["error"] = self._tried(lambda: answer.update(self._draft_kept(message)))
        if answer["error"] is not None:
            refused = self._overtaken == (message.claim, message.version)
            self._tried(partial(self._catch_up, overtaken=refused))
        self._answer_draft(message.n, message.claim, answer)

    def _answer_draft(self, ack: int, claim_id: str | None, answer: Mapping[str, Any]) -> None:
        told = {"kind": "gates", "ack": ack, "claim": claim_id}
        self.view.send({**told, "kept": None, "moves": None, "saved": self._saved, **answer})

    def _draft_kept(self, message: messages.Draft) -> dict[str, Any]:
        claim_id = messages.of_claim(message)
        moves = desk_state.ways(self.session, claim_id, message.typed)
        typed = self._hold(claim_id, message)
        self._keep_held(message)
        self._stamp("Draft saved")
        self._show_typed(claim_id, typed, message.n)
        return {"kept": typed["version"], "moves": moves, "saved": self._saved}

    def _show_typed(self, claim_id: str, typed: Mapping[str, Any], n: int = 0) -> None:
        """Show a draft in every view of this desk; *n* is the message that brought it, 0 where none did."""
        shown = self.view.state["claim"]
        if shown is None or shown["id"] != claim_id:
            return
        moves = desk_state.ways(self.session, claim_id, work_from_json(typed["work"]))
        # In place, so that it is not sent; a page that is loaded anew gets what was typed last, and on what.
        shown.update(typed, moves=moves)
        self.view.typed = {"n": n, "claim": claim_id, **typed, "moves": moves}

    def _show_elsewhere(self, claim_id: str, typed: Mapping[str, Any]) -> None:
        """Show a draft at the other desks of the same reviewer of this kernel at the same log."""
        mine = self.session.where, self.session.reviewer
        for desk in _DESKS - {self}:
            if (desk.session.where, desk.session.reviewer) == mine and desk.comm is not None:
                desk._tried(partial(desk._show_typed, claim_id, typed))

    def _catch_up(self, *, overtaken: bool = False) -> None:
        """Show the draft of the claim at hand where another desk has kept one since it was drawn.

        Versions begin again after a step: where a draft was *overtaken*, the same one says nothing.
        """
        shown, view = self.view.state.get("claim"), self.session.view()
        if shown is None or view is None or view.claim.id != shown["id"]:
            return
        if overtaken or view.draft_version != shown["version"]:
            typed = _typed(view.work, view.comment, view.verdict.seen, view.draft_version)
            self._show_typed(view.claim.id, typed)

    def _command(self, message: messages.Step | messages.MovesAbout) -> None:
        """Do what the reviewer asks for, or say why not; either way answer the page."""
        self._kept = None
        error = self._tried(lambda: self._do(message))
        # What no step took with it stays as a draft; where it cannot, that is what there is to say.
        error = self._tried(partial(self._keep_held, message)) or error
        self.publish(error, ack=message.n)

    def _do(self, message: messages.Step | messages.MovesAbout) -> None:
        self._hold_typed(message)
        if isinstance(message, messages.MovesAbout):
            self._keep_held(message)
            self._go(message)
            return
        try:
            self._take_step(message)
        except ConflictError:
            raise
        except StoreError:
            # A database that refuses is asked once: the page has what was typed, and hands it in anew.
            self._held = None
            self.session.let_go()
            raise
        self._stamp("Saved", self.session.recorder.last_step)

    def _hold_typed(self, message: messages.Step | messages.MovesAbout) -> None:
        """Hold what comes with a step and is not kept yet."""
        # A comment that is handed in leaves the draft in which it was being written.
        typed = message.edited or (isinstance(message, messages.Comment) and message.version > 0)
        # Told once that another desk's draft is newer, a reviewer can leave, and come back to that one.
        leaves = isinstance(message, messages.MovesAbout)
        let_go = leaves and self._overtaken == (message.claim, message.version)
        if typed and message.claim is not None and not let_go:
            self._hold(message.claim, message)
        elif isinstance(message, messages.Take):
            # A view that does not show yet what was typed in another one decides on nothing.
            self.session.refuse_overtaken(messages.of_claim(message), message.version)

    def _hold(self, claim_id: str, message: messages.Asked) -> dict[str, Any]:
        """Hold what was typed, so that it is kept with the next step, or by `_keep_held`; as a draft."""
        comment = "" if isinstance(message, messages.Comment) else message.comment
        work, follows = message.typed, self._follows(claim_id, message)
        version = self.session.hold(claim_id, work, follows, message.seen, comment)
        typed = _typed(work, comment, message.seen, version)
        self._held = claim_id, typed
        return typed

    def _keep_held(self, message: messages.Asked) -> None:
        """Keep what is held, unless a step has taken it with it, and go on from that draft."""
        if self._held is None:
            return
        (claim_id, typed), self._held, self._overtaken = self._held, None, None
        try:
            self.session.keep_pending()
        except ConflictError:
            self._overtaken = claim_id, message.version
            raise
        self._kept = typed["version"]
        self._last_draft = message.n, claim_id, typed["version"]
        self._show_elsewhere(claim_id, typed)

    def _follows(self, claim_id: str, message: messages.Asked) -> int:
        """The version that a draft follows, also where the page handed it in before it was told that one."""
        last = self._last_draft
        follows = message.follows if isinstance(message, messages.Draft) else None
        return last[2] if last is not None and last[:2] == (follows, claim_id) else message.version

    def _take_step(self, message: messages.Step) -> None:
        session = self.session
        match message:
            case messages.Take():
                self._take(message)
            case messages.Mend(url=url, seen=seen):
                session.mend_address(messages.of_claim(message), url, seen)
            case messages.Cut():
                self._cut(message)
            case messages.Judge(known=known, confirmed=confirmed):
                session.judge(messages.of_claim(message), self.related_claims.shown(known), confirmed)
            case messages.Dismiss(ids=ids, reason=reason):
                session.dismiss(ids, reason)
            case messages.Undo():
                session.undo()
            case messages.Redo():
                session.redo()
            case messages.Comment(text=text):
                session.comment(messages.of_claim(message), text)
            case messages.Assign(ids=ids, to=to, until=until):
                session.assign(ids, to, until)
            case messages.Tag(ids=ids, add=add, remove=remove):
                session.tag(ids, add, remove)
            case messages.Weigh(what=what, level=level):
                session.weigh(messages.of_claim(message), what, level)
            case messages.Blind(ids=ids, on=on):
                session.ask_blind(ids, on)
            case messages.Serve(giver=giver, to=takers):
                session.serve(giver, takers)
            case _:
                assert_never(message)

    def _take(self, message: messages.Take) -> None:
        claim_id, work = messages.of_claim(message), message.typed
        version = message.version if self._held is None else self._held[1]["version"]
        if message.target == UPDATED:
            self.session.update(claim_id, work, message.seen, version)
            return
        self._begun = claim_id, self.session.verdict(claim_id).status, message.target
        if message.target == RATED:
            self.session.rate(claim_id, work, version)
        else:
            self.session.take(claim_id, Status(message.target), work, message.seen, version)
        self._begun = None

    def _go(self, message: messages.MovesAbout) -> None:
        self.session.refresh()
        match message:
            case messages.Open(to=claim_id):
                self.session.cursor.go(claim_id)
            case messages.Back():
                self.session.cursor.back()
            case messages.Next():
                self.session.cursor.next(1)
            case messages.Previous():
                self.session.cursor.next(-1)
            case messages.Look():
                # It is shown with the answer.
                pass
            case messages.Show(filter=asked, go=go):
                self._let_show(asked.wanted, go)
            case messages.Reload():
                self.session.reload()
            case _:
                assert_never(message)

    def _let_show(self, wanted: Filter, go: bool) -> None:
        cursor = self.session.cursor
        cursor.show(wanted)
        shown = [row.claim_id for row in cursor.queue]
        if go and shown and cursor.current not in shown:
            cursor.go(shown[0])
        # At once, since that is what the reviewer waits for.
        self.queue_rows.show()

    def _cut(self, message: messages.Cut) -> None:
        claim_id, span = message.claim, Span(message.start, message.end)
        if message.how == "add" or claim_id is None:
            self.session.add_claim(message.article, span)
        elif message.how == "replace":
            self.session.recut(claim_id, [span])
        else:
            self.session.split(claim_id, span)

    def _tried(self, step: Callable[[], object]) -> str | None:
        """What went wrong with *step*, in words for the reviewer; None where nothing did."""
        try:
            step()
        except ClaimcheckError as refusal:
            return refusal.at_desk
        except KeyboardInterrupt:
            return (
                "The kernel was interrupted while it did this. What stands in the history is saved; what "
                "does not is not: do it again. What you typed is still on this page."
            )
        except Exception as fault:  # noqa: BLE001 - the page waits for an answer, whatever happens
            _LOG.exception("A step at the desk failed")
            return (
                f"Something went wrong that claimcheck does not know of ({type(fault).__name__}: {fault}). "
                "What you typed is still on this page. Run the notebook again; if it comes back, report it."
            )
        return None

    # What the page is told

    def publish(self, error: str | None = None, ack: int = 0) -> None:
        """Show the claim at hand, how the work stands, and the queue where it has changed."""
        refused = self._tried(lambda: self._publish_claim(error, ack))
        if refused is not None:
            # The page waits for this answer even where the claim cannot be read, and has others to go to.
            former = self.view.state or self._without_claim(refused)
            self.view.state = {**former, "ack": ack, "error": refused, "kept": self._kept}
        if not self._settling:
            # The kernel sends what is published once it has nothing else to do, so the rest waits.
            self._settling = self.later(_SETTLE_AFTER, self._settle)
            if not self._settling:
                self._settle()

    def _config(self) -> dict[str, Any]:
        told = desk_state.config(self.session)
        return {
            **told,
            "attach": self.attaching.config,
            "priorities": self.priorities.config,
            "tables": self.tables.config,
        }

    def _without_claim(self, why: str) -> dict[str, Any]:
        """What a page is told at first where the claim at which its reviewer stood cannot be read."""
        told: dict[str, Any] = {
            "claim": None,
            "people": [],
            "policy": None,
            "news": None,
            "saved": "",
            "said": "",
            "done": desk_state.NOTHING_DONE,
            "empty": why,
        }
        return {**told, **self._told_of_progress()}

    def _told_of_progress(self) -> dict[str, Any]:
        """How far the whole pile is, and the share of it that the filter is about."""
        return {"progress": asdict(self.session.progress), "share": asdict(self.session.cursor.share)}

    def look(self) -> None:
        """See now and then what others have done; a fault of the database is told of at the next step."""
        if self.comm is None:
            return
        self.later(LOOK_EVERY, self.look)
        before = self.session.cursor.current
        if self.session.refresh():
            # Nobody has asked for this: what was refused stays to be read.
            self.publish(self.view.state["error"] if self.session.cursor.current == before else None)
            self._quiet_looks = 0
            return
        self._quiet_looks += 1
        if self._quiet_looks == _QUIET_LOOKS:
            self.session.rest()

    def _settle(self) -> None:
        """What has time until the reviewer has the claim before them: the queue, their place, likenesses."""
        self._settling = False
        refused = self._tried(self.queue_rows.show) or self._tried(self.session.keep_place)
        if refused is not None:
            self.view.state = {**self.view.state, "error": self.view.state["error"] or refused}
        if not self.later(_AHEAD_AFTER, self.ahead.send):
            self._tried(self.ahead.send)
        if not self.later(_AHEAD_AFTER, self.worksheet.look):
            self._tried(self.worksheet.look)
        # So that the first search need not wait for it.
        self.later(_LIKENESS_AFTER, self.session.worklist.words)
        self.later(_LIKENESS_AFTER, partial(self._look_for, self.session.cursor.current))

    def later(self, seconds: float, step: Callable[[], object]) -> bool:
        """Take *step* when the kernel has time; whether there is a loop that will."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return False
        loop.call_later(seconds, self._tried, step)
        return True

    def _publish_claim(self, error: str | None, ack: int) -> None:
        view = self.session.view()
        former, policy = self.view.state, self._told_of_policy(answers=ack > 0)
        state = {
            "ack": ack,
            "claim": self._claim(view) if view else None,
            **self._told_of_progress(),
            "policy": policy,
            "people": self.session.worklist.people(),
            "saved": self._saved,
            "said": self._said,
            "done": self._done,
            "error": error,
            "news": desk_state.news(self.session, view, former, answers=ack > 0),
            "kept": self._kept,
            "empty": _EMPTY.format(self.session.where),
        }
        # One message, so that the page never shows a claim in another one's article.
        self.related_claims.open(view)
        self.worksheet.open(view)
        with self.view.hold_sync():
            self.view.config = self._config()
            if view is not None:
                self.view.article = self._article(view.article, view.claim.span)
            elif self.session.cursor.reading is not None:
                article = self.session.article(self.session.cursor.reading)
                self.view.article = self._article(article, Span(0, 0))
            else:
                self.view.article = {}
            self.view.typed = {}
            self.view.state = state

    def _told_of_policy(self, *, answers: bool) -> str | None:
        """What the reviewer is told of a new policy, until the answer to a step that they take after that."""
        if self.session.in_force.news is self._policy_news:
            return None if answers else self.view.state.get("policy")
        self._policy_news = self.session.in_force.news
        return self._policy_news

    def _begun_on(self, view: View) -> str | None:
        """Where the step leads that was refused last, while its claim stands where it stood."""
        here = view.claim.id, view.verdict.status
        return self._begun[2] if self._begun is not None and self._begun[:2] == here else None

    def _claim(self, view: View) -> dict[str, Any]:
        return desk_state.claim(self.session, view, self._tools.statement, self._begun_on(view))

    def _article(self, article: Article, span: Span) -> dict[str, Any]:
        return desk_state.article(self.session, article, span, self._tools.outline(article))

    def _article_ahead(self, view: View) -> dict[str, Any] | None:
        """The article of a claim that may come next, where the page does not show it already."""
        told = self._article(view.article, view.claim.span)
        return None if told == self.view.article else told

    def _look_for(self, claim_id: str | None) -> None:
        """Look for what is like the claim, unless the reviewer has gone on from it."""
        if claim_id == self.session.cursor.current:
            self.related_claims.look()

    def _tell(self, message: Mapping[str, Any], files: Sequence[bytes] = ()) -> None:
        self.view.send(dict(message), list(files) or None)

    def _stamp(self, what: str, step: Sequence[Event] = ()) -> None:
        """Say that *what* was done is committed, and for a screen reader what came of *step*."""
        self._saved = f"{what} {by_clock(datetime.now(UTC)):%H:%M:%S}"
        if not step:
            return
        deed, actions = self.session.deed(step), {event.action for event in step}
        self._said = self.session.outcome(step)
        if not actions <= set(Status):
            self._said = f"You {deed}. {self._said}"
        if actions & TAKES_BACK:
            self._saved += f" · {deed}"
        if self.session.cursor.current not in {None, *(event.claim_id for event in step)}:
            self._said += " Another claim is open."
        self._done = desk_state.done(step, self._said)

    def _priorities_kept(self) -> None:
        self._stamp("Priorities kept")
        self.publish()

    def _tables_changed(self, said: str) -> None:
        self._said = said
        self._stamp("Tables kept")
        self.publish()
        self._tried(self.worksheet.forget)

    def _brought(self) -> None:
        self._stamp("Saved")
        self.publish()
