"""Stretches of text that may name things, cleaned, grouped by thing, and found again wherever they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.entities.aliases import aliases_of, name_key
from kg.extract.entities.boundaries import whole_name
from kg.extract.text.acronyms import acronyms
from kg.extract.text.document import Document
from kg.extract.text.gazetteer import words_of
from kg.model import Mention, TextField
from kg.ontology import generic_words

# words that qualify a name without being part of it, at its left edge
_LEADING = re.compile(
    r"(?:(?:the|a|an|our|their|its|this|these|those|such|some|any|novel|new|proposed|existing|current|previous|recent|"
    r"several|various|different|many|multiple|other|popular|simple|efficient|effective|state-of-the-art|the-art|SOTA|"
    r"well-known|standard|conventional|typical|powerful|proposed|presented|same|of|in|on|for|with|and|or|by|using|"
    r"both|all|each|two|three|four|five|more|most|better|large-scale|challenging)[\s~]+|\\[a-z]+\{|[\"'“‘`(\[{$*~_,.-]+)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s~]+(?:and|or|of|in|on|for|with|by|the|a|an|which|that|from|to|as|is|are|et|al|baselines?|\()|-based|[\"'”’`)\]}$*~_,.;:-]+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A place that may name a thing of a type; `score` is how sure its tagger is, on the tagger's own scale."""

    mention: Mention
    type: str
    score: float
    tagger: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The stretches that name one thing, all places where it stands, and its names, the best first."""

    key: str
    stretches: tuple[Stretch, ...]
    mentions: tuple[Mention, ...]
    names: tuple[str, ...]


def groups(doc: Document, stretches: Iterable[Stretch], *, overlapping: bool = False) -> list[Group]:
    """What the stretches name, each thing once, in the order of first mentions (title first).

    Where names overlap the longer one has the place; with `overlapping` both have it, and somebody else must choose.
    """
    cleaned = [found for stretch in stretches if (found := _clean(doc, stretch))]
    cleaned += _title_name(doc, cleaned)
    aliases = aliases_of(doc)
    together: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in cleaned:
        key = name_key(stretch.mention.text)
        together[aliases.get(key, key)].append(stretch)
    surfaces = _surfaces(doc, together, aliases)
    if overlapping:
        own: dict[str, dict[str, str]] = defaultdict(dict)
        for form, key in surfaces.items():
            own[key][form] = key
        places = {key: stands[key] for key, forms in own.items() if (stands := _find_all(doc, forms))}
        known = [stretch.mention for stretch in cleaned if stretch.tagger == "vocabulary"]
        places = {key: apart for key, stands in places.items() if (apart := _apart(stands, known))}
    else:
        places = _find_all(doc, surfaces)
    things = [
        Group(key, tuple(group), tuple(places[key]), _by_quality(Counter(place.text for place in places[key])))
        for key, group in together.items()
        if key in places
    ]
    return sorted(things, key=lambda group: (_order(group.mentions[0]), group.key))


def _order(mention: Mention) -> tuple[bool, int, int]:
    return (mention.field != "title", mention.start, mention.end)


def _clean(doc: Document, stretch: Stretch) -> Stretch | None:
    """A stretch without the words and signs at its edges that are no part of a name; None if nothing is left."""
    field, start, end = stretch.mention.field, stretch.mention.start, stretch.mention.end
    text = doc.text(field)
    while match := _LEADING.match(text, start, end):
        start = match.end()
    while match := _TRAILING.search(text[start:end]):
        end = start + match.start()
    if end > start:
        start, end = whole_name(text, start, end)
    # an opened parenthesis that is not closed divides the name from its acronym
    inner = text[start:end]
    if inner.count("(") > inner.count(")"):
        end = start + len(inner[: inner.rindex("(")].rstrip(" ~"))
    name = text[start:end]
    words = words_of(name)
    if not words or not re.search(r"[^\W\d_]", name) or all(word.casefold() in generic_words() for word in words):
        return None
    if len(name) < 2 or (len(name) == 2 and not name.isupper()) or len(words) > 10:
        return None
    return Stretch(Mention(field, start, end, name), stretch.type, stretch.score, stretch.tagger)


# "FlashAttention: Fast and …": the name before the colon of a title is what the paper brings
_TITLE_NAME = re.compile(
    r"^[\"'“]?((?:\$[^$\s]{1,24}\$[-‐‑]?)?[^\W_][\w.+*-]*"
    r"(?:[ -][A-Z0-9][\w.+*-]*){0,3})[\"'”]?\s*(?::|--|—|–)\s"
)


def _title_name(doc: Document, stretches: list[Stretch]) -> list[Stretch]:
    title = doc.paper.title
    match = _TITLE_NAME.match(title)
    if not match or any(s.mention.field == "title" and s.mention.start < match.end(1) for s in stretches):
        return []
    name = match.group(1)
    inner = sum(letter.isupper() or letter.isdigit() for letter in name[1:])
    if not inner or (" " in name and name not in doc.paper.abstract):
        return []  # "Learning to see: …" opens a sentence; a name has capitals of its own, or comes back later
    dataset = re.search(r"\b(?:benchmark|data ?set|corpus|challenge)\b", title[match.end() :], re.IGNORECASE)
    return [Stretch(Mention("title", match.start(1), match.end(1), name), "dataset" if dataset else "method", 0.0)]


def _surfaces(doc: Document, together: dict[str, list[Stretch]], aliases: dict[str, str]) -> dict[str, str]:
    """Every form under which an entity may stand in the text -> its group; defined long and short forms included."""
    forms: dict[str, str] = {}
    for key, group in together.items():
        for stretch in group:
            forms.setdefault(stretch.mention.text, key)
    fields: tuple[TextField, ...] = ("title", "abstract")
    for field in fields:
        text = doc.text(field)
        for a in acronyms(text):
            for form in (text[a.long_start : a.long_end].rstrip(), text[a.short_start : a.short_end]):
                key = aliases.get(name_key(form), name_key(form))
                if key in together:
                    forms.setdefault(form, key)
    return forms


def _find_all(doc: Document, surfaces: dict[str, str]) -> dict[str, list[Mention]]:
    """All places of all forms, the longest form first, none overlapping another; in order of place."""
    found: dict[str, list[Mention]] = defaultdict(list)
    fields: tuple[TextField, ...] = ("title", "abstract")
    for field in fields:
        text, end = doc.text(field), 0
        for start, length, form in sorted(_standing(text, surfaces)):
            if start >= end:
                end = start - length
                found[surfaces[form]].append(Mention(field, start, end, form))
    return found


def _apart(places: list[Mention], known: list[Mention]) -> list[Mention]:
    """The places that are no part of a longer known name: "Diffusion" in "Stable Diffusion" is no mention of it."""
    return [
        place
        for place in places
        if not any(
            whole.field == place.field
            and whole.start <= place.start
            and place.end <= whole.end
            and len(place.text) < len(whole.text)
            for whole in known
        )
    ]


def _standing(text: str, forms: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where a form stands as words of its own: start, minus its length, form."""
    for form in forms:
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            alone = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
            if alone and whole_name(text, start, end) == (start, end):
                yield start, -len(form), form
            start = text.find(form, start + 1)


def _by_quality(names: Counter[str]) -> tuple[str, ...]:
    """Forms with the best first: those without formulas, then what stands most often, not in lower case, longer."""
    return tuple(sorted(names, key=lambda name: ("$" in name, -names[name], name.islower(), -len(name), name)))
