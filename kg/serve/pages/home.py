"""The first page: what the graph holds, and where to begin."""

from __future__ import annotations

from kg.ontology import ontology
from kg.query.counts import papers_by_year
from kg.query.statistics import statistics
from kg.serve.charts import columns
from kg.serve.page import Asked, Page
from kg.serve.things import commonest, newest

PATH = "/index"
_TOP = 8


def page(asked: Asked) -> Page:
    """Counts, the things that most papers name, papers by year and the newest papers."""
    store = asked.store
    counted = statistics(store)
    years = {year: len(numbers) for year, numbers in papers_by_year(store.database).items() if year}
    top = {type_: commonest(store.database, type_, _TOP) for type_ in ontology().entity_types}
    rows = tuple(
        (kind, name, count)
        for kind, counts in (("node", counted.nodes), ("edge", counted.edges), ("claim", counted.claims))
        for name, count in counts.items()
    )
    return Page(
        "home.html",
        "What papers say",
        {
            "counted": counted, "claims": sum(counted.claims.values()), "years": columns(years), "top": top,
            "papers": newest(store.database, 6),
        },
        data={"counts": counted, "papers_by_year": years, "most_named": top},
        columns=("kind", "name", "count"),
        rows=rows,
        about=tuple(thing.iri for things in top.values() for thing in things),
    )  # fmt: skip
