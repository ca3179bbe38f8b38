"""Which quotation marks belong to a claim."""

from __future__ import annotations

import pytest
from factories import an_article
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.claim_ends import without_lone_marks
from claimcheck.flagging.flag import claim_at, describe
from claimcheck.model import Span
from claimcheck.reading.sentences import sentences

# A paragraph with ¦ at the two ends of what is marked, and what the claim then says.
MARKED = [
    ("“¦We met.¦” They lost.", "We met."),
    ("“We met. ¦They lost.”¦", "They lost."),
    ("¦“We met.¦ They lost.”", "We met."),
    ("¦“We met. They lost.”¦", "“We met. They lost.”"),
    ("¦“We met,” he said.¦", "“We met,” he said."),
    ("He said: ¦“We met.¦", "We met."),
    ("¦“We met” and “they lost.¦”", "“We met” and “they lost."),
    ("¦“We met. “They lost.”¦", "We met. “They lost.”"),
    ('"We met. ¦They lost."¦', "They lost."),
    ('¦"We met.¦ They lost."', "We met."),
    ('He said "¦we met" and "they lost"¦.', 'we met" and "they lost"'),
    ("„Wir waren da. ¦Sie nicht.“¦", "Sie nicht."),
    ("¦„Wir waren da.“¦", "„Wir waren da.“"),
    ("»Wir waren da. ¦Sie nicht.«¦", "Sie nicht."),
    ("¦»Wir waren da.«¦", "»Wir waren da.«"),
    ("« Nous y étions. ¦Eux non. »¦", "Eux non."),
    ("¦« Nous y étions.¦ Eux non. »", "Nous y étions."),
    ("”Vi var där. ¦De inte.”¦", "De inte."),
    ("¦”Vi var där.”¦", "”Vi var där.”"),
    ("‚Wir waren da. ¦Sie nicht.‘¦", "Sie nicht."),
    ("「我们去了。¦他们没有。」¦", "他们没有。"),
    ("“‘We met. ¦They lost.’”¦", "They lost."),
    ("“He said, ¦‘We met.’”¦", "‘We met.’"),
    ("‘We met. ¦They lost.’¦", "They lost."),
    ("¦‘We met¦ and lost’, he said.", "We met"),
    ("It is ¦‘the workers’ pay’¦.", "‘the workers’ pay’"),
    # Apostrophes and measures are no quotation marks.
    ("They raised the pay of ¦the workers’¦", "the workers’"),
    ("They raised the pay of ¦the workers'¦", "the workers'"),
    ("¦’90s exports rose.¦", "’90s exports rose."),
    ("¦'Tis 12 percent.¦", "'Tis 12 percent."),
    ("¦‘Twas 12 percent.¦", "‘Twas 12 percent."),
    ("¦He is 6'2\"¦ and 90 kilos.", "He is 6'2\""),
    ("¦Don't say it wasn’t so¦", "Don't say it wasn’t so"),
    ("It's ¦rock 'n' roll¦.", "rock 'n' roll"),
    # What has no words is left to be refused in words.
    ("He said ¦”¦.", "”"),
]


@pytest.mark.parametrize(("marked", "says"), MARKED)
def test_a_mark_belongs_to_a_claim_only_with_its_counterpart(marked: str, says: str) -> None:
    before, inside, after = marked.split("¦")
    text = before + inside + after
    span = Span(len(before), len(before + inside))
    assert without_lone_marks(text, span, Span(0, len(text))).of(text) == says


@given(st.text("“”„‘’'\"«»「」 ab.1", max_size=30), st.data())
def test_what_is_left_is_within_and_has_all_the_letters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left = without_lone_marks(text, Span(start, end), Span(0, len(text)))
    assert start <= left.start <= left.end <= end
    kept = [character for character in left.of(text) if character.isalnum()]
    assert kept == [character for character in text[start:end] if character.isalnum()]
    assert without_lone_marks(text, left, Span(0, len(text))) == left


def test_flagged_claims_and_those_cut_by_hand_keep_to_it() -> None:
    text = "“Exports rose by 12 percent. They fell in 2023,” she said. “It was 5 percent in 2024.”"
    article = an_article(text)
    units = sentences(article)
    assert [claim.text for claim in describe(article, units)] == [
        "Exports rose by 12 percent.",
        "They fell in 2023,” she said.",
        "“It was 5 percent in 2024.”",
    ]
    assert {claim.speaker for claim in describe(article, units)} == {describe(article, units)[0].speaker}
    by_hand = claim_at(article, units, Span(0, text.index(" They")))
    assert by_hand.text == "Exports rose by 12 percent."
    across = claim_at(article, units, Span(text.index("It was"), len(text)))
    assert across.text == "It was 5 percent in 2024."
