"""What is read from a page: all of the article, once, in its order, and no date that it does not say."""

from __future__ import annotations

import pytest

from claimcheck.reading.markup import parsed
from claimcheck.reading.pages import page

HOMES = (
    "<p>The council said on Tuesday that it had built 300 new homes in the town since the spring of 2019.</p>"
)
AUDIT = "<p>The opposition points to a report by the national audit office that was published last year.</p>"


def story(first: int) -> str:
    """Five paragraphs, numbered from *first*."""
    return "".join(
        f"<p>The council said on Tuesday that it had built 300 new homes in the town, more than in any other "
        f"five years. It was paragraph number {number} of the story.</p>"
        for number in range(first, first + 5)
    )


# --- layouts --------------------------------------------------------------------------------------

BOXES = {
    "body": "{}",
    "div.page": "<div class='page'>{}</div>",
    "div in div": "<div class='wrap'><div class='inner'>{}</div></div>",
    "section": "<section>{}</section>",
    "center": "<center>{}</center>",
    "main": "<main>{}</main>",
    "article": "<main><article>{}</article></main>",
    "#content": "<div id='content'>{}</div>",
    "table": "<table><tr><td>Menu</td><td>{}</td></tr></table>",
}
PIECES = {
    "list": (
        "<ul><li>Rents rose by 12%.</li><li>Wages rose by 3%.</li></ul>",
        "Rents rose by 12%.|Wages rose",
    ),
    "numbered": ("<ol><li>Rents rose by 12%.</li><li>B two.</li></ol>", "Rents rose by 12%.|B two."),
    "list of p": ("<ul><li><p>Rents rose by 12%.</p></li></ul>", "Rents rose by 12%."),
    "list in list": (
        "<ul><li>Rents rose:<ul><li>In Hull by 14%.</li></ul></li></ul>",
        "Rents rose:|In Hull by",
    ),
    "subhead": ("<h2>Rents rose by 12%</h2>", "Rents rose by 12%"),
    "small subhead": ("<h4>How 12 schools were closed</h4>", "How 12 schools were closed"),
    "quotation": ("<blockquote>We closed 12 schools.</blockquote>", "We closed 12 schools."),
    "table": ("<table><tr><th>Year</th><th>Homes</th></tr><tr><td>2019</td><td>317</td></tr></table>", "317"),
    "definitions": ("<dl><dt>Homes in Hull</dt><dd>There are 317.</dd></dl>", "Homes in Hull|There are 317."),
    "caption": (
        "<figure><img src='a.jpg'><figcaption>It cost 12 million.</figcaption></figure>",
        "It cost 12",
    ),
    "preformatted": ("<pre>Rents rose by 12%.</pre>", "Rents rose by 12%."),
    "div": ("<div>Rents rose by 12% in <b>four</b> years.</div>", "Rents rose by 12% in four years."),
    "broken lines": (
        "<p>Rents rose by 12%.<br>Wages rose by 3%.</p>",
        "Rents rose by 12%.|Wages rose by 3%.",
    ),
    "bare": ("Rents rose by 12% in four years.", "Rents rose by 12% in four years."),
    "details": ("<details><summary>How</summary><p>We counted 317.</p></details>", "We counted 317."),
}
AROUND = (
    "<header><a href='/'>Aside: the paper</a></header>"
    "<nav><ul><li><a href='/a'>Aside: news</a></li></ul></nav>{}"
    "<div class='sidebar'><h3>Aside: read</h3><ul><li><a href='/x'>Aside: a storm hits</a></li></ul></div>"
    "<footer><p>Aside: © 2024 The Paper</p></footer>"
)


@pytest.mark.parametrize("around", ["{}", AROUND], ids=["alone", "with a menu"])
@pytest.mark.parametrize("box", BOXES)
def test_all_of_an_article_is_read_once_and_in_order(box: str, around: str) -> None:
    for name, (piece, words) in PIECES.items():
        inner = f"<h1>Town built homes</h1>{story(0)}{piece}{story(5)}"
        text = page(f"<html><body>{around.format(BOXES[box].format(inner))}</body></html>", name)[0]
        whole = ["Town built homes", *[f"number {n} of" for n in range(5)], *words.split("|")]
        whole += [f"number {n} of" for n in range(5, 10)]
        assert [text.count(part) for part in whole] == [1] * len(whole), (name, text)
        places = [text.index(part) for part in whole]
        assert places == sorted(places), (name, text)
        assert "Aside" not in text, (name, text)


