"""The one source of truth: each paper as read, what it says, and the tables that linking and looking up need.

`records` are the papers as sources give them, `identifiers` what the records of one work have in common, and `papers`
the works. Names are kept as numbers wherever they repeat. `keys` are what all spellings of a name share; `anchors` say
which keys a paper mentions, how it spells them and which key each stands for; `names` is the index of every name of
every node. `edges` holds what each paper asserts surely enough, `unsure` what it asserts less surely, each with the
confidence of its surest claim; `numbers` holds the figures of what is reported, so that a great many can be ranked at
once. `parents` says on which names it depends what the things of a paper are variants of.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.model import Paper

FORMAT = 4
_APPLICATION = 0x6B677031  # "kgp1": tells our database from any other
# KiB; with the 2 MiB that SQLite takes, a large build writes and reads the same pages again and again
_CACHE = 128 * 1024
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE papers (id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL, fingerprint TEXT NOT NULL,
    extractor TEXT NOT NULL, paper TEXT NOT NULL);
CREATE INDEX papers_fingerprint ON papers (fingerprint);
CREATE INDEX papers_year ON papers (substr(json_extract(paper, '$.issued'), 1, 4));
CREATE TABLE records (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
    extractor TEXT NOT NULL, record TEXT NOT NULL, paper INTEGER, UNIQUE (iri, key));
CREATE INDEX records_paper ON records (paper);
CREATE INDEX records_fingerprint ON records (fingerprint);
CREATE TABLE identifiers (scheme TEXT, value TEXT, record INTEGER, PRIMARY KEY (value, scheme, record)) WITHOUT ROWID;
CREATE INDEX identifiers_record ON identifiers (record);
CREATE TABLE joined (decision TEXT, paper INTEGER, PRIMARY KEY (decision, paper)) WITHOUT ROWID;
CREATE INDEX joined_paper ON joined (paper);
CREATE TABLE extractions (fingerprint TEXT, extractor TEXT, record TEXT NOT NULL,
    PRIMARY KEY (fingerprint, extractor));

CREATE TABLE keys (id INTEGER PRIMARY KEY, type TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (key, type));
CREATE TABLE spellings (id INTEGER PRIMARY KEY, key INTEGER NOT NULL, form TEXT NOT NULL, papers INTEGER NOT NULL,
    UNIQUE (key, form));
CREATE TABLE anchors (paper INTEGER, key INTEGER, form INTEGER NOT NULL, bare INTEGER NOT NULL, means INTEGER NOT NULL,
    PRIMARY KEY (paper, key)) WITHOUT ROWID;
CREATE INDEX anchors_key ON anchors (key, bare);
CREATE INDEX anchors_means ON anchors (means);
CREATE TABLE definitions (short INTEGER, long INTEGER, paper INTEGER, PRIMARY KEY (short, long, paper)) WITHOUT ROWID;
CREATE INDEX definitions_paper ON definitions (paper);
CREATE INDEX definitions_long ON definitions (long);

CREATE TABLE nodes (id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL, type TEXT NOT NULL, key INTEGER,
    papers INTEGER NOT NULL DEFAULT 0);
CREATE INDEX nodes_key ON nodes (key);
CREATE INDEX nodes_common ON nodes (papers DESC, iri, type);
CREATE TABLE names (id INTEGER PRIMARY KEY, node INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
    key TEXT NOT NULL, papers INTEGER NOT NULL, label INTEGER NOT NULL DEFAULT 0, UNIQUE (node, name));
CREATE INDEX names_folded ON names (folded);
CREATE INDEX names_key ON names (key);
CREATE VIRTUAL TABLE name_search USING fts5 (folded, content='names', content_rowid='id', tokenize='trigram');
CREATE TABLE uses (paper INTEGER, name INTEGER, PRIMARY KEY (paper, name)) WITHOUT ROWID;
CREATE INDEX uses_name ON uses (name);
CREATE TABLE edges (subject INTEGER, object INTEGER, predicate TEXT, paper INTEGER, confidence REAL NOT NULL,
    PRIMARY KEY (subject, object, predicate, paper)) WITHOUT ROWID;
CREATE INDEX edges_object ON edges (object, subject, predicate);
CREATE INDEX edges_paper ON edges (paper);
CREATE TABLE unsure (subject INTEGER, object INTEGER, predicate TEXT, paper INTEGER, confidence REAL NOT NULL,
    PRIMARY KEY (subject, object, predicate, paper)) WITHOUT ROWID;
CREATE INDEX unsure_object ON unsure (object);
CREATE INDEX unsure_paper ON unsure (paper);
CREATE TABLE parents (key TEXT, type TEXT, paper INTEGER, PRIMARY KEY (key, type, paper)) WITHOUT ROWID;
CREATE INDEX parents_paper ON parents (paper);
CREATE TABLE numbers (result INTEGER, paper INTEGER, text TEXT NOT NULL, unit TEXT NOT NULL, condition TEXT NOT NULL,
    value TEXT, quote TEXT NOT NULL, kind TEXT NOT NULL, direction TEXT NOT NULL, confidence REAL NOT NULL,
    PRIMARY KEY (result, paper)) WITHOUT ROWID;
CREATE INDEX numbers_paper ON numbers (paper);
CREATE TABLE applied (decision TEXT, paper INTEGER, PRIMARY KEY (decision, paper)) WITHOUT ROWID;
CREATE INDEX applied_paper ON applied (paper);
CREATE TABLE counts (kind TEXT, name TEXT, count INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
"""


