"""How fast the desk is, in a real JupyterLab in a real Chromium, as ratios to bare widgets of the same run.

    python benchmarks/desk.py [--claims 10000] [--largest 100000] [--presses 40]

Two tables: from the key press to the next claim painted, to a decision saved, and from a filter to its queue
painted, beside a click on a bare ipywidgets Button until its Label is painted; and from Run All to the desk
painted, over 1,000 claims and over many, with the kernel's memory. The bar for the next claim is a median
of at most 1 bare one (the page has it before it is asked for), for a decision that is saved at most 2.5, for
every other step at most 3, and a 95th percentile of at most 5 times its own median; for opening, twice the
time of 1,000 claims.
Needs the test extra and a Chromium (`make test` sets both up).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "tests" / "browser"))

from browsing import FLAGS, NAMES  # noqa: E402
from lab import BUTTON_TO_LABEL, Lab, Notebook, button_label_round_trip  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from claimcheck.model import Article, Claim, Signal, Source, Span  # noqa: E402
from claimcheck.review.log.store import Store  # noqa: E402
from claimcheck.review.session import ReviewSession  # noqa: E402
from claimcheck.review.workflow import Work  # noqa: E402

PAUSE = 0.6
SMALL = 100
BASE = 1_000
READY = 100
REVIEWER = "Benchmark"
DESK = "import claimcheck as cc\n\ncc.desk()"

# Run All until the first claim of the desk is painted.
OPENING = """async () => {
    const start = performance.now();
    window.jupyterapp.commands.execute('notebook:run-all-cells');
    while (!document.querySelector('.cc-claim') || !document.querySelector('.cc-row')) {
        await new Promise(requestAnimationFrame);
        if (performance.now() - start > 60000) throw new Error('no desk');
    }
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
}"""

# A key pressed on the desk until the change in the article pane is painted, timed as `lab.round_trip` does.
PRESSING = """async ([key, presses, pause]) => {
    const desk = document.querySelector('.cc-desk');
    const act = () =>
        desk.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
    %s
    return await timed(document.querySelector('.cc-article-text'), act, presses, pause);
}"""
# A key pressed on the desk until it says that what was decided is saved, and the next claim is painted.
SAVING = """async ([key, presses, pause]) => {
    const desk = document.querySelector('.cc-desk'), saved = document.querySelector('.cc-saved');
    const act = () =>
        desk.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
    %s
    return await timed(saved, act, presses, pause, () => /^Saved/.test(saved.textContent));
}"""
# A filter of the toolbar changed until the queue is painted: what stands in *values* in turn.
FILTERING = """async ([selector, values, presses, pause]) => {
    const control = document.querySelector(selector);
    let turn = 0;
    const act = () => {
        const value = values[turn++ % values.length];
        const options = [...control.options || []];
        if (options.length) control.selectedIndex = options.findIndex(option => option.text === value);
        else control.value = value;
        control.dispatchEvent(new Event('input', {bubbles: true}));
        control.dispatchEvent(new Event('change', {bubbles: true}));
    };
    %s
    return await timed(document.querySelector('.cc-rows-inner'), act, presses, pause);
}"""
TIMED = """const timed = async (pane, act, presses, pause, done = () => true) => {
    const once = () => new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('nothing was painted')), 10000);
        const observer = new MutationObserver(() => {
            if (!done()) return;
            observer.disconnect();
            clearTimeout(late);
            requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => resolve(performance.now() - start);
                channel.port2.postMessage(null);
            });
        });
        observer.observe(pane, {childList: true, subtree: true, characterData: true});
        const start = performance.now();
        act();
    });
    const times = [];
    for (let press = 0; press < presses; press++) {
        await new Promise(resolve => setTimeout(resolve, pause * 1000));
        times.push(await once());
    }
    return times;
};"""
STEPS: dict[str, tuple[str, list[object]]] = {
    "next claim": (PRESSING, ["j"]),
    "decided and saved": (SAVING, ["Enter"]),
    "dismissed and saved": (SAVING, ["x"]),
    "find words": (FILTERING, [".cc-find", ["households 7", ""]]),
    "show another status": (FILTERING, [".cc-filter-line select", ["dismissed", "all"]]),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=10_000, help="size of the large pile")
    parser.add_argument(
        "--largest", type=int, default=100_000, help="size of the largest pile that is opened"
    )
    parser.add_argument("--presses", type=int, default=40, help="key presses and clicks timed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, page_world(Path(folder)) as (lab, browser):
        sizes = sorted({SMALL, BASE, options.claims, options.largest})
        piles = {count: pile(Path(folder) / f"{count}.db", count) for count in sizes}
        report_steps(
            lab, browser, {count: piles[count] for count in (SMALL, options.claims)}, options.presses
        )
        report_opening(lab, browser, {count: piles[count] for count in sizes if count >= BASE})


@contextmanager
def page_world(folder: Path) -> Iterator[tuple[Lab, Browser]]:
    """A JupyterLab below *folder* and a Chromium, both ended afterwards."""
    found = (shutil.which(name) for name in NAMES)
    chromium = os.environ.get("CHROMIUM") or next(filter(None, found), None)
    if chromium is None:
        sys.exit("No Chromium was found: apt-get install chromium, or set CHROMIUM to a browser's path.")
    lab = Lab(folder / "lab")
    lab.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            yield lab, browser
            browser.close()
    finally:
        lab.stop()


def pile(path: Path, count: int) -> Path:
    """A database of *count* claims, twenty to an article, each of its own words."""
    with Store(path) as store:
        for number in range(count // 20):
            lines = [
                f"In district {number}, {place} of {count} households paid {place + number} per cent more "
                f"for water than in the year before, the council's report number {number * 20 + place} says."
                for place in range(20)
            ]
            article = Article("\n".join(lines), title=f"Report {number}", publisher="Benchmark")
            store.add(article, claims_of(article, lines))
        ready(ReviewSession(store, REVIEWER))
    return path


def ready(session: ReviewSession) -> None:
    """Fill in the checks of the claims that come first, as drafts: each is decided by one press."""
    source = Source("https://example.org/water", title="Water prices")
    for row in session.cursor.queue[:READY]:
        work = Work(statement=row.text, rating="True", rationale="The report says so.", sources=(source,))
        session.save_draft(row.claim_id, work, 0)


def claims_of(article: Article, lines: list[str]) -> list[Claim]:
    claims, at = [], 0
    for place, line in enumerate(lines):
        span = Span(at, at + len(line))
        words = Span(at + line.index("per cent"), at + line.index("per cent") + 8)
        signals = (Signal("figure", (words,), 0.5, 'figure: "per cent"'),)
        worth = 0.5 + (hash_of(article.title or "") + place) % 499 / 1000
        claims.append(Claim(article.id, span, line, span, "The council", signals=signals, worthiness=worth))
        at = span.end + 1
    return claims


def hash_of(text: str) -> int:
    return sum(map(ord, text)) * 37


def open_desk(lab: Lab, browser: Browser, name: str, db: Path) -> Notebook:
    env = {"CLAIMCHECK_DB": str(db), "CLAIMCHECK_REVIEWER": REVIEWER}
    return Notebook.open(lab, browser, name, [DESK], env=env, viewport=(1280, 900))


def report_steps(lab: Lab, browser: Browser, piles: dict[int, Path], presses: int) -> None:
    bare = Notebook.open(lab, browser, "bare.ipynb", [BUTTON_TO_LABEL], viewport=(1280, 900))
    bare.run_all()
    rows: list[tuple[str, list[float]]] = []
    desks = {}
    for count, db in piles.items():
        desks[count] = open_desk(lab, browser, f"steps-{count}.ipynb", db)
        desks[count].run_all()
        desks[count].wait_for(".cc-claim")
    # In turns, so that what else the machine does meanwhile falls on all alike.
    base: list[float] = []
    taken: dict[tuple[int, str], list[float]] = {}
    rounds = max(1, presses // 10)
    for _ in range(rounds):
        base += button_label_round_trip(bare, 10)
        for count, desk in desks.items():
            for what, (script, how) in STEPS.items():
                desk.page.bring_to_front()
                times = desk.page.evaluate(script.replace("%s", TIMED), [*how, 10, PAUSE])
                taken.setdefault((count, what), []).extend(map(float, times))
    rows.append(("bare Button -> Label", base))
    rows += [(f"{what} ({count:,} claims)", times) for (count, what), times in taken.items()]
    print(f"\nFrom press to paint, ms ({len(base)} each, {PAUSE} s apart)")
    print(f"{'':<44}{'median':>8}{'95%':>8}{'ratio':>8}{'95%/median':>12}")
    for name, times in rows:
        ratio = statistics.median(times) / statistics.median(base)
        late = statistics.quantiles(times, n=20)[18]
        spread = late / statistics.median(times)
        print(f"{name:<44}{statistics.median(times):>8.1f}{late:>8.1f}{ratio:>8.2f}{spread:>12.2f}")
    for notebook in (bare, *desks.values()):
        notebook.close()


def report_opening(lab: Lab, browser: Browser, piles: dict[int, Path]) -> None:
    times: dict[int, list[float]] = {count: [] for count in piles}
    memory: dict[int, list[float]] = {count: [] for count in piles}
    for turn in range(5):
        for count, db in piles.items():
            notebook = open_desk(lab, browser, f"open-{count}-{turn}.ipynb", db)
            times[count].append(float(notebook.page.evaluate(OPENING)))
            memory[count].append(resident(notebook.kernel_pid()))
            notebook.close()
    base = statistics.median(times[BASE])
    print(
        f"\nFrom Run All to the desk painted, and what the kernel takes then (median of {len(times[BASE])})"
    )
    print(f"{'':<44}{'ms':>8}{'ratio':>8}{'MiB':>8}")
    for count, taken in times.items():
        median = statistics.median(taken)
        mib = statistics.median(memory[count])
        print(f"{f'{count:,} claims':<44}{median:>8.0f}{median / base:>8.2f}{mib:>8.0f}")


def resident(pid: int) -> float:
    """The memory of a process in MiB, as Linux counts it."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


if __name__ == "__main__":
    main()
