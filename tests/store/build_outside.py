"""A build in a process of its own, to be killed or starved: `python -m tests.store.build_outside STORE FROM TO`."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.errors import KgError
from kg.store import Store
from tests.store.written import extraction


def main() -> None:
    """Store papers in several steps; a fault of the user's is one line and status 1."""
    place, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    try:
        with Store.open(place, create=True) as store:
            for start in range(first, last, 5):
                store.put(extraction(number, 0) for number in range(start, min(last, start + 5)))
            store.remove(extraction(first, 0).paper.iri)
    except KgError as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main()
