"""The claims of a log as Web Annotations of the W3C, which any annotation tool can lay over the articles.

Each says where its claim stands, by place and by words, and of a published check what was found. Places are,
as the standard has it, characters (code points) of the text without marks of Markdown and HTML.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimcheck.arguments import each_of, refuse_no_switch
from claimcheck.errors import ExportError
from claimcheck.exporting.choosing import chosen_statuses
from claimcheck.exporting.claimreview import checks_of, page, published_at, to_text
from claimcheck.exporting.export import Written, refuse_misfit
from claimcheck.exporting.whole_files import file_at, refuse_taken, write_text
from claimcheck.model import Article, Claim, Verdict
from claimcheck.output_paths import STDOUT, same_file
from claimcheck.plain_text import plain_text
from claimcheck.review.log.manifest import manifest_of
from claimcheck.review.log.manifest import write as write_manifest
from claimcheck.review.log.store import Store
from claimcheck.review.queue import counts
from claimcheck.review.replay import verdicts
from claimcheck.review.statuses import OUT

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# So many characters before and behind a quotation, and more where that is not enough to tell it from another.
_AROUND, _MOST_AROUND = 32, 512


def annotation(claim: Claim, article: Article, verdict: Verdict | None = None) -> Json:
    """*claim* of *article* as an annotation; of *verdict* only what was published is told."""
    found = verdict if verdict is not None and verdict.status in OUT and not verdict.doubts else None
    bodies = [*_why_flagged(claim), *(_found(found) if found else ())]
    at = published_at(found) if found else None
    return {
        "id": _urn("claim", claim.id),
        "type": "Annotation",
        "schema:identifier": claim.id,
        "motivation": "assessing" if found else "highlighting",
        **({"created": at.isoformat(timespec="seconds")} if at else {}),
        **({"body": bodies} if bodies else {}),
        "target": {"source": _source(article), "selector": selectors(claim, article)},
    }


def selectors(claim: Claim, article: Article) -> list[Json]:
    """Where *claim* stands in *article*: by its place, and by its words with those around them."""
    plain = plain_text(article.text)
    start, end = plain.place(claim.span.start), plain.place(claim.span.end)
    before, behind = _around(plain.text, start, end)
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": plain.text[start:end], "prefix": before, "suffix": behind},
    ]


def collection(
    articles: Mapping[str, Article],
    claims: Iterable[Claim],
    verdicts: Mapping[str, Verdict],
    statuses: Sequence[str] = (),
) -> Json:
    """The annotations of *claims* in the order of article and place, as one collection.

    Only those in *statuses* where any are named. A claim that was taken back or cut anew is none.
    """
    wanted, brought = chosen_statuses(statuses), list(claims)
    # What one check says of several claims it says as it stands now.
    checks = {
        one.id: check.verdict for check in checks_of(articles, brought, verdicts) for one, _ in check.said
    }
    number = {article_id: place for place, article_id in enumerate(articles)}
    items = []
    for claim in sorted(brought, key=lambda claim: (number[claim.article_id], claim.span, claim.id)):
        verdict = verdicts.get(claim.id) or Verdict(claim.id)
        if counts(verdict) and (not wanted or verdict.status in wanted):
            items.append(annotation(claim, articles[claim.article_id], checks.get(claim.id)))
    name = _urn("annotations", " ".join(one["schema:identifier"] for one in items))
    return {
        "@context": [CONTEXT, {"schema": "http://schema.org/"}],
        "id": name,
        "type": "AnnotationCollection",
        "label": "Claims",
        "generator": {"type": "Software", "name": "claimcheck"},
        "total": len(items),
        "first": {
            "id": f"{name}#1",
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": items,
        },
    }


def write_annotations(
    store: Store, path: str | Path, force: bool = False, *, statuses: Sequence[str] = ()
) -> Written:
    """What `export_annotations` does, for a log that is open already."""
    refuse_no_switch("force", force)
    chosen = each_of("statuses", statuses, str, 'give a list, such as statuses=["published"]')
    target = file_at(path)
    if store.file and same_file(target, store.file):
        raise ExportError(f"{store.path} is the database itself; write the annotations to another file.")
    kept = [target] if str(target) != STDOUT else []
    refuse_taken([target, *map(manifest_of, kept)], force=force)
    taken = store.snapshot()
    refuse_misfit(taken.found, None)
    made = collection(taken.articles, taken.claims, verdicts(taken.events), chosen)
    write_text(target, to_text(made), force=force)
    if kept:
        write_manifest(kept, taken.found.events, store.first_digest(), taken.found.head)
    return Written(target, taken.found)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind: as much as tells this place from others, and never a whole page."""
    around = _AROUND
    while True:
        first, last = max(0, start - around), min(len(text), end + around)
        once = text.find(text[first:last]) == first and text.find(text[first:last], first + 1) < 0
        if once or around >= _MOST_AROUND:
            return text[first:start], text[end:last]
        around *= 2


def _why_flagged(claim: Claim) -> Iterator[Json]:
    for kind in claim.kinds:
        yield _textual(kind.value, "tagging")
    if claim.reasons:
        yield _textual(claim.reasons, "highlighting")


def _found(verdict: Verdict) -> Iterator[Json]:
    """What a published check says, and where it stands."""
    if verdict.statement:
        yield _textual(verdict.statement, "describing")
    if verdict.rating:
        yield _textual(verdict.rating, "assessing")
    if verdict.rationale:
        yield _textual(verdict.rationale, "commenting")
    address = page(verdict.published_url)
    if address:
        yield {"type": "SpecificResource", "source": address, "purpose": "linking"}


def _textual(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _source(article: Article) -> Json:
    told = {"language": article.language, "schema:name": article.title}
    source = {"id": page(article.url) or _urn("article", article.id), "type": "Text"}
    return {**source, **{name: value for name, value in told.items() if value}}


def _urn(kind: str, name: str) -> str:
    """The name of something that has no address: the same in every export."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"claimcheck:{kind}:{name}").urn
