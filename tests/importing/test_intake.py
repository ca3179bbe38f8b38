"""What becomes of the fields of a record, and what is told of them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from claimcheck.importing.intake import LONGEST, Intake, Problem
from claimcheck.model import KnownClaim

RAIN = {"text": "It rains.", "rating": "False", "url": "https://paper.example/rain"}


def taken(
    *records: Mapping[str, str | None], **options: str
) -> tuple[list[KnownClaim | None], list[Problem]]:
    """The known claims of *records*, numbered from 1, and the problems."""
    problems: list[Problem] = []
    intake = Intake("feed.json", problems.append, **options)  # type: ignore[arg-type]
    return [
        next(iter(intake.claims(f"record {number}", one)), None) for number, one in enumerate(records, 1)
    ], problems


def one(told: str | None = None, **fields: str | None) -> KnownClaim:
    """The known claim of one record, of which just one thing was *told*, or nothing."""
    [known], problems = taken({**RAIN, **fields})
    assert known is not None
    assert [problem.where for problem in problems] == (["record 1"] if told else [])
    assert all(told in problem.what and not problem.refused for problem in problems if told)
    return known


def test_what_is_said_is_kept_with_where_it_came_from() -> None:
    said = {**RAIN, "title": "Rain?", "publisher": "The Paper", "date": "30 October 2019", "speaker": "Ann"}
    assert taken(said)[0] == [
        KnownClaim(
            text="It rains.",
            title="Rain?",
            rating="False",
            publisher="The Paper",
            url="https://paper.example/rain",
            date="2019-10-30",
            speaker="Ann",
            origin="feed.json",
        )
    ]


@pytest.mark.parametrize("text", [None, "", " \t\n"])
def test_a_record_without_a_claim_is_refused(text: str | None) -> None:
    known, problems = taken({**RAIN, "text": text})
    assert known == [None]
    assert problems == [Problem("record 1", "it does not say which claim was checked", refused=True)]


def test_a_publisher_is_filled_in_only_where_none_is_named() -> None:
    known, _ = taken(RAIN, {**RAIN, "publisher": "The Wire", "text": "It snows."}, publisher="The Paper")
    assert [one.publisher for one in known if one] == ["The Paper", "The Wire"]


def test_white_space_is_one_space_and_control_characters_are_seen() -> None:
    assert one(text="  It\r\n\trains\u00a0 now. ").text == "It rains now."
    assert one(text="It\x00 \x1b[31mrains\x85\ud800.").text == "It\ufffd \ufffd[31mrains \ufffd."
    assert one(text="שָׁלוֹם 👩‍👩‍👧").text == "שָׁלוֹם 👩‍👩‍👧"


def test_markup_stays_as_it_is() -> None:
    markup = '<img src=x onerror="alert(1)"> &lt;b&gt; &amp;'
    assert one(text=markup, speaker=markup).speaker == markup


@pytest.mark.parametrize("name", ["text", "title", "publisher", "speaker", "rating"])
def test_a_field_that_is_far_too_long_is_cut_and_told(name: str) -> None:
    known = one(f"the {name} has {LONGEST + 1:,} characters", **{name: "x" * (LONGEST + 1)})
    assert getattr(known, name) == "x" * LONGEST


@pytest.mark.parametrize("rating", [None, "", " "])
def test_a_rating_that_is_not_there_is_told(rating: str | None) -> None:
    assert one("gives no rating", rating=rating).rating is None


def test_a_rating_of_minus_one_is_none_and_told() -> None:
    assert one("its rating is -1", rating="-1").rating is None


def test_a_source_that_has_no_ratings_at_all_is_not_told_of_each() -> None:
    assert taken({"text": "It rains."})[1] == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://paper.example/rain?x=1#y", "https://paper.example/rain?x=1#y"),
        (" HTTPS://paper.example/a b ", "https://paper.example/a%20b"),
        ("//paper.example/rain", "https://paper.example/rain"),
        ("/rain", "https://desk.example/rain"),
        ("rain", "https://desk.example/checks/rain"),
    ],
)
def test_an_address_is_kept_and_one_of_the_same_page_made_whole(written: str, kept: str) -> None:
    [known], problems = taken({**RAIN, "url": written}, base="https://desk.example/checks/")
    assert known is not None
    assert (known.url, problems) == (kept, [])


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://paper.example/rain",
        "/rain",
        "rain",
        "mailto:a@b.example",
        "see our page",
        "http://",
        "http://[::1",
        "file:///etc/passwd",
        f"https://paper.example/{'x' * 3000}",
    ],
)
def test_what_is_no_address_of_the_web_is_left_out_and_told(written: str) -> None:
    known = one("is no address of the web", url=written)
    assert known.url is None


def test_a_date_that_may_be_two_is_left_out_and_told_with_its_words() -> None:
    assert one("'03/04/2019' may be 2019-03-04 or 2019-04-03", date="03/04/2019").date is None


def test_the_same_record_again_is_told_and_given_once() -> None:
    known, problems = taken(RAIN, {**RAIN, "text": "It  rains."})
    assert [one is not None for one in known] == [True, False]
    assert problems == [Problem("record 2", "the same as record 1")]


def test_the_same_record_under_another_spelling_of_its_address_is_the_same() -> None:
    spelled = {**RAIN, "url": "http://www.paper.example/rain/?utm_source=feed"}
    [first, again, other], problems = taken(RAIN, spelled, {**spelled, "rating": "True"})
    assert first is not None
    assert again is None
    assert other is not None
    assert [problem.what.partition(" with ")[0] for problem in problems] == [
        "the same as record 1",
        "the claim and address of record 1",
    ]


def test_words_are_no_page_of_the_site_that_they_stand_on() -> None:
    [known], problems = taken({**RAIN, "url": "see our page"}, base="https://desk.example/checks/")
    assert known is not None
    assert known.url is None
    assert len(problems) == 1


def test_of_two_that_say_something_else_of_one_claim_the_later_one_counts() -> None:
    known, problems = taken(RAIN, {**RAIN, "rating": "True"}, {**RAIN, "rating": "True"})
    assert [one.rating for one in known if one] == ["False", "True"]
    assert [problem.where for problem in problems] == ["record 2", "record 3"]
    assert "the claim and address of record 1 with something else" in problems[0].what
    assert problems[1].what == "the same as record 2"


def test_one_address_may_check_several_claims() -> None:
    known, problems = taken(RAIN, {**RAIN, "text": "It snows."})
    assert all(known)
    assert problems == []
