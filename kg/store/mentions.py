"""Which papers name which things, read from the tables of a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.store.edges import number_of

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a paper names: the number of its node, what it is, and how many papers name it."""

    number: int
    label: str
    type: str
    papers: int


def things_named(database: sqlite3.Connection, paper: str) -> list[Named]:
    """The things that a paper names, papers left out, by label.

    Args:
        database: the tables of a store.
        paper: the IRI of the paper.
    """
    query = (
        "SELECT DISTINCT nodes.id, own.name, type, nodes.papers FROM uses JOIN names ON names.id = uses.name "
        "JOIN nodes ON nodes.id = names.node JOIN names own ON own.node = nodes.id AND own.label "
        "WHERE uses.paper = ? AND type <> 'paper' ORDER BY own.name, nodes.iri"
    )
    return [Named(*row) for row in database.execute(query, (number_of(database, paper),))]


def papers_naming_node(database: sqlite3.Connection, node: int) -> set[int]:
    """The numbers of the papers that name a thing, given by the number of its node."""
    query = "SELECT paper FROM names JOIN uses ON uses.name = names.id WHERE node = ?"
    return {number for (number,) in database.execute(query, (node,))}


def paper_with_title(database: sqlite3.Connection, number: int) -> tuple[str, str, str]:
    """IRI, title and date ("" where not known) of a paper, given by the number of its node."""
    query = "SELECT iri, json_extract(paper, '$.title'), json_extract(paper, '$.issued') FROM papers WHERE id = ?"
    iri, title, issued = database.execute(query, (number,)).fetchone()
    return iri, title, issued or ""
