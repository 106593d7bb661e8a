"""Content negotiation: which of the formats on offer an Accept header wants most."""

from __future__ import annotations

from collections.abc import Sequence


def wanted(header: str) -> list[tuple[str, float]]:
    """The media ranges of an Accept header with their weights, from 0 to 1; what cannot be read is passed over."""
    found: list[tuple[str, float]] = []
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    weight = min(1.0, max(0.0, float(value)))
                except ValueError:
                    weight = 0.0
        if name.count("/") == 1:
            found.append((name.lower(), weight))
    return found


def best(header: str, offered: Sequence[str]) -> str | None:
    """The media type of those on offer that is wanted most; of equals the first. None when none is acceptable.

    Args:
        header: the Accept header; an empty one wants anything.
        offered: media types, the preferred first.
    """
    ranges = wanted(header)
    if not ranges:
        return offered[0]
    scored = [(_weight(ranges, name), -place, name) for place, name in enumerate(offered)]
    weight, _, name = max(scored)
    return name if weight > 0 else None


def _weight(ranges: list[tuple[str, float]], name: str) -> float:
    """The weight of the most specific range that a media type falls into."""
    kind = name.partition("/")[0]
    for pattern in (name, f"{kind}/*", "*/*"):
        weights = [weight for found, weight in ranges if found == pattern]
        if weights:
            return max(weights)
    return 0.0
