"""Which claims go out in a table, which stay out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from claimcheck.arguments import each_of, refuse_no_switch
from claimcheck.errors import ClaimcheckError, ExportError
from claimcheck.model import Article, Claim, Status, Verdict
from claimcheck.review.queue import counts

Place = Callable[[Claim], tuple[bool, float]]
"""What the rows of a table are sorted by."""

_SHOWN = 10
_SINCE_APPROVED = (Status.PUBLISHED, Status.CORRECTED)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to go out: the decided claims, unless ``everything`` or ``statuses`` are chosen.

    ``approved`` has what was published since with it, but where ``exactly`` that status is asked for. Of
    ``tags`` a claim has at least one; ``articles`` are named by id, title, address or file; ``columns`` are
    those of the verdicts, in that order, where any are named; ``claims`` the ids of those that are shown
    somewhere, None where nothing was chosen so.
    """

    statuses: Sequence[str] = ()
    everything: bool = False
    exactly: bool = False
    tags: Sequence[str] = ()
    articles: Sequence[str] = ()
    columns: Sequence[str] = ()
    claims: Collection[str] | None = None

    def checked(self) -> Choice:
        """The same, with lists of text for certain; raises ClaimcheckError for what is none."""
        refuse_no_switch("everything", self.everything)
        refuse_no_switch("exactly", self.exactly)
        lists = {
            name: each_of(name, getattr(self, name), str, f"give a list, such as {name}={example}")
            for name, example in _EXAMPLES.items()
        }
        if self.everything and lists["statuses"]:
            raise ExportError(
                "All claims and only some statuses cannot both be chosen; leave out one of them."
            )
        return Choice(
            everything=bool(self.everything), exactly=bool(self.exactly), claims=self.claims, **lists
        )


_EXAMPLES = {
    "statuses": '["approved"]',
    "tags": '["budget"]',
    "articles": '["A talk"]',
    "columns": '["statement", "verdict"]',
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ``claims`` that go out with their verdicts, in order, and how many stay out by the reason why."""

    claims: Sequence[tuple[Claim, Verdict]]
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """How many stay out, and why; empty where none do.

        >>> Chosen([], {"unreviewed": 3, "cut anew": 1}).told
        '4 left out: 3 unreviewed, 1 cut anew'
        """
        if not self.left_out:
            return ""
        each = ", ".join(f"{number:,} {why}" for why, number in self.left_out.items())
        return f"{sum(self.left_out.values()):,} left out: {each}"


def choose(
    articles: Mapping[str, Article],
    claims: Iterable[Claim],
    verdicts: Mapping[str, Verdict],
    choice: Choice,
    place: Place | None = None,
) -> Chosen:
    """The *claims* that go out by *choice*, in the order of *place*, then of article and text.

    A claim that a reviewer added and took back is none, and is not among those that stay out. Raises
    ClaimcheckError for a status, tag or article that there is not, with those that there are.
    """
    wanted = _statuses(choice)
    of = _articles(choice.articles, articles)
    tags = _tags(choice.tags, verdicts.values())
    number = {article_id: number for number, article_id in enumerate(articles)}
    ordered = sorted(claims, key=lambda claim: (number[claim.article_id], claim.span, claim.id))
    if place is not None:
        ordered.sort(key=place)
    going: list[tuple[Claim, Verdict]] = []
    left: Counter[str] = Counter()
    for claim in ordered:
        verdict = verdicts.get(claim.id) or Verdict(claim.id)
        if verdict.withdrawn:
            continue
        why = None
        if of is not None and claim.article_id not in of:
            why = "of other articles"
        elif choice.claims is not None and claim.id not in choice.claims:
            why = "not shown on the desk"
        elif tags is not None and tags.isdisjoint(tag.casefold() for tag in verdict.tags):
            why = "without the tag" if len(tags) == 1 else "without any of the tags"
        elif verdict.status not in wanted:
            why = verdict.status.value
        elif not (choice.everything or choice.statuses or counts(verdict)):
            why = "cut anew into others"
        if why is None:
            going.append((claim, verdict))
        else:
            left[why] += 1
    return Chosen(going, dict(sorted(left.items(), key=lambda one: (_number(one[0]), one[0]))))


def _number(why: str) -> int:
    """In which place a reason is told: the statuses in their order, then the others."""
    names = [status.value for status in Status]
    return names.index(why) if why in names else len(names)


def chosen_statuses(names: Sequence[str]) -> set[Status]:
    """The statuses of those *names*; raises ClaimcheckError with those that there are."""
    for name in names:
        if name not in set(Status):
            raise ClaimcheckError(f"No status is called {name!r}; the statuses are {', '.join(Status)}.")
    return {Status(name) for name in names}


def _statuses(choice: Choice) -> set[Status]:
    named = chosen_statuses(choice.statuses)
    if choice.everything:
        return set(Status)
    wanted = named or {one for one in Status if one.decided}
    if Status.APPROVED in wanted and not choice.exactly:
        wanted.update(_SINCE_APPROVED)
    return wanted


def _tags(names: Sequence[str], verdicts: Iterable[Verdict]) -> set[str] | None:
    if not names:
        return None
    there = {tag.casefold(): tag for verdict in verdicts if not verdict.withdrawn for tag in verdict.tags}
    for name in names:
        if name.casefold() not in there:
            known = f"the tags are {_listed(there.values())}" if there else "no claim has a tag yet"
            raise ClaimcheckError(f"No claim has the tag {name!r}; {known}.")
    return {name.casefold() for name in names}


def _articles(names: Sequence[str], articles: Mapping[str, Article]) -> set[str] | None:
    if not names:
        return None
    known: dict[str, set[str]] = {}
    for article_id, article in articles.items():
        file = PurePath(article.path).name if article.path else None
        for name in (article_id, article.title, article.url, article.path, file):
            if name:
                known.setdefault(name.casefold(), set()).add(article_id)
    found: set[str] = set()
    for name in names:
        if name.casefold() not in known:
            titles = (article.title or article_id for article_id, article in articles.items())
            there = f"the articles are {_listed(titles)}" if articles else "there is no article"
            raise ClaimcheckError(f"No article is called {name!r}; {there}.")
        found |= known[name.casefold()]
    return found


def _listed(names: Iterable[str]) -> str:
    each = sorted(set(names), key=str.casefold)
    more = f" and {len(each) - _SHOWN:,} more" if len(each) > _SHOWN else ""
    return ", ".join(f"{name:.80}" for name in each[:_SHOWN]) + more
