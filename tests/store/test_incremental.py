"""However a store came about, by adding, changing, removing and deciding, it is that of a build from scratch."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.batch import link
from kg.link.decisions import parse
from kg.link.thresholds import Thresholds
from kg.link.works import works
from kg.model import Entity, Evidence, Extraction, Mention, Paper, Relation
from kg.store import Store
from tests.store.written import extraction

DECISIONS = """
merge method:Frobnicator-50 method:Frobnicator-101
merge "method:stable diffusion" method:quicksort
split method:FlashAttention
split method:SD
rename "method:Flash Attention" "Flash Attention Two"
retype dataset:ImageNet method
reject paper uses method:quicksort
reject method:GAN uses method:ZQX
accept method:GAN extends method:ZQX
reject method:Frobnicator-50 variantOf method:Frobnicator
variant method:quicksort "method:stable diffusion"
variant method:ZQX method:quicksort
merge "paper:Paper number 1" "paper:Paper number 2"
split paper:pmid:5
reject paper:openalex:W4 uses method:quicksort
accept paper:pmid:7 uses method:quicksort
add-missed "Paper number 3" paper uses "method:brand new thing" "We study"
""".strip().splitlines()

THRESHOLDS = (Thresholds(), Thresholds(0.6), Thresholds.of({"uses": 0.8, "change": 0.8}, 0.4))

steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.dictionaries(st.integers(0, 9), st.integers(0, 3), min_size=1, max_size=4)),
        st.tuples(st.just("remove"), st.sets(st.integers(0, 9), min_size=1, max_size=3)),
        st.tuples(st.just("decide"), st.sets(st.sampled_from(DECISIONS), max_size=5)),
        st.tuples(st.just("trust"), st.sampled_from(THRESHOLDS)),
    ),
    min_size=2,
    max_size=7,
)


def tables(store: Store) -> dict[str, list[object]]:
    """What the tables hold, with names in the place of numbers."""
    queries = {
        "names": "SELECT iri, type, name, folded, n.papers, label, nodes.papers FROM names n "
        "JOIN nodes ON nodes.id = node",
        "found": "SELECT rowid IN (SELECT id FROM names), folded FROM name_search",
        "counts": "SELECT * FROM counts",
        "keys": "SELECT type, key FROM keys",
        "spellings": "SELECT type, k.key, form, papers FROM spellings s JOIN keys k ON k.id = s.key",
        "edges": "SELECT a.iri, b.iri, predicate, papers.iri, confidence FROM edges JOIN nodes a ON a.id = subject "
        "JOIN nodes b ON b.id = object JOIN papers ON papers.id = edges.paper",
        "unsure": "SELECT a.iri, b.iri, predicate, papers.iri, confidence FROM unsure JOIN nodes a ON a.id = subject "
        "JOIN nodes b ON b.id = object JOIN papers ON papers.id = unsure.paper",
        "applied": "SELECT decision, iri FROM applied a JOIN papers ON papers.id = a.paper",
        "numbers": "SELECT nodes.iri, papers.iri, text, unit, condition, value, quote, kind, direction, confidence "
        "FROM numbers "
        "JOIN nodes ON nodes.id = result JOIN papers ON papers.id = numbers.paper",
        "parents": "SELECT type, key, iri FROM parents JOIN papers ON papers.id = parents.paper",
        "records": "SELECT r.iri, r.key, r.fingerprint, r.extractor, r.record, p.iri, p.paper "
        "FROM records r LEFT JOIN papers p ON p.id = r.paper",
        "papers": "SELECT iri, fingerprint, extractor, paper FROM papers",
        "identifiers": "SELECT scheme, value, iri, key FROM identifiers i JOIN records r ON r.id = i.record",
        "joined": "SELECT decision, iri FROM joined JOIN papers ON papers.id = joined.paper",
        "nodes": "SELECT iri, type FROM nodes",
        "extractions": "SELECT * FROM extractions",
    }
    found = {name: sorted(store.database.execute(query), key=repr) for name, query in queries.items()}
    return found | {"named graphs": sorted(map(str, store.graph.named_graphs()))}


@settings(max_examples=15, deadline=None)
@given(steps)
def test_any_way_to_a_set_of_papers_leads_to_the_same_store(taken: list[tuple[str, object]]) -> None:
    now: dict[int, Extraction] = {}
    decided, trusted = parse(""), Thresholds()
    with tempfile.TemporaryDirectory() as place, Store.open(Path(place) / "grown", create=True) as grown:
        for verb, what in taken:
            if verb == "put":
                assert isinstance(what, dict)
                new = {number: extraction(number, seed) for number, seed in what.items()}
                now |= new
                grown.put(new.values())
            elif verb == "remove":
                assert isinstance(what, set)
                gone = [
                    work
                    for work in works((extraction.paper for extraction in now.values()), decided)
                    if any(number in now and now[number].paper in work.records for number in what)
                ]
                now = {k: e for k, e in now.items() if not any(e.paper in work.records for work in gone)}
                grown.remove(*(work.paper.iri for work in gone))
            elif verb == "trust":
                assert isinstance(what, Thresholds)
                trusted = what
                grown.trust(trusted)
            else:
                assert isinstance(what, set)
                decided = parse("\n".join(what))
                grown.decide(decided)
        with Store.open(Path(place) / "fresh", create=True) as fresh:
            fresh.decide(decided)
            fresh.trust(trusted)
            fresh.put(now.values())
            assert grown.canonical() == fresh.canonical()
            assert grown.facts() == link(now.values(), decided, trusted)
            assert tables(grown) == tables(fresh)


CHAIN = [f'merge "method:Net {a}" "method:Net {b}"' for a, b in ("AB", "BC", "CD", "DE", "CA", "EB")]
CHAINED = [Paper(f"Paper {name}", f"We use Net {name} for sorting.") for name in "ABCDE"]


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(CHAIN)), st.sets(st.sampled_from(CHAIN)))
def test_merges_that_hang_together_come_apart_as_if_they_never_had(before: set[str], after: set[str]) -> None:
    read = [
        Extraction(paper, (Entity("e1", "method", name, (name,), (Mention("abstract", 7, 12, name),)),),
                   (Relation("paper", "uses", "e1", Evidence("abstract", 0, len(paper.abstract), paper.abstract)),))
        for paper in CHAINED for name in (paper.abstract[7:12],)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as place, Store.open(Path(place) / "grown", create=True) as grown:
        grown.decide(parse("\n".join(before)))
        grown.put(read)
        grown.decide(parse("\n".join(after)))
        assert grown.facts() == link(read, parse("\n".join(after)))


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", create=True) as store:
        paper = Paper("SieveSort", "We propose SieveSort, which uses quicksort.")
        store.build([paper], "rules")
        before = {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*.sst")}
        assert store.build([paper], "rules").unchanged == 1
        assert {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*.sst")} == before
