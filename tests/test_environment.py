"""environment.yml (conda) asks for what pyproject.toml asks for, no more and no less."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONDA: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
FROM_CONDA = [needed for needed in CONDA["dependencies"] if isinstance(needed, str)]
BY_PIP = [needed["pip"] for needed in CONDA["dependencies"] if isinstance(needed, dict)]

# What pip brings along with the package itself, since no build on conda-forge is known.
FROM_PYPI = {"countryinfo", "sentencex"}


def bounds(requirements: list[str]) -> dict[str, str]:
    """The version bound of each package: "pandas>=2.2.3" is {"pandas": ">=2.2.3"}."""
    parts = [re.fullmatch(r"([A-Za-z0-9._-]+)\s*(.*)", requirement) for requirement in requirements]
    assert all(parts), requirements
    return {part[1].lower(): part[2].replace(" ", "") for part in parts if part}


def test_conda_has_the_packages_and_the_bounds_of_pyproject() -> None:
    python = f"python{PROJECT['requires-python']}"
    needed = bounds([*PROJECT["dependencies"], python, "pip"])
    assert needed.keys() >= FROM_PYPI
    assert bounds(FROM_CONDA) == {name: bound for name, bound in needed.items() if name not in FROM_PYPI}


def test_no_package_is_named_twice() -> None:
    assert len(bounds(FROM_CONDA)) == len(FROM_CONDA)


def test_pip_installs_the_package_itself_and_nothing_else() -> None:
    assert BY_PIP == [["--editable ."]]


def test_all_comes_from_conda_forge() -> None:
    assert (CONDA["name"], CONDA["channels"]) == ("claimcheck", ["conda-forge"])


def test_the_tools_of_the_page_are_pinned_and_name_no_registry() -> None:
    asked = json.loads((ROOT / "package.json").read_text("utf-8"))
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert "dependencies" not in asked, "the page itself is made of its own modules alone"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked["devDependencies"].values())
    assert locked[""]["devDependencies"] == asked["devDependencies"]
    assert [name for name, package in locked.items() if "resolved" in package] == []
    assert [name for name, package in locked.items() if name and "integrity" not in package] == []
