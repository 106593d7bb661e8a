"""Learn first what public corpora teach: `python -m training.pretrain CORPORA_FOLDER -o FILE.pt`.

SciERC, SciREX and TDMSci, each with a head of its own; SciERC's development part and every fifth TDMSci sentence are
never seen, so that `training.third_party` can examine.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from kg.extract.neural.network import HEADS
from training.encoder import Network
from training.examples import CORPORA, of_corpus
from training.learn import learn

CORPUS_HEADS = {name: 1 + 2 * len(types) for name, types in CORPORA.items()}


def network() -> Network:
    """The network with base weights and fresh heads."""
    import json

    from kg.extract.neural.pieces import SHAPES, tokenizer
    from training.base import folder

    torch.manual_seed(1)
    whole = json.loads((folder() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    made = Network(len(whole), len(SHAPES), {**HEADS, **CORPUS_HEADS})
    made.load_base(folder())
    ours = tokenizer().get_vocab()
    rows = torch.tensor([whole[piece] for piece, _ in sorted(ours.items(), key=lambda item: item[1])])
    made.words = torch.nn.Embedding.from_pretrained(made.words.weight[rows].detach().clone())
    return made


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    examples = [e for name in CORPORA for k, e in enumerate(of_corpus(arguments.corpora / f"{name}.train.jsonl", name))
                if name != "tdmsci" or k % 5]  # fmt: skip
    made = network()
    learn(made, examples, epochs=arguments.epochs, rate=1.5e-4, seed=1, name="corpora")
    torch.save(made.state_dict(), arguments.output)


if __name__ == "__main__":
    main()
