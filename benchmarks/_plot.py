"""A small plot as SVG: lines over an axis that begins at nought."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import floor, log10

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP, _RIGHT = 640, 360, 60, 50, 20, 20
_COLOURS = ("#1b6ca8", "#c0562f", "#8a8a8a", "#3d8c5c")  # told apart without colour by their order in the legend

Line = tuple[str, Sequence[tuple[float, float]]]


def plot(across: str, up: str, lines: Sequence[Line]) -> str:
    """The picture.

    Args:
        across: what the horizontal axis counts.
        up: what the vertical axis counts.
        lines: name and points of each, in the order of the legend.
    """
    right = max(x for _, points in lines for x, _ in points)
    top = max(y for _, points in lines for _, y in points)
    step_x, step_y = _step(right), _step(top)

    def place(x: float, y: float) -> tuple[float, float]:
        wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        return round(_LEFT + wide * x / right, 1), round(_HEIGHT - _BOTTOM - high * y / top, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        'font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
    ]
    for k in range(floor(top / step_y) + 1):
        x, y = place(0, k * step_y)
        parts.append(f'<path d="M{x} {y}H{_WIDTH - _RIGHT}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{k * step_y:g}</text>')
    for k in range(floor(right / step_x) + 1):
        x, y = place(k * step_x, 0)
        parts.append(f'<text x="{x}" y="{y + 18}" text-anchor="middle">{k * step_x:,.0f}</text>')
    parts.append(f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>')
    parts.append(f'<text transform="translate(16 {_HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>')
    for k, (name, points) in enumerate(lines):
        colour = _COLOURS[k % len(_COLOURS)]
        placed = [place(x, y) for x, y in sorted(points)]
        parts.append(
            f'<polyline points="{" ".join(f"{x},{y}" for x, y in placed)}" fill="none" stroke="{colour}" '
            'stroke-width="2"/>'
        )
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in placed]
        parts.append(f'<text x="{_LEFT + 12}" y="{_TOP + 16 * (k + 1)}" fill="{colour}">{escape(name)}</text>')
    return "\n".join((*parts, "</svg>")) + "\n"


def _step(most: float) -> float:
    """A round number of which a handful reach up to the most."""
    power = 10.0 ** floor(log10(most))
    return next(power * part for part in (0.1, 0.2, 0.25, 0.5, 1.0) if most / (power * part) <= 10)
