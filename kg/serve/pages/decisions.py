"""What people decided, each to be taken back."""

from __future__ import annotations

from kg.serve.page import Asked, Page

PATH = "/decisions"


def page(asked: Asked) -> Page:
    """The decisions in force."""
    lines = [(str(line), asked.store.applies(line)) for line in asked.store.decisions.lines]
    return Page(
        "decisions.html",
        "What was decided",
        {"lines": lines},
        data=[{"decision": line, "applies": applies} for line, applies in lines],
        columns=("decision", "applies"),
        rows=tuple((line, int(applies)) for line, applies in lines),
    )
