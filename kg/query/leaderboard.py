"""Numbers ranked where they can be compared, and set apart, with the reason, where they cannot."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from kg.errors import KgError
from kg.model import Node
from kg.query.lookup import Lookup
from kg.query.reported import Figure, figures

if TYPE_CHECKING:
    from kg.store import Store

Kind = Literal["absolute", "gain", "loss"]
Direction = Literal["higher", "lower"]
_RELATIVE_UNITS = frozenset(("x", "×", "times", "fold", "point", "points", "pp", "percentage points", "dB gain"))
_BY = re.compile(r"\bby\s+(?:about|around|approximately|over|up to|more than|at least|nearly|an average of|[~≈])?\s*$")
_GAIN = re.compile(
    r"\s*(?:[\w-]+\s){0,3}(?:improvement|gain|increase|reduction|decrease|speed-?up|better|higher|lower|faster|fewer|less|more|savings?)\b"
)
_LOSS = re.compile(r"\s*(?:[\w-]+\s){0,2}(?:loss|drop|degradation|decline|worse|slower|overhead)\b")
_LESS_THAN = re.compile(r"\b(?:less|fewer|more|lower|higher|better|worse) than\b")
_PARAMETER = re.compile(r"top-\d+|@\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One reported number with the names of all that it speaks of, "" where the paper does not say.

    `rank` is None for a number that stands apart, and `reason` then says why. Equal numbers share a rank.
    """

    rank: int | None
    method: str
    value: Decimal | None
    text: str
    unit: str
    metric: str
    dataset: str
    task: str
    condition: str
    hardware: str
    baseline: str
    paper: str
    issued: str
    quote: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Numbers that can be compared: one metric with its parameter, one unit, one dataset; best first.

    `kind` tells numbers as such from gains and losses against `baseline`.
    """

    metric: str
    parameter: str
    unit: str
    dataset: str
    kind: Kind
    baseline: str
    direction: Direction
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Boards, the longest first, and what is comparable with none of them."""

    boards: tuple[Board, ...]
    apart: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    metric: str
    parameter: str
    unit: str
    dataset: str
    kind: Kind
    baseline: str


def leaderboard(
    store: Store,
    *,
    task: Node | None = None,
    dataset: Node | None = None,
    metric: Node | None = None,
    direction: Direction | None = None,
) -> Leaderboard:
    """Rank what papers report on a task, a dataset, by a metric; at least one of them.

    Args:
        store: an open store.
        task: numbers for it, or of papers and methods that address it.
        dataset: numbers on it.
        metric: numbers of it.
        direction: which is better, where the graph does not know it of the metric.

    Raises:
        KgError: nothing is asked for, or no number is reported for it.
    """
    wanted = [node for node in (task, dataset, metric) if node is not None]
    if not wanted:
        raise KgError("a leaderboard needs a task, a dataset or a metric")
    lookup = Lookup(store)
    directions: dict[str, str] = {}
    grouped: dict[_Key, list[tuple[Entry, str]]] = defaultdict(list)
    for figure in figures(store.database, task=task, dataset=dataset, metric=metric):
        if figure.metric not in directions:
            directions[figure.metric] = lookup.literal(figure.metric, "direction")
        key, entry = _entry(figure)
        grouped[key].append((entry, directions[figure.metric]))
    if not grouped:
        raise KgError(f"no paper reports a number for {' and '.join(repr(node.label) for node in wanted)}")
    nearest = _Nearest({key: len(found) for key, found in grouped.items()})
    boards: list[Board] = []
    apart: list[Entry] = []
    for key, found in sorted(grouped.items()):
        better = _better(key, found[0][1] or direction or "")
        reason = "" if better and (key.dataset or key.kind != "absolute") else _why_alone(key, bool(better))
        numbers = [entry for entry, _ in found if entry.value is not None]
        apart += [replace(e, reason="it is no single number") for e, _ in found if e.value is None]
        if reason or len(numbers) < 2:
            apart += [replace(e, reason=reason or _differs(key, nearest(key))) for e in numbers]
        elif better:
            boards.append(_board(key, better, numbers))
    boards.sort(key=lambda board: (-len(board.entries), board.metric, board.dataset, board.unit, board.baseline))
    apart.sort(key=lambda e: (e.metric, e.dataset, e.unit, e.paper, e.text))
    return Leaderboard(tuple(boards), tuple(apart))


