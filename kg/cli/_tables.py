"""Rows of values as a table for people or as JSON, CSV or TSV for programs."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal

import click

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
    """Print a table that fits the terminal; where the output is piped, every row is one whole line."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    on_terminal = sys.stdout.isatty()
    table = Table(
        box=box.SIMPLE_HEAD if on_terminal else None,
        pad_edge=False,
        header_style="bold",
        row_styles=["", "dim"] if on_terminal and len(columns) > 3 else None,
        padding=(0, 2, 0, 0),
    )
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=not on_terminal)
    for row in rows:
        table.add_row(*(Text(visible(_text(value)), justify="left") for value in row))
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=None if on_terminal else 10**6)
    if on_terminal:
        console.print(table)
        return
    with console.capture() as capture:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))


def print_text(text: str, indent: int = 0, style: str = "") -> None:
    """Print prose, wrapped to the terminal; where the output is piped, as one line."""
    blanks = " " * indent
    if not sys.stdout.isatty():
        click.echo(blanks + visible(text))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.print(Padding(Text(visible(text), style=style), (0, 0, 0, indent)))


def print_behind(prefix: str, text: str, style: str = "") -> None:
    """Print prose with the same prefix before each line that it takes, as beside the lines of a tree."""
    if not sys.stdout.isatty():
        click.echo(prefix + visible(text))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    for line in Text(visible(text), style=style).wrap(console, max(20, console.width - len(prefix))):
        console.print(Text(prefix) + line, soft_wrap=True)


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
