"""Looking for what is like the claim at hand, beside the reviewer's work and never in its way."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from claimcheck.errors import WorkflowError
from claimcheck.model import KnownClaim, Match
from claimcheck.review.queue import QueueRow
from claimcheck.review.reviewer import View
from claimcheck.review.session import ReviewSession
from claimcheck.widgets import desk_state, match_state
from claimcheck.widgets.desk_tools import Matcher, Same

_T = TypeVar("_T")
# Between two parts of what takes long, so that whoever works at the desk is held up by neither.
_BREATH = 0.1  # seconds
_QUESTIONS = ("before", "elsewhere", "search")


@dataclass(frozen=True, slots=True)
class _Pile:
    """The pile and the desk's own finished checks, as they were in that ``version`` of the worklist."""

    rows: Sequence[QueueRow] = ()
    own: Sequence[KnownClaim] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class _Answer(Generic[_T]):
    """What was found among ``known`` checks, or in words why nothing could be."""

    found: Sequence[_T] = ()
    known: int = 0
    problem: str | None = None


class RelatedClaims:
    """Finds earlier checks of the claim at hand and the same claim elsewhere, and tells the page.

    *tell* sends the page a message, *tried* takes a step and says in words what went wrong. Where a loop
    runs, *matcher* is asked in a thread of its own, one question at a time; what it finds for a claim that
    was left, or for words that were typed over meanwhile, is dropped.
    """

    def __init__(
        self,
        session: ReviewSession,
        matcher: Matcher,
        tell: Callable[[Mapping[str, Any]], None],
        tried: Callable[[Callable[[], object]], str | None],
    ) -> None:
        self._session, self._matcher, self._tell, self._tried = session, matcher, tell, tried
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="claimcheck-matcher")
        self._view: View | None = None
        self._pile = _Pile()
        self._own: dict[str, KnownClaim] = {}
        self._shown: dict[str, KnownClaim] = {}
        # What the page was told of the claim at hand, by kind, and whether that is being looked for.
        self._told: dict[str, Mapping[str, Any]] = {}
        self._looking = False
        # How often each kind of question was asked: what answers an earlier one is dropped.
        self._asked: Counter[str] = Counter()

    def open(self, view: View | None) -> None:
        """Turn to the claim that the page shows now."""
        if view is None or self._view is None or view.claim.id != self._view.claim.id:
            self._asked.update(_QUESTIONS)
            self._shown, self._told, self._looking = {}, {}, False
        self._view = view

    def shown(self, known_id: str) -> KnownClaim:
        """The check with that id that the page shows; WorkflowError where it shows none."""
        judged = self._view.verdict.judgements if self._view else ()
        there = {**{one.known.id: one.known for one in judged}, **self._shown}
        if known_id not in there:
            raise WorkflowError("This check is not shown with the claim any more: search for it again.")
        return there[known_id]

    def look(self) -> None:
        """Look for what is like the claim at hand, and show it."""
        view = self._view
        if view is None:
            return
        self._looking = True
        claim, pile, matcher = view.claim, self._as_it_is(), self._matcher
        # Two questions, so that what is found quickly need not wait for the other.
        served = view.verdict.served_from
        judged = [one.known for one in view.verdict.judgements]

        def checks() -> list[Match]:
            # The check that this claim has taken over stands above it already.
            found = matcher.before(claim, view.article.published, judged)
            return [match for match in found if served is None or match.known.claim_id != served]

        before = partial(self._answer, pile, checks)
        self._ask("before", before, partial(self._show_before, claim.id))
        elsewhere = partial(self._answer, pile, lambda: matcher.elsewhere(claim.id))
        self._ask("elsewhere", elsewhere, partial(self._show_elsewhere, claim.id), self._grow)

    def tell_again(self) -> None:
        """Tell a page that was drawn late what was found for the claim at hand, or look for it."""
        for message in self._told.values():
            self._tell(message)
        if not self._looking:
            self.look()

    def search(self, text: str) -> None:
        """Search all earlier checks for *text*, and show what is found."""
        pile = self._as_it_is()
        find = partial(self._answer, pile, lambda: self._matcher.search(text))
        self._ask("search", find, partial(self._show_found, text))

    def _as_it_is(self) -> _Pile:
        """The pile and the desk's own checks as they are now; what stays is the very same object."""
        worklist, former = self._session.worklist, self._pile
        if former.version == worklist.version:
            return former
        changed = worklist.changed_checks()
        for claim_id, check in changed.items():
            if check is None:
                self._own.pop(claim_id, None)
            else:
                self._own[claim_id] = check
        rows = worklist.pile()
        self._pile = _Pile(
            former.rows if rows == former.rows else rows,
            list(self._own.values()) if changed else former.own,
            worklist.version,
        )
        return self._pile

    def _answer(self, pile: _Pile, find: Callable[[], Sequence[_T]]) -> _Answer[_T]:
        answers: list[_Answer[_T]] = []

        def ask() -> None:
            self._matcher.refresh(pile.rows, pile.own)
            answers.append(_Answer(find(), self._matcher.known))

        problem = self._tried(ask)
        return answers[0] if answers else _Answer(problem=problem)

    def _grow(self) -> bool:
        """Have the matcher take in a further part of the pile; whether anything is left."""
        left: list[bool] = []
        # What goes wrong is told by the question itself.
        self._tried(lambda: left.append(self._matcher.grow()))
        return left == [True]

    def _ask(
        self,
        kind: str,
        find: Callable[[], _Answer[_T]],
        show: Callable[[_Answer[_T]], None],
        prepare: Callable[[], bool] = lambda: False,
    ) -> None:
        """Have *find* asked, and *show* what it finds, unless *kind* was asked again meanwhile.

        Before that *prepare* is called as often as it says that there is more to prepare, and other questions
        are answered in between.
        """
        self._asked[kind] += 1
        number = self._asked[kind]

        def wanted() -> bool:
            return self._asked[kind] == number

        def found() -> _Answer[_T] | None:
            return find() if wanted() and not prepare() else None

        def finish(answer: _Answer[_T] | None) -> None:
            if answer is None or not wanted():
                return
            refused = self._tried(partial(show, answer))
            if refused is not None:
                # The page waits for an answer.
                self._tried(partial(show, _Answer(problem=refused)))

        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            while wanted() and prepare():
                pass
            finish(found())
            return

        def submit() -> None:
            asked = loop.run_in_executor(self._thread, found)
            asked.add_done_callback(answered)

        def answered(done: asyncio.Future[_Answer[_T] | None]) -> None:
            if done.cancelled():
                return
            answer = done.result()
            if answer is None and wanted():
                loop.call_later(_BREATH, submit)
            finish(answer)

        submit()

    def _show_before(self, claim_id: str, answer: _Answer[Match]) -> None:
        self._shown |= {match.known.id: match.known for match in answer.found}
        self._tell_found("before", claim_id, answer, match_state.found(answer.found))

    def _show_elsewhere(self, claim_id: str, answer: _Answer[Same]) -> None:
        rows = desk_state.elsewhere(self._session, claim_id, answer.found)
        self._tell_found("elsewhere", claim_id, answer, rows)

    def _tell_found(
        self, kind: str, claim_id: str, answer: _Answer[Any], found: Sequence[Mapping[str, Any]]
    ) -> None:
        self._told[kind] = {"kind": kind, "claim": claim_id, **_told(answer, found)}
        self._tell(self._told[kind])

    def _show_found(self, text: str, answer: _Answer[Match]) -> None:
        self._shown |= {match.known.id: match.known for match in answer.found}
        self._tell({"kind": "searched", "text": text, **_told(answer, match_state.found(answer.found))})


def _told(answer: _Answer[Any], found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"found": found, "known": answer.known, "problem": answer.problem}
