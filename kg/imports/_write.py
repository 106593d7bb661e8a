"""A store made of a graph as it is, and of papers that a later build can link anew."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.errors import StoreError
from kg.imports._extractions import EXTRACTOR, extractions
from kg.link.normalize import key
from kg.ontology import KG
from kg.store.database import generation, open_database, set_meta, transaction
from kg.store.generations import Writer, folder
from kg.store.reading import Entry
from kg.store.works import put_record

if TYPE_CHECKING:
    import sqlite3

    import pyoxigraph as ox

    from kg.model import Facts


@dataclass(frozen=True, slots=True)
class Imported:
    """What was imported: counts of quads, papers, other nodes and claims."""

    quads: int
    papers: int
    things: int
    claims: int


def write_store(quads: Iterable[ox.Quad], path: Path, source: Path) -> Imported:
    """Make a store whose graph is these quads, no more and no less.

    Args:
        quads: in the shape that `kg.store.rdf.to_quads` gives.
        path: a folder that is not there yet, or empty.
        source: where they come from, for messages.

    Raises:
        StoreError: there are papers in the store already, or the quads are no graph of ours.
    """
    from kg.store import Store

    held = list(dict.fromkeys(quads))
    if not held:
        raise StoreError(f"{source} holds no graph: there is nothing in it")
    facts = _facts(held, source)
    fresh = not path.exists()
    database = open_database(path, create=True)
    try:
        with Store(path, database)._lock():
            (papers,) = database.execute("SELECT COUNT(*) FROM papers").fetchone()
            if papers or generation(database):
                raise StoreError(f"the store at {path} holds {papers} papers; name a new folder with --store")
            graph = Writer(None, folder(path, 1))
            graph.add(held)
            graph.close()
            with transaction(database, path):
                _fill(database, facts, _plain(held))
                set_meta(database, "generation", "1")
                set_meta(database, "imported", "1")
    except BaseException:
        database.close()
        if fresh:
            shutil.rmtree(path, ignore_errors=True)
        raise
    database.close()
    count = sum(node.type == "paper" for node in facts.nodes)
    return Imported(len(held), count, len(facts.nodes) - count, len(facts.claims))


def _facts(quads: list[ox.Quad], source: Path) -> Facts:
    from kg.store.rdf import from_quads

    try:
        facts = from_quads(quads)
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        raise StoreError(f"{source} holds a claim that is not whole: {type(error).__name__} {error}") from error
    known = {node.iri for node in facts.nodes}
    ends = {iri for claim in facts.claims for iri in (claim.subject, claim.object, claim.paper)}
    if not facts.nodes:
        raise StoreError(f"{source} has no node of our ontology; --mapping FILE says foreign RDF in our terms")
    if lost := sorted(ends - known):
        raise StoreError(f"{source} has a claim of {lost[0]}, which is no node in it")
    return facts


def _plain(quads: list[ox.Quad]) -> set[tuple[str, str, str]]:
    """Subject, predicate and object of the edges in the default graph."""
    return {
        (cast(Any, quad.subject).value, quad.predicate.value.removeprefix(KG), getattr(quad.object, "value", ""))
        for quad in quads
        if quad.predicate.value.startswith(KG) and getattr(quad.graph_name, "value", None) is None
    }


def _fill(database: sqlite3.Connection, facts: Facts, plain: set[tuple[str, str, str]]) -> None:
    """The tables as a build would have filled them, with every name of every node."""
    from kg.link.normalize import search_key
    from kg.query.part import fill_tables

    known = {node.iri for node in facts.nodes}
    mentions = tuple(pair for pair in facts.mentions if known.issuperset(pair))
    fill_tables(database, type(facts)(facts.nodes, facts.claims, mentions), plain)
    numbers = dict(database.execute("SELECT iri, id FROM nodes"))
    for node in facts.nodes:
        row = numbers[node.iri]
        (papers,) = database.execute("SELECT papers FROM nodes WHERE id = ?", (row,)).fetchone()
        for name in sorted({*node.names} - {node.label}):
            database.execute(
                "INSERT INTO names (node, name, folded, key, papers) VALUES (?, ?, ?, ?, ?)",
                (row, name, search_key(name), key(node.type, name), papers),
            )
    database.execute("INSERT INTO name_search (name_search) VALUES ('rebuild')")
    for iri, paper, record in extractions(facts):
        fingerprint = paper.fingerprint
        put_record(database, numbers[iri], Entry(paper, fingerprint, EXTRACTOR))
        database.execute("INSERT OR REPLACE INTO extractions VALUES (?, ?, ?)", (fingerprint, EXTRACTOR, record))
    reported = {object_ for _, predicate, object_ in plain if predicate == "reports"}
    counts: Counter[tuple[str, str]] = Counter(
        ("node", node.type) for node in facts.nodes if node.type != "result" or node.iri in reported
    )
    counts.update(("claim", claim.polarity) for claim in facts.claims)
    edges = {(c.subject, c.predicate, c.object) for c in facts.claims if c.polarity == "asserted"} & plain
    counts.update(("edge", predicate) for _, predicate, _ in edges)
    database.executemany("INSERT INTO counts VALUES (?, ?, ?)", [(*what, n) for what, n in sorted(counts.items())])
