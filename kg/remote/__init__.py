"""The graph in other SPARQL 1.1 servers: `push` writes it there, `pull` reads it back."""

from __future__ import annotations

from kg.remote.client import Server
from kg.remote.pull import pull
from kg.remote.push import Pushed, push

__all__ = ["Pushed", "Server", "pull", "push"]
