"""The next claim is on the page before the kernel has answered; nothing is lost where that is otherwise."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import an_article, flagged, some_work
from plain_desk import PlainDesk, plain_desk, timed_page
from playwright.sync_api import Browser, Locator, Page, expect

from claimcheck.errors import StoreError
from claimcheck.model import Status
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession

TEXTS = ("Exports doubled in 2020.", "Prices fell by 3%.", "Taxes rose in May.", "Rents fell in June.")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with timed_page(browser, height=900) as opened:
        # So that no draft is on its way unless a test lets time pass.
        opened.clock.pause_at("2025-06-03T12:00:00Z")
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store(tmp_path / "log.db") as store:
        for place, text in enumerate(TEXTS):
            article = an_article(text, title=text[:6])
            store.add(article, [replace(claim, worthiness=0.9 - place / 10) for claim in flagged(article)])
    return tmp_path / "log.db"


@pytest.fixture
def ids(path: Path) -> list[str]:
    with Store(path) as store:
        return [row.claim_id for row in ReviewSession(store, "Ben").cursor.queue]


@pytest.fixture
def desk(path: Path, page: Page, monkeypatch: pytest.MonkeyPatch) -> PlainDesk:
    opened = plain_desk(page, path, monkeypatch)
    opened.answer()
    return opened


def quote(desk: PlainDesk) -> Locator:
    return desk.root.locator(".cc-article-text .cc-claim")


def field(desk: PlainDesk, label: str) -> Locator:
    return desk.root.get_by_label(label, exact=True)


def fill_in(desk: PlainDesk) -> None:
    """All that a decision asks for, and saved as a draft."""
    work = some_work()
    desk.root.press("1")
    field(desk, "Statement to check").fill(str(work.statement))
    field(desk, "Rationale").fill(str(work.rationale))
    desk.root.get_by_role("button", name="+ Add a source").click()
    desk.page.keyboard.type("https://example.org/32")
    desk.page.clock.run_for(1_000)
    desk.answer()


def status(path: Path, claim_id: str) -> Status:
    with Store(path) as store:
        return ReviewSession(store, "Ben").verdict(claim_id).status


def typed_on(desk: PlainDesk, claim_id: str) -> object:
    """The rationale of the draft that is kept of a claim."""
    draft = desk.desk.session.store.draft(claim_id, "Ben")
    return draft and draft.data["rationale"]


def refuse(*_: object, **__: object) -> None:
    raise StoreError("The disk is full.")


@pytest.mark.parametrize(
    ("press", "place"),
    [
        (lambda desk: desk.root.press("j"), 1),
        (lambda desk: desk.root.get_by_role("button", name="Next").click(), 1),
        (lambda desk: desk.root.press("x"), 1),
        (lambda desk: desk.root.locator(".cc-row").nth(1).click(), 1),
    ],
    ids=["its key", "its button", "dismissed", "its row"],
)
def test_the_next_claim_stands_there_before_the_answer(
    desk: PlainDesk, press: Callable[[PlainDesk], None], place: int
) -> None:
    expect(quote(desk)).to_have_text(TEXTS[0])
    press(desk)
    expect(quote(desk)).to_have_text(TEXTS[place])
    expect(desk.root.locator(".cc-article-title")).to_have_text(TEXTS[place][:6])
    expect(desk.root.locator(".cc-row.cc-current")).to_contain_text(TEXTS[place])
    before = desk.page.evaluate("document.querySelector('.cc-article-text').innerHTML")
    desk.answer()
    expect(quote(desk)).to_have_text(TEXTS[place])
    assert desk.page.evaluate("document.querySelector('.cc-article-text').innerHTML") == before


def test_the_claim_before_and_the_one_above_stand_there_too(desk: PlainDesk) -> None:
    for key in ("j", "j"):
        desk.root.press(key)
        desk.answer()
    expect(quote(desk)).to_have_text(TEXTS[2])
    desk.root.press("k")
    expect(quote(desk)).to_have_text(TEXTS[1])
    desk.answer()
    desk.root.press("b")
    expect(quote(desk)).to_have_text(TEXTS[2])
    desk.answer()
    expect(quote(desk)).to_have_text(TEXTS[2])


def test_saved_waits_for_the_commit(desk: PlainDesk, path: Path, ids: list[str]) -> None:
    fill_in(desk)
    desk.root.press("Enter")
    expect(quote(desk)).to_have_text(TEXTS[1])
    expect(desk.root.locator(".cc-saved")).to_have_text("Saving…")
    expect(field(desk, "Statement to check")).to_have_value("")
    assert status(path, ids[0]) is Status.UNREVIEWED
    desk.answer()
    expect(desk.root.locator(".cc-saved")).to_contain_text("Saved")
    assert status(path, ids[0]) is Status.APPROVED


def test_what_is_typed_before_the_answer_is_the_next_claims(desk: PlainDesk, ids: list[str]) -> None:
    field(desk, "Rationale").fill("of the first")
    desk.root.press("j")
    desk.root.press("2")
    field(desk, "Rationale").fill("of the second")
    desk.page.clock.run_for(1_000)
    desk.answer()
    expect(field(desk, "Rationale")).to_have_value("of the second")
    expect(desk.root.locator(".cc-rating input:checked")).to_have_value("Mostly true")
    desk.page.clock.run_for(1_000)
    desk.answer()
    assert [typed_on(desk, one) for one in ids[:2]] == ["of the first", "of the second"]
    expect(desk.root.locator(".cc-unsent")).to_be_hidden()


def test_where_the_step_is_refused_the_desk_goes_back_with_everything_typed(
    desk: PlainDesk, path: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_in(desk)
    field(desk, "Rationale").fill("typed last")
    desk.root.press("Enter")
    expect(quote(desk)).to_have_text(TEXTS[1])
    field(desk, "Rationale").fill("meanwhile, on the second")
    with monkeypatch.context() as patch:
        patch.setattr(desk.desk.session, "take", refuse)
        desk.answer()
    expect(quote(desk)).to_have_text(TEXTS[0])
    expect(desk.root.locator(".cc-alert")).to_contain_text("The disk is full")
    expect(field(desk, "Rationale")).to_have_value("typed last")
    expect(desk.root.locator(".cc-rating input:checked")).to_have_value("True")
    expect(desk.root.locator(".cc-source")).to_contain_text("example.org")
    # Pressed once more, it is taken, and the second claim has its own words.
    desk.root.press("Enter")
    desk.answer()
    assert status(path, ids[0]) is Status.APPROVED
    expect(quote(desk)).to_have_text(TEXTS[1])
    expect(field(desk, "Rationale")).to_have_value("meanwhile, on the second")


def test_where_the_kernel_is_gone_the_desk_goes_back_with_everything_typed(desk: PlainDesk) -> None:
    field(desk, "Rationale").fill("typed last")
    desk.root.press("x")
    expect(quote(desk)).to_have_text(TEXTS[1])
    field(desk, "Rationale").fill("on the second")
    desk.page.evaluate("heard('comm_live_update').forEach((listener) => listener())")
    expect(desk.root.locator(".cc-lost-said")).to_contain_text("no longer connected")
    expect(quote(desk)).to_have_text(TEXTS[0])
    expect(field(desk, "Rationale")).to_have_value("typed last")


def test_where_others_were_there_first_the_kernel_leads_on(
    desk: PlainDesk, path: Path, ids: list[str]
) -> None:
    with Store(path) as store:
        ReviewSession(store, "Ann").dismiss([ids[1]], "opinion")
    desk.look(heard=False)
    desk.root.press("x")
    expect(quote(desk)).to_have_text(TEXTS[1])
    field(desk, "Rationale").fill("for naught")
    desk.answer()
    expect(quote(desk)).to_have_text(TEXTS[2])
    expect(desk.root.locator(".cc-alert")).to_contain_text("went on to another claim")
    desk.answer()
    assert typed_on(desk, ids[1]) == "for naught"


def test_what_is_not_ready_is_asked_for_where_it_stands(desk: PlainDesk) -> None:
    desk.root.press("Enter")
    expect(quote(desk)).to_have_text(TEXTS[0])
    desk.answer()
    expect(desk.root.locator(".cc-alert")).to_contain_text("Still missing")
    expect(quote(desk)).to_have_text(TEXTS[0])


def test_what_others_do_meanwhile_does_not_take_the_page_back(desk: PlainDesk, path: Path) -> None:
    desk.root.press("j")
    with Store(path) as store:
        ReviewSession(store, "Ann").comment(desk.desk.session.cursor.queue[3].claim_id, "Look at this.")
    desk.look()
    expect(quote(desk)).to_have_text(TEXTS[1])
    desk.answer()
    expect(quote(desk)).to_have_text(TEXTS[1])
