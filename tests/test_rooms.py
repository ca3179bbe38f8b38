"""The rule of the rooms (DESIGN.md): who may import whom, and where HTML and SQL may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "claimcheck"
PAGE = PACKAGE / "widgets" / "page"

VALUES = {
    "claimcheck.model",
    "claimcheck.errors",
    "claimcheck.addresses",
    "claimcheck.calculations",
    "claimcheck.arguments",
    "claimcheck.clock",
    "claimcheck.output_paths",
    "claimcheck.inline_marks",
    "claimcheck.plain_text",
    "claimcheck.folding",
    "claimcheck.table_layout",
    "claimcheck.toml_files",
}
# What each room may import of ours: itself, the values, and this.
ALSO: dict[str, set[str]] = {
    "addresses": set(),
    "calculations": set(),
    "output_paths": set(),
    "table_layout": set(),
    "model": {"claimcheck.addresses", "claimcheck.calculations"},
    "errors": set(),
    "inline_marks": set(),
    "plain_text": {"claimcheck.inline_marks"},
    "arguments": {"claimcheck.errors"},
    "clock": set(),
    "folding": set(),
    "toml_files": {"claimcheck.arguments", "claimcheck.errors", "claimcheck.output_paths"},
    "reading": set(),
    "flagging": set(),
    "priority": {"claimcheck.flagging"},
    "statements": {"claimcheck.flagging"},
    "matching": set(),
    "worksheet": {"claimcheck.flagging"},
    "importing": {"claimcheck.reading"},
    "review": set(),
    # A report says the figures of a worksheet in the words of the worksheet.
    "exporting": {
        "claimcheck.review",
        "claimcheck.worksheet.figure_words",
        "claimcheck.worksheet.keeping",
    },
    "widgets": {"claimcheck.review"},
}
COMPOSE = {
    *(
        "__init__",
        "cli",
        "desk_order",
        "desk_priorities",
        "desk_references",
        "desk_worksheets",
        "frames",
        "incoming_checks",
        "match_cards",
        "matcher",
        "measured_pile",
        "open_desk",
        "pile_facts",
        "priority_panel",
        "rating_sides",
        "references",
        "table_adding",
        "table_panel",
    ),
    "settings",
}
# The outside that only some may import, by its first name.
ONLY = {
    "sqlalchemy": {"review/log/"},
    "sqlite3": {"review/log/sqlite.py", "review/log/verification.py", "review/log/backup.py"},
    "psycopg": {"review/log/postgresql.py"},
    "ipywidgets": {"widgets/"},
    "anywidget": {"widgets/"},
    "traitlets": {"widgets/"},
    "IPython": {"widgets/"},
    "pandas": {"exporting/", "frames.py", "matcher.py", "__init__.py", "importing/reference_files.py"},
    "pycountry": {"worksheet/places.py"},
    "countryinfo": {"worksheet/places.py"},
    "altair": {"exporting/charts.py"},
    "jinja2": {"exporting/report_page.py"},
    "krippendorff": {"review/agreement.py"},
    "numpy": {
        "importing/parquet_batches.py",
        "worksheet/scanned.py",
        "matching/",
        "priority/",
        "flagging/linear.py",
        "flagging/precise.py",
        "flagging/scorer.py",
        "flagging/worthiness.py",
    },
    "urllib3": {"importing/fetching.py"},
    "certifi": {"importing/fetching.py"},
    "ijson": {"importing/linked_data.py"},
    "dateutil": {"reading/dates.py"},
    "sentencex": {"reading/other_languages.py"},
    "filelock": {"matching/collection.py"},
    "sentence_transformers": {"matching/semantic.py"},
    "onnxruntime": {"flagging/precise.py"},
    "tokenizers": {"flagging/precise.py"},
    # Training and benchmarks alone use these.
    "sklearn": set(),
    "scipy": set(),
    "torch": set(),
    "pickle": set(),
    "marshal": set(),
    "shelve": set(),
    "dill": set(),
    "joblib": set(),
}
# The part of the review room that holds SQL and open files: no widget may come near.
LOG = {"claimcheck.review.log"}

MODULES = sorted(PACKAGE.rglob("*.py"))
OF_WIDGETS = sorted((PACKAGE / "widgets").glob("*.py"))


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def read(path: Path) -> ast.Module:
    """A module as it is parsed; most tests here ask for each."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """The dotted names that a module imports, wherever in it; of "from a import b" both a and a.b."""
    return frozenset(imported(path, read(path)))


def imported(path: Path, tree: ast.Module) -> Iterator[str]:
    assert PACKAGE in path.parents
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}: a relative import hides the room it is from"
            yield str(node.module)
            yield from (f"{node.module}.{name.name}" for name in node.names)


def within(name: str, allowed: set[str]) -> bool:
    """Whether a dotted name is one of those allowed or inside of one."""
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def modules_of_ours(path: Path) -> set[str]:
    """The modules of claimcheck that a module imports, "claimcheck" being the package itself."""
    return {name for name in imports(path) if name in NAMES}


def module_name(path: Path) -> str:
    return ".".join(("claimcheck", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )


NAMES = {module_name(path) for path in MODULES}


def test_every_room_has_its_rule() -> None:
    assert {room(path) for path in MODULES} == {*ALSO, *COMPOSE}


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) not in COMPOSE], ids=place)
def test_a_room_imports_the_values_its_own_and_what_it_is_allowed(path: Path) -> None:
    own = room(path)
    values = (
        set()
        if own in {"addresses", "arguments", "clock", "folding", "output_paths", "model", "errors"}
        else VALUES
    )
    allowed = {*values, *ALSO[own], f"claimcheck.{own}"}
    # `from claimcheck import model` names the package too; the module then says what is meant.
    strangers = {name for name in modules_of_ours(path) if not within(name, allowed)}
    assert strangers == set()


def test_no_module_imports_itself_by_way_of_others() -> None:
    # Imports within functions count too: they would only hide a circle.
    imported = {module_name(path): modules_of_ours(path) - {module_name(path)} for path in MODULES}
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        pytest.fail(f"each imports the one before it: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize("path", OF_WIDGETS, ids=place)
def test_no_widget_knows_the_log(path: Path) -> None:
    assert {name for name in imports(path) if within(name, LOG)} == set()


@pytest.mark.parametrize("path", OF_WIDGETS, ids=place)
def test_no_widget_reaches_through_the_session_into_the_log(path: Path) -> None:
    tree = read(path)
    reached = [
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "store"
    ]
    assert reached == []


@pytest.mark.parametrize("name", ONLY)
def test_what_only_some_may_import_is_imported_by_no_other(name: str) -> None:
    importers = {place(path) for path in MODULES if any(within(one, {name}) for one in imports(path))}
    assert {one for one in importers if not one.startswith(tuple(ONLY[name]))} == set()


# --- what is private stays in its room ------------------------------------------------------------

# Of libraries, that bear such a name and are public all the same.
OF_LIBRARIES = {"_replace", "_Decompress", "_exit", "_esm"}
ALL = sorted(
    path for folder in ("claimcheck", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)


def home(path: Path) -> Path:
    """Where a private name may be used: in the files of a room of the package, or of a folder."""
    if PACKAGE not in path.parents:
        return path.parent
    return PACKAGE / path.relative_to(PACKAGE).parts[0]


def private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("_") and name not in OF_LIBRARIES


def own_names(tree: ast.Module) -> Iterator[str]:
    """What a module defines or sets, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


