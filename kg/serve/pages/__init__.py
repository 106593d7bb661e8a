"""One file a page: each holds the path of its address and a function `page` that makes it."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from kg.serve.page import Maker


@cache
def makers() -> dict[str, Maker]:
    """What makes the page of each path."""
    found: dict[str, Maker] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            loaded = importlib.import_module(f"{__name__}.{module.name}")
            found[loaded.PATH] = loaded.page
    return dict(sorted(found.items()))
