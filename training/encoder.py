"""The learned tagger's network: a small BERT encoder with word shapes fed in, and one linear head a question.

The encoder is that of J. Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers" (2019), in the size of
W. Wang et al., "MiniLM" (2020): six layers, 384 wide, 12 heads. The base weights are all-MiniLM-L6-v2.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, INNER, POSITIONS = 384, 12, 6, 1536, 512


class Layer(nn.Module):
    """Self-attention and a feed-forward step, each added to its input and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.after_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.after_inner = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, length, width); mask: (batch, 1, 1, length), 0 where a piece is, very negative at padding."""
        batch, length, _ = x.shape
        query, key, value = (
            part(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = torch.softmax(query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + mask, dim=-1)
        seen = (weights @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.after_attention(x + self.drop(self.joined(seen)))
        inner: Tensor = self.after_inner(x + self.drop(self.outer(functional.gelu(self.inner(x)))))
        return inner


class Network(nn.Module):
    """The encoder and its heads.

    Args:
        pieces: size of the vocabulary of word pieces.
        shapes: number of word shapes (kg.extract.pieces.SHAPES).
        heads: name of a question -> number of its answers.
        layers: how many layers of the encoder are kept, from the bottom.
    """

    def __init__(self, pieces: int, shapes: int, heads: dict[str, int], layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, count) for name, count in heads.items()})
        nn.init.zeros_(self.shapes.weight)
        for head in self.heads.values():
            nn.init.normal_(head.weight, std=0.02)

    def encode(self, pieces: Tensor, shapes: Tensor, marked: Tensor) -> Tensor:
        """All three: (batch, length), int64; piece 0 is padding. -> (batch, length, width)"""
        places = torch.arange(pieces.shape[1])
        x = self.words(pieces) + self.positions(places) + self.kinds(marked) + self.shapes(shapes)
        x = self.drop(self.first(x))
        mask = (pieces == 0).to(x.dtype)[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, pieces: Tensor, shapes: Tensor, marked: Tensor, *names: str) -> tuple[Tensor, ...]:
        """The answers (unnormalised) of the named heads, each (batch, length, answers)."""
        x = self.drop(self.encode(pieces, shapes, marked))
        return tuple(self.heads[name](x) for name in names or self.heads)

    def load_base(self, folder: Path) -> None:
        """Take over the weights of a BERT of this size saved as `model.safetensors`."""
        from safetensors.torch import load_file

        base = load_file(folder / "model.safetensors")
        with torch.no_grad():
            self.words.weight.copy_(base["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(base["embeddings.position_embeddings.weight"])
            self.kinds.weight.copy_(base["embeddings.token_type_embeddings.weight"])
            self.first.weight.copy_(base["embeddings.LayerNorm.weight"])
            self.first.bias.copy_(base["embeddings.LayerNorm.bias"])
            names = {
                "query": "attention.self.query",
                "key": "attention.self.key",
                "value": "attention.self.value",
                "joined": "attention.output.dense",
                "after_attention": "attention.output.LayerNorm",
                "inner": "intermediate.dense",
                "outer": "output.dense",
                "after_inner": "output.LayerNorm",
            }
            for k, layer in enumerate(self.layers):
                for ours, theirs in names.items():
                    part = getattr(layer, ours)
                    part.weight.copy_(base[f"encoder.layer.{k}.{theirs}.weight"])
                    part.bias.copy_(base[f"encoder.layer.{k}.{theirs}.bias"])
