"""The report: what it tells of each check and what it keeps to itself, and that every text in it stays text.

The golden files are made anew with `CLAIMCHECK_REMAKE=1 pytest tests/exporting/test_report.py`; that run
fails, so that somebody looks at what changed before it is kept.
"""

from __future__ import annotations

import errno
import json
import os
import re
from dataclasses import dataclass, field, replace
from functools import partial
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from factories import a_desk, an_article, behind, claim_on, drop_triggers, some_work
from hypothesis import example, given
from hypothesis import strategies as st
from log_to_report import SPEECH, a_worksheet, reported_log, the_form
from makers import run_here

import claimcheck as cc
from claimcheck.calculations import KeptWorksheet, ReadAs
from claimcheck.errors import ExportError
from claimcheck.exporting.claimreview import Check
from claimcheck.exporting.report import page_of
from claimcheck.exporting.report_charts import bar_chart, number_in, years_chart
from claimcheck.exporting.report_page import drawn
from claimcheck.exporting.report_values import reported
from claimcheck.model import Claim, Contact, Source, Span, Status, Verdict
from claimcheck.review.events import unreadable
from claimcheck.review.log.manifest import changed_files
from claimcheck.review.log.manifest import read as read_manifest
from claimcheck.review.log.store import Store
from claimcheck.review.statuses import STAKED
from claimcheck.worksheet.numbers import told

GOLDEN = Path(__file__).parent / "golden" / "report"
BLNS = Path(__file__).parents[3] / "shared" / "benchmarks" / "hostile-text" / "blns.json"
QUOTE = "NATO has 32 members."
# Elements that have no end tag.
EMPTY = {"meta"}


@dataclass
class Element:
    """An element of a page: its name, attributes, and all text in it."""

    name: str
    attributes: dict[str, str | None]
    text: str = ""
    inner: list[Element] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads a page; fails where elements are not closed as they were opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements_of(page: str) -> list[Element]:
    reader = Reader()
    # As every browser does with what it reads.
    reader.feed(page.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    assert reader.open == []
    return reader.elements


def texts(page: str, *names: str) -> list[str]:
    return [one.text for one in elements_of(page) if one.name in names]


def of_class(page: str, name: str) -> list[str]:
    return [one.text for one in elements_of(page) if name in (one.attributes.get("class") or "").split()]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Claim]]:
    path = tmp_path_factory.mktemp("reported") / "log.db"
    return path, reported_log(path)


Log = tuple[Path, dict[str, Claim]]


def fixed(page: str) -> str:
    """*page* without the head of its log, which is another each time: steps have random names."""
    return re.sub("head of the log [0-9a-f]{64}", "head of the log …", page)


# --- what it tells --------------------------------------------------------------------------------


def test_a_log_is_reported_as_the_golden_files_have_it(log: Log, tmp_path: Path) -> None:
    path, claims = log
    made = {
        "report.html": fixed(cc.report(path, tmp_path / "report.html").read_text("utf-8")),
        "check.html": fixed(
            cc.report(path, tmp_path / "c.html", claim_id=claims["first"].id).read_text("utf-8")
        ),
        "notebook.html": cc.claim_report(path, claims["share"].id).html,
    }
    if os.environ.get("CLAIMCHECK_REMAKE"):
        GOLDEN.mkdir(exist_ok=True)
        for name, content in made.items():
            (GOLDEN / name).write_text(content, "utf-8")
        pytest.fail(f"{GOLDEN} was made anew: look at it, then run this again without CLAIMCHECK_REMAKE.")
    assert made == {name: (GOLDEN / name).read_text("utf-8") for name in made}
    manifest = read_manifest(tmp_path / "report.html")
    assert (changed_files(manifest), [*manifest.files]) == ([], ["report.html"])


