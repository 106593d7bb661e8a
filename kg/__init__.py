"""paperkg: a knowledge graph from paper abstracts, every edge with its quote.

`kg.open` and `kg.build` give a `Graph`, which answers what the command line does; see `kg.api`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph, build, open

__all__ = ["Graph", "build", "open"]


def __getattr__(name: str) -> object:
    # the command line imports this package too, and must not wait for the rest of it
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
