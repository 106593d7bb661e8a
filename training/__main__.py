"""All steps in turn: `python -m training GOLD.jsonl… --dev DEV.jsonl --corpora FOLDER --work FOLDER`.

What public corpora teach; the candidates that the weights in use propose; the reader; the files that ship; the
thresholds. Each step is a command of its own, printed before it runs; a step whose output is there already is passed
over. About two hours on one core.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

WEIGHTS = Path(__file__).resolve().parent.parent / "kg" / "extract" / "weights"


def step(output: Path | None, *command: str | Path) -> None:
    """Run `python -m training.…` unless its output is there."""
    words = [str(word) for word in command]
    if output is None or not output.exists():
        print(shlex.join(["python", "-m", *words]), flush=True)
        subprocess.run([sys.executable, "-m", *words], check=True)


def main() -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="annotated abstracts to train on")
    parser.add_argument("--dev", type=Path, required=True, help="annotated abstracts to choose thresholds by")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with scierc, scirex and tdmsci")
    parser.add_argument("--work", type=Path, required=True, help="folder for what lies between")
    arguments = parser.parse_args()
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    start, prepared, reader = work / "start.pt", work / "prepared.pkl", work / "reader.pt"
    step(start, "training.pretrain", arguments.corpora, "-o", start)
    step(prepared, "training.prepare", *arguments.gold, "-o", prepared)
    step(reader, "training.fit", prepared, "--start", start, "--leave-out", "13", "-o", reader)
    step(None, "training.export", reader, "-o", WEIGHTS)
    step(None, "training.tune", arguments.dev)


if __name__ == "__main__":
    main()
