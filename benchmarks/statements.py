"""Statements that stand alone, against those that a person wrote (../shared/gold/news, column standalone).

Every labelled sentence counts. Three figures are told of each half:

- *as a person wrote them*: the same words but for blanks, marks at the ends and the kind of apostrophe;
- *the same in substance*: each bracket of one has one of the other within two words of its place, and the
  words in the one hold those in the other, small words ("the", "of", "has"), full stops, plurals and "'s"
  left aside: "[NATO]" is "[the NATO alliance]", "[Legionnaire's] cases" is "cases [of Legionnaire's
  disease]", "[the tax]" is not "[the levy]". What is as a person wrote it is the same in substance;
- *nothing offered though a bracket was written*.

"A bracket where none is labelled": the person left the sentence as it is. The brackets that the person wrote
are told by what they stand for ("we", a time, nothing: what is only added), with how many of each are offered
in substance. Rules were written looking at documents 01 to 10; `--errors` prints what differs there, and
there alone.

    python benchmarks/statements.py --shared ../shared [--errors]
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from measured import Row, share

from claimcheck.flagging.flag import claim_at
from claimcheck.model import Article, Span
from claimcheck.reading.language_detection import detected_language
from claimcheck.reading.sentences import sentences
from claimcheck.statements.stand_alone import stand_alone
from claimcheck.statements.values import StandAlone

_SEEN = 10  # documents that rules were written by


@dataclass(frozen=True)
class Answer:
    """One labelled sentence, and what was offered for it."""

    document: str
    words: str
    wanted: str
    offered: StandAlone

    @property
    def same(self) -> bool:
        """Whether it is what the person wrote."""
        return normalised(self.offered.text) == normalised(self.wanted)

    @property
    def substance(self) -> bool:
        """Whether it is what the person wrote, in substance."""
        return self.same or same_in_substance(self.words, self.wanted, self.offered.text)

    @property
    def unchanged(self) -> bool:
        """Whether the person left the sentence as it is."""
        return normalised(self.words) == normalised(self.wanted)

    @property
    def seen(self) -> bool:
        """Whether rules were written by its document."""
        return int(self.document) <= _SEEN


def normalised(text: str) -> str:
    """A statement without what does not matter.

    >>> normalised("- The  [EB-5] program’s end.")
    "the [eb-5] program's end"
    """
    plain = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("*", "")
    return " ".join(plain.split()).strip(" .-•\"'").casefold()


_SMALL = frozenset(
    ("the", "a", "an", "of", "in", "on", "at", "for", "to", "by", "from", "with", "and", "as", "will", "be")
) | {"has", "have", "had", "is", "are", "was", "were", "been"}
_NEAR = 2
_TOKEN = re.compile(r"\[[^\[\]]*\]|[^\s\[\]]+")
_KINDS = {
    "a time": "year month week quarter today tonight yesterday tomorrow ago then time day morning",
    "I, my": "i my me i've i'm",
    "we, our, us": "we our us we've we're",
    "he, she": "he she his her him he's she's",
    "they": "they their them they've they're",
    "it": "it its it's",
    "this, that, these, those": "this that these those that's such",
    "the two, both": "two both",
}


@dataclass(frozen=True)
class Placed:
    """A bracket by the words of the claim that it stands for, from one number to before another."""

    start: int
    end: int
    text: str

    def meets(self, other: Placed) -> bool:
        """Whether another stands within two words, and says the same in substance.

        >>> Placed(3, 3, "NATO").meets(Placed(4, 5, "the NATO alliance"))
        True
        """
        near = self.start <= other.end + _NEAR and other.start <= self.end + _NEAR
        mine, theirs = _content(self.text), _content(other.text)
        return near and (mine <= theirs or theirs <= mine)


def _content(text: str) -> set[str]:
    words = re.findall(r"[\w'-]+", normalised(text).replace(".", ""))
    return {word.removesuffix("'s").rstrip("'").removesuffix("s") for word in words} - _SMALL


def placed(words: str, statement: str) -> list[Placed]:
    """The brackets of a statement by their place among the words of the claim.

    >>> placed("He cut 3 jobs.", "[Tom Hale] cut 3 [city] jobs.")
    [Placed(start=0, end=1, text='Tom Hale'), Placed(start=3, end=3, text='city')]
    """
    claim = [normalised(word) for word in words.split() if normalised(word)]
    tokens = _TOKEN.findall(statement)
    outside = [normalised(token) for token in tokens if token[0] != "[" and normalised(token)]
    known: dict[int, int] = {}
    for block in SequenceMatcher(None, claim, outside, autojunk=False).get_matching_blocks():
        known.update({block.b + n: block.a + n for n in range(block.size)})
    found, seen = [], 0
    for token in tokens:
        if token[0] == "[":
            start = max((known[n] + 1 for n in range(seen) if n in known), default=0)
            end = next((known[n] for n in range(seen, len(outside)) if n in known), len(claim))
            found.append(Placed(start, max(start, end), token[1:-1]))
        else:
            seen += bool(normalised(token))
    return found


def same_in_substance(words: str, wanted: str, offered: str) -> bool:
    """Whether each bracket of the one statement has one in the other that meets it.

    >>> same_in_substance("They sell it.", "[The Russians] sell it.", "[Russians] sell it.")
    True
    """
    one, other = placed(words, wanted), placed(words, offered)
    met = all(any(each.meets(its) for its in other) for each in one)
    return met and all(any(each.meets(its) for its in one) for each in other)


def kind_of(words: str, bracket: Placed) -> str:
    """What a bracket stands for.

    >>> kind_of("He cut 3 jobs.", Placed(0, 1, "Tom Hale")), kind_of("He cut 3 jobs.", Placed(2, 2, "city"))
    ('he, she', 'only added')
    """
    claim = [normalised(word) for word in words.split() if normalised(word)]
    replaced = set(claim[bracket.start : bracket.end])
    for kind, listed in _KINDS.items():
        if replaced & set(listed.split()):
            return kind
    if not replaced:
        return "a year only added" if re.fullmatch(r"[\w ,]*[12]\d{3}", bracket.text) else "only added"
    return "other words"


def answers(shared: Path) -> Iterator[Answer]:
    """Each labelled sentence with what is offered for it."""
    folder = shared / "gold" / "news"
    with (folder / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        published = {row["document"]: row["published"] for row in csv.DictReader(file)}
    with (folder / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        labelled = [row for row in csv.DictReader(file) if row["standalone"]]
    articles = {
        name: _article(folder / "documents" / f"{name}.txt", day or None) for name, day in published.items()
    }
    outlines = {name: sentences(article) for name, article in articles.items()}
    for row in labelled:
        article, outline = articles[row["document"]], outlines[row["document"]]
        claim = claim_at(article, outline, Span(int(row["start"]), int(row["end"])))
        yield Answer(row["document"], row["text"], row["standalone"], stand_alone(article, claim, outline))


def _article(path: Path, published: str | None) -> Article:
    text = path.read_bytes().decode("utf-8")
    return Article(text, published=published, language=detected_language(text))


def rows(shared: Path) -> list[Row]:
    """The table, for the documents that rules were written by and for the others."""
    every = list(answers(shared))
    found: list[Row] = []
    for name, part in (
        ("01-10", [one for one in every if one.seen]),
        ("11-20", [one for one in every if not one.seen]),
    ):
        offered = [one for one in part if one.offered.brackets]
        changed = [one for one in part if not one.unchanged]
        found += [
            Row(f"statements {name}: as a person wrote them", share(one.same for one in part), "70%"),
            Row(f"statements {name}: the same in substance", share(one.substance for one in part)),
            Row(f"statements {name}: with a bracket, as written", share(one.same for one in offered)),
            Row(f"statements {name}: with a bracket, in substance", share(one.substance for one in offered)),
            Row(
                f"statements {name}: nothing offered though a bracket was written",
                share(not one.offered.brackets for one in changed),
            ),
            Row(
                f"statements {name}: a bracket where none is labelled",
                share(bool(one.offered.brackets) for one in part if one.unchanged),
            ),
            Row(
                f"statements {name}: complete by its own account, nothing open",
                share(not one.offered.open for one in part),
            ),
            *_by_kind(name, part),
        ]
    return found


def _by_kind(name: str, part: list[Answer]) -> Iterator[Row]:
    """How many of the brackets that the person wrote are offered in substance, by what they stand for."""
    wanted: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for one in part:
        offered = placed(one.words, one.offered.text)
        for bracket in placed(one.words, one.wanted):
            kind = kind_of(one.words, bracket)
            wanted[kind] += 1
            met[kind] += any(bracket.meets(other) for other in offered)
    for kind, number in wanted.most_common():
        yield Row(f"statements {name}: brackets written for {kind}", f"{met[kind]} of {number} offered")


def _print_errors(every: list[Answer]) -> None:
    for one in every:
        if one.seen and (one.offered.brackets or not one.same):
            mark = "=" if one.same else "!" if one.offered.brackets else " "
            print(f"{mark} {one.document} {one.wanted}")
            print(f"     {one.offered.text}")
            for left in one.offered.open:
                print(f"     open: {left.text}: {left.why}")


def main() -> None:
    """Print the table, and with --errors what differs in the documents that may be looked at."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    if given.errors:
        _print_errors(list(answers(given.shared)))
    for row in rows(given.shared):
        print(f"{row.what:75} {row.figure:20} {row.bar}")


if __name__ == "__main__":
    main()
