"""The part of a language model's reply that the paper's own words support.

A name must stand in the text, a quote must be a stretch of it, a relation must be one that the ontology allows and its
quote must name the object, a number must stand in its quote. All else is dropped and counted, by reason.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, get_args

from kg.extract.cues import threshold
from kg.extract.llm.grounded_names import Names, find_names
from kg.extract.text.document import Document, document
from kg.extract.text.gazetteer import known_types
from kg.extract.text.polarity import polarity
from kg.extract.text.quantities import quantities
from kg.model import Entity, Evidence, Extraction, Paper, Polarity, Relation, Result, TextField
from kg.ontology import ontology

PAPER = "paper"
_MOST = 2000  # entries of one kind that are looked at
_POLARITIES: tuple[Polarity, ...] = get_args(Polarity)

Reply = Mapping[str, Any]  # JSON from outside: nothing is known of its shape


def parsed(reply: str) -> Reply | None:
    """The JSON object of a reply, which may stand in a code fence or between other words; None if there is none."""
    start, end = reply.find("{"), reply.rfind("}")
    for candidate in (reply, reply[start : end + 1] if 0 <= start < end else "", *_fenced(reply)):
        try:
            found = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return None


def _fenced(reply: str) -> Iterator[str]:
    for part in reply.split("```")[1::2]:
        yield part[part.find("{") :] if "{" in part else part


def grounded(paper: Paper, reply: Reply, extractor: str) -> Extraction:
    """The part of a reply that the paper supports; `dropped` counts the rest, by reason."""
    dropped: Counter[str] = Counter()
    doc = document(paper)
    names = find_names(paper, _entries(reply, "entities", dropped), dropped, threshold("outside", "language-model"))
    relations = tuple(_relations(doc, names, _entries(reply, "relations", dropped), dropped))
    results = tuple(_results(paper, names, _entries(reply, "results", dropped), dropped))
    return Extraction(paper, names.entities, relations, results, extractor, tuple(sorted((+dropped).items())))


def _entries(reply: Reply, kind: str, dropped: Counter[str]) -> Iterator[Reply]:
    listed = reply.get(kind) or []
    if not isinstance(listed, list):
        dropped[f"{kind} that are no list"] += 1
        return
    for entry in listed[:_MOST]:
        if isinstance(entry, dict):
            yield entry
        else:
            dropped[f"{kind} that are no objects"] += 1
    if len(listed) > _MOST:
        dropped[f"{kind} beyond the first {_MOST}"] += len(listed) - _MOST


def _relations(doc: Document, names: Names, entries: Iterator[Reply], dropped: Counter[str]) -> Iterator[Relation]:
    known = ontology()
    allowed = {p.name: p for p in known.predicates if p.name in known.relation_predicates}
    seen: set[tuple[str, str, str]] = set()
    for entry in entries:
        predicate = allowed.get(str(entry.get("predicate")))
        subject = PAPER if entry.get("subject") == PAPER else names.entity(entry.get("subject"))
        thing = names.entity(entry.get("object"))
        evidence = find_quote(doc.paper, entry.get("quote"))
        if predicate is None:
            dropped["relations with an unknown predicate"] += 1
        elif subject is None or thing is None:
            dropped["relations between things that are not among the entities"] += 1
        elif not _fits(subject, predicate.domain) or thing.type not in predicate.range or subject == thing:
            dropped["relations that the ontology does not allow"] += 1
        elif evidence is None:
            dropped["relations whose quote is not in the text"] += 1
        elif (at := _named_in(evidence, thing)) is None:
            dropped["relations whose quote does not name the object"] += 1
        else:
            key = (subject if isinstance(subject, str) else subject.id, predicate.name, thing.id)
            if key not in seen:
                seen.add(key)
                said = _claimed_polarity(entry) or _read_polarity(doc, evidence.field, at)
                yield Relation(*key, evidence, said, threshold("outside", "language-model"), "model")


def _fits(subject: Entity | str, domain: tuple[str, ...]) -> bool:
    return (subject if isinstance(subject, str) else subject.type) in domain


def _named_in(evidence: Evidence, thing: Entity) -> int | None:
    """Where a quote names a thing, in the field."""
    for mention in thing.mentions:
        if mention.field == evidence.field and evidence.start <= mention.start and mention.end <= evidence.end:
            return mention.start
    return None


def _claimed_polarity(entry: Reply) -> Polarity | None:
    return next((known for known in _POLARITIES if entry.get("polarity") == known), None)


def _read_polarity(doc: Document, field: TextField, position: int) -> Polarity:
    line = doc.line_at(field, position)
    return polarity(line.text, position - line.sentence.start)


def _results(paper: Paper, names: Names, entries: Iterator[Reply], dropped: Counter[str]) -> Iterator[Result]:
    seen: set[tuple[str, str, str]] = set()
    for entry in entries:
        evidence = find_quote(paper, entry.get("quote"))
        if evidence is None:
            dropped["results whose quote is not in the text"] += 1
            continue
        number = _number(str(entry.get("value") or ""), evidence.quote)
        metric = _metric(paper, names, entry.get("metric"))
        if number is None:
            dropped["results whose number is not in their quote"] += 1
        elif metric is None:
            dropped["results whose metric is neither in the text nor known"] += 1
        elif (key := (*number, metric)) not in seen:
            seen.add(key)
            said = _claimed_polarity(entry) or "asserted"
            result = Result(
                metric,
                *number,
                evidence,
                polarity=said,
                confidence=threshold("outside", "language-model"),
                rule="model",
            )
            slots = {slot: _slot(paper, names, entry.get(slot), dropped) for slot in _slots()}
            yield replace(result, **slots)  # type: ignore[arg-type]  # slots are strings or empty


def _slots() -> list[str]:
    known = {*ontology().slot_predicates, "condition"} - {"metric"}
    return [field.name for field in fields(Result) if field.name in known]


def _number(claimed: str, quote: str) -> tuple[str, str] | None:
    """Value and unit of a claimed number as the quote has them; None if it has no such number."""
    claimed = claimed.strip()[:40]
    inside = [*quantities(quote)]
    wanted = next((quantity.value for quantity in quantities(claimed)), claimed)
    for quantity in inside:
        if quantity.value == wanted:
            return quantity.value, quantity.unit
    if wanted and re.search(rf"(?<![\w.,]){re.escape(wanted)}(?![\w]|[.,]\d)", quote):
        return wanted, ""
    return None


def _metric(paper: Paper, names: Names, claimed: object) -> str | None:
    """An entity, words of the text, or the name of a metric that everybody knows."""
    thing = names.entity(claimed)
    if thing is not None:
        return thing.id
    if not isinstance(claimed, str) or not claimed.strip():
        return None
    words = find_quote(paper, claimed)
    if words is not None:
        return words.quote
    return claimed.strip() if "metric" in known_types(claimed.strip()) else None


def _slot(paper: Paper, names: Names, claimed: object, dropped: Counter[str]) -> str | None:
    if claimed is None or claimed == "":
        return None
    thing = names.entity(claimed)
    if thing is not None:
        return thing.id
    words = find_quote(paper, claimed)
    if words is None:
        dropped["slots of results that are not in the text"] += 1
    return words.quote if words else None


def find_quote(paper: Paper, claimed: object) -> Evidence | None:
    """Where the text says these words, letter by letter and in whole words; only white space may differ."""
    words = claimed.split() if isinstance(claimed, str) else []
    if not words:
        return None
    pattern = re.compile(r"(?<![^\W_])" + r"\s+".join(map(re.escape, words)) + r"(?![^\W_])")
    fields: tuple[TextField, ...] = ("abstract", "title")
    for field in fields:
        match = pattern.search(paper.text(field))
        if match:
            return Evidence(field, match.start(), match.end(), match.group())
    return None