def test_headings_follow_one_another_and_nothing_is_there_that_runs_or_loads(log: Log) -> None:
    for page in (GOLDEN / "report.html", GOLDEN / "check.html"):
        found = elements_of(page.read_text("utf-8"))
        levels = [int(one.name[1]) for one in found if re.fullmatch("h[1-6]", one.name)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        names = {one.name for one in found}
        assert names & {"script", "link", "img", "iframe", "object", "form", "base"} == set()
        attributes = {name for one in found for name in one.attributes}
        assert {name for name in attributes if name.startswith("on")} | attributes & {
            "src",
            "srcset",
        } == set()
        policy = next(one.attributes["content"] for one in found if one.attributes.get("http-equiv"))
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
        assert "url(" not in page.read_text("utf-8")
        drawings = [one for one in found if one.name == "svg"]
        assert drawings
        assert sum(one.name == "desc" and bool(one.text) for one in found) == len(drawings)
        ids = [one.attributes["id"] for one in found if "id" in one.attributes]
        assert len(ids) == len(set(ids))


def test_what_was_corrected_stands_first_and_its_correction_on_top(log: Log, tmp_path: Path) -> None:
    path, claims = log
    page = cc.report(path, tmp_path / "r.html").read_text("utf-8")
    checks = [one for one in elements_of(page) if one.name == "article"]
    assert [one.attributes["id"] for one in checks] == [claims["first"].id, claims["share"].id]
    assert checks[0].text.strip().startswith("Correction")
    assert "Rating changed from Mostly true to Mixture" in checks[0].text
    assert of_class(page, "cc-report-rating") == ["Mixture", "False", "Mixture", "False"]
    # The same check serves a claim elsewhere.
    assert texts(page, "figcaption")[-3:-1][1].startswith("Mara Quist, in “Morning round-up”")
    assert "2 checks · 1 corrected · 1 looked at and not checked" in page
    assert "I think that this is a shame." in page


@pytest.mark.parametrize("statuses", [[], [*Status]])
def test_what_is_the_desks_own_business_or_rated_blind_is_told_nowhere(
    statuses: list[str], log: Log, tmp_path: Path
) -> None:
    path, claims = log
    page = cc.report(path, tmp_path / "r.html", statuses=statuses).read_text("utf-8")
    assert "secret" not in page
    for claim in claims.values():
        assert "secret" not in cc.claim_report(path, claim.id).html
    blind = cc.claim_report(path, claims["blind"].id)
    assert "What was found so far is not told." in blind.html
    assert "gave a blind rating" in blind.html
    assert ("False" in blind.html, str(blind)) == (False, "Nobody has ever built more harbours. · unreviewed")


@pytest.mark.parametrize("status", [status for status in Status if status not in STAKED])
def test_until_a_verdict_is_proposed_nothing_that_was_found_is_told(status: Status) -> None:
    found = a_check(
        status=status,
        rating="False",
        rationale="secret rationale",
        sources=(Source("https://secret.example", "secret title"),),
        one_source_reason="secret reason",
        contact=Contact(reply="secret reply"),
        worksheet=replace(a_worksheet(), result="secret result"),
        correction="secret correction",
    )
    page = drawn("notebook.html", check=reported(found))
    assert texts(page, "h2") == ["NATO has 32 member states."]
    assert of_class(page, "cc-report-rating") == [status]
    assert "secret" not in page
    assert "<svg" not in page


def test_what_was_taken_back_is_marked_and_tells_no_tag(tmp_path: Path) -> None:
    claims = reported_log(tmp_path / "log.db")
    with Store(tmp_path / "log.db") as store:
        desk = a_desk(store, "Ana")
        desk.tag([claims["waiting"].id], add=["secret tag"])
        desk.undo()
        desk.take(claims["waiting"].id, Status.SELECTED, the_form())
        desk.undo()
    told = cc.claim_report(tmp_path / "log.db", claims["waiting"].id).html
    assert "secret" not in told
    assert "selected it" in told
    assert told.count("(taken back later)") == 1
    assert told.count("took a step back") == 1


def test_statuses_and_a_title_choose_what_stands_in_it(log: Log, tmp_path: Path) -> None:
    path, claims = log
    page = cc.report(path, tmp_path / "r.html", statuses=["proposed"], title=" The week\0 ").read_text(
        "utf-8"
    )
    assert texts(page, "h1", "title")[:2] == ["The week\ufffd"] * 2
    assert [one.attributes["id"] for one in elements_of(page) if one.name == "article"] == [
        claims["people"].id
    ]
    assert "Proposed, and not approved yet." in page


def test_without_a_decided_check_the_report_says_where_the_claims_stand(tmp_path: Path) -> None:
    Store(tmp_path / "log.db").close()
    page = cc.report(tmp_path / "log.db", tmp_path / "none.html").read_text("utf-8")
    assert "No check in this report: there is no claim yet." in page
    with Store(tmp_path / "log.db") as store:
        of = an_article()
        store.add(of, [claim_on(of, QUOTE, worthiness=0.9)])
    page = cc.report(tmp_path / "log.db", tmp_path / "some.html").read_text("utf-8")
    assert "No check in this report: no claim is decided (of the pile: 1 unreviewed)." in page


def test_of_a_claim_in_doubt_nothing_is_told_but_why() -> None:
    check = a_check(doubts=("Event 7 by Ann (proposed) cannot be read: it holds no work",))
    page = drawn("notebook.html", check=reported(check))
    assert "Event 7 by Ann" in page
    assert texts(page, "h3") == ["Who said it where"]
    assert "Its own list says so." not in page
    assert of_class(page, "cc-report-rating") == ["in doubt"]


def test_claims_in_doubt_stand_at_the_end_whatever_was_decided(log: Log) -> None:
    path, claims = log
    with Store(path, read_only=True) as store:
        taken = store.snapshot()
    broken = {claims["first"].id, claims["people"].id}
    events = [unreadable(one, "it is torn") if one.claim_id in broken else one for one in taken.events]
    page = page_of(replace(taken, events=events), {Status.APPROVED}, "Checks")
    assert texts(page, "h2") == [
        "Overview",
        "The League's members spent 3.5% of their GDP on ferries.",
        "In doubt",
    ]
    assert texts(page, "header")[0].split("\n")[2:3] == ["1 check · 2 in doubt"]
    assert "it is torn" in page
    # What the check in doubt says is told nowhere.
    assert "By purchasing power it is 11 times" not in page
    assert "25.6 in 2023" not in page


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "a call", "//x.example", "x.example"],
)
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    of = an_article(url=address)
    source = Source(address, "A title", archived=address)
    check = Check(
        replace(a_check().verdict, sources=(source,), published_url=address), ((claim_on(of, QUOTE), of),)
    )
    page = drawn("notebook.html", check=reported(check))
    assert [one for one in elements_of(page) if one.name == "a"] == []
    assert of_class(page, "cc-report-address") == [address] * 3


