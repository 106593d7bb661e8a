"""Obsidian: a folder of linked notes, one a thing; Logseq and Foam read it too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._stream import edges, nodes
from kg.export.markdown import escaped
from kg.files import replacing_folder
from kg.model import content_hash

if TYPE_CHECKING:
    from kg.model import Edge, Node
    from kg.store import Store

FORMAT = Format(
    "obsidian",
    (".vault", ".obsidian"),
    "Obsidian vault, a folder of linked notes",
    "one note for each thing: names, numbers, links with quotes",
)
_LENGTH = 80  # signs of a file's name


def write(store: Store, path: Path) -> None:
    """Write the folder: a folder a type in it, and a note a thing. The names of all notes are held in memory."""
    names = _names(store)
    with replacing_folder(path) as folder:
        for type_ in sorted({name.partition("/")[0] for name in names.values()}):
            (folder / type_).mkdir()
        said = groupby(edges(store), key=lambda edge: edge.subject)
        subject, group = next(said, ("", iter(())))
        for node in nodes(store):
            own: list[Edge] = []
            while subject and subject <= node.iri:  # both come by IRI
                if subject == node.iri:
                    own = list(group)
                subject, group = next(said, ("", iter(())))
            text = "\n".join(_note(node, own, names)) + "\n"
            (folder / f"{names[node.iri]}.md").write_bytes(text.encode("utf-8", "replace"))


def _names(store: Store) -> dict[str, str]:
    """The file of each node without its ".md", by IRI; no two differ in letter case alone."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for node in nodes(store):
        plain = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*#^\[\]%]+', " ", node.label)
        plain = " ".join(plain.split())[:_LENGTH].strip(" .")
        if not plain or plain.casefold() in taken or len(plain.encode("utf-8", "replace")) > 2 * _LENGTH:
            plain = f"{plain[: _LENGTH // 2].strip(' .')} {content_hash(node.iri)[:8]}".strip()
        taken.add(plain.casefold())
        found[node.iri] = f"{node.type}s/{plain}" if node.type != "hardware" else f"hardware/{plain}"
    return found


def _note(node: Node, own: list[Edge], names: dict[str, str]) -> Iterator[str]:
    yield "---"
    yield f"type: {node.type}"
    yield f"iri: {_yaml(node.iri)}"
    if aliases := sorted({node.label, *node.names}):
        yield "aliases: [" + ", ".join(map(_yaml, aliases)) + "]"
    if (paper := node.paper) is not None:
        for name in ("issued", "doi", "arxiv", "url"):
            if value := getattr(paper, name):
                yield f"{name}: {_yaml(value)}"
        if paper.authors:
            yield "authors: [" + ", ".join(map(_yaml, paper.authors)) + "]"
    yield f"tags: [{node.type}]\n---\n"
    yield f"# {escaped(node.label)}\n"
    if paper is not None and paper.abstract:
        yield escaped(paper.abstract) + "\n"
    if (number := node.number) is not None:
        yield escaped(" ".join(filter(None, (number.text, number.unit, number.condition)))) + "\n"
    for edge in own:
        yield f"- {edge.predicate} {_link(edge.object, names)}"
        for claim in edge.claims:
            yield f"    - “{escaped(claim.evidence.quote)}” — {_link(claim.paper, names)}"


def _link(iri: str, names: dict[str, str]) -> str:
    if iri not in names:
        return f"<{iri}>"
    return f"[[{names[iri]}|{names[iri].partition('/')[2]}]]"


def _yaml(text: str) -> str:
    """A text in the quotation marks of YAML, of which JSON's are a part."""
    return json.dumps(text)
