"""The desk as a reviewer uses it, in a real Chromium; in JupyterLab where only that shows it."""

import json
from pathlib import Path

import pytest
from desks import DeskPage, LabDesk, OpenDesk, OpenLabDesk, standing
from lab import Theme
from playwright.sync_api import Locator, expect

import claimcheck as cc
from claimcheck.model import Status
from claimcheck.review.log.store import Store


def test_twenty_decisions_by_mouse_and_by_keys_survive_the_killed_kernel(
    db: Path, open_lab_desk: OpenLabDesk
) -> None:
    desk = open_lab_desk(shared=False)
    order = [str(row.get_attribute("data-claim")) for row in desk.desk.locator(".cc-row").all()]
    assert desk.current == order[0], "the queue begins with what to check first"
    for count in range(1, 11):
        desk.decide_by_mouse("Mostly false", f"https://example.org/{count}")
        desk.wait_decided(count)
    desk.focus()
    for count in range(11, 21):
        desk.decide_by_keys(2, f"https://example.org/{count}")
        desk.wait_decided(count)
    following = desk.current
    desk.notebook.kill_kernel()
    decided = {claim_id: verdict for claim_id, verdict in standing(db).items() if verdict.status.decided}
    assert len(decided) == 20
    assert sorted(v.rating or "" for v in decided.values()) == ["Mostly false"] * 10 + ["Mostly true"] * 10
    assert {v.sources[0].address for v in decided.values()} == {
        f"https://example.org/{n}" for n in range(1, 21)
    }
    desk.notebook.run_all()
    again = LabDesk(desk.notebook)
    expect(again.desk.locator(".cc-progress")).to_contain_text("20 of")
    assert again.current == following
    assert following not in decided


