"""No word of a terminal reaches the desk: whoever sits there has no command line and no options."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal_words import TERMINAL

PACKAGE = Path(__file__).parent.parent / "claimcheck"
PAGE = PACKAGE / "widgets" / "page"

# What never speaks to a desk, or only while a cell opens one: its reader runs the cell or the command.
ELSEWHERE = {
    "cli/": "the command line itself",
    "__init__.py": "what a cell calls",
    "settings.py": "read while a cell opens a desk",
    "open_desk.py": "its own refusals come while a cell opens a desk",
    "review/log/backup.py": "a desk makes and restores no backup",
    "review/log/manifest.py": "a desk reads no manifest, and what is said of writing one has no such words",
    "review/log/database.py": "said while a database is opened",
    "review/log/sqlite.py": "said while a database is opened",
    "review/log/postgresql.py": "said while a database is opened",
    "flagging/linear.py": "said while a cell opens a desk, which loads its scorer",
    "exporting/read_table.py": "a desk reads no table",
    "matcher.py": "said of what a cell adds",
    "exporting/charts.py": "in place of charts in a cell; the panel draws them",
    "exporting/columns.py": "said of what a cell hands over",
}
# What goes into refusals that say something else at a desk.
CONSTANTS = {"_INSTALL", "_REMEDY"}
# A name of a variable, an option or a file that code looks up says nothing to anybody.
LOOKED_UP = re.compile(r"\A(?:CLAIMCHECK_[A-Z_]+|--[a-z-]+)\Z")

MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if not path.relative_to(PACKAGE).as_posix().startswith(tuple(ELSEWHERE))
)


def said(node: ast.AST) -> str:
    """The words of a text, without what is filled in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return " ".join(map(said, node.values)) if isinstance(node, ast.JoinedStr) else ""


def is_told_otherwise(call: ast.AST) -> bool:
    """Whether what is said has another wording for the desk, without such words."""
    if not isinstance(call, ast.Call):
        return False
    told = [word.value for word in call.keywords if word.arg == "at_desk"]
    texts = [said(node) for value in told for node in ast.walk(value)]
    return bool(told) and not any(TERMINAL.search(text) for text in texts)


def texts_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What a module says, but for docstrings and for what it tells a desk in other words."""
    for node in ast.iter_child_nodes(tree):
        if is_told_otherwise(node) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            continue
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in CONSTANTS:
            continue
        if isinstance(node, ast.Constant | ast.JoinedStr):
            yield getattr(node, "lineno", 0), said(node)
        if not isinstance(node, ast.JoinedStr):
            yield from texts_of(node)


def terminal_words(source: str) -> list[str]:
    return [
        f"line {line}: {text[:100]}"
        for line, text in texts_of(ast.parse(source))
        if TERMINAL.search(text) and not LOOKED_UP.match(text)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_names_a_command_or_an_option_says_something_else_at_a_desk(path: Path) -> None:
    assert terminal_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted(PAGE.glob("*.js")), ids=lambda path: path.name)
def test_no_script_of_the_page_names_one(path: Path) -> None:
    code = re.sub(r"(?m)^\s*(?://|\*|/\*).*$", "", path.read_text(encoding="utf-8"))
    assert TERMINAL.findall(code) == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('raise StoreError("run `claimcheck verify`")', 1),
        ('raise StoreError(f"{path} exists; use --force")', 1),
        ('raise StoreError("run `claimcheck verify`", at_desk="Ask somebody.")', 0),
        ('raise StoreError("run `claimcheck verify`", at_desk=f"{ASK}: pip install it")', 2),
        ('tell("row 1", "say which: --column", at_desk="call it text")', 0),
        ('"""A docstring that names `claimcheck verify`."""', 0),
        ('os.environ.get("CLAIMCHECK_DB")', 0),
    ],
)
def test_this_test_sees_such_words(source: str, count: int) -> None:
    assert len(terminal_words(source)) == count
