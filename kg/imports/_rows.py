"""Rows of `kg.export._rows` as nodes and claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from kg.imports._facts import quads_of
from kg.model import Claim, Evidence, Node, Number, Paper

if TYPE_CHECKING:
    import pyoxigraph as ox

Cells = Mapping[str, Any]  # name of a column -> text, number, list or None
_PLACE = re.compile(r"(title|abstract):(\d+)-(\d+)")


def quads(nodes: Iterable[Cells], edges: Iterable[Cells]) -> Iterator[ox.Quad]:
    """The quads of two tables.

    Raises:
        ValueError, LookupError: a column is missing or does not hold what it should.
    """
    claims = (claim for row in edges for claim in claims_of(row))
    return quads_of(map(node_of, nodes), claims)


def node_of(row: Cells) -> Node:
    """A node from its row."""
    type_ = row["type"]
    paper, number = None, None
    if type_ == "paper":
        paper = Paper(
            row["label"] or "", _text(row, "abstract"), _text(row, "key"), _text(row, "doi"), _text(row, "arxiv"),
            _text(row, "issued"), _list(row, "authors"), _text(row, "url"), _pairs(row, "identifiers", ":"),
            _text(row, "venue"), tuple(sorted((name, orcid) for orcid, name in _pairs(row, "orcids", " "))),
        )  # fmt: skip
    if type_ == "result":
        value = row.get("value")
        number = Number(
            _text(row, "value_text"), _text(row, "unit"), _text(row, "condition"),
            None if value in (None, "") or value != value else decimal(value), cast(Any, _text(row, "kind")),  # noqa: PLR0124 - not a number
            cast(Any, _text(row, "change_direction")),
        )  # fmt: skip
    return Node(
        row["id"], type_, row["label"] or "", _list(row, "names"), _text(row, "direction"), paper, number,
        _list(row, "reasons"),
    )  # fmt: skip


def claims_of(row: Cells) -> Iterator[Claim]:
    """The claims of an edge from its row."""
    count = int(row["claims"])
    columns = (_list(row, name) for name in ("papers", "quotes", "places", "confidences", "rules"))
    filled = [column + ("",) * (count - len(column)) for column in columns]
    for paper, quote, place, confidence, rule in zip(*filled, strict=True):
        found = _PLACE.fullmatch(place)
        if found is None:
            raise ValueError(f"{place!r} is no place in a text; like abstract:12-80 would be right")
        evidence = Evidence(cast(Any, found[1]), int(found[2]), int(found[3]), quote)
        yield Claim(
            row["source"], row["predicate"], row["target"], paper, evidence, "asserted", float(confidence), rule
        )


def decimal(value: str | float) -> Decimal:
    """A number that was written as a decimal, or as the float nearest to it."""
    if isinstance(value, str):
        return Decimal(value)
    return Decimal(int(value)) if value == int(value) and abs(value) < 1e15 else Decimal(repr(value))


def split(text: str) -> tuple[str, ...]:
    r"""The texts that `kg.export._rows.joined` joined: bars that have a backslash before them do not part."""
    parts, current, place = [], "", 0
    for found in re.finditer(r"(\\*)(?: (\|) |(\|)|\Z)", text):
        backslashes, between, within = found.groups()
        current += text[place : found.start()] + backslashes[: len(backslashes) // 2]
        place = found.end()
        if within:
            current += "|"
        elif between or found.end() == len(text):
            parts.append(current)
            current = ""
            if not between:
                break
    return tuple(parts)


def _text(row: Cells, name: str) -> str:
    value = row.get(name)
    return "" if value is None or value != value else str(value)  # noqa: PLR0124 - not a number


def _list(row: Cells, name: str) -> tuple[str, ...]:
    value = row.get(name)
    if isinstance(value, str):
        return split(value) if value else ()
    return tuple(value) if value is not None and value == value else ()  # noqa: PLR0124 - not a number


def _pairs(row: Cells, name: str, between: str) -> tuple[tuple[str, str], ...]:
    found = (entry.partition(between) for entry in _list(row, name))
    return tuple((first, second) for first, _, second in found)
