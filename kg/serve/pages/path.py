"""How two things hang together: whole paths, each step with the sentences behind it."""

from __future__ import annotations

from kg.ontology import ontology
from kg.query.names import resolve
from kg.query.paths import JOINS_ALL, Path, connections
from kg.serve.facts import Facts
from kg.serve.page import Asked, Page

PATH = "/path"


def page(asked: Asked) -> Page:
    """The shortest paths from `a` to `b`; numbers, metrics and hardware are passed only with `through=all`."""
    store = asked.store
    names = asked.one("a"), asked.one("b")
    values = {"a": names[0], "b": names[1], "through": asked.one("through"), "hops": asked.number("hops", 4, 1, 6)}
    if not all(names):
        return Page("path.html", "Paths", {**values, "ways": None}, data={}, columns=("path",))
    ends = [resolve(store, name) for name in names]
    allow = JOINS_ALL if asked.one("through") == "all" else ()
    found = connections(
        store, ends[0].iri, ends[1].iri, max_hops=values["hops"], k=5, allow=allow  # type: ignore[arg-type]
    )  # fmt: skip
    facts = Facts(store)
    ways = [
        [
            {
                "from": facts.thing(start.iri), "to": facts.thing(end.iri), "forward": edge.subject == start.iri,
                "label": ontology().predicate(edge.predicate).label,
                "facts": [facts.fact(claim) for claim in edge.claims[:3]], "more": max(0, len(edge.claims) - 3),
            }
            for start, end, edge in zip(way.nodes, way.nodes[1:], way.edges, strict=False)
        ]
        for way in found
    ]  # fmt: skip
    return Page(
        "path.html",
        f"From {ends[0].label} to {ends[1].label}",
        {**values, "ways": ways},
        data=found,
        columns=("path", "hop", "subject", "predicate", "object", "quote", "paper"),
        rows=_rows(found, facts),
        about=tuple(dict.fromkeys(node.iri for way in found for node in way.nodes)),
    )


def _rows(found: tuple[Path, ...], facts: Facts) -> tuple[tuple[str | int, ...], ...]:
    return tuple(
        (
            number, hop, facts.thing(c.subject).label, c.predicate, facts.thing(c.object).label, c.evidence.quote,
            facts.thing(c.paper).label,
        )
        for number, way in enumerate(found, 1)
        for hop, edge in enumerate(way.edges, 1)
        for c in edge.claims
    )  # fmt: skip
