"""The graph that benchmarks make up is a right one, the same every time."""

from __future__ import annotations

from pathlib import Path

from benchmarks import _store
from benchmarks.generated import extractions
from benchmarks.queries import QUERIES
from kg.query.sparql import ask
from kg.query.validate import validate
from kg.query.verify import verify
from kg.store import Store


def test_the_same_arguments_give_the_same_papers() -> None:
    assert list(extractions(30, 1)) == list(extractions(30, 1))
    assert list(extractions(30, 1)) != list(extractions(30, 2))


def test_the_generated_store_is_sound_and_answers(tmp_path: Path) -> None:
    _store.write(tmp_path / "store", 60, 1)
    with Store.open(tmp_path / "store") as store:
        assert len(store.papers()) == 60
        assert verify(store) == ()
        assert validate(store) == ()
        for text in QUERIES.values():
            assert ask(store, text).columns or text.startswith("ASK")