def kind_of(text: str, unit: str, quote: str) -> Kind:
    """Whether a number is one as such, or a gain or loss against something, told from its unit and its sentence."""
    figure = re.search(rf"(?<![\d.]){re.escape(text)}(?![\d])", quote)
    before, after = (quote[: figure.start()], quote[figure.end() :]) if figure else ("", "")
    after = after.removeprefix("%").removeprefix(" " + unit).removeprefix(unit)
    if _LOSS.match(after):
        return "loss"
    if unit.casefold() in _RELATIVE_UNITS or _BY.search(before):
        return "gain"
    return "gain" if unit == "%" and _GAIN.match(after) and not _LESS_THAN.match(after.strip()) else "absolute"


def _entry(figure: Figure) -> tuple[_Key, Entry]:
    """A number with what it can be compared by."""
    metric, dataset, baseline = figure.slot("metric"), figure.slot("dataset"), figure.slot("baseline")
    kind = kind_of(figure.text, figure.unit, figure.quote)
    at = figure.quote.find(figure.text)
    near = figure.quote[at : at + len(figure.text) + 25] if at >= 0 else ""
    parameter = _PARAMETER.search(f"{metric} {figure.condition} {near}")
    entry = Entry(
        None, figure.slot("method"), figure.value, figure.text, figure.unit, metric, dataset, figure.slot("task"),
        figure.condition, figure.slot("hardware"), baseline, figure.paper, figure.issued, figure.quote,
    )  # fmt: skip
    compared = "" if kind == "absolute" else baseline
    return _Key(metric, parameter.group().lower() if parameter else "", figure.unit, dataset, kind, compared), entry


def _better(key: _Key, direction: str) -> Direction | None:
    if key.kind != "absolute":
        return "higher" if key.kind == "gain" else "lower"
    return "higher" if direction == "higher" else "lower" if direction == "lower" else None


def _why_alone(key: _Key, known: bool) -> str:
    if not known:
        return f"whether higher or lower is better is not known of {key.metric}"
    return "it names no dataset"


class _Nearest:
    """Of all boards the one that has most in common with another, the longest of several."""

    def __init__(self, sizes: dict[_Key, int]) -> None:
        self._ranked: dict[tuple[str, ...], list[_Key]] = defaultdict(list)
        for key in sorted(sizes, key=lambda key: (-sizes[key], key)):
            for common in _begins(key):
                if len(self._ranked[common]) < 2:
                    self._ranked[common].append(key)

    def __call__(self, key: _Key) -> _Key | None:
        found = (other for common in _begins(key) for other in self._ranked[common] if other != key)
        return next(found, None)


def _begins(key: _Key) -> list[tuple[str, ...]]:
    """What keys may have in common, most first."""
    parts = (key.metric, key.dataset, key.kind, key.parameter, key.unit)
    return [parts[:length] for length in range(len(parts), -1, -1)]


def _differs(key: _Key, near: _Key | None) -> str:
    """In what a number that nothing compares with differs from the nearest."""
    if near is None:
        return "nothing else is reported"
    if near.metric != key.metric:
        return f"no other number of {key.metric}"
    if near.dataset != key.dataset:
        return f"no other on {key.dataset or 'no named dataset'}"
    if near.kind != key.kind:
        return f"it is the {key.metric} itself" if key.kind == "absolute" else f"it is a {key.kind} of {key.metric}"
    for what, own, other in (
        ("parameter", key.parameter, near.parameter),
        ("unit", key.unit, near.unit),
        ("baseline", key.baseline, near.baseline),
    ):
        if own != other:
            return f"another {what}: {own or 'none'}, not {other or 'none'}"
    return "nothing else is reported"


def _board(key: _Key, better: Direction, entries: list[Entry]) -> Board:
    def place(entry: Entry) -> tuple[Decimal, str, str, str]:
        value = entry.value or Decimal(0)
        return (-value if better == "higher" else value, entry.method, entry.paper, entry.condition)

    ranked: list[Entry] = []
    for position, entry in enumerate(sorted(entries, key=place), 1):
        same = ranked and ranked[-1].value == entry.value
        ranked.append(replace(entry, rank=ranked[-1].rank if same else position))
    return Board(key.metric, key.parameter, key.unit, key.dataset, key.kind, key.baseline, better, tuple(ranked))
