"""Train the tagger's weights from annotated abstracts: `python training/train_tagger.py GOLD.jsonl... -o FILE`.

Input is JSON Lines with title, abstract and entities (type, names; see the guide beside the gold data). A name is a
name wherever it stands in the text, longest first. Seeded: the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

import numpy

from kg.extract.entities.tagger import LABELS, TYPES, best_path, features
from kg.extract.text.sentences import Token, sentences, tokens

Example = tuple[list[list[str]], list[int]]


def spans(text: str, entities: list[dict[str, object]]) -> list[tuple[int, int, str]]:
    """Where the annotated names stand in a text; longer names first, none overlapping another."""
    names = sorted(
        {(str(name), str(e["type"])) for e in entities for name in e["names"]},  # type: ignore[attr-defined]  # JSON
        key=lambda pair: (-len(pair[0]), pair),
    )
    taken: list[tuple[int, int, str]] = []
    for name, type_ in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(a < match.end() and match.start() < b for a, b, _ in taken):
                taken.append((match.start(), match.end(), type_))
    return taken


def examples(paper: dict[str, object]) -> list[Example]:
    """Features and labels of each sentence of a paper."""
    title, abstract = str(paper["title"]), str(paper["abstract"])
    counts = Counter(t.text.lower() for field in (title, abstract) for t in tokens(field))
    in_title = frozenset(t.text.lower() for t in tokens(title))
    found: list[Example] = []
    for field, text in (("title", title), ("abstract", abstract)):
        names = spans(text, paper["entities"])  # type: ignore[arg-type]  # JSON
        for sentence in sentences(text):
            words = [Token(t.start + sentence.start, t.end + sentence.start, t.text) for t in tokens(sentence.text)]
            labels = [label(word, names) for word in words]
            found.append((features(words, field, counts, in_title), labels))
    return found


def label(word: Token, names: list[tuple[int, int, str]]) -> int:
    """The index in LABELS of a token, given the annotated stretches."""
    for start, end, type_ in names:
        if start <= word.start < end:
            return 1 + 2 * TYPES.index(type_) + (word.start > start)
    return 0


def decode(rows: list[list[str]], weights: dict[str, tuple[int, ...]]) -> list[int]:
    """The best labels of a sentence under weights that still change."""
    zero = (0,) * len(LABELS)
    scores = [
        [sum(column) for column in zip(zero, *(weights[n] for n in row if n in weights), strict=True)] for row in rows
    ]
    transitions = [weights.get(f"t={a}", zero) for a in range(len(LABELS))]
    return best_path(numpy.array(scores), numpy.array(transitions))


def train(data: list[Example], epochs: int, seed: int) -> dict[str, list[float]]:
    """Averaged structured perceptron over the examples."""
    order = random.Random(seed)  # noqa: S311 - shuffling, not secrets
    count = len(LABELS)
    current: dict[str, tuple[int, ...]] = {}
    total: dict[str, list[float]] = {}
    step = 0

    def change(name: str, index: int, by: int) -> None:
        row = list(current.get(name, (0,) * count))
        row[index] += by
        current[name] = tuple(row)
        total.setdefault(name, [0.0] * count)[index] += by * step

    for epoch in range(epochs):
        order.shuffle(data)
        wrong = 0
        for rows, gold in data:
            step += 1
            if not rows:
                continue
            # a lean towards names while training: a missed name costs more than a doubtful one
            guess = decode(rows, current)
            if guess == gold:
                continue
            for i, (want, got) in enumerate(zip(gold, guess, strict=True)):
                if want != got:
                    wrong += 1
                    for name in rows[i]:
                        change(name, want, 1)
                        change(name, got, -1)
                if i and (want, gold[i - 1]) != (got, guess[i - 1]):
                    change(f"t={gold[i - 1]}", want, 1)
                    change(f"t={guess[i - 1]}", got, -1)
        print(f"epoch {epoch + 1}: {wrong} tokens wrong", file=sys.stderr)
    return {name: [row[k] - total[name][k] / (step + 1) for k in range(count)] for name, row in current.items()}


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", default="", help="K/N leaves every N-th paper, from the K-th, out of training")
    arguments = parser.parse_args()
    papers = [json.loads(line) for path in arguments.gold for line in path.read_text(encoding="utf-8").splitlines()]
    if arguments.skip:
        fold, folds = map(int, arguments.skip.split("/"))
        papers = [paper for k, paper in enumerate(papers) if k % folds != fold]
    data = [example for paper in papers for example in examples(paper)]
    model = train(data, arguments.epochs, arguments.seed)
    kept = {name: {str(k): round(100 * w) for k, w in enumerate(row) if round(100 * w)} for name, row in model.items()}
    # a weight that never grew says nothing: it came of one mistake early on
    kept = {name: row for name, row in sorted(kept.items()) if max(map(abs, row.values()), default=0) >= 60}
    text = json.dumps({"labels": LABELS, "weights": kept}, ensure_ascii=False, separators=(",", ":"))
    arguments.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
