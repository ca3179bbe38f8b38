"""What the seed of training does: the precise scorer with each of the five teachers in the student's place.

    python benchmarks/research/seeds.py ../shared --work /tmp/encoder

Needs what train_encoder.py left in its work folder. Calibration and threshold are those that claimcheck
brings; measured is the test of CheckThat! 2023.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

import numpy as np
import train_encoder

from claimcheck.flagging import precise

sys.path.append(str(Path(__file__).parents[1]))
import debates
from scoring import average_precision, decisions


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one row a seed, then mean and spread (the standard deviation)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("path", type=Path, help="shared/")
    parser.add_argument("--work", type=Path, required=True, help="the work folder of train_encoder.py")
    options = parser.parse_args(arguments)
    test = debates.labelled(options.path, "dev-test")
    texts, worth = [one.text for one in test], np.array([one.worth for one in test])
    figures = []
    for seed in train_encoder.SEEDS:
        by = opened(options.work, f"teacher-{seed}")
        scores = by.score(texts)
        found = decisions(scores, worth, by.threshold).f1, average_precision(scores, worth)
        figures.append(found)
        print(f"seed {seed}: F1 {found[0]:.3f}, average precision {found[1]:.3f}", flush=True)
    mean, spread = np.mean(figures, axis=0), np.std(figures, axis=0, ddof=1)
    print(f"F1 {mean[0]:.3f} ± {spread[0]:.3f}, average precision {mean[1]:.3f} ± {spread[1]:.3f}")
    return 0


def opened(work: Path, name: str) -> precise.Precise:
    """A run of the work folder as the precise scorer."""
    folder = work / f"{name}-onnx"
    if not (folder / "precise.onnx").exists():
        folder.mkdir(exist_ok=True)
        train_encoder.export(work / f"{name}.pt", folder / "precise.onnx")
    copyfile(train_encoder.BASE / "tokenizer.json", folder / "tokenizer.json")
    copyfile(precise.installed() / "precise.json", folder / "precise.json")
    return precise.Precise(folder)


if __name__ == "__main__":
    sys.exit(main())
