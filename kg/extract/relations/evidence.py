"""Of the sentences that name a thing, the one that states what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.entities.contribution import proposal
from kg.extract.text.document import Document
from kg.extract.text.polarity import polarity
from kg.model import Entity, Evidence, Mention, Polarity

_OWN = re.compile(r"\b(?:we|our|ours|us|this (?:paper|work|study|article)|the proposed)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://|\b(?:code|project page) (?:is|are|will be)\b", re.IGNORECASE)
_WORDS = {
    "uses": re.compile(
        r"\b(?:us(?:e|es|ed|ing)|based on|employ\w*|leverag\w*|appl(?:y|ies|ied|ying)|utili[sz]\w*|adopt\w*|"
        r"incorporat\w*|integrat\w*|combin\w*|built|builds|consist\w*|compris\w*|train\w*|equipped)\b",
        re.IGNORECASE,
    ),
    "evaluatesOn": re.compile(r"\b(?:evaluat|experiment|benchmark|validat|test|demonstrat|result|achiev)\w*", re.I),
    "measures": re.compile(r"\d|\b(?:improv|achiev|reduc|increas|evaluat|measur|report)\w*", re.IGNORECASE),
    "runsOn": re.compile(r"\b(?:on|run|runs|running|using|deploy\w*|implement\w*)\b", re.IGNORECASE),
    "comparesWith": re.compile(
        r"\b(?:compar|baseline|outperform|surpass|than|versus|vs|over|against)\w*", re.IGNORECASE
    ),
    "outperforms": re.compile(r"\b(?:outperform|surpass|exceed|beat|better|than|over|improv)\w*", re.IGNORECASE),
}
# what each adds to a sentence's score: words for the predicate, the subject's name, "we", a title, a link to code
_PREDICATE, _SUBJECT, _SPEAKER, _TITLE, _CODE = 2.0, 1.0, 0.5, -0.7, -1.0
_MENTIONS = 100  # an abstract that names a thing more often has no more to say of it


@dataclass(frozen=True, slots=True)
class Quoted:
    """The sentence to quote, and how it means what it says."""

    evidence: Evidence
    polarity: Polarity


def quoted(doc: Document, predicate: str, subjects: Sequence[Entity], entity: Entity) -> Quoted:
    """The sentence to quote for an edge; of equals the first.

    Args:
        doc: the paper.
        predicate: what is said.
        subjects: the entities that may stand for the subject: the subject itself, or all that the paper proposes.
        entity: the object.
    """
    mentions = entity.mentions[:_MENTIONS]
    best = max(mentions, key=lambda mention: _score(doc, predicate, subjects, mention))
    line = doc.line_at(best.field, best.start)
    return Quoted(line.evidence(), polarity(line.text, best.start - line.sentence.start))


def _score(doc: Document, predicate: str, subjects: Sequence[Entity], mention: Mention) -> float:
    line = doc.line_at(mention.field, mention.start)
    names = (m for subject in subjects for m in subject.mentions if m != mention)
    subject = any(m.field == line.field and line.sentence.start <= m.start < line.sentence.end for m in names)
    return (
        _PREDICATE * _has_words(doc, predicate, mention)
        + _SUBJECT * subject
        + _SPEAKER * bool(_OWN.search(line.text))
        + (_TITLE if line.field == "title" and predicate != "proposes" else 0.0)
        + (_CODE if _LINK.search(line.text) else 0.0)
    )


def _has_words(doc: Document, predicate: str, mention: Mention) -> bool:
    line = doc.line_at(mention.field, mention.start)
    if predicate == "proposes":
        before = line.text[: mention.start - line.sentence.start]
        return proposal(before) is not None or (line.field == "title" and mention.start <= 1)
    words = _WORDS.get(predicate)
    return bool(words and words.search(line.text))