def test_links_lead_away_without_a_way_back() -> None:
    for page in GOLDEN.glob("*.html"):
        links = [one.attributes for one in elements_of(page.read_text("utf-8")) if one.name == "a"]
        out = [one for one in links if not (one["href"] or "").startswith("#")]
        assert out
        assert all(re.match("https?://", one["href"] or "") for one in out)
        assert {one["rel"] for one in out} == {"noopener noreferrer"}


# --- every text stays text ------------------------------------------------------------------------


def a_check(**filled: object) -> Check:
    of = an_article(title="A talk", url="https://paper.example/a")
    claim = claim_on(of, QUOTE, speaker="Mark Rutte")
    verdict = Verdict(
        claim.id,
        Status.APPROVED,
        "NATO has 32 member states.",
        "True",
        "claimcheck",
        "Its own list says so.",
    )
    return Check(replace(verdict, **filled), ((claim, of),))  # type: ignore[arg-type]


def with_everywhere(text: str) -> str:
    """The page of a check in which *text* stands in every place for one."""
    source = Source("https://example.org/s", text, text, text, interest=text, stance="for")
    check = a_check(
        statement=text,
        rationale=text,
        rating=text,
        sources=(source,),
        one_source_reason=text,
        policy=text,
        contact=Contact(text, "e-mail", text, text, text),
        worksheet=replace(a_worksheet(), result=text, claimed=f"25 {text}"),
        approved_by=text,
    )
    ((claim, of),) = check.said
    check = replace(check, said=((replace(claim, speaker=text, time=text), replace(of, title=text)),))
    return drawn("notebook.html", check=reported(check))


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60
    )
)
@example("</style></div></blockquote><script>alert(1)</script>")
@example("\r\n a \r b \n")
@example("{{ 7 * 7 }}{% raw %}{# x #}")
@example("&amp;&#13;&lt;\x85\x0c\x0b\ufeff\uffff")
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    page = with_everywhere(text)
    whole = of_class(page, "cc-report-text")
    if text.strip():
        assert whole[0] == text
    # Statement, rationale, title and passage, reason, reply, and the worksheet's result.
    assert whole.count(text) >= 6
    assert texts(page, "bdi").count(text) >= 5
    names = {one.name for one in elements_of(page)}
    assert names & {"script", "img", "iframe", "a b"} == set()


