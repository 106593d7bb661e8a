"""A picture as HTML, built with pyvis; the page around it is ours.

pyvis' own template links Bootstrap from a content delivery network and files of a `lib` folder, so the template is
replaced by one that holds everything. Text of papers enters the page in one way only: as JSON with `<`, `>`, `&`, `'`,
U+2028 and U+2029 escaped (Jinja's `tojson`), which the script puts into the page as text, never as markup. The Content
Security Policy names each script and the style sheet by its hash, so nothing else runs whatever a text holds.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

from kg.ontology import ontology
from kg.render.assets import asset, part, pyvis
from kg.render.picture import DRAWN, Picture
from kg.render.start import Start


def document(picture: Picture, title: str, start: Start) -> str:
    """The whole file as text.

    Args:
        picture: what to draw.
        title: the heading, as plain text.
        start: what the page opens with.
    """
    style, script, library = asset("explorer.css"), asset("explorer.js"), asset("vis-network.js")
    policy = (
        f"default-src 'none'; script-src {_hash(script)} {_hash(library)}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return _render("page.html", picture, start, title=title, policy=policy, css=style, script=script, library=library)


def piece(picture: Picture, start: Start) -> str:
    """Markup and data without script and style, to stand in another page."""
    return _render("piece.html", picture, start)


def _render(template: str, picture: Picture, start: Start, **more: str) -> str:
    from jinja2 import DictLoader, Environment
    from markupsafe import Markup

    network = pyvis().Network(directed=True, cdn_resources="in_line", heading="")
    # add_node and add_edge search a list each time, which takes seconds from some thousand nodes on
    network.nodes.extend(picture.nodes)
    network.edges.extend(picture.edges)
    network.options = _OPTIONS
    parts = {"explorer.html": part("explorer.html"), "details.html": part("details.html")}
    network.templateEnv = Environment(loader=DictLoader({network.path: part(template), **parts}), autoescape=True)
    network.templateEnv.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    own = {name: Markup(text) if name in ("css", "script", "library") else text for name, text in more.items()}  # noqa: S704 - our own files
    network.templateEnv.globals.update(
        own,
        page=_page(picture, start),
        details={"papers": picture.papers, "quotes": picture.quotes, "claims": picture.claims},
    )
    return str(network.generate_html())


def _hash(text: str) -> str:
    """As a Content Security Policy names a script or a style sheet: the hash of all between its tags."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


def _page(picture: Picture, start: Start) -> dict[str, Any]:
    """All that the script needs to know beside nodes, edges and claims."""
    number = {node["iri"]: node["id"] for node in picture.nodes}
    return {
        "types": _types(picture),
        "predicates": _predicates(picture),
        "groups": picture.groups,
        "total": picture.total,
        "drawn": DRAWN,
        "start": {"view": start.view, "of": [number[iri] for iri in start.of]},
    }


def _types(picture: Picture) -> list[dict[str, Any]]:
    """Every type that a node of the picture has, in the ontology's order, with the number of its nodes."""
    return [
        {
            "name": type_.name,
            "label": type_.label,
            "color": type_.color,
            "definition": type_.definition,
            "count": count,
        }
        for type_ in ontology().types
        if (count := sum(node["type"] == type_.name for node in picture.nodes))
    ]


def _predicates(picture: Picture) -> list[dict[str, Any]]:
    slots = ontology().slot_predicates
    return [
        {
            "name": predicate.name,
            "label": predicate.label,
            "definition": predicate.definition,
            "count": count,
            "slot": predicate.name in slots or predicate.name == "reports",
        }
        for predicate in ontology().predicates
        if (count := sum(edge["predicate"] == predicate.name for edge in picture.edges))
    ]


_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "multiselect": False, "selectConnectedEdges": False},
    "nodes": {
        "shape": "dot",
        "size": 9,
        "borderWidth": 1,
        "borderWidthSelected": 3,
        "font": {"face": "system-ui, sans-serif", "size": 12, "vadjust": -2},
        "scaling": {"label": {"enabled": False, "drawThreshold": 8}},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}},
        "smooth": {"enabled": True, "type": "continuous", "roundness": 0.3},
        "width": 1,
        "hoverWidth": 1,
        "selectionWidth": 1.5,
        "font": {"size": 11, "align": "middle", "strokeWidth": 3},
        "scaling": {"label": {"enabled": False, "drawThreshold": 12}},
    },
}
