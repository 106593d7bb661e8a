"""What a method extends, and what extends it."""

from __future__ import annotations

from kg.ontology import ontology
from kg.query.lineage import lineage
from kg.query.lookup import Lookup
from kg.query.names import resolve
from kg.serve.page import Asked, Page
from kg.serve.things import Thing, thing
from kg.store import Store

PATH = "/lineage"


def page(asked: Asked) -> Page:
    """Both trees of the method called `method`; without one, the methods that are extended most."""
    store = asked.store
    if not asked.one("method"):
        most = _most_extended(store)
        return Page(
            "lineage.html",
            "Lineage",
            {"most": most},
            data=[{"thing": one, "extended_by": count} for one, count in most],
            columns=("iri", "label", "extended_by"),
            rows=tuple((one.iri, one.label, count) for one, count in most),
            about=tuple(one.iri for one, _ in most),
        )
    node = resolve(store, asked.one("method"), "method")
    found = lineage(store, node, depth=asked.number("depth", 4, 1, 8))
    lookup, edges = Lookup(store), found.edges()
    iris = sorted({node.iri, *(end for s, _, o in edges for end in (s, o))})
    return Page(
        "lineage.html",
        f"Lineage of {node.label}",
        {
            "node": node, "found": found, "thing": thing(store.database, node.iri),
            "things": {iri: thing(store.database, iri) for iri in iris},
            "label": ontology().predicate("extends").label,
        },
        data={"lineage": found, "edges": edges},
        columns=("subject", "predicate", "object", "subject_iri", "object_iri", "paper", "issued", "quote"),
        rows=tuple(
            (lookup.label(s), p, lookup.label(o), s, o, said.title, said.issued, said.quote)
            for s, p, o in edges
            for said in lookup.said(s, p, o)
        ),
        about=tuple(iris),
    )  # fmt: skip


def _most_extended(store: Store) -> list[tuple[Thing, int]]:
    query = (
        "SELECT iri, COUNT(DISTINCT subject) FROM edges JOIN nodes ON nodes.id = object WHERE predicate = 'extends' "
        "GROUP BY object ORDER BY 2 DESC, papers DESC, iri LIMIT 40"
    )
    found = ((thing(store.database, iri), count) for iri, count in store.database.execute(query).fetchall())
    return [(one, count) for one, count in found if one is not None]
