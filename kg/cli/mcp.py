"""kg mcp: the graph as tools for language models."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import store_option


@click.command()
@store_option
def mcp(store: Path) -> None:
    """Serve the graph to language models.

    Speaks the Model Context Protocol on standard input and output, for programs that start it themselves, such as
    coding assistants. Its tools only read: find, show, path, why, boards, compare, sparql. Needs the extra `mcp`.

    \b
    {"mcpServers": {"papers": {"command": "kg", "args": ["mcp", "--store", "/path/to/kg-store"]}}}
    """
    from kg.mcp import server

    server(store).run("stdio")
