"""How soon the worksheet of a claim is on the desk, in a real JupyterLab in a real Chromium.

    python benchmarks/desk_worksheets.py ../shared [--presses 40]

Over 31,000 lines of reference tables: from the key press that opens a claim until its line of numbers says
what it came to, and until the claim itself is painted, beside the same desk without tables. The bars: 300 ms,
and a next claim as quick as without tables. Needs the test extra and a Chromium (`make test` sets both up).
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from desk import PAUSE, PRESSING, TIMED, open_desk, page_world

import claimcheck as cc
from claimcheck.cli.main import main as claimcheck

COUNTRIES = (
    *("Germany", "France", "Italy", "Spain", "Poland", "Sweden", "Norway", "Finland", "Greece", "Portugal"),
    *("Austria", "Belgium", "Denmark", "Ireland", "Hungary", "Romania", "Bulgaria", "Croatia", "Estonia"),
)
TABLES = {
    "gdp.csv": ("GDP", "Country Name", "Country Code", "Year", "Value", "USD"),
    "population.csv": ("population", "Country Name", "Country Code", "Year", "Value", "people"),
}
# A key pressed until the line of numbers has been worked out.
WORKED_OUT = """async ([key, presses, pause]) => {
    const desk = document.querySelector('.cc-desk'), line = document.querySelector('.cc-sheet-words');
    const act = () => {
        line.textContent = '';
        desk.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
    };
    %s
    return await timed(line, act, presses, pause, () => line.textContent.includes('hold'));
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path, help="the folder with reference/")
    parser.add_argument("--presses", type=int, default=40, help="key presses timed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, page_world(Path(folder)) as (lab, browser):
        without, with_tables = pile(Path(folder) / "without.db"), pile(Path(folder) / "tables.db")
        for name, (measure, entity, code, period, value, unit) in TABLES.items():
            told = ["--measure", measure, "--entity", entity, "--code", code, "--period", period]
            told += ["--value", value, "--unit", unit, "--source", "World Bank", "--yes"]
            path = options.shared / "reference" / name
            if claimcheck(["tables", "add", str(path), *told, "--db", str(with_tables)]):
                raise SystemExit(f"{path} could not be added.")
        desks = {
            name: open_desk(lab, browser, f"{name}.ipynb", db)
            for name, db in (("without", without), ("tables", with_tables))
        }
        for desk in desks.values():
            desk.run_all()
            desk.wait_for(".cc-claim")
        desks["tables"].wait_for(".cc-sheet-words b")
        times: dict[str, list[float]] = {}
        for _ in range(max(1, options.presses // 10)):
            for name, what, script in (
                ("without", "next claim, without tables", PRESSING),
                ("tables", "next claim, with tables", PRESSING),
                ("tables", "its worksheet", WORKED_OUT),
            ):
                desks[name].page.bring_to_front()
                taken = desks[name].page.evaluate(script.replace("%s", TIMED), ["j", 10, PAUSE])
                times.setdefault(what, []).extend(map(float, taken))
        report(times)


def pile(path: Path) -> Path:
    """Claims that the tables answer, each of other countries."""
    lines = [
        f"The economy of {one} is {number % 9 + 2} times as large as that of {other}."
        for number, (one, other) in enumerate((a, b) for a in COUNTRIES for b in COUNTRIES if a != b)
    ]
    for part in range(0, 200, 20):
        text = "\n\n".join(lines[part : part + 20])
        cc.add(path, cc.read_text(text, title=f"Part {part}", published="2024-05-01"), 0.0)
    return path


def report(times: dict[str, list[float]]) -> None:
    base = statistics.median(times["next claim, without tables"])
    print(f"\nFrom press to paint, ms ({len(times['its worksheet'])} each, {PAUSE} s apart)")
    print(f"{'':<32}{'median':>8}{'95%':>8}{'ratio':>8}")
    for name, taken in times.items():
        median, late = statistics.median(taken), statistics.quantiles(taken, n=20)[18]
        print(f"{name:<32}{median:>8.1f}{late:>8.1f}{median / base:>8.2f}")


if __name__ == "__main__":
    main()
