"""What a number measures where the text leaves it unnamed: "runs 2.3x faster" is a speedup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.text.quantities import Quantity
from kg.model import Entity

_FASTER = re.compile(r"\b(?:faster|speed-?ups?|speeds? up|sped up|accelerat\w+|quicker)\b", re.IGNORECASE)
_SAID = (
    (_FASTER, "speedup"),
    (re.compile(r"\b(?:slower|slow-?downs?)\b", re.IGNORECASE), "slowdown"),
    (re.compile(r"\bprefer(?:red|s)?\b", re.IGNORECASE), "preference"),
    (re.compile(r"\b(?:memory|RAM|VRAM)\b", re.IGNORECASE), "memory usage"),
    (re.compile(r"\b(?:latency|delay)\b", re.IGNORECASE), "latency"),
    (re.compile(r"\bthroughput\b", re.IGNORECASE), "throughput"),
    (re.compile(r"\b(?:FLOPs|computation\w*|compute|cost|cheaper)\b", re.IGNORECASE), "cost"),
    (re.compile(r"\b(?:parameters|size|smaller)\b", re.IGNORECASE), "model size"),
    (re.compile(r"\berrors?\b", re.IGNORECASE), "error"),
)
_OF_UNIT = {
    **dict.fromkeys(("ns", "µs", "ms", "s", "min", "hours", "days", "weeks"), "time"),
    **dict.fromkeys(("KB", "MB", "GB", "TB", "GiB", "MiB"), "memory usage"),
    **dict.fromkeys(("J", "mJ", "kWh"), "energy"),
    **dict.fromkeys(("W", "mW", "kW"), "power"),
    "FPS": "FPS",
    **dict.fromkeys(("Hz", "kHz", "MHz", "GHz"), "frequency"),
    **dict.fromkeys(("m/s", "km/h", "km/s"), "speed"),
    **dict.fromkeys(("km", "m", "cm", "mm"), "distance"),
    **dict.fromkeys(("kg", "g"), "weight"),
    "x": "speedup",
    "orders of magnitude": "speedup",
    "dB": "PSNR",
}
_TIMES = frozenset(unit for unit, name in _OF_UNIT.items() if name == "time")
_PHYSICAL = frozenset(
    unit for unit, name in _OF_UNIT.items() if name in ("FPS", "frequency", "speed", "energy", "power")
)
_COST = re.compile(r"\b(?:train\w*|costs?|comput\w+|budget)\b", re.IGNORECASE)
_LATENCY = re.compile(r"\b(?:latency|delay)\b", re.IGNORECASE)
_BETTER = re.compile(r"\s*(?:better|improvements?|gains?|higher|increase|more)\b")  # not faster
_REACH = 60  # characters on either side in which the word that says it stands


def implied_metric(sentence: str, quantity: Quantity, entities: Iterable[Entity]) -> str:
    """An entity's id where one has the implied name, else the short standard name."""
    window = sentence[max(0, quantity.start - _REACH) : quantity.end + _REACH]
    if re.search(r"GPU|CPU|TPU", quantity.unit):
        name = "training cost" if _COST.search(window) else quantity.unit
    elif quantity.unit.endswith("/s") and quantity.unit not in _OF_UNIT:
        name = quantity.unit
    elif quantity.unit in _TIMES:
        name = "latency" if _LATENCY.search(window) else "time"
    elif quantity.unit in _PHYSICAL:
        name = _OF_UNIT[quantity.unit]
    elif quantity.value.endswith(":1"):
        name = "compression ratio"
    elif quantity.unit == "x" and _BETTER.match(sentence, quantity.end):
        name = "improvement"
    else:
        close = sentence[max(0, quantity.start - 25) : quantity.end + 25]
        name = next(
            (
                name
                for cue, name in _SAID
                # a share or a score is a speedup only right beside the word
                if cue.search(window if cue is not _FASTER or quantity.unit == "x" else close)
                and (cue is not _FASTER or quantity.unit in ("x", "%"))
            ),
            _OF_UNIT.get(quantity.unit, "accuracy"),
        )
    if re.fullmatch(r"\d+(?:\.\d+)?(?:[MBT]| (?:m|b|tr)illion)", quantity.value) and name == "accuracy":
        name = "parameters"
    return next((e.id for e in entities if e.type == "metric" and name[:5] in e.name.casefold().replace("-", "")), name)
