"""The extractor "gliner": names from a local GLiNER model, relations and results from our rules over them.

The model is a folder on this machine; nothing is fetched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from kg.errors import ExtractorUnavailable
from kg.extract.cues import threshold
from kg.extract.entities.contribution import role
from kg.extract.entities.names import Stretch, groups
from kg.extract.llm.settings import MODEL
from kg.extract.relations.by_cues import relations
from kg.extract.results.reported import by_words, results
from kg.extract.text.document import Document, Line, document
from kg.model import Entity, Extraction, Mention, Paper, content_hash
from kg.ontology import ontology

_VERSION = "1"
_WINDOW = 200  # words and signs; GLiNER cuts off what is beyond some 380


class Model(Protocol):
    """What we need of a GLiNER model."""

    def predict_entities(self, text: str, labels: list[str], threshold: float) -> Sequence[Mapping[str, Any]]:
        """The names in a text, each with "start", "end", "label" and "score"."""


def version() -> str:
    """Version and model. Raises ExtractorUnavailable when GLiNER is not installed or no model is named."""
    _require()
    folder = model_folder()
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return f"{_VERSION} {folder.name} {content_hash(*(f'{file.name} {file.stat().st_size}' for file in files))[:8]}"


def extract(paper: Paper) -> Extraction:
    """What GLiNER names in a paper and our rules read about it. Raises ExtractorUnavailable."""
    named = f"gliner {version()}"
    return read(paper, _load(model_folder()), named)


def read(paper: Paper, model: Model, extractor: str) -> Extraction:
    """The extraction of a paper by a model that is loaded already."""
    doc = document(paper)
    found = [
        Entity(
            f"e{k}", _type(group.stretches), group.names[0], group.names, group.mentions, None, _score(group.stretches)
        )
        for k, group in enumerate(groups(doc, list(_stretches(doc, model))), start=1)
    ]
    entities = tuple(replace(entity, role=role(doc, entity)) for entity in found)
    return Extraction(paper, entities, relations(doc, entities), results(doc, entities, by_words), extractor)


def model_folder() -> Path:
    """The folder of the local model that the environment names. Raises ExtractorUnavailable."""
    named = os.environ.get(MODEL, "").strip()
    if not named:
        raise ExtractorUnavailable(f"the extractor gliner needs --model (or ${MODEL}): a folder with a GLiNER model")
    folder = Path(named).expanduser()
    if not (folder / "gliner_config.json").is_file():
        raise ExtractorUnavailable(f"{folder} holds no GLiNER model (no gliner_config.json); download one there first")
    return folder


def _stretches(doc: Document, model: Model) -> Iterator[Stretch]:
    labels = list(ontology().entity_types)
    for line in doc.lines:
        for start, end in _windows(line):
            text = doc.text(line.field)[start:end]
            for name in model.predict_entities(text, labels, threshold=threshold("outside", "gliner")):
                first, last = start + int(name["start"]), start + int(name["end"])
                if name["label"] in labels and start <= first < last <= end:
                    mention = Mention(line.field, first, last, doc.text(line.field)[first:last])
                    yield Stretch(mention, str(name["label"]), float(name["score"]))


def _windows(line: Line) -> Iterator[tuple[int, int]]:
    """Parts of a sentence that are short enough for the model; nearly always the whole of it."""
    for k in range(0, len(line.tokens), _WINDOW):
        part = line.tokens[k : k + _WINDOW]
        yield part[0].start, part[-1].end


def _type(stretches: Iterable[Stretch]) -> str:
    """The type with the highest scores in sum; ties by name."""
    sums: dict[str, float] = {}
    for stretch in stretches:
        sums[stretch.type] = sums.get(stretch.type, 0.0) + stretch.score
    return min(sums, key=lambda name: (-sums[name], name))


def _score(stretches: Iterable[Stretch]) -> float:
    """The highest score; what our own reading of the title adds has none and counts as just believed."""
    return round(max(threshold("outside", "gliner"), *(stretch.score for stretch in stretches)), 2)


def _require() -> None:
    from importlib.util import find_spec

    if find_spec("gliner") is None:
        raise ExtractorUnavailable("the extractor gliner is not installed; pip install 'paperkg[gliner]'")


@cache
def _load(folder: Path) -> Model:
    # both libraries look these up when they are first imported
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    _require()
    from gliner import GLiNER

    try:
        model: Model = GLiNER.from_pretrained(str(folder), local_files_only=True)
    except Exception as error:  # whatever the libraries below find wrong with the files
        raise ExtractorUnavailable(f"cannot load the GLiNER model in {folder}: {error}") from error
    return model