@pytest.mark.parametrize(
    "body",
    [
        f"<div id='content'><p>A short line.</p></div>{HOMES}",
        f"{HOMES}<div id='content'><p>A short line.</p></div>",
        f"<div class='content'><div>A short line.</div>{HOMES}</div>",
        f"<article><p>A short line.</p></article>{HOMES}",
        "<article><h1>Homes</h1><p>A short line.</p></article>",
        "<div>A short line.<br>Another one.</div>",
        "<div><span>A short line.</span></div>",
        "<ul><li>A short line.</li></ul>",
        f"<div>A short line.<div>{HOMES}</div></div>",
        f"<div><p>A short line.</p>{HOMES}</div>",
        "<table><tr><td>A short line.</td></tr></table>",
    ],
)
def test_what_is_short_is_read_once_too(body: str) -> None:
    text = page(f"<html><body>{body}</body></html>", "a.html")[0]
    assert text.count("A short line.") == 1
    assert text.count("300 new homes") == body.count("300 new homes")


@pytest.mark.parametrize(
    "piece",
    [
        "<ul><li>Rents rose\n  by 12%\r\n\tin Hull.</li></ul>",
        "<ul><li><p>Rents rose\nby\n<b>12%</b>\nin Hull.</p></li></ul>",
        "<dl><dt>Rents</dt><dd>Rents rose\n by 12% in\nHull.</dd></dl>",
        "<h2>Rents rose\n by 12% in Hull.</h2>",
        "<blockquote>Rents rose\n by 12%\n in Hull.</blockquote>",
        "<div>Rents rose\n by 12% in Hull.</div>",
        "<table><tr><td>Rents rose\n by 12% in\n Hull.</td></tr></table>",
        "<figure><figcaption>Rents rose\n by 12% in Hull.</figcaption></figure>",
    ],
)
def test_a_line_that_is_broken_in_the_markup_goes_on(piece: str) -> None:
    for box in ("<div class='page'>{}</div>", "<article>{}</article>"):
        inner = box.format(f"{story(0)}{piece}{story(5)}")
        assert "Rents rose by 12% in Hull." in page(f"<html><body>{inner}</body></html>", "a.html")[0]


def test_lines_that_are_set_as_they_are_stay() -> None:
    assert (
        "Rents rose\n  by 12%." in page(f"<html><body>{HOMES}<pre>Rents rose\n  by 12%.</pre>", "a.html")[0]
    )


# --- nesting and attributes -----------------------------------------------------------------------


@pytest.mark.parametrize("levels", [100, 254, 260, 3_000])
@pytest.mark.parametrize(
    "tag", ["div", "span", "b", "section", "blockquote", "table><tr><td", "ul><li", "p><span"]
)
def test_text_is_read_however_deep_it_stands(tag: str, levels: int) -> None:
    opened, closed = f"<{tag}>", "".join(f"</{name}>" for name in reversed(tag.split("><")))
    deep = f"{opened * levels}<p>Deep down are 300 <i>new</i> homes.</p>{closed * levels}"
    text = page(f"<html><body>{HOMES}{deep}<p>After that come 500 schools.</p></body></html>", "a.html")[0]
    places = [
        text.index(part) for part in ("spring of 2019", "Deep down are 300", "new", "homes", "come 500")
    ]
    assert places[0] < places[1] < places[-1]
    assert text.count("Deep down") == text.count("come 500") == 1


def test_attributes_without_number_hold_nothing_up() -> None:
    many = " ".join(f"a{number}='x'" for number in range(200_000))
    markup = f"<html><body><div {many}>{HOMES}</div><p>And 500 schools.</p></body></html>"
    assert len(parsed(markup).find(".//div").attrib) == 100
    text = page(markup, "a.html")[0]
    assert "300 new homes" in text
    assert "500 schools" in text


def test_control_characters_are_no_hindrance() -> None:
    assert "It has 32 members" in page("<html><body><p a='\x02'>It\x01has&#1;32 members</p>", "a.html")[0]


# --- dates ----------------------------------------------------------------------------------------


