"""Which names of one paper are one thing: by spelling, and by what the paper says of short and long forms."""

from __future__ import annotations

from kg.extract.text.acronyms import acronyms
from kg.extract.text.document import Document
from kg.extract.text.gazetteer import words_of
from kg.extract.text.latex import plain
from kg.model import TextField
from kg.ontology import generic_words


def name_key(name: str) -> str:
    """What names of one thing within a paper have in common: no case, hyphens, plural or generic last noun."""
    words = list(words_of(plain(name)))
    while (
        len(words) > 1
        and words[-1].casefold() in generic_words()
        and words[-1].casefold() not in ("learning", "training")
    ):
        words.pop()
    return "".join(word.casefold() for word in words)


def aliases_of(doc: Document) -> dict[str, str]:
    """Key of a short form -> key of its long form, as the title or the abstract defines them, in either order."""
    pairs: dict[str, str] = {}
    fields: tuple[TextField, ...] = ("abstract", "title")
    for field in fields:
        text = doc.text(field)
        for a in acronyms(text):
            long_key = name_key(text[a.long_start : a.long_end])
            pairs.setdefault(name_key(text[a.short_start : a.short_end]), long_key)
    return {short: long for short, long in pairs.items() if short != long}
