"""What a chat model is asked about a paper; types and predicates come from the ontology."""

from __future__ import annotations

import json
from functools import cache

from kg.model import Paper
from kg.ontology import ontology

_FORM: dict[str, list[dict[str, object]]] = {
    "entities": [{"id": "e1", "type": "method", "names": ["the name as written", "its acronym"], "role": "proposed"}],
    "relations": [
        {"subject": "paper", "predicate": "proposes", "object": "e1", "polarity": "asserted", "quote": "its words"}
    ],
    "results": [
        {
            "method": "e1", "metric": "e2", "value": "2.3", "unit": "x", "dataset": None, "task": None,
            "baseline": None, "hardware": None, "condition": None, "quote": "its words",
        }
    ],
}  # fmt: skip


def _form() -> dict[str, list[dict[str, object]]]:
    """The form of an answer, with every slot that the ontology has."""
    (result,) = _FORM["results"]
    slots = {**dict.fromkeys(slot for slot in ontology().slot_predicates if slot not in result), **result}
    return {**_FORM, "results": [slots]}


@cache
def instructions() -> str:
    """What every question begins with."""
    known = ontology()
    types = "\n".join(f"- {t.name}: {t.definition}" for t in known.types if t.name in known.entity_types)
    predicates = "\n".join(
        f"- {p.name} ({' or '.join(p.domain)} -> {' or '.join(p.range)}): {p.definition}"
        for p in known.predicates
        if p.name in known.relation_predicates
    )
    return f"""You read the title and abstract of one paper and list the facts that they state, as one JSON object and \
nothing else:
{json.dumps(_form())}

Entity types:
{types}

Predicates (subject -> object); "paper" stands for the paper itself and for the method it proposes:
{predicates}

- Copy names, quotes and numbers letter by letter from the title or abstract. What is not there letter by letter is \
thrown away. Add nothing that you know from elsewhere.
- A name is as short as it can be and still names the thing: no article, no praise, no general word such as "method" \
on its own. List every form under which one thing appears as one entity. "role" is "proposed" for what the \
paper itself introduces, else null.
- A quote is one unbroken stretch, at best the whole sentence, that says the fact and names the object.
- polarity: "asserted"; "negated" if the text denies it; "hedged" if it is a guess, a hope or a plan; "attributed" if \
it is what others say or do.
- A result is a number that the paper reports as an outcome: no settings, sizes of data, years. "value" is the number \
alone as written, "unit" is "%", "x" for times, a unit, or "". The other slots hold ids of entities, words of the \
text, or null.
- Leave a list empty if there is nothing to say."""


REPAIR = "This is not one valid JSON object. Give the same facts again, as the JSON object alone, complete and closed."


def question(paper: Paper) -> list[dict[str, str]]:
    """The messages that ask about a paper."""
    # half a surrogate pair has no place in a request; names are looked up in the paper's own text anyway
    text = f"Title: {paper.title}\n\nAbstract: {paper.abstract}".encode("utf-8", "replace").decode("utf-8")
    return [{"role": "system", "content": instructions()}, {"role": "user", "content": text}]
