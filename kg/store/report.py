"""What a build did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.link.decisions import Decision


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in papers; `twice` holds the titles of those that stood more than once in the input.

    `idle` are the decisions that no longer apply to anything. `failed` are titles of papers that the extractor could
    not read, each with the reason; what was stored of them before is still there. `dropped` counts,
    by reason, what it said and the texts do not bear out.
    """

    added: int
    changed: int
    unchanged: int
    twice: tuple[str, ...]
    idle: tuple[Decision, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
