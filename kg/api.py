"""The Python interface: what the command line does, with values instead of text.

    import kg

    graph = kg.build(["papers.jsonl"], store="my-store")
    graph.query("SELECT ?name { ?paper kg:proposes/skos:prefLabel ?name }").to_pandas()
    graph.leaderboard(metric="accuracy").boards[0].entries

Everything takes names as people write them, or IRIs. What is wrong raises `kg.errors.KgError`, whose text is one line.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    import networkx as nx

    from kg.errors import KgError
    from kg.model import Claim, Node, Paper
    from kg.query.cards import Card
    from kg.query.communities import Community
    from kg.query.compare import Comparison
    from kg.query.conflicts import Conflict
    from kg.query.gaps import Gaps
    from kg.query.leaderboard import Leaderboard
    from kg.query.lineage import Lineage
    from kg.query.paths import Path as GraphPath
    from kg.query.records import Records
    from kg.query.similar import Similar
    from kg.query.speedups import Speedups
    from kg.query.trends import Trend
    from kg.render.start import View
    from kg.store import Store

Place = str | os.PathLike[str]


def open(store: Place = "kg-store") -> Graph:
    """Open the graph in a folder. Raises KgError when there is none."""
    from kg.store import Store

    return Graph(Store.open(Path(store)))


def build(
    sources: Place | Iterable[Place],
    store: Place = "kg-store",
    *,
    format: str | None = None,
    extractor: str = "default",
    jobs: int = 1,
    decisions: Place | None = None,
    min_confidence: float | None = None,
    max_error: float | None = None,
) -> Graph:
    """Read papers into the graph in a folder, which is made where there is none, and open it, as `kg build` does.

    Args:
        sources: one file or several, in any format that `kg build` reads.
        store: the folder.
        format: what the sources are; found from their content when not given.
        extractor: what reads the papers.
        jobs: processes that read at once.
        decisions: the file of decisions that are put in force; the store's own when not given.
        min_confidence: how sure an edge must be to stand in the graph, from 0 to 1.
        max_error: the largest share of wrong edges to tolerate, from 0 to 1, in place of `min_confidence`.

    Warns:
        UserWarning: for each record that is no paper, each paper that stands there twice or that the extractor could
            not read, and each decision that applies to nothing any more.

    Raises:
        KgError: a source cannot be read at all, the extractor cannot be used or reads none of the papers, or the store
            cannot be written.
    """
    from kg.errors import KgError
    from kg.sources import read
    from kg.store import Store, building

    def rejected(error: KgError) -> None:
        warnings.warn(str(error), stacklevel=2)

    def papers() -> Iterator[Paper]:
        for source in [sources] if isinstance(sources, str | os.PathLike) else sources:
            yield from read(Path(source), format, rejected)

    thresholds = building.thresholds_of(min_confidence, max_error)
    opened = Store.open(Path(store), create=True)
    report = building.build(
        opened, papers(), extractor, jobs=jobs, decisions=None if decisions is None else Path(decisions),
        thresholds=thresholds,
    )  # fmt: skip
    for title in report.twice:
        warnings.warn(f"{title!r} is in the sources twice; the one with the longer abstract is kept", stacklevel=2)
    for title, why in report.failed:
        warnings.warn(f"{title!r} was not read: {why}", stacklevel=2)
    for line in report.idle:
        warnings.warn(f"a decision applies to nothing any more: {line}", stacklevel=2)
    if report.failed and not report.added + report.changed + report.unchanged:
        raise KgError(f"no paper was read: {report.failed[0][1]}")
    return Graph(opened)


class Graph:
    """An open graph, also a context manager. Made by `kg.open` and `kg.build`.

    A thing is named by any of its names or by its IRI; where several bear a name, the one with most edges is meant.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files of the store."""
        self.store.__exit__(None, None, None)

    # ------------------------------------------------------------------------------------------------- questions

    def query(self, sparql: str) -> Records:
        """The rows of a SELECT, or the triples of a CONSTRUCT or DESCRIBE, with typed values.

        The prefixes of the ontology need no declaration. Raises QueryError when the query is no good.
        """
        from kg.query.records import records

        return records(self.store, sparql)

    def ask(self, sparql: str) -> bool:
        """The answer to an ASK. Raises QueryError when the query is no good."""
        from kg.errors import QueryError
        from kg.query.sparql import ask

        answer = ask(self.store, sparql).boolean
        if answer is None:
            raise QueryError("only an ASK is answered by yes or no; query() answers the others")
        return answer

    def named(self, name: str, **parameters: str) -> Records:
        """The rows of a prepared query: `graph.named("uses-of", method="BERT")`."""
        from kg.query.named import named

        return self.query(named(self.store, name, parameters).text)

    def thing(self, name: str, type: str | None = None) -> Node:
        """The thing of that name. Raises UnknownName, which names the nearest."""
        from kg.query.names import resolve

        return resolve(self.store, name, type)

    def find(self, text: str, limit: int = 20) -> tuple[Node, ...]:
        """Things one of whose names holds the text, best first."""
        from kg.query.names import find

        return find(self.store, text, limit)

    def show(self, name: str, *, most: int | None = None, min_confidence: float | None = None) -> Card:
        """What the papers say of a thing; with `most`, of each relation no more than so many edges."""
        from kg.query.cards import card

        return card(self.store, self.thing(name), most, min_confidence=min_confidence)

    def why(self, a: str, b: str, *, min_confidence: float | None = None) -> tuple[Claim, ...]:
        """The claims, of every polarity, between two things."""
        from kg.query.why import why

        return why(self.store, self.thing(a), self.thing(b), min_confidence=min_confidence)

    def path(
        self,
        a: str,
        b: str,
        *,
        via: Sequence[str] = (),
        avoid: Sequence[str] = (),
        allow: Sequence[str] = (),
        max_hops: int = 6,
        k: int | None = 1,
        directed: bool = False,
        min_confidence: float | None = None,
    ) -> tuple[GraphPath, ...]:
        """The k most telling paths between two things, all of them for None; see `kg.query.paths.connections`."""
        from kg.query.paths import connections

        ends = self.thing(a).iri, self.thing(b).iri
        return connections(
            self.store, *ends, via=via, avoid=avoid, allow=allow, max_hops=max_hops, k=k, directed=directed,
            min_confidence=min_confidence,
        )  # fmt: skip

    def leaderboard(
        self,
        *,
        task: str | None = None,
        dataset: str | None = None,
        metric: str | None = None,
        direction: Literal["higher", "lower"] | None = None,
        variants: bool = False,
        min_confidence: float | None = None,
    ) -> Leaderboard:
        """Numbers ranked where they can be compared; see `kg.query.leaderboard.leaderboard`."""
        from kg.query.leaderboard import leaderboard

        return leaderboard(
            self.store,
            task=self.thing(task, "task") if task else None,
            dataset=self.thing(dataset, "dataset") if dataset else None,
            metric=self.thing(metric, "metric") if metric else None,
            direction=direction,
            variants=variants,
            min_confidence=min_confidence,
        )

    def speeds_up(self, thing: str, *, variants: bool = True, min_confidence: float | None = None) -> Speedups:
        """What makes a thing and its variants faster or cheaper; see `kg.query.speedups.speedups`."""
        from kg.query.speedups import speedups

        return speedups(self.store, self.thing(thing), min_confidence=min_confidence, variants=variants)

    def compare(self, *names: str, min_confidence: float | None = None) -> Comparison:
        """What the papers say of several things, side by side."""
        from kg.query.compare import compare

        return compare(self.store, [self.thing(name) for name in names], min_confidence=min_confidence)

    def lineage(self, method: str, *, depth: int = 4, min_confidence: float | None = None) -> Lineage:
        """What a method extends and what extends it, in order of years."""
        from kg.query.lineage import lineage

        return lineage(self.store, self.thing(method, "method"), depth=depth, min_confidence=min_confidence)

    def conflicts(self, about: str | None = None, *, min_confidence: float | None = None) -> tuple[Conflict, ...]:
        """Papers that say opposite things of the same thing, data and metric."""
        from kg.query.conflicts import conflicts

        return conflicts(self.store, self.thing(about) if about else None, min_confidence=min_confidence).found

    def gaps(self, rows: Literal["task", "dataset"] = "task", *, count: int = 30) -> Gaps:
        """Where common tasks or datasets and common methods meet less often than chance would have them."""
        from kg.query.gaps import gaps

        return gaps(self.store, rows, count=count)

    def trends(self, *names: str, type: str = "method", count: int = 10) -> tuple[Trend, ...]:
        """Papers by year, and those that name each thing."""
        from kg.query.trends import trends

        return trends(self.store, [self.thing(name) for name in names], type=type, count=count)

    def similar(self, paper: str, *, count: int = 20) -> tuple[Similar, ...]:
        """Papers that speak of the same uncommon things as a paper, given by its title."""
        from kg.query.similar import similar_papers

        return similar_papers(self.store, self.thing(paper, "paper"), count=count)

    def communities(self, *, seed: int = 1) -> tuple[Community, ...]:
        """Groups of things with many edges among them; the same graph always gives the same groups."""
        from kg.query.communities import communities

        return communities(self.store, seed=seed)

    # ------------------------------------------------------------------------------------------- the graph itself

    def graph(self) -> nx.MultiDiGraph:
        """The whole graph as NetworkX, with plain attributes; `kg.store.network` lists them."""
        return self.store.network()

    def view(
        self,
        file: Place = "graph.html",
        *things: str,
        view: View | None = None,
        hops: int = 2,
        sparql: str | None = None,
    ) -> Path:
        """Write the graph, a picture of some things, or what a query constructs, as one offline HTML page.

        Args:
            file: where to write it.
            things: one to see what surrounds it, two for the path between them, more to compare them.
            view: "around", "path", "lineage" or "compare", where the number of things does not say it.
            hops: how far around one thing the page reaches.
            sparql: a CONSTRUCT to draw the answer of, instead of things.

        Returns:
            the file's path.
        """
        from kg.files import write_atomically
        from kg.query.sparql import ask
        from kg.render import page
        from kg.render.drawings import of_answer, of_things, whole

        if sparql is not None:
            drawing = of_answer(self.store, ask(self.store, sparql))
        elif things:
            drawing = of_things(self.store, [self.thing(name) for name in things], view, hops)
        else:
            drawing = whole(self.store)
        write_atomically(Path(file), page(drawing.network, drawing.title, total=drawing.total, start=drawing.start))
        return Path(file)

    def export(self, file: Place, format: str | None = None) -> Path:
        """Write the graph in the format of the file's suffix, or the one named; gives the file's path."""
        from kg.export import export

        export(self.store, Path(file), format)
        return Path(file)
