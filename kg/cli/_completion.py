"""Completion in bash and fish of names that hold blanks, commas and quotes; zsh needs no help."""

from __future__ import annotations

import os
import re
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, FishComplete, add_completion_class

_BLANK_OR_SIGN = re.compile(r"([^\w@%+=:,./-])")
_OPEN_QUOTE = re.compile(r"""(?:^|\s)["'][^"']*$""")


@add_completion_class
class Bash(BashComplete):
    """As click's own, but a name stays one word."""

    # `read` must keep backslashes, and a name with an asterisk is no pattern of files
    source_template = BashComplete.source_template.replace("read type value", "read -r type value").replace(
        "COMPREPLY+=($value)", 'COMPREPLY+=("$value")'
    )

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """The word with a backslash before each blank, unless the user has opened a quote."""
        value = str(item.value)
        if not _OPEN_QUOTE.search(os.environ.get("COMP_WORDS", "")):
            value = _BLANK_OR_SIGN.sub(r"\\\1", value)
        return f"{item.type},{value}"


@add_completion_class
class Fish(FishComplete):
    """As click's own, but a name is not cut at a comma."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m1 ","')
