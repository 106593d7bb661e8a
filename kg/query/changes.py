"""SPARQL updates as decisions: what a person may say of the graph, one line a triple, or nothing at all.

The graph is made of papers and decisions, and the next build makes it again: an update is honoured by deciding what it
asks for, so that it lasts and every edge keeps its sentence. What no decision can say is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, QueryError
from kg.link.decisions import Decision, decision
from kg.model import Node
from kg.ontology import KG, PREFIXES, ontology
from kg.query._check import check
from kg.query._syntax import Token, place, tokens
from kg.query.names import written
from kg.store.lookup import claims_between
from kg.store.lookup import node as node_of

if TYPE_CHECKING:
    from kg.store import Store

_MOST = 1000  # decisions of one update; each is a line that somebody should be able to read
_FORMS = (
    ("DELETE DATA",), ("INSERT DATA",), ("DELETE WHERE",), ("DELETE", "WHERE"), ("INSERT", "WHERE"),
    ("DELETE", "INSERT", "WHERE"),
)  # fmt: skip
_MAY = (
    "an update may delete a relation between things (kg reject), insert owl:sameAs (kg merge), skos:prefLabel "
    "(kg rename) or rdf:type (kg retype)"
)
_TYPE, _LABEL, _SAME = PREFIXES["rdf"] + "type", PREFIXES["skos"] + "prefLabel", PREFIXES["owl"] + "sameAs"


@dataclass(frozen=True, slots=True)
class _Triple:
    subject: str
    predicate: str
    object: str
    is_thing: bool

    def __str__(self) -> str:
        end = f"<{self.object}>" if self.is_thing else f'"{self.object}"'
        return f"<{self.subject}> {_short(self.predicate)} {end}"


def decisions_of(store: Store, text: str) -> tuple[Decision, ...]:
    """The decisions that an update comes to, sorted; nothing is changed.

    Args:
        store: an open store.
        text: one SPARQL update of the forms INSERT DATA, DELETE DATA, DELETE WHERE, and DELETE and INSERT with WHERE.

    Raises:
        QueryError: it does not parse, or asks for what no decision can say.
    """
    prologue, blocks = _operation(text)
    check(text)
    _parse(text)
    inner = blocks.get("WHERE", "")
    gone: set[_Triple] = set()
    new: set[_Triple] = set()
    for name, block in blocks.items():
        if name != "WHERE":
            where = block if name == "DELETE WHERE" else inner
            found = _triples(store, f"{prologue}CONSTRUCT {{ {block}\n}} WHERE {{ {where}\n}}")
            (gone if name.startswith("DELETE") else new).update(found)
    made = {_inserted(store, triple) for triple in new}
    replaced = {(triple.subject, triple.predicate) for triple in new}
    for triple in gone - new:
        if triple.predicate in (_TYPE, _LABEL) and (triple.subject, triple.predicate) in replaced:
            continue  # what is inserted takes its place
        made.add(_deleted(store, triple))
    if len(made) > _MOST:
        raise QueryError(f"the update comes to {len(made)} decisions, of which {_MOST} may be made at once; narrow it")
    return tuple(sorted(made))


def _operation(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the update, and what stands in its braces by the words before them."""
    found = [token for token in tokens(text) if token.kind != "SPACE"]
    start = next(
        (k for k, t in enumerate(found) if t.kind == "WORD" and t.text.upper() not in ("PREFIX", "BASE")), None
    )
    if start is None:
        raise QueryError(f"no update is given; {_MAY}")
    blocks: dict[str, str] = {}
    words: list[Token] = []
    depth = begin = 0
    for token in found[start:]:
        if token.text == "{" and token.kind == "SIGN":
            depth += 1
            begin = token.start + 1 if depth == 1 else begin
        elif token.text == "}" and token.kind == "SIGN":
            depth -= 1
            if depth == 0:
                blocks[" ".join(word.text.upper() for word in words)] = text[begin : token.start]
                words = []
        elif depth == 0:
            words.append(token)
    if words and [word.text for word in words] != [";"]:
        blocks["?"] = ""
    if tuple(blocks) not in _FORMS:
        line, column = place(text, found[start].start)
        raise QueryError(
            f"SPARQL, line {line}, column {column}: {found[start].text.upper()} as it stands here is not honoured; one "
            "update at a time, of the forms INSERT DATA, DELETE DATA, DELETE WHERE, or DELETE and INSERT with WHERE"
        )
    return text[: found[start].start], blocks


