"""Each command on the bundled examples, through the program."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kg import export, ontology
from tests.cli.program import Run, contents

README = Path(__file__).parents[2] / "README.md"
METHODS = "SELECT ?name { ?paper kg:proposes ?method . ?method skos:prefLabel ?name } ORDER BY ?name"
EDGES = """SELECT ?a ?b { ?s ?p ?o . ?s skos:prefLabel ?a . ?o skos:prefLabel ?b .
           FILTER(?p IN (kg:outperforms, kg:extends, kg:uses, kg:evaluatesOn)) } ORDER BY ?a ?b"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_building_again_changes_nothing(run: Run, tmp_path: Path, examples: list[Path]) -> None:
    store = tmp_path / "store"
    assert run("build", *examples, "--store", store).exit_code == 0
    quads = [tmp_path / "one.nq", tmp_path / "two.nq"]
    assert run("export", quads[0], "--store", store).exit_code == 0
    again = run("build", *reversed(examples), "--store", store)
    assert again.exit_code == 0
    assert run("export", quads[1], "--store", store).exit_code == 0
    assert quads[0].read_bytes() == quads[1].read_bytes()


def test_build_reads_standard_input(run: Run, tmp_path: Path) -> None:
    paper = json.dumps({"title": "Sieve Sorting", "abstract": "We propose SieveSort, a method for sorting gravel."})
    result = run("build", "-", "--store", tmp_path / "store", standard_input=paper + "\n")
    assert result.exit_code == 0, result.stderr
    assert "1" in result.stdout


def test_extract_prints_what_it_promises(run: Run, examples: list[Path]) -> None:
    result = run("extract", *examples)
    assert result.exit_code == 0
    papers = [json.loads(line) for line in result.stdout.splitlines()]
    assert papers
    kinds = {entity["type"] for paper in papers for entity in paper["entities"]}
    assert kinds <= {"method", "task", "dataset", "metric", "hardware"}
    assert any(paper["relations"] for paper in papers)
    assert all({"id", "title", "entities", "relations", "results"} <= paper.keys() for paper in papers)


def test_query_in_every_format(run: Run, example_store: Path) -> None:
    def answer(form: str) -> str:
        result = run("query", METHODS, "--store", example_store, "--format", form)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    names = [row["name"] for row in rows(answer("csv"))]
    assert names
    bindings = json.loads(answer("json"))["results"]["bindings"]
    assert [binding["name"]["value"] for binding in bindings] == names
    ET.fromstring(answer("xml"))  # noqa: S314 - we wrote it
    assert len(answer("tsv").splitlines()) == len(names) + 1
    assert names[0] in answer("table")
    limited = run("query", METHODS, "--limit", 1, "--store", example_store, "--format", "csv")
    assert len(rows(limited.stdout)) == 1


def test_query_from_file_and_from_standard_input(run: Run, example_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text(METHODS, encoding="utf-8")
    typed = run("query", METHODS, "--store", example_store).stdout
    assert run("query", "-f", file, "--store", example_store).stdout == typed
    assert run("query", "-f", "-", "--store", example_store, standard_input=METHODS).stdout == typed
    assert run("query", "-", "--store", example_store, standard_input=METHODS).stdout == typed


def test_a_construct_query_gives_rdf(run: Run, example_store: Path) -> None:
    import rdflib

    text = "CONSTRUCT { ?p kg:proposes ?m } WHERE { ?p kg:proposes ?m }"
    result = run("query", text, "--format", "turtle", "--store", example_store)
    assert result.exit_code == 0, result.stderr
    assert len(rdflib.Graph().parse(data=result.stdout, format="turtle")) > 0


@pytest.mark.parametrize("name", sorted(ontology.named_queries()))
def test_every_prepared_query_is_listed_and_answers(run: Run, example_store: Path, name: str) -> None:
    assert name in run("query", "--list").stdout
    parameters = [p for q in ontology.named_queries()[name].parameters for p in ("-p", f"{q.name}={q.example}")]
    result = run("query", "--name", name, *parameters, "--store", example_store, "--format", "csv")
    assert result.exit_code == 0, result.stderr


def test_find_show_why_and_path(run: Run, example_store: Path) -> None:
    edges = rows(run("query", EDGES, "--store", example_store, "--format", "csv").stdout)
    assert edges
    a, b = edges[0]["a"], edges[0]["b"]
    found = json.loads(run("find", a, "--store", example_store, "--format", "json").stdout)
    assert a in [thing["name"] for thing in found]
    for arguments in (["show", a], ["why", a, b], ["path", a, b]):
        result = run(*arguments, "--store", example_store)
        assert result.exit_code == 0, result.stderr
        assert a in result.stdout
        assert "“" in result.stdout
        json.loads(run(*arguments, "--store", example_store, "--format", "json").stdout)


OVERVIEWS = (
    ["leaderboard", "--metric", "FID"], ["leaderboard", "--dataset", "MATH"], ["compare", "CacheWeave", "StrideDiff"],
    ["conflicts"], ["gaps"], ["gaps", "--rows", "dataset", "--matrix"], ["trends"], ["trends", "CacheWeave"],
    ["communities"], ["speeds-up", "Stable Diffusion"], ["leaderboard", "--metric", "FID", "--all"],
)  # fmt: skip


@pytest.mark.parametrize("arguments", OVERVIEWS, ids=" ".join)
@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "markdown", "latex"])
def test_overviews_in_every_format(run: Run, example_store: Path, arguments: list[str], form: str) -> None:
    result = run(*arguments, "--store", example_store, "--format", form)
    assert result.exit_code == 0, result.stderr
    assert result.stdout or result.stderr
    if form == "json":
        json.loads(result.stdout)
    if form == "latex":
        assert result.stdout.count(r"\begin{tabular}") == result.stdout.count(r"\end{tabular}")


