"""The names in a language model's reply, looked up in the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.extract.text.gazetteer import words_of
from kg.model import Entity, Mention, Paper, Role, TextField
from kg.ontology import generic_words, ontology

_LONGEST = 200  # characters; no name is longer


@dataclass(frozen=True, slots=True)
class Names:
    """The entities that stand in the text, and what the model calls them: by its ids and by their names."""

    entities: tuple[Entity, ...]
    called: Mapping[str, Entity]

    def entity(self, claimed: object) -> Entity | None:
        """The entity of that id or name, if any."""
        return self.called.get(claimed.strip()) if isinstance(claimed, str) else None


@dataclass(frozen=True, slots=True)
class _Claim:
    """An entity as the model lists it."""

    id: str
    type: str
    names: tuple[str, ...]
    proposed: bool


def find_names(paper: Paper, entries: Iterable[Mapping[str, Any]], dropped: Counter[str], confidence: float) -> Names:
    """All claimed entities that stand in the text, in the order of their first mentions, ids "e1", "e2", …

    Args:
        paper: the paper.
        entries: what the model lists as entities.
        dropped: counts what is left out, by reason.
        confidence: given to each entity.
    """
    claims = [claim for entry in entries if (claim := _claim(entry, dropped))]
    owner: dict[str, int] = {}
    for k, claim in enumerate(claims):
        for name in claim.names:
            owner.setdefault(name, k)
    places = _places(paper, owner)
    found = sorted(places, key=lambda k: (places[k][0].field != "title", places[k][0].start))
    proposable = next(p.range for p in ontology().predicates if p.name == "proposes")
    called: dict[str, Entity] = {}
    entities: list[Entity] = []
    for k in found:
        claim, mentions = claims[k], places[k]
        stands = {mention.text for mention in mentions}
        # forms that differ in white space alone are forms of the name they were found by
        names = tuple(sorted(stands, key=lambda form: (_rank(form, claim.names), form)))
        role: Role = "proposed" if claim.proposed and claim.type in proposable else None
        entity = Entity(f"e{len(entities) + 1}", claim.type, names[0], names, mentions, role, confidence)
        entities.append(entity)
        for name in (*claim.names, *names):
            called.setdefault(name, entity)
    # the model's own ids come first; a name that looks like one does not stand in their way
    called |= {claims[k].id: entity for k, entity in zip(found, entities, strict=True) if claims[k].id}
    dropped["entities not named in the text"] += len(claims) - len(found)
    return Names(tuple(entities), called)


def _rank(form: str, names: tuple[str, ...]) -> int:
    folded = " ".join(form.split())
    return names.index(folded) if folded in names else len(names)


def _claim(entry: Mapping[str, Any], dropped: Counter[str]) -> _Claim | None:
    listed = entry.get("names") or entry.get("name") or []
    listed = [listed] if isinstance(listed, str) else listed if isinstance(listed, list) else []
    names = tuple(
        dict.fromkeys(" ".join(name.split()) for name in listed if isinstance(name, str) and len(name) <= _LONGEST)
    )
    if entry.get("type") not in ontology().entity_types:
        dropped["entities of an unknown type"] += 1
        return None
    names = tuple(name for name in names if _names_something(name))
    if not names:
        dropped["entities without a name of their own"] += 1
        return None
    claimed = entry.get("id")
    return _Claim(
        claimed.strip() if isinstance(claimed, str) else "", entry["type"], names, entry.get("role") == "proposed"
    )


def _names_something(name: str) -> bool:
    words = words_of(name)
    return (
        bool(re.search(r"[^\W_]", name))
        and bool(words)
        and not all(word.casefold() in generic_words() for word in words)
    )


def _places(paper: Paper, owner: Mapping[str, int]) -> dict[int, tuple[Mention, ...]]:
    """All places of all names, the longest first, none overlapping another; by owner, in order of place."""
    found: dict[int, list[Mention]] = defaultdict(list)
    if not owner:
        return {}
    ordered = sorted(owner, key=lambda name: (-len(name), name))
    forms = (r"\s+".join(map(re.escape, name.split(" "))) for name in ordered)
    pattern = re.compile(r"(?<![^\W_])(?:" + "|".join(forms) + r")(?![^\W_])")
    fields: tuple[TextField, ...] = ("title", "abstract")
    for field in fields:
        for match in pattern.finditer(paper.text(field)):
            folded = " ".join(match.group().split())
            found[owner[folded]].append(Mention(field, match.start(), match.end(), match.group()))
    return {k: tuple(mentions) for k, mentions in found.items()}
