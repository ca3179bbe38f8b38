"""A log of checks that were published, by a clock of its own, and what holds records against schema.org."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from factories import a_desk, a_source, claim_on, some_work
from makers import ticking

from claimcheck.addresses import is_web_address
from claimcheck.exporting.claimreview import iso_date
from claimcheck.exporting.publisher import Publisher
from claimcheck.model import Article, Claim, Source, Status
from claimcheck.review.log.store import Store
from claimcheck.review.workflow import Work

VOCABULARY: dict[str, Any] = tomllib.loads((Path(__file__).parent / "schema_org.toml").read_text("utf-8"))
PUBLISHER = Publisher("Die Prüfer", "https://www.pruefer.example", "https://pruefer.example/logo.png")

TALK = Article(
    "The **alliance** has 31 members. Exports doubled in 2019. Prices fell by 3 percent. Taxes rose.",
    *("A talk, “with” </script> quotes", "The Paper", "Ann Lee", "2026-03-01", "https://paper.example/talk"),
)
REPORT = Article(
    "The alliance counts 31 states. Nobody knows why.", "A report", "The Other", url="https://other.example/r"
)
SAID = (
    "The **alliance** has 31 members.",
    "Exports doubled in 2019.",
    "Prices fell by 3 percent.",
    "Taxes rose.",
)


def form(**filled: Any) -> Work:
    words: dict[str, Any] = {
        "statement": "The alliance has 31 members.",
        "rating": "False",
        "rationale": "It has had 32 since March 2024.",
        "sources": (
            a_source("https://nato.example/members", title="Members", archived="https://archive.example/1"),
            Source("https://example.org/a", title="A & B"),
        ),
        "published_url": "https://www.pruefer.example/alliance",
        "correction": None,
        "note": None,
    }
    return some_work(**{**words, **filled})


def published_log(path: Path) -> dict[str, Claim]:
    """A check corrected twice that serves a claim elsewhere, one without a number, and two not published."""
    moments = list(islice(ticking(), 50))
    with Store(path) as store:
        claims = [claim_on(TALK, quote, speaker="Mark Rutte", worthiness=0.9) for quote in SAID]
        same = claim_on(REPORT, "The alliance counts 31 states.", worthiness=0.9)
        store.add(TALK, claims)
        store.add(REPORT, [same])

        def now() -> datetime:
            return moments[len({event.at for event in store.events()})]

        one = a_desk(store, "Ana", now=now)
        first, outside, undone, waiting = (claim.id for claim in claims)
        one.take(first, Status.PUBLISHED, form(rating="Mixture"))
        one.take(first, Status.CORRECTED, form(rating="Mostly false", correction="It was a slip."))
        one.take(first, Status.CORRECTED, form(correction="Taken back."))
        one.undo()
        one.take(first, Status.CORRECTED, form(correction="One more had joined."))
        one.serve(first, [same.id])
        one.take(
            outside,
            Status.PUBLISHED,
            form(
                statement="Exports doubled in 2019.",
                rating="Unproven",
                published_url="https://facts.pruefer.example/exports",
            ),
        )
        one.take(undone, Status.PUBLISHED, form(published_url="https://pruefer.example/prices"))
        one.undo()
        one.take(waiting, Status.APPROVED, form(published_url=None))
    return dict(zip(("first", "outside", "undone", "waiting", "same"), (*claims, same), strict=True))


def misuses(thing: object, kind: str = "Thing") -> Iterator[str]:
    """What in *thing*, which is to be a *kind*, schema.org does not know, or knows otherwise."""
    if not isinstance(thing, dict) or kind not in kinds_of(thing.get("@type")):
        yield f"{thing!r} is no {kind}"
        return
    for name, value in thing.items():
        if name in ("@type", "@context"):
            continue
        known = VOCABULARY["properties"].get(name)
        if known is None or not kinds_of(thing["@type"]) & {*known["of"]}:
            yield f"a {thing['@type']} has no {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from misuses_of_value(name, one, known["is"])


def misuses_of_value(name: str, value: object, allowed: list[str]) -> Iterator[str]:
    if isinstance(value, dict):
        if not kinds_of(value.get("@type")) & {*allowed}:
            yield f"{name} is {value.get('@type')} and not one of {allowed}"
        yield from misuses(value)
    elif not {*kinds_of_value(value)} & {*allowed}:
        yield f"{name} is {value!r} and not one of {allowed}"


def kinds_of_value(value: object) -> Iterator[str]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield "Number"
    elif isinstance(value, str):
        yield "Text"
        if is_web_address(value):
            yield "URL"
        if iso_date(value):
            yield from ("Date", "DateTime")


def kinds_of(name: object) -> set[str]:
    """A type and all that it is a kind of."""
    parents = VOCABULARY["types"].get(name)
    return set() if parents is None else {str(name)}.union(*map(kinds_of, parents))
