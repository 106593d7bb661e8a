"""Edges read from the tables of a store: which there are of a relation, and which papers say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

Edge = tuple[str, str, str]


def edge_table(least: float | None) -> str:
    """What a query names as its table of edges: subject, object, predicate, paper, confidence.

    Args:
        least: the confidence, from 0 to 1, that an edge must have; None for what the default graph asks for.
    """
    if least is None:
        return "edges"
    sure = f"WHERE confidence >= {float(least)!r}"
    return f"(SELECT * FROM edges {sure} UNION ALL SELECT * FROM unsure {sure})"  # noqa: S608 - a number


def number_of(database: sqlite3.Connection, iri: str) -> int:
    """The number of a node in the tables; 0 where there is none of that IRI."""
    row = database.execute("SELECT id FROM nodes WHERE iri = ?", (iri,)).fetchone()
    return int(row[0]) if row else 0


def relations_of(
    database: sqlite3.Connection, iri: str, outgoing: bool, least: float | None = None
) -> list[tuple[str, int]]:
    """The predicates of the asserted edges that leave or reach a node, each with the number of its edges."""
    here, there = ("subject", "object") if outgoing else ("object", "subject")
    query = (
        f"SELECT predicate, COUNT(DISTINCT {there}) FROM {edge_table(least)} "  # noqa: S608 - text of ours
        f"WHERE {here} = ? GROUP BY predicate ORDER BY predicate"
    )
    return database.execute(query, (number_of(database, iri),)).fetchall()


def edges_of_relation(
    database: sqlite3.Connection, iri: str, predicate: str, outgoing: bool, most: int, least: float | None = None
) -> list[tuple[Edge, list[str]]]:
    """The edges of one predicate with the papers that say so: those first that most say, then to what most name.

    Args:
        database: the tables of a store.
        iri: the node at one end.
        predicate: as the ontology calls it.
        outgoing: whether the node is the subject.
        most: the most edges.
        least: the confidence that an edge must have; see `edge_table`.
    """
    table = edge_table(least)
    here, there = ("subject", "object") if outgoing else ("object", "subject")
    query = (
        f"SELECT iri, {there}, {here} FROM {table} JOIN nodes ON nodes.id = {there} "  # noqa: S608 - text of ours
        f"WHERE {here} = ? AND predicate = ? "
        f"GROUP BY {there} ORDER BY COUNT(*) DESC, papers DESC, iri LIMIT ?"
    )
    by = (
        f"SELECT iri FROM {table} e JOIN papers p ON p.id = e.paper "  # noqa: S608 - text of ours
        "WHERE subject = ? AND object = ? AND predicate = ? ORDER BY confidence DESC, iri"
    )
    found: list[tuple[Edge, list[str]]] = []
    for other, far, near in database.execute(query, (number_of(database, iri), predicate, most)).fetchall():
        ends = (near, far) if outgoing else (far, near)
        papers = [paper for (paper,) in database.execute(by, (*ends, predicate))]
        found.append(((iri, predicate, other) if outgoing else (other, predicate, iri), papers))
    return found


def papers_of_edges(
    database: sqlite3.Connection, subject: int, object_: int, least: float | None = None
) -> list[tuple[str, str]]:
    """Predicate and paper (an IRI) of each asserted edge from one node to another, given by their numbers."""
    query = (
        f"SELECT predicate, p.iri FROM {edge_table(least)} e JOIN papers p ON p.id = e.paper "  # noqa: S608 - ours
        "WHERE subject = ? AND object = ? ORDER BY predicate, p.iri"
    )
    return database.execute(query, (subject, object_)).fetchall()


def count_hidden(
    database: sqlite3.Connection, iri: str, predicates: tuple[str, ...], least: float | None = None
) -> int:
    """How many asserted edges of a node are less sure than `least`, counted once a paper."""
    marks = ",".join("?" * len(predicates))
    ends = ("subject = ?", "object = ?")
    if least is None:
        table, unsure = "unsure", "1"
    else:
        table, unsure = edge_table(0.0), f"confidence < {float(least)!r}"
    queries = (
        f"SELECT COUNT(*) FROM {table} WHERE {end} AND predicate IN ({marks}) AND {unsure}"  # noqa: S608 - text of ours
        for end in ends
    )
    return sum(database.execute(query, (number_of(database, iri), *predicates)).fetchone()[0] for query in queries)


def neighbours(
    database: sqlite3.Connection, iri: str, predicate: str, outgoing: bool, least: float | None = None
) -> list[str]:
    """The IRIs of what a node has an edge of this predicate to, or from; sorted."""
    here, there = ("subject", "object") if outgoing else ("object", "subject")
    query = (
        f"SELECT DISTINCT iri FROM {edge_table(least)} JOIN nodes ON nodes.id = {there} "  # noqa: S608 - text of ours
        f"WHERE {here} = ? AND predicate = ? ORDER BY iri"
    )
    return [found for (found,) in database.execute(query, (number_of(database, iri), predicate))]


def both_ways(
    database: sqlite3.Connection, predicate: str, iri: str | None = None, least: float | None = None
) -> list[tuple[str, str]]:
    """Pairs of nodes with an edge of this predicate either way, each pair once; with `iri`, those of one node."""
    table = edge_table(least)
    query = (
        f"SELECT DISTINCT a.iri, b.iri FROM {table} one JOIN {table} other "  # noqa: S608 - text of ours
        "ON other.subject = one.object AND other.object = one.subject AND other.predicate = one.predicate "
        "JOIN nodes a ON a.id = one.subject JOIN nodes b ON b.id = one.object WHERE one.predicate = ? AND a.id <> b.id"
    )
    values: tuple[str | int, ...] = (predicate,)
    if iri is not None:
        query, values = f"{query} AND one.subject = ?", (predicate, number_of(database, iri))
    return sorted({(min(pair), max(pair)) for pair in database.execute(query, values)})
