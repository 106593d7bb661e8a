"""The card of one thing, for people and as JSON."""

from __future__ import annotations

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
    for claim in card.claims:
        click.echo()
        doubt = "" if claim.polarity == "asserted" else f"  ({claim.polarity})"
        if claim.subject == node.iri:
            print_text(f"{claim.predicate} → {names[claim.object]}{doubt}", indent=2, style="bold")
        else:
            print_text(f"{names[claim.subject]} → {claim.predicate} → {node.label}{doubt}", indent=2, style="bold")
        print_quote(claim, names, indent=6)
    for number in card.numbers:
        click.echo()
        print_text(_number(number), indent=2, style="bold")
        print_quote(number.claim, names, indent=6)


def print_card_as_json(card: Card) -> None:
    """Print a card as one JSON object."""
    node, names = card.node, dict(card.names)
    print_json(
        {
            "iri": node.iri, "type": node.type, "label": node.label, "names": list(node.names),
            "merged": list(node.reasons),
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


def _number(number: Reported) -> str:
    figure = number.result.number
    shown = f"{figure.text}{'' if figure.unit in ('%', 'x') else ' '}{figure.unit}".strip() if figure else ""
    parts = [f"{slot}: {name}" for slot, name in number.slots]
    if figure and figure.condition:
        parts.append(f"condition: {figure.condition}")
    doubt = "" if number.claim.polarity == "asserted" else f"  ({number.claim.polarity})"
    return f"{shown}{doubt}   {', '.join(parts)}"
