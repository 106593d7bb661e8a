"""The graph as web pages and as a SPARQL 1.1 Protocol endpoint, for one machine: `kg serve`.

`app.py` joins the parts: `guard.py` decides who may ask, `pages/` holds one file a page, `formats.py` writes a page as
HTML, JSON, CSV or RDF, `endpoint.py` answers SPARQL in processes that can be ended (`workers.py`, `worker.py`),
`editing.py` writes what people decide. `site.py` writes the same pages as plain files.
"""

from __future__ import annotations

from kg.serve.settings import Settings

__all__ = ["Settings"]
