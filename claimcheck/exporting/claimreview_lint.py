"""What is wrong with the ClaimReview of a check before it goes out, and what to do about it.

What is required is what Google's rules for fact checks demand, or what makes the record say something else
than the check does; a check that lacks it is not written. What is recommended is told, and it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.addresses import is_short_link
from claimcheck.exporting.claimreview import Check, corrections, iso_date, page, scale_of
from claimcheck.exporting.publisher import Publisher
from claimcheck.model import Article
from claimcheck.review.scales import scales
from claimcheck.review.statuses import OUT

LONGEST_CLAIM = 75
"""So many characters of a claim are shown without a break on a narrow screen."""

_SHOWN = 60
# Beside the ratings of the scales: what a headline puts before or behind the claim that it checks.
_VERDICTS = ("fact check", "fact-check", "faktencheck", "fake", "fake news", "hoax", "debunked", "misleading")
_MEND = "mend the address at the desk, beside the field it stands in"
_CORRECT = "record a correction"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: in which ``field`` of which claim's record, and the ``remedy``.

    ``claim_id`` is None, and ``words`` empty, where it concerns every record. What is ``required`` keeps a
    check from being written.
    """

    claim_id: str | None
    words: str
    field: str
    problem: str
    remedy: str
    required: bool

    def __str__(self) -> str:
        level = "has to be mended" if self.required else "recommended"
        where = f"{self.claim_id}, " if self.claim_id else ""
        return f"{where}{self.field} ({level}): {self.told}"

    @property
    def told(self) -> str:
        """The problem and the remedy, a sentence each."""
        return f"{_sentence(self.problem)} {_sentence(self.remedy)}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


# What a rule tells: the field, the problem, the remedy, and whether it is required.
_Told = tuple[str, str, str, bool]


def findings_of(checks: Sequence[Check], publisher: Publisher | None) -> list[Finding]:
    """What is wrong with each of *checks* and with the *publisher*, in their order.

    >>> [finding.field for finding in findings_of([], None)]
    ['author']
    """
    found = [Finding(None, "", *told) for told in _of_publisher(publisher)]
    urls = Counter(check.verdict.published_url for check in checks)
    for check in checks:
        shared = urls[check.verdict.published_url]
        words = " ".join(check.words.split())
        shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
        found += (
            Finding(check.verdict.claim_id, shown, *told) for told in _of_check(check, publisher, shared)
        )
    return found


def _of_publisher(publisher: Publisher | None) -> Iterator[_Told]:
    if publisher is None:
        told = "nobody is named as the publisher, and who checked it is a part of every record"
        yield (
            "author",
            told,
            'write a small TOML file with name = "…" and url = "https://…", and name it',
            True,
        )
    elif publisher.logo is None:
        told = "the publisher has no logo"
        yield "author.logo", told, 'add a line logo = "https://…" to the file that names the publisher', False


def _of_check(check: Check, publisher: Publisher | None, shared: int) -> Iterator[_Told]:
    if check.verdict.doubts:
        told = f"the verdict is in doubt: {'; '.join(check.verdict.doubts)}"
        yield "reviewRating", told, "decide anew at the desk, or bring back a backup from before", True
        return
    yield from _of_claim_reviewed(check)
    yield from _of_rating(check)
    if check.verdict.status in OUT:
        yield from _of_url(check, publisher, shared)
        yield from _of_corrections(check)
    yield from _of_item_reviewed(check, publisher)


def _of_claim_reviewed(check: Check) -> Iterator[_Told]:
    field, words = "claimReviewed", check.words
    change = _changing(check)
    if not words.strip():
        yield field, "there is no claim in words", f"{change} with a statement", True
        return
    if not (check.verdict.statement or "").strip():
        told = "there is no statement, and the words of the article stand in for it"
        yield field, told, f"{change} with a statement that stands alone", False
    if len(words) > LONGEST_CLAIM:
        told = f"it has {len(words)} characters, and more than {LONGEST_CLAIM} are cut on a narrow screen"
        yield field, told, f"{change} with a shorter statement, or leave it as it is", False
    verdict = _verdict_in(words)
    if verdict is not None:
        told = f"the claim holds a verdict (“{verdict}”), which belongs in the rating alone"
        yield field, told, f"{change} with what was claimed and no more", True


def _changing(check: Check) -> str:
    """By which step a statement can still be changed."""
    return _CORRECT if check.verdict.status in OUT else "reopen the claim"


def _verdict_in(words: str) -> str | None:
    """The verdict that is put before or behind what was claimed; None where there is none.

    A rating may be a word of the claim itself ("False alarms doubled"): only one that is set apart is meant.
    """
    found = _SET_APART.search(words)
    return next(filter(None, found.groups())) if found else None


