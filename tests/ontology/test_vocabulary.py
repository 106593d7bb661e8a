"""The ontology says of each term what the program needs of it, and the vocabulary does not contradict itself."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
import rdflib

from kg.errors import UnknownName
from kg.link.normalize import key
from kg.ontology import Predicate, Term, Type, ontology, resource, vocabulary

CONTRACT = (
    "proposes",
    "addresses",
    "uses",
    "extends",
    "comparesWith",
    "outperforms",
    "evaluatesOn",
    "measures",
    "runsOn",
)


def test_the_nine_relations_and_five_types() -> None:
    # more may be added; these stay, in this order
    assert ontology().relation_predicates[: len(CONTRACT)] == CONTRACT
    assert ontology().entity_types == ("method", "task", "dataset", "metric", "hardware")


@pytest.mark.parametrize("type_", ontology().types, ids=lambda t: t.name)
def test_types_are_complete(type_: Type) -> None:
    assert type_.label
    assert type_.definition.endswith(".")
    assert re.fullmatch(r"#[0-9a-f]{6}", type_.color)


@pytest.mark.parametrize("predicate", ontology().predicates, ids=lambda p: p.name)
def test_predicates_are_complete(predicate: Predicate) -> None:
    assert predicate.label
    assert predicate.definition.endswith(".")
    types = {t.name for t in ontology().types}
    assert set(predicate.domain) <= types >= set(predicate.range)
    assert predicate.domain
    assert predicate.range


def test_colours_tell_types_apart() -> None:
    colors = [t.color for t in ontology().types]
    assert len(colors) == len(set(colors))


def test_unknown_names_get_the_nearest() -> None:
    with pytest.raises(UnknownName, match="outperforms"):
        ontology().predicate("outperfroms")
    with pytest.raises(UnknownName, match="method"):
        ontology().type("methode")


@pytest.mark.parametrize("name", ["kg.ttl", "shapes.ttl"])
def test_others_can_read_the_files(name: str) -> None:
    assert len(rdflib.Graph().parse(resource(name), format="turtle")) > 50


def test_the_json_ld_context_has_every_term() -> None:
    context = json.loads(resource("context.jsonld").read_text("utf-8"))["@context"]
    properties = {p.name for p in ontology().predicates}
    assert properties <= context.keys()


def test_a_name_stands_for_one_thing_of_a_type() -> None:
    names = Counter((t.type, name.casefold()) for t in vocabulary() for name in {t.name, *t.aliases})
    assert [name for name, count in names.items() if count > 1] == []
    bearers = Counter((t.type, known) for t in vocabulary() for known in {key(t.type, n) for n in (t.name, *t.aliases)})
    assert [known for known, count in bearers.items() if count > 1] == []


@pytest.mark.parametrize("term", vocabulary(), ids=lambda t: f"{t.type}-{t.name}")
def test_terms_are_tidy(term: Term) -> None:
    for name in (term.name, *term.aliases):
        assert name == " ".join(name.split())
    assert term.direction in (("higher", "lower") if term.type == "metric" else ("",))
