"""Extractions written by chance from few names, so that papers share things, spell them differently and disagree."""

from __future__ import annotations

import random

from kg.model import Entity, Evidence, Extraction, Mention, Paper, Relation, Result

NAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "method": (
        ("Flash Attention",), ("FlashAttention",), ("flash-attention",), ("graph attention network", "GAN"), ("GAN",),
        ("Gated Axial Nets", "GAN"), ("ZQX",), ("zero quality exchange", "ZQX"), ("Frobnicator-50",),
        ("Frobnicator-101",), ("SD",), ("stable diffusion", "SD"), ("semantic distillation", "SD"), ("quicksort",),
        ("Frobnicator",), ("Frobnicator-50 Turbo",), ("stable diffusion v2",), ("ZQX-2",), ("QWERT",),
        ("quantised wave error", "QWERT"), ("quantized wave errors", "QWERT"),
    ),
    "task": (("image restoration",), ("Image Restorations",), ("super resolution",), ("superresolution",)),
    "dataset": (("ImageNet",), ("ImageNet dataset",), ("FlashAttention",), ("Pebbles10",)),
    "metric": (("accuracy",), ("FID",), ("Fréchet Inception Distance", "FID"), ("ZQX",)),
}  # fmt: skip
SURE = (0.2, 0.5, 0.7, 0.9)
EDGES = (
    ("uses", "method"), ("extends", "method"), ("outperforms", "method"), ("addresses", "task"),
    ("evaluatesOn", "dataset"), ("measures", "metric"),
)  # fmt: skip


def extraction(number: int, seed: int, size: int = 6) -> Extraction:
    """What paper `number` says; another seed, another version of it."""
    chance = random.Random(f"{number} {seed}")  # noqa: S311 - no secret
    chosen: list[tuple[str, tuple[str, ...]]] = []
    for type_, known in NAMES.items():
        picked = chance.sample(known, min(len(known), chance.randrange(size)))
        chosen += [(type_, name) for name in picked]
    abstract = ". ".join(f"We study {' '.join(name)}" for _, name in chosen) + f". Version {seed}."
    entities = []
    for k, (type_, names) in enumerate(chosen, 1):
        mentions = []
        for name in names:
            start = abstract.index(name)
            mentions.append(Mention("abstract", start, start + len(name), name))
        role = "proposed" if type_ == "method" and chance.random() < 0.2 else None
        entities.append(Entity(f"e{k}", type_, names[0], names, tuple(mentions), role))  # type: ignore[arg-type]
    by_type: dict[str, list[str]] = {}
    for entity in entities:
        by_type.setdefault(entity.type, []).append(entity.id)
    evidence = Evidence("abstract", 0, len(abstract), abstract)
    relations = []
    for _ in range(chance.randrange(8)):
        predicate, target = chance.choice(EDGES)
        subject = chance.choice(["paper", *by_type.get("method", [])])
        if target in by_type:
            polarity = chance.choice(["asserted", "asserted", "negated"])
            ends = subject, predicate, chance.choice(by_type[target])
            relations.append(Relation(*ends, evidence, polarity, chance.choice(SURE)))  # type: ignore[arg-type]
    for entity in entities:
        if entity.role == "proposed":
            relations.append(Relation("paper", "proposes", entity.id, evidence, "asserted", chance.choice(SURE)))
    results = []
    for _ in range(chance.randrange(3)):
        metric = chance.choice([*by_type.get("metric", []), "speedup"])
        method = chance.choice([*by_type.get("method", []), None])
        kind, direction = chance.choice([(None, None), ("value", None), ("count", None), ("change", "down")])
        value = str(chance.randrange(9))
        filled = {"method": method, "kind": kind, "direction": direction, "confidence": chance.choice(SURE)}
        results.append(Result(metric, value, "%", evidence, **filled))  # type: ignore[arg-type]
    shared = number // 2 * 2 if seed == 3 else number  # version 3 of an odd number is the work of the even one before
    paper = Paper(
        f"Paper number {number}", abstract, f"p{number}", authors=("Ana Pérez", "Bo Li"), venue=f"Venue {seed}",
        ids=(("openalex", f"W{shared}"), ("pmid", f"{number}")), orcids=(("Bo Li", "0000-0001-2345-678X"),),
    )  # fmt: skip
    return Extraction(paper, tuple(entities), tuple(relations), tuple(results), "written 1")
