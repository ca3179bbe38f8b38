"""The markup of a page -> a tree that loses no text, however deep it is nested or badly meant."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree, html

_DEEPEST = 200  # levels; what stands deeper stands side by side there, since the parts that follow recurse
_ATTRIBUTES = 100  # of an element; in a tree of libxml2 each new one takes longer than the one before
_VALUE = 10_000  # characters of an attribute, which holds no text of the article
# What no XML may hold, and no tree of lxml.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LAID_OUT = {
    *("article", "blockquote", "center", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("ol", "p", "section", "table", "ul"),
}
_BLOCKS = _LAID_OUT | {
    *("address", "aside", "details", "fieldset", "figure", "footer"),
    *("form", "header", "hr", "main", "nav", "pre"),
}
_TABLE_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th")


def parsed(markup: str) -> html.HtmlElement:
    """The tree of *markup*, of bounded depth and width; every character of its text is in it, in its order.

    Raises ``lxml.etree.LxmlError`` where there is nothing to parse.

    >>> "".join(parsed("<p>NATO has <b>32</b> members.").itertext())
    'NATO has 32 members.'
    """
    # Given a target, the parser builds no tree, whose depth it would limit by silently ending.
    parser = etree.HTMLParser(target=_Builder(), encoding="utf-8", huge_tree=True)
    tree: html.HtmlElement = etree.fromstring(_UNFIT.sub(" ", markup).encode("utf-8", "replace"), parser)
    return tree


def laid_out(tree: html.HtmlElement) -> None:
    """Give the page *tree* the form in which trafilatura loses none of its article.

    Where it knows no frame it takes only paragraphs, and lists and subheads are lost: then the body is the
    frame. Captions, and lines that are only in a ``<div>``, become paragraphs; tables that only lay out the
    page, with several blocks in a cell, become none; blanks and line breaks in a row are one blank.
    """
    _without_breaks(tree)
    _frame(tree)
    cells = [cell for cell in tree.iter("td", "th") if sum(child.tag in _LAID_OUT for child in cell) > 1]
    tables = {_table_of(cell) for cell in cells} - {None}
    for part in [part for part in tree.iter(*_TABLE_PARTS) if _table_of(part) in tables]:
        part.tag = "div"
    for box in [*tables, *tree.iter("figure")]:
        box.tag = "div"
    for line in tree.iter("figcaption", "div"):
        if (line.text or "").strip() and not any(child.tag in _BLOCKS for child in line.iterdescendants()):
            line.tag = "p"


def _without_breaks(tree: html.HtmlElement) -> None:
    """Make one blank of each run of them, as a browser does: a line that is broken in the markup goes on."""
    kept = {part for block in tree.iter("pre", "textarea") for part in block.iter()}
    for part in tree.iter():
        if part.text and part not in kept:
            part.text = _BLANKS.sub(" ", part.text)
        if part.tail and part.getparent() not in kept:
            part.tail = _BLANKS.sub(" ", part.tail)


def _frame(tree: html.HtmlElement) -> None:
    from trafilatura.xpaths import BODY_XPATH

    body = tree.find("body")
    if body is None or any(find(tree) for find in BODY_XPATH):
        return
    frame = html.Element("article")
    frame.text, body.text = body.text, None
    frame.extend(list(body))
    body.append(frame)


def _table_of(part: html.HtmlElement) -> html.HtmlElement | None:
    return next(part.iterancestors("table"), None)


class _Builder:
    """What the parser of a page tells, as a tree."""

    def __init__(self) -> None:
        self._tree = etree.TreeBuilder(element_factory=html.html_parser.makeelement)
        self._depth = 0
        # Beyond the deepest level: the element that comes with its first words, and the one that is open.
        self._awaited = self._open = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._close_deep()
            self._awaited = tag
            return
        some = list(attributes.items())[:_ATTRIBUTES]
        self._tree.start(tag, {name: _UNFIT.sub(" ", value[:_VALUE]) for name, value in some})

    def data(self, text: str) -> None:
        if self._awaited and text.strip():
            self._tree.start(self._awaited, {})
            self._awaited, self._open = "", self._awaited
        self._tree.data(_UNFIT.sub(" ", text))

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._close_deep()
        if self._depth < _DEEPEST:
            self._tree.end(tag)

    def close(self) -> html.HtmlElement:
        return self._tree.close()

    def _close_deep(self) -> None:
        if self._open:
            self._tree.end(self._open)
        self._awaited = self._open = ""
