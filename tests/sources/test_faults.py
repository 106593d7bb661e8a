"""Whatever is wrong with a source: what is good in it is read, what is not is told, in bounded memory and time."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import json
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Paper
from kg.sources import Problem, Reading, files, formats, recognise, records
from tests.sources.papers import PAPERS, Written
from tests.sources.written import WRITERS, written

ONE_PAPER = {"plain_text", "html_page"}
BINARY = {"excel", "parquet", "zotero_sqlite"}


def all_of(path: Path, name: str | None = None) -> tuple[list[Paper], list[Problem]]:
    with records(path, name) as (_, found):
        content = list(found)
    return [c for c in content if isinstance(c, Paper)], [c for c in content if isinstance(c, Problem)]


def test_the_tests_write_every_format() -> None:
    assert set(WRITERS) == set(formats())


ODD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=12)
SENTENCE = st.lists(ODD, min_size=8, max_size=20).map(" ".join)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=SENTENCE)
@pytest.mark.parametrize(
    "name",
    ["json_lines", "json", "csv", "openalex", "arxiv_snapshot", "pubmed_xml", "arxiv_atom", "csl_json", "parquet"],
)
def test_odd_characters_come_through(tmp_path: Path, name: str, words: str) -> None:
    odd = Written(PAPERS[0].title, "We. " + " ".join(words.split()), ("Ana Pérez",), 2024, "10.5555/a", "2401.01234")
    path = tmp_path / "odd"
    path.write_bytes(written(name, [odd]))
    papers, problems = all_of(path, name)
    plain = not any(sign in words for sign in "<>&")  # marks of markup may be taken as such
    assert not problems
    assert [p.title for p in papers] == [odd.title]
    assert not plain or papers[0].abstract == odd.abstract.replace("\ufeff", "")


@pytest.mark.parametrize("name", sorted(set(formats()) - ONE_PAPER))
def test_a_file_that_breaks_off_gives_what_is_whole(tmp_path: Path, name: str) -> None:
    data = written(name, PAPERS)
    path = tmp_path / "short"
    path.write_bytes(data[: int(len(data) * 0.8)])
    try:
        papers, problems = all_of(path, name)
    except SourceError as error:
        assert name in BINARY
        assert "\n" not in str(error)
        return
    assert [p.title for p in papers][:1] == [PAPERS[0].title]
    # the second is told, or so much of it is there that it is a paper
    assert problems or len(papers) == 2


@pytest.mark.parametrize("name", sorted(set(formats()) - ONE_PAPER - BINARY))
def test_line_ends_and_marks_of_windows(tmp_path: Path, name: str) -> None:
    text = written(name, PAPERS).decode()
    for encoding in ("utf-8-sig", "utf-16"):
        path = tmp_path / encoding
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        papers, problems = all_of(path)
        assert not problems
        assert [(p.title, p.abstract) for p in papers] == [(p.title, p.abstract) for p in PAPERS]


BROKEN = {  # a dump of three records whose second is broken, and what is said of it
    "json_lines": (
        '{"title": "A", "abstract": "One."}\n{"title": "B", "abs\n{"title": "C", "abstract": "Two."}\n', "broken JSON",
    ),
    "json": (
        '[{"title": "A", "abstract": "One."},\n{"title": "B" "abstract": 1},\n{"title": "C", "abstract": "Two."}]',
        "broken JSON",
    ),
    "csv": ('title,abstract,year\nA,One.,1\nB,"Br,2,3,4,5"\nC,Two.,3\nD,1,2,3,4\n', "no"),
    "arxiv_atom": (
        '<feed xmlns:arxiv="http://x.example/"><entry><title>A</title><summary>One.</summary></entry>\n'
        "<entry><title>B</ttle><summary>Br</summary></entry>\n<entry><title>C</title><summary>Two.</summary></entry></feed>",
        "broken XML",
    ),
    "bibtex": (
        "@misc{a,\n title = {A},\n abstract = {One.}\n}\n@misc{b,\n title = {B {B},\n year = 2\n}\n"
        "@misc{c,\n title = {C},\n abstract = {Two.}\n}\n",
        "broken entry",
    ),
    "ris": (
        "TY  - JOUR\nTI  - A\nAB  - One.\nER  - \nTY  - JOUR\nTI  - B\nTY  - JOUR\nTI  - C\nAB  - Two.\n",
        "no abstract",
    ),
    "medline": ("PMID- 1\nTI  - A\nAB  - One.\n\nPMID- 2\nTI  - B\n\nPMID- 3\nTI  - C\nAB  - Two.\n", "no abstract"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_spoils_no_other(tmp_path: Path, name: str) -> None:
    content, kind = BROKEN[name]
    path = tmp_path / "dump"
    path.write_text(content, encoding="utf-8")
    papers, problems = all_of(path, name)
    assert {p.title for p in papers} >= {"A", "C"}
    assert problems
    assert all(problem.kind.startswith(kind) or problem.kind == "broken row" for problem in problems)
    assert all(problem.place for problem in problems)


@pytest.mark.parametrize("name", ["json_lines", "json", "csv", "ris", "bibtex", "arxiv_atom", "digest", "listing"])
def test_a_record_without_end_is_told_and_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for module in ("_input", "_json", "_xml", "_tagged", "csv", "bibtex"):
        monkeypatch.setattr(f"kg.sources.{module}.LONGEST", 1 << 20)
    long = Written("Long", "We measure gravel. " * 500_000)
    path = tmp_path / "long"
    path.write_bytes(written(name, [PAPERS[0], long, PAPERS[1]]))
    tracemalloc.start()
    papers, problems = all_of(path, name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [p.title for p in papers if len(p.abstract) < 1000] == [p.title for p in PAPERS]
    assert any(problem.kind in ("too long", "no abstract", "broken row") for problem in problems)
    assert peak < 30 << 20


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><feed><entry><title>&b;</title>'
    "</entry></feed>",
    '<?xml version="1.0"?><!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed><entry><title>&x;</title>'
    "<summary>x</summary></entry></feed>",
)


@pytest.mark.parametrize("content", ENTITIES)
def test_xml_entities_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="entities"):
        all_of(path, "arxiv_atom")


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress])
def test_a_decompression_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compress: object) -> None:
    monkeypatch.setattr("kg.sources._compression._HARMLESS", 1 << 20)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(compress(b'{"title": "T", "abstract": "A."}\n' + b" " * (8 << 20)))  # type: ignore[operator]
    with pytest.raises(SourceError, match="bomb"):
        all_of(path)


def test_a_workbook_that_is_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.sources.excel._LARGEST", 1 << 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (2 << 20))
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(out.getvalue())
    with pytest.raises(SourceError, match="unpacks to"):
        all_of(path)


def test_folders_patterns_and_loops_of_links(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "one.jsonl").write_bytes(written("json_lines"))
    (tmp_path / "a" / "b" / "two.bib").write_bytes(written("bibtex"))
    (tmp_path / "a" / ".hidden").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert [path.name for path in files(tmp_path / "a")] == ["two.bib", "one.jsonl"]
    assert [path.name for path in files(tmp_path / "a" / "*.jsonl")] == ["one.jsonl"]
    told = list[Problem]()
    reading = Reading(
        [tmp_path / "a", tmp_path / "loop", tmp_path / "none*"], None, lambda _, problem: told.append(problem)
    )
    assert len(list(reading.papers())) == 4
    assert len(told) == 2
    assert [(s.format, s.papers) for s in reading.summaries] == [("bibtex", 2), ("json_lines", 2), ("", 0), ("", 0)]


def test_strict_reading_stops_at_the_first_fault(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_text(BROKEN["json_lines"][0], encoding="utf-8")
    with pytest.raises(SourceError, match=r"dump\.jsonl:2: broken JSON"):
        list(Reading([path], None, lambda *_: None, strict=True).papers())


REFUSED: dict[str, tuple[str | bytes, str]] = {  # content, and what the refusal must name
    "reading-list.csv": ("name;link;read\nA;http://x.example;yes\nB;http://y.example;no\n", "no column is named"),
    "notes.md": ("# Notes\n\n- call Bo\n- buy sieves\n", "nearest"),
    "letter.txt": ("Drums\n\nThey have come. " + "They are heavy and we could not lift them. " * 9 + "\n", "listing"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old format"),
    "papers.zip": (b"PK\x03\x04" + bytes(600), "ZIP"),
    "other.sqlite": (b"SQLite format 3\0" + bytes(600), "SQLite"),
    "program.py": ("import os\n\n\ndef main():\n    print(os.getcwd())\n", "no format"),
    "page.html": ("<!DOCTYPE html><html><body><p>Hello</p></body></html>", "citation_title"),
    "dblp.xml": ('<!DOCTYPE dblp SYSTEM "dblp.dtd"><dblp><article><title>T.</title></article></dblp>', "abstract"),
    "evaluation-tables.json": (json.dumps([{"task": "Sorting", "datasets": [{"sota": {"rows": []}}]}]), "no abstracts"),
    "data.bin": (bytes(range(256)) * 8, "binary"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_certainly_nothing_we_know_is_refused(tmp_path: Path, name: str) -> None:
    content, says = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SourceError) as error:
        all_of(path)
    assert says in str(error.value)
    assert name in str(error.value)
    assert "\n" not in str(error.value)


def test_no_format_is_certain_of_what_is_anothers(tmp_path: Path) -> None:
    from kg.sources._input import opened

    for name in sorted(set(formats()) - {"plain_text"}):
        path = tmp_path / "sample"
        path.write_bytes(written(name))
        with opened(path) as source:
            assert recognise(source.head, "sample").name == name


@pytest.mark.parametrize("nothing", ["NA", "n/a", "None", "[No abstract available]", "Abstract not available.", "-"])
def test_what_says_that_there_is_no_abstract_is_none(tmp_path: Path, nothing: str) -> None:
    path = tmp_path / "papers.ris"
    path.write_text(f"TY  - JOUR\nTI  - Sieves\nAB  - {nothing}\nER  - \n", encoding="utf-8")
    papers, problems = all_of(path)
    assert not papers
    assert [problem.kind for problem in problems] == ["no abstract"]


@pytest.mark.parametrize(
    "sign", ["(", "[", "<b>a", "<!--", "{", "**a", "\\", " \n", '"', "a,", "|a", "&", "_", "Ada Bo, "]
)
def test_text_made_to_take_long_does_not(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "hostile"
    for start in ("", "Title: T\nAbstract: ", "@article{a,\n title = {"):
        path.write_text(start + sign * (24_000 // len(sign)), encoding="utf-8")
        begun = time.process_time()
        with contextlib.suppress(SourceError):
            all_of(path)
        assert time.process_time() - begun < 5
