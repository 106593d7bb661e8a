"""kg demo: the whole of it on bundled examples."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="kg-demo",
    show_default=True,
    help="The folder to write to.",
)
@click.pass_context
def demo(ctx: click.Context, output: Path) -> None:
    """Try everything on bundled examples.

    Builds a graph of example papers, counts what is in it, runs a query and a path search, and writes a page and a
    graph file.
    """
    from kg.cli import _demo

    _demo.run(ctx, output)
