"""Parts of the desk's page alone, in a real Chromium: sources, contact with the claimant, history."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from claimcheck.widgets import page_script

SCRIPTS = ("sources.js", "contact.js", "history.js")
HARNESS = """
window.createContact = createContact;
window.begin = () => {
  const called = [];
  const note = (name) => (text) => called.push(text === undefined ? name : [name, text]);
  const attach = { most: 5, part: 5, accept: ".pdf", problem: null };
  const files = createFiles({ config: { attach }, send: note("send"), complain: note("complain") });
  const parts = {
    sources: createSources({ onEdit: note("edit"), files }),
    contact: createContact({ onEdit: note("edit"), onRecord: note("record") }),
    history: createHistory({ onComment: note("comment") }),
  };
  const desk = h("div", { class: "claimcheck" }, ...Object.values(parts).map((part) => part.element));
  document.body.replaceChildren(desk);
  desk.addEventListener("keydown", ({ ctrlKey, key, target }) => {
    if (ctrlKey && key === "Enter") finishOf(target)?.();
  });
  Object.assign(window, { called, parts, desk });
};
"""
# Where the test's reviewer sits it is the fourth already.
NOW, ZONE, TODAY = "2025-06-03T11:30:00Z", "Pacific/Kiritimati", "2025-06-04"
MARKUP = "<img src=x onerror=alert(1)>"
BACKWARDS = "\u202egnorw"
VECTORS = (MARKUP, "<script>alert(2)</script>", "javascript:alert(3)", "$x$", BACKWARDS, "W" * 5000)
FULL = {
    "address": "https://example.org/figures",
    "title": "Exports, revised",
    "passage": "Exports rose by 12 percent.",
    "consulted": "2025-05-30",
    "archived": "https://archive.example.org/1",
    "primary": True,
    "interest": "reports on itself",
    "stance": "against",
}


class Parts:
    """The parts on a page, by what a reviewer and the desk do with them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialogs: list[str] = []
        page.on("dialog", self._dismiss)
        page.clock.set_fixed_time(NOW)
        page.set_content(
            f"<head><style>{page_script.styles()}</style>"
            f"<script type='module'>{page_script.script(*SCRIPTS)}{HARNESS}</script></head>"
        )
        page.wait_for_function("'begin' in window")

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def begin(self) -> None:
        """Make the parts anew, with nothing in them."""
        self.page.set_viewport_size({"width": 1000, "height": 700})
        self.page.evaluate("begin()")

    def give(self, part: str, value: Any) -> None:
        self.page.evaluate("([part, value]) => { parts[part].value = value; }", [part, value])
        # A citation is one line until somebody unfolds it.
        self.page.evaluate(
            "document.querySelectorAll('.cc-source details').forEach((one) => (one.open = true))"
        )

    def value(self, part: str) -> Any:
        return self.page.evaluate("part => parts[part].value", part)

    def update(self, entries: list[dict[str, Any]]) -> None:
        self.page.evaluate("entries => parts.history.update(entries)", entries)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def called(self) -> list[Any]:
        return list(self.page.evaluate("called"))

    @property
    def line(self) -> Locator:
        """How the contact stands, in words."""
        return self.page.locator(".cc-contact-line")

    @property
    def steps(self) -> Locator:
        return self.page.locator(".cc-history-entry")


@pytest.fixture(scope="module")
def harness(browser: Browser) -> Iterator[Parts]:
    context = browser.new_context(timezone_id=ZONE)
    yield Parts(context.new_page())
    context.close()


@pytest.fixture
def parts(harness: Parts) -> Iterator[Parts]:
    harness.begin()
    yield harness
    assert harness.dialogs == []


def entry(what: str = "selected it", **more: Any) -> dict[str, Any]:
    return {
        "at": "2025-06-03T11:05:00+00:00",
        "by": "Ann",
        "what": what,
        "details": [],
        "before": [],
        "undone": False,
        "kind": "selected",
    } | more


# Sources


@pytest.mark.parametrize(
    "source",
    [
        FULL,
        {"address": "Archive of the ministry, box 12", "primary": False},
        {"address": "nothing else is known"},
        {"title": "An unknown key", "weight": {"of": [1, 2]}},
        {"title": "A date that is none", "consulted": "spring 2024"},
        {"title": "A day that never was", "consulted": "2025-02-30"},
        {"title": "A stance of another program", "stance": "mixed"},
        {"title": "One line\nand another", "passage": "One line\r\nand another"},
        *({"address": text, "title": text, "passage": text, "interest": text} for text in VECTORS),
    ],
)
def test_a_source_comes_back_as_it_was(source: dict[str, Any], parts: Parts) -> None:
    parts.give("sources", [source])
    assert parts.value("sources") == [source]
    parts.field("Archived copy of source 1").fill("https://archive.example.org/2")
    assert parts.value("sources") == [source | {"archived": "https://archive.example.org/2"}]