def open_database(path: Path, *, create: bool) -> sqlite3.Connection:
    """The database of the store in a directory; with `create`, a new one where there is none.

    Raises:
        StoreError: no store there, another thing there, another format, or no permission.
    """
    file = path / "papers.sqlite"
    try:
        if not file.exists():
            if not create:
                raise StoreError(f"no store at {path}; `kg build SOURCE --store {path}` makes one")
            if path.exists() and not path.is_dir():
                raise StoreError(f"{path} is a file; --store names a directory")
            if path.exists() and any(p.name != "lock" and not p.name.startswith("papers.new") for p in path.iterdir()):
                raise StoreError(f"{path} is no store and not empty; name a new or an empty directory")
            path.mkdir(parents=True, exist_ok=True)
            _create(file)
        database = sqlite3.connect(file, isolation_level=None, timeout=30)
        _check(path, database)
        database.execute(f"PRAGMA cache_size = -{_CACHE}")
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StoreError(f"cannot open the store at {path}: {reason}") from error
    return database


def in_memory() -> sqlite3.Connection:
    """An empty database that nothing keeps."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript(_SCHEMA)
    return database


@contextmanager
def transaction(database: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """All that is written within, or nothing. Raises StoreError when the disk is full or may not be written to."""
    try:
        database.execute("BEGIN IMMEDIATE")
        yield database
        database.execute("COMMIT")
    except BaseException as error:
        if database.in_transaction:
            database.execute("ROLLBACK")
        if isinstance(error, (OSError, sqlite3.Error)):
            reason = (isinstance(error, OSError) and error.strerror) or error
            raise StoreError(f"cannot write the store at {path}: {reason}; it is as it was") from error
        raise


def meta(database: sqlite3.Connection, key: str) -> str:
    """A value of the table `meta`, "" where there is none."""
    row = database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def set_meta(database: sqlite3.Connection, key: str, value: str) -> None:
    """Set a value of the table `meta`."""
    database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def generation(database: sqlite3.Connection) -> int:
    """The number of the graph in force; 0 before the first."""
    return int(meta(database, "generation"))


def paper_of(text: str) -> Paper:
    """The paper that a row of `papers` holds."""
    fields = json.loads(text)
    pairs = {name: tuple(map(tuple, fields[name])) for name in ("ids", "orcids")}
    return Paper(**{**fields, "authors": tuple(fields["authors"]), **pairs})


def _create(file: Path) -> None:
    """Make the database beside its place and move it there whole."""
    temporary = file.with_suffix(".new")
    for left in file.parent.glob("papers.new*"):  # by a build that was killed as it began
        left.unlink(missing_ok=True)
    database = sqlite3.connect(temporary, isolation_level=None)
    database.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    # who reads keeps the state it began with, and is in nobody's way
    database.execute("PRAGMA journal_mode = WAL")
    set_meta(database, "generation", "0")
    database.close()
    temporary.replace(file)


def _check(path: Path, database: sqlite3.Connection) -> None:
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (found,) = database.execute("PRAGMA user_version").fetchone()
    if application != _APPLICATION:
        raise StoreError(f"{path / 'papers.sqlite'} is not a database of kg; name another directory")
    if found > FORMAT:
        raise StoreError(f"the store at {path} has format {found}, this kg reads up to {FORMAT}; update kg")
    if found < FORMAT:
        raise StoreError(f"the store at {path} has the old format {found}; build it anew in another directory")