def _parse(text: str) -> None:
    """Let the engine parse the update, over an empty graph. Raises QueryError."""
    import pyoxigraph as ox

    try:
        ox.Store().update(text, prefixes=PREFIXES)
    except SyntaxError as error:
        at = re.search(r"at (\d+):(\d+)", str(error))
        where = f", line {at.group(1)}, column {at.group(2)}" if at else ""
        raise QueryError(f"SPARQL{where}: this is no update; it reads DELETE DATA {{ … }}, for example") from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the update cannot be read: {error}") from error


def _triples(store: Store, text: str) -> set[_Triple]:
    import pyoxigraph as ox

    try:
        rows: Any = store.graph.query(text, prefixes=PREFIXES)
        found = set()
        for row in rows:
            triple = _Triple(
                row.subject.value, row.predicate.value, row.object.value, isinstance(row.object, ox.NamedNode)
            )
            found.add(triple)
            if len(found) > 10 * _MOST:
                raise QueryError(f"the update speaks of more than {10 * _MOST} triples; narrow it")
    except SyntaxError as error:
        # the one thing that an update may say and a template may not
        raise QueryError("what papers say, in the named graphs, is theirs; GRAPH belongs into WHERE only") from error
    return found


def _inserted(store: Store, triple: _Triple) -> Decision:
    node = _node(store, triple.subject, triple)
    if triple.predicate == _SAME and triple.is_thing:
        return _decision("merge", _named(store, node), _named(store, _node(store, triple.object, triple)))
    if triple.predicate == _LABEL and not triple.is_thing:
        return _decision("rename", _named(store, node), triple.object)
    if triple.predicate == _TYPE:
        type_ = next((t.name for t in ontology().types if t.iri == triple.object), None)
        if type_ is not None:
            return _decision("retype", _named(store, node), type_)
    if triple.predicate.removeprefix(KG) in ontology().relation_predicates:
        raise QueryError(f"{triple} would have no sentence; `kg add-missed` adds an edge with the words that say it")
    raise QueryError(f"{triple} cannot be inserted; {_MAY}")


def _deleted(store: Store, triple: _Triple) -> Decision:
    name = triple.predicate.removeprefix(KG)
    if name not in ontology().relation_predicates or not triple.is_thing:
        raise QueryError(f"{triple} cannot be deleted; {_MAY}")
    ends = _node(store, triple.subject, triple), _node(store, triple.object, triple)
    if not any(c.polarity == "asserted" for c in claims_between(store.graph, ends[0].iri, ends[1].iri, name)):
        raise QueryError(f"no paper says {triple}; there is nothing to delete")
    return _decision("reject", _named(store, ends[0]), name, _named(store, ends[1]))


def _decision(verb: str, *arguments: str) -> Decision:
    try:
        return decision(verb, arguments)
    except KgError as error:
        raise QueryError(str(error)) from error


def _node(store: Store, iri: str, triple: _Triple) -> Node:
    found = node_of(store.graph, iri)
    if found is None:
        raise QueryError(f"{triple}: nothing in the graph is <{iri}>; `kg find NAME` tells the IRI of a thing")
    return found


def _named(store: Store, node: Node) -> str:
    return f"{node.type}:{written(store, node)}"


def _short(iri: str) -> str:
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return f"<{iri}>"
