"""The claims that a reviewer may come to next, sent to the page before they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from claimcheck.model import Status
from claimcheck.review.reviewer import View
from claimcheck.review.session import ReviewSession
from claimcheck.widgets import desk_state
from claimcheck.widgets.desk_tools import OfferStatement

_GOES_ON = (Status.DISMISSED, Status.PROPOSED, Status.APPROVED)
"""The steps after which another claim may be open."""


class Ahead:
    """Tells the page where each press leads from the claim at hand, and what stands there.

    The page shows that at once; what the kernel says when the press has come to it takes its place.
    *statement* offers one that stands alone; *article* makes of a claim what the page is sent of its article,
    None where it has that.
    """

    def __init__(
        self,
        session: ReviewSession,
        statement: OfferStatement,
        article: Callable[[View], Mapping[str, Any] | None],
        tell: Callable[[Mapping[str, Any]], None],
    ) -> None:
        self._session, self._article, self._tell = session, article, tell
        self._statement = statement

    def send(self) -> None:
        """Send what can come after the claim at hand; nothing where nothing can."""
        leads = self._leads()
        views = [view for one in dict.fromkeys(leads.values()) if (view := self._session.view(one))]
        if views:
            claims = [self._told_of(view) for view in views]
            at = self._session.cursor.current
            self._tell({"kind": "ahead", "at": at, "leads": leads, "claims": claims})

    def _told_of(self, view: View) -> dict[str, Any]:
        return {
            "claim": desk_state.claim(self._session, view, self._statement),
            "article": self._article(view),
        }

    def _leads(self) -> dict[str, str]:
        """The claim that each press leads to; those that lead nowhere else are left out."""
        cursor = self._session.cursor
        here = cursor.current
        if here is None:
            return {}
        leads = {"next": cursor.beside(1), "previous": cursor.beside(-1), "back": cursor.before}
        leads |= {target.value: cursor.after(here, target) for target in _GOES_ON}
        return {press: to for press, to in leads.items() if to is not None and to != here}
