"""A ClaimReview record, read leniently -> what it says of one check.

The markup of real desks says the same in many forms: a name as a string, an object, a list or
``{"@value": …}``, a rating as all of these. What cannot be understood is told and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from claimcheck.importing.intake import NO_RATING
from claimcheck.importing.linked_data import Record, TooLarge
from claimcheck.reading.schema_org import local

_BEINGS = {"Person", "Organization", "NewsMediaOrganization", "GovernmentOrganization"}
_CLAIMS = {"Claim", "Quotation"}
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_]\w{2,8}){0,2}|@none", re.I)
_DEEPEST = 8


def said(record: Record, tell: Callable[[str], None]) -> dict[str, str | None]:
    """The fields of `intake.FIELDS` as *record* has them; *tell* gets what was wrong with one.

    The claim is ``claimReviewed``, words or a ``Claim``, else the text or name of an ``itemReviewed`` that is
    one. The headline never stands in for it: it says what the check found ("No, the photo does not show …").
    Nor does the name of a speech, a post or a video. What is said in several languages is read in that of the
    record (``inLanguage``), else as it stands without one, else in English, else in the first.

    >>> said({"claimReviewed": "It rains.", "reviewRating": {"alternateName": "True"}}, print)["rating"]
    'True'
    """
    for name, value in record.items():
        if isinstance(value, TooLarge):
            tell(f"its {name} is too large and was left out")
    record = _in_one_language(record, _language(record))
    claims = _claims(record.get("claimReviewed")) or _claims(record.get("itemReviewed"), reviewed=True)[:1]
    if len(claims) > 1:
        tell(f"it names {len(claims)} claims; the first was kept")
    return {
        "text": claims[0] if claims else None,
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


def _claims(value: Any, reviewed: bool = False) -> list[str]:
    """The words of the claims in *value*; of what was *reviewed* only objects say some."""
    found: list[str] = []
    for one in _each(value):
        if isinstance(one, dict):
            found += _claim_of(one)
        elif not reviewed:
            found += _texts(one)
    return list(dict.fromkeys(found))


def _claim_of(thing: Mapping[str, Any]) -> list[str]:
    """The words of the claim that *thing* is; its name only where it may be a claim itself."""
    kinds = set(map(local, _texts(thing.get("@type"))))
    if kinds & _BEINGS:
        return []
    is_claim = not kinds or bool(kinds & _CLAIMS)
    words = _first(thing.get("text")) or (_first(thing.get("name")) if is_claim else None)
    return [words] if words else []


def _language(of: Any) -> str | None:
    """The language that an object says it is in, such as "de"; words alone say none."""
    if not isinstance(of, dict):
        return None
    said = of.get("@language") or _first(of.get("inLanguage"), "alternateName", "name")
    return said.casefold() if isinstance(said, str) else None


def _in_one_language(value: Any, wanted: str | None) -> Any:
    """*value* with one of what it says in several languages: a map of them, or a list with some in each."""
    if isinstance(value, dict):
        if value and all(_LANGUAGE.fullmatch(name) for name in value):
            name = min(value, key=lambda one: _place(one.casefold(), wanted))
            return _in_one_language(value[name], wanted)
        return {name: _in_one_language(inner, wanted) for name, inner in value.items()}
    if isinstance(value, list):
        return [_in_one_language(one, wanted) for one in _of_one_language(value, wanted)]
    return value


def _of_one_language(values: list[Any], wanted: str | None) -> list[Any]:
    """*values* without those that say in another language what one of them says in the best."""
    spoken = {place: _language(one) for place, one in enumerate(values) if _is_of_a_language(one)}
    if len(set(spoken.values())) < 2:
        return values
    best = min(spoken.values(), key=lambda one: _place(one, wanted))
    return [one for place, one in enumerate(values) if spoken.get(place, best) == best]


def _is_of_a_language(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, dict) and ("@value" in value or _language(value) is not None)
    )


def _place(language: str | None, wanted: str | None) -> int:
    """Before which others *language* is read; of several in one place the first."""
    if language is not None and wanted is not None and language[:2] == wanted[:2]:
        return 0
    return 1 if language in {None, "@none"} else 2 if language[:2] == "en" else 3


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
