"""What the papers say of several things, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import Node
from kg.ontology import ontology
from kg.query.kinds import written
from kg.query.lookup import Lookup, Said
from kg.store.edges import count_hidden, number_of
from kg.store.figures import read_figures, results_of_papers, results_with

if TYPE_CHECKING:
    from kg.store import Store

_NUMBERS = 200  # numbers of one thing that are looked at


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
    """Things and aspects; an aspect is there when something is said of it for at least one of the things.

    `hidden` counts the edges and numbers that were not sure enough.
    """

    things: tuple[Node, ...]
    aspects: tuple[Aspect, ...]
    hidden: int = 0


def compare(store: Store, things: Sequence[Node], *, most: int = 10, min_confidence: float | None = None) -> Comparison:
    """Lay side by side what papers say of things: tasks, methods, datasets, metrics, hardware, who beats whom, numbers.

    Args:
        store: an open store.
        things: two or more.
        most: the most items of a cell.
        min_confidence: from 0 to 1; what is less sure is left out and counted. None is what the graph holds as plain
            edges.

    Raises:
        KgError: fewer than two different things.
    """
    if len({node.iri for node in things}) < max(2, len(things)):
        raise KgError("a comparison needs two different things or more; some of these names mean the same one")
    lookup = Lookup(store, min_confidence)
    aspects: list[Aspect] = []
    for name in ontology().relation_predicates:
        aspects.append(_edges(lookup, things, name, False, most))
        aspects.append(_edges(lookup, things, name, True, most))
    numbers, hidden = _numbers(store, things, most, min_confidence)
    aspects += numbers
    relations = ontology().relation_predicates
    hidden += sum(count_hidden(store.database, node.iri, relations, min_confidence) for node in things)
    return Comparison(tuple(things), tuple(aspect for aspect in aspects if any(aspect.cells)), hidden)


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
        ends = sorted({edge[other] for edge in found}, key=lambda iri: (iri not in among, iri))
        cells.append(
            tuple(
                Item(lookup.label(end), tuple(sorted({s for e in found if e[other] == end for s in lookup.said(*e)})))
                for end in ends[:most]
            )
        )
        left_out.append(max(0, len(ends) - most))
    label = ontology().predicate(predicate).label
    return Aspect(f"{label} (by others)" if turned else label, tuple(cells), tuple(left_out))


def _numbers(store: Store, things: Sequence[Node], most: int, least: float | None) -> tuple[list[Aspect], int]:
    """An aspect for each metric on a dataset, those first that are known of most of the things; and what is unsure."""
    cells: dict[str, list[dict[str, set[Said]]]] = {}
    hidden = 0
    for k, node in enumerate(things):
        for number in read_figures(store.database, _results(store, node)):
            if not number.is_sure(least):
                hidden += 1
                continue
            name = number.slot("metric")
            if number.iri_of("dataset") not in ("", node.iri):
                name += f" on {number.slot('dataset')}"
            text = written(number.text, number.unit, number.kind, number.direction)
            over = f"over {number.slot('baseline')}" if number.kind == "change" and number.slot("baseline") else ""
            setting = "; ".join(filter(None, (number.condition, over)))
            said = cells.setdefault(name, [{} for _ in things])[k]
            said.setdefault(text + (f" ({setting})" if setting else ""), set()).add(
                Said(number.paper_iri, number.paper, number.issued, "asserted", number.quote, number.confidence)
            )
    known = Counter({name: sum(map(bool, line)) for name, line in cells.items()})
    found: list[Aspect] = []
    for name in sorted(cells, key=lambda name: (-known[name], name)):
        line = [sorted(cell.items()) for cell in cells[name]]
        items = tuple(tuple(Item(text, tuple(sorted(said))) for text, said in cell[:most]) for cell in line)
        found.append(Aspect(name, items, tuple(max(0, len(cell) - most) for cell in line)))
    return found, hidden


def _results(store: Store, node: Node) -> list[int]:
    if node.type == "paper":
        return sorted(results_of_papers(store.database, (number_of(store.database, node.iri),)))[:_NUMBERS]
    slots = ("method",) if node.type == "method" else ("dataset", "metric", "task", "hardware")
    return sorted(results_with(store.database, node.iri, slots))[:_NUMBERS]
