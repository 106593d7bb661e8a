"""The one list of types and predicates, read from `ontology/`, and what else lies in that folder.

pyoxigraph reads the Turtle: it takes a millisecond where rdflib's start-up alone would take half a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import KgError, UnknownName

KG = "https://w3id.org/paperkg/ontology#"
PREFIXES = {
    "kg": KG,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "mls": "http://www.w3.org/ns/mls#",
    "qudt": "http://qudt.org/schema/qudt/",
    "fabio": "http://purl.org/spar/fabio/",
}


@dataclass(frozen=True, slots=True)
class Type:
    """A class of the ontology; `name` is lower case, `color` a CSS colour."""

    name: str
    iri: str
    label: str
    definition: str
    color: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """An object property; `domain` and `range` are names of types."""

    name: str
    iri: str
    label: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types and predicates in the order of the file, and every local name that the namespace holds."""

    types: tuple[Type, ...]
    predicates: tuple[Predicate, ...]
    relation_predicates: tuple[str, ...]
    slot_predicates: tuple[str, ...]
    terms: frozenset[str]

    @property
    def entity_types(self) -> tuple[str, ...]:
        """The types of things that papers name."""
        return tuple(t.name for t in self.types if t.name not in ("paper", "result", "claim"))

    def type(self, name: str) -> Type:
        """The type of that name, in any letter case. Raises UnknownName."""
        for candidate in self.types:
            if candidate.name == name.casefold():
                return candidate
        raise UnknownName("type", name, (t.name for t in self.types))

    def predicate(self, name: str) -> Predicate:
        """The predicate of that name, with or without "kg:". Raises UnknownName."""
        for candidate in self.predicates:
            if candidate.name == name.removeprefix("kg:"):
                return candidate
        raise UnknownName("predicate", name, (p.name for p in self.predicates))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query, with a value to try; `default` is what it is when none is given, "" for none.

    `type` is what the value names: a type of the ontology, "thing" for any of them, "family" for a thing with its
    versions (the text has them all, for VALUES), "text" or "number".
    """

    name: str
    type: str
    example: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of `ontology/queries/`; the text holds each parameter as `$name`."""

    name: str
    prose: str
    parameters: tuple[Parameter, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A name known beforehand, with its aliases; `direction` ("higher", "lower") on metrics.

    `broader` is the name of what it is a variant of, "" where nothing is declared.
    """

    type: str
    name: str
    aliases: tuple[str, ...]
    direction: str = ""
    broader: str = ""


def _folder(checkout: str, installed: str) -> Path:
    here = Path(__file__).resolve().parent
    return here / installed if (here / installed).is_dir() else here.parent / checkout


def resource(name: str) -> Path:
    """A file of `ontology/`, in a checkout or an installed package."""
    return _folder("ontology", "_ontology") / name


def examples() -> Path:
    """The folder of bundled example sources."""
    return _folder("examples", "_examples")


@cache
def ontology() -> Ontology:
    """The ontology, read once."""
    import pyoxigraph as ox

    store = ox.Store()
    data = resource("kg.ttl").read_bytes()
    store.load(data, format=ox.RdfFormat.TURTLE)
    text = data.decode()

    def of(subject: ox.NamedNode, iri: str) -> list[str]:
        found = store.quads_for_pattern(subject, ox.NamedNode(iri), None, None)
        return sorted(getattr(quad.object, "value", "") for quad in found)

    def one(subject: ox.NamedNode, iri: str) -> str:
        return next(iter(of(subject, iri)), "")

    def local(iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(iri.removeprefix(KG).casefold() for iri in iris if iri.startswith(KG))

    types: list[Type] = []
    predicates: list[Predicate] = []
    kinds: dict[str, list[str]] = {"Relation": [], "Slot": []}
    terms: list[str] = re.findall(r"(?m)^kg:(\w+) a ", text)
    for name in terms:
        node = ox.NamedNode(KG + name)
        classes = of(node, PREFIXES["rdf"] + "type")
        label, definition = one(node, PREFIXES["rdfs"] + "label"), one(node, PREFIXES["skos"] + "definition")
        if PREFIXES["owl"] + "Class" in classes:
            types.append(Type(name.casefold(), KG + name, label, definition, one(node, KG + "color")))
        elif PREFIXES["owl"] + "ObjectProperty" in classes:
            domain = local(of(node, PREFIXES["schema"] + "domainIncludes"))
            range_ = local(of(node, PREFIXES["schema"] + "rangeIncludes"))
            predicates.append(Predicate(name, KG + name, label, definition, domain, range_))
            for kind, names in kinds.items():
                if KG + kind in classes:
                    names.append(name)
    return Ontology(tuple(types), tuple(predicates), tuple(kinds["Relation"]), tuple(kinds["Slot"]), frozenset(terms))


_PARAMETER = re.compile(r"#\s*@param\s+(\w+):\s*(\w+)\s+(example|default)\s+(.+)")


@cache
def named_queries() -> dict[str, NamedQuery]:
    """The queries of `ontology/queries/`, by name. The comment lines on top are the prose and the parameters."""
    found: dict[str, NamedQuery] = {}
    for path in sorted(resource("queries").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        comments = [line for line in text.splitlines() if line.startswith("#")]
        found_parameters = (m.groups() for line in comments if (m := _PARAMETER.match(line)))
        parameters = tuple(
            Parameter(name, type_, value, value if word == "default" else "")
            for name, type_, word, value in found_parameters
        )
        prose = " ".join(line.lstrip("# ") for line in comments if not _PARAMETER.match(line))
        found[path.stem] = NamedQuery(path.stem, prose, parameters, text)
    return found


def named_query(name: str) -> NamedQuery:
    """The query of that name. Raises UnknownName."""
    queries = named_queries()
    if name not in queries:
        raise UnknownName("named query", name, queries)
    return queries[name]


@cache
def vocabulary() -> tuple[Term, ...]:
    """The names of `ontology/vocabulary/`, one file a type (its plural), one name a line."""
    terms: list[Term] = []
    for type_, stem in (
        ("method", "methods"),
        ("task", "tasks"),
        ("dataset", "datasets"),
        ("metric", "metrics"),
        ("hardware", "hardware"),
    ):
        path = resource(f"vocabulary/{stem}.tsv")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            name, aliases, direction, broader = (*line.split("\t"), "", "", "")[:4]
            if not name or name != name.strip():
                raise KgError(f"{path}:{number}: a name may not be empty or have spaces around it")
            parts = tuple(alias for part in aliases.split("|") if (alias := part.strip()))
            terms.append(Term(type_, name, parts, direction, broader))
    return tuple(terms)


@cache
def generic_words() -> frozenset[str]:
    """Words that alone name nothing ("method", "approach"), in lower case."""
    lines = resource("vocabulary/generic.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


__all__ = [
    "KG",
    "PREFIXES",
    "NamedQuery",
    "Ontology",
    "Parameter",
    "Predicate",
    "Term",
    "Type",
    "examples",
    "generic_words",
    "named_queries",
    "named_query",
    "ontology",
    "resource",
    "vocabulary",
]
