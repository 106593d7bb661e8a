"""What decisions do to what one paper says, before it is linked: types, names that stand alone, missed edges."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.link.decisions import Decision, Decisions, split_name
from kg.link.gazetteer import Name, known_key
from kg.link.normalize import form, key
from kg.link.observe import observe
from kg.link.works import meant as names_for
from kg.link.works import tokens
from kg.model import PAPER, Entity, Evidence, Extraction, Mention, Paper, Relation, Result, TextField
from kg.ontology import ontology

RULE = "decision"  # the rule of an edge that a person added


@dataclass(frozen=True, slots=True)
class Corrected:
    """An extraction as people correct it, and the decisions that had something to correct."""

    extraction: Extraction
    applied: frozenset[Decision] = frozenset()


def names_of(entity: Entity) -> set[Name]:
    """Every key that a decision may call an entity by: that of its anchor, and those of its names."""
    anchor = observe(Extraction(Paper("", ""), (entity,))).anchors[0]
    return {anchor.name} | {(entity.type, key(entity.type, name)) for name in entity.names}


def meant(text: str) -> set[Name]:
    """The keys of what a decision calls a thing, under every type where it says none."""
    type_, name = split_name(text)
    types = (type_,) if type_ else ontology().entity_types
    return {known for kind in types for known in (known_key(kind, name), (kind, key(kind, name)))}


def apply_decisions(extraction: Extraction, decisions: Decisions) -> Corrected:
    """Apply to one paper what people decided of types, names and missed edges."""
    if not decisions.lines:
        return Corrected(extraction)
    applied: set[Decision] = set()
    extraction = _retyped(extraction, decisions, applied)
    extraction = _divided(extraction, decisions, applied)
    for decision in decisions.of("add-missed"):
        completed = _completed(extraction, decision)
        if completed is not None:
            extraction = completed
            applied.add(decision)
    if called := decisions.of("merge", "rename"):
        # what a number speaks of without naming it in the text ("speedup") bears a name too
        names = {anchor.name for anchor in observe(extraction).anchors}.union(*map(names_of, extraction.entities))
        applied.update(decision for decision in called if meant(decision.names[-1]) & names)
    return Corrected(extraction, frozenset(applied))


def stand_alone(decisions: Decisions) -> frozenset[tuple[str, str]]:
    """Type and form of the names that were split off."""
    names = (split_name(decision.arguments[0]) for decision in decisions.of("split"))
    return frozenset((type_, form(type_, name)) for type_, name in names)


def quoted(paper: Paper, quote: str) -> Evidence | None:
    """Where a quote stands in a paper, in the abstract before the title; None where it does not."""
    fields: tuple[TextField, ...] = ("abstract", "title")
    for field in fields:
        start = paper.text(field).find(quote)
        if quote and start >= 0:
            return Evidence(field, start, start + len(quote), quote)
        # a line of a file has its white space run together
        words = quote.split()
        text = paper.text(field)
        if words and " ".join(words) in " ".join(text.split()):
            import re

            match = re.search(r"\s+".join(map(re.escape, words)), text)
            if match:
                return Evidence(field, match.start(), match.end(), match.group())
    return None


def is_of(paper: Paper, text: str) -> bool:
    """Whether the words of a decision mean this paper: its title, IRI or an identifier, with "paper:" or without."""
    _, name = split_name(text)
    return not names_for(name).isdisjoint(tokens(paper)) or key(PAPER, name) == key(PAPER, paper.title)


def _retyped(extraction: Extraction, decisions: Decisions, applied: set[Decision]) -> Extraction:
    new: dict[str, str] = {}
    for decision in decisions.of("retype"):
        wanted = meant(decision.arguments[0])
        for entity in extraction.entities:
            if wanted & names_of(entity):
                new[entity.id] = decision.arguments[1].casefold()
                applied.add(decision)
    if not new:
        return extraction
    entities = tuple(replace(e, type=new.get(e.id, e.type)) for e in extraction.entities)
    types = {PAPER: PAPER, **{e.id: e.type for e in entities}}
    # an edge that the ontology does not know between such types is no edge
    relations = tuple(
        r
        for r in extraction.relations
        if types[r.subject] in ontology().predicate(r.predicate).domain
        and types[r.object] in ontology().predicate(r.predicate).range
    )
    results = tuple(kept for r in extraction.results if (kept := _fitting(r, types)) is not None)
    return replace(extraction, entities=entities, relations=relations, results=results)


def _fitting(result: Result, types: dict[str, str]) -> Result | None:
    for slot in ontology().slot_predicates:
        value = getattr(result, slot, None)
        if value in types and types[value] not in ontology().predicate(slot).range:
            if slot == "metric":
                return None
            result = replace(result, **{slot: None})  # type: ignore[arg-type]  # the other slots may all be empty
    return result


def _divided(extraction: Extraction, decisions: Decisions, applied: set[Decision]) -> Extraction:
    """Names that stand alone become entities of their own; what was said of the thing stays with its other names."""
    alone = {
        (type_, form(type_, name)): decision
        for decision in decisions.of("split")
        for type_, name in (split_name(decision.arguments[0]),)
    }
    entities: list[Entity] = []
    for entity in extraction.entities:
        parted: dict[str, list[str]] = {}
        for name in entity.names:
            spelled = form(entity.type, name)
            if (entity.type, spelled) in alone:
                parted.setdefault(spelled, []).append(name)
                applied.add(alone[entity.type, spelled])
        rest = tuple(name for name in entity.names if not any(name in names for names in parted.values()))
        for spelled, names in sorted(parted.items()) if rest else ():
            mentions = tuple(m for m in entity.mentions if m.text in names)
            entities.append(replace(entity, id=f"{entity.id}={spelled}", name=names[0], names=tuple(names),
                                    mentions=mentions, role=None))  # fmt: skip
        kept: tuple[Mention, ...] = tuple(m for m in entity.mentions if m.text in rest)
        entities.append(replace(entity, name=rest[0], names=rest, mentions=kept) if parted and rest else entity)
    return replace(extraction, entities=tuple(entities))


def _completed(extraction: Extraction, decision: Decision) -> Extraction | None:
    """The extraction with the missed edge; None where the paper is another, or does not say the quote."""
    paper, quote = decision.arguments[0], decision.arguments[4]
    if not is_of(extraction.paper, paper):
        return None
    evidence = quoted(extraction.paper, quote)
    if evidence is None:
        return None
    subject, predicate, object_ = decision.edge
    kinds = ontology().predicate(predicate)
    entities = list(extraction.entities)
    ends = []
    for text, types in ((subject, kinds.domain), (object_, kinds.range)):
        if text == PAPER or is_of(extraction.paper, text):
            ends.append(PAPER)
            continue
        said, name = split_name(text)
        type_ = said or next(t for t in types if t != PAPER)
        if type_ not in types:
            return None
        wanted = meant(f"{type_}:{name}")
        found = next((e for e in entities if e.type == type_ and wanted & names_of(e)), None)
        if found is None:
            found = Entity(f"d{len(entities) + 1}", type_, name, (name,), ())
            entities.append(found)
        ends.append(found.id)
    if PAPER in ends and PAPER not in (*kinds.domain, *kinds.range):
        return None
    relation = Relation(ends[0], predicate, ends[1], evidence, rule=RULE)
    said_already = any(
        (r.subject, r.predicate, r.object, r.polarity) == (ends[0], predicate, ends[1], "asserted")
        for r in extraction.relations
    )
    relations = extraction.relations if said_already else (*extraction.relations, relation)
    return replace(extraction, entities=tuple(entities), relations=relations)
