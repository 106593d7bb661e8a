"""What makes a thing faster or cheaper: the speedups that papers report of it and of its variants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from kg.model import Node
from kg.query.counts import papers_saying
from kg.query.families import Families
from kg.query.kinds import Better, reading, unit_of, written
from kg.query.lookup import Lookup
from kg.store.figures import Figure, read_figures, results_of_papers, results_with
from kg.store.lookup import node as node_of

if TYPE_CHECKING:
    from kg.store import Store

Relation = Literal["measured on it", "compared with it", "is sped up", "built on it"]
_FASTER = re.compile(
    r"speed|accelerat|throughput|frame rate|\bfps\b|(?:frames|tokens|images|samples|queries|steps) (?:per|/) ?s",
    re.IGNORECASE,
)
_SLOWER = re.compile(
    r"latenc|\btime\b|runtime|run-time|duration|delay|\bcosts?\b|flops|\bmacs\b|comput|gpu[- ](?:days|hours)|energy|"
    r"\bsteps\b|\bnfes?\b|evaluations|iterations",
    re.IGNORECASE,
)  # fmt: skip
_NOT_SPEED = re.compile(
    r"to accuracy|time to first failure|real[- ]time factor|speed of light|time series", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Speedup:
    """One number by which something became faster or cheaper.

    Args:
        by: the method that does it; where the number names none, what its paper proposes, or the paper.
        of: the thing made faster: the one asked about or one of its variants.
        relation: how the paper ties the two.
        text: the number as written, a relative change with its sign.
        over: what it is compared with, "" where the paper does not say.
        confidence: from 0 to 1, that all of it is right.
    """

    by: str
    of: str
    relation: Relation
    metric: str
    text: str
    unit: str
    over: str
    dataset: str
    hardware: str
    condition: str
    paper: str
    issued: str
    confidence: float
    quote: str


@dataclass(frozen=True, slots=True)
class Speedups:
    """What speeds a thing up, by what is sped up and by method; `hidden` counts what was not sure enough."""

    thing: Node
    family: tuple[str, ...]
    found: tuple[Speedup, ...]
    hidden: int = 0


def speedups(store: Store, thing: Node, *, min_confidence: float | None = None, variants: bool = True) -> Speedups:
    """The numbers by which papers make a thing or its variants faster or cheaper.

    Speedups and throughput that rose, time, latency and cost that fell: of results that are measured on it or compared
    with it, and of papers that build on it and say of nothing else that it is what they speed up.

    Args:
        store: an open store.
        thing: what is sped up.
        min_confidence: from 0 to 1; numbers below are left out and counted. None is what the graph holds as
            plain edges.
        variants: look at its versions, sizes and kinds too.
    """
    lookup = Lookup(store)
    family = [thing.iri, *(Families(store).members(thing.iri) if variants else ())]
    pairs: dict[tuple[str, str], tuple[Figure, str, Relation]] = {}
    for figure, iri, relation in (*_measured(store, family), *_built_on(store, family)):
        pairs.setdefault((figure.iri, figure.paper_iri), (figure, iri, relation))
    found: list[Speedup] = []
    hidden = 0
    for figure, iri, relation in pairs.values():
        text = _faster(figure)
        if text and not figure.is_sure(min_confidence):
            hidden += 1
        elif text:
            found.append(_speedup(figure, lookup.label(iri), figure.iri_of("method") in family, relation, text))
    found.sort(key=lambda s: (s.of != thing.label, s.of, s.by, s.paper, s.metric, s.text))
    return Speedups(thing, tuple(map(lookup.label, family[1:])), tuple(found), hidden)


def _measured(store: Store, family: list[str]) -> list[tuple[Figure, str, Relation]]:
    """Numbers that speak of a thing of the family, with it and how they are tied to it."""
    found: list[tuple[Figure, str, Relation]] = []
    for iri in family:
        for figure in read_figures(store.database, results_with(store.database, iri)):
            if figure.iri_of("dataset") == iri:
                found.append((figure, iri, "measured on it"))
            elif figure.iri_of("baseline") == iri:
                found.append((figure, iri, "compared with it"))
            elif figure.iri_of("method") == iri and any(proposed not in family for proposed, _ in figure.proposals):
                found.append((figure, iri, "is sped up"))
    return found


def _built_on(store: Store, family: list[str]) -> Iterator[tuple[Figure, str, Relation]]:
    """Numbers of papers that build on a thing of the family, where they say of nothing else that it is sped up."""
    database = store.database
    measured = {figure.paper_iri for figure, _, _ in _measured(store, family)}
    for iri in family:
        names = _names(store, iri)
        for predicate in ("uses", "extends"):
            papers = papers_saying(database, iri, (predicate,))
            for figure in read_figures(database, results_of_papers(database, papers)):
                # with a baseline of its own only where the sentence names the thing: "10x for Lake, compared with Pond"
                if figure.slot("baseline") and not names.search(figure.quote):
                    continue
                # and a paper that measures the thing itself measures something else where it names other data
                if figure.paper_iri in measured and (figure.slot("dataset") or figure.slot("baseline")):
                    continue
                if "/method/" in figure.iri_of("dataset") or figure.iri_of("method") in family:
                    continue
                yield figure, iri, "built on it"


def _names(store: Store, iri: str) -> re.Pattern[str]:
    """What finds a name of a thing in a sentence."""
    node = node_of(store.graph, iri)
    names = (node.label, *node.names) if node else ()
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names) or r"(?!)")


def _faster(figure: Figure) -> str:
    """The number as it is shown, where it says that something became faster or cheaper; else ""."""
    metric = figure.slot("metric")
    if _NOT_SPEED.search(metric):
        return ""
    better: Better = "higher" if _FASTER.search(metric) else "lower" if _SLOWER.search(metric) else ""
    if not better:
        return ""
    unit = unit_of(figure.unit)
    read = reading(
        figure.text, unit, figure.quote, metric=metric, better=better, kind=cast(Any, figure.kind),
        direction=cast(Any, figure.direction), proposed=figure.proposed,
    )  # fmt: skip
    wanted = "up" if better == "higher" else "down"
    if read.kind != "change" or read.direction != wanted or read.refused:
        return ""
    return written(figure.text, unit, "change", wanted)


def _speedup(figure: Figure, of: str, is_thing: bool, relation: Relation, text: str) -> Speedup:
    """`is_thing` tells that the number's method is what is sped up, by what the paper proposes."""
    proposed = ", ".join(label for _, label in figure.proposals)
    method = figure.slot("method")
    by = proposed if is_thing else method or proposed
    dataset = "" if relation == "measured on it" else figure.slot("dataset")
    return Speedup(
        by or figure.paper, of, relation, figure.slot("metric"), text, figure.unit, figure.slot("baseline"), dataset,
        figure.slot("hardware"), figure.condition, figure.paper, figure.issued, figure.confidence, figure.quote,
    )  # fmt: skip
