"""A published check as a ClaimReview record of schema.org: what each of its properties is filled with.

Pure. What is not known or cannot be meant is left out; `claimreview_lint` says of that what to do about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from claimcheck.addresses import as_one_word, is_web_address, page_key
from claimcheck.exporting.claimant import is_organisation
from claimcheck.exporting.publisher import Publisher
from claimcheck.model import Article, Claim, Event, Status, Verdict
from claimcheck.plain_text import plain_text
from claimcheck.review.blind_review import as_all_may_see
from claimcheck.review.events import SERVED
from claimcheck.review.replay import live, step
from claimcheck.review.scales import Scale, scales
from claimcheck.review.statuses import OUT

Record = dict[str, Any]
"""A value of JSON-LD: an object of schema.org with its properties."""

CONTEXT = "https://schema.org"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its ``verdict``, and where the claim was ``said``, itself first.

    After it come the claims elsewhere in the pile that the same check serves, on the same page.
    """

    verdict: Verdict
    said: tuple[tuple[Claim, Article], ...]

    @property
    def words(self) -> str:
        """The claim that was checked: the statement, else the words of the article without their marks."""
        statement = self.verdict.statement
        return statement if statement and statement.strip() else words_of(self.said[0][0])


def checks_of(
    articles: Mapping[str, Article],
    claims: Iterable[Claim],
    verdicts: Mapping[str, Verdict],
    statuses: Iterable[Status] = OUT,
) -> list[Check]:
    """The checks of those *statuses*, in the order of article and place.

    A check that serves several claims on one page is one. What is in doubt is among them, so that it can be
    told; a claim that was taken back is not.
    """
    number = {article_id: place for place, article_id in enumerate(articles)}
    wanted = frozenset(statuses)
    standing = {
        claim.id: (claim, verdicts[claim.id])
        for claim in sorted(claims, key=lambda claim: (number[claim.article_id], claim.span, claim.id))
        if claim.id in verdicts and not verdicts[claim.id].withdrawn and verdicts[claim.id].status in wanted
    }
    givers = {name: _giver(verdict, standing) for name, (_, verdict) in standing.items()}
    said = {name: [(claim, articles[claim.article_id])] for name, (claim, _) in standing.items()}
    for name, giver in givers.items():
        if giver is not None:
            said[giver] += said[name]
    return [Check(standing[name][1], tuple(said[name])) for name, giver in givers.items() if giver is None]


def _giver(verdict: Verdict, standing: Mapping[str, tuple[Claim, Verdict]]) -> str | None:
    """The claim in whose record this one stands; None where it has its own."""
    giver = standing.get(verdict.served_from or "")
    if giver is None or verdict.doubts or giver[1].doubts or giver[1].served_from is not None:
        return None
    same = page_key(verdict.published_url or "") == page_key(giver[1].published_url or "")
    return giver[1].claim_id if same else None


def claimreview(check: Check, publisher: Publisher | None) -> Record:
    """The ClaimReview of one *check*, with its context."""
    verdict = as_all_may_see(check.verdict)
    corrected = list(corrections(verdict))
    return {
        "@context": CONTEXT,
        **_object(
            "ClaimReview",
            identifier=verdict.claim_id,
            url=page(verdict.published_url),
            claimReviewed=check.words,
            author=organisation(publisher),
            datePublished=_moment(published_at(verdict)),
            dateModified=max(
                (one["datePublished"] for one in corrected if "datePublished" in one), default=None
            ),
            reviewRating=_rating(verdict),
            itemReviewed=_claim(check.said),
            citation=list(_citations(verdict)),
            correction=corrected,
        ),
    }


def feed(records: Sequence[Record], publisher: Publisher) -> Record:
    """The DataFeed of *records*, in their order; it was modified when the last of them was."""
    elements = [_element(record) for record in records]
    return {
        "@context": CONTEXT,
        **_object(
            "DataFeed",
            name=f"Fact checks by {publisher.name}",
            url=publisher.url,
            publisher=organisation(publisher),
            dateModified=max(
                filter(None, (element.get("dateModified") for element in elements)), default=None
            ),
        ),
        "dataFeedElement": elements,
    }


def organisation(publisher: Publisher | None) -> Record | None:
    """*publisher* as it stands in a record."""
    if publisher is None:
        return None
    return _object("Organization", name=publisher.name, url=publisher.url, logo=publisher.logo)


