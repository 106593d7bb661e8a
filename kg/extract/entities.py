"""The distinct things a paper names: tagged stretches, cleaned, grouped, and found again wherever they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.extract.acronyms import acronyms
from kg.extract.document import Document, Line
from kg.extract.lexicon import known_types, words_of
from kg.extract.tagger import Span
from kg.model import Entity, Mention, Role, TextField
from kg.ontology import generic_words

Tag = Callable[[Document, Line], Iterable[Span]]

# words that qualify a name without being part of it, at its left edge
_LEADING = re.compile(
    r"(?:(?:the|a|an|our|their|its|this|these|those|such|some|any|novel|new|proposed|existing|current|previous|recent|"
    r"several|various|different|many|multiple|other|popular|simple|efficient|effective|state-of-the-art|SOTA|"
    r"well-known|standard|conventional|typical|powerful|proposed|presented|same|of|in|on|for|with|and|or|by|using|"
    r"both|all|each|two|three|four|five|more|most|better|large-scale|challenging|\\\w+\{)[\s~]+|[\"'“‘`(\[{$*~_,.-]+)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s~]+(?:and|or|of|in|on|for|with|by|the|a|an|which|that|from|to|as|is|are|et|al|\()|[\"'”’`)\]}$*~_,.;:-]+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    mention: Mention
    type: str
    margin: float


def entities(paper: Document, tag: Tag) -> tuple[Entity, ...]:
    """All entities of a paper, in the order of their first mentions, ids "e1", "e2", …

    Args:
        paper: the paper in sentences.
        tag: finds the names in a sentence.
    """
    stretches = [stretch for line in paper.lines for span in tag(paper, line) if (stretch := _clean(paper, line, span))]
    stretches += _title_name(paper, stretches)
    aliases = _same_by_definition(paper)
    groups: dict[str, list[_Stretch]] = defaultdict(list)
    for stretch in stretches:
        key = name_key(stretch.mention.text)
        groups[aliases.get(key, key)].append(stretch)
    surfaces = _surfaces(paper, groups, aliases)
    mentions = _find_all(paper, surfaces)
    found: list[tuple[Mention, str, tuple[str, ...], tuple[Mention, ...], float]] = []
    for key, group in groups.items():
        places = mentions.get(key)
        if not places:
            continue
        names = Counter(place.text for place in places)
        found.append((places[0], _type(group), _by_quality(names), tuple(places), _confidence(group)))
    found.sort(key=lambda item: (item[0].field != "title", item[0].start, item[0].end, item[1]))
    result = []
    for k, (_, type_, ordered, stands, confidence) in enumerate(found, start=1):
        result.append(Entity(f"e{k}", type_, ordered[0], ordered, stands, role=None, confidence=confidence))
    return tuple(
        Entity(e.id, e.type, e.name, e.names, e.mentions, role, e.confidence)
        for e, role in ((e, _role(paper, e)) for e in result)
    )


def name_key(name: str) -> str:
    """What names of one thing within a paper have in common: no case, hyphens, plural or generic last noun."""
    words = list(words_of(name))
    while (
        len(words) > 1
        and words[-1].casefold() in generic_words()
        and words[-1].casefold() not in ("learning", "training")
    ):
        words.pop()
    return "".join(word.casefold() for word in words)


def _clean(paper: Document, line: Line, span: Span) -> _Stretch | None:
    """A tagged span without the words and signs at its edges that are no part of a name; None if nothing is left."""
    text = paper.paper.text(line.field)
    start, end = line.tokens[span.first].start, line.tokens[span.last - 1].end
    while match := _LEADING.match(text, start, end):
        start = match.end()
    while match := _TRAILING.search(text[start:end]):
        end = start + match.start()
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
    return _Stretch(Mention(line.field, start, end, name), span.type, span.margin)


# "FlashAttention: Fast and …": the name before the colon of a title is what the paper brings
_TITLE_NAME = re.compile(r"^[\"'“]?([^\W_][\w.+*-]*(?:[ -][A-Z0-9][\w.+*-]*){0,3})[\"'”]?\s*(?::|--|—|–)\s")


def _title_name(paper: Document, stretches: list[_Stretch]) -> list[_Stretch]:
    title = paper.paper.title
    match = _TITLE_NAME.match(title)
    if not match or any(s.mention.field == "title" and s.mention.start < match.end(1) for s in stretches):
        return []
    name = match.group(1)
    inner = sum(letter.isupper() or letter.isdigit() for letter in name[1:])
    if not inner or (" " in name and name not in paper.paper.abstract):
        return []  # "Learning to see: …" opens a sentence; a name has capitals of its own, or comes back later
    dataset = re.search(r"\b(?:benchmark|data ?set|corpus|challenge)\b", title[match.end() :], re.IGNORECASE)
    return [_Stretch(Mention("title", match.start(1), match.end(1), name), "dataset" if dataset else "method", 0.0)]


def _same_by_definition(paper: Document) -> dict[str, str]:
    """Short form's key -> long form's key, as the paper defines them."""
    pairs: dict[str, str] = {}
    fields: tuple[TextField, ...] = ("abstract", "title")
    for field in fields:
        text = paper.paper.text(field)
        for a in acronyms(text):
            long_key = name_key(text[a.long_start : a.long_end])
            pairs.setdefault(name_key(text[a.short_start : a.short_end]), long_key)
    return {short: long for short, long in pairs.items() if short != long}


def _surfaces(paper: Document, groups: dict[str, list[_Stretch]], aliases: dict[str, str]) -> dict[str, str]:
    """Every form under which an entity may stand in the text -> its group; defined long and short forms included."""
    forms: dict[str, str] = {}
    for key, group in groups.items():
        for stretch in group:
            forms.setdefault(stretch.mention.text, key)
    fields: tuple[TextField, ...] = ("title", "abstract")
    for field in fields:
        text = paper.paper.text(field)
        for a in acronyms(text):
            for form in (text[a.long_start : a.long_end].rstrip(), text[a.short_start : a.short_end]):
                key = aliases.get(name_key(form), name_key(form))
                if key in groups:
                    forms.setdefault(form, key)
    return forms


def _find_all(paper: Document, surfaces: dict[str, str]) -> dict[str, list[Mention]]:
    """All places of all forms, the longest form first, none overlapping another; in order of place."""
    if not surfaces:
        return {}
    ordered = sorted(surfaces, key=lambda form: (-len(form), form))
    pattern = re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, ordered)) + r")(?![^\W_])")
    found: dict[str, list[Mention]] = defaultdict(list)
    fields: tuple[TextField, ...] = ("title", "abstract")
    for field in fields:
        for match in pattern.finditer(paper.paper.text(field)):
            found[surfaces[match.group()]].append(Mention(field, match.start(), match.end(), match.group()))
    return found


def _type(group: list[_Stretch]) -> str:
    """The type most mentions have; the vocabulary speaks where it knows one type only; ties by order of types."""
    votes: Counter[str] = Counter()
    for stretch in group:
        votes[stretch.type] += 2
        known = known_types(stretch.mention.text)
        if len(known) == 1:
            votes[known[0]] += 3
    return min(votes, key=lambda name: (-votes[name], name))


def _by_quality(names: Counter[str]) -> tuple[str, ...]:
    """Forms with the best first: what stands most often, then with fewer lower-case initials, then longer."""
    return tuple(sorted(names, key=lambda name: (-names[name], name.islower(), -len(name), name)))


def _confidence(group: list[_Stretch]) -> float:
    """From the tagger's mean margin (100 is one update of its training) through a logistic curve."""
    margin = max(stretch.margin for stretch in group)
    known = any(known_types(stretch.mention.text) for stretch in group)
    return round(min(0.99, max(0.3, 0.5 + margin / 6000 + 0.1 * known + 0.03 * min(len(group), 4))), 2)


