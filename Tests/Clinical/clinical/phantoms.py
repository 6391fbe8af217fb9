"""Phantoms by the program itself: scans whose truth is by construction."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np

from . import images
from .base import Base
from .program import Program


@dataclass
class Phantom:
    name: str
    path: str
    #: 1 right, 2 left.
    lungs: np.ndarray
    #: 1 ground glass, 2 consolidation.
    lesion: np.ndarray
    image: images.Image

    def base(self) -> Base:
        return Base(self.name, self.image.values, self.image.spacing, self.lungs)


def make(program: Program, folder: str, seed: int, size: str = "192x192x120", lesions: str = "6+2") -> Phantom:
    name = f"phantom {seed}" + (" without lesions" if lesions == "0" else "")
    path = os.path.join(folder, f"phantom-{seed}-{lesions}.nii")
    program.run("phantom", path, "--size", size, "--seed", str(seed), "--lesions", lesions)
    beside = path.removesuffix(".nii")
    lungs, lesion = (images.read(f"{beside}-{part}.nii").values.astype(np.uint8) for part in ("lungs", "truth"))
    return Phantom(name, path, np.where(lungs <= 2, lungs, 0).astype(np.uint8), lesion, images.read(path))
