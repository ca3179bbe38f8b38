"""When a page was published, where it says so itself; a date that its text speaks of is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import html

from claimcheck.reading.dates import NoDateError, iso_day
from claimcheck.reading.schema_org import local

_MOST = 50  # elements that are asked for a date
_LONG = 80  # characters of a paragraph that is prose, and more than any line with a date has
_JSON = "application/ld+json"
_PIECE = re.compile(r"(?:Article|Posting|Report|Review|CreativeWork)$")
_PAGE = re.compile(r"Page$")

_MARKED = re.compile(
    r"date|publi[sc]|posted|time|byline|created|issued|datum|fecha|(?:entry|post|article)-?meta", re.I
)
_LATER = re.compile(r"updat|modif|revis|edited|aktualisiert|geändert|actualiz|mis à jour|expir", re.I)
_ELSEWHERE = re.compile(
    r"tweet|twitter|embed|comment|related|recommend|sidebar|teaser|promo|popular|most-?read|latest|ticker|"
    r"caption|(?<![\w-])(?:site|page)?-?footer|copyright",
    re.I,
)
_ELSEWHERE_TAGS = frozenset(("aside", "blockquote", "caption", "figcaption", "figure", "nav", "select"))

_LINES = ("p", "li", "td", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6")
_WORDS = re.compile(r"\w+")
_BYLINE = re.compile(
    r"^\W*(?:by|von|par|por|di|door)\s|(?:^|[.|•·–-])\s*(?:publi\w*|posted|veröffentlicht|erschienen)\W*(?:on|am|le)?\W*$",
    re.I,
)


def publication_date(tree: html.HtmlElement) -> str | None:
    """The ISO date of publication that the page declares, else marks as one, else has in its address.

    >>> publication_date(html.document_fromstring("<p>Passed on <time>1997-05-03</time></p><p>It rains."))
    """
    return _in_linked_data(tree) or _in_head(tree) or _in_body(tree) or _in_address(tree)


def _in_linked_data(tree: html.HtmlElement) -> str | None:
    """What JSON-LD says of the article, else of the page; never of a video, a comment or an event in it."""
    scripts = ((str(script.get("type", "")).partition(";")[0], script.text) for script in tree.iter("script"))
    things = [thing for kind, text in scripts if kind.strip().lower() == _JSON for thing in _things(text)]
    for kind in (_PIECE, _PAGE):
        for thing in things:
            if any(kind.search(name) for name in _types(thing)):
                day = _day(thing.get("datePublished") or thing.get("dateCreated"))
                if day is not None:
                    return day
    return None


def _things(text: str | None) -> Iterator[dict[str, Any]]:
    """What a script speaks of itself, not what is nested in that."""
    try:
        found = json.loads(text or "", strict=False)
    except (ValueError, RecursionError):
        return
    for thing in found if isinstance(found, list) else [found]:
        graph = thing.get("@graph") if isinstance(thing, dict) else None
        members = graph if isinstance(graph, list) else [thing]
        yield from (member for member in members if isinstance(member, dict))


def _types(thing: dict[str, Any]) -> list[str]:
    named = thing.get("@type")
    return [local(name) for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)]


def _day(written: object) -> str | None:
    try:
        return iso_day(written) if isinstance(written, str) and written.strip() else None
    except NoDateError:
        return None


def _in_head(tree: html.HtmlElement) -> str | None:
    """What the ``<meta>`` of a page says, but for when it was changed or expires."""
    head = html.Element("head")
    named = (
        (meta, f"{meta.get('name')} {meta.get('property')} {meta.get('itemprop')}")
        for meta in tree.iter("meta")
    )
    head.extend(deepcopy(meta) for meta, name in named if not _LATER.search(name))
    return _found(head)


def _in_address(tree: html.HtmlElement) -> str | None:
    own = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return _found(html.Element("head"), str(own[0])) if own else None


def _in_body(tree: html.HtmlElement) -> str | None:
    """The first date that an element is marked as, in the order of the page."""
    for element in _marked(tree)[:_MOST]:
        written = element.get("datetime") or element.get("content") or element.get("title")
        day = _day(written)
        if day is None:
            alone = deepcopy(element)
            alone.tail = None
            alone.set("class", "date")
            body = html.Element("body")
            body.append(alone)
            day = _found(body)
        if day is not None:
            return day
    return None


def _marked(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The innermost elements that are marked as a date of the article, as in a byline, not in its prose."""
    marked: list[html.HtmlElement] = []
    prose = False
    for element in tree.iter("*"):
        if element.tag == "p" and not prose:
            prose = len(element.text_content()) > _LONG
        if _is_marked(element) and not _is_in_prose(element, prose) and not _is_elsewhere(element):
            if marked and marked[-1] in element.iterancestors():
                marked.pop()
            marked.append(element)
    return marked


def _is_marked(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "head", "body", "meta", "link", "script", "style"):
        return False
    named = element.tag in ("time", "abbr") or _MARKED.search(_names(element))
    return bool(named) and len(element.text_content()) <= _LONG


def _is_in_prose(element: html.HtmlElement, begun: bool) -> bool:
    """Whether *element* is only a part of the text, which may have *begun*, or of a list of articles."""
    around = element.getparent()
    if _MARKED.search(_names(element) + _names(around)):
        return begun and around.tag in _LINES
    line = next(element.iterancestors(*_LINES), None)
    return begun or not (line is None or _is_byline(element, line))


def _is_byline(element: html.HtmlElement, line: html.HtmlElement) -> bool:
    """Whether *element* stands alone in its *line*, or after "by Ann Lee" or "Published"."""
    alone = len(_WORDS.findall(line.text_content())) == len(_WORDS.findall(element.text_content()))
    return alone or _BYLINE.search(_said_before(element, line)) is not None


def _said_before(element: html.HtmlElement, line: html.HtmlElement) -> str:
    said = ""
    while element is not line:
        around = element.getparent()
        before = reversed(list(element.itersiblings(preceding=True)))
        said = f"{around.text or ''}{''.join(one.text_content() + (one.tail or '') for one in before)}{said}"
        element = around
    return said


def _is_elsewhere(element: html.HtmlElement) -> bool:
    """Whether *element* is of a comment, a quoted post, a caption or the page's foot, or says "updated"."""
    before = element.getprevious()
    said = element.getparent().text if before is None else before.tail
    if _LATER.search(f"{_names(element)} {element.text_content()} {(said or '')[-20:]}"):
        return True
    places = [element, *element.iterancestors()]
    in_article = any(place.tag == "article" for place in places)
    return any(
        place.tag in _ELSEWHERE_TAGS
        or _ELSEWHERE.search(_names(place))
        or (place.tag == "footer" and not in_article)
        for place in places
        if place.tag not in ("html", "body")
    )


def _names(element: html.HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"


def _found(part: html.HtmlElement, address: str = "") -> str | None:
    """What htmldate finds in *part* by the names of elements, or in *address*; no text is searched."""
    from htmldate import find_date

    page = html.Element("html")
    page.append(part)
    return find_date(page, extensive_search=False, original_date=True, url=address)
