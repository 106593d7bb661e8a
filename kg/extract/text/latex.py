"""LaTeX in running text: where formulas stand, and what a name with LaTeX in it is in plain letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# a formula short enough to be a part of a name: "$\\omega$", "$^2$", "$\\pi_{0.5}$"; "$5 to $10" is none
_FORMULA = re.compile(r"\$(?=[^$\s]*[\\^_]|[A-Za-z]\$)[^$\s]{1,24}\$")
_FONT = re.compile(r"\\(?:text|math)[a-z]*\s*\{([^{}]*)\}|\\(?:emph|bm|boldsymbol|mbox)\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s?")
_MARKS = re.compile(r"[$\\{}^]|_(?=[{\\\d])")


@lru_cache(maxsize=16)  # the title and the abstract of the paper that is being read
def formulas(text: str) -> tuple[tuple[int, int], ...]:
    """The places of short formulas, in order."""
    return tuple(match.span() for match in _FORMULA.finditer(text)) if "$" in text else ()


def plain(name: str) -> str:
    """A name without LaTeX: "$\\omega$-Walks" is "ω-Walks", "\\textbf{Sieve}" is "Sieve", "Sieve$^2$" is "Sieve2"."""
    if "$" not in name and "\\" not in name:
        return name
    name = _FONT.sub(lambda match: match[1] or match[2] or "", name)
    return _MARKS.sub("", _COMMAND.sub(_letter, name))


def _letter(command: re.Match[str]) -> str:
    """The Greek letter of a command, else the command's own name."""
    name = command[1]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")
    except KeyError:
        return name
