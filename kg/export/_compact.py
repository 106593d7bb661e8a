"""Terms of RDF as JSON-LD in the words of `ontology/context.jsonld`."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.ontology import PREFIXES, resource

if TYPE_CHECKING:
    import pyoxigraph as ox

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"


@cache
def context() -> dict[str, Any]:
    """The context itself, as it is published."""
    found: dict[str, Any] = json.loads(resource("context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


@cache
def _terms() -> dict[str, tuple[str, str]]:
    """IRI -> the word for it and how its values are read: "@id", the IRI of a datatype, or ""."""
    prefixes = {name: iri for name, iri in context().items() if isinstance(iri, str) and iri.endswith(("#", "/"))}

    def expanded(name: str) -> str:
        prefix, _, local = name.partition(":")
        return prefixes.get(prefix, f"{prefix}:") + local

    found = {}
    for word, what in context().items():
        iri = what if isinstance(what, str) else what.get("@id", "") if isinstance(what, dict) else ""
        if word.startswith("@") or word in prefixes or not iri:
            continue
        kind = what.get("@type", "") if isinstance(what, dict) else ""
        found[expanded(iri)] = word, kind if kind in ("", "@id") else expanded(kind)
    return found


def word(iri: str) -> str:
    """The word of the context for an IRI, else the IRI with its prefix, else the IRI."""
    if iri in _terms():
        return _terms()[iri][0]
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and prefix in context():
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def described(subject: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What is said of a subject as a JSON-LD object.

    Args:
        subject: its IRI.
        pairs: IRIs of predicates, and terms of pyoxigraph.
    """
    found: dict[str, Any] = {"@id": subject}
    for predicate, term in pairs:
        key = "@type" if predicate == _TYPE else word(predicate)
        value = word(term.value) if key == "@type" else _value(predicate, term)
        old = found.get(key)
        found[key] = value if old is None else [*old, value] if isinstance(old, list) else [old, value]
    return found


def _value(predicate: str, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Any:  # noqa: ANN401 - JSON
    kind = _terms().get(predicate, ("", ""))[1]
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return term.value if kind == "@id" else {"@id": str(term) if str(term).startswith("_:") else term.value}
    language = getattr(term, "language", None)
    if language:
        return {"@value": term.value, "@language": language}
    plain = datatype.value == (kind or _STRING)
    return term.value if plain else {"@value": term.value, "@type": word(datatype.value)}
