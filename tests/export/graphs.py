"""Graphs to export: two papers that are read, and any graph that hypothesis can think of."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from kg.model import BASE, Claim, Evidence, Facts, Node, Number, Paper, Polarity, slug

NASTY = Paper(
    'SieveSort: sorting "gravel" </script> & more: a\\b 🪨',
    "We propose SieveSort, a method for sorting <b>gravel</b>. SieveSort outperforms DrumSort on ImageNet with 61.4% "
    "accuracy. On an NVIDIA A100 it achieves a 2.3x speedup over DrumSort; it does not use quicksort.",
    key="a|b", issued="2024-05-06", authors=("Ana Pérez", "Bo, Jr."), url="https://example.org/?a=1&b=<2>",
    doi="10.1000/x_(1)%20", ids=(("openalex", "W1"), ("s2", "a:b")), venue="Journal of Gravel & Sand",
    orcids=(("Ana Pérez", "0000-0001-2345-6789"),),
)  # fmt: skip
PLAIN = Paper(
    "Drum sorting", "We present DrumSort, which extends SieveSort and runs on an NVIDIA A100 GPU.", issued="2025"
)

# control characters, quotes of every format, half of what looks like markup, letters of other planes
_ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", " ", "a\x00b\x1fc\x7f", 'say "x"', "a\\", "\\|", "a | b", "<&>", "]]>", "\r\n", "\t", "${x}", "{", "=1+1",
         "@a", "http://e.org", "𝔊🪨", "e\u0301", "\u2028", "\ufffe", "'; DROP", "%s", "#x",
         "- [[y]]", "NULL", "1e5", "[a]"]
    ),
)  # fmt: skip


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """A graph with loops, parallel edges, things without a name, several claims of an edge, or nothing in it."""
    papers = [
        Paper(
            f"P{k} {draw(_ODD)}",
            draw(_ODD),
            issued=draw(st.sampled_from(["", "2024", "2024-02", "2024-02-29", "x"])),
            authors=tuple(draw(st.lists(st.sampled_from(["Ana Pérez", "Bo, Jr.", "X and Y", "{"]), max_size=2))),
        )
        for k in range(draw(st.integers(0, 2)))
    ]
    nodes = {paper.iri: Node(paper.iri, "paper", paper.title, paper=paper) for paper in papers}
    for k in range(draw(st.integers(0, 3))):
        type_ = draw(st.sampled_from(["method", "metric", "dataset"]))
        iri = f"{BASE}{type_}/{k}-{slug(draw(_ODD))}"
        direction = draw(st.sampled_from(["", "higher"])) if type_ == "metric" else ""
        names = tuple(sorted(draw(st.sets(_ODD, max_size=2))))
        nodes[iri] = Node(
            iri, type_, draw(_ODD), names, direction, reasons=tuple(sorted(draw(st.sets(_ODD, max_size=1))))
        )
    if draw(st.booleans()):
        number = Number(
            draw(_ODD), draw(_ODD), draw(_ODD), draw(st.sampled_from([None, Decimal("76.40"), Decimal(-3)]))
        )
        nodes[f"{BASE}result/1"] = Node(f"{BASE}result/1", "result", number.text, number=number)
    claims: set[Claim] = set()
    if papers:
        ends = st.sampled_from(sorted(nodes))
        for _ in range(draw(st.integers(0, 4))):
            paper = draw(st.sampled_from(papers)).iri
            quote = draw(_ODD)
            evidence = Evidence(draw(st.sampled_from(["title", "abstract"])), 3, 3 + len(quote), quote)
            predicate = draw(st.sampled_from(["uses", "outperforms", "metric"]))
            polarity: Polarity = draw(st.sampled_from(["asserted", "asserted", "negated"]))
            sure = draw(st.sampled_from([0.5, 0.97, 1.0]))
            claims.add(Claim(draw(ends), predicate, draw(ends), paper, evidence, polarity, sure, draw(_ODD)))
    # of claims with one identity, one is kept
    by_iri = {claim.iri: claim for claim in sorted(claims)}
    # a stretch of text has one quote
    quoted = {(c.paper, c.evidence.field, c.evidence.start, c.evidence.end): c for c in by_iri.values()}
    return Facts(tuple(nodes[iri] for iri in sorted(nodes)), tuple(sorted(quoted.values())))
