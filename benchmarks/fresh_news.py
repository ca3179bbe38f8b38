"""News, parliament, briefings and interviews that people labelled before anything was run on them.

The twenty documents of ``gold/news`` in the shared folder, read as their labels ask: a text that begins with
"# " as Markdown, the others as text, each with the day that it was published. Every labelled sentence is laid
beside the unit that claimcheck makes of it, and judged as the folder's own ``measure.py`` judges:

- a boundary is right where the letters and digits of a unit are those of the sentence;
- a speaker is right where one name is part of the other, or both say that it is the document's own voice;
- a quantity is right by value, and wholly right with kind, unit and bound ("approximately": that it is not
  exact, which the folder's script looks for among the bounds);
- a comparison is right by relation and factor; its sides are named where they hold the words of the label.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from measured import Row, share
from scoring import auc

import claimcheck as cc
from claimcheck.model import Article, Claim, Quantity, Span

TRANSCRIPTS = frozenset({"12", "13", "14", "15", "16", "17", "18"})
"""The documents in which people speak in turns."""

AT_ONE = 0.995
"""A score that is as good as 1."""

_MARKED_UP = "# "
_WHOLE_DAY = 10
_DECIMALS = re.compile(r"\d+\.\d+")


@dataclass(frozen=True)
class Judged:
    """A labelled sentence, the claim that is made of it, and whether it is flagged."""

    document: str
    label: dict[str, str]
    claim: Claim | None
    exact: bool
    flagged: bool

    @property
    def score(self) -> float:
        """The worthiness, 0 where there is no claim."""
        return self.claim.worthiness if self.claim else 0.0


@cache
def judged(shared: Path, scorer: str = "linear") -> tuple[Judged, ...]:
    """Every labelled sentence of the folder with what claimcheck makes of it, read once for all tables."""
    return tuple(one for _, laid_beside in documents(shared, scorer) for one in laid_beside)


def documents(shared: Path, scorer: str = "linear") -> Iterator[tuple[list[Claim], list[Judged]]]:
    """Of each document all its units as claims, flagged or not, and its labelled sentences."""
    folder = shared / "gold" / "news"
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        published = {row["document"]: row["published"] for row in csv.DictReader(file)}
    labels: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels[row["document"]].append(row)
    by = cc.scorer(scorer)
    for document in sorted(labels):
        article = _article(folder / "documents" / f"{document}.txt", published[document])
        claims = cc.flag(article, 0.0, scorer=by, order="text")
        flagged = {claim.span for claim in claims if claim.worthiness >= by.threshold}
        yield claims, list(_laid_beside(document, article, labels[document], claims, flagged))


def _article(path: Path, published: str) -> Article:
    text = path.read_bytes().decode("utf-8")
    if not text.startswith(_MARKED_UP):
        return cc.read_text(text, published=published if len(published) == _WHOLE_DAY else None)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / f"{path.stem}.md"
        copy.write_text(text, encoding="utf-8")
        return cc.read(copy)


def _laid_beside(
    document: str,
    article: Article,
    labels: Sequence[dict[str, str]],
    claims: Sequence[Claim],
    flagged: set[Span],
) -> Iterator[Judged]:
    letters, places = letters_of(article.text)
    at = 0
    for label in sorted(labels, key=lambda row: int(row["start"])):
        key, _ = letters_of(label["text"])
        found = letters.find(key, at)
        found = letters.find(key) if found < 0 else found
        if found < 0:
            yield Judged(document, label, None, exact=False, flagged=False)
            continue
        at = found + 1
        start, end = places[found], places[found + len(key) - 1] + 1
        over = [claim for claim in claims if claim.span.start < end and claim.span.end > start]
        exact = [claim for claim in over if letters_of(claim.text)[0] == key]
        nearest = max(
            exact or over,
            key=lambda claim: min(claim.span.end, end) - max(claim.span.start, start),
            default=None,
        )
        yield Judged(document, label, nearest, bool(exact), nearest is not None and nearest.span in flagged)


def letters_of(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, and where each stands.

    >>> letters_of("3.5% of")
    ('35of', [0, 2, 5, 6])
    """
    places = [place for place, character in enumerate(text) if character.isalnum()]
    return "".join(text[place] for place in places), places


# --- speakers ---------------------------------------------------------------------------------------------


def names_speaker(one: Judged) -> bool | None:
    """Whether the speaker is right; None where none is labelled or there is no claim.

    The label is "-" for the document's own voice, "?" for none, and "A|B" where either is right.
    """
    if one.label["speaker"] == "?" or one.claim is None:
        return None
    wanted = one.label["speaker"].split("|")
    if one.claim.speaker is None:
        return "-" in wanted
    given = one.claim.speaker.lower()
    return any(name.lower() in given or given in name.lower() for name in wanted if name != "-")


def voice(one: Judged) -> str:
    """Whose words a labelled sentence is: the document's own, of a turn, or of somebody quoted."""
    if one.label["speaker"] == "-":
        return "own voice"
    return "transcripts" if one.document in TRANSCRIPTS else "said in news"


def speaker_rows(found: Sequence[Judged]) -> list[Row]:
    """How many speakers are right, of all and by whose words they are."""
    answers = [(voice(one), right) for one in found if (right := names_speaker(one)) is not None]
    rows = [Row("fresh news: speakers right", share(right for _, right in answers), "90%")]
    for name in ("transcripts", "said in news", "own voice"):
        of_these = share(right for kind, right in answers if kind == name)
        rows.append(Row(f"fresh news: speakers right, {name}", of_these))
    return rows


# --- quantities -------------------------------------------------------------------------------------------


