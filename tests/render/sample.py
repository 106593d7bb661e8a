"""A network of some sixty nodes of every type, written by hand and filled in by a rule; no text of a real paper."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx

from kg.model import BASE, Claim, Edge, Evidence, Node, Number, Paper

HOSTILE = "<img src=x onerror=alert(1)></script><script>window.ran = true</script> & a hostile title\u2028"
METHODS = ("Lanternet", "Mossformer", "QuickSieve", "TallyNet", "Orchard", "Pebble SGD", "Glasswing", "Driftwood")
TASKS = ("leaf segmentation", "river forecasting", "tune retrieval")
DATASETS = ("HerbariumBench", "RIVERS-9", "TuneBank")
METRICS = ("accuracy", "latency", "mean flow error")
MACHINES = ("Kestrel GPU", "Wren CPU")


class Sketch:
    """Collects nodes and edges, one claim each, and hands them over as the store does."""

    def __init__(self) -> None:
        self.network: nx.MultiDiGraph[Any] = nx.MultiDiGraph()

    def node(self, node: Node) -> str:
        self.network.add_node(node.iri, fact=node)
        return node.iri

    def entity(self, type_: str, name: str, *names: str) -> str:
        iri = f"{BASE}{type_}/{name.lower().replace(' ', '-')}"
        return self.node(Node(iri, type_, name, names))

    def edge(self, subject: str, predicate: str, object_: str, paper: str, quote: str) -> None:
        claim = Claim(subject, predicate, object_, paper, Evidence("abstract", 0, len(quote), quote), rule="by hand")
        old = self.network.get_edge_data(subject, object_, predicate)
        claims = (*old["fact"].claims, claim) if old else (claim,)
        self.network.add_edge(subject, object_, key=predicate, fact=Edge(subject, predicate, object_, claims))


def sample() -> nx.MultiDiGraph[Any]:
    """Eight papers that propose, compare and measure; the first bears a title that is markup."""
    sketch = Sketch()
    methods = [sketch.entity("method", name, f"{name} network") for name in METHODS]
    tasks = [sketch.entity("task", name) for name in TASKS]
    datasets = [sketch.entity("dataset", name) for name in DATASETS]
    metrics = [sketch.entity("metric", name) for name in METRICS]
    machines = [sketch.entity("hardware", name) for name in MACHINES]
    for index, (name, method) in enumerate(zip(METHODS, methods, strict=True)):
        title = HOSTILE if index == 0 else f"{name}: growing better models for {TASKS[index % 3]} on small machines"
        url = "javascript:alert(2)" if index == 0 else ""
        record = Paper(
            title, "…", arxiv=f"2401.0000{index}", url=url, issued=str(2018 + index), authors=("A. Gardener",)
        )
        paper = sketch.node(Node(record.iri, "paper", title, paper=record))
        says = f"{name} is proposed & said to be <b>new</b> for {TASKS[index % 3]}."
        sketch.edge(paper, "proposes", method, paper, says)
        sketch.edge(paper, "addresses", tasks[index % 3], paper, says)
        sketch.edge(paper, "evaluatesOn", datasets[index % 3], paper, f"We test {name} on {DATASETS[index % 3]}.")
        sketch.edge(paper, "runsOn", machines[index % 2], paper, f"{name} runs on a {MACHINES[index % 2]}.")
        if index:
            before = methods[(index - 1) // 2]
            verb = "outperforms" if index % 2 else "extends"
            sketch.edge(method, verb, before, paper, f"{name} {verb} {METHODS[(index - 1) // 2]}.")
        for which in range(4):
            text = f"{81 + index}.{which}"
            number = Number(text, "%" if which != 1 else "ms", "10 steps" if which == 2 else "", Decimal(text))
            result = sketch.node(Node(f"{BASE}result/{index}-{which}", "result", text, number=number))
            said = f"{name} reaches {text} ({which}) on {DATASETS[index % 3]}."
            sketch.edge(paper, "reports", result, paper, said)
            for slot, end in (("method", method), ("metric", metrics[which % 3]), ("dataset", datasets[index % 3])):
                sketch.edge(result, slot, end, paper, said)
    sketch.edge(methods[-1], "uses", methods[0], f"{BASE}paper/elsewhere", "Driftwood uses Lanternet.")
    lonely = [sketch.entity("method", f"Lonely Part {letter}") for letter in "ABC"]
    sketch.edge(lonely[0], "uses", lonely[1], f"{BASE}paper/elsewhere", "Part A uses Part B.")
    return sketch.network


def large(count: int) -> nx.MultiDiGraph[Any]:
    """A network of many methods, each extending one before it, and a result for each third."""
    sketch = Sketch()
    methods = [sketch.entity("method", f"Method number {index}") for index in range(count)]
    for index in range(1, count):
        sketch.edge(
            methods[index], "extends", methods[index * 7 % max(1, index // 5 + 1)], f"{BASE}paper/p", "It extends it."
        )
        if index % 3 == 0:
            result = sketch.node(Node(f"{BASE}result/{index}", "result", "1 %", number=Number(str(index), "%")))
            sketch.edge(result, "method", methods[index], f"{BASE}paper/p", "It reaches it.")
    return sketch.network


def hostile_texts() -> list[str]:
    """Strings that markup, scripts, templates, styles, addresses and writing systems could trip over."""
    return [json.loads(line) for line in (Path(__file__).parent / "hostile.jsonl").read_text("utf-8").splitlines()] + [
        HOSTILE,
        "x" * 10_000,
        "long words " * 900,
    ]
