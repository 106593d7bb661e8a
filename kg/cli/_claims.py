"""Claims and paths, each with the sentence that says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from kg.cli._tables import Value, print_json, print_rows, print_text

if TYPE_CHECKING:
    from kg.model import Claim, Node
    from kg.query.paths import Path

COLUMNS = ("subject", "predicate", "object", "polarity", "confidence", "paper", "field", "start", "end", "quote")


def claim_row(claim: Claim, names: Mapping[str, str]) -> tuple[Value, ...]:
    """A claim as a row under `COLUMNS`; `names` holds the label of each IRI."""
    evidence = claim.evidence
    ends = (names.get(claim.subject, claim.subject), claim.predicate, names.get(claim.object, claim.object))
    paper = names.get(claim.paper, claim.paper)
    place = (evidence.field, evidence.start, evidence.end, evidence.quote)
    return (*ends, claim.polarity, claim.confidence, paper, *place)


def print_claims(claims: Iterable[Claim], names: Mapping[str, str], form: str) -> None:
    """Print claims: for people each as a line with its quote and paper below."""
    if form != "table":
        print_rows(COLUMNS, (claim_row(claim, names) for claim in claims), form)
        return
    for claim in claims:
        doubt = "" if claim.polarity == "asserted" else f"  ({claim.polarity})"
        subject, target = names.get(claim.subject, claim.subject), names.get(claim.object, claim.object)
        print_text(f"{subject} --{claim.predicate}--> {target}{doubt}", style="bold")
        print_quote(claim, names)


def print_quote(claim: Claim, names: Mapping[str, str], indent: int = 4) -> None:
    """Print what a claim rests on: its sentence and the paper that it is from."""
    source = names.get(claim.paper, claim.paper)
    if claim.evidence.quote == source:
        print_text(f"{claim.confidence:.2f} “{source}” — the title", indent=indent)
    else:
        print_text(f"{claim.confidence:.2f} “{claim.evidence.quote}” — {source}", indent=indent)


def print_paths(paths: Sequence[Path], names: Mapping[str, str], form: str) -> None:
    """Print paths hop by hop. A hop is shown the way it is walked; the arrow points the way it is said."""
    rows = [
        (number, hop, *claim_row(claim, names))
        for number, path in enumerate(paths, 1)
        for hop, edge in enumerate(path.edges, 1)
        for claim in edge.claims
    ]
    if form == "json":
        print_json([_path(path, names) for path in paths])
        return
    if form != "table":
        print_rows(("path", "hop", *COLUMNS), rows, form)
        return
    for number, path in enumerate(paths, 1):
        if number > 1:
            click.echo()
        hops = f"{len(path.edges)} hop{'s' if len(path.edges) != 1 else ''}"
        print_text(f"Path {number}: {hops}" if len(paths) > 1 else hops)
        for start, end, edge in zip(path.nodes, path.nodes[1:], path.edges, strict=False):
            arrow = f"--{edge.predicate}-->" if edge.subject == start.iri else f"<--{edge.predicate}--"
            print_text(f"{start.label} {arrow} {end.label}", indent=2, style="bold")
            print_quote(edge.claims[0], names, indent=6)
            if len(edge.claims) > 1:
                print_text(f"and {len(edge.claims) - 1} more", indent=6, style="dim")


def _path(path: Path, names: Mapping[str, str]) -> object:
    return {
        "nodes": [_node(node) for node in path.nodes],
        "hops": [[dict(zip(COLUMNS, claim_row(claim, names), strict=True)) for claim in e.claims] for e in path.edges],
    }


def _node(node: Node) -> dict[str, str]:
    return {"iri": node.iri, "type": node.type, "label": node.label}
