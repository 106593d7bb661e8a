"""The pages as plain files, for any web server and for the file system: no scripts, links that are relative.

Every page holds its facts as JSON-LD too. Searches, comparisons and paths need a server and are left out.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from hashlib import sha256
from importlib import resources
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote

from kg.errors import KgError
from kg.files import write_atomically
from kg.ontology import ontology
from kg.query.statistics import statistics
from kg.serve.describe import described, written
from kg.serve.html import html, types_css
from kg.serve.links import path_of
from kg.serve.page import Asked, Page
from kg.serve.pages import makers
from kg.serve.things import named
from kg.store import Store

_LONGEST = 180  # bytes of a file's name; file systems take 255, and a suffix follows
_EACH = 100  # things that a list shows, as `kg.serve.pages.things` has it


def write(store: Store, folder: Path) -> int:
    """Write all pages into a folder, which is made where there is none; gives the number of pages.

    Args:
        store: an open store.
        folder: a new or empty folder, or one that a site was written to before.

    Raises:
        KgError: the folder holds something else, or cannot be written.
    """
    mark = folder / "kg-site.txt"
    try:
        if folder.exists() and any(folder.iterdir()) and not mark.exists():
            raise KgError(f"{folder} is not empty and holds no site; name a new or an empty folder")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(f"cannot write the site to {folder}: {error.strerror}") from error
    mark.write_text("Pages written by kg view --site, which replaces them.\n", encoding="utf-8")
    static = resources.files("kg.serve") / "static"
    _put(folder, "static/style.css", (static / "style.css").read_bytes())
    _put(folder, "static/types.css", types_css().encode())
    count = 0
    for path, parameters, iri in _addresses(store):
        maker = makers()[path] if path in makers() else makers()["/thing"]
        page = maker(Asked(store, parameters, iri))
        if isinstance(page, Page):
            address = path + ("?" + "&".join(f"{k}={quote(v)}" for k, v in parameters) if parameters else "")
            _put(folder, file_of(address), _document(store, page, path, address))
            count += 1
    return count


def _addresses(store: Store) -> Iterator[tuple[str, tuple[tuple[str, str], ...], str]]:
    """Path, parameters and IRI of each page."""
    yield "/index", (), ""
    yield "/conflicts", (), ""
    yield "/boards", (), ""
    counts = statistics(store).nodes
    for type_ in ("paper", *ontology().entity_types):
        for number in range(1, max(1, -(-counts.get(type_, 0) // _EACH)) + 1):
            yield "/things", (("type", type_), *((("page", str(number)),) if number > 1 else ())), ""
    index = makers()["/boards"](Asked(store))
    assert isinstance(index, Page)  # noqa: S101 - without parameters it is one
    for metric, dataset, _ in index.rows:
        yield "/boards", tuple((k, str(v)) for k, v in (("metric", metric), ("dataset", dataset)) if v), ""
    for iri, type_ in store.database.execute("SELECT iri, type FROM nodes ORDER BY iri").fetchall():
        if type_ != "result" and path_of(iri):
            yield path_of(iri), (), iri


def file_of(address: str) -> str:
    """The file of an address, as its name is on the disk; "" where a site has no such page.

    >>> file_of("/method/resnet"), file_of("/things?type=task&page=2"), file_of("/compare")
    ('method/resnet.html', 'things/task-2.html', '')
    """
    path, _, query = address.partition("?")
    given = dict(parse_qsl(query))
    if path in ("/", "/index"):
        return "index.html"
    if path == "/things":
        page = given.get("page", "1")
        return f"things/{given.get('type', 'method')}{'' if page == '1' else '-' + page}.html"
    if path == "/boards" and given:
        return f"boards/{_short(' on '.join(given[k] for k in ('metric', 'dataset') if given.get(k)))}.html"
    if path in ("/boards", "/conflicts"):
        return f"{path[1:]}.html"
    if path.startswith("/static/"):
        return path[1:]
    kind, _, name = unquote(path[1:]).partition("/")
    return f"{kind}/{_short(name)}.html" if name and path not in makers() else ""


def _short(name: str) -> str:
    """A name that any file system takes."""
    plain = "".join(c if c.isalnum() or c in " -_.,+%()" else "_" for c in name).strip(" .") or "_"
    whole = sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
    if plain == name and len(name.encode("utf-8", "replace")) <= _LONGEST:
        return name
    cut = plain.encode("utf-8", "replace")[: _LONGEST - 13].decode("utf-8", "ignore")
    return f"{cut}-{whole}"


def _document(store: Store, page: Page, path: str, address: str) -> bytes:
    here = posixpath.dirname(file_of(address))

    def url(target: str, **parameters: str | int) -> str:
        if target == "/thing":  # a title or a label, of which the page is known by its IRI
            found = named(store.database, str(parameters.get("name", "")))
            target, parameters = (found.path if found else "/"), {}
        given = "&".join(f"{key}={quote(str(value))}" for key, value in parameters.items() if value != "")
        file = file_of(f"{target}{'?' + given if given else ''}") or "index.html"
        return quote(posixpath.relpath(file, here or "."))

    data = written(described(store.graph, page.about[:1000], page.whole), "jsonld").decode()
    body = html(
        page, path=path, url=url, live=False, editable=False, token="", query=address.partition("?")[2], done="",
        jsonld=json.dumps(json.loads(data), ensure_ascii=False).replace("<", "\\u003c"),
    )  # fmt: skip
    return body.encode("utf-8", "replace")


def _put(folder: Path, name: str, data: bytes) -> None:
    file = folder / name
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(f"cannot write {file}: {error.strerror}") from error
    write_atomically(file, data)
