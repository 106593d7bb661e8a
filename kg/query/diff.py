"""What changed between two graphs: papers, things, edges, numbers, and which names mean another thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.model import Facts, Node


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference. `kind` is paper, thing, edge, number or name; `change` is added, removed, changed, merged, moved
    or renamed; `before` and `after` are what stands in either graph, as people read it, "" where there is nothing."""

    kind: str
    change: str
    before: str
    after: str


KINDS = ("paper", "thing", "edge", "number", "name")


def load(place: Path) -> Facts:
    """The facts of a store, or of a snapshot in N-Quads or TriG.

    Raises:
        StoreError: it is neither.
    """
    from kg.store import Store
    from kg.store.rdf import from_quads

    if place.is_dir():
        with Store.open(place) as store:
            return store.facts()
    import pyoxigraph as ox

    formats = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}
    if not place.exists():
        raise StoreError(f"there is no store and no snapshot at {place}")
    if place.suffix.lower() not in formats:
        raise StoreError(f"{place} is no snapshot; `kg export graph.nq` or graph.trig makes one")
    try:
        return from_quads(ox.parse(path=str(place), format=formats[place.suffix.lower()]))
    except (SyntaxError, ValueError, OSError, LookupError) as error:
        raise StoreError(f"{place} cannot be read as a snapshot of a graph: {error}") from error


def diff(before: Facts, after: Facts) -> tuple[Change, ...]:
    """All differences, by kind in the order of `KINDS`, then sorted."""
    old, new = ({node.iri: node for node in facts.nodes} for facts in (before, after))
    found: set[Change] = set()
    _compare(found, "paper", *({i: n.label for i, n in side.items() if n.type == "paper"} for side in (old, new)))
    for iri in old.keys() & new.keys():
        if old[iri].type == "paper" and old[iri].paper != new[iri].paper:
            found.add(Change("paper", "changed", old[iri].label, new[iri].label))
        elif old[iri].label != new[iri].label:
            found.add(Change("thing", "renamed", _said(old[iri]), _said(new[iri])))
    things = [{i: _said(n) for i, n in side.items() if n.type not in ("paper", "result")} for side in (old, new)]
    _compare(found, "thing", *things)
    _compare(found, "edge", *(_edges(facts, side) for facts, side in ((before, old), (after, new))))
    _compare(found, "number", *(_numbers(facts, side) for facts, side in ((before, old), (after, new))))
    first, second = (_bearers(side.values()) for side in (old, new))
    for name in first.keys() & second.keys():
        if first[name] != second[name]:
            gone = first[name] not in new
            now = _said(new[second[name]])
            found.add(Change("name", "merged" if gone else "moved", f"{name[1]} ({_said(old[first[name]])})", now))
    return tuple(sorted(found, key=lambda change: (KINDS.index(change.kind), change)))


def _compare(found: set[Change], kind: str, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    found |= {Change(kind, "removed", old[key], "") for key in old.keys() - new.keys()}
    found |= {Change(kind, "added", "", new[key]) for key in new.keys() - old.keys()}


def _said(node: Node) -> str:
    return f"{node.label} ({node.type})"


def _edges(facts: Facts, nodes: Mapping[str, Node]) -> dict[str, str]:
    return {
        f"{c.subject} {c.predicate} {c.object}": f"{nodes[c.subject].label} {c.predicate} {nodes[c.object].label}"
        for c in facts.claims
        if c.polarity == "asserted" and "result" not in (nodes[c.subject].type, nodes[c.object].type)
    }


def _numbers(facts: Facts, nodes: Mapping[str, Node]) -> dict[str, str]:
    """Each reported number with its slots and paper; its IRI follows from all of them."""
    slots: dict[str, list[str]] = {}
    papers: dict[str, str] = {}
    for claim in facts.claims:
        if claim.predicate == "reports":
            papers[claim.object] = nodes[claim.paper].label
        elif nodes[claim.subject].type == "result":
            slots.setdefault(claim.subject, []).append(f"{claim.predicate} {nodes[claim.object].label}")
    return {
        iri: f"{nodes[iri].label} ({', '.join(sorted(slots.get(iri, [])))}) — {title}" for iri, title in papers.items()
    }


def _bearers(nodes: Iterable[Node]) -> dict[tuple[str, str], str]:
    """Type and name -> the IRI of the one thing that bears it; names that several bear are left out."""
    bearers: dict[tuple[str, str], set[str]] = {}
    for node in nodes:
        if node.type not in ("paper", "result"):
            for name in (node.label, *node.names):
                bearers.setdefault((node.type, name), set()).add(node.iri)
    return {name: next(iter(iris)) for name, iris in bearers.items() if len(iris) == 1}
