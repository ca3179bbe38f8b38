"""The words and marks of one sentence, each with its place in the article."""

from __future__ import annotations

import re

from claimcheck.model import Span

_TOKEN = re.compile(
    r"\x00{1,100000}"  # a quotation, blanked
    r"|(?:[^\W\d_]\.){2,5}"  # U.S. · J.D.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Hon|Jr|Sr|St|Ph|Mt)\.(?=\s)"
    r"|[A-Z]\.(?=\s\w)"
    r"|\d{1,15}(?:[.,]\d{1,9}){1,6}(?!\w)"  # 30,000
    r"|\w{1,60}(?:['-]\w{1,60}){0,4}(?:'(?=\s))?"
    r"|[^\w\s]"
)


class Tokens:
    """The words and marks of one range of a levelled text, with where each stands in it.

    >>> Tokens("Mr. Bo Ray's dog said so.", 0, 25).words
    ['Mr.', 'Bo', "Ray's", 'dog', 'said', 'so', '.']
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        found = list(_TOKEN.finditer(text, start, end))
        self.words = [match.group() for match in found]
        self.lows = [word.lower() for word in self.words]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """The span from one word up to, not including, another."""
        return Span(self.starts[start], self.ends[end - 1])
