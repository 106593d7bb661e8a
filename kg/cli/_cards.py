"""The card of one thing, for people and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from kg.cli._claims import COLUMNS, claim_row
from kg.cli._notes import counted
from kg.cli._tables import Page, Value, distinct, print_json

if TYPE_CHECKING:
    from kg.model import Claim
    from kg.query.cards import Card
    from kg.store.figures import Figure

LINES = 60  # of a card that is not asked for whole
_TURNED = {
    "proposes": "proposed by", "addresses": "addressed by", "uses": "used by", "extends": "extended by",
    "comparesWith": "compared with by", "outperforms": "outperformed by", "evaluatesOn": "evaluated on by",
    "measures": "measured by", "runsOn": "run on by",
}  # fmt: skip
_PLAIN = {"comparesWith": "compares with", "evaluatesOn": "evaluates on", "runsOn": "runs on"}
_SLOTS = ("method", "metric", "value", "dataset", "over", "condition", "hardware")


def print_card(card: Card, *, every: bool) -> None:
    """Print a card: names, relations, numbers as a table, and each sentence once.

    Args:
        card: what to print.
        every: print all of it, however long.
    """
    page = Page()
    quotes = _Quotes(card)
    _print_head(page, card, every)
    if card.node.paper is not None:
        quotes.print_abstract(page)
    _print_relations(page, card, quotes)
    _print_numbers(page, card, quotes)
    left = quotes.print_rest(page, None if every else LINES)
    page.print()
    _say_what_is_left(card, left)


def _print_head(page: Page, card: Card, every: bool) -> None:
    node = card.node
    direction = f", {node.direction} is better" if node.direction else ""
    page.text(f"{node.label}  ({node.type}{direction})", style="bold")
    names = distinct((node.label, *node.names))[1:] if not every else list(node.names)
    more = 0 if every else max(0, len(names) - 8)
    if names:
        shown = "; ".join(names[: len(names) - more])
        page.text(f"also called {shown}{f'; and {more} more' if more else ''}", indent=2)
    if card.parents:
        page.text(f"variant of {'; '.join(card.parents)}", indent=2)
    if card.variants:
        page.text(f"variants: {'; '.join(card.variants)}", indent=2)
    if node.reasons and every:
        for reason in node.reasons:
            page.text(f"one thing because {reason}", indent=2, style="dim")
    elif node.reasons:
        page.text(f"{counted(len(node.reasons), 'reason')} why its names are one thing: --all", indent=2, style="dim")
    if node.paper is not None:
        for text in ("; ".join(node.paper.authors), node.paper.issued, node.paper.url):
            if text:
                page.text(text, indent=2)
    page.text(node.iri, indent=2, style="dim")


def _print_relations(page: Page, card: Card, quotes: _Quotes) -> None:
    names = dict(card.names)
    page.gap()
    papers_left = {(s, p, o): count for s, p, o, count in card.papers_left}
    edges_left = {(predicate, outgoing): count for predicate, outgoing, count in card.edges_left}
    subject_before = card.node.iri
    for (turned, predicate, subject), group in groupby(card.claims, lambda claim: _group(card, claim)):
        if subject != subject_before:
            page.gap()
            page.text(names[subject], style="bold")
            subject_before = subject
        items = []
        for edge, claims in groupby(group, lambda c: (c.subject, c.predicate, c.object)):
            items.append(_item(names[edge[0] if turned else edge[2]], list(claims), quotes, papers_left.get(edge, 0)))
        if left := edges_left.get((predicate, not turned)):
            items.append(f"and {left:,} more")
        label = _TURNED.get(predicate, predicate) if turned else _PLAIN.get(predicate, predicate)
        page.text(f"{label}: {'; '.join(items)}", indent=2, hang=4)


def _group(card: Card, claim: Claim) -> tuple[bool, str, str]:
    """Whether a claim is about the card's thing from elsewhere, its predicate, and what it is listed under."""
    if card.node.paper is not None:
        return False, claim.predicate, claim.subject
    turned = claim.subject != card.node.iri
    return turned, claim.predicate, card.node.iri


def _item(name: str, claims: list[Claim], quotes: _Quotes, more: int) -> str:
    """One end of an edge, how sure it is, and by whom it is said."""
    marks: list[str] = []
    for polarity, group in groupby(sorted(claims, key=lambda c: c.polarity), lambda c: c.polarity):
        said = list(group)
        sure = f"{max(claim.confidence for claim in said):.2f}"
        doubt = "" if polarity == "asserted" else f"{polarity} "
        refs = dict.fromkeys(quotes.mark(claim) for claim in said)
        marks.append(f"({doubt}{sure}) {''.join(refs)}")
    return f"{name} {' '.join(marks)}" + (f" and {counted(more, 'more paper')}" if more else "")


def _print_numbers(page: Page, card: Card, quotes: _Quotes) -> None:
    from kg.query.kinds import written

    if not card.numbers:
        return
    own = card.node.type if card.node.type in ("method", "metric", "dataset") else ""
    rows: list[dict[str, Value]] = []
    for number in card.numbers:
        year = number.issued[:4]
        rows.append(
            {
                "method": number.slot("method"), "metric": number.slot("metric"),
                "value": written(number.text, number.unit, number.kind, number.direction),
                "dataset": number.slot("dataset"), "over": number.slot("baseline"), "condition": number.condition,
                "hardware": number.slot("hardware"), "confidence": f"{number.confidence:.2f}",
                "said": quotes.mark_number(number), "year": year,
            }
        )  # fmt: skip
    kept = [
        name
        for name in (*_SLOTS, "confidence", "year", "said")
        if any(row[name] for row in rows) and not (name == own and len({row[name] for row in rows}) == 1)
    ]
    page.gap()
    page.text("Numbers", style="bold")
    page.table(kept, [[row[name] for name in kept] for row in rows])


