"""What one change of the papers changes in the graph: no more is read or written than has to be."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from kg.link.amend import Amended, amend, meant, stand_alone
from kg.link.decisions import Decision, Decisions, split_name
from kg.link.fold import key
from kg.link.known import Name
from kg.link.nodes import Tally, node
from kg.link.observe import Anchor, Observation, observe
from kg.link.paper import PaperFacts, paper_facts
from kg.link.registry import Identity, iri, resolve
from kg.model import Claim, Node, Number, Paper
from kg.ontology import KG, PREFIXES
from kg.store import rdf
from kg.store.generations import Writer
from kg.store.names import Names
from kg.store.registry import Keys, Registry

PAPER, RESULT = "paper", "result"
_BY_NAME = (
    "SELECT paper FROM names JOIN nodes ON nodes.id = node JOIN uses ON uses.name = names.id "
    "WHERE type = ? AND names.key = ?"
)
_BY_KEY = "SELECT paper FROM keys JOIN anchors ON anchors.key = keys.id WHERE keys.type = ? AND keys.key = ?"
_BY_MEANING = "SELECT paper FROM keys JOIN anchors ON anchors.means = keys.id WHERE keys.type = ? AND keys.key = ?"


class Update:
    """One change of the graph within a transaction of the database.

    Args:
        database: in a transaction; `papers` and `extractions` are as they shall be, removed papers still among them.
        graph: the generation in the making.
        decisions: what people decided.
    """

    def __init__(self, database: sqlite3.Connection, graph: Writer, decisions: Decisions) -> None:
        self._database = database
        self._graph = graph
        self._decisions = decisions
        self._apart = stand_alone(decisions)
        self._keys = Keys(database)
        self._registry = Registry(database, self._keys)
        self._names = Names(database)
        self._nodes: dict[str, int] = {}
        self._iris: dict[Name, str] = {}
        self._touched: set[int] = set()  # nodes whose names may have changed
        self._new: set[int] = set()  # nodes that the graph does not hold yet
        self._dead: list[str] = []  # results that no paper reports any more
        self._counts: Counter[tuple[str, str]] = Counter()

    def put(self, paper: Paper, fingerprint: str, extractor: str) -> int:
        """Store a paper as read, in place of what it was; its number, which is that of its node."""
        number = self._node(paper.iri, PAPER)
        self._database.execute(
            "INSERT OR REPLACE INTO papers VALUES (?, ?, ?, ?, ?)",
            (number, paper.iri, fingerprint, extractor, json.dumps(asdict(paper), ensure_ascii=True)),
        )
        return number

    def spoken_of(self, decisions: Iterable[Decision]) -> set[int]:
        """The papers that decisions may speak of."""
        papers: set[int] = set()
        for decision in decisions:
            papers |= self._papers("SELECT paper FROM applied WHERE decision = ?", decision.id)
            if decision.verb == "add-missed":
                papers |= self._papers(_BY_NAME, PAPER, key(PAPER, split_name(decision.arguments[0])[1]))
            for name in sorted({name for text in decision.names for name in meant(text)}):
                papers |= self._papers(_BY_NAME, *name)
                papers |= self._papers(_BY_KEY, *name) | self._papers(_BY_MEANING, *name)
        return papers

    def run(self, removed: Iterable[int], dirty: Iterable[int], fresh: bool) -> None:
        """Carry the change out.

        Args:
            removed: papers to take out.
            dirty: papers that are new, have changed, or are spoken of by a decision that is new or gone.
            fresh: the graph is empty, so that nothing need be looked for in it.
        """
        dirty = sorted(dirty)
        for paper in (removed := sorted(removed)):
            self._registry.retract(paper)
        for paper in dirty:
            if not fresh:
                self._registry.retract(paper)
            self._registry.record(paper, self._read(paper)[1])
        self._registry.settle()
        affected = self._affected() - set(removed) - set(dirty) if not fresh else set()
        for paper in removed:
            self._withdraw(paper)
        for paper in (*dirty, *sorted(affected)):
            self._contribute(paper, fresh)
        self._names.flush()
        for number in sorted(self._touched):
            self._settle(number, fresh)
        self._database.executemany("DELETE FROM nodes WHERE iri = ?", [(result,) for result in self._dead])
        if not fresh:
            for key in self._registry.touched():
                self._keys.forget(key)
        self._database.executemany(
            "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET count = count + excluded.count",
            [(*what, count) for what, count in sorted(self._counts.items()) if count],
        )
        self._database.execute("DELETE FROM counts WHERE count = 0")

    # ------------------------------------------------------------------------------------------------ what changes

    def _affected(self) -> set[int]:
        """Papers that are as they were but mention a name that now means another thing."""
        papers: set[int] = set()
        for known in self._registry.respelled():
            papers |= self._papers("SELECT paper FROM anchors WHERE means = ?", known)
        for short in self._registry.redefined():
            rows = self._database.execute(
                "SELECT paper, means FROM anchors WHERE key = ? AND bare", (short,)
            ).fetchall()
            for paper, means in rows:
                company = {
                    self._keys.name(key)
                    for (key,) in self._database.execute("SELECT key FROM anchors WHERE paper = ?", (paper,)).fetchall()
                }
                anchor = Anchor("", self._keys.name(short), "", True, ())
                found = resolve(anchor, frozenset(company), self._registry, self._decisions)
                if self._keys.id(found.name) != means:
                    papers.add(paper)
        return papers

    def _papers(self, query: str, *values: object) -> set[int]:
        return {paper for (paper,) in self._database.execute(query, values).fetchall()}

    def _read(self, paper: int) -> tuple[Amended, Observation, str]:
        """What a paper says, as people correct it; what is observed of it; who read it."""
        from kg.extract.record import from_record

        text, record, extractor = self._database.execute(
            "SELECT paper, record, extractor FROM papers JOIN extractions USING (fingerprint, extractor) WHERE id = ?",
            (paper,),
        ).fetchone()
        amended = amend(from_record(paper_of(text), json.loads(record), extractor), self._decisions)
        return amended, observe(amended.extraction, self._apart), extractor

    # ----------------------------------------------------------------------------------------- one paper's share

    def _contribute(self, paper: int, fresh: bool) -> None:
        """Put what a paper says in the place of what it said before."""
        amended, seen, extractor = self._read(paper)
        identities = self._identities(paper, seen)
        facts = paper_facts(amended, seen, identities, self._decisions)
        if not fresh:
            self._clear(facts.paper.iri, {result.iri for result in facts.results})
        self._graph.add(rdf.paper_quads(facts, extractor))
        self._node(facts.paper.iri, PAPER)
        for result in facts.results:
            self._node(result.iri, RESULT)
        uses = {(paper, PAPER, facts.paper.label)}
        for use in facts.uses:
            type_ = use.identity.name[0]
            uses.add((self._node(use.identity.iri, type_, use.identity.name), type_, use.name))
        asserted = [claim for claim in facts.claims if claim.polarity == "asserted"]
        edges = {(self._nodes[c.subject], self._nodes[c.object], c.predicate): c for c in asserted}
        self._use(paper, uses, fresh)
        self._link(paper, edges, fresh)
        self._report(paper, facts)
        for claim in facts.claims:
            self._counts["claim", claim.polarity] += 1
        self._database.execute("DELETE FROM applied WHERE paper = ?", (paper,))
        self._database.executemany("INSERT INTO applied VALUES (?, ?)", [(d.id, paper) for d in facts.applied])

    def _identities(self, paper: int, seen: Observation) -> dict[str, Identity]:
        company = seen.company
        identities: dict[str, Identity] = {}
        means: dict[Name, Name] = {}
        for anchor in seen.anchors:
            if anchor.bare or anchor.name in self._decisions.merged:
                identity = resolve(anchor, company, self._registry, self._decisions)
                means[anchor.name] = identity.name
            else:
                identity = Identity(anchor.name, self._iri(anchor.name))
            identities[anchor.entity] = identity
        self._database.executemany(
            "UPDATE anchors SET means = ? WHERE paper = ? AND key = ?",
            [(self._keys.id(meant), paper, self._keys.id(name)) for name, meant in means.items()],
        )
        return identities

    def _iri(self, name: Name) -> str:
        if name not in self._iris:
            self._iris[name] = iri(name, self._registry)
        return self._iris[name]

    def _withdraw(self, paper: int) -> None:
        """Take out all that a paper says, and the paper."""
        (text,) = self._database.execute("SELECT iri FROM papers WHERE id = ?", (paper,)).fetchone()
        self._clear(text, set())
        self._use(paper, set(), False)
        self._link(paper, {}, False)
        self._database.execute("DELETE FROM numbers WHERE paper = ?", (paper,))
        self._database.execute("DELETE FROM applied WHERE paper = ?", (paper,))
        self._database.execute("DELETE FROM papers WHERE id = ?", (paper,))

    def _clear(self, paper: str, results: set[str]) -> None:
        """Remove from the graph what a paper alone says; note which of its results are not to stay."""
        import pyoxigraph as ox

        name = rdf.claims_graph(paper)
        said = self._graph.graph.quads_for_pattern(
            None, ox.NamedNode(PREFIXES["rdf"] + "object"), None, ox.NamedNode(name)
        )
        old = {value for quad in said if "/result/" in (value := getattr(quad.object, "value", ""))}
        for subject in (paper, *sorted(old)):
            self._graph.remove(list(rdf.own_quads(self._graph.graph, subject)))
        for quad in self._graph.graph.quads_for_pattern(None, ox.NamedNode(KG + "polarity"), None, ox.NamedNode(name)):
            self._counts["claim", getattr(quad.object, "value", "")] -= 1
        self._graph.remove_graph(name)
        self._dead += sorted(old - results)
        self._counts["node", RESULT] -= len(old - results)

    def _node(self, iri: str, type_: str, name: Name | None = None) -> int:
        """The number of a node; a new one where it had none."""
        found = self._nodes.get(iri)
        if found is None:
            row = self._database.execute("SELECT id FROM nodes WHERE iri = ?", (iri,)).fetchone()
            if row is None:
                row = self._database.execute(
                    "INSERT INTO nodes (iri, type, key) VALUES (?, ?, ?) RETURNING id",
                    (iri, type_, None if name is None else self._keys.id(name)),
                ).fetchone()
                self._counts["node", type_] += 1
                self._new.add(int(row[0]))
            found = self._nodes[iri] = int(row[0])
        return found

    def _iri_of(self, number: int) -> str:
        (found,) = self._database.execute("SELECT iri FROM nodes WHERE id = ?", (number,)).fetchone()
        return str(found)

    def _use(self, paper: int, uses: set[tuple[int, str, str]], fresh: bool) -> None:
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

    def _link(self, paper: int, edges: Mapping[tuple[int, int, str], Claim], fresh: bool) -> None:
        """Let a paper assert these edges and no others; an edge is in the graph while any paper asserts it."""
        old: set[tuple[int, int, str]] = set()
        if not fresh:
            rows = self._database.execute("SELECT subject, object, predicate FROM edges WHERE paper = ?", (paper,))
            old = set(rows.fetchall())
        for edge in edges.keys() - old:
            if not self._asserted(edge):
                claim = edges[edge]
                self._graph.add([rdf.edge_quad(claim.subject, claim.predicate, claim.object)])
                self._counts["edge", claim.predicate] += 1
            self._database.execute("INSERT INTO edges VALUES (?, ?, ?, ?)", (*edge, paper))
        for edge in old - edges.keys():
            self._database.execute(
                "DELETE FROM edges WHERE subject = ? AND object = ? AND predicate = ? AND paper = ?", (*edge, paper)
            )
            if not self._asserted(edge):
                self._graph.remove([rdf.edge_quad(self._iri_of(edge[0]), edge[2], self._iri_of(edge[1]))])
                self._counts["edge", edge[2]] -= 1

    def _report(self, paper: int, facts: PaperFacts) -> None:
        """Let a paper report these numbers and no others."""
        self._database.execute("DELETE FROM numbers WHERE paper = ?", (paper,))
        for result, figure, quote in reported(facts.results, facts.claims):
            value = None if figure.value is None else format(figure.value, "f")
            self._database.execute(
                "INSERT INTO numbers VALUES (?, ?, ?, ?, ?, ?, ?)",
                (self._nodes[result], paper, figure.text, figure.unit, figure.condition, value, quote),
            )

    def _asserted(self, edge: tuple[int, int, str]) -> bool:
        query = "SELECT 1 FROM edges WHERE subject = ? AND object = ? AND predicate = ? LIMIT 1"
        return self._database.execute(query, edge).fetchone() is not None

    # -------------------------------------------------------------------------------------------- shared nodes

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


def reported(results: Iterable[Node], claims: Iterable[Claim]) -> Iterator[tuple[str, Number, str]]:
    """The numbers that one paper asserts: IRI, figure, and the sentence that states it."""
    figures = {result.iri: result.number for result in results if result.number is not None}
    quotes: dict[str, str] = {}
    for claim in claims:
        if claim.predicate == "reports" and claim.polarity == "asserted" and claim.object in figures:
            quote = claim.evidence.quote
            quotes[claim.object] = min(quote, quotes.get(claim.object, quote))
    for result, quote in sorted(quotes.items()):
        yield result, figures[result], quote


def paper_of(text: str) -> Paper:
    """The paper that a row of `papers` holds."""
    fields = json.loads(text)
    return Paper(**{**fields, "authors": tuple(fields["authors"])})
