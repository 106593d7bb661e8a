"""The nodes of the graph, their names and the edges between them, as all papers together have them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.link.decisions import Decisions
from kg.link.gazetteer import Name
from kg.link.nodes import Tally, node
from kg.link.registry import Identity
from kg.model import PAPER, RESULT, Claim
from kg.store import rdf
from kg.store.generations import Writer
from kg.store.names import Names
from kg.store.registry import Keys

Edge = tuple[int, int, str]  # numbers of subject and object, and the predicate


class Nodes:
    """Writes nodes and edges while an update runs: each is in the graph for as long as some paper has it.

    Args:
        database: in a transaction.
        graph: the generation in the making.
        keys: numbers of the names that nodes stand for.
        decisions: what people want things to be called.
    """

    def __init__(self, database: sqlite3.Connection, graph: Writer, keys: Keys, decisions: Decisions) -> None:
        self._database = database
        self._graph = graph
        self._keys = keys
        self._decisions = decisions
        self._names = Names(database)
        self._numbers: dict[str, int] = {}
        self._touched: set[int] = set()  # nodes whose names may have changed
        self._new: set[int] = set()  # nodes that the graph does not hold yet
        self._dead: list[str] = []  # results that no paper reports any more
        self._counts: Counter[tuple[str, str]] = Counter()

    def number(self, iri: str, type_: str, name: Name | None = None) -> int:
        """The number of a node; a new one where it had none."""
        found = self._numbers.get(iri)
        if found is None:
            row = self._database.execute("SELECT id FROM nodes WHERE iri = ?", (iri,)).fetchone()
            if row is None:
                row = self._database.execute(
                    "INSERT INTO nodes (iri, type, key) VALUES (?, ?, ?) RETURNING id",
                    (iri, type_, None if name is None else self._keys.id(name)),
                ).fetchone()
                self._counts["node", type_] += type_ != RESULT
                self._new.add(int(row[0]))
            found = self._numbers[iri] = int(row[0])
        return found

    def known(self, iri: str) -> int:
        """The number of a node that this update has numbered."""
        return self._numbers[iri]

    def count_claim(self, polarity: str, more: int) -> None:
        """So many claims more, or less, of a polarity."""
        self._counts["claim", polarity] += more

    def bury(self, results: Iterable[str]) -> None:
        """Results that no paper reports any more; they are gone from the graph."""
        self._dead += sorted(results)

    def count_results(self, more: int) -> None:
        """So many results more, or less, in the default graph."""
        self._counts["node", RESULT] += more

    def use(self, paper: int, uses: set[tuple[int, str, str]], fresh: bool) -> None:
        """Let a paper use these names of these nodes and no others."""
        new = {self._names.id(node, type_, name): node for node, type_, name in uses}
        old: dict[int, int] = {}
        if not fresh:
            old = dict(
                self._database.execute(
                    "SELECT uses.name, node FROM uses JOIN names ON names.id = uses.name WHERE paper = ?", (paper,)
                ).fetchall()
            )
        for names, more in ((new.keys() - old.keys(), 1), (old.keys() - new.keys(), -1)):
            for name in names:
                self._names.count(name, more)
        for nodes, more in ((set(new.values()) - set(old.values()), 1), (set(old.values()) - set(new.values()), -1)):
            self._database.executemany("UPDATE nodes SET papers = papers + ? WHERE id = ?", [(more, n) for n in nodes])
        self._database.executemany("INSERT INTO uses VALUES (?, ?)", [(paper, n) for n in new.keys() - old.keys()])
        self._database.executemany(
            "DELETE FROM uses WHERE paper = ? AND name = ?", [(paper, n) for n in old.keys() - new.keys()]
        )
        # a node of which no name has changed may still be defined by one paper more
        self._touched |= set(new.values()) | set(old.values())

    def link(self, paper: int, sure: Iterable[Claim], unsure: Iterable[Claim], fresh: bool) -> None:
        """Let a paper assert these edges and no others; an edge is plain while any paper asserts it surely enough."""
        edges, others = self._surest(sure), self._surest(unsure)
        self._link(paper, edges, fresh)
        if not fresh:
            self._database.execute("DELETE FROM unsure WHERE paper = ?", (paper,))
        rows = [(*edge, paper, claim.confidence) for edge, claim in others.items() if edge not in edges]
        self._database.executemany("INSERT INTO unsure VALUES (?, ?, ?, ?, ?)", rows)

    def _surest(self, claims: Iterable[Claim]) -> dict[Edge, Claim]:
        """The edges of some claims, each with the surest claim of it."""
        rising = sorted(claims, key=lambda c: (c.confidence, c))
        return {(self.known(c.subject), self.known(c.object), c.predicate): c for c in rising}

    def _link(self, paper: int, edges: Mapping[Edge, Claim], fresh: bool) -> None:
        old: dict[Edge, float] = {}
        if not fresh:
            query = "SELECT subject, object, predicate, confidence FROM edges WHERE paper = ?"
            old = {(s, o, p): confidence for s, o, p, confidence in self._database.execute(query, (paper,)).fetchall()}
        for edge, claim in edges.items():
            if edge not in old and not self._asserted(edge):
                self._graph.add([rdf.edge_quad(claim.subject, claim.predicate, claim.object)])
                self._counts["edge", claim.predicate] += 1
            if old.get(edge) != claim.confidence:
                row = (*edge, paper, claim.confidence)
                self._database.execute("INSERT OR REPLACE INTO edges VALUES (?, ?, ?, ?, ?)", row)
        for edge in old.keys() - edges.keys():
            self._database.execute(
                "DELETE FROM edges WHERE subject = ? AND object = ? AND predicate = ? AND paper = ?", (*edge, paper)
            )
            if not self._asserted(edge):
                self._graph.remove([rdf.edge_quad(self._iri_of(edge[0]), edge[2], self._iri_of(edge[1]))])
                self._counts["edge", edge[2]] -= 1

    def close(self, fresh: bool) -> None:
        """Say of every node that was touched what all papers now say of it; count."""
        self._names.flush()
        for number in sorted(self._touched):
            self._settle(number, fresh)
        self._database.executemany("DELETE FROM nodes WHERE iri = ?", [(result,) for result in self._dead])
        self._database.executemany(
            "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET count = count + excluded.count",
            [(*what, count) for what, count in sorted(self._counts.items()) if count],
        )
        self._database.execute("DELETE FROM counts WHERE count = 0")

    def _iri_of(self, number: int) -> str:
        (found,) = self._database.execute("SELECT iri FROM nodes WHERE id = ?", (number,)).fetchone()
        return str(found)

    def _asserted(self, edge: Edge) -> bool:
        query = "SELECT 1 FROM edges WHERE subject = ? AND object = ? AND predicate = ? LIMIT 1"
        return self._database.execute(query, edge).fetchone() is not None

    def _settle(self, number: int, fresh: bool) -> None:
        """Say of a node in the graph what all papers together say of it; delete it where none mentions it any more."""
        text, type_, known = self._database.execute(
            "SELECT iri, type, key FROM nodes WHERE id = ?", (number,)
        ).fetchone()
        names = self._names.of(number)
        if not names:
            self._names.drop(number)
            self._database.execute("DELETE FROM nodes WHERE id = ?", (number,))
            self._counts["node", type_] -= 1
            if type_ != PAPER:
                self._graph.remove(list(rdf.own_quads(self._graph.graph, text)))
                self._keys.forget(known)
            return
        if type_ == PAPER:  # what else is said of it is its own, and stands there already
            (label,) = names
            self._names.settle(number, type_, label, ())
            return
        made = node(Identity(self._keys.name(known), text), self._tally(known, names), self._decisions)
        self._names.settle(number, type_, made.label, made.names)
        quads = set(rdf.node_quads(made))
        if not fresh and number not in self._new:
            old = set(rdf.own_quads(self._graph.graph, text))
            self._graph.remove(old - quads)
            quads -= old
        self._graph.add(quads)

    def _tally(self, known: int, names: Mapping[str, int]) -> Tally:
        definitions: list[tuple[str, str, int]] = []
        bare: dict[str, int] = {}
        query = "SELECT short, COUNT(*) FROM definitions WHERE long = ? GROUP BY short"
        for short, papers in self._database.execute(query, (known,)).fetchall():
            text = self._keys.name(short)[1]
            definitions.append((text, self._keys.name(known)[1], papers))
            (bare[text],) = self._database.execute(
                "SELECT COUNT(*) FROM anchors WHERE key = ? AND bare AND means = ?", (short, known)
            ).fetchone()
        return Tally(names, tuple(definitions), bare)