def to_text(record: Record) -> str:
    """*record* as JSON in UTF-8 that also may stand within a page: no tag begins in it.

    >>> to_text({"name": "</script>"})
    '{\\n  "name": "\\\\u003c/script>"\\n}\\n'
    """
    return json.dumps(record, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"


def to_html(record: Record) -> str:
    """*record* as the piece of HTML to paste into the page of the check.

    In ASCII, and without the marks of HTML in it: whatever encoding a page has, and whatever a content
    management system does to such marks, the values stay.
    """
    written = json.dumps(record, indent=2)
    for mark in "<>&":
        written = written.replace(mark, f"\\u{ord(mark):04x}")
    return f'<script type="application/ld+json">\n{written}\n</script>\n'


def page(address: str | None) -> str | None:
    """*address* where it is one of the web, a blank within as %20; else None."""
    word = as_one_word(address or "")
    return word if is_web_address(word) else None


def iso_date(text: str | None) -> str | None:
    """*text* where it is a day or a moment in ISO notation, else None.

    >>> iso_date("2025-06-02"), iso_date("2 June 2025")
    ('2025-06-02', None)
    """
    for reads in (date.fromisoformat, datetime.fromisoformat):
        try:
            reads(text or "")
        except ValueError:
            continue
        return text
    return None


def words_of(claim: Claim) -> str:
    """The words of the article, without marks of Markdown and HTML, on one line."""
    return " ".join(plain_text(claim.text).text.split())


def scale_of(verdict: Verdict) -> Scale | None:
    """The scale that the verdict was rated by; None where none of that name is known."""
    return scales().get(verdict.scale or "")


def published_at(verdict: Verdict) -> datetime | None:
    """When somebody said that the check is published, or gave a published check to this claim."""
    steps = {event.action: event for event in live(verdict.history)}
    at = steps.get(Status.PUBLISHED) or steps.get(SERVED) or steps.get(Status.CORRECTED)
    return at.at if at else None


def _element(record: Record) -> Record:
    return _object(
        "DataFeedItem",
        dateCreated=record.get("datePublished"),
        dateModified=record.get("dateModified") or record.get("datePublished"),
        item={name: value for name, value in record.items() if name != "@context"},
    )


def _rating(verdict: Verdict) -> Record | None:
    """The rating in words, and in numbers where it is one of those of its scale."""
    if not verdict.rating:
        return None
    scale, numbers = scale_of(verdict), dict[str, int]()
    value = next((one.value for one in scale.ratings if one.name == verdict.rating), None) if scale else None
    if scale is not None and scale.ends is not None and value is not None:
        worst, best = scale.ends
        numbers = {"ratingValue": value, "bestRating": best, "worstRating": worst}
    return _object("Rating", alternateName=verdict.rating, **numbers, ratingExplanation=verdict.rationale)


def _claim(said: Sequence[tuple[Claim, Article]]) -> Record:
    claim, article = said[0]
    # One article may say it twice.
    articles = {one.id: one for _, one in said}
    return _object(
        "Claim",
        text=words_of(claim),
        author=_claimant(claim, article),
        datePublished=iso_date(article.published),
        appearance=[*filter(None, map(_appearance, articles.values()))],
    )


def _claimant(claim: Claim, article: Article) -> Record | None:
    """Who claimed it; what an article says itself, its publisher says."""
    if claim.speaker:
        return _object("Organization" if is_organisation(claim.speaker) else "Person", name=claim.speaker)
    if article.publisher:
        return _object("Organization", name=article.publisher)
    return _object("Person", name=article.author) if article.author else None


def _appearance(article: Article) -> Record | None:
    """The article as a work in which the claim appears; None where nothing tells it from others."""
    address = page(article.url)
    if not address and not article.title:
        return None
    return _object(
        "CreativeWork",
        url=address,
        headline=article.title,
        datePublished=iso_date(article.published),
        publisher=_object("Organization", name=article.publisher) if article.publisher else None,
    )


def _citations(verdict: Verdict) -> Iterator[Record]:
    """The sources that anybody can look up; a call or a letter is no page, and may be nobody's business."""
    for source in verdict.evidence:
        address = page(source.address)
        if address:
            yield _object("CreativeWork", url=address, name=source.title, archivedAt=page(source.archived))


def corrections(verdict: Verdict) -> Iterator[Record]:
    """Each correction that counts: what was said of it, what it changed, and when."""
    state, told = Verdict(verdict.claim_id), False
    for event in live(verdict.history):
        now = step(state, event)
        if event.action == Status.CORRECTED:
            told = True
            yield _correction(now.correction, _changed(state, now), event)
        state = now
    if not told and verdict.status is Status.CORRECTED:
        # The check came from another claim, whose steps are not this one's.
        yield _correction(verdict.correction, None, None)


def _correction(words: str | None, changed: str | None, event: Event | None) -> Record:
    at = _moment(event.at) if event else None
    return _object("CorrectionComment", headline=changed, text=words, datePublished=at)


def _changed(before: Verdict, now: Verdict) -> str | None:
    parts = []
    if before.rating != now.rating:
        parts.append(f"Rating changed from {before.rating or 'none'} to {now.rating or 'none'}")
    if before.statement and before.statement != now.statement:
        parts.append(f"Claim changed from “{before.statement}”")
    return "; ".join(parts) or None


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def _object(kind: str, **properties: Any) -> Record:
    """An object of that *kind* with the *properties* that are known."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {"@type": kind, **known}
