"""What is installed: claimcheck without the precise scorer's weights, and these by themselves."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "models" / "precise"


def wheel_of(project: Path, to: Path) -> Path:
    """The wheel that hatchling builds of a project."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(to)]
    subprocess.run(build, cwd=project, check=True, capture_output=True)
    [wheel] = to.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_of(ROOT, tmp_path_factory.mktemp("wheel"))


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_the_wheel_is_small_and_has_no_transformer(wheel: Path) -> None:
    assert wheel.stat().st_size < 2_000_000
    assert {name for name in names(wheel) if name.endswith((".onnx", "tokenizer.json"))} == set()


def test_the_wheel_has_what_claimcheck_reads_beside_its_code(wheel: Path) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "claimcheck").rglob("*")
        if path.suffix in {".py", ".toml", ".npz", ".json", ".js", ".css"}
    }
    assert wanted - names(wheel) == set()
    assert {"claimcheck/flagging/models/linear.npz", "claimcheck/cli/main.py"} <= wanted


def test_the_weights_are_a_wheel_of_their_own(tmp_path: Path) -> None:
    files = {"__init__.py", "precise.json", "precise.onnx", "tokenizer.json"}
    assert {f"claimcheck_precise_model/{name}" for name in files} <= names(wheel_of(MODEL, tmp_path))


def test_the_extra_installs_the_weights_of_this_checkout() -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["optional-dependencies"]["precise"] == [
        f"claimcheck-precise-model @ {{root:uri}}/{MODEL.relative_to(ROOT).as_posix()}"
    ]
