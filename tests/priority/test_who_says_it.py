"""Who says a claim, as an editor weighs it."""

from __future__ import annotations

import pytest

from claimcheck.flagging.language_words import known_language
from claimcheck.model import Claim, Kind, Quoted, Signal, Span
from claimcheck.priority.speakers import who

ENGLISH = known_language("en")
PLACE = Span(0, 9)


def said_by(speaker: str | None, quoted: Quoted = Quoted.INDIRECT, office: str = "") -> Claim:
    told = f"said by {speaker}, {office}" if office else f"said by {speaker}"
    signals = (Signal("speaker", (), 0.0, told),) if speaker else ()
    return Claim("a", PLACE, "It is so.", PLACE, speaker=speaker, quoted=quoted, signals=signals)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (said_by("Ana Ruiz", Quoted.DIRECT, "mayor of Ulm"), said_by("Ana Ruiz", office="mayor of Ulm")),
        (said_by("Ana Ruiz", office="mayor of Ulm"), said_by("Ana Ruiz")),
        (said_by("Ana Ruiz", Quoted.DIRECT), said_by("Ana Ruiz")),
        (said_by("Ministry of Finance"), said_by("two officials")),
        (said_by("Ana Ruiz"), said_by("Senior officials")),
        (said_by("a spokesman"), said_by(None, Quoted.NONE)),
    ],
)
def test_whom_an_editor_weighs_more(more: Claim, less: Claim) -> None:
    assert who(more, ENGLISH)[0] >= who(less, ENGLISH)[0]
    assert who(more, ENGLISH) != who(less, ENGLISH)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (said_by("Ana Ruiz", office="mayor of Ulm"), "Ana Ruiz, mayor of Ulm"),
        (said_by("two officials"), "two officials, unnamed"),
        (said_by("Senior officials"), "Senior officials, unnamed"),
        (said_by("Ministry of Finance"), "Ministry of Finance"),
        (said_by(None, Quoted.NONE), ""),
    ],
)
def test_who_it_is_in_words(claim: Claim, words: str) -> None:
    assert who(claim, ENGLISH)[1] == words


def test_what_an_article_tells_of_its_own_accord_comes_last() -> None:
    event = Signal("event", (PLACE,), 0.3, "an event", Kind.EVENT)
    own = Claim("a", PLACE, "It met.", PLACE, signals=(event,))
    assert who(own, ENGLISH)[0] < who(said_by(None, Quoted.NONE), ENGLISH)[0]