def _set_apart() -> re.Pattern[str]:
    names = {rating.name for scale in scales().values() for rating in scale.ratings} | {*_VERDICTS}
    word = "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=lambda name: (-len(name), name))
    )
    dash = r"(?:\s[-–—]+|[–—])\s"
    return re.compile(
        rf"^\W*({word})\s*[:!|]|^\W*({word}){dash}|^\s*[\[(]\s*({word})\s*[\])]"
        rf"|[:|]\s*({word})\W*$|{dash}\s*({word})\W*$|[\[(]\s*({word})\s*[\])]\W*$"
        rf"|^\W*(?:the\s+)?claim\s+that\b.*\bis\s+({word})\W*$",
        re.IGNORECASE | re.DOTALL,
    )


_SET_APART = _set_apart()


def _of_rating(check: Check) -> Iterator[_Told]:
    verdict, scale = check.verdict, scale_of(check.verdict)
    field, change = "reviewRating", _changing(check)
    if not (verdict.rating or "").strip():
        yield field, "there is no rating", f"{change} with one of the scale", True
    elif scale is None:
        told = f"the scale {verdict.scale!r} is not known here, so that the rating goes out in words alone"
        yield f"{field}.ratingValue", told, f"{change} by a scale of this desk, or leave it as it is", False
    elif verdict.rating not in {rating.name for rating in scale.ratings}:
        known = ", ".join(rating.name for rating in scale.ratings)
        told = f"the rating {verdict.rating!r} is outside the scale {scale.name}, which has {known}"
        yield field, told, f"{change} with one of those", True
    if not (verdict.rationale or "").strip():
        told = "there is no rationale, so that the rating is not explained"
        yield f"{field}.ratingExplanation", told, f"{change} with a rationale", False


def _of_url(check: Check, publisher: Publisher | None, shared: int) -> Iterator[_Told]:
    field, given = "url", check.verdict.published_url
    address = page(given)
    if not (given or "").strip():
        yield field, "the address of the published check is missing", _MEND, True
    elif address is None:
        yield field, f"“{given}” is no web address", _MEND, True
    elif is_short_link(address):
        told = f"the address {address} is a short link, which leads on to the page and may end"
        yield field, told, f"{_MEND}: the page itself", True
    elif publisher is not None and not publisher.owns(address):
        told = f"the address {address} is not on {publisher.site}, the site of {publisher.name}"
        yield field, told, f"{_MEND}, or give the publisher the domain that your checks are on", True
    elif shared > 1:
        told = f"{shared} checks have the address {address}"
        yield field, told, f"{_MEND}: end each with an anchor of its own (#…)", False


def _of_corrections(check: Check) -> Iterator[_Told]:
    for correction in corrections(check.verdict):
        if not correction.get("text", "").strip():
            when = correction.get("datePublished", "an unknown day")
            told = f"the correction of {when} does not say what changed and why"
            yield "correction.text", told, "record a correction that says it", False


def _of_item_reviewed(check: Check, publisher: Publisher | None) -> Iterator[_Told]:
    claim, article = check.said[0]
    field = "itemReviewed"
    if not (claim.speaker or article.publisher or article.author):
        told = "nobody is named who claimed it"
        yield f"{field}.author", told, _anew("its publisher"), False
    if iso_date(article.published) is None:
        told = (
            f"the article's date “{article.published}” is no ISO date"
            if article.published
            else "the article has no date"
        )
        yield f"{field}.datePublished", told, _anew("its date, such as 2025-03-11"), False
    for of in {article.id: article for _, article in check.said}.values():
        yield from _of_appearance(of, publisher)


def _anew(known: str) -> str:
    return f"bring in the article again with {known}, and take over what is new of it"


def _of_appearance(article: Article, publisher: Publisher | None) -> Iterator[_Told]:
    field, address = "itemReviewed.appearance", page(article.url)
    if address is None:
        told = (
            f"“{article.url}” is no web address"
            if article.url
            else "the article has no address, so that nobody can look up the claim"
        )
        yield field, told, _anew("its address"), False
    elif is_short_link(address):
        yield (
            field,
            f"the article's address {address} is a short link, which may end",
            _anew("the address of the page itself"),
            False,
        )
    elif publisher is not None and publisher.owns(address):
        told = f"the article's address {address} is on {publisher.site} too: a claim has to be another's"
        yield field, told, "find where somebody else said it, and check it there", False


def required(findings: Iterable[Finding]) -> list[Finding]:
    """Those of *findings* that have to be mended."""
    return [finding for finding in findings if finding.required]