def test_lineage_as_trees_and_as_a_graph(run: Run, example_store: Path, tmp_path: Path) -> None:
    for form in ("table", "json", "csv"):
        shown = run("lineage", "StrideDiff", "--store", example_store, "--format", form)
        assert "CacheWeave" in shown.stdout
        assert "extends" in shown.stdout or form == "csv"
    for name in sorted(export.formats()):
        file = tmp_path / f"lineage{export.formats()[name].suffixes[0]}"
        result = run("lineage", "StrideDiff", "-o", file, "--store", example_store)
        assert result.exit_code == 0, result.stderr
        assert any(path.stat().st_size for path in tmp_path.glob("lineage*"))


def test_a_query_says_what_was_run(run: Run, example_store: Path) -> None:
    for form in ("table", "csv", "json"):
        arguments = ("--name", "uses-of", "-p", "method=Stable Diffusion", "--explain", "--format", form)
        result = run("query", *arguments, "--store", example_store)
        assert result.exit_code == 0
        assert "PREFIX kg: <https://w3id.org/paperkg/ontology#>" in result.stderr
        assert "/method/stable-diffusion>" in result.stderr
        assert re.search(r"# \d+ rows? in \d\.\d+ s", result.stderr)


def test_stats_counts_types_and_predicates(run: Run, example_store: Path) -> None:
    counted = {row["what"] for row in rows(run("stats", "--store", example_store, "--format", "csv").stdout)}
    assert {"paper", "method", "proposes"} <= counted


@pytest.mark.parametrize("command", ["validate", "verify"])
def test_the_examples_pass_the_checks(run: Run, example_store: Path, command: str) -> None:
    result = run(command, "--store", example_store)
    assert result.exit_code == 0, result.stdout + result.stderr


def test_reading_commands_leave_the_store_alone(run: Run, example_store: Path) -> None:
    before = contents(example_store)
    run("stats", "--store", example_store)
    run("query", METHODS, "--store", example_store)
    assert contents(example_store) == before


@pytest.mark.parametrize("name", sorted(export.formats()))
def test_export_in_every_format(run: Run, example_store: Path, tmp_path: Path, name: str) -> None:
    suffix = export.formats()[name].suffixes[0]
    folders = by_suffix, by_name = tmp_path / "by-suffix", tmp_path / "by-name"
    for folder in folders:
        folder.mkdir()
    assert run("export", by_suffix / f"graph{suffix}", "--store", example_store).exit_code == 0
    assert run("export", by_name / "graph.data", "--format", name, "--store", example_store).exit_code == 0
    for folder in folders:  # some formats are several files, some a folder
        written = [path for path in folder.rglob("*") if path.is_file()]
        assert any(path.stat().st_size for path in written)


def test_view_writes_one_page(run: Run, example_store: Path, tmp_path: Path) -> None:
    name = rows(run("query", METHODS, "--store", example_store, "--format", "csv").stdout)[0]["name"]
    whole, part = tmp_path / "whole" / "page.html", tmp_path / "part.html"
    whole.parent.mkdir()
    assert run("view", "-o", whole, "--store", example_store).exit_code == 0
    assert run("view", name, "--hops", 1, "-o", part, "--store", example_store).exit_code == 0
    assert [path.name for path in whole.parent.iterdir()] == ["page.html"]
    assert part.stat().st_size <= whole.stat().st_size


def test_remove_takes_out_a_paper_and_what_it_alone_says(run: Run, tmp_path: Path) -> None:
    papers = [
        {"title": "Sieve Sorting", "abstract": "We propose SieveSort, a method for sorting gravel."},
        {"title": "Drum Sorting", "abstract": "We propose DrumSort, a method for sorting pebbles."},
    ]
    both, one = tmp_path / "both", tmp_path / "one"
    run("build", "-", "--store", both, standard_input="".join(json.dumps(p) + "\n" for p in papers))
    run("build", "-", "--store", one, standard_input=json.dumps(papers[0]) + "\n")
    removed = run("remove", "Drum Sorting", "--store", both)
    assert removed.exit_code == 0, removed.stderr
    for store in (both, one):
        assert run("export", store.with_suffix(".nq"), "--store", store).exit_code == 0
    assert both.with_suffix(".nq").read_bytes() == one.with_suffix(".nq").read_bytes()


def test_the_store_may_be_named_by_the_environment(
    run: Run, example_store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(example_store))
    assert run("stats").exit_code == 0


def test_demo_does_all_of_it_twice_over(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "demo"
    first = run("demo", "--output", place)
    assert first.exit_code == 0, first.stderr
    # the README shows a part of it as it is
    shown = README.read_text(encoding="utf-8").partition("<!-- demo -->\n```text\n")[2].partition("\n```")[0]
    assert "“" in shown
    said = first.stdout.replace(f" --store {place}/store", "")
    assert all(part in said for part in shown.split("\n\n")), "run: make docs"
    assert {"graph.html", "graph.ttl", "store"} == {path.name for path in place.iterdir()}
    again = run("demo", "--output", place)
    assert again.exit_code == 0
