"""What a query may not do, and names that nothing bears, told before the engine runs it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from kg.errors import QueryError, nearest
from kg.ontology import KG, PREFIXES, ontology
from kg.query._syntax import Token, place, tokens

Kind = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
# what the graph says beyond the ontology's own terms; other terms of these vocabularies are right but match nothing
TERMS = {
    prefix: frozenset(names.split())
    for prefix, names in {
        "rdf": "type subject predicate object",
        "skos": "prefLabel altLabel note",
        "dcterms": "title issued identifier creator abstract",
        "schema": "url mentions",
        "prov": "wasDerivedFrom wasAttributedTo",
        "oa": "hasTarget hasSource hasSelector exact start end SpecificResource TextPositionSelector TextQuoteSelector",
    }.items()
}
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


@lru_cache(256)
def kind(text: str) -> tuple[Kind | None, int]:
    """What kind of query it is and where its prologue ends; None when it is none.

    Raises:
        QueryError: it would write.
    """
    for token in tokens(text):
        word = token.text.upper()
        if token.kind == "WORD" and word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            return word, token.start  # type: ignore[return-value]  # one of the four that were just named
        if token.kind == "WORD" and word in _UPDATES:
            raise QueryError(
                f"{_place(text, token)}: queries only read, and this one says {word}; "
                "--update carries out what decisions can say, `kg build` and `kg remove` change the papers"
            )
    return None, 0


@lru_cache(256)  # a program asks the same again and again
def check(text: str, *, service: bool = False) -> None:
    """Look at the names of a query.

    Args:
        text: SPARQL.
        service: let it ask other machines.

    Raises:
        QueryError: it asks another machine, or uses a prefix that is not declared or a kg: name that does not exist.
    """
    found = tokens(text)
    declared = dict(PREFIXES)
    for before, token, after in zip(found, found[1:], found[2:], strict=False):
        if before.kind == "WORD" and before.text.upper() == "PREFIX" and token.kind == "PREFIX":
            declared[token.text[:-1]] = after.text[1:-1]
    for token in found:
        if token.kind == "WORD" and token.text.upper() == "SERVICE" and not service:
            raise QueryError(
                f"{_place(text, token)}: SERVICE would ask another machine, and queries stay on this one "
                "unless --allow-service is given"
            )
        if token.kind == "NAME":
            _check_name(text, token, declared)


def doubts(text: str) -> tuple[str, ...]:
    """Names of other vocabularies that the graph does not use and that look like one it does, a line each.

    They may be meant all the same, in a template or for another machine: the query runs.
    """
    found: dict[str, None] = {}
    declared = {token.text[:-1] for token in tokens(text) if token.kind == "PREFIX"}
    for token in tokens(text):
        prefix, _, local = token.text.partition(":")
        if token.kind == "NAME" and prefix in TERMS.keys() - declared and local not in TERMS[prefix]:
            close = nearest(local, TERMS[prefix])
            if close:
                found[f"{_place(text, token)}: the graph has no {token.text}; did you mean {prefix}:{close[0]}?"] = None
    return tuple(found)


def used_prefixes(text: str) -> dict[str, str]:
    """The prefixes that a query uses without declaring them, with what they stand for."""
    found = tokens(text)
    own = {token.text[:-1] for token in found if token.kind == "PREFIX"}
    used = {token.text.partition(":")[0] for token in found if token.kind == "NAME"}
    return {prefix: PREFIXES[prefix] for prefix in sorted(used - own) if prefix in PREFIXES}


@lru_cache(256)
def named_iris(text: str) -> frozenset[str]:
    """The IRIs that a query names, whole or by a prefix; to declare a prefix names nothing."""
    found = [token for token in tokens(text) if token.kind != "SPACE"]
    spaces, named = dict(PREFIXES), set[str]()
    for before, token in zip([None, *found], found, strict=False):
        if token.kind == "IRI" and before is not None and before.kind == "PREFIX":
            spaces[before.text[:-1]] = token.text[1:-1]
        elif token.kind == "IRI":
            named.add(token.text[1:-1])
        elif token.kind == "NAME":
            prefix, _, local = token.text.partition(":")
            named.add(spaces.get(prefix, f"{prefix}:") + local)
    return frozenset(named)


def _check_name(text: str, token: Token, declared: dict[str, str]) -> None:
    prefix, _, local = token.text.partition(":")
    if prefix not in declared:
        close = nearest(prefix, declared)
        hint = f"did you mean {close[0]}:{local}?" if close else f"known without PREFIX are {', '.join(PREFIXES)}"
        raise QueryError(f"{_place(text, token)}: prefix {prefix}: is not declared; {hint}")
    if declared[prefix] == KG and local not in ontology().terms:
        close = nearest(local, ontology().terms)
        hint = f"did you mean {' or '.join(f'{prefix}:{name}' for name in close)}?" if close else _list_of_terms()
        raise QueryError(f"{_place(text, token)}: the ontology has no {token.text}; {hint}")


def _list_of_terms() -> str:
    return f"its predicates are {', '.join('kg:' + p.name for p in ontology().predicates)}"


def _place(text: str, token: Token) -> str:
    line, column = place(text, token.start)
    return f"SPARQL, line {line}, column {column}"