def test_text_is_text_and_survives_the_killed_kernel_as_a_draft(db: Path, open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk(shared=False)
    before = desk.current
    desk.field("Rationale").click()
    typed = "jjkx u1?dd: NATO's own figures, p. 12"
    desk.page.keyboard.type(typed)
    desk.press("Enter")
    desk.page.keyboard.type("second line")
    desk.wait_saved("Draft saved")
    assert desk.current == before
    desk.notebook.kill_kernel()
    assert standing(db) == {}
    desk.notebook.run_all()
    again = LabDesk(desk.notebook)
    assert again.current == before
    expect(again.field("Rationale")).to_have_value(f"{typed}\nsecond line")


def test_no_key_in_the_desk_reaches_the_notebook(open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk()
    cells = desk.notebook.cells()
    everywhere = desk.notebook.outputs.locator(
        ".cc-desk button:visible:enabled, .cc-rows, .cc-article-text, .cc-desk"
    ).all()
    assert len(everywhere) > 12
    for place in everywhere:
        place.focus()
        desk.press("d", "d", "y", "m", "z", "o", "l", "0", "0")
        assert desk.notebook.cells() == cells, place.inner_text()
    assert desk.page.locator(".jp-Dialog").count() == 0
    expect(desk.desk).to_be_visible()


def test_undo_back_next_and_dismissal_by_keys(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    first = desk.current
    desk.focus()
    desk.press("x")
    desk.wait_decided(1)
    second = desk.current
    assert second != first
    desk.press("j")
    expect(desk.desk.locator(f".cc-current[data-claim='{second}']")).to_have_count(0)
    desk.press("b")
    expect(desk.desk.locator(f".cc-current[data-claim='{second}']")).to_have_count(1)
    desk.press("u")
    desk.wait_decided(0)
    assert desk.current == first
    assert [event.action for event in standing(db)[first].history] == ["dismissed", "undone"]


def test_a_handful_is_dismissed_at_once_and_undone_at_once(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    for row in desk.desk.locator(".cc-row").all()[1:4]:
        row.locator(".cc-tick").check()
    foot = desk.desk.locator(".cc-queue-foot")
    expect(foot).to_contain_text("3 of")
    foot.get_by_role("combobox").select_option("dismiss: too vague")
    foot.get_by_role("button").click()
    desk.wait_decided(3)
    dismissed = [verdict for verdict in standing(db).values() if verdict.status is Status.DISMISSED]
    assert [verdict.dismiss_reason for verdict in dismissed] == ["too vague"] * 3
    desk.focus()
    desk.press("u")
    desk.wait_decided(0)


def test_a_refused_step_says_what_is_missing_and_keeps_the_text(open_desk: OpenDesk) -> None:
    desk = open_desk()
    before = desk.current
    desk.field("Rationale").fill("Not enough yet.")
    desk.press("Control+Enter")
    expect(desk.alert).to_contain_text("Still missing: a rating; a source")
    expect(desk.desk.locator(".cc-rating input").first).to_be_focused()
    assert desk.desk.evaluate("desk => desk.scrollTop") == 0, "going to what is missing moves the desk itself"
    assert desk.current == before
    expect(desk.field("Rationale")).to_have_value("Not enough yet.")


def test_what_is_done_above_the_queue_loses_no_word_that_was_just_typed(open_desk: OpenDesk) -> None:
    desk = open_desk()
    first = desk.current
    desk.desk.get_by_role("button", name="+ Article").click()
    desk.field("Or paste its text").fill("Exports rose by 12 percent in 2023.")
    desk.field("Rationale").fill("Typed a moment before.")
    desk.show("to do")
    expect(desk.field("Rationale")).to_have_value("Typed a moment before.")
    desk.field("Rationale").fill("Typed a moment before, and more.")
    desk.desk.get_by_role("button", name="Put it on the desk").click()
    expect(desk.desk.locator(".cc-article-title")).to_have_text("Exports rose by 12 percent in 2023.")
    expect(desk.field("Rationale")).to_have_value("")
    # The queue shows the new article alone, until its chip is pressed.
    expect(desk.desk.locator(".cc-row")).to_have_count(1)
    desk.desk.locator(".cc-chip").click()
    desk.desk.locator(f".cc-row[data-claim='{first}']").click()
    expect(desk.field("Rationale")).to_have_value("Typed a moment before, and more.")


def test_keys_pressed_faster_than_the_kernel_answers_are_taken_in_turn(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    order = [str(row.get_attribute("data-claim")) for row in desk.desk.locator(".cc-row").all()]
    desk.focus()
    # The second press of a step is a double press, and not one on the claim that has come since.
    desk.press_at_once("j", "x", "x", "x")
    expect(desk.desk.locator(f".cc-current[data-claim='{order[2]}']")).to_have_count(1)
    desk.wait_decided(1)
    assert desk.asked == ["next", "dismiss"]
    assert [claim for claim, verdict in standing(db).items() if verdict.status.decided] == [order[1]]
    assert desk.current == order[2]


def test_the_keys_go_on_after_a_step_taken_from_within_a_text(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.focus()
    desk.press("1", "a")
    desk.page.keyboard.type("https://example.org/1")
    desk.press("Control+Enter")
    desk.wait_decided(1)
    desk.press("x")
    desk.wait_decided(2)


def test_a_page_loaded_anew_shows_what_was_typed_last(open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk()
    desk.notebook.save()
    desk.field("Rationale").fill("Typed before the page was loaded anew.")
    desk.wait_saved("Draft saved")
    desk.notebook.reload()
    again = LabDesk(desk.notebook)
    expect(again.field("Rationale")).to_have_value("Typed before the page was loaded anew.")


def drag_over(desk: DeskPage, text: str) -> None:
    """Select *text* in the article with the mouse."""
    pane = desk.desk.locator(".cc-article-text")
    places = pane.evaluate(
        """(pane, text) => {
            const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
            const nodes = [];
            for (let at = 0; walker.nextNode(); at += walker.currentNode.data.length) {
                nodes.push([at, walker.currentNode]);
            }
            const start = pane.textContent.indexOf(text);
            const rectangle = (offset) => {
                const [at, node] = nodes.findLast(([first]) => first <= offset);
                const range = document.createRange();
                range.setStart(node, offset - at);
                range.setEnd(node, offset - at + 1);
                return range.getBoundingClientRect();
            };
            const first = rectangle(start);
            pane.scrollTop += first.top - pane.getBoundingClientRect().top - 40;
            const [from, to] = [rectangle(start), rectangle(start + text.length - 1)];
            const middle = (box) => box.top + box.height / 2;
            return [from.left + 1, middle(from), to.right - 1, middle(to)];
        }""",
        text,
    )
    desk.page.mouse.move(places[0], places[1])
    desk.page.mouse.down()
    desk.page.mouse.move(places[2], places[3], steps=8)
    desk.page.mouse.up()
    expect(desk.desk.locator(".cc-cut-hint")).to_contain_text("Selected:")


def test_claims_are_shrunk_split_and_added_by_mouse(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.desk.locator(".cc-row", has_text="25 times").first.click()
    expect(desk.desk.locator(".cc-claim").first).to_be_visible()
    drag_over(
        desk, "the whole of the alliance, in terms of its economic power, is 25 times bigger than Russia"
    )
    desk.desk.get_by_role("button", name="Make it this claim").click()
    desk.wait_saved("Saved")
    shrunk = "the whole of the alliance, in terms of its economic power, is 25 times bigger than Russia"
    assert desk.claim == shrunk
    expect(desk.desk.locator(".cc-current .cc-row-state")).to_contain_text("by hand")
    drag_over(desk, "in terms of its economic power")
    desk.desk.get_by_role("button", name="Split here").click()
    expect(desk.desk.locator(".cc-claim").first).to_have_text("the whole of the alliance,")
    drag_over(desk, "Allies should")
    desk.desk.get_by_role("button", name="Add as a claim").click()
    expect(desk.desk.locator(".cc-claim")).to_have_text("Allies should")
    with Store(db) as store:
        texts = {claim.text: claim for claim in store.claims()}
    assert {"the whole of the alliance,", "in terms of its economic power", "Allies should"} <= texts.keys()
    assert "by hand" in {signal.name for signal in texts["Allies should"].signals}


def test_a_claim_is_widened_by_keys_alone(open_desk: OpenDesk) -> None:
    desk = open_desk()
    before = desk.claim
    desk.focus()
    desk.press("c", "ArrowRight", "ArrowRight", "w")
    desk.wait_saved("Saved")
    assert desk.claim.startswith(before)
    assert len(desk.claim.split()) == len(before.split()) + 2


def test_an_article_is_brought_in_by_paste_and_by_files(
    db: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk()
    desk.desk.get_by_role("button", name="+ Article").click()
    desk.field("Or paste its text").fill(
        "ANN SMITH: Exports rose by 12 percent in 2023.\n\nTOM JONES: We are glad."
    )
    desk.field("Title").fill("A pasted transcript")
    desk.field("Published on").fill("2024-05-06")
    desk.desk.get_by_role("button", name="Put it on the desk").click()
    expect(desk.desk.locator(".cc-article-title")).to_have_text("A pasted transcript")
    expect(desk.desk.locator(".cc-panel-bring-in")).to_be_hidden()
    assert desk.claim == "Exports rose by 12 percent in 2023."
    expect(desk.desk.locator(".cc-current .cc-row-who")).to_have_text("ANN SMITH · A pasted transcript")
    expect(desk.desk.locator(".cc-head-date")).to_have_text("2024-05-06")
    for name, text in (("one.md", "Imports fell by 7% in 2022, the ministry said."), ("two.txt", "")):
        (tmp_path / name).write_text(text, "utf-8")
    desk.desk.get_by_role("button", name="+ Article").click()
    desk.field("From files").set_input_files([tmp_path / "one.md", tmp_path / "two.txt"])
    said = desk.desk.locator(".cc-panel-bring-in .cc-panel-said")
    expect(said).to_contain_text("One: 1 claim on the desk. two.txt: there is nothing to read")
    expect(desk.desk.locator(".cc-article-title")).to_have_text("One")
    with Store(db) as store:
        assert {"A pasted transcript", "one.md"} <= {a.title or a.path for a in store.articles().values()}


def test_what_somebody_else_did_meanwhile_is_named_and_nothing_typed_is_lost(open_desk: OpenDesk) -> None:
    ana, bo = open_desk("Ana", looks=0), open_desk("Bo", looks=0)
    assert ana.current == bo.current
    bo.focus()
    bo.press("x")
    bo.wait_decided(1)
    ana.field("Rationale").fill("My own view of it.")
    ana.decide_by_mouse("Mixture", "https://example.org/mine")
    expect(ana.alert).to_contain_text("Bo took a step on this claim (dismissed")
    expect(ana.field("Rationale")).to_have_value("My own view of it.")
    expect(ana.desk.locator(".cc-progress")).to_contain_text("1 of")


def test_what_somebody_else_did_is_told_even_to_one_who_waits(open_desk: OpenDesk) -> None:
    ana, bo = open_desk("Ana", looks=1), open_desk("Bo", looks=1)
    ana.type_in("Rationale", "My own view of it.")
    ana.wait_saved("Draft saved")
    bo.focus()
    bo.press("x")
    expect(ana.alert).to_contain_text("Meanwhile Bo dismissed it: ")
    expect(ana.field("Rationale")).to_have_value("My own view of it.")
    expect(ana.status).to_have_text("dismissed")
    ana.press("j")
    expect(ana.alert).to_be_hidden()


def test_the_csv_is_written_beside_the_database_and_can_be_downloaded(
    db: Path, open_lab_desk: OpenLabDesk
) -> None:
    desk = open_lab_desk()
    desk.decide_by_mouse("False", "https://example.org")
    desk.wait_decided(1)
    desk.menu("Export …")
    panel = desk.desk.locator(".cc-panel-export")
    expect(panel).to_contain_text("What will be in it: 1 claim, a row each; ")
    panel.get_by_role("button", name="Write the verdict CSV").click()
    expect(panel.get_by_text("Written:")).to_be_visible()
    (written,) = db.parent.glob("verdicts-*.csv")
    assert cc.read_csv(written)["verdict"].dropna().to_list() == ["False"]
    with desk.page.expect_download() as download:
        panel.get_by_role("link", name="Download it").click()
    assert download.value.suggested_filename == written.name
    assert download.value.path().read_bytes() == written.read_bytes()


def test_the_notebook_run_twice_adds_nothing(db: Path, open_lab_desk: OpenLabDesk) -> None:
    with Store(db) as store:
        before = len(store.queue())
    desk = open_lab_desk()
    desk.notebook.run_all()
    again = LabDesk(desk.notebook)
    expect(again.desk.locator(".cc-progress")).to_have_text(f"0 of {before} decided")
    assert desk.notebook.outputs.locator(".cc-desk").count() == 1


def overflowing(desk: LabDesk) -> list[str]:
    """The parts of the desk that are seen and whose content is wider than they are."""
    found = desk.desk.evaluate(
        """root => [...root.querySelectorAll('*')].filter(part =>
            part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1
            && getComputedStyle(part).textOverflow !== 'ellipsis' && part.tagName !== 'SELECT'
            && !part.matches('input, textarea, .widget-label, .cc-live')).map(part => part.className)"""
    )
    return [str(name) for name in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 900])
def test_nothing_sticks_out_and_text_stands_out(theme: Theme, width: int, open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk(viewport=(width, 900), theme=theme)
    assert overflowing(desk) == []
    faint = [text for text in visible_texts(desk.desk) if text["contrast"] < 4.5]
    assert faint == []
    assert desk.notebook.errors == []
    assert desk.notebook.foreign == []


def visible_texts(desk: Locator) -> list[dict[str, float]]:
    """The contrast of each text of the desk with what is behind it, as WCAG 2 reckons it."""
    found = desk.evaluate(
        """desk => {
            const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
            const over = (layers) => {
                canvas.clearRect(0, 0, 1, 1);
                for (const layer of layers) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
                return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const light = ([r, g, b]) => {
                const [x, y, z] = [r, g, b].map(v => v / 255).map(
                    v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * x + 0.7152 * y + 0.0722 * z;
            };
            const texts = [...desk.querySelectorAll('*')].filter(part => part.offsetParent && !part.disabled
                && [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
            return texts.map(part => {
                const layers = [];
                for (let at = part; at; at = at.parentElement) {
                    layers.unshift(getComputedStyle(at).backgroundColor);
                }
                const back = over(['white', ...layers]);
                const front = over(['white', ...layers, getComputedStyle(part).color]);
                const [high, low] = [light(back), light(front)].sort((a, b) => b - a);
                const contrast = (high + 0.05) / (low + 0.05);
                return {contrast, text: part.className + ': ' + part.textContent.slice(0, 40)};
            });
        }"""
    )
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def test_every_control_has_a_name_for_a_screen_reader(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.desk.get_by_role("button", name="+ Add a source").click()
    nameless = desk.desk.evaluate(
        """desk => [...desk.querySelectorAll('input, textarea, select, button')].filter(control =>
            !(control.ariaLabel || control.labels?.length || control.textContent.trim()))
            .map(control => control.outerHTML)"""
    )
    assert nameless == []
    expect(desk.desk.locator(".cc-saved")).to_have_attribute("role", "status")
    expect(desk.alert).to_have_attribute("role", "alert")
