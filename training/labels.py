"""What the reader is trained to answer. Written beside the weights, and read from there at run time."""

from __future__ import annotations

TYPES = ("method", "task", "dataset", "metric", "hardware")
PREDICATES = (
    "proposes", "addresses", "uses", "extends", "comparesWith", "outperforms", "evaluatesOn", "measures", "runsOn",
)  # fmt: skip
SLOTS = ("method", "metric", "dataset", "baseline", "hardware", "task")
SPANS = ("metric", "dataset", "baseline", "condition")
KINDS = ("value", "up", "down", "count")
# what a metric is called that the text leaves unnamed
METRICS = (
    "accuracy", "speedup", "score", "success rate", "performance", "model size", "latency", "inference time",
    "training time", "memory usage", "improvement", "cost", "compression ratio", "throughput", "error",
    "training cost", "rank", "correlation", "share", "count", "time", "energy consumption", "computational cost",
    "parameters", "quality", "precision", "recall", "F1", "gain", "reduction",
)  # fmt: skip
# names of metrics that are told otherwise, by words that stand in them; the first that fits counts
METRIC_WORDS = (
    ("speedup", ("speedup", "speed-up", "acceleration", "faster", "speed")),
    ("training time", ("training time",)),
    ("latency", ("latency", "lag", "delay")),
    ("memory usage", ("memory",)),
    ("throughput", ("throughput", "frames per")),
    ("training cost", ("training cost",)),
    ("cost", ("cost", "price")),
    ("time", ("time", "duration", "runtime")),
    ("error", ("error",)),
    ("success rate", ("success", "solve rate", "resolved")),
    ("accuracy", ("accuracy",)),
    ("share", ("share", "proportion", "fraction", "percentage", "rate", "prevalence")),
    ("count", ("number of", "count", "found", "solved", "settings", "tasks with")),
    ("model size", ("model size", "parameter", "size")),
    ("compression ratio", ("compression",)),
    ("correlation", ("correlation",)),
    ("performance", ("performance",)),
    ("improvement", ("improvement",)),
    ("gain", ("gain",)),
    ("reduction", ("reduction",)),
    ("rank", ("rank",)),
    ("score", ("score",)),
    ("quality", ("quality",)),
)
# annotators differ in what they keep; the model learns whose habits it follows. The first is that of the papers whose
# habits the product follows, the last belongs to nobody
STYLES = ("mixed", *(f"f{k:02d}" for k in range(40)), "nobody")
