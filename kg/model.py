"""The values that flow through the pipeline. Nothing here reads, writes or computes at length.

A *paper* is read from a source; an *extraction* is what one paper says, in its own local terms (section "one
paper"); *facts* are what all papers say, in terms of shared nodes (section "the graph"). Everything is frozen and
ordered, so that the same input always comes out in the same order.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Literal
from urllib.parse import quote

BASE = "https://w3id.org/paperkg/"
PAPER, RESULT = "paper", "result"  # types of nodes; "paper" is also what an extraction calls its own paper

TextField = Literal["title", "abstract"]
Polarity = Literal["asserted", "negated", "hedged", "attributed"]
Role = Literal["proposed"] | None
Kind = Literal["value", "change", "count"]  # a level reached, a difference or ratio, a number of cases
Direction = Literal["up", "down"]  # of the metric named, for a change


def slug(text: str) -> str:
    """A name as the last part of an IRI: letters and digits of any script, lower case, joined by hyphens.

    A name of symbols alone gets a hash, so that two such names never share an IRI.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("+", " plus ")
    words = re.findall(r"[^\W_]+", folded)
    return "-".join(words)[:120].strip("-") or sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def content_hash(*parts: str) -> str:
    """The first 20 hexadecimal digits of SHA-256 over the parts; the same in every process and on every machine."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


# ---------------------------------------------------------------------------------------------------- one paper


@dataclass(frozen=True, slots=True, order=True)
class Paper:
    """A paper as its source gives it; `title` and `abstract` are the texts all offsets count in (code points)."""

    title: str
    abstract: str
    key: str = ""  # the source's own identifier, given back as `id` by `kg extract`
    doi: str = ""
    arxiv: str = ""
    issued: str = ""  # an ISO 8601 year, month or date, as far as known
    authors: tuple[str, ...] = ()
    url: str = ""
    ids: tuple[tuple[str, str], ...] = ()  # further identifiers, sorted: ("openalex", "W1"), ("s2", "…"), ("pmid", "…")
    venue: str = ""
    orcids: tuple[tuple[str, str], ...] = ()  # author's name as in `authors`, ORCID without its address; sorted

    @property
    def iri(self) -> str:
        """From DOI, else arXiv id, else normalised title: from content alone."""
        if self.doi:
            # every sign of a DOI counts, but not its case
            return f"{BASE}paper/doi-{quote(self.doi.casefold(), safe='')}"
        if self.arxiv:
            return f"{BASE}paper/arxiv-{slug(self.arxiv)}"
        name = slug(self.title)
        return f"{BASE}paper/{name if len(name) < 100 else name[:80].strip('-') + '-' + content_hash(name)[:8]}"

    @property
    def fingerprint(self) -> str:
        """Changes whenever anything that the source says of the paper changes."""
        return content_hash(
            self.title, self.abstract, self.key, self.doi, self.arxiv, self.issued, *self.authors, self.url,
            *(":".join(pair) for pair in self.ids), self.venue, *(":".join(pair) for pair in self.orcids),
        )  # fmt: skip

    def text(self, name: TextField) -> str:
        """The title or the abstract."""
        return self.title if name == "title" else self.abstract


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of title or abstract that names an entity: `text == paper.text(field)[start:end]`."""

    field: TextField
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The stretch of text that says a claim: `quote == paper.text(field)[start:end]`."""

    field: TextField
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One distinct thing within one paper. `id` is local ("e1"); `type` is a lower-case class name."""

    id: str
    type: str
    name: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    role: Role = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """One edge said by one paper; `subject` and `object` are local entity ids or "paper"."""

    subject: str
    predicate: str
    object: str
    evidence: Evidence
    polarity: Polarity = "asserted"
    confidence: float = 1.0
    rule: str = ""  # the rule or model that said so


@dataclass(frozen=True, slots=True)
class Result:
    """One reported number. Slots are local entity ids, verbatim strings or None; `value` is as written.

    `kind` says what the number is, None where the extractor does not know; `direction` which way a change goes.
    """

    metric: str
    value: str
    unit: str
    evidence: Evidence
    method: str | None = None
    dataset: str | None = None
    task: str | None = None
    baseline: str | None = None
    hardware: str | None = None
    condition: str | None = None
    polarity: Polarity = "asserted"
    confidence: float = 1.0
    rule: str = ""
    kind: Kind | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one paper says, and the extractor (name and version) that read it.

    `dropped` counts, by reason, what an outside extractor said and the text does not bear out.
    """

    paper: Paper
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    results: tuple[Result, ...] = ()
    extractor: str = ""
    dropped: tuple[tuple[str, int], ...] = ()


# ---------------------------------------------------------------------------------------------------- the graph


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """The figure of a Result node: as written, as a decimal where it is one, with unit and condition.

    `kind` is "value", "change" or "count", and `direction` "up" or "down" for a change; "" where not known.
    """

    text: str
    unit: str = ""
    condition: str = ""
    value: Decimal | None = None
    kind: Kind | Literal[""] = ""
    direction: Direction | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph. `type` is lower case: paper, method, task, dataset, metric, hardware or result.

    `names` holds every other surface form; `paper` is set on papers and `number` on results; `direction`
    ("higher" or "lower" is better, else "") on metrics; `reasons` says why names were merged into this node.
    """

    iri: str
    type: str
    label: str
    names: tuple[str, ...] = ()
    direction: str = ""
    paper: Paper | None = None
    number: Number | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """One edge said by one paper, with the stretch of text that says it. All three terms and `paper` are IRIs,
    but for `predicate`, which is the short name in the ontology ("outperforms", "reports", "metric")."""

    subject: str
    predicate: str
    object: str
    paper: str
    evidence: Evidence
    polarity: Polarity = "asserted"
    confidence: float = 1.0
    rule: str = ""

    @property
    def iri(self) -> str:
        """From content alone: two builds name the same claim the same."""
        e = self.evidence
        return f"{BASE}claim/" + content_hash(
            self.subject, self.predicate, self.object, self.paper, self.polarity, e.field, str(e.start), str(e.end)
        )


@dataclass(frozen=True, slots=True)
class Edge:
    """What the graph holds between two nodes under one predicate: the claims, of one or more papers, that assert it."""

    subject: str
    predicate: str
    object: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All nodes (by IRI) and all claims (in order), of every polarity; `mentions` are (paper IRI, entity IRI)."""

    nodes: tuple[Node, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentions: tuple[tuple[str, str], ...] = field(default=())
