"""Papers with what is read in them, written down in a few lines each and put through the real store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kg.model import Entity, Evidence, Extraction, Mention, Paper, Relation, Result, Role, TextField
from kg.store import Store

_OBJECTS = {"addresses": "task", "evaluatesOn": "dataset", "measures": "metric", "runsOn": "hardware"}
_FIELDS: tuple[TextField, TextField] = ("title", "abstract")
_SLOTS = {"method": "method", "baseline": "method", "dataset": "dataset", "task": "task", "hardware": "hardware"}


class Written:
    """One paper. Each thing must stand in its text under its name; other names follow after a slash."""

    def __init__(self, title: str, abstract: str, issued: str = "", **paper: Any) -> None:
        self._paper = Paper(title, abstract, issued=issued, **paper)
        self._entities: dict[tuple[str, str], Entity] = {}
        self._relations: list[Relation] = []
        self._results: list[Result] = []

    def thing(self, type_: str, names: str, *, proposed: bool = False) -> str:
        """The local id of a thing; "LongName / LN" has two names."""
        first, *others = names.split(" / ")
        if (type_, first) not in self._entities:
            forms = (first, *others)
            mentions = tuple(
                Mention(field, at.start(), at.end(), form)
                for form in forms
                for field in _FIELDS
                for at in re.finditer(re.escape(form), self._paper.text(field))
            )
            assert mentions, f"{first!r} is not in the text of {self._paper.title!r}"
            role: Role = "proposed" if proposed else None
            number = f"e{len(self._entities) + 1}"
            self._entities[type_, first] = Entity(number, type_, first, forms, mentions, role, 0.95)
        return self._entities[type_, first].id

    def proposes(self, names: str, type_: str = "method", at: str = "") -> Written:
        """The paper proposes a thing."""
        self.thing(type_, names, proposed=True)
        return self.says("paper", "proposes", names.split(" / ", maxsplit=1)[0], at, object_type=type_)

    def says(
        self, subject: str, predicate: str, object_: str, at: str = "", *, object_type: str = "", **more: Any
    ) -> Written:
        """An edge, said in the sentence that holds `at`, or in the first one that names the object."""
        first = "paper" if subject == "paper" else self.thing("method", subject)
        second = self.thing(object_type or _OBJECTS.get(predicate, "method"), object_)
        evidence = self._sentence(at or object_)
        self._relations.append(Relation(first, predicate, second, evidence, **{"confidence": 0.9, **more}))
        return self

    def reports(self, value: str, unit: str, metric: str, at: str = "", **slots: Any) -> Written:
        """A number, stated in the sentence that holds `at`, or its value."""
        rest: dict[str, Any] = {"confidence": 0.9, **slots}
        rest |= {slot: self.thing(_SLOTS[slot], name) for slot, name in slots.items() if slot in _SLOTS}
        named = metric in self._paper.abstract or metric in self._paper.title
        name = self.thing("metric", metric) if named else metric
        self._results.append(Result(name, value, unit, self._sentence(at or value), **rest))
        return self

    def extraction(self) -> Extraction:
        """All of it."""
        entities = tuple(self._entities.values())
        return Extraction(self._paper, entities, tuple(self._relations), tuple(self._results), "written 1")

    def _sentence(self, part: str) -> Evidence:
        for field in reversed(_FIELDS):
            text = self._paper.text(field)
            if (at := text.find(part)) >= 0:
                start = max((m.end() for m in re.finditer(r"[.!?]\s+(?=[A-Z])", text[: at + 1])), default=0)
                stop = re.search(r"[.!?](?=\s+[A-Z]|\s*$)", text[at:])
                end = at + stop.end() if stop else len(text)
                return Evidence(field, start, end, text[start:end])
        raise AssertionError(f"{part!r} is not in the text of {self._paper.title!r}")


def store_of(path: Path, *papers: Written) -> Store:
    """A store of these papers, at a place where there is none yet."""
    store = Store.open(path, create=True)
    store.put(paper.extraction() for paper in papers)
    return store
