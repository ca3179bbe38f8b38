"""Names that stand before the first turn only, offices and their holders, what a chat writes itself."""

from __future__ import annotations

import pytest

from claimcheck.model import Article, Role
from claimcheck.reading.articles import read_text
from claimcheck.reading.sentences import sentences


def who(text: str, language: str | None = None) -> list[str]:
    """Who says each unit that is no boilerplate, "-" for nobody."""
    article: Article = read_text(text, language=language)
    return [unit.speaker or "-" for unit in sentences(article) if unit.role is not Role.BOILERPLATE]


INTERVIEWS = {
    "names before the first question and answer": (
        "**Cy Dee: You left. Why?**\n\n**Ada King:** I had to.\n\n**Did it help?**\n\nIt cost 3 million.\n\n"
        "The town lost 12%.\n\n**What now?**\n\nNow comes a book.\n\n"
        "This interview has been edited for length and clarity.",
        ["Cy Dee"] * 2 + ["Ada King", "Cy Dee", "Ada King", "Ada King", "Cy Dee", "Ada King", "-"],
    ),
    "bold and italics mix, one question has no mark": (
        "**Cy Dee: How many came?**\n**Ada King:** About 300.\n*So few?*\nThe strike took 40.\n"
        "**And the port is full.**\n90% of it.\n*Interview: Bo Lund*",
        ["Cy Dee", "Ada King", "Cy Dee", "Ada King", "Cy Dee", "Ada King", "-"],
    ),
    "only the answer has a name": (
        "**The bank lost 3 million. Who knew?**\n\n**Ada King:** The board.\n\n**Since when?**\n\nSince May.",
        ["Interviewer", "Interviewer", "Ada King", "Interviewer", "Ada King"],
    ),
    "plain heads, then bold": (
        "Cy Dee: You run 12 clinics. How?\n\nDr. Ada King: By night.\n\n**Is that enough?**\n\nNo.\n\n"
        "**Tell me about the money.**\n\nWe get 4 million.\n\n**Thank you.**",
        ["Cy Dee"] * 2 + ["Dr. Ada King", "Cy Dee", "Dr. Ada King", "Cy Dee", "Dr. Ada King", "Cy Dee"],
    ),
    "the introduction names both": (
        "Cy Dee sat down with Ada King.\n\n_Are you well?_\n\n"
        "I am.\n\n_Is the bank?_\n\nWe lost 3 million.\n\n"
        "[The interview was translated.]",
        ["-", "Cy Dee", "Ada King", "Cy Dee", "Ada King", "-"],
    ),
    "she spoke to him": (
        "Ada King runs 12 banks. She spoke to Bo Lund.\n\n**Are you well?**\n\nI am.\n\n**Is the bank?**\n\n"
        "We lost 3 million.",
        ["-", "-", "Bo Lund", "Ada King", "Bo Lund", "Ada King"],
    ),
    "a phrase in emphasis is no question": (
        "**Cy Dee: Why did you stay?**\n**Ada King:** I liked it.\n*And the slogan?*\n"
        '*"Build, build!"*\nThat was ours, *all* of it. **Nobody** helped.',
        ["Cy Dee", "Ada King", "Cy Dee", "Ada King", "Ada King", "Ada King"],
    ),
    "a last line about who answered": (
        "**Cy Dee:** Was it foreseen?\n\n**Ada King:** I said so.\n\n**Who read it?**\n\nNobody.\n\n"
        "Ada King is the author of three books.",
        ["Cy Dee", "Ada King", "Cy Dee", "Ada King", "-"],
    ),
    "German": (
        "**Frau Roth, haben Sie 300 Wohnungen gebaut?**\n\n"
        "Nein, ich hätte gern 400.\n\n*Warum nicht mehr?*\n\n"
        "Uns fehlt das Geld.\n\nDas Interview führte Jo Marsch.",
        ["Interviewer", "Interviewee", "Interviewer", "Interviewee", "-"],
    ),
    "all named, a note at the end": (
        "ADA KING: I had to.\n\nCY DEE: Why?\n\nADA KING: We sold 12.\n\nInterview: Bo Lund",
        ["ADA KING", "CY DEE", "ADA KING", "-"],
    ),
}


@pytest.mark.parametrize("name", INTERVIEWS)
def test_names_are_kept_through_an_interview(name: str) -> None:
    text, expected = INTERVIEWS[name]
    assert who(text, "de" if name == "German" else None) == expected