def dated(body: str = "", *, head: str = "", before: str = "", after: str = "", foot: str = "") -> str | None:
    article = f"<article><h1>Town built homes</h1>{before}{HOMES}{body}{AUDIT}{after}</article>"
    body = f"<nav><a href='/'>Home</a></nav><main>{article}</main><footer>{foot}</footer>"
    return page(f"<html><head><title>Homes</title>{head}</head><body>{body}</body></html>", "a.html")[1][
        "published"
    ]


def says(record: str) -> str:
    return f"<script type='application/ld+json'>{record}</script>"


TIME = "<time datetime='2016-05-03'>3 May 2016</time>"
NO_DATE = {
    "copyright": {"foot": "© 2024 The Town Paper"},
    "footer": {"foot": "Page printed 3 May 2016"},
    "footer, updated": {"foot": "<p>Last updated: 2016-05-03</p>"},
    "footer, time": {"foot": TIME},
    "prose, ISO": {"body": "<p>The law was passed on 1997-05-03 and amended later on.</p>"},
    "prose, timestamp": {"body": "<p>The quake struck at 2011-03-11 14:46:24 off the coast.</p>"},
    "prose, written": {"body": "<p>The first law was passed on 3 May 1997 and amended in 2004.</p>"},
    "prose, published": {"body": "<p>The report was published on 3 May 2017.</p>"},
    "prose, German": {"body": "<p>Das Gesetz wurde am 3. Mai 1997 verabschiedet.</p>"},
    "prose, time in the lead": {"before": f"<p>The law was passed on {TIME}.</p>"},
    "prose, time first": {"before": f"<p>{TIME} was the day of the storm.</p>"},
    "prose, time of a report": {"before": f"<p>The report was published on {TIME}</p>"},
    "prose, time in a heading": {"before": f"<h2>The storm of {TIME}</h2>"},
    "prose, time": {"body": f"<p>The law was passed on {TIME}, says the register.</p>"},
    "tweet": {
        "body": "<blockquote class='twitter-tweet'><p>Hm</p><a href='/1'>March 3, 2015</a></blockquote>"
    },
    "tweet, time": {"body": f"<blockquote class='twitter-tweet'><p>Crime is up.</p>{TIME}</blockquote>"},
    "tweet, box": {"body": "<div class='tweet'><p>Hm</p><span class='date'>March 3, 2015</span></div>"},
    "caption": {"body": "<figure><img src='a.jpg'><figcaption>On 12 June 2012</figcaption></figure>"},
    "caption, time": {"body": f"<figure><img src='a.jpg'><figcaption>On {TIME}</figcaption></figure>"},
    "image": {"body": "<img src='https://e.org/2015/06/12/hall.jpg'>"},
    "link": {"body": "<p>See <a href='https://e.org/2015/06/12/hall'>the report</a>.</p>"},
    "related": {"after": "<aside><ul><li>Old <span class='date'>3 May 2016</span></li></ul></aside>"},
    "related, time": {"after": f"<div class='related'><a href='/x'>Old</a> {TIME}</div>"},
    "other articles": {"after": f"<div><ul><li><a href='/x'>Old</a> {TIME}</li></ul></div>"},
    "comment": {"after": f"<section class='comments'>{TIME}<p>Nonsense!</p></section>"},
    "subhead": {"body": "<h2>12 June 1987: the storm</h2>"},
    "title": {"head": "<meta property='og:title' content='The storm of 12 June 1987'>"},
    "table": {"body": "<table><tr><td>Date</td><td>12/06/1987</td></tr></table>"},
    "description": {"head": "<meta name='description' content='The storm of 12 June 1987'>"},
    "expires": {"head": "<meta http-equiv='expires' content='2016-05-03'>"},
    "event": {"head": "<meta property='event:start_time' content='2016-05-03'>"},
    "modified": {"head": "<meta property='article:modified_time' content='2016-05-06T10:00:00Z'>"},
    "updated": {"before": "<p class='updated'>Updated 4 June 2018</p>"},
    "record, modified": {"head": says('{"@type": "NewsArticle", "dateModified": "2016-05-06"}')},
    "record, video": {"head": says('{"@type": "VideoObject", "uploadDate": "2016-05-03"}')},
    "record, event": {"head": says('{"@type": "Event", "startDate": "2016-05-03"}')},
    "record, comment": {"head": says('{"@type": "Comment", "datePublished": "2016-05-03"}')},
    "record, no date": {"head": says('{"@type": "NewsArticle", "datePublished": "soon"}')},
    "record, broken": {"head": says('{"@type": "NewsArticle", "datePublished": "2016-05-03"')},
    "script": {"after": "<script>var built='2016-09-01';</script>"},
    "remark": {"after": "<!-- generated 2016-09-01 10:00:00 -->"},
}


