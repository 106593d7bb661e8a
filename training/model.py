"""The learned reader in PyTorch: an encoder over word pieces, and a second stage over things and numbers.

The encoder is that of J. Devlin et al., "BERT" (2019), in the size of W. Wang et al., "MiniLM" (2020): six layers, 384
wide, 12 heads; word shapes are added to its input. The second stage takes all candidate things and numbers of a paper
as items; in each of its layers the items attend to one another, then to the whole text, with a learned bias for the
distance (as C. Raffel et al., "T5", 2020, do for positions). Reading given candidates again in the whole text is the
idea of Z. Zhong and D. Chen, "A Frustratingly Easy Approach for Entity and Relation Extraction" (2021), and reading
all of them in one pass that of D. Ye et al., "Packed Levitated Marker" (2022); here the text is encoded only once.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.neural.inputs import BUCKETS, FEATURES
from training.labels import KINDS, METRICS, PREDICATES, SLOTS, SPANS, STYLES, TYPES

WIDTH, HEADS, LAYERS, INNER, POSITIONS = 384, 12, 6, 1536, 512
SMALL, SMALL_HEADS, SMALL_LAYERS = 256, 8, 2  # of the second stage
PAIR, POINT = 160, 64  # width of what is known of a pair; of queries and keys that point at fillers
FAR = -1e4  # added to the score of what must not be attended to


class EncoderLayer(nn.Module):
    """Self-attention and a feed-forward step, each added to its input and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.after_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.after_inner = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: (batch, length, width); mask: (batch, 1, 1, length), 0 or FAR; None where nothing is padded."""
        batch, length, _ = x.shape
        query, key, value = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.after_attention(x + self.drop(self.joined(seen.transpose(1, 2).reshape(batch, length, WIDTH))))
        inner: Tensor = self.after_inner(x + self.drop(self.outer(functional.gelu(self.inner(x)))))
        return inner


class Encoder(nn.Module):
    """Word pieces with shapes and positions, then the layers.

    Args:
        pieces: size of the vocabulary of word pieces.
        shapes: number of word shapes (kg.extract.neural.pieces.SHAPES).
    """

    def __init__(self, pieces: int, shapes: int) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(EncoderLayer() for _ in range(LAYERS))

    def bottom(self, pieces: Tensor, shapes: Tensor, layers: int) -> Tensor:
        """Embeddings and the first so many layers, for one paper without padding."""
        x: Tensor = self.first(self.words(pieces) + self.positions(torch.arange(pieces.shape[1])) + self.shapes(shapes))
        for layer in self.layers[:layers]:
            x = layer(x, None)
        return x

    def top(self, x: Tensor, mask: Tensor | None, layers: int) -> Tensor:
        """The layers after the first so many."""
        for layer in self.layers[layers:]:
            x = layer(x, mask)
        return x


class ItemLayer(nn.Module):
    """Items attend to one another, then to the text; both with a bias for the bucket of the distance."""

    def __init__(self) -> None:
        super().__init__()
        self.items_qkv = nn.Linear(SMALL, 3 * SMALL)
        self.items_joined = nn.Linear(SMALL, SMALL)
        self.after_items = nn.LayerNorm(SMALL)
        self.query = nn.Linear(SMALL, SMALL)
        self.text = nn.Linear(WIDTH, 2 * SMALL)
        self.joined = nn.Linear(SMALL, SMALL)
        self.after_text = nn.LayerNorm(SMALL)
        self.inner = nn.Linear(SMALL, 3 * SMALL)
        self.outer = nn.Linear(3 * SMALL, SMALL)
        self.after_inner = nn.LayerNorm(SMALL)
        self.drop = nn.Dropout(0.1)
        self.text_bias = nn.Embedding(BUCKETS, SMALL_HEADS)
        self.item_bias = nn.Embedding(BUCKETS, SMALL_HEADS)
        nn.init.zeros_(self.text_bias.weight)
        nn.init.zeros_(self.item_bias.weight)

    def forward(
        self, x: Tensor, text: Tensor, padding: tuple[Tensor, Tensor], to_text: Tensor, to_items: Tensor
    ) -> Tensor:
        """x: (batch, n, small); text: (batch, t, width); padding: of items (batch, 1, 1, n), text (batch, 1, 1, t)."""
        batch, count, _ = x.shape
        size, each = text.shape[1], SMALL // SMALL_HEADS
        query, key, value = self.items_qkv(x).view(batch, count, 3, SMALL_HEADS, each).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(each) + self.item_bias(to_items).permute(0, 3, 1, 2)
        seen = torch.softmax(scores + padding[0], -1) @ value
        x = self.after_items(x + self.drop(self.items_joined(seen.transpose(1, 2).reshape(batch, count, SMALL))))
        query = self.query(x).view(batch, count, SMALL_HEADS, each).transpose(1, 2)
        key, value = self.text(text).view(batch, size, 2, SMALL_HEADS, each).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(each) + self.text_bias(to_text).permute(0, 3, 1, 2)
        seen = torch.softmax(scores + padding[1], -1) @ value
        x = self.after_text(x + self.drop(self.joined(seen.transpose(1, 2).reshape(batch, count, SMALL))))
        inner: Tensor = self.after_inner(x + self.drop(self.outer(functional.gelu(self.inner(x)))))
        return inner


class SecondStage(nn.Module):
    """What is said of each item, each pair of items, and each number's slots."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = nn.Linear(3 * WIDTH, SMALL)
        self.features = nn.Linear(FEATURES, SMALL)
        self.kind = nn.Embedding(3, SMALL)
        self.style = nn.Embedding(len(STYLES), SMALL)
        self.norm = nn.LayerNorm(SMALL)
        self.drop = nn.Dropout(0.15)
        nn.init.normal_(self.style.weight, std=0.02)
        self.layers = nn.ModuleList(ItemLayer() for _ in range(SMALL_LAYERS))
        self.salience = _head(SMALL, 3)
        self.types = nn.Linear(SMALL, len(TYPES))
        self.subject, self.object = nn.Linear(SMALL, PAIR), nn.Linear(SMALL, PAIR)
        self.subject_factor, self.object_factor = nn.Linear(SMALL, PAIR), nn.Linear(SMALL, PAIR)
        self.pair_distance = nn.Embedding(BUCKETS, PAIR)
        self.pair_predicates = nn.Linear(PAIR, len(PREDICATES))
        self.own_predicates = _head(2 * SMALL, len(PREDICATES))
        self.number = _head(SMALL, 1 + len(KINDS) + 1)  # reported or not; kinds; a setting is named or not
        self.slot_query = nn.Linear(SMALL, len(SLOTS) * POINT)
        self.slot_key = nn.Linear(SMALL, len(SLOTS) * POINT)
        self.slot_number, self.slot_filler = nn.Linear(SMALL, PAIR), nn.Linear(SMALL, PAIR)
        self.slot_distance = nn.Embedding(BUCKETS, PAIR)
        self.slot_pair = nn.Linear(PAIR, len(SLOTS))
        self.slot_fixed = nn.Linear(SMALL, len(SLOTS) * (2 + len(METRICS)))
        self.span_query = nn.Linear(SMALL, len(SPANS) * 2 * POINT)
        self.span_key = nn.Linear(WIDTH, len(SPANS) * 2 * POINT)
        self.span_distance = nn.Embedding(BUCKETS, len(SPANS) * 2)
        nn.init.zeros_(self.span_distance.weight)
        # edges are rare, and begin so
        nn.init.constant_(self.pair_predicates.bias, -5.0)
        nn.init.constant_(self.own_predicates[-1].bias, -2.0)

    def forward(
        self, vectors: Tensor, kinds: Tensor, starts: Tensor, ends: Tensor, means: Tensor, features: Tensor,
        to_text: Tensor, to_items: Tensor, style: Tensor, text_padding: Tensor, item_padding: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        """Scores, not normalised; the inputs are those of kg.extract.neural.inputs.Inputs, batched.

        Returns: salience (batch, n, 3), types (batch, n, types), relations (batch, n, n, predicates), numbers
        (batch, n, 2 + kinds), slots (batch, n, slots, 2 + metrics + n), spans (batch, n, t, spans * 2).
        """
        batch, count = kinds.shape
        places = [torch.gather(vectors, 1, at[:, :, None].expand(batch, count, WIDTH)) for at in (starts, ends)]
        x = self.entry(torch.cat([means @ vectors, *places], -1))
        x = self.drop(self.norm(x + self.features(features) + self.kind(kinds) + self.style(style)[:, None]))
        padding = item_padding[:, None, None, :] * FAR, text_padding[:, None, None, :] * FAR
        for layer in self.layers:
            x = layer(x, vectors, padding, to_text, to_items)
        spans = self._point(self.span_query(x), self.span_key(vectors), 2 * len(SPANS)).permute(0, 2, 3, 1)
        return (
            self.salience(x), self.types(x), self._relations(x, to_items), self.number(x), self._slots(x, to_items),
            spans + self.span_distance(to_text),
        )  # fmt: skip

    def _relations(self, x: Tensor, to_items: Tensor) -> Tensor:
        product = self.subject_factor(x)[:, :, None] * self.object_factor(x)[:, None]
        pair = self.subject(x)[:, :, None] + self.object(x)[:, None] + self.pair_distance(to_items) + product
        said = self.pair_predicates(functional.gelu(pair))
        own = self.own_predicates(torch.cat([x, x[:, :1].expand_as(x)], -1))
        return torch.cat([own[:, None], said[:, 1:]], 1)

    def _slots(self, x: Tensor, to_items: Tensor) -> Tensor:
        pointed = self._point(self.slot_query(x), self.slot_key(x), len(SLOTS)).permute(0, 2, 1, 3)
        pair = self.slot_number(x)[:, :, None] + self.slot_filler(x)[:, None] + self.slot_distance(to_items)
        near = self.slot_pair(functional.gelu(pair)).permute(0, 1, 3, 2)
        fixed = self.slot_fixed(x).view(*x.shape[:2], len(SLOTS), -1)
        return torch.cat([fixed, pointed + near], -1)

    @staticmethod
    def _point(query: Tensor, key: Tensor, heads: int) -> Tensor:
        """(batch, heads, n, m) scores of m places for n askers."""
        query = query.view(*query.shape[:2], heads, POINT).permute(0, 2, 1, 3)
        return query @ key.view(*key.shape[:2], heads, POINT).permute(0, 2, 3, 1) / math.sqrt(POINT)


def _head(width: int, answers: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, SMALL), nn.GELU(), nn.Dropout(0.1), nn.Linear(SMALL, answers))


class Reader(nn.Module):
    """Both stages; `names` tags pieces, `core` is asked in training only."""

    def __init__(self, pieces: int, shapes: int) -> None:
        super().__init__()
        self.encoder = Encoder(pieces, shapes)
        self.names = nn.Linear(WIDTH, 1 + 2 * len(TYPES))
        self.core = nn.Linear(WIDTH, 2)
        self.drop = nn.Dropout(0.1)
        self.second = SecondStage()
