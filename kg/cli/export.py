"""kg export: the graph in a format that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli._options import OneOf, store_option


def _formats() -> Iterable[str]:
    from kg.export import formats

    return formats()


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@click.option("--format", "form", type=OneOf("FORMAT", _formats), help="By the suffix of FILE when not given.")
def export(file: Path, store: Path, form: str | None) -> None:
    """Write the graph in a format of other programs."""
    from kg.cli._progress import progress
    from kg.export import export as write
    from kg.store import Store

    with Store.open(store) as graph, progress("Writing"):
        write(graph, file, form)
    click.echo(f"wrote {file}", err=True)
