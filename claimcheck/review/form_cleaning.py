"""What was typed, made fit to be kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from claimcheck.calculations import GivenFigure, KeptWorksheet
from claimcheck.errors import WorkflowError
from claimcheck.model import Article, Contact, Source, Span, Verdict
from claimcheck.review.json_values import work_from_json
from claimcheck.review.replay import replay
from claimcheck.review.workflow import Work

_Typed = TypeVar("_Typed", Work, Contact, Source, GivenFigure)

MAX_CLAIM = 5_000

# NUL and lone surrogates have no place in a file or a database that others read.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str | None) -> str | None:
    """*text* without white space around it and without what cannot be stored; None where nothing is left.

    >>> clean("  two sources \\x00 ")
    'two sources \\ufffd'
    """
    if text is None:
        return None
    return _UNKEEPABLE.sub("\ufffd", text).strip() or None


def tidy(work: Work) -> Work:
    """*work* with every text cleaned and the sources that say nothing left out."""
    sources = tuple(source for source in map(_tidy_source, work.sources) if source is not None)
    contact = _cleaned(work.contact) if work.contact else None
    return replace(
        _cleaned(work),
        sources=sources,
        contact=None if contact == Contact() else contact,
        worksheet=_tidy_worksheet(work.worksheet),
    )


def work_of(verdict: Verdict) -> Work:
    """What a reviewer finds in the form of a claim that nobody has a draft of."""
    return Work(**{field.name: getattr(verdict, field.name) for field in fields(Work)})


def resumed(
    draft: Mapping[str, Any], verdict: Verdict, as_seen: Callable[[Verdict], Verdict] = lambda seen: seen
) -> Work:
    """The form with a *draft* in it, as its reviewer finds it now; *as_seen* is what of a verdict they see.

    What others have done since the draft was begun stands, but for what the draft changed itself.
    """
    typed, now = work_from_json(draft), work_of(as_seen(verdict))
    since = draft.get("seen", verdict.seen)
    if since >= verdict.seen:
        return typed
    begun = replay(verdict.claim_id, [event for event in verdict.history if event.id <= since])
    before = work_of(as_seen(begun))
    tidied = tidy(typed)
    own = [f.name for f in fields(Work) if getattr(tidied, f.name) != getattr(before, f.name)]
    return replace(now, **{name: getattr(typed, name) for name in own})


def storable(record: Mapping[str, Any]) -> dict[str, Any]:
    """*record*, a form as JSON values, without what the page could not be told again."""
    return {_storable(name): _storable(value) for name, value in record.items()}


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNKEEPABLE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return storable(value)
    return [_storable(item) for item in value] if isinstance(value, list) else value


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in *text*; a full stop alone is no claim."""
    return any(character.isalnum() for character in text)


def trimmed(article: Article, span: Span) -> Span:
    """*span* without white space at its ends; raises WorkflowError where no words are left, or too many."""
    start, end = max(span.start, 0), min(span.end, len(article.text))
    while start < end and article.text[start].isspace():
        start += 1
    while end > start and article.text[end - 1].isspace():
        end -= 1
    if start >= end or not has_words(article.text[start:end]):
        raise WorkflowError("No words are selected; select the words of the claim in the article first.")
    if end - start > MAX_CLAIM:
        raise WorkflowError(
            f"{end - start:,} characters are selected; a claim has at most {MAX_CLAIM:,}. Select less."
        )
    return Span(start, end)


def _tidy_source(source: Source) -> Source | None:
    cleaned = _cleaned(source)
    tidied = replace(cleaned, address=cleaned.address or "")
    # The day it was looked at, which the form fills in by itself, says nothing alone.
    return None if replace(tidied, consulted=None, primary=None) == Source("") else tidied


def _tidy_worksheet(kept: KeptWorksheet | None) -> KeptWorksheet | None:
    """What was worked out is the desk's own word; of what was typed beside it a place without a word goes."""
    if kept is None:
        return None
    typed = (replace(_cleaned(one), role=one.role, value=clean(one.value) or "") for one in kept.given)
    given = tuple(one for one in typed if one != GivenFigure(one.role))
    read_as = tuple(one for one in kept.read_as if clean(one.name))
    return replace(kept, given=given, read_as=read_as) if given or read_as or kept.calculations else None


def _cleaned(record: _Typed) -> _Typed:
    """*record* with every text of its own cleaned."""
    held = {field.name: getattr(record, field.name) for field in fields(record)}
    cleaned: dict[str, Any] = {name: clean(text) for name, text in held.items() if isinstance(text, str)}
    return replace(record, **cleaned)
