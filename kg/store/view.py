"""What can be asked of a graph, whether it lies in a store or is a part of one in memory."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol

from kg.model import Facts, Paper
from kg.store.database import paper_of

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

    from kg.link.thresholds import Thresholds


class GraphReader(Protocol):
    """A graph that is read: its RDF, its tables, and what follows from them."""

    @property
    def graph(self) -> ox.Store:
        """The RDF, read-only: plain edges in the default graph, all claims in one named graph a paper."""

    @property
    def database(self) -> sqlite3.Connection:
        """The tables of `kg.store.database`, for reading only."""

    @property
    def thresholds(self) -> Thresholds:
        """How sure a plain edge is at least."""

    def papers(self) -> tuple[Paper, ...]:
        """All papers, by IRI."""

    def facts(self) -> Facts:
        """All facts, read back from the RDF."""

    def network(self) -> nx.MultiDiGraph:
        """The graph as NetworkX; see `kg.store.network`."""

    def canonical(self) -> bytes:
        """The whole graph as sorted N-Quads: equal bytes, equal graphs."""


class GraphView(ABC):
    """What every `GraphReader` answers in the same way, from its RDF and its tables."""

    @property
    @abstractmethod
    def graph(self) -> ox.Store:
        """See `GraphReader`."""

    @property
    @abstractmethod
    def database(self) -> sqlite3.Connection:
        """See `GraphReader`."""

    @property
    @abstractmethod
    def thresholds(self) -> Thresholds:
        """See `GraphReader`."""

    def papers(self) -> tuple[Paper, ...]:
        """All papers, by IRI."""
        rows = self.database.execute("SELECT paper FROM papers ORDER BY iri")
        return tuple(paper_of(text) for (text,) in rows)

    def facts(self) -> Facts:
        """All facts, read back from the RDF."""
        from kg.store.rdf import from_quads

        return from_quads(self.graph)

    def network(self) -> nx.MultiDiGraph:
        """The graph as NetworkX; see `kg.store.network`."""
        from kg.store.network import network

        return network(self.facts(), self.thresholds)

    def canonical(self) -> bytes:
        """The whole graph as sorted N-Quads: equal bytes, equal graphs."""
        lines = sorted({f"{quad} .\n" for quad in self.graph})
        return "".join(lines).encode("utf-8")
