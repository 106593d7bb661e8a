"""What adding, changing and removing one paper costs, against building the store: `python -m benchmarks.incremental`.

The papers are generated: their number of things, edges and results is that of real abstracts, and things are shared as
there, a few by very many papers and most by one. Linking and storing are measured, not reading, which would only make
the build slower.

With `--papers FILE` they are real ones, and one is added by the program itself, start-up and reading included; what
`kg extract` said of them all (`--read FILE`) spares reading them for each size. `--table` and `--picture` keep the
figures.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks._plot import plot
from kg.model import Entity, Evidence, Extraction, Mention, Paper, Relation, Result
from kg.sources import read
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


_KG = "from kg.cli import main; main(prog_name='kg')"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds that a store of so many real papers and one paper more take: processor time, and by the clock."""

    papers: int
    build: float
    build_clock: float
    add: float  # within a program that runs
    add_clock: float
    command: float  # `kg build`, from its start to its end
    command_clock: float


def grow(source: Path, said: Path | None, size: int, repeat: int) -> Measured:
    """Build a store of the first papers of a file, and add the next ones one by one."""
    papers = list(islice(read(source, None, print), size + 2 * repeat))
    folder = Path(tempfile.mkdtemp(prefix="kg-incremental-"))
    place = folder / "store"
    try:
        if said is not None:
            remember(place, papers[:size], said)
        with Store.open(place, create=True) as store:
            build = cost(lambda: store.build(papers[:size], "rules"))
            added = [cost(lambda n=n: store.build([papers[size + n]], "rules")) for n in range(repeat)]  # type: ignore[misc]
        commands = []
        for paper in papers[size + repeat :]:
            one = folder / "one.jsonl"
            one.write_text(
                json.dumps({"id": paper.key, "title": paper.title, "abstract": paper.abstract}), encoding="utf-8"
            )
            line = [sys.executable, "-c", _KG, "build", str(one), "--store", str(place), "--extractor", "rules"]
            commands.append(cost(lambda line=line: subprocess.run(line, check=True, stdout=subprocess.DEVNULL)))  # type: ignore[misc]
        return Measured(size, *build, *middle(added), *middle(commands))
    finally:
        shutil.rmtree(folder)


def remember(place: Path, papers: list[Paper], said: Path) -> None:
    """Make a store that knows what papers say but holds none of them, as a build that was killed leaves one."""
    from kg.extract import version
    from kg.store.database import open_database, transaction

    prints = {paper.key: paper.fingerprint for paper in papers}
    extractor = version("rules")
    database = open_database(place, create=True)
    with said.open(encoding="utf-8") as file, transaction(database, place):
        for line in file:
            if (key := line[8 : line.index('"', 8)]) in prints:  # {"id": "KEY", …
                row = prints[key], extractor, line.rstrip("\n")
                database.execute("INSERT INTO extractions VALUES (?, ?, ?)", row)
    database.close()


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor time, of this program and of those that it starts, and seconds by the clock."""

    def used() -> float:
        return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])

    begun, clock = used(), time.perf_counter()
    work()
    return used() - begun, time.perf_counter() - clock


def middle(costs: list[tuple[float, float]]) -> tuple[float, float]:
    """The median of each."""
    return median(cpu for cpu, _ in costs), median(clock for _, clock in costs)


def real(options: argparse.Namespace) -> None:
    """Print, and keep, a row for each size."""
    columns = ("papers", "build s", "by clock", "add s", "by clock", "kg build s", "by clock", "kg build, of the build")
    rows = ["\t".join(columns)]
    print(rows[0])
    measured = []
    for size in options.sizes:
        found = grow(options.papers, options.read, size, options.repeat)
        measured.append(found)
        seconds = "\t".join(f"{value:.2f}" for value in astuple(found)[1:])
        rows.append(f"{size}\t{seconds}\t{100 * found.command / found.build:.2f} %")
        print(rows[-1], flush=True)
    if options.table:
        options.table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    if options.picture:
        lines = (
            ("one paper more, kg build", [(m.papers, m.command) for m in measured]),
            ("one paper more, within a program", [(m.papers, m.add) for m in measured]),
            ("1 % of the build", [(m.papers, m.build / 100) for m in measured]),
        )
        options.picture.write_text(plot("papers in the store", "seconds of processor time", lines), encoding="utf-8")


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 1000, 2000], help="papers in the store")
    parser.add_argument("--repeat", type=int, default=7, help="how often one paper is added, changed, removed")
    parser.add_argument("--papers", type=Path, help="real papers, as anything that kg build reads")
    parser.add_argument("--read", type=Path, help="what kg extract --extractor rules --format jsonl said of them")
    parser.add_argument("--table", type=Path, help="keep the figures of real papers here")
    parser.add_argument("--picture", type=Path, help="draw them here, as SVG")
    options = parser.parse_args()
    if options.papers:
        real(options)
        return
    print("papers   build s   add s  change s  remove s   add, of the build")
    for size in options.sizes:
        built, added, changed, removed = measure(size, options.repeat)
        print(
            f"{size:6}  {built:8.1f}  {added:6.3f}  {changed:8.3f}  {removed:8.3f}   {100 * added / built:.3f} %",
            flush=True,
        )


if __name__ == "__main__":
    main()