HEADS = {
    "an office and its holder": (
        "**The Minister for Roads (Mr Lyle):** I thank the House.\n\n**Ms Hart (Leeds):** How many?\n\n"
        "**The Minister:** 12.",
        ["Mr Lyle", "Ms Hart", "Mr Lyle"],
    ),
    "in capitals": (
        "The PRIME MINISTER (Ms Hale): I move the bill.\n\nMr. "
        "CHAIRMAN: Order.\n\nThe PRIME MINISTER: It is cheap.",
        ["Ms Hale", "Mr. CHAIRMAN", "Ms Hale"],
    ),
    "two ministers": (
        "**The Minister for Homes (Ms Fay):** I thank you.\n\n"
        "**The Minister for Roads (Mr Ode):** We paved it.\n\n"
        "**The Minister:** I know.",
        ["Ms Fay", "Mr Ode", "The Minister"],
    ),
    "on lines of their own": (
        "**The Secretary of State for Roads (Bo Lund)**\nWe "
        "paved 12 km.\n\n**Ada King (Hull) (Lab)**\nAll?\n\n"
        "**Bo Lund**\nYes.\n\n**Ada King**\nI thank him.",
        ["Bo Lund", "Ada King", "Bo Lund", "Ada King"],
    ),
    "full-width colons": (
        "Bo Lund：It fell by 3%.\nAda King：I doubt it.\nBo Lund：It fell.",
        ["Bo Lund", "Ada King", "Bo Lund"],
    ),
    "Chinese": ("记者：建了多少？\n\n王市长：我们建了三百套。\n\n记者：够吗？", ["记者", "王市长", "记者"]),
    "roles in small letters": (
        "Cy Dee, host: Hello.\n\nBo Lund, mayor of Hull: It is 280.\n\nDee: Why?\n\nLund: They fell.",
        ["Cy Dee", "Bo Lund", "Dee", "Lund"],
    ),
    "bold first names": (
        "**Ada:** It is shut.\n\n**Bo:** Since when?\n\n**Ada:** Since May.",
        ["Ada", "Bo", "Ada"],
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head_names_a_person(name: str) -> None:
    text, expected = HEADS[name]
    assert who(text) == expected


NOBODY = {
    "frequent questions": "**How do I pay?**\n\nYou pay by card.\n\n**When is it due?**\n\nBy 3 May.",
    "questions as subheads": (
        "*Why did it fall?*\n\nThe town lost 300 homes.\n\n**What comes next?**\n\n40 more."
    ),
    "time before a colon": (
        "In May, the mayor said: we built 300 homes.\n\nOn Monday, she added: I counted them."
    ),
    "bold labels": (
        "**Claim:** Did homes fall?\n\n**Verdict:** False.\n\n**Claim:** They rose.\n\n**Verdict:** True."
    ),
    "Chinese labels": "时间：10点\n地点：上海\n人口：300万\n面积：40",
}


@pytest.mark.parametrize("name", NOBODY)
def test_nobody_speaks(name: str) -> None:
    assert set(who(NOBODY[name])) == {"-"}


@pytest.mark.xfail(strict=True, reason="a label that asks looks like a first name")
def test_a_bold_label_that_asks_is_nobody() -> None:
    text = (
        "**Problem:** Who pays?\n\n**Solution:** The state.\n\n**Problem:** It leaks.\n\n**Solution:** Tiles."
    )
    assert set(who(text)) == {"-"}


NOTICES = [
    "This message was deleted",
    "You deleted this message.",
    "Diese Nachricht wurde gelöscht.",
    "Waiting for this message. This may take a while.",
    "Missed voice call",
    "IMG-2023.jpg (file attached)",
    "Ada King has joined the channel",
    "null",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_what_a_chat_writes_itself_is_nobodys(notice: str) -> None:
    text = (
        f"12/31/23, 10:15 PM - Bo: We built 300.\n12/31/23, "
        f"10:16 PM - Ada: {notice}\n12/31/23, 10:17 PM - Bo: Oh."
    )
    units = sentences(read_text(text))
    assert {unit.speaker for unit in units if unit.role is Role.BOILERPLATE} == {None}
    assert who(text) == ["Bo", "Bo"]


@pytest.mark.parametrize(
    "piece", ["*A?*\nI am.\n", "**", "*a", "_a_", "A A told A A ", "(The A: b\n", "A a, a: I\n", "A：我"]
)
def test_hostile_interviews_come_to_an_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(unit.span.start < unit.span.end for unit in sentences(Article(text)))
