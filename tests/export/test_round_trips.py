"""Any graph, in any format: what is written can be read, and holds every node and edge."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.export import export, formats
from kg.model import Facts
from kg.query.part import Part
from tests.export.graphs import facts
from tests.export.readers import GRAPHS, RDF, Ends

# where letters of a label are lost: control characters, line ends and white space
_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", sorted(GRAPHS))
@_FEW
@given(facts=facts())
def test_any_graph_is_read_back(name: str, facts: Facts) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{formats()[name].suffixes[0]}"
        export(Part.of(facts), path)
        found = [read(path) for read in GRAPHS[name]]
    labels = {(node.iri, "label", node.label) for node in facts.nodes}
    edges = {(c.subject, c.predicate, c.object) for c in facts.claims if c.polarity == "asserted"}
    for ends in found:
        assert _without_labels(ends) == _without_labels(labels | edges)
        if name not in ("kgx", "dot", "gml", "excel"):
            assert {_shown(end) for end in ends} == {_shown(end) for end in labels | edges}


@pytest.mark.parametrize("name", sorted(RDF))
@_FEW
@given(facts=facts())
def test_any_graph_is_read_back_as_rdf(name: str, facts: Facts) -> None:
    part = Part.of(facts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{formats()[name].suffixes[0]}"
        export(part, path)
        found = RDF[name][0](path)
    kg = "https://w3id.org/paperkg/ontology#"
    quads = {(q.subject.value, q.predicate.value.removeprefix(kg), q.object.value) for q in part.graph}
    assert {_shown(end) for end in found} == {_shown(end) for end in quads}


@pytest.mark.parametrize("name", sorted(formats().keys() - GRAPHS.keys() - RDF.keys()))
@_FEW
@given(facts=facts())
def test_any_graph_can_be_written(name: str, facts: Facts) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{formats()[name].suffixes[0]}"
        export(Part.of(facts), path)
        assert path.exists()


def _without_labels(ends: Ends) -> Ends:
    return {(a, b, "" if b == "label" else c) for a, b, c in ends}


def _shown(end: tuple[str, str, str]) -> tuple[str, str, str]:
    """The label as XML and CSV can hold it."""
    return end[0], end[1], _XML.sub("", end[2].replace("\r\n", "\n").replace("\r", "\n"))
