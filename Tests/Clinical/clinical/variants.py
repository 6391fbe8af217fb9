"""variants(bases): seeded variants of real scans and phantoms, each hard in one way, each with its truth.

A variant is a function of its kind, its base and its seed alone: the same come out on every machine.
"""

from __future__ import annotations

import zlib
from typing import Iterable, Iterator

import numpy as np

from . import (  # noqa: F401 (they add their kinds)
    variants_consolidation, variants_devices, variants_disease, variants_gas, variants_geometry, variants_lung,
    variants_outside, variants_values)
from .base import Base
from .kinds import KINDS, NotPossible, Variant, finished


def variants(bases: Iterable[Base], kinds: Iterable[str] | None = None, seeds: Iterable[int] = (0,)) -> Iterator[Variant]:
    """All of them, base by base. What is not possible on a base is left out."""
    for base in bases:
        for name in kinds or KINDS:
            for seed in seeds:
                made = variant(base, name, seed)
                if made is not None:
                    yield made


def variant(base: Base, name: str, seed: int) -> Variant | None:
    kind = KINDS[name]
    if kind.fine and base.fine is not None:
        base = base.fine
    rng = np.random.default_rng([zlib.crc32(name.encode()), zlib.crc32(base.name.encode()), seed])
    try:
        return finished(kind, base, seed, kind.make(base, rng))
    except NotPossible:
        return None
