"""Nanopublications: one an asserted claim, with where it comes from; unsigned, to be signed with `np sign`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._rdf import write_terms
from kg.export._stream import edges
from kg.model import BASE, Claim
from kg.ontology import KG, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store

FORMAT = Format(
    "nanopub", (".nanopub.trig", ".nanopub"), "Nanopublications, unsigned", "asserted claims, each with its quote"
)
NP = "http://www.nanopub.org/nschema#"


def write(store: Store, path: Path) -> None:
    """Write one nanopublication a claim."""
    import pyoxigraph as ox

    claims = (claim for edge in edges(store) for claim in edge.claims)
    write_terms((quad for claim in claims for quad in _quads(claim)), path, ox.RdfFormat.TRIG)


def _quads(claim: Claim) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    this = f"{BASE}np/{claim.iri.rpartition('/')[2]}"
    rdf, prov, oa = PREFIXES["rdf"], PREFIXES["prov"], PREFIXES["oa"]
    head, assertion, provenance, publication = (
        f"{this}#{name}" for name in ("Head", "assertion", "provenance", "pubinfo")
    )

    def say(graph: str, subject: str, predicate: str, object_: str | ox.Literal) -> ox.Quad:
        term = ox.NamedNode(object_) if isinstance(object_, str) else object_
        return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term, ox.NamedNode(graph))

    yield say(head, this, rdf + "type", NP + "Nanopublication")
    yield say(head, this, NP + "hasAssertion", assertion)
    yield say(head, this, NP + "hasProvenance", provenance)
    yield say(head, this, NP + "hasPublicationInfo", publication)
    yield say(assertion, claim.subject, KG + claim.predicate, claim.object)
    decimal = ox.NamedNode(PREFIXES["xsd"] + "decimal")
    yield say(provenance, assertion, prov + "wasDerivedFrom", claim.paper)
    yield say(provenance, assertion, prov + "value", ox.Literal(claim.evidence.quote))
    yield say(provenance, assertion, KG + "confidence", ox.Literal(repr(claim.confidence), datatype=decimal))
    yield say(provenance, assertion, KG + "rule", ox.Literal(claim.rule))
    yield say(provenance, assertion, oa + "hasTarget", claim.iri)
    yield say(publication, this, prov + "wasDerivedFrom", claim.iri)
    yield say(publication, this, PREFIXES["dcterms"] + "subject", claim.subject)
    yield say(publication, this, "http://purl.org/nanopub/x/hasNanopubType", KG + "Claim")