_PROPOSES = re.compile(
    r"\b(?:we|authors|(?:this|the present) (?:\w+ )?(?:paper|work|article|study|report|letter)|paper|work)\b"
    r"[^.;]{0,60}?"
    r"\b(?:propos|introduc|present|develop|design|describ|releas|contribut|devis|formulat|construct|creat|built|build|"
    r"offer|provid|establish|curat|collect)\w*\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been) (?:proposed|introduced|presented|developed|designed)\b")
_CALLED = re.compile(
    r"(?:\b(?:called|named|dubbed|termed|coined|namely|denoted|which we call|we call(?: it| this| our \w+)?|"
    r"refer(?:red)? to as|"
    r"entitled|abbreviated as)\b\s*(?:as\s+)?(?:the\s+)?[\"'“‘`(\\\w{]{0,9}\s*)$"
)
_OBJECT_ENDS = re.compile(
    r"\b(?:that|which|where|based|using|by|with|via|through|from|to|for|in|on|leverag\w+|consisting|built|compared|"
    r"capable|whose|without|while|under|over|when|inspired)\b|[;:]"
)


def _role(paper: Document, entity: Entity) -> Role:
    """Proposed: before the title's colon, named by "called X", or the object of "we propose"."""
    if entity.type in ("task", "hardware", "metric") and not entity.names[0][:1].isupper():
        return None
    if entity.type in ("task", "hardware"):
        return None
    for mention in entity.mentions:
        text = paper.paper.text(mention.field)
        if mention.field == "title":
            after = text[mention.end : mention.end + 3]
            if mention.start <= 1 and re.match(r"[\"'”]?\s*(?::|--|—|–)", after):
                return "proposed"
            continue
        line = paper.line_at(mention.field, mention.start)
        before = text[line.sentence.start : mention.start]
        if proposal(before) is not None:
            return "proposed"
    return None


def proposal(before: str) -> int | None:
    """Where, in the part of a sentence before a name, the words stand that propose it; None if they don't."""
    called = _CALLED.search(before)
    if called:
        return called.start()
    last = None
    for match in _PROPOSES.finditer(before):
        last = match
    if last is None:
        return None
    between = before[last.end() :]
    return last.end() - 1 if len(between) < 90 and not _OBJECT_ENDS.search(between) else None
