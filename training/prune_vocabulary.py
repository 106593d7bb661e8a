"""Cut a vocabulary to what abstracts use: `python -m training.prune_vocabulary TEXTS.jsonl.gz -o tokenizer.json`.

Prints how many pieces stay. Special pieces and single characters always stay, so that no word becomes unreadable.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from tokenizers import Tokenizer

from training.base import folder

LEAST = 4  # times a piece must be seen


def main() -> None:
    """Count, cut, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    written = json.loads((folder() / "tokenizer.json").read_text(encoding="utf-8"))
    written["truncation"] = written["padding"] = written["post_processor"] = None
    tokenizer = Tokenizer.from_str(json.dumps(written))
    seen: Counter[str] = Counter()
    with gzip.open(arguments.texts, "rt", encoding="utf-8") as lines:
        for line in lines:
            paper = json.loads(line)
            for text in (paper["title"], paper["abstract"]):
                seen.update(tokenizer.encode(text, add_special_tokens=False).tokens)
    pieces = written["model"]["vocab"]
    kept = [
        piece
        for piece, _ in sorted(pieces.items(), key=lambda item: item[1])
        if seen[piece] >= LEAST
        or len(piece.removeprefix("##")) == 1
        or piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
    ]
    written["model"]["vocab"] = {piece: k for k, piece in enumerate(kept)}
    special = [{**token, "id": kept.index(token["content"])} for token in written["added_tokens"]]
    written["added_tokens"] = special
    arguments.output.write_text(json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(kept)} of {len(pieces)} pieces stay")


if __name__ == "__main__":
    main()
