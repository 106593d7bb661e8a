"""From a name to the thing that bears it, by the index of names: nothing else of the graph is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError, UnknownName, nearest
from kg.link.normalize import key
from kg.link.normalize import search_key as fold
from kg.model import Node
from kg.ontology import ontology
from kg.store.lookup import node as node_of

if TYPE_CHECKING:
    from kg.store import Store

_SHORTEST = 3  # letters; the index of parts of names knows no shorter part
_TYPE_WORDS = (
    "dataset", "datasets", "benchmark", "corpus", "challenge", "model", "models", "algorithm", "method", "framework",
    "optimizer", "score", "gpu", "gpus",
)  # fmt: skip
_MANY = 5000  # names; of more not all are put in order
# a node whose own name it is counts with all its papers, any other with those that call it so
_NAMES = (
    "SELECT iri, type, label, CASE WHEN label THEN nodes.papers ELSE names.papers END "
    "FROM names JOIN nodes ON nodes.id = names.node WHERE {where}"
)


def find(store: Store, text: str, limit: int, type: str | None = None) -> tuple[Node, ...]:
    """Nodes one of whose names holds the text, best first: the whole name, its beginning, a part; then most papers.

    Raises:
        UnknownName: there is no such type, or nothing bears such a name; it names the nearest.
    """
    if type is not None:
        type = ontology().type(type).name
    ranked = _ranked(store, fold(text), type, limit)
    if not ranked:
        raise _unknown(store, text, type, suggestions(store, text, type))
    found = (node_of(store.graph, iri) for iri in ranked)
    return tuple(node for node in found if node is not None)


def namesakes(store: Store, text: str, type: str | None = None, limit: int = 6) -> tuple[Node, ...]:
    """The nodes that bear the whole of a name, those first whose own name it is, then those in most papers."""
    rows = _rows(store, "folded = ?", (fold(text),), type)
    iris = dict.fromkeys(iri for _, _, iri in sorted((not label, -papers, iri) for iri, _, label, papers in rows))
    found = (node_of(store.graph, iri) for iri in list(iris)[:limit])
    return tuple(node for node in found if node is not None)


def resolve(store: Store, text: str, type: str | None = None) -> Node:
    """The node meant by a name or an IRI: of several, the one that most papers mean by it.

    A node whose own name it is counts with all its papers, any other with those that call it so.

    Raises:
        UnknownName: nothing bears the whole of this name; it names the nearest.
        KgError: only things of another type do.
    """
    if text.startswith("https://"):
        node = node_of(store.graph, text)
        if node is not None:
            return node
    if type is not None:
        type = ontology().type(type).name
    wanted = fold(text)
    rows = _rows(store, "folded = ?", (wanted,), type)
    if not rows:  # in another number, or with another spelling of its words
        keys = sorted({key(t, text) for t in ((type,) if type else ("paper", *ontology().entity_types))})
        rows = _rows(store, f"names.key IN ({','.join('?' * len(keys))})", keys, type)
    if not rows:  # named without the word that says what it is: "Alpaca" for "Alpaca dataset"
        longer = [wanted + word for word in _TYPE_WORDS]
        rows = _rows(store, f"folded IN ({','.join('?' * len(longer))})", longer, type)
    for _, _, iri in sorted((-papers, not label, iri) for iri, _, label, papers in rows):
        node = node_of(store.graph, iri)
        if node is not None:
            return node
    other = namesakes(store, text, limit=1) if type else ()
    if other:
        raise KgError(f"{text!r} is a {other[0].type} here, and a {type} is wanted")
    near = [node.label for iri in _ranked(store, wanted, type, 3) if (node := node_of(store.graph, iri))]
    raise _unknown(store, text, type, near or suggestions(store, text, type))


def written(store: Store, node: Node) -> str:
    """What papers call a node, its label where they do: what people renamed is called so by no paper."""
    query = (
        "SELECT name FROM names JOIN nodes ON nodes.id = node WHERE iri = ? AND names.papers > 0 "
        "ORDER BY label DESC, names.papers DESC, name LIMIT 1"
    )
    row = store.database.execute(query, (node.iri,)).fetchone()
    return str(row[0]) if row else node.label


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


def _unknown(store: Store, text: str, type: str | None, near: list[str]) -> KgError:
    if store.database.execute("SELECT 1 FROM papers LIMIT 1").fetchone() is None:
        return KgError(
            f"the store at {store.path} holds no papers yet; `kg build SOURCE --store {store.path}` adds some"
        )
    return UnknownName(type or "thing", text, near)


def _ranked(store: Store, wanted: str, type: str | None, limit: int) -> list[str]:
    """The IRIs of the first nodes one of whose names holds the folded text, best first."""
    whole = sorted((not label, -papers, iri) for iri, _, label, papers in _rows(store, "folded = ?", (wanted,), type))
    found = dict.fromkeys(iri for _, _, iri in whole)
    ways = [
        _Match("folded >= ?1 AND folded < ?1 || char(1114111)", wanted, "substr(folded, 1, length(?1)) = ?1", wanted)
    ]
    if len(wanted) >= _SHORTEST:
        part = f'"{wanted.replace(chr(34), chr(34) * 2)}"'
        in_index = "id IN (SELECT rowid FROM name_search WHERE name_search MATCH ?1)"
        ways.append(_Match(in_index, part, "instr(folded, ?1)", wanted))
    for way in ways:
        if len(found) < limit:
            found |= dict.fromkeys(_most_named(store, way, type, limit))
    return list(found)[:limit]


@dataclass(frozen=True, slots=True)
class _Match:
    """Names that hold a text: as the index finds them all, and as one is tried; ?1 is the value."""

    all: str
    value: str
    one: str
    text: str


def _most_named(store: Store, names: _Match, type: str | None, limit: int) -> list[str]:
    """The IRIs of the nodes in most papers of those that have such a name."""
    few = f"SELECT COUNT(*) FROM (SELECT 1 FROM names WHERE {names.all} LIMIT {_MANY})"  # noqa: S608 - text of ours
    (matches,) = store.database.execute(few, (names.value,)).fetchone()
    if matches < _MANY:
        query = (
            f"SELECT iri FROM nodes WHERE id IN (SELECT node FROM names WHERE {names.all}) "  # noqa: S608 - text of ours
            "AND ?2 IN (type, '') ORDER BY papers DESC, iri LIMIT ?3"
        )
        return [iri for (iri,) in store.database.execute(query, (names.value, type or "", limit))]
    # so many have one that those in most papers are soon met among all things, the commonest first
    has_one = f"EXISTS (SELECT 1 FROM names WHERE node = nodes.id AND {names.one})"  # noqa: S608 - text of ours
    query = f"SELECT iri FROM nodes WHERE ?2 IN (type, '') AND {has_one} ORDER BY papers DESC, iri LIMIT ?3"  # noqa: S608
    return [iri for (iri,) in store.database.execute(query, (names.text, type or "", limit))]


def _rows(store: Store, where: str, values: Iterable[str], type: str | None) -> list[tuple[str, str, int, int]]:
    """IRI, type, whether the name is the preferred one, and papers."""
    rows = store.database.execute(_NAMES.format(where=where), tuple(values)).fetchall()
    return [row for row in rows if type is None or row[1] == type]


__all__ = ["find", "fold", "namesakes", "resolve", "suggestions", "written"]
