"""The scripts and the style sheet of the page, assembled from the files of `kg/render/page`, and vis-network."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module, resources
from types import ModuleType

from kg.errors import UnknownName

# in the order in which one builds on another; all stand in one function, so that they see each other's names
SCRIPTS = (
    "data", "elements", "filters", "address", "scene", "nodes", "map", "rings", "line", "years", "flow", "compare",
    "all", "quotes", "chart", "panel", "overview", "search", "table", "save", "begin",
)  # fmt: skip


def asset(name: str) -> str:
    """The text of a file by its name. Raises UnknownName."""
    makers: dict[str, Callable[[], str]] = {
        "explorer.js": _script,
        "explorer.css": lambda: part("page.css"),
        "vis-network.js": _vis,
    }
    if name not in makers:
        raise UnknownName("asset", name, makers)
    return makers[name]()


@cache
def part(name: str) -> str:
    """The text of a file of `kg/render/page`."""
    return (resources.files("kg.render") / "page" / name).read_text(encoding="utf-8")


def _script() -> str:
    parts = "\n".join(part(f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


@cache
def _vis() -> str:
    """vis-network as pyvis ships it, licence notice included; its source map is a file that would be asked for."""
    pyvis()
    folder = resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2"
    text = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "")


@cache
def pyvis() -> ModuleType:
    """pyvis.network, imported without IPython, which it needs only to return a frame inside a notebook.

    IPython takes a fifth of the time to import pyvis. Inside a notebook it is loaded already, and left as it is.
    """
    if "IPython" in sys.modules or "pyvis" in sys.modules:
        return import_module("pyvis.network")
    package, display = ModuleType("IPython"), ModuleType("IPython.display")
    package.display = display  # type: ignore[attr-defined]
    display.IFrame = object  # type: ignore[attr-defined]
    sys.modules.update({"IPython": package, "IPython.display": display})
    try:
        return import_module("pyvis.network")
    finally:
        del sys.modules["IPython"], sys.modules["IPython.display"]
