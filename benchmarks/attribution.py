"""How much of what others marked as said by somebody `quotations` finds, and whether the speaker is right.

    python benchmarks/attribution.py --shared ../shared

English: ``attribution/english.jsonl`` (PolNeAR: 83 articles of US politics). An attribution is found and
right when one quotation covers at least half of the characters of its content, and is the source's: its
mention overlaps the source's words, or the last word of its speaker's name is among them. PolNeAR counts
widely: "drew criticism for" and "opposes" have a source and a content as "said" has. Character precision: of
the characters, blanks aside, of quotations with a known speaker, how many lie in some attribution's content.

German: ``attribution/german.jsonl`` (150 articles of Wikinews); what stands in marks ("Direct") is covered
when one quotation, whosever, holds at least half of it. Its indirect kinds follow rules of their own and are
not counted.

Rules are written with the documents of even number in view; the bars are for those of odd number.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from measured import Row, share_of

from claimcheck.flagging.quotations.extract import quotations
from claimcheck.model import Article, Quotation, Span
from claimcheck.reading.sentences import sentences

BARS = {"direct": "92%", "mixed": "85%", "indirect": "60%", "precision": "90%", "German": "85%"}
_WORD = re.compile(r"\w+")


def rows(shared: Path) -> list[Row]:
    """The figures of both halves, those of odd number with their bars.

    Without the data there is nothing to show.

    >>> rows(Path("nowhere"))
    []
    """
    folder = shared / "benchmarks" / "attribution"
    if not (folder / "english.jsonl").is_file():
        return []
    made = []
    for half, name in ((1, "unseen half"), (0, "rules written on")):
        counted = counts(_documents(folder / "english.jsonl")[half::2], "en")
        german = counts(_documents(folder / "german.jsonl")[half::2], "de")
        made += [_row(f"attribution, {kind}", name, half, counted, kind) for kind in list(BARS)[:3]]
        made.append(_row("attribution, character precision", name, half, counted, "precision"))
        made.append(_row("attribution, German in marks, covered", name, half, german, "German"))
    return made


def _row(what: str, name: str, half: int, counted: Counter[str], key: str) -> Row:
    return Row(f"{what} ({name})", share_of(counted[f"{key} right"], counted[key]), BARS[key] if half else "")


def _documents(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def counts(documents: Iterable[dict[str, Any]], language: str) -> Counter[str]:
    """How many attributions there are of each kind, and how many were found and right."""
    counted: Counter[str] = Counter()
    for document in documents:
        text = document["text"]
        found = quotations(text, sentences(Article(text, language=language)), language=language)
        for one in document["attributions"]:
            _count(counted, one, found, text)
        _count_characters(counted, document, found)
    return counted


def _count(counted: Counter[str], wanted: dict[str, Any], found: Sequence[Quotation], text: str) -> None:
    kind, content = wanted["kind"], _spans(wanted["content"])
    covering = [one for one in found if 2 * covered(content, [one.span]) >= sum(map(len, content))]
    counted[kind] += 1
    counted[f"{kind} right"] += any(is_source(one, _spans(wanted["source"]), text) for one in covering)
    if kind == "Direct":
        counted["German"] += 1
        counted["German right"] += bool(covering)


def _count_characters(counted: Counter[str], document: dict[str, Any], found: Sequence[Quotation]) -> None:
    text = document["text"]
    ours = {at for one in found if one.speaker or one.mention for at in range(one.span.start, one.span.end)}
    contents = [span for one in document["attributions"] for span in _spans(one["content"])]
    wanted = {at for span in contents for at in range(span.start, span.end)}
    visible = {at for at in ours if not text[at].isspace()}
    counted["precision"] += len(visible)
    counted["precision right"] += len(visible & wanted)


def _spans(pairs: Iterable[Sequence[int]]) -> list[Span]:
    return [Span(start, end) for start, end in pairs]


def covered(wanted: Iterable[Span], by: Iterable[Span]) -> int:
    """How many characters of *wanted* lie in *by*, whose spans do not overlap.

    >>> covered([Span(0, 4), Span(6, 9)], [Span(2, 8)])
    4
    """
    spans = list(by)
    return sum(max(0, min(w.end, b.end) - max(w.start, b.start)) for w in wanted for b in spans)


def is_source(found: Quotation, source: Sequence[Span], text: str) -> bool:
    """Whether a quotation is that source's: by its mention, or by the last word of its speaker's name.

    >>> from claimcheck.model import Quoted
    >>> one = Quotation(Span(0, 3), Quoted.DIRECT, "Ann Lee", Span(10, 13))
    >>> is_source(one, [Span(30, 37)], "No. And    she                Ms. Lee"), is_source(one, [], "No.")
    (True, False)
    """
    if found.mention is not None and covered(source, [found.mention]):
        return True
    words = {word.lower() for span in source for word in _WORD.findall(span.of(text))}
    return found.speaker is not None and (_WORD.findall(found.speaker) or [""])[-1].lower() in words


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 2 where the shared folder is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with benchmarks")
    found = rows(parser.parse_args(arguments).shared)
    if not found:
        print("There is no benchmarks/attribution; name the folder with --shared.", file=sys.stderr)
        return 2
    for row in found:
        print(f"{row.what:72} {row.figure:24} {row.bar}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
