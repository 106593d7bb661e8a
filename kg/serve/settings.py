"""What a server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the graph is, who may reach the server, and the most that a request may cost.

    Args:
        store: the folder of the graph.
        host: the address to listen at.
        port: the port to listen at.
        hosts: further names, without a port, under which browsers may reach it.
        origins: web origins ("https://example.org") whose pages may read answers; "*" for all.
        timeout: the most seconds of a query.
        rows: the most rows or triples of an answer.
        memory: the most MiB that one query may take.
        body: the most bytes of a request.
        workers: processes that answer queries.
        decisions: the file that corrections are written to; None for a server that only reads.
        token: what a browser must show to correct.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8765
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    timeout: float = 30.0
    rows: int = 1_000_000
    memory: int = 2048
    body: int = 1_000_000
    workers: int = 2
    decisions: Path | None = None
    token: str = ""

    @property
    def editable(self) -> bool:
        """Whether the graph may be corrected."""
        return self.decisions is not None
