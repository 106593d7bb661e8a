"""Things side by side, trees of what extends what, and papers at odds, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kg.cli._tables import Value, print_behind, print_json, print_rows, print_text

if TYPE_CHECKING:
    from kg.query.compare import Comparison
    from kg.query.conflicts import Conflict
    from kg.query.lineage import Branch, Lineage
    from kg.query.lookup import Said


def print_comparison(found: Comparison, form: str) -> None:
    """Print a comparison: a column for each thing, and the quotes below by number; for programs a row an item."""
    if form not in ("table", "markdown", "latex"):
        rows = [
            (aspect.name, node.label, item.text, said.title, said.issued, said.quote)
            for aspect in found.aspects
            for node, cell in zip(found.things, aspect.cells, strict=True)
            for item in cell
            for said in item.said
        ]
        print_rows(("aspect", "thing", "value", "paper", "issued", "quote"), rows, form)
        return
    quotes: dict[Said, int] = {}

    def cell_text(aspect: int, k: int) -> str:
        cell, more = found.aspects[aspect].cells[k], found.aspects[aspect].left_out[k]
        parts = [item.text + _marks(item.said[:2], quotes) for item in cell]
        return "; ".join(parts) + (f"; and {more} more" if more else "")

    columns = ("", *(f"{node.label} ({node.type})" for node in found.things))
    lines = [(a.name, *(cell_text(n, k) for k in range(len(found.things)))) for n, a in enumerate(found.aspects)]
    print_rows(columns, lines, form)
    for said, number in quotes.items():
        print_text(f"[{number}] {said.confidence:.2f} “{said.quote}” — {_source(said)}")


def _marks(said: tuple[Said, ...], quotes: dict[Said, int]) -> str:
    return "".join(f" [{quotes.setdefault(one, len(quotes) + 1)}]" for one in said)


def _source(said: Said) -> str:
    return f"{said.title} ({said.issued})" if said.issued else said.title


def print_lineage(found: Lineage, form: str) -> None:
    """Print both trees, each edge with the first sentence that says it; for programs a row an edge."""
    if form == "json":
        print_json({"extends": _object(found.extends), "extendedBy": _object(found.extended_by)})
        return
    if form != "table":
        rows = [*_edges(found.extends, False, 1), *_edges(found.extended_by, True, 1)]
        print_rows(("step", "subject", "object", "confidence", "paper", "issued", "quote"), rows, form)
        return
    print_text(found.extends.label, style="bold")
    for title, root in (("extends", found.extends), ("is extended by", found.extended_by)):
        click.echo()
        print_text(title if root.branches else f"{title} nothing known", style="bold")
        _tree(root, "  ")


def _tree(branch: Branch, indent: str) -> None:
    for below in branch.branches:
        last = below is branch.branches[-1] and not branch.left_out
        click.echo(f"{indent}{'└─' if last else '├─'} ", nl=False)
        year = f"{below.year}  " if below.year else ""
        again = " (its own branches are shown elsewhere)" if below.again else ""
        print_text(f"{year}{below.label}{again}", style="bold")
        inner = indent + ("   " if last else "│  ")
        if below.said:
            said = below.said[0]
            more = f" and {len(below.said) - 1} more" if len(below.said) > 1 else ""
            print_behind(f"{inner}   ", f"{said.confidence:.2f} “{said.quote}” — {_source(said)}{more}", style="dim")
        _tree(below, inner)
    if branch.left_out:
        click.echo(f"{indent}└─ and {branch.left_out} more")


def _object(branch: Branch) -> dict[str, object]:
    return {
        "iri": branch.iri, "label": branch.label, "again": branch.again, "leftOut": branch.left_out,
        "year": branch.year,
        "said": [
            {"paper": s.title, "issued": s.issued, "confidence": s.confidence, "quote": s.quote} for s in branch.said
        ],
        "branches": [_object(below) for below in branch.branches],
    }  # fmt: skip


def _edges(branch: Branch, turned: bool, step: int) -> Iterator[tuple[Value, ...]]:
    for below in branch.branches:
        ends = (below.label, branch.label) if turned else (branch.label, below.label)
        for said in below.said:
            yield (-step if turned else step, *ends, said.confidence, said.title, said.issued, said.quote)
        yield from _edges(below, turned, step + 1)


def print_conflicts(found: tuple[Conflict, ...], form: str) -> None:
    """Print pairs of papers at odds, both quotes side by side."""
    if form != "table":
        rows = [
            (c.subject, c.predicate, c.object, c.kind, c.data, c.metrics, c.first.confidence, c.first.title,
             c.first.issued, c.first.quote, c.second.confidence, c.second.title, c.second.issued, c.second.quote)
            for c in found
        ]  # fmt: skip
        columns = ("subject", "predicate", "object", "second says", "data", "metrics", "first confidence")
        first = ("first paper", "first issued", "first quote")
        print_rows((*columns, *first, "second confidence", "second paper", "second issued", "second quote"), rows, form)
        return
    for k, c in enumerate(found):
        if k:
            click.echo()
        against = "said the other way round" if c.kind == "the reverse" else "denied"
        on = f" on {', '.join(c.data)}" if c.data else ""
        by = f" by {', '.join(c.metrics)}" if c.metrics else ""
        print_text(f"{c.subject} {c.predicate} {c.object}{on}{by}: said, and {against}", style="bold")
        sides = (f"{said.confidence:.2f} “{said.quote}”" for said in (c.first, c.second))
        print_rows((_source(c.first), _source(c.second)), [tuple(sides)], "table")
