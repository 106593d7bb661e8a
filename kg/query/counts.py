"""How often things are named and what is said of them, counted in the tables of the store: the RDF is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.ontology import ontology

if TYPE_CHECKING:
    import sqlite3

_YEAR = "substr(json_extract(paper, '$.issued'), 1, 4)"  # as the index has it


def commonest(database: sqlite3.Connection, type: str, count: int) -> list[str]:
    """The IRIs of the things of a type that most papers name.

    Raises:
        UnknownName: there is no such type.
        KgError: papers do not name things of this type.
    """
    of_type = ontology().type(type).name
    if of_type not in ontology().entity_types:
        raise KgError(f"things of type {of_type!r} are not counted; choose {', '.join(ontology().entity_types)}")
    query = "SELECT iri FROM nodes WHERE type = ? AND papers > 0 ORDER BY papers DESC, iri LIMIT ?"
    return [iri for (iri,) in database.execute(query, (of_type, count))]


def papers_by_year(database: sqlite3.Connection) -> dict[str, list[int]]:
    """The numbers of the papers of each year, under "" those of which the year is not known."""
    years = [year or "" for (year,) in database.execute(f"SELECT DISTINCT {_YEAR} FROM papers ORDER BY 1")]  # noqa: S608
    query = f"SELECT id FROM papers WHERE {_YEAR} = ?"  # noqa: S608 - text of ours
    return {year: [number for (number,) in database.execute(query, (year,))] for year in years}


def count_papers(database: sqlite3.Connection) -> int:
    """How many papers there are."""
    (papers,) = database.execute("SELECT COUNT(*) FROM papers").fetchone()
    return int(papers)


def papers_naming(database: sqlite3.Connection, iri: str) -> set[int]:
    """The numbers of the papers that name a thing; of a paper, its own."""
    query = (
        "SELECT paper FROM nodes JOIN names ON names.node = nodes.id JOIN uses ON uses.name = names.id WHERE iri = ?"
    )
    return {number for (number,) in database.execute(query, (iri,))}


def papers_saying(database: sqlite3.Connection, iri: str, predicates: tuple[str, ...]) -> set[int]:
    """The numbers of the papers that stand in one of these relations to a thing, or propose what does."""
    found: set[int] = set()
    edges = "FROM nodes n JOIN edges e ON e.object = n.id AND e.predicate = ?2"
    own = f"SELECT e.subject {edges} JOIN papers ON papers.id = e.subject WHERE n.iri = ?1"
    proposers = f"""SELECT p.subject FROM edges p WHERE p.predicate = 'proposes'
        AND p.object IN (SELECT e.subject {edges} WHERE n.iri = ?1)"""  # noqa: S608 - text of ours
    for predicate in predicates:
        for query in (own, proposers):
            found |= {number for (number,) in database.execute(query, (iri, predicate))}
    return found


def results_of(database: sqlite3.Connection, iri: str) -> list[str]:
    """The IRIs of the numbers that a thing has part in, or that a paper reports."""
    query = (
        "SELECT other.iri FROM nodes n JOIN edges ON {} = n.id JOIN nodes other ON other.id = {} "
        "WHERE n.iri = ? AND other.type = 'result'"
    )
    return [
        result
        for ends in (("subject", "object"), ("object", "subject"))
        for (result,) in database.execute(query.format(*ends), (iri,))
    ]
