"""The history of a claim as a person reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from factories import NOON, a_known_claim, a_move, a_source, an_event, some_work

from claimcheck.model import Contact, Event
from claimcheck.review import timeline as module
from claimcheck.review.events import (
    ADDED,
    ASSIGNED,
    BLIND,
    COMMENTED,
    CONFIRMED,
    RATED,
    RECUT,
    REDONE,
    REJECTED,
    SERVED,
    UNDONE,
    UPDATED,
)
from claimcheck.review.json_values import to_json, work_to_json
from claimcheck.review.replay import replay
from claimcheck.review.timeline import Entry, timeline
from claimcheck.review.workflow import Work

HOSTILE = "<img src=x onerror=alert(1)> \u202e\n'; DROP TABLE events; --"


def told(*events: Event, **options: Any) -> list[Entry]:
    return timeline(replay("c", events), **options)


def sentences(*events: Event, **options: Any) -> list[str]:
    """Each entry in one line, with its details."""
    lines = []
    for entry in told(*events, **options):
        changed = zip(entry.details, entry.before, strict=True)
        details = "".join(
            f" | {label}: {text}" if before is None else f" | {label}: {before} → {text}"
            for (label, text), before in changed
        )
        lines.append(f"{entry.by} {entry.what}{details}{' (undone)' if entry.undone else ''}")
    return lines


def taken_back(number: int, action: str, *events: int, **fields: Any) -> Event:
    return an_event(number, action, {"events": list(events), "group": "u"}, **fields)


# The full life of a claim, each event with the sentence that it is told in
REPORT = a_source("https://example.org/report", title="The report", stance="against")
CHOSEN = Work(why_selected="It was said in parliament.")
ASKED = replace(CHOSEN, contact=Contact(asked="2025-06-01", how="e-mail", deadline="2025-06-05"))
FOUND = replace(ASKED, statement="It is so.", rating="False", rationale="It is not.", sources=(REPORT,))
SENT_BACK = replace(FOUND, note="Ask the ministry.")
ANSWERED = replace(
    FOUND,
    contact=replace(FOUND.contact or Contact(), reply="No comment.", replied="2025-06-04"),
    sources=(REPORT, a_source("https://ministry.example")),
)
SOFTER = replace(ANSWERED, rating="Mixture", note="Once more.")
OUT = replace(SOFTER, published_url="https://paper.example/check")
MENDED = replace(OUT, rating="True", correction="A new table came out.", sources=(REPORT,))
LIFE: list[tuple[Event, str]] = [
    (an_event(1, ADDED), "Ann added it by hand"),
    (
        a_move(2, "selected", CHOSEN),
        "Ann selected it | Why it matters: It was said in parliament.",
    ),
    (an_event(3, ASSIGNED, {"to": "Bob"}), "Ann assigned it to Bob"),
    (an_event(4, ASSIGNED, {"to": "Bob"}, by="Bob"), "Bob took it over"),
    (
        a_move(5, "researching", ASKED, by="Bob"),
        "Bob started the research | Claimant: asked on 2025-06-01 (e-mail), reply wanted by 2025-06-05",
    ),
    (an_event(6, COMMENTED, {"text": "I know him."}, by="Cem"), "Cem commented | : I know him."),
    (
        a_move(7, "proposed", FOUND, by="Bob"),
        "Bob proposed False | Rating: False | Statement: It is so. | Rationale: It is not."
        " | Source: The report, https://example.org/report, against the claim",
    ),
    (
        a_move(8, "researching", SENT_BACK),
        "Ann sent it back | Note: Ask the ministry.",
    ),
    (
        an_event(9, UPDATED, {"work": work_to_json(ANSWERED)}, by="Bob"),
        "Bob brought the form up to date | Note: Ask the ministry. → (emptied) | Claimant: asked on"
        " 2025-06-01 (e-mail), reply wanted by 2025-06-05 → asked on 2025-06-01 (e-mail),"
        " reply wanted by 2025-06-05, replied on 2025-06-04, “No comment.” | Source: https://ministry.example",
    ),
    (a_move(10, "proposed", ANSWERED, by="Bob"), "Bob proposed False"),
    (
        a_move(11, "approved", SOFTER),
        "Ann approved Mixture instead of False | Rating: False → Mixture | Note: Once more.",
    ),
    (a_move(12, "researching", SOFTER), "Ann reopened it"),
    (a_move(13, "proposed", SOFTER, by="Bob"), "Bob proposed Mixture"),
    (a_move(14, "approved", SOFTER), "Ann approved Mixture"),
    (
        a_move(15, "published", OUT),
        "Ann marked it as published | Published at: https://paper.example/check",
    ),
    (
        a_move(16, "corrected", MENDED, by="Bob"),
        "Bob corrected Mixture to True | Rating: Mixture → True | Correction: A new table came out."
        " | Source removed: https://ministry.example",
    ),
    (
        a_move(17, "corrected", replace(MENDED, correction="A slip of the pen."), by="Bob"),
        "Bob recorded a correction | Correction: A new table came out. → A slip of the pen.",
    ),
    (an_event(18, ASSIGNED, {"to": None}), "Ann left it to whoever takes it"),
]


def test_a_full_life_reads_as_plain_sentences() -> None:
    assert sentences(*(event for event, _line in LIFE)) == [line for _event, line in LIFE]


def test_an_entry_says_who_when_and_what_kind() -> None:
    (entry,) = told(a_move(1, "selected", by="Bob"))
    assert entry == Entry(NOON, "Bob", "selected it", (), undone=False, kind="selected")


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (a_move(1, "dismissed", Work(dismiss_reason="opinion")), "Ann dismissed it: opinion"),
        (a_move(1, "unreviewed"), "Ann put it back on the pile"),
        (an_event(1, ADDED, {"from": "d"}), "Ann made it of another claim"),
        (an_event(1, RECUT, {"into": ["d"]}), "Ann cut it anew"),
        (an_event(1, BLIND, {"on": True}), "Ann asked for two blind ratings"),
        (an_event(1, BLIND, {"on": False}), "Ann ended the blind review"),
        (
            an_event(1, RATED, {"work": {"rating": "True", "rationale": "So."}, "scale": "s"}),
            "Ann rated it blind: True | Rationale: So.",
        ),
        (
            an_event(1, CONFIRMED, {"known": to_json(a_known_claim())}),
            "Ann confirmed that this was checked before | Claim: NATO counts 32 member states."
            " | Rating: Mostly true | Publisher: PolitiFact | Address: https://before.example/nato",
        ),
        (
            an_event(1, REJECTED, {"known": {"text": "Another."}}),
            "Ann rejected an earlier check: it is of another claim | Claim: Another.",
        ),
        (
            an_event(1, SERVED, {"from": "d", "work": work_to_json(FOUND), "check": {"status": "approved"}}),
            "Ann gave it the check of another claim | Rating: False | Statement: It is so."
            " | Why it matters: It was said in parliament. | Rationale: It is not."
            " | Claimant: asked on 2025-06-01 (e-mail), reply wanted by 2025-06-05"
            " | Source: The report, https://example.org/report, against the claim",
        ),
        (
            a_move(1, "selected", Work(one_source_reason="The law.")),
            "Ann selected it | Why one source is enough: The law.",
        ),
    ],
)
def test_each_other_step_has_its_sentence(event: Event, sentence: str) -> None:
    assert sentences(event) == [sentence]


# Taken back, and taken up again


def test_undone_steps_stay_and_are_marked() -> None:
    first, second = a_move(1, "selected"), a_move(2, "researching", Work(note="Hm."))
    undo, redo = taken_back(3, UNDONE, 1, 2), taken_back(4, REDONE, 3)
    assert sentences(first, second, undo) == [
        "Ann selected it (undone)",
        "Ann started the research | Note: Hm. (undone)",
        "Ann took back: selected it; started the research",
    ]
    assert sentences(first, second, undo, redo) == [
        "Ann selected it",
        "Ann started the research | Note: Hm.",
        "Ann took back: selected it; started the research (undone)",
        "Ann took up again: selected it; started the research",
    ]


def test_a_step_is_told_from_what_stood_before_it() -> None:
    proposed, undo = a_move(1, "proposed", Work(rating="True")), taken_back(2, UNDONE, 1)
    assert sentences(proposed, undo, a_move(3, "proposed", Work(rating="False")))[-1] == (
        "Ann proposed False | Rating: False"
    )


# Blind


def test_what_others_found_is_left_out_until_all_have_rated() -> None:
    marked = some_work(
        rating="Mixture", rationale="MARK", sources=(a_source("https://mark.example"),), note="Once more."
    )
    log = [
        a_move(1, "proposed", marked),
        a_move(2, "approved", marked, by="Bob"),
        a_move(3, "researching", replace(marked, rating="True"), by="Bob"),
        an_event(4, BLIND, {"on": True}, by="Bob"),
        an_event(5, RATED, {"work": work_to_json(marked), "scale": "s"}),
        taken_back(6, UNDONE, 5),
        a_move(7, "selected", Work(), by="Cem"),
        an_event(8, CONFIRMED, {"known": {"text": "MARK"}}),
        an_event(9, REJECTED, {"known": {"text": "MARK"}}, by="Cem"),
    ]
    lines = sentences(*log, blind_for="BOB")
    assert not [line for line in lines if "mark" in line.casefold() or "Mixture" in line]
    assert [line.partition(" |")[0] for line in lines] == [
        "Ann proposed a rating",
        "Bob approved a rating",
        "Bob reopened it",
        "Bob asked for two blind ratings",
        "Ann gave a blind rating (undone)",
        "Ann took back: gave a blind rating",
        "Cem selected it",
        "Ann looked at an earlier check",
        "Cem looked at an earlier check",
    ]
    assert "MARK" in "".join(sentences(*log))
    # Nobody has rated and not taken it back: Ann is told no more than Bob.
    assert sentences(*log[:4], blind_for="Ann") == lines[:4]


def test_ones_own_blind_rating_is_told() -> None:
    own = an_event(1, RATED, {"work": {"rating": "True", "rationale": "So."}, "scale": "s"}, by="Ána  Kovač")
    assert sentences(own, blind_for="ÁNA KOVAČ") == ["Ána  Kovač rated it blind: True | Rationale: So."]


@pytest.mark.parametrize("action", [CONFIRMED, REJECTED, RATED])
def test_what_one_found_blind_oneself_is_told_also_where_others_have_worked_on_the_claim(action: str) -> None:
    data = {"known": {"text": "MARK"}, "work": {"rating": "True", "rationale": "MARK"}, "scale": "s"}
    log = [an_event(1, ADDED, by="Bob"), a_move(2, "selected", CHOSEN, by="Bob"), an_event(3, action, data)]
    (entry,) = (entry for entry in told(*log, blind_for="Ann") if entry.kind == action)
    assert "MARK" in str(entry.details)


# Any text, any length


def test_hostile_text_is_told_as_it_stands() -> None:
    (entry,) = told(an_event(1, COMMENTED, {"text": HOSTILE}, by=HOSTILE))
    assert (entry.by, entry.details) == (HOSTILE, (("", HOSTILE),))
    assert told(an_event(1, ASSIGNED, {"to": HOSTILE}))[0].what == f"assigned it to {HOSTILE}"
    assert told(a_move(1, "proposed", Work(rating=HOSTILE)))[0].what == f"proposed {HOSTILE}"


def test_only_taking_back_reads_the_log_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    replayed = []

    def counted(claim_id: str, events: Any) -> Any:
        replayed.append(len(events))
        return replay(claim_id, events)

    log = [a_move(number, "selected", Work(note=str(number))) for number in range(1, 501)]
    verdict = replay("c", [*log, taken_back(501, UNDONE, 500)])
    monkeypatch.setattr(module, "replay", counted)
    assert len(timeline(verdict)) == 501
    assert replayed == [501]
