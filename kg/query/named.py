"""Named queries: those of `ontology/queries/`, their parameters filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.model import Node
from kg.ontology import Parameter, named_query

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Filled:
    """A query ready to run; `things` are what its parameters were taken to mean: value given, type wanted, node."""

    text: str
    things: tuple[tuple[str, str | None, Node], ...]


def named(store: Store, name: str, values: dict[str, str]) -> Filled:
    """A named query with its parameters filled in: a thing by its IRI, a text as a string, whatever it holds.

    Raises:
        UnknownName: no such query, or nothing of the wanted type is called so.
        QueryError: a parameter too many, one missing that has no default, or no number where one is wanted.
    """
    query = named_query(name)
    known = {p.name: p for p in query.parameters}
    for wrong in sorted(values.keys() - known.keys()):
        raise QueryError(f"query {name!r} has no parameter {wrong!r}; it takes {', '.join(known) or 'none'}")
    values = {p.name: p.default for p in query.parameters if p.default} | values
    for missing in sorted(known.keys() - values.keys()):
        raise QueryError(f"query {name!r} needs -p {missing}=…, for example -p {missing}={known[missing].example!r}")
    things: list[tuple[str, str | None, Node]] = []
    terms: dict[str, str] = {}
    for key, value in values.items():
        terms[key] = _term(store, known[key], value, things)
    text = re.sub(r"\$(\w+)\b", lambda match: terms.get(match.group(1), match.group()), query.text)
    return Filled(text, tuple(things))


def _term(store: Store, parameter: Parameter, value: str, things: list[tuple[str, str | None, Node]]) -> str:
    from kg.query.families import Families
    from kg.query.names import resolve

    if parameter.type == "number":
        if not re.fullmatch(r"\d{1,9}", value):
            raise QueryError(f"-p {parameter.name}= wants a whole number, not {value!r}")
        return value
    if parameter.type == "text":
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{escaped}"'
    type_ = None if parameter.type in ("thing", "family") else parameter.type
    node = resolve(store, value, type_)
    things.append((value, type_, node))
    members = Families(store).members(node.iri) if parameter.type == "family" else []
    return " ".join(f"<{iri}>" for iri in (node.iri, *members))
