"""Every source format reads its sample; whatever else comes gives papers or one clear line, never a crash."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import FormatError, KgError, SourceError
from kg.model import Paper
from kg.ontology import examples
from kg.sources import formats, read, records
from tests.sources.papers import PAPERS
from tests.sources.written import written

ABSTRACT = PAPERS[0].abstract
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstandard.compress,
    ".unknown": bytes,
}  # fmt: skip
BIBTEX = f"@article{{sieve,\n title = {{Sieve Sorting: A Shaken Approach}},\n abstract = {{{ABSTRACT}}},\n}}\n"
ONE_PAPER = {"plain_text", "html_page"}  # formats that hold one paper a file
PACKED = {"excel", "parquet"}  # formats whose bytes show nothing of the texts
ON_REQUEST = {"plain_text"}  # formats that are only read when asked for


def papers(path: Path, form: str | None = None) -> tuple[list[Paper], list[SourceError]]:
    rejected: list[SourceError] = []
    return list(read(path, form, rejected.append)), rejected


@pytest.mark.parametrize(
    ("name", "suffix"), [(name, "") for name in sorted(formats())] + [("json_lines", suffix) for suffix in COMPRESSIONS]
)
def test_each_format_is_known_by_its_content(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"sample{formats()[name].suffixes[0]}{suffix}"
    path.write_bytes(COMPRESSIONS[suffix](written(name)))
    with records(path, name if name in ON_REQUEST else None) as (found, content):
        read_papers = list(content)
    assert found.name == name
    wanted = PAPERS[:1] if name in ONE_PAPER else PAPERS
    assert [(p.title, p.abstract) for p in read_papers if isinstance(p, Paper)] == [
        (p.title, p.abstract) for p in wanted
    ]
    assert len(read_papers) == len(wanted)


@pytest.mark.parametrize("name", sorted(set(formats()) - ON_REQUEST))
def test_a_format_is_known_without_its_suffix_and_what_it_says_is_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / "sample"
    data = written(name)
    path.write_bytes(data)
    found, _ = papers(path)
    for paper, wanted in zip(found, PAPERS[:1] if name in ONE_PAPER else PAPERS, strict=True):

        def expected(value: str, given: bytes = b"") -> str:
            return value if name in PACKED or (given or value.encode()) in data else ""

        assert paper.authors in (wanted.authors, ())
        assert bool(paper.authors) == bool(expected("Ana"))
        assert paper.doi == expected(wanted.doi)
        assert paper.arxiv == expected(wanted.arxiv)
        assert paper.venue == expected(wanted.venue)
        assert paper.issued[:4] == expected(str(wanted.year), b"cdate" if name == "openreview" else b"")


def test_a_page_gives_its_papers_and_none_of_its_noise() -> None:
    found, rejected = papers(examples() / "trending.txt")
    assert not rejected
    assert len(found) == 6
    assert all(len(paper.abstract) > 300 for paper in found)


def test_fields_of_json(tmp_path: Path) -> None:
    record = {
        "title": "Sieve\nSorting", "abstract": ABSTRACT, "id": "W1", "doi": "https://doi.org/10.5555/ABC",
        "url": "https://arxiv.org/abs/2401.01234v2", "publication_date": "2024-01-05",
        "authors": [{"name": "Ana Pérez"}, "Bo"],
    }  # fmt: skip
    path = tmp_path / "papers.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    ((paper,), _) = papers(path)
    assert (paper.title, paper.key, paper.doi, paper.arxiv) == ("Sieve Sorting", "W1", "10.5555/abc", "2401.01234")
    assert (paper.issued, paper.authors) == ("2024-01-05", ("Ana Pérez", "Bo"))


def test_latex_in_bibtex(tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_text(BIBTEX.replace(" title", " author = {P{\\'e}rez, Ana and {\\O}rsted, Bo},\n title", 1))
    ((paper,), _) = papers(path)
    assert paper.authors == ("Ana Pérez", "Bo Ørsted")


def test_every_sign_of_a_doi_counts() -> None:
    one, other, same = (Paper("T", "A", doi=doi) for doi in ("10.1000/a.b-1", "10.1000/a-b.1", "10.1000/A.B-1"))
    assert one.iri == same.iri != other.iri


def test_a_fault_of_a_bibtex_entry_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("% a comment about a\n\n" + BIBTEX + "\n@article{a,\n title = {No abstract}\n}\n")
    _, (fault,) = papers(path)
    line = path.read_text().split("@article{a,")[0].count("\n") + 1
    assert str(fault).startswith(f"{path}:{line}:")


def test_an_inverted_abstract_is_put_in_order(tmp_path: Path) -> None:
    path = tmp_path / "openalex.jsonl"
    path.write_text(json.dumps({"title": "T", "abstract_inverted_index": {"sort": [1], "We": [0], "gravel.": [2]}}))
    ((paper,), _) = papers(path)
    assert paper.abstract == "We sort gravel."


def test_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="bibtex"):
        papers(tmp_path / "x", "bibtexx")


def damaged(place: int, bits: int) -> bytes:
    """A zipped file with one byte changed."""
    data = bytearray(gzip.compress(written("json_lines"), mtime=0))
    data[place % len(data)] ^= bits
    return bytes(data)


anything = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=40).map(lambda data: b"\xff\xfe" + data),
    st.builds(damaged, st.integers(2, 400), st.integers(1, 255)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=anything)
@pytest.mark.parametrize("name", [None, *sorted(formats())])
def test_anything_gives_papers_or_one_clear_line(tmp_path: Path, name: str | None, data: bytes) -> None:
    path = tmp_path / "anything"
    path.write_bytes(data)
    try:
        found, rejected = papers(path, name)
    except KgError as error:
        rejected, found = [error], []  # type: ignore[list-item]  # any fault has a text
    assert all(paper.title and paper.abstract for paper in found)
    assert all(str(error).strip() for error in rejected)
