"""Rows of values as a table for people or as JSON, CSV or TSV for programs."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import click

_SHORT = 14  # characters that a cell may have and stay on one line
Value = str | int | float | Decimal | bool | None | tuple[str, ...]


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Value]], form: str) -> None:
    """Print rows on standard output.

    Args:
        columns: the names of the columns.
        rows: one value a column.
        form: "table", "json" (a list of objects), "csv", "tsv", "markdown" or "latex" (a tabular).
    """
    if form == "json":
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif form in ("csv", "tsv"):
        writer = csv.writer(sys.stdout, delimiter="," if form == "csv" else "\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_text(value) for value in row] for row in rows)
    elif form == "markdown":
        click.echo(markdown(columns, ([_text(value) for value in row] for row in rows)))
    elif form == "latex":
        click.echo(latex(columns, ([_text(value) for value in row] for row in rows)))
    else:
        print_table(columns, rows)


def markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as a Markdown table."""

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(" ".join(c.split()).replace("\\", "\\\\").replace("|", "\\|") for c in cells) + " |"

    return "\n".join([line(columns), "|" + " --- |" * len(columns), *(line(row) for row in rows)])


def latex(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as a LaTeX tabular that needs no package."""
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    special |= {c: "\\" + c for c in "&%$#_{}"}

    def line(cells: Iterable[str]) -> str:
        return " & ".join("".join(special.get(c, c) for c in " ".join(cell.split())) for cell in cells) + r" \\"

    head = [rf"\begin{{tabular}}{{{'l' * len(columns)}}}", r"\hline", line(columns), r"\hline"]
    return "\n".join([*head, *(line(row) for row in rows), r"\hline", r"\end{tabular}"])


def print_json(value: object) -> None:
    """Print a value as JSON on standard output; decimals become numbers."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_number))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Print a table that fits the width; where there is none to fit, every row is one whole line."""
    click.echo("\n".join(table_lines(columns, rows)))


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> list[str]:
    """The lines of a table, as `print_table` prints them."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width, on_terminal = line_width(), sys.stdout.isatty()
    table = Table(
        box=box.SIMPLE_HEAD if on_terminal else None,
        pad_edge=False,
        header_style="bold",
        row_styles=["", "dim"] if on_terminal and len(columns) > 3 else None,
        padding=(0, 2, 0, 0),
    )
    cells = [[readable(_text(value)) for value in row] for row in rows]
    for k, column in enumerate(columns):
        longest = max([len(column), *(len(row[k]) for row in cells)])
        word = max(len(word) for text in (column, *(row[k] for row in cells)) for word in text.split() or [""])
        # a short column keeps its width, so that the long ones are what wraps, and they wrap between words
        table.add_column(
            column, overflow="fold", no_wrap=width is None or longest <= _SHORT, min_width=min(word, _SHORT)
        )
    for row in cells:
        table.add_row(*(Text(cell, justify="left") for cell in row))
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width or 10**6)
    with console.capture() as capture:
        console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]


def line_width() -> int | None:
    """The columns that output may take: $KG_WIDTH, or those of the terminal; None where it is piped without."""
    asked = os.environ.get("KG_WIDTH", "")
    if asked.isdecimal():
        return max(20, int(asked))
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def print_text(text: str, indent: int = 0, style: str = "") -> None:
    """Print prose, wrapped to the width; where there is none to fit, as one line."""
    print_behind(" " * indent, text, style)


def print_behind(prefix: str, text: str, style: str = "") -> None:
    """Print prose with the same prefix before each line that it takes, as beside the lines of a tree."""
    width = line_width()
    if width is None:
        click.echo(prefix + readable(text))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width)
    for line in Text(readable(text), style=style).wrap(console, max(20, width - len(prefix))):
        line.rstrip()
        console.print(Text(prefix) + line, soft_wrap=True)


def print_quotes(quotes: Mapping[tuple[str, str], int]) -> None:
    """Print sentences by the numbers that rows refer to them by, each as (sentence, where it stands)."""
    for (quote, source), number in quotes.items():
        print_text(f"[{number}] “{quote}” — {source}")


def print_matrix(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """Print a table of many narrow columns; where their names do not fit the terminal, they stand below by number."""
    from rich.cells import cell_len

    first = max((cell_len(_text(row[0])) for row in rows), default=0)
    width = first + sum(cell_len(column) + 3 for column in columns)
    if not sys.stdout.isatty() or width <= shutil.get_terminal_size().columns:
        print_table(columns, rows)
        return
    print_table((columns[0], *(str(k) for k in range(1, len(columns)))), rows)
    for k, column in enumerate(columns[1:], 1):
        print_text(f"{k:3}  {column}")


class Page:
    """Lines that are written down first and printed together, so that they can be counted."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str]] = []

    def text(self, text: str, *, indent: int = 0, hang: int | None = None, style: str = "") -> None:
        """Add prose, wrapped to the width: the first line behind `indent` blanks, the others behind `hang`."""
        self._lines += [(line, style) for line in self._wrapped(text, indent, hang)]

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
        """Add a table."""
        self._lines += [(line, "") for line in table_lines(columns, rows)]

    def gap(self) -> None:
        """Add an empty line, unless one stands there."""
        if self._lines and self._lines[-1][0]:
            self._lines.append(("", ""))

    def lines_with(self, text: str) -> int:
        """How many lines there would be with this prose."""
        return len(self._lines) + len(self._wrapped(text, 0, 4))

    def print(self) -> None:
        """Print it on standard output."""
        for line, style in self._lines:
            click.secho(line, bold=style == "bold", dim=style == "dim")

    def _wrapped(self, text: str, indent: int, hang: int | None) -> list[str]:
        width = line_width()
        shown = readable(text)
        if width is None:
            return [" " * indent + shown]
        hung = " " * (indent if hang is None else hang)
        return textwrap.wrap(shown, max(30, width), initial_indent=" " * indent, subsequent_indent=hung) or [""]


_COMMANDS = {
    "times": "×", "rightarrow": "→", "to": "→", "leftarrow": "←", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "pm": "±", "approx": "≈", "sim": "~", "cdot": "·", "infty": "∞", "alpha": "α", "beta": "β", "gamma": "γ",
    "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ",
    "omega": "ω", "Omega": "Ω",
    "theta": "θ", "ldots": "…", "dots": "…", "neq": "≠", "ell": "ℓ",
}  # fmt: skip
_STYLED = re.compile(r"\\(?:textbf|textit|emph|texttt|text|mathbf|mathrm|mathcal|mathbb|bf|it)\s*\{([^{}]*)\}")
_MATH = re.compile(r"\$([^$\s]|[^$\s][^$]{0,60}[\\^_={}×≤≥][^$]{0,60})\$")
_BARE = re.compile(r"(?<![\\\w])(rightarrow|leftarrow|leq|geq)(?!\w)")
_COMMAND = re.compile(r"\\([A-Za-z]+)")


def readable(text: str) -> str:
    """The text as it is read: LaTeX's signs as signs (256\\times256 is 256×256), "64 times 64" too, no control sign."""
    if "\\" in text:
        text = _STYLED.sub(r"\1", text)
        text = _COMMAND.sub(lambda found: _COMMANDS.get(found.group(1), found.group()), text)
        text = re.sub(r"\\([%&#_$])", r"\1", text)
    if "$" in text:
        text = _MATH.sub(r"\1", text)
    if "arrow" in text or "eq" in text:
        text = _BARE.sub(lambda found: _COMMANDS[found.group(1)], text)
    if "times" in text:
        text = re.sub(r"(?<=\d) ?times ?(?=\d)|(?<=\d)times\b", "×", text)
    return visible(text)


def distinct(names: Iterable[str]) -> list[str]:
    """Names without those that differ from an earlier one in case, hyphens or spaces alone."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(re.sub(r"[\W_]+", "", name.casefold()) or name, name)
    return list(found.values())


def visible(text: str) -> str:
    """The text with control characters replaced: a title must not be able to steer the terminal."""
    return "".join(c if c.isprintable() else " " if c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")
