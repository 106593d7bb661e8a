"""The graph holds what is asserted and sure enough; the rest is kept, counted and comes back."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.link.decisions import parse
from kg.link.thresholds import Thresholds
from kg.model import Entity, Evidence, Extraction, Mention, Paper, Relation, Result
from kg.query.statistics import statistics
from kg.query.validate import validate
from kg.query.verify import verify
from kg.store import Store
from kg.store.lookup import node

TEXT = "Sieva uses Rill. Sieva may use Brook. It reaches 61 F1, or 62."
KG = "https://w3id.org/paperkg/ontology#"


def said(uses: float = 0.9, number: float = 0.9, proposes: float = 0.9) -> Extraction:
    """A paper that proposes Sieva, with so much confidence in what it uses, reports and proposes."""
    names = ("Sieva", "Rill", "Brook")
    entities = []
    for k, name in enumerate(names):
        start = TEXT.index(name)
        mention = Mention("abstract", start, start + len(name), name)
        entities.append(Entity(f"e{k}", "method", name, (name,), (mention,), None if k else "proposed"))
    evidence = Evidence("abstract", 0, len(TEXT), TEXT)
    return Extraction(
        Paper("Sieving", TEXT),
        tuple(entities),
        (
            Relation("paper", "proposes", "e0", evidence, confidence=proposes),
            Relation("paper", "uses", "e1", evidence, confidence=uses),
            Relation("paper", "uses", "e2", evidence, confidence=0.3),
        ),
        (
            Result("F1", "61", "", evidence, "e0", confidence=number, kind="value"),
            Result("F1", "62", "", evidence, "e0", confidence=0.3, kind="value"),
        ),
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store", create=True)


def used(store: Store) -> list[tuple[str, str]]:
    """The plain edges of kg:uses, by the last parts of their IRIs."""
    rows = store.graph.query(f"SELECT ?a ?b {{ ?a <{KG}uses> ?b }}")
    return sorted((a.value.rsplit("/", 1)[-1], b.value.rsplit("/", 1)[-1]) for a, b in rows)  # type: ignore[union-attr]


def values(store: Store) -> list[str]:
    return sorted(row[0].value for row in store.graph.query(f"SELECT ?v {{ ?r <{KG}valueText> ?v }}"))  # type: ignore[union-attr]


def test_only_what_is_sure_enough_is_plain_and_the_rest_is_counted(store: Store) -> None:
    store.put([said()])
    assert used(store) == [("sieva", "rill")]
    assert values(store) == ["61"]
    network = store.network()
    assert {key for _, _, key in network.edges(keys=True)} == {"proposes", "uses", "reports", "metric", "method"}
    assert [data["fact"].number.text for _, data in network.nodes(data=True) if data["fact"].number] == ["61"]
    counts = statistics(store)
    assert counts.edges == {"proposes": 1, "uses": 1, "reports": 1, "method": 1, "metric": 1}
    assert counts.unsure == {"uses": 1, "reports": 1, "method": 1, "metric": 1}
    assert counts.nodes["result"] == 1
    assert verify(store) == ()
    assert validate(store) == ()


def test_what_is_not_sure_enough_still_stands_as_a_claim(store: Store) -> None:
    store.put([said()])
    facts = store.facts()
    assert {c.confidence for c in facts.claims if c.predicate == "uses"} == {0.9, 0.3}
    doubted = next(n for n in facts.nodes if n.number and n.number.text == "62")
    assert node(store.graph, doubted.iri) == doubted


def test_other_thresholds_bring_it_back(store: Store) -> None:
    store.put([said()])
    store.trust(Thresholds(0.2))
    assert used(store) == [("sieva", "brook"), ("sieva", "rill")]
    assert values(store) == ["61", "62"]
    assert statistics(store).unsure == {}
    store.trust(Thresholds.of({"value": 0.95}))
    assert values(store) == []
    assert used(store) == [("sieva", "rill")]
    assert "result" not in statistics(store).nodes


def test_a_contribution_that_is_not_sure_does_not_stand_for_its_paper(store: Store) -> None:
    store.put([said(proposes=0.4)])
    assert used(store) == [("sieving", "rill")]


def test_what_people_accept_is_certain(store: Store) -> None:
    store.put([said()])
    store.decide(parse("accept method:Sieva uses method:Brook"))
    assert used(store) == [("sieva", "brook"), ("sieva", "rill")]
    store.decide(parse(""))
    assert used(store) == [("sieva", "rill")]


def test_thresholds_are_written_and_read_back() -> None:
    found = Thresholds.of({"uses": 0.6, "value": math.inf}, math.inf)
    assert Thresholds.parse(str(found)) == found
    assert Thresholds.parse("") == Thresholds()
    assert not found.is_sure("value", 0.99)
    assert found.is_sure("value", 1.0)  # what people decided
    for bad in (-0.1, 2, math.nan):
        with pytest.raises(KgError, match="between 0 and 1"):
            Thresholds.of({"uses": bad})