def used_of_others(tree: ast.Module) -> Iterator[str]:
    """The names that a module asks another object for, imports, or puts something else in the place of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) not in ("self", "cls"):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("setattr"):
            named = (name.value for name in node.args[:2] if isinstance(name, ast.Constant))
            yield from (str(name).rpartition(".")[2] for name in named)


def test_no_private_name_of_one_room_is_used_in_another() -> None:
    trees = {path: read(path) for path in ALL}
    own: dict[Path, set[str]] = {}
    for path, tree in trees.items():
        own.setdefault(home(path), set()).update(own_names(tree))
    strangers = {
        f"{path.relative_to(ROOT)}: {name}"
        for path, tree in trees.items()
        for name in used_of_others(tree)
        if private(name) and name not in own[home(path)]
    }
    assert strangers == set()


# --- text is data ---------------------------------------------------------------------------------

AS_HTML = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|srcdoc|DOMParser)\b"
    r"|\bdocument\s*\.\s*write|\beval\s*\(|\bnew\s+Function\b"
)
AS_WIDGET = {"HTML", "HTMLMath", "Markdown", "Javascript"}


@pytest.mark.parametrize("path", sorted(PAGE.glob("*.js")), ids=lambda path: path.name)
def test_no_script_of_the_desk_reads_text_as_html_or_code(path: Path) -> None:
    assert [found[0] for found in AS_HTML.finditer(path.read_text(encoding="utf-8"))] == []


def test_the_scripts_of_the_desk_are_where_this_test_looks() -> None:
    assert (PAGE / "desk.js").is_file()


@pytest.mark.parametrize("path", OF_WIDGETS, ids=place)
def test_no_widget_shows_text_as_html(path: Path) -> None:
    tree = read(path)
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {name.rpartition(".")[2] for name in imports(path)}
    assert named & AS_WIDGET == set()


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_no_module_runs_text_as_code(path: Path) -> None:
    tree = read(path)
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called & {"eval", "exec", "compile", "__import__"} == set()
