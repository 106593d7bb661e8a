"""The graph for language models: a server of the Model Context Protocol that only reads."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_INSTRUCTIONS = """A knowledge graph of what the abstracts of papers say: papers, methods, tasks, datasets, metrics,
hardware and results. Every edge comes with the sentence that says it, the paper, and how sure the reading is (0 to 1).
Name things as people do; `find` tells which names there are. Quote the sentences you rely on, and name their papers."""


def server(store: Path) -> MCPServer:
    """A server that answers from the store in a folder, opened anew for each question.

    Raises:
        KgError: the library is not installed, or there is no store.
    """
    try:
        from mcp.server.mcpserver import MCPServer
    except ImportError as error:
        raise KgError("an MCP server needs the library mcp; install it with: pip install 'paperkg[mcp]'") from error
    from mcp_types import ToolAnnotations

    from kg.mcp.tools import tools
    from kg.store import Store

    with Store.open(store):
        pass  # what is wrong with it is told now, and not to the model
    made = MCPServer("paperkg", instructions=_INSTRUCTIONS)
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for tool in tools(store):
        made.add_tool(_told(tool), annotations=reads)
    return made


def _told(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """The tool, whose faults that the asker can mend are told in the answer."""
    from mcp.server.mcpserver.exceptions import ToolError

    @functools.wraps(tool)
    def call(**arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the tool takes
        try:
            return tool(**arguments)
        except KgError as error:
            raise ToolError(str(error)) from error

    return call