def test_a_date_that_is_none_stands_there_to_be_corrected(parts: Parts) -> None:
    parts.give("sources", [FULL | {"consulted": "spring 2024"}])
    consulted = parts.field("Day on which source 1 was consulted")
    expect(consulted).to_have_value("spring 2024")
    consulted.fill("2024-04-01")
    assert parts.value("sources") == [FULL | {"consulted": "2024-04-01"}]


def test_a_stance_of_another_program_can_be_seen(parts: Parts) -> None:
    parts.give("sources", [{"title": "A poll", "stance": "mixed"}])
    expect(parts.field("Does source 1 speak for or against the claim?")).to_have_value("mixed")


def test_what_is_emptied_or_not_known_is_absent(parts: Parts) -> None:
    parts.give("sources", [FULL | {"title": "", "interest": None}])
    parts.field("Quoted passage of source 1").fill("")
    parts.field("Does source 1 speak for or against the claim?").select_option("")
    assert parts.value("sources") == [
        {name: FULL[name] for name in ("address", "consulted", "archived", "primary")}
    ]


def test_primary_is_said_in_words_and_not_before(parts: Parts) -> None:
    parts.give("sources", [{"title": "not said"}, {"title": "no", "primary": False}])
    primary = parts.field("Is source 1 a primary source?")
    expect(primary.locator("option:checked")).to_have_text("not said yet")
    expect(parts.field("Is source 2 a primary source?").locator("option:checked")).to_have_text("no")
    said = [parts.value("sources")[0].get("primary")]
    for choice in ("yes, primary", "no", "not said yet"):
        primary.select_option(choice)
        said.append(parts.value("sources")[0].get("primary"))
    assert said == [None, True, False, None]


def test_a_new_source_has_no_day_until_somebody_says_so(parts: Parts) -> None:
    parts.button("+ Add a source").click()
    expect(parts.field("Address of source 1")).to_be_focused()
    assert parts.value("sources") == []
    parts.field("Title of source 1").fill("Exports")
    assert parts.value("sources") == [{"title": "Exports"}]
    parts.button("Source 1 was consulted today").click()
    assert parts.value("sources") == [{"title": "Exports", "consulted": TODAY}]
    # The day alone is no source.
    parts.field("Title of source 1").fill("")
    assert parts.value("sources") == []


def test_a_removed_source_can_be_put_back_and_the_focus_stays_near(parts: Parts) -> None:
    sources = [FULL | {"title": title} for title in ("first", "second", "third")]
    parts.give("sources", sources)
    parts.button("Remove source 2").focus()
    parts.page.keyboard.down("Enter")
    parts.page.keyboard.down("Enter")
    assert parts.value("sources") == [sources[0], sources[2]], "a key held down removes one"
    expect(parts.field("Address of source 2")).to_be_focused()
    expect(parts.field("Title of source 2")).to_have_value("third")
    parts.field("Title of source 2").fill("third, changed")
    parts.button("Put source 2 back").click()
    assert [source["title"] for source in parts.value("sources")] == ["first", "second", "third, changed"]
    for _ in range(3):
        parts.button("Remove source 1").click()
    expect(parts.button("+ Add a source")).to_be_focused()
    assert parts.value("sources") == []
    parts.give("sources", [])
    parts.button("+ Add a source").click()
    parts.button("Remove source 1").click()
    expect(parts.button("Put source 1 back")).to_have_count(0)


CITED: list[tuple[dict[str, Any], str]] = [
    (FULL, "Exports, revised, May 30, 2025 · against · primary · archived · quoted"),
    ({"address": "https://www.example.org/a/b?c=d"}, "example.org · for or against?"),
    ({"address": "box 12, city archive", "stance": "for"}, "box 12, city archive · for"),
    ({"title": "A poll", "consulted": "in spring", "primary": False}, "A poll, in spring · for or against?"),
    ({"interest": "owned by the claimant"}, "Nothing filled in yet"),
    ({"title": MARKUP}, f"{MARKUP} · for or against?"),
]


@pytest.mark.parametrize(("source", "cited"), CITED)
def test_a_source_is_cited_in_one_line(source: dict[str, Any], cited: str, parts: Parts) -> None:
    parts.give("sources", [source])
    expect(parts.page.locator(".cc-cite")).to_have_text(cited)
    parts.field("Title of source 1").fill("Its own title")
    expect(parts.page.locator(".cc-cite-name")).to_have_text("Its own title")


