"""The vocabulary of `ontology/vocabulary/`, looked up in running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.extract.text.sentences import tokens
from kg.ontology import vocabulary


def fold(word: str) -> str:
    """Letter case, compatibility forms and a plural s do not tell one name from another; those of short words do."""
    word = unicodedata.normalize("NFKC", word)
    if len(word) <= 4 and word.isupper():
        return word
    folded = word.casefold()
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        folded = folded[:-1]
    return folded


@lru_cache(maxsize=1 << 16)
def words_of(name: str) -> tuple[str, ...]:
    """A name as folded words; hyphens divide, so that "text-to-image" and "text to image" are one."""
    return tuple(fold(part) for token in tokens(name) for part in re.split(r"[-‐‑–/_\s]+", token.text) if part)


@cache
def _known() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Folded words of a name or alias -> its types, sorted."""
    table: dict[tuple[str, ...], set[str]] = {}
    for term in vocabulary():
        for name in (term.name, *term.aliases):
            table.setdefault(words_of(name), set()).add(term.type)
    return {key: tuple(sorted(types)) for key, types in table.items()}


@cache
def _longest() -> dict[str, int]:
    """First folded word of a known name -> the most tokens of a name that so begins, signs between words included."""
    lengths: dict[str, int] = {}
    for key in _known():
        lengths[key[0]] = max(lengths.get(key[0], 0), 2 * len(key) - 1)
    return lengths


def known_types(name: str) -> tuple[str, ...]:
    """The types under which the vocabulary knows a name; empty when it does not."""
    return _known().get(words_of(name), ())


def gazetteer_flags(words: Sequence[str]) -> list[tuple[str, ...]]:
    """For each token, whether it begins (B) or continues (I) a known name, and of which types; longest name first."""
    flags: list[tuple[str, ...]] = [()] * len(words)
    folded = [words_of(word) for word in words]
    table, longest = _known(), _longest()
    i = 0
    while i < len(words):
        reach = longest.get(folded[i][0], 0) if folded[i] else 0
        for j in range(min(len(words), i + reach), i, -1):
            key = tuple(part for parts in folded[i:j] for part in parts)
            types = table.get(key) if key else None
            if types:
                for k in range(i, j):
                    flags[k] = tuple(f"{'B' if k == i else 'I'}-{name}" for name in types)
                i = j - 1
                break
        i += 1
    return flags
