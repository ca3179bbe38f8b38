"""The policy that a desk goes by: the one that was recorded last, also while somebody works there."""

from __future__ import annotations

from claimcheck.clock import by_clock
from claimcheck.errors import ClaimcheckError
from claimcheck.review.log.recorded import Recorded
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy, at_least, policy_from_json


class PolicyInForce:
    """``policy``, which is *chosen* until another one is recorded, and the ``number`` of the last that was.

    ``news`` tells of one that was recorded meanwhile. Raises ClaimcheckError where the recorded one cannot
    be read.
    """

    def __init__(self, store: Store, chosen: Policy | None) -> None:
        self._store = store
        recorded = store.policy()
        self.policy = chosen or (policy_from_json(recorded.data) if recorded else Policy.solo())
        self.number = recorded.number if recorded else 0
        self.news: str | None = None

    def follow(self) -> bool:
        """Go on by the policy that was recorded last; whether it is a new one.

        Where this version cannot read it, what was asked for so far is asked for still.
        """
        recorded = self._store.policy()
        if recorded is None or recorded.number == self.number:
            return False
        self.number = recorded.number
        former, unreadable = self.policy, None
        try:
            self.policy = policy_from_json(recorded.data)
        except ClaimcheckError as refusal:
            self.policy, unreadable = at_least(former, recorded.data), str(refusal)
        if self.policy == former:
            return False
        self.news = _news_of(recorded, former, unreadable)
        return True


def _news_of(recorded: Recorded, former: Policy, unreadable: str | None) -> str:
    """What a reviewer is told of a policy that was *recorded* while they worked under the *former* one."""
    chose = f"{recorded.by} chose the policy “{recorded.data.get('name')}” at {by_clock(recorded.at):%H:%M}"
    if unreadable is None:
        return f"{chose}, and this desk goes by it now; it was “{former.name}”."
    return (
        f"{chose}, which this claimcheck cannot read. All that “{former.name}” asks for is asked for still. "
        f"{unreadable}"
    )
