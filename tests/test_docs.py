"""What the pages for users say: links that lead somewhere, nothing left out, and code that runs."""

from __future__ import annotations

import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from claimcheck.cli.main import main
from claimcheck.exporting.columns import (
    CALCULATION_COLUMNS,
    COLUMNS,
    CONTACT_COLUMNS,
    HISTORY_COLUMNS,
    SOURCE_COLUMNS,
)
from claimcheck.exporting.publisher import Publisher
from claimcheck.priority.priorities import Priorities

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
VERBS = ["add", "flag", "export", "backup", "restore", "verify", "known add", "known search", "known rebuild"]
VERBS += ["annotations", "claimreview", "lint", "report"]
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def text_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def help_of(capsys: pytest.CaptureFixture[str], *verb: str) -> str:
    with pytest.raises(SystemExit):
        main([*verb, "--help"])
    return capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_to_a_file(page: Path) -> None:
    linked = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [name for name in linked if not (page.parent / name).exists()] == []


def test_the_files_that_contributing_names_are_there() -> None:
    named = re.findall(r"`([\w./-]+/[\w.-]+\.(?:py|toml|js|ts|md|sh))`", text_of("CONTRIBUTING.md"))
    kept = [name.replace("CODE", "en") for name in named]
    assert len(kept) > 40
    assert [one for one in kept if not any((at / one).exists() for at in (ROOT, ROOT / "claimcheck"))] == []


def test_the_readme_leads_to_every_page() -> None:
    linked = {ROOT / name for name in _LINK.findall(text_of("README.md"))}
    assert {page for page in PAGES if page.name != "README.md"} <= linked


def test_the_readme_is_read_in_ten_minutes() -> None:
    assert len(text_of("README.md").split()) <= 1_300


def test_every_column_is_explained() -> None:
    page = text_of("docs/verdict-csv.md")
    named = {*COLUMNS, *SOURCE_COLUMNS, *CONTACT_COLUMNS, *CALCULATION_COLUMNS, *HISTORY_COLUMNS}
    assert {name for name in named if f"`{name}`" not in page} == set()


def test_every_verb_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    verbs = re.findall(r"^    (\w+) ", help_of(capsys), re.MULTILINE)
    verbs += [f"known {verb}" for verb in re.findall(r"^    (\w+) ", help_of(capsys, "known"), re.MULTILINE)]
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert {"add", "known", "known search"} <= set(verbs)
    assert [verb for verb in verbs if f"claimcheck {verb} " not in pages] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_told(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    options = set(re.findall(r"--[a-z][a-z-]+", help_of(capsys, *verb.split())))
    assert {option for option in options if option not in pages} - {"--help"} == set()


def test_every_library_is_told_of() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    needed = [
        *project["dependencies"],
        *(one for name in extras if name not in ("test", "train") for one in extras[name]),
        *tomllib.loads(text_of("models/precise/pyproject.toml"))["project"]["dependencies"],
    ]
    names = {re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in needed}
    page = text_of("docs/libraries.md").lower()
    assert {name for name in names if name.lower() not in page} == set()


def test_what_the_pages_show_in_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMCHECK_DB", raising=False)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    known: dict[str, Any] = {"texts": pd.DataFrame({"text": ["Exports doubled in 2019."]})}
    # One after the other, as they are read: what one has made the next one goes on with.
    for page in (
        "README.md",
        "docs/articles.md",
        "docs/earlier-checks.md",
        "docs/verdict-csv.md",
        "docs/claimreview.md",
        "docs/report.md",
    ):
        [shown] = re.findall(r"```python\n(.*?)```", text_of(page), re.DOTALL)
        (tmp_path / "shown.py").write_text(shown, encoding="utf-8")
        known |= runpy.run_path("shown.py", init_globals=known)
    assert len(known["verdicts"]) == len(known["claims"])


def test_the_publisher_that_is_shown_is_read(tmp_path: Path) -> None:
    [shown] = re.findall(r"```toml\n(.*?)```", text_of("docs/claimreview.md"), re.DOTALL)
    (tmp_path / "publisher.toml").write_text(shown, encoding="utf-8")
    assert Publisher.read(tmp_path / "publisher.toml").domain


def test_every_property_of_a_claimreview_is_explained() -> None:
    page = text_of("docs/claimreview.md")
    record = text_of("tests/exporting/golden/claimreview/feed.json")
    named = set(re.findall(r'"(\w+)":', record))
    assert {"claimReviewed", "correction", "dataFeedElement"} <= named
    assert {name for name in named if name not in page} == set()


def test_the_priorities_that_are_shown_are_read(tmp_path: Path) -> None:
    [shown] = re.findall(r"```toml\n(.*?)```", text_of("docs/priority.md"), re.DOTALL)
    (tmp_path / "ours.toml").write_text(shown, encoding="utf-8")
    ours = Priorities.read(tmp_path / "ours.toml")
    assert ours.named
    assert ours != Priorities()
