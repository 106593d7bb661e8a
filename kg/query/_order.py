"""ORDER BY over plain variables, done here: the engine looks each name up anew at every comparison of two rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any

from kg.query._syntax import Token, tokens

MOST = 200_000  # rows put in order here; more than that the engine orders, which holds them in less memory
_SCHEMA = "http://www.w3.org/2001/XMLSchema#"

Terms = tuple[Any, ...]  # one row; the engine's terms share no type


@dataclass(frozen=True, slots=True)
class Order:
    """A SELECT without the ORDER BY that it ends in, and what that says.

    Args:
        text: the query up to ORDER BY.
        keys: variables, most important first, each with whether it falls.
        offset: rows passed over.
        limit: the most rows after those, None for all.
    """

    text: str
    keys: tuple[tuple[str, bool], ...]
    offset: int
    limit: int | None


@lru_cache(256)  # a program asks the same again and again
def order(text: str) -> Order | None:
    """The order that a query ends in; None where it ends otherwise or orders by more than variables."""
    found = tokens(text)
    words = [token.text.upper() if token.kind == "WORD" else token.text for token in found]
    inside = max((k for k, word in enumerate(words) if word == "}"), default=-1)
    start = next((k for k in range(inside + 1, len(words)) if words[k : k + 2] == ["ORDER", "BY"]), None)
    if start is None:
        return None
    keys, at = _keys(found, words, start + 2)
    bounds: dict[str, int] = {}
    while at + 1 < len(found) and words[at] in ("LIMIT", "OFFSET") and found[at + 1].kind == "WHOLE":
        if words[at] in bounds:
            return None
        bounds[words[at]] = int(found[at + 1].text)
        at += 2
    if not keys or at < len(found):
        return None
    return Order(text[: found[start].start], keys, bounds.get("OFFSET", 0), bounds.get("LIMIT"))


def _keys(found: Sequence[Token], words: Sequence[str], at: int) -> tuple[tuple[tuple[str, bool], ...], int]:
    """The variables from a token on, and the token after them."""
    keys = []
    while at < len(found):
        if found[at].kind == "VARIABLE":
            keys.append((found[at].text[1:], False))
            at += 1
        elif words[at] in ("ASC", "DESC") and [t.kind for t in found[at + 1 : at + 4]] == ["SIGN", "VARIABLE", "SIGN"]:
            keys.append((found[at + 2].text[1:], words[at] == "DESC"))
            at += 4
        else:
            break
    return tuple(keys), at


def in_order(solutions: Iterable[Iterable[Any]], columns: Sequence[str], wanted: Order) -> list[Terms] | None:
    """The rows in the order of SPARQL 1.1, section 15.1; None where only the engine knows it, or there are too many."""
    if any(name not in columns for name, _ in wanted.keys):
        return None
    rows = [tuple(solution) for solution in islice(solutions, MOST + 1)]
    if len(rows) > MOST:
        return None
    for name, falls in reversed(wanted.keys):
        place = columns.index(name)
        ranks = _ranks([row[place] for row in rows])
        if ranks is None:
            return None
        rows = [rows[k] for k in sorted(range(len(rows)), key=ranks.__getitem__, reverse=falls)]
    return rows[wanted.offset :][: wanted.limit]


def _ranks(terms: Sequence[Any]) -> list[tuple[int, str | Decimal]] | None:
    """What each term is sorted by: nothing, then IRIs, then literals, which are all strings or all numbers."""
    import pyoxigraph as ox

    ranks: list[tuple[int, str | Decimal]] = []
    kinds = set()
    number = {ox.NamedNode(f"{_SCHEMA}{name}") for name in ("integer", "decimal")}
    string = ox.NamedNode(f"{_SCHEMA}string")
    for term in terms:
        if term is None:
            ranks.append((0, ""))
        elif isinstance(term, ox.NamedNode):
            ranks.append((1, term.value))
        elif isinstance(term, ox.Literal) and term.datatype == string:
            kinds.add("string")
            ranks.append((2, term.value))
        elif isinstance(term, ox.Literal) and term.datatype in number:
            kinds.add("number")
            ranks.append((2, Decimal(term.value)))
        else:
            return None
    return ranks if len(kinds) < 2 else None
