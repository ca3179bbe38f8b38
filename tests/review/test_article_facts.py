"""Importing again adds nothing that is there, and what a newer reading says otherwise is offered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from effort import examples
from factories import behind, drop_triggers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.errors import ArticleError
from claimcheck.flagging.flag import flag
from claimcheck.model import Article
from claimcheck.reading.sentences import sentences
from claimcheck.review.article_facts import newer_facts, same_article, text_print
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.articles import Added
from claimcheck.review.log.store import Store

TEXT = "Die Café-Löhne stiegen.\n\nPrices rose by 12 percent in 2020.\n“NATO has 32 members,” he said.\n"
HOMES = Article(TEXT, publisher="The Paper", url="https://example.org/homes")
AT = datetime(2026, 3, 11, tzinfo=UTC)
LINE_ENDS = ("\n", "\r\n", "\r", "\u2028", " \n")


@pytest.fixture
def store(any_log: str) -> Iterator[Store]:
    with Store(any_log) as opened:
        yield opened


@pytest.fixture
def log_file(tmp_path: Path) -> str:
    return str(tmp_path / "claimcheck.db")


def bring_in(store: Store, article: Article, *, update_facts: bool = False) -> Added:
    kept = store.as_kept(article, update_facts=update_facts)
    return store.add(kept, flag(kept, sentences(kept), 0), "Ann", update_facts=update_facts)


def counted(store: Store) -> tuple[int, int, str]:
    return len(store.articles()), len(store.claims()), store.verify().head


# --- one article, however it is written -----------------------------------------------------------


@st.composite
def rewritten(draw: st.DrawFn, text: str) -> str:
    """*text* with other line ends, blanks around it, a byte-order mark, and composed or not."""
    lines = text.strip().split("\n")
    ended = "".join(line + draw(st.sampled_from(LINE_ENDS)) for line in lines)
    around = draw(st.sampled_from(["", "\n", " \r\n\t", "\u00a0"]))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    return draw(st.sampled_from(["", "\ufeff"])) + unicodedata.normalize(form, around + ended + around)  # type: ignore[arg-type]


@given(st.text(st.sampled_from("aé1. \n“”ö"), min_size=1).filter(str.strip), st.data())
def test_the_print_of_a_text_is_that_of_all_its_spellings(text: str, draw: st.DataObject) -> None:
    assert text_print(draw.draw(rewritten(text))) == text_print(text)


@given(st.text(max_size=9), st.text(max_size=9))
def test_texts_of_one_print_have_the_same_words(one: str, other: str) -> None:
    def words(text: str) -> str:
        return "".join(unicodedata.normalize("NFC", text.replace("\ufeff", "")).split())

    if text_print(one) == text_print(other):
        assert words(one) == words(other)


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rewritten(TEXT), st.sampled_from(["http://www.example.org/homes/?utm_source=x", HOMES.url]))
def test_importing_again_adds_nothing_and_spans_point_into_what_is_kept(text: str, url: str) -> None:
    with Store(":memory:") as store:
        bring_in(store, replace(HOMES, text=text))
        before = counted(store)
        assert bring_in(store, replace(HOMES, url=url)) == Added(0, 0, 0)
        assert bring_in(store, replace(HOMES, text=text, url=url)) == Added(0, 0, 0)
        assert counted(store) == before
        (kept,) = store.articles().values()
        assert kept.text == text
        assert len(store.claims()) > 1
        assert all(claim.span.of(kept.text) == claim.text for claim in store.claims())


@pytest.mark.parametrize(
    "other",
    [
        replace(HOMES, text=TEXT.replace("12", "13")),
        replace(HOMES, text=TEXT.replace(" percent", "  percent")),
        replace(HOMES, url="https://example.org/other"),
        replace(HOMES, url=None, publisher="The Post"),
        replace(HOMES, url=None, publisher=None),
    ],
)
def test_what_is_another_article_is_added(store: Store, other: Article) -> None:
    bring_in(store, HOMES)
    assert bring_in(store, other).articles == 1


@pytest.mark.parametrize(
    ("kept", "article", "same"),
    [
        (("Paper", "https://a.org/x"), ("Post", "http://www.a.org/x/"), True),
        (("Paper", "https://a.org/x"), ("Paper", "https://a.org/y"), False),
        (("Paper", None), ("Paper ", None), True),
        (("Paper", None), ("Post", None), False),
        (("Paper", None), (None, None), False),
        ((None, None), (None, None), True),
        (("Paper", None), ("Paper", "https://a.org/x"), True),
        ((None, None), (None, "https://a.org/x"), False),
        ((None, None), ("Paper", "https://a.org/x"), False),
    ],
)
def test_one_story_in_two_papers_is_two_articles(
    kept: tuple[str | None, str | None], article: tuple[str | None, str | None], same: bool
) -> None:
    one, other = (Article(TEXT, publisher=publisher, url=url) for publisher, url in (kept, article))
    assert same_article(one, other) is same_article(other, one) is same


def test_claims_of_other_characters_are_refused(store: Store) -> None:
    bring_in(store, HOMES)
    other = replace(HOMES, text=TEXT.replace("\n", "\r\n"))
    with pytest.raises(ArticleError, match=r"other line ends .* Nothing was written"):
        store.add(other, flag(other, sentences(other), 0))


def test_an_older_database_finds_its_articles_again(log_file: str) -> None:
    with Store(log_file) as store:
        bring_in(store, HOMES)
    with behind(log_file) as plain:
        plain.execute("DROP TABLE text_prints")
        plain.execute("DELETE FROM schema_steps WHERE number = 5")
        plain.execute("DROP TABLE priority_parts")
        plain.execute("DELETE FROM schema_steps WHERE number = 6")
        plain.execute("DROP TABLE priorities")
        plain.execute("DELETE FROM schema_steps WHERE number = 7")
        plain.execute("DROP TABLE reference_tables")
        plain.execute("DELETE FROM schema_steps WHERE number = 8")
    with Store(log_file) as store:
        assert bring_in(store, replace(HOMES, text=TEXT.strip())) == Added(0, 0, 0)


# --- what is new about it -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "article", "newer"),
    [
        ({}, {"author": "Ann Lee"}, {"author": "Ann Lee"}),
        ({"published": "2020"}, {"published": "2021-03-04"}, {"published": "2021-03-04"}),
        ({"title": "Homes"}, {"title": None}, {}),
        ({"title": "Cafe\u0301  news"}, {"title": "Café news"}, {}),
        ({"url": "https://a.org/x"}, {"url": "http://www.a.org/x/"}, {}),
        ({}, {"url": "https://a.org/x"}, {"url": "https://a.org/x"}),
        ({"path": "a.txt"}, {"path": "b.txt"}, {}),
        ({"publisher": "BBC"}, {"publisher": "BBC News"}, {"publisher": "BBC News"}),
        ({"language": "en"}, {"language": "de"}, {"language": "de"}),
    ],
)
def test_what_is_new(kept: dict[str, str], article: dict[str, str], newer: dict[str, str]) -> None:
    found = newer_facts(replace(Article(TEXT), **kept), replace(Article(TEXT), **article))  # type: ignore[arg-type]
    assert {fact.name: fact.now for fact in found} == newer


def test_what_is_new_holds_once_it_is_taken_over_and_not_before(store: Store) -> None:
    bring_in(store, HOMES)
    newer = replace(HOMES, title="Homes", published="2021-03-04", text=TEXT.strip())
    before = counted(store)
    assert bring_in(store, newer) == Added(0, 0, 0)
    assert counted(store) == before
    bring_in(store, newer, update_facts=True)
    (kept,) = store.articles().values()
    assert (kept.title, kept.published, kept.publisher, kept.text) == (
        "Homes",
        "2021-03-04",
        "The Paper",
        TEXT,
    )
    assert store.article(kept.id) == kept == store.as_kept(HOMES)
    assert store.verify().clean
    after = counted(store)
    assert bring_in(store, newer, update_facts=True) == Added(0, 0, 0)
    assert counted(store) == after
    bring_in(store, replace(newer, published="2022"), update_facts=True)
    assert [article.published for article in store.articles().values()] == ["2022"]


def test_claims_that_nobody_has_touched_are_flagged_anew_by_what_is_new(store: Store) -> None:
    article = Article("Prices rose by 12 percent last year. Wages rose by 3 percent last year.")
    bring_in(store, article)
    touched, untouched = store.claims()
    store.append("Ann", [NewEvent(touched.id, "commented", {"text": "Hm"}, 0)], at=AT)
    bring_in(store, replace(article, published="2021-03-04"), update_facts=True)
    now = {claim.id: claim for claim in store.claims()}
    assert set(now) == {touched.id, untouched.id}
    assert now[touched.id] == touched
    assert now[untouched.id].quantities != untouched.quantities
    assert store.verify().clean


def test_what_was_taken_over_later_is_not_in_an_earlier_state(store: Store) -> None:
    bring_in(store, HOMES)
    number = store.verify().events
    bring_in(store, replace(HOMES, title="Homes"), update_facts=True)
    assert [article.title for article in store.snapshot(number).articles.values()] == [None]
    assert [article.title for article in store.snapshot().articles.values()] == ["Homes"]


def test_what_was_taken_over_cannot_be_changed_unseen(log_file: str) -> None:
    with Store(log_file) as store:
        bring_in(store, HOMES)
        bring_in(store, replace(HOMES, title="Homes"), update_facts=True)
    with behind(log_file) as plain:
        drop_triggers(plain)
        plain.execute("UPDATE events SET data = replace(data, 'Homes', 'Horses')")
    with Store(log_file) as store:
        assert "was changed after it was written" in str(store.verify().problem)
    with behind(log_file) as plain:
        plain.execute("UPDATE events SET data = '{' WHERE action = 'facts'")
    with Store(log_file) as store:
        # Named by verifying; the article opens without it.
        assert [article.title for article in store.articles().values()] == [None]
