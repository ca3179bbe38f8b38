"""An open desk takes over a policy that somebody else records, on a plain page in a real Chromium."""

from pathlib import Path

import pytest
from makers import database
from plain_desk import plain_desk
from playwright.sync_api import Browser, expect

import claimcheck as cc


def test_fields_labels_and_checklist_are_those_of_the_new_policy_and_it_is_said_calmly(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, context = database(tmp_path / "log.db"), browser.new_context()
    desk = plain_desk(context.new_page(), db, monkeypatch, "Ann", policy="solo")
    root = desk.root
    why = root.get_by_label("Why this claim matters", exact=True)
    primary = root.locator(".cc-actions .cc-primary")
    news = root.locator(".cc-policy")
    expect(primary).to_have_text("Decide and go on")
    expect(why).to_be_hidden()
    expect(news).to_be_hidden()
    rationale = root.get_by_label("Rationale", exact=True)
    rationale.fill("Half a rationale")

    cc.desk(db, "Ben", policy="newsroom", threshold=0).session.store.close()
    desk.look()
    expect(news).to_contain_text("Ben chose the policy “newsroom” at ")
    expect(news).to_have_attribute("role", "status")
    expect(root.locator(".cc-alert")).to_be_hidden()
    expect(root.locator(".cc-who")).to_have_text("Ann · newsroom")
    expect(primary).to_have_text("Take it")
    expect(why).to_be_visible()
    expect(root.locator(".cc-checklist")).to_contain_text("why this claim matters")
    expect(rationale).to_have_value("Half a rationale")

    root.get_by_role("button", name="Next", exact=True).click()
    desk.answer()
    expect(news).to_be_hidden()
    context.close()