@pytest.mark.parametrize("where", NO_DATE)
def test_no_date_is_made_up(where: str) -> None:
    assert dated(**NO_DATE[where]) is None


NOW = "<time datetime='2021-03-04T10:00'>4 March 2021</time>"
LATER = "<time datetime='2022-03-04'>4 March 2022</time>"
DATE = {
    "meta": {"head": "<meta property='article:published_time' content='2021-03-04T10:00:00Z'>"},
    "meta, modified too": {
        "head": "<meta property='article:modified_time' content='2024-05-06T10:00:00Z'>"
        "<meta property='article:published_time' content='2021-03-04T10:00:00Z'>"
    },
    "meta, Dublin Core": {"head": "<meta name='DC.date.issued' content='2021-03-04'>"},
    "meta, date": {"head": "<meta name='date' content='2021-03-04'>"},
    "meta, itemprop": {"head": "<meta itemprop='datePublished' content='2021-03-04'>"},
    "record": {
        "head": says('{"@type":"NewsArticle","dateModified":"2024-05-06","datePublished":"2021-03-04"}')
    },
    "record, graph": {
        "head": says(
            '{"@graph": [{"@type": "Organization", "foundingDate": "1918-01-01"},'
            '{"@type": ["WebPage"], "datePublished": "2021-03-04T08:00:00+00:00"}]}'
        )
    },
    "record, after a video": {
        "head": says(
            '[{"@type": "VideoObject", "datePublished": "2018-05-03"},'
            '{"@type": "http://schema.org/NewsArticle", "datePublished": "2021-03-04"}]'
        )
    },
    "record, with a comment": {
        "head": says(
            '{"@type": "NewsArticle", "comment": [{"@type": "Comment", "datePublished": "2021-07-03"}],'
            '"datePublished": "2021-03-04"}'
        )
    },
    "record, of a check": {
        "head": says(
            '{"@type": "ClaimReview", "itemReviewed": {"@type": "Claim", "datePublished": "2018-05-03"},'
            '"datePublished": "2021-03-04"}'
        )
    },
    "byline": {"before": f"<p class='byline'>By Ann Lee, {NOW}</p>"},
    "byline without a class": {"before": f"<p>By Ann Lee, {NOW}</p>"},
    "time": {"before": NOW},
    "time alone in a paragraph": {"before": f"<p>{NOW}</p>"},
    "time after Published": {"before": f"<p>Published on {NOW}</p>"},
    "time, others after": {"before": NOW, "after": f"<aside>{TIME}</aside>{LATER}"},
    "time, prose after": {"before": f"<div class='meta'>{NOW}</div>", "body": f"<p>Passed on {TIME}.</p>"},
    "span": {"before": "<span class='date'>4 March 2021</span>"},
    "published": {"before": "<div class='published'>Published: 4 March 2021</div>"},
    "published, updated": {"before": f"<p>Published {NOW} Updated {LATER}</p>"},
    "updated, published": {"before": f"<p>Updated {LATER}. Published {NOW}</p>"},
    "microdata": {"before": "<span itemprop='datePublished' content='2021-03-04'>4 March</span>"},
    "abbreviation": {"before": "<abbr class='published' title='2021-03-04T08:00:00'>4 March</abbr>"},
    "end": {"after": f"<div class='post-footer'><span class='posted-on'>Posted on {NOW}</span></div>"},
    "address": {"head": "<link rel='canonical' href='https://e.org/2021/03/04/homes'>"},
    "address, shared": {"head": "<meta property='og:url' content='https://e.org/2021/03/04/homes'>"},
    "address of the day before": {
        "head": "<link rel='canonical' href='https://e.org/2021/03/03/homes'>"
        "<meta property='article:published_time' content='2021-03-04T01:00:00Z'>"
    },
}


@pytest.mark.parametrize("where", DATE)
def test_a_date_that_the_page_says_is_read(where: str) -> None:
    assert dated(**DATE[where]) == "2021-03-04"
