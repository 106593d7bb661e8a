"""Numbers ranked where they can be compared, and set apart, with the reason, where they cannot."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal, cast

from kg.errors import KgError
from kg.model import Node
from kg.query.counts import papers_saying
from kg.query.families import Families
from kg.query.kinds import Better, reading, unit_of
from kg.query.kinds import Kind as KindOrNone
from kg.query.lookup import Lookup
from kg.query.metrics import better_of
from kg.store.figures import Figure, figures, met_pairs

if TYPE_CHECKING:
    from kg.store import Store

Kind = Literal["value", "change"]
Direction = Literal["higher", "lower"]
_PAIRS = 50  # metrics on datasets that are looked at where none is asked for
_PARAMETER = re.compile(r"top-\d+|@\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One reported number with the names of all that it speaks of, "" where the paper does not say.

    `value` carries the sign of a change: less is negative; `change` says which way a change went. `rank` is None where
    nothing is ranked, and `reason` then says why. Equal numbers share a rank. `confidence` is the probability, from 0
    to 1, that all of it is right.
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
    confidence: float
    quote: str
    change: Literal["up", "down", ""] = ""
    reason: str = ""

    @property
    def year(self) -> str:
        """The year of the paper, "" where it is not known."""
        return self.issued[:4]


@dataclass(frozen=True, slots=True)
class Board:
    """Numbers that can be compared: one metric with its parameter, one unit, one dataset; best first.

    `kind` tells levels from changes, which are all against `baseline`. `direction` is None where it is not known
    whether higher or lower is better; nothing is ranked then. `papers` is how many papers meet on the board.
    """

    metric: str
    parameter: str
    unit: str
    dataset: str
    kind: Kind
    baseline: str
    direction: Direction | None
    papers: int
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """What the numbers are of: metric, baseline of changes, dataset, unit."""
        named = self.parameter in self.metric.casefold()
        metric = self.metric if named else f"{self.metric} {self.parameter}"
        what = metric if self.kind == "value" else f"change of {metric} against {self.baseline}"
        unit = {"": "", "x": ", times"}.get(self.unit, f", {self.unit}")
        return f"{what}{f' on {self.dataset}' if self.dataset else ''}{unit}"


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Boards on which papers meet, boards of one paper, and numbers that stand on no board, each with its reason.

    The boards of most papers come first. `hidden` counts the numbers that were not sure enough.
    """

    boards: tuple[Board, ...]
    single: tuple[Board, ...]
    apart: tuple[Entry, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """What numbers must share to be compared; things by IRI, since two may bear one label."""

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
    variants: bool = False,
    min_confidence: float | None = None,
) -> Leaderboard:
    """Rank what papers report on a task, a dataset, by a metric; without any, where most papers meet.

    Args:
        store: an open store.
        task: numbers for it, or of papers and methods that address it.
        dataset: numbers on it.
        metric: numbers of it.
        direction: whether higher or lower is better, for metrics of which the graph does not know.
        variants: rank the numbers on all variants of a dataset on one board; each entry names its own.
        min_confidence: from 0 to 1; numbers below are left out and counted. None is what the graph holds as
            plain edges.

    Raises:
        KgError: no such number is reported.
    """
    wanted = {slot: node for slot, node in (("metric", metric), ("dataset", dataset), ("task", task)) if node}
    lookup, families = Lookup(store), Families(store)
    slots = {slot: [node.iri] for slot, node in wanted.items()}
    if dataset is not None and variants:
        slots["dataset"] += families.members(dataset.iri)
    papers = papers_saying(store.database, task.iri, ("addresses",)) if task else None
    if wanted:
        found = list(figures(store.database, slots, papers))
    else:
        pairs = met_pairs(store.database, _PAIRS)
        found = [f for m, d in pairs for f in figures(store.database, {"metric": [m], "dataset": [d]})]
    if not found and not wanted:
        raise KgError("no two papers report numbers of one metric on one dataset; name a metric, dataset or task")
    if not found:
        raise KgError(f"no paper reports a number for {' and '.join(repr(node.label) for node in wanted.values())}")
    sure = [figure for figure in found if figure.is_sure(min_confidence)]
    boards, apart = _boards(sure, lookup, families if variants else None, direction or "")
    return Leaderboard(
        tuple(board for board in boards if board.papers > 1), tuple(board for board in boards if board.papers < 2),
        apart, len(found) - len(sure),
    )  # fmt: skip


