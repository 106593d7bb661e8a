"""LaTeX as BibTeX holds it, as text; mathematics stays as it is written, but for what reads the same without it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_LATEX = re.compile(r"[\\{}$~]|``|''|--")
_MATH = re.compile(r"(?<!\\)\$(?!\$)(.+?)(?<!\\)\$|\\\((.+?)\\\)", re.DOTALL)
_SIGNS = {
    r"\times": "×", r"\pm": "±", r"\sim": "~", r"\approx": "≈", r"\leq": "≤", r"\geq": "≥", r"\le": "≤", r"\ge": "≥",
    r"\cdot": "·", r"\%": "%", r"\to": "→", r"\rightarrow": "→", r"\ll": "≪", r"\gg": "≫", r"\,": " ", r"\ ": " ",
}  # fmt: skip
_SIGN = re.compile("|".join(re.escape(sign) + (r"(?![A-Za-z])" if sign[-1].isalpha() else "") for sign in _SIGNS))
_PLAIN = re.compile(r"[\d\s.,:;%+\-*/=<>()\[\]×±~≈≤≥·→≪≫]*")
_WORDS = {r"\textless": "<", r"\textgreater": ">", r"\textasciicircum": "^", r"\textbar": "|"}
_WORD = re.compile("(?:" + "|".join(re.escape(word) for word in _WORDS) + r")(?![A-Za-z])(?:\{\}| )?")
_LONGEST = 20_000  # characters that the library is given at once; it goes letter by letter
_COMMAND = re.compile(r"\\(?![%&$#_{}])")
_SPECIAL = re.compile(r"(?<!\\)[%&#]")


def text_of(latex: str) -> str:
    """The text of a field: accents and signs as characters, commands and braces gone, $…$ left as it is."""
    if not _LATEX.search(latex):
        return latex
    parts, end = list[str](), 0
    if len(re.findall(r"(?<!\\)\$", latex)) % 2 == 0:  # an odd one is a price, not mathematics
        for math in _MATH.finditer(latex):
            parts += [_prose(latex[end : math.start()]), _math(math)]
            end = math.end()
    parts.append(_prose(latex[end:]))
    return "".join(parts)


def _math(math: re.Match[str]) -> str:
    """A formula of numbers and signs alone as text; any other as it is written."""
    body = _SIGN.sub(lambda sign: _SIGNS[sign.group()], math.group(1) or math.group(2))
    return body if _PLAIN.fullmatch(body) else math.group()


def _prose(latex: str) -> str:
    if not _LATEX.search(latex):
        return latex
    if not _COMMAND.search(latex):  # the library goes letter by letter; most texts need no more than this
        text = re.sub(r"(?<!\\)[{}]", "", latex).replace("---", "—").replace("--", "–")
        text = text.replace("``", "“").replace("''", "”").replace("~", " ")
        return re.sub(r"\\([%&$#_{}])", r"\1", text)
    # in BibTeX these are characters; LaTeX would end the line at "%"
    escaped = _SPECIAL.sub(lambda sign: "\\" + sign.group(), _WORD.sub(_named, latex))
    escaped = re.sub(r"(?<!\\)\$", r"\\$", escaped)
    try:
        if len(escaped) > _LONGEST:  # hostile, or no field of a paper
            raise ValueError("the library takes too long")
        text = str(_converter().latex_to_text(escaped))
    except Exception:  # whatever the library trips over, the words are still there
        text = re.sub(r"\\[A-Za-z]+\*?\s?|[{}]", "", escaped).replace("\\", "")
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _named(word: re.Match[str]) -> str:
    return next(sign for name, sign in _WORDS.items() if word.group().startswith(name))


@cache
def _converter() -> LatexNodes2Text:
    import logging

    from pylatexenc.latex2text import LatexNodes2Text

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    return LatexNodes2Text(math_mode="verbatim", strict_latex_spaces="macros")
