"""Croissant 1.0: a folder with the graph as N-Quads and CSV, described for loaders of machine-learning datasets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export import Format
from kg.export._crate import DESCRIPTION, fill, newest
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Column
from kg.files import replacing_folder

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("croissant", (".croissant",), "Croissant, a folder with N-Quads and CSV", "everything")
_TYPES = {"number": "sc:Float", "integer": "sc:Integer"}
_CONTEXT: dict[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/", "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/", "dct": "http://purl.org/dc/terms/", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo", "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract", "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated",
    "replace": "cr:replace", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform",
}  # fmt: skip


def write(store: Store, path: Path) -> None:
    """Write the folder."""
    with replacing_folder(path) as folder:
        parts = fill(store, folder)
        files = [
            {
                "@type": "cr:FileObject", "@id": part.name, "name": part.name, "description": part.description,
                "contentUrl": part.name, "contentSize": f"{part.size} B", "encodingFormat": part.media_type,
                "sha256": part.sum,
            }
            for part in parts
        ]  # fmt: skip
        described = {
            "@context": _CONTEXT, "@type": "sc:Dataset", "name": "paperkg-graph", "description": DESCRIPTION,
            "conformsTo": "http://mlcommons.org/croissant/1.0", "url": "https://w3id.org/paperkg/",
            "license": "https://schema.org/license", "datePublished": newest(store), "version": "1.0.0",
            "distribution": files,
            "recordSet": [
                _records("nodes", "graph.nodes.csv", NODE_COLUMNS), _records("edges", "graph.edges.csv", EDGE_COLUMNS),
            ],
        }  # fmt: skip
        text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
        (folder / "croissant.json").write_text(text, encoding="utf-8")


def _records(name: str, file: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet", "@id": name, "name": name,
        "field": [
            {
                "@type": "cr:Field", "@id": f"{name}/{column.name}", "name": column.name,
                "dataType": _TYPES.get(column.kind, "sc:Text"),
                "source": {"fileObject": {"@id": file}, "extract": {"column": column.name}},
            }
            for column in columns
        ],
    }  # fmt: skip