def _boards(
    sure: Iterable[Figure], lookup: Lookup, families: Families | None, direction: Better
) -> tuple[list[Board], tuple[Entry, ...]]:
    """Boards, those of most papers first, and what stands on none."""
    better = cache(partial(better_of, lookup))
    apart: list[Entry] = []
    groups: dict[_Key, list[tuple[Figure, Entry]]] = defaultdict(list)
    for figure in sure:
        metric, dataset = figure.iri_of("metric"), figure.iri_of("dataset")
        root = families.root(dataset) if families is not None and dataset else dataset
        key, entry = _entry(figure, better(metric) or direction, root)
        if key is None:
            apart.append(entry)
        else:
            groups[key].append((figure, entry))
    boards = [_board(lookup, key, better(key.metric) or direction, group) for key, group in sorted(groups.items())]
    boards.sort(key=lambda b: (-b.papers, -len(b.entries), b.metric, b.parameter, b.dataset, b.unit, b.baseline))
    apart.sort(key=lambda e: (e.metric, e.dataset, e.unit, e.paper, e.text))
    return boards, tuple(apart)


def _entry(figure: Figure, better: Better, dataset: str) -> tuple[_Key | None, Entry]:
    """A number as an entry, with what it can be compared by; None where it can be compared with nothing."""
    metric, unit = figure.slot("metric"), unit_of(figure.unit)
    read = reading(
        figure.text, unit, figure.quote, metric=metric, better=better, kind=cast(KindOrNone, figure.kind),
        direction=cast(Any, figure.direction), proposed=figure.proposed,
    )  # fmt: skip
    value, text = _signed(figure, read.kind, read.direction)
    entry = Entry(
        None, figure.slot("method"), value, text, unit, metric, figure.slot("dataset"), figure.slot("task"),
        figure.condition, figure.slot("hardware"), figure.slot("baseline"), figure.paper, figure.issued,
        figure.confidence, figure.quote, read.direction,
    )  # fmt: skip
    kind = read.kind
    reason = (
        read.refused
        or ("it counts cases" if kind == "count" else "")
        or ("its method is not said" if not entry.method else "")
        or ("it is no single number" if value is None else "")
        or ("it is against the method itself" if figure.iri_of("method") == figure.iri_of("baseline") else "")
        or ("its dataset is not said" if kind == "value" and not entry.dataset else "")
        or ("it is a change, and against what is not said" if kind == "change" and not entry.baseline else "")
    )
    if reason or kind == "count" or not kind:
        return None, replace(entry, reason=reason)
    baseline = figure.iri_of("baseline") if kind == "change" else ""
    return _Key(figure.iri_of("metric"), _parameter(figure), unit, dataset, kind, baseline), entry


def _parameter(figure: Figure) -> str:
    """What a metric was computed with where its name or the words beside the number say so: "top-1", "@10"."""
    at = figure.quote.find(figure.text)
    near = figure.quote[at : at + len(figure.text) + 25] if at >= 0 else ""
    found = _PARAMETER.search(f"{figure.slot('metric')} {figure.condition} {near}")
    return found.group().lower() if found else ""


def _signed(figure: Figure, kind: str, direction: str) -> tuple[Decimal | None, str]:
    """The value and how it is written; a change carries its sign."""
    value, bare = figure.value, figure.text.lstrip("+-−")
    if kind != "change" or value is None or unit_of(figure.unit) == "x":
        return value, figure.text
    value = abs(value)
    return (-value, f"−{bare}") if direction == "down" else (value, f"+{bare}")


def _board(lookup: Lookup, key: _Key, better: Better, group: list[tuple[Figure, Entry]]) -> Board:
    def place(pair: tuple[Figure, Entry]) -> tuple[Decimal, str, str, str]:
        entry = pair[1]
        value = entry.value or Decimal(0)
        if key.kind == "change" and key.unit == "x" and entry.change == "down" and value:
            value = 1 / value  # three times less is a third
        return (-value if better != "lower" else value, entry.method, entry.paper, entry.condition)

    ranked: list[Entry] = []
    for position, (_, entry) in enumerate(sorted(group, key=place), 1):
        same = ranked and ranked[-1].value == entry.value
        rank = ranked[-1].rank if same else position
        metric = lookup.label(key.metric)
        reason = "" if better else f"whether higher or lower is better is not known of {metric}"
        ranked.append(replace(entry, rank=rank if better else None, reason=reason))
    names = (lookup.label(iri) if iri else "" for iri in (key.metric, key.dataset, key.baseline))
    metric, dataset, baseline = names
    papers = len({figure.paper_iri for figure, _ in group})
    return Board(
        metric, key.parameter, key.unit, dataset, key.kind, baseline, better or None, papers, tuple(ranked)
    )  # fmt: skip
