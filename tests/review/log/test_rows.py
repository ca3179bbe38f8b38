"""Rows of a database that is older than the letter before every id: they keep the ids that they have."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from factories import a_desk, a_step, an_article, behind, claim_on, drop_triggers, flagged, span_of
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Article, Claim, Span
from claimcheck.review.log.articles import Added
from claimcheck.review.log.rows import article_of, article_row, as_kept, claim_of, claim_row
from claimcheck.review.log.store import Store

DUMP = Path(__file__).with_name("ids_without_letter.sql")
OLD = "ea5e1d2a3b2b2885"
TOUCHED, IN_DRAFT, ONLY_DIGITS = "42e9c0140783bd52", "8676e1ea60a2122f", "6891323652241896"
TAKEN_BACK, BY_HAND = "6d3babde5fb8907d", "49e6356c8e134a78"


def the_article() -> Article:
    return an_article(title="A talk", publisher="The Paper", published="2025-05-01", language="en")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database made before ids began with a letter: one article, six claims, five events."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(DUMP.read_text(encoding="utf-8"))
    return path


def held(path: Path) -> tuple[list[str], list[str]]:
    with behind(path) as plain:
        articles, claims = (plain.execute(f"SELECT id FROM {t} ORDER BY id") for t in ("articles", "claims"))
        return [row[0] for row in articles], [row[0] for row in claims]


def test_an_old_database_verifies_and_its_rows_keep_their_ids(old: Path) -> None:
    articles, claims = held(old)
    with Store(old) as store:
        assert store.verify().clean
        assert list(store.articles()) == articles == [OLD]
        assert [article.id for article in store.articles().values()] == articles
        assert sorted(claim.id for claim in store.claims()) == claims
        assert {claim.article_id for claim in store.claims()} == {OLD}
        assert {store.claim(event.claim_id).id for event in store.events()} <= set(claims)


def test_adding_the_article_again_finds_it_and_its_claims_under_their_old_ids(old: Path) -> None:
    before = held(old)
    with Store(old) as store:
        added = store.add(the_article(), flagged(the_article()))
        assert added == Added(articles=0, claims=0, removed=0)
        assert added.article_id == OLD
        again = store.articles()[OLD]
        assert store.add(again, flagged(again)) == added
        assert store.verify().clean
    assert held(old) == before


def test_another_flagging_of_an_old_article_keeps_what_was_touched_and_adds_under_ids_of_today(
    old: Path,
) -> None:
    article = the_article()
    fresh = Claim(article.id, Span(0, 4), "NATO", Span(0, 20))
    with Store(old) as store:
        added = store.add(article, [fresh])
        claims = {claim.id for claim in store.claims()}
        assert store.verify().clean
    assert (added.claims, added.removed) == (1, 1)
    assert ONLY_DIGITS not in claims
    assert {TOUCHED, IN_DRAFT} <= claims
    (new,) = {name for name in claims if len(name) == 17}
    assert new == f"c{new[1:]}"


def test_words_that_are_a_claim_under_an_old_id_are_no_second_one(old: Path) -> None:
    before = held(old)
    with Store(old) as store:
        ann = a_desk(store)
        with pytest.raises(Exception, match="are a claim already"):
            ann.add_claim(OLD, span_of(the_article(), "NATO has 32 members."))
        assert ann.cursor.current == TOUCHED
        again = ann.add_claim(OLD, span_of(the_article(), "32 members"))
        assert again.id == TAKEN_BACK
        assert not ann.verdict(TAKEN_BACK).withdrawn
        (cut, *_) = ann.recut(ONLY_DIGITS, [span_of(the_article(), "25 times bigger")])
        assert cut.id == BY_HAND
        assert store.verify().clean
    assert held(old) == before


def test_bringing_an_old_article_in_again_opens_it_under_its_old_id(old: Path) -> None:
    with Store(old) as store:
        ann = a_desk(store)
        ann.bring_in(the_article(), flagged(the_article()))
        assert ann.view() is not None
        assert {row.article_id for row in ann.cursor.queue} == {OLD}


def test_a_step_on_a_claim_with_an_old_id_goes_on_with_its_log(old: Path) -> None:
    with Store(old) as store:
        store.append("Bob", [a_step(ONLY_DIGITS)], at=store.events()[-1].at)
        assert store.verify().clean
        assert store.events()[-1].claim_id == ONLY_DIGITS


def test_an_article_from_an_old_database_gets_an_id_of_today_in_a_new_one(old: Path, tmp_path: Path) -> None:
    with Store(old) as store, Store(tmp_path / "new.db") as new:
        article = store.articles()[OLD]
        assert new.add(article, store.claims()).article_id == the_article().id
        assert new.verify().clean
    articles, claims = held(tmp_path / "new.db")
    assert articles == [f"a{OLD}"]
    assert {name[0] for name in claims} == {"c"}


@pytest.mark.parametrize(
    "change",
    [
        f"UPDATE articles SET text = text || ' More.', sum = '' WHERE id = '{OLD}'",
        f"UPDATE claims SET start = 5, text = 'has 32 members.', sum = '' WHERE id = '{TOUCHED}'",
    ],
)
def test_a_row_with_an_old_id_that_was_changed_is_found(old: Path, change: str) -> None:
    with behind(old) as plain:
        drop_triggers(plain)
        plain.execute(change)
        plain.commit()
    with Store(old) as store:
        assert "does not fit its id" in str(store.verify().problem)


@given(text=st.text(min_size=1), publisher=st.none() | st.text(), url=st.none() | st.text())
def test_every_id_begins_with_a_letter_that_no_number_has(
    text: str, publisher: str | None, url: str | None
) -> None:
    article = Article(text, publisher=publisher, url=url)
    claim = Claim(article.id, Span(0, len(text)), text, Span(0, len(text)))
    assert (article.id[0], claim.id[0]) == ("a", "c")
    assert {len(article.id), len(claim.id)} == {17}
    assert article_of(article_row(article)).id == article.id
    assert claim_of(claim_row(claim)).id == claim.id


def test_a_claim_is_kept_under_the_one_of_its_ids_that_is_there() -> None:
    claim = flagged(the_article())[0]
    today, former = claim.possible_ids
    assert as_kept(claim, {former}).id == former
    assert as_kept(claim, {today, former}).id == today
    assert as_kept(claim, set()).id == today
    assert as_kept(claim, {former}) == claim


def test_a_score_below_zero_by_its_sign_alone_is_kept_as_zero() -> None:
    article = an_article()
    with Store(":memory:") as store:
        store.add(article, [claim_on(article, article.text[:10], worthiness=-0.0)])
        assert [str(claim.worthiness) for claim in store.claims()] == ["0.0"]
