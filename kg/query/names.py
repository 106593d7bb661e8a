"""From a name to the thing that bears it, by the index of names: nothing else of the graph is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.errors import KgError, UnknownName, nearest
from kg.link.fold import key
from kg.model import Node
from kg.ontology import ontology
from kg.store.lookup import node as node_of
from kg.store.names import fold

if TYPE_CHECKING:
    from kg.store import Store

_SHORTEST = 3  # letters; the index of parts of names knows no shorter part
# a node whose own name it is counts with all its papers, any other with those that call it so
_NAMES = (
    "SELECT iri, type, folded, label, CASE WHEN label THEN nodes.papers ELSE names.papers END "
    "FROM {source} JOIN nodes ON nodes.id = names.node WHERE {where}"
)


def find(store: Store, text: str, limit: int, type: str | None = None) -> tuple[Node, ...]:
    """Nodes one of whose names holds the text, best first: the whole name, its beginning, a part; then most papers.

    Raises:
        UnknownName: there is no such type, or nothing bears such a name; it names the nearest.
    """
    if type is not None:
        type = ontology().type(type).name
    ranked = _ranked(store, fold(text), type)
    if not ranked:
        raise UnknownName(type or "thing", text, suggestions(store, text, type))
    found = (node_of(store.graph, iri) for iri in ranked[:limit])
    return tuple(node for node in found if node is not None)


def resolve(store: Store, text: str, type: str | None = None) -> Node:
    """The node meant by a name or an IRI: of several, the one that most papers mean by it.

    A node whose own name it is counts with all its papers, any other with those that call it so.

    Raises:
        UnknownName: nothing bears the whole of this name; it names the nearest.
    """
    if text.startswith("https://"):
        node = node_of(store.graph, text)
        if node is not None:
            return node
    if type is not None:
        type = ontology().type(type).name
    wanted = fold(text)
    rows = _rows(store, "names", "folded = ?", (wanted,), type)
    if not rows:  # in another number, or with another spelling of its words
        keys = sorted({key(t, text) for t in ((type,) if type else ("paper", *ontology().entity_types))})
        rows = _rows(store, "names", f"names.key IN ({','.join('?' * len(keys))})", keys, type)
    for _, _, iri in sorted((-papers, not label, iri) for iri, _, _, label, papers in rows):
        node = node_of(store.graph, iri)
        if node is not None:
            return node
    near = [node.label for iri in _ranked(store, wanted, type)[:3] if (node := node_of(store.graph, iri))]
    raise UnknownName(type or "thing", text, near + suggestions(store, text, type))


def of_type(store: Store, text: str, type: str) -> Node:
    """The node meant by a name, which is to be of a type.

    Raises:
        UnknownName: nothing bears the name.
        KgError: what bears it is of another type.
    """
    try:
        return resolve(store, text, type)
    except UnknownName as error:
        try:
            other = resolve(store, text)
        except UnknownName:
            raise error from None
        raise KgError(f"{other.label!r} is a {other.type}, not a {type}; 'kg retype' changes that") from error


def suggestions(store: Store, text: str, type: str | None = None, count: int = 3) -> list[str]:
    """The names closest to a mistyped one, closest first."""
    wanted = fold(text)
    parts = sorted({wanted[k : k + _SHORTEST] for k in range(len(wanted) - _SHORTEST + 1)})
    if not parts:
        return []
    query = (
        "SELECT names.name FROM (SELECT rowid FROM name_search WHERE name_search MATCH ? ORDER BY rank LIMIT 200) s "
        "JOIN names ON names.id = s.rowid JOIN nodes ON nodes.id = names.node WHERE ? IN (type, '')"
    )
    rows = store.database.execute(query, (" OR ".join(f'"{part}"' for part in parts[:40]), type or ""))
    return nearest(text, {name for (name,) in rows}, count)


def complete(store: Store, beginning: str, type: str | None = None, limit: int = 50) -> tuple[str, ...]:
    """Labels that begin with what is typed so far, those in most papers first; for the shell."""
    wanted = fold(beginning) if beginning else ""
    query = (
        "SELECT name FROM names JOIN nodes ON nodes.id = node WHERE label AND folded >= ?1 AND folded < ?1 || ?2 "
        "AND ?3 IN (type, '') ORDER BY nodes.papers DESC, name LIMIT ?4"
    )
    return tuple(name for (name,) in store.database.execute(query, (wanted, "\U0010ffff", type or "", limit)))


def _ranked(store: Store, wanted: str, type: str | None) -> list[str]:
    """The IRIs of the nodes one of whose names holds the folded text, best first."""
    rows = _rows(store, "names", "folded >= ?1 AND folded < ?1 || ?2", (wanted, "\U0010ffff"), type)
    if len(wanted) >= _SHORTEST:
        part = f'"{wanted.replace(chr(34), chr(34) * 2)}"'
        rows += _rows(
            store, "name_search JOIN names ON names.id = name_search.rowid", "name_search MATCH ?", (part,), type
        )
    best: dict[str, tuple[int, int]] = {}
    for iri, _, folded, label, papers in rows:
        rank = (0 if folded == wanted else 2 if folded.startswith(wanted) else 4) + (not label)
        best[iri] = min(best.get(iri, (9, 0)), (rank, -papers))
    return sorted(best, key=lambda iri: (*best[iri], iri))


def _rows(
    store: Store, source: str, where: str, values: Iterable[str], type: str | None
) -> list[tuple[str, str, str, int, int]]:
    query = _NAMES.format(source=source, where=where).replace("folded", "names.folded")
    rows = store.database.execute(query, tuple(values)).fetchall()
    return [row for row in rows if type is None or row[1] == type]


__all__ = ["complete", "find", "fold", "of_type", "resolve", "suggestions"]
