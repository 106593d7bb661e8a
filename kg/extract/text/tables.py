"""Whether a number stands in a table that was flattened into running text, where nobody can tell whose it is."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[-+±]?\d[\d.,]*%?|[^\W\d_][\w+@.-]*|[^\w\s]")
_FUNCTION_WORDS = frozenset(
    (
        "a", "achieves", "an", "and", "are", "as", "at", "be", "by", "compared", "for", "from", "in", "into", "is",
        "it", "of", "on", "or", "our", "over", "reaches", "respectively", "than", "that", "the", "to", "up", "was",
        "we", "were", "which", "while", "with",
    )
)  # fmt: skip
_WINDOW = 12  # words, numbers and signs on either side
_NUMBERS = 6  # least numbers among them
_SIGNS = 3  # most commas, brackets and the like: a list in a sentence has more
_NOT_COUNTED = frozenset("|&±%/\\")


def in_table(text: str, start: int, end: int) -> bool:
    """Whether the words around a number are rows of a table: many numbers, no small words, no commas.

    Args:
        text: the text.
        start: where the number begins.
        end: where it ends.
    """
    before = _TOKEN.findall(text[max(0, start - 200) : start])[-_WINDOW:]
    after = _TOKEN.findall(text[end : end + 200])[:_WINDOW]
    # the nearer side may be prose: a table begins or ends somewhere
    return _is_rows(before + after) or _is_rows(before) or _is_rows(after)


def _is_rows(tokens: list[str]) -> bool:
    numbers = sum(token.lstrip("-+±")[:1].isdigit() for token in tokens)
    small = sum(token.casefold() in _FUNCTION_WORDS for token in tokens)
    signs = sum(len(token) == 1 and not token.isalnum() and token not in _NOT_COUNTED for token in tokens)
    return numbers >= _NUMBERS and small == 0 and signs <= _SIGNS
