"""Claims cut by hand: added, cut wider or narrower, split, taken back; hostile spans included."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from factories import a_desk, a_pile, an_article, some_work, span_of, told, typed, work_at

from claimcheck.errors import WorkflowError
from claimcheck.model import Article, Claim, Span, Status
from claimcheck.review.event_effects import CUT_ANEW
from claimcheck.review.form_cleaning import MAX_CLAIM
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work
from claimcheck.review.worklist import Progress

S = Status


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def pile(store: Store) -> tuple[Article, list[Claim]]:
    """Four claims of one article, the first of them most worth checking."""
    return a_pile(store)


@pytest.fixture
def ann(store: Store, pile: tuple[Article, list[Claim]]) -> ReviewSession:
    """A desk for one, at the first of four claims."""
    return a_desk(store)


def test_a_claim_that_the_machine_missed_is_added_and_opened(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store
) -> None:
    article, _ = pile
    by_hand = ann.add_claim(article.id, span_of(article, " 32 members"))
    assert by_hand.text == "32 members"
    assert ann.cursor.current == by_hand.id
    assert store.claim(by_hand.id) == by_hand
    assert ann.progress == Progress(0, 0, 5)
    (event,) = store.events()
    assert (event.action, event.data["article"]) == ("added", article.id)
    assert (event.data["start"], event.data["end"]) == (by_hand.span.start, by_hand.span.end)


def test_words_that_are_a_claim_already_are_opened_and_not_added(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store
) -> None:
    article, claims = pile
    with pytest.raises(WorkflowError, match="These words are a claim already"):
        ann.add_claim(article.id, claims[2].span)
    assert ann.cursor.current == claims[2].id
    assert store.events() == []


def test_a_claim_taken_back_is_out_of_the_pile_and_the_reviewer_is_where_they_were(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, claims = pile
    ann.cursor.go(claims[2].id)
    by_hand = ann.add_claim(article.id, span_of(article, "32 members"))
    ann.undo()
    assert ann.verdict(by_hand.id).withdrawn
    assert ann.cursor.current == claims[2].id
    assert by_hand.id not in {
        row.claim_id for row in (*ann.cursor.queue, *ann.worklist.pile(), *ann.claims_in(article.id))
    }
    assert ann.progress == Progress(0, 0, 4)
    ann.keep_place()
    assert a_desk(ann.store).cursor.current == claims[2].id


def test_the_only_claim_of_an_article_taken_back_leaves_the_article_open(store: Store) -> None:
    ann, bare = a_desk(store), an_article()
    ann.bring_in(bare, [])
    ann.add_claim(bare.id, span_of(bare, "32 members"))
    ann.undo()
    assert ann.view() is None
    assert ann.cursor.reading == bare.id


def test_a_claim_taken_back_can_be_added_again(ann: ReviewSession, pile: tuple[Article, list[Claim]]) -> None:
    article, _ = pile
    span = span_of(article, "32 members")
    by_hand = ann.add_claim(article.id, span)
    ann.undo()
    assert ann.add_claim(article.id, span) == by_hand
    assert not ann.verdict(by_hand.id).withdrawn
    assert ann.cursor.current == by_hand.id
    assert ann.progress.total == 5


@pytest.mark.parametrize(
    "step",
    [
        lambda bob, claim: bob.take(claim.id, S.SELECTED, Work()),
        lambda bob, claim: bob.dismiss([claim.id], "opinion"),
        lambda bob, claim: bob.recut(claim.id, [Span(0, 4)]),
    ],
    ids=["take", "dismiss", "recut"],
)
def test_nobody_works_on_a_claim_that_was_taken_back(
    ann: ReviewSession,
    pile: tuple[Article, list[Claim]],
    store: Store,
    step: Callable[[ReviewSession, Claim], object],
) -> None:
    article, _ = pile
    by_hand = ann.add_claim(article.id, span_of(article, "32 members"))
    bob = a_desk(store, "Bob")
    bob.cursor.go(by_hand.id)
    ann.undo()
    bob.refresh()
    before = store.events()
    with pytest.raises(WorkflowError, match="Ann has taken this claim back; add it again by its words"):
        step(bob, by_hand)
    assert store.events() == before


def test_a_claim_is_cut_anew_and_the_work_on_it_goes_on(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, (first, *_rest) = pile
    ann.take(first.id, S.RESEARCHING, Work(note="so far"))
    typed(ann, first.id, Work(note="so far, and on"))
    (wider,) = ann.recut(first.id, [span_of(article, "NATO has 32 members. It is")])
    assert ann.cursor.current == wider.id
    assert (ann.verdict(wider.id).status, work_at(ann)) == (S.RESEARCHING, Work(note="so far, and on"))
    old = ann.verdict(first.id)
    assert (old.status, old.dismiss_reason) == (S.DISMISSED, CUT_ANEW)
    assert ann.progress == Progress(decided=0, waiting=0, total=4)
    assert first.id not in {row.claim_id for row in ann.cursor.queue}


def test_a_claim_is_cut_into_several(ann: ReviewSession, pile: tuple[Article, list[Claim]]) -> None:
    article, (_, second, *_rest) = pile
    pieces = ann.recut(second.id, [span_of(article, "25 times"), span_of(article, "bigger than Russia")])
    assert [piece.text for piece in pieces] == ["25 times", "bigger than Russia"]
    assert ann.cursor.current == pieces[0].id
    assert ann.progress.total == 5


def test_a_claim_can_stay_among_the_pieces_cut_from_it(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, (first, *_rest) = pile
    pieces = ann.recut(first.id, [first.span, span_of(article, "32 members")])
    assert pieces[0].id == first.id
    assert ann.verdict(first.id).status is S.UNREVIEWED
    assert ann.progress.total == 5


def test_a_claim_cut_narrower_can_be_cut_as_wide_as_it_was(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, (first, *_rest) = pile
    (narrow,) = ann.recut(first.id, [span_of(article, "32 members")])
    typed(ann, narrow.id, Work(note="typed on the narrow one"))
    ann.recut(narrow.id, [first.span])
    assert ann.cursor.current == first.id
    assert (ann.verdict(first.id).status, ann.verdict(first.id).dismiss_reason) == (S.UNREVIEWED, None)
    assert work_at(ann) == Work(note="typed on the narrow one")
    assert ann.progress.total == 4
    ann.undo()
    assert ann.verdict(first.id).dismiss_reason == CUT_ANEW
    ann.undo()
    assert told(ann, first.id).status is S.UNREVIEWED
    assert ann.progress.total == 4


def test_words_that_were_cut_anew_can_be_added_as_a_claim_again(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, (first, *_rest) = pile
    ann.recut(first.id, [span_of(article, "32 members")])
    ann.add_claim(article.id, first.span)
    assert ann.cursor.current == first.id
    assert ann.progress.total == 5


def test_undoing_a_cut_brings_back_the_old_claim_with_what_was_typed(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, (first, *_rest) = pile
    ann.take(first.id, S.SELECTED, Work(note="so far"))
    typed(ann, first.id, Work(note="so far, and on"))
    before = told(ann, first.id)
    pieces = ann.split(first.id, span_of(article, "has"))
    assert len(pieces) == 3
    ann.undo()
    assert ann.cursor.current == first.id
    assert told(ann, first.id) == before
    assert work_at(ann) == Work(note="so far, and on")
    assert all(ann.verdict(piece.id).withdrawn for piece in pieces)
    assert ann.progress == Progress(0, 0, 4)


def test_undoing_a_cut_is_refused_where_somebody_works_on_a_piece(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store
) -> None:
    article, (first, *_rest) = pile
    _, piece = ann.recut(first.id, [span_of(article, "NATO"), span_of(article, "32 members")])
    a_desk(store, "Bob").take(piece.id, S.SELECTED, Work())
    with pytest.raises(WorkflowError, match="Bob has moved this claim to selected since"):
        ann.undo()
    assert ann.verdict(first.id).dismiss_reason == CUT_ANEW


@pytest.mark.parametrize("status", [S.PROPOSED, S.APPROVED, S.PUBLISHED, S.CORRECTED])
def test_a_claim_with_a_verdict_keeps_its_words(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store, status: Status
) -> None:
    _, (first, *_rest) = pile
    ann.take(first.id, status, some_work())
    before = store.events()
    with pytest.raises(WorkflowError, match=f"A claim that is {status} keeps its words; undo or send it"):
        ann.recut(first.id, [Span(0, 4)])
    assert store.events() == before


SPANS = [
    (Span(0, 0), "No words are selected"),
    (Span(4, 5), "No words are selected"),
    (Span(19, 20), "No words are selected"),
    (Span(6, 2), "No words are selected"),
    (Span(-9, -2), "No words are selected"),
    (Span(9_000, 9_999), "No words are selected"),
    (Span(-(2**63), 0), "No words are selected"),
]


@pytest.mark.parametrize(("span", "message"), SPANS)
def test_a_span_without_words_makes_no_claim(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store, span: Span, message: str
) -> None:
    article, (first, *_rest) = pile
    for act in (
        lambda: ann.add_claim(article.id, span),
        lambda: ann.recut(first.id, [span]),
        lambda: ann.recut(first.id, [first.span, span]),
    ):
        with pytest.raises(WorkflowError, match=message):
            act()
    assert store.events() == []
    assert len(store.claims()) == 4


def test_a_span_that_reaches_out_of_the_article_ends_with_it(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, _ = pile
    by_hand = ann.add_claim(article.id, Span(len(article.text) - 6, 10**9))
    assert by_hand.text == "Rutte."


def test_more_than_a_claim_can_hold_is_refused(store: Store) -> None:
    long = an_article("word " * 2000)
    store.add(long, [])
    with pytest.raises(WorkflowError, match="5,001 characters are selected"):
        a_desk(store).add_claim(long.id, Span(0, MAX_CLAIM + 1))


@pytest.mark.parametrize("around", [0, 1])
def test_the_same_words_again_are_no_new_cut(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store, around: int
) -> None:
    _, (_, second, *_rest) = pile
    span = Span(second.span.start - around, second.span.end + around)
    for spans in ([span], [span, span], []):
        with pytest.raises(WorkflowError, match="The claim already has these words; select other ones"):
            ann.recut(second.id, spans)
    assert store.events() == []


def test_a_claim_is_split_in_two_or_three_at_the_words_selected(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, (first, second, third, _) = pile
    assert [each.text for each in ann.split(first.id, span_of(article, "NATO has"))] == [
        "NATO has",
        "32 members.",
    ]
    assert [each.text for each in ann.split(second.id, span_of(article, "25 times"))] == [
        "It is",
        "25 times",
        "bigger than Russia.",
    ]
    # A full stop that is left over is no claim.
    assert [each.text for each in ann.split(third.id, span_of(article, "in 2019"))] == [
        "Exports doubled",
        "in 2019",
    ]


def test_what_is_selected_beyond_the_claim_does_not_count_for_a_split(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, (first, *_rest) = pile
    pieces = ann.split(first.id, span_of(article, "members. It is 25"))
    assert [each.text for each in pieces] == ["NATO has 32", "members."]


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("NATO has 32 members.", "The whole claim is selected; select only the part to split off"),
        ("NATO has 32 members", "The whole claim is selected"),
        ("NATO has 32 members. It", "The whole claim is selected"),
        ("Russia", "The words to split at are not in this claim; select some that are"),
    ],
)
def test_a_split_that_parts_nothing_is_refused(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store, quote: str, message: str
) -> None:
    article, (first, *_rest) = pile
    with pytest.raises(WorkflowError, match=message):
        ann.split(first.id, span_of(article, quote))
    assert store.events() == []


def test_a_desk_without_a_flagger_cuts_no_claims(store: Store, pile: tuple[Article, list[Claim]]) -> None:
    article, (first, *_rest) = pile
    ann = a_desk(store, cut=None)
    with pytest.raises(WorkflowError, match="opened without a flagger"):
        ann.add_claim(article.id, Span(0, 4))
    with pytest.raises(WorkflowError, match="opened without a flagger"):
        ann.recut(first.id, [Span(0, 4)])


def test_the_claims_in_an_article_are_those_that_count_in_the_order_of_the_text(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, claims = pile
    ann.dismiss([claims[3].id], "opinion")
    (wider,) = ann.recut(claims[0].id, [Span(0, 30)])
    assert [row.claim_id for row in ann.claims_in(article.id)] == [
        wider.id,
        *(each.id for each in claims[1:]),
    ]
    assert ann.claims_in("nowhere") == []
