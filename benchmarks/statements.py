"""Statements that stand alone, against those that a person wrote (../shared/gold/news, column standalone).

Every labelled sentence counts. A statement is "as a person wrote it" where the words are the same but for
blanks, marks at its ends and the kind of apostrophe. "A bracket where none is labelled": the person left the
sentence as it is. "Nothing offered": the person put something in brackets, and nothing was inserted. Rules
were written looking at documents 01 to 10; `--errors` prints what differs there, and there alone.

    python benchmarks/statements.py --shared ../shared [--errors]
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass
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
            Row(f"statements {name}: with a bracket, as written", share(one.same for one in offered)),
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
        ]
    return found


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
