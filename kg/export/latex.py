r"""LaTeX: a document of long tables; `\input` takes it without its head and foot, or run it as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._latex import escaped
from kg.export._tables import tables
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("latex", (".tex",), "LaTeX tables", "papers, results and edges with names and quotes")
_HEAD = r"""% lualatex or xelatex print letters of every script; pdflatex those it knows
\documentclass[landscape,9pt]{extarticle}
\usepackage[margin=1cm]{geometry}
\usepackage{iftex,longtable,booktabs,array}
\ifPDFTeX\usepackage[T1]{fontenc}\usepackage{textcomp}\fi
\setlength{\tabcolsep}{3pt}
\begin{document}
"""
_WIDE = {"quote": 4, "paper": 3, "title": 4, "authors": 3, "subject": 2, "object": 2, "method": 2}


def write(store: Store, path: Path) -> None:
    """Write the document."""
    with replacing(path) as file:
        file.writelines(f"{line}\n".encode("utf-8", "replace") for line in _lines(store))


def _lines(store: Store) -> Iterator[str]:
    yield _HEAD
    for table in tables(store):
        weights = [_WIDE.get(column, 1) for column in table.columns]
        shares = (0.9 * weight / sum(weights) for weight in weights)
        columns = "".join(rf">{{\raggedright\arraybackslash}}p{{{share:.3f}\linewidth}}" for share in shares)
        yield rf"\section*{{{table.title}}}"
        yield rf"\begin{{longtable}}{{{columns}}}" + "\n\\toprule"
        yield _line(table.columns) + "\n\\midrule\n\\endhead"
        yield from map(_line, table.rows())
        yield "\\bottomrule\n\\end{longtable}\n"
    yield r"\end{document}"


def _line(cells: Iterable[str]) -> str:
    # a cell that begins with a bracket would be taken for an option of the line before
    return " & ".join("{}" + escaped(cell) if cell.startswith(("[", "*")) else escaped(cell) for cell in cells) + r" \\"
