"""Text that LaTeX prints as it stands."""

from __future__ import annotations

_SPECIAL = {
    "\\": r"{\textbackslash}", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}", "<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}",
    **{c: "\\" + c for c in "&%$#_"},
}  # fmt: skip


def escaped(text: str) -> str:
    """The text on one line, without braces of its own, which BibTeX would count."""
    return "".join(_SPECIAL.get(c, c if c.isprintable() else "") for c in " ".join(text.split()))
