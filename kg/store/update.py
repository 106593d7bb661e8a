"""What one change of the papers changes in the graph: no more is read or written than has to be."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from kg.link.apply_decisions import Corrected, apply_decisions, meant, stand_alone
from kg.link.decisions import Decisions, split_name
from kg.link.gazetteer import Name
from kg.link.normalize import key
from kg.link.observe import Anchor, Observation, observe
from kg.link.paper import PaperFacts, paper_facts
from kg.link.registry import Identity, iri, resolve
from kg.link.thresholds import REPORTS, Thresholds, plain, plain_results
from kg.link.variants import variants
from kg.link.works import meant as tokens_for
from kg.model import PAPER, RESULT, Claim, Node, Number, Paper
from kg.ontology import KG, PREFIXES
from kg.store import rdf
from kg.store.database import paper_of
from kg.store.generations import Writer
from kg.store.nodes import Nodes
from kg.store.registry import Keys, Registry
from kg.store.works import paper_text

if TYPE_CHECKING:
    import pyoxigraph as ox

_BY_NAME = (
    "SELECT paper FROM names JOIN nodes ON nodes.id = node JOIN uses ON uses.name = names.id "
    "WHERE type = ? AND names.key = ?"
)
_BY_KEY = "SELECT paper FROM keys JOIN anchors ON anchors.key = keys.id WHERE keys.type = ? AND keys.key = ?"
_BY_IDENTIFIER = (
    "SELECT paper FROM identifiers i JOIN records ON records.id = i.record "
    "WHERE scheme = ? AND value = ? AND paper IS NOT NULL"
)
_BY_PARENT = "SELECT paper FROM parents WHERE type = ? AND key = ?"
_BY_MEANING = "SELECT paper FROM keys JOIN anchors ON anchors.means = keys.id WHERE keys.type = ? AND keys.key = ?"


INSERT_NUMBER = "INSERT INTO numbers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Update:
    """One change of the graph within a transaction of the database.

    Args:
        database: in a transaction; `papers` and `extractions` are as they shall be, removed papers still among them.
        graph: the generation in the making.
        decisions: what people decided.
        thresholds: how sure the plain edges are at least.
    """

    def __init__(
        self, database: sqlite3.Connection, graph: Writer, decisions: Decisions, thresholds: Thresholds
    ) -> None:
        self._database = database
        self._graph = graph
        self._decisions = decisions
        self._thresholds = thresholds
        self._apart = stand_alone(decisions)
        self._keys = Keys(database)
        self._registry = Registry(database, self._keys)
        self._nodes = Nodes(database, graph, self._keys, decisions)
        self._iris: dict[Name, str] = {}

    def put(self, paper: Paper, fingerprint: str, extractor: str) -> int:
        """Store a paper as read, in place of what it was; its number, which is that of its node."""
        number = self._nodes.number(paper.iri, PAPER)
        self._database.execute(
            "INSERT OR REPLACE INTO papers VALUES (?, ?, ?, ?, ?)",
            (number, paper.iri, fingerprint, extractor, paper_text(paper)),
        )
        return number

    def spoken_of(self, before: Decisions) -> set[int]:
        """The papers that what changed since these decisions may speak of."""
        papers: set[int] = set()
        # where the head of a merged group moves, it moves for those too that no changed line names
        old, new = before.merged, self._decisions.merged
        moved = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        for name in sorted(moved | {heads[name] for heads in (old, new) for name in moved & heads.keys()}):
            papers |= self._named(name)
        for decision in sorted(set(before.lines) ^ set(self._decisions.lines)):
            papers |= self._papers("SELECT paper FROM applied WHERE decision = ?", decision.id)
            if decision.verb == "add-missed":
                papers |= self._papers(_BY_NAME, PAPER, key(PAPER, split_name(decision.arguments[0])[1]))
            for text in decision.arguments:
                if split_name(text)[0] == PAPER:
                    for token in sorted(tokens_for(split_name(text)[1])):
                        papers |= self._papers(_BY_IDENTIFIER, *token)
            for name in sorted({name for text in decision.names for name in meant(text)}):
                papers |= self._papers(_BY_NAME, *name) | self._named(name)
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
        self._nodes.close(fresh)
        if not fresh:
            for key in self._registry.touched():
                self._keys.forget(key)

    # ------------------------------------------------------------------------------------------------ what changes

    def _affected(self) -> set[int]:
        """Papers that are as they were but mention a name that now means another thing."""
        papers: set[int] = set()
        for known in self._registry.respelled():
            papers |= self._papers("SELECT paper FROM anchors WHERE means = ?", known)
            papers |= self._papers(_BY_PARENT, *self._keys.name(known))
        for short in self._registry.redefined():
            papers |= self._papers(_BY_PARENT, *self._keys.name(short))
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

    def _named(self, name: Name) -> set[int]:
        """The papers that mention a name, mean it, or name a variant of it."""
        return set().union(*(self._papers(query, *name) for query in (_BY_KEY, _BY_MEANING, _BY_PARENT)))

    def _papers(self, query: str, *values: object) -> set[int]:
        return {paper for (paper,) in self._database.execute(query, values).fetchall()}

    def _read(self, paper: int) -> tuple[Corrected, Observation, str]:
        """What a paper says, as people correct it; what is observed of it; who read it."""
        from kg.extract.record import from_record

        text, record, extractor = self._database.execute(
            "SELECT paper, record, extractor FROM papers JOIN extractions USING (fingerprint, extractor) WHERE id = ?",
            (paper,),
        ).fetchone()
        corrected = apply_decisions(from_record(paper_of(text), json.loads(record), extractor), self._decisions)
        return corrected, observe(corrected.extraction, self._apart), extractor

    # ----------------------------------------------------------------------------------------- one paper's share

    def _contribute(self, paper: int, fresh: bool) -> None:
        """Put what a paper says in the place of what it said before."""
        corrected, seen, extractor = self._read(paper)
        identities = self._identities(paper, seen)
        families = variants(corrected.extraction, seen, identities, self._registry, self._decisions, self._apart)
        facts = paper_facts(corrected, seen, identities, self._decisions, self._thresholds, families)
        sure = plain(facts.claims, facts.results, self._thresholds)
        reported = plain_results(sure)
        quads = set(rdf.paper_quads(facts, extractor, reported))
        self._nodes.count_results(len(reported))
        if not fresh:
            quads = self._replaced(facts.paper.iri, {result.iri for result in facts.results}, quads)
        self._graph.add(quads)
        self._nodes.number(facts.paper.iri, PAPER)
        for result in facts.results:
            self._nodes.number(result.iri, RESULT)
        uses = {(paper, PAPER, facts.paper.label)}
        for said in families.found:
            self._nodes.number(said.parent.iri, said.parent.name[0], said.parent.name)
        for use in facts.uses:
            type_ = use.identity.name[0]
            uses.add((self._nodes.number(use.identity.iri, type_, use.identity.name), type_, use.name))
        self._nodes.use(paper, uses, fresh)
        unsure = {claim for claim in facts.claims if claim.polarity == "asserted"}.difference(sure)
        self._nodes.link(paper, sure, unsure, fresh)
        self._report(paper, facts)
        for claim in facts.claims:
            self._nodes.count_claim(claim.polarity, 1)
        self._database.execute("DELETE FROM applied WHERE paper = ?", (paper,))
        self._database.executemany("INSERT INTO applied VALUES (?, ?)", [(d.id, paper) for d in facts.applied])
        self._database.execute("DELETE FROM parents WHERE paper = ?", (paper,))
        rows = [(key, type_, paper) for type_, key in sorted(families.names)]
        self._database.executemany("INSERT INTO parents VALUES (?, ?, ?)", rows)

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

    def _report(self, paper: int, facts: PaperFacts) -> None:
        """Let a paper report these numbers and no others."""
        self._database.execute("DELETE FROM numbers WHERE paper = ?", (paper,))
        for result, figure, said in numbers_of(facts.results, facts.claims):
            self._database.execute(INSERT_NUMBER, number_row(self._nodes.known(result), paper, figure, said))

    def _withdraw(self, paper: int) -> None:
        """Take out all that a paper says, and the paper."""
        (text,) = self._database.execute("SELECT iri FROM papers WHERE id = ?", (paper,)).fetchone()
        self._replaced(text, set(), set())
        self._nodes.use(paper, set(), False)
        self._nodes.link(paper, (), (), False)
        self._database.execute("DELETE FROM numbers WHERE paper = ?", (paper,))
        self._database.execute("DELETE FROM applied WHERE paper = ?", (paper,))
        self._database.execute("DELETE FROM parents WHERE paper = ?", (paper,))
        self._database.execute("DELETE FROM joined WHERE paper = ?", (paper,))
        self._database.execute("DELETE FROM papers WHERE id = ?", (paper,))

    def _replaced(self, paper: str, results: set[str], quads: set[ox.Quad]) -> set[ox.Quad]:
        """Remove from the graph what a paper said and no longer says; what it says newly is given back."""
        import pyoxigraph as ox

        graph, name = self._graph.graph, ox.NamedNode(rdf.claims_graph(paper))
        said = set(graph.quads_for_pattern(None, None, None, name))
        old = set()
        for quad in said:
            if quad.predicate.value == PREFIXES["rdf"] + "object" and "/result/" in getattr(quad.object, "value", ""):
                old.add(cast(ox.NamedNode, quad.object).value)
            elif quad.predicate.value == KG + "polarity":
                self._nodes.count_claim(cast(ox.Literal, quad.object).value, -1)
        said.update(rdf.own_quads(graph, paper))
        for result in old:
            plain = set(rdf.own_quads(graph, result))
            self._nodes.count_results(-bool(plain))
            said |= plain
        self._graph.remove(said - quads)
        if all(quad.graph_name != name for quad in quads):
            self._graph.drop(name)
        self._nodes.bury(old - results)
        return quads - said


def number_row(result: int, paper: int, figure: Number, said: Claim) -> tuple[object, ...]:
    """The row of the table `numbers` for a number that a paper reports; `result` and `paper` are numbers of nodes."""
    value = None if figure.value is None else format(figure.value, "f")
    return (
        result, paper, figure.text, figure.unit, figure.condition, value, said.evidence.quote, figure.kind,
        figure.direction, said.confidence,
    )  # fmt: skip


def numbers_of(results: Iterable[Node], claims: Iterable[Claim]) -> Iterator[tuple[str, Number, Claim]]:
    """The numbers that one paper asserts, sure or not: IRI, figure, and the surest claim that reports it."""
    figures = {result.iri: result.number for result in results if result.number is not None}
    best: dict[str, Claim] = {}
    for claim in claims:
        if claim.predicate == REPORTS and claim.polarity == "asserted" and claim.object in figures:
            other = best.get(claim.object, claim)
            best[claim.object] = min(claim, other, key=lambda c: (-c.confidence, c.evidence.quote, c))
    for result, claim in sorted(best.items()):
        yield result, figures[result], claim
