"""A log with everything that a report tells, by a clock of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from factories import a_desk, claim_on
from makers import ticking

from claimcheck.calculations import Calculation, Figure, KeptWorksheet
from claimcheck.model import Article, Claim, Contact, Source, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.workflow import Work

SPEECH = Article(
    "The combined economy of the **Northern League** is 25 times that of Varland. "
    "Its members spent 3.5 percent of what they earn on ferries. Nobody has ever built more harbours. "
    "I think that this is a shame. Ferries carried 40 million people. Fares rose by half.",
    *("Speech at the Harbour Conference", "The Harbour Times", "Ann Lee", "2026-02-01"),
    url="https://harbour.example/speech",
    language="en",
)
ECHO = Article(
    "The League's economy is 25 times Varland's, said Mara Quist.",
    *("Morning round-up", "Radio Coast"),
    url="https://coast.example/monday",
)
SAID = (
    "The combined economy of the **Northern League** is 25 times that of Varland.",
    "Its members spent 3.5 percent of what they earn on ferries.",
    "Nobody has ever built more harbours.",
    "I think that this is a shame.",
    "Ferries carried 40 million people.",
    "Fares rose by half.",
)
_CAME_TO = ((2021, 19.4), (2022, 21.3), (2023, 25.6), (2024, 24.1))


def a_worksheet() -> KeptWorksheet:
    """The ratio of a group to a country over four years, as it is kept with a check."""
    return KeptWorksheet(
        "25 times",
        "Claimed: 25 times. Computed: 25.6 times for 2023, 24.1 times for 2024 (GDP, League members 2025 (8) "
        "and Varland; Statistics Coast). Holds in 2 of 4 readings.",
        tuple(_calculation(year, value) for year, value in _CAME_TO),
    )


def _calculation(year: int, value: float) -> Calculation:
    return Calculation(
        "ratio",
        f"GDP, League members 2025 (8) and Varland, {year}",
        value,
        "times",
        f"{value} times",
        f"claimed 25 times, computed {value}",
        abs(value - 25) < 1.25,
        str(year),
        (
            Figure(
                *("League members 2025 (8)", "GDP", year, value * 2e12, "USD", "gdp.csv", "Statistics Coast"),
                rows=(3, 5, 9, 12),
                members_of=2025,
            ),
            Figure("Varland", "GDP", year, 2e12, "USD", "gdp.csv", "Statistics Coast", rows=(20,)),
        ),
    )


def the_form() -> Work:
    """A form with all that a report shows of it, and what it does not."""
    return Work(
        statement="In 2023 the GDP of the Northern League's members together was 25 times that of Varland.",
        rating="Mostly true",
        rationale="The ratio was 25.6 in 2023 and 24.1 in 2024.\nIn the two years before it was lower, since "
        "Varland's currency was strong.\n\nNobody disputes the figures.",
        sources=(
            Source(
                "https://stat.coast.example/gdp",
                "GDP in current US$",
                "League members together, 2023: 51.2 trillion; Varland: 2.0 trillion.",
                "2026-03-01",
                "https://archive.example/1",
                primary=True,
                stance="for",
            ),
            Source(
                "https://fund.example/ppp",
                "The same in purchasing power",
                "By purchasing power the League's economy is 11 times as large.",
                primary=False,
                interest="lends to Varland",
                stance="against",
            ),
            Source("https://ministry.example/reply", "Reply of the ministry, 3 March"),
        ),
        contact=Contact("2026-03-01", "secret number", "2026-03-03", "We meant last year.", "2026-03-02"),
        why_selected="secret reason",
        note="secret note",
        worksheet=a_worksheet(),
    )


def reported_log(path: Path) -> dict[str, Claim]:
    """A check that was corrected and serves a claim elsewhere, others of every kind, and one rated blind."""
    moments = list(islice(ticking(), 200))
    with Store(path) as store:
        claims = [claim_on(SPEECH, quote, speaker="Mara Quist", worthiness=0.9) for quote in SAID]
        claims[4] = replace(claims[4], speaker=None)
        echo = claim_on(ECHO, ECHO.text, speaker="Mara Quist", worthiness=0.9)
        store.add(SPEECH, claims)
        store.add(ECHO, [echo])

        def now() -> datetime:
            return moments[len({event.at for event in store.events()})]

        newsroom = Policy.newsroom()
        ana, ben = (a_desk(store, name, policy=newsroom, now=now) for name in ("Ana", "Ben"))
        first, share, blind, opinion, people = (claim.id for claim in claims[:5])
        form = the_form()
        out = replace(form, published_url="https://pruefer.example/league")
        for status in (Status.SELECTED, Status.RESEARCHING, Status.PROPOSED):
            ana.take(first, status, form)
        ana.comment(first, "secret comment")
        ana.tag([first], add=["secret tag"])
        ben.refresh()
        ben.take(first, Status.APPROVED, form)
        ana.refresh()
        ana.take(first, Status.PUBLISHED, out)
        mended = replace(
            out, rating="Mixture", correction="By purchasing power it is 11 times: we had left that out."
        )
        ana.take(first, Status.CORRECTED, mended)
        ana.serve(first, [echo.id])
        other = replace(
            form,
            statement="The League's members spent 3.5% of their GDP on ferries.",
            rating="False",
            rationale="It was 0.4%.",
            contact=None,
            worksheet=None,
        )
        for status in (Status.SELECTED, Status.RESEARCHING, Status.PROPOSED):
            ana.take(share, status, other)
        ben.refresh()
        ben.take(share, Status.APPROVED, other)
        ana.dismiss([opinion], "opinion")
        ana.take(people, Status.SELECTED, form)
        ana.take(people, Status.RESEARCHING, form)
        ana.take(
            people,
            Status.PROPOSED,
            replace(other, statement="Ferries carried 40 million.", rating="Unproven"),
        )
        ana.ask_blind([blind])
        ana.rate(blind, Work(rating="False", rationale="secret rationale", statement="secret statement"))
    return dict(
        zip(("first", "share", "blind", "opinion", "people", "waiting", "echo"), (*claims, echo), strict=True)
    )
