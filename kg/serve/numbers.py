"""Reported numbers as pages show them: a small chart for each quantity, every number with its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg.query.cards import Reported
from kg.query.leaderboard import Board, Entry
from kg.serve.charts import lengths
from kg.serve.facts import Facts
from kg.serve.marking import Piece, marked
from kg.serve.things import Thing, named
from kg.store import Store


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


def shown(text: str, unit: str) -> str:
    """A number with its unit, as people write it."""
    return f"{text}{unit}" if unit in ("%", "x", "") else f"{text} {unit}"


def charts(store: Store, own: str, numbers: Iterable[Reported]) -> tuple[Chart, ...]:
    """The numbers of a card by metric and unit, the most numerous first.

    Args:
        store: an open store.
        own: the IRI of what the card is of.
        numbers: its numbers.
    """
    facts = Facts(store)
    by: dict[tuple[str, str], list[Reported]] = {}
    for number in numbers:
        figure = number.result.number
        if figure is not None:
            by.setdefault((dict(number.slots).get("metric", ""), figure.unit), []).append(number)
    found: list[Chart] = []
    for (metric, unit), group in sorted(by.items(), key=lambda item: (-len(item[1]), item[0])):
        values = [number.result.number.value if number.result.number else None for number in group]
        bars = []
        for number, length in zip(group, lengths(values), strict=True):
            figure = number.result.number
            assert figure is not None  # noqa: S101 - only such were kept
            slots = tuple(
                (slot, _slot(store, slot, label)) for slot, label in number.slots if slot != "metric"
            )  # fmt: skip
            bars.append(
                Bar(
                    shown(figure.text, figure.unit), figure.value, length,
                    tuple((slot, one) for slot, one in slots if one.iri != own), figure.condition,
                    facts.thing(number.claim.paper),
                    marked(number.claim.evidence.quote, [(figure.text, "number"), *_names(slots)]),
                    percent=round(100 * number.claim.confidence),
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
                shown(entry.text, entry.unit), entry.value, length, slots, entry.condition,
                named(store.database, entry.paper, "paper"),
                marked(entry.quote, [(entry.text, "number"), *_names(slots)]), entry.rank, entry.reason,
                issued=entry.issued,
            )
        )  # fmt: skip
    return tuple(found)


def board_title(board: Board) -> str:
    """What the numbers of a board are of."""
    what = {"absolute": "", "gain": "gain in ", "loss": "loss of "}.get(board.kind, "")
    metric = f"{board.metric} {board.parameter}" if board.parameter not in board.metric.casefold() else board.metric
    place = f" on {board.dataset}" if board.dataset else ""
    against = f" over {board.baseline}" if board.baseline else ""
    unit = f", {board.unit}" if board.unit not in ("", "x") else ""
    return f"{what if board.unit != 'x' else ''}{metric}{against}{place}{unit}"


def _slot(store: Store, slot: str, label: str) -> Thing:
    found = named(store.database, label, slot if slot != "baseline" else "") or named(store.database, label)
    return found or Thing("", slot, label, 0)


def _names(slots: Iterable[tuple[str, Thing]]) -> list[tuple[str, str]]:
    return [(one.label, one.type) for _, one in slots]
