"""Corrections made in the pages: each is one line of the decisions file, in force at once, and can be taken back."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from kg.errors import KgError
from kg.link.decisions import Decision, decision
from kg.model import Node
from kg.ontology import ontology
from kg.query.deciding import decide, named, undo
from kg.query.edges import check_missed
from kg.query.names import resolve
from kg.serve.links import iri_of, path_of
from kg.store import Store
from kg.store.lookup import node


def carry_out(store: Store, path: Path, form: Mapping[str, str]) -> str:
    """Do what a form asks.

    Args:
        store: an open store.
        path: the file of decisions.
        form: what was sent: the verb of a decision or "undo", and what it is about.

    Returns:
        the address of the page to show next.

    Raises:
        KgError: it is no decision, or applies to nothing.
    """
    back = form.get("back", "/")
    if form.get("verb") == "undo":
        undo(store, path, _line(form.get("line", "")))
        return _still_there(store, back)
    made = _decision(store, form)
    decide(store, path, (made,))
    return _still_there(store, back, str(made))


def _decision(store: Store, form: Mapping[str, str]) -> Decision:
    verb, to = form.get("verb", ""), form.get("to", "")
    if verb in ("accept", "reject"):
        ends = [_named(store, form.get(end, "")) for end in ("subject", "object")]
        return decision(verb, (ends[0], form.get("predicate", ""), ends[1]))
    if verb == "add-missed":
        paper = _node(store, form.get("paper", ""))
        predicate = check_missed(paper, form.get("predicate", ""), form.get("quote", ""))
        return decision(
            verb, (paper.label, form.get("subject", ""), predicate, form.get("object", ""), form.get("quote", ""))
        )
    if verb not in ("rename", "retype", "merge", "split"):
        raise KgError(f"{verb!r} is no correction")
    thing = _node(store, form.get("thing", ""))
    if verb == "merge":
        other = resolve(store, to, thing.type)
        if other.iri == thing.iri:
            raise KgError(f"{to!r} and {thing.label!r} are one {thing.type} already")
        return decision(verb, (named(store, thing), named(store, other)))
    if verb == "split":
        return decision(verb, (f"{thing.type}:{to}",))
    if verb == "retype" and to == thing.type:
        raise KgError(f"{thing.label!r} is a {to} already")
    return decision(verb, (named(store, thing), to))


def _named(store: Store, iri: str) -> str:
    found = _node(store, iri)
    # a paper is called by its title, and a title may hold a colon
    return f"paper:{found.label}" if found.type == "paper" else named(store, found)


def _node(store: Store, iri: str) -> Node:
    found = node(store.graph, iri)
    if found is None or found.type not in ("paper", *ontology().entity_types):
        raise KgError("what the form speaks of is not in the graph any more; load the page again")
    return found


def _line(text: str) -> Decision:
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise KgError(f"{text!r} is no decision: {error}") from error
    return decision(words[0] if words else "", words[1:])


def _still_there(store: Store, back: str, done: str = "") -> str:
    """The page that the form stood on; where its thing has gone, what is decided."""
    path = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    iri = iri_of(path)
    if path_of(iri) and node(store.graph, iri) is None:
        path = "/decisions"
    return f"{path}?{urlencode({'done': done})}" if done else path
