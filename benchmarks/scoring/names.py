"""When two names, numbers or units are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

ARTICLES = frozenset(("the", "a", "an", "our", "novel", "new"))
# a last word that adds nothing to a name: "Adam optimizer" is Adam
KINDS = frozenset(
    (
        "algorithm",
        "method",
        "model",
        "framework",
        "optimizer",
        "optimiser",
        "dataset",
        "benchmark",
        "score",
        "metric",
        "technique",
        "approach",
        "gpu",
        "gpus",
        "suite",
        "strategy",
        "architecture",
        "challenge",
        "task",
        "corpus",
        "device",
        "system",
        "module",
        "mechanism",
        "network",
    )
)
SMALL_WORDS = frozenset(("the", "a", "an", "of", "for", "in", "and", "with"))
UNITS = {
    **dict.fromkeys(("times", "×", "fold"), "x"),
    "percent": "%",
    **dict.fromkeys(("percentage points", "point", "pp"), "points"),
    **dict.fromkeys(("seconds", "second", "sec"), "s"),
    **dict.fromkeys(("minutes", "minute"), "min"),
    **dict.fromkeys(("hour", "h", "hrs"), "hours"),
    "day": "days",
    "gigabytes": "gb",
    "none": "",
}


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def name_key(name: str) -> str:
    """Equal for names that are the same: "the Stable-Diffusion models" gives "stablediffusion"."""
    words = re.sub(r"[^\w%+*/.]+", " ", _folded(name)).strip(" .").split()
    first = next((k for k, word in enumerate(words) if word not in ARTICLES), len(words))
    words = [_singular(word) for word in words[first:]]
    while len(words) > 1 and words[-1] in KINDS:
        words.pop()
    return "".join(words)


def _singular(word: str) -> str:
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def words(text: str) -> frozenset[str]:
    """The words of a name, without articles and prepositions."""
    return frozenset(re.findall(r"\w+", _folded(text))) - SMALL_WORDS


def shared(a: str, b: str) -> float:
    """The share of all words of two names that both have, from 0 to 1."""
    one, other = words(a), words(b)
    return len(one & other) / max(1, len(one | other))


def same_name(a: Collection[str], b: Collection[str]) -> bool:
    """Whether one of these names is one of those."""
    return not {name_key(name) for name in a}.isdisjoint(name_key(name) for name in b)


def alike(a: Collection[str], b: Collection[str], least: float) -> bool:
    """Whether one of these names shares so many of its words with one of those."""
    return any(shared(one, other) >= least for one in a for other in b)


def number_key(value: str) -> str:
    """Equal for numbers that are written differently: "~1,200%" gives "1200"."""
    text = value.strip().lower().replace(",", "").replace("–", "-").replace(" ", "").lstrip("~+≈")
    return re.sub(r"(x|times|%)$", "", text)


def holds(text: str, value: str) -> bool:
    """Whether a number stands in a text, as a whole; the ends of a range may stand apart, as in "15% to 50%"."""
    return _stands(text, value) or all(_stands(text, end) for end in re.split(r"[-–]", value))


def _stands(text: str, number: str) -> bool:
    return bool(number) and re.search(rf"(?<![\w.,]){re.escape(number)}(?!\d|[.,]\d)", text) is not None


def unit_key(unit: str) -> str:
    """Equal for units that are the same: "seconds" gives "s"."""
    text = unit.strip().casefold()
    return UNITS.get(text, text)
