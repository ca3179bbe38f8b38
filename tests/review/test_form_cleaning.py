"""What was typed and what was selected, made fit to be kept."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from factories import a_move, a_source, an_article, an_event, some_work
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import WorkflowError
from claimcheck.model import Article, Contact, Event, Source, Span, Verdict
from claimcheck.review.blind_review import as_seen_by
from claimcheck.review.form_cleaning import MAX_CLAIM, clean, resumed, tidy, trimmed, work_of
from claimcheck.review.json_values import work_from_json, work_to_json
from claimcheck.review.policies import Policy
from claimcheck.review.replay import replay
from claimcheck.review.workflow import Work

any_text = st.text(st.characters())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, None),
        ("", None),
        (" \t\n\u00a0 ", None),
        ("  two  words \n", "two  words"),
        ("a\x00b", "a\ufffdb"),
        ("\ud83d alone", "\ufffd alone"),
        ("😀", "😀"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("line\nline", "line\nline"),
    ],
)
def test_text_is_kept_without_white_space_around_it_and_without_what_cannot_be_stored(
    typed: str | None, kept: str | None
) -> None:
    assert clean(typed) == kept


@given(any_text)
def test_clean_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    kept = clean(text)
    assert kept is None or (kept.encode("utf-8") and "\x00" not in kept)
    assert clean(kept) == kept


@pytest.mark.parametrize(
    "name", [field.name for field in fields(Work) if field.name not in ("sources", "contact", "worksheet")]
)
def test_every_text_of_the_form_is_cleaned(name: str) -> None:
    def form(text: str) -> Work:
        return work_from_json({name: text})

    assert tidy(form(" a\x00 ")) == form("a\ufffd")
    assert tidy(form("  ")) == Work()


@pytest.mark.parametrize("name", [field.name for field in fields(Contact)])
def test_every_text_of_the_contact_with_the_claimant_is_cleaned(name: str) -> None:
    work = Work(contact=Contact(**{name: " a\x00 "}))
    assert tidy(work).contact == Contact(**{name: "a\ufffd"})
    assert tidy(Work(contact=Contact(**{name: "  "}))) == Work()


@pytest.mark.parametrize("name", ["title", "passage", "consulted", "archived", "interest", "stance"])
def test_every_text_of_a_source_is_cleaned(name: str) -> None:
    (source,) = tidy(Work(sources=(a_source("  https://example.org ", **{name: " a\x00 "}),))).sources
    assert source == a_source("https://example.org", **{name: "a\ufffd"})


def test_whether_a_source_is_primary_is_kept() -> None:
    sources = tuple(Source("x", primary=primary) for primary in (True, False, None))
    assert tidy(Work(sources=sources)).sources == sources


@pytest.mark.parametrize("address", ["", "  ", "\n"])
def test_a_source_without_an_address_is_left_out(address: str) -> None:
    kept = Source("https://example.org")
    assert tidy(Work(sources=(Source(address), kept))).sources == (kept,)


def test_a_source_that_says_something_is_kept_though_it_has_no_address() -> None:
    assert tidy(Work(sources=(Source(" ", title="World Bank"),))).sources == (Source("", title="World Bank"),)


def test_a_tidy_form_stays_as_it_is() -> None:
    assert tidy(some_work()) == some_work()


def test_the_form_of_a_claim_has_what_its_verdict_has() -> None:
    verdict = Verdict("c", statement="s", rating="True", sources=(Source("x"),), note="n", reviewer="Ann")
    assert work_of(verdict) == Work(statement="s", rating="True", sources=(Source("x"),), note="n")
    assert work_of(Verdict("c")) == Work()


# Selected spans

ARTICLE = an_article("  NATO has 32 members.\n\n... It grew by 5%. ")


@pytest.mark.parametrize(
    ("selected", "words"),
    [
        (Span(2, 6), "NATO"),
        (Span(0, 7), "NATO"),
        (Span(-9, 7), "NATO"),
        (Span(-5, 999), "NATO has 32 members.\n\n... It grew by 5%."),
        (Span(20, 24), "s."),
        (Span(11, 13), "32"),
        (Span(38, 99), "5%."),
    ],
)
def test_a_selection_is_trimmed_to_its_words(selected: Span, words: str) -> None:
    assert trimmed(ARTICLE, selected).of(ARTICLE.text) == words


@pytest.mark.parametrize(
    "selected",
    [Span(0, 0), Span(0, 2), Span(5, 5), Span(6, 2), Span(-5, -1), Span(99, 120), Span(22, 24), Span(24, 27)],
)
def test_a_selection_without_words_is_refused(selected: Span) -> None:
    with pytest.raises(WorkflowError, match="No words are selected; select the words of the claim"):
        trimmed(ARTICLE, selected)


def test_a_claim_has_at_most_five_thousand_characters() -> None:
    article = Article(" " + "a" * (MAX_CLAIM + 1))
    assert trimmed(article, Span(0, MAX_CLAIM + 1)) == Span(1, MAX_CLAIM + 1)
    with pytest.raises(WorkflowError, match="5,001 characters are selected; a claim has at most 5,000"):
        trimmed(article, Span(0, MAX_CLAIM + 2))


@given(st.text(max_size=30), st.integers(-40, 40), st.integers(-40, 40))
def test_what_is_trimmed_lies_within_the_selection_and_loses_only_white_space(
    text: str, start: int, end: int
) -> None:
    article = Article(text)
    selected = text[max(start, 0) : max(end, 0)]
    if not any(character.isalnum() for character in selected):
        with pytest.raises(WorkflowError):
            trimmed(article, Span(start, end))
    else:
        found = trimmed(article, Span(start, end))
        assert found.of(text) == selected.strip()
        assert max(start, 0) <= found.start < found.end <= min(end, len(text))


# What was typed, and what others have done since


def as_replayed(*events: Event) -> Verdict:
    return replay("c", events)


def a_draft(seen: int, **typed: Any) -> dict[str, Any]:
    return {**work_to_json(Work(**typed)), "seen": seen}


def test_a_draft_that_nothing_came_after_stands_as_it_was_typed() -> None:
    verdict = as_replayed(a_move(1, "selected", some_work()))
    assert resumed(a_draft(1, note=" typed "), verdict) == Work(note=" typed ")


def test_what_others_have_done_since_stands_but_for_what_the_draft_changed() -> None:
    first, second = Work(rationale="old", note="old"), Work(rationale="new", note="new", statement="new")
    verdict = as_replayed(a_move(1, "selected", first), a_move(2, "researching", second, by="Bob"))
    assert resumed(a_draft(1, rationale="old", note="mine"), verdict) == replace(second, note="mine")


def test_what_a_reviewer_may_not_see_is_no_change_of_theirs() -> None:
    """Typed by chance as it stands hidden, or left empty since it was hidden."""

    def as_seen(verdict: Verdict) -> Verdict:
        return replace(verdict, rating=None, sources=())

    hidden = Work(rating="False", sources=(a_source("https://hidden.example"),))
    begun, later = a_move(1, "selected", hidden), an_event(2, "commented", {"text": "Hm."}, by="Bob")
    draft = a_draft(1, rating="False")
    assert resumed(draft, as_replayed(begun, later), as_seen) == Work(rating="False")
    # Once all is shown, what was hidden is not emptied.
    shown = resumed(a_draft(1, note="mine"), as_replayed(begun, later), as_seen)
    assert shown == Work(note="mine")


def test_a_draft_does_not_empty_what_it_was_not_shown() -> None:
    hidden = Work(rating="False", sources=(a_source("https://hidden.example"),))
    begun, ended = a_move(1, "selected", hidden), an_event(2, "blind", {"on": False}, by="Bob")
    blind = an_event(0, "blind", {"on": True}, by="Bob")

    def as_seen(verdict: Verdict) -> Verdict:
        return as_seen_by("Cem", verdict, Policy.solo())

    assert resumed(a_draft(1, note="mine"), as_replayed(blind, begun, ended), as_seen) == replace(
        hidden, note="mine"
    )
