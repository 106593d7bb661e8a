"""What adding, changing and removing one paper costs, against building the store: `python -m benchmarks.incremental`.

The papers are generated: their number of things, edges and results is that of real abstracts, and things are shared as
there, a few by very many papers and most by one. Linking and storing are measured, not reading, which would only make
the build slower.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from kg.model import Entity, Evidence, Extraction, Mention, Paper, Relation, Result
from kg.store import Store

_SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "xu", "za"]
# things a paper, and how many there are to choose from for each thousand papers
_THINGS = {"method": (6, 4000), "task": (4, 1500), "dataset": (2, 600), "metric": (3, 300), "hardware": (1, 40)}
_EDGES = {"method": ("uses", "comparesWith", "outperforms", "extends"), "task": ("addresses",),
          "dataset": ("evaluatesOn",), "metric": ("measures",), "hardware": ("runsOn",)}  # fmt: skip


def papers(first: int, last: int, version: int = 0) -> Iterator[Extraction]:
    """Generated extractions `first` to `last`, the same for the same numbers."""
    for number in range(first, last):
        yield _paper(number, random.Random(f"{number} {version}"))  # noqa: S311 - no secret


def _name(rank: int) -> str:
    name, rest = "", rank + 17
    while rest:
        name += _SYLLABLES[rest % 16]
        rest //= 16
    words = name.capitalize() + (" flow" if rank % 3 == 0 else "")
    return f"{words}-{rank % 7}" if rank % 5 == 0 else words


def _paper(number: int, chance: random.Random) -> Extraction:
    title = f"Paper {number} on {_name(number)}"
    names: list[tuple[str, tuple[str, ...]]] = []
    for type_, (count, supply) in _THINGS.items():
        for _ in range(chance.randint(max(0, count - 2), count + 2)):
            # few are in many papers, most in one or two
            rank = int(supply * (44 ** chance.random() - 1) * chance.random() ** 2)
            name = f"{type_} {_name(rank)}"
            long = f"{name} Quick Net"
            names.append((type_, (long, f"{name[0].upper()}{_name(rank)[:1]}QN") if rank % 11 == 0 else (name,)))
    unique = sorted(sorted(set(names)), key=lambda _: chance.random())  # a set has no order
    abstract = " ".join(f"We study {' or '.join(forms)}." for _, forms in unique)
    entities, relations, results = [], [], []
    for k, (type_, forms) in enumerate(unique, 1):
        places = tuple(Mention("abstract", (at := abstract.index(form)), at + len(form), form) for form in forms)
        entities.append(
            Entity(f"e{k}", type_, forms[0], forms, places, "proposed" if k == 1 and type_ == "method" else None)
        )
        start = abstract.index(forms[0])
        evidence = Evidence("abstract", start, start + len(forms[0]), forms[0])
        if chance.random() < 0.7:
            relations.append(Relation("paper", chance.choice(_EDGES[type_]), f"e{k}", evidence, rule="generated"))
        if type_ == "metric":
            results.append(Result(f"e{k}", f"{chance.random() * 100:.1f}", "%", evidence, rule="generated"))
    return Extraction(Paper(title, abstract), tuple(entities), tuple(relations), tuple(results), "generated 1")


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(size: int, repeat: int) -> tuple[float, float, float, float]:
    """Seconds to build a store of that size, and then to add, change and remove one paper (medians)."""
    folder = Path(tempfile.mkdtemp(prefix="kg-incremental-"))
    try:
        with Store.open(folder / "store", create=True) as store:
            built = timed(lambda: store.put(papers(0, size)))
            added = [timed(lambda n=n: store.put(papers(size + n, size + n + 1))) for n in range(repeat)]  # type: ignore[misc]
            changed = [timed(lambda n=n: store.put(papers(n, n + 1, 1))) for n in range(repeat)]  # type: ignore[misc]
            iris = [paper.paper.iri for paper in papers(repeat, 2 * repeat)]
            removed = [timed(lambda iri=iri: store.remove(iri)) for iri in iris]  # type: ignore[misc]
        return built, median(added), median(changed), median(removed)
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 1000, 2000], help="papers in the store")
    parser.add_argument("--repeat", type=int, default=7, help="how often one paper is added, changed, removed")
    options = parser.parse_args()
    print("papers   build s   add s  change s  remove s   add, of the build")
    for size in options.sizes:
        built, added, changed, removed = measure(size, options.repeat)
        print(
            f"{size:6}  {built:8.1f}  {added:6.3f}  {changed:8.3f}  {removed:8.3f}   {100 * added / built:.3f} %",
            flush=True,
        )


if __name__ == "__main__":
    main()
