"""Small charts as numbers for templates, which draw them as SVG: no script, and no style in an attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart: its label, value, left edge and height in the units of the chart."""

    label: str
    value: int
    x: float
    height: float


def columns(counts: Mapping[str, int], width: float = 100.0, height: float = 40.0) -> list[Column]:
    """Columns side by side over the whole width, the highest over the whole height; the years between are empty."""
    years = sorted(int(year) for year in counts if year.isdigit())
    if not years:
        return []
    span = range(max(years[0], years[-1] - 39), years[-1] + 1)
    most = max((counts.get(str(year), 0) for year in span), default=0) or 1
    step = width / len(span)
    return [
        Column(str(year), n, round(k * step, 2), round(height * n / most, 2))
        for k, year in enumerate(span)
        for n in [counts.get(str(year), 0)]
    ]


def lengths(values: Sequence[Decimal | None]) -> list[float]:
    """How long the bar of each value is, as a share of 100; they begin at nought, or at the least where all are near.

    A bar that begins elsewhere than at nought would lie: values that differ by little get bars that differ by little.
    """
    known = [abs(value) for value in values if value is not None and value.is_finite()]
    most = max(known, default=Decimal(0))
    if not most:
        return [0.0 for _ in values]
    return [
        0.0 if value is None or not value.is_finite() else round(float(100 * abs(value) / most), 2) for value in values
    ]
