"""Numbers ranked where they can be compared, and set apart, with the reason, where they cannot."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal

from kg.errors import KgError
from kg.model import Node
from kg.query.lookup import Lookup

if TYPE_CHECKING:
    from kg.store import Store

Kind = Literal["absolute", "gain", "loss"]
Direction = Literal["higher", "lower"]
_QUERY = """SELECT DISTINCT ?result ?value ?text ?unit ?condition ?metric ?direction ?method ?dataset ?task ?baseline ?hardware ?paper ?quote {
  %s
  ?result kg:metric ?metric ; kg:valueText ?text ; kg:unit ?unit . ?paper kg:reports ?result .
  GRAPH ?g { ?claim rdf:object ?result ; rdf:predicate kg:reports ; kg:polarity "asserted" ;
             oa:hasTarget/oa:hasSelector/oa:exact ?quote }
  OPTIONAL { ?result kg:value ?value } OPTIONAL { ?result kg:condition ?condition }
  OPTIONAL { ?metric kg:direction ?direction } OPTIONAL { ?result kg:method ?method }
  OPTIONAL { ?result kg:dataset ?dataset } OPTIONAL { ?result kg:task ?task }
  OPTIONAL { ?result kg:baseline ?baseline } OPTIONAL { ?result kg:hardware ?hardware }
}"""  # noqa: E501 - a query
_OF_TASK = """{ ?result kg:task <%s> } UNION { ?source kg:addresses <%s> ; kg:reports ?result }
  UNION { ?about kg:addresses <%s> . ?source kg:proposes ?about ; kg:reports ?result }"""
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
    where = []
    if metric is not None:
        where.append(f"?result kg:metric <{metric.iri}> .")
    if dataset is not None:
        where.append(f"?result kg:dataset <{dataset.iri}> .")
    if task is not None:
        where.append(_OF_TASK % ((task.iri,) * 3))
    lookup = Lookup(store)
    grouped: dict[_Key, list[tuple[Entry, str]]] = defaultdict(list)
    for row in sorted(lookup.rows(_QUERY % "\n  ".join(where)), key=lambda row: (row["result"], row["quote"])):
        key, entry = _entry(lookup, row)
        if all(entry.text != other.text or entry.paper != other.paper or entry.method != other.method
               or entry.condition != other.condition for other, _ in grouped[key][-3:]):  # fmt: skip
            grouped[key].append((entry, row["direction"]))
    if not grouped:
        raise KgError(f"no paper reports a number for {' and '.join(repr(node.label) for node in wanted)}")
    boards: list[Board] = []
    apart: list[Entry] = []
    for key, found in sorted(grouped.items()):
        better = _better(key, found[0][1] or direction or "")
        reason = "" if better and (key.dataset or key.kind != "absolute") else _why_alone(key, bool(better))
        numbers = [entry for entry, _ in found if entry.value is not None]
        apart += [replace(e, reason="it is no single number") for e, _ in found if e.value is None]
        if reason or len(numbers) < 2:
            apart += [replace(e, reason=reason or _differs(key, grouped)) for e in numbers]
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


def _entry(lookup: Lookup, row: dict[str, str]) -> tuple[_Key, Entry]:
    name = {k: lookup.label(row[k]) if row[k] else "" for k in ("method", "metric", "dataset", "task", "hardware")}
    baseline = lookup.label(row["baseline"]) if row["baseline"] else ""
    kind = kind_of(row["text"], row["unit"], row["quote"])
    at = row["quote"].find(row["text"])
    near = row["quote"][at : at + len(row["text"]) + 25] if at >= 0 else ""
    parameter = _PARAMETER.search(f"{name['metric']} {row['condition']} {near}")
    try:
        value = Decimal(row["value"])
    except InvalidOperation:
        value = None
    paper = row["paper"]
    entry = Entry(
        None, name["method"], value, row["text"], row["unit"], name["metric"], name["dataset"], name["task"],
        row["condition"], name["hardware"], baseline, lookup.label(paper), lookup.issued(paper), row["quote"],
    )  # fmt: skip
    compared = "" if kind == "absolute" else baseline
    key = _Key(
        name["metric"], parameter.group().lower() if parameter else "", row["unit"], name["dataset"], kind, compared
    )
    return key, entry


def _better(key: _Key, direction: str) -> Direction | None:
    if key.kind != "absolute":
        return "higher" if key.kind == "gain" else "lower"
    return "higher" if direction == "higher" else "lower" if direction == "lower" else None


def _why_alone(key: _Key, known: bool) -> str:
    if not known:
        return f"whether higher or lower is better is not known of {key.metric}"
    return "it names no dataset"


def _differs(key: _Key, others: dict[_Key, list[tuple[Entry, str]]]) -> str:
    """In what a number that nothing compares with differs from the nearest, which are the most."""
    near = max((o for o in sorted(others) if o != key), key=lambda o: (_shared(key, o), len(others[o])), default=None)
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


def _shared(a: _Key, b: _Key) -> tuple[bool, ...]:
    return (
        a.metric == b.metric, a.dataset == b.dataset, a.kind == b.kind, a.parameter == b.parameter, a.unit == b.unit,
    )  # fmt: skip


def _board(key: _Key, better: Direction, entries: list[Entry]) -> Board:
    def place(entry: Entry) -> tuple[Decimal, str, str, str]:
        value = entry.value or Decimal(0)
        return (-value if better == "higher" else value, entry.method, entry.paper, entry.condition)

    ranked: list[Entry] = []
    for position, entry in enumerate(sorted(entries, key=place), 1):
        same = ranked and ranked[-1].value == entry.value
        ranked.append(replace(entry, rank=ranked[-1].rank if same else position))
    return Board(key.metric, key.parameter, key.unit, key.dataset, key.kind, key.baseline, better, tuple(ranked))
