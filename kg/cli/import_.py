"""kg import: a graph that was exported, or foreign RDF, as a store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli._options import OneOf, store_option


def _formats() -> Iterable[str]:
    from kg.imports import formats

    return formats()


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@click.option("--format", "form", type=OneOf("FORMAT", _formats), help="By the suffix of FILE when not given.")
@click.option(
    "--mapping", type=click.Path(path_type=Path), help="A SPARQL CONSTRUCT that says foreign RDF in our vocabulary."
)
def import_(file: Path, store: Path, form: str | None, mapping: Path | None) -> None:
    """Make a store from an exported graph.

    FILE is what `kg export` wrote, or any RDF with --mapping. --store names a new folder. If you build papers into the
    store later, imported and new papers are linked together.
    """
    from kg.cli._progress import progress
    from kg.imports import import_file

    with progress("Reading"):
        done = import_file(file, store, form, mapping)
    click.echo(f"imported {done.papers} papers, {done.things} things, {done.claims} claims into {store}", err=True)
