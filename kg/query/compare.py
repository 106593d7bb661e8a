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


def _numbers(lookup: Lookup, things: Sequence[Node], most: int) -> Iterable[Aspect]:
    """An aspect for each metric on a dataset, those first that are known of most of the things."""
    cells: dict[str, list[dict[str, set[Said]]]] = {}
    for k, node in enumerate(things):
        for result in _results(lookup, node)[:_NUMBERS]:
            number = lookup.properties(result)
            if "metric" not in number:
                continue
            name = lookup.label(number["metric"])
            if number.get("dataset", node.iri) != node.iri:
                name += f" on {lookup.label(number['dataset'])}"
            unit = number["unit"] if number["unit"] in ("", "%", "x") else f" {number['unit']}"
            text = f"{number['valueText']}{unit}" + (f" ({number['condition']})" if "condition" in number else "")
            said = cells.setdefault(name, [{} for _ in things])[k].setdefault(text, set())
            for paper in lookup.subjects("reports", result):
                quote = lookup.quote(paper, result)
                said.add(Said(paper, lookup.label(paper), lookup.issued(paper), "asserted", quote))
    known = Counter({name: sum(map(bool, line)) for name, line in cells.items()})
    for name in sorted(cells, key=lambda name: (-known[name], name)):
        line = [sorted(cell.items()) for cell in cells[name]]
        yield Aspect(
            name,
            tuple(tuple(Item(text, tuple(sorted(said))) for text, said in cell[:most]) for cell in line),
            tuple(max(0, len(cell) - most) for cell in line),
        )


def _results(lookup: Lookup, node: Node) -> list[str]:
    if node.type == "paper":
        return lookup.objects(node.iri, "reports")
    return sorted({result for slot in ("method", "dataset") for result in lookup.subjects(slot, node.iri)})