def test_what_was_unfolded_stays_so_where_the_same_form_is_drawn_again(parts: Parts) -> None:
    parts.page.evaluate("sources => { parts.sources.value = sources; }", [FULL, FULL])
    title = parts.field("Title of source 2")
    expect(title).to_be_hidden()
    parts.page.locator(".cc-source-line").nth(1).click()
    expect(title).to_be_visible()
    parts.page.evaluate("sources => { parts.sources.value = sources; }", [FULL, FULL])
    expect(title).to_be_visible()
    expect(parts.field("Title of source 1")).to_be_hidden()
    parts.page.evaluate("sources => { parts.sources.fold(); parts.sources.value = sources; }", [FULL, FULL])
    expect(title).to_be_hidden()


def test_a_further_source_folds_those_before_it(parts: Parts) -> None:
    for address in ("https://example.org/1", "https://example.org/2"):
        parts.button("+ Add a source").click()
        parts.page.keyboard.type(address)
    expect(parts.field("Address of source 1")).to_be_hidden()
    expect(parts.field("Address of source 2")).to_be_focused()
    assert [source["address"][-1] for source in parts.value("sources")] == ["1", "2"]


def test_only_an_address_that_a_browser_may_follow_is_a_link(parts: Parts) -> None:
    parts.give("sources", [FULL, {"address": "javascript:alert(1)", "archived": "box 12"}])
    links = parts.page.locator("a")
    assert {link.get_attribute("href") for link in links.all()} == {FULL["address"], FULL["archived"]}
    expect(parts.page.get_by_role("link", name="Open: Archived copy of source 1")).to_be_visible()
    parts.field("Address of source 1").fill("data:text/html,x")
    expect(links).to_have_count(1)


def test_enter_in_a_line_changes_nothing(parts: Parts) -> None:
    parts.give("sources", [FULL])
    for label in ("Address of source 1", "Day on which source 1 was consulted", "Title of source 1"):
        parts.field(label).press("Enter")
    assert parts.value("sources") == [FULL]
    assert parts.called == []


@pytest.mark.parametrize("width", [380, 620, 1000])
def test_nothing_sticks_out_at_any_width(width: int, parts: Parts) -> None:
    parts.page.set_viewport_size({"width": width, "height": 700})
    parts.give("sources", [FULL, {"address": "W" * 5000, "passage": "W" * 5000}, {}])
    parts.give("contact", {"how": "W" * 5000, "asked": "W" * 5000, "deadline": "2025-06-01"})
    parts.update([entry("W" * 5000, by="W" * 5000, details=[["Rationale", "W" * 5000], ["Note", "W" * 150]])])
    parts.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    expect(parts.page.locator(".cc-source-passage label").first).to_be_visible()
    sticking_out = parts.page.evaluate(
        """[...document.querySelectorAll('body *')].filter(part => part.clientWidth > 0
            && part.scrollWidth > part.clientWidth + 1 && !part.matches('input, textarea, select')
            && getComputedStyle(part).textOverflow !== 'ellipsis')
            .map(part => part.className)"""
    )
    assert sticking_out == []
    nameless = parts.page.evaluate(
        """[...document.querySelectorAll('input, textarea, select, button')].filter(control =>
            !(control.ariaLabel || control.labels?.length || control.textContent.trim()))
            .map(control => control.outerHTML)"""
    )
    assert nameless == []


# Contact with the claimant


@pytest.mark.parametrize(
    "contact",
    [
        None,
        {
            "asked": "2025-06-03",
            "how": "phone",
            "deadline": "2025-06-05",
            "reply": "No.",
            "replied": "2025-06-04",
        },
        {"asked": "in spring", "deadline": "end of the week", "desk": "an unknown key"},
        {"how": MARKUP, "reply": "One line\r\nand another"},
    ],
)
def test_a_contact_comes_back_as_it_was(contact: dict[str, Any] | None, parts: Parts) -> None:
    parts.give("contact", {"asked": "2025-01-01", "of": "the claim before"})
    parts.give("contact", contact)
    assert parts.value("contact") == contact


def test_a_contact_that_is_emptied_is_none(parts: Parts) -> None:
    parts.give("contact", {"how": "phone"})
    parts.page.locator("summary").click()
    parts.field("How").fill("")
    assert parts.value("contact") is None


