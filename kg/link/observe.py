"""What one paper's own text says of its names: how it spells them, and which short form stands for which long one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kg.extract.text.acronyms import acronyms
from kg.link.families import parents
from kg.link.gazetteer import Name, known_key, known_term, spelled
from kg.link.normalize import form, is_short, key, spells_out, stands_for
from kg.model import Entity, Evidence, Extraction, Paper, Result, TextField
from kg.ontology import ontology

APART = "="  # begins the key of a name that people told apart from all others


@dataclass(frozen=True, slots=True)
class Anchor:
    """The name that stands for an entity of one paper when it is looked for in others.

    `entity` is its local id, or the bare string in the slot of a result. `bare` tells an acronym that the paper neither
    spells out nor coins itself: what it means is for other papers to say.
    """

    entity: str
    name: Name
    form: str
    bare: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Definition:
    """A short form and the long form that a paper gives for it; both keys are of one type."""

    type: str
    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Parent:
    """What an entity's name says that it is a variant of. `anchor` is the parent as if the paper named it."""

    anchor: Anchor
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Observation:
    """All that linking has to know of one paper; `parents` in the order in which they are to be tried."""

    anchors: tuple[Anchor, ...]
    definitions: tuple[Definition, ...]
    parents: tuple[Parent, ...] = ()

    @property
    def company(self) -> frozenset[Name]:
        """The names that stand together in the paper."""
        return frozenset(anchor.name for anchor in self.anchors)


def observe(extraction: Extraction, apart: frozenset[tuple[str, str]] = frozenset()) -> Observation:
    """Observe a paper.

    Args:
        extraction: what it says.
        apart: type and form of the names that stand alone by decision.
    """
    anchors: list[Anchor] = []
    definitions: set[Definition] = set()
    for entity in extraction.entities:
        anchor, said = _anchor(entity.id, entity.type, entity.names, entity.role == "proposed", apart)
        anchors.append(anchor)
        definitions |= said
    local = {entity.id for entity in extraction.entities}
    # a standard name that the text leaves unsaid ("speedup") stands in the slot itself
    for slot, text in sorted(unsaid(extraction, local)):
        type_ = slot if slot in ontology().entity_types else "method"
        anchors.append(_anchor(f"{slot}:{text}", type_, (text,), False, apart)[0])
    anchors = _spelled_out(extraction.paper, anchors, definitions)
    # one name in one paper is read one way
    coined = {anchor.name for anchor in anchors if not anchor.bare}
    forms: dict[Name, str] = {}
    for anchor in anchors:
        forms[anchor.name] = min(anchor.form, forms.get(anchor.name, anchor.form))
    return Observation(
        tuple(replace(a, form=forms[a.name], bare=a.name not in coined) for a in anchors),
        tuple(sorted(definitions)),
        tuple(parent for entity in extraction.entities for parent in _parents(entity, apart)),
    )


def _spelled_out(paper: Paper, anchors: list[Anchor], definitions: set[Definition]) -> list[Anchor]:
    """The anchors, those of short forms that the paper itself spells out being what they stand for.

    The definitions are those of single entities; where an acronym and its long form were read as two entities, the
    text's own "long form (SHORT)" tells that they are one, and is added to the definitions.
    """
    by_name = {anchor.name: anchor for anchor in anchors}
    fields: tuple[TextField, ...] = ("title", "abstract")
    for text in map(paper.text, fields):
        for said in acronyms(text):
            short, long = text[said.short_start : said.short_end], text[said.long_start : said.long_end]
            for type_ in {anchor.name[0] for anchor in anchors}:
                ends = (type_, key(type_, short)), known_key(type_, long)
                if ends[0] != ends[1] and ends[0] in by_name and ends[1] in by_name:
                    definitions.add(Definition(type_, ends[0][1], ends[1][1]))
    longs: dict[Name, set[str]] = {}
    for definition in definitions:
        longs.setdefault((definition.type, definition.short), set()).add(definition.long)
    found: list[Anchor] = []
    for anchor in anchors:
        meant = longs.get(anchor.name, set())
        full = by_name.get((anchor.name[0], next(iter(meant)))) if len(meant) == 1 else None
        found.append(replace(anchor, name=full.name, form=full.form, bare=False) if full else anchor)
    return found


def anchor_of(local: str, type_: str, name: str, apart: frozenset[tuple[str, str]]) -> Anchor:
    """The anchor of a thing that the paper does not name itself: what it means is for other papers to say."""
    anchor = _anchor(local, type_, (name,), False, apart)[0]
    return replace(anchor, bare=not (anchor.name[1].startswith(APART) or known_term(type_, name)))


def _parents(entity: Entity, apart: frozenset[tuple[str, str]]) -> Iterable[Parent]:
    for name in entity.names:
        mention = min((m for m in entity.mentions if m.text == name), default=None)
        if mention is None:
            continue
        evidence = Evidence(mention.field, mention.start, mention.end, mention.text)
        for parent, reason in parents(entity.type, name):
            yield Parent(anchor_of(entity.id, entity.type, parent, apart), reason, evidence)


def unsaid(extraction: Extraction, local: Iterable[str]) -> set[tuple[str, str]]:
    """Slot and string of what results speak of without an entity of the paper."""
    known = frozenset(local)
    return {
        (slot, value)
        for result in extraction.results
        for slot, value in fillers(result, known).items()
        if value not in known
    }


# "FID", "ResNet-50", "the LAION subset": a word with a capital or digit after its first letter, or a capitalised one
_NAME = re.compile(r"(?<![\w-])(?:[^\W\d_][\w.+]*-?\d|\w+[A-Z]|[A-Z]\w)")


def fillers(result: Result, local: Collection[str]) -> dict[str, str]:
    """Slot -> the local entity or the string that fills it in the graph.

    A metric is always a thing; other words ("prior methods") are one only where they hold a name, and are otherwise
    read in the quote.
    """
    filled = {slot: getattr(result, slot, None) for slot in ontology().slot_predicates}
    return {
        slot: value
        for slot, value in filled.items()
        if value is not None and (value in local or slot == "metric" or _NAME.search(value))
    }


def _anchor(
    local: str, type_: str, names: tuple[str, ...], proposed: bool, apart: frozenset[tuple[str, str]]
) -> tuple[Anchor, set[Definition]]:
    own = form(type_, names[0])
    if (type_, own) in apart:
        return Anchor(local, (type_, APART + own), own, False, names), set()
    pairs = [
        (short, long)
        for short in names
        if is_short(short)
        for long in names
        if " " in long and not is_short(long) and spells_out(long, short)
    ]
    if pairs:
        # the long form rather than its acronym: "SD" is many things, "stable diffusion" is one
        best = max((long for _, long in pairs), key=lambda n: (len(form(type_, n)), n))
        name = known_key(type_, best)
        definitions = {Definition(type_, key(type_, short), name[1]) for short, _ in pairs}
        return Anchor(local, name, form(type_, best), False, names), {d for d in definitions if d.short != d.long}
    for candidate in names:
        if known_term(type_, candidate):
            return Anchor(local, known_key(type_, candidate), form(type_, candidate), False, names), set()
    best = names[0]
    return Anchor(
        local, known_key(type_, best), spelled(type_, best), stands_for(type_, best) and not proposed, names
    ), set()
