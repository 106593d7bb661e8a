"""What a paper says it extends: variant of, builds on, generalises, improves on by name; nothing that is not stated.

The cue phrases are the rows of `kg/extract/cues/extensions.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.cues import pattern
from kg.extract.text.clauses import without_asides
from kg.extract.text.document import Document
from kg.extract.text.polarity import polarity
from kg.extract.text.subjects import is_own
from kg.model import Evidence, Mention

_REACH = 60  # characters between a cue and what is extended
# words between a cue and what is extended: "extends the well-known B", "builds on A and B"
_GAP = re.compile(
    r"\s*(?:(?!(?:and|or|to|for|with|by|in|on|of|from|that|which|using|via|as|across|into|over)\b)[a-z][\w-]*\s+){0,4}"
    r"(?:[A-Z][\w.+-]*(?:\s[A-Z][\w.+-]*)?(?:,|,?\s+and)\s+)?[\"'“‘(]?"
)


def extension(doc: Document, subject_mentions: Iterable[Mention], object_mention: Mention) -> Evidence | None:
    """The sentence of a mention, where it states that the paper's own work extends it; else None.

    Args:
        doc: the paper.
        subject_mentions: mentions of the paper's own method; "we", "our" and "it" count as such without.
        object_mention: one mention of what may be extended.
    """
    line = doc.line_at(object_mention.field, object_mention.start)
    shift = line.sentence.start
    own = [
        (m.start - shift, m.end - shift)
        for m in subject_mentions
        if m.field == line.field and shift <= m.start < line.sentence.end
    ]
    text, start, end = without_asides(line.text), object_mention.start - shift, object_mention.end - shift
    after = pattern("extensions", "is-extended").match(text, end)
    if after and is_own(text, start, own) and polarity(line.text, after.start() + 1) == "asserted":
        return line.evidence()
    cues = [*pattern("extensions", "extends").finditer(text, max(0, start - _REACH - 40), start)]
    if any(letter.isupper() for letter in object_mention.text[1:]):
        # "improves on B" says so of something with a name of its own; "improves on older methods" is a win
        cues += pattern("extensions", "extends-by-name").finditer(text, max(0, start - _REACH), start)
    for cue in cues:
        states = _GAP.fullmatch(text, cue.end(), start) and is_own(text, cue.start(), own)
        if states and polarity(line.text, cue.start(), start) == "asserted":
            return line.evidence()
    return None
