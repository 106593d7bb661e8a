"""Where a query that the engine refuses goes wrong, and what would have been right there.

The engine's own complaint often points past the place and lists half the grammar. This follows `sparql.ebnf` along the
tokens instead and tells the furthest token that could not be passed. It is asked only once the engine has refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import nearest

_TOKENS = re.compile(
    r"""
    (?P<SPACE> \s+ | \#[^\n]* )
    | (?P<IRI> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<STRING> \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                  | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<OPEN> ["'][^\n]* )
    | (?P<VARIABLE> [?$]\w+ )
    | (?P<BLANK> _:\w(?:[\w.-]*\w)? )
    | (?P<NAME> (?:[^\W\d_][\w-]*(?:\.[\w-]+)*)? : (?:[\w:%-]|\\.|\.(?=[\w:%-]))+ )
    | (?P<PREFIX> (?:[^\W\d_][\w-]*(?:\.[\w-]+)*)? : )
    | (?P<LANGUAGE> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<NUMBER> [+-]?(?:\d+\.\d*|\.\d+|\d+)[eE][+-]?\d+ | [+-]?\d*\.\d+ | [+-]\d+ )
    | (?P<WHOLE> \d+ )
    | (?P<WORD> [^\W\d]\w* )
    | (?P<SIGN> \^\^ | \|\| | && | != | <= | >= | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_FUNCTIONS = frozenset(
    """STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT SUBSTR STRLEN REPLACE
    UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS
    TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK
    ISLITERAL ISNUMERIC REGEX SUM MIN MAX AVG SAMPLE""".split()  # noqa: SIM905 - a list of words reads better so
)
_OPERATORS = frozenset("'*' '/' '+' '-' '=' '!=' '<=' '>=' '<' '>' '&&' '||' '|' '?' '^' NUMBER NOT IN".split())  # noqa: SIM905
_OPTIONAL = frozenset(("BASE", "PREFIX", "DISTINCT", "REDUCED"))
_SPOKEN = {
    "IRI": "an IRI in <>",
    "NAME": "a name",
    "PREFIX": "a prefix that ends in a colon",
    "VARIABLE": "a variable",
    "WHOLE": "a whole number",
    "STRING": "a string",
    "FUNCTION": "a function",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A token with the place of its first character, counted from 0."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong: line and column from 1, what stands there ("" at the end), what was expected."""

    line: int
    column: int
    found: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        place = f"SPARQL, line {self.line}, column {self.column}"
        if not self.expected:
            return f"{place}: the string that begins here is not closed"
        *most, last = _brief(self.expected)
        wanted = f"{', '.join(most)} or {last}" if most else last
        close = nearest(self.found, [word for word in " ".join(self.expected).split() if word.strip(",").isupper()], 1)
        hint = f"; did you mean {close[0].strip(',')}?" if close else ""
        return f"{place}: expected {wanted}, found {repr(self.found) if self.found else 'the end of the query'}{hint}"


def _brief(expected: tuple[str, ...]) -> list[str]:
    """What was expected, told in a few words: operators as one, and no word that could be left out anyway."""
    brief = ["an operator" if name in _OPERATORS else name for name in expected if name not in _OPTIONAL]
    return list(dict.fromkeys(brief))


def tokens(text: str) -> list[Token]:
    """The tokens of a query, without white space and comments."""
    matches = _TOKENS.finditer(text)
    return [Token(m.lastgroup or "", m.group(), m.start()) for m in matches if m.lastgroup != "SPACE"]


def place(text: str, start: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    before = text[:start]
    return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1


def fault(text: str) -> Fault | None:
    """What is wrong with a query, or None where its grammar is right."""
    found = tokens(text)
    walk = _Walk(found)
    end = walk.match("Query", 0)
    if end == len(found):
        return None
    if end is not None:
        walk.fail(end, "the end of the query")
    at = walk.furthest
    wrong = found[at] if at < len(found) else Token("", "", len(text.rstrip()))
    if wrong.kind == "OPEN":
        return Fault(*place(text, wrong.start), wrong.text, ())
    return Fault(*place(text, wrong.start), wrong.text[:30], tuple(walk.expected))


# A rule, matched at a token: the token after what it matched, or None.
_Rule = Callable[["_Walk", int], int | None]


class _Walk:
    """One walk along the tokens; `furthest` is the last token that something failed at, `expected` what it was."""

    def __init__(self, found: list[Token]) -> None:
        self.found = found
        self.furthest = 0
        self.expected: dict[str, None] = {}
        self._named_at = -1  # here a named rule has failed: its parts are not told as well

    def match(self, name: str, at: int) -> int | None:
        """Match a rule of the grammar."""
        label, rule = _grammar()[name]
        if not label or self._named_at == at:
            return rule(self, at)
        before, self._named_at = self._named_at, at
        end = rule(self, at)
        self._named_at = before
        if end is None:
            self.fail(at, label)
        return end

    def token(self, wanted: str, at: int) -> int | None:
        """Match a word, a sign or a kind of token."""
        if at < len(self.found):
            token = self.found[at]
            if wanted.isupper() and not wanted.startswith("'"):
                hit = token.kind == wanted or (wanted == "FUNCTION" and token.text.upper() in _FUNCTIONS)
            else:
                word = wanted.strip("'")
                hit = token.kind in ("WORD", "SIGN") and (
                    token.text == word if word in ("a", "true", "false") else token.text.upper() == word.upper()
                )
            if hit:
                return at + 1
        self.fail(at, _SPOKEN.get(wanted, wanted if not wanted[1:-1].isalpha() else wanted.strip("'")))
        return None

    def fail(self, at: int, expected: str) -> None:
        """Remember what was expected at a token."""
        if at == self._named_at or at < self.furthest:
            return
        if at > self.furthest:
            self.furthest, self.expected = at, {}
        self.expected[expected] = None


@cache
def _grammar() -> dict[str, tuple[str, _Rule]]:
    rules: dict[str, tuple[str, _Rule]] = {}
    for line in Path(__file__).with_name("sparql.ebnf").read_text(encoding="utf-8").splitlines():
        if match := re.match(r'(\w+)(?: "([^"]+)")? = (.+)', line):
            parts = re.findall(r"'[^']+'|\w+|[\[\](){}|]", match.group(3))
            rules[match.group(1)] = (match.group(2) or "", _choice(parts))
    return rules


def _choice(parts: list[str]) -> _Rule:
    """A rule of alternatives, up to the bracket that closes it; takes its parts off the list."""
    alternatives = [_sequence(parts)]
    while parts and parts[0] == "|":
        parts.pop(0)
        alternatives.append(_sequence(parts))

    def rule(walk: _Walk, at: int) -> int | None:
        ends = (alternative(walk, at) for alternative in alternatives)
        return next((end for end in ends if end is not None), None)

    return alternatives[0] if len(alternatives) == 1 else rule


def _sequence(parts: list[str]) -> _Rule:
    items: list[_Rule] = []
    while parts and parts[0] not in ("|", ")", "]", "}"):
        items.append(_item(parts))

    def rule(walk: _Walk, at: int) -> int | None:
        end: int | None = at
        for item in items:
            if end is None:
                return None
            end = item(walk, end)
        return end

    return rule


def _item(parts: list[str]) -> _Rule:
    part = parts.pop(0)
    if part in ("(", "[", "{"):
        inner = _choice(parts)
        parts.pop(0)
        return inner if part == "(" else _optional(inner) if part == "[" else _repeated(inner)
    if part.startswith("'") or part.isupper():
        return lambda walk, at: walk.token(part, at)
    return lambda walk, at: walk.match(part, at)


def _optional(inner: _Rule) -> _Rule:
    def rule(walk: _Walk, at: int) -> int | None:
        end = inner(walk, at)
        return at if end is None else end

    return rule


def _repeated(inner: _Rule) -> _Rule:
    def rule(walk: _Walk, at: int) -> int | None:
        while (end := inner(walk, at)) is not None and end > at:
            at = end
        return at

    return rule
