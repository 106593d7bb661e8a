"""The papers and tables that people read and cite, read back by the programs that take them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.export import export
from kg.model import Paper
from kg.store import Store
from tests.export.graphs import NASTY, PLAIN

SAME = Paper("Drum sorting again", "We use DrumSort.", issued="2025-11", authors=("Ana Pérez",), arxiv="2511.00001")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store.open(tmp_path_factory.mktemp("documents") / "store", create=True)
    opened.build([NASTY, PLAIN, SAME], "rules")
    return opened


def _written(store: Store, path: Path) -> str:
    export(store, path)
    return path.read_text("utf-8")


def test_bibtex(store: Store, tmp_path: Path) -> None:
    from bibtexparser.entrypoint import parse_string

    library = parse_string(_written(store, tmp_path / "g.bib"))
    assert not library.failed_blocks
    entries = {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}
    assert entries.keys() == {"perez2024sievesort", "2025drum", "perez2025drum"}
    nasty = entries["perez2024sievesort"]
    assert nasty["doi"] == NASTY.doi
    assert nasty["author"] == "Ana Pérez and Bo, Jr."
    assert nasty["year"] == "2024"
    assert re.sub(r"[{}]", "", nasty["title"]).startswith("SieveSort: sorting")


def test_ris(store: Store, tmp_path: Path) -> None:
    import rispy

    entries = {entry["id"]: entry for entry in rispy.loads(_written(store, tmp_path / "g.ris"))}
    nasty = entries["perez2024sievesort"]
    assert nasty["title"] == NASTY.title
    assert nasty["authors"] == ["Pérez, Ana", "Bo, Jr."]
    assert nasty["abstract"] == NASTY.abstract
    assert nasty["doi"] == NASTY.doi
    assert entries["perez2025drum"]["date"] == "2025/11/"


def test_csl_json(store: Store, tmp_path: Path) -> None:
    items = {item["id"]: item for item in json.loads(_written(store, tmp_path / "g.csl.json"))}
    nasty = items["perez2024sievesort"]
    assert nasty["title"] == NASTY.title
    assert nasty["author"][0] == {"family": "Pérez", "given": "Ana"}
    assert nasty["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert "issued" in items["2025drum"]


def test_markdown_tables_are_tables(store: Store, tmp_path: Path) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt().enable("table").parse(_written(store, tmp_path / "g.md"))
    assert sum(token.type == "table_open" for token in tokens) == 3
    cells = [token.children or [] for token in tokens if token.type == "inline"]
    texts = {"".join(child.content for child in children) for children in cells}
    assert NASTY.title in texts  # as it is, and nothing in it was taken for markup
    assert {child.type for children in cells for child in children} <= {"text", "text_special"}


def test_html_is_tables_of_text(store: Store, tmp_path: Path) -> None:
    class Cells(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: set[str] = set()
            self.texts: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - of the base class
            self.tags.add(tag)

        def handle_data(self, data: str) -> None:
            self.texts.append(data)

    parser = Cells()
    parser.feed(_written(store, tmp_path / "g.html"))
    assert NASTY.title in parser.texts
    assert parser.tags == set("html head meta title style body h2 table thead tbody tr th td".split())  # noqa: SIM905


def test_latex_is_balanced(store: Store, tmp_path: Path) -> None:
    text = _written(store, tmp_path / "g.tex")
    plain = re.sub(r"\\[\\{}&%$#_]", "", text)
    depth = 0
    for sign in plain:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    for table in re.findall(r"\\endhead\n(.*?)\\bottomrule", plain, flags=re.DOTALL):
        widths = {line.count("&") for line in table.splitlines()}
        assert len(widths) <= 1
    assert not re.search(r"[$#_^~]", plain.partition(r"\begin{document}")[2].replace(r"\\", ""))


def test_obsidian_links_lead_to_notes(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "g.vault")
    notes = {str(p.relative_to(tmp_path / "g.vault")): p.read_text("utf-8") for p in tmp_path.rglob("*.md")}
    assert len(notes) == store.network().number_of_nodes()
    links = {link for text in notes.values() for link in re.findall(r"\[\[([^|\]]+)\|", text)}
    assert links
    assert {f"{link}.md" for link in links} <= notes.keys()
    sieve = notes["methods/SieveSort.md"]
    assert "- outperforms [[methods/DrumSort|DrumSort]]" in sieve
    assert "SieveSort outperforms DrumSort on ImageNet" in sieve
    for text in notes.values():
        front = text.split("---\n")[1]
        for line in front.splitlines():
            name, _, value = line.partition(": ")
            assert name.isalpha()
            if value.startswith(('"', "[")) and name != "tags":
                json.loads(value)


def test_excel_makes_no_formula_of_a_title(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    with Store.open(tmp_path / "store", create=True) as store:
        store.build([Paper('=HYPERLINK("http://e.org","x")', "We propose SieveSort, which sorts gravel.")], "rules")
        export(store, tmp_path / "g.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "g.xlsx")["nodes"].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
