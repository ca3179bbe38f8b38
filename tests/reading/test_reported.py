"""Small inputs, each after a public report of a fault in a tool of this kind, with the right answer."""

from __future__ import annotations

import csv
import re
import warnings
from pathlib import Path

import pytest

from claimcheck.errors import ReadingWarning
from claimcheck.reading.articles import read, read_bytes

REPORTED = Path(__file__).parents[3] / "shared" / "gold" / "reported"
ABSENT = "the project's shared data (../shared/gold/reported) is not here"


def rows(kind: str) -> list[tuple[str, str, str]]:
    """The kind, the input and the expected answer of each row whose kind begins so."""
    if not REPORTED.is_dir():
        return [pytest.param("", "", "", marks=pytest.mark.skip(reason=ABSENT))]  # type: ignore[list-item]
    with (REPORTED / "text.tsv").open(encoding="utf-8", newline="") as file:
        found = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row[0], row[1], row[2]) for row in found if row[0].startswith(kind)]


@pytest.mark.parametrize(("_kind", "page", "expected"), rows("read"))
def test_pages(_kind: str, page: str, expected: str) -> None:
    article = read(REPORTED / page)
    lines = article.text.splitlines()
    assert len(set(lines)) == len(lines)
    if expected == "list kept":
        items = re.findall("<(?:li|h1)>(.*?)</", (REPORTED / page).read_text())
        assert items
        assert all(item in article.text for item in items)
    elif expected == "None":
        assert article.published is None
    elif expected != "once":
        assert f"{article.published} {article.publisher}" == expected


@pytest.mark.parametrize(("kind", "text", "expected"), rows("encoding"))
def test_encodings(kind: str, text: str, expected: str) -> None:
    encoding = kind.partition(" ")[2]
    if encoding == "utf-8 with one cp1252 byte":
        data = "".join(f"Line {n}: Türkiye’s allies.\n" for n in range(40)).encode() + b"It\x92s wrong."
        expected = data.decode("utf-8", "replace").replace("�", "’")
    else:
        data = text.encode(encoding)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ReadingWarning)
        found = read_bytes(data, "a.txt").text
    assert found.replace("�", "’") == expected