def quantity_rows(found: Sequence[Judged]) -> list[Row]:
    """How many labelled quantities are found with their value, and with kind, unit and bound too."""
    judgements = list(chain.from_iterable(map(quantities_right, found)))
    return [
        Row("fresh news: quantities by value", share(value for value, _ in judgements)),
        Row("fresh news: quantities with kind, unit and bound", share(all_ for _, all_ in judgements), "94%"),
    ]


def quantities_right(one: Judged) -> Iterator[tuple[bool, bool]]:
    """For each labelled quantity whether its value is found, and whether all of it is right."""
    left = list(one.claim.quantities) if one.claim else []
    for wanted in filter(None, one.label["quantities"].split(";")):
        fitting = [(fit, given) for given in left if (fit := fits(given, wanted)).value]
        if not fitting:
            yield False, False
            continue
        fit, given = max(fitting, key=lambda pair: (pair[0].kind, pair[0].unit, pair[0].bound))
        left.remove(given)
        yield True, fit.kind and fit.unit and fit.bound


@dataclass(frozen=True)
class Fit:
    """In what a quantity is as its label says."""

    kind: bool
    value: bool
    unit: bool
    bound: bool


def fits(given: Quantity, wanted: str) -> Fit:
    """How a quantity fits a label such as "money:5e5..1e6:USD:at least"; "A|B" is either.

    >>> [quantity] = cc.quantities("It cost at least $3 million.")
    >>> fits(quantity, "money:3e6:USD:at least")
    Fit(kind=True, value=True, unit=True, bound=True)
    """
    kinds, values, *rest = wanted.split(":")
    unit, bound = [*rest, "", ""][:2]
    return Fit(
        given.kind.value in kinds.split("|"),
        any(_has_value(given, value) for value in values.split("|")),
        _is_unit((given.unit or "").lower(), unit.lower()),
        given.approximate if bound == "approximately" else not bound or bound == given.bound,
    )


def _has_value(given: Quantity, wanted: str) -> bool:
    low, *high = wanted.split("..")
    if given.kind.value in ("date", "duration"):
        told = f"{given.normalized}|{given.resolved}|{given.value}"
        parts = wanted.split("..")
        return all((p.rstrip("0").rstrip(".") if _DECIMALS.fullmatch(p) else p) in told for p in parts)
    try:
        if given.value is None or not same(abs(float(given.value)), abs(float(low))):
            return False
        return not high or (given.high is not None and same(float(given.high), float(high[0])))
    except (TypeError, ValueError):
        return False


def _is_unit(given: str, wanted: str) -> bool:
    return not wanted or wanted in given or (given != "" and given in wanted) or wanted.rstrip("s") in given


def same(one: float, other: float) -> bool:
    """Whether two numbers are the same but for rounding.

    >>> same(0.1 + 0.2, 0.3), same(3, 3000)
    (True, False)
    """
    return abs(one - other) <= 1e-6 * max(1, abs(one), abs(other))


# --- comparisons ------------------------------------------------------------------------------------------


def comparison_rows(found: Sequence[Judged]) -> list[Row]:
    """How many labelled comparisons are right, and how many are given where none is labelled."""
    judgements = list(chain.from_iterable(map(comparisons_right, found)))
    extra = sum(
        one.claim is not None and one.claim.comparison is not None
        for one in found
        if not one.label["comparisons"]
    )
    return [
        Row("fresh news: comparisons, relation and factor", share(right for right, _ in judgements), "65%"),
        Row("fresh news: comparisons, sides too", share(sides for _, sides in judgements)),
        Row("fresh news: comparisons where none is labelled", str(extra), "6"),
    ]


def comparisons_right(one: Judged) -> Iterator[tuple[bool, bool]]:
    """For each labelled comparison whether relation and factor are right, and whether the sides are too."""
    given = one.claim.comparison if one.claim else None
    for wanted in filter(None, one.label["comparisons"].split(";")):
        if given is None:
            yield False, False
            continue
        relations, factors, left, right = [*wanted.split(":"), "", "", ""][:4]
        factor_right = not factors or (
            given.factor is not None and any(same(float(given.factor), float(f)) for f in factors.split("|"))
        )
        right_relation = given.relation.value in relations.split("|") and factor_right
        sides = _is_side(given.left, left) and _is_side(given.right, right)
        yield right_relation, right_relation and sides


def _is_side(given: str | None, wanted: str) -> bool:
    return not wanted.strip() or any(words.lower() in (given or "").lower() for words in wanted.split("|"))


# --- worthiness, and all together -------------------------------------------------------------------------


def worthiness_rows(found: Sequence[Judged], name: str, *, separation: str, flagged: str = "") -> list[Row]:
    """How well the scores tell what an editor would list from what nobody would; *name* is the scorer's."""
    of = {label: [one for one in found if one.label["label"] == label] for label in ("must", "could", "no")}
    must, no = (np.array([one.score for one in of[label]]) for label in ("must", "no"))
    at_one = max(Counter(one.document for one in found if one.score >= AT_ONE).values(), default=0)
    rows = [Row(f"fresh news, {name}: AUC must against no", f"{auc(must, no):.3f}", separation)]
    for label, ones in of.items():
        bar = flagged if label == "no" else ""
        rows.append(Row(f"fresh news, {name}: {label} flagged", share(one.flagged for one in ones), bar))
    rows.append(Row(f"fresh news, {name}: most scores of a document at 1.0", str(at_one), "at most 9"))
    return rows


def rows(shared: Path) -> list[Row]:
    """Boundaries, speakers, quantities and comparisons of the labelled documents."""
    found = judged(shared)
    return [
        Row("fresh news: boundaries", share(one.exact for one in found), "98%"),
        *speaker_rows(found),
        *quantity_rows(found),
        *comparison_rows(found),
    ]
