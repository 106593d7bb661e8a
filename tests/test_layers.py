"""Imports go one way along the pipeline, and the heavy libraries stay where they belong."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kg").rglob("*.py"))

# who may import from whom, each line from all lines below it; parts of one line keep out of one another
LAYERS = (
    {"cli", "api"},
    {"mcp", "remote", "serve"},
    {"imports"},
    {"render"},
    {"export", "query"},
    {"store"},
    {"link"},
    {"extract"},
    {"fetch"},
    {"sources"},
    {"ontology"},
    {"model"},
    {"files"},
    {"errors"},
)
HOMES = {
    "click": {"cli"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "rich": {"cli"},
    "rdflib": {"store", "export", "query", "ontology"},
    "pyoxigraph": {"store", "export", "imports", "query", "ontology", "remote", "serve"},
    "pyshacl": {"query"},
    "pyvis": {"render"},
    "bibtexparser": {"sources"},
    "pylatexenc": {"sources"},
    "defusedxml": {"sources", "fetch", "imports"},
    "zstandard": {"sources"},
    "openpyxl": {"sources", "export"},
    "pyarrow": {"sources", "export"},
    "httpx": {"fetch", "remote"},
    "tenacity": {"fetch"},
    "mcp": {"mcp"},
    "pydantic": {"mcp"},
    "igraph": {"query"},
}
HEAVY = {
    "mcp",
    "pydantic",
    "pyarrow",
    "duckdb",
    "rdflib",
    "igraph",
    "pyoxigraph",
    "networkx",
    "pyvis",
    "pyshacl",
    "rich",
} | {
    "bibtexparser",
    "pylatexenc",
    "httpx",
    "openpyxl",
    "pyarrow",
    "uvicorn",
}


def part(module: Path) -> str:
    """kg/store/rdf.py -> store."""
    return module.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Each imported module and whether it is imported as soon as the importing module is."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, True) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole module"
            yield from ((f"{node.module}.{name.name}", True) for name in node.names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or _for_types_only(node):
            yield from ((name, False) for name, _ in imports(node))
        else:
            yield from imports(node)


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def level(name: str) -> int:
    (found,) = [number for number, layer in enumerate(LAYERS) if name in layer]
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_keep_to_the_layers(module: Path) -> None:
    own = part(module)
    for name, at_once in imports(ast.parse(module.read_text(encoding="utf-8"))):
        top, *rest = name.split(".")
        assert not (at_once and top in HEAVY), f"{name} is heavy: import it inside the function that needs it"
        assert own in HOMES.get(top, {own}), f"{name} is at home in {sorted(HOMES[top])}"
        if top == "kg" and rest and own != "__init__" and rest[0] != own:
            assert level(own) < level(rest[0]), f"{own} stands below {rest[0]} and must not import it"


def test_a_lower_layer_is_seen_to_import_a_higher_one() -> None:
    assert ("kg.cli.main", False) in imports(ast.parse("def f():\n    from kg.cli import main"))
    assert ("rdflib", True) in imports(ast.parse("try:\n    import rdflib\nexcept ImportError:\n    pass"))


def test_help_imports_click_and_nothing_heavy() -> None:
    program = (
        "import sys; from kg.cli import main; main(['--help'], standalone_mode=False);"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]"
