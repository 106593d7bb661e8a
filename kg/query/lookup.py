"""Short questions to the RDF, answered by index look-ups: no more of the graph is read than is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from kg.errors import UnknownName
from kg.model import Polarity
from kg.ontology import KG, PREFIXES, ontology
from kg.store.edges import neighbours

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One paper's sentence for an edge: IRI and title of the paper, the year or date it is of, polarity, quote, and how
    sure it is, from 0 to 1."""

    paper: str
    title: str
    issued: str
    polarity: Polarity
    quote: str
    confidence: float = 1.0


class Lookup:
    """What stands in the graph of a store about single things. IRIs go in and come out as text; lists are sorted.

    Args:
        store: an open store.
        least: the confidence, from 0 to 1, that relations must have; None for the one that the store asks for.
    """

    def __init__(self, store: Store, least: float | None = None) -> None:
        self._store = store
        self._least = least
        self._graph = store.graph
        self._labels: dict[str, str] = {}
        self._years: dict[str, str] = {}
        self._types = {t.iri: t.name for t in ontology().types}

    def label(self, iri: str) -> str:
        """The preferred name; of what has none, the IRI."""
        if iri not in self._labels:
            self._labels[iri] = self.literal(iri, PREFIXES["skos"] + "prefLabel") or iri
        return self._labels[iri]

    def type(self, iri: str) -> str:
        """The type, in lower case. Raises UnknownName when nothing has this IRI."""
        for name in self.objects(iri, PREFIXES["rdf"] + "type"):
            if name in self._types:
                return self._types[name]
        raise UnknownName("thing", iri, ())

    def issued(self, paper: str) -> str:
        """When a paper appeared, "" where that is not known."""
        return self.literal(paper, PREFIXES["dcterms"] + "issued")

    def year(self, iri: str) -> str:
        """The year of a paper, or of the first paper that proposes a thing; "" where that is not known."""
        if iri not in self._years:
            self._years[iri] = min((date[:4] for p in self.papers_of(iri) if (date := self.issued(p))), default="")
        return self._years[iri]

    def literal(self, subject: str, predicate: str) -> str:
        """The one value of a property, "" where there is none."""
        return next(iter(self.objects(subject, predicate)), "")

    def properties(self, subject: str) -> dict[str, str]:
        """All that the ontology's own predicates say of a thing, by their names; of several values the first."""
        import pyoxigraph as ox

        found = self._graph.quads_for_pattern(ox.NamedNode(subject), None, None, ox.DefaultGraph())
        pairs = sorted((quad.predicate.value, cast(Any, quad.object).value) for quad in found)
        return {name.removeprefix(KG): value for name, value in reversed(pairs) if name.startswith(KG)}

    def objects(self, subject: str, predicate: str) -> list[str]:
        """What a thing stands in a relation to; the predicate as an IRI, or by its name in the ontology."""
        import pyoxigraph as ox

        if self._least is not None and predicate in ontology().relation_predicates:
            return neighbours(self._store.database, subject, predicate, True, self._least)
        found = self._graph.quads_for_pattern(
            ox.NamedNode(subject), ox.NamedNode(_full(predicate)), None, ox.DefaultGraph()
        )
        return sorted(cast(Any, quad.object).value for quad in found)

    def subjects(self, predicate: str, object: str) -> list[str]:
        """What stands in a relation to a thing."""
        import pyoxigraph as ox

        if self._least is not None and predicate in ontology().relation_predicates:
            return neighbours(self._store.database, object, predicate, False, self._least)
        found = self._graph.quads_for_pattern(
            None, ox.NamedNode(_full(predicate)), ox.NamedNode(object), ox.DefaultGraph()
        )
        return sorted(cast(Any, quad.subject).value for quad in found)

    def papers_of(self, iri: str) -> list[str]:
        """A paper itself, or the papers that propose a thing."""
        return [iri] if is_paper(iri) else self.subjects("proposes", iri)

    def said(self, subject: str, predicate: str, object: str, polarity: Polarity = "asserted") -> tuple[Said, ...]:
        """The sentences of an edge, of one polarity, each paper's surest."""
        found: dict[str, tuple[float, str]] = {}
        for claim in self._pattern(None, _RDF + "subject", subject, None):
            graph = claim.graph_name
            if (
                any(self._pattern(claim.subject, _RDF + "object", object, graph))
                and any(self._pattern(claim.subject, _RDF + "predicate", _full(predicate), graph))
                and self._value(claim.subject, KG + "polarity", graph) == polarity
            ):
                confidence = float(self._value(claim.subject, KG + "confidence", graph))
                if self._is_sure(predicate, confidence):
                    paper, said = graph.value.removesuffix("#claims"), (-confidence, self._quote(claim.subject, graph))
                    found[paper] = min(said, found.get(paper, said))
        return tuple(
            sorted(
                Said(paper, self.label(paper), self.issued(paper), polarity, quote, -doubt)
                for paper, (doubt, quote) in found.items()
            )
        )

    def _is_sure(self, predicate: str, confidence: float) -> bool:
        if self._least is None:
            return self._store.thresholds.is_sure(predicate, confidence)
        return confidence >= self._least

    def quote(self, paper: str, result: str) -> str:
        """The sentence in which a paper reports a number."""
        import pyoxigraph as ox

        graph = ox.NamedNode(f"{paper}#claims")
        found = [self._quote(claim.subject, graph) for claim in self._pattern(None, _RDF + "object", result, graph)]
        return min(found, default="")

    def _quote(self, claim: Any, graph: Any) -> str:  # noqa: ANN401 - terms of the engine
        for target in self._pattern(claim, _OA + "hasTarget", None, graph):
            for selector in self._pattern(target.object, _OA + "hasSelector", None, graph):
                if quote := self._value(selector.object, _OA + "exact", graph):
                    return quote
        return ""

    def _value(self, subject: Any, predicate: str, graph: Any) -> str:  # noqa: ANN401 - terms of the engine
        return next((quad.object.value for quad in self._pattern(subject, predicate, None, graph)), "")

    def _pattern(self, subject: Any, predicate: str, object: str | None, graph: Any) -> Iterator[Any]:  # noqa: ANN401
        import pyoxigraph as ox

        end = None if object is None else ox.NamedNode(object)
        return self._graph.quads_for_pattern(subject, ox.NamedNode(predicate), end, graph)

    def rows(self, text: str) -> Iterator[dict[str, str]]:
        """The rows of a SELECT of ours, as text; what is not bound is ""."""
        found = cast(Any, self._graph.query(text, prefixes=PREFIXES))
        names = [variable.value for variable in found.variables]
        for solution in found:
            yield {
                name: "" if term is None else term.value if hasattr(term, "value") else str(term)
                for name, term in zip(names, solution, strict=True)
            }


_RDF, _OA = PREFIXES["rdf"], PREFIXES["oa"]
_PAPER = "https://w3id.org/paperkg/paper/"


def is_paper(iri: str) -> bool:
    """Whether an IRI is that of a paper."""
    return iri.startswith(_PAPER)


def _full(predicate: str) -> str:
    return predicate if ":" in predicate else KG + predicate