ASKED = {"asked": "2025-06-03", "how": "e-mail"}
STANDINGS: list[tuple[dict[str, str] | None, str, bool]] = [
    (None, "not asked yet", False),
    ({"deadline": "2025-06-05"}, "not asked yet, reply wanted by 5 June", False),
    ({"asked": "2025-06-03"}, "asked on 3 June", False),
    (
        {"asked": "2024-06-03", "how": "Press office"},
        "asked on 3 June 2024 through the press office",
        False,
    ),
    ({"asked": "2025-06-03", "how": "contact form"}, "asked on 3 June (contact form)", False),
    ({"asked": "last week"}, "asked (last week)", False),
    ({**ASKED, "deadline": "2025-06-05"}, "asked on 3 June by e-mail, reply wanted by 5 June", False),
    ({**ASKED, "deadline": "2025-06-04"}, "asked on 3 June by e-mail, reply wanted by today", False),
    (
        {**ASKED, "deadline": "2025-06-03"},
        "asked on 3 June by e-mail, deadline passed yesterday, no reply",
        True,
    ),
    (
        {**ASKED, "deadline": "2025-06-02"},
        "asked on 3 June by e-mail, deadline passed 2 days ago, no reply",
        True,
    ),
    (
        {**ASKED, "deadline": "2025-06-02", "reply": " "},
        "asked on 3 June by e-mail, deadline passed 2 days ago, no reply",
        True,
    ),
    ({**ASKED, "deadline": "2025-06-02", "replied": "2025-06-04"}, "replied on 4 June", False),
    ({**ASKED, "deadline": "2025-06-02", "reply": "No."}, "replied", False),
    ({**ASKED, "deadline": "the 2nd"}, "asked on 3 June by e-mail, reply wanted (the 2nd)", False),
]


@pytest.mark.parametrize(("contact", "words", "late"), STANDINGS)
def test_how_the_contact_stands(contact: dict[str, str] | None, words: str, late: bool, parts: Parts) -> None:
    parts.give("contact", contact)
    expect(parts.line).to_have_text(words)
    expect(parts.page.get_by_text("overdue", exact=True)).to_be_visible(visible=late)
    expect(parts.field("Reply")).to_be_visible(visible=late)


def test_asked_today_is_one_press(parts: Parts) -> None:
    parts.button("Asked today").click()
    assert parts.value("contact") == {"asked": TODAY}
    expect(parts.field("How")).to_be_focused()
    expect(parts.button("Asked today")).to_have_count(0)
    parts.page.keyboard.type("phone")
    expect(parts.line).to_have_text("asked on 4 June by phone")
    parts.give("contact", parts.value("contact"))
    expect(parts.field("How")).to_be_focused()
    assert parts.called == ["edit"] * 6


def test_the_focus_opens_the_contact(parts: Parts) -> None:
    parts.page.evaluate("parts.contact.focus()")
    expect(parts.field("Asked on")).to_be_focused()


def test_record_is_there_where_somebody_records(parts: Parts) -> None:
    parts.page.locator("summary").click()
    parts.button("Record").click()
    assert parts.called == ["record"]
    without = parts.page.evaluate("createContact({ onEdit() {} }).element.textContent")
    assert "Reply" in without
    assert "Record" not in without


# History


def test_the_last_steps_come_first_and_the_earlier_ones_are_a_press_away(parts: Parts) -> None:
    entries = [entry(f"step {number}", details=[["Note", "n" * 300]]) for number in range(500)]
    parts.update(entries)
    expect(parts.steps.first).to_contain_text("step 499")
    expect(parts.steps).to_have_count(20)
    parts.steps.first.locator("summary").click()
    parts.button("Show 480 earlier steps").click()
    expect(parts.steps).to_have_count(500)
    expect(parts.steps.last).to_contain_text("step 0")
    parts.update([*entries, entry("step 500")])
    expect(parts.steps).to_have_count(501)
    opened = parts.page.locator(".cc-history-entry:has(details[open])")
    expect(opened).to_have_count(1)
    expect(opened).to_contain_text("step 499")
    parts.update([entry("another claim's step")])
    parts.update(entries)
    expect(parts.steps).to_have_count(20)


def test_the_same_step_twice_is_shown_twice(parts: Parts) -> None:
    parts.update([entry("commented"), entry("commented")])
    expect(parts.steps).to_have_count(2)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2025-06-03T11:05:00+00:00", "Jun 4, 2025, 1:05 AM"),
        ("2025-06-03T11:05:00.123456Z", "Jun 4, 2025, 1:05 AM"),
        ("2025-06-03T11:05:00", "Jun 4, 2025, 1:05 AM"),
        ("some time ago", "some time ago"),
    ],
)
def test_times_are_the_reviewers_own(at: str, words: str, parts: Parts) -> None:
    parts.update([entry(at=at)])
    time = parts.steps.locator("time")
    expect(time).to_have_text(words)
    expect(time).to_have_attribute("datetime", at)
    expect(time).to_have_attribute("title", at)


