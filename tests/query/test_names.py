"""Things by their names, however many share a part of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.query import names
from kg.store import Store


@pytest.mark.parametrize("text", ["c", "di", "diff", "weave", "model"])
def test_many_names_are_looked_through_as_few_are(
    example_store: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    with Store.open(example_store) as store:
        for type_ in (None, "method"):
            few = names.find(store, text, 5, type_)
            monkeypatch.setattr(names, "_MANY", 1)
            assert names.find(store, text, 5, type_) == few
            monkeypatch.undo()


def test_a_name_of_another_type_is_told(example_store: Path) -> None:
    with Store.open(example_store) as store, pytest.raises(KgError, match="is a dataset here, and a method is wanted"):
        names.resolve(store, "ImageNet", "method")


def test_an_empty_store_says_that_it_is_empty(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", create=True) as store:
        with pytest.raises(KgError, match="no papers yet; `kg build"):
            names.find(store, "Adam", 5)
        with pytest.raises(KgError, match="no papers yet; `kg build"):
            names.resolve(store, "Adam")
