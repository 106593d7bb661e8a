"""How sure a fact must be: thresholds that bound the share of wrong facts, and confidences that mean what they say.

`weights/calibration.json` holds both; `python -m training.calibrate` fits them on predictions for papers that nothing
was trained on. Facts are grouped by *key*: edges by predicate ("uses"), numbers by kind ("value", "change", "count";
"result" where the extractor gives no kind).

The guarantee: with probability `certainty` over the draw of the calibration papers, the expected share of wrong facts
among those kept of a new paper like them is at most `max_error`. `promised_of` says of what: of each predicate and each
kind of number, or of all edges and all numbers together.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import KgError

FILE = Path(__file__).with_name("weights") / "calibration.json"
FORMAT = 1
KEEP_NONE = math.inf  # the threshold of a key whose facts cannot be held to the error

Curve = tuple[tuple[float, float], ...]  # (score, share right), rising in both


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted, and on what.

    `thresholds` and `kept` go from the largest error allowed to, by key, the least confidence of a fact that is kept
    and the share of facts kept; `curves` from "entity method" or "relation uses" to calibrated confidence.
    """

    extractor: str
    sha256: str  # of the calibration set
    papers: int
    certainty: float
    promised_of: str
    thresholds: Mapping[float, Mapping[str, float]]
    kept: Mapping[float, Mapping[str, float]]
    curves: Mapping[str, Curve]

    def level(self, max_error: float) -> float:
        """The largest error fitted that is not above `max_error`. Raises KgError where there is none."""
        if not 0 < max_error < 1:
            raise KgError(f"a largest share of wrong edges of {max_error:g} makes no sense; give one between 0 and 1")
        fitted = [level for level in self.thresholds if level <= max_error]
        if not fitted:
            least = min(self.thresholds, default=1.0)
            raise KgError(
                f"no calibration for {max_error:g} wrong; the smallest share that can be asked for is {least:g}"
            )
        return max(fitted)


def confidence(fact: str, key: str, score: float) -> float:
    """The share of facts with this score that are right. Raises KgError.

    Args:
        fact: "entity", "relation" or "result".
        key: the entity's type, the relation's predicate or the result's kind.
        score: what the extractor says, from 0 to 1; given back as it is where no curve was fitted.
    """
    return calibrated(calibration().curves, fact, key, score)


def calibrated(curves: Mapping[str, Curve], fact: str, key: str, score: float) -> float:
    """The same by other curves: that of "fact key", else that of all facts of its kind."""
    curve = curves.get(f"{fact} {key}") or curves.get(fact)
    return interpolated(curve, score) if curve else score


def interpolated(curve: Curve, score: float) -> float:
    """The height of the curve at a score, on straight lines between its points and flat outside them."""
    after = bisect_right(curve, (score, math.inf))
    if after in (0, len(curve)):
        return curve[0 if after == 0 else -1][1]
    (left, low), (right, high) = curve[after - 1], curve[after]
    return low + (high - low) * (score - left) / (right - left)


def thresholds(max_error: float) -> Mapping[str, float]:
    """The least confidence of a fact that is kept, by key; `KEEP_NONE` where no threshold can promise the error.

    A key that is missing was not calibrated: keep none of it. Raises KgError.
    """
    fitted = calibration()
    return fitted.thresholds[fitted.level(max_error)]


def summary(fitted: Calibration, max_error: float, extractor: str) -> tuple[str, ...]:
    """What the thresholds promise and what they cost, in lines for the user. Raises KgError.

    Args:
        fitted: the calibration, as `calibration()` gives it.
        max_error: the largest share of wrong facts.
        extractor: name and version of what reads the papers; the promise holds for the calibrated one alone.
    """
    level = fitted.level(max_error)
    shares = sorted(fitted.kept[level].items())
    kept = ", ".join(f"{share:.0%} of {key}" for key, share in shares if share) or "nothing"
    none = ", ".join(key for key, share in shares if not share)
    lines = [
        f"at most {level:.0%} wrong of {fitted.promised_of}, with certainty {fitted.certainty:.0%}"
        f" ({fitted.papers} papers): keeps {kept}" + (f"; none of {none}" if none else "")
    ]
    if extractor != fitted.extractor:
        lines.append(
            f"this was calibrated for {fitted.extractor or 'another extractor'}; {extractor} may be wrong more often"
        )
    return tuple(lines)


@cache
def calibration() -> Calibration:
    """The calibration that ships with the weights. Raises KgError."""
    return read(FILE)


def read(path: Path) -> Calibration:
    """A calibration as `training.calibrate` wrote it. Raises KgError when the file is missing or of another format."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KgError(f"{path} is missing; 'python -m training.calibrate' makes it") from error
    except ValueError as error:
        raise KgError(f"{path} is no JSON; 'python -m training.calibrate' makes it anew") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise KgError(f"{path} does not fit this version, which reads format {FORMAT}; make it anew")
    return Calibration(
        extractor=data["extractor"],
        sha256=data["calibration_set"]["sha256"],
        papers=data["calibration_set"]["papers"],
        certainty=data["certainty"],
        promised_of=data["promised_of"],
        thresholds={
            float(level): {key: KEEP_NONE if least is None else least for key, least in by_key.items()}
            for level, by_key in data["thresholds"].items()
        },
        kept={float(level): by_key for level, by_key in data["kept"].items()},
        curves={name: tuple((x, y) for x, y in points) for name, points in data["curves"].items()},
    )
