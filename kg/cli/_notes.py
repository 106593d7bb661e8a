"""Remarks on standard error: what an answer leaves out, in one line each."""

from __future__ import annotations

import click


def counted(number: int, one: str, many: str = "") -> str:
    """A number with the word for so many: "1 paper", "2 papers"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say_hidden(number: int, what: str, least: float | None) -> None:
    """Say how much is hidden for being unsure; nothing where it is none.

    Args:
        number: how many.
        what: of what, in the singular.
        least: the confidence they had to have; None for the one that the graph was built with.
    """
    if number:
        verb = "is" if number == 1 else "are"
        below = "not sure enough" if least is None else f"below a confidence of {least:g}"
        hidden = f"{counted(number, what)} {below} {verb} hidden"
        click.echo(f"note: {hidden}; --min-confidence 0 shows all", err=True)
