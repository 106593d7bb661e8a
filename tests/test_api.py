"""The Python interface, through `import kg` alone."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg.errors import KgError

ROOT = Path(__file__).parents[1]
NUMBERS = (
    "SELECT ?value ?n ?yes ?missing { ?r kg:value ?value BIND(1 AS ?n) BIND(true AS ?yes) } ORDER BY ?value LIMIT 2"
)


@pytest.fixture(scope="module")
def graph(example_store: Path) -> kg.Graph:
    return kg.open(example_store)


def test_the_notebook_runs(tmp_path: Path) -> None:
    notebook = json.loads((ROOT / "docs" / "tour.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(cells) >= 10
    program = "\n".join(cells)
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {"tour.html", "tour.ttl", "tour-store"} <= {path.name for path in tmp_path.iterdir()}
    assert not any(cell.get("outputs") for cell in notebook["cells"])  # what a run printed would go out of date


def test_importing_it_imports_nothing_heavy() -> None:
    program = "import sys, kg; kg.open; print(sorted({'networkx', 'pyoxigraph', 'rdflib', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_values_are_typed(graph: kg.Graph) -> None:
    rows = graph.query(NUMBERS)
    assert rows.columns == ("value", "n", "yes", "missing")
    first = rows[0]
    assert isinstance(first["value"], Decimal)
    assert (first["n"], first["yes"], first["missing"]) == (1, True, None)
    assert list(rows)[:1] == rows[:1] == [first]
    assert graph.ask("ASK { ?p a kg:Paper }")
    assert len(graph.query("CONSTRUCT WHERE { ?a kg:outperforms ?b }")) > 0


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_rows_as_a_data_frame_or_a_line_that_says_what_is_missing(graph: kg.Graph, library: str) -> None:
    rows = graph.query(NUMBERS)
    if find_spec(library):
        frame = getattr(rows, f"to_{library}")()
        assert list(frame.columns) == list(rows.columns)
        assert len(frame) == 2
    else:
        with pytest.raises(KgError, match=f"{library} is not installed"):
            getattr(rows, f"to_{library}")()


def test_names_do(graph: kg.Graph) -> None:
    assert graph.thing("cache-weave").label == "CacheWeave"
    assert graph.find("weave")
    assert graph.show("CacheWeave").claims
    assert graph.why("CacheWeave", "StrideDiff")
    assert graph.named("uses-of", method="Stable Diffusion")
    assert graph.trends("CacheWeave")[1].total >= 1
    assert graph.gaps("dataset", count=3).rows
    assert graph.conflicts() is not None
    with pytest.raises(KgError, match="CacheWeave"):
        graph.compare("CachWeave", "StrideDiff")
    with pytest.raises(KgError, match="ASK"):
        graph.ask("SELECT * { ?s ?p ?o } LIMIT 1")


def test_the_graph_is_one_of_networkx(graph: kg.Graph) -> None:
    assert isinstance(graph.graph(), nx.MultiDiGraph)


def test_build_warns_of_what_is_no_paper(tmp_path: Path) -> None:
    good = json.dumps({"title": "Sieve Sorting", "abstract": "We propose SieveSort, a method for sorting gravel."})
    file = tmp_path / "papers.jsonl"
    file.write_text(f'{good}\n{{"title": "Alone"}}\n', encoding="utf-8")
    with pytest.warns(UserWarning, match="abstract"), kg.build(file, tmp_path / "store") as graph:
        assert graph.thing("SieveSort")
    with pytest.raises(KgError, match="no file"):
        kg.build(tmp_path / "none.txt", tmp_path / "other")
    with pytest.raises(KgError, match="no store"):
        kg.open(tmp_path / "nowhere")


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018 - that is the point
    assert {"open", "build", "Graph"} <= set(dir(kg))
