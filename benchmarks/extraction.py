"""Abstracts a second on one core: each extractor beside spaCy's small English pipeline, on the same texts in one run.

`python benchmarks/extraction.py [TEXTS…] [--papers N]`: sources that `kg build` reads; without any, the bundled
examples, over and over. Each runs in a process of its own, so that the peak memory is its own.

spaCy's trained `en_core_web_sm` is not on PyPI. Where it is installed it is used; else its components in its sizes
(tok2vec of width 96, tagger, parser, attribute ruler, lemmatizer, entity recogniser) with fresh weights, which do
the same work a word.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

SPACY = "spaCy small"


def papers(sources: list[Path], count: int) -> list[tuple[str, str]]:
    """Title and abstract of so many papers, from the beginning again when the sources have fewer."""
    from kg.ontology import examples
    from kg.sources import read

    files = sources or sorted(path for path in examples().iterdir() if path.suffix in (".txt", ".jsonl", ".bib"))
    found = [
        (paper.title, paper.abstract)
        for path in files
        for paper in itertools.islice(read(path, None, lambda _: None), count)
    ]
    return list(itertools.islice(itertools.cycle(found), count))


def spacy_small() -> Any:
    """The trained pipeline where it is installed, else one of its shape."""
    import spacy

    try:
        return spacy.load("en_core_web_sm")
    except OSError:
        made = spacy.blank("en")
        for name in ("tok2vec", "tagger", "parser", "attribute_ruler", "ner"):
            made.add_pipe(name)
        made.get_pipe("tagger").add_label("NN")
        for label in ("nsubj", "dobj", "prep", "pobj", "det"):
            made.get_pipe("parser").add_label(label)
        for label in ("ORG", "PERSON", "GPE", "PRODUCT"):
            made.get_pipe("ner").add_label(label)
        made.initialize()
        return made


def run(name: str, texts: list[tuple[str, str]]) -> dict[str, float]:
    """Seconds for all texts after one to warm up, and the process's peak memory in MB."""
    if name == SPACY:
        pipeline = spacy_small()

        def read(title: str, abstract: str) -> object:
            return pipeline(f"{title}\n{abstract}")
    else:
        from kg.extract import extract
        from kg.model import Paper

        def read(title: str, abstract: str) -> object:
            return extract(Paper(title, abstract), name)

    read(*texts[0])
    began = time.perf_counter()
    for title, abstract in texts:
        read(title, abstract)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    """Run each in turn, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--papers", type=int, default=300)
    parser.add_argument("--only", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        print(json.dumps(run(arguments.only, papers(arguments.sources, arguments.papers))))
        return
    one_core = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    print(f"{arguments.papers} abstracts, one core\n{'':16}{'abstracts/s':>12}{'× spaCy':>10}{'peak MB':>10}")
    base = 0.0
    for name in (SPACY, "rules", "default"):
        command = [
            sys.executable,
            __file__,
            *map(str, arguments.sources),
            "--papers",
            str(arguments.papers),
            "--only",
            name,
        ]
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **one_core}, check=False)
        if done.returncode:
            reason = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "failed"
            print(f"{name:16}{'–':>12}   {reason}")
            continue
        figures = json.loads(done.stdout)
        speed = arguments.papers / figures["seconds"]
        base = base or speed * (name == SPACY)
        ratio = f"{speed / base:.1f}" if base else "–"
        print(f"{name:16}{speed:12.1f}{ratio:>10}{figures['megabytes']:10.0f}")


if __name__ == "__main__":
    main()
