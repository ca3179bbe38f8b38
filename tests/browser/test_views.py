"""Two views of one desk: what is typed in one is in the other, and words that differ are kept."""

from pathlib import Path

import pytest
from desks import LabDesk, OpenLabDesk, standing
from lab import Notebook
from playwright.sync_api import expect

from claimcheck.review.log.store import Store

VIEWS = {
    "a new view of the output": "notebook:create-output-view",
    "a cloned notebook": "docmanager:clone",
}


def second_view(desk: LabDesk, how: str) -> LabDesk:
    """Another view of the desk: in the same page, or in a tab of its own."""
    desk.give_back()
    if how == "another tab":
        desk.notebook.save()
        page = desk.page.context.new_page()
        there = Notebook(desk.notebook.lab, page, desk.notebook.path)
        page.goto(f"{desk.page.url.split('/lab/')[0]}/lab/workspaces/second/tree/{desk.notebook.path}")
        there._until_ready()
        found = there.wait_for(".cc-desk")
    else:
        there, page = desk.notebook, desk.page
        page.evaluate("command => { window.jupyterapp.commands.execute(command); }", VIEWS[how])
        expect(page.locator(".cc-desk")).to_have_count(2)
        found = page.locator(".cc-desk").last
    other = LabDesk.__new__(LabDesk)
    other.shown = other.notebook = there
    other.page, other.desk = page, found
    other.wait_saved("")
    return other


def draft(db: Path, claim_id: str) -> dict[str, object]:
    with Store(db) as store:
        kept = store.draft(claim_id, "Ana")
    return {} if kept is None else dict(kept.data)


@pytest.mark.parametrize("how", [*VIEWS, "another tab"])
def test_what_is_typed_in_one_view_is_in_the_other(db: Path, open_lab_desk: OpenLabDesk, how: str) -> None:
    one = open_lab_desk(viewport=(1600, 900))
    other = second_view(one, how)
    claim = one.current

    # A view with nothing of its own shows what the other one was given, with sources and comment.
    one.field("Statement to check").fill("typed in the first view")
    expect(other.field("Statement to check")).to_have_value("typed in the first view")
    other.desk.locator(".cc-rating").get_by_text("False", exact=True).click()
    expect(one.desk.locator(".cc-rating input:checked")).to_have_value("False")
    one.field("Rationale").fill("a long rationale")
    expect(other.field("Rationale")).to_have_value("a long rationale")
    one.desk.get_by_role("button", name="+ Add a source").click()
    one.page.keyboard.type("https://example.org/1")
    expect(other.field("Address of source 1")).to_have_value("https://example.org/1")

    # What is approved is what stands in the view that it is pressed in.
    other.next_step.click()
    other.wait_decided(1)
    one.wait_decided(1)
    verdict = standing(db)[claim]
    assert (verdict.statement, verdict.rationale) == ("typed in the first view", "a long rationale")
    assert [source.address for source in verdict.sources] == ["https://example.org/1"]
    assert one.current == other.current != claim
    expect(one.field("Statement to check")).to_have_value("")
    expect(other.field("Statement to check")).to_have_value("")


def type_unsent(desk: LabDesk, label: str, text: str) -> None:
    """Type into a view without its draft being sent: the answer to the other one comes first."""
    desk.field(label).evaluate(
        """(field, text) => {
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        text,
    )


def both_type(one: LabDesk, other: LabDesk) -> None:
    """Other words in each view, before either kernel message is sent."""
    one.page.evaluate(
        """() => {
            const [one, other] = document.querySelectorAll(".cc-desk");
            const type = (desk, at, text) => {
                const field = desk.querySelectorAll(".cc-form textarea")[at];
                field.value = text;
                field.dispatchEvent(new Event("input", { bubbles: true }));
            };
            type(one, 0, "a statement of the first");
            type(other, 1, "a rationale of the second");
        }"""
    )


@pytest.mark.parametrize("choice", ["Show those", "Save mine instead"])
def test_words_that_differ_are_kept_both(db: Path, open_lab_desk: OpenLabDesk, choice: str) -> None:
    one = open_lab_desk(viewport=(1600, 900))
    other = second_view(one, "a new view of the output")
    claim = one.current
    both_type(one, other)
    one.wait_saved("Draft saved")
    aside = other.desk.locator(".cc-unsent")
    expect(aside).to_contain_text("Another view or desk of yours holds other words")
    aside.get_by_text("Read them").click()
    expect(aside.locator(".cc-unsent-words")).to_contain_text("a statement of the first")
    expect(other.field("Rationale")).to_have_value("a rationale of the second")
    # Nothing is decided with one half of the words.
    other.desk.locator(".cc-rating").get_by_text("False", exact=True).click()
    other.next_step.click()
    expect(other.alert).to_contain_text("changed at another desk of yours")
    assert standing(db) == {}
    assert draft(db, claim)["statement"] == "a statement of the first"

    aside.get_by_role("button", name=choice).click()
    if choice == "Show those":
        expect(other.field("Statement to check")).to_have_value("a statement of the first")
        expect(other.field("Rationale")).to_have_value("")
        aside.get_by_role("button", name="Put them back").click()
    expect(other.field("Rationale")).to_have_value("a rationale of the second")
    other.wait_saved("Draft saved")
    expect(one.field("Rationale")).to_have_value("a rationale of the second")
    # What was replaced can be had again.
    expect(aside).to_contain_text("Words that stood in this form before")
    aside.get_by_role("button", name="Discard them").click()
    expect(aside).to_be_hidden()


def test_one_view_that_goes_on_turns_no_typing_of_the_other_into_keys(
    db: Path, open_lab_desk: OpenLabDesk
) -> None:
    one = open_lab_desk(viewport=(1600, 900))
    other = second_view(one, "another tab")
    claim = one.current
    other.field("Rationale").click()
    other.page.keyboard.type("half a sen")
    one.focus()
    one.press("j")
    expect(other.alert).to_contain_text("went on to another claim")
    other.page.keyboard.type("xtence")
    expect(other.field("Rationale")).to_have_value("")
    assert standing(db) == {}
    other.press("Escape", "b")
    expect(other.field("Rationale")).to_have_value("half a sen")
    expect(one.field("Rationale")).to_have_value("half a sen")
    assert other.current == claim
    # Dismissed in one while the other has unsent words: they stay with their claim.
    other.page.bring_to_front()
    type_unsent(other, "Statement to check", "words for later")
    one.focus()
    one.press("x")
    one.wait_decided(1)
    other.open(claim)
    expect(other.field("Statement to check")).to_have_value("words for later")


def test_a_refusal_is_said_in_the_view_that_it_answers(open_lab_desk: OpenLabDesk) -> None:
    one = open_lab_desk(viewport=(1600, 900))
    other = second_view(one, "a new view of the output")
    one.focus()
    one.press("Enter")
    expect(one.alert).to_be_visible()
    expect(one.desk.locator(".cc-saved")).not_to_have_text("Saving…")
    expect(other.alert).to_be_hidden()
