"""RO-Crate 1.1: a folder with the graph as N-Quads and CSV, and what says what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._crate import DESCRIPTION, fill, newest
from kg.files import replacing_folder

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("rocrate", (".crate",), "RO-Crate, a folder with N-Quads and CSV", "everything")


def write(store: Store, path: Path) -> None:
    """Write the folder."""
    with replacing_folder(path) as folder:
        parts = fill(store, folder)
        files = [
            {
                "@id": part.name, "@type": "File", "name": part.name, "description": part.description,
                "encodingFormat": part.media_type, "contentSize": str(part.size), "sha256": part.sum,
            }
            for part in parts
        ]  # fmt: skip
        root = {
            "@id": "./", "@type": "Dataset", "name": "Knowledge graph of papers", "description": DESCRIPTION,
            # the data is dated by the newest paper, so that the same graph is the same bytes
            "datePublished": newest(store), "license": {"@id": "#license"},
            "hasPart": [{"@id": part.name} for part in parts],
        }  # fmt: skip
        license_ = {
            "@id": "#license", "@type": "CreativeWork", "name": "Not stated",
            "description": "The quotes are the authors'; whoever publishes this graph states its licence here.",
        }  # fmt: skip
        about = {
            "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        }  # fmt: skip
        crate = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [about, root, *files, license_]}
        text = json.dumps(crate, ensure_ascii=False, indent=1) + "\n"
        (folder / "ro-crate-metadata.json").write_text(text, encoding="utf-8")
