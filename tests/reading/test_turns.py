"""Who speaks: little transcripts, debates, chats and interviews in many forms, and what is none of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Article, Role
from claimcheck.reading.articles import read_text
from claimcheck.reading.sentences import sentences


def told(text: str, language: str | None = None) -> list[str]:
    """Each unit that is no boilerplate as "who|what", "-" where it is the document's own voice."""
    article = read_text(text, language=language)
    return [
        f"{unit.speaker or '-'}|{unit.span.of(article.text)}"
        for unit in sentences(article)
        if unit.role is not Role.BOILERPLATE
    ]


HEADS = {
    "names as their owners write them": (
        "lena moss   0:03\nWe built 300 homes.\n\ntom.hale@example.org   0:09\nNo, 280.\n\n"
        "lena moss   0:15\nI counted.",
        ["lena moss|We built 300 homes.", "tom.hale@example.org|No, 280.", "lena moss|I counted."],
    ),
    "an office in bold, once": (
        "**Hon. Lena Moss (Hull):** Mr. Speaker, we built 300 homes.\n\n"
        "**The Speaker:** The hon. member for Leeds.\n\n"
        "**Mr. Tom Hale (Leeds):** It is 280.",
        [
            "Hon. Lena Moss|Mr. Speaker, we built 300 homes.",
            "The Speaker|The hon. member for Leeds.",
            "Mr. Tom Hale|It is 280.",
        ],
    ),
    "a report on the radio, with little that only speech has": (
        "TOM HALE, HOST: The town raised fares. Lena Moss reports.\n\nLENA MOSS, BYLINE: Fares rise 12% "
        "in March.\n\n"
        "(SOUNDBITE OF TRAIN)\n\nMOSS: Riders know.\n\nJO PARK: It used to cost $2.\n\n"
        "HALE: That is all. Thank you.\n\n"
        "MOSS: A town of 300 homes.",
        [
            "TOM HALE|The town raised fares.",
            "TOM HALE|Lena Moss reports.",
            "LENA MOSS|Fares rise 12% in March.",
            "MOSS|Riders know.",
            "JO PARK|It used to cost $2.",
            "HALE|That is all.",
            "HALE|Thank you.",
            "MOSS|A town of 300 homes.",
        ],
    ),
    "a call with analysts": (
        "Operator\n\nWelcome to the call.\n\nLena Moss — Chief Executive\n\nThank you. It grew 12%.\n\n"
        "Tom Hale — Analyst, "
        "Big Bank\n\nBy how much?\n\nLena Moss — Chief Executive\n\nBy 12%.",
        [
            "Operator|Welcome to the call.",
            "Lena Moss|Thank you.",
            "Lena Moss|It grew 12%.",
            "Tom Hale|By how much?",
            "Lena Moss|By 12%.",
        ],
    ),
    "question and answer in full": (
        "Question: How many homes?\n\nAnswer: The town has 300.\n\nQuestion: Why?\n\n"
        "Answer: There was no money.",
        [
            "Question|How many homes?",
            "Answer|The town has 300.",
            "Question|Why?",
            "Answer|There was no money.",
        ],
    ),
    "time behind a colon": (
        "Speaker 1: 00:00\nThank you all. We have 300 homes.\n\nSpeaker 2: 00:42\nIt is 280.",
        ["Speaker 1|Thank you all.", "Speaker 1|We have 300 homes.", "Speaker 2|It is 280."],
    ),
    "colon, capitals": (
        "MS. HALE:  We built 300 homes.\n\nQ    Is that a record?\n\nMS. HALE:  It is, yes.",
        ["MS. HALE|We built 300 homes.", "Q|Is that a record?", "MS. HALE|It is, yes."],
    ),
    "a head that lost its colon": (
        "MS. HALE:  Next.\n\nQ    Why, though?\n\nMS. HALE.  Well —\n\nMS HALE:  I cannot say.",
        ["MS. HALE|Next.", "Q|Why, though?", "MS. HALE|Well —", "MS HALE|I cannot say."],
    ),
    "two names, no pronoun but one": (
        "Tom Hale: Unemployment fell by 3%.\n\nLena Moss: We built 300 homes.\n\nTom Hale: It did not.",
        ["Tom Hale|Unemployment fell by 3%.", "Lena Moss|We built 300 homes.", "Tom Hale|It did not."],
    ),
    "role behind a comma": (
        "TOM HALE, HOST: Welcome.\nLENA MOSS, MINISTER: Thank you.\nHALE: How many?\nMOSS: 300 homes",
        ["TOM HALE|Welcome.", "LENA MOSS|Thank you.", "HALE|How many?", "MOSS|300 homes"],
    ),
    "time before": (
        "[00:12] Tom Hale: It fell.\n[00:19] Lena Moss: It rose.\n[00:25] Tom Hale: It fell again.",
        ["Tom Hale|It fell.", "Lena Moss|It rose.", "Tom Hale|It fell again."],
    ),
    "time behind": (
        "Tom Hale (00:12):\nIt fell by 3%.\nLena Moss (00:19):\nIt rose.\nTom Hale (00:25):\nNever.",
        ["Tom Hale|It fell by 3%.", "Lena Moss|It rose.", "Tom Hale|Never."],
    ),
    "Otter": (
        "Budget call\nMon, Mar 3, 2025 10:00AM\n\nTom Hale  0:03  \nWe built 300 homes.\n\n"
        "Unknown Speaker  0:12  \nThat is 20 fewer.\n\nTom Hale  1:02:45  \nIt is not.",
        [
            "-|Budget call",
            "Tom Hale|We built 300 homes.",
            "Unknown Speaker|That is 20 fewer.",
            "Tom Hale|It is not.",
        ],
    ),
    "Teams, as a document": (
        "Housing-20250303_100000-Meeting Recording\n\nTom Hale started transcription\n\n"
        "Tom Hale   0:03\nWe built 300 homes.\nAll of them here.\n\nLena Moss   0:09\nNo, 280.",
        [
            "-|Housing-20250303_100000-Meeting Recording",
            "Tom Hale|We built 300 homes.",
            "Tom Hale|All of them here.",
            "Lena Moss|No, 280.",
        ],
    ),
    "Zoom, saved": (
        "[Tom Hale] 10:02:13\nWe built 300 homes.\n\n[Lena Moss] 10:02:20\nThat is 20 fewer.",
        ["Tom Hale|We built 300 homes.", "Lena Moss|That is 20 fewer."],
    ),
    "Zoom, chat": (
        "10:02:13 From Tom Hale to Everyone:\n\tWe built 300 homes.\n10:02:20\t From  Lena Moss : That "
        "is 20 fewer.",
        ["Tom Hale|We built 300 homes.", "Lena Moss|That is 20 fewer."],
    ),
    "headings": (
        "# A talk\n\n### Interviewer:\nHow many homes?\n\n### Lena Moss:\nWe built 300.\n\n"
        "### Lena Moss:\nI counted.",
        ["-|A talk", "Interviewer|How many homes?", "Lena Moss|We built 300.", "Lena Moss|I counted."],
    ),
    "headings without a colon": (
        "## Tom Hale\n\nHow many homes did you build?\n\n## Lena Moss\n\nWe built 300.\n\n## Tom Hale\n"
        "\nThank you.",
        ["Tom Hale|How many homes did you build?", "Lena Moss|We built 300.", "Tom Hale|Thank you."],
    ),
    "bold names on lines of their own": (
        "**Tom Hale**\nHow many homes did you build?\n\n**Lena Moss**\nWe built 300.\n\n**Tom Hale**\n"
        "Thank you.",
        ["Tom Hale|How many homes did you build?", "Lena Moss|We built 300.", "Tom Hale|Thank you."],
    ),
    "places and parties": (
        "**Mr. Tom Hale (Hull East) (Lab):** I beg to move.\n\n**The Minister (Lena Moss):** We built "
        "300 homes.\n\n"
        "**Mr. Tom Hale:** It is 280.",
        ["Mr. Tom Hale|I beg to move.", "Lena Moss|We built 300 homes.", "Mr. Tom Hale|It is 280."],
    ),
    "places and parties on lines of their own": (
        "Tom Hale (Hull East) (Lab)\nI beg to move.\n\nLena Moss (Leeds) (Con)\nWe built 300 homes.\n\n"
        "Tom Hale\nIt is 280.",
        ["Tom Hale|I beg to move.", "Lena Moss|We built 300 homes.", "Tom Hale|It is 280."],
    ),
    "full stop and dash, also within a line": (
        "HON. T. HALE.- Madam Speaker, we built 300 homes. (Acclamation) MADAM SPEAKER.- Order!\n\n"
        "HON. L.M. MOSS .- It is 280.\n\n12 HON. T. HALE.: The count is 300. HON. L. M. MOSS.- It is not.",
        [
            "HON. T. HALE|Madam Speaker, we built 300 homes.",
            "MADAM SPEAKER|Order!",
            "HON. L.M. MOSS|It is 280.",
            "HON. T. HALE|The count is 300.",
            "HON. L. M. MOSS|It is not.",
        ],
    ),
    "a question put in writing": (
        "HON. T. HALE asked the Government, upon notice: How many homes were built? HON. L. MOSS.- We "
        "built 300.\n\n"
        "HON. T. HALE.- It is 280.",
        [
            "HON. T. HALE|HON. T. HALE asked the Government, upon notice: How many homes were built?",
            "HON. L. MOSS|We built 300.",
            "HON. T. HALE|It is 280.",
        ],
    ),
    "European Parliament": (
        "President. – The next item is the debate.\n\nLena Moss, Member of the Commission. – Madam "
        "President, we built "
        "300 homes.\n\nTom Hale, on behalf of the Left. – It is 280.\n\nPresident. – Thank you.",
        [
            "President|The next item is the debate.",
            "Lena Moss|Madam President, we built 300 homes.",
            "Tom Hale|It is 280.",
            "President|Thank you.",
        ],
    ),
    "Congress": (
        "Mr. HALE. Mr. Speaker, we built 300 homes.\n\nThe SPEAKER pro tempore. The gentleman is "
        "recognized.\n\n"
        "Ms. McMOSS of Maine (during the reading). That is 20 fewer.\n\nMr. HALE. It is not.",
        [
            "Mr. HALE|Mr. Speaker, we built 300 homes.",
            "The SPEAKER pro tempore|The gentleman is recognized.",
            "Ms. McMOSS of Maine|That is 20 fewer.",
            "Mr. HALE|It is not.",
        ],
    ),
    "Australia and Canada": (
        "Mr HALE (Hull—Minister for Housing) (14:01): I thank the member. We built 300 homes.\n"
        "Hon. Lena Moss (Minister of Finance, Lib.): Mr. Speaker, it is 280.\nMr HALE: It is not.",
        [
            "Mr HALE|I thank the member.",
            "Mr HALE|We built 300 homes.",
            "Hon. Lena Moss|Mr. Speaker, it is 280.",
            "Mr HALE|It is not.",
        ],
    ),
    "questions and answers with full stops": (
        "Q. How many homes?\nA. There are 300.\nQ. Since when?\nA. Since 2019.",
        ["Q|How many homes?", "A|There are 300.", "Q|Since when?", "A|Since 2019."],
    ),
    "a deposition": (
        "Q.   You built them?\n\nA.   I did.\n\nMR. HALE:  Objection.\n\nTHE COURT:  Overruled.\n\n"
        "Q.   How many?",
        ["Q|You built them?", "A|I did.", "MR. HALE|Objection.", "THE COURT|Overruled.", "Q|How many?"],
    ),
    "questions with nothing but a blank, hard-wrapped": (
        "MS. MOSS: The department has built 300 homes since the spring of last\n"
        "year, which is more than in the ten "
        "years before it.\nQ Is that all that you have to say to those who have been waiting for\nso long?\n"
        "MS. MOSS: Yes.",
        [
            "MS. MOSS|The department has built 300 homes since the spring of last\n"
            "year, which is more than in the ten "
            "years before it.",
            "Q|Is that all that you have to say to those who have been waiting for\nso long?",
            "MS. MOSS|Yes.",
        ],
    ),
    "italics around name and question": (
        "*Hale: How many homes did you build?*\n\nMoss: We built 300.\n\n*Hale: In a year?*\n\nMoss: In two.",
        ["Hale|How many homes did you build?*", "Moss|We built 300.", "Hale|In a year?*", "Moss|In two."],
    ),
    "arrows": (
        ">> HALE: How many homes?\n>> MOSS: We built 300.\n>> HALE: Thank you.",
        ["HALE|How many homes?", "MOSS|We built 300.", "HALE|Thank you."],
    ),
    "speakers by number": (
        "SPEAKER_00: How many homes did you build?\nSPEAKER_01: We built 300.\nSPEAKER_00: I see.",
        ["SPEAKER_00|How many homes did you build?", "SPEAKER_01|We built 300.", "SPEAKER_00|I see."],
    ),
    "all in one line": (
        "HALE: How many homes did you build? MOSS: We built 300. HALE: Thank you.",
        ["HALE|How many homes did you build?", "MOSS|We built 300.", "HALE|Thank you."],
    ),
    "one speaker": (
        "MR. HALE: We built 300 homes.\n\nAll of them stand.\n\nThank you.",
        ["MR. HALE|We built 300 homes.", "MR. HALE|All of them stand.", "MR. HALE|Thank you."],
    ),
    "two who speak once, by their whole names": (
        "LENA MOSS: Our exports rose by 12 percent.\n\nTOM HALE: And yet prices doubled within two years.",
        ["LENA MOSS|Our exports rose by 12 percent.", "TOM HALE|And yet prices doubled within two years."],
    ),
    "an exchange in quotation marks": (
        'He was asked.\n\n"MOSS: Why 300 homes?\n\n"HALE: We had to.\n\n"And we paid.\n\nIt rained.',
        ["-|He was asked.", "MOSS|Why 300 homes?", "HALE|We had to.", 'HALE|"And we paid.', "-|It rained."],
    ),
    "labels of a report that says we": (
        "Key Points: We sold 300 homes.\n\nMain Risks: Our debt rose.",
        ["-|Key Points: We sold 300 homes.", "-|Main Risks: Our debt rose."],
    ),
    "labels of a report in capitals": (
        "KEY POINTS: We sold 300 homes.\n\nMAIN RISKS: Our debt rose.",
        ["-|KEY POINTS: We sold 300 homes.", "-|MAIN RISKS: Our debt rose."],
    ),
    "seasons": (
        "Summer 2023: We sold the house.\n\nSpring 2024: I found a job.",
        ["-|Summer 2023: We sold the house.", "-|Spring 2024: I found a job."],
    ),
    "labels within a transcript": (
        "MODERATOR: How many homes?\n\nMS. MOSS: We built 300.\n\nRemember: it was 2025.\n\n"
        "Note: This is new.\n\n"
        "MODERATOR: I see.",
        [
            "MODERATOR|How many homes?",
            "MS. MOSS|We built 300.",
            "MS. MOSS|Remember: it was 2025.",
            "MS. MOSS|Note: This is new.",
            "MODERATOR|I see.",
        ],
    ),
    "German parliament": (
        "Präsidentin Lena Moos:\nDas Wort hat Tom Hahl.\n\nTom Hahl (Grüne):\n"
        "Wir haben 300 Wohnungen gebaut.\n\n"
        "Dr. Eva Roth (FDP):\nNein, 280.\n\nPräsidentin Lena Moos:\nIch danke.",
        [
            "Präsidentin Lena Moos|Das Wort hat Tom Hahl.",
            "Tom Hahl|Wir haben 300 Wohnungen gebaut.",
            "Dr. Eva Roth|Nein, 280.",
            "Präsidentin Lena Moos|Ich danke.",
        ],
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head_names_who_speaks(name: str) -> None:
    text, expected = HEADS[name]
    assert told(text, "de" if name.startswith("German") else None) == expected


CHATS = {
    "one message": ("31/12/2023, 22:15 - Lena: It fell by 3%.", ["Lena|It fell by 3%."]),
    "Android, 12 hours": (
        "12/31/23, 10:15 PM - Messages and calls are end-to-end encrypted.\n"
        "12/31/23, 10:15 PM - Tom Hale: We built "
        "300 homes.\nAll of them here.\n12/31/23, 10:16\u202fPM - Lena 🏠: That is 20 fewer.\n"
        "1/1/24, 9:01 AM - Tom Hale: <Media omitted>",
        ["Tom Hale|We built 300 homes.", "Tom Hale|All of them here.", "Lena 🏠|That is 20 fewer."],
    ),
    "iOS, 24 hours": (
        "[31/12/2023, 22:15:03] Homes: \u200eMessages and calls are end-to-end encrypted.\n"
        "[31/12/2023, 22:15:03] Tom Hale: We built 300 homes.\n\u200e[31/12/2023, 22:16:40] Lena: "
        "\u200eimage omitted\n"
        "[31/12/2023, 22:17:00] Lena: It is 280: I counted.",
        ["Tom Hale|We built 300 homes.", "Lena|It is 280: I counted."],
    ),
    "two date formats": (
        "31/12/2023, 22:15 - Tom Hale: It fell by 3%.\n[1/13/24, 9:01:00 AM] Lena Moss: It rose.\n"
        "2024-01-14, 09:02 - Tom Hale: It fell.",
        ["Tom Hale|It fell by 3%.", "Lena Moss|It rose.", "Tom Hale|It fell."],
    ),
    "German, with a number for a name": (
        "31.12.23, 22:15 - Tom hat die Gruppe erstellt\n31.12.23, 22:15 - +44 7700 900123: It fell.\n"
        "31.12.23, 22:16 - Tom: It rose.",
        ["+44 7700 900123|It fell.", "Tom|It rose."],
    ),
    "copied from the page": (
        "[22:15, 31/12/2023] Tom Hale: It fell.\n[22:16, 31/12/2023] Lena Moss: It rose.",
        ["Tom Hale|It fell.", "Lena Moss|It rose."],
    ),
}


@pytest.mark.parametrize("name", CHATS)
def test_a_chat_names_who_writes(name: str) -> None:
    text, expected = CHATS[name]
    assert told(text) == expected


NO_SPEAKERS = {
    "no names at all": "- How many homes did you build?\n- We built 300.\n- In a year?\n- Yes.",
    "a colon in every line": "I said: yes.\nYou said: no.\nThe town: it is old.\nHomes: they fell.\n"
    "Remember: I told you.",
    "terms in capitals": "GDP: Gross product. It measures what we make.\n"
    "CPI: A price index. It tells you how prices move.",
    "a form": "Name: Lena Moss\nAge: 52\nJob: Mayor\nFavourite food: I like soup.\nHobby: My garden.",
    "times of a report": "10:15\n\nThe mayor said that 300 homes were built.\n\n10:42\n\n"
    "Tom Hale said 280.\n\n11:05\n\nIt rained.",
    "who, what, when": "Who: The town.\nWhat: I think you know.\nWhen: In May.\n"
    "Where: The hall. You can come.",
    "for and against": "Pro: You save money.\n\nCon: You need a car. You can't park it.\n\n"
    "Pro: You help the town.",
    "minutes of a meeting": "Time: 10:00\nPlace: Hull\nPresent: Lena Moss, Tom Hale\n\n"
    "Item 1: Homes. It noted that "
    "300 homes were built.\nItem 2: Roads. It agreed to ask.\nAction: Tom to write.",
    "a letter": "From: Lena Moss\nTo: Tom Hale\nSubject: Homes\n\nHi Tom,\n\n"
    "We built 300 homes. I counted them.",
    "a verdict with I": "Claim: It holds chips.\n\nVerdict: False.\n\nClaim: It kills.\n\n"
    "Verdict: False. I asked three.",
    "a claim and the facts": "CLAIM: A dam broke.\n\nTHE FACTS: We found that it did not.\n\n"
    "CLAIM: It fell.\n\n"
    "THE FACTS: It rose by 3%.",
    "a claim, a verdict, a reason": "What Was Claimed: The town built 300 homes.\n\n"
    "Our Verdict: It built 280.",
    "a myth and the truth": "Myth: Homes cost 300 pounds.\nReality: They cost more.\nMyth: None stand.\n"
    "Reality: All do.",
    "a myth, the reader addressed": "Myth: Your home is safe.\nFact: It may not be.\nMyth: Homes last.\n"
    "Fact: Some fall.",
    "a question as a claim": "The Claim: Has crime doubled?\n\nThe Verdict: False.\n\n"
    "The Claim: Did homes fall?\n\n"
    "The Verdict: True.",
    "a table": "Germany: 300\nFrance: 250\nItaly: 200\nGermany: 310",
    "facts of a place": "Population: 3 million\nCapital: Hull\nArea: 300 square miles\nCurrency: Pound",
    "credits": "Photo: Tom Hale\nSource: The Office\nUpdate: A number was mended.\nNote: All are estimates.",
    "winners": "Homes are few.\n\nWinners: Owners gained 12%.\n\nIt took hours.\n\nWinners: Banks gained 3%.",
    "steps": "Step 1: Take your form.\nStep 2: Fill in your name.\nStep 3: Send it to your town.",
    "places of reports": "HULL: The minister said that 300 homes were built.\n\n"
    "LEEDS: The mayor said that it was 280.\n\n"
    "HULL: The minister left.",
    "a lone place": "HULL: The minister said on Monday that 300 homes were built.\n\n"
    "She left in the evening.",
    "a lone label": "BREAKING: We hear that 300 homes fell.",
    "a phrase with a colon": "On the question you raised: we built 300 homes. It is a record.",
    "subheads": "A long road\nThe town built 300 homes.\nThe next years\nIt will build more.\n"
    "One more thing\nIt rains.",
    "a timetable": "Opening 9:00\nLunch 12:30\nHomes for all 13:30\nDinner 19:00",
    "enumerated": "A. The town built 300 homes.\nB. It built no schools.\nC. It rained.",
    "a page of links": "Homes: https://example.org/a\nSchools: https://example.org/b\n"
    "Roads: https://example.org/c",
    "a recipe of headings": "### Ingredients:\n300 g of flour.\n\n### Method:\nStir it well.\n\n"
    "### Time:\nOne hour.",
    "quotations after a label": 'Claim: "I built 300 homes," he said.\nFact: It was 280.\n'
    'Claim: "We won."\nFact: They lost.',
}


@pytest.mark.parametrize("name", NO_SPEAKERS)
def test_a_label_is_no_speaker(name: str) -> None:
    text = NO_SPEAKERS[name]
    assert {unit.speaker for unit in sentences(read_text(text))} == {None}


OTHERS = {
    "bold questions": (
        "An interview with Minister Lena Moss\n\nBy Tom Hale\n\n**How many homes did you build?**\n\n"
        "We built 300.\n\n"
        "I counted.\n\n**And will you build more?**\n\nI hope so.\n\n*The talk was shortened.*",
        [
            "-|An interview with Minister Lena Moss",
            "Interviewer|**How many homes did you build?**",
            "Minister Lena Moss|We built 300.",
            "Minister Lena Moss|I counted.",
            "Interviewer|**And will you build more?**",
            "Minister Lena Moss|I hope so.",
            "-|*The talk was shortened.*",
        ],
    ),
    "italic questions, nobody named": (
        "_Have you built 300 homes?_\nWe have.\n_Will you stay?_\nI will.",
        [
            "Interviewer|_Have you built 300 homes?_",
            "Interviewee|We have.",
            "Interviewer|_Will you stay?_",
            "Interviewee|I will.",
        ],
    ),
    "frequent questions": (
        "**What is a home?**\nA house.\n**When must I pay?**\nYou pay in March.\n**Who built them?**\n"
        "The town did.",
        [
            "-|**What is a home?**",
            "-|A house.",
            "-|**When must I pay?**",
            "-|You pay in March.",
            "-|**Who built them?**",
            "-|The town did.",
        ],
    ),
    "a speech": (
        "Remarks by Mayor Lena Moss on Homes\n\nHull, 3 May 2024\n\nGood morning. I am glad.\n\n"
        "We built 300 homes.",
        [
            "-|Remarks by Mayor Lena Moss on Homes",
            "-|Hull, 3 May 2024",
            "Mayor Lena Moss|Good morning.",
            "Mayor Lena Moss|I am glad.",
            "Mayor Lena Moss|We built 300 homes.",
        ],
    ),
    "a report of a speech": (
        "Remarks by Mayor Lena Moss on Homes\n\nThe mayor spoke for an hour.\n\n"
        "She said that 300 homes were built.",
        [
            "-|Remarks by Mayor Lena Moss on Homes",
            "-|The mayor spoke for an hour.",
            "-|She said that 300 homes were built.",
        ],
    ),
    "an office, named above": (
        "Remarks by President Moss and Vice President Hale\n\nTHE PRESIDENT: We built 300 homes.\n\n"
        "THE VICE PRESIDENT: I counted.\n\nTHE PRESS: Thank you.",
        [
            "-|Remarks by President Moss and Vice President Hale",
            "President Moss|We built 300 homes.",
            "Vice President Hale|I counted.",
            "THE PRESS|Thank you.",
        ],
    ),
    "a statement below its lead-in": (
        "The town answered on Monday.\n\nStatement from Mayor Lena Moss:\n\nWe built 300 homes.\n\n"
        "I counted.",
        [
            "-|The town answered on Monday.",
            "-|Statement from Mayor Lena Moss:",
            "Mayor Lena Moss|We built 300 homes.",
            "Mayor Lena Moss|I counted.",
        ],
    ),
    "a block quote below its lead-in": (
        "It rained. Here is what Lena Moss had to say:\n\n> The town built 300 homes.\n"
        "> It will build more.\n\n"
        "Nobody else spoke.",
        [
            "-|It rained.",
            "-|Here is what Lena Moss had to say:",
            "Lena Moss|> The town built 300 homes.",
            "Lena Moss|> It will build more.",
            "-|Nobody else spoke.",
        ],
    ),
    "a block quote with a date": (
        "On July 3 the mayor wrote:\n\n> The town built 300 homes.",
        ["-|On July 3 the mayor wrote:", "-|> The town built 300 homes."],
    ),
    "a block quote of her office": (
        "Asked on Monday, Lena Moss's office wrote:\n\n> The town built 300 homes.",
        ["-|Asked on Monday, Lena Moss's office wrote:", "-|> The town built 300 homes."],
    ),
    "a block quote of somebody else": (
        "Of Lena Moss he wrote:\n\n> She built 300 homes.",
        ["-|Of Lena Moss he wrote:", "-|> She built 300 homes."],
    ),
    "a block quote of nobody": (
        "The law says:\n\n> Homes are built by the town.\n\nIt is old.",
        ["-|The law says:", "-|> Homes are built by the town.", "-|It is old."],
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_who_speaks_without_a_head(name: str) -> None:
    text, expected = OTHERS[name]
    assert told(text) == expected


TIMES = [
    ("Tom Hale  0:03\nIt fell. It rose.\n\nLena Moss  0:12\nI know.", ["0:03", "0:03", "0:12"]),
    ("[00:12] HALE: It fell.\nMOSS: I know.", ["00:12", "00:12"]),
    (
        "12/31/23, 10:15 PM - Tom: It fell.\n1/1/24, 9:01 AM - Lena: It rose.",
        ["12/31/23, 10:15 PM", "1/1/24, 9:01 AM"],
    ),
    ("HALE: I fell.\nMOSS: I know.", [None, None]),
]


@pytest.mark.parametrize(("text", "times"), TIMES)
def test_a_sentence_has_the_time_of_its_turn(text: str, times: list[str | None]) -> None:
    assert [unit.time for unit in sentences(read_text(text))] == times


PIECES = [
    "HALE: ",
    "Tom Hale  0:12",
    "[0:12:04] Tom:",
    "Q. ",
    "A  ",
    "HON. T. HALE.- ",
    "12/31/23, 10:15 PM - Tom: ",
]
PIECES += [
    "**Why you?**",
    "> ",
    ">> ",
    "I said so. ",
    "Note: ",
    "Remarks by Lena Moss",
    "300",
    "\n",
    "\n\n",
    " ",
    ":",
    "(",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join))
def test_spans_are_sound_and_only_heads_lie_outside(text: str) -> None:
    found = sentences(Article(text))
    outside, at = "", 0
    for unit in found:
        assert at <= unit.span.start < unit.span.end <= len(text)
        outside, at = outside + text[at : unit.span.start], unit.span.end
    # What was said is in a unit, whatever was taken for a head.
    assert "said" not in outside + text[at:]


HOSTILE = [
    "A\n",
    "A. ",
    "HON.\n",
    "A.-",
    "[00:12] ",
    "(a) ",
    "A: b\n",
    "Mr. HALE. ",
    "Q ",
    "**",
    "A,b ",
    "12:12\n",
]
HOSTILE += [
    "1/1/24, 10:10 - ",
    "Ana Ruiz 0:12\n",
    "AB CD EF. AB: ",
    "Ana Ruiz\nHi.\n",
    "HON. A B asked ",
    "— AAAA ",
    ">>",
]
HOSTILE += [
    "A:\n> a\n",
    "**Are you?**\nI am.\n",
    "[0:00:01] A:\n",
    "Remarks by ",
    "Remarks by A B:\n",
    "“a\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    found = sentences(Article(text))
    assert [one.span for one, other in pairwise(found) if one.span.end > other.span.start] == []
