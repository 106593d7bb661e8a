"""What the papers say of several things, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import Node
from kg.ontology import ontology
from kg.query.lookup import Lookup, Said

if TYPE_CHECKING:
    from kg.store import Store

_NUMBERS = """SELECT DISTINCT ?metric ?dataset ?text ?unit ?condition ?paper ?quote {
  { ?result kg:method <%(thing)s> } UNION { ?result kg:dataset <%(thing)s> } UNION { <%(thing)s> kg:reports ?result }
  ?result kg:metric ?metric ; kg:valueText ?text ; kg:unit ?unit . ?paper kg:reports ?result .
  GRAPH ?g { ?claim rdf:object ?result ; rdf:predicate kg:reports ; kg:polarity "asserted" ;
             oa:hasTarget/oa:hasSelector/oa:exact ?quote }
  OPTIONAL { ?result kg:dataset ?dataset } OPTIONAL { ?result kg:condition ?condition }
} LIMIT 500"""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is said: in few words, and the sentences that say it."""

    text: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    """A row of a comparison: for each thing compared the items, and how many more were left out."""

    name: str
    cells: tuple[tuple[Item, ...], ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Things and aspects; an aspect is there when something is said of it for at least one of the things."""

    things: tuple[Node, ...]
    aspects: tuple[Aspect, ...]


def compare(store: Store, things: Sequence[Node], *, most: int = 10) -> Comparison:
    """Lay side by side what papers say of things: tasks, methods, datasets, metrics, hardware, who beats whom, numbers.

    Args:
        store: an open store.
        things: two or more.
        most: the most items of a cell.

    Raises:
        KgError: fewer than two different things.
    """
    if len({node.iri for node in things}) < max(2, len(things)):
        raise KgError("a comparison needs two different things or more; some of these names mean the same one")
    lookup = Lookup(store)
    aspects: list[Aspect] = []
    for name in ontology().relation_predicates:
        aspects.append(_edges(lookup, things, name, False, most))
        aspects.append(_edges(lookup, things, name, True, most))
    aspects += _numbers(lookup, things, most)
    return Comparison(tuple(things), tuple(aspect for aspect in aspects if any(aspect.cells)))


def _edges(lookup: Lookup, things: Sequence[Node], predicate: str, turned: bool, most: int) -> Aspect:
    cells: list[tuple[Item, ...]] = []
    left_out: list[int] = []
    among = {node.iri for node in things}
    for node in things:
        if turned:
            found = [(other, predicate, node.iri) for other in lookup.subjects(predicate, node.iri)]
        else:
            # what a paper says of itself belongs to what it proposes
            sources = [
                node.iri,
                *(lookup.papers_of(node.iri) if node.type != "paper" and predicate != "proposes" else []),
            ]
            found = [(s, predicate, o) for s in sources for o in lookup.objects(s, predicate) if o != node.iri]
        other = 0 if turned else 2
        found = sorted(set(found), key=lambda edge: (edge[other] not in among, lookup.label(edge[other]), edge))
        by_name: dict[str, list[tuple[str, str, str]]] = {}
        for edge in found:
            by_name.setdefault(lookup.label(edge[other]), []).append(edge)
        cells.append(
            tuple(
                Item(label, tuple(sorted({said for edge in edges for said in lookup.said(*edge)})))
                for label, edges in list(by_name.items())[:most]
            )
        )
        left_out.append(max(0, len(by_name) - most))
    label = ontology().predicate(predicate).label
    return Aspect(f"{label} (by others)" if turned else label, tuple(cells), tuple(left_out))


def _numbers(lookup: Lookup, things: Sequence[Node], most: int) -> Iterable[Aspect]:
    """An aspect for each metric on a dataset, those first that are known of most of the things."""
    cells: dict[str, list[dict[str, set[Said]]]] = {}
    for k, node in enumerate(things):
        for row in lookup.rows(_NUMBERS % {"thing": node.iri}):
            metric, dataset = lookup.label(row["metric"]), lookup.label(row["dataset"]) if row["dataset"] else ""
            name = f"{metric} on {dataset}" if dataset and row["dataset"] != node.iri else metric
            unit = row["unit"] if row["unit"] in ("", "%", "x") else f" {row['unit']}"
            text = f"{row['text']}{unit}" + (f" ({row['condition']})" if row["condition"] else "")
            paper = row["paper"]
            said = Said(paper, lookup.label(paper), lookup.issued(paper), "asserted", row["quote"])
            cells.setdefault(name, [{} for _ in things])[k].setdefault(text, set()).add(said)
    known = Counter({name: sum(map(bool, line)) for name, line in cells.items()})
    for name in sorted(cells, key=lambda name: (-known[name], name)):
        line = [sorted(cell.items()) for cell in cells[name]]
        yield Aspect(
            name,
            tuple(tuple(Item(text, tuple(sorted(said))) for text, said in cell[:most]) for cell in line),
            tuple(max(0, len(cell) - most) for cell in line),
        )
