"""The sample digests and their register: well formed, exact, and in words of their own."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
DIGESTS = sorted((SEEDS / "articles").glob("*.md"))
ORIGINALS = ROOT.parent / "shared" / "seeds"

COLUMNS = ["article", "claim", "speaker", "kinds", "quantities", "source"]
KINDS = {"quantity", "comparison", "rank", "trend", "cause", "rule", "forecast", "event", "experience"}
QUANTITY_KINDS = {"count", "percent", "money", "multiplier", "rank", "duration", "date"}
FRONT_MATTER = {"title", "publisher", "author", "published", "url", "language", "digest"}
RUN = 9  # so many words in a row, outside quotations, count as copied
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
QUOTATION = re.compile(r'"([^"]*)"')

each_digest = pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)


def parts(path: Path) -> tuple[dict[str, Any], str]:
    """Return the front matter of a digest and its body."""
    opening, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == ""
    return yaml.safe_load(head), body


def register() -> list[dict[str, str]]:
    with (SEEDS / "claims.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['.]\w+)*", text.translate(STRAIGHT).casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1))


def test_there_are_five_digests_and_each_is_in_the_register() -> None:
    assert len(DIGESTS) == 5
    assert {row["article"] for row in register()} == {path.name for path in DIGESTS}


@each_digest
def test_front_matter(path: Path) -> None:
    front, _ = parts(path)
    assert set(front) <= FRONT_MATTER
    assert front["digest"] is True
    assert front["language"] == "en"
    if "published" in front:
        date.fromisoformat(str(front["published"]))


@each_digest
def test_body_is_a_digest(path: Path) -> None:
    _, body = parts(path)
    paragraphs = body.strip().split("\n\n")
    assert 150 <= len(body.split()) <= 300
    assert 4 <= len(paragraphs) <= 8
    assert not any("\n" in paragraph for paragraph in paragraphs), "one paragraph per line"


def test_each_claim_is_one_exact_place_in_its_digest() -> None:
    rows = register()
    assert 20 <= len(rows) <= 35
    for row in rows:
        _, body = parts(SEEDS / "articles" / row["article"])
        before, found, after = body.partition(row["claim"])
        assert found, row["claim"]
        assert row["claim"] not in after, f"twice in the digest: {row['claim']}"
        assert re.search(r"(^|\n|[.!?][\"”]? )$", before), f"starts inside a sentence: {row['claim']}"
        assert re.search(r"[.!?][\"”]?$", row["claim"]), f"ends inside a sentence: {row['claim']}"


def test_kinds_speakers_and_sources_of_the_register() -> None:
    for row in register():
        kinds = row["kinds"].split(" ")
        assert set(kinds) <= KINDS, row["claim"]
        assert len(set(kinds)) == len(kinds), row["claim"]
        assert row["source"].strip(), row["claim"]
        _, body = parts(SEEDS / "articles" / row["article"])
        assert row["speaker"] in body, f"nobody of that name in the digest: {row['speaker']}"


def test_quantities_of_the_register() -> None:
    for row in register():
        for quantity in json.loads(row["quantities"]):
            assert set(quantity) == {"text", "kind", "value", "unit"}, row["claim"]
            assert quantity["kind"] in QUANTITY_KINDS, row["claim"]
            assert quantity["text"] in row["claim"], quantity["text"]
            assert isinstance(quantity["value"], str if quantity["kind"] == "date" else int | float)


def test_the_register_opens_with_the_two_claims_of_rutte() -> None:
    first, second = register()[:2]
    assert (first["speaker"], second["speaker"]) == ("Mark Rutte", "Mark Rutte")
    assert first["claim"] == (
        "They now produce in three months an ammunition "
        "what the whole of the alliance is producing in a year."
    )
    assert second["claim"] == (
        'And the whole of the alliance, in terms of its economic power, is 25 times bigger than Russia."'
    )


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the articles that the digests sum up are not here")
@each_digest
def test_quotations_are_exact_and_the_rest_is_written_anew(path: Path) -> None:
    articles = [file.read_text(encoding="utf-8").translate(STRAIGHT) for file in ORIGINALS.glob("*.txt")]
    body = parts(path)[1].translate(STRAIGHT)
    assert all(paragraph.count('"') % 2 == 0 for paragraph in body.splitlines())
    quoted = [text for text in QUOTATION.findall(body) if len(words(text)) >= 4]
    assert quoted
    for text in quoted:
        assert any(text in article for article in articles), f"not in any article: {text}"
    copied = {run for article in articles for run in runs(article)}
    for prose in QUOTATION.sub("\n", body).splitlines():
        for run in runs(prose):
            assert run not in copied, f"copied: {' '.join(run)}"
