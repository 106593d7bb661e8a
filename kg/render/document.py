"""A picture as HTML, built with pyvis; the page around the canvas is ours.

pyvis' own template links Bootstrap from a content delivery network and files of a `lib` folder, so the template is
replaced by one that holds everything. Text of papers enters the page in one way only: as JSON with `<`, `>`, `&`, `'`,
U+2028 and U+2029 escaped (Jinja's `tojson`), which the script puts into the page as text, never as markup.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module, resources
from types import ModuleType
from typing import Any

from kg.ontology import ontology
from kg.render.picture import FIRST, Picture


def render(picture: Picture, title: str) -> str:
    """The whole file as text.

    Args:
        picture: what to draw.
        title: the heading, as plain text.
    """
    from jinja2 import DictLoader, Environment
    from markupsafe import Markup

    network = _pyvis().Network(directed=True, cdn_resources="in_line", heading="")
    # add_node and add_edge search a list each time, which takes seconds from some thousand nodes on
    network.nodes.extend(picture.nodes)
    network.edges.extend(picture.edges)
    network.options = _OPTIONS
    network.templateEnv = Environment(loader=DictLoader({network.path: _asset("template.html")}), autoescape=True)
    network.templateEnv.globals.update(
        title=title,
        css=Markup(_asset("page.css")),  # noqa: S704  our own files, no text of papers in them
        script=Markup(_asset("page.js")),  # noqa: S704
        library=Markup(_library()),  # noqa: S704
        page={
            "papers": picture.papers,
            "quotes": picture.quotes,
            "total": picture.total,
            "large": picture.large,
            "first": FIRST,
            "focus": picture.focus,
        },
        types=_types(picture),
        predicates=_predicates(picture),
    )
    return str(network.generate_html())


def _types(picture: Picture) -> list[dict[str, Any]]:
    """Every type that a node of the picture has, in the ontology's order, with the number of its nodes."""
    return [
        {
            "name": type_.name,
            "label": type_.label,
            "color": type_.color,
            "definition": type_.definition,
            "count": count,
            "shown": not (picture.large and type_.name == "result"),
        }
        for type_ in ontology().types
        if (count := sum(node["type"] == type_.name for node in picture.nodes))
    ]


def _predicates(picture: Picture) -> list[dict[str, Any]]:
    return [
        {"name": predicate.name, "label": predicate.label, "definition": predicate.definition, "count": count}
        for predicate in ontology().predicates
        if (count := sum(edge["predicate"] == predicate.name for edge in picture.edges))
    ]


@cache
def _asset(name: str) -> str:
    return (resources.files("kg.render") / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """vis-network as pyvis ships it, licence notice included; its source map is a file that would be asked for."""
    _pyvis()
    folder = resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2"
    text = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "")


@cache
def _pyvis() -> ModuleType:
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


_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragNodes": True,
        "hideEdgesOnDrag": False,
        "hideEdgesOnZoom": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 100000,
    },
    "nodes": {
        "shape": "dot",
        "borderWidth": 1.5,
        "borderWidthSelected": 3,
        "font": {"face": "system-ui, sans-serif", "vadjust": 0},
        "scaling": {"label": {"enabled": False, "drawThreshold": 7}},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "smooth": {"enabled": True, "type": "continuous", "roundness": 0.25},
        "width": 1,
        "hoverWidth": 1,
        "selectionWidth": 1.5,
        "font": {"size": 11, "align": "middle", "strokeWidth": 3},
        "scaling": {"label": {"enabled": False, "drawThreshold": 14}},
    },
}
