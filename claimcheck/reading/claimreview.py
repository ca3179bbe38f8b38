"""A ClaimReview record, read leniently -> what it says of one check.

The markup of real desks says the same in many forms: a name as a string, an object, a list or
``{"@value": …}``, a rating as all of these. What cannot be understood is told and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from claimcheck.reading.intake import NO_RATING
from claimcheck.reading.linked_data import Record, TooLarge, local

_BEINGS = {"Person", "Organization", "NewsMediaOrganization", "GovernmentOrganization"}
_DEEPEST = 8


def said(record: Record, tell: Callable[[str], None]) -> dict[str, str | None]:
    """The fields of `intake.FIELDS` as *record* has them; *tell* gets what was wrong with one.

    The claim is ``claimReviewed``, else the text or name of the ``itemReviewed``. The headline never
    stands in for it: it says what the check found ("No, the photo does not show …").

    >>> said({"claimReviewed": "It rains.", "reviewRating": {"alternateName": "True"}}, print)["rating"]
    'True'
    """
    for name, value in record.items():
        if isinstance(value, TooLarge):
            tell(f"its {name} is too large and was left out")
    claims = _texts(record.get("claimReviewed"))
    if len(claims) > 1:
        tell(f"it names {len(claims)} claims; the first was kept")
    return {
        "text": claims[0] if claims else _claim_of(record.get("itemReviewed")),
        "title": _first(record.get("headline")) or _first(record.get("name")),
        "rating": _rating(record.get("reviewRating"), tell),
        # The publisher stands behind the check; the author may be its journalist.
        "publisher": _names(record.get("publisher")) or _names(record.get("author")),
        "url": address(record),
        "date": _first(record.get("datePublished")) or _first(record.get("dateCreated")),
        "speaker": _speaker(record.get("itemReviewed")),
    }


def address(record: Record) -> str | None:
    """The address of the check as it stands in *record*."""
    return _first(record.get("url"), "@id")


def _each(value: Any) -> Iterator[Any]:
    """The members of a list, or the one value; of ``@value``, ``@list`` and ``@set`` what is in them."""
    level = [value]
    for _ in range(_DEEPEST):
        held: list[Any] = []
        for one in level:
            inner = _unwrapped(one)
            if inner is None:
                yield one
            else:
                held += inner
        level = held


def _unwrapped(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for key in ("@value", "@list", "@set"):
            if key in value:
                return [value[key]]
    return None


def _texts(value: Any, *keys: str) -> list[str]:
    """The words of *value*, each once: strings, numbers, and of objects the first of *keys* with words."""
    if value is None:
        return []
    found: list[str] = []
    for one in [value] if isinstance(value, str) else _each(value):
        if isinstance(one, str):
            found.append(one.strip())
        elif isinstance(one, (int, Decimal)) and not isinstance(one, bool):
            found.append(str(one).removesuffix(".0"))
        elif isinstance(one, dict):
            words = next(filter(None, (_texts(one.get(key)) for key in keys)), [])
            found += words
    return [text for text in dict.fromkeys(found) if text]


def _first(value: Any, *keys: str) -> str | None:
    return next(iter(_texts(value, *keys)), None)


def _names(value: Any) -> str | None:
    """The names of people or organisations, parted by commas."""
    return ", ".join(_texts(value, "name", "legalName", "url")) or None


def _claim_of(reviewed: Any) -> str | None:
    """The words of the claim in what was reviewed, unless that is whoever said it."""
    for one in _each(reviewed):
        if isinstance(one, dict) and not _BEINGS & set(map(local, _texts(one.get("@type")))):
            words = _first(one.get("text")) or _first(one.get("name"))
            if words:
                return words
    return None


def _speaker(reviewed: Any) -> str | None:
    """Who claimed it: the author of what was reviewed, or what was reviewed where that is a person."""
    names: list[str] = []
    for one in _each(reviewed):
        if isinstance(one, dict):
            is_being = _BEINGS & set(map(local, _texts(one.get("@type"))))
            names += _texts(one.get("name") if is_being else one.get("author"), "name")
    return ", ".join(dict.fromkeys(names)) or None


def _rating(value: Any, tell: Callable[[str], None]) -> str | None:
    """The rating in words, all of them where several are given; a number only where there is no word."""
    found: list[str] = []
    for one in _each(value):
        words = _texts(one, "alternateName", "name")
        if not words and isinstance(one, dict):
            words = _on_scale(one, tell)
        found += words
    distinct = [words for words in dict.fromkeys(found) if words != NO_RATING] or found[:1]
    if len(distinct) > 1:
        tell(f"it gives {len(distinct)} ratings; all are kept")
    return "; ".join(distinct) or None


def _on_scale(rating: Mapping[str, Any], tell: Callable[[str], None]) -> list[str]:
    """The number of a rating without words, with its scale where that is given and holds it."""
    given = _first(rating.get("ratingValue"))
    if given is None or given == NO_RATING:
        return [given] if given else []
    value, worst, best = (_number(rating.get(key)) for key in ("ratingValue", "worstRating", "bestRating"))
    if value is None or worst is None or best is None or worst >= best:
        return [given]
    scale = f"{worst} to {best}"
    if not worst <= value <= best:
        tell(f"its rating {given} is outside its scale of {scale}; the number alone was kept")
        return [given]
    return [f"{given} ({scale})"]


def _number(value: Any) -> Decimal | None:
    text = _first(value)
    try:
        number = Decimal(text) if text else None
    except ArithmeticError:
        return None
    return number if number is not None and number.is_finite() else None
