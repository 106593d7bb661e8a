"""Which picture a page opens with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

View = Literal["map", "around", "path", "lineage", "compare", "flow", "all"]


@dataclass(frozen=True, slots=True)
class Start:
    """The first picture of a page.

    `view` is the layout: the "map" of regions, what is "around" a node, a "path" through nodes, a "lineage" in order of
    years, things to "compare", a "flow" in columns by type, or "all" nodes. `of` are the IRIs of the nodes it is about.
    """

    view: View = "map"
    of: tuple[str, ...] = ()
