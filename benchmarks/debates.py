"""Reading the public files that benchmarks and training share: CheckThat! 2024 task 1, English.

The sentences are based on ClaimBuster (CC BY 4.0, Hassan et al. 2017); ``dev-test`` is the test set of
CheckThat! 2023 task 1B. Nothing here trains on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path("benchmarks") / "checkworthiness"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence of a debate; ids run through the debates in order, so that near ids are one debate."""

    id: int
    text: str
    worth: bool


def folder(path: Path) -> Path:
    """The folder of the files: *path* itself, the folder of a file, or what lies under ``shared``.

    Raises FileNotFoundError with what is missing.
    """
    for place in (path, path.parent, path / FOLDER):
        if (place / name("train")).is_file():
            return place
    raise FileNotFoundError(f"{name('train')} is not in {path}, nor in {path / FOLDER}.")


def name(part: str) -> str:
    """The file of a part: train, dev or dev-test."""
    return f"CT24_checkworthy_english_{part}.tsv"


def labelled(path: Path, part: str) -> list[Labelled]:
    """The sentences of a part; stray tabs are text, and quotation marks around a cell are none."""
    found = []
    for line in (folder(path) / name(part)).read_text(encoding="utf-8").split("\n")[1:]:
        if line.strip():
            number, *text, label = line.rstrip("\r").split("\t")
            found.append(Labelled(int(number), _plain("\t".join(text)), label.strip() == "Yes"))
    return found


def unlabelled(path: Path) -> list[str]:
    """Sentences of about 70 debates without labels."""
    lines = (folder(path) / "unlabelled.txt").read_text(encoding="utf-8").split("\n")
    return [line.strip() for line in lines if line.strip()]


def _plain(cell: str) -> str:
    """A cell without the marks of CSV."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        cell = cell[1:-1]
    return cell.replace('""', '"').strip()