def test_long_texts_are_folded_and_complete(parts: Parts) -> None:
    rationale = "What the evidence says.\n" * 40
    details = [["Rating", "Mostly false"], ["Rationale", rationale]]
    parts.update([entry(details=details, before=["False", None])])
    expect(parts.page.get_by_text("False → Mostly false")).to_be_visible()
    whole = parts.page.locator("details .cc-history-text")
    expect(whole).to_be_hidden()
    parts.page.get_by_text("Rationale").click()
    expect(whole).to_be_visible()
    assert whole.text_content() == rationale


def test_what_was_changed_is_told_with_what_stood_there_before(parts: Parts) -> None:
    long = "It was said so in the report of the year before, and in all that followed. " * 4
    details = [["Statement", "It is so."], ["Note", "See the list."], ["Rationale", long]]
    parts.update([entry(details=details, before=["It was so.", None, "Short."])])
    said = parts.page.locator(".cc-history-detail").all_inner_texts()
    assert " ".join(said[0].split()) == "Statement: It was so. → It is so."
    assert " ".join(said[1].split()) == "Note: See the list."
    assert " ".join(said[2].split()).startswith("Rationale: Short. → It was said so in the report")
    parts.page.locator("details.cc-history-detail summary").click()
    expect(parts.page.locator("details.cc-history-detail del").last).to_have_text("Short.")
    expect(parts.page.locator("details.cc-history-detail div")).to_have_text(long.strip())


def test_undone_is_said_and_comments_stand_out(parts: Parts) -> None:
    comment = entry("commented", kind="commented", details=[["", "In constant dollars?"]])
    parts.update([entry("proposed False", undone=True), entry("took back: proposed False"), comment])
    commented, taking_back, undone = parts.steps.all()
    expect(undone.locator("s")).to_have_text("Ann proposed False")
    expect(undone.get_by_text("undone", exact=True)).to_be_visible()
    expect(taking_back.locator("s, .cc-history-tag")).to_have_count(0)
    expect(commented.get_by_text("In constant dollars?")).to_be_visible()
    expect(parts.page.locator(".cc-history-comment")).to_have_count(1)


def test_a_comment_stays_in_the_box_until_it_is_kept(parts: Parts) -> None:
    box = parts.field("Comment").and_(parts.page.locator("textarea"))
    parts.page.evaluate("parts.history.focus()")
    expect(box).to_be_focused()
    parts.button("Comment").click()
    box.fill("  \n")
    box.press("Control+Enter")
    assert parts.called == []
    box.fill("In constant dollars? ")
    box.press("Control+Enter")
    assert parts.called == [["comment", "In constant dollars?"]]
    expect(box).to_have_value("In constant dollars? ")
    parts.page.evaluate("parts.history.sent()")
    expect(box).to_have_value("")
    box.fill("One.")
    parts.button("Comment").click()
    box.press_sequentially(" Typed since.")
    parts.page.evaluate("parts.history.sent()")
    expect(box).to_have_value("Typed since.")


# Hostile text


@pytest.mark.parametrize("text", VECTORS)
def test_hostile_text_is_text(text: str, parts: Parts) -> None:
    parts.give("sources", [dict.fromkeys(("address", "title", "passage", "stance", "consulted"), text)])
    parts.give("contact", dict.fromkeys(("asked", "how", "deadline"), text))
    steps = [
        entry(text, by=text, kind=text, at=text, details=[[text, text]]),
        entry("commented", kind="commented", details=[["", text]]),
    ]
    parts.update(steps)
    for step in parts.steps.all():
        expect(step).to_contain_text(text)
    expect(parts.line).to_contain_text(text[:50])
    expect(parts.page.locator("body").locator("img, script, a")).to_have_count(0)


def test_a_name_written_backwards_turns_nothing_else_around(parts: Parts) -> None:
    parts.update([entry("proposed False", by=BACKWARDS)])
    words = parts.steps.locator(".cc-history-by, .cc-history-by + bdi")
    lefts = words.evaluate_all("all => all.map(part => part.getBoundingClientRect().left)")
    assert lefts == sorted(lefts), "who did it stands before what they did"
    parts.give("contact", {"asked": "2025-06-03", "how": BACKWARDS})
    expect(parts.line.locator("bdi")).to_have_text(BACKWARDS)