def test_what_no_page_can_hold_is_shown_as_a_box() -> None:
    assert "x\ufffdy\ufffd" in of_class(with_everywhere("x\0y\ud800"), "cc-report-text")


def test_naughty_strings_go_in_and_come_back_the_same() -> None:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not here: {BLNS}")
    naughty = [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if text.strip()]
    assert len(naughty) > 500
    for text in naughty:
        kept = text.replace("\0", "\ufffd")
        assert of_class(with_everywhere(text), "cc-report-text").count(kept) >= 6


# --- charts ---------------------------------------------------------------------------------------


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["True", "False", "Mixture"]), st.integers(1, 999), min_size=1),
        max_size=8,
    )
)
def test_bars_lie_side_by_side_and_say_their_numbers(rows: list[dict[str, int]]) -> None:
    colours = {"True": "#2c7bb6", "Mixture": "#f6e27f", "False": "#d7301f"}
    chart = bar_chart("By whom", "", [(f"s{place}", row) for place, row in enumerate(rows)], colours)
    if not rows:
        assert chart is None
        return
    assert chart is not None
    widest = max(sum(part.width for part in bar.parts) for bar in chart.bars)
    assert abs(widest - (chart.width - 2)) < 0.5
    for bar, row in zip(chart.bars, rows, strict=True):
        assert bar.total == sum(row.values())
        assert all(abs(a.x + a.width - b.x) < 0.2 for a, b in pairwise(bar.parts))
        for rating, number in row.items():
            assert f"{rating}: {number}" in chart.description
    assert {name for name, _ in chart.key} == {name for row in rows for name in row}


@given(
    st.floats(-1e15, 1e15, allow_nan=False),
    st.sampled_from(["times", "USD", "percent", "percent of GDP", "people", "percentage points", ""]),
)
def test_the_number_of_a_kept_worksheet_is_read_back_from_its_words(value: float, unit: str) -> None:
    found = number_in(told(value, unit))
    assert found is not None
    assert found == pytest.approx(value, rel=6e-4, abs=1e-300)


def test_the_place_of_a_rank_is_read_back_and_the_first_place_is_the_highest() -> None:
    assert number_in(told(5, "place")) == 5
    sheet = a_worksheet()
    ranks = [
        replace(one, unit="place", computed=place, told=f"place {place}")
        for place, one in enumerate(sheet.calculations, 1)
    ]
    drawn_ranks = years_chart(KeptWorksheet("place 2", "x", tuple(ranks)))
    assert drawn_ranks is not None
    heights = [point.y for point in drawn_ranks.lines[0].points]
    assert heights == sorted(heights)
    assert drawn_ranks.claimed_y == heights[1]


def test_readings_over_the_years_lie_where_their_values_are() -> None:
    chart = years_chart(a_worksheet())
    assert chart is not None
    (line,) = chart.lines
    assert [year for _, year in chart.years] == [2021, 2022, 2023, 2024]
    above = [point.y < chart.claimed_y for point in line.points]
    assert above == [False, False, True, False]
    assert chart.description.startswith(
        "Claimed: 25 times. GDP, League members 2025 (8) and Varland: 2021 19.4 times,"
    )


def test_whom_words_were_taken_for_is_told_with_the_worksheet() -> None:
    sheet = replace(a_worksheet(), read_as=(ReadAs("the bloc", "Northern League"), ReadAs("they", "")))
    page = drawn("notebook.html", check=reported(a_check(worksheet=sheet)))
    assert [text for text in texts(page, "p") if "taken for" in text] == [
        "“the bloc” was taken for Northern League."
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        KeptWorksheet(),
        KeptWorksheet("25 times", "x"),
        replace(a_worksheet(), claimed="many"),
        replace(a_worksheet(), calculations=a_worksheet().calculations[:1]),
    ],
)
def test_where_there_is_nothing_to_draw_over_the_years_nothing_is(sheet: KeptWorksheet) -> None:
    assert years_chart(sheet) is None
    assert "<svg" not in drawn("notebook.html", check=reported(a_check(worksheet=sheet)))


