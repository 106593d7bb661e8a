"""The card of one thing, for people and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import click

from kg.cli._claims import COLUMNS, claim_row, print_quote
from kg.cli._tables import print_json, print_text

if TYPE_CHECKING:
    from kg.query.cards import Card, Reported


def print_card(card: Card) -> None:
    """Print a card: names, edges grouped by predicate with their quotes, numbers."""
    node, names = card.node, dict(card.names)
    print_text(f"{node.label}  ({node.type})", style="bold")
    if node.names:
        print_text(f"also: {'; '.join(node.names)}", indent=2)
    if node.direction:
        print_text(f"{node.direction} is better", indent=2)
    for reason in node.reasons:
        print_text(f"merged: {reason}", indent=2, style="dim")
    if node.paper is not None:
        for text in ("; ".join(node.paper.authors), node.paper.issued, node.paper.url):
            if text:
                print_text(text, indent=2)
    print_text(node.iri, indent=2, style="dim")
    _print_edges(card, names)
    for number in card.numbers:
        click.echo()
        print_text(_number(number), indent=2, style="bold")
        print_quote(number.claim, names, indent=6)
    if card.numbers_left:
        click.echo()
        print_text(f"… and {_count(card.numbers_left, 'more number')}", indent=2, style="bold")


def _print_edges(card: Card, names: Mapping[str, str]) -> None:
    node = card.node
    said_too = {(s, p, o): count for s, p, o, count in card.papers_left}
    edges_left = {(predicate, outgoing): count for predicate, outgoing, count in card.edges_left}
    for (incoming, predicate), group in groupby(card.claims, lambda c: (c.subject != node.iri, c.predicate)):
        for edge, claims in groupby(group, lambda c: (c.subject, c.predicate, c.object)):
            for claim in claims:
                click.echo()
                doubt = "" if claim.polarity == "asserted" else f"  ({claim.polarity})"
                if incoming:
                    head = f"{names[claim.subject]} → {claim.predicate} → {node.label}{doubt}"
                else:
                    head = f"{claim.predicate} → {names[claim.object]}{doubt}"
                print_text(head, indent=2, style="bold")
                print_quote(claim, names, indent=6)
            if edge in said_too:
                print_text(f"and {_count(said_too.pop(edge), 'more paper')}", indent=6, style="dim")
        if left := edges_left.get((predicate, not incoming)):
            way = f"… → {predicate} → {node.label}" if incoming else f"{predicate} → …"
            click.echo()
            print_text(f"… and {left:,} more: {way}", indent=2, style="bold")


def print_card_as_json(card: Card) -> None:
    """Print a card as one JSON object."""
    node, names = card.node, dict(card.names)
    print_json(
        {
            "iri": node.iri, "type": node.type, "label": node.label, "names": list(node.names),
            "merged": list(node.reasons),
            "left_out": {
                "edges": [
                    {"predicate": predicate, "outgoing": outgoing, "count": count}
                    for predicate, outgoing, count in card.edges_left
                ],
                "quotes": [
                    {"subject": names[s], "predicate": p, "object": names[o], "papers": count}
                    for s, p, o, count in card.papers_left
                ],
                "numbers": card.numbers_left,
            },
            "claims": [dict(zip(COLUMNS, claim_row(c, names), strict=True)) for c in card.claims],
            "numbers": [
                {
                    **dict(n.slots), "value": n.result.number.value if n.result.number else None,
                    "text": n.result.number.text if n.result.number else "",
                    "unit": n.result.number.unit if n.result.number else "",
                    "condition": n.result.number.condition if n.result.number else "",
                    "polarity": n.claim.polarity, "quote": n.claim.evidence.quote, "paper": names[n.claim.paper],
                }
                for n in card.numbers
            ],
        }
    )  # fmt: skip


def _count(number: int, of: str) -> str:
    return f"{number:,} {of}{'' if number == 1 else 's'}"


def _number(number: Reported) -> str:
    figure = number.result.number
    shown = f"{figure.text}{'' if figure.unit in ('%', 'x') else ' '}{figure.unit}".strip() if figure else ""
    parts = [f"{slot}: {name}" for slot, name in number.slots]
    if figure and figure.condition:
        parts.append(f"condition: {figure.condition}")
    doubt = "" if number.claim.polarity == "asserted" else f"  ({number.claim.polarity})"
    return f"{shown}{doubt}   {', '.join(parts)}"