class _Quotes:
    """The sentences of a card, each once, by the number that it is referred to by."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._names = dict(card.names)
        self._issued = dict(card.issued)
        self._numbers: dict[tuple[str, str], int] = {}
        self._in_abstract: dict[str, int] = {}
        if card.node.paper is not None:
            abstract = card.node.paper.abstract
            quotes = {claim.evidence.quote for claim in card.claims} | {number.quote for number in card.numbers}
            ends = {quote: abstract.find(quote) + len(quote) for quote in quotes if quote and quote in abstract}
            order = sorted(ends, key=lambda quote: (ends[quote], quote))
            self._in_abstract = {quote: number for number, quote in enumerate(order, 1)}

    def mark(self, claim: Claim) -> str:
        """What refers to the sentence of a claim."""
        return self._mark(claim.evidence.quote, claim.paper)

    def mark_number(self, number: Figure) -> str:
        """What refers to the sentence of a number."""
        self._names.setdefault(number.paper_iri, number.paper)
        self._issued.setdefault(number.paper_iri, number.issued)
        return self._mark(number.quote, number.paper_iri)

    def _mark(self, quote: str, paper: str) -> str:
        if self._card.node.paper is not None:
            known = self._in_abstract.get(quote)
            return f"[{known}]" if known else "[title]"
        for (other, source), number in self._numbers.items():
            if source == paper and quote in other:
                return f"[{number}]"
        return f"[{self._numbers.setdefault((quote, paper), len(self._numbers) + 1)}]"

    def print_abstract(self, page: Page) -> None:
        """The abstract of a paper, with a number after each stretch that something rests on."""
        assert self._card.node.paper is not None  # noqa: S101 - asked of papers only
        text = self._card.node.paper.abstract
        ends: dict[int, list[int]] = {text.find(quote) + len(quote): [] for quote in self._in_abstract}
        for quote, number in self._in_abstract.items():
            ends[text.find(quote) + len(quote)].append(number)
        for end in sorted(ends, reverse=True):
            marks = "".join(f"[{number}]" for number in sorted(ends[end]))
            text = f"{text[:end]} {marks}{text[end:]}"
        if text:
            page.gap()
            page.text(text)
            page.gap()

    def print_rest(self, page: Page, lines: int | None) -> int:
        """The sentences of what is no paper, as far as the page has room; how many are left."""
        left = 0
        if self._numbers:
            page.gap()
        for (quote, paper), number in self._numbers.items():
            year = self._issued.get(paper, "")[:4]
            source = f"{self._names.get(paper, paper)}{f' ({year})' if year else ''}"
            text = (
                f"[{number}] “{source}” — the title" if source.startswith(quote) else f"[{number}] “{quote}” — {source}"
            )
            if left or (lines is not None and page.lines_with(text) > lines):
                left += 1
            else:
                page.text(text, hang=4)
        return left


def print_card_as_json(card: Card) -> None:
    """Print a card as one JSON object."""
    node, names = card.node, dict(card.names)
    fields: dict[str, object] = {
        "iri": node.iri, "type": node.type, "label": node.label, "names": list(node.names),
        "merged": list(node.reasons), "variantOf": list(card.parents), "variants": list(card.variants),
    }  # fmt: skip
    if node.paper is not None:
        fields |= {"abstract": node.paper.abstract, "issued": node.paper.issued, "authors": list(node.paper.authors)}
    left_out = {
        "edges": [
            {"predicate": predicate, "outgoing": outgoing, "count": count}
            for predicate, outgoing, count in card.edges_left
        ],
        "quotes": [
            {"subject": names[s], "predicate": p, "object": names[o], "papers": count}
            for s, p, o, count in card.papers_left
        ],
        "numbers": card.numbers_left,
        "unsure": card.hidden,
    }
    fields |= {
        "left_out": left_out,
        "claims": [dict(zip(COLUMNS, claim_row(claim, names), strict=True)) for claim in card.claims],
        "numbers": [_number(number) for number in card.numbers],
    }
    print_json(fields)


def _number(number: Figure) -> dict[str, object]:
    return {
        **{slot: number.slot(slot) for slot in number.slots}, "value": number.value, "text": number.text,
        "unit": number.unit, "kind": number.kind, "change": number.direction, "condition": number.condition,
        "confidence": number.confidence, "quote": number.quote, "paper": number.paper, "issued": number.issued,
    }  # fmt: skip


def _say_what_is_left(card: Card, quotes: int) -> None:
    left = []
    if card.numbers_left:
        left.append(counted(card.numbers_left, "more number"))
    if quotes:
        left.append(counted(quotes, "more sentence"))
    if edges := sum(count for *_, count in card.edges_left):
        left.append(counted(edges, "more edge"))
    if left:
        click.echo(f"note: {', '.join(left)}; --limit or --all shows them", err=True)
