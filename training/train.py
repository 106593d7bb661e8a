"""Train the network on annotated abstracts: `python -m training.train GOLD.jsonl... --base FILE.pt -o FILE.onnx`.

`--skip K/N` leaves every N-th paper, from the K-th, out, to examine on. Seeded: the same input gives the same weights
on the same machine.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.examples import of_gold, of_numbers, read
from training.export import export
from training.learn import learn
from training.pretrain import network

# optional names are names all the same, but the annotator could as well have left them out
OPTIONAL_WEIGHT = 0.5
HEAD_WEIGHTS = {"core": 0.3, "predicate": 0.5, "reported": 0.5}


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--names", nargs="*", type=Path, default=[], help="annotated too; their numbers teach nothing")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", default="")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    papers = [paper for path in arguments.gold for paper in read(path)]
    if arguments.skip:
        fold, folds = map(int, arguments.skip.split("/"))
        papers = [paper for k, paper in enumerate(papers) if k % folds != fold]
    examples = [e for paper in papers for e in (*of_gold(paper, OPTIONAL_WEIGHT), *of_numbers(paper))]
    examples += [e for path in arguments.names for paper in read(path) for e in of_gold(paper, OPTIONAL_WEIGHT)]
    made = network()
    made.load_state_dict(torch.load(arguments.base))
    learn(made, examples, epochs=arguments.epochs, rate=arguments.rate, seed=arguments.seed,
          head_weights=HEAD_WEIGHTS, name=arguments.output.stem)  # fmt: skip
    export(made, arguments.output)


if __name__ == "__main__":
    main()
