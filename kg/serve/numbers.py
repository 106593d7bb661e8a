"""Reported numbers as pages show them: a small chart for each quantity, every number with its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg.query.kinds import written
from kg.query.leaderboard import Entry
from kg.serve.charts import lengths
from kg.serve.facts import Facts
from kg.serve.marking import Piece, marked
from kg.serve.things import Thing, named
from kg.store import Store
from kg.store.figures import Figure


@dataclass(frozen=True, slots=True)
class Bar:
    """One number: how it reads, its bar (a share of 100), what it is of, and who says so."""

    text: str
    value: Decimal | None
    length: float
    slots: tuple[tuple[str, Thing], ...]
    condition: str
    paper: Thing | None
    quote: tuple[Piece, ...]
    rank: int | None = None
    reason: str = ""
    percent: int | None = None
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers that may stand beside one another: of one metric, in one unit."""

    title: str
    bars: tuple[Bar, ...]


def charts(store: Store, own: str, numbers: Iterable[Figure]) -> tuple[Chart, ...]:
    """The numbers of a card by metric and unit, the most numerous first.

    Args:
        store: an open store.
        own: the IRI of what the card is of.
        numbers: its numbers.
    """
    facts = Facts(store)
    by: dict[tuple[str, str], list[Figure]] = {}
    for number in numbers:
        by.setdefault((number.slot("metric"), number.unit), []).append(number)
    found: list[Chart] = []
    for (metric, unit), group in sorted(by.items(), key=lambda item: (-len(item[1]), item[0])):
        bars = []
        for number, length in zip(group, lengths([number.value for number in group]), strict=True):
            slots = tuple(
                (slot, _slot(store, slot, label)) for slot, (_, label) in number.slots.items() if slot != "metric"
            )  # fmt: skip
            bars.append(
                Bar(
                    written(number.text, number.unit, number.kind, number.direction), number.value, length,
                    tuple((slot, one) for slot, one in slots if one.iri != own), number.condition,
                    facts.thing(number.paper_iri), marked(number.quote, [(number.text, "number"), *_names(slots)]),
                    percent=round(100 * number.confidence),
                )
            )  # fmt: skip
        found.append(Chart(f"{metric}, {unit}" if unit not in ("", "x") else metric, tuple(bars)))
    return tuple(found)


def board_bars(store: Store, entries: Iterable[Entry]) -> tuple[Bar, ...]:
    """The rows of a board."""
    rows = list(entries)
    found: list[Bar] = []
    for entry, length in zip(rows, lengths([entry.value for entry in rows]), strict=True):
        slots = tuple(
            (slot, _slot(store, slot, label))
            for slot, label in (
                ("method", entry.method), ("metric", entry.metric), ("dataset", entry.dataset),
                ("baseline", entry.baseline), ("hardware", entry.hardware),
            )
            if label
        )  # fmt: skip
        found.append(
            Bar(
                written(entry.text, entry.unit), entry.value, length, slots, entry.condition,
                named(store.database, entry.paper, "paper"),
                marked(entry.quote, [(entry.text, "number"), *_names(slots)]), entry.rank, entry.reason,
                issued=entry.issued,
            )
        )  # fmt: skip
    return tuple(found)


def _slot(store: Store, slot: str, label: str) -> Thing:
    found = named(store.database, label, slot if slot != "baseline" else "") or named(store.database, label)
    return found or Thing("", slot, label, 0)


def _names(slots: Iterable[tuple[str, Thing]]) -> list[tuple[str, str]]:
    return [(one.label, one.type) for _, one in slots]