# --- what it refuses ------------------------------------------------------------------------------


def test_an_unknown_claim_and_one_that_was_taken_back_are_refused(tmp_path: Path) -> None:
    claims = reported_log(tmp_path / "log.db")
    with pytest.raises(ExportError, match=r"log\.db has no claim 'c1'\. The column claim_id"):
        cc.report(tmp_path / "log.db", tmp_path / "r.html", claim_id="c1")
    with Store(tmp_path / "log.db") as store:
        desk = a_desk(store, "Ana")
        added = desk.add_claim(SPEECH.id, Span(4, 20))
        desk.undo()
    with pytest.raises(ExportError, match="was taken back or cut anew"):
        cc.claim_report(tmp_path / "log.db", added.id)
    with pytest.raises(ExportError, match="One claim was named, and statuses too"):
        cc.report(
            tmp_path / "log.db", tmp_path / "r.html", claim_id=claims["first"].id, statuses=["approved"]
        )
    assert not (tmp_path / "r.html").exists()


def test_a_file_that_exists_is_kept_unless_forced_and_a_full_disk_leaves_it(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, mine = log[0], tmp_path / "mine.html"
    mine.write_text("mine")
    with pytest.raises(ExportError, match=r"mine\.html exists and was not overwritten"):
        cc.report(path, mine)
    with pytest.raises(ExportError, match="make the folder"):
        cc.report(path, tmp_path / "nowhere" / "r.html")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(ExportError, match="No space left on device"):
            cc.report(path, mine, force=True)
        with pytest.raises(ExportError, match="No space left on device"):
            cc.report(path, tmp_path / "new.html")
    assert mine.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.html"]
    with pytest.raises(ExportError, match="is the database itself"):
        cc.report(path, path, force=True)
    cc.report(path, mine, force=True)
    assert mine.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_log_that_does_not_verify_is_not_reported(tmp_path: Path) -> None:
    claims = reported_log(tmp_path / "log.db")
    with behind(tmp_path / "log.db") as connection:
        back = drop_triggers(connection)
        connection.execute("UPDATE events SET by = 'Eve' WHERE id = 4")
        for statement in back:
            connection.execute(statement)
    with pytest.raises(ExportError, match=r"^The log does not verify, and nothing was exported\. Event 4"):
        cc.report(tmp_path / "log.db", tmp_path / "r.html")
    with pytest.raises(ExportError, match="does not verify"):
        cc.claim_report(tmp_path / "log.db", claims["first"].id)
    assert not (tmp_path / "r.html").exists()


def test_a_log_on_either_database_is_reported(any_log: str, tmp_path: Path) -> None:
    with Store(any_log) as store:
        of = an_article()
        claim = claim_on(of, QUOTE, worthiness=0.9)
        store.add(of, [claim])
        a_desk(store, "Ana").take(claim.id, Status.APPROVED, some_work(published_url=None, correction=None))
    page = cc.report(any_log, tmp_path / "r.html").read_text("utf-8")
    assert of_class(page, "cc-report-rating") == ["True", "True"]
    assert str(cc.claim_report(any_log, claim.id)) == "NATO has 32 member states. · True"


def test_the_verb_writes_a_file_or_to_standard_output(
    log: Log, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path, claims = log
    run = partial(run_here, capsys, "report", "--db", path)
    done = run("report.html", "--title", "The week")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("report.html (log head ")
    piped = run("-", "--claim", claims["first"].id)
    assert fixed(piped.out) == (GOLDEN / "check.html").read_text("utf-8")
    assert piped.err.startswith("- (log head ")
    refused = run("report.html")
    assert (refused.status, refused.out) == (1, "")
    assert "--force" in refused.err
    empty = run("other.html", "--title", " ")
    assert (empty.status, empty.out) == (1, "")
    assert "The title is empty" in empty.err
