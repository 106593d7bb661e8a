"""A paper cut into sentences and tokens once, for every extractor that reads it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kg.extract.text.sentences import Sentence, Token, sentences, tokens
from kg.model import Evidence, Paper, TextField


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the title or abstract with its tokens; all offsets count in the field."""

    field: TextField
    sentence: Sentence
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The sentence as it stands in the field."""
        return self.sentence.text

    def evidence(self) -> Evidence:
        """The whole sentence as evidence."""
        return Evidence(self.field, self.sentence.start, self.sentence.end, self.sentence.text)


@dataclass(frozen=True, slots=True)
class Document:
    """A paper, its sentences in order (title first), and what the whole of it says of single words."""

    paper: Paper
    lines: tuple[Line, ...]
    counts: Counter[str]
    title_words: frozenset[str]
    own_part: int  # index in `lines` of the first sentence that speaks of the paper's own work

    def text(self, field: TextField) -> str:
        """The title or the abstract."""
        return self.paper.text(field)

    def line_at(self, field: TextField, position: int) -> Line:
        """The sentence that holds a position of a field."""
        return next(line for line in self.lines if line.field == field and position < line.sentence.end)


# "we show", "this paper", "in this work", "our method": from here on the paper speaks of itself
_OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|article|study|report|thesis|survey)|[Hh]ere,? we|"
    r"the (?:present|proposed))\b"
)


def document(paper: Paper) -> Document:
    """Cut a paper into sentences and tokens."""
    lines: list[Line] = []
    fields: tuple[TextField, ...] = ("title", "abstract")
    for field in fields:
        for sentence in sentences(paper.text(field)):
            words = tuple(
                Token(token.start + sentence.start, token.end + sentence.start, token.text)
                for token in tokens(sentence.text)
            )
            lines.append(Line(field, sentence, words))
    counts = Counter(token.text.lower() for line in lines for token in line.tokens)
    title_words = frozenset(token.text.lower() for line in lines if line.field == "title" for token in line.tokens)
    own = next((k for k, line in enumerate(lines) if line.field == "abstract" and _OWN.search(line.text)), 0)
    return Document(paper, tuple(lines), counts, title_words, own)
