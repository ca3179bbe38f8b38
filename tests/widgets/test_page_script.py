"""The modules of the page, joined into one script."""

import re
from collections import Counter
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


def test_every_key_is_a_line_with_its_words_and_its_deed_and_is_told_in_the_docs() -> None:
    table = source("keys.js").partition("const KEYS = [\n")[2].partition("\n];")[0].splitlines()
    rows = [re.fullmatch(r'  \["([^"]+)", "[^"]+", .*=>.*\],', line) for line in table]
    assert all(rows), [line for line, row in zip(table, rows, strict=True) if not row]
    keys = [key for row in rows if row for key in re.split(" or | to ", row[1])]
    assert len(keys) == len(set(keys))
    docs = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    told = re.findall(r"`([^`\s]+)`", docs.partition("`?` shows the keys:")[2].partition("\n\n\n")[0])
    assert set(keys) - {"?", "Ctrl+Enter"} <= set(told)
    assert "`Ctrl`+`Enter`" in docs
