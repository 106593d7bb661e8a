"""The daily papers of Hugging Face, as its API gives them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import Object, read_json
from kg.sources._records import people, plain


def _sniff(head: Head) -> Verdict:
    if "paper" in head.keys and "summary" in head.keys and head.keys & {"upvotes", "numComments", "submittedOnDailyBy"}:
        return Verdict(Certainty.CERTAIN, "it has the keys of Hugging Face's daily papers")
    return NO


FORMAT = Format("hf_papers", (".json", ".jsonl"), "Hugging Face daily papers (JSON)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, _draft)


def _draft(record: Object) -> Draft | Problem:
    inner = record.get("paper")
    paper = record | inner if isinstance(inner, dict) else record
    key = plain(paper.get("id"))
    return Draft(
        plain(paper.get("title")),
        plain(paper.get("summary")),
        key,
        plain(paper.get("publishedAt")),
        f"https://huggingface.co/papers/{key}" if key else "",
        "",
        people([a for a in paper.get("authors") or () if isinstance(a, dict) and not a.get("hidden")]),
        {"arxiv": key},
    )
