"""The tools that a language model is offered. Their docstrings are what it reads.

Annotations are evaluated here: the library reads the bounds of arguments from them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from kg.mcp import answers
from kg.store import Store

Answer = dict[str, Any]
_SECONDS = 20.0  # that a query may take


def tools(store: Path) -> tuple[Callable[..., Answer], ...]:
    """The tools over a store. Raised errors are told to the model as they are.

    Args:
        store: the folder of the store.
    """
    from pydantic import Field

    few = Annotated[int, Field(ge=1, le=50)]
    names = Annotated[list[str], Field(min_length=2, max_length=6)]
    hops = Annotated[int, Field(ge=1, le=6)]
    paths = Annotated[int, Field(ge=1, le=5)]

    def find(text: str, limit: few = 10) -> Answer:
        """Things one of whose names holds the text, best match first: with type, other names and IRI."""
        with Store.open(store) as graph:
            return answers.found(graph, text, limit)

    def show(thing: str, limit: few = 5) -> Answer:
        """What the papers say of a thing: edges and numbers with quotes; `limit` of each relation, the rest counted."""
        with Store.open(store) as graph:
            return answers.shown(graph, thing, limit)

    def path(a: str, b: str, max_hops: hops = 4, count: paths = 1) -> Answer:
        """The shortest ways from one thing to another, with the sentences that say each hop."""
        with Store.open(store) as graph:
            return answers.ways(graph, a, b, max_hops, count)

    def why(a: str, b: str, limit: few = 20) -> Answer:
        """The sentences that relate two things directly, the denied and doubted ones included."""
        with Store.open(store) as graph:
            return answers.reasons(graph, a, b, limit)

    def boards(
        task: str = "",
        dataset: str = "",
        metric: str = "",
        direction: Literal["higher", "lower", ""] = "",
        limit: few = 10,
    ) -> Answer:
        """Reported numbers, ranked where they can be compared. Name a task, a dataset, a metric, or several."""
        with Store.open(store) as graph:
            return answers.boards(graph, task, dataset, metric, direction, limit)

    def compare(things: names, limit: few = 5) -> Answer:
        """Several things side by side: tasks, datasets, who beats whom, numbers; each with its sentence."""
        with Store.open(store) as graph:
            return answers.compared(graph, things, limit)

    def sparql(query: str, limit: Annotated[int, Field(ge=1, le=200)] = 50) -> Answer:
        """Rows of a SPARQL SELECT, ASK or CONSTRUCT that reads.

        Prefixes kg, skos, dcterms and others need no declaration. Papers have kg:proposes, kg:addresses, kg:uses,
        kg:evaluatesOn, kg:reports; methods also kg:extends, kg:outperforms, kg:comparesWith; results kg:method,
        kg:metric, kg:dataset, kg:value, kg:unit; all have skos:prefLabel. A claim with its confidence and quote stands
        in the named graph of its paper: rdf:subject, rdf:predicate, rdf:object, kg:polarity, kg:confidence.
        """
        with Store.open(store) as graph:
            return answers.rows(graph, query, limit, _SECONDS)

    return find, show, path, why, boards, compare, sparql
