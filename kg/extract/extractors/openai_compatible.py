"""The extractor "openai-compatible": a chat model behind an address, believed as far as the text bears it out.

Nothing but this extractor makes network requests. Replies are kept (see `kg.extract.llm.replies`): a run that broke
off continues where it was, and the same papers give the same facts again without another request.
"""

from __future__ import annotations

from kg.errors import ExtractorError
from kg.extract.llm import replies
from kg.extract.llm.client import ask
from kg.extract.llm.grounding import grounded, parsed
from kg.extract.llm.prompt import REPAIR, question
from kg.extract.llm.settings import Endpoint, cache_folder, endpoint
from kg.model import Extraction, Paper

_VERSION = "1"
_QUOTED_BACK = 20_000  # characters of a broken reply that the model is shown again


def version() -> str:
    """Version and model. Raises ExtractorUnavailable when no address or model is named."""
    return f"{_VERSION} {endpoint().model}"


def extract(paper: Paper) -> Extraction:
    """What the model says of a paper and the paper bears out.

    Raises:
        ExtractorError: no usable answer about this paper.
        ExtractorUnavailable: no usable answers at all.
    """
    service = endpoint()
    named = f"openai-compatible {version()}"
    if not paper.title.strip() and not paper.abstract.strip():
        return Extraction(paper, extractor=named)
    messages = question(paper)
    file = replies.place(cache_folder(), service, messages)
    reply = replies.kept(file)
    said = parsed(reply) if reply is not None else None
    if said is None:
        reply = _answer(service, messages)
        said = parsed(reply)
        if said is None:
            raise ExtractorError(f"{service.model} answered twice with something that is no JSON object")
        replies.keep(file, service, reply)
    return grounded(paper, said, named)


def _answer(service: Endpoint, messages: list[dict[str, str]]) -> str:
    """The model's answer; asked once more where it is no JSON object."""
    reply = ask(service, messages)
    if parsed(reply) is not None:
        return reply
    again = [
        *messages,
        {"role": "assistant", "content": reply[:_QUOTED_BACK]},
        {"role": "user", "content": REPAIR},
    ]
    return ask(service, again)
