"""What the page and the kernel say to each other, as `page/types.d.ts` declares it and as Python has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from desk_page import TYPES, Page, wrong_of_view
from factories import a_desk, a_pile
from page_types import Array, Field, Named, Type, Union

from claimcheck.matcher import Matcher
from claimcheck.open_desk import tools_for
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.widgets import messages, priority_messages, table_messages
from claimcheck.widgets.desk import Desk
from claimcheck.widgets.view import DeskView

RECORDS = [
    messages.AttachmentForm,
    messages.SourceForm,
    messages.ContactForm,
    messages.Form,
    messages.FilterForm,
    priority_messages.WeightsForm,
    priority_messages.TopicForm,
    priority_messages.PrioritiesForm,
    table_messages.TableForm,
]
SAID = [*get_args(messages.Message)]
SIMPLE = {str: "string", bool: "boolean", int: "number", type(None): "null"}


def in_typescript(kind: Any) -> Type:
    """A type of a record of `messages.py` as the page has to declare it."""
    if isinstance(kind, msgspec.inspect.UnionType):
        return Union(frozenset(map(in_typescript, kind.types)))
    if isinstance(kind, msgspec.inspect.VarTupleType):
        return Array(in_typescript(kind.item_type))
    if isinstance(kind, msgspec.inspect.StructType):
        return Named(kind.cls.__name__)
    simple: dict[type, str] = {
        msgspec.inspect.StrType: "string",
        msgspec.inspect.BoolType: "boolean",
        msgspec.inspect.IntType: "number",
        msgspec.inspect.FloatType: "number",
        msgspec.inspect.NoneType: "null",
    }
    return Named(simple[type(kind)])


def fields_of(record: type[msgspec.Struct]) -> dict[str, Field]:
    info = msgspec.inspect.type_info(record)
    assert isinstance(info, msgspec.inspect.StructType)
    tag = {info.tag_field: Field(Named(f'"{info.tag}"'))} if info.tag_field else {}
    fields = {one.encode_name: Field(in_typescript(one.type), not one.required) for one in info.fields}
    return {**tag, **fields}


@pytest.mark.parametrize("record", [*RECORDS, *SAID], ids=lambda record: str(record.__name__))
def test_a_message_of_the_page_has_the_fields_of_its_record(record: type[msgspec.Struct]) -> None:
    assert TYPES.interfaces[record.__name__] == fields_of(record)


@pytest.mark.parametrize("name", ["MovesAbout", "Step", "ToPanel", "Message"])
def test_the_messages_of_the_page_are_those_of_python(name: str) -> None:
    def named(kind: Type) -> set[str]:
        parts = kind.of if isinstance(kind, Union) else {kind}
        names = {part.name for part in parts if isinstance(part, Named)}
        return {
            one for part in names for one in (named(TYPES.aliases[part]) if part in TYPES.aliases else {part})
        }

    assert named(TYPES.aliases[name]) == {record.__name__ for record in get_args(getattr(messages, name))}


def test_what_the_page_is_given_are_the_traits_of_its_view() -> None:
    own = {name for name, trait in DeskView.class_traits(sync=True).items() if trait.this_class is DeskView}
    assert set(TYPES.interfaces["Traits"]) == own - {"_esm", "_css", "_anywidget_id"}


def test_every_type_is_declared_and_used() -> None:
    names = {*TYPES.interfaces, *TYPES.aliases}
    used = set(TYPES.names())
    assert used - names == {"string", "number", "boolean", "null", "undefined", "unknown", "DataView"}
    # The page imports these.
    assert names - used == {"Traits", "Message", "Told", "Asked"}


# What the kernel says is held at every desk of these tests: `desk_page.Page` looks at all that it is sent.

STEPS = ["selected", "researching", "proposed", "approved", "published", "corrected"]
FORM = {
    "statement": "So it is.",
    "rating": "False",
    "rationale": "It says so.",
    "sources": [{"address": "https://example.org/a", "primary": True}],
    "published_url": "https://paper.example/check",
    "correction": "A slip.",
}


@pytest.fixture
def page() -> Iterator[Page]:
    with Store(":memory:") as store:
        a_pile(store)
        yield Page(Desk(a_desk(store, policy=Policy.solo()), tools_for(store, 0, None, Matcher())))


def test_a_claim_is_told_of_as_declared_on_its_whole_way(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where a log is in no file, what is exported goes here.
    monkeypatch.chdir(tmp_path)
    page.hear({"op": "drawn"})
    page.type(FORM)
    for target in STEPS:
        page.send("take", FORM, target=target)
    page.send("comment", text="See the second table.")
    page.send("look")
    page.hear({"op": "search", "text": "tanks"})
    page.hear({"op": "none such", "n": 3})
    kinds = {"ahead", "gates", "rows", "before", "elsewhere", "searched"}
    assert {message["kind"] for message in page.told} == kinds
    assert page.claim["history"]
    assert page.ask("charts")["kind"] == "charts"
    assert page.ask("export", write=False)["kind"] == "exporting"
    assert page.ask("export", write=True)["kind"] == "exported"
    page.paste("Prices fell by 3 percent in 2020.")
    assert page.told[-1]["kind"] == "brought"


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"new": 1}, "Config.new is not declared"),
        ({"policy": 3}, "Config.policy: 3 is no string"),
        ({"ratings": [{"name": "True", "colour": "#fff"}]}, "value is missing"),
        ({"ratings": [{"name": "True", "value": "5", "colour": "#fff"}]}, "is none of"),
        ({"labels": ["Select"]}, "is no dict"),
    ],
)
def test_a_value_that_is_not_declared_is_seen(change: dict[str, Any], wrong: str, page: Page) -> None:
    assert list(wrong_of_view(page.desk.view)) == []
    page.desk.view.config = {**page.desk.view.config, **change}
    [said] = wrong_of_view(page.desk.view)
    assert wrong in said
