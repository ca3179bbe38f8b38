"""The modules of the page, joined into one script."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimcheck.widgets
from claimcheck.widgets import page_script

ROOT = Path(__file__).parent.parent.parent
PAGE = Path(claimcheck.widgets.__file__).parent / "page"
MODULES = sorted(path.name for path in PAGE.glob("*.js"))
JOINED = page_script.script("desk.js")


def source(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


def test_every_module_of_the_page_is_in_the_script() -> None:
    assert sorted(page_script.in_order("desk.js")) == MODULES
    assert page_script.in_order("desk.js")[-1] == "desk.js"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_stands_after_what_it_imports(name: str) -> None:
    order = page_script.in_order("desk.js")
    imported = re.findall(r'^import \{[^}]*\} from "\./([\w-]+\.js)"', source(name), re.M)
    assert [other for other in imported if order.index(other) > order.index(name)] == []


def test_every_name_is_declared_once_over_all_modules() -> None:
    declared = re.findall(r"^(?:async )?(?:function|const|let|var|class) (\{[^}]*\}|[\w$]+)", JOINED, re.M)
    assert {name for name, times in Counter(declared).items() if times > 1} == set()
    assert not any(name.startswith("{") for name in declared), "declare each by itself"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_and_exports_in_the_ways_that_are_joined(name: str) -> None:
    """By name, from a neighbour, and under that name; a declaration is exported where it stands."""
    text = source(name)
    imports = re.findall(r"^import\b[^;]*;\n", text, re.M)
    way = r'import \{[\w\s,$]+\} from "\./[\w-]+\.js";\n'
    assert [one for one in imports if not re.fullmatch(way, one)] == []
    assert [one for one in imports if re.search(r"\bas\b", one)] == []
    assert re.search(r"\bimport\s*[(.]", text) is None
    exports = re.findall(r"^export .*", text, re.M)
    ways = r"export (?:(?:async )?function|const|class) .*|export default \{ render \};"
    assert [one for one in exports if not re.fullmatch(ways, one)] == []


def test_nothing_of_the_imports_and_exports_is_left_but_what_anywidget_asks_for() -> None:
    assert re.findall(r"^[ \t]*(?:import|export)\b.*", JOINED, re.M) == ["export default { render };"]


KEYS = source("keys.js").partition("export const KEYS = [\n")[2].partition("\n];")[0].splitlines()
KEY = re.compile(r'    \["([^"]+)", "([^"]+)", .+\],')
DOCS = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")


def lines_of_keys() -> Iterator[tuple[str, str, str]]:
    """The table of keys: of each line its group, its keys and what they do."""
    group = ""
    for line in KEYS:
        if named := re.fullmatch(r'  \["([^"]+)", \[', line):
            group = named[1]
        elif line != "  ]],":
            told = KEY.fullmatch(line)
            assert told, f"not a line of the table of keys: {line}"
            yield group, told[1], told[2]


def test_no_key_is_in_the_table_twice_but_the_arrows_of_a_cut() -> None:
    names = [name for _, keys, _ in lines_of_keys() for name in re.split(" or ", keys)]
    assert {name for name, times in Counter(names).items() if times > 1} == {"↑", "↓"}
    assert len(names) > 45


def table_in_docs() -> str:
    """The table of keys as the docs have it."""
    rows, former = ["| | key | does |", "|---|---|---|"], ""
    for group, keys, does in lines_of_keys():
        shown = " ".join(f"`{key}`" for key in re.split(" or ", keys))
        rows.append(f"| {'' if group == former else group} | {shown} | {does} |")
        former = group
    return "\n".join(rows)


def test_the_docs_have_the_table_of_keys() -> None:
    assert table_in_docs() in DOCS, f"docs/desk.md wants this table:\n{table_in_docs()}"


@pytest.mark.parametrize("name", MODULES)
def test_a_title_names_a_key_that_there_is(name: str) -> None:
    known = {key for _, keys, _ in lines_of_keys() for key in re.split(" or ", keys)}
    named = re.findall(r'title: "Key (\S+?)[":]|\(key (\w)\)', source(name))
    assert {key for pair in named for key in pair if key} <= known
