"""Make all weights anew: `python -m training GOLD.jsonl… --corpora FOLDER --texts TEXTS.jsonl.gz --work FOLDER`.

In turn: the vocabulary of word pieces; what public corpora teach; our own annotations joined with their texts; one
network and one plain tagger a fold, and the judge fitted on what they had not seen; the tagger and the network that
ship, trained on all. Each step is a command of its own, printed before it runs; a step whose output is there already is
passed over (remove the shipped weights to make them anew). About two hours on one core.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

FOLDS = 4
PLAIN = ("--epochs", "8")  # of the plain tagger
WEIGHTS = Path(__file__).resolve().parent.parent / "kg" / "extract" / "weights"


def step(output: Path, *command: str | Path) -> Path:
    """Run `python -m training.…` unless its output is there."""
    words = [str(word) for word in command]
    if not output.exists():
        print(shlex.join(["python", "-m", *words]), flush=True)
        subprocess.run([sys.executable, "-m", *words], check=True)
    return output


def main() -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="annotated abstracts; the first is cross-validated")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with scierc, scirex and tdmsci")
    parser.add_argument("--texts", type=Path, required=True, help="abstracts without annotation")
    parser.add_argument("--work", type=Path, required=True, help="folder for what lies between")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    work, gold = arguments.work, arguments.gold
    tokens = WEIGHTS / "tokenizer.json"
    step(tokens, "training.prune_vocabulary", arguments.texts, "-o", tokens)
    base = step(work / "base.pt", "training.pretrain", arguments.corpora, "-o", work / "base.pt")
    ours = step(work / "ours.jsonl", "training.annotated", arguments.texts, "-o", work / "ours.jsonl")
    from_here = ("--base", base, "--names", ours)
    plain, networks = [], []
    for k in range(FOLDS):
        fold = ("--skip", f"{k}/{FOLDS}")
        path = work / f"plain{k}.json"
        plain.append(step(path, "training.train_tagger", gold[0], *fold, *PLAIN, "-o", path))
        path = work / f"fold{k}.onnx"
        networks.append(step(path, "training.train", gold[0], *fold, *from_here, "-o", path))
    said = work / "predictions.jsonl"
    judge = WEIGHTS / "salience.json"
    step(said, "training.worth", gold[0], "--models", *networks, "--plain", *plain, "-o", judge, "--predictions", said)
    path = WEIGHTS / "tagger.json"
    step(path, "training.train_tagger", *gold, *PLAIN, "-o", path)
    path = WEIGHTS / "tagger.onnx"
    step(path, "training.train", *gold, *from_here, "-o", path)


if __name__ == "__main__":
    main()
