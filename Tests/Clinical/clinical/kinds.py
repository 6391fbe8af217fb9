"""The kinds of variants, by name: each is a function of a base and of random numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

import numpy as np

from .painting import Canvas


@dataclass
class Variant:
    """Arrays (k, j, i) as of a base; `air`: air that was put there and is no lung."""

    kind: str
    base: str
    seed: int
    ct: np.ndarray
    spacing: tuple[float, float, float]
    lungs: np.ndarray
    air: np.ndarray
    #: Whether right and left can be told; not where the picture may be turned.
    sides: bool = True
    #: What is known to be hard is reported apart from what must succeed.
    hard: bool = False
    #: HU that the values are too high by.
    added: float = 0.0
    #: Opacity that was put into the lungs, where the kind is about it.
    opacity: np.ndarray | None = None

    @property
    def mm(self) -> tuple[float, float, float]:
        x, y, z = self.spacing
        return z, y, x


class NotPossible(Exception):
    """A base on which a kind makes no sense: one without the bases of the lungs, for gas under a dome."""


@dataclass
class Kind:
    name: str
    make: Callable
    hard: bool = False
    sides: bool = True
    #: Whether slices thinner than the coarse copy's are wanted.
    fine: bool = False
    added: float = 0.0


KINDS: dict[str, Kind] = {}


def kind(name: str, **how):
    def add(make):
        KINDS[name] = Kind(name, make, **how)
        return make
    return add


def finished(kind: Kind, base, seed: int, made) -> Variant:
    """A variant of a canvas, or of (ct, spacing, lungs, air)."""
    opacity = None
    if isinstance(made, Canvas):
        opacity = made.opacity
        made = made.ct, made.base.spacing, made.lungs, made.air
    ct, spacing, lungs, air = made
    air = np.zeros(lungs.shape, bool) if air is None else air & (lungs == 0)
    ct = np.clip(np.rint(ct), -32768, 32767).astype(np.int16)
    return Variant(kind.name, base.name, seed, np.ascontiguousarray(ct), tuple(map(float, spacing)),
                   np.ascontiguousarray(lungs), air, kind.sides, kind.hard, kind.added, opacity)
